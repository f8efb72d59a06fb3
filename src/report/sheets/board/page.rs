//! How much of a sheet one printed page holds: rows and charts grow until it is full.

/// Pixels of an A4 landscape page at 100%, margins left out.
const PAGE: (f64, f64) = (1047.0, 690.0);

/// Returns the pixels of a grid's width.
pub(super) fn pixels(widths: &[f64]) -> f64 {
    widths.iter().map(|width| width * 7.0 + 5.0).sum()
}

/// Returns the pixels that one page is high when a grid is scaled to its width.
pub(super) fn page_height(widths: &[f64]) -> u32 {
    whole(PAGE.1 * pixels(widths) / PAGE.0)
}

/// Returns whole pixels.
pub(super) fn whole(pixels: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a sheet is some thousand pixels wide, never below zero"
    )]
    let whole = pixels.max(0.0) as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_higher_the_wider_its_grid_is() {
        // 148 characters are 1,041 pixels.
        assert_eq!(page_height(&[148.0]), 686);
        assert!(page_height(&[200.0]) > page_height(&[150.0]));
    }
}

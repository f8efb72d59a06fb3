//! Rounding as a reader and Excel do it: half away from zero, on the decimal number that is seen.

/// Returns a value rounded half away from zero, as Excel's `ROUND` gives it.
///
/// 0.7 × 0.05 is 0.034999999999999996 in binary; a reader, and Excel, see 0.035 and round to 0.04. The value is therefore
/// first taken to the 15 digits that Excel shows.
pub fn rounded(value: f64, places: u8) -> f64 {
    let scale = 10f64.powi(i32::from(places));
    let seen: f64 = format!("{:.14e}", value * scale)
        .parse()
        .expect("a number written by format! is a number");
    seen.round() / scale
}

/// Returns a rounded value as text with exactly that many places; a rounded zero has no sign.
pub fn decimal(value: f64, places: u8) -> String {
    let value = rounded(value, places);
    let value = if value == 0.0 { 0.0 } else { value };
    format!("{value:.*}", usize::from(places))
}

/// Returns a fraction as a percentage: `16.7%` for 0.1667.
pub fn percent(share: f64, places: u8) -> String {
    format!("{}%", decimal(share * 100.0, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_round_away_from_zero_on_the_decimal_number_that_is_seen() {
        for (value, places, text) in [
            (0.5 * 0.05, 2, "0.03"),
            (0.7 * 0.05, 2, "0.04"),
            (0.285, 2, "0.29"),
            (1.005, 2, "1.01"),
            (-2.5, 0, "-3"),
            (-0.004, 2, "0.00"),
            (0.1 + 0.2, 6, "0.300000"),
        ] {
            assert_eq!(decimal(value, places), text, "{value} to {places} places");
        }
        assert_eq!(percent(0.166_666, 1), "16.7%");
    }
}

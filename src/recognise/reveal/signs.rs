//! Signs that say nothing by their shape, so that the colour of their ink is the value: a red ●.

use crate::read::grid::{Cell, Raw};
use crate::values::colour::seen;

/// Returns the ink of a cell that holds one such sign, if it is the ink of a light.
pub(super) fn ink(cell: &Cell) -> Option<u32> {
    let Raw::Text(text) = &cell.raw else {
        return None;
    };
    let mut signs = text.chars().filter(|sign| !is_invisible(*sign));
    let is_one = signs.next().is_some_and(is_shape) && signs.next().is_none();
    cell.ink
        .filter(|ink| is_one && seen(*ink).is_some_and(|seen| seen.light.is_traffic_light()))
}

fn is_invisible(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{fe00}'..='\u{fe0f}')
}

/// Whether a sign is a mere shape; ticks, crosses and coloured emoji say something by themselves.
fn is_shape(sign: char) -> bool {
    matches!(
        sign,
        '■'..='◿' | '•' | '⬤' | '⚫' | '⚪' | '⬛' | '⬜' | '★' | '⬥' | '⏺' | '❑' | '❖'
    ) && !matches!(sign, '◔' | '◑' | '◕' | '○')
}

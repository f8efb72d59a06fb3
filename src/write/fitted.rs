//! How a cell is written so that its text fits: as it is, wrapped, smaller, or shortened at a word.

use super::fit::{self, inside};
use super::shown::shown;
use super::theme::{Align, Theme, Variant};
use crate::report::block::{Placed, RowKind};
use crate::report::cell::{Content, Role};
use crate::report::pack::Pack;
use crate::report::scalar::Scalar;

/// A row takes at most this many lines; longer literals are shortened.
const MOST_LINES: u32 = 3;

/// How a cell is written so that it fits: its variant, its lines, its literal if it had to be shortened.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    pub variant: Variant,
    pub lines: u32,
    /// Takes the literal's place.
    pub shortened: Option<String>,
    /// Nothing could be done: a figure that would be cut off.
    pub overflows: bool,
}

/// Decides how a cell is written in its span.
pub fn fitted(
    placed: &Placed,
    kind: RowKind,
    value: &Scalar,
    columns: &[f64],
    left: u16,
    theme: &Theme,
    pack: &Pack,
) -> Fitted {
    let role = placed.cell.role;
    let look = theme.look(role);
    let first = usize::from(left + placed.at);
    // Texts spill over the columns of their span; a number must fit its own cell.
    let cells = match value {
        Scalar::Number(_) => 1,
        _ => usize::from(placed.span.max(1)),
    };
    let pixels: f64 = columns.iter().skip(first).take(cells).sum();
    let mut fitted = Fitted {
        variant: Variant {
            role,
            kind,
            indent: indent(role, look.align, first),
            wrap: false,
            size: None,
        },
        lines: 1,
        shortened: None,
        overflows: false,
    };
    if matches!(placed.cell.content, Content::Blank) {
        return fitted;
    }
    let text = shown(value, look.number_format(&pack.money).as_deref());
    let room = inside(pixels, fitted.variant.indent);
    let wide = |variant: Variant| fit::width(&text, theme.type_of(variant)) > room;
    let is_text = matches!(value, Scalar::Text(_));
    let literal = matches!(placed.cell.content, Content::Value(_));
    let alone = placed.span <= 1;
    if !wide(fitted.variant) {
        return fitted;
    }
    if look.wrap || (is_text && alone && may_wrap(role)) {
        let type_ = theme.type_of(fitted.variant);
        fitted.variant.wrap = true;
        fitted.lines = fit::lines(&text, type_, room);
        if fitted.lines > MOST_LINES {
            if literal {
                fitted.shortened = Some(fit::shortened(&text, type_, room, MOST_LINES));
            } else {
                fitted.overflows = true;
            }
            fitted.lines = MOST_LINES;
        }
        return fitted;
    }
    if literal && is_text {
        fitted.shortened = Some(fit::shortened(
            &text,
            theme.type_of(fitted.variant),
            room,
            1,
        ));
        return fitted;
    }
    let own = theme.type_of(fitted.variant).size;
    for size in [20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0] {
        if size < own && (size >= 8.0 || !is_text) {
            fitted.variant.size = Some(tenths(size));
            if !wide(fitted.variant) {
                return fitted;
            }
        }
    }
    fitted.overflows = true;
    fitted
}

/// Sizes are whole points or halves, so tenths are exact.
fn tenths(points: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "type sizes are small and positive"
    )]
    let tenths = (points * 10.0).round() as u16;
    tenths
}

/// Texts keep a little room to their left; blocks without a rule of their own only at the sheet's edge.
fn indent(role: Role, align: Align, column: usize) -> u8 {
    let flush = matches!(
        role,
        Role::Section | Role::Message | Role::Evidence | Role::Note | Role::CoverHeadline
    );
    match align {
        Align::Left if flush => u8::from(column == 0),
        Align::Left => 1,
        _ => 0,
    }
}

fn may_wrap(role: Role) -> bool {
    matches!(
        role,
        Role::Text | Role::Strong | Role::Muted | Role::Id | Role::Wrapped
    )
}

//! How a cell is written so that its text fits: as it is, wrapped, smaller, or shortened at a word.

use super::fit::{self, inside};
use super::shown::shown;
use super::theme::{Align, Theme, Variant, Wrap};
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
    let is_text = matches!(value, Scalar::Text(_));
    // Texts that begin at the left spill over the columns of their span; everything else must fit its own cell.
    let spills = placed.span > 1 && is_text && matches!(look.align, Align::Left | Align::Across);
    let cells = if spills { usize::from(placed.span) } else { 1 };
    let pixels: f64 = columns.iter().skip(first).take(cells).sum();
    let mut fitted = Fitted {
        variant: Variant {
            role,
            kind,
            indent: indent(role, look.align, first),
            // Wrapped text does not spill.
            wrap: if spills { Wrap::Never } else { Wrap::AsRole },
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
    let literal = matches!(placed.cell.content, Content::Value(_));
    if !wide(fitted.variant) {
        return fitted;
    }
    if !spills && (look.wrap || is_text && may_wrap(role)) {
        let type_ = theme.type_of(fitted.variant);
        fitted.variant.wrap = Wrap::Always;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::cell::Cell;
    use crate::report::sample;

    /// A cell in the first of three columns of 50 pixels.
    fn fit(role: Role, span: u16, value: impl Into<Scalar>) -> Fitted {
        let value = value.into();
        let placed = Placed::new(0, span, Cell::value(role, value.clone()));
        let columns = [50.0; 3];
        fitted(
            &placed,
            RowKind::Body,
            &value,
            &columns,
            0,
            &Theme::standard(),
            &sample::pack(1),
        )
    }

    #[test]
    fn a_heading_over_several_columns_is_not_wrapped_into_the_first() {
        assert_eq!(
            fit(Role::Head, 3, "Needed by then").variant.wrap,
            Wrap::Never
        );
        assert_eq!(
            fit(Role::Head, 1, "Needed by then").variant.wrap,
            Wrap::Always
        );
        assert!(fit(Role::Head, 1, "Needed by then").lines > 1);
    }

    #[test]
    fn a_literal_too_long_for_its_columns_is_shortened_and_a_figure_is_set_smaller() {
        let long = "A text that is much longer than what its three columns can take";
        assert!(fit(Role::Message, 3, long).shortened.is_some());
        let figure = fit(Role::MoneyUnit, 1, 12_345_000.0);
        assert!(figure.variant.size.is_some() && !figure.overflows);
        assert!(
            fit(Role::Exact, 3, 1e13).overflows,
            "a number does not spill"
        );
    }

    #[test]
    fn a_wrapped_text_takes_three_lines_at_most() {
        let long = "word ".repeat(40);
        let fitted = fit(Role::Wrapped, 1, long.as_str());
        assert_eq!(fitted.lines, MOST_LINES);
        assert!(fitted.shortened.is_some_and(|text| text.ends_with('…')));
    }
}

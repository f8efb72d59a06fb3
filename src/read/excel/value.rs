//! One value, one look, one error as calamine gives it, in our words.

use calamine::{Data, Style};

use crate::read::gather::{Gather, Look};
use crate::read::grid::Refusal;
use crate::read::guard::DAMAGED;
use crate::read::place::Place;
use crate::read::serial;
use crate::read::styles::Dress;
use crate::read::survey::Fault;

/// Gives one value to the grid in the making; `odd` is how the file writes it, where that is known to be odd.
pub(super) fn take(
    gather: &mut Gather,
    place: Place,
    value: Data,
    look: Look,
    from_1904: bool,
    odd: Option<&str>,
) -> Result<(), Refusal> {
    match value {
        Data::Empty => match odd {
            Some(text) => gather.damaged(place, text.to_string(), look),
            None => {
                gather.blank(place, look);
                Ok(())
            }
        },
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel has no other whole numbers"
        )]
        Data::Int(number) => gather.number(place, number as f64, look),
        Data::Float(number) => gather.number(place, number, look),
        Data::String(text) => gather.text(place, text, look),
        Data::Bool(yes) => gather.yes_no(place, yes, look),
        Data::DateTime(moment) if moment.is_duration() => {
            let look = Look {
                percent: false,
                ..look
            };
            gather.number(place, serial::hours(moment.as_f64()), look)
        }
        Data::DateTime(moment) => {
            let serial = moment.as_f64();
            gather.date(place, serial, serial::date(serial, from_1904), look)
        }
        Data::DateTimeIso(text) => match serial::iso_date(&text) {
            Some(moment) => gather.moment(place, moment, look),
            None => gather.text(place, text, look),
        },
        Data::DurationIso(text) => match serial::iso_hours(&text) {
            Some(hours) => gather.number(place, hours, look),
            None => gather.text(place, text, look),
        },
        Data::Error(error) => {
            let text = odd.map_or_else(|| error.to_string(), str::to_string);
            gather.error(place, text, look)
        }
    }
}

/// Returns what a style shows of what we look at; colours and fonts are read by code of our own, which knows palettes
/// and conditional formats too.
pub(super) fn look(style: &Style, dress: Dress) -> Look {
    let format = style.number_format.as_ref();
    Look {
        fill: dress.fill,
        ink: dress.ink,
        indent: style
            .alignment
            .as_ref()
            .and_then(|alignment| alignment.indent)
            .unwrap_or(0),
        struck: dress.struck,
        percent: format.is_some_and(|format| is_percent(&format.format_code)),
        symbols: dress.symbols,
    }
}

/// Whether a number format shows a percent sign because the number is a share, not as a letter of its text.
fn is_percent(code: &str) -> bool {
    let mut letters = code.chars();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\\' | '_' | '*' if !is_quoted => {
                letters.next();
            }
            '%' if !is_quoted => return true,
            _ => {}
        }
    }
    false
}

/// Returns why a sheet cannot be read.
pub(super) fn fault(error: impl std::fmt::Display) -> Fault {
    Fault(format!("its cells are damaged ({error})"))
}

/// Returns why a workbook cannot be read.
pub(super) fn damaged(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(format!("the workbook is damaged ({error})"), DAMAGED)
}

/// Returns why a workbook that asks for a password cannot be read.
pub(super) fn password() -> Refusal {
    Refusal::new(
        "the file is password protected",
        "save a copy without a password",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_sign_in_quotes_is_a_letter() {
        for (code, expected) in [
            ("0%", true),
            ("0.00%;[Red]-0.00%", true),
            ("0\"%\"", false),
            ("0\\%", false),
            ("General", false),
            ("\"about \"0%", true),
        ] {
            assert_eq!(is_percent(code), expected, "{code}");
        }
    }
}

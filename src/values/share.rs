//! Shares: 0.75, 75 and `75%`, with the scale of plain numbers decided by the column.

use super::amount;
use super::cell::{self, Given, cells};
use super::doubt::{Doubt, Reading, quoted};
use super::number::{NOT_A_NUMBER, NUMBER_WITH_WORDS};
use super::reading::{Context, Remark};
use crate::lexicon::phrase;
use crate::model::column::Column;
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::settings::choice::Percent;

pub static PERCENT_SCALE_ASSUMED: Code = Code {
    id: "percent-scale-assumed",
    severity: Severity::Changes,
    why: "1 is everything on one scale and a hundredth on the other.",
};

pub static PERCENT_SCALE_MIXED: Code = Code {
    id: "percent-scale-mixed",
    severity: Severity::Changes,
    why: "0.5 beside 75 in one column is 50% or 0.5%; progress and earned value depend on it.",
};

pub static PERCENT_OUT_OF_RANGE: Code = Code {
    id: "percent-out-of-range",
    severity: Severity::Changes,
    why: "Nothing is less than 0% or more than 100% complete, or likely.",
};

pub static SHARE_FROM_COUNTS: Code = Code {
    id: "share-from-counts",
    severity: Severity::Changes,
    why: "Two of three items done is two thirds only if the items are alike.",
};

/// Plain numbers beyond this are on the scale 0 to 100.
pub(super) const LARGEST_FRACTION: f64 = 1.5;
/// What sums of fractions miss a whole by.
const ROUNDING: f64 = 1e-9;

/// A cell before the scale of plain numbers is known.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Blank,
    /// The cell says that it is a percentage; held as a fraction.
    Sure(f64),
    Plain(f64),
    /// `2/3`: done, of all.
    Counts(f64, f64),
    /// A fraction beside words that are not about it: `High (70%)`.
    Beside(f64),
    No,
}

pub(super) fn read(
    column: &Column,
    heading: &str,
    given: &[Option<Given<'_>>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Value> {
    let is_likelihood = column.name == "probability_share";
    let parts: Vec<Part> = given
        .iter()
        .map(|cell| match cell {
            None => Part::Blank,
            Some(cell) if is_likelihood => likelihood(cell),
            Some(cell) => part(cell),
        })
        .collect();
    let scale = match context.column.percent {
        Some(Percent::OfOne) => Scale::Fraction,
        Some(Percent::OfHundred) => Scale::Hundred,
        Some(Percent::Each) => Scale::Mixed,
        None => Scale::of(&parts),
    };
    let tells_mixed = !is_likelihood && context.column.percent.is_none();
    let mut mixed = 0;
    let mut assumed = 0;
    let values = given
        .iter()
        .zip(&parts)
        .enumerate()
        .map(|(at, (cell, part))| {
            let Some(cell) = cell else {
                return Value::Blank;
            };
            let share = match *part {
                Part::Sure(share) => share,
                Part::Beside(share) => {
                    if !is_likelihood {
                        remarks.push(
                            Remark::cell(
                                &NUMBER_WITH_WORDS,
                                at,
                                format!("{} says more than a number", cell.quote()),
                            )
                            .hint("keep the number alone in its cell, and words in a comment")
                            .treated(format!("read as {}", percent(share))),
                        );
                    }
                    share
                }
                Part::Plain(value) => {
                    assumed += usize::from(value == 1.0);
                    mixed += usize::from(value != 0.0 && value.abs() <= LARGEST_FRACTION);
                    plain(at, cell, value, scale, tells_mixed, remarks).unwrap_or(f64::NAN)
                }
                Part::Counts(done, all) => {
                    let share = done / all;
                    remarks.push(
                        Remark::cell(
                            &SHARE_FROM_COUNTS,
                            at,
                            format!("{} gives counts instead of a share", cell.quote()),
                        )
                        .treated(format!("read as {}", percent(share))),
                    );
                    share
                }
                Part::Blank => f64::NAN,
                Part::No => {
                    if !is_likelihood {
                        remarks.push(not_a_share(at, cell, column));
                    }
                    f64::NAN
                }
            };
            if share.is_nan() {
                Value::Blank
            } else {
                within(column, at, cell, share, remarks)
            }
        })
        .collect();
    let is_percent_heading = phrase::unit(heading).is_some_and(|unit| unit.percent);
    if scale == Scale::Unknown && is_percent_heading && assumed > 0 && !is_likelihood {
        remarks.push(
            Remark::column(
                &PERCENT_SCALE_ASSUMED,
                format!(
                    "{} hold 1 under {}, and no other number shows whether that is 1% or 100%",
                    cells(assumed),
                    cell::quote(heading)
                ),
            )
            .hint("give the column a percent format")
            .treated("read as 100%")
            .doubt(doubt(
                ("1 is 100%", "of 1"),
                &[("1 is 1%", "of 100")],
                assumed,
            )),
        );
    }
    if tells_mixed
        && scale == Scale::Mixed
        && let Some(first) = remarks
            .iter_mut()
            .find(|remark| remark.code == &PERCENT_SCALE_MIXED)
    {
        first.doubt = Some(doubt(
            (
                "numbers up to 1 are shares of 1, larger ones of 100",
                "each",
            ),
            &[("all numbers are shares of 100", "of 100")],
            mixed,
        ));
    }
    values
}

fn doubt(assumed: (&str, &str), others: &[(&str, &str)], cells: usize) -> Doubt {
    Doubt {
        assumed: assumed.0.to_string(),
        evidence: format!("{} could be on either scale", cell::cells(cells)),
        weight: cells,
        key: "percent",
        value: quoted(assumed.1),
        others: others
            .iter()
            .map(|(reading, value)| Reading::new(*reading, "percent", quoted(value)))
            .collect(),
    }
}

/// Returns the likelihood that a risk's probability cell gives as a fraction; `None` when it gives a word or a point of
/// the five-point scale only.
///
/// `30%`, `0.3`, `High (70%)` and a number above 5 (`30`) are likelihoods; 1 to 5 are points of the scale.
pub fn probability_share(raw: &Raw, context: Context<'_>) -> Option<f64> {
    let cell = cell::one(raw, context)?;
    let share = match likelihood(&cell) {
        Part::Sure(share) | Part::Beside(share) => share,
        Part::Plain(value) if value > 0.0 && value < 1.0 => value,
        Part::Plain(value) if value > 5.0 => value / 100.0,
        _ => return None,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

fn part(cell: &Given<'_>) -> Part {
    match cell {
        Given::Number {
            value,
            percent: true,
        } => Part::Sure(*value),
        Given::Number { value, .. } => Part::Plain(*value),
        Given::Text(text) => text_part(text),
        Given::Date(_) | Given::Bool(_) => Part::No,
    }
}

fn text_part(text: &str) -> Part {
    let Some(amount) = amount::parse(text) else {
        return counts(text).map_or(Part::No, |(done, all)| Part::Counts(done, all));
    };
    let is_other = amount.currency.is_some()
        || amount.scale.is_some()
        || amount.counts.is_some()
        || amount.counts_things;
    if is_other {
        return Part::No;
    }
    // Shares have no thousands, so a lone mark is the decimal one.
    let written = match amount.digits {
        super::marks::Digits::Open { decimal, .. } => decimal,
        super::marks::Digits::Sure { value, .. } => value,
    };
    let written = if amount.is_negative {
        -written
    } else {
        written
    };
    match (amount.is_percent, amount.has_words) {
        (true, true) => Part::Beside(written / 100.0),
        (true, false) => Part::Sure(written / 100.0),
        (false, true) => Part::No,
        (false, false) => Part::Plain(written),
    }
}

/// `2/3`, `2 of 3`.
fn counts(text: &str) -> Option<(f64, f64)> {
    let text = cell::tidy(text);
    let (done, all) = text.split_once('/').or_else(|| text.split_once(" of "))?;
    let done: u32 = done.trim().parse().ok()?;
    let all: u32 = all.trim().parse().ok()?;
    (all > 0 && done <= all).then_some((f64::from(done), f64::from(all)))
}

/// A cell of a risk's probability, which may be a word or a point of a scale.
fn likelihood(cell: &Given<'_>) -> Part {
    match part(cell) {
        // A point of the five-point scale gives no likelihood.
        Part::Plain(value) if value.fract() == 0.0 && (1.0..=5.0).contains(&value) => Part::No,
        Part::Counts(..) => Part::No,
        part => part,
    }
}

/// What the plain numbers of a column show about their scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Fraction,
    Hundred,
    /// Fractions beside numbers up to 100.
    Mixed,
    /// Nothing but 0 and 1.
    Unknown,
}

impl Scale {
    fn of(parts: &[Part]) -> Scale {
        let numbers = || {
            parts.iter().filter_map(|part| match part {
                Part::Plain(value) => Some(value.abs()),
                _ => None,
            })
        };
        let has_fractions = numbers().any(|value| value > 0.0 && value < 1.0);
        match (
            numbers().any(|value| value > LARGEST_FRACTION),
            has_fractions,
        ) {
            (true, true) => Scale::Mixed,
            (true, false) => Scale::Hundred,
            (false, _) if has_fractions || numbers().any(|value| value > 1.0) => Scale::Fraction,
            // Percent formats beside a bare 1 show that Excel holds fractions here.
            (false, _) if parts.iter().any(|part| matches!(part, Part::Sure(_))) => Scale::Fraction,
            (false, _) => Scale::Unknown,
        }
    }
}

fn plain(
    at: usize,
    cell: &Given<'_>,
    value: f64,
    scale: Scale,
    tells_mixed: bool,
    remarks: &mut Vec<Remark>,
) -> Option<f64> {
    Some(match scale {
        Scale::Fraction | Scale::Unknown => value,
        Scale::Hundred => value / 100.0,
        Scale::Mixed if value.abs() > LARGEST_FRACTION => value / 100.0,
        Scale::Mixed if value == 0.0 => value,
        Scale::Mixed => {
            if tells_mixed {
                remarks.push(
                    Remark::cell(
                        &PERCENT_SCALE_MIXED,
                        at,
                        format!("{} stands in a column of numbers up to 100", cell.quote()),
                    )
                    .hint("use one scale in the column, best with a percent format")
                    .treated(format!("read as {}", percent(value))),
                );
            }
            value
        }
    })
}

/// Rejects what cannot be: only variances may be below 0 or above 1.
fn within(
    column: &Column,
    at: usize,
    cell: &Given<'_>,
    share: f64,
    remarks: &mut Vec<Remark>,
) -> Value {
    if column.name == "year_variance" || (-ROUNDING..=1.0 + ROUNDING).contains(&share) {
        let share = if column.name == "year_variance" {
            share
        } else {
            share.clamp(0.0, 1.0)
        };
        return Value::Number(share);
    }
    remarks.push(
        Remark::cell(
            &PERCENT_OUT_OF_RANGE,
            at,
            format!(
                "{} is {}, outside 0% to 100% ({})",
                cell.quote(),
                percent(share),
                column.name
            ),
        )
        .hint("correct the share; a number such as 75 with a percent format means 7500%")
        .left_blank(),
    );
    Value::Blank
}

fn not_a_share(at: usize, cell: &Given<'_>, column: &Column) -> Remark {
    Remark::cell(
        &NOT_A_NUMBER,
        at,
        format!(
            "{} stands where a percentage is expected ({})",
            cell.quote(),
            column.name
        ),
    )
    .hint("put the percentage here, and words in a comment")
    .left_blank()
}

fn percent(share: f64) -> String {
    format!("{}%", cell::shown((share * 1e6).round() / 1e4))
}

//! Tables whose months, quarters or weeks run across: what their amounts are, and which period each column is.

use chrono::Datelike;

use super::band::Title;
use super::columns::{Choice, Hints, hint};
use super::region::Role;
use super::sample::Sample;
use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self, Costs};
use crate::values::period::{self, Grain, Named};
use crate::values::reading::{Context, fit};

/// Fewer period headings than this are attributes (`2026 budget`), not a time axis.
const FEWEST: usize = 2;

/// Returns the headings that are periods, if they make a time axis: several, or one month or week where a title, the sheet
/// or the file speaks of bookings or costs.
pub(super) fn axis<'t>(
    titles: &'t [Title],
    hints: Hints<'_>,
    context: Context<'_>,
) -> Vec<&'t Title> {
    let periods: Vec<&Title> = titles
        .iter()
        .filter(|title| title.period.is_some())
        .collect();
    let is_said = [Assignments::SCHEMA, Costs::SCHEMA]
        .into_iter()
        .any(|schema| hint(schema, hints, context) > 0.0);
    let is_fine = periods
        .iter()
        .filter_map(|title| title.period)
        .all(|period| fineness(period.grain) >= fineness(Grain::Month));
    if periods.len() < FEWEST && !(is_said && is_fine) {
        Vec::new()
    } else {
        periods
    }
}

/// Decides whether the amounts under the periods are bookings of people or money, and gives each heading its role.
///
/// Returns `None` when nothing says what the amounts are of.
pub(super) fn choose(
    titles: &[Title],
    sample: Sample<'_>,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Option<(Choice, Option<String>)> {
    let bookings = assign(Assignments::SCHEMA, titles, sample, context);
    let money = assign(Costs::SCHEMA, titles, sample, context);
    let has = |choice: &Choice, wanted: &[&Column]| {
        choice.roles.iter().any(|(role, _)| matches!(role, Role::Own(own) if wanted.iter().any(|column| column.name == own.name)))
    };
    let measured = |choice: &Choice| {
        choice
            .roles
            .iter()
            .any(|(role, _)| matches!(role, Role::Measure))
    };
    let booking_hint = hint(Assignments::SCHEMA, hints, context);
    let money_hint = hint(Costs::SCHEMA, hints, context);
    let named_measure = measure_of(hints.title, context)
        .or_else(|| measure_of(hints.sheet, context))
        .is_some()
        || titles
            .iter()
            .any(|title| title.period.is_some() && group_measure(title, context).is_some());
    let is_booking = has(&bookings, &[&assignments::PERSON, &assignments::ROLE])
        && !measured(&money)
        && booking_hint >= money_hint;
    let is_money =
        measured(&money) || named_measure || money_hint > 0.0 || has(&money, &[&costs::CATEGORY]);
    let mut choice = if is_booking {
        Choice {
            score: bookings.score + booking_hint,
            ..bookings
        }
    } else if is_money
        && has(
            &money,
            &[&costs::PROJECT, &costs::PROJECT_ID, &costs::CATEGORY],
        )
        || measured(&money)
    {
        Choice {
            score: money.score + money_hint,
            ..money
        }
    } else {
        return None;
    };
    let assumed = give_periods(&mut choice, titles, hints, context);
    Some((choice, assumed))
}

/// Gives every heading that is no period its column of one table.
fn assign(
    schema: &'static Schema,
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) -> Choice {
    let sure = context.settings.reading.confidence;
    let mut taken: Vec<&str> = Vec::new();
    let mut roles = Vec::with_capacity(titles.len());
    let mut score = 0.0;
    for title in titles {
        if title.period.is_some() {
            roles.push((Role::Total, 1.0));
            continue;
        }
        let values = sample.values(title.column);
        if schema == Costs::SCHEMA
            && taken.iter().all(|name| *name != "measure")
            && fit(Kind::Category("cost_measure"), &values, context)
                .is_some_and(|share| share >= 0.7)
        {
            taken.push("measure");
            roles.push((Role::Measure, 0.95));
            score += 1.0;
            continue;
        }
        if context.lexicon.is_total(&title.own) {
            roles.push((Role::Total, 1.0));
            continue;
        }
        let best = title
            .candidates
            .iter()
            .filter(|candidate| {
                candidate.schema == schema
                    && !is_amount(candidate.column)
                    && !taken.contains(&candidate.column.name)
            })
            .map(|candidate| {
                let worth = fit(candidate.column.kind, &values, context)
                    .map_or(1.0, |share| if share >= 0.5 { 1.0 } else { 0.4 });
                (candidate.column, candidate.score * worth)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((column, confidence)) if confidence >= sure => {
                taken.push(column.name);
                score += confidence;
                roles.push((Role::Own(column), confidence));
            }
            best => roles.push((
                Role::Unrecognised {
                    reason: "not needed beside the amounts by period".to_string(),
                },
                best.map_or(0.0, |(_, confidence)| confidence),
            )),
        }
    }
    Choice {
        schema,
        roles,
        score,
    }
}

/// Amounts stand under the periods; a single column of them beside the time axis is a total.
fn is_amount(column: &Column) -> bool {
    [
        &costs::BUDGET,
        &costs::ACTUAL,
        &costs::FORECAST,
        &costs::PERIOD,
        &assignments::BOOKED,
        &assignments::PERIOD,
        &assignments::FTE,
    ]
    .iter()
    .any(|amount| amount.name == column.name)
}

/// Gives the period headings their first days; years and quarters among months are totals. Returns what was assumed.
fn give_periods(
    choice: &mut Choice,
    titles: &[Title],
    hints: Hints<'_>,
    context: Context<'_>,
) -> Option<String> {
    let named: Vec<(usize, Named)> = titles
        .iter()
        .enumerate()
        .filter_map(|(at, title)| title.period.map(|period| (at, period)))
        .collect();
    let finest = named
        .iter()
        .map(|(_, period)| fineness(period.grain))
        .max()
        .unwrap_or(0);
    let fine: Vec<&(usize, Named)> = named
        .iter()
        .filter(|(_, period)| fineness(period.grain) == finest)
        .collect();
    let names: Vec<Named> = fine
        .iter()
        .map(|(at, period)| with_group_year(&titles[*at], *period, context))
        .collect();
    let (first_days, assumed) = period::resolve(&names, year_in(hints), context);
    for ((at, _), first) in fine.iter().zip(first_days) {
        let measure = group_measure(&titles[*at], context);
        choice.roles[*at] = match first {
            Some(first) => (Role::Period { first, measure }, 1.0),
            None => (
                Role::Unrecognised {
                    reason: "a period without a year".to_string(),
                },
                0.5,
            ),
        };
    }
    assumed
}

/// A year over a month gives the month its year.
fn with_group_year(title: &Title, period: Named, context: Context<'_>) -> Named {
    if period.year.is_some() || period.grain != Grain::Month {
        return period;
    }
    let Some(group) = title.groups.iter().rev().find_map(|group| {
        period::named(&crate::read::grid::Raw::Text(group.clone()), context)
            .filter(|named| named.grain == Grain::Year)
    }) else {
        return period;
    };
    let (resolved, _) = period::resolve(&[group], None, context);
    match resolved.first().copied().flatten() {
        // A financial year holds the months before its first month in its second calendar year.
        Some(first) if period.number >= first.month() => Named {
            year: Some(first.year()),
            ..period
        },
        Some(first) => Named {
            year: Some(first.year() + 1),
            ..period
        },
        None => period,
    }
}

fn fineness(grain: Grain) -> u8 {
    match grain {
        Grain::Year => 0,
        Grain::Quarter => 1,
        Grain::Month => 2,
        Grain::Week => 3,
        Grain::Day => 4,
    }
}

/// Returns the year that a title, a sheet name or a file name holds, such as the 2026 of `Finance FY26-27`.
fn year_in(hints: Hints<'_>) -> Option<i32> {
    [hints.title, hints.sheet, hints.file]
        .iter()
        .find_map(|text| {
            let mut digits = text
                .split(|c: char| !c.is_ascii_digit())
                .filter(|run| run.len() == 4);
            digits.find_map(|run| {
                run.parse::<i32>()
                    .ok()
                    .filter(|year| (1990..2100).contains(year))
            })
        })
}

/// Returns the amount column of costs that a text names: budget, actual or forecast.
pub(super) fn measure_of(text: &str, context: Context<'_>) -> Option<&'static Column> {
    let word = |text: &str| context.lexicon.word("cost_measure", text);
    let found = word(text).or_else(|| text.split(|c: char| !c.is_alphanumeric()).find_map(word))?;
    amount_column(found)
}

/// Returns the amount column of costs for a canonical word of the vocabulary `cost_measure`.
pub fn amount_column(word: &str) -> Option<&'static Column> {
    match word {
        "budget" => Some(&costs::BUDGET),
        "actual" => Some(&costs::ACTUAL),
        "forecast" => Some(&costs::FORECAST),
        _ => None,
    }
}

/// Returns the amount that a period's heading names, in its own words or in a group above it.
fn group_measure(title: &Title, context: Context<'_>) -> Option<&'static Column> {
    let texts = std::iter::once(&title.own).chain(title.groups.iter().rev());
    texts
        .filter_map(|text| context.lexicon.word("cost_measure", text))
        .find_map(amount_column)
}

//! Tables whose months, quarters or weeks run across: what their amounts are, and which period each column is.

use super::band::{Stated, Title};
use super::columns::{Choice, Hints, hint};
use super::measures::{measure_beside, measure_of};
use super::open_periods;
use super::region::Role;
use super::remarks::Assumed;
use super::sample::Sample;
use super::time_axis;
use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self, Costs};
use crate::values::period::Grain;
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
        .all(|period| period.grain <= Grain::Month);
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
) -> Option<(Choice, Option<Assumed>)> {
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
            .any(|title| title.period.is_some() && measure_beside(title, context).is_some());
    let is_booking = has(&bookings, &[&assignments::PERSON, &assignments::ROLE])
        && !measured(&money)
        && booking_hint >= money_hint;
    let parts = [
        &costs::CATEGORY,
        &costs::SUPPLIER,
        &costs::FUNDING_SOURCE,
        &costs::CAPEX_OPEX,
    ];
    let is_money = measured(&money) || named_measure || money_hint > 0.0 || has(&money, &parts);
    let mut choice = if is_booking {
        Choice {
            score: bookings.score + booking_hint,
            ..bookings
        }
    } else if is_money
        && (has(&money, &[&costs::PROJECT, &costs::PROJECT_ID]) || has(&money, &parts))
        || measured(&money)
    {
        Choice {
            score: money.score + money_hint,
            ..money
        }
    } else {
        return None;
    };
    let assumed = time_axis::give_periods(&mut choice, titles, sample.rows.len(), hints, context);
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
        let is_stated = title.stated == Stated::Column;
        if schema == Costs::SCHEMA
            && !is_stated
            && taken.iter().all(|name| *name != "measure")
            && fit(Kind::Category("cost_measure"), &values, context)
                .is_some_and(|share| share >= 0.7)
        {
            taken.push("measure");
            roles.push((Role::Measure, 0.95));
            score += 1.0;
            continue;
        }
        if !is_stated
            && let Some(role) = open_periods::role(title, schema == Costs::SCHEMA, context)
        {
            roles.push((role, 0.9));
            continue;
        }
        if !is_stated && context.lexicon.is_total(&title.own) {
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
                    .filter(|_| !is_stated)
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

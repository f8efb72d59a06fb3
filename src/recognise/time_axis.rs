//! The days of each period of a time axis: years that are left out, totals between the periods, blocks side by side.

use chrono::Datelike;

use super::band::Title;
use super::columns::{Choice, Hints};
use super::fiscal_start::{FiscalStart, fiscal_start};
use super::measures::measure_beside;
use super::period_doubts::doubts;
use super::region::Role;
use super::remarks::Assumed;
use super::title_year::title_year;
use crate::model::column::Column;
use crate::values::period::{self, Grain, Named, TitleYear};
use crate::values::period_span::Span;
use crate::values::reading::Context;

/// A heading that names a period.
#[derive(Clone, Copy)]
struct Axis {
    /// Its place among the titles.
    at: usize,
    named: Named,
    measure: Option<&'static Column>,
}

/// Gives the period headings their days; a period that holds finer ones of the same amount is their total. Returns what was
/// assumed.
pub(super) fn give_periods(
    choice: &mut Choice,
    titles: &[Title],
    rows: usize,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Option<Assumed> {
    let usual = context.settings.reading.fiscal_year_start;
    let start = fiscal_start(titles, hints, context).filter(|start| start.month != usual);
    let mut settings = context.settings.clone();
    if let Some(start) = &start {
        settings.chosen.reading.fiscal_year_start = start.month;
    }
    let context = Context {
        settings: &settings,
        ..context
    };
    let axis: Vec<Axis> = titles
        .iter()
        .enumerate()
        .filter_map(|(at, title)| {
            Some(Axis {
                at,
                named: with_group_year(title, again(title, context)?, context),
                measure: measure_beside(title, context),
            })
        })
        .collect();
    let title = title_year(hints, context);
    let mut stated = context;
    stated.column.year = context.settings.sheet(hints.file, hints.sheet).year;
    let (spans, _) = resolve(&axis, title.as_ref(), stated);
    let mut counted: Vec<Axis> = Vec::new();
    for (place, own) in axis.iter().enumerate() {
        let measure = own.measure;
        let Some(span) = spans[place] else {
            choice.roles[own.at] = (
                Role::Unrecognised {
                    reason: "a period without a year".to_string(),
                },
                0.5,
            );
            continue;
        };
        let is_total = says_total(&titles[own.at], context)
            || axis.iter().zip(&spans).any(|(other, inner)| {
                other.named.grain < own.named.grain
                    && is_same(other.measure, measure)
                    && inner.is_some_and(|inner| span.holds(inner) && span != inner)
            });
        choice.roles[own.at] = if is_total {
            (Role::PeriodTotal { span, measure }, 1.0)
        } else {
            counted.push(*own);
            (Role::Period { span, measure }, 1.0)
        };
    }
    // What had to be assumed of totals changes nothing.
    let (spans, assumed) = resolve(&counted, title.as_ref(), stated);
    let names: Vec<Named> = counted.iter().map(|own| own.named).collect();
    let doubts = doubts(&names, &spans, rows, stated);
    let is_fiscal = axis.iter().any(|own| own.named.fiscal);
    let told = match start.filter(|_| is_fiscal) {
        Some(FiscalStart { month, place }) => {
            let told = format!("the financial year begins in month {month}, {place}");
            Some(match assumed {
                Some(assumed) => format!("{told}; {assumed}"),
                None => told,
            })
        }
        None => assumed,
    };
    told.map(|message| Assumed { message, doubts })
}

/// Returns the period of a heading; a financial one is read once more, by the sheet's own financial year.
fn again(title: &Title, context: Context<'_>) -> Option<Named> {
    let period = title.period?;
    if !period.fiscal || period.year.is_none() {
        return Some(period);
    }
    period::named_text(&title.own, context)
        .or_else(|| period::within(&title.own, context).map(|(named, _)| named))
        .or(Some(period))
}

/// Whether two periods may be of one amount: they say so, or one of them says nothing.
fn is_same(one: Option<&'static Column>, other: Option<&'static Column>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.name == other.name,
        _ => true,
    }
}

/// `Q1 total`, `Total 2026`.
fn says_total(title: &Title, context: Context<'_>) -> bool {
    title
        .beside
        .as_ref()
        .is_some_and(|word| context.lexicon.is_total(word))
}

/// Resolves the headings as one row, or, where a block of budgets is followed by one of actuals, block by block.
fn resolve(
    axis: &[Axis],
    title: Option<&TitleYear>,
    context: Context<'_>,
) -> (Vec<Option<Span>>, Option<String>) {
    let mut spans = vec![None; axis.len()];
    let mut assumed = None;
    for block in blocks(axis) {
        let names: Vec<Named> = block.iter().map(|place| axis[*place].named).collect();
        let (found, told) = period::resolve(&names, title, context);
        for (place, span) in block.into_iter().zip(found) {
            spans[place] = span;
        }
        assumed = assumed.or(told);
    }
    (spans, assumed)
}

/// Returns the places of the headings that make one row each: all of them, unless the same period comes back under another
/// amount after others.
fn blocks(axis: &[Axis]) -> Vec<Vec<usize>> {
    let is_repeat = |place: usize| {
        let own = &axis[place];
        let before = axis[..place].iter().rposition(|other| {
            other.named.grain == own.named.grain && other.named.number == own.named.number
        });
        before.is_some_and(|before| {
            axis[before].measure.map(|column| column.name) != own.measure.map(|column| column.name)
                && axis[before..place]
                    .iter()
                    .any(|between| between.named.number != own.named.number)
        })
    };
    if !(0..axis.len()).any(is_repeat) {
        return vec![(0..axis.len()).collect()];
    }
    let mut blocks: Vec<(Option<&'static str>, Vec<usize>)> = Vec::new();
    for (place, own) in axis.iter().enumerate() {
        let name = own.measure.map(|column| column.name);
        match blocks.iter_mut().find(|(of, _)| *of == name) {
            Some((_, places)) => places.push(place),
            None => blocks.push((name, vec![place])),
        }
    }
    blocks.into_iter().map(|(_, places)| places).collect()
}

/// A year over a month, quarter or week gives it its year.
fn with_group_year(title: &Title, period: Named, context: Context<'_>) -> Named {
    if period.year.is_some() {
        return period;
    }
    let Some(group) = title.groups.iter().rev().find_map(|group| {
        period::named_text(group, context).filter(|named| named.grain == Grain::Year)
    }) else {
        return period;
    };
    let (resolved, _) = period::resolve(&[group], None, context);
    let Some(year) = resolved.first().copied().flatten() else {
        return period;
    };
    let of_year = TitleYear {
        days: year,
        place: String::new(),
    };
    let like_group = Named {
        fiscal: group.fiscal || period.fiscal && period.grain == Grain::Month,
        ..period
    };
    let (spans, _) = period::resolve(&[like_group], Some(&of_year), context);
    match spans.first().copied().flatten() {
        Some(span) => Named {
            year: Some(span.first.year()),
            first: Some(span.first),
            ..like_group
        },
        None => period,
    }
}

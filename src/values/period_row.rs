//! The years that a row of period headings leaves out: months run forward from what is known.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::date;
use super::period::{Grain, Named, TitleYear};
use super::period_part;
use super::period_span::{Span, spans};
use super::reading::Context;

/// Does the work of [`super::period::resolve`].
pub(super) fn resolve(
    names: &[Named],
    title: Option<&TitleYear>,
    context: Context<'_>,
) -> (Vec<Option<Span>>, Option<String>) {
    let mut firsts: Vec<Option<NaiveDate>> = names.iter().map(|named| named.first).collect();
    let mut assumed: BTreeSet<String> = BTreeSet::new();
    let grains: BTreeSet<Grain> = names
        .iter()
        .filter(|named| named.first.is_none())
        .map(|named| named.grain)
        .collect();
    // Finer periods come first: the quarters between months are those of the months.
    for grain in grains {
        let earliest = firsts.iter().flatten().min().copied();
        let mut places: Vec<usize> = (0..names.len())
            .filter(|at| names[*at].grain == grain)
            .collect();
        if runs_backward(&places, names) {
            places.reverse();
        }
        let row: Vec<Named> = places.iter().map(|at| names[*at]).collect();
        let found = resolve_grain(&row, title, earliest, context, &mut assumed);
        for (at, first) in places.into_iter().zip(found) {
            firsts[at] = firsts[at].or(first);
        }
    }
    let start = context.settings.reading.fiscal_year_start;
    let is_stated = context.settings.states("reading.fiscal_year_start");
    if start != 1 && !is_stated && names.iter().any(|named| named.fiscal) {
        assumed.insert(format!(
            "financial years, their quarters and numbered periods begin in month {start}; a single year such as FY27 is the one in which it ends"
        ));
    }
    let is_plain_part =
        |named: &Named| matches!(named.grain, Grain::Quarter | Grain::Half) && !named.fiscal;
    if start != 1 && names.iter().any(is_plain_part) {
        assumed.insert("quarters with a calendar year are calendar quarters".to_string());
    }
    if names.iter().any(|named| named.grain == Grain::Week) {
        assumed.insert("weeks are counted as ISO weeks, from Monday".to_string());
    }
    let told = assumed.into_iter().collect::<Vec<_>>().join("; ");
    (spans(names, &firsts), (!told.is_empty()).then_some(told))
}

/// Whether the headings of one grain run from late to early: nearly each step leads back.
fn runs_backward(places: &[usize], names: &[Named]) -> bool {
    let steps = places
        .windows(2)
        .map(|two| (names[two[0]].number, names[two[1]].number));
    let (mut back, mut forward) = (0_usize, 0_usize);
    for (before, after) in steps {
        back += usize::from(after < before);
        forward += usize::from(after > before);
    }
    back >= 2 && back > 3 * forward
}

/// Resolves headings of one grain, in their order.
fn resolve_grain(
    row: &[Named],
    title: Option<&TitleYear>,
    earliest: Option<NaiveDate>,
    context: Context<'_>,
    assumed: &mut BTreeSet<String>,
) -> Vec<Option<NaiveDate>> {
    // How many year ends lie between the first heading and each, if the row runs forward.
    let mut turns = Vec::with_capacity(row.len());
    let mut turn = 0;
    for (at, named) in row.iter().enumerate() {
        if at > 0 && named.number < row[at - 1].number {
            turn += 1;
        }
        turns.push(turn);
    }
    let anchors: Vec<Anchor> = row
        .iter()
        .enumerate()
        .filter_map(|(at, named)| {
            Some(Anchor {
                at,
                base: named.year? - turns[at],
                fiscal: named.fiscal,
            })
        })
        .collect();
    if !anchors.is_empty() {
        assumed.insert("years that headings leave out follow from their neighbours".to_string());
        return (0..row.len())
            .map(|at| {
                let anchor = nearest(&anchors, at)?;
                let like_anchor = Named {
                    fiscal: anchor.fiscal,
                    ..row[at]
                };
                first_day(&like_anchor, anchor.base + turns[at], context)
            })
            .collect();
    }
    let from_others = earliest.and_then(|earliest| year_after(&row[0], earliest, context));
    if let Some(stated) = context.column.year {
        return forward(row, &turns, stated, context);
    }
    let (base, source) = match (from_others, title) {
        (Some(year), _) => (year, "the periods beside it"),
        (None, Some(title)) => (within(&row[0], title.days, context), title.place.as_str()),
        (None, None) => (as_of_base(row, &turns, context), "the as-of date"),
    };
    assumed.insert(format!(
        "headings give no year: the first is taken for {base}, by {source}"
    ));
    forward(row, &turns, base, context)
}

/// Returns the first days of a row that begins in a year.
fn forward(
    row: &[Named],
    turns: &[i32],
    year: i32,
    context: Context<'_>,
) -> Vec<Option<NaiveDate>> {
    row.iter()
        .zip(turns)
        .map(|(named, turn)| first_day(named, year + turn, context))
        .collect()
}

/// Returns the year in which a period begins within a year's days; a calendar year is meant as it is.
fn within(named: &Named, days: Span, context: Context<'_>) -> i32 {
    [days.first.year(), days.first.year() + 1]
        .into_iter()
        .find(|year| {
            first_day(named, *year, context)
                .is_some_and(|first| days.first <= first && first < days.end)
        })
        .unwrap_or(days.first.year())
}

/// A heading that gives its year.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    at: usize,
    /// The year of the row's first heading that follows from it.
    base: i32,
    fiscal: bool,
}

/// Returns the nearest anchor before a place, or else after it.
fn nearest(anchors: &[Anchor], at: usize) -> Option<Anchor> {
    let before = anchors.iter().rev().find(|anchor| anchor.at <= at);
    before.or(anchors.first()).copied()
}

/// Returns the first year in which a period does not end before a day.
fn year_after(named: &Named, day: NaiveDate, context: Context<'_>) -> Option<i32> {
    [day.year() - 1, day.year(), day.year() + 1]
        .into_iter()
        .find(|year| {
            first_day(named, *year, context)
                .and_then(|first| first.checked_add_days(Days::new(length(named.grain) - 1)))
                .is_some_and(|last| last >= day)
        })
}

/// Returns the year of the first heading with which the row covers the as-of date, else the as-of date's own.
fn as_of_base(row: &[Named], turns: &[i32], context: Context<'_>) -> i32 {
    let as_of = context.settings.as_of;
    let covers = |year: i32| {
        let start = first_day(&row[0], year, context);
        let last = row.len() - 1;
        let end = first_day(&row[last], year + turns[last], context)
            .and_then(|first| first.checked_add_days(Days::new(length(row[last].grain))));
        matches!((start, end), (Some(start), Some(end)) if start <= as_of && as_of < end)
    };
    [as_of.year(), as_of.year() - 1]
        .into_iter()
        .find(|year| covers(*year))
        .unwrap_or(as_of.year())
}

fn length(grain: Grain) -> u64 {
    match grain {
        Grain::Day => 1,
        Grain::Week | Grain::WeekFrom | Grain::WeekTo => 7,
        Grain::Month => 31,
        Grain::Quarter => 92,
        Grain::Half => 184,
        Grain::Year => 366,
    }
}

fn first_day(named: &Named, year: i32, context: Context<'_>) -> Option<NaiveDate> {
    match named.grain {
        Grain::Day | Grain::WeekFrom => {
            NaiveDate::from_ymd_opt(year, named.number / 100, named.number % 100)
        }
        Grain::WeekTo => NaiveDate::from_ymd_opt(year, named.number / 100, named.number % 100)?
            .checked_sub_days(Days::new(6)),
        Grain::Week => NaiveDate::from_isoywd_opt(year, named.number, Weekday::Mon),
        Grain::Month => NaiveDate::from_ymd_opt(year, named.number, 1),
        Grain::Quarter => date::quarter_start(year, named.number, named.fiscal, context),
        Grain::Half => period_part::half_start(year, named.number, named.fiscal, context),
        Grain::Year => named.first,
    }
}

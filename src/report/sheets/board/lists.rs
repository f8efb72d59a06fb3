//! The sheet Calc_Lists: short lists that only charts draw.

use super::facts;
use super::places::{first, ranked};
use super::words::short;
use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::section;
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, row};
use crate::report::functions::{
    count_ifs, date_text, if_error, lookup, mid, months_later, or_blank,
};
use crate::report::list::List;
use crate::report::pack::{Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{finance, health};
use crate::report::sheets::data::field;
use crate::report::sheets::data::values::values;
use crate::report::sheets::ground::{Lens, MoneyBasis};
use crate::report::sheets::names::report_month;

/// Projects that are most over budget.
pub(super) const MOST_OVER: &str = "most over";
/// Number of projects by status in each department or programme.
pub(super) const GROUPS: &str = "groups";
/// Number of projects that finish in each coming half year, by status.
pub(super) const FINISHES: &str = "finishes";

const SHOWN: u32 = 8;

/// Returns the sheet; none where no chart needs it.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let lists = [
        ("Most over budget", most_over(brief)),
        ("Status by group", groups(brief)),
        ("Finishes ahead", finishes(brief)),
    ];
    let mut sheet = Sheet::new(
        "Calc_Lists",
        SheetKind::Calculation,
        "Lists that charts draw",
        "Which short lists do the charts draw?",
        [40.0, 14.0, 14.0, 14.0, 14.0],
    )
    .headline("The projects most over budget, status by group, and finishes ahead; as the charts on Summary and Finance draw them.");
    for (title, list) in lists {
        if let Some(list) = list {
            sheet.push(section(title, 5));
            sheet.push(list.block());
        }
    }
    (!sheet.bands.is_empty()).then_some(sheet)
}

fn most_over(brief: &Brief<'_>) -> Option<List> {
    let own = |of: Field, ids: Field, place: u32| {
        let id = ranked(&finance::PROJECT_ID, &finance::RANK, place);
        if_error(or_blank(lookup(&of, &ids, id)), "")
    };
    let ids = || field::project(&projects::PROJECT_ID);
    let amounts = |place: u32| -> Option<[Formula; 2]> {
        match MoneyBasis::of(brief) {
            MoneyBasis::Outturn => Some([
                own(health::BAC.clone(), health::PROJECT_ID.clone(), place),
                own(health::EAC.clone(), health::PROJECT_ID.clone(), place),
            ]),
            MoneyBasis::Year => Some([
                own(field::project(&projects::YEAR_BUDGET), ids(), place),
                own(field::project(&projects::YEAR_FORECAST), ids(), place),
            ]),
            MoneyBasis::None => None,
        }
    };
    let mut list = List::new()
        .id(MOST_OVER)
        .column("Project", "Project", Role::Text, 1)
        .column("Budget", "Budget", Role::Money, 1)
        .column("Forecast", "Forecast", Role::Money, 1);
    for place in first(brief.rows(Projects::SCHEMA), SHOWN) {
        let [budget, forecast] = amounts(place)?;
        let project = short(ranked(&finance::PROJECT, &finance::RANK, place), 26);
        list.push([project, budget, forecast]);
    }
    Some(list)
}

/// The column by which a portfolio is best told apart: between two and thirty groups.
pub(super) fn grouping(brief: &Brief<'_>) -> Option<(&'static Column, Vec<String>)> {
    [
        &projects::DEPARTMENT,
        &projects::PROGRAMME,
        &projects::CATEGORY,
    ]
    .into_iter()
    .find_map(|column| {
        let names = group_names(brief, column);
        (2..=30).contains(&names.len()).then_some((column, names))
    })
}

/// Returns the groups of a column, those with most projects first.
fn group_names(brief: &Brief<'_>, column: &Column) -> Vec<String> {
    let Some(frame) = brief.frame(Projects::SCHEMA) else {
        return Vec::new();
    };
    let mut counts: Vec<(String, usize)> = Vec::new();
    for value in values(frame, column.name) {
        let Some(name) = value.as_text() else {
            continue;
        };
        match counts.iter_mut().find(|(own, _)| own == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name.to_string(), 1)),
        }
    }
    counts.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
    counts.into_iter().map(|(name, _)| name).collect()
}

fn groups(brief: &Brief<'_>) -> Option<List> {
    let (column, names) = grouping(brief)?;
    let lens = Lens::of(brief);
    let group = field::project(column);
    let mut list = List::new()
        .id(GROUPS)
        .column("Group", "Group", Role::Text, 1)
        .column("Red", "Red", Role::Count, 1)
        .column("Amber", "Amber", Role::Count, 1)
        .column("Green", "Green", Role::Count, 1);
    for name in names.into_iter().take(SHOWN as usize) {
        // Calc_Health has the projects' rows in the same order.
        let number = |letter| {
            count_ifs([
                group.equal_to(name.as_str()),
                facts::has_status(lens, letter),
            ])
        };
        list.push([name.as_str().into(), number("R"), number("A"), number("G")]);
    }
    Some(list)
}

fn finishes(brief: &Brief<'_>) -> Option<List> {
    if !brief.has(Projects::SCHEMA, &projects::FINISH) {
        return None;
    }
    let lens = Lens::of(brief);
    let mut list = List::new()
        .id(FINISHES)
        .column("Until", "Six months to", Role::Text, 1)
        .column("From", "From", Role::Date, 1)
        .column("Red", "Red", Role::Count, 1)
        .column("Amber", "Amber", Role::Count, 1)
        .column("Green", "Green", Role::Count, 1);
    for half in 0..SHOWN {
        let from = months_later(report_month(), f64::from(half) * 6.0);
        let until = || months_later(report_month(), f64::from(half) * 6.0 + 6.0);
        let number = |letter| {
            count_ifs([
                health::FINISH.at_least(row("From")),
                health::FINISH.below(until()),
                facts::has_status(lens, letter),
            ])
        };
        let label = mid(date_text(until() - 1.0), 4, 8);
        list.push([label, from, number("R"), number("A"), number("G")]);
    }
    Some(list)
}

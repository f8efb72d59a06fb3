//! The table of money on the page Finance: its columns, its rows, and totals that are ratios of sums.

use super::facts;
use super::places::{first, ranked};
use super::words::short;
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::RowKind;
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Field, Formula, Key, body, join, row};
use crate::report::functions::{
    and, if_, if_error, is_number, lookup, or_blank, round, sum, sum_ifs,
};
use crate::report::list::List;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::finance::{self};
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::field;
use crate::report::sheets::ground::{
    MoneyBasis, has_cost_performance, has_earned_value, projects_total,
};
use crate::settings::MoneyUnit;

/// Up to so many projects are all listed.
pub(super) const ALL_LISTED: usize = 18;

/// Listed where there are more; the others stand in one row, so that the totals are those of all.
pub(super) const LISTED: u32 = 12;

pub(super) const ROW: u32 = 22;

/// What a column of the table shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Project,
    /// A column of `tblHealth`.
    Health(&'static Field),
    /// A column of `tblProjects`.
    Read(Field),
    /// One column less another.
    Less(&'static str, &'static str),
    /// One column over another.
    Over(&'static str, &'static str),
    /// Forecast against budget, as a share.
    Share,
    /// Budget over CPI.
    AtCpi,
    /// Work left over money left.
    ToComplete,
}

pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) heading: &'static str,
    pub(super) shown: Shown,
    pub(super) role: Role,
    pub(super) width: f64,
}

/// Returns the columns for which the trackers give something.
pub(super) fn columns(brief: &Brief<'_>) -> Vec<Column> {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let money = |key, heading, shown| Column {
        key,
        heading,
        shown,
        role: Role::Money,
        width: 11.0,
    };
    let signed = |key, heading, shown| Column {
        role: Role::MoneySigned,
        ..money(key, heading, shown)
    };
    let ratio = |key, heading, shown| Column {
        role: Role::Ratio,
        width: 8.0,
        ..money(key, heading, shown)
    };
    let mut columns = vec![Column {
        key: "Project",
        heading: "Project",
        shown: Shown::Project,
        role: Role::Strong,
        width: 34.0,
    }];
    let (earned, cost) = (has_earned_value(brief), has_cost_performance(brief));
    let basis = MoneyBasis::of(brief);
    let budgeted = project(&projects::BUDGET) || basis == MoneyBasis::Outturn;
    if budgeted {
        columns.push(money("BAC", "Budget", Shown::Health(&health::BAC)));
    }
    if earned {
        columns.push(money("PV", "Planned\nto date", Shown::Health(&health::PV)));
    }
    if earned || cost {
        columns.push(money("EV", "Earned\nto date", Shown::Health(&health::EV)));
    }
    if cost || project(&projects::ACTUAL_COST) {
        columns.push(money("AC", "Spent\nto date", Shown::Health(&health::AC)));
    }
    if earned {
        columns.push(signed(
            "SV",
            "Earned less\nplanned",
            Shown::Less("EV", "PV"),
        ));
    }
    if cost {
        columns.push(signed("CV", "Earned less\nspent", Shown::Less("EV", "AC")));
    }
    if earned {
        columns.push(ratio("SPI", "SPI", Shown::Over("EV", "PV")));
    }
    if cost {
        columns.push(ratio("CPI", "CPI", Shown::Over("EV", "AC")));
    }
    if basis == MoneyBasis::Outturn {
        columns.push(money(
            "EAC",
            "Forecast\noutturn",
            Shown::Health(&health::EAC),
        ));
        if cost {
            columns.push(money("AtCPI", "Outturn\nat CPI", Shown::AtCpi));
        }
        columns.push(signed("Over", "Over\nbudget", Shown::Less("EAC", "BAC")));
        columns.push(Column {
            key: "Share",
            heading: "Over,\n%",
            shown: Shown::Share,
            role: Role::ShareSigned,
            width: 9.0,
        });
        if cost {
            columns.push(ratio("TCPI", "TCPI", Shown::ToComplete));
        }
    }
    if basis == MoneyBasis::Year {
        let read = |column| Shown::Read(field::project(column));
        columns.push(money("BAC", "Budget,\nyear", read(&projects::YEAR_BUDGET)));
        columns.push(money(
            "EAC",
            "Forecast,\nyear",
            read(&projects::YEAR_FORECAST),
        ));
        columns.push(signed(
            "Over",
            "Over budget,\nyear",
            Shown::Less("EAC", "BAC"),
        ));
        columns.push(Column {
            key: "Share",
            heading: "Over,\n%",
            shown: Shown::Share,
            role: Role::ShareSigned,
            width: 9.0,
        });
    }
    if project(&projects::WHOLE_LIFE_COST) {
        let shown = Shown::Read(field::project(&projects::WHOLE_LIFE_COST));
        columns.push(money("Life", "Whole-life\ncost", shown));
    }
    // With a budget for the year and one at completion, the year's amounts have keys of their own.
    let mut seen: Vec<&str> = Vec::new();
    columns.retain(|column| {
        let new = !seen.contains(&column.key);
        seen.push(column.key);
        new
    });
    let taken: f64 = columns.iter().map(|column| column.width).sum();
    let wide = (158.0 - taken).max(0.0);
    let numbers = columns.len().saturating_sub(1).max(1);
    for column in &mut columns {
        if column.key == "Project" {
            column.width += (wide * 0.35).min(22.0);
        } else {
            column.width += (wide * 0.65 / f64::from(u16::try_from(numbers).unwrap_or(1))).min(9.0);
        }
    }
    columns
}

/// Returns the places of the projects that are listed.
pub(super) fn listed(rows: usize) -> impl Iterator<Item = u32> {
    let most = if rows > ALL_LISTED { LISTED } else { u32::MAX };
    first(rows, most)
}

pub(super) fn widths_of(columns: &[Column]) -> Vec<f64> {
    columns.iter().map(|column| column.width).collect()
}

pub(super) fn list(brief: &Brief<'_>, columns: &[Column]) -> List {
    let rows = brief.rows(Projects::SCHEMA);
    let mut list = List::new().id("finance").heights(36, ROW);
    for column in columns {
        list = list.column(column.key, column.heading, column.role, 1);
    }
    for place in listed(rows) {
        list.push(columns.iter().map(|column| figure(brief, column, place)));
    }
    if rows > ALL_LISTED {
        let others = columns.iter().map(|column| match column.key {
            "Project" => Cell::figure(
                Role::Strong,
                join([projects_total() - LISTED, " other projects".into()]),
            ),
            _ => Cell::figure(column.role, others(brief, column)),
        });
        list.push_cells(RowKind::Total, others);
    }
    let totals: Vec<(Key, Formula)> = columns
        .iter()
        .skip(1)
        .map(|column| (Key::Borrowed(column.key), total(brief, column)))
        .collect();
    list.total(
        join(["All ".into(), projects_total(), " projects".into()]),
        totals,
    );
    list
}

pub(super) fn figure(brief: &Brief<'_>, column: &Column, place: u32) -> Formula {
    let own = |of: &Field, ids: &Field| {
        let id = ranked(&finance::PROJECT_ID, &finance::RANK, place);
        if_error(or_blank(lookup(of, ids, id)), "")
    };
    match &column.shown {
        Shown::Project => short(ranked(&finance::PROJECT, &finance::RANK, place), 76),
        Shown::Health(field) => own(field, &health::PROJECT_ID),
        Shown::Read(of) => own(of, &field::project(&projects::PROJECT_ID)),
        shown if column.role == Role::MoneySigned => {
            let exact = within_row(shown);
            if_error(round(exact, shown_digits(brief)), "")
        }
        shown => within_row(shown),
    }
}

/// Digits that amounts are rounded to in rows, so that nothing shows as -0.0; totals are summed from exact amounts.
pub(super) fn shown_digits(brief: &Brief<'_>) -> i32 {
    match brief.money.unit {
        MoneyUnit::Units | MoneyUnit::Auto => 0,
        MoneyUnit::Thousands => -3,
        MoneyUnit::Millions => -5,
        MoneyUnit::Billions => -8,
    }
}

/// Figures that follow from others of the same row, in totals as well.
pub(super) fn within_row(shown: &Shown) -> Formula {
    let both = |left: &'static str, right: &'static str| {
        and([is_number(row(left)), is_number(row(right))])
    };
    match shown {
        Shown::Less(from, what) => if_(both(from, what), row(*from) - row(*what), ""),
        Shown::Over(top, bottom) => if_(
            both(top, bottom),
            if_error(row(*top) / row(*bottom), ""),
            "",
        ),
        Shown::Share => if_(
            both("EAC", "BAC"),
            if_error((row("EAC") - row("BAC")) / row("BAC"), ""),
            "",
        ),
        Shown::AtCpi => if_error(
            if_(
                row("EV").at_least(row("BAC")),
                row("AC"),
                row("BAC") * row("AC") / row("EV"),
            ),
            "",
        ),
        Shown::ToComplete => {
            let left = (row("BAC") - row("EV")) / (row("BAC") - row("AC"));
            let open = and([row("EV").below(row("BAC")), row("AC").below(row("BAC"))]);
            if_error(if_(open, left, ""), "")
        }
        _ => "".into(),
    }
}

/// The total over all projects: sums for money, ratios of sums for indices, each over the projects that have both parts.
pub(super) fn total(brief: &Brief<'_>, column: &Column) -> Formula {
    let year = MoneyBasis::of(brief) == MoneyBasis::Year;
    match (&column.shown, column.key) {
        (Shown::Health(field), _) => sum(*field),
        (Shown::Read(field), _) => sum(field),
        (_, "SV") => facts::spi_earned() - facts::spi_planned(),
        (_, "CV") => facts::cpi_earned() - facts::cpi_spent(),
        (_, "SPI") => if_error(facts::spi(), ""),
        (_, "CPI") => if_error(facts::cpi(), ""),
        (_, "Over") if year => facts::year_forecast() - facts::year_budget(),
        (_, "Share") if year => if_error(
            (facts::year_forecast() - facts::year_budget()) / facts::year_budget(),
            "",
        ),
        (_, "Over") => facts::outturn_over(),
        (_, "Share") => if_error(facts::outturn_over() / facts::outturn_budget(), ""),
        (_, "AtCPI") => "".into(),
        (shown, _) => within_row(shown),
    }
}

/// What the projects that are not listed come to; indices of a remainder say nothing.
pub(super) fn others(brief: &Brief<'_>, column: &Column) -> Formula {
    match (column.role, column.key) {
        (_, "AtCPI") => "".into(),
        (_, "Over") => sum_ifs(&finance::OVER, [finance::RANK.above(LISTED)]),
        (Role::Money, key) => total(brief, column) - sum(body(key)),
        _ => "".into(),
    }
}

pub(super) fn key(brief: &Brief<'_>) -> Formula {
    let mut parts: Vec<Formula> = vec!["+ is over budget or ahead; blank is not known.".into()];
    let known = match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => Some(facts::outturn_known()),
        MoneyBasis::Year => Some(facts::year_known()),
        MoneyBasis::None => None,
    };
    if let Some(known) = known {
        let said = join([
            " Over budget compares the ".into(),
            known.clone(),
            " projects that have both amounts.".into(),
        ]);
        parts.push(if_(known.equals(projects_total()), "", said));
    }
    if has_earned_value(brief) {
        parts
            .push(" SPI: earned ÷ planned, CPI: earned ÷ spent; below 1 is behind or over.".into());
    }
    if MoneyBasis::of(brief) == MoneyBasis::Outturn && has_cost_performance(brief) {
        parts.push(" Outturn at CPI: budget ÷ CPI. TCPI: work left ÷ money left.".into());
    }
    join(parts)
}

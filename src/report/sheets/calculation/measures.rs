//! The measures of a project's health: money, earned value, finish, risk, bookings.

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::{self, Risks};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula};
use crate::report::functions::{
    Condition, and, count_ifs, first_of, if_, index, is_number, max_product, not, or_blank, round,
    sum_ifs,
};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health::{
    AC, AT, BAC, BASELINE_FINISH, COST_BASE, COST_BASIS, COST_VARIANCE, CPI, EAC, EV, FINISH, OVER,
    PROJECT_ID, PV, SLIP_DAYS, SPI,
};
use crate::report::sheets::data::field::{assignment, cost, milestone, project, risk};
use crate::report::sheets::data::helpers;
use crate::report::sheets::names::report_date;
use crate::report::table::Table;

/// The columns of the project's own row in `tblProjects`.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a, 'b> {
    pub brief: &'a Brief<'b>,
}

impl Own<'_, '_> {
    /// Returns the cell of a column; "" where the trackers do not have the column.
    pub fn get(&self, column: &Column) -> Formula {
        if self.brief.has(Projects::SCHEMA, column) {
            index(&project(column), AT.this())
        } else {
            Formula::from("")
        }
    }

    /// Returns the same where a blank must not become 0.
    pub fn given(&self, column: &Column) -> Formula {
        or_blank(self.get(column))
    }

    /// Returns a number of the project, else another number, else "".
    fn number(&self, column: &Column, otherwise: impl Into<Formula>) -> Formula {
        let own = self.get(column);
        if_(is_number(own.clone()), own, otherwise)
    }
}

/// Adds budget, costs, forecast and their difference.
pub fn money_columns(own: &Own<'_, '_>, table: &mut Table) {
    let brief = own.brief;
    let has = |column| brief.has(Costs::SCHEMA, column);
    let id = cost(&costs::PROJECT_ID);
    let by_project = has(&costs::PROJECT_ID);
    let dated = by_project && has(&costs::PERIOD);
    let (month, to_date) = (cost(&costs::PERIOD), report_date());

    // Sums of a project's cost lines are "" where it has none.
    let budget = cost(&costs::BUDGET);
    let budget_lines = if by_project && has(&costs::BUDGET) {
        if_(
            count_ifs([of_project(&id), budget.given()]).above(0.0),
            sum_ifs(&budget, [of_project(&id)]),
            "",
        )
    } else {
        "".into()
    };
    table.formula(
        &BAC,
        Role::Money,
        15.0,
        own.number(&projects::BUDGET, budget_lines),
    );

    let actual = cost(&costs::ACTUAL);
    let spent = || sum_ifs(&actual, [of_project(&id), month.at_most(to_date.clone())]);
    let actual_lines = if dated && has(&costs::ACTUAL) {
        if_(
            count_ifs([of_project(&id), actual.given()]).above(0.0),
            spent(),
            "",
        )
    } else {
        "".into()
    };
    table.formula(
        &AC,
        Role::Money,
        15.0,
        own.number(&projects::ACTUAL_COST, actual_lines),
    );

    let forecast = cost(&costs::FORECAST);
    let ahead = || [of_project(&id), month.above(to_date.clone())];
    let forecast_lines = if dated && has(&costs::FORECAST) {
        let known = count_ifs(ahead().into_iter().chain([forecast.given()])).above(0.0);
        if_(
            and([known, is_number(AC.this())]),
            AC.this() + sum_ifs(&forecast, ahead()),
            "",
        )
    } else {
        "".into()
    };
    table.formula(
        &EAC,
        Role::Money,
        15.0,
        own.number(&projects::FORECAST_COST, forecast_lines),
    );

    let planned_lines = if dated && has(&costs::BUDGET) {
        if_(
            count_ifs([of_project(&id), budget.given()]).above(0.0),
            sum_ifs(&budget, [of_project(&id), month.at_most(to_date)]),
            "",
        )
    } else {
        "".into()
    };
    table.formula(
        &PV,
        Role::Money,
        15.0,
        own.number(&projects::PLANNED_VALUE, planned_lines),
    );
    let done = own.get(&projects::PERCENT_COMPLETE);
    let earned = if_(
        and([is_number(BAC.this()), is_number(done.clone())]),
        BAC.this() * done,
        "",
    );
    table.formula(
        &EV,
        Role::Money,
        15.0,
        own.number(&projects::EARNED_VALUE, earned),
    );

    let whole_life = || and([is_number(BAC.this()), is_number(EAC.this())]);
    let (year_budget, year_forecast) = (
        own.get(&projects::YEAR_BUDGET),
        own.get(&projects::YEAR_FORECAST),
    );
    let in_year = || {
        and([
            is_number(year_budget.clone()),
            is_number(year_forecast.clone()),
        ])
    };
    table.formula(
        &COST_BASIS,
        Role::Text,
        11.0,
        if_(whole_life(), "whole life", if_(in_year(), "in year", "–")),
    );
    let gap = if_(
        whole_life(),
        EAC.this() - BAC.this(),
        if_(in_year(), year_forecast.clone() - year_budget.clone(), 0.0),
    );
    table.formula(&OVER, Role::Money, 15.0, gap);
    let base = if_(whole_life(), BAC.this(), if_(in_year(), year_budget, 0.0));
    table.formula(&COST_BASE, Role::Money, 15.0, base);
    table.formula(
        &COST_VARIANCE,
        Role::Share,
        11.0,
        if_(
            COST_BASE.this().above(0.0),
            round(OVER.this() / COST_BASE.this(), 6),
            "",
        ),
    );
}

/// Adds the indices of earned value, the finish and its slip.
pub fn schedule_columns(own: &Own<'_, '_>, table: &mut Table) {
    let earned_all = and([is_number(BAC.this()), EV.this().at_least(BAC.this())]);
    let known = and([is_number(EV.this()), is_number(PV.this()), not(earned_all)]);
    let spi = if_(
        known,
        if_(PV.this().above(0.0), round(EV.this() / PV.this(), 6), ""),
        "",
    );
    table.formula(&SPI, Role::Ratio, 8.0, spi);
    let known = and([is_number(EV.this()), is_number(AC.this())]);
    let cpi = if_(
        known,
        if_(AC.this().above(0.0), round(EV.this() / AC.this(), 6), ""),
        "",
    );
    table.formula(&CPI, Role::Ratio, 8.0, cpi);
    let finish = own.number(&projects::ACTUAL_FINISH, own.number(&projects::FINISH, ""));
    table.formula(&FINISH, Role::Date, 13.0, finish);
    let baseline = own.number(&projects::BASELINE_FINISH, "");
    table.formula(&BASELINE_FINISH, Role::Date, 13.0, baseline);
    table.formula(
        &SLIP_DAYS,
        Role::DaysSigned,
        9.0,
        if_(
            and([is_number(FINISH.this()), is_number(BASELINE_FINISH.this())]),
            FINISH.this() - BASELINE_FINISH.this(),
            worst_milestone(own.brief),
        ),
    );
}

/// The worst slip of the project's milestones, where any has a baseline and a date.
fn worst_milestone(brief: &Brief<'_>) -> Formula {
    if !brief.has(Milestones::SCHEMA, &milestones::PROJECT_ID) {
        return "".into();
    }
    let id = milestone(&milestones::PROJECT_ID);
    let known = count_ifs([of_project(&id), helpers::SLIP_DAYS.above(-1e6)]).above(0.0);
    let of_row = id.all().equals(PROJECT_ID.this());
    if_(known, max_product(of_row * &helpers::LATE_DAYS), "")
}

/// Returns the score of the project's highest open risk.
pub fn top_risk(brief: &Brief<'_>) -> Formula {
    if !brief.has(Risks::SCHEMA, &risks::PROJECT_ID) {
        return "".into();
    }
    let id = risk(&risks::PROJECT_ID);
    let of_row = id.all().equals(PROJECT_ID.this());
    let scored = count_ifs([of_project(&id), helpers::OPEN_SCORE.above(0.0)]).above(0.0);
    let open = count_ifs([of_project(&id), helpers::RISK_OPEN.equal_to(1.0)]).above(0.0);
    let any = count_ifs([of_project(&id)]).above(0.0);
    first_of(
        [
            (scored, max_product(of_row * &helpers::OPEN_SCORE)),
            // Open risks without a score say nothing; a register with none open says 0.
            (open, "".into()),
            (any, 0.0.into()),
        ],
        "",
    )
}

/// Returns the share of the project's bookings that are made on over-booked people.
pub fn over_booked(brief: &Brief<'_>) -> Formula {
    let has = |column| brief.has(Assignments::SCHEMA, column);
    if !has(&assignments::PROJECT_ID) || !has(&assignments::PERIOD) || !has(&assignments::FTE) {
        return "".into();
    }
    let id = assignment(&assignments::PROJECT_ID);
    let booked = sum_ifs(&helpers::SOON, [of_project(&id)]);
    let over = sum_ifs(&helpers::SOON_OVER, [of_project(&id)]);
    if_(booked.clone().above(0.0), round(over / booked, 6), "")
}

/// Conditions for the project's rows of a table.
fn of_project(column: &Field) -> Condition {
    column.equal_to(PROJECT_ID.this())
}

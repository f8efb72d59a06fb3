//! The measures of a project's health: money, earned value, finish, risk, bookings.

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::{self, Risks};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula};
use crate::report::functions::{
    Condition, and, count_ifs, first_of, if_, is_number, max, max_product, min, round, sum_ifs,
};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::cost_lines::CostLines;
use crate::report::sheets::calculation::health::{
    AC, BAC, BASELINE_FINISH, COST_BASE, COST_BASIS, COST_VARIANCE, CPI, EAC, EARNED_SHARE, EV,
    FINISH, OVER, PROJECT_ID, PV, SLIP_DAYS, SPI,
};
use crate::report::sheets::calculation::own::Own;
use crate::report::sheets::data::field::{assignment, milestone, risk};
use crate::report::sheets::data::helpers;
use crate::report::sheets::ground::{has_bookings, has_demand};
use crate::report::table::Table;

/// Adds budget, costs, forecast and their difference.
pub fn money_columns(own: &Own<'_, '_>, table: &mut Table) {
    let lines = CostLines::of(own.brief);
    lines.columns(own, table);
    let mut money = |field: &Field, column: &Column, otherwise: Formula| {
        table.formula(field, Role::Money, 15.0, own.number(column, otherwise));
    };
    money(&BAC, &projects::BUDGET, lines.budget());
    money(&AC, &projects::ACTUAL_COST, lines.actual());
    money(&EAC, &projects::FORECAST_COST, outturn(own, lines));
    money(&PV, &projects::PLANNED_VALUE, lines.planned());
    let done = own.get(&projects::PERCENT_COMPLETE);
    let share = max([0.0.into(), min([1.0.into(), done.clone()])]);
    let earned = if_(
        and([is_number(BAC.this()), is_number(done)]),
        BAC.this() * share,
        "",
    );
    money(&EV, &projects::EARNED_VALUE, earned);
    cost_columns(own, table);
}

/// Spent so far and what is still to come by the manager; else what the cost lines add up to.
fn outturn(own: &Own<'_, '_>, lines: CostLines<'_, '_>) -> Formula {
    if !own
        .brief
        .has(Projects::SCHEMA, &projects::ESTIMATE_TO_COMPLETE)
    {
        return lines.outturn();
    }
    let to_come = own.get(&projects::ESTIMATE_TO_COMPLETE);
    let known = and([is_number(AC.this()), is_number(to_come.clone())]);
    if_(known, AC.this() + to_come, lines.outturn())
}

/// Adds forecast against budget, of the whole life or else of the year.
fn cost_columns(own: &Own<'_, '_>, table: &mut Table) {
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
    let base = if_(
        whole_life(),
        BAC.this(),
        if_(in_year(), year_budget.clone(), 0.0),
    );
    table.formula(&COST_BASE, Role::Money, 15.0, base);
    // A budget of 0 has no share; the year may stand in.
    let over = |forecast: Formula, budget: Formula| round((forecast - budget.clone()) / budget, 6);
    let variance = if_(
        and([whole_life(), BAC.this().differs(0.0)]),
        over(EAC.this(), BAC.this()),
        if_(
            and([in_year(), year_budget.clone().differs(0.0)]),
            over(year_forecast, year_budget),
            "",
        ),
    );
    table.formula(&COST_VARIANCE, Role::Share, 11.0, variance);
}

/// Adds the indices of earned value, the finish and its slip.
pub fn schedule_columns(own: &Own<'_, '_>, table: &mut Table) {
    let known = and([is_number(EV.this()), is_number(BAC.this())]);
    let share = if_(BAC.this().equals(0.0), "", round(EV.this() / BAC.this(), 6));
    table.formula(&EARNED_SHARE, Role::Share, 11.0, if_(known, share, ""));
    let earned_all = and([
        is_number(EARNED_SHARE.this()),
        EARNED_SHARE.this().at_least(1.0),
    ]);
    let index = |over: &Field, under: &Field| {
        let ratio = round(over.this() / under.this(), 6);
        if_(
            and([is_number(over.this()), is_number(under.this())]),
            if_(under.this().equals(0.0), "", ratio),
            "",
        )
    };
    // At the end it is 1 whatever the delay.
    let spi = if_(earned_all, "", index(&EV, &PV));
    table.formula(&SPI, Role::Ratio, 8.0, spi);
    table.formula(&CPI, Role::Ratio, 8.0, index(&EV, &AC));
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
    let known = count_ifs([of_project(&id), helpers::SLIP_KEY.above(0.0)]).above(0.0);
    let of_row = id.all().equals(PROJECT_ID.this());
    let worst = max_product(of_row * &helpers::SLIP_KEY) - helpers::SLIP_KEY_BASE;
    if_(known, worst, "")
}

/// Returns the score of the project's highest open risk.
pub fn top_risk(brief: &Brief<'_>) -> Formula {
    if !brief.has(Risks::SCHEMA, &risks::PROJECT_ID) {
        return "".into();
    }
    let id = risk(&risks::PROJECT_ID);
    let of_row = id.all().equals(PROJECT_ID.this());
    let open = || helpers::RISK_OPEN.equal_to(1.0);
    let scored = count_ifs([of_project(&id), open(), helpers::RISK_SCORE.at_least(0.0)]);
    let highest = round(max_product(of_row * &helpers::OPEN_SCORE), 6);
    let any_open = count_ifs([of_project(&id), open()]).above(0.0);
    let any = count_ifs([of_project(&id)]).above(0.0);
    first_of(
        [
            (scored.above(0.0), highest),
            // Open risks without a score say nothing; a register with none open says 0.
            (any_open, "".into()),
            (any, 0.0.into()),
        ],
        "",
    )
}

/// Returns the share of the project's bookings that are made on over-booked people.
pub fn over_booked(brief: &Brief<'_>) -> Formula {
    if !has_demand(brief) || !brief.has(Assignments::SCHEMA, &assignments::PROJECT_ID) {
        return "".into();
    }
    let id = assignment(&assignments::PROJECT_ID);
    let booked = sum_ifs(&helpers::SOON_FTE, [of_project(&id)]);
    let over = if has_bookings(brief) {
        sum_ifs(&helpers::SOON_OVER, [of_project(&id)])
    } else {
        0.0.into()
    };
    if_(booked.clone().equals(0.0), "", round(over / booked, 6))
}

/// Conditions for the project's rows of a table.
fn of_project(column: &Field) -> Condition {
    column.equal_to(PROJECT_ID.this())
}

//! `tblFinance`: each project's money: planned, earned and spent to date, what it will cost, and by how much it is over.

use super::follow::{Follower, or_zero, sheet_of};
use super::health;
use crate::model::schema::Table as _;
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::projects::{self, Projects};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula};
use crate::report::functions::{
    and, count_ifs, first_of, if_, if_error, is_number, lookup, max, min, not_available, rank,
    sum_ifs,
};
use crate::report::pack::Sheet;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::field;
use crate::report::sheets::names::report_date;
use crate::report::table::Table;

const TABLE: &str = "tblFinance";

/// Row of the project in `tblProjects`, from 1.
pub static NUMBER: Field = Field::new(TABLE, "Number");
pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
/// Budget at completion; "" where none is known. All amounts are in currency units.
pub static BAC: Field = Field::new(TABLE, "BAC");
/// Planned value to date: as given, else the budgets of months up to the as-of date.
pub static PV: Field = Field::new(TABLE, "PV");
/// Earned value to date: as given, else budget × share complete.
pub static EV: Field = Field::new(TABLE, "EV");
/// Actual cost to date: as given, else the actuals up to the as-of date.
pub static AC: Field = Field::new(TABLE, "AC");
/// Forecast outturn; "" where none is known.
pub static EAC: Field = Field::new(TABLE, "EAC");
/// Earned less planned; "" where either is unknown.
pub static SV: Field = Field::new(TABLE, "SV");
/// Earned less spent; "" where either is unknown.
pub static CV: Field = Field::new(TABLE, "CV");
/// Earned over planned; "" where either is unknown or nothing was planned yet.
pub static SPI: Field = Field::new(TABLE, "SPI");
/// Earned over spent; "" where either is unknown or nothing was spent.
pub static CPI: Field = Field::new(TABLE, "CPI");
/// What the rest will cost at the cost performance so far: budget over CPI.
pub static EAC_CPI: Field = Field::new(TABLE, "EACatCPI");
/// Work left over money left; "" where all is earned or the budget is used up.
pub static TCPI: Field = Field::new(TABLE, "TCPI");
pub static YEAR_BUDGET: Field = Field::new(TABLE, "YearBudget");
pub static YEAR_FORECAST: Field = Field::new(TABLE, "YearForecast");
pub static WHOLE_LIFE: Field = Field::new(TABLE, "WholeLifeCost");
/// Forecast outturn less budget, or the year's where no project has an outturn; "" where unknown.
pub static OVER: Field = Field::new(TABLE, "Over");
/// The same as a fraction of the budget.
pub static SHARE: Field = Field::new(TABLE, "OverShare");
pub static SORT_KEY: Field = Field::new(TABLE, "SortKey");
/// 1 for the project that is most over its budget, in money; those of unknown variance last. No two alike.
pub static RANK: Field = Field::new(TABLE, "Rank");
/// SPI kept within the quadrant chart.
pub static PLOT_SPI: Field = Field::new(TABLE, "PlotSPI");
/// CPI kept within the quadrant chart, in the column of the project's status; #N/A in the others.
pub static PLOT_RED: Field = Field::new(TABLE, "PlotRed");
pub static PLOT_AMBER: Field = Field::new(TABLE, "PlotAmber");
pub static PLOT_GREEN: Field = Field::new(TABLE, "PlotGreen");

/// Smallest and largest index that the quadrant chart shows; points beyond stand on its edge.
pub const PLOT_RANGE: (f64, f64) = (0.6, 1.3);

/// Returns the sheet with one row a project, where there are projects with any money.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !has_money(brief) {
        return None;
    }
    let follower = Follower::new(brief, Projects::SCHEMA, &NUMBER);
    let mut table = follower.table("Money of every project");
    let cell = |column| follower.cell(column);
    table.formula(&PROJECT_ID, Role::Id, 10.0, cell(&projects::PROJECT_ID));
    table.formula(&PROJECT, Role::Text, 30.0, cell(&projects::PROJECT));
    let judged =
        |field: &Field| if_error(lookup(field, &health::PROJECT_ID, PROJECT_ID.this()), "");
    table.formula(&BAC, Role::Money, 11.0, judged(&health::BAC));
    let lines = Lines { brief };
    let given = |column, lines: Formula| {
        let own = cell(column);
        if_(is_number(own.clone()), own, lines)
    };
    table.formula(
        &PV,
        Role::Money,
        11.0,
        given(&projects::PLANNED_VALUE, lines.planned()),
    );
    let done = cell(&projects::PERCENT_COMPLETE);
    let earned = if_(
        both(&BAC.this(), &done),
        BAC.this() * min([1.0.into(), max([0.0.into(), done])]),
        "",
    );
    table.formula(
        &EV,
        Role::Money,
        11.0,
        given(&projects::EARNED_VALUE, earned),
    );
    table.formula(
        &AC,
        Role::Money,
        11.0,
        given(&projects::ACTUAL_COST, lines.spent()),
    );
    table.formula(&EAC, Role::Money, 11.0, judged(&health::EAC));
    performance(&mut table);
    table.formula(
        &YEAR_BUDGET,
        Role::Money,
        11.0,
        cell(&projects::YEAR_BUDGET),
    );
    table.formula(
        &YEAR_FORECAST,
        Role::Money,
        11.0,
        cell(&projects::YEAR_FORECAST),
    );
    table.formula(
        &WHOLE_LIFE,
        Role::Money,
        13.0,
        cell(&projects::WHOLE_LIFE_COST),
    );
    variance(brief, &mut table);
    quadrant(&mut table);
    Some(sheet_of(
        "Calc_Finance",
        "How was each project's money worked out?",
        "One row a project, in currency units. What a project's own row gives outranks what its cost lines add up to.",
        table,
    ))
}

/// Whether any amount of any project is known.
pub fn has_money(brief: &Brief<'_>) -> bool {
    let own = [
        &projects::BUDGET,
        &projects::FORECAST_COST,
        &projects::ACTUAL_COST,
        &projects::YEAR_BUDGET,
        &projects::YEAR_FORECAST,
        &projects::WHOLE_LIFE_COST,
    ];
    let lines = [&costs::BUDGET, &costs::ACTUAL, &costs::FORECAST];
    own.into_iter()
        .any(|column| brief.has(Projects::SCHEMA, column))
        || lines
            .into_iter()
            .any(|column| brief.has(Costs::SCHEMA, column))
}

fn both(left: &Formula, right: &Formula) -> Formula {
    and([is_number(left.clone()), is_number(right.clone())])
}

fn performance(table: &mut Table) {
    let less = |from: &Field, what: &Field| {
        if_(
            both(&from.this(), &what.this()),
            from.this() - what.this(),
            "",
        )
    };
    let over = |top: &Field, bottom: &Field| {
        let known = both(&top.this(), &bottom.this());
        if_(known, if_error(top.this() / bottom.this(), ""), "")
    };
    table.formula(&SV, Role::MoneySigned, 11.0, less(&EV, &PV));
    table.formula(&CV, Role::MoneySigned, 11.0, less(&EV, &AC));
    table.formula(&SPI, Role::Ratio, 8.0, over(&EV, &PV));
    table.formula(&CPI, Role::Ratio, 8.0, over(&EV, &AC));
    let complete = and([is_number(EV.this()), EV.this().at_least(BAC.this())]);
    // With all work done the estimate is what was spent, whatever the performance was.
    let typical = if_(complete.clone(), AC.this(), over(&BAC, &CPI));
    table.formula(
        &EAC_CPI,
        Role::Money,
        11.0,
        if_(both(&BAC.this(), &AC.this()), typical, ""),
    );
    let known = and([
        is_number(BAC.this()),
        is_number(EV.this()),
        is_number(AC.this()),
    ]);
    let left = if_(
        AC.this().below(BAC.this()),
        if_error((BAC.this() - EV.this()) / (BAC.this() - AC.this()), ""),
        "",
    );
    table.formula(
        &TCPI,
        Role::Ratio,
        8.0,
        if_(known, if_(complete, "", left), ""),
    );
}

fn variance(brief: &Brief<'_>, table: &mut Table) {
    let year = brief.has(Projects::SCHEMA, &projects::YEAR_BUDGET)
        && brief.has(Projects::SCHEMA, &projects::YEAR_FORECAST);
    let outturn = if_(both(&EAC.this(), &BAC.this()), EAC.this() - BAC.this(), "");
    let of_year = if_(
        both(&YEAR_FORECAST.this(), &YEAR_BUDGET.this()),
        YEAR_FORECAST.this() - YEAR_BUDGET.this(),
        "",
    );
    let (over, budget) = if year && !has_outturn(brief) {
        (of_year, &YEAR_BUDGET)
    } else {
        (outturn, &BAC)
    };
    table.formula(&OVER, Role::MoneySigned, 11.0, over);
    let share = if_(
        both(&OVER.this(), &budget.this()),
        if_error(OVER.this() / budget.this(), ""),
        "",
    );
    table.formula(&SHARE, Role::ShareSigned, 9.0, share);
    let key = if_(is_number(OVER.this()), or_zero(OVER.this()), -1e12) - NUMBER.this() / 1e3;
    table.formula(&SORT_KEY, Role::Number, 14.0, key);
    table.formula(&RANK, Role::Count, 7.0, rank(SORT_KEY.this(), &SORT_KEY));
}

/// Whether a forecast outturn can be held against a budget for any project.
pub fn has_outturn(brief: &Brief<'_>) -> bool {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let cost = |column| brief.has(Costs::SCHEMA, column);
    (project(&projects::BUDGET) || cost(&costs::BUDGET))
        && (project(&projects::FORECAST_COST) || cost(&costs::FORECAST))
}

fn quadrant(table: &mut Table) {
    let (low, high) = PLOT_RANGE;
    let kept = |index: Formula| min([high.into(), max([low.into(), index])]);
    let known = || both(&SPI.this(), &CPI.this());
    table.formula(
        &PLOT_SPI,
        Role::Ratio,
        9.0,
        if_(known(), kept(SPI.this()), not_available()),
    );
    let status = || {
        if_error(
            lookup(&health::COMPUTED, &health::PROJECT_ID, PROJECT_ID.this()),
            "",
        )
    };
    for (field, letter) in [(&PLOT_RED, "R"), (&PLOT_AMBER, "A"), (&PLOT_GREEN, "G")] {
        let own = and([known(), status().equals(letter)]);
        let shown = first_of([(own, kept(CPI.this()))], not_available());
        table.formula(field, Role::Ratio, 10.0, shown);
    }
}

/// What the cost lines of a project add up to.
struct Lines<'a> {
    brief: &'a Brief<'a>,
}

impl Lines<'_> {
    fn has(&self, column: &crate::model::column::Column) -> bool {
        self.brief.has(Costs::SCHEMA, column) && self.brief.has(Costs::SCHEMA, &costs::PROJECT_ID)
    }

    /// Budgets of months up to the as-of date; "" where no budget has a month.
    fn planned(&self) -> Formula {
        if !self.has(&costs::BUDGET) || !self.has(&costs::PERIOD) {
            return "".into();
        }
        let (budget, period) = (field::cost(&costs::BUDGET), field::cost(&costs::PERIOD));
        let own = || field::cost(&costs::PROJECT_ID).equal_to(PROJECT_ID.this());
        let dated = count_ifs([own(), period.above(0.0), budget.above(-1e15)]);
        if_(
            dated.equals(0.0),
            "",
            sum_ifs(&budget, [own(), period.at_most(report_date())]),
        )
    }

    /// Actuals up to the as-of date and those without a month; "" where there are none.
    fn spent(&self) -> Formula {
        if !self.has(&costs::ACTUAL) {
            return "".into();
        }
        let actual = field::cost(&costs::ACTUAL);
        let own = || field::cost(&costs::PROJECT_ID).equal_to(PROJECT_ID.this());
        let mut number = count_ifs([own(), actual.above(-1e15)]);
        let mut amount = sum_ifs(&actual, [own()]);
        if self.has(&costs::PERIOD) {
            let later = || field::cost(&costs::PERIOD).above(report_date());
            number = number - count_ifs([own(), actual.above(-1e15), later()]);
            amount = amount - sum_ifs(&actual, [own(), later()]);
        }
        if_(number.equals(0.0), "", amount)
    }
}

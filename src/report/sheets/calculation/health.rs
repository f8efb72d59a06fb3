//! `tblHealth`: each project's measures, its status in each dimension, and the computed overall status.

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::{self, Risks};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, join};
use crate::report::functions::{
    Condition, and, count_ifs, counted, first_of, if_, index, is_number, max, max_product, mid,
    min, not, or, or_blank, position, rank, round, sum_ifs, text, upper,
};
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::sheet::calculation_sheet;
use crate::report::sheets::data::field::{assignment, cost, milestone, project, risk};
use crate::report::sheets::data::helpers;
use crate::report::sheets::data::tables::values;
use crate::report::sheets::ground::Lens;
use crate::report::sheets::names::{self, report_date};
use crate::report::table::Table;

const TABLE: &str = "tblHealth";

pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static PROGRAMME: Field = Field::new(TABLE, "Programme");
/// `R`, `AR`, `A`, `AG`, `G` or `–`, as the project manager reports it.
pub static REPORTED: Field = Field::new(TABLE, "Reported");
/// Earned over planned value; "" where either is missing or all is earned.
pub static SPI: Field = Field::new(TABLE, "SPI");
/// Earned value over actual cost; "" where either is missing.
pub static CPI: Field = Field::new(TABLE, "CPI");
/// Planned, earned and actual value to date; "" where unknown. Planned value falls back to the budget of cost lines up to
/// the reporting date, earned value to budget times percent complete, actual cost to cost lines.
pub static PV: Field = Field::new(TABLE, "PV");
pub static EV: Field = Field::new(TABLE, "EV");
pub static AC: Field = Field::new(TABLE, "AC");
/// Budget at completion; "" where none is known.
pub static BAC: Field = Field::new(TABLE, "BAC");
/// Forecast outturn; "" where none is known.
pub static EAC: Field = Field::new(TABLE, "EAC");
/// Forecast less budget, in currency units; 0 where either is missing.
pub static OVER: Field = Field::new(TABLE, "Over");
/// What the difference is measured against, in currency units: budget at completion or of the year; 0 where unknown.
pub static COST_BASE: Field = Field::new(TABLE, "CostBase");
/// `whole life`, `in year` or `–`: what the cost variance compares.
pub static COST_BASIS: Field = Field::new(TABLE, "CostBasis");
/// Forecast above budget, a fraction of budget; "" where unknown.
pub static COST_VARIANCE: Field = Field::new(TABLE, "CostVariance");
/// Forecast or actual finish.
pub static FINISH: Field = Field::new(TABLE, "Finish");
pub static BASELINE_FINISH: Field = Field::new(TABLE, "BaselineFinish");
/// Days later than baseline; "" where unknown.
pub static SLIP_DAYS: Field = Field::new(TABLE, "SlipDays");
/// Highest open risk score; "" where the project has no risk.
pub static TOP_RISK: Field = Field::new(TABLE, "TopRisk");
/// Share of the next three months' bookings that are on over-booked person-months; "" without bookings.
pub static OVER_BOOKED: Field = Field::new(TABLE, "OverBooked");
/// Days since the last update; "" where unknown.
pub static DATA_AGE: Field = Field::new(TABLE, "DataAge");

/// Status in each dimension: `R`, `A`, `G` or `–`.
pub static SCHEDULE: Field = Field::new(TABLE, "Schedule");
pub static COST: Field = Field::new(TABLE, "Cost");
pub static RISK: Field = Field::new(TABLE, "Risk");
pub static RESOURCE: Field = Field::new(TABLE, "Resource");
pub static DATA: Field = Field::new(TABLE, "Data");

pub static RED_COUNT: Field = Field::new(TABLE, "RedCount");
pub static AMBER_COUNT: Field = Field::new(TABLE, "AmberCount");
pub static KNOWN_COUNT: Field = Field::new(TABLE, "KnownCount");
/// Overall status by the rules on Method: `R`, `A`, `G` or `–`.
pub static COMPUTED: Field = Field::new(TABLE, "Computed");
/// 3 red, 2 amber, 1 green, 0 none.
pub static COMPUTED_SCALE: Field = Field::new(TABLE, "ComputedScale");
/// 3 red or amber-red, 2 amber, 1 amber-green or green, 0 none.
pub static REPORTED_SCALE: Field = Field::new(TABLE, "ReportedScale");
/// Computed less reported on the scale of three; above 0 the report is rosier than the data; "" where either is none.
pub static GAP: Field = Field::new(TABLE, "Gap");
/// Reasons, each "" where the dimension is green or unknown: `SPI 0.78, 152 days late`.
pub static WHY_SCHEDULE: Field = Field::new(TABLE, "WhySchedule");
pub static WHY_COST: Field = Field::new(TABLE, "WhyCost");
pub static WHY_RISK: Field = Field::new(TABLE, "WhyRisk");
pub static WHY_RESOURCE: Field = Field::new(TABLE, "WhyResource");
pub static WHY_DATA: Field = Field::new(TABLE, "WhyData");
/// The reasons joined; a sentence where there are none.
pub static WHY: Field = Field::new(TABLE, "Why");
pub static SORT_KEY: Field = Field::new(TABLE, "SortKey");
/// 1 for the project that needs attention most; no two alike.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// The row of the project in `tblProjects`.
pub static AT: Field = Field::new(TABLE, "RowInProjects");
/// Position of the project in this table, from 1.
pub static LINE: Field = Field::new(TABLE, "Line");
static WHY_ALL: Field = Field::new(TABLE, "WhyAll");
/// 1 when the project is done or cancelled: its data may grow old and its bookings end.
static CLOSED: Field = Field::new(TABLE, "Closed");

const DIMENSIONS: [&Field; 5] = [&SCHEDULE, &COST, &RISK, &RESOURCE, &DATA];

/// Returns the sheet Calc_Health; none when there are no projects.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let frame = brief.frame(Projects::SCHEMA)?;
    let rows = frame.height();
    if rows == 0 {
        return None;
    }
    let mut table = Table::new(
        TABLE,
        "Status of each project: measures, dimensions, computed status and reasons",
        rows,
    );
    let ids = values(frame, projects::PROJECT_ID.name);
    let lines = (1_u32..).take(rows).map(Scalar::from).collect();
    table.values(&PROJECT_ID, Role::Id, 11.0, ids);
    table.values(&LINE, Role::Count, 6.0, lines);
    let at = position(PROJECT_ID.this(), &project(&projects::PROJECT_ID));
    table.formula(&AT, Role::Count, 9.0, at);
    let own = Own { brief };
    table.formula(&PROJECT, Role::Text, 28.0, own.given(&projects::PROJECT));
    table.formula(
        &PROGRAMME,
        Role::Text,
        20.0,
        own.given(&projects::PROGRAMME),
    );
    table.formula(
        &REPORTED,
        Role::Text,
        9.0,
        reported(own.get(&projects::RAG)),
    );
    let status = own.get(&projects::STATUS);
    let closed = or([status.clone().equals("done"), status.equals("cancelled")]);
    table.formula(&CLOSED, Role::Count, 8.0, if_(closed, 1.0, 0.0));
    money_columns(&own, &mut table);
    schedule_columns(&own, &mut table);
    table.formula(&TOP_RISK, Role::Count, 9.0, top_risk(brief));
    table.formula(&OVER_BOOKED, Role::Share, 11.0, over_booked(brief));
    let updated = own.get(&projects::UPDATED);
    let known = and([is_number(updated.clone()), CLOSED.this().equals(0.0)]);
    table.formula(
        &DATA_AGE,
        Role::Count,
        9.0,
        if_(known, report_date() - updated, ""),
    );
    dimension_columns(&mut table);
    overall_columns(brief, &mut table);
    why_columns(&mut table);
    Some(calculation_sheet(
        "Calc_Health",
        "Health, step by step",
        "One row per project, one column per step, from the measures on the left to rank on the right. Definitions and limits are on Method.",
        "How was each status computed?",
        table,
    ))
}

/// The columns of the project's own row in `tblProjects`.
struct Own<'a, 'b> {
    brief: &'a Brief<'b>,
}

impl Own<'_, '_> {
    /// Returns the cell of a column; "" where the trackers do not have the column.
    fn get(&self, column: &Column) -> Formula {
        if self.brief.has(Projects::SCHEMA, column) {
            index(&project(column), AT.this())
        } else {
            Formula::from("")
        }
    }

    /// Returns the same where a blank must not become 0.
    fn given(&self, column: &Column) -> Formula {
        or_blank(self.get(column))
    }

    /// Returns a number of the project, else another number, else "".
    fn number(&self, column: &Column, otherwise: impl Into<Formula>) -> Formula {
        let own = self.get(column);
        if_(is_number(own.clone()), own, otherwise)
    }
}

fn reported(rag: Formula) -> Formula {
    first_of(
        [
            (rag.clone().equals("red"), "R".into()),
            (rag.clone().equals("amber_red"), "AR".into()),
            (rag.clone().equals("amber"), "A".into()),
            (rag.clone().equals("amber_green"), "AG".into()),
            (rag.equals("green"), "G".into()),
        ],
        "–",
    )
}

/// Conditions for the project's rows of a table.
fn of_project(column: &Field) -> Condition {
    column.equal_to(PROJECT_ID.this())
}

fn money_columns(own: &Own<'_, '_>, table: &mut Table) {
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

fn schedule_columns(own: &Own<'_, '_>, table: &mut Table) {
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

fn top_risk(brief: &Brief<'_>) -> Formula {
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

fn over_booked(brief: &Brief<'_>) -> Formula {
    let has = |column| brief.has(Assignments::SCHEMA, column);
    if !has(&assignments::PROJECT_ID) || !has(&assignments::PERIOD) || !has(&assignments::FTE) {
        return "".into();
    }
    let id = assignment(&assignments::PROJECT_ID);
    let booked = sum_ifs(&helpers::SOON, [of_project(&id)]);
    let over = sum_ifs(&helpers::SOON_OVER, [of_project(&id)]);
    if_(booked.clone().above(0.0), round(over / booked, 6), "")
}

fn dimension_columns(table: &mut Table) {
    let beyond =
        |field: &Field, limit: Formula| and([is_number(field.this()), field.this().above(limit)]);
    let below =
        |field: &Field, limit: Formula| and([is_number(field.this()), field.this().below(limit)]);
    let unknown = and([not(is_number(SPI.this())), not(is_number(SLIP_DAYS.this()))]);
    let late = |spi: Formula, slip: Formula| or([below(&SPI, spi), beyond(&SLIP_DAYS, slip)]);
    let schedule = first_of(
        [
            (unknown, "–".into()),
            (late(names::SPI.red(), names::SLIP.red()), "R".into()),
            (late(names::SPI.amber(), names::SLIP.amber()), "A".into()),
        ],
        "G",
    );
    table.formula(&SCHEDULE, Role::Text, 9.0, schedule);
    let above = |field: &Field, threshold: names::Threshold| {
        first_of(
            [
                (not(is_number(field.this())), "–".into()),
                (field.this().above(threshold.red()), "R".into()),
                (field.this().above(threshold.amber()), "A".into()),
            ],
            "G",
        )
    };
    table.formula(&COST, Role::Text, 9.0, above(&COST_VARIANCE, names::COST));
    let risk = first_of(
        [
            (not(is_number(TOP_RISK.this())), "–".into()),
            (TOP_RISK.this().at_least(names::RISK.red()), "R".into()),
            (TOP_RISK.this().at_least(names::RISK.amber()), "A".into()),
        ],
        "G",
    );
    table.formula(&RISK, Role::Text, 9.0, risk);
    table.formula(
        &RESOURCE,
        Role::Text,
        9.0,
        above(&OVER_BOOKED, names::RESOURCE),
    );
    table.formula(&DATA, Role::Text, 9.0, above(&DATA_AGE, names::AGE));
}

fn overall_columns(brief: &Brief<'_>, table: &mut Table) {
    let counted = |letter: &str| {
        let range = SCHEDULE.this_to(&DATA);
        count_ifs([Condition::new(range, letter)])
    };
    table.formula(&RED_COUNT, Role::Count, 9.0, counted("R"));
    table.formula(&AMBER_COUNT, Role::Count, 9.0, counted("A"));
    let dimensions = f64::from(u8::try_from(DIMENSIONS.len()).unwrap_or(u8::MAX));
    table.formula(
        &KNOWN_COUNT,
        Role::Count,
        9.0,
        Formula::from(dimensions) - counted("–"),
    );
    let computed = first_of(
        [
            (KNOWN_COUNT.this().equals(0.0), "–".into()),
            (
                RED_COUNT.this().at_least(names::DIMENSIONS.red()),
                "R".into(),
            ),
            (
                or([
                    RED_COUNT.this().at_least(1.0),
                    AMBER_COUNT.this().at_least(names::DIMENSIONS.amber()),
                ]),
                "A".into(),
            ),
        ],
        "G",
    );
    table.formula(&COMPUTED, Role::Text, 10.0, computed);
    let scale = |field: &Field| {
        first_of(
            [
                (
                    or([field.this().equals("R"), field.this().equals("AR")]),
                    3.0.into(),
                ),
                (field.this().equals("A"), 2.0.into()),
                (
                    or([field.this().equals("G"), field.this().equals("AG")]),
                    1.0.into(),
                ),
            ],
            0.0,
        )
    };
    table.formula(&COMPUTED_SCALE, Role::Count, 10.0, scale(&COMPUTED));
    table.formula(&REPORTED_SCALE, Role::Count, 10.0, scale(&REPORTED));
    let comparable = and([
        COMPUTED_SCALE.this().above(0.0),
        REPORTED_SCALE.this().above(0.0),
    ]);
    table.formula(
        &GAP,
        Role::Count,
        7.0,
        if_(
            comparable,
            COMPUTED_SCALE.this() - REPORTED_SCALE.this(),
            "",
        ),
    );
    let variance = if_(
        is_number(COST_VARIANCE.this()),
        min([5.0.into(), max([(-4.0).into(), COST_VARIANCE.this()])]),
        0.0,
    );
    // Where the reports lead, they lead the order too.
    let lead = match Lens::of(brief) {
        Lens::Computed => COMPUTED_SCALE.this() * 1000.0,
        Lens::Reported => REPORTED_SCALE.this() * 10_000.0 + COMPUTED_SCALE.this() * 1000.0,
    };
    let key =
        lead + RED_COUNT.this() * 100.0 + AMBER_COUNT.this() * 10.0 + variance - LINE.this() / 1e6;
    table.formula(&SORT_KEY, Role::Number, 12.0, round(key, 7));
    table.formula(&RANK, Role::Count, 7.0, rank(SORT_KEY.this(), &SORT_KEY));
}

fn why_columns(table: &mut Table) {
    let raised = |field: &Field| or([field.this().equals("R"), field.this().equals("A")]);
    let spi_low = and([is_number(SPI.this()), SPI.this().below(names::SPI.amber())]);
    let late = and([
        is_number(SLIP_DAYS.this()),
        SLIP_DAYS.this().above(names::SLIP.amber()),
    ]);
    let spi_text = if_(
        spi_low.clone(),
        Formula::from("SPI ") & text(SPI.this(), "0.00"),
        "",
    );
    let comma = if_(and([spi_low, late.clone()]), ", ", "");
    let late_text = if_(late, counted(SLIP_DAYS.this(), "day late", "days late"), "");
    let schedule = if_(raised(&SCHEDULE), spi_text & comma & late_text, "");
    table.formula(&WHY_SCHEDULE, Role::Text, 24.0, schedule);
    let cost = text(COST_VARIANCE.this(), "0.0%") & " over budget";
    table.formula(&WHY_COST, Role::Text, 20.0, if_(raised(&COST), cost, ""));
    let risk = Formula::from("top risk ") & TOP_RISK.this();
    table.formula(&WHY_RISK, Role::Text, 14.0, if_(raised(&RISK), risk, ""));
    let resource = text(OVER_BOOKED.this(), "0%") & " of bookings on over-booked people";
    table.formula(
        &WHY_RESOURCE,
        Role::Text,
        34.0,
        if_(raised(&RESOURCE), resource, ""),
    );
    let data = Formula::from("data ") & DATA_AGE.this() & " days old";
    table.formula(&WHY_DATA, Role::Text, 18.0, if_(raised(&DATA), data, ""));
    let reasons = [
        &WHY_SCHEDULE,
        &WHY_COST,
        &WHY_RISK,
        &WHY_RESOURCE,
        &WHY_DATA,
    ];
    let joined = join(reasons.map(|reason| {
        if_(
            reason.this().equals(""),
            "",
            Formula::from("; ") & reason.this(),
        )
    }));
    table.formula(&WHY_ALL, Role::Text, 40.0, joined);
    let none = if_(
        KNOWN_COUNT.this().equals(0.0),
        "No measure is known",
        "All known measures within tolerance",
    );
    let sentence = upper(mid(WHY_ALL.this(), 3, 1)) & mid(WHY_ALL.this(), 4, 400);
    table.formula(
        &WHY,
        Role::Text,
        60.0,
        if_(WHY_ALL.this().equals(""), none, sentence),
    );
}

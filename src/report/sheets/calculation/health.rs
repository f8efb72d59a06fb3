//! `tblHealth`: each project's measures, its status in each dimension, and the computed overall status.

use crate::report::formula::Field;

/// Name of the table.
pub const TABLE: &str = "tblHealth";

pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static PROGRAMME: Field = Field::new(TABLE, "Programme");
/// `R`, `AR`, `A`, `AG`, `G` or `–`, as the project manager reports it.
pub static REPORTED: Field = Field::new(TABLE, "Reported");
/// Earned value over budget; "" where either is missing or the budget is 0.
pub static EARNED_SHARE: Field = Field::new(TABLE, "EarnedShare");
/// Earned over planned value; "" where either is missing or all is earned.
pub static SPI: Field = Field::new(TABLE, "SPI");
/// Earned value over actual cost; "" where either is missing.
pub static CPI: Field = Field::new(TABLE, "CPI");
/// Planned, earned and actual value to date; "" where unknown. Planned value falls back to the budget of cost lines up to
/// the reporting date, earned value to budget times percent complete, actual cost to cost lines, where lines stand for the
/// project.
pub static PV: Field = Field::new(TABLE, "PV");
pub static EV: Field = Field::new(TABLE, "EV");
pub static AC: Field = Field::new(TABLE, "AC");
/// What the budgets of the project's cost lines add up to; "" where none gives one.
pub static LINE_BUDGET: Field = Field::new(TABLE, "LineBudget");
/// The same as a share of the project's own budget, in whole per cents; "" without either.
pub static LINE_COVER: Field = Field::new(TABLE, "LineCover");
/// 1 where the cost lines stand for the whole project: it has no budget of its own, or theirs add up to it. 0 where they
/// do not, as in a finance file of one year.
pub static LINES_STAND: Field = Field::new(TABLE, "LinesStand");
/// `cost lines cover only 11% of the budget`; "" where they stand for the project or there are none.
pub static LINE_NOTE: Field = Field::new(TABLE, "LineNote");
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
/// Highest open risk score; 0 where its register has none open, "" where it has no rows or no open one has a score.
pub static TOP_RISK: Field = Field::new(TABLE, "TopRisk");
/// Share of the next three months' bookings that are on over-booked person-months; "" without bookings.
pub static OVER_BOOKED: Field = Field::new(TABLE, "OverBooked");
/// Days since the last update; "" where unknown or in the future, and for projects that are over.
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
/// 3 red, 2 amber, amber-red or amber-green, 1 green, 0 none.
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
/// The reasons as they are joined, each after `; `.
pub static WHY_ALL: Field = Field::new(TABLE, "WhyAll");
/// 1 when the project is over, done or cancelled: its data may grow old.
pub static CLOSED: Field = Field::new(TABLE, "Closed");

/// The dimensions, side by side in the table.
pub const DIMENSIONS: [&Field; 5] = [&SCHEDULE, &COST, &RISK, &RESOURCE, &DATA];

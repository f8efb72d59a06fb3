//! `tblFinance`: each project's place by overspend, and its point in the quadrant of schedule and cost performance.

use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula};
use crate::report::functions::{and, if_, index, is_number, max, min, or_blank, rank, round};
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::calculation::sheet::calculation_sheet;
use crate::report::sheets::data::values::values;
use crate::report::sheets::ground::{MoneyBasis, has_money};
use crate::report::table::Table;

const TABLE: &str = "tblFinance";

pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
/// Forecast less budget, in currency units, on the basis that the portfolio is compared on; "" where unknown.
pub static OVER: Field = Field::new(TABLE, "Over");
/// 1 for the project that is most over its budget, in money; those of unknown variance last. No two alike.
pub static RANK: Field = Field::new(TABLE, "Rank");
/// SPI, kept within the quadrant chart; 0, which is not drawn, where either index is unknown.
pub static PLOT_SPI: Field = Field::new(TABLE, "PlotSPI");
/// CPI, kept within the chart, in the column of the project's status; 0 in the others.
pub static PLOT_RED: Field = Field::new(TABLE, "PlotRed");
pub static PLOT_AMBER: Field = Field::new(TABLE, "PlotAmber");
pub static PLOT_GREEN: Field = Field::new(TABLE, "PlotGreen");

static LINE: Field = Field::new(TABLE, "Line");
static SORT_KEY: Field = Field::new(TABLE, "SortKey");
static SPI: Field = Field::new(TABLE, "SPI");
static CPI: Field = Field::new(TABLE, "CPI");
static STATUS: Field = Field::new(TABLE, "Status");

/// Smallest and largest index that the quadrant shows; points beyond stand on its edge.
pub const PLOT_RANGE: (f64, f64) = (0.6, 1.3);

/// Returns the sheet Calc_Finance; none where no project has any money.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !has_money(brief) || !brief.has_rows(Projects::SCHEMA) {
        return None;
    }
    let frame = brief.frame(Projects::SCHEMA)?;
    let rows = frame.height();
    let mut table = Table::new(TABLE, "Place of each project by overspend", rows);
    let ids = values(frame, projects::PROJECT_ID.name);
    table.values(&PROJECT_ID, Role::Id, 11.0, ids);
    let lines = (1_u32..).take(rows).map(Scalar::from).collect();
    table.values(&LINE, Role::Count, 6.0, lines);
    // Calc_Health has the same rows in the same order.
    let own = |field: &Field| or_blank(index(field, LINE.this()));
    table.formula(&PROJECT, Role::Text, 30.0, own(&health::PROJECT));
    let basis = match MoneyBasis::of(brief) {
        MoneyBasis::Year => "in year",
        MoneyBasis::Outturn | MoneyBasis::None => "whole life",
    };
    let comparable = own(&health::COST_BASIS).equals(basis);
    table.formula(
        &OVER,
        Role::Money,
        15.0,
        if_(comparable, own(&health::OVER), ""),
    );
    let known = is_number(OVER.this());
    // Whole currency units, so that the line can part equals without reordering others.
    let key = if_(known, round(OVER.this(), 0), -1e11) - LINE.this() / 1e4;
    table.formula(&SORT_KEY, Role::Number, 16.0, key);
    table.formula(&RANK, Role::Count, 8.0, rank(SORT_KEY.this(), &SORT_KEY));
    quadrant(&mut table, &own);
    Some(calculation_sheet(
        "Calc_Finance",
        "Overspend and performance",
        "One row per project: its place by overspend, and its point in the quadrant of the page Finance. 0 is where nothing is drawn: it lies outside of the quadrant.",
        "How were overspends ranked?",
        table,
    ))
}

/// Lies below the axes of the quadrant, so that no point shows; an error value would do too, but alarms who sees it.
const NOT_DRAWN: f64 = 0.0;

fn quadrant(table: &mut Table, own: &impl Fn(&Field) -> Formula) {
    let (low, high) = PLOT_RANGE;
    let kept = |index: &Field| min([high.into(), max([low.into(), index.this()])]);
    table.formula(&SPI, Role::Ratio, 8.0, own(&health::SPI));
    table.formula(&CPI, Role::Ratio, 8.0, own(&health::CPI));
    table.formula(&STATUS, Role::Text, 8.0, own(&health::COMPUTED));
    let known = || and([is_number(SPI.this()), is_number(CPI.this())]);
    let spi = if_(known(), kept(&SPI), NOT_DRAWN);
    table.formula(&PLOT_SPI, Role::Ratio, 9.0, spi);
    for (field, letter) in [(&PLOT_RED, "R"), (&PLOT_AMBER, "A"), (&PLOT_GREEN, "G")] {
        let drawn = and([known(), STATUS.this().equals(letter)]);
        table.formula(field, Role::Ratio, 10.0, if_(drawn, kept(&CPI), NOT_DRAWN));
    }
}

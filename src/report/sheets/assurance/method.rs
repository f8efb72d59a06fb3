//! Method: the thresholds as yellow cells, the reporting dates, what each figure means, and what is left out.

use crate::model::tables::assignments;
use crate::report::block::{Block, Cells, Placed, Row, RowKind, section};
use crate::report::cell::{AllowedRule, Cell, Role};
use crate::report::formula::{Formula, name};
use crate::report::functions::{day, is_number, max_product, month_end};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::field::assignment;
use crate::report::sheets::ground::has_bookings;
use crate::report::sheets::names::{self, Threshold, report_date};
use crate::settings::{Limits, Settings};

/// Name of the sheet, which every pack has.
pub const NAME: &str = "Method";
/// Grid columns of the sheet.
const WIDTH: u16 = 6;

/// Returns the sheet; every pack has it.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let mut sheet = Sheet::new(
        NAME,
        SheetKind::Control,
        "Method and thresholds",
        "What do the colours mean, and what are the thresholds?",
        [31.0, 12.0, 12.0, 15.0, 76.0, 14.0],
    )
    .headline("Change a yellow cell and every status, count and chart in the pack follows")
    .basis("Yellow cells with blue text are inputs; Excel recalculates the pack when it opens it")
    .freeze(Freeze::Frame)
    .print(Print::OneWide);
    sheet.push(section("Status thresholds", WIDTH));
    sheet.push(thresholds(brief.settings));
    sheet.push(section("Reporting dates", WIDTH));
    sheet.push(dates(brief));
    sheet.push(section("How to read the pack", WIDTH));
    sheet.push(key());
    sheet.push(section("What each figure means", WIDTH));
    sheet.push(paragraphs(DEFINITIONS));
    sheet.push(section("What the pack does not do", WIDTH));
    sheet.push(paragraphs(LIMITS));
    Some(sheet)
}

/// How a limit is shown and entered.
#[derive(Clone, Copy)]
enum Unit {
    Ratio,
    Days,
    ShareOf(&'static str),
    Score,
    Count,
}

impl Unit {
    fn words(self) -> &'static str {
        match self {
            Unit::Ratio => "index",
            Unit::Days => "days",
            Unit::ShareOf(what) => what,
            Unit::Score => "score",
            Unit::Count => "count",
        }
    }

    fn input(self, value: f64, name: &'static str) -> Cell {
        let (role, most) = match self {
            Unit::Ratio => (Role::InputRatio, 2.0),
            Unit::ShareOf(_) => (Role::InputShare, 5.0),
            Unit::Days => (Role::InputNumber, 3650.0),
            Unit::Score => (Role::InputNumber, 100.0),
            Unit::Count => (Role::InputNumber, 6.0),
        };
        Cell::value(role, value).named(name).allowing(
            AllowedRule::Between(0.0, most),
            format!("A number from 0 to {most}"),
        )
    }
}

fn thresholds(settings: &Settings) -> Block {
    let limits = &settings.thresholds;
    let mut list = List::new()
        .id("thresholds")
        .column("Measure", "Measure", Role::Text, 1)
        .column("Amber", "Amber at", Role::InputNumber, 1)
        .column("Red", "Red at", Role::InputNumber, 1)
        .column("Unit", "Unit", Role::Muted, 1)
        .column("Rule", "Rule", Role::Text, 1)
        .column("Name", "Name prefix", Role::Muted, 1);
    let rows: [(&str, Threshold, Limits, Unit, &str, &str); 7] = [
        (
            "Schedule performance index",
            names::SPI,
            limits.spi,
            Unit::Ratio,
            "Below the value. SPI = earned value / planned value; not used once all is earned.",
            "thr_SPI",
        ),
        (
            "Finish slip",
            names::SLIP,
            limits.slip_days,
            Unit::Days,
            "More than the value later than baseline. The worse of SPI and slip sets Schedule.",
            "thr_Slip",
        ),
        (
            "Cost variance",
            names::COST,
            limits.cost_over,
            Unit::ShareOf("% of budget"),
            "Forecast above budget by more than the value.",
            "thr_Cost",
        ),
        (
            "Highest open risk",
            names::RISK,
            limits.risk_score,
            Unit::Score,
            "Score of the highest open risk, at or above the value.",
            "thr_Risk",
        ),
        (
            "Bookings on over-booked people",
            names::RESOURCE,
            limits.over_booked,
            Unit::ShareOf("% of bookings"),
            "Share of the next three months' bookings made on people who are over-booked, above the value.",
            "thr_Res",
        ),
        (
            "Age of last update",
            names::AGE,
            limits.data_age,
            Unit::Days,
            "Days from last update to reporting date, above the value; not for projects that are over.",
            "thr_Age",
        ),
        (
            "Dimensions needed for overall",
            names::DIMENSIONS,
            limits.dimensions,
            Unit::Count,
            "Red when this many dimensions are red; amber when one is red or this many are amber.",
            "thr_N",
        ),
    ];
    for (measure, threshold, own, unit, rule, prefix) in rows {
        list.push_cells(
            RowKind::Body,
            [
                Cell::value(Role::Text, measure),
                unit.input(own.amber, threshold.amber),
                unit.input(own.red, threshold.red),
                Cell::value(Role::Muted, unit.words()),
                Cell::value(Role::Text, rule),
                Cell::value(Role::Muted, prefix),
            ],
        );
    }
    let bands = limits.utilisation;
    let capacity = Unit::ShareOf("% of capacity");
    let heat = [
        (
            "Under-used below",
            names::UTILISATION_LOW,
            bands.low,
            "Bookings below this share of capacity: pale blue on Resources.",
        ),
        (
            "Fully booked at",
            names::UTILISATION_FULL,
            bands.full,
            "Calm up to this share.",
        ),
        (
            "Over-booked above",
            names::UTILISATION_OVER,
            bands.over,
            "Strong colour, bold and ▲ above this; counted as over-booked.",
        ),
    ];
    for (measure, name, value, rule) in heat {
        list.push_cells(
            RowKind::Body,
            [
                Cell::value(Role::Text, measure),
                capacity.input(value, name),
                Cell::value(Role::Text, ""),
                Cell::value(Role::Muted, capacity.words()),
                Cell::value(Role::Text, rule),
                Cell::value(Role::Muted, name),
            ],
        );
    }
    list.push_cells(
        RowKind::Body,
        [
            Cell::value(Role::Text, "Far over-booked above"),
            Cell::figure(Role::Share, name(names::UTILISATION_OVER) + 0.2)
                .named(names::UTILISATION_FAR),
            Cell::value(Role::Text, ""),
            Cell::value(Role::Muted, capacity.words()),
            Cell::value(Role::Text, "20 points above over-booked; red on Resources."),
            Cell::value(Role::Muted, names::UTILISATION_FAR),
        ],
    );
    list.block()
}

fn dates(brief: &Brief<'_>) -> Block {
    let line = |label: &str, cell: Cell, rule: &str| {
        Row::new(
            RowKind::Body,
            20,
            vec![
                Placed::new(0, 1, Cell::value(Role::Text, label)),
                Placed::new(1, 1, cell),
                Placed::new(3, 3, Cell::value(Role::Muted, rule)),
            ],
        )
    };
    let date = Cell::value(Role::InputDate, brief.settings.as_of)
        .named(names::REPORT_DATE)
        .allowing(AllowedRule::Date, "A date");
    let first_of_month = |date: Formula| date.clone() - day(date) + 1.0;
    let first = first_of_month(report_date());
    let month = Cell::figure(Role::DateLong, first).named(names::REPORT_MONTH);
    let ahead = first_of_month(report_date() + 1.0);
    let ahead = Cell::figure(Role::DateLong, ahead).named(names::BOOKINGS_BEGIN);
    let end = Cell::figure(Role::DateLong, month_end(report_date(), 0.0));
    let mut lines = vec![
        line(
            "Reporting date",
            date,
            "Ages, slips and what is overdue are counted from here.",
        ),
        line(
            "Reporting month begins",
            month,
            "Finishes ahead are counted from this month on.",
        ),
        line("Reporting month ends", end, "For information."),
        line(
            "Bookings begin",
            ahead,
            "The month of the day after the reporting date: three months of bookings from here are judged, up to twelve shown.",
        ),
    ];
    if has_bookings(brief) {
        let booked = is_number(assignment(&assignments::FTE).all());
        let last = max_product(booked * assignment(&assignments::PERIOD).all());
        lines.push(line(
            "Last month with bookings",
            Cell::figure(Role::DateLong, last).named(names::BOOKINGS_END),
            "What is booked later is not known; it is not nothing.",
        ));
    }
    Block::Cells(Cells::rows(lines))
}

fn key() -> Block {
    let line = |tile: &str, word: &str, meaning: &str| {
        Row::new(
            RowKind::Plain,
            22,
            vec![
                Placed::new(0, 1, Cell::value(Role::Strong, word)),
                Placed::new(1, 1, Cell::value(Role::Tile, tile)),
                Placed::new(2, 4, Cell::value(Role::Text, meaning)),
            ],
        )
    };
    Block::Cells(Cells::rows(vec![
        Row::new(RowKind::Plain, 6, Vec::new()),
        line(
            "R",
            "Red",
            "Outside tolerance: needs a decision or a recovery plan.",
        ),
        line(
            "A",
            "Amber",
            "Outside amber tolerance, recoverable by the project. Reported amber-red and amber-green, AR and AG, count as amber.",
        ),
        line("G", "Green", "Within tolerance."),
        line(
            "–",
            "No status",
            "Not known: no tracker says it. Never counted as green.",
        ),
    ]))
}

/// Terms and what they mean, in the order in which a reader meets them.
const DEFINITIONS: &[(&str, &str)] = &[
    (
        "Reported status",
        "What the project manager reports in the tracker. Computed status follows from the measures and the thresholds above, and the two are shown side by side.",
    ),
    (
        "Gap",
        "Computed less reported status, with red 3, amber 2 and green 1; reported amber-red and amber-green are amber. Above 0 the report is rosier than the data.",
    ),
    (
        "Budget (BAC)",
        "The approved budget in the project tracker, else the sum of the budget of the project's cost lines.",
    ),
    (
        "Cost lines",
        "Lines of a finance file stand for a whole project where it has no budget of its own, or where their budgets add up to 95 to 105% of it. A file of one year beside a budget of five stands for none: planned value, actual cost and forecast outturn are then not taken from it, and Calc_Health notes how much of the budget it covers.",
    ),
    (
        "Forecast outturn (EAC)",
        "The forecast in the project tracker, else actuals of cost lines up to the reporting date plus their forecasts after it.",
    ),
    (
        "Cost variance",
        "Forecast outturn less budget, as a share of budget. Where a tracker knows only the year, forecast of the year less budget of the year.",
    ),
    (
        "Planned value (PV)",
        "The planned value in the tracker, else the budget of the project's cost lines of months up to the reporting date.",
    ),
    (
        "Earned value (EV)",
        "The earned value in the tracker, else budget times percent complete, which is kept between 0 and 100%.",
    ),
    (
        "Actual cost (AC)",
        "The actual cost in the tracker, else the actuals of the project's cost lines up to the reporting date and of lines without a month.",
    ),
    (
        "SPI and CPI",
        "EV / PV and EV / AC. For the portfolio the sums are divided; ratios are never averaged. Without either part there is no ratio. At completion SPI is 1 whatever the delay, so it is left out there.",
    ),
    (
        "Finish slip",
        "Actual or forecast finish less baseline finish in days; without them, the worst slip of the project's milestones that are not cancelled.",
    ),
    (
        "Milestone on time",
        "Met by its baseline date. Counted among milestones whose baseline lies in the three months up to the reporting date; cancelled ones, and those met without a date, are not counted.",
    ),
    (
        "Risk score",
        "Probability times impact, else the score in the register. Risks that are done, cancelled or closed by the reporting date do not count; a register with none open scores 0.",
    ),
    (
        "Booked",
        "Bookings in full-time equivalents divided by the person's capacity, month by month. Capacity is 1.0 where no tracker gives one; of a month in which the person comes or goes it is the share of its working days. Whoever is booked while away is over-booked. A name that is a role books nobody.",
    ),
    (
        "Over-booked share",
        "Of the bookings a project has in the three months from the day after the reporting date, the share made on people who are over-booked in that month.",
    ),
    (
        "Blank",
        "A blank in a tracker stays blank. It is never read as zero, and a missing measure never as green.",
    ),
];

const LIMITS: &[(&str, &str)] = &[
    (
        "Trackers",
        "Never changed. Rejected rows and assumptions are on Data_Quality with file, sheet and cell; the account of all rows is on Data_Sources.",
    ),
    (
        "Judgement",
        "Thresholds compute a status; they do not know the story. The reported status and the comment of the project stand beside it.",
    ),
    (
        "Schedules",
        "Dates are taken as the trackers give them. No network of dependencies is recalculated.",
    ),
    (
        "Recalculation",
        "Excel recalculates on opening and may ask to save on closing. Previews show the values as they were written.",
    ),
];

fn paragraphs(paragraphs: &[(&str, &str)]) -> Block {
    let rows = paragraphs
        .iter()
        .map(|(term, meaning)| {
            Row::new(
                RowKind::Body,
                20,
                vec![
                    Placed::new(0, 1, Cell::value(Role::Text, *term)),
                    Placed::new(1, 5, Cell::value(Role::Text, *meaning)),
                ],
            )
        })
        .collect();
    Block::Cells(Cells::rows(rows))
}

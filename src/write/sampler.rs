//! A page with every kind of block, for tests of the writers.

use chrono::NaiveDate;

use crate::model::tables::{milestones, projects};
use crate::report::block::{
    Block, Card, Cells, Pair, Placed, Row, RowKind, cards, note, pairs, section,
};
use crate::report::cell::{Cell, Role};
use crate::report::chart::{Axis, Chart, ChartKind, Look, Series, Source};
use crate::report::formula::{Formula, across, head, join, name, row};
use crate::report::functions::{
    average, count_ifs, counted, date_text, if_, index, lookup, max, or_blank, ratio, rows, sum,
    sum_ifs, text,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Pack, Print, Sheet, SheetKind, Stack};
use crate::report::sample;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{health, months, people, views};
use crate::report::sheets::data::field::{assignment, milestone, project};
use crate::report::sheets::names;
use crate::report::timeline::{Step, Timeline, TimelineMarks};

/// Returns the pack of a sample with pages that show every block.
pub(super) fn pack(size: u32) -> Pack {
    let sample = sample::sample(size);
    let brief = Brief::new(&sample.portfolio, &[], &[], &sample.settings);
    let actual = months::to_date(&brief, &months::ACTUAL);
    let mut pack = sample::pack(size);
    let pages = [summary(&pack, actual), heat(), roadmap(size), quadrant()];
    for (place, page) in pages.into_iter().enumerate() {
        pack.sheets.insert(1 + place, page);
    }
    pack
}

fn summary(pack: &Pack, actual: Source) -> Sheet {
    let mut widths = Vec::new();
    for card in 0..6 {
        widths.extend([18.5, 8.0]);
        if card < 5 {
            widths.push(1.3);
        }
    }
    let red = || count_ifs([health::COMPUTED.equal_to("R")]);
    let mut sheet = Sheet::new(
        "Every block",
        SheetKind::Board,
        "Every block",
        "What is there?",
        widths,
    )
    .headline(join([
        red(),
        " of ".into(),
        rows(&health::COMPUTED),
        " projects are red and the portfolio is forecast ".into(),
        pack.money.text(sum(&health::OVER)),
        " over budget".into(),
    ]))
    .basis(
        Formula::from("As at ")
            & date_text(names::report_date())
            & ". "
            & pack.money.words().as_str()
            & " unless stated.",
    )
    .source("Sources: Calc_Health, Calc_Charts.")
    .print(Print::OnePage);
    let values: [(&str, Role, Formula); 6] = [
        ("Red projects", Role::CardCount, red()),
        ("Forecast outturn", Role::CardMoney, sum(&health::EAC)),
        (
            "Schedule (SPI)",
            Role::CardRatio,
            ratio(sum(&health::EV), sum(&health::PV)),
        ),
        (
            "Cost (CPI)",
            Role::CardRatio,
            ratio(sum(&health::EV), sum(&health::AC)),
        ),
        ("People booked", Role::CardShare, average(&people::AVERAGE)),
        (
            "Status",
            Role::CardStatus,
            if_(red().above(0.0), "◆ Red", "● Green"),
        ),
    ];
    let cards_of = (0_u16..)
        .zip(values)
        .map(|(place, (label, role, value))| Card {
            at: place * 3,
            span: 2,
            label: label.to_string(),
            value: Cell::figure(role, value),
            delta: (place < 3).then(|| Formula::from("▲ 1 worse than Sep 26")),
            context: Formula::from("Budget ") & pack.money.text(sum(&health::BAC)),
        })
        .collect();
    sheet.push(cards(cards_of));
    let ask = Pair {
        amount: Some(sum(&health::OVER)),
        by: Some(names::report_date()),
        ..Pair::new("Fund a second rig", "Approve: recovers six of eleven weeks")
    };
    let message = Pair::new(
        counted(red(), "project computes as red", "projects compute as red"),
        Formula::from("Worst: ") & lookup(&health::PROJECT, &health::RANK, 1.0),
    );
    sheet.side_by_side(vec![
        Stack::new(
            0,
            vec![
                section("Decisions required", 8),
                pairs(vec![ask.clone(), ask], 8),
            ],
        ),
        Stack::new(
            9,
            vec![
                section("What the board needs to know", 8),
                pairs(vec![message.clone(), message], 8),
            ],
        ),
    ]);
    let status = |kind: ChartKind, number: &str| {
        let chart = Chart::new(
            format!("chtStatus{number}"),
            kind,
            428,
            234,
            "Projects by status in each view.",
        );
        [
            ("Red", &views::RED, Look::Red),
            ("Amber", &views::AMBER, Look::Amber),
            ("Green", &views::GREEN, Look::Green),
        ]
        .into_iter()
        .fold(chart, |chart, (label, field, look)| {
            chart
                .series(Series::new(label, (&views::VIEW).into(), field.into(), look).labels("0;;"))
        })
    };
    let curves = Chart::new(
        "chtMoney",
        ChartKind::Line,
        428,
        234,
        "Cumulative plan, actual and forecast.",
    )
    .series(Series::new(
        "Plan",
        (&months::MONTH).into(),
        (&months::PLAN).into(),
        Look::Plan,
    ))
    .series(Series::new(
        "Forecast",
        (&months::MONTH).into(),
        (&months::FORECAST).into(),
        Look::Forecast,
    ))
    .series(Series::new(
        "Actual",
        (&months::MONTH).into(),
        actual,
        Look::Actual,
    ))
    .axis(Axis {
        category_format: Some("mmm yy".to_string()),
        value_format: Some("0,,".to_string()),
        category_every: Some(3),
        ..Axis::default()
    });
    sheet.side_by_side(vec![
        Stack::new(
            0,
            vec![
                section("Status by dimension", 5),
                Block::Chart(status(ChartKind::BarStacked, "Bar")),
            ],
        ),
        Stack::new(
            6,
            vec![
                section("Status, upright", 5),
                Block::Chart(status(ChartKind::ColumnStacked, "Column")),
            ],
        ),
        Stack::new(
            12,
            vec![
                section("Cumulative spend, £ million", 5),
                Block::Chart(curves),
            ],
        ),
    ]);
    let mut list = List::new()
        .column("Project", "Project", Role::Strong, 3)
        .column("Computed", "Computed", Role::Tile, 1)
        .column("Slip", "Slip, days", Role::DaysSigned, 2)
        .column("Cost", "Cost variance", Role::ShareSigned, 3)
        .column("Why", "Why", Role::Text, 8);
    for place in 1..=3_u32 {
        let project = lookup(&health::PROJECT, &health::RANK, place);
        let of = |field| or_blank(lookup(field, &health::PROJECT, row("Project")));
        list.push([
            project,
            of(&health::COMPUTED),
            of(&health::SLIP_DAYS),
            of(&health::COST_VARIANCE),
            of(&health::WHY),
        ]);
    }
    sheet.push(section("Where attention is needed", 17));
    sheet.push(list.block());
    sheet
}

fn heat() -> Sheet {
    let mut widths = vec![24.0, 9.0];
    widths.extend([7.6; 12]);
    widths.extend([8.0, 8.0, 40.0]);
    let mut sheet = Sheet::new(
        "Heat",
        SheetKind::Board,
        "Resource utilisation",
        "Who is over-booked?",
        widths,
    )
    .headline(counted(
        sum(&people::OVER_SOON),
        "person is over-booked",
        "people are over-booked",
    ))
    .basis("Bookings as a share of capacity")
    .freeze(Freeze::List(2));
    let bands = [
        (2, 3, Role::BandFree, "Under 70%"),
        (5, 3, Role::BandFit, "70% to 100%"),
        (8, 2, Role::BandFull, "to 110%"),
        (10, 2, Role::BandOver, "▲ over 110%"),
        (12, 2, Role::BandFarOver, "▲ over 130%"),
    ];
    let cells = bands
        .into_iter()
        .map(|(at, span, role, text)| Placed::new(at, span, Cell::value(role, text)))
        .collect();
    sheet.push(Block::Cells(Cells::rows(vec![Row::new(
        RowKind::Plain,
        22,
        cells,
    )])));
    let mut list = List::new()
        .id("heat")
        .column("Person", "Person by role", Role::Text, 1)
        .column("Capacity", "Capacity, FTE", Role::Number, 1);
    for number in 0..12_u32 {
        let month = names::booking_month(f64::from(number + 1));
        list = list.headed(
            format!("M{number}"),
            Cell::figure(Role::HeadMonth, month),
            Role::Utilisation,
            1,
        );
    }
    list = list
        .column("Peak", "Peak", Role::Share, 1)
        .column("Gap", "Gap", Role::Gap, 1)
        .column("Main", "Booked mainly on", Role::Muted, 1);
    list.group(
        "Everybody",
        (0..12_u32).map(|number| {
            let booked = sum_ifs(
                &assignment(&crate::model::tables::assignments::FTE),
                [assignment(&crate::model::tables::assignments::PERIOD).equal_to(head())],
            );
            (format!("M{number}"), booked / sum(&people::CAPACITY))
        }),
    );
    for place in 1..=8_u32 {
        let mut figures = vec![lookup(&people::PERSON, &people::RANK, place)];
        let of = |field| lookup(field, &people::PERSON, row("Person"));
        figures.push(of(&people::CAPACITY));
        for number in 1..=12 {
            figures.push(lookup(
                &people::month(number),
                &people::PERSON,
                row("Person"),
            ));
        }
        figures.push(max([across("M0", "M11")]));
        figures.push(row("Peak") - 1.0);
        figures.push(or_blank(of(&people::MAIN_PROJECTS)));
        list.push(figures);
    }
    sheet.push(list.block());
    let chart = Chart::new(
        "chtLoad",
        ChartKind::ColumnClustered,
        1000,
        168,
        "Bookings and capacity by month.",
    )
    .series(
        Series::new(
            "Booked",
            (&months::LOAD_MONTH).into(),
            (&months::BOOKED).into(),
            Look::Plain,
        )
        .labels("0.0"),
    )
    .line(Series::new(
        "Capacity",
        (&months::LOAD_MONTH).into(),
        (&months::CAPACITY).into(),
        Look::Limit,
    ))
    .axis(Axis {
        category_format: Some("mmm yy".to_string()),
        ..Axis::default()
    });
    sheet.push(section("Demand and capacity, FTE", 17));
    sheet.push(Block::Chart(chart));
    let first = Chart::new("chtPerson", ChartKind::Line, 600, 160, "One person's load.").series(
        Series::new(
            "Load",
            Source::Heads("heat".into(), "M0".into(), "M11".into()),
            Source::Across("heat".into(), 0, "M0".into(), "M11".into()),
            Look::Actual,
        ),
    );
    sheet.push(Block::Chart(first));
    sheet
}

fn roadmap(size: u32) -> Sheet {
    let mut widths = vec![6.0, 27.0, 10.0, 10.0, 10.0, 7.0];
    let step = Step::HalfMonth;
    widths.extend([step.width(); 48]);
    let mut sheet = Sheet::new(
        "Bars",
        SheetKind::Board,
        "Roadmap",
        "When does each project finish?",
        widths,
    )
    .headline(counted(
        count_ifs([health::SLIP_DAYS.above(name(names::SLIP.amber))]),
        "project is late",
        "projects are late",
    ))
    .basis("Bars are drawn from the dates at left")
    .freeze(Freeze::List(2));
    let mut list = List::new()
        .heights(24, 21)
        .column("ID", "ID", Role::Id, 1)
        .column("Project", "Project", Role::Text, 1)
        .column("Start", "Start", Role::Date, 1)
        .column("Baseline", "Baseline", Role::Date, 1)
        .column("Finish", "Finish", Role::Date, 1)
        .column("Done", "Done", Role::Share, 1)
        .group_heading("ID", "Done", "");
    list.group("All projects", [("Done", Formula::from(""))]);
    for place in 1..=size.min(6) {
        let of = |column| {
            or_blank(lookup(
                &project(column),
                &project(&projects::PROJECT_ID),
                row("ID"),
            ))
        };
        list.push([
            index(&health::PROJECT_ID, place),
            of(&projects::PROJECT),
            of(&projects::START),
            of(&projects::BASELINE_FINISH),
            of(&projects::FINISH),
            of(&projects::PERCENT_COMPLETE),
        ]);
    }
    let timeline = Timeline {
        first: NaiveDate::from_ymd_opt(2026, 4, 1).unwrap(),
        step,
        steps: 48,
        at: 6,
        start: "Start".into(),
        baseline: "Baseline".into(),
        finish: "Finish".into(),
        done: "Done".into(),
        milestones: Some(TimelineMarks {
            id: "ID".into(),
            project: milestone(&milestones::PROJECT_ID),
            date: milestone(&milestones::DUE),
        }),
    };
    sheet.push(list.with_timeline(timeline));
    sheet.push(note(
        "Half-month columns. The dates at left carry the same facts as the bars.",
        54,
    ));
    sheet
}

fn quadrant() -> Sheet {
    let mut sheet = Sheet::new(
        "Grid",
        SheetKind::Board,
        "Risk grid",
        "What could hurt us?",
        [14.0, 8.0, 8.0, 8.0, 8.0, 8.0, 4.0, 40.0],
    )
    .headline(counted(rows(&health::PROJECT), "project", "projects"))
    .basis("Counts of open risks");
    let probability =
        crate::report::sheets::data::field::risk(&crate::model::tables::risks::PROBABILITY);
    let impact = crate::report::sheets::data::field::risk(&crate::model::tables::risks::IMPACT);
    let mut rows_of: Vec<Row> = (1..=5_u32)
        .rev()
        .map(|level| {
            let mut cells = vec![Placed::new(0, 1, Cell::value(Role::Count, level))];
            for at in 1..=5_u16 {
                let count =
                    count_ifs([probability.equal_to(level), impact.equal_to(f64::from(at))]);
                cells.push(Placed::new(at, 1, Cell::figure(Role::RiskZone, count)));
            }
            Row::new(RowKind::Plain, 52, cells)
        })
        .collect();
    let labels = (1..=5_u16)
        .map(|at| Placed::new(at, 1, Cell::value(Role::Centred, f64::from(at))))
        .collect();
    rows_of.push(Row::new(RowKind::Plain, 22, labels));
    let scatter = Chart::new(
        "chtQuadrant",
        ChartKind::Scatter,
        430,
        300,
        "SPI and CPI of each project.",
    )
    .series(
        Series::new(
            "Projects",
            (&health::SPI).into(),
            (&health::CPI).into(),
            Look::Red,
        )
        .named((&health::PROJECT_ID).into()),
    )
    .axis(Axis {
        value_format: Some("0.00".to_string()),
        category_format: Some("0.00".to_string()),
        category_name: Some("SPI".to_string()),
        value_name: Some("CPI".to_string()),
        value_range: Some((0.7, 1.1)),
        category_range: Some((0.6, 1.1)),
        crossing: Some((1.0, 1.0)),
        ..Axis::default()
    });
    sheet.side_by_side(vec![
        Stack::new(
            0,
            vec![section("Grid", 6), Block::Cells(Cells::rows(rows_of))],
        ),
        Stack::new(
            7,
            vec![
                section("Quadrant", 1),
                Block::Chart(scatter),
                note(text(0.5, "0%") & " of it", 1),
            ],
        ),
    ]);
    sheet
}

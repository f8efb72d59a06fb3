//! The charts that more than one page shows.

use super::lists;
use crate::model::schema::Table as _;
use crate::model::tables::costs::{self, Costs};
use crate::report::chart::{Axis, Chart, ChartKind, Legend, Look, Series, Source};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{months, views};

/// Number of projects in red, amber and green, for each view of status.
pub(super) fn status_by_view(width: u32, height: u32) -> Chart {
    let series = |name: &str, values, look| {
        Series::new(name, (&views::VIEW).into(), values, look).labels("0;;")
    };
    Chart::new(
        "chtStatus",
        ChartKind::BarStacked,
        width,
        height,
        "Stacked bars: number of projects in red, amber and green, reported, computed and by dimension",
    )
    .series(series("Red", (&views::RED).into(), Look::Red))
    .series(series("Amber", (&views::AMBER).into(), Look::Amber))
    .series(series("Green", (&views::GREEN).into(), Look::Green))
    .legend(Legend::Bottom)
}

/// Planned, actual and forecast cost, added up month by month; those that the cost lines give.
pub(super) fn cumulative_cost(brief: &Brief<'_>, width: u32, height: u32) -> Chart {
    let has = |column| brief.has(Costs::SCHEMA, column);
    let lines = [
        ("Plan", &months::PLAN, Look::Plan, has(&costs::BUDGET)),
        (
            "Forecast",
            &months::FORECAST,
            Look::Forecast,
            has(&costs::FORECAST),
        ),
        ("Actual", &months::ACTUAL, Look::Actual, has(&costs::ACTUAL)),
    ];
    let mut chart = Chart::new(
        "chtCost",
        ChartKind::Line,
        width,
        height,
        format!(
            "Lines: cumulative plan, forecast and actual cost by month, {}",
            brief.totals.words()
        ),
    );
    for (name, values, look, given) in lines {
        if given {
            let source = match look {
                Look::Actual => months::to_date(brief, values),
                _ => values.into(),
            };
            chart = chart.series(Series::new(name, (&months::MONTH).into(), source, look));
        }
    }
    chart.axis(Axis {
        category_format: Some("mmm yy".to_string()),
        value_format: Some(brief.totals.format()),
        ..Axis::default()
    })
}

/// What is booked, on people and on nobody yet, against what there is, by month.
pub(super) fn bookings(width: u32, height: u32) -> Chart {
    let month = || (&months::LOAD_MONTH).into();
    let booked = Series::new("Booked", month(), (&months::BOOKED).into(), Look::Plain);
    let open = Series::new("Nobody named", month(), (&months::OPEN).into(), Look::Open);
    let capacity = Series::new("Capacity", month(), (&months::CAPACITY).into(), Look::Limit);
    Chart::new(
        "chtBookings",
        ChartKind::ColumnStacked,
        width,
        height,
        "Columns: full-time equivalents booked by month, on named people and on nobody yet; line: capacity",
    )
    .series(booked.labels("0.0;;"))
    .series(open)
    .line(capacity)
    .axis(Axis {
        category_format: Some("mmm yy".to_string()),
        ..Axis::default()
    })
}

/// Budget and forecast of the projects that are most over budget, from the list on Calc_Lists.
pub(super) fn most_over(brief: &Brief<'_>, width: u32, height: u32) -> Chart {
    let body = |key: &'static str| Source::Body(lists::MOST_OVER.into(), key.into());
    let series = |name: &str, key: &'static str, look| {
        Series::new(name, body("Project"), body(key), look).labels(brief.money.format())
    };
    Chart::new(
        "chtMostOver",
        ChartKind::BarClustered,
        width,
        height,
        "Bars: budget and forecast of the projects that are most over budget",
    )
    .series(series("Budget", "Budget", Look::Plan))
    .series(series("Forecast", "Forecast", Look::Actual))
}

/// Number of projects by status in each of the largest groups.
pub(super) fn status_by_group(width: u32, height: u32) -> Chart {
    let alt =
        "Stacked bars: number of projects in red, amber and green in each of the largest groups";
    let chart = Chart::new("chtGroups", ChartKind::BarStacked, width, height, alt);
    with_statuses(chart, lists::GROUPS, "Group")
}

/// Number of projects that finish in each coming half year, by status.
pub(super) fn finishes(width: u32, height: u32) -> Chart {
    let alt = "Stacked columns: number of projects that finish in each coming half year, by status";
    let chart = Chart::new("chtFinishes", ChartKind::ColumnStacked, width, height, alt);
    with_statuses(chart, lists::FINISHES, "Until")
}

fn with_statuses(chart: Chart, list: &'static str, categories: &'static str) -> Chart {
    let body = |key: &'static str| Source::Body(list.into(), key.into());
    [
        ("Red", Look::Red),
        ("Amber", Look::Amber),
        ("Green", Look::Green),
    ]
    .into_iter()
    .fold(chart, |chart, (name, look)| {
        chart.series(Series::new(name, body(categories), body(name), look).labels("0;;"))
    })
}

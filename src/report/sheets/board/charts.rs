//! The charts that more than one page shows.

use crate::report::chart::{Axis, Chart, ChartKind, Legend, Look, Series};
use crate::report::money::Money;
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

/// Planned, actual and forecast cost, added up month by month.
pub(super) fn cumulative_cost(money: &Money, width: u32, height: u32) -> Chart {
    let series =
        |name: &str, values, look| Series::new(name, (&months::MONTH).into(), values, look);
    Chart::new(
        "chtCost",
        ChartKind::Line,
        width,
        height,
        format!(
            "Lines: cumulative plan, forecast and actual cost by month, {}",
            money.words()
        ),
    )
    .series(series("Plan", (&months::PLAN).into(), Look::Plan))
    .series(series(
        "Forecast",
        (&months::FORECAST).into(),
        Look::Forecast,
    ))
    .series(series("Actual", (&months::ACTUAL).into(), Look::Actual))
    .axis(Axis {
        category_format: Some("mmm yy".to_string()),
        value_format: Some(money.format()),
        ..Axis::default()
    })
}

/// What is booked against what there is, by month.
pub(super) fn bookings(width: u32, height: u32) -> Chart {
    let month = || (&months::LOAD_MONTH).into();
    let booked = Series::new("Booked", month(), (&months::BOOKED).into(), Look::Plain);
    let capacity = Series::new("Capacity", month(), (&months::CAPACITY).into(), Look::Limit);
    Chart::new(
        "chtBookings",
        ChartKind::ColumnClustered,
        width,
        height,
        "Columns: full-time equivalents booked by month; line: capacity",
    )
    .series(booked.labels("0.0"))
    .line(capacity)
    .axis(Axis {
        category_format: Some("mmm yy".to_string()),
        ..Axis::default()
    })
}

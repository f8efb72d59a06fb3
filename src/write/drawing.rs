//! Charts: their series, their looks, their axes.

use rust_xlsxwriter::{
    Chart as ExcelChart, ChartAxisCrossing, ChartAxisLabelPosition, ChartAxisTickType,
    ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartPatternFill, ChartPatternFillType,
    ChartSolidFill, ChartType, Color, ObjectMovement, Worksheet,
};

use super::book::Book;
use super::error::WriteError;
use super::layout::BlockLayout;
use super::range::{Drawn, Range, resolve};
use crate::report::chart::{Chart, ChartKind, Legend, Look, Series};

/// What a series is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Bars,
    Curve,
    Points,
}

/// Draws a chart over its rows.
pub fn write(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    chart: &Chart,
    place: &BlockLayout,
    drawn: &mut Drawn,
) -> Result<(), WriteError> {
    let mut excel = ExcelChart::new(kind(chart.kind));
    let shape = match chart.kind {
        ChartKind::Line => Shape::Curve,
        ChartKind::Scatter => Shape::Points,
        _ => Shape::Bars,
    };
    let mut ranges = Vec::new();
    for series in &chart.series {
        ranges.extend(add_series(&mut excel, book, chart, series, shape, drawn));
    }
    if ranges.is_empty() {
        return Ok(());
    }
    if !chart.lines.is_empty() {
        let mut over = ExcelChart::new(ChartType::Line);
        for series in &chart.lines {
            ranges.extend(add_series(
                &mut over,
                book,
                chart,
                series,
                Shape::Curve,
                drawn,
            ));
        }
        excel.combine(&over);
    }
    dress(&mut excel, book, chart);
    ranges.sort();
    ranges.dedup();
    let where_: Vec<String> = ranges.iter().take(6).map(Range::shown).collect();
    excel
        .set_name(chart.name.as_ref())
        .set_width(chart.width)
        .set_height(chart.height)
        .set_alt_text(format!(
            "{} The figures are in {}.",
            chart.alt,
            where_.join(", ")
        ))
        .set_object_movement(ObjectMovement::MoveAndSizeWithCells);
    worksheet.insert_chart_with_offset(place.row, place.column, &excel, 2, 4)?;
    Ok(())
}

fn kind(kind: ChartKind) -> ChartType {
    match kind {
        ChartKind::BarStacked => ChartType::BarStacked,
        ChartKind::BarClustered => ChartType::Bar,
        ChartKind::ColumnStacked => ChartType::ColumnStacked,
        ChartKind::ColumnClustered => ChartType::Column,
        ChartKind::Line => ChartType::Line,
        ChartKind::Scatter => ChartType::Scatter,
    }
}

/// Adds a series and returns the ranges it draws; none when its cells are not in the pack, which the lint reports.
fn add_series(
    excel: &mut ExcelChart,
    book: &Book<'_>,
    chart: &Chart,
    series: &Series,
    shape: Shape,
    drawn: &mut Drawn,
) -> Vec<Range> {
    let found = (
        resolve(book, &series.categories),
        resolve(book, &series.values),
    );
    let (Some((categories, category_points)), Some((values, points))) = found else {
        return Vec::new();
    };
    let own = excel
        .add_series()
        .set_name(series.name.as_str())
        .set_categories(categories.excel())
        .set_values(values.excel());
    look(own, book, series.look, shape);
    let stacked = matches!(chart.kind, ChartKind::BarStacked | ChartKind::ColumnStacked);
    if shape == Shape::Bars {
        own.set_gap(if stacked { 40 } else { 60 });
        if stacked {
            own.set_overlap(100);
        }
    }
    if let Some(format) = &series.labels {
        let light = stacked && matches!(series.look, Look::Red | Look::Actual | Look::Plain);
        let line = shape == Shape::Curve;
        let mut label = ChartDataLabel::new();
        label.show_value().set_num_format(format).set_font(&font(
            book,
            8.0,
            if light && !line { "white" } else { "ink" },
            true,
        ));
        if line {
            label.set_position(ChartDataLabelPosition::Above);
        } else if !stacked {
            label.set_position(ChartDataLabelPosition::OutsideEnd);
        }
        own.set_data_label(&label);
    }
    if let Some((_, texts)) = series
        .named
        .as_ref()
        .and_then(|source| resolve(book, source))
    {
        let labels: Vec<ChartDataLabel> = texts
            .iter()
            .map(|text| {
                let mut label = ChartDataLabel::new();
                match text.as_text() {
                    Some(text) if !text.is_empty() => label
                        .set_value(text)
                        .set_font(&font(book, 8.0, "ink", false)),
                    _ => label.set_hidden(),
                };
                label
            })
            .collect();
        let mut all = ChartDataLabel::new();
        all.show_value().set_position(ChartDataLabelPosition::Right);
        own.set_data_label(&all).set_custom_data_labels(&labels);
    }
    drawn.points.insert(categories.clone(), category_points);
    drawn.points.insert(values.clone(), points);
    vec![categories, values]
}

fn font(book: &Book<'_>, size: f64, colour: &str, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(&book.theme.font)
        .set_size(size)
        .set_color(book.theme.colour(colour));
    if bold {
        font.set_bold();
    }
    font
}

fn line(colour: Color, width: f64) -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(colour).set_width(width);
    line
}

/// Gives a series its look: fills for bars and columns, lines for curves, markers for points.
fn look(series: &mut rust_xlsxwriter::ChartSeries, book: &Book<'_>, look: Look, shape: Shape) {
    let colour = |name: &str| book.theme.colour(name);
    let (name, width) = match look {
        Look::Red => ("red", 2.25),
        Look::Amber => ("amber", 2.25),
        Look::Green => ("green", 2.25),
        Look::Actual => ("brand", 2.75),
        Look::Plan => ("plan", 2.0),
        Look::Forecast => ("brand", 2.0),
        Look::Earned => ("green", 2.25),
        Look::Plain | Look::Open => ("brand_2", 2.0),
        Look::Limit => ("ink", 1.75),
        Look::Hidden => ("white", 0.75),
    };
    let mut format = ChartFormat::new();
    if shape == Shape::Points {
        // A chart of points draws no lines by itself; a format of the series would land behind the marker's, where the
        // schema does not take it.
        let sign = match look {
            Look::Red => ChartMarkerType::Diamond,
            Look::Amber => ChartMarkerType::Triangle,
            _ => ChartMarkerType::Circle,
        };
        let mut own = ChartFormat::new();
        own.set_solid_fill(ChartSolidFill::new().set_color(colour(name)))
            .set_line(&line(colour("ink"), 0.75));
        series.set_marker(
            ChartMarker::new()
                .set_type(sign)
                .set_size(9)
                .set_format(&mut own),
        );
        return;
    }
    match look {
        Look::Hidden => {
            format.set_no_fill().set_no_line();
        }
        _ if shape == Shape::Curve => {
            let mut stroke = line(colour(name), width);
            if look == Look::Forecast {
                stroke.set_dash_type(ChartLineDashType::RoundDot);
            }
            format.set_line(&stroke);
        }
        Look::Open => {
            format.set_pattern_fill(
                ChartPatternFill::new()
                    .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                    .set_foreground_color(colour("brand_2"))
                    .set_background_color(colour("white")),
            );
        }
        _ => {
            format
                .set_solid_fill(ChartSolidFill::new().set_color(colour(name)))
                .set_no_border();
        }
    }
    series.set_format(&mut format);
    if shape == Shape::Curve {
        series.set_marker(ChartMarker::new().set_none());
    }
}

/// Gives the chart its look: no border, no title, light lines, one font.
fn dress(excel: &mut ExcelChart, book: &Book<'_>, chart: &Chart) {
    let mut plain = ChartFormat::new();
    plain.set_no_border().set_no_fill();
    excel.chart_area().set_format(&mut plain.clone());
    excel.plot_area().set_format(&mut plain);
    excel.title().set_hidden();
    let small = font(book, 8.0, "ink_2", false);
    let bars = matches!(chart.kind, ChartKind::BarStacked | ChartKind::BarClustered);
    let axis = &chart.axis;
    {
        // For bars this library calls the upright axis y and keeps the categories on it.
        let categories = if bars { excel.y_axis() } else { excel.x_axis() };
        categories
            .set_font(&small)
            .set_format(ChartFormat::new().set_line(&line(book.theme.colour("rule"), 0.75)))
            .set_major_tick_type(ChartAxisTickType::None)
            .set_major_gridlines(false)
            .set_label_position(ChartAxisLabelPosition::Low);
        if bars {
            categories.set_reverse();
        }
        if let Some(format) = &axis.category_format {
            categories.set_num_format(format);
        }
        if let Some(every) = axis.category_every {
            categories.set_label_interval(every);
        }
        if let Some(name) = &axis.category_name {
            categories.set_name(name).set_name_font(&small);
        }
        if let Some((least, most)) = axis.category_range {
            categories.set_min(least).set_max(most);
        }
        if let Some((crossing, _)) = axis.crossing {
            categories.set_crossing(ChartAxisCrossing::AxisValue(crossing));
        }
    }
    let values = if bars { excel.x_axis() } else { excel.y_axis() };
    values
        .set_font(&small)
        .set_format(ChartFormat::new().set_no_line())
        .set_major_tick_type(ChartAxisTickType::None);
    if let Some((_, crossing)) = axis.crossing {
        values
            .set_crossing(ChartAxisCrossing::AxisValue(crossing))
            .set_major_gridlines(false)
            .set_label_position(ChartAxisLabelPosition::Low)
            .set_format(ChartFormat::new().set_line(&line(book.theme.colour("rule"), 0.75)));
    } else {
        values.set_major_gridlines_line(&line(book.theme.colour("hair"), 0.75));
    }
    match &axis.value_format {
        Some(format) => {
            values.set_num_format(format);
        }
        None => {
            values.set_hidden(true).set_major_gridlines(false);
        }
    }
    if let Some(name) = &axis.value_name {
        values.set_name(name).set_name_font(&small);
    }
    match axis.value_range {
        Some((least, most)) => {
            values.set_min(least).set_max(most);
        }
        // Bars and columns begin at zero.
        None if !matches!(chart.kind, ChartKind::Scatter | ChartKind::Line) => {
            values.set_min(0.0);
        }
        None => {}
    }
    match chart.legend {
        Legend::None => {
            excel.legend().set_hidden();
        }
        Legend::Top => {
            excel
                .legend()
                .set_font(&small)
                .set_position(ChartLegendPosition::Top);
        }
        Legend::Bottom => {
            excel
                .legend()
                .set_font(&small)
                .set_position(ChartLegendPosition::Bottom);
        }
    }
}

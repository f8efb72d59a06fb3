//! Charts: their cells, their looks, and the points that the finished file caches.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Chart as ExcelChart, ChartAxisCrossing, ChartAxisLabelPosition, ChartAxisTickType,
    ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType,
    ChartPatternFill, ChartPatternFillType, ChartSolidFill, ChartType, Color, ObjectMovement,
    Worksheet,
};

use super::book::Book;
use super::error::WriteError;
use super::layout::BlockLayout;
use crate::model::origin::range_name;
use crate::report::block::{Block, RowKind};
use crate::report::chart::{Chart, ChartKind, Legend, Look, Series, Source};
use crate::report::directory::Area;
use crate::report::scalar::Scalar;
use crate::report::table::Table;

/// A range of a sheet by its corners, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    sheet: String,
    first: (u32, u16),
    last: (u32, u16),
}

/// What a series is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Bars,
    Curve,
    Points,
}

/// The values of every range that the charts so far draw.
#[derive(Debug, Default)]
pub struct Drawn {
    points: BTreeMap<Range, Vec<Scalar>>,
}

impl Drawn {
    pub fn points(&self, range: &Range) -> Option<Vec<Scalar>> {
        self.points.get(range).cloned()
    }
}

impl Range {
    /// Reads `'Calc_Months'!$B$6:$B$29`.
    pub fn parse(text: &str) -> Option<Range> {
        let (sheet, cells) = text.rsplit_once('!')?;
        let sheet = sheet
            .strip_prefix('\'')
            .and_then(|inner| inner.strip_suffix('\''))
            .map_or_else(|| sheet.to_string(), |inner| inner.replace("''", "'"));
        let cells = cells.replace('$', "");
        let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
        Some(Range {
            sheet,
            first: cell(first)?,
            last: cell(last)?,
        })
    }

    fn excel(&self) -> (&str, u32, u16, u32, u16) {
        let ((first_row, first_column), (last_row, last_column)) = (self.first, self.last);
        (&self.sheet, first_row, first_column, last_row, last_column)
    }

    fn corner((row, column): (u32, u16)) -> (u32, u32) {
        (row, u32::from(column))
    }

    fn shown(&self) -> String {
        let cells = range_name(Range::corner(self.first), Range::corner(self.last));
        format!("{} {cells}", self.sheet)
    }
}

fn cell(name: &str) -> Option<(u32, u16)> {
    let digits = name.find(|sign: char| sign.is_ascii_digit())?;
    let column = name[..digits].bytes().try_fold(0_u16, |column, letter| {
        letter
            .is_ascii_uppercase()
            .then(|| column * 26 + u16::from(letter - b'A') + 1)
    })?;
    let row: u32 = name[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
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
        let light = matches!(series.look, Look::Red | Look::Actual | Look::Plain);
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
            label.set_position(ChartDataLabelPosition::InsideEnd);
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

/// Returns the range of a source with its values.
fn resolve(book: &Book<'_>, source: &Source) -> Option<(Range, Vec<Scalar>)> {
    match source {
        Source::Field(field) => {
            let (table, _) = book.directory.field(field)?;
            let rows = book.directory.tables[table].table.rows;
            table_rows(book, field, 0, rows)
        }
        Source::Rows(field, first, rows) => table_rows(book, field, *first, *rows),
        Source::Body(list, key) => {
            let (sheet, block) = book.directory.list(list)?;
            area(book, book.directory.body(sheet, block, key)?)
        }
        Source::Heads(list, first, last) => {
            let (sheet, block) = book.directory.list(list)?;
            let cells = book.directory.cells(sheet, block)?;
            let row = cells
                .rows
                .iter()
                .position(|row| row.kind == RowKind::Head)?;
            area(
                book,
                Area {
                    sheet,
                    block,
                    rows: (row, row),
                    columns: (cells.column(first)?, cells.column(last)?),
                },
            )
        }
        Source::Across(list, row, first, last) => {
            let (sheet, block) = book.directory.list(list)?;
            let cells = book.directory.cells(sheet, block)?;
            let row = cells
                .rows
                .iter()
                .enumerate()
                .filter(|(_, own)| own.kind == RowKind::Body)
                .nth(*row)?
                .0;
            area(
                book,
                Area {
                    sheet,
                    block,
                    rows: (row, row),
                    columns: (cells.column(first)?, cells.column(last)?),
                },
            )
        }
    }
}

fn table_rows(
    book: &Book<'_>,
    field: &crate::report::formula::Field,
    first: usize,
    rows: usize,
) -> Option<(Range, Vec<Scalar>)> {
    let (number, column) = book.directory.field(field)?;
    let place = book.directory.tables[number];
    let _: &Table = place.table;
    let last = first.checked_add(rows)?.checked_sub(1)?;
    let at = u16::try_from(column).ok()?;
    let (from, to) = book.layout.corners(Area {
        sheet: place.sheet,
        block: place.block,
        rows: (first, last),
        columns: (at, at),
    });
    let values = book.values.columns(place.sheet, place.block)[column]
        .get(first..=last)?
        .to_vec();
    Some((range(book, place.sheet, from, to), values))
}

fn area(book: &Book<'_>, area: Area) -> Option<(Range, Vec<Scalar>)> {
    let Block::Cells(cells) = book.directory.blocks[area.sheet][area.block] else {
        return None;
    };
    let rows = book.values.rows(area.sheet, area.block);
    let mut values = Vec::new();
    for row in area.rows.0..=area.rows.1 {
        for column in area.columns.0..=area.columns.1 {
            let at = cells.rows[row]
                .cells
                .iter()
                .position(|placed| placed.at == column);
            values.push(at.map_or(Scalar::Blank, |at| rows[row][at].clone()));
        }
    }
    let (from, to) = book.layout.corners(area);
    Some((range(book, area.sheet, from, to), values))
}

fn range(book: &Book<'_>, sheet: usize, first: (u32, u16), last: (u32, u16)) -> Range {
    Range {
        sheet: book.pack.sheets[sheet].name.to_string(),
        first,
        last,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_charts_are_read_back() {
        assert_eq!(
            Range::parse("'Project page'!$B$6:$AA$29"),
            Some(Range {
                sheet: "Project page".to_string(),
                first: (5, 1),
                last: (28, 26)
            })
        );
        assert_eq!(
            Range::parse("Calc!$A$1").map(|range| range.last),
            Some((0, 0))
        );
        assert_eq!(Range::parse("nothing"), None);
    }
}

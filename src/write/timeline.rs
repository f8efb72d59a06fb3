//! The bars of a timeline: conditional formats over the live dates of a list.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, FormatBorder, FormatPattern, Worksheet};

use super::book::Book;
use super::error::WriteError;
use super::layout::BlockLayout;
use crate::model::origin::{column_name, range_name};
use crate::report::block::{Cells, RowKind};
use crate::report::sheets::names::REPORT_DATE;
use crate::report::timeline::{Step, Timeline};

/// Adds the rules of the bars. Each stands twice, with and without the line of the reporting date, because of
/// overlapping rules LibreOffice applies only the first.
pub fn write(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    cells: &Cells,
    timeline: &Timeline,
    place: &BlockLayout,
) -> Result<(), WriteError> {
    let rows_of = |kind: RowKind| -> Vec<u32> {
        cells
            .rows
            .iter()
            .zip(&place.rows)
            .filter(|(row, _)| row.kind == kind)
            .map(|(_, at)| *at)
            .collect()
    };
    let bars = rows_of(RowKind::Body);
    let (Some(first_bar), Some(head)) = (bars.first(), rows_of(RowKind::Head).first().copied())
    else {
        return Ok(());
    };
    let key = |key: &str| {
        cells
            .column(key)
            .map(|at| column_name(u32::from(place.column + at)))
    };
    let (Some(start), Some(baseline), Some(finish), Some(done)) = (
        key(&timeline.start),
        key(&timeline.baseline),
        key(&timeline.finish),
        key(&timeline.done),
    ) else {
        return Ok(());
    };
    let first = place.column + timeline.at;
    let last = first + timeline.steps - 1;
    let step = format!("{}${}", column_name(u32::from(first)), head + 1);
    let days = match timeline.step {
        Step::HalfMonth => 14,
        Step::Month => 29,
        Step::Quarter => 88,
    };
    // Rules are relative to the bar's row, and the baseline's row looks at the row above it.
    let row = first_bar + 1;
    let (start, baseline, finish, done) = (
        format!("${start}{row}"),
        format!("${baseline}{row}"),
        format!("${finish}{row}"),
        format!("${done}{row}"),
    );
    let given = |date: &str| format!("ISNUMBER({start}),ISNUMBER({date})");
    let inside = format!("{},{step}+{days}>={start},{step}<={finish}", given(&finish));
    let earned = format!("N({done})>0,{step}<={start}+N({done})*({finish}-{start})");
    let late = format!("ISNUMBER({baseline}),{step}>{baseline}");
    let planned = format!(
        "{},{step}+{days}>={start},{step}<={baseline}",
        given(&baseline)
    );
    let now = format!(
        "{step}<={REPORT_DATE}+1,{step}+{}>{REPORT_DATE}+1",
        days + 1
    );

    let colour = |name: &str| book.theme.colour(name);
    let done_format = Format::new()
        .set_background_color(colour("brand"))
        .set_font_color(colour("white"));
    let late_format = Format::new()
        .set_pattern(FormatPattern::LightUp)
        .set_foreground_color(colour("late"))
        .set_background_color(colour("white"))
        .set_font_color(colour("ink"));
    let left_format = Format::new()
        .set_background_color(colour("brand_3"))
        .set_font_color(colour("ink"));
    let baseline_format = Format::new().set_background_color(colour("baseline"));
    let rules = [
        (0, format!("{inside},{earned}"), done_format),
        (0, format!("{inside},{late}"), late_format),
        (0, inside, left_format),
        (1, planned, baseline_format),
    ];
    let ranges = |offset: u32, rows: &[u32]| -> String {
        rows.iter()
            .map(|row| {
                let row = row + offset;
                range_name((row, u32::from(first)), (row, u32::from(last)))
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let line = |format: Format| {
        format
            .set_border_left(FormatBorder::Thin)
            .set_border_left_color(colour("red"))
    };
    let mut add = |offset: u32,
                   rows: &[u32],
                   rule: &str,
                   format: Format|
     -> Result<(), WriteError> {
        let Some(top) = rows.first() else {
            return Ok(());
        };
        let condition = ConditionalFormatFormula::new()
            .set_rule(format!("=AND({rule})").as_str())
            .set_format(format)
            .set_multi_range(ranges(offset, rows))
            .set_stop_if_true(true);
        worksheet.add_conditional_format(top + offset, first, top + offset, last, &condition)?;
        Ok(())
    };
    for (offset, rule, format) in rules {
        add(
            offset,
            &bars,
            &format!("{rule},{now}"),
            line(format.clone()),
        )?;
        add(offset, &bars, &rule, format)?;
    }
    for offset in 0..3 {
        add(offset, &bars, &now, line(Format::new()))?;
    }
    let others: Vec<u32> = rows_of(RowKind::Group).into_iter().chain([head]).collect();
    add(0, &others, &now, line(Format::new()))?;
    Ok(())
}

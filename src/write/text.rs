//! The pack in plain letters: for the terminal, and for tests that show what a pack says.

use super::shown::shown;
use super::theme::Theme;
use crate::report::block::{Block, Row};
use crate::report::directory::Directory;
use crate::report::evaluate::{Values, evaluate};
use crate::report::pack::{Pack, SheetKind};
use crate::report::scalar::Scalar;
use crate::report::table::Table;

/// Rows of a data table that are shown.
const MOST_ROWS: usize = 5;

/// Returns the pages of a pack, one line a row, cells parted by two spaces; data tables by their first rows.
pub fn text(pack: &Pack) -> String {
    let theme = Theme::standard();
    let directory = Directory::new(pack);
    let values = evaluate(pack, &directory);
    let mut text = String::new();
    for (number, sheet) in pack.sheets.iter().enumerate() {
        text += &format!("══ {} ══ {}\n", sheet.name, sheet.title);
        for line in [values.headline(number), values.basis(number)] {
            if let Some(line) = line.as_text().filter(|line| !line.is_empty()) {
                text += &format!("{line}\n");
            }
        }
        for (at, block) in directory.blocks[number].iter().enumerate() {
            match block {
                Block::Cells(cells) => {
                    for (row, own) in cells.rows.iter().zip(values.rows(number, at)) {
                        text += &row_text(row, own, &theme, pack);
                    }
                }
                Block::Chart(chart) => text += &format!("[{}] {}\n", chart.name, chart.alt),
                Block::Table(table) => {
                    text += &table_text(table, &values, (number, at), &theme, pack)
                }
            }
        }
        if let Some(source) = values.source(number).as_text() {
            text += &format!("{source}\n");
        }
        if sheet.kind != SheetKind::Data {
            text.push('\n');
        }
    }
    text
}

fn row_text(row: &Row, values: &[Scalar], theme: &Theme, pack: &Pack) -> String {
    let cells: Vec<String> = row
        .cells
        .iter()
        .zip(values)
        .map(|(placed, value)| {
            let format = theme.look(placed.cell.role).number_format(&pack.money);
            shown(value, format.as_deref())
        })
        .collect();
    let line = cells.join("  ");
    if line.trim().is_empty() {
        String::new()
    } else {
        format!("{}\n", line.trim_end())
    }
}

fn table_text(
    table: &Table,
    values: &Values,
    (sheet, block): (usize, usize),
    theme: &Theme,
    pack: &Pack,
) -> String {
    let heads: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.heading.as_ref())
        .collect();
    let mut text = format!(
        "{} ({} rows): {}\n",
        table.name,
        table.rows,
        heads.join(", ")
    );
    for row in 0..table.rows.min(MOST_ROWS) {
        let cells: Vec<String> = table
            .columns
            .iter()
            .zip(values.columns(sheet, block))
            .map(|(column, values)| {
                let format = theme.look(column.role).number_format(&pack.money);
                shown(&values[row], format.as_deref())
            })
            .collect();
        text += &format!("  {}\n", cells.join("; "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_pack_in_letters_shows_figures_as_excel_does() {
        let text = text(&sample::pack(3));
        for line in [
            "══ Checks ══ Integrity checks\nAll ",
            "Finish slip  30  90  days  More than the value later than baseline.",
            "Reporting date  31 Oct 2026  Ages, slips and what is overdue are counted from here.",
            "Rows of tblRisks whose project is not in tblProjects  0.00  0.00  0.00  0  ✔ 0",
        ] {
            assert!(text.contains(line), "{line} in\n{text}");
        }
    }
}

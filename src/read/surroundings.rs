//! What a person sees around the values of a sheet: hidden parts, merged cells, formulas that were never worked out.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Area, Grid, SheetState};
use super::survey::Survey;
use super::tally::{Tally, counted};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::{Origin, column_name, range_name};

pub(super) static HIDDEN_SHEET: Code = Code {
    id: "hidden-sheet",
    severity: Severity::Cosmetic,
    why: "A hidden sheet is read like any other, though nobody sees it in Excel.",
};
pub(super) static HIDDEN_ROWS: Code = Code {
    id: "hidden-rows",
    severity: Severity::Cosmetic,
    why: "Hidden and filtered rows are read like any other, though nobody sees them in Excel.",
};
pub(super) static HIDDEN_COLUMNS: Code = Code {
    id: "hidden-columns",
    severity: Severity::Cosmetic,
    why: "Hidden columns are read like any other, though nobody sees them in Excel.",
};
pub(super) static FORMULA_WITHOUT_VALUE: Code = Code {
    id: "formula-without-value",
    severity: Severity::Changes,
    why: "The file keeps the formula but not its result, so the cell reads as blank.",
};
pub(super) static MISPLACED_CELL: Code = Code {
    id: "misplaced-cell",
    severity: Severity::Changes,
    why: "The cell says another row than the row it stands in; its own word was taken.",
};
pub(super) static SECOND_BLOCK: Code = Code {
    id: "second-block-of-cells",
    severity: Severity::Blocks,
    why: "The sheet's part has a second block of cells, which Excel would not open.",
};
pub(super) static VALUE_UNDER_MERGE: Code = Code {
    id: "value-under-merge",
    severity: Severity::Changes,
    why: "A merged cell shows its first value only; the others are read, though nobody sees them.",
};
pub(super) static OVERLAPPING_MERGES: Code = Code {
    id: "overlapping-merges",
    severity: Severity::Cosmetic,
    why: "Merged areas overlap, which Excel would repair in its own way.",
};

/// Puts onto the grid what the survey saw, and returns what should be told.
pub(super) fn add(survey: Survey, grid: &mut Grid) -> Vec<Finding> {
    let mut findings = Vec::new();
    if survey.has_second_block {
        let message = "the sheet has a second block of cells";
        let hint = "open the file in Excel and save a copy";
        let finding = Finding::new(&SECOND_BLOCK, grid.origin(), message);
        findings.push(finding.hint(hint).treated("not read"));
    }
    findings.extend(formulas(&survey, grid));
    findings.extend(misplaced(&survey, grid));
    findings.extend(rows(survey.hidden_rows, grid));
    outline(survey.outlined_rows, grid);
    findings.extend(columns(&survey.hidden_columns, grid));
    grid.merges = survey.merges;
    findings.extend(merges(grid));
    findings
}

/// Returns the finding for a sheet that is hidden and holds something.
pub(super) fn hidden_sheet(grid: &Grid) -> Option<Finding> {
    let state = match grid.state {
        SheetState::Visible => return None,
        SheetState::Hidden => "hidden",
        SheetState::VeryHidden => "hidden so that Excel's menu does not list it",
    };
    let rows = counted(grid.rows.len(), "row");
    let message = format!("the sheet is {state} and holds {rows}");
    (!grid.rows.is_empty())
        .then(|| Finding::new(&HIDDEN_SHEET, grid.origin(), message).treated("read"))
}

fn formulas(survey: &Survey, grid: &Grid) -> Option<Finding> {
    let mut tally = Tally::default();
    for place in &survey.without_result {
        tally.see(*place, String::new);
    }
    let finding = tally.finding(grid, &FORMULA_WITHOUT_VALUE, "with a formula and no result")?;
    Some(
        finding
            .hint("open the file in Excel and save it")
            .treated("left blank"),
    )
}

fn misplaced(survey: &Survey, grid: &Grid) -> Option<Finding> {
    let mut tally = Tally::default();
    for place in &survey.misplaced {
        tally.see(*place, String::new);
    }
    tally.finding(grid, &MISPLACED_CELL, "in a row of another number")
}

fn rows(mut hidden: Vec<u32>, grid: &mut Grid) -> Option<Finding> {
    hidden.sort_unstable();
    let mut count = 0;
    let mut first = None;
    for row in &mut grid.rows {
        row.hidden = hidden.binary_search(&row.row).is_ok();
        if row.hidden {
            count += 1;
            first = first.or(Some(row.row));
        }
    }
    let first = first?;
    let origin = Origin::row(&grid.file, &grid.sheet, first);
    let rows = counted(count, "hidden row");
    let message = if count == 1 {
        format!("{rows} with values, row {}", first + 1)
    } else {
        format!("{rows} with values, the first is row {}", first + 1)
    };
    Some(Finding::new(&HIDDEN_ROWS, origin, message).treated("read"))
}

fn outline(mut outlined: Vec<(u32, u8)>, grid: &mut Grid) {
    outlined.sort_unstable();
    for row in &mut grid.rows {
        if let Ok(at) = outlined.binary_search_by_key(&row.row, |(row, _)| *row) {
            row.outline = outlined[at].1;
        }
    }
}

fn columns(hidden: &[(u32, u32)], grid: &mut Grid) -> Option<Finding> {
    let used: BTreeSet<u32> = if hidden.is_empty() {
        BTreeSet::new()
    } else {
        let cells = grid.rows.iter().flat_map(|row| &row.cells);
        cells.map(|cell| cell.column).collect()
    };
    let last = used.last()?;
    let hidden: BTreeSet<u32> = hidden
        .iter()
        .flat_map(|(first, end)| *first..=*end.min(last))
        .collect();
    let with_values: Vec<String> = hidden
        .intersection(&used)
        .map(|column| column_name(*column))
        .collect();
    grid.hidden_columns = hidden.into_iter().collect();
    if with_values.is_empty() {
        return None;
    }
    let columns = counted(with_values.len(), "hidden column");
    let names = with_values.join(", ");
    let message = format!("{columns} with values: {names}");
    Some(Finding::new(&HIDDEN_COLUMNS, grid.origin(), message).treated("read"))
}

fn merges(grid: &Grid) -> Option<Finding> {
    if let Some((one, other)) = overlap(&grid.merges) {
        let message = format!(
            "the merged areas {} and {} overlap",
            shown(one),
            shown(other)
        );
        return Some(Finding::new(&OVERLAPPING_MERGES, grid.origin(), message));
    }
    let mut tally = Tally::default();
    for area in &grid.merges {
        let start = grid.rows.partition_point(|row| row.row < area.first_row);
        let rows = grid.rows[start..]
            .iter()
            .take_while(|row| row.row <= area.last_row);
        for row in rows {
            let start = row
                .cells
                .partition_point(|cell| cell.column < area.first_column);
            let cells = row.cells[start..]
                .iter()
                .take_while(|cell| cell.column <= area.last_column)
                .filter(|cell| (row.row, cell.column) != (area.first_row, area.first_column));
            for cell in cells {
                tally.see((row.row, cell.column), || cell.raw.display());
            }
        }
    }
    let finding = tally.finding(grid, &VALUE_UNDER_MERGE, "under a merged cell")?;
    Some(
        finding
            .hint("unmerge the cells and see which value is meant")
            .treated("read"),
    )
}

/// Returns two areas that overlap, if any do, by walking down the rows with the areas that reach them.
fn overlap(areas: &[Area]) -> Option<(Area, Area)> {
    let mut sorted = areas.to_vec();
    sorted.sort_by_key(|area| (area.first_row, area.first_column));
    let mut open: BTreeMap<u32, Area> = BTreeMap::new();
    for area in sorted {
        // Open areas do not overlap, so only the one that starts before and those that start within can be in the way.
        let before = open.range(..area.first_column).next_back();
        let within = open.range(area.first_column..=area.last_column);
        let near: Vec<Area> = before
            .into_iter()
            .chain(within)
            .map(|(_, area)| *area)
            .collect();
        for other in near {
            if other.last_row < area.first_row {
                open.remove(&other.first_column);
            } else if other.last_column >= area.first_column {
                return Some((other, area));
            }
        }
        open.insert(area.first_column, area);
    }
    None
}

fn shown(area: Area) -> String {
    range_name(
        (area.first_row, area.first_column),
        (area.last_row, area.last_column),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::place::area;

    #[test]
    fn merged_areas_that_share_a_cell_overlap() {
        for (areas, expected) in [
            (&["A1:C2", "B2:D4"][..], true),
            (&["A1:B1", "C1:D1", "A2:D2"], false),
            (&["A1:A9", "B1:B9", "A5:B5"], true),
            (&["C1:C9", "A2:A2", "A3:D3"], true),
            (&["A1:D1", "A3:D3", "B2:C2"], false),
            (&["A1:A1", "A1:A1"], true),
            (&[], false),
        ] {
            let areas: Vec<Area> = areas.iter().map(|text| area(text).unwrap()).collect();
            assert_eq!(overlap(&areas).is_some(), expected, "{areas:?}");
        }
    }
}

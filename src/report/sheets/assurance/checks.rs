//! Checks: source totals counted by separate code against live totals of the pack, and what must hold within it.

use crate::model::control::{Control, Counted};
use crate::model::schema::{Schema, Table as _, origin};
use crate::model::tables::ALL;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::{Block, RowKind, section};
use crate::report::cell::{AllowedRule, Cell, Role};
use crate::report::formula::{Formula, Key, body, cells, join, marked, row};
use crate::report::functions::{
    Condition, abs, as_number, count_ifs, if_, is_error, round, rows, sum, sum_product,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::assurance::{double_entry, method};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::field::{field, project, table_name};
use crate::report::sheets::data::sources;

/// Mark of the cell with the number of failed checks.
pub const FAILED: &str = "checks failed";
const LIST: &str = "checks";

/// Returns the sheet; `pages` are the names of the pages whose cells must hold no error.
pub fn sheet(brief: &Brief<'_>, pages: &[Key]) -> Option<Sheet> {
    let failed = || marked(FAILED);
    let number = || rows(cells(LIST, "Fails"));
    let headline = if_(
        failed().equals(0.0),
        join(["All ".into(), number(), " checks pass".into()]),
        join([failed(), " of ".into(), number(), " checks fail".into()]),
    );
    let mut sheet = Sheet::new(
        "Checks",
        SheetKind::Control,
        "Integrity checks",
        "Do the numbers reconcile to the source files?",
        [52.0, 18.0, 18.0, 14.0, 12.0, 10.0, 46.0],
    )
    .headline(headline)
    .basis("Source totals are counted from the files, and figures by the analysis, each by separate code; pack totals are live formulas")
    .freeze(Freeze::List(1))
    .print(Print::OneWide);
    sheet.push(section("Control totals and consistency", 7));
    sheet.push(list(brief, pages));
    sheet.push(section("The second count", 7));
    sheet.push(double_entry::limits(brief.settings));
    Some(sheet)
}

/// Returns `All 9 checks pass` in the middle of a sentence: `all 9 checks pass`, for source lines.
///
/// Only for source lines and the cover: Checks looks at the blocks of pages, so a block that looked at Checks would be
/// a circle.
pub fn in_words() -> Formula {
    let failed = || marked(FAILED);
    let number = || rows(cells(LIST, "Fails"));
    if_(
        failed().equals(0.0),
        join(["all ".into(), number(), " checks pass".into()]),
        join([failed(), " of ".into(), number(), " checks fail".into()]),
    )
}

/// One line of the list.
struct Line {
    label: String,
    /// The total of the source: a literal from the files, or what must hold.
    source: Formula,
    pack: Formula,
    tolerance: f64,
    from: String,
}

fn list(brief: &Brief<'_>, pages: &[Key]) -> Block {
    let mut list = List::new()
        .id(LIST)
        .column("Check", "Check", Role::Text, 1)
        .column("Source", "Source total", Role::Exact, 1)
        .column("Pack", "Pack total", Role::Exact, 1)
        .column("Difference", "Difference", Role::Exact, 1)
        .column("Tolerance", "Tolerance", Role::InputNumber, 1)
        .column("Fails", "Fails", Role::Failures, 1)
        .column("From", "Source", Role::Muted, 1);
    let mut lines: Vec<Line> = brief
        .controls
        .iter()
        .filter_map(|control| control_line(brief, control))
        .collect();
    lines.extend(consistency(brief));
    lines.extend(references(brief));
    lines.extend(pages.iter().map(page_line));
    // Every pack has this sheet, so there is always something to check.
    lines.push(page_line(&method::NAME.into()));
    for line in lines {
        // A second count that was made at other limits is not compared.
        let difference = if_(
            row("Pack").equals("n/a"),
            "n/a",
            round(row("Pack") - row("Source"), 6),
        );
        let beyond = if_(abs(row("Difference")).above(row("Tolerance")), 1.0, 0.0);
        let fails = if_(row("Difference").equals("n/a"), 0.0, beyond);
        list.push_cells(
            RowKind::Body,
            [
                Cell::value(Role::Text, line.label),
                Cell::figure(Role::Exact, line.source),
                Cell::figure(Role::Exact, line.pack),
                Cell::figure(Role::Exact, difference),
                Cell::value(Role::InputNumber, line.tolerance).allowing(
                    AllowedRule::Between(0.0, 1e9),
                    "How much the totals may differ",
                ),
                Cell::figure(Role::Failures, fails),
                Cell::value(Role::Muted, line.from),
            ],
        );
    }
    list.push_cells(
        RowKind::Total,
        [
            Cell::value(Role::Strong, "Master check: failures"),
            Cell::blank(Role::Exact),
            Cell::blank(Role::Exact),
            Cell::blank(Role::Exact),
            Cell::blank(Role::Exact),
            Cell::figure(Role::Failures, sum(body("Fails"))).marked(FAILED),
            Cell::blank(Role::Muted),
        ],
    );
    list.block()
}

/// A total from the files against the same total of the pack; none when the pack does not hold the table's rows at all
/// and the source counted none either.
fn control_line(brief: &Brief<'_>, control: &Control) -> Option<Line> {
    let (pack, tolerance) = match &control.of {
        Counted::Cells { table, columns } => {
            let schema: &Schema = ALL.iter().find(|schema| schema.name == *table)?;
            if !brief.has_rows(schema) && control.rows == 0 {
                return None;
            }
            let tolerance = if columns.is_empty() { 0.0 } else { 0.01 };
            (cells_total(brief, schema, columns), tolerance)
        }
        Counted::Metric(metric) => double_entry::total(brief, metric)?,
    };
    Some(Line {
        label: control.label.clone(),
        source: control.source_total.into(),
        pack,
        tolerance,
        from: control.sources.clone(),
    })
}

/// The sum of some columns of a data table; without any, the number of its rows.
fn cells_total(brief: &Brief<'_>, schema: &Schema, columns: &[&str]) -> Formula {
    let held = brief.has_rows(schema);
    columns
        .iter()
        .filter_map(|name| schema.column(name))
        .filter(|column| held && brief.has(schema, column))
        .map(|column| sum(&field(schema, column)))
        .reduce(|left, right| left + right)
        .unwrap_or_else(|| {
            if held && columns.is_empty() {
                rows(&field(schema, &origin::FILE))
            } else {
                0.0.into()
            }
        })
}

fn consistency(brief: &Brief<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if brief.has_rows(Projects::SCHEMA) {
        let of = |letter: &str| count_ifs([health::COMPUTED.equal_to(letter)]);
        lines.push(Line {
            label: "Computed statuses add up to the projects".to_string(),
            source: rows(&project(&projects::PROJECT_ID)),
            pack: of("R") + of("A") + of("G") + of("–"),
            tolerance: 0.0,
            from: "Calc_Health".to_string(),
        });
        lines.push(Line {
            label: "Projects whose ID stands on another row too".to_string(),
            source: 0.0.into(),
            pack: sum_product(as_number(health::AT.all().differs(&health::LINE))),
            tolerance: 0.0,
            from: "Calc_Health, RowInProjects".to_string(),
        });
    }
    let counted = brief
        .portfolio
        .sources
        .iter()
        .any(|source| !source.sheets.is_empty());
    if counted {
        lines.push(Line {
            label: "Rows seen are accepted, merged, ignored or rejected".to_string(),
            source: sum(&sources::SEEN),
            pack: sum(&sources::ACCEPTED)
                + sum(&sources::MERGED)
                + sum(&sources::IGNORED)
                + sum(&sources::REJECTED),
            tolerance: 0.0,
            from: "Data_Sources".to_string(),
        });
        lines.push(Line {
            label: "Cells seen are used, merged, ignored or rejected".to_string(),
            source: sum(&sources::CELLS_SEEN),
            pack: sum(&sources::CELLS_USED)
                + sum(&sources::CELLS_MERGED)
                + sum(&sources::CELLS_IGNORED)
                + sum(&sources::CELLS_REJECTED),
            tolerance: 0.0,
            from: "Data_Sources".to_string(),
        });
    }
    lines
}

/// Every project id of every table must be one of the projects'.
fn references(brief: &Brief<'_>) -> Vec<Line> {
    if !brief.has_rows(Projects::SCHEMA) {
        return Vec::new();
    }
    ALL.iter()
        .filter(|schema| schema.name != Projects::SCHEMA.name)
        .filter_map(|schema| {
            let column = schema.column(projects::PROJECT_ID.name)?;
            if !brief.has(schema, column) {
                return None;
            }
            let ids = field(schema, column);
            let known = count_ifs([Condition::new(&project(&projects::PROJECT_ID), &ids)]);
            let unknown = ids.all().differs("").operate(
                crate::report::formula::Operator::Multiply,
                known.equals(0.0),
            );
            Some(Line {
                label: format!(
                    "Rows of {} whose project is not in {}",
                    table_name(schema),
                    table_name(Projects::SCHEMA)
                ),
                source: 0.0.into(),
                pack: sum_product(unknown),
                tolerance: 0.0,
                from: format!("{}, ProjectID", table_name(schema)),
            })
        })
        .collect()
}

fn page_line(page: &Key) -> Line {
    Line {
        label: format!("Cells with an error value on {page}"),
        source: 0.0.into(),
        pack: sum_product(as_number(is_error(Formula::Page(page.clone())))),
        tolerance: 0.0,
        from: page.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tables::risks::{self, Risks};
    use crate::report::sample::{figures, text};

    #[test]
    fn a_risk_of_an_unknown_project_fails_a_check() {
        let project = |id: &str| {
            let values = vec![
                (&projects::PROJECT_ID, text(id)),
                (&projects::PROJECT, text(id)),
            ];
            (Projects::SCHEMA, values)
        };
        let risk = |id: &str| {
            let values = vec![
                (&risks::PROJECT_ID, text(id)),
                (&risks::RISK, text("Flood")),
            ];
            (Risks::SCHEMA, values)
        };
        let sound = figures(vec![project("P1"), risk("P1")]).headline("Checks");
        assert!(sound.starts_with("All "), "{sound}");
        let orphan = figures(vec![project("P1"), risk("P9")]).headline("Checks");
        assert!(orphan.starts_with("1 of "), "{orphan}");
        let twice = figures(vec![project("P1"), project("p1"), risk("P1")]).headline("Checks");
        assert!(twice.starts_with("1 of "), "{twice}");
    }
}

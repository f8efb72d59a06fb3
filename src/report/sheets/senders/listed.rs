//! Every finding with its place, its next step, why it matters, and a link that opens the sender's file at the cell.

use std::collections::BTreeSet;

use super::matter::Matter;
use crate::model::finding::Finding;
use crate::model::origin::cell_name;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::data::findings::{self, TABLE};
use crate::report::sheets::data::tables::data_sheet;
use crate::report::table::FileLink;

/// Number of the tracker.
pub static TRACKER: Field = Field::new(TABLE, "Tracker");
/// `Yes` for the worst finding of a row, which is the one that its score loses by.
pub static COUNTS: Field = Field::new(TABLE, "Counts");
static OPEN: Field = Field::new(TABLE, "Open");

/// Returns the sheet; none when nothing was found.
pub fn sheet(matter: &Matter<'_>) -> Option<Sheet> {
    if matter.findings.is_empty() {
        return None;
    }
    let mut table = findings::table(&matter.findings);
    let links: Vec<Option<FileLink>> = matter
        .findings
        .iter()
        .map(|finding| link(matter, finding))
        .collect();
    let texts = links
        .iter()
        .map(|link| link.as_ref().map_or(Scalar::Blank, |_| "Open".into()))
        .collect();
    table.links(&OPEN, 9.0, texts, links);
    // Beside the severity, where it is seen without scrolling.
    if let Some(open) = table.columns.pop() {
        table.columns.insert(1, open);
    }
    let number = |finding: &&Finding| {
        matter
            .number(&finding.origin.file)
            .map_or(Scalar::Blank, Scalar::from)
    };
    let numbers = matter.findings.iter().map(number).collect();
    table.values(&TRACKER, Role::Count, 9.0, numbers);
    table.values(&COUNTS, Role::Text, 9.0, counts(&matter.findings));
    Some(data_sheet(
        "Findings".to_string(),
        "Every finding, the worst first".to_string(),
        "Open leads to the cell in the sender's file, as long as file and workbook keep their places. Counts: the worst finding of its row, by which the score falls.".to_string(),
        "What is wrong, where exactly, and what is the next step?".to_string(),
        table,
    ))
}

fn counts(findings: &[&Finding]) -> Vec<Scalar> {
    let mut concerned = BTreeSet::new();
    findings
        .iter()
        .map(|finding| {
            let origin = &finding.origin;
            let is_worst = concerned.insert((&origin.file, &origin.sheet, origin.row));
            Scalar::from(if is_worst { "Yes" } else { "No" })
        })
        .collect()
}

fn link(matter: &Matter<'_>, finding: &Finding) -> Option<FileLink> {
    let origin = &finding.origin;
    let path = matter.paths.get(origin.file.as_ref())?;
    let sources = &matter.brief.portfolio.sources;
    let source = sources.iter().find(|source| source.file == *origin.file)?;
    // Only these formats have sheets by which a spreadsheet finds its way.
    let has_sheets = matches!(source.format, "xlsx" | "xlsm" | "xls" | "xlsb" | "ods");
    let sheet = origin.sheet.as_deref().filter(|_| has_sheets);
    Some(FileLink {
        path: path.clone(),
        cell: sheet.map(|sheet| {
            let cell = cell_name(origin.row.unwrap_or(0), origin.column.unwrap_or(0));
            (sheet.to_string(), cell)
        }),
    })
}

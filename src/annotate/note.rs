//! From findings to notes: one note a cell, short enough to be read beside it.

use std::collections::BTreeMap;

use crate::model::finding::Finding;

/// Letters of one finding in a note.
const MOST_OF_ONE: usize = 320;
/// Findings told in one note; all stand on the sheet of findings.
const MOST_FINDINGS: usize = 3;

/// A note on a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// Counted from 0.
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
}

/// Returns the notes by sheet, and there by row and column.
pub(super) fn notes<'f>(findings: &[&'f Finding]) -> BTreeMap<&'f str, Vec<Note>> {
    let mut cells: BTreeMap<(&str, u32, u32), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let origin = &finding.origin;
        if let (Some(sheet), Some(row), Some(column)) =
            (origin.sheet.as_deref(), origin.row, origin.column)
        {
            cells.entry((sheet, row, column)).or_default().push(finding);
        }
    }
    let mut notes: BTreeMap<&str, Vec<Note>> = BTreeMap::new();
    for ((sheet, row, column), mut own) in cells {
        own.sort_by_key(|finding| finding.code.severity);
        let text = text(&own);
        notes
            .entry(sheet)
            .or_default()
            .push(Note { row, column, text });
    }
    notes
}

fn text(findings: &[&Finding]) -> String {
    let mut told: Vec<String> = findings
        .iter()
        .take(MOST_FINDINGS)
        .map(|own| one(own))
        .collect();
    let more = findings.len().saturating_sub(MOST_FINDINGS);
    if more > 0 {
        told.push(format!("{more} more on the sheet of findings"));
    }
    told.join("\n\n")
}

fn one(finding: &Finding) -> String {
    let mark: String = finding.code.severity.label().chars().take(1).collect();
    let message = short(&finding.message);
    match &finding.hint {
        Some(hint) => format!("{mark} {message}\nNext: {}", short(hint)),
        None => format!("{mark} {message}"),
    }
}

fn short(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.chars().count() <= MOST_OF_ONE {
        return text;
    }
    let kept: String = text.chars().take(MOST_OF_ONE - 1).collect();
    format!("{}…", kept.trim_end())
}

//! The ledger of assumptions as `inspect` prints it and as the JSON of `inspect` and `report` holds it.

use std::fmt::Write;

use serde::Serialize;

use super::terminal::counted;
use crate::model::assumption::Other;
use crate::model::finding::Finding;
use crate::model::ledger::{Line, ledger};

/// A line of the ledger, for machines.
#[derive(Debug, Serialize)]
pub(super) struct Entry<'a> {
    id: String,
    code: &'a str,
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    /// Further places that the same settings speak of.
    more_places: usize,
    assumed: &'a str,
    evidence: &'a str,
    /// Lines of a settings file that state what was assumed.
    settings: &'a str,
    others: &'a [Other],
}

pub(super) fn entries(findings: &[Finding]) -> Vec<Entry<'_>> {
    ledger(findings)
        .into_iter()
        .map(|line| Entry {
            id: line.id,
            code: line.code.id,
            file: &line.origin.file,
            sheet: line.origin.sheet.as_deref(),
            cell: line.origin.cell_name(),
            more_places: line.more,
            assumed: &line.assumption.assumed,
            evidence: &line.assumption.evidence,
            settings: &line.assumption.entry,
            others: &line.assumption.others,
        })
        .collect()
}

/// Returns the ledger as a person reads it; empty when nothing was assumed.
pub fn text(findings: &[Finding]) -> String {
    let lines = ledger(findings);
    let mut out = String::new();
    if lines.is_empty() {
        return out;
    }
    let _ = writeln!(
        out,
        "{} that could be otherwise",
        counted(lines.len(), "assumption")
    );
    for line in &lines {
        one(&mut out, line);
    }
    out
}

fn one(out: &mut String, line: &Line<'_>) {
    let more = match line.more {
        0 => String::new(),
        1 => " and 1 more place".to_string(),
        more => format!(" and {more} more places"),
    };
    let assumption = line.assumption;
    let _ = writeln!(
        out,
        "  {} [{}] {}{more}: {}",
        line.id, line.code.id, line.origin, assumption.assumed
    );
    let _ = writeln!(out, "    evidence: {}", assumption.evidence);
    for other in &assumption.others {
        let changes = match &other.impact {
            Some(impact) => impact.told(),
            None => "what would change was not worked out".to_string(),
        };
        let _ = writeln!(out, "    otherwise: {} – {changes}", other.reading);
    }
    settings(out, "to settle it so", &assumption.entry);
    for other in &assumption.others {
        let lines: Vec<&str> = assumption.entry.lines().collect();
        // What differs is enough: the place is the same.
        let own = other.entry.lines().filter(|line| !lines.contains(line));
        let said = own.collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "      or {said}");
    }
}

fn settings(out: &mut String, label: &str, entry: &str) {
    let _ = writeln!(out, "    {label}:");
    for line in entry.lines() {
        let _ = writeln!(out, "      {line}");
    }
}

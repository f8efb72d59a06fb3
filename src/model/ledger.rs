//! The ledger of assumptions: each question that the files leave open once, however many findings ask it.

use std::collections::BTreeMap;

use super::assumption::{Assumption, Impact};
use super::finding::{Code, Finding};
use super::origin::Origin;

/// A line of the ledger.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// `A01`, by place.
    pub id: String,
    pub code: &'static Code,
    /// The first place that rests on it.
    pub origin: &'a Origin,
    /// Further places that the same lines of settings speak of.
    pub more: usize,
    pub assumption: &'a Assumption,
}

impl Line<'_> {
    /// Returns how much the weightiest other reading changes: statuses, then figures.
    pub fn effect(&self) -> (usize, usize) {
        let impacts = self.assumption.others.iter();
        let effects = impacts.filter_map(|other| other.impact.as_ref().map(Impact::size));
        effects.max().unwrap_or_default()
    }
}

/// Returns the assumptions that ride on findings, those that change most first, then by place.
pub fn ledger(findings: &[Finding]) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let all = findings
        .iter()
        .flat_map(|finding| finding.assumptions.iter().map(move |held| (finding, held)));
    for (finding, assumption) in all {
        if let Some(at) = known.get(assumption.entry.as_str()) {
            lines[*at].more += 1;
            continue;
        }
        known.insert(&assumption.entry, lines.len());
        lines.push(Line {
            id: format!("A{:02}", lines.len() + 1),
            code: finding.code,
            origin: &finding.origin,
            more: 0,
            assumption,
        });
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.effect()));
    lines
}

/// Returns which figures of the board depend on what a finding assumed; `None` where nothing was assumed or worked out.
pub fn affects(finding: &Finding) -> Option<String> {
    let others = finding.assumptions.iter().flat_map(|held| &held.others);
    let impacts: Vec<&Impact> = others.filter_map(|other| other.impact.as_ref()).collect();
    if impacts.is_empty() {
        return None;
    }
    let mut told: Vec<String> = Vec::new();
    let figures = impacts.iter().flat_map(|impact| &impact.figures);
    let statuses = impacts.iter().flat_map(|impact| &impact.statuses);
    for name in figures
        .map(|moved| moved.name.to_string())
        .chain(statuses.map(|turned| format!("status of {}", turned.project)))
    {
        if !told.contains(&name) {
            told.push(name);
        }
    }
    const MOST: usize = 6;
    let more = told.len().saturating_sub(MOST);
    told.truncate(MOST);
    if more > 0 {
        told.push(format!("{more} more"));
    }
    Some(if told.is_empty() {
        "No main figure and no status".to_string()
    } else {
        told.join("; ")
    })
}

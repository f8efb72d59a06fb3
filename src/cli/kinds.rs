//! The kinds of findings of a tracker: the first of each, with how many there are.

use std::collections::BTreeMap;

use crate::model::finding::Finding;

/// Returns the first finding of each kind with how many there are, the worst and most frequent first.
pub(super) fn kinds<'a>(findings: &[&'a Finding]) -> Vec<(&'a Finding, usize)> {
    let mut kinds: BTreeMap<&str, (&Finding, usize)> = BTreeMap::new();
    for finding in findings {
        kinds.entry(finding.code.id).or_insert((finding, 0)).1 += 1;
    }
    let mut kinds: Vec<(&Finding, usize)> = kinds.into_values().collect();
    kinds.sort_by_key(|(finding, count)| {
        (
            finding.code.severity,
            std::cmp::Reverse(*count),
            finding.code.id,
        )
    });
    kinds
}

//! What a heading means together with the group headings over it.

use super::lookup::Lookup;
use crate::lexicon::Candidate;

/// A group heading names a thing of its own from this score on.
const KNOWN: f64 = 0.9;
/// Two headings mean something together from this score on.
const TOGETHER: f64 = 0.95;

/// Looks a heading up alone and together with its groups; the better reading of each column counts.
///
/// Beneath `Delivery confidence` the heading `This quarter` is the delivery confidence, and `Last quarter` is none that
/// counts.
pub(super) fn candidates(own: &str, groups: &[String], lookup: Lookup<'_>) -> Vec<Candidate> {
    let Some(group) = groups.last() else {
        return lookup.candidates(own).to_vec();
    };
    let names_a_thing = || {
        lookup
            .candidates(group)
            .iter()
            .any(|found| found.score >= KNOWN)
    };
    // What follows a line break is no remark here: `Baseline` over `finish` is no baseline of the group.
    let in_one_line = own.split_whitespace().collect::<Vec<_>>().join(" ");
    let alone = match lookup.context().lexicon.word("occasion", &in_one_line) {
        Some("now") => lookup.candidates(group).to_vec(),
        Some("earlier") => return Vec::new(),
        Some("baseline") if names_a_thing() => Vec::new(),
        _ => lookup.candidates(own).to_vec(),
    };
    let mut all = together(alone, own, group, lookup);
    all.sort_by(|a, b| b.score.total_cmp(&a.score));
    all
}

/// Adds what two headings mean together, which outranks what either means alone: `Baseline` beneath `Finish`.
fn together(mut all: Vec<Candidate>, own: &str, group: &str, lookup: Lookup<'_>) -> Vec<Candidate> {
    for joined in [format!("{group} {own}"), format!("{own} {group}")] {
        let found = lookup.candidates(&joined);
        for found in found.iter().filter(|found| found.score >= TOGETHER) {
            match all.iter_mut().find(|known| {
                known.column.name == found.column.name && known.schema == found.schema
            }) {
                Some(known) => known.score = known.score.max(found.score),
                None => all.push(*found),
            }
            for other in all.iter_mut().filter(|known| {
                known.schema == found.schema && known.column.name != found.column.name
            }) {
                other.score = other.score.min(0.8);
            }
        }
    }
    all
}

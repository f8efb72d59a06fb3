//! The files under each other reading of an assumption, set against the files as they were read.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::difference::difference;
use crate::analyse::insights::AnalyseError;
use crate::analyse::scene::Scene;
use crate::analyse::standing::{Standing, standing};
use crate::history::snapshot::History;
use crate::model::assumption::Impact;
use crate::model::ledger::ledger;
use crate::pipeline::understood::Understood;
use crate::pipeline::{PipelineError, Run, joined};
use crate::settings::Settings;

/// So many other readings are worked out; the others are listed without.
pub const MOST: usize = 50;

/// A mistake of boardpack, as in any run.
#[derive(Debug, thiserror::Error)]
pub enum WeighError {
    #[error(transparent)]
    Run(#[from] PipelineError),
    #[error(transparent)]
    Analyse(#[from] AnalyseError),
}

/// Notes on the findings of a run what would change under each other reading of what was assumed: of the [`MOST`] readings on
/// which most cells rest, by a run of their own over the cells already read.
///
/// # Errors
/// Only a mistake of boardpack itself.
pub fn weigh(
    understood: &Understood,
    run: &mut Run,
    settings: &Settings,
) -> Result<(), WeighError> {
    let entries = weightiest(run);
    if entries.is_empty() {
        return Ok(());
    }
    let as_read = stand(run, settings, &run.past)?;
    let impacts: Vec<(String, Impact)> = entries
        .into_par_iter()
        .filter_map(|entry| {
            let otherwise = settings.with(&entry).ok()?;
            let impact = under(understood, settings, &otherwise, &run.past)
                .map(|other| difference(&as_read, &other, settings));
            Some(impact.map(|impact| (entry, impact)))
        })
        .collect::<Result<_, WeighError>>()?;
    let impacts: BTreeMap<String, Impact> = impacts.into_iter().collect();
    let assumptions = run
        .findings
        .iter_mut()
        .flat_map(|finding| &mut finding.assumptions);
    for other in assumptions.flat_map(|assumption| &mut assumption.others) {
        other.impact = impacts.get(&other.entry).cloned();
    }
    Ok(())
}

/// Returns the entries of the other readings on which most cells rest, each once.
fn weightiest(run: &Run) -> Vec<String> {
    let mut lines = ledger(&run.findings);
    lines.sort_by(|a, b| (b.assumption.weight.cmp(&a.assumption.weight)).then(a.id.cmp(&b.id)));
    let mut known = BTreeSet::new();
    lines
        .iter()
        .flat_map(|line| &line.assumption.others)
        .map(|other| other.entry.clone())
        .filter(|entry| known.insert(entry.clone()))
        .take(MOST)
        .collect()
}

fn under(
    understood: &Understood,
    before: &Settings,
    settings: &Settings,
    past: &History,
) -> Result<Standing, WeighError> {
    let run = joined(understood.under(settings, before), settings)?;
    stand(&run, settings, past)
}

fn stand(run: &Run, settings: &Settings, past: &History) -> Result<Standing, WeighError> {
    Ok(standing(&Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings,
        history: past,
    })?)
}

//! How every project stands to every policy of the settings, the heaviest policies first.

use polars::prelude::{DataFrame, PolarsResult};

use super::noted::{self, Noted};
use super::scene::Scene;
use crate::check::policy::{self, Standing};
use crate::settings::policy::Weight;

pub(super) const KEPT: &str = "kept";
pub(super) const BROKEN: &str = "broken";
pub(super) const WAIVED_STATE: &str = "waived";

/// Holds the policies of the settings against the projects, the heaviest first.
pub(super) fn held(scene: &Scene<'_>) -> PolarsResult<DataFrame> {
    let mut all = policy::held(scene.portfolio, scene.settings)?;
    all.sort_by_key(|held| match held.weight {
        Weight::High => 0,
        Weight::Medium => 1,
        Weight::Low | Weight::Off => 2,
    });
    let noted: Vec<Noted> = all
        .into_iter()
        .map(|held| Noted {
            project_id: Some(held.project_id),
            project: held.project,
            what: held.title,
            owner: held.manager,
            date: match held.standing {
                Standing::Waived(until) => until,
                _ => None,
            },
            number: None,
            state: match held.standing {
                Standing::Kept => KEPT,
                Standing::Broken => BROKEN,
                Standing::Waived(_) => WAIVED_STATE,
            },
            why: format!("{} ({})", held.why, held.weight.name()),
            place: held.place,
        })
        .collect();
    noted::frame(&noted)
}

//! The headings of another system's export, read as its profile declares them.

use super::band::{Band, Title, Told};
use super::columns::{self, Choice};
use super::mixed;
use super::region::{Only, Role};
use super::sample::Sample;
use crate::lexicon::Candidate;
use crate::lexicon::profile::{Meaning, Profile};
use crate::model::finding::{Code, Finding, Severity};
use crate::read::grid::Grid;
use crate::values::reading::{Context, fit};

pub static EXPORT_CUT_OFF: Code = Code {
    id: "export-cut-off",
    severity: Severity::Changes,
    why: "An export that ends exactly at the system's limit has probably lost its last rows; what is missing is counted nowhere.",
};

/// A heading that the profile does not name is no surer than this to mean a column.
const UNTOLD: f64 = 0.9;

/// Gives each heading what the profile says it means; the others keep what their words say, with less weight.
pub(super) fn tell(titles: &mut [Title], profile: &Profile, context: Context<'_>) {
    for title in titles {
        let Some(name) = profile.heading(&title.own) else {
            let inside = profile.unwrapped(&title.own);
            if inside != title.own.trim() {
                title.candidates = context.lexicon.candidates(inside).to_vec();
            }
            for candidate in &mut title.candidates {
                candidate.score = candidate.score.min(UNTOLD);
            }
            continue;
        };
        title.told = Some(Told {
            name: name.to_string(),
            unused: why_unused(profile, name),
        });
        title.candidates = profile
            .meanings(name)
            .filter(|meaning| !meaning.second)
            .map(|meaning| Candidate {
                schema: meaning.schema,
                column: meaning.column,
                score: 1.0,
            })
            .collect();
    }
}

fn why_unused(profile: &Profile, name: &str) -> Option<String> {
    if profile.kind.as_deref() == Some(name) {
        return Some("says of each row what it is".to_string());
    }
    profile.unused(name).map(str::to_string)
}

/// Returns what the rows below a profile's headings are: one table, or one per kind of row; nothing when the profile
/// leaves that to the headings.
pub(super) fn tables_of(
    profile: &Profile,
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) -> Option<Vec<(Choice, Option<Only>)>> {
    let main = profile.table?;
    let kind = titles.iter().find(|title| {
        title
            .told
            .as_ref()
            .is_some_and(|told| Some(&told.name) == profile.kind.as_ref())
    });
    if let Some(kind) = kind {
        return mixed::by_kind(main, kind.column, titles, sample, context);
    }
    let choice = columns::as_table(main, titles, sample, context)?;
    Some(vec![(choice, None)])
}

/// Adds the headings that hold further values of a column, or that speak where a better one is silent.
pub(super) fn add_seconds(
    profile: &Profile,
    choice: &mut Choice,
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) {
    let told = |title: &Title| title.told.as_ref().map(|told| told.name.clone());
    let pairs = profile.columns_of(choice.schema).flat_map(|meaning| {
        let means = move |(_, title): &(usize, &Title)| {
            told(title).as_deref() == Some(meaning.heading.as_str())
        };
        titles
            .iter()
            .enumerate()
            .filter(means)
            .map(move |(at, title)| (meaning, at, title))
    });
    for (meaning, at, title) in pairs {
        if !matches!(choice.roles[at].0, Role::Unrecognised { .. }) {
            continue;
        }
        let share = fit(meaning.column.kind, &sample.values(title.column), context);
        let sure = share.unwrap_or(1.0);
        if sure < context.settings.reading.confidence {
            choice.roles[at] = not_believed(meaning, sure);
            continue;
        }
        let taken = choice
            .roles
            .iter()
            .any(|(role, _)| matches!(role, Role::Own(own) if own.name == meaning.column.name));
        let role = match (taken, meaning.second) {
            (false, _) => Role::Own(meaning.column),
            (true, true) => Role::Second(meaning.column),
            (true, false) if profile.is_several(&meaning.heading) => Role::Further(meaning.column),
            (true, false) => continue,
        };
        choice.roles[at] = (role, sure);
    }
}

fn not_believed(meaning: &Meaning, sure: f64) -> (Role, f64) {
    let reason = format!(
        "its values are not what {} holds",
        meaning.column.name.replace('_', " ")
    );
    (Role::Unrecognised { reason }, sure)
}

/// Finds an export that ends exactly where its system cuts it off.
pub(super) fn cut_off(grid: &Grid, band: &Band, last_row: u32) -> Option<Finding> {
    let profile = band.profile.as_ref()?;
    let head = *band.rows.last()?;
    let rows = grid
        .rows
        .iter()
        .filter(|row| row.row > head && row.row <= last_row);
    let count = u32::try_from(rows.count()).ok()?;
    profile.caps.contains(&count).then(|| {
        Finding::new(
            &EXPORT_CUT_OFF,
            grid.cell_origin(head, band.titles.first().map_or(0, |title| title.column)),
            format!(
                "the {} has exactly {count} rows, where the system cuts an export off",
                profile.name
            ),
        )
        .hint("export again in parts, and put all of them into the folder")
    })
}

//! The headings of another system's export, read as its profile declares them.

use std::collections::BTreeMap;

use super::band::{Band, Title, Told};
use super::columns::{self, Choice, Hints};
use super::mixed;
use super::region::{Only, Role};
use super::sample::Sample;
use crate::lexicon::Candidate;
use crate::lexicon::heading_year::any_year;
use crate::lexicon::profile::{Meaning, Profile};
use crate::model::column::Need;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::tables;
use crate::read::grid::Grid;
use crate::values::reading::{Context, fit};

pub static EXPORT_CUT_OFF: Code = Code {
    id: "export-cut-off",
    severity: Severity::Changes,
    why: "An export that ends exactly at the system's limit has probably lost its last rows; what is missing is counted nowhere.",
};

/// A heading that the profile does not name is no surer than this to mean a column.
const UNTOLD: f64 = 0.9;

/// So much more must a board's name speak of another table than of the system's usual one.
const NAMED: f64 = 0.5;

/// Gives each heading what the profile says it means; the others keep what their words say, with less weight.
pub(super) fn tell(titles: &mut [Title], profile: &Profile, context: Context<'_>) {
    let present: Vec<String> = titles
        .iter()
        .filter_map(|title| profile.heading(&title.own).map(str::to_string))
        .collect();
    let latest = latest_years(titles, profile);
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
        let year = any_year(&title.own).map(|(_, year)| year);
        if year < latest.get(name).copied() && year.is_some() {
            title.candidates.clear();
            title.told = Some(Told {
                name: format!("{name} of another year"),
                unused: Some("a later year stands beside it".to_string()),
                worded: Vec::new(),
            });
            continue;
        }
        title.told = Some(Told {
            name: name.to_string(),
            unused: why_unused(profile, name),
            worded: profile
                .meanings(name)
                .filter(|meaning| profile.has_words(meaning.column))
                .map(|meaning| meaning.column.name)
                .collect(),
        });
        title.candidates = profile
            .meanings(name)
            .filter(|meaning| is_first(meaning, profile, &present))
            .map(|meaning| Candidate {
                schema: meaning.schema,
                column: meaning.column,
                score: 1.0,
            })
            .collect();
        // What names the row comes before what else the heading may mean.
        title
            .candidates
            .sort_by_key(|candidate| candidate.column.need == Need::Optional);
    }
}

/// Returns the latest year of each heading that bears years, by the profile's name for it.
fn latest_years(titles: &[Title], profile: &Profile) -> BTreeMap<String, u32> {
    let mut latest: BTreeMap<String, u32> = BTreeMap::new();
    for title in titles {
        if let (Some(name), Some((_, year))) = (profile.heading(&title.own), any_year(&title.own)) {
            let own = latest.entry(name.to_string()).or_default();
            *own = year.max(*own);
        }
    }
    latest
}

/// Whether no better heading for the same column stands beside it.
fn is_first(meaning: &Meaning, profile: &Profile, present: &[String]) -> bool {
    let better = profile
        .columns_of(meaning.schema)
        .filter(|other| other.column.name == meaning.column.name)
        .take_while(|other| other.heading != meaning.heading);
    !better
        .into_iter()
        .any(|other| present.contains(&other.heading))
}

fn why_unused(profile: &Profile, name: &str) -> Option<String> {
    if profile.kind.as_deref() == Some(name) {
        return Some("says of each row what it is".to_string());
    }
    let decides = profile
        .decides
        .iter()
        .find(|decides| decides.heading == name);
    match decides {
        Some(decides) => Some(format!("decides what {} says", decides.column)),
        None => profile.unused(name).map(str::to_string),
    }
}

/// Returns what the rows below a profile's headings are: one table, or one per kind of row; nothing when the profile
/// leaves that to the headings.
pub(super) fn tables_of(
    profile: &Profile,
    titles: &[Title],
    sample: Sample<'_>,
    hints: Hints<'_>,
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
    // A board whose name speaks of risks holds risks.
    let spoken_of = |schema| columns::hint(schema, hints, context);
    let named = tables::ALL
        .iter()
        .copied()
        .filter(|schema| profile.columns_of(schema).next().is_some())
        .max_by(|a, b| spoken_of(a).total_cmp(&spoken_of(b)))
        .filter(|schema| spoken_of(schema) > spoken_of(main) + NAMED)
        .and_then(|schema| columns::as_table(schema, titles, sample, context));
    let choice = match named {
        Some(choice) => choice,
        None => columns::as_table(main, titles, sample, context)?,
    };
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
        let sure = match profile.has_words(meaning.column) {
            true => 1.0,
            false => share.unwrap_or(1.0),
        };
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

//! Reads the words files and refuses a phrase that two columns of a table, or two words of a vocabulary, both claim.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::Deserialize;

use super::error::{LexiconError, column, unknown};
use super::folding::Folding;
use super::phrase::{fold, fold_value};
use super::profile::Profile;
use crate::model::column::Column;
use crate::model::schema::Schema;
use crate::model::tables;

/// Every words file of boardpack's own. A file that is not in this list is not read.
pub(super) const FILES: &[(&str, &str)] = &[
    ("child.toml", include_str!("words/child.toml")),
    ("raid.toml", include_str!("words/raid.toml")),
    ("projects.toml", include_str!("words/projects.toml")),
    ("milestones.toml", include_str!("words/milestones.toml")),
    ("tasks.toml", include_str!("words/tasks.toml")),
    ("costs.toml", include_str!("words/costs.toml")),
    ("people.toml", include_str!("words/people.toml")),
    ("assignments.toml", include_str!("words/assignments.toml")),
    ("risks.toml", include_str!("words/risks.toml")),
    ("issues.toml", include_str!("words/issues.toml")),
    ("actions.toml", include_str!("words/actions.toml")),
    ("benefits.toml", include_str!("words/benefits.toml")),
    ("dependencies.toml", include_str!("words/dependencies.toml")),
    ("decisions.toml", include_str!("words/decisions.toml")),
    ("changes.toml", include_str!("words/changes.toml")),
    ("gates.toml", include_str!("words/gates.toml")),
    ("tolerances.toml", include_str!("words/tolerances.toml")),
    ("waivers.toml", include_str!("words/waivers.toml")),
    ("lessons.toml", include_str!("words/lessons.toml")),
    ("leave.toml", include_str!("words/leave.toml")),
    ("timesheets.toml", include_str!("words/timesheets.toml")),
    ("leave_kind.toml", include_str!("words/leave_kind.toml")),
    ("sprints.toml", include_str!("words/sprints.toml")),
    ("objectives.toml", include_str!("words/objectives.toml")),
    ("requests.toml", include_str!("words/requests.toml")),
    ("rag.toml", include_str!("words/rag.toml")),
    ("colour.toml", include_str!("words/colour.toml")),
    ("status.toml", include_str!("words/status.toml")),
    ("level.toml", include_str!("words/level.toml")),
    ("likelihood.toml", include_str!("words/likelihood.toml")),
    ("impact.toml", include_str!("words/impact.toml")),
    ("method.toml", include_str!("words/method.toml")),
    ("risk_kind.toml", include_str!("words/risk_kind.toml")),
    (
        "allocation_unit.toml",
        include_str!("words/allocation_unit.toml"),
    ),
    ("approval.toml", include_str!("words/approval.toml")),
    ("tolerance.toml", include_str!("words/tolerance.toml")),
    ("capex_opex.toml", include_str!("words/capex_opex.toml")),
    ("direction.toml", include_str!("words/direction.toml")),
    ("cost_measure.toml", include_str!("words/cost_measure.toml")),
    ("raid_type.toml", include_str!("words/raid_type.toml")),
    ("yes_no.toml", include_str!("words/yes_no.toml")),
    ("missing.toml", include_str!("words/missing.toml")),
    ("totals.toml", include_str!("words/totals.toml")),
    ("prompts.toml", include_str!("words/prompts.toml")),
    (
        "bracketed_prompts.toml",
        include_str!("words/bracketed_prompts.toml"),
    ),
    ("months.toml", include_str!("words/months.toml")),
    ("periods.toml", include_str!("words/periods.toml")),
    (
        "beside_periods.toml",
        include_str!("words/beside_periods.toml"),
    ),
    ("amount_marks.toml", include_str!("words/amount_marks.toml")),
    ("eras.toml", include_str!("words/eras.toml")),
    ("open_periods.toml", include_str!("words/open_periods.toml")),
    ("weekdays.toml", include_str!("words/weekdays.toml")),
    ("occasion.toml", include_str!("words/occasion.toml")),
    ("ditto.toml", include_str!("words/ditto.toml")),
    ("part_of.toml", include_str!("words/part_of.toml")),
    ("cell_format.toml", include_str!("words/cell_format.toml")),
    ("document.toml", include_str!("words/document.toml")),
    ("project_word.toml", include_str!("words/project_word.toml")),
    ("said_anyway.toml", include_str!("words/said_anyway.toml")),
    ("numbered.toml", include_str!("words/numbered.toml")),
    ("box.toml", include_str!("words/box.toml")),
    ("no_cost.toml", include_str!("words/no_cost.toml")),
    ("jira.toml", include_str!("profiles/jira.toml")),
    ("asana.toml", include_str!("profiles/asana.toml")),
    ("azure.toml", include_str!("profiles/azure.toml")),
    ("trello.toml", include_str!("profiles/trello.toml")),
    ("smartsheet.toml", include_str!("profiles/smartsheet.toml")),
    (
        "it-dashboard.toml",
        include_str!("profiles/it-dashboard.toml"),
    ),
    ("monday.toml", include_str!("profiles/monday.toml")),
    (
        "monday-updates.toml",
        include_str!("profiles/monday-updates.toml"),
    ),
    ("gmpp.toml", include_str!("profiles/gmpp.toml")),
    (
        "project-tasks.toml",
        include_str!("profiles/project-tasks.toml"),
    ),
    (
        "project-resources.toml",
        include_str!("profiles/project-resources.toml"),
    ),
    (
        "project-assignments.toml",
        include_str!("profiles/project-assignments.toml"),
    ),
    (
        "planner-basic.toml",
        include_str!("profiles/planner-basic.toml"),
    ),
    (
        "planner-premium.toml",
        include_str!("profiles/planner-premium.toml"),
    ),
];

/// Words by language; `any` holds those of every language.
type Languages = BTreeMap<String, Vec<String>>;

/// `"risks"`, or `["risks", "issues"]` for the words that several tables share.
#[derive(Deserialize)]
#[serde(untagged)]
enum TableNames {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    table: TableNames,
    #[serde(default)]
    own: Languages,
    #[serde(default)]
    titles: Languages,
    #[serde(default)]
    columns: BTreeMap<String, Languages>,
    #[serde(default)]
    also: BTreeMap<String, Languages>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VocabularyFile {
    vocabulary: String,
    words: BTreeMap<String, Languages>,
}

/// A phrase as the files give it, folded, with its language.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) folded: String,
    pub(super) language: String,
}

/// What the files say about one table.
#[derive(Debug)]
pub(super) struct TableWords {
    pub(super) schema: &'static Schema,
    /// Words for one row of the table: `risk`.
    pub(super) own: Vec<Phrase>,
    pub(super) titles: Vec<Phrase>,
    pub(super) columns: Vec<(&'static Column, Phrase)>,
    /// What a heading may also mean, when a better one has taken the column it usually means.
    pub(super) also: Vec<(&'static Column, Phrase)>,
}

/// Everything the files say.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) folding: Folding,
    /// In reading order of the model, one entry a table.
    pub(super) tables: Vec<TableWords>,
    /// Vocabulary → folded word → canonical word.
    pub(super) vocabularies: BTreeMap<String, HashMap<String, &'static str>>,
    /// Of equals, the first is taken.
    pub(super) profiles: Vec<Arc<Profile>>,
}

/// Reads words files given as name and text, and merges what they say about the same table or vocabulary.
pub(super) fn load(files: &[(&str, &str)]) -> Result<Words, LexiconError> {
    let mut words = Words {
        folding: Folding::standard()?,
        tables: tables::ALL.iter().map(|schema| unspoken(schema)).collect(),
        vocabularies: BTreeMap::new(),
        profiles: Vec::new(),
    };
    for (name, text) in files {
        let invalid = |error: toml::de::Error| LexiconError::Invalid {
            file: name.to_string(),
            message: error.to_string().trim_end().to_string(),
        };
        let file: toml::Table = toml::from_str(text).map_err(invalid)?;
        if file.contains_key("vocabulary") {
            add_vocabulary(&mut words, name, file.try_into().map_err(invalid)?)?;
        } else if file.contains_key("sure") {
            let profile = Profile::new(name, file.try_into().map_err(invalid)?)?;
            words.profiles.push(Arc::new(profile));
        } else {
            add_tables(&mut words, name, &file.try_into().map_err(invalid)?)?;
        }
    }
    Ok(words)
}

/// Returns a table's words before any file is read: every column is found by its own name.
fn unspoken(schema: &'static Schema) -> TableWords {
    let name = |column: &Column| Phrase {
        folded: fold(column.name),
        language: "en".to_string(),
    };
    let names = schema.columns.iter().map(|column| (*column, name(column)));
    TableWords {
        schema,
        own: Vec::new(),
        titles: Vec::new(),
        columns: names.collect(),
        also: Vec::new(),
    }
}

fn add_tables(words: &mut Words, name: &str, file: &TableFile) -> Result<(), LexiconError> {
    let tables = match &file.table {
        TableNames::One(table) => std::slice::from_ref(table),
        TableNames::Several(tables) => tables,
    };
    tables
        .iter()
        .try_for_each(|table| add_table(words, name, table, file))
}

fn add_table(
    words: &mut Words,
    name: &str,
    table: &str,
    file: &TableFile,
) -> Result<(), LexiconError> {
    let table = words
        .tables
        .iter_mut()
        .find(|known| known.schema.name == table)
        .ok_or_else(|| unknown(name, table, tables::ALL.iter().map(|table| table.name)))?;
    table.own.extend(phrases(name, &file.own, fold)?);
    table.titles.extend(phrases(name, &file.titles, fold)?);
    for (column_name, languages) in &file.columns {
        let column = column(name, table.schema, column_name)?;
        let phrases = phrases(name, languages, fold)?;
        let claims = phrases.into_iter().map(|phrase| (column, phrase));
        table.columns.extend(claims);
    }
    for (column_name, languages) in &file.also {
        let column = column(name, table.schema, column_name)?;
        let phrases = phrases(name, languages, fold)?;
        let claims = phrases.into_iter().map(|phrase| (column, phrase));
        table.also.extend(claims);
    }
    refuse_double_claims(&words.folding, name, table)
}

/// Refuses two columns of a table that claim one phrase, also when the two spell it differently.
fn refuse_double_claims(
    folding: &Folding,
    file: &str,
    table: &TableWords,
) -> Result<(), LexiconError> {
    let mut claimed: BTreeMap<String, &Column> = BTreeMap::new();
    for (column, phrase) in &table.columns {
        let core = folding.core(&phrase.folded).join(" ");
        let other = claimed.entry(core).or_insert(column);
        if other.name != column.name {
            return Err(LexiconError::ClaimedTwice {
                file: file.to_string(),
                phrase: phrase.folded.clone(),
                first: format!("{}.{}", table.schema.name, other.name),
                second: format!("{}.{}", table.schema.name, column.name),
            });
        }
    }
    Ok(())
}

fn add_vocabulary(words: &mut Words, name: &str, file: VocabularyFile) -> Result<(), LexiconError> {
    let known = words
        .vocabularies
        .entry(file.vocabulary.clone())
        .or_default();
    for (canonical, languages) in file.words {
        let phrases = phrases(name, &languages, fold_value)?;
        // Kept for the whole run: a canonical word is handed out as a static one.
        let canonical: &'static str = canonical.leak();
        for phrase in phrases {
            let other = *known.entry(phrase.folded.clone()).or_insert(canonical);
            if other != canonical {
                return Err(LexiconError::ClaimedTwice {
                    file: name.to_string(),
                    phrase: phrase.folded,
                    first: format!("{}.{other}", file.vocabulary),
                    second: format!("{}.{canonical}", file.vocabulary),
                });
            }
        }
    }
    Ok(())
}

/// Folds the phrases of a file. A German one is also taken as typed without umlauts: `Prioritaet`.
fn phrases(
    file: &str,
    languages: &Languages,
    fold: fn(&str) -> String,
) -> Result<Vec<Phrase>, LexiconError> {
    let mut phrases = Vec::new();
    for (language, written) in languages {
        for text in written {
            let mut spellings = BTreeSet::from([fold(text)]);
            if language == "de" {
                spellings.insert(fold(&without_umlauts(text)));
            }
            if spellings.contains("") {
                return Err(LexiconError::Empty {
                    file: file.to_string(),
                    phrase: text.clone(),
                });
            }
            phrases.extend(spellings.into_iter().map(|folded| Phrase {
                folded,
                language: language.clone(),
            }));
        }
    }
    Ok(phrases)
}

fn without_umlauts(text: &str) -> String {
    [
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("Ä", "Ae"),
        ("Ö", "Oe"),
        ("Ü", "Ue"),
    ]
    .iter()
    .fold(text.to_string(), |text, (umlaut, letters)| {
        text.replace(umlaut, letters)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> LexiconError {
        load(&[("mine.toml", text)]).expect_err("refused")
    }

    #[test]
    fn no_phrase_of_our_own_files_is_claimed_twice() {
        if let Err(error) = load(FILES) {
            panic!("{error}; {}", error.hint());
        }
    }

    #[test]
    fn a_phrase_that_two_columns_claim_is_refused() {
        let error = refusal(
            "table = \"milestones\"\n[columns.due]\nen = [\"Target dates\"]\n[columns.baseline]\nen = [\"target date\"]",
        );
        assert_eq!(
            error.to_string(),
            "the phrase `target dates` of `mine.toml` is claimed by `milestones.baseline` and by `milestones.due`"
        );
    }

    #[test]
    fn a_word_that_two_meanings_claim_is_refused() {
        let error = refusal(
            "vocabulary = \"rag\"\n[words.red]\nen = [\"Hot\"]\n[words.green]\nen = [\"HOT\"]",
        );
        assert_eq!(
            error.to_string(),
            "the phrase `hot` of `mine.toml` is claimed by `rag.green` and by `rag.red`"
        );
    }

    #[test]
    fn a_column_that_the_model_lacks_is_refused_with_the_nearest() {
        let error = refusal("table = \"risks\"\n[columns.probabilty]\nen = [\"odds\"]");
        assert_eq!(
            error.to_string(),
            "the words file `mine.toml` speaks of `probabilty`, which boardpack does not have"
        );
        assert_eq!(error.hint(), "did you mean `probability`?");
    }

    #[test]
    fn a_phrase_of_punctuation_is_refused() {
        let error = refusal("table = \"risks\"\n[columns.risk]\nen = [\"--\"]");
        assert!(matches!(error, LexiconError::Empty { .. }), "{error}");
    }
}

//! Why a file of words or of a profile was refused.

use crate::model::column::Column;
use crate::model::schema::Schema;

/// Why a words file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    #[error("the words file `{file}` is not as expected: {message}")]
    Invalid { file: String, message: String },
    #[error("the words file `{file}` speaks of `{name}`, which boardpack does not have")]
    Unknown {
        file: String,
        name: String,
        nearest: Option<String>,
    },
    #[error("the phrase `{phrase}` of `{file}` is claimed by `{first}` and by `{second}`")]
    ClaimedTwice {
        file: String,
        phrase: String,
        first: String,
        second: String,
    },
    #[error("the phrase `{phrase}` of `{file}` has no letters or digits to compare")]
    Empty { file: String, phrase: String },
}

impl LexiconError {
    pub fn hint(&self) -> String {
        match self {
            LexiconError::Invalid { .. } => {
                "compare it with src/lexicon/words/milestones.toml".to_string()
            }
            LexiconError::Unknown { nearest, .. } => match nearest {
                Some(near) => format!("did you mean `{near}`?"),
                None => "see docs/data-model.md for the names".to_string(),
            },
            LexiconError::ClaimedTwice { first, second, .. } => {
                format!("keep it under `{first}` or under `{second}`, not both")
            }
            LexiconError::Empty { .. } => "remove it".to_string(),
        }
    }
}

/// Returns a column of a table by its name.
pub(super) fn column(
    file: &str,
    schema: &'static Schema,
    name: &str,
) -> Result<&'static Column, LexiconError> {
    schema
        .column(name)
        .ok_or_else(|| unknown(file, name, schema.columns.iter().map(|column| column.name)))
}

/// The error for a name that boardpack does not have, with the nearest one that it has.
pub(super) fn unknown<'a>(
    file: &str,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> LexiconError {
    let nearest = known
        .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    LexiconError::Unknown {
        file: file.to_string(),
        name: name.to_string(),
        nearest: nearest.map(str::to_string),
    }
}

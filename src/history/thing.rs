//! What a row speaks of: its project and, beside it, its own id or else its name.

use crate::model::column::{Column, Kind, Need};
use crate::model::row::Row;
use crate::model::schema::{Schema, Table};
use crate::model::tables::projects::{self, Projects};

pub(super) const PROJECTS: &Schema = Projects::SCHEMA;

/// A project, milestone, risk or other thing, as it is found again in another snapshot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    pub project_id: Option<String>,
    /// The id in its own tracker, folded; empty where there is none.
    pub id: String,
    /// Its name, folded: case, blanks and punctuation do not count.
    pub name: String,
}

impl Thing {
    /// Returns the project of an id.
    pub fn project(id: &str) -> Thing {
        Thing {
            project_id: Some(id.to_string()),
            id: fold(id),
            name: String::new(),
        }
    }

    /// Returns what a row speaks of.
    pub fn of(row: &Row) -> Thing {
        let text = |column: Option<&Column>| {
            column
                .and_then(|column| row.text(column))
                .map(fold)
                .unwrap_or_default()
        };
        Thing {
            project_id: row.text(&projects::PROJECT_ID).map(str::to_string),
            id: text(id_column(row.schema)),
            name: text(name_column(row.schema)),
        }
    }
}

/// Whether a row speaks of a thing: of the same project, by the id where both have one, else by the same name.
pub fn is_of(row: &Row, thing: &Thing) -> bool {
    let own = Thing::of(row);
    if own.project_id != thing.project_id {
        return false;
    }
    if own.id.is_empty() || thing.id.is_empty() {
        !own.name.is_empty() && own.name == thing.name
    } else {
        own.id == thing.id
    }
}

/// Returns the column that holds the id of a row in its tracker: `risk_id` of risks.
pub fn id_column(schema: &'static Schema) -> Option<&'static Column> {
    if schema == PROJECTS {
        return Some(&projects::PROJECT_ID);
    }
    let own = format!("{}_id", schema.one);
    schema.column(&own)
}

/// Returns the column that names a row: the first text without which there is none.
pub fn name_column(schema: &'static Schema) -> Option<&'static Column> {
    schema.columns.iter().copied().find(|column| {
        column.need == Need::Required && matches!(column.kind, Kind::Text | Kind::Person)
    })
}

/// Returns a name as it is compared: letters and digits in lower case, one blank between words.
pub fn fold(name: &str) -> String {
    name.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tables::milestones::{self, Milestones};
    use crate::model::value::Value;

    fn milestone(id: &str, name: &str) -> Row {
        let mut row = Row {
            schema: Milestones::SCHEMA,
            values: vec![Value::Blank; Milestones::SCHEMA.columns.len()],
            file: String::new(),
            sheet: String::new(),
            cells: String::new(),
        };
        for (column, text) in [
            (&milestones::PROJECT_ID, "P1"),
            (&milestones::MILESTONE_ID, id),
            (&milestones::MILESTONE, name),
        ] {
            if !text.is_empty() {
                row.set(column, Value::Text(text.to_string()));
            }
        }
        row
    }

    #[test]
    fn a_thing_is_found_by_its_id_and_else_by_its_exact_name() {
        let found = |one: (&str, &str), other: (&str, &str)| {
            is_of(
                &milestone(one.0, one.1),
                &Thing::of(&milestone(other.0, other.1)),
            )
        };
        assert!(found(("M1", "Go live"), ("m1", "Go-live, renamed")));
        assert!(!found(("M1", "Go live"), ("M2", "Go live")));
        assert!(found(("M1", "Go live"), ("", "GO  LIVE")));
        assert!(!found(("", "Go live 1"), ("", "Go live 2")));
        assert!(!found(("", ""), ("", "")));
    }
}

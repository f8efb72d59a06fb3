//! Cells of a sheet whose format says what they hold: each is taken for what it is, and nothing is read into it.

use crate::model::column::{Column, Kind};
use crate::model::value::Value;
use crate::read::grid::Raw;

/// Returns the values of a column if every cell is of its kind; a column with a cell of another kind is left to be read
/// like any other.
pub(super) fn values(column: &Column, cells: &[Option<&Raw>]) -> Option<Vec<Value>> {
    cells.iter().map(|cell| value(column.kind, *cell)).collect()
}

fn value(kind: Kind, cell: Option<&Raw>) -> Option<Value> {
    let Some(raw) = cell else {
        return Some(Value::Blank);
    };
    match (kind, raw) {
        (Kind::Text | Kind::Id | Kind::Person, Raw::Text(text)) => {
            Some(Value::Text(text.trim().to_string()))
        }
        (Kind::Date, Raw::Date(moment)) => Some(Value::Date(moment.date())),
        (Kind::Money | Kind::Number | Kind::Share, Raw::Number { value, .. }) => {
            Some(Value::Number(*value))
        }
        (Kind::YesNo, Raw::Bool(yes)) => Some(Value::Bool(*yes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tables::tasks;

    #[test]
    fn a_name_that_reads_like_a_prompt_is_a_name() {
        let name = Raw::Text("sample ".to_string());
        let read = values(&tasks::TASK, &[Some(&name), None]);
        let expected = vec![Value::Text("sample".to_string()), Value::Blank];
        assert_eq!(read, Some(expected));
    }

    #[test]
    fn a_text_among_dates_leaves_the_column_to_be_read() {
        let text = Raw::Text("May".to_string());
        assert_eq!(values(&tasks::START, &[Some(&text)]), None);
    }
}

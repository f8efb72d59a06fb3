//! How a column of the model is named in the pack: `projects.forecast_cost` is `tblProjects[ForecastCost]`.

use std::borrow::Cow;

use crate::model::column::Column;
use crate::model::schema::{Schema, Table};
use crate::model::tables::actions::Actions;
use crate::model::tables::assignments::Assignments;
use crate::model::tables::costs::Costs;
use crate::model::tables::issues::Issues;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::people::People;
use crate::model::tables::projects::Projects;
use crate::model::tables::risks::Risks;
use crate::model::tables::tasks::Tasks;
use crate::report::formula::Field;

/// Returns the pack's column for a column of the model.
pub fn field(schema: &Schema, column: &Column) -> Field {
    Field {
        table: Cow::Owned(table_name(schema)),
        column: Cow::Owned(pascal(column.name)),
    }
}

pub fn project(column: &Column) -> Field {
    field(Projects::SCHEMA, column)
}

pub fn milestone(column: &Column) -> Field {
    field(Milestones::SCHEMA, column)
}

pub fn task(column: &Column) -> Field {
    field(Tasks::SCHEMA, column)
}

pub fn cost(column: &Column) -> Field {
    field(Costs::SCHEMA, column)
}

pub fn person(column: &Column) -> Field {
    field(People::SCHEMA, column)
}

pub fn assignment(column: &Column) -> Field {
    field(Assignments::SCHEMA, column)
}

pub fn risk(column: &Column) -> Field {
    field(Risks::SCHEMA, column)
}

pub fn issue(column: &Column) -> Field {
    field(Issues::SCHEMA, column)
}

pub fn action(column: &Column) -> Field {
    field(Actions::SCHEMA, column)
}

/// Returns `tblProjects` for the table `projects`.
pub fn table_name(schema: &Schema) -> String {
    format!("tbl{}", pascal(schema.name))
}

/// Returns `Data_Projects` for the table `projects`.
pub fn sheet_name(schema: &Schema) -> String {
    format!("Data_{}", pascal(schema.name))
}

/// Returns `ForecastCost` for `forecast_cost`; `ID` and `RAG` keep their capitals.
pub fn pascal(name: &str) -> String {
    name.split('_')
        .map(|word| match word {
            "id" => "ID".to_string(),
            "rag" => "RAG".to_string(),
            "fte" => "FTE".to_string(),
            _ => {
                let mut letters = word.chars();
                letters
                    .next()
                    .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
                    .unwrap_or_default()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tables::projects;

    #[test]
    fn model_columns_have_names_that_formulas_can_read() {
        assert_eq!(
            project(&projects::FORECAST_COST),
            Field::new("tblProjects", "ForecastCost")
        );
        assert_eq!(
            project(&projects::PROJECT_ID),
            Field::new("tblProjects", "ProjectID")
        );
        assert_eq!(
            project(&projects::RAG_SCHEDULE),
            Field::new("tblProjects", "RAGSchedule")
        );
    }
}

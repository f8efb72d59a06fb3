//! The page that tells what the tables hold, written from the declarations of their columns.

use std::fmt::Write;

use super::column::{Column, Kind, Need};
use super::schema::{Schema, origin};
use super::tables;

/// Returns `docs/data-model.md`.
pub fn data_model() -> String {
    let mut page = String::from(
        "# The tables of boardpack\n\n\
         Written from the declarations in `src/model/tables`; `UPDATE=1 cargo test` rewrites it.\n\n\
         These are the columns of `boardpack migrate`, and in PascalCase those of the pack's data sheets. Money is in currency\n\
         units, shares are fractions, dates are ISO dates. A blank is a blank, never zero.\n",
    );
    for schema in tables::ALL {
        table(&mut page, schema);
    }
    page.push_str("\n## Where a row came from\n\nEvery table also has:\n");
    rows(&mut page, origin::COLUMNS);
    page
}

fn table(page: &mut String, schema: &Schema) {
    let _ = write!(page, "\n## {}\n\n{}\n", schema.name, schema.doc);
    rows(page, schema.columns);
}

fn rows(page: &mut String, columns: &[&Column]) {
    page.push_str("\n| column | holds | meaning |\n|---|---|---|\n");
    for column in columns {
        let needed = if column.need == Need::Required {
            ", needed"
        } else {
            ""
        };
        let _ = writeln!(
            page,
            "| `{}` | {}{needed} | {} |",
            column.name,
            holds(column.kind),
            column.doc
        );
    }
}

fn holds(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_string(),
        Kind::Id => "id".to_string(),
        Kind::Person => "name".to_string(),
        Kind::Date => "date".to_string(),
        Kind::Month => "month".to_string(),
        Kind::Money => "money".to_string(),
        Kind::Number => "number".to_string(),
        Kind::Share => "share".to_string(),
        Kind::YesNo => "yes or no".to_string(),
        Kind::Category(vocabulary) => format!("word of `{vocabulary}`"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    #[expect(clippy::disallowed_methods, reason = "UPDATE=1 rewrites the page")]
    fn the_page_of_the_tables_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/data-model.md");
        if std::env::var("UPDATE").is_ok() {
            std::fs::write(path, super::data_model()).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap_or_default(),
            super::data_model(),
            "run UPDATE=1 cargo test"
        );
    }
}

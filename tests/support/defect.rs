//! The table of planted defects in `samples/README.md`.

use super::place::{Cell, cells};

/// One planted defect.
#[derive(Debug)]
pub(crate) struct Defect {
    pub(crate) number: String,
    pub(crate) file: String,
    pub(crate) sheet: String,
    /// Where it was planted; a whole sheet is one place without row or column.
    pub(crate) cells: Vec<Cell>,
    pub(crate) told: Vec<Told>,
}

/// How boardpack tells of a defect.
#[derive(Debug, PartialEq)]
pub(crate) enum Told {
    /// The code of a finding at the place.
    Finding(String),
    /// What the row becomes in a table.
    Value {
        table: String,
        column: String,
        value: String,
    },
    /// The cell becomes no row of a table.
    Nothing {
        table: String,
    },
    /// `ignored`, `merged`, `accepted`.
    Row(String),
    /// A listing holds the row.
    Listed(String),
    Measure {
        metric: String,
        value: f64,
    },
}

/// Reads the rows of the table whose last column says how a defect is told.
pub(crate) fn defects(page: &str) -> Vec<Defect> {
    let mut file = String::new();
    let rows = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.map(|line| line.split(" | ").collect::<Vec<_>>())
        .filter(|row| row.len() == 5 && row[0].parse::<u32>().is_ok())
        .map(|row| {
            let mut place = row[1].split(" › ");
            let named = place.next().unwrap();
            if named != "…" {
                file = named.to_string();
            }
            // A CSV file has one sheet, of its own name.
            let sheet = file
                .strip_suffix(".csv")
                .or_else(|| place.next())
                .unwrap()
                .to_string();
            let cells = place.next().map_or_else(
                || {
                    vec![Cell {
                        row: None,
                        column: None,
                    }]
                },
                cells,
            );
            let told = row[4].split('`').skip(1).step_by(2).map(told).collect();
            Defect {
                number: row[0].to_string(),
                file: file.clone(),
                sheet,
                cells,
                told,
            }
        })
        .collect()
}

fn told(said: &str) -> Told {
    let word = |text: &str| text.trim().to_string();
    if let Some(table) = said.strip_prefix("nothing of ") {
        return Told::Nothing { table: word(table) };
    }
    if let Some(outcome) = said.strip_prefix("row ") {
        return Told::Row(word(outcome));
    }
    if let Some(listing) = said.strip_prefix("listed ") {
        return Told::Listed(word(listing));
    }
    let Some((name, value)) = said.split_once(" =") else {
        return Told::Finding(word(said));
    };
    match name.split_once('.') {
        Some((table, column)) => Told::Value {
            table: word(table),
            column: word(column),
            value: word(value),
        },
        None => Told::Measure {
            metric: word(name),
            value: value.trim().parse().unwrap(),
        },
    }
}

#[test]
fn the_table_is_read_as_it_stands() {
    let page = "| # | place | planted | does | told by |\n|---|---|---|---|---|\n\
        | 1 | Plan.xlsx › Risks › H10, H13 | no owner | counts | `no-owner`, `risks.owner =` |\n\
        | 2 | … › Archive | hidden | reads | `hidden-sheet` |\n\
        | 3 | log.csv › row 4 | old | measures | `data_age = 78` |\n";
    let defects = defects(page);
    assert_eq!(
        defects
            .iter()
            .map(|defect| (
                defect.file.as_str(),
                defect.sheet.as_str(),
                defect.cells.len()
            ))
            .collect::<Vec<_>>(),
        [
            ("Plan.xlsx", "Risks", 2),
            ("Plan.xlsx", "Archive", 1),
            ("log.csv", "log", 1)
        ]
    );
    assert_eq!(
        defects[0].told[1],
        Told::Value {
            table: "risks".to_string(),
            column: "owner".to_string(),
            value: String::new()
        }
    );
    assert_eq!(
        defects[2].told[0],
        Told::Measure {
            metric: "data_age".to_string(),
            value: 78.0
        }
    );
}

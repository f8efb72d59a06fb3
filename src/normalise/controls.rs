//! Control totals: what the witnesses saw, added up for the rows that were accepted.

use std::collections::BTreeMap;

use super::batch::{Batch, Outcome};
use super::witness::Witness;
use crate::model::control::{Control, Counted};
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::assignments::Assignments;
use crate::model::tables::costs::Costs;
use crate::model::tables::projects::Projects;
use crate::recognise::region::{Layout, Role};

/// Adds up what the witnesses saw, for the rows that were accepted and the cells that made up the projects.
pub fn controls(batches: &[Batch], projects: &[Record]) -> Vec<Control> {
    let mut sums: BTreeMap<(&'static str, Vec<&'static str>), Sum> = BTreeMap::new();
    let mut rows: BTreeMap<&'static str, Sum> = BTreeMap::new();
    for batch in batches {
        let schema = batch.region.schema;
        if schema == Projects::SCHEMA {
            continue;
        }
        let accepted = |row: u32| batch.outcomes.get(&row) == Some(&Outcome::Accepted);
        let across = batch.region.layout == Layout::PeriodsAcross;
        for seen in batch
            .witnesses
            .iter()
            .filter(|seen| accepted(seen.row) && schema.column(seen.of.name).is_some())
        {
            let project_attribute = batch.region.headings.iter().any(|heading| {
                heading.column == seen.column && matches!(heading.role, Role::Project(_))
            });
            if project_attribute {
                continue;
            }
            // Which of the three a row of a time axis holds, its label says; together they must add up.
            let columns = if schema == Costs::SCHEMA {
                vec!["budget", "actual", "forecast", "committed"]
            } else {
                vec![seen.of.name]
            };
            if let Some(amount) = exchanged(seen, batch) {
                let sum = sums.entry((schema.name, columns));
                sum.or_default().add(amount, batch);
            }
        }
        if !across {
            // Rows of a sheet on its side are headings, each with a value of every thing.
            let count = match batch.region.header_column {
                Some(_) => batch.records.len(),
                None => batch
                    .outcomes
                    .values()
                    .filter(|outcome| **outcome == Outcome::Accepted)
                    .count(),
            };
            for _ in 0..count {
                rows.entry(schema.name).or_default().add(1.0, batch);
            }
        }
    }
    for project in projects {
        for (at, origin) in &project.places {
            let column = project.schema.columns[*at];
            let seen = batches
                .iter()
                .filter(|batch| {
                    batch.file == origin.file && Some(&batch.sheet) == origin.sheet.as_ref()
                })
                .find_map(|batch| {
                    let seen = batch.witnesses.iter().find(|seen| {
                        Some(seen.row) == origin.row
                            && Some(seen.column) == origin.column
                            && seen.of.name == column.name
                    })?;
                    Some((exchanged(seen, batch)?, batch))
                });
            if let Some((amount, batch)) = seen {
                sums.entry((project.schema.name, vec![column.name]))
                    .or_default()
                    .add(amount, batch);
            }
        }
    }
    let money = sums
        .into_iter()
        .map(|((table, columns), sum)| sum.control(label(table, &columns), table, columns));
    let counts = rows
        .into_iter()
        .filter(|(table, _)| *table != Costs::SCHEMA.name && *table != Assignments::SCHEMA.name);
    let counts =
        counts.map(|(table, sum)| sum.control(format!("Rows of {table}"), table, Vec::new()));
    money.chain(counts).collect()
}

/// What a witness saw, in the pack's currency: the rate is a fact of the settings, not of the reading.
fn exchanged(seen: &Witness, batch: &Batch) -> Option<f64> {
    match batch.exchanged.get(&(seen.row, seen.column)) {
        None => Some(seen.amount),
        Some(rate) => rate.map(|rate| seen.amount * rate),
    }
}

fn label(table: &str, columns: &[&str]) -> String {
    let words = |name: &str| name.replace('_', " ");
    let first = words(columns[0]);
    match columns.len() {
        1 => format!("{}{} of {table}", first[..1].to_uppercase(), &first[1..]),
        _ => format!(
            "All amounts of {table}: {}",
            columns
                .iter()
                .map(|name| words(name))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

#[derive(Default)]
struct Sum {
    total: f64,
    count: u32,
    sources: BTreeMap<(String, String), ()>,
}

impl Sum {
    fn add(&mut self, amount: f64, batch: &Batch) {
        self.total += amount;
        self.count += 1;
        self.sources
            .entry((batch.file.to_string(), batch.sheet.to_string()))
            .or_default();
    }

    fn control(self, label: String, table: &'static str, columns: Vec<&'static str>) -> Control {
        let mut sources: Vec<String> = self
            .sources
            .keys()
            .map(|(file, sheet)| format!("{file} › {sheet}"))
            .collect();
        let more = sources.len().saturating_sub(3);
        sources.truncate(3);
        let sources = if more > 0 {
            format!("{} and {more} more", sources.join("; "))
        } else {
            sources.join("; ")
        };
        Control {
            label,
            of: Counted::Cells { table, columns },
            source_total: self.total,
            rows: self.count,
            sources,
        }
    }
}

//! Tasks that roll up from others: said on their records, and held against the tasks under them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::batch::Batch;
use super::disagreement::{PARENT_DIFFERS, differs, is_same};
use super::outline::Outline;
use crate::model::column::Column;
use crate::model::finding::Finding;
use crate::model::record::Record;
use crate::model::tables::tasks;
use crate::model::value::Value;

/// What the tasks under a summary add up to.
static SUMS: &[&Column] = &[
    &tasks::EFFORT,
    &tasks::BUDGET,
    &tasks::ACTUAL_COST,
    &tasks::POINTS,
];

/// Notes level, parent and summary on the records of tasks; `places` gives each row its place in the outline.
pub(super) fn note(batch: &mut Batch, outline: &Outline, places: &BTreeMap<u32, usize>) {
    let place = |record: &Record| places.get(&record.origin.row?).copied();
    let records: BTreeMap<usize, usize> = batch
        .records
        .iter()
        .enumerate()
        .filter_map(|(at, record)| Some((place(record)?, at)))
        .collect();
    let mut findings = Vec::new();
    for (place, at) in &records {
        // Where the format says what each row is, its program has added the rows up itself, milestones among them.
        if outline.is_parent(*place) && !batch.region.is_known {
            let under: Vec<&Record> = outline
                .leaves(*place)
                .iter()
                .filter_map(|leaf| Some(&batch.records[*records.get(leaf)?]))
                .collect();
            findings.extend(compare(batch, &batch.records[*at], &under));
        }
    }
    batch.findings.extend(findings);
    for (place, at) in &records {
        let parent = outline
            .parent(*place)
            .and_then(|parent| records.get(&parent))
            .map(|parent| batch.records[*parent].get(&tasks::TASK).clone());
        let record = &mut batch.records[*at];
        let mut set = |column: &Column, value: Value| {
            if record.get(column).is_blank() {
                record.set(column, value);
            }
        };
        set(
            &tasks::LEVEL,
            Value::Number(f64::from(outline.level(*place))),
        );
        set(&tasks::ROLL_UP, Value::Bool(outline.is_parent(*place)));
        set(&tasks::PARENT, parent.unwrap_or(Value::Blank));
    }
}

/// Says where a summary disagrees with the tasks under it: in a sum, or in its first or last day.
fn compare(batch: &Batch, own: &Record, under: &[&Record]) -> Vec<Finding> {
    let place = |column: &Column| {
        let heading = batch.region.own(column)?;
        Some((own.origin.row?, heading.column))
    };
    let mut findings = Vec::new();
    for column in SUMS {
        let made: Vec<f64> = under
            .iter()
            .filter_map(|task| task.get(column).number())
            .collect();
        if let (Some(said), Some(place)) = (own.get(column).number(), place(column))
            && !made.is_empty()
            && !is_same(said, made.iter().sum())
        {
            let made: f64 = made.iter().sum();
            findings.push(differs(batch, place, &said.to_string(), &made.to_string()));
        }
    }
    let days = |column: &Column| -> Vec<NaiveDate> {
        under
            .iter()
            .filter_map(|task| task.get(column).date())
            .collect()
    };
    let span = [
        (
            &tasks::START,
            days(&tasks::START).into_iter().min(),
            "starts",
            "first",
        ),
        (
            &tasks::FINISH,
            days(&tasks::FINISH).into_iter().max(),
            "finishes",
            "last",
        ),
    ];
    for (column, made, does, which) in span {
        if let (Some(said), Some(made), Some((row, at))) =
            (own.get(column).date(), made, place(column))
            && said != made
        {
            let shown = |date: NaiveDate| date.format("%-d %b %Y").to_string();
            let message = format!(
                "the row {does} on {}, the {which} of the rows under it on {}",
                shown(said),
                shown(made)
            );
            findings.push(
                Finding::new(&PARENT_DIFFERS, batch.cell(row, at), message)
                    .hint("let the dates follow from the rows under it")
                    .found(shown(said))
                    .treated("the rows under it are counted"),
            );
        }
    }
    findings
}

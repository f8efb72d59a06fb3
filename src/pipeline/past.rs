//! Trackers of earlier months and what trackers of now kept of them: accounted for, put together by date, never counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::account::account;
use super::month::{Counts, month, tracker_name};
use super::understood::ReadBook;
use super::{BookReport, SheetReport};
use crate::history::snapshot::{Extent, Snapshot};
use crate::history::thing::Thing;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::history::Earlier;
use crate::model::origin::Origin;
use crate::model::portfolio::{Portfolio, SheetAccount, Source};
use crate::model::record::Record;
use crate::model::row::Row;
use crate::model::value::Value;
use crate::normalise::batch::{Batch, Outcome};
use crate::normalise::copies::is_amount_by_row;
use crate::values::reading::Context;

pub(super) static EARLIER_TRACKER: Code = Code {
    id: "earlier-tracker",
    severity: Severity::Changes,
    why: "The same tracker lies in folders of several months; only the latest up to the as-of date counts.",
};

impl ReadBook {
    /// Whether the file is a slice of its month and no copy: lists of amounts, of which each month holds others.
    pub(super) fn is_slice(&self) -> bool {
        let mut batches = self
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.batches)
            .peekable();
        batches.peek().is_some() && batches.all(is_amount_by_row)
    }

    /// Returns the account of a file that does not count, every row of it ignored; with the finding that says so, unless
    /// somebody named it as history.
    pub(super) fn set_aside(&self, as_of: NaiveDate) -> (Source, BookReport, Option<Finding>) {
        let (reason, message) = match self.counts {
            Counts::Later(date) => (
                "later than the as-of date",
                Some(format!(
                    "the file is of {}, by its folder's name, and the as-of date is {}",
                    date.format("%b %Y"),
                    as_of.format("%-d %b %Y")
                )),
            ),
            Counts::Earlier(date) => (
                "earlier tracker",
                Some(format!(
                    "the file is of {}, by its folder's name, and the same tracker is there as of a later date",
                    date.format("%b %Y")
                )),
            ),
            Counts::Now | Counts::Told(_) => ("earlier tracker", None),
        };
        let mut source = self.source.clone();
        let mut sheets = Vec::new();
        let mut held = 0;
        for sheet in &self.sheets {
            // Without its tables, every row and cell is an ignored one.
            let (rows, cells) = account(&sheet.rows, &[]);
            held += sheet
                .batches
                .iter()
                .map(|batch| batch.records.len())
                .sum::<usize>();
            source.sheets.push(SheetAccount {
                sheet: sheet.name.clone(),
                state: sheet.state,
                rows,
                cells,
            });
            sheets.push(SheetReport {
                sheet: sheet.name.clone(),
                state: sheet.state,
                batches: sheet
                    .batches
                    .iter()
                    .map(|batch| told_before(batch, reason))
                    .collect(),
                unrecognised: sheet.unrecognised.clone(),
                rows,
                cells,
            });
        }
        let report = BookReport {
            file: source.file.clone(),
            format: source.format,
            refused: source.refused.clone(),
            sheets,
        };
        let kept = if reason == "earlier tracker" {
            "kept as history, not counted"
        } else {
            "not counted"
        };
        let finding = message.map(|message| {
            Finding::new(&EARLIER_TRACKER, Origin::file(&source.file), message)
                .hint("set the as-of date to look at the portfolio as it was then")
                .treated(match held {
                    1 => format!("1 row {kept}"),
                    held => format!("{held} rows {kept}"),
                })
        });
        (source, report, finding)
    }
}

fn told_before(batch: &Batch, reason: &'static str) -> Batch {
    let mut before = batch.clone();
    before.records.clear();
    before.attributes.clear();
    before.history.clear();
    before.findings.clear();
    for outcome in before.outcomes.values_mut() {
        *outcome = Outcome::Ignored(reason);
    }
    before
}

/// Puts the files of earlier dates together: those of one month are one snapshot, unless a tracker is among them twice.
pub(super) fn by_date(
    mut earlier: Vec<ReadBook>,
    context: Context<'_>,
) -> Vec<(NaiveDate, Vec<ReadBook>)> {
    let date = |book: &ReadBook| book.counts.told().unwrap_or(context.settings.as_of);
    let name = |book: &ReadBook| {
        let file = book.source.file.rsplit('/').next().unwrap_or_default();
        tracker_name(file, context)
    };
    earlier.sort_by(|one, other| {
        (date(one), &one.source.file).cmp(&(date(other), &other.source.file))
    });
    let mut groups: Vec<(NaiveDate, Vec<ReadBook>)> = Vec::new();
    for book in earlier {
        let own = date(&book);
        match groups.last_mut() {
            Some((last, books))
                if *last == own
                    || month(*last) == month(own)
                        && books.iter().all(|other| name(other) != name(&book)) =>
            {
                *last = own;
                books.push(book);
            }
            _ => groups.push((own, vec![book])),
        }
    }
    groups
}

/// Returns the snapshots that the trackers of today kept themselves, one a month; of a thing that was told several times
/// in a month the latest counts.
pub(super) fn kept(history: &[Earlier], as_of: NaiveDate) -> Vec<Snapshot> {
    type Key = (&'static str, Thing, Vec<String>);
    let mut months: BTreeMap<(i32, u32), BTreeMap<Key, &Earlier>> = BTreeMap::new();
    for earlier in history.iter().filter(|earlier| earlier.date < as_of) {
        let of_month = months.entry(month(earlier.date)).or_default();
        let held = of_month.entry(key(&earlier.record)).or_insert(earlier);
        if earlier.date >= held.date {
            *held = earlier;
        }
    }
    months
        .into_values()
        .filter_map(|told| {
            let date = told.values().map(|earlier| earlier.date).max()?;
            let records: Vec<Record> = told
                .values()
                .map(|earlier| earlier.record.clone())
                .collect();
            Some(Snapshot {
                date,
                portfolio: Portfolio::new(&records, Vec::new()),
                extent: Extent::Part,
            })
        })
        .collect()
}

/// Returns what a record speaks of; amounts are those of their months, so all but the amounts tells them apart.
fn key(record: &Record) -> (&'static str, Thing, Vec<String>) {
    let row = Row::from(record);
    let thing = Thing::of(&row);
    let others = row
        .schema
        .columns
        .iter()
        .zip(&row.values)
        .filter(|_| thing.id.is_empty() && thing.name.is_empty() || is_amounts(record))
        .filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.clone()),
            Value::Date(date) => Some(date.to_string()),
            _ => None,
        })
        .collect();
    (record.schema.name, thing, others)
}

fn is_amounts(record: &Record) -> bool {
    ["costs", "assignments"].contains(&record.schema.name)
}

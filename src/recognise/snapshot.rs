//! Tables in which one snapshot after another was appended: the latest counts, the earlier ones are history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::band::{Band, Title};
use crate::model::column::{Kind, Need};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::schema::Table;
use crate::model::tables::assignments;
use crate::model::tables::projects::{self, Projects};
use crate::model::value::Value;
use crate::read::grid::{Grid, GridRow, Raw};
use crate::values::reading::{Context, read_column};

pub static EARLIER_SNAPSHOT: Code = Code {
    id: "earlier-snapshot",
    severity: Severity::Changes,
    why: "A tracker tells of the same things on several dates; only the latest up to the as-of date counts.",
};

/// A heading says what it means from this score on.
const SURE: f64 = 0.9;
/// A heading may mean the date of a report from this score on: `Stand` over dates.
const MAY_BE: f64 = 0.65;
/// So many names are given in a message.
const NAMED: usize = 3;

/// Shows the date of a snapshot; the first of a month stands for the month.
pub fn shown(date: NaiveDate) -> String {
    let pattern = if date.day() == 1 {
        "%b %Y"
    } else {
        "%-d %b %Y"
    };
    date.format(pattern).to_string()
}

/// The snapshots of one table.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The column with the date of each row's snapshot.
    pub column: u32,
    /// The snapshot that counts.
    pub date: NaiveDate,
    /// The rows of other snapshots, with their dates.
    pub others: Vec<(u32, NaiveDate)>,
    /// Names that stand in earlier snapshots only.
    pub gone: Vec<String>,
}

impl Series {
    /// Returns the sheet without the rows of other snapshots.
    pub fn taken_out(&self, grid: &Grid) -> Grid {
        let others: BTreeSet<u32> = self.others.iter().map(|(row, _)| *row).collect();
        part(grid, |row| !others.contains(&row))
    }

    /// Says which snapshot counts and which do not.
    pub(super) fn finding(&self, grid: &Grid, band: &Band) -> Finding {
        let row = band.rows[0];
        let dates: BTreeSet<NaiveDate> = self.others.iter().map(|(_, date)| *date).collect();
        let rows = match self.others.len() {
            1 => "1 row".to_string(),
            count => format!("{count} rows"),
        };
        let others = match (dates.first(), dates.last()) {
            (Some(first), Some(last)) if first != last => {
                format!(
                    "{} dates from {} to {}",
                    dates.len(),
                    shown(*first),
                    shown(*last)
                )
            }
            (Some(only), _) => shown(*only),
            _ => String::new(),
        };
        let mut message = format!(
            "the snapshot of {} counts, not the {rows} of {others}",
            shown(self.date)
        );
        if !self.gone.is_empty() {
            let named: Vec<String> = self
                .gone
                .iter()
                .take(NAMED)
                .map(|name| format!("`{name}`"))
                .collect();
            message.push_str(&format!("; it no longer holds {}", named.join(", ")));
            if self.gone.len() > NAMED {
                message.push_str(&format!(" and {} more", self.gone.len() - NAMED));
            }
        }
        Finding::new(
            &EARLIER_SNAPSHOT,
            grid.cell_origin(row, self.column),
            message,
        )
        .hint("set the as-of date to look at an earlier one")
        .treated("the other rows are kept as history")
    }
}

/// Returns the sheet with some of its rows only.
pub fn part(grid: &Grid, keeps: impl Fn(u32) -> bool) -> Grid {
    let rows = grid.rows.iter().filter(|row| keeps(row.row));
    grid.with_rows(rows.cloned().collect())
}

/// Finds the column that dates the snapshots of a table, if the same things stand on several dates.
pub(super) fn find(titles: &[Title], rows: &[GridRow], context: Context<'_>) -> Option<Series> {
    titles
        .iter()
        .filter(|title| dates_reports(title) || (is_period(title) && tells_states(titles)))
        .find_map(|title| series(title, titles, rows, context))
}

/// Whether a heading means the date of a report: `As at`, `Report date`, or `Stand`, which means no other date.
fn dates_reports(title: &Title) -> bool {
    let of_report = title.candidates.iter().find(|candidate| {
        candidate.schema == Projects::SCHEMA
            && candidate.column.name == projects::UPDATED.name
            && candidate.score >= MAY_BE
    });
    of_report.is_some_and(|best| {
        best.score >= SURE
            || !title.candidates.iter().any(|other| {
                matches!(other.column.kind, Kind::Date | Kind::Month)
                    && other.column.name != projects::UPDATED.name
                    && other.score >= best.score
            })
    })
}

/// Whether a heading means a month or another period, each of which may hold a snapshot or its own share of amounts.
fn is_period(title: &Title) -> bool {
    title
        .candidates
        .iter()
        .any(|candidate| candidate.column.kind == Kind::Month && candidate.score >= SURE)
}

/// Whether rows say how things stand, and not what was booked in their period.
fn tells_states(titles: &[Title]) -> bool {
    let means = |wanted: &dyn Fn(Kind, &str) -> bool| {
        titles
            .iter()
            .flat_map(|title| &title.candidates)
            .any(|candidate| {
                candidate.score >= SURE && wanted(candidate.column.kind, candidate.column.name)
            })
    };
    means(&|kind, name| {
        matches!(kind, Kind::Category("rag" | "status")) || name == projects::PERCENT_COMPLETE.name
    }) && !means(&|_, name| name == assignments::BOOKED.name)
}

/// Whether a heading names what a row speaks of.
fn is_key(title: &Title) -> bool {
    title.candidates.iter().any(|candidate| {
        let column = candidate.column;
        candidate.score >= SURE
            && (column.kind == Kind::Id
                || column.need == Need::Required
                || column.name == projects::PROJECT.name)
    })
}

fn series(
    title: &Title,
    titles: &[Title],
    rows: &[GridRow],
    context: Context<'_>,
) -> Option<Series> {
    let cells: Vec<Option<&Raw>> = rows
        .iter()
        .map(|row| row.cell(title.column).map(|cell| &cell.raw))
        .collect();
    let values = read_column(&projects::UPDATED, &title.text(), &cells, context).values;
    // A date stands for the rows below it that give none.
    let mut dated: Vec<(&GridRow, NaiveDate)> = Vec::new();
    let mut last = None;
    for (row, value) in rows.iter().zip(values) {
        if let Value::Date(date) = value {
            last = Some(date);
        }
        dated.push((row, last?));
    }
    let keys: Vec<&Title> = titles
        .iter()
        .filter(|other| other.column != title.column && is_key(other))
        .collect();
    let columns = |titles: &[&Title]| titles.iter().map(|title| title.column).collect();
    let all: Vec<u32> = columns(&keys);
    // A thing may be renamed from one snapshot to the next; its id stays.
    let (ids, named): (Vec<&Title>, Vec<&Title>) = keys.iter().partition(|key| is_id(key));
    let by_id: Vec<u32> = columns(&ids);
    let found = by_key(title.column, &all, &dated, context);
    found.or_else(|| {
        (!ids.is_empty() && !named.is_empty())
            .then(|| by_key(title.column, &by_id, &dated, context))
            .flatten()
    })
}

/// Whether a heading is surely the number of the thing itself, and not of its project.
fn is_id(title: &Title) -> bool {
    title.candidates.iter().any(|candidate| {
        candidate.score >= SURE
            && candidate.column.kind == Kind::Id
            && (candidate.column.name != projects::PROJECT_ID.name
                || candidate.schema == Projects::SCHEMA)
    })
}

/// Returns the snapshots if the rows of each date have keys of their own and most keys stand on several dates.
fn by_key(
    column: u32,
    keys: &[u32],
    dated: &[(&GridRow, NaiveDate)],
    context: Context<'_>,
) -> Option<Series> {
    let mut seen: BTreeMap<String, BTreeSet<NaiveDate>> = BTreeMap::new();
    let mut of_row: Vec<(u32, NaiveDate, String)> = Vec::new();
    for (row, date) in dated {
        let said: Vec<String> = keys
            .iter()
            .filter_map(|key| row.cell(*key))
            .map(|cell| cell.raw.display())
            .filter(|said| !said.is_empty())
            .collect();
        let key = said.join(" · ");
        // Totals and notes have no part in it.
        if key.is_empty() || said.iter().any(|said| context.lexicon.is_total(said)) {
            continue;
        }
        if !seen.entry(key.to_lowercase()).or_default().insert(*date) {
            return None;
        }
        of_row.push((row.row, *date, key));
    }
    let repeated = seen.values().filter(|dates| dates.len() >= 2).count();
    if repeated == 0 || repeated * 2 < seen.len() {
        return None;
    }
    let dates: BTreeSet<NaiveDate> = seen.values().flatten().copied().collect();
    let as_of = context.settings.as_of;
    let latest = |dates: &BTreeSet<NaiveDate>| {
        let up_to = dates.range(..=as_of).next_back();
        up_to.or(dates.first()).copied()
    };
    let date = latest(&dates)?;
    // Snapshots of all things at once, or things that are each reported on days of their own.
    let at_once = seen.values().filter(|dates| dates.contains(&date)).count() * 2 >= seen.len();
    let counts = |of: NaiveDate, key: &str| match seen.get(&key.to_lowercase()) {
        Some(dates) if !at_once => latest(dates) == Some(of),
        _ => of == date,
    };
    let others: Vec<(u32, NaiveDate)> = of_row
        .iter()
        .filter(|(_, of, key)| !counts(*of, key))
        .map(|(row, of, _)| (*row, *of))
        .collect();
    let mut gone: Vec<String> = Vec::new();
    for (_, of, key) in of_row.iter().filter(|_| at_once) {
        let dates = &seen[&key.to_lowercase()];
        if *of <= date && !dates.contains(&date) && !gone.contains(key) {
            gone.push(key.clone());
        }
    }
    Some(Series {
        column,
        date,
        others,
        gone,
    })
}

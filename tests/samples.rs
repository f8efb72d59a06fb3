//! The samples: the same bytes as their maker writes, and every planted defect told where it was planted.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use boardpack::analyse::insights::{Insights, analyse};
use boardpack::analyse::scene::Scene;
use boardpack::normalise::batch::Outcome;
use boardpack::pipeline::Run;
use boardpack::settings::Settings;

use crate::make::SAMPLES;
use crate::support::defect::{Defect, Told, defects};
use crate::support::place::Cell;
use crate::support::project;
use crate::support::run::{self, Table, as_of, migrated};

pub(crate) fn folder() -> PathBuf {
    project::root().join("samples")
}

/// The samples as read, and what was measured of them.
struct Read {
    run: Run,
    insights: Insights,
}

fn read() -> &'static Read {
    static READ: OnceLock<Read> = OnceLock::new();
    READ.get_or_init(|| {
        let run = run::read(&[folder()]);
        let settings = Settings::defaults(as_of());
        let scene = Scene {
            portfolio: &run.portfolio,
            findings: &run.findings,
            settings: &settings,
            history: &run.past,
        };
        let insights = analyse(&scene).unwrap();
        Read { run, insights }
    })
}

#[test]
fn the_samples_are_what_their_maker_writes() {
    for (name, make) in SAMPLES {
        let kept = fs::read(folder().join(name)).unwrap();
        assert!(
            make().unwrap() == kept,
            "{name} differs: run `cargo run --example make_samples`"
        );
    }
}

#[test]
fn every_sample_has_a_maker() {
    let kept = project::files()
        .into_iter()
        .filter_map(|path| path.strip_prefix("samples/").map(str::to_string));
    for name in kept.filter(|name| name.ends_with(".xlsx") || name.ends_with(".csv")) {
        assert!(SAMPLES.iter().any(|(made, _)| *made == name), "{name}");
    }
}

#[test]
fn every_planted_defect_is_told_where_it_was_planted() {
    let defects = defects(&project::read("samples/README.md"));
    assert_eq!(defects.len(), 50);
    let mut wrong = Vec::new();
    for defect in &defects {
        assert!(
            !defect.told.is_empty(),
            "{}: nothing tells of it",
            defect.number
        );
        for told in &defect.told {
            let missed: Vec<&Cell> = defect
                .cells
                .iter()
                .filter(|cell| !is_told(told, defect, cell))
                .collect();
            if !missed.is_empty() {
                wrong.push(format!(
                    "{} {} › {}: {told:?} at {missed:?}",
                    defect.number, defect.file, defect.sheet
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn nothing_of_the_samples_is_refused_or_rejected() {
    for book in &read().run.books {
        assert_eq!(book.refused, None, "{}", book.file);
        for sheet in &book.sheets {
            assert_eq!(sheet.rows.rejected, 0, "{} › {}", book.file, sheet.sheet);
        }
    }
}

fn is_told(told: &Told, defect: &Defect, cell: &Cell) -> bool {
    match told {
        Told::Finding(code) => read().run.findings.iter().any(|finding| {
            let here = *finding.origin.file == *defect.file
                && finding
                    .origin
                    .sheet
                    .as_deref()
                    .is_none_or(|sheet| sheet == defect.sheet);
            here && finding.code.id == code
                && cell.is_met_by(finding.origin.row, finding.origin.column)
        }),
        Told::Value {
            table,
            column,
            value,
        } => {
            let table = migrated(&read().run, table);
            let at = table
                .column(column)
                .unwrap_or_else(|| panic!("{}: no column {column}", defect.number));
            let mut rows = made_of(&table, defect, cell).peekable();
            rows.peek().is_some() && rows.all(|row| row[at] == *value)
        }
        Told::Nothing { table } => made_of(&migrated(&read().run, table), defect, cell)
            .next()
            .is_none(),
        Told::Row(outcome) => cell
            .row
            .is_some_and(|row| outcome_of(defect, row) == *outcome),
        Told::Listed(listing) => {
            let frame = read()
                .insights
                .listing(listing)
                .unwrap_or_else(|| panic!("no listing {listing}"));
            let sources = frame.column("source").unwrap().str().unwrap();
            (0..frame.height())
                .filter_map(|row| sources.get(row))
                .any(|source| leads_to(source, defect, cell))
        }
        Told::Measure { metric, value } => read().insights.rows().unwrap().iter().any(|measure| {
            measure.metric == *metric
                && measure.value == Some(*value)
                && measure.project.is_some()
                && measure
                    .evidence
                    .iter()
                    .any(|source| leads_to(source, defect, cell))
        }),
    }
}

/// Returns the rows of a table that a planted row became, or the planted cell alone where each cell becomes a row.
fn made_of<'t>(
    table: &'t Table,
    defect: &Defect,
    cell: &Cell,
) -> impl Iterator<Item = &'t Vec<String>> {
    let of = |name: &str| table.column(name);
    let (file, sheet, cells) = (of("source_file"), of("source_sheet"), of("source_cells"));
    let (own_file, own_sheet, cell) = (defect.file.clone(), defect.sheet.clone(), *cell);
    table.rows.iter().filter(move |row| {
        let at = |place: Option<usize>| place.map_or("", |place| row[place].as_str());
        at(file) == own_file && at(sheet) == own_sheet && cell.is_in(at(cells))
    })
}

/// Whether a source such as `Plan.xlsx › Risks › A7:L7` leads to a planted row.
fn leads_to(source: &str, defect: &Defect, cell: &Cell) -> bool {
    let place = format!("{} › {} › ", defect.file, defect.sheet);
    source
        .strip_prefix(&place)
        .is_some_and(|cells| cell.is_in(cells))
}

/// Returns what became of a row: the best that any table of its sheet made of it.
fn outcome_of(defect: &Defect, row: u32) -> &'static str {
    let sheets = read()
        .run
        .books
        .iter()
        .filter(|book| book.file == defect.file)
        .flat_map(|book| &book.sheets);
    let batches = sheets
        .filter(|sheet| sheet.sheet == defect.sheet)
        .flat_map(|sheet| &sheet.batches);
    let outcomes: Vec<&Outcome> = batches
        .filter_map(|batch| batch.outcomes.get(&row))
        .collect();
    if outcomes
        .iter()
        .any(|outcome| matches!(outcome, Outcome::Accepted))
    {
        "accepted"
    } else if outcomes
        .iter()
        .any(|outcome| matches!(outcome, Outcome::Merged))
    {
        "merged"
    } else if outcomes
        .iter()
        .any(|outcome| matches!(outcome, Outcome::Rejected(_)))
    {
        "rejected"
    } else {
        // Rows above and between tables are ignored with the sheet.
        "ignored"
    }
}

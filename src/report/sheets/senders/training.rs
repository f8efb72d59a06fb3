//! What to teach whom: which kind of finding recurs, at how many senders, and where most.

use std::collections::BTreeMap;

use super::listed;
use super::matter::Matter;
use crate::model::finding::Code;
use crate::report::block::{Block, section};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, join, row};
use crate::report::functions::{count_ifs, counted, rows};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::scalar::Scalar;
use crate::report::sheets::data::findings;
use crate::report::sheets::data::tables::data_sheet;
use crate::report::table::Table;

const TABLE: &str = "tblTraining";

static CODE: Field = Field::new(TABLE, "Code");
static FILE: Field = Field::new(TABLE, "File");
static FINDINGS: Field = Field::new(TABLE, "Findings");
/// Number of the tracker.
static TRACKER: Field = Field::new(TABLE, "Tracker");

/// Severity, code, findings, trackers, at whom most and how often there, why it matters.
const WIDTHS: [f64; 7] = [19.0, 26.0, 9.0, 9.0, 34.0, 9.0, 62.0];
const WIDTH: u16 = 7;

/// One kind of finding at all its senders.
struct Need<'a> {
    code: &'static Code,
    /// Number and name of each tracker, and how often it was found there; most first.
    trackers: Vec<(u32, &'a str, usize)>,
}

/// Returns the page; none when nothing was found in a tracker.
pub fn sheet(matter: &Matter<'_>) -> Option<Sheet> {
    let needs = needs(matter);
    if needs.is_empty() {
        return None;
    }
    let kinds = rows_of(needs.len());
    let mut page = Sheet::new(
        "Training",
        SheetKind::Board,
        "By kind of finding",
        "What should be taught, and to whom?",
        WIDTHS,
    )
    .headline(join([
        counted(kinds, "kind of finding", "kinds of findings"),
        " at ".into(),
        counted(
            rows(&super::score::TRACKER),
            "tracker; the gravest and most widespread come first",
            "trackers; the gravest and most widespread come first",
        ),
    ]))
    .basis("One line a kind of finding. What recurs at many senders is a matter of the template; what recurs at one, of an hour of help")
    .freeze(Freeze::List(2))
    .print(Print::OneWide)
    .source("Sources: Findings (every finding), Calc_Training (each kind at each tracker).");
    page.push(section("Kinds of findings", WIDTH));
    page.push(list(&needs));
    Some(page)
}

fn rows_of(number: usize) -> Formula {
    Formula::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn list(needs: &[Need<'_>]) -> Block {
    let mut list = List::new()
        .heights(24, 30)
        .column("Severity", "Severity", Role::Strong, 1)
        .column("Code", "Kind", Role::Text, 1)
        .column("Findings", "Findings", Role::Count, 1)
        .column("Trackers", "Trackers", Role::Count, 1)
        .column("Most", "Most at", Role::Text, 1)
        .column("There", "There", Role::Count, 1)
        .column("Why", "Why it matters", Role::Wrapped, 1);
    for need in needs {
        let Some((number, file, _)) = need.trackers.first() else {
            continue;
        };
        let of_code = || findings::CODE.equal_to(row("Code"));
        list.push([
            need.code.severity.label().into(),
            need.code.id.into(),
            count_ifs([of_code()]),
            count_ifs([CODE.equal_to(row("Code"))]),
            (*file).into(),
            count_ifs([of_code(), listed::TRACKER.equal_to(*number)]),
            need.code.why.into(),
        ]);
    }
    list.block()
}

/// Returns the sheet Calc_Training with each kind at each tracker; none when nothing was found in a tracker.
pub fn table(matter: &Matter<'_>) -> Option<Sheet> {
    let needs = needs(matter);
    let pairs: Vec<(&Code, u32, &str)> = needs
        .iter()
        .flat_map(|need| {
            let own = need.trackers.iter();
            own.map(|(number, file, _)| (need.code, *number, *file))
        })
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let mut table = Table::new(TABLE, "Kinds of findings at each tracker", pairs.len());
    let mut column =
        |field: &Field, role: Role, width: f64, of: &dyn Fn(&(&Code, u32, &str)) -> Scalar| {
            table.values(field, role, width, pairs.iter().map(of).collect());
        };
    column(&CODE, Role::Text, 28.0, &|pair| pair.0.id.into());
    column(&FILE, Role::Text, 40.0, &|pair| pair.2.into());
    column(&TRACKER, Role::Count, 9.0, &|pair| pair.1.into());
    let count = count_ifs([
        findings::CODE.equal_to(CODE.this()),
        listed::TRACKER.equal_to(TRACKER.this()),
    ]);
    table.formula(&FINDINGS, Role::Count, 10.0, count);
    Some(data_sheet(
        "Calc_Training".to_string(),
        "Kinds of findings at each tracker".to_string(),
        "How often each kind of finding was found in each tracker; filter by the file for the talk with its sender.".to_string(),
        "Which kind recurs at which sender?".to_string(),
        table,
    ))
}

/// Returns the kinds that were found in a tracker: the gravest first, then those of most trackers, then the most frequent.
fn needs<'a>(matter: &Matter<'a>) -> Vec<Need<'a>> {
    /// How often something was found in each tracker, by its number and file.
    type Counts<'a> = BTreeMap<(u32, &'a str), usize>;
    let mut by_code: BTreeMap<&str, (&'static Code, Counts<'a>)> = BTreeMap::new();
    for finding in &matter.findings {
        if let Some(number) = matter.number(&finding.origin.file) {
            let (_, own) = by_code
                .entry(finding.code.id)
                .or_insert_with(|| (finding.code, BTreeMap::new()));
            *own.entry((number, &finding.origin.file)).or_default() += 1;
        }
    }
    let mut needs: Vec<Need<'a>> = by_code
        .into_values()
        .map(|(code, own)| {
            let mut trackers: Vec<(u32, &str, usize)> = own
                .into_iter()
                .map(|((number, file), count)| (number, file, count))
                .collect();
            trackers.sort_by_key(|(number, _, count)| (std::cmp::Reverse(*count), *number));
            Need { code, trackers }
        })
        .collect();
    needs.sort_by_key(|need| {
        let findings: usize = need.trackers.iter().map(|(_, _, count)| count).sum();
        (
            need.code.severity,
            std::cmp::Reverse((need.trackers.len(), findings)),
            need.code.id,
        )
    });
    needs
}

//! Data quality: how much of the trackers could be used, who needs help, and what is wrong where.

use std::collections::BTreeMap;

use crate::report::block::{Block, Card, cards, note, section, space};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, join, row};
use crate::report::functions::{
    count_ifs, counted, if_, index, or_blank, plural, ratio, round, sum, sum_ifs,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::{findings, sources};

/// Number, severity, finding, next step, file, sheet, cell, value found, treated as, board figures.
const WIDTHS: [f64; 10] = [5.0, 19.0, 54.0, 38.0, 30.0, 16.0, 9.0, 17.0, 28.0, 34.0];
const WIDTH: u16 = 9;
/// Trackers listed: those with the most findings; all are on Data_Sources.
const MOST_FILES: usize = 20;
/// Findings listed, the worst first; all are on Data_Quality.
const MOST_FINDINGS: usize = 60;

/// Returns the page; none when no file was named.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let counted_rows = brief
        .portfolio
        .sources
        .iter()
        .any(|source| !source.sheets.is_empty());
    if !counted_rows {
        return None;
    }
    let mut page = Sheet::new(
        "Data quality",
        SheetKind::Control,
        "Data quality",
        "What is wrong in the trackers, and how far can the figures be trusted?",
        WIDTHS[..usize::from(width(brief))].to_vec(),
    )
    .headline(headline(brief))
    .basis("A row is used when it is accepted or says what another row has said; titles, totals, notes and prompts are no data")
    .freeze(Freeze::Frame)
    .print(Print::OneWide)
    .source("Sources: Data_Quality (every finding, with why it matters), Data_Sources (every row of every sheet).");
    page.push(figures(brief));
    page.push(space(10));
    page.push(section("By tracker, most findings first", width(brief)));
    page.push(trackers(brief));
    let files = brief.portfolio.sources.len();
    if files > MOST_FILES {
        page.push(note(
            format!("{MOST_FILES} of {files} trackers; all are on Data_Sources."),
            WIDTH,
        ));
    }
    if !brief.findings.is_empty() {
        page.push(section("Findings, the worst first", width(brief)));
        page.push(list(brief));
        let all = brief.findings.len();
        if all > MOST_FINDINGS {
            page.push(note(
                format!("{MOST_FINDINGS} of {all} findings; all are on Data_Quality."),
                WIDTH,
            ));
        }
    }
    Some(page)
}

/// Returns the number of findings of a severity by its mark, of one file or of all.
fn found(brief: &Brief<'_>, mark: &str, file: Option<Formula>) -> Formula {
    if brief.findings.is_empty() {
        return 0.0.into();
    }
    let severity = findings::SEVERITY.equal_to(format!("{mark}*"));
    match file {
        None => count_ifs([severity]),
        Some(file) => count_ifs([severity, findings::FILE.equal_to(file)]),
    }
}

/// The board figures have a column where some finding names them.
fn width(brief: &Brief<'_>) -> u16 {
    WIDTH + u16::from(findings::has_affects(brief))
}

fn headline(brief: &Brief<'_>) -> Formula {
    let used = share_used();
    let changes = found(brief, "▲", None);
    let blocks = found(brief, "◆", None);
    let of_rows =
        crate::report::functions::text(used, "0.0%") & " of the rows that hold data are used; ";
    let changing = counted(
        changes,
        "finding changes a figure",
        "findings change a figure",
    );
    let blocking = if_(
        blocks.clone().equals(0.0),
        "none blocks a row",
        join([
            blocks.clone(),
            plural(blocks, " blocks", " block"),
            " a file or a row".into(),
        ]),
    );
    join([of_rows, changing, " and ".into(), blocking])
}

/// Used rows over rows that hold data; 1 when there are none.
fn share_used() -> Formula {
    let used = || sum(&sources::ACCEPTED) + sum(&sources::MERGED);
    let all = used() + sum(&sources::REJECTED);
    if_(all.clone().equals(0.0), 1.0, round(ratio(used(), all), 6))
}

fn figures(brief: &Brief<'_>) -> Block {
    let rejected = sum(&sources::REJECTED);
    let seen = sum(&sources::SEEN);
    let card = |at: u16, span: u16, label: &str, value: Cell, context: Formula| Card {
        at,
        span,
        label: label.to_string(),
        value,
        delta: None,
        context,
    };
    let count = |mark: &str| Cell::figure(Role::CardCount, found(brief, mark, None));
    let rows = join([rejected, " rejected of ".into(), seen, " rows seen".into()]);
    cards(vec![
        card(
            1,
            1,
            "Rows used",
            Cell::figure(Role::CardShare, share_used()),
            rows,
        ),
        card(
            2,
            1,
            "◆ Block",
            count("◆"),
            "a file refused, a row rejected".into(),
        ),
        card(
            3,
            1,
            "▲ Change a figure",
            count("▲"),
            "the pack depends on how they were read".into(),
        ),
        card(
            4,
            5,
            "● Cosmetic",
            count("●"),
            "untidy, but no figure moves".into(),
        ),
    ])
}

/// One line a tracker: its rows and its findings.
fn trackers(brief: &Brief<'_>) -> Block {
    let mut number: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in brief.findings {
        *number.entry(&finding.origin.file).or_default() += 1;
    }
    let mut files: Vec<&str> = brief
        .portfolio
        .sources
        .iter()
        .map(|source| source.file.as_str())
        .collect();
    files.sort_by_key(|file| {
        (
            std::cmp::Reverse(number.get(file).copied().unwrap_or_default()),
            *file,
        )
    });
    files.truncate(MOST_FILES);
    let mut list = List::new()
        .column("#", "#", Role::Muted, 1)
        .column("Used", "Rows used", Role::Count, 1)
        .column("File", "Tracker", Role::Strong, 1)
        .column("Ignored", "Titles, totals, notes", Role::Count, 1)
        .column("Rejected", "Rows rejected", Role::CountOrDash, 1)
        .column("Blocks", "◆ Block", Role::CountOrDash, 1)
        .column("Changes", "▲", Role::CountOrDash, 1)
        .column("Cosmetic", "● Cosmetic", Role::CountOrDash, 1)
        .column("Share", "Data used", Role::Share, 1);
    for (at, file) in files.into_iter().enumerate() {
        let of = |field: &crate::report::formula::Field| {
            sum_ifs(field, [sources::FILE.equal_to(row("File"))])
        };
        let held = of(&sources::ACCEPTED) + of(&sources::MERGED) + of(&sources::REJECTED);
        list.push([
            Formula::from(f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX))),
            of(&sources::ACCEPTED) + of(&sources::MERGED),
            file.into(),
            of(&sources::IGNORED),
            of(&sources::REJECTED),
            found(brief, "◆", Some(row("File"))),
            found(brief, "▲", Some(row("File"))),
            found(brief, "●", Some(row("File"))),
            if_(
                held.clone().equals(0.0),
                "–",
                round(ratio(row("Used"), held), 6),
            ),
        ]);
    }
    list.block()
}

/// The findings as Data_Quality lists them.
fn list(brief: &Brief<'_>) -> Block {
    let mut list = List::new()
        .heights(24, 30)
        .column("#", "#", Role::Muted, 1)
        .column("Severity", "Severity", Role::Strong, 1)
        .column("Finding", "Finding", Role::Wrapped, 1)
        .column("Next", "Next step", Role::Wrapped, 1)
        .column("File", "Tracker", Role::Wrapped, 1)
        .column("Sheet", "Sheet", Role::Wrapped, 1)
        .column("Cell", "Cell", Role::Text, 1)
        .column("Found", "Value found", Role::Wrapped, 1)
        .column("Treated", "Treated as", Role::Wrapped, 1);
    let has_affects = findings::has_affects(brief);
    if has_affects {
        list = list.column("Affects", "Board figures", Role::Wrapped, 1);
    }
    let mut shown = vec![
        &findings::SEVERITY,
        &findings::FINDING,
        &findings::NEXT_STEP,
        &findings::FILE,
        &findings::SHEET,
        &findings::CELL,
        &findings::FOUND,
        &findings::TREATED,
    ];
    if has_affects {
        shown.push(&findings::AFFECTS);
    }
    for place in 1..=brief.findings.len().min(MOST_FINDINGS) {
        let place = f64::from(u32::try_from(place).unwrap_or(u32::MAX));
        let cells = shown.iter().map(|field| or_blank(index(*field, place)));
        list.push(std::iter::once(Formula::from(place)).chain(cells));
    }
    list.block()
}

//! Cover: what this is, whether it can be trusted, where everything is, and what was left out.

use crate::report::block::{Block, Cells, Placed, Row, RowKind, section, space};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, headline};
use crate::report::functions::{count_ifs, counted, sum_ifs};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::assurance::checks;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::{findings, sources};

/// Grid columns of the sheet.
const WIDTH: u16 = 5;
/// Files listed on the cover; all of them are on Data_Sources.
const MOST_FILES: usize = 12;

/// Returns the cover of a pack with these sheets; `absent` are names of sheets and what they would need.
pub fn sheet(brief: &Brief<'_>, sheets: &[Sheet], absent: &[(&str, &str)]) -> Sheet {
    let mut cover = Sheet::new(
        "Cover",
        SheetKind::Cover,
        brief.settings.pack.title.as_str(),
        "What is this, and can I trust it?",
        [5.0, 22.0, 74.0, 22.0, 18.0],
    )
    .freeze(Freeze::None)
    .print(Print::OnePage);
    cover.push(band(brief));
    cover.push(space(10));
    if let Some(first) = sheets.iter().find(|sheet| sheet.kind == SheetKind::Board) {
        cover.push(line(32, Role::CoverHeadline, headline(first.name.clone())));
    }
    let reconciled = Formula::from("Reconciliation to the trackers: ") & checks::in_words() & ".";
    cover.push(line(20, Role::Evidence, reconciled));
    if !brief.findings.is_empty() {
        cover.push(line(20, Role::Evidence, findings_line()));
    }
    cover.push(section("Contents", WIDTH));
    cover.push(contents(sheets));
    if !absent.is_empty() {
        cover.push(section(
            "Left out, because no tracker gave what it needs",
            WIDTH,
        ));
        cover.push(left_out(absent));
    }
    if !brief.portfolio.sources.is_empty() {
        cover.push(section("Trackers read", WIDTH));
        cover.push(files(brief));
    }
    cover.push(section("Key", WIDTH));
    cover.side_by_side(key());
    cover
}

fn line(height: u32, role: Role, formula: Formula) -> Block {
    Block::Cells(Cells::rows(vec![Row::new(
        RowKind::Plain,
        height,
        vec![Placed::new(0, WIDTH, Cell::figure(role, formula))],
    )]))
}

fn band(brief: &Brief<'_>) -> Block {
    let pack = &brief.settings.pack;
    let row = |height: u32, role: Role, text: String| {
        Row::new(
            RowKind::Plain,
            height,
            vec![Placed::new(0, WIDTH, Cell::value(role, text))],
        )
    };
    let month = brief.settings.as_of.format("%B %Y").to_string();
    let joined = |parts: &[&str]| -> String {
        let given: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        given.join("  |  ")
    };
    let as_of = format!("Data as at {}", brief.settings.as_of.format("%-d %B %Y"));
    Block::Cells(Cells::rows(vec![
        row(34, Role::CoverPack, format!("{}, {month}", pack.title)),
        row(14, Role::CoverBand, String::new()),
        row(
            44,
            Role::CoverTitle,
            "Portfolio health and resources".to_string(),
        ),
        row(
            26,
            Role::CoverMeeting,
            if pack.meeting.is_empty() {
                as_of.clone()
            } else {
                pack.meeting.clone()
            },
        ),
        row(
            22,
            Role::CoverOrganisation,
            joined(&[&pack.organisation, &pack.classification, &as_of]),
        ),
        row(14, Role::CoverBand, String::new()),
    ]))
}

fn findings_line() -> Formula {
    let of = |word: &str| count_ifs([findings::SEVERITY.equal_to(word)]);
    Formula::from("Trackers: ")
        & counted(
            of("◆*"),
            "finding blocks a value or row",
            "findings block values or rows",
        )
        & ", "
        & counted(
            of("▲*"),
            "finding changes a figure",
            "findings change a figure",
        )
        & ", "
        & counted(of("●*"), "is cosmetic", "are cosmetic")
        & ". All are on Data_Quality."
}

fn contents(sheets: &[Sheet]) -> Block {
    let mut list = List::new()
        .heights(20, 22)
        .column("Number", "#", Role::Id, 1)
        .column("Sheet", "Sheet", Role::Link, 1)
        .column("Question", "Question it answers", Role::Text, 1)
        .column("Kind", "Kind", Role::Muted, 2);
    for (number, sheet) in (1_u32..).zip(sheets) {
        let kind = match sheet.kind {
            SheetKind::Cover => continue,
            SheetKind::Board => "Board page",
            SheetKind::Control => "Control",
            SheetKind::Calculation => "Calculation",
            SheetKind::Data => "Data",
        };
        list.push_cells(
            RowKind::Body,
            [
                Cell::value(Role::Id, number.to_string()),
                Cell::link(&sheet.name, sheet.name.clone()),
                Cell::value(Role::Text, sheet.question.as_str()),
                Cell::value(Role::Muted, kind),
            ],
        );
    }
    list.block()
}

fn left_out(absent: &[(&str, &str)]) -> Block {
    let mut list = List::new()
        .heights(20, 20)
        .column("Sheet", "Sheet", Role::Text, 2)
        .column("Needs", "It needs", Role::Text, 3);
    for (name, needs) in absent {
        list.push([(*name).into(), (*needs).into()]);
    }
    list.block()
}

fn files(brief: &Brief<'_>) -> Block {
    let all = &brief.portfolio.sources;
    let mut list = List::new()
        .heights(20, 20)
        .column("File", "File", Role::Text, 3)
        .column("Rows", "Rows used", Role::Count, 1)
        .column("Hash", "SHA-256", Role::Muted, 1);
    for source in all.iter().take(MOST_FILES) {
        let used = sum_ifs(
            &sources::ACCEPTED,
            [sources::HASH.equal_to(source.sha256.as_str())],
        );
        let name = match &source.refused {
            Some(reason) => format!("{}: not used, {reason}", source.file),
            None => source.file.clone(),
        };
        let start: String = source.sha256.chars().take(12).collect();
        list.push([name.into(), used, format!("{start}…").into()]);
    }
    if all.len() > MOST_FILES {
        let more = format!("and {} more, on Data_Sources", all.len() - MOST_FILES);
        list.push_cells(RowKind::Body, [Cell::value(Role::Muted, more)]);
    }
    list.block()
}

fn key() -> Vec<Stack> {
    let tile = |letter: &str, meaning: &str| {
        Row::new(
            RowKind::Plain,
            22,
            vec![
                Placed::new(0, 1, Cell::value(Role::Tile, letter)),
                Placed::new(1, 2, Cell::value(Role::Text, meaning)),
            ],
        )
    };
    let sample = |cell: Cell, meaning: &str| {
        Row::new(
            RowKind::Plain,
            22,
            vec![
                Placed::new(0, 1, cell),
                Placed::new(1, 1, Cell::value(Role::Text, meaning)),
            ],
        )
    };
    let tiles = vec![
        tile(
            "R",
            "Red: outside tolerance, needs a decision or recovery plan",
        ),
        tile("A", "Amber: outside amber tolerance, recoverable"),
        tile("G", "Green: within tolerance"),
        tile("–", "Not known or not applicable; never counted as green"),
    ];
    let samples = vec![
        sample(Cell::value(Role::InputNumber, "Input"), "may be changed"),
        sample(Cell::value(Role::Text, "Formula"), "do not overwrite"),
        sample(Cell::link("Link", "Method"), "opens another sheet"),
    ];
    vec![
        Stack::new(0, vec![Block::Cells(Cells::rows(tiles))]),
        Stack::new(3, vec![Block::Cells(Cells::rows(samples))]),
    ]
}

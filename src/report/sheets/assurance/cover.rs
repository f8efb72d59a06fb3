//! Cover: what this is, whether it can be trusted, where everything is, and what was left out.

use crate::report::block::{Block, Cells, Placed, Row, RowKind, section, space};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Field, Formula, headline};
use crate::report::functions::{count_ifs, counted, rows, sum_ifs};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::assurance::checks;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::{findings, sources};

/// Number, sheet and question of pages; a gap; sheet and rows of data.
const WIDTHS: [f64; 6] = [5.0, 20.0, 76.0, 2.0, 24.0, 18.0];
const WIDTH: u16 = 6;
/// Grid columns of the left side, and where the right side begins.
const LEFT: u16 = 3;
const RIGHT: u16 = 4;
/// Files listed on the cover; all of them are on Data_Sources.
const MOST_FILES: usize = 12;

/// Returns the cover of a pack with these sheets; `absent` are names of sheets and what they would need.
pub fn sheet(brief: &Brief<'_>, sheets: &[Sheet], absent: &[(&str, &str)]) -> Sheet {
    let title = brief.settings.pack.title.as_str();
    let question = "What is this, and can I trust it?";
    let mut cover = Sheet::new("Cover", SheetKind::Cover, title, question, WIDTHS)
        .freeze(Freeze::None)
        .print(Print::OnePage);
    cover.push(band(brief));
    cover.push(space(10));
    if let Some(first) = sheets.iter().find(|sheet| sheet.kind == SheetKind::Board) {
        let lead = headline(first.name.clone());
        cover.push(line(32, Role::CoverHeadline, lead));
    }
    let reconciled = Formula::from("Reconciliation to the trackers: ") & checks::in_words() & ".";
    cover.push(line(20, Role::Muted, reconciled));
    if !brief.findings.is_empty() {
        cover.push(line(20, Role::Muted, findings_line()));
    }
    let is_data = |sheet: &&Sheet| sheet.kind == SheetKind::Data;
    let (data, pages): (Vec<&Sheet>, Vec<&Sheet>) = sheets.iter().partition(is_data);
    cover.side_by_side(vec![
        Stack::new(0, vec![section("Contents", LEFT), contents(&pages)]),
        Stack::new(
            RIGHT,
            vec![section("The data behind", WIDTH - RIGHT), tables(&data)],
        ),
    ]);
    if !absent.is_empty() {
        cover.push(section(
            "Left out, because no tracker gives what it needs",
            WIDTH,
        ));
        cover.push(left_out(absent));
    }
    if !brief.portfolio.sources.is_empty() {
        cover.push(section("Trackers read", WIDTH));
        cover.push(files(brief));
    }
    cover.push(section("Key", WIDTH));
    cover.push(space(6));
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
        let cell = Cell::value(role, text);
        Row::new(RowKind::Plain, height, vec![Placed::new(0, WIDTH, cell)])
    };
    let joined = |parts: &[&str]| -> String {
        let given: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        given.join("  |  ")
    };
    let month = brief.settings.as_of.format("%B %Y");
    let as_of = format!("Data as at {}", brief.settings.as_of.format("%-d %B %Y"));
    let mut rows = vec![
        row(34, Role::CoverPack, format!("{}, {month}", pack.title)),
        row(14, Role::CoverBand, String::new()),
        row(
            44,
            Role::CoverTitle,
            "Portfolio health and resources".to_string(),
        ),
    ];
    let below = joined(&[&pack.organisation, &pack.classification]);
    let (meeting, below) = if pack.meeting.is_empty() {
        (as_of, below)
    } else {
        (pack.meeting.clone(), joined(&[&below, &as_of]))
    };
    rows.push(row(26, Role::CoverMeeting, meeting));
    rows.push(row(22, Role::CoverOrganisation, below));
    rows.push(row(14, Role::CoverBand, String::new()));
    Block::Cells(Cells::rows(rows))
}

fn findings_line() -> Formula {
    let of = |mark: &str| count_ifs([findings::SEVERITY.equal_to(mark)]);
    let blocks = counted(
        of("◆*"),
        "finding blocks a value or row",
        "findings block values or rows",
    );
    let changes = counted(of("▲*"), "changes a figure", "change a figure");
    let cosmetic = counted(of("●*"), "is cosmetic", "are cosmetic");
    Formula::from("Trackers: ")
        & blocks
        & ", "
        & changes
        & ", "
        & cosmetic
        & ". All are listed on Data_Quality."
}

fn contents(sheets: &[&Sheet]) -> Block {
    let mut list = List::new()
        .heights(20, 22)
        .column("Number", "#", Role::Id, 1)
        .column("Sheet", "Sheet", Role::Link, 1)
        .column("Question", "Question it answers", Role::Text, 1);
    for (number, sheet) in (1_u32..).zip(sheets) {
        list.push_cells(
            RowKind::Body,
            [
                Cell::value(Role::Id, number),
                Cell::link(&sheet.name, sheet.name.clone()),
                Cell::value(Role::Text, sheet.question.as_str()),
            ],
        );
    }
    list.block()
}

fn tables(sheets: &[&Sheet]) -> Block {
    let mut list = List::new()
        .heights(20, 22)
        .column("Sheet", "Sheet", Role::Link, 1)
        .column("Rows", "Rows", Role::Count, 1);
    for sheet in sheets {
        let first = sheet.blocks().find_map(|block| match block {
            Block::Table(table) => table.columns.first().map(|column| Field {
                table: table.name.clone(),
                column: column.heading.clone(),
            }),
            _ => None,
        });
        let count = first.map_or(Formula::from(""), |field| rows(&field));
        list.push_cells(
            RowKind::Body,
            [
                Cell::link(&sheet.name, sheet.name.clone()),
                Cell::figure(Role::Count, count),
            ],
        );
    }
    list.block()
}

fn left_out(absent: &[(&str, &str)]) -> Block {
    let mut list = List::new()
        .heights(20, 20)
        .column("Sheet", "Sheet", Role::Text, 2)
        .column("Needs", "It needs", Role::Text, 4);
    for (name, needs) in absent {
        list.push([(*name).into(), (*needs).into()]);
    }
    list.block()
}

fn files(brief: &Brief<'_>) -> Block {
    let all = &brief.portfolio.sources;
    let mut list = List::new()
        .heights(20, 20)
        .column("File", "File", Role::Text, LEFT)
        .gap(1)
        .column("Hash", "SHA-256", Role::Muted, 1)
        .column("Rows", "Rows used", Role::Count, 1);
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
        list.push([name.into(), format!("{start}…").into(), used]);
    }
    if all.len() > MOST_FILES {
        let more = format!("and {} more, on Data_Sources", all.len() - MOST_FILES);
        list.push_cells(RowKind::Body, [Cell::value(Role::Muted, more)]);
    }
    list.block()
}

fn key() -> Vec<Stack> {
    let row = |cell: Cell, span: u16, meaning: &str| {
        Row::new(
            RowKind::Plain,
            22,
            vec![
                Placed::new(0, 1, cell),
                Placed::new(1, span, Cell::value(Role::Text, meaning)),
            ],
        )
    };
    let tile = |letter: &str, meaning: &str| row(Cell::value(Role::Tile, letter), 2, meaning);
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
        row(Cell::value(Role::InputSample, "Input"), 1, "may be changed"),
        row(Cell::value(Role::Text, "Formula"), 1, "leave as it is"),
        row(Cell::link("Link", "Method"), 1, "opens a sheet"),
    ];
    vec![
        Stack::new(0, vec![Block::Cells(Cells::rows(tiles))]),
        Stack::new(RIGHT, vec![Block::Cells(Cells::rows(samples))]),
    ]
}

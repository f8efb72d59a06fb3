//! Copies of senders' workbooks: notes in place, and everything else as it was, part by part and cell by cell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use boardpack::annotate::copy::{Annotated, copy, is_copy};
use boardpack::model::finding::{Code, Finding, Severity};
use boardpack::model::origin::Origin;
use calamine::{Reader, Xlsx};
use rust_xlsxwriter::{ConditionalFormatDuplicate, DataValidation, Format, Note, Table, Workbook};

use crate::samples;
use crate::support::package;
use crate::support::run;

static ODD: Code = Code {
    id: "odd",
    severity: Severity::Changes,
    why: "An example.",
};

/// The parts of a package that a copy may change or add.
const MAY_CHANGE: [&str; 6] = [
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/",
    "xl/comments",
    "xl/drawings/vmlDrawing",
];

fn finding(sheet: &str, row: u32, column: u32) -> Finding {
    let origin = Origin::cell(&"Plan.xlsx".into(), &sheet.into(), row, column);
    Finding::new(&ODD, origin, "`R&D` is <odd>").hint("ask the owner")
}

fn copied(bytes: &[u8], findings: &[Finding]) -> Annotated {
    copy(bytes, &findings.iter().collect::<Vec<_>>()).unwrap()
}

fn texts(bytes: &[u8]) -> BTreeMap<String, String> {
    package::parts(bytes)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

/// Every part keeps its bytes, but for those that hold notes and the list of sheets; every cell keeps value and formula.
fn is_otherwise_unchanged(old: &[u8], new: &[u8]) {
    let after: BTreeMap<String, Vec<u8>> = package::parts(new).into_iter().collect();
    for (name, bytes) in package::parts(old) {
        if !MAY_CHANGE.iter().any(|start| name.starts_with(start)) {
            assert!(after[&name] == bytes, "{name} has changed");
        }
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(after[&name].clone()).unwrap();
            let own = text.find("<legacyDrawing xmlns:r=").map(|start| {
                let end = start + text[start..].find("/>").unwrap() + 2;
                format!("{}{}", &text[..start], &text[end..])
            });
            assert!(
                own.unwrap_or(text).as_bytes() == bytes,
                "{name} has changed"
            );
        }
    }
    let open = |bytes: &[u8]| Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let (mut before, mut after) = (open(old), open(new));
    let names = before.sheet_names();
    assert_eq!(after.sheet_names()[1..], names);
    for name in names {
        assert_eq!(
            before.worksheet_range(&name).unwrap(),
            after.worksheet_range(&name).unwrap()
        );
        assert_eq!(
            before.worksheet_formula(&name).unwrap(),
            after.worksheet_formula(&name).unwrap()
        );
    }
}

#[test]
fn copies_of_the_samples_have_a_note_on_each_cell_and_are_otherwise_unchanged() {
    let run = run::read(&[samples::folder()]);
    let mut notes = 0;
    for source in run
        .portfolio
        .sources
        .iter()
        .filter(|source| source.format == "xlsx")
    {
        let own: Vec<Finding> = run
            .findings
            .iter()
            .filter(|finding| *finding.origin.file == source.file)
            .cloned()
            .collect();
        let bytes = std::fs::read(samples::folder().join(&source.file)).unwrap();
        let new = copied(&bytes, &own);
        assert!(is_copy(&new.bytes) && !is_copy(&bytes));
        is_otherwise_unchanged(&bytes, &new.bytes);
        let cells: BTreeSet<_> = own
            .iter()
            .filter(|finding| finding.origin.column.is_some())
            .map(|finding| (&finding.origin.sheet, finding.origin.cell_name().unwrap()))
            .collect();
        let all: String = texts(&new.bytes)
            .into_iter()
            .filter(|(name, _)| name.starts_with("xl/comments"))
            .map(|(_, xml)| xml)
            .collect();
        for (sheet, cell) in &cells {
            assert!(
                all.contains(&format!("<comment ref=\"{cell}\"")),
                "{sheet:?} {cell}"
            );
        }
        assert_eq!(new.notes, cells.len());
        assert_eq!(new.remarks, Vec::<String>::new());
        notes += new.notes;
    }
    assert!(notes > 5, "{notes}");
}

/// A workbook with most of what a sheet in front or a note could break.
fn crowded() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let first = workbook.add_worksheet();
    first.set_name("Cover & more").unwrap();
    first.write_string(0, 0, "Harbour Lift").unwrap();
    first
        .insert_note(0, 0, &Note::new("Ask Ben").set_author("Ada"))
        .unwrap();
    first.set_print_area(0, 0, 9, 3).unwrap();
    first.protect();
    let plan = workbook.add_worksheet();
    plan.set_name("Plan's").unwrap();
    plan.write_row(0, 0, ["Milestone", "Due", "Days"]).unwrap();
    plan.write_row(1, 0, ["Crane", "soon", ""]).unwrap();
    plan.write_blank(1, 5, &Format::new().set_bold()).unwrap();
    plan.write_formula(2, 2, "=LEN(A2)").unwrap();
    plan.add_table(0, 0, 2, 2, &Table::new()).unwrap();
    plan.add_data_validation(
        1,
        0,
        2,
        0,
        &DataValidation::new()
            .allow_list_strings(&["a", "b"])
            .unwrap(),
    )
    .unwrap();
    plan.add_conditional_format(1, 0, 2, 1, &ConditionalFormatDuplicate::new())
        .unwrap();
    plan.set_repeat_rows(0, 0).unwrap();
    plan.set_active(true);
    workbook
        .define_name(
            "Plan's!Local".replace("Plan's", "'Plan''s'").as_str(),
            "='Plan''s'!$A$1",
        )
        .unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_crowded_workbook_keeps_its_names_notes_and_rules() {
    let old = crowded();
    let findings = [
        finding("Cover & more", 0, 0),
        finding("Cover & more", 3, 1),
        finding("Plan's", 1, 1),
        finding("Plan's", 1, 1),
        finding("Nowhere", 1, 1),
    ];
    let new = copied(&old, &findings);
    assert_eq!(new.notes, 3);
    assert_eq!(
        new.remarks,
        ["1 note on a sheet that cannot hold any left out, listed on the sheet of findings"]
    );
    is_otherwise_unchanged(&old, &new.bytes);
    let parts = texts(&new.bytes);
    let workbook = &parts["xl/workbook.xml"];
    assert!(
        workbook.contains("name=\"Findings\" sheetId=\"3\""),
        "{workbook}"
    );
    assert!(workbook.contains("activeTab=\"2\""), "{workbook}");
    for (name, place) in [
        ("_xlnm.Print_Area", 1),
        ("_xlnm.Print_Titles", 2),
        ("Local", 2),
    ] {
        let name = format!("name=\"{name}\" localSheetId=\"{place}\"");
        assert!(workbook.contains(&name), "{name} in {workbook}");
    }
    let comments: Vec<&String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/comments"))
        .map(|(_, xml)| xml)
        .collect();
    assert_eq!(comments.len(), 2);
    assert!(comments[0].contains("Ask Ben") && comments[0].contains("`R&amp;D` is &lt;odd&gt;"));
    assert!(comments[0].contains("ref=\"B4\"") && comments[1].contains("ref=\"B2\""));
    let front = &parts["xl/worksheets/boardpackFindings.xml"];
    assert!(
        front.contains("location=\"&apos;Plan&apos;&apos;s&apos;!B2\""),
        "{front}"
    );
    assert!(
        copy(&new.bytes, &[])
            .unwrap_err()
            .reason
            .contains("already")
    );
}

#[test]
fn a_workbook_that_a_copy_would_break_is_refused_with_the_reason() {
    let shared = package::patch(&crowded(), "xl/revisions/revisionHeaders.xml", "<headers/>");
    assert!(copy(&shared, &[]).unwrap_err().reason.contains("shared"));
    assert!(copy(b"%PDF-1.7", &[]).is_err());
    let signed = package::patch(&crowded(), "_xmlsignatures/sig1.xml", "<Signature/>");
    assert_eq!(copied(&signed, &[]).remarks.len(), 1);
}

#[test]
fn a_second_sheet_called_findings_gets_another_name() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("FINDINGS").unwrap();
    let new = copied(&workbook.save_to_buffer().unwrap(), &[]);
    assert!(texts(&new.bytes)["xl/workbook.xml"].contains("name=\"Findings 2\""));
}

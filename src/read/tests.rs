//! Files as users have them, from the bytes on the disk to the book.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use rust_xlsxwriter::{Color, ExcelDateTime, Format as Look, Formula, Workbook};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::grid::{Book, Cell, Format, Raw, SheetState};
use super::ole::tests::ole;
use super::read;

fn read_bytes(name: &str, bytes: &[u8]) -> Book {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    read(&path, name)
}

fn read_workbook(mut workbook: Workbook) -> Book {
    let book = read_bytes("Plan.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(book.refused, None);
    book
}

/// Makes a workbook of one sheet from the XML of its rows, and parts that replace or join the usual ones.
fn package(rows: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let usual = [
        (
            "[Content_Types].xml",
            "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Plan\" r:id=\"a\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let usual = usual
        .into_iter()
        .filter(|(name, _)| parts.iter().all(|(other, _)| other != name));
    for (name, text) in usual.chain(parts.iter().copied()) {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read_rows(rows: &str) -> Book {
    let book = read_bytes("Plan.xlsx", &package(rows, &[]));
    assert_eq!(book.refused, None);
    book
}

fn cell(book: &Book, row: u32, column: u32) -> &Cell {
    book.grids[0].cell(row, column).unwrap()
}

fn codes(book: &Book) -> Vec<&str> {
    book.findings
        .iter()
        .map(|finding| finding.code.id)
        .collect()
}

fn refusal(name: &str, bytes: &[u8]) -> (String, String) {
    let book = read_bytes(name, bytes);
    assert!(book.grids.is_empty());
    let refusal = book.refused.unwrap();
    let finding = &book.findings[0];
    assert_eq!(finding.code.id, "file-refused");
    assert_eq!(
        finding.message,
        format!("could not read `{name}`: {}", refusal.reason)
    );
    (refusal.reason, refusal.hint)
}

#[test]
fn every_kind_of_value_is_read_as_excel_shows_it() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = ExcelDateTime::from_ymd(2026, 4, 3).unwrap();
    let day = Look::new().set_num_format("dd/mm/yyyy");
    let length = Look::new().set_num_format("[h]:mm");
    let share = Look::new().set_num_format("0%");
    let quoted = Look::new().set_num_format("0\"%\"");
    sheet.write(0, 0, " Alpha ").unwrap();
    sheet.write(0, 1, 1234.5).unwrap();
    sheet.write_with_format(0, 2, &date, &day).unwrap();
    sheet.write_with_format(0, 3, 0.75, &share).unwrap();
    sheet.write_with_format(0, 4, 75, &quoted).unwrap();
    sheet.write_with_format(0, 5, 1.5, &length).unwrap();
    sheet.write(0, 6, true).unwrap();
    sheet
        .write(0, 7, Formula::new("=B1*2").set_result("2469"))
        .unwrap();
    sheet.write(0, 8, "   ").unwrap();
    let book = read_workbook(workbook);
    assert_eq!(book.format, Format::Xlsx);
    assert_eq!(book.sha256.len(), 64);
    assert_eq!(codes(&book), [""; 0]);
    let day = chrono::NaiveDate::from_ymd_opt(2026, 4, 3).unwrap();
    let share = Raw::Number {
        value: 0.75,
        percent: true,
    };
    for (column, expected) in [
        (0, Raw::Text(" Alpha ".to_string())),
        (1, Raw::number(1234.5)),
        (2, Raw::Date(day.into())),
        (3, share),
        (4, Raw::number(75.0)),
        (5, Raw::number(36.0)),
        (6, Raw::Bool(true)),
        (7, Raw::number(2469.0)),
    ] {
        assert_eq!(cell(&book, 0, column).raw, expected, "column {column}");
    }
    assert!(book.grids[0].cell(0, 8).is_none());
}

#[test]
fn grouped_rows_are_seen() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..4 {
        sheet.write(row, 0, "row").unwrap();
    }
    sheet.group_rows(1, 3).unwrap();
    sheet.group_rows(2, 2).unwrap();
    let book = read_workbook(workbook);
    let outline: Vec<u8> = book.grids[0].rows.iter().map(|row| row.outline).collect();
    assert_eq!(outline, [0, 1, 2, 1]);
}

#[test]
fn fill_indent_and_strike_are_seen() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let red = Look::new().set_background_color(Color::RGB(0xFF_50_50));
    let deep = Look::new().set_indent(2).set_font_strikethrough();
    sheet.write_with_format(0, 0, "late", &red).unwrap();
    sheet.write_with_format(1, 0, "part", &deep).unwrap();
    sheet.write(2, 0, "plain").unwrap();
    let book = read_workbook(workbook);
    let looks: Vec<_> = (0..3)
        .map(|row| cell(&book, row, 0))
        .map(|cell| (cell.fill, cell.indent, cell.struck))
        .collect();
    assert_eq!(
        looks,
        [
            (Some(0xFF_50_50), 0, false),
            (None, 2, true),
            (None, 0, false)
        ]
    );
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..3 {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 2, row).unwrap();
    }
    sheet.set_row_hidden(1).unwrap();
    sheet.set_column_range_hidden(1, 2).unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_hidden(true);
    sheet.write(0, 0, "old").unwrap();
    let book = read_workbook(workbook);
    assert_eq!(
        codes(&book),
        ["hidden-rows", "hidden-columns", "hidden-sheet"]
    );
    let hidden: Vec<bool> = book.grids[0].rows.iter().map(|row| row.hidden).collect();
    assert_eq!(hidden, [false, true, false]);
    assert_eq!(book.grids[0].hidden_columns, [1, 2]);
    assert_eq!(book.findings[1].message, "1 hidden column with values: C");
    assert_eq!(book.grids[1].state, SheetState::Hidden);
}

#[test]
fn merged_areas_are_known_and_a_value_under_one_is_told() {
    let merges = "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>";
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row></sheetData>{merges}</worksheet>"
    );
    let book = read_bytes(
        "Plan.xlsx",
        &package("", &[("xl/worksheets/sheet1.xml", &sheet)]),
    );
    assert_eq!(book.grids[0].merges.len(), 1);
    assert_eq!(book.grids[0].merges[0].last_column, 2);
    assert_eq!(codes(&book), ["value-under-merge"]);
    assert_eq!(book.findings[0].found.as_deref(), Some("2"));
}

#[test]
fn an_error_cell_is_kept_and_the_cells_after_it_are_read() {
    let book = read_rows(concat!(
        r#"<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><v>#SPILL!</v></c><c r="C1"><v>3</v></c></row>"#,
        r#"<row r="2"><c r="A2" t="n"><v>1,5</v></c><c r="B2"><v>4</v></c></row>"#
    ));
    assert_eq!(cell(&book, 0, 1).raw, Raw::Error("#SPILL!".to_string()));
    assert_eq!(cell(&book, 0, 2).raw, Raw::number(3.0));
    assert_eq!(cell(&book, 1, 0).raw, Raw::Error("1,5".to_string()));
    assert_eq!(cell(&book, 1, 1).raw, Raw::number(4.0));
    assert_eq!(codes(&book), ["damaged-cells", "error-cells"]);
    assert_eq!(
        book.findings[1].message,
        "2 cells with an error, the first `#REF!`"
    );
}

#[test]
fn a_formula_without_a_result_is_told() {
    let book = read_rows(r#"<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><v>1</v></c></row>"#);
    assert_eq!(codes(&book), ["formula-without-value"]);
    assert!(book.grids[0].cell(0, 0).is_none());
}

#[test]
fn two_cells_far_apart_are_two_cells() {
    let book = read_rows(concat!(
        r#"<row r="1"><c r="A1"><v>1</v></c></row>"#,
        r#"<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#
    ));
    assert_eq!(book.grids[0].rows.len(), 2);
    assert_eq!(cell(&book, 1_048_575, 16_383).raw, Raw::number(2.0));
    assert_eq!(codes(&book), [""; 0]);
}

#[test]
fn dates_from_1904_are_moved() {
    let workbook = concat!(
        "<workbook xmlns:r=\"r\"><workbookPr date1904=\"true\"/>",
        "<sheets><sheet name=\"Plan\" r:id=\"a\"/></sheets></workbook>"
    );
    let styles = "<styleSheet><cellXfs><xf numFmtId=\"14\"></xf></cellXfs></styleSheet>";
    let relations = concat!(
        "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>",
        "<Relationship Id=\"b\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let bytes = package(
        r#"<row r="1"><c r="A1" s="0"><v>43538</v></c></row>"#,
        &[
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/styles.xml", styles),
        ],
    );
    let book = read_bytes("Plan.xlsx", &bytes);
    assert_eq!(cell(&book, 0, 0).raw.display(), "2023-03-15");
    assert!(book.grids[0].date_1904);
    assert_eq!(codes(&book), ["date-system-1904"]);
}

#[test]
fn one_sheet_that_cannot_be_read_does_not_lose_the_others() {
    let workbook = concat!(
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Plan\" r:id=\"a\"/><sheet name=\"Lost\" r:id=\"z\"/>",
        "</sheets></workbook>"
    );
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let book = read_bytes(
        "Plan.xlsx",
        &package(rows, &[("xl/workbook.xml", workbook)]),
    );
    assert_eq!(book.refused, None);
    assert_eq!(book.grids.len(), 1);
    assert_eq!(codes(&book), ["sheet-not-read"]);
    assert_eq!(
        book.findings[0].message,
        "could not read the sheet `Lost`: its part is missing"
    );
}

#[test]
fn sheets_of_one_name_are_both_read_under_names_of_their_own() {
    let workbook = concat!(
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Plan\" r:id=\"a\"/><sheet name=\"Plan\" r:id=\"a\"/>",
        "<sheet name=\"Plan (2)\" r:id=\"a\"/></sheets></workbook>"
    );
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let book = read_bytes(
        "Plan.xlsx",
        &package(rows, &[("xl/workbook.xml", workbook)]),
    );
    let names: Vec<&str> = book.grids.iter().map(|grid| grid.sheet.as_ref()).collect();
    assert_eq!(names, ["Plan", "Plan (3)", "Plan (2)"]);
    assert_eq!(codes(&book), ["duplicate-sheet"]);
}

#[test]
fn a_claimed_number_of_texts_is_not_believed() {
    let texts = "<sst uniqueCount=\"4000000000\"><si><t>Alpha</t></si></sst>";
    let relations = concat!(
        "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>",
        "<Relationship Id=\"b\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
    );
    let bytes = package(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#,
        &[
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/sharedStrings.xml", texts),
        ],
    );
    let book = read_bytes("Plan.xlsx", &bytes);
    assert_eq!(cell(&book, 0, 0).raw, Raw::Text("Alpha".to_string()));
}

#[test]
fn the_content_counts_and_the_name_does_not() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "x").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    for name in ["Plan.csv", "Plan.xls", "Plan.ods"] {
        let book = read_bytes(name, &bytes);
        assert_eq!(book.format, Format::Xlsx);
        assert_eq!(codes(&book), ["misnamed-file"]);
    }
    let book = read_bytes("Plan.xlsx", b"Id;Task\n1;One");
    assert_eq!(book.format, Format::Csv);
    assert_eq!(book.grids[0].sheet.as_ref(), "Plan");
    assert_eq!(codes(&book), ["misnamed-file"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_the_next_step() {
    let encrypted = ole("EncryptedPackage", &[]);
    let whole = package("", &[]);
    let no_sheets = package("", &[("xl/workbook.xml", "<workbook/>")]);
    let cut_sheet = package(
        "",
        &[("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>")],
    );
    for (name, bytes, reason) in [
        ("Plan.xlsx", &b""[..], "the file is empty"),
        ("Plan.xlsx", &encrypted, "the file is password protected"),
        (
            "Plan.xlsx",
            b"no table at all",
            "the file is a text and not a workbook",
        ),
        (
            "~$Plan.xlsx",
            b"x",
            "the file is the mark that Office leaves while somebody has a file open",
        ),
        (
            "Plan.xlsx",
            &whole[..whole.len() / 2],
            "the file is cut off or damaged: its list of parts cannot be read",
        ),
        ("Plan.xlsx", &no_sheets, "the workbook has no worksheets"),
        (
            "Plan.xlsx",
            &cut_sheet,
            "the sheet `Plan` cannot be read: its XML ends in the middle",
        ),
        (
            "Plan.xml",
            b"<Project xmlns=\"http://schemas.microsoft.com/project\"/>",
            "the XML holds nothing of a plan",
        ),
    ] {
        let (found, hint) = refusal(name, bytes);
        assert_eq!(found, reason);
        assert!(!hint.is_empty());
    }
}

#[test]
fn a_binary_workbook_is_read_as_well_as_it_can_be() {
    let record =
        |kind: &[u8], data: &[u8]| [kind, &[u8::try_from(data.len()).unwrap()], data].concat();
    let wide = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u32::try_from(units.len() / 2).unwrap();
        [&length.to_le_bytes(), units.as_slice()].concat()
    };
    let sheet = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &wide("a"), &wide("Plan")].concat();
    let workbook = [
        record(&[0x9C, 0x01], &sheet),
        record(&[0x90, 0x01], &[]),
        record(&[0x9D, 0x01], &[]),
    ];
    let row = [&2_u32.to_le_bytes()[..], &[0; 12]].concat();
    let number = [&[3, 0, 0, 0, 0, 0, 0, 0][..], &1234.5_f64.to_le_bytes()].concat();
    let text = [&[4, 0, 0, 0, 0, 0, 0, 0][..], &wide("Alpha")].concat();
    let cells = [
        record(&[0x94, 0x01], &[0; 16]),
        record(&[0x91, 0x01], &[]),
        record(&[0x00], &row),
        record(&[0x05], &number),
        record(&[0x06], &text),
        record(&[0x92, 0x01], &[]),
    ];
    let relations =
        "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("xl/workbook.bin", workbook.concat()),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes().to_vec()),
        ("xl/worksheets/sheet1.bin", cells.concat()),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&bytes).unwrap();
    }
    let book = read_bytes("Plan.xlsb", &writer.finish().unwrap().into_inner());
    assert_eq!(book.refused, None);
    assert_eq!(book.format, Format::Xlsb);
    assert_eq!(cell(&book, 2, 3).raw, Raw::number(1234.5));
    assert_eq!(cell(&book, 2, 4).raw, Raw::Text("Alpha".to_string()));
    assert_eq!(book.grids[0].state, SheetState::Hidden);
    assert_eq!(codes(&book), ["best-effort-format", "hidden-sheet"]);
}

#[test]
fn a_path_that_is_no_file_is_refused() {
    let folder = TempDir::new().unwrap();
    for path in [
        folder.path().to_path_buf(),
        folder.path().join("nowhere.xlsx"),
    ] {
        let book = read(&path, "shown");
        assert!(book.refused.is_some(), "{path:?}");
    }
}

#[test]
fn a_file_without_a_value_is_told() {
    for (name, bytes) in [
        ("Plan.csv", b"\n\n".to_vec()),
        ("Plan.xlsx", package("", &[])),
    ] {
        assert_eq!(codes(&read_bytes(name, &bytes)), ["no-values"], "{name}");
    }
}

#[test]
fn codes_are_named_once() {
    let mut ids: Vec<&str> = super::CODES.iter().map(|code| code.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), super::CODES.len());
}

proptest::proptest! {
    #[test]
    fn a_table_written_as_text_is_read_back(
        rows in proptest::collection::vec(proptest::collection::vec("[ -~äß€\n\r\"]{0,6}", 2..5), 1..8),
        delimiter in proptest::sample::select(vec![',', ';', '\t', '|']),
        line_end in proptest::sample::select(vec!["\n", "\r", "\r\n"]),
    ) {
        let quote = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let lines = rows.iter().map(|fields| {
            fields.iter().map(quote).collect::<Vec<_>>().join(&delimiter.to_string())
        });
        let lines: Vec<String> = std::iter::once(format!("sep={delimiter}")).chain(lines).collect();
        let book = read_bytes("Plan.csv", lines.join(line_end).as_bytes());
        for (row, fields) in (0..).zip(&rows) {
            for (column, field) in (0..).zip(fields) {
                let found = book.grids[0].cell(row, column).map(|cell| &cell.raw);
                let expected = (!field.trim().is_empty()).then(|| Raw::Text(field.clone()));
                proptest::prop_assert_eq!(found, expected.as_ref());
            }
        }
    }

    #[test]
    fn no_bytes_break_the_reading(
        start in proptest::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE"]),
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600),
    ) {
        let book = read_bytes("Plan.xlsx", &[start, &bytes].concat());
        let reason = book.refused.map(|refusal| refusal.reason).unwrap_or_default();
        proptest::prop_assert!(!reason.contains("cannot stand"), "{}", reason);
    }
}

/// For folders of odd files: `BOARDPACK_FOLDER=… cargo test read::tests::every_file -- --ignored --nocapture`.
#[test]
#[ignore = "reads the folder that BOARDPACK_FOLDER names"]
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool for those who build"
)]
fn every_file_of_a_folder_is_read_or_refused() {
    let folder = PathBuf::from(std::env::var("BOARDPACK_FOLDER").unwrap());
    let walk = super::walk::files(&[folder]);
    assert!(!walk.found.is_empty());
    for file in walk.found {
        let start = std::time::Instant::now();
        let book = read(&file.path, &file.shown);
        let outcome = book
            .refused
            .map_or("read".to_string(), |refusal| refusal.reason);
        println!("{}: {outcome} in {:?}", file.shown, start.elapsed());
        assert!(start.elapsed().as_secs() < 20, "{}", file.shown);
    }
}

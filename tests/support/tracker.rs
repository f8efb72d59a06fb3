//! Trackers typed on a page, as files in a folder.
//!
//! | block | file |
//! |---|---|
//! | `` ```xlsx Plan.xlsx › Milestones`` | a sheet of a workbook, one line a row, cells between bars as in `samples/make/cells.rs` |
//! | `` ```csv Plan.csv`` | the text as it stands |
//! | `` ```xml Plan.xml`` | the same, for a plan of Microsoft Project |
//! | `` ```file notes.txt`` | the same, for what is no tracker |
//! | `` ```toml boardpack.toml`` | the settings of the run |
//! | `` ```patch Plan.xlsx › xl/workbook.xml`` | a change of a part of that workbook: what is there, a line `→`, what takes its place |
//! | `` ```part Plan.ods › content.xml`` | one part of a package of which every part is typed |
//! | `` ```missing Plan.xlsx`` | no file: a path that is named and leads nowhere |
//! | `` ```history before`` | no file: a folder that is named as history; the trackers are then the folder `now` |
//!
//! Words in brackets after the name change how it is written, `;` between them: a sheet may be `hidden` or `very hidden`,
//! `merge B1:D1`, `hide row 3`, `hide column C`, `group rows 3-5`, `indent A3:A5 2`, or have conditional formats:
//! `when B2:B9 = Late fill FF5050`, with `>`, `<`, `contains`, `begins` or `formula` in place of `=` and `stop` at its end;
//! `lights B2:B9`, `scale B2:B9`; a text may be `windows-1252`, `utf-16le`, `utf-16be`, `bom`,
//! `crlf`, `cr`, or `repeated`: then `{ab×3}` stands for `ababab`, and in it `⏎` for a line
//! end, `␍` for a carriage return, `␛` for an escape.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::{
    ConditionalFormat, ConditionalFormat3ColorScale, ConditionalFormatCell,
    ConditionalFormatCellRule, ConditionalFormatFormula, ConditionalFormatIconSet,
    ConditionalFormatIconType, ConditionalFormatText, ConditionalFormatTextRule, Format, Workbook,
    Worksheet,
};

use super::package;
use super::page::{Block, Page};
use super::place::cell;
use crate::make::cells;

/// Whether a block is a file to be read: tables that are expected name no file.
pub(crate) fn is_input(block: &Block) -> bool {
    match block.language.as_str() {
        "xlsx" | "xml" | "file" | "patch" | "part" | "missing" | "history" => true,
        "csv" | "toml" => file(&block.about).contains('.'),
        _ => false,
    }
}

/// Writes the trackers of a page into a folder.
pub(crate) fn write(page: &Page, folder: &Path) {
    let mut books: BTreeMap<String, Vec<&Block>> = BTreeMap::new();
    let mut packages: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for block in page.blocks().filter(|block| is_input(block)) {
        match block.language.as_str() {
            "xlsx" => books.entry(file(&block.about)).or_default().push(block),
            "part" => packages
                .entry(file(&block.about))
                .or_default()
                .push((inside(&block.about), block.body.trim().as_bytes().to_vec())),
            "patch" | "missing" | "history" => {}
            _ => put(folder, &file(&block.about), &encoded(block)),
        }
    }
    for (name, sheets) in books {
        let patches = page
            .blocks()
            .filter(|block| block.language == "patch" && file(&block.about) == name);
        let bytes = patches.fold(workbook(&sheets), |bytes, block| {
            package::patch(&bytes, &inside(&block.about), &block.body)
        });
        put(folder, &name, &bytes);
    }
    for (name, parts) in packages {
        put(folder, &name, &package::package(&parts));
    }
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Returns `Plan.xlsx` of `Plan.xlsx › Milestones (hidden)`.
fn file(about: &str) -> String {
    let (name, _) = split(about);
    name.split('›')
        .next()
        .unwrap_or_default()
        .trim()
        .to_string()
}

/// Returns `Milestones` of `Plan.xlsx › Milestones (hidden)`.
fn inside(about: &str) -> String {
    let (name, _) = split(about);
    name.split_once('›')
        .map_or("Sheet1", |(_, inside)| inside.trim())
        .to_string()
}

/// Splits a block's line into its name and the words in brackets after it.
fn split(about: &str) -> (&str, Vec<&str>) {
    match about
        .rsplit_once(" (")
        .and_then(|(name, words)| Some((name, words.strip_suffix(')')?)))
    {
        Some((name, words)) => (name.trim(), words.split(';').map(str::trim).collect()),
        None => (about.trim(), Vec::new()),
    }
}

fn encoded(block: &Block) -> Vec<u8> {
    let (_, words) = split(&block.about);
    let mut text = block.body.clone();
    for word in &words {
        match *word {
            "crlf" => text = text.replace('\n', "\r\n"),
            "cr" => text = text.replace('\n', "\r"),
            "bom" => text.insert(0, '\u{feff}'),
            "no last line end" => text.truncate(text.trim_end().len()),
            "repeated" => text = repeated(&text),
            "windows-1252" | "utf-16le" | "utf-16be" => {}
            other => panic!("{}: `{other}` is no way to write a text", block.about),
        }
    }
    match words
        .iter()
        .find(|word| word.starts_with("utf-16") || word.starts_with("windows"))
    {
        Some(&"windows-1252") => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        Some(&"utf-16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some(&"utf-16be") => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.into_bytes(),
    }
}

/// Writes `{ab×3}` out as `ababab`.
fn repeated(text: &str) -> String {
    let Some((before, rest)) = text.split_once('{') else {
        return text.to_string();
    };
    let (inside, after) = rest.split_once('}').unwrap();
    let (one, count) = inside.rsplit_once('×').unwrap();
    let one = one
        .replace('⏎', "\n")
        .replace('␍', "\r")
        .replace('␛', "\u{1b}");
    format!(
        "{before}{}{}",
        one.repeat(count.parse().unwrap()),
        repeated(after)
    )
}

fn workbook(sheets: &[&Block]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for block in sheets {
        let (_, words) = split(&block.about);
        let sheet = cells::sheet(&mut workbook, &inside(&block.about)).unwrap();
        // Merging empties its cells, so it comes first; writing sets the look of a cell, so looks come last.
        let (looks, shapes): (Vec<&str>, Vec<&str>) =
            words.iter().partition(|word| word.starts_with("indent "));
        for word in shapes {
            shape(sheet, word);
        }
        for (row, line) in (0..).zip(block.body.lines()) {
            cells::cells(sheet, (row, 0), cells::Look::Plain, line.split('|')).unwrap();
        }
        for word in looks {
            indent(sheet, word);
        }
    }
    cells::bytes(workbook).unwrap()
}

fn shape(sheet: &mut Worksheet, word: &str) {
    if let Some(area) = word.strip_prefix("merge ") {
        let (first, last) = area.split_once(':').unwrap();
        let ((first_row, first_column), (last_row, last_column)) = (place(first), place(last));
        sheet
            .merge_range(
                first_row,
                first_column,
                last_row,
                last_column,
                "",
                &Format::new(),
            )
            .unwrap();
    } else if let Some(row) = word.strip_prefix("hide row ") {
        sheet
            .set_row_hidden(row.parse::<u32>().unwrap() - 1)
            .unwrap();
    } else if let Some(column) = word.strip_prefix("hide column ") {
        sheet
            .set_column_hidden(place(&format!("{column}1")).1)
            .unwrap();
    } else if let Some(rule) = word.strip_prefix("when ") {
        condition(sheet, rule);
    } else if let Some(area) = word.strip_prefix("lights ") {
        let lights = ConditionalFormatIconSet::new()
            .set_icon_type(ConditionalFormatIconType::ThreeTrafficLights);
        add(sheet, area, &lights);
    } else if let Some(area) = word.strip_prefix("scale ") {
        add(sheet, area, &ConditionalFormat3ColorScale::new());
    } else if let Some(rows) = word.strip_prefix("group rows ") {
        let (first, last) = rows.split_once('-').unwrap();
        let row = |number: &str| number.parse::<u32>().unwrap() - 1;
        sheet.group_rows(row(first), row(last)).unwrap();
    } else if word == "hidden" {
        sheet.set_hidden(true);
    } else if word == "very hidden" {
        sheet.set_very_hidden(true);
    } else {
        panic!("`{word}` is no way to shape a sheet");
    }
}

/// Adds the conditional format that `B2:B9 = Late fill FF5050` says.
fn condition(sheet: &mut Worksheet, rule: &str) {
    let (rule, stops) = rule
        .strip_suffix(" stop")
        .map_or((rule, false), |rule| (rule, true));
    let (rule, colour) = rule.rsplit_once(" fill ").unwrap();
    let look = Format::new().set_background_color(cells::colour(colour).unwrap());
    let (area, test) = rule.split_once(' ').unwrap();
    let (word, said) = test.split_once(' ').unwrap();
    let text = said.to_string();
    let compare = |rule| ConditionalFormatCell::new().set_rule(rule);
    let number = || said.parse::<f64>().unwrap();
    match word {
        "=" => {
            let rule = compare(ConditionalFormatCellRule::EqualTo(text));
            add(sheet, area, &rule.set_format(look).set_stop_if_true(stops));
        }
        ">" | "<" => {
            let rule = if word == ">" {
                ConditionalFormatCellRule::GreaterThan(number())
            } else {
                ConditionalFormatCellRule::LessThan(number())
            };
            let rule = ConditionalFormatCell::new().set_rule(rule);
            add(sheet, area, &rule.set_format(look).set_stop_if_true(stops));
        }
        "contains" | "begins" => {
            let rule = if word == "contains" {
                ConditionalFormatTextRule::Contains(text)
            } else {
                ConditionalFormatTextRule::BeginsWith(text)
            };
            let rule = ConditionalFormatText::new().set_rule(rule);
            add(sheet, area, &rule.set_format(look).set_stop_if_true(stops));
        }
        "formula" => {
            let rule = ConditionalFormatFormula::new().set_rule(said);
            add(sheet, area, &rule.set_format(look).set_stop_if_true(stops));
        }
        other => panic!("`{other}` is no condition"),
    }
}

fn add(sheet: &mut Worksheet, area: &str, rule: &(impl ConditionalFormat + Send + Sync)) {
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let ((first_row, first_column), (last_row, last_column)) = (place(first), place(last));
    sheet
        .add_conditional_format(first_row, first_column, last_row, last_column, rule)
        .unwrap();
}

/// Pushes cells to the right: `indent A3:A5 2`.
fn indent(sheet: &mut Worksheet, word: &str) {
    let (area, steps) = word["indent ".len()..].split_once(' ').unwrap();
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let format = Format::new().set_indent(steps.parse().unwrap());
    let ((first_row, column), (last_row, _)) = (place(first), place(last));
    for row in first_row..=last_row {
        sheet.set_cell_format(row, column, &format).unwrap();
    }
}

/// Returns row and column, counted from 0, of `C14`.
fn place(name: &str) -> (u32, u16) {
    let cell = cell(name);
    (
        cell.row.unwrap(),
        u16::try_from(cell.column.unwrap()).unwrap(),
    )
}

#[test]
fn words_in_brackets_are_no_part_of_the_name() {
    assert_eq!(
        split("Plan.xlsx › Work (v2) (hidden; merge A1:B1)"),
        ("Plan.xlsx › Work (v2)", vec!["hidden", "merge A1:B1"])
    );
    assert_eq!(file("Plan.xlsx › Work (hidden)"), "Plan.xlsx");
    assert_eq!(place("AB12"), (11, 27));
}

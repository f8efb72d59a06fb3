//! Whether a pack is fit for a board: no errors, no dangling references, nothing that Excel would refuse.

use std::collections::BTreeSet;

use super::block::Block;
use super::cell::Content;
use super::chart::Source;
use super::directory::{Area, CellId, Directory};
use super::evaluate::Values;
use super::excel_text::{Addresses, Fixed, excel_text};
use super::formula::Formula;
use super::pack::{Pack, SheetKind};
use super::scalar::Scalar;
use super::table::TableContent;

/// The longest formula that Excel takes, in letters.
const LONGEST_FORMULA: usize = 8_192;
/// The longest text within a formula.
const LONGEST_LITERAL: usize = 255;
/// The longest text of a cell.
const LONGEST_TEXT: usize = 32_767;

/// Returns what is wrong with a pack, one sentence each; nothing when it is fit.
pub fn lint(pack: &Pack, directory: &Directory<'_>, values: &Values) -> Vec<String> {
    let mut lint = Lint {
        pack,
        directory,
        faults: Vec::new(),
    };
    lint.names();
    for sheet in 0..pack.sheets.len() {
        lint.sheet(sheet, values);
    }
    lint.faults
}

struct Lint<'a> {
    pack: &'a Pack,
    directory: &'a Directory<'a>,
    faults: Vec<String>,
}

impl Lint<'_> {
    /// Names of sheets, tables and cells are unique without case and are names that Excel takes.
    fn names(&mut self) {
        let mut seen = BTreeSet::new();
        let cells = self.directory.named_cells().map(|(name, _)| name);
        let tables = self
            .directory
            .tables
            .iter()
            .map(|place| place.table.name.as_ref());
        let formulas = self.pack.names.iter().map(|name| name.name.as_ref());
        for name in cells.chain(tables).chain(formulas) {
            if !seen.insert(name.to_lowercase()) {
                self.faults.push(format!("the name {name} is given twice"));
            }
        }
        let mut sheets = BTreeSet::new();
        for sheet in &self.pack.sheets {
            let name = sheet.name.as_ref();
            let usable = (1..=31).contains(&name.chars().count())
                && !name.contains(['[', ']', ':', '*', '?', '/', '\\'])
                && !name.chars().any(char::is_control)
                && !name.eq_ignore_ascii_case("history");
            if !usable || !sheets.insert(name.to_lowercase()) {
                self.faults
                    .push(format!("Excel does not take the sheet name {name}"));
            }
        }
    }

    fn sheet(&mut self, number: usize, values: &Values) {
        let sheet = &self.pack.sheets[number];
        let frame = CellId {
            sheet: number,
            block: usize::MAX,
            row: 0,
            column: 0,
        };
        let place = format!("{} headline", sheet.name);
        self.formula(&sheet.headline, frame, &place);
        self.value(values.headline(number), &place, true);
        self.formula(&sheet.basis, frame, &format!("{} basis", sheet.name));
        if let Some(source) = &sheet.source {
            self.formula(source, frame, &format!("{} source", sheet.name));
        }
        // A line of a chart ends at #N/A, so calculation sheets may hold it.
        let strict = !matches!(sheet.kind, SheetKind::Calculation);
        for (at, block) in self.directory.blocks[number].iter().enumerate() {
            match block {
                Block::Cells(cells) => {
                    for (row, own) in cells.rows.iter().enumerate() {
                        for (placed, value) in own.cells.iter().zip(&values.rows(number, at)[row]) {
                            let id = CellId {
                                sheet: number,
                                block: at,
                                row,
                                column: placed.at,
                            };
                            let place =
                                format!("{} block {at} row {row} column {}", sheet.name, placed.at);
                            if let Content::Formula(formula) = &placed.cell.content {
                                self.formula(formula, id, &place);
                            }
                            self.value(value, &place, strict);
                        }
                    }
                }
                Block::Table(table) => {
                    if table.rows == 0 {
                        self.faults.push(format!("{} has no rows", table.name));
                    }
                    let mut headings = BTreeSet::new();
                    for own in &table.columns {
                        if !headings.insert(own.heading.to_lowercase()) {
                            self.faults
                                .push(format!("{} has two columns {}", table.name, own.heading));
                        }
                    }
                    for (column, own) in table.columns.iter().enumerate() {
                        let place = format!("{}[{}]", table.name, own.heading);
                        match &own.content {
                            TableContent::Formula(formula) => {
                                let id = CellId {
                                    sheet: number,
                                    block: at,
                                    row: 0,
                                    column: u16::try_from(column).unwrap_or(u16::MAX),
                                };
                                self.formula(formula, id, &place);
                            }
                            TableContent::Values(held) if held.len() != table.rows => {
                                self.faults.push(format!(
                                    "{place} has {} values for {} rows",
                                    held.len(),
                                    table.rows
                                ));
                            }
                            TableContent::Values(_) => {}
                        }
                        for value in &values.columns(number, at)[column] {
                            self.value(value, &place, strict);
                        }
                    }
                }
                Block::Chart(chart) => {
                    for series in chart.series.iter().chain(&chart.lines) {
                        for source in [&series.categories, &series.values]
                            .into_iter()
                            .chain(&series.named)
                        {
                            self.source(source, &chart.name);
                        }
                    }
                }
            }
        }
    }

    fn formula(&mut self, formula: &Formula, at: CellId, place: &str) {
        let mut dangling = Vec::new();
        formula.walk(&mut |part| {
            let found = match part {
                Formula::This(field) => self.directory.field(field).is_some(),
                Formula::ThisAcross(first, last) => {
                    self.directory.field(first).is_some() && self.directory.field(last).is_some()
                }
                Formula::Constant(Scalar::Text(text)) if text.chars().count() > LONGEST_LITERAL => {
                    dangling.push("holds a text of more than 255 letters".to_string());
                    true
                }
                Formula::Constant(_)
                | Formula::Negative(_)
                | Formula::Operation(..)
                | Formula::Call(..) => true,
                reference => self.directory.target(reference, at).is_some(),
            };
            if !found {
                dangling.push(format!("refers to {part:?}, which the pack does not have"));
            }
        });
        let length = excel_text(formula, at, self.directory, &Widest(self.pack))
            .chars()
            .count();
        if length >= LONGEST_FORMULA {
            dangling.push(format!("is {length} letters long"));
        }
        for fault in dangling {
            self.faults.push(format!("{place} {fault}"));
        }
    }

    fn value(&mut self, value: &Scalar, place: &str, strict: bool) {
        match value {
            Scalar::Error(fault) if strict || *fault != super::scalar::Fault::NotAvailable => {
                self.faults.push(format!("{place} shows {}", fault.text()));
            }
            // LibreOffice counts yes and no as numbers and Excel does not.
            Scalar::Bool(_) => self
                .faults
                .push(format!("{place} holds a yes or no that is no text")),
            Scalar::Number(number) if !number.is_finite() => {
                self.faults.push(format!("{place} holds {number}"));
            }
            Scalar::Text(text) if text.encode_utf16().count() > LONGEST_TEXT => {
                self.faults
                    .push(format!("{place} holds more text than a cell can"));
            }
            _ => {}
        }
    }

    fn source(&mut self, source: &Source, chart: &str) {
        let found = match source {
            Source::Field(field) | Source::Rows(field, ..) => self.directory.field(field).is_some(),
            Source::Body(list, key) => self
                .directory
                .list(list)
                .is_some_and(|(sheet, block)| self.directory.body(sheet, block, key).is_some()),
            Source::Heads(list, ..) | Source::Across(list, ..) => {
                self.directory.list(list).is_some()
            }
        };
        if !found {
            self.faults.push(format!(
                "{chart} draws {source:?}, which the pack does not have"
            ));
        }
    }
}

/// Addresses as long as they can be, to measure formulas before anything is laid out.
struct Widest<'a>(&'a Pack);

impl Addresses for Widest<'_> {
    fn area(&self, _: Area, _: Fixed) -> String {
        "$XFD$1048576:$XFD$1048576".to_string()
    }

    fn page(&self, _: usize) -> String {
        "A1:XFD1048576".to_string()
    }

    fn sheet_name(&self, sheet: usize) -> &str {
        &self.0.sheets[sheet].name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::column::Need;
    use crate::model::tables::ALL;
    use crate::report::evaluate::evaluate;
    use crate::report::formula::{Field, name};
    use crate::report::functions::sum;
    use crate::report::money::Money;
    use crate::report::pack::Sheet;
    use crate::report::sample;
    use crate::settings::MoneyUnit;

    fn faults(pack: &Pack) -> Vec<String> {
        let directory = Directory::new(pack);
        lint(pack, &directory, &evaluate(pack, &directory))
    }

    fn one_sheet(headline: Formula) -> Pack {
        let sheet = Sheet::new("Page", SheetKind::Board, "Page", "Why?", [10.0]).headline(headline);
        Pack {
            title: String::new(),
            subject: String::new(),
            organisation: String::new(),
            meeting: String::new(),
            classification: String::new(),
            as_of: sample::as_of(),
            money: Money::choose("£", MoneyUnit::Millions, 0.0),
            names: Vec::new(),
            sheets: vec![sheet],
        }
    }

    #[test]
    fn packs_of_any_size_are_fit() {
        for size in [1, 3, 14, 60] {
            assert_eq!(
                faults(&sample::pack(size)),
                Vec::<String>::new(),
                "{size} projects"
            );
        }
    }

    #[test]
    fn a_tracker_of_one_table_alone_gives_a_fit_pack() {
        for schema in ALL.iter().copied() {
            let needed: Vec<_> = schema
                .columns
                .iter()
                .copied()
                .filter(|column| column.need == Need::Required || column.name == "project_id")
                .map(|column| (column, sample::any(column)))
                .collect();
            let full: Vec<_> = schema
                .columns
                .iter()
                .copied()
                .map(|column| (column, sample::any(column)))
                .collect();
            for rows in [
                vec![(schema, needed)],
                vec![(schema, full.clone()), (schema, full)],
            ] {
                let pack = sample::figures(rows).pack;
                assert_eq!(faults(&pack), Vec::<String>::new(), "{}", schema.name);
                assert!(
                    crate::write::excel::workbook(&pack).is_ok(),
                    "{}",
                    schema.name
                );
            }
        }
        assert_eq!(
            faults(&sample::figures(Vec::new()).pack),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_name_that_the_pack_does_not_have_is_found() {
        let found = faults(&one_sheet(name("thr_Nothing") & "x"));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("thr_Nothing"));
        assert_eq!(found[1], "Page headline shows #NAME?");
    }

    #[test]
    fn a_column_that_the_pack_does_not_have_is_found() {
        let missing = Field::new("tblNothing", "Cost");
        assert!(faults(&one_sheet(sum(&missing)))[0].contains("tblNothing"));
    }

    #[test]
    fn a_long_text_within_a_formula_is_found() {
        let long = "x".repeat(256);
        assert!(faults(&one_sheet(Formula::from(1.0) & long.as_str()))[0].contains("255"));
    }
}

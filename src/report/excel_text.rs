//! A formula as Excel and LibreOffice write it.

use super::directory::{Area, CellId, Directory, Target};
use super::formula::{Field, Formula, Operator};
use super::scalar::Scalar;

/// Where the cells of a pack stand on their sheets; the layout of the workbook knows.
pub trait Addresses {
    /// Returns `A5` or `A5:C9` with dollar signs where `fixed` says so, counted in sheet rows and columns.
    fn area(&self, area: Area, fixed: Fixed) -> String;

    /// Returns the cells of a sheet from A1 to its last block.
    fn page(&self, sheet: usize) -> String;

    fn sheet_name(&self, sheet: usize) -> &str;
}

/// Which parts of an address keep their place when a formula is copied: it tells readers how a list is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fixed {
    pub rows: bool,
    pub columns: bool,
}

const BOTH: Fixed = Fixed {
    rows: true,
    columns: true,
};

/// Returns a formula's text without the leading equals sign, as it stands in the cell `at`.
pub fn excel_text(
    formula: &Formula,
    at: CellId,
    directory: &Directory<'_>,
    addresses: &impl Addresses,
) -> String {
    let mut writer = Writer {
        at,
        directory,
        addresses,
        text: String::new(),
    };
    writer.write(formula);
    writer.text
}

/// Returns a sheet's name as formulas and links write it: always quoted, apostrophes doubled.
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

struct Writer<'a, A> {
    at: CellId,
    directory: &'a Directory<'a>,
    addresses: &'a A,
    text: String,
}

impl<A: Addresses> Writer<'_, A> {
    fn write(&mut self, formula: &Formula) {
        match formula {
            Formula::Constant(value) => self.text += &literal(value),
            Formula::Name(name) => self.text += name,
            Formula::Field(field) => self.text += &column(field),
            Formula::This(field) => {
                self.text += &format!("{}[[#This Row],[{}]]", field.table, escaped(&field.column));
            }
            Formula::ThisAcross(first, last) => {
                self.text += &format!(
                    "{}[[#This Row],[{}]:[{}]]",
                    first.table,
                    escaped(&first.column),
                    escaped(&last.column)
                );
            }
            Formula::Negative(inner) => {
                self.text.push('-');
                self.operand(inner, 5);
            }
            Formula::Operation(left, operator, right) => {
                self.operand(left, operator.strength());
                self.text += operator.sign();
                // a-(b-c) and a/(b/c) need their brackets, and so do comparisons of comparisons
                let loose = matches!(
                    operator,
                    Operator::Add | Operator::Multiply | Operator::Join
                );
                self.operand(right, operator.strength() + u8::from(!loose));
            }
            Formula::Call(function, arguments) => {
                self.text += function.name();
                self.text.push('(');
                for (position, argument) in arguments.iter().enumerate() {
                    if position > 0 {
                        self.text.push(',');
                    }
                    self.write(argument);
                }
                self.text.push(')');
            }
            reference => self.reference(reference),
        }
    }

    /// Writes an operand, in brackets when it binds more weakly than what stands around it.
    fn operand(&mut self, formula: &Formula, strength: u8) {
        let weak = matches!(formula, Formula::Operation(_, own, _) if own.strength() < strength);
        if weak {
            self.text.push('(');
        }
        self.write(formula);
        if weak {
            self.text.push(')');
        }
    }

    fn reference(&mut self, formula: &Formula) {
        let written = match self.directory.target(formula, self.at) {
            Some(Target::Area(area)) => {
                let address = self.addresses.area(area, fixed(formula));
                self.on_sheet(area.sheet, &address)
            }
            Some(Target::Headline(sheet)) => self.on_sheet(sheet, "A2"),
            Some(Target::Page(sheet)) => {
                let address = self.addresses.page(sheet);
                self.on_sheet(sheet, &address)
            }
            _ => "#REF!".to_string(),
        };
        self.text += &written;
    }

    fn on_sheet(&self, sheet: usize, address: &str) -> String {
        if sheet == self.at.sheet {
            address.to_string()
        } else {
            format!("{}!{address}", quoted(self.addresses.sheet_name(sheet)))
        }
    }
}

fn fixed(formula: &Formula) -> Fixed {
    match formula {
        Formula::Row(_) | Formula::Across(..) => Fixed {
            rows: false,
            columns: true,
        },
        Formula::Head | Formula::Body(_) => Fixed {
            rows: true,
            columns: false,
        },
        _ => BOTH,
    }
}

/// Returns `tblHealth[SPI]`.
pub fn column(field: &Field) -> String {
    format!("{}[{}]", field.table, escaped(&field.column))
}

fn escaped(column: &str) -> String {
    let mut escaped = String::with_capacity(column.len());
    for letter in column.chars() {
        if matches!(letter, '[' | ']' | '#' | '\'') {
            escaped.push('\'');
        }
        escaped.push(letter);
    }
    escaped
}

fn literal(value: &Scalar) -> String {
    match value {
        Scalar::Blank => "\"\"".to_string(),
        Scalar::Number(number) => format!("{number}"),
        Scalar::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        Scalar::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_string(),
        Scalar::Error(fault) => fault.text().to_string(),
    }
}

//! From a path to a `Book` of `Grid`s, whatever the file holds; a file that cannot be read is a refused book.

mod conditions;
mod csv;
mod decode;
mod delimiter;
mod excel;
pub mod file;
pub mod fills;
mod gather;
pub mod grid;
pub(crate) mod guard;
mod oddities;
mod ods;
mod ole;
pub mod own_pack;
pub(crate) mod package;
mod palette;
mod place;
mod plan;
mod restate;
mod rich;
mod serial;
pub mod shield;
mod sniff;
mod styles;
mod surroundings;
mod survey;
mod symbols;
mod tally;
pub mod walk;
pub(crate) mod workbook;
mod xls;

#[cfg(test)]
mod tests;

use crate::model::finding::Code;
pub use file::read;

/// Every code that reading can raise.
pub static CODES: [&Code; 36] = [
    &file::FILE_REFUSED,
    &file::EMPTY_FILE,
    &file::MISNAMED_FILE,
    &file::EXTERNAL_LINKS,
    &excel::sheets::SHEET_NOT_READ,
    &excel::sheets::NOT_A_WORKSHEET,
    &excel::xlsx::DUPLICATE_SHEET,
    &excel::xlsx::DATE_SYSTEM_1904,
    &excel::best_effort::BEST_EFFORT_FORMAT,
    &oddities::DAMAGED_CELLS,
    &oddities::DUPLICATE_CELL,
    &oddities::CUT_OFF_ROWS,
    &oddities::ERROR_CELLS,
    &oddities::ODD_DATE,
    &oddities::NOT_FINITE,
    &oddities::LONG_NUMBER,
    &oddities::LONG_TEXT,
    &oddities::CONTROL_CHARACTERS,
    &oddities::SYMBOL_FONT,
    &oddities::STRUCK_PART,
    &surroundings::HIDDEN_SHEET,
    &surroundings::HIDDEN_ROWS,
    &surroundings::HIDDEN_COLUMNS,
    &surroundings::FORMULA_WITHOUT_VALUE,
    &surroundings::MISPLACED_CELL,
    &surroundings::SECOND_BLOCK,
    &surroundings::VALUE_UNDER_MERGE,
    &surroundings::OVERLAPPING_MERGES,
    &csv::UNCLOSED_QUOTE,
    &csv::STRAY_QUOTE,
    &csv::RAGGED_ROWS,
    &csv::GUESSED_ENCODING,
    &csv::MIXED_LINE_ENDS,
    &plan::book::OTHER_BASELINES,
    &plan::book::TIME_PHASED,
    &walk::NOT_FOUND,
];

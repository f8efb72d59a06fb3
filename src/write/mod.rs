//! The pack as a file: where blocks land, how they look, and that the file appears whole or not at all.
//!
//! [`excel::workbook`] gives the bytes of a pack, [`file::save`] puts them in a folder, [`text::text`] shows the same pack
//! in plain letters.

pub mod book;
pub mod conditions;
pub mod drawing;
pub mod error;
pub mod excel;
pub mod file;
pub mod finish;
pub mod fit;
pub mod fitted;
pub mod frame;
pub mod layout;
pub mod links;
pub mod range;
pub mod sheet;
pub mod shown;
pub mod table;
pub mod text;
pub mod theme;
pub mod timeline;

#[cfg(test)]
mod sampler;

//! boardpack reads the Excel trackers that a PMO already has and writes its board pack.
//!
//! The stages in order: [`read`] → [`recognise`] → [`normalise`] make a [`model::portfolio::Portfolio`];
//! [`check`] and [`analyse`] look at it; [`report`] says what the pack holds and [`write`] lays it out in a workbook.

pub mod analyse;
pub mod check;
pub mod export;
pub mod lexicon;
pub mod model;
pub mod normalise;
pub mod read;
pub mod recognise;
pub mod report;
pub mod settings;
pub mod values;
pub mod write;

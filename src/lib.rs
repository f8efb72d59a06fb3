//! boardpack reads the Excel trackers that a PMO already has and writes its board pack.
//!
//! The stages in order, joined in [`pipeline`]: [`read`] → [`recognise`] → [`normalise`] make a
//! [`model::portfolio::Portfolio`], and a [`history`] of earlier ones; [`check`] and [`analyse`] look at them; [`report`] says what the pack holds and
//! [`write`](mod@write) lays it out in a workbook; [`export`] writes the tables for other tools.
//!
//! Beneath them: [`model`] and [`settings`], the words of trackers in [`lexicon`], and in [`values`] how one cell is read.

pub mod analyse;
pub mod annotate;
pub mod check;
pub mod cli;
pub mod export;
pub mod history;
pub mod lexicon;
pub mod model;
pub mod network;
pub mod normalise;
pub mod pipeline;
pub mod read;
pub mod recognise;

pub mod report;
pub mod settings;
pub mod values;
pub mod weigh;
pub mod write;

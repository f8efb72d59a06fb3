//! What the sheets for the senders are made from.

use std::collections::BTreeMap;

use crate::model::finding::Finding;
use crate::report::sheets::brief::Brief;

/// What the sheets are made from.
#[derive(Debug)]
pub struct Matter<'a> {
    pub brief: Brief<'a>,
    /// The worst first, then by place.
    pub findings: Vec<&'a Finding>,
    /// Where each file lies, seen from the folder of the workbook.
    pub paths: &'a BTreeMap<String, String>,
}

impl Matter<'_> {
    /// Returns the number by which tables know a tracker, counted from 1: names of files may hold signs that stand for
    /// others in conditions.
    pub fn number(&self, file: &str) -> Option<u32> {
        let sources = &self.brief.portfolio.sources;
        let position = sources.iter().position(|source| source.file == file)?;
        u32::try_from(position + 1).ok()
    }
}

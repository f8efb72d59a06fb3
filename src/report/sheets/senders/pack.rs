//! The workbook of findings as a pack: the same frame, formulas and checks as the board pack.

use std::collections::BTreeMap;

use super::{fields, listed, method, rows, score, trackers, training};
use crate::model::finding::Finding;
use crate::model::portfolio::Portfolio;
use crate::report::pack::Pack;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::findings::in_order;
use crate::settings::Settings;

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

/// Returns the workbook; `paths` says where each file lies, seen from the folder of the workbook.
pub fn pack(
    portfolio: &Portfolio,
    findings: &[Finding],
    settings: &Settings,
    paths: &BTreeMap<String, String>,
) -> Pack {
    let matter = Matter {
        brief: Brief::new(portfolio, findings, &[], settings),
        findings: in_order(findings),
        paths,
    };
    let sheets = [
        Some(trackers::sheet(&matter)),
        training::sheet(&matter),
        Some(method::sheet(&matter)),
        listed::sheet(&matter),
        rows::sheet(&matter),
        fields::sheet(&matter),
        training::table(&matter),
        score::sheet(&matter),
    ];
    let pack = &settings.pack;
    Pack {
        title: format!("Findings in trackers, {}", settings.as_of.format("%B %Y")),
        subject: "What is wrong in the trackers, and who needs help".to_string(),
        organisation: pack.organisation.clone(),
        meeting: pack.meeting.clone(),
        classification: pack.classification.clone(),
        as_of: settings.as_of,
        money: matter.brief.money.clone(),
        names: Vec::new(),
        sheets: sheets.into_iter().flatten().collect(),
    }
}

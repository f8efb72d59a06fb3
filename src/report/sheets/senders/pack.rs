//! The workbook of findings as a pack: the same frame, formulas and checks as the board pack.

use std::collections::BTreeMap;

use super::matter::Matter;
use super::{fields, listed, method, rows, score, trackers, training};
use crate::model::finding::Finding;
use crate::model::portfolio::Portfolio;
use crate::report::pack::Pack;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::findings::in_order;
use crate::settings::Settings;

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

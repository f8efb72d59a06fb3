//! Risks: what could hurt us most; with the issues and the actions beside them.

use super::action_register::action_register;
use super::issue_register::issue_register;
use super::put_forward::{Shown, put_forward};
use super::registers::{Register, open_list, slot_widths};
use super::risk_register::risk_register;
use super::words::capital;
use crate::model::schema::Table as _;
use crate::model::tables::risks::Risks;
use crate::report::block::section;
use crate::report::cell::Role;
use crate::report::formula::{Formula, join};
use crate::report::functions::date_text;
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::listings;
use crate::report::sheets::names::{RISK, report_date};

/// Words, number, five squares.
const LEFT: [f64; 7] = [14.0, 3.4, 7.3, 7.3, 7.3, 7.3, 7.3];
/// Grid column where the lists begin, behind a gutter.
const RIGHT: u16 = 8;

/// Returns the page, where there are risks, issues or actions.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let registers: Vec<Register> = [
        risk_register(brief),
        issue_register(brief),
        action_register(brief),
    ]
    .into_iter()
    .flatten()
    .collect();
    let sentence = registers
        .iter()
        .map(|register| register.sentence.clone())
        .reduce(|left, right| join([left, "; ".into(), right]))?;
    let names: Vec<&str> = registers.iter().map(|register| register.name).collect();
    let sources: Vec<&str> = registers.iter().map(|register| register.source).collect();
    let slots = slot_widths(&registers);
    let widths: Vec<f64> = LEFT
        .into_iter()
        .chain([1.4])
        .chain(slots.iter().map(|(_, width)| *width))
        .collect();
    let span = u16::try_from(slots.len()).unwrap_or(u16::MAX);
    let mut sheet = Sheet::new(
        "Risks",
        SheetKind::Board,
        names.join(", "),
        "What could hurt us most, and who answers for it?",
        widths,
    )
    .headline(capital(sentence))
    .basis(basis(brief))
    .source(format!(
        "Sources: {}. Limits of scores: Method.",
        sources.join(", ")
    ))
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    for register in registers {
        let list = open_list(&register, &slots);
        sheet.side_by_side(vec![
            Stack::new(0, register.left),
            Stack::new(RIGHT, vec![section(register.title, span), list.block()]),
        ]);
    }
    if let Some(themes) = themes(brief, span) {
        let right = vec![section("What several projects fear", span), themes.block()];
        sheet.side_by_side(vec![Stack::new(RIGHT, right)]);
    }
    Some(sheet)
}

/// Themes that are listed, in rows.
const THEMES: u32 = 6;

/// Open risks of several projects that have a category or a word in common; where the grid has room for the reason.
fn themes(brief: &Brief<'_>, span: u16) -> Option<List> {
    let rest = span.checked_sub(3).filter(|rest| *rest > 0)?;
    let shown = [
        Shown::new("ID", Role::Id, 1, &listings::PROJECT_ID),
        Shown::new("Risk", Role::Wrapped, 1, &listings::WHAT),
        Shown::new("Project", Role::Text, 1, &listings::PROJECT),
        Shown::new("Theme", Role::Text, rest, &listings::WHY),
    ];
    put_forward(brief, "risk_themes", THEMES, &shown)
}

fn basis(brief: &Brief<'_>) -> Formula {
    let scored = if brief.has_rows(Risks::SCHEMA) {
        join([
            " Score is probability × impact, or as reported; amber from ".into(),
            RISK.amber(),
            ", red from ".into(),
            RISK.red(),
            ".".into(),
        ])
    } else {
        "".into()
    };
    join([
        "As at ".into(),
        date_text(report_date()),
        ".".into(),
        scored,
        " Open: neither closed nor cancelled.".into(),
    ])
}

//! Risks: what could hurt us most; with the issues and the actions beside them.

use super::facts;
use super::places::{Ranking, first};
use super::registers::{Fact, Register, Slot, fact_list, open_list, slot_widths};
use super::words::{capital, level_word, none_one_many, short};
use crate::model::column::Column;
use crate::model::schema::{Schema, Table as _};
use crate::model::tables::actions::{self, Actions};
use crate::model::tables::issues::{self, Issues};
use crate::model::tables::risks::{self, Risks};
use crate::report::block::{Block, Cells, KeyedColumn, Placed, Row, RowKind, section};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, join, marked, row};
use crate::report::functions::{
    count, count_ifs, counted, date_text, if_, is_number, large, plural, sum_product,
};
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::field;
use crate::report::sheets::data::helpers as help;
use crate::report::sheets::ground::open_rows;
use crate::report::sheets::names::{RISK, report_date};

/// The highest risks, in number.
const HIGHEST: u32 = 10;
/// Issues and actions listed.
const LISTED: u32 = 6;
/// Words, number, five squares.
const LEFT: [f64; 7] = [14.0, 3.4, 7.3, 7.3, 7.3, 7.3, 7.3];
const LEFT_SPAN: u16 = 7;
/// Grid column where the lists begin, behind a gutter.
const RIGHT: u16 = 8;
/// Rows are as high as a square, since matrix and list share the rows of the sheet.
const ROW: u32 = 35;
const LOW_ROW: u32 = 30;

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
    Some(sheet)
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

/// Returns the number of places of a list of open rows: one at least, so that it can be filled.
fn open_places(
    brief: &Brief<'_>,
    schema: &Schema,
    status: &Column,
    closed: &Column,
    at_most: u32,
) -> usize {
    first(open_rows(brief, schema, status, closed).max(1), at_most).count()
}

fn risk_register<'a>(brief: &'a Brief<'a>) -> Option<Register<'a>> {
    if !brief.has_rows(Risks::SCHEMA) {
        return None;
    }
    let has = |column| brief.has(Risks::SCHEMA, column);
    let scaled = has(&risks::PROBABILITY) && has(&risks::IMPACT);
    let high = facts::high_risks();
    let sentence = if scaled || has(&risks::SCORE) {
        join([
            none_one_many(
                high.clone(),
                "no open risk scores ",
                "1 open risk scores ",
                high & " open risks score ",
            ),
            RISK.red(),
            " or more".into(),
        ])
    } else {
        counted(facts::risks_open(), "risk is open", "risks are open")
    };
    let mut left = Vec::new();
    if scaled {
        left.push(section("Open risks by probability and impact", LEFT_SPAN));
        left.push(matrix());
    }
    left.push(section("Risk register", LEFT_SPAN));
    left.push(fact_list(&risk_facts(brief), ROW));
    let rows = brief.rows(Risks::SCHEMA);
    let mut slots = vec![
        (Slot::Id, "ID", Role::Id),
        (Slot::What, "Risk", Role::Wrapped),
        (Slot::Project, "Project", Role::Text),
    ];
    if scaled {
        slots.push((Slot::Scale, "P × I", Role::Centred));
    }
    slots.push((Slot::Weight, "Score", Role::Score));
    if has(&risks::OWNER) {
        slots.push((Slot::Owner, "Owner", Role::Text));
    }
    if has(&risks::DUE) {
        slots.push((Slot::Due, "Due", Role::Date));
    }
    if has(&risks::RESPONSE) {
        slots.push((Slot::Note, "Response", Role::Wrapped));
    }
    let ranking = Ranking {
        brief,
        schema: Risks::SCHEMA,
        rank: &help::RISK_RANK,
    };
    Some(Register {
        name: "Risks",
        sentence,
        source: "Data_Risks",
        title: if rows > HIGHEST as usize {
            format!("The {HIGHEST} highest open risks")
        } else {
            "Open risks, highest first".to_string()
        },
        left,
        slots,
        figure: Box::new(move |slot, place| risk_figure(&ranking, slot, place)),
        open: facts::risks_open(),
        places: open_places(
            brief,
            Risks::SCHEMA,
            &risks::STATUS,
            &risks::CLOSED,
            HIGHEST,
        ),
        row_height: ROW,
    })
}

fn risk_figure(ranking: &Ranking<'_>, slot: Slot, place: u32) -> Formula {
    match slot {
        Slot::Id if ranking.has(&risks::RISK_ID) => ranking.read(&risks::RISK_ID, place),
        Slot::Id => place.into(),
        Slot::What => short(ranking.read(&risks::RISK, place), 120),
        Slot::Project => short(
            ranking.project(&risks::PROJECT, &risks::PROJECT_ID, place),
            46,
        ),
        Slot::Scale => {
            let (probability, impact) = (
                ranking.read(&risks::PROBABILITY, place),
                ranking.read(&risks::IMPACT, place),
            );
            let both = is_number(probability.clone() * impact.clone());
            if_(both, join([probability, " × ".into(), impact]), "–")
        }
        Slot::Weight => ranking.worked_out(&help::RISK_SCORE, place),
        Slot::Owner => short(ranking.read(&risks::OWNER, place), 34),
        Slot::Due => ranking.read(&risks::DUE, place),
        Slot::Note => short(ranking.read(&risks::RESPONSE, place), 84),
    }
}

/// Number of open risks in each square; the fill is the square's zone, the count is the data. Probability stands left of the
/// squares and impact below them, where the zones look for them.
fn matrix() -> Block {
    let words = ["almost certain", "likely", "possible", "unlikely", "rare"];
    let impact_mark = |impact: u32| format!("impact {impact}");
    let mut rows = Vec::new();
    for (probability, word) in (1..=5_u32).rev().zip(words) {
        let mut cells = vec![
            Placed::new(0, 1, Cell::value(Role::Muted, word)),
            Placed::new(1, 1, Cell::value(Role::Centred, probability)),
        ];
        for (at, impact) in (2_u16..).zip(1..=5_u32) {
            let number = count_ifs([
                help::RISK_OPEN.equal_to(1.0),
                field::risk(&risks::PROBABILITY).equal_to(row("P")),
                field::risk(&risks::IMPACT).equal_to(marked(impact_mark(impact))),
            ]);
            cells.push(Placed::new(at, 1, Cell::figure(Role::RiskZone, number)));
        }
        rows.push(Row::new(RowKind::Body, ROW, cells));
    }
    let mut impacts = vec![Placed::new(
        0,
        1,
        Cell::value(Role::Muted, "impact, 5 worst"),
    )];
    for (at, impact) in (2_u16..).zip(1..=5_u32) {
        let cell = Cell::value(Role::Centred, impact).marked(impact_mark(impact));
        impacts.push(Placed::new(at, 1, cell));
    }
    rows.push(Row::new(RowKind::Plain, ROW, impacts));
    Block::Cells(Cells {
        id: Some("matrix".into()),
        columns: vec![KeyedColumn {
            key: "P".into(),
            at: 1,
        }],
        rows,
        timeline: None,
    })
}

fn risk_facts(brief: &Brief<'_>) -> Vec<Fact> {
    let has = |column| brief.has(Risks::SCHEMA, column);
    let mut facts = vec![
        Fact::count(
            join([
                "Open, of ".into(),
                facts::risks_all(),
                " in the register".into(),
            ]),
            facts::risks_open(),
        ),
        Fact::count(
            join(["Open, scoring ".into(), RISK.amber(), " or more".into()]),
            facts::risks_scoring(RISK.amber()),
        ),
        Fact::count("Open without an owner", facts::risks_ownerless(brief)),
    ];
    if has(&risks::DUE) {
        facts.push(Fact::count(
            "Open, response overdue",
            facts::responses_overdue(),
        ));
    } else {
        facts.push(Fact::count(
            "Open without a score",
            facts::risks_open() - facts::risks_scoring(0.001.into()),
        ));
    }
    if has(&risks::PROBABILITY_SHARE) && has(&risks::IMPACT_COST) {
        let share = field::risk(&risks::PROBABILITY_SHARE);
        let cost = field::risk(&risks::IMPACT_COST);
        let expected = sum_product(help::RISK_OPEN.all() * share.all() * cost.all());
        facts.push(Fact {
            label: "Expected loss of open risks".into(),
            figure: expected,
            role: Role::MoneyUnit,
        });
    }
    facts
}

fn issue_register<'a>(brief: &'a Brief<'a>) -> Option<Register<'a>> {
    if !brief.has_rows(Issues::SCHEMA) {
        return None;
    }
    let has = |column| brief.has(Issues::SCHEMA, column);
    let (open, overdue) = (facts::issues_open(), facts::issues_overdue());
    let sentence = if_(
        overdue.clone().equals(0.0),
        none_one_many(
            open.clone(),
            "no issue is open",
            "1 issue is open, not overdue",
            open.clone() & " issues are open, none overdue",
        ),
        join([
            overdue.clone(),
            " of ".into(),
            open.clone(),
            plural(open.clone(), " open issue", " open issues"),
            plural(overdue, " is overdue", " are overdue"),
        ]),
    );
    let mut facts = vec![
        Fact::count(
            join([
                "Open, of ".into(),
                facts::issues_all(),
                " in the log".into(),
            ]),
            open.clone(),
        ),
        Fact::count("Open and overdue", facts::issues_overdue()),
    ];
    if has(&issues::OWNER) {
        let ownerless = open.clone() - facts::issues_owned();
        facts.push(Fact::count("Open without an owner", ownerless));
    }
    if has(&issues::RAISED) {
        let oldest = if_(
            count(&help::ISSUE_AGE).equals(0.0),
            "–",
            large(&help::ISSUE_AGE, 1.0),
        );
        facts.push(Fact::count("Oldest open, days", oldest));
    }
    let mut slots = vec![
        (Slot::Id, "ID", Role::Id),
        (Slot::What, "Issue", Role::Wrapped),
        (Slot::Project, "Project", Role::Text),
    ];
    if has(&issues::PRIORITY) || has(&issues::SEVERITY) {
        slots.push((Slot::Scale, "Priority", Role::Centred));
    }
    if has(&issues::RAISED) {
        slots.push((Slot::Weight, "Age, days", Role::Count));
    }
    if has(&issues::OWNER) {
        slots.push((Slot::Owner, "Owner", Role::Text));
    }
    if has(&issues::DUE) {
        slots.push((Slot::Due, "Due", Role::Date));
    }
    if has(&issues::RESPONSE) {
        slots.push((Slot::Note, "Next step", Role::Wrapped));
    }
    let ranking = Ranking {
        brief,
        schema: Issues::SCHEMA,
        rank: &help::ISSUE_RANK,
    };
    Some(Register {
        name: "Issues",
        sentence,
        source: "Data_Issues",
        title: "Open issues that matter most".to_string(),
        left: vec![section("Issue log", LEFT_SPAN), fact_list(&facts, LOW_ROW)],
        slots,
        figure: Box::new(move |slot, place| issue_figure(&ranking, slot, place)),
        open,
        places: open_places(
            brief,
            Issues::SCHEMA,
            &issues::STATUS,
            &issues::CLOSED,
            LISTED,
        ),
        row_height: LOW_ROW,
    })
}

fn issue_figure(ranking: &Ranking<'_>, slot: Slot, place: u32) -> Formula {
    match slot {
        Slot::Id if ranking.has(&issues::ISSUE_ID) => ranking.read(&issues::ISSUE_ID, place),
        Slot::Id => place.into(),
        Slot::What => short(ranking.read(&issues::ISSUE, place), 110),
        Slot::Project => short(
            ranking.project(&issues::PROJECT, &issues::PROJECT_ID, place),
            46,
        ),
        Slot::Scale if ranking.has(&issues::PRIORITY) => {
            level_word(ranking.read(&issues::PRIORITY, place))
        }
        Slot::Scale => level_word(ranking.read(&issues::SEVERITY, place)),
        Slot::Weight => ranking.worked_out(&help::ISSUE_AGE, place),
        Slot::Owner => short(ranking.read(&issues::OWNER, place), 34),
        Slot::Due => ranking.read(&issues::DUE, place),
        Slot::Note => short(ranking.read(&issues::RESPONSE, place), 84),
    }
}

fn action_register<'a>(brief: &'a Brief<'a>) -> Option<Register<'a>> {
    if !brief.has_rows(Actions::SCHEMA) {
        return None;
    }
    let has = |column| brief.has(Actions::SCHEMA, column);
    let (open, overdue) = (facts::actions_open(), facts::actions_overdue());
    let sentence = none_one_many(
        overdue.clone(),
        "no action is overdue",
        "1 action is overdue",
        overdue.clone() & " actions are overdue",
    );
    let mut facts = vec![
        Fact::count(
            join([
                "Open, of ".into(),
                facts::actions_all(),
                " in the log".into(),
            ]),
            open.clone(),
        ),
        Fact::count("Open and overdue", overdue),
    ];
    if has(&actions::OWNER) {
        let ownerless = open.clone() - facts::actions_owned();
        facts.push(Fact::count("Open without an owner", ownerless));
    }
    if has(&actions::DUE) {
        let dated = count_ifs([
            help::ACTION_OPEN.equal_to(1.0),
            field::action(&actions::DUE).above(0.0),
        ]);
        facts.push(Fact::count("Open without a date", open.clone() - dated));
    }
    let mut slots = vec![
        (Slot::Id, "ID", Role::Id),
        (Slot::What, "Action", Role::Wrapped),
        (Slot::Project, "Project", Role::Text),
    ];
    if has(&actions::PRIORITY) {
        slots.push((Slot::Scale, "Priority", Role::Centred));
    }
    if has(&actions::DUE) {
        slots.push((Slot::Weight, "Days late", Role::Count));
    }
    if has(&actions::OWNER) {
        slots.push((Slot::Owner, "Owner", Role::Text));
    }
    if has(&actions::DUE) {
        slots.push((Slot::Due, "Due", Role::Date));
    }
    if has(&actions::COMMENT) {
        slots.push((Slot::Note, "Note", Role::Wrapped));
    }
    let ranking = Ranking {
        brief,
        schema: Actions::SCHEMA,
        rank: &help::ACTION_RANK,
    };
    Some(Register {
        name: "Actions",
        sentence,
        source: "Data_Actions",
        title: "Open actions, the latest first".to_string(),
        left: vec![section("Action log", LEFT_SPAN), fact_list(&facts, LOW_ROW)],
        slots,
        figure: Box::new(move |slot, place| action_figure(&ranking, slot, place)),
        open,
        places: open_places(
            brief,
            Actions::SCHEMA,
            &actions::STATUS,
            &actions::CLOSED,
            LISTED,
        ),
        row_height: LOW_ROW,
    })
}

fn action_figure(ranking: &Ranking<'_>, slot: Slot, place: u32) -> Formula {
    match slot {
        Slot::Id if ranking.has(&actions::ACTION_ID) => ranking.read(&actions::ACTION_ID, place),
        Slot::Id => place.into(),
        Slot::What => short(ranking.read(&actions::ACTION, place), 110),
        Slot::Project => short(
            ranking.project(&actions::PROJECT, &actions::PROJECT_ID, place),
            46,
        ),
        Slot::Scale => level_word(ranking.read(&actions::PRIORITY, place)),
        Slot::Weight => {
            let overdue = ranking.worked_out(&help::ACTION_OVERDUE, place).equals(1.0);
            if_(
                overdue,
                report_date() - ranking.read(&actions::DUE, place),
                "",
            )
        }
        Slot::Owner => short(ranking.read(&actions::OWNER, place), 34),
        Slot::Due => ranking.read(&actions::DUE, place),
        Slot::Note => short(ranking.read(&actions::COMMENT, place), 84),
    }
}

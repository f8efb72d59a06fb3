//! The risks on the page Risks: the matrix, what is missing, and the highest open ones.

use super::facts;
use super::places::Ranking;
use super::registers::{Fact, LEFT_SPAN, ROW, Register, Slot, fact_list, open_places};
use super::words::{none_one_many, short};
use crate::model::schema::Table as _;
use crate::model::tables::risks::{self, Risks};
use crate::report::block::{Block, Cells, KeyedColumn, Placed, Row, RowKind, section};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, join, marked, row};
use crate::report::functions::{count_ifs, counted, if_, is_number, sum_product};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::field;
use crate::report::sheets::data::helpers as help;
use crate::report::sheets::names::RISK;
use crate::report::sheets::told;

/// The highest risks, in number.
pub(super) const HIGHEST: u32 = 10;

pub(super) fn risk_register<'a>(brief: &'a Brief<'a>) -> Option<Register<'a>> {
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

pub(super) fn risk_figure(ranking: &Ranking<'_>, slot: Slot, place: u32) -> Formula {
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
pub(super) fn matrix() -> Block {
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

pub(super) fn risk_facts(brief: &Brief<'_>) -> Vec<Fact> {
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
    for (label, metric) in [
        ("Exposure of open risks, P50", "exposure_p50"),
        ("Exposure of open risks, P80", "exposure_p80"),
    ] {
        let of_portfolio = brief.measured(metric).any(|own| own.project_id.is_none());
        if of_portfolio {
            facts.push(Fact {
                label: label.into(),
                figure: told::of_portfolio(metric),
                role: Role::MoneyUnit,
            });
        }
    }
    facts
}

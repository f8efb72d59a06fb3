//! The actions on the page Risks: how many, how late, and the open ones, the latest first.

use super::facts;
use super::places::Ranking;
use super::registers::{Fact, LEFT_SPAN, LISTED, LOW_ROW, Register, Slot, fact_list, open_places};
use super::words::{level_word, none_one_many, short};
use crate::model::schema::Table as _;
use crate::model::tables::actions::{self, Actions};
use crate::report::block::section;
use crate::report::cell::Role;
use crate::report::formula::{Formula, join};
use crate::report::functions::{count_ifs, if_};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::field;
use crate::report::sheets::data::helpers as help;
use crate::report::sheets::names::report_date;

pub(super) fn action_register<'a>(brief: &'a Brief<'a>) -> Option<Register<'a>> {
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

pub(super) fn action_figure(ranking: &Ranking<'_>, slot: Slot, place: u32) -> Formula {
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

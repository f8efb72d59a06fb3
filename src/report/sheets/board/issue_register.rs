//! The issues on the page Risks: how many, how old, and the open ones that matter most.

use super::facts;
use super::places::Ranking;
use super::registers::{Fact, LEFT_SPAN, LISTED, LOW_ROW, Register, Slot, fact_list, open_places};
use super::words::{level_word, none_one_many, short};
use crate::model::schema::Table as _;
use crate::model::tables::issues::{self, Issues};
use crate::report::block::section;
use crate::report::cell::Role;
use crate::report::formula::{Formula, join};
use crate::report::functions::{count, if_, large, plural};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::helpers as help;

pub(super) fn issue_register<'a>(brief: &'a Brief<'a>) -> Option<Register<'a>> {
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

pub(super) fn issue_figure(ranking: &Ranking<'_>, slot: Slot, place: u32) -> Formula {
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

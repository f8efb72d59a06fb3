//! `Calc_Asks`: where a decision is needed, found by rule. Each row is a rule; the Summary shows the first that apply.

use super::{finance, health, milestones as due, people as load, risks as exposure};
use crate::model::schema::Table as _;
use crate::model::tables::actions::Actions;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::Risks;
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, cells, join, name, row};
use crate::report::functions::{
    and, count, date_text, if_, if_error, index, is_number, lookup, plural, small, sum, text,
};
use crate::report::list::List;
use crate::report::pack::{Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::actions as late;
use crate::report::sheets::names::{RISK, UTILISATION_OVER};

const LIST: &str = "asks";

/// Which status leads and what is known: the pages decide it and the rules follow.
#[derive(Debug, Clone, Copy)]
pub struct Ground {
    /// The column of `tblHealth` whose Red calls for a decision.
    pub status: &'static Field,
    pub bookings: bool,
}

/// Returns the sheet with the rules, where there are projects.
pub fn sheet(brief: &Brief<'_>, ground: Ground) -> Option<Sheet> {
    if !brief.has_rows(Projects::SCHEMA) {
        return None;
    }
    let mut sheet = Sheet::new(
        "Calc_Asks",
        SheetKind::Calculation,
        "Calc_Asks",
        "Which decisions does the data call for?",
        [6.0, 30.0, 9.0, 8.0, 60.0, 80.0, 14.0, 14.0],
    )
    .headline("One rule a row, in order of weight. Summary shows the first four that apply; amount is over budget, date is the forecast finish.");
    sheet.push(list(brief, ground).block());
    Some(sheet)
}

/// Returns the number of rules that apply.
pub fn applying() -> Formula {
    count(cells(LIST, "Place"))
}

/// One part of the k-th ask that applies, "" where there are fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Ask,
    Why,
    Amount,
    Date,
}

/// Returns a part of the k-th ask that applies.
pub fn part(part: Part, place: u32) -> Formula {
    let column = match part {
        Part::Ask => "Ask",
        Part::Why => "Why",
        Part::Amount => "Amount",
        Part::Date => "Date",
    };
    if_error(
        index(cells(LIST, column), small(cells(LIST, "Place"), place)),
        "",
    )
}

/// A rule: when it applies, what it asks, on what ground, how much is at stake and by when.
struct Rule {
    label: String,
    applies: Formula,
    ask: Formula,
    why: Formula,
    amount: Formula,
    date: Formula,
}

fn list(brief: &Brief<'_>, ground: Ground) -> List {
    let mut list = List::new()
        .id(LIST)
        .column("Number", "No.", Role::Count, 1)
        .column("Rule", "Rule", Role::Text, 1)
        .column("Applies", "Applies", Role::Count, 1)
        .column("Place", "Place", Role::Count, 1)
        .column("Ask", "Ask", Role::Text, 1)
        .column("Why", "Why", Role::Text, 1)
        .column("Amount", "Amount", Role::MoneyUnit, 1)
        .column("Date", "Date", Role::Text, 1);
    for (number, rule) in (1_u32..).zip(rules(brief, ground)) {
        list.push([
            number.into(),
            rule.label.into(),
            if_(rule.applies, 1.0, 0.0),
            if_(row("Applies").equals(1.0), row("Number"), ""),
            rule.ask,
            rule.why,
            rule.amount,
            rule.date,
        ]);
    }
    list
}

fn rules(brief: &Brief<'_>, ground: Ground) -> Vec<Rule> {
    let mut rules = vec![red_project(ground, 1), red_project(ground, 2)];
    if ground.bookings {
        rules.push(over_booked());
    }
    if brief.has_rows(Milestones::SCHEMA) {
        rules.push(overdue_milestones());
    }
    rules.push(red_project(ground, 3));
    if brief.has_rows(Risks::SCHEMA) {
        rules.push(high_risks());
    }
    if brief.has(Projects::SCHEMA, &projects::RAG) {
        rules.push(rosy_reports());
    }
    rules.push(red_project(ground, 4));
    if brief.has_rows(Actions::SCHEMA) {
        rules.push(overdue_actions());
    }
    if brief.has_rows(Risks::SCHEMA) {
        rules.push(ownerless_risks());
    }
    if finance::has_outturn(brief) {
        rules.push(missing_forecasts());
    }
    rules
}

/// Returns a column of `tblHealth` for the project with a rank.
fn project(field: &Field, place: u32) -> Formula {
    if_error(lookup(field, &health::RANK, place), "")
}

fn red_project(ground: Ground, place: u32) -> Rule {
    let over = || project(&health::OVER, place);
    let finish = || project(&health::FINISH, place);
    Rule {
        label: format!("Project of rank {place} is Red"),
        applies: project(ground.status, place).equals("R"),
        ask: project(&health::PROJECT, place) & ": recover, re-baseline or stop",
        why: project(&health::WHY, place),
        amount: if_(and([is_number(over()), over().above(0.0)]), over(), ""),
        date: if_(is_number(finish()), date_text(finish()), ""),
    }
}

fn over_booked() -> Rule {
    let people = || sum(&load::OVER_SOON);
    let person = |place: u32| if_error(lookup(&load::PERSON, &load::RANK, place), "");
    let peak = |place: u32| text(if_error(lookup(&load::SOON_PEAK, &load::RANK, place), 0.0), "0%");
    Rule {
        label: "People are over-booked".to_string(),
        applies: people().above(0.0),
        ask: join([
            "Relieve ".into(),
            people(),
            plural(people(), " person", " people"),
            " booked above ".into(),
            text(name(UTILISATION_OVER), "0%"),
            " in the next three months".into(),
        ]),
        why: join([
            "Highest: ".into(),
            person(1),
            " ".into(),
            peak(1),
            if_(
                people().above(1.0),
                join([", ".into(), person(2), " ".into(), peak(2)]),
                "",
            ),
            ".".into(),
        ]),
        amount: "".into(),
        date: "".into(),
    }
}

fn overdue_milestones() -> Rule {
    let late = || sum(&due::OVERDUE);
    let first = |field: &Field| if_error(lookup(field, &due::RANK, 1.0), "");
    let owner = first(&due::OWNER);
    Rule {
        label: "Milestones are overdue".to_string(),
        applies: late().above(0.0),
        ask: join([
            "Close or re-plan ".into(),
            late(),
            plural(late(), " overdue milestone", " overdue milestones"),
        ]),
        why: join([
            "Oldest: ".into(),
            first(&due::MILESTONE),
            " of ".into(),
            first(&due::PROJECT),
            if_(owner.clone().equals(""), ", no owner", Formula::from(", ") & owner),
            ".".into(),
        ]),
        amount: "".into(),
        date: if_error(date_text(lookup(&due::DUE, &due::RANK, 1.0)), ""),
    }
}

fn high_risks() -> Rule {
    let high = || sum(&exposure::HIGH);
    let first = |field: &Field| if_error(lookup(field, &exposure::RANK, 1.0), "");
    let owner = first(&exposure::OWNER);
    Rule {
        label: "Open risks at the red limit".to_string(),
        applies: high().above(0.0),
        ask: join([
            "Agree the response to ".into(),
            high(),
            plural(high(), " risk", " risks"),
            " scoring ".into(),
            RISK.red(),
            " or more".into(),
        ]),
        why: join([
            "Highest: ".into(),
            first(&exposure::RISK),
            if_(owner.clone().equals(""), ", no owner", Formula::from(", ") & owner),
            ".".into(),
        ]),
        amount: "".into(),
        date: if_error(date_text(if_(is_number(first(&exposure::DUE)), first(&exposure::DUE), "")), ""),
    }
}

fn rosy_reports() -> Rule {
    let rosy = || crate::report::functions::count_ifs([health::GAP.above(0.0)]);
    Rule {
        label: "Reports are better than the data".to_string(),
        applies: rosy().above(0.0),
        ask: join([
            "Challenge ".into(),
            rosy(),
            plural(rosy(), " report that is", " reports that are"),
            " better than the data".into(),
        ]),
        why: "Computed status is worse than reported; Health names each project and the reason.".into(),
        amount: "".into(),
        date: "".into(),
    }
}

fn overdue_actions() -> Rule {
    let number = || sum(&late::OVERDUE);
    let first = |field: &Field| if_error(lookup(field, &late::RANK, 1.0), "");
    Rule {
        label: "Actions are overdue".to_string(),
        applies: number().above(0.0),
        ask: join([
            "Close ".into(),
            number(),
            plural(number(), " overdue action", " overdue actions"),
        ]),
        why: join([
            "Latest: ".into(),
            first(&late::ACTION),
            ", ".into(),
            if_(first(&late::OWNER).equals(""), "no owner", first(&late::OWNER)),
            ".".into(),
        ]),
        amount: "".into(),
        date: "".into(),
    }
}

fn ownerless_risks() -> Rule {
    let number = || sum(&exposure::OWNERLESS);
    Rule {
        label: "Open risks have no owner".to_string(),
        applies: number().above(0.0),
        ask: join([
            "Name an owner for ".into(),
            number(),
            plural(number(), " open risk", " open risks"),
        ]),
        why: "A risk that nobody answers for is not managed.".into(),
        amount: "".into(),
        date: "".into(),
    }
}

fn missing_forecasts() -> Rule {
    let missing = || {
        crate::report::functions::rows(&health::PROJECT_ID) - count(&health::EAC)
    };
    Rule {
        label: "Projects have no forecast outturn".to_string(),
        applies: missing().above(0.0),
        ask: join([
            "Ask for a forecast outturn of ".into(),
            missing(),
            plural(missing(), " project", " projects"),
        ]),
        why: "Without one, the portfolio's forecast does not stand for all projects.".into(),
        amount: "".into(),
        date: "".into(),
    }
}

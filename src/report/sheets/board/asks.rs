//! The sheet Calc_Asks: where a decision is needed, found by rule. Each row is a rule; Summary shows the first that apply.

use super::facts;
use super::places::Ranking;
use super::words::{self, short};
use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::actions::{self, Actions};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::Projects;
use crate::model::tables::risks::{self, Risks};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, cells, join, name, row};
use crate::report::functions::{
    and, count, date_text, if_, if_error, index, is_number, lookup, max, or_blank, plural, small,
    text,
};
use crate::report::list::List;
use crate::report::pack::{Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{health, people as load};
use crate::report::sheets::data::helpers as help;
use crate::report::sheets::ground::{Lens, MoneyBasis, has_bookings, projects_total, reports};
use crate::report::sheets::names::{RISK, SOON, UTILISATION_OVER};

const LIST: &str = "asks";

/// Returns the sheet with the rules, where there are projects.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Projects::SCHEMA) {
        return None;
    }
    let mut sheet = Sheet::new(
        "Calc_Asks",
        SheetKind::Calculation,
        "Decisions that the data calls for",
        "Which decisions does the data call for, and by which rule?",
        [6.0, 34.0, 9.0, 8.0, 62.0, 90.0, 14.0, 14.0],
    )
    .headline("One rule a row, in order of weight. Summary shows the first four that apply; amount is over budget, date is the finish or due date.");
    sheet.push(list(brief).block());
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
    let found = index(cells(LIST, column), small(cells(LIST, "Place"), place));
    if_error(or_blank(found), "")
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

fn list(brief: &Brief<'_>) -> List {
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
    for (number, rule) in (1_u32..).zip(rules(brief)) {
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

fn rules(brief: &Brief<'_>) -> Vec<Rule> {
    let lens = Lens::of(brief);
    let mut rules = vec![red_project(lens, 1), red_project(lens, 2)];
    if has_bookings(brief) {
        rules.push(over_booked());
    }
    if brief.has_rows(Milestones::SCHEMA) {
        rules.push(overdue_milestones(brief));
    }
    rules.push(red_project(lens, 3));
    if brief.has_rows(Risks::SCHEMA) {
        rules.push(high_risks(brief));
    }
    if reports(brief) && lens == Lens::Computed {
        rules.push(rosy_reports());
    }
    rules.push(red_project(lens, 4));
    if brief.has_rows(Actions::SCHEMA) {
        rules.push(overdue_actions(brief));
    }
    if brief.has(Risks::SCHEMA, &risks::OWNER) {
        rules.push(ownerless_risks(brief));
    }
    if MoneyBasis::of(brief) == MoneyBasis::Outturn {
        rules.push(missing_forecasts());
    }
    if reports(brief) {
        rules.push(missing_reports());
    }
    rules
}

/// Returns a column of `tblHealth` for the project with a rank.
fn project(field: &Field, place: u32) -> Formula {
    if_error(lookup(field, &health::RANK, place), "")
}

fn red_project(lens: Lens, place: u32) -> Rule {
    let over = || project(&health::OVER, place);
    let finish = || project(&health::FINISH, place);
    Rule {
        label: format!("The project of rank {place} is Red"),
        applies: project(lens.scale(), place).equals(3.0),
        ask: short(project(&health::PROJECT, place), 60) & ": recover, re-baseline or stop",
        why: match lens {
            Lens::Computed => project(&health::WHY, place),
            Lens::Reported => {
                Formula::from("Reported Red; ") & words::small(project(&health::WHY, place))
            }
        },
        amount: if_(and([is_number(over()), over().above(0.0)]), over(), ""),
        date: if_(is_number(finish()), date_text(finish()), ""),
    }
}

fn over_booked() -> Rule {
    let people = facts::people_over;
    let person = |place: u32| if_error(lookup(&load::PERSON, &load::RANK, place), "");
    let peak = |place: u32| {
        let months = (1..=SOON).map(|month| lookup(&load::month(month), &load::RANK, place));
        let highest = if_error(max(months), 0.0);
        if_(
            highest.clone().above(name(UTILISATION_OVER)),
            text(highest, "0%"),
            "while away",
        )
    };
    let second = join([", ".into(), person(2), " ".into(), peak(2)]);
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
            if_(people().above(1.0), second, ""),
        ]),
        amount: "".into(),
        date: "".into(),
    }
}

/// Returns `, A. Name`, or that there is no owner; nothing where the register has no such column.
fn owned_by(ranking: &Ranking<'_>, owner: &Column) -> Formula {
    if ranking.has(owner) {
        let owner = ranking.read(owner, 1);
        if_(
            owner.clone().equals(""),
            ", no owner",
            Formula::from(", ") & owner,
        )
    } else {
        "".into()
    }
}

/// Returns the date of the first row in words, "" where it has none.
fn dated(ranking: &Ranking<'_>, due: &Column) -> Formula {
    let due = ranking.read(due, 1);
    if_(is_number(due.clone()), date_text(due), "")
}

fn overdue_milestones(brief: &Brief<'_>) -> Rule {
    let late = facts::milestones_overdue;
    let ranking = Ranking {
        brief,
        schema: Milestones::SCHEMA,
        rank: &help::MILESTONE_RANK,
    };
    Rule {
        label: "Milestones are overdue".to_string(),
        applies: late().above(0.0),
        ask: join([
            "Close or re-plan ".into(),
            late(),
            plural(late(), " overdue milestone", " overdue milestones"),
        ]),
        why: join([
            "First: ".into(),
            short(ranking.read(&milestones::MILESTONE, 1), 40),
            " of ".into(),
            short(
                ranking.project(&milestones::PROJECT, &milestones::PROJECT_ID, 1),
                36,
            ),
            owned_by(&ranking, &milestones::OWNER),
        ]),
        amount: "".into(),
        date: dated(&ranking, &milestones::DUE),
    }
}

fn high_risks(brief: &Brief<'_>) -> Rule {
    let high = facts::high_risks;
    let ranking = Ranking {
        brief,
        schema: Risks::SCHEMA,
        rank: &help::RISK_RANK,
    };
    Rule {
        label: "Open risks reach the red limit".to_string(),
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
            short(ranking.read(&risks::RISK, 1), 56),
            owned_by(&ranking, &risks::OWNER),
        ]),
        amount: "".into(),
        date: dated(&ranking, &risks::DUE),
    }
}

fn rosy_reports() -> Rule {
    let rosy = facts::rosy;
    Rule {
        label: "Reports are better than the data".to_string(),
        applies: rosy().above(0.0),
        ask: join([
            "Challenge ".into(),
            rosy(),
            plural(rosy(), " report that is", " reports that are"),
            " better than the data".into(),
        ]),
        why: "Health names each project, its two statuses and the reason".into(),
        amount: "".into(),
        date: "".into(),
    }
}

fn overdue_actions(brief: &Brief<'_>) -> Rule {
    let late = facts::actions_overdue;
    let ranking = Ranking {
        brief,
        schema: Actions::SCHEMA,
        rank: &help::ACTION_RANK,
    };
    Rule {
        label: "Actions are overdue".to_string(),
        applies: late().above(0.0),
        ask: join([
            "Close ".into(),
            late(),
            plural(late(), " overdue action", " overdue actions"),
        ]),
        why: join([
            "Latest: ".into(),
            short(ranking.read(&actions::ACTION, 1), 56),
            owned_by(&ranking, &actions::OWNER),
        ]),
        amount: "".into(),
        date: dated(&ranking, &actions::DUE),
    }
}

fn ownerless_risks(brief: &Brief<'_>) -> Rule {
    let number = || facts::risks_ownerless(brief);
    Rule {
        label: "Open risks have no owner".to_string(),
        applies: number().above(0.0),
        ask: join([
            "Name an owner for ".into(),
            number(),
            plural(number(), " open risk", " open risks"),
        ]),
        why: "A risk that nobody answers for is not managed".into(),
        amount: "".into(),
        date: "".into(),
    }
}

fn missing_forecasts() -> Rule {
    let missing = || projects_total() - count(&health::EAC);
    Rule {
        label: "Projects have no forecast outturn".to_string(),
        applies: missing().above(0.0),
        ask: join([
            "Ask for a forecast outturn of ".into(),
            missing(),
            plural(missing(), " project", " projects"),
        ]),
        why: "Without one, the portfolio's forecast does not stand for all projects".into(),
        amount: "".into(),
        date: "".into(),
    }
}

fn missing_reports() -> Rule {
    let missing = || facts::with_status(Lens::Reported, "–");
    Rule {
        label: "Projects report no status".to_string(),
        applies: missing().above(0.0),
        ask: join([
            "Ask ".into(),
            missing(),
            plural(missing(), " project", " projects"),
            " for a status".into(),
        ]),
        why: "Their reports give none: unknown is not green".into(),
        amount: "".into(),
        date: "".into(),
    }
}

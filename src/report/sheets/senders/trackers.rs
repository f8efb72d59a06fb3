//! The first page: each tracker with its score, its findings by severity, and the weightiest of them.

use super::matter::Matter;
use super::score::{
    AGE, BLOCKS, CHANGES, COMPLETE, COSMETIC, ORDER, REFUSED, REJECTED, ROWS, SCORE, TRACKER,
    WEIGHTIEST,
};
use super::{method, score};
use crate::report::block::{Block, Card, cards, note, section, space};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Field, Formula, join, name, row};
use crate::report::functions::{
    average, count, count_ifs, counted, if_error, lookup, or_blank, plural, rows, small, sum,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};

/// Number, tracker, score, rows, rejected, the three severities, fields filled, age, the weightiest findings.
const WIDTHS: [f64; 11] = [6.0, 38.0, 9.0, 9.0, 10.0, 9.0, 9.0, 11.0, 12.0, 9.0, 70.0];
const WIDTH: u16 = 11;
/// Trackers listed on the page; all are on Calc_Score.
const MOST_TRACKERS: usize = 500;

/// Returns the page.
pub fn sheet(matter: &Matter<'_>) -> Sheet {
    let mut page = Sheet::new(
        "Trackers",
        SheetKind::Board,
        "Findings by tracker",
        "Who needs help, and with what?",
        WIDTHS,
    )
    .basis("100 is a tracker that can be used as it stands; how the score is made stands on the sheet Score")
    .freeze(Freeze::Frame)
    .print(Print::OneWide)
    .source("Sources: Calc_Score (every tracker, step by step), Findings (every finding, with links), Rows (what became of every row).");
    let all = matter.brief.portfolio.sources.len();
    if all == 0 {
        return page.headline("No tracker was found to read");
    }
    page = page.headline(headline());
    page.push(figures());
    page.push(space(10));
    page.push(section("Trackers, those that need help first", WIDTH));
    page.push(list(matter));
    if all > MOST_TRACKERS {
        page.push(note(
            format!("{MOST_TRACKERS} of {all} trackers; all are on Calc_Score."),
            WIDTH,
        ));
    }
    page
}

fn low() -> Formula {
    count_ifs([SCORE.below(name(method::HELP))])
}

fn refused() -> Formula {
    // A text of at least one letter; blank cells and blank texts are none.
    count_ifs([REFUSED.equal_to("?*")])
}

fn headline() -> Formula {
    join([
        low(),
        " of ".into(),
        counted(
            rows(&TRACKER),
            "tracker scores below ",
            "trackers score below ",
        ),
        name(method::HELP),
        " and ".into(),
        counted(refused(), "was refused", "were refused"),
        "; ".into(),
        counted(sum(&BLOCKS), "finding blocks", "findings block"),
        " a file or a row".into(),
    ])
}

fn figures() -> Block {
    let card =
        |at: u16, span: u16, label: &str, role: Role, value: Formula, context: Formula| Card {
            at,
            span,
            label: label.to_string(),
            value: Cell::figure(role, value),
            delta: None,
            context,
        };
    let mean = if_error(average(&SCORE), "–");
    cards(vec![
        card(
            0,
            2,
            "Trackers",
            Role::CardCount,
            rows(&TRACKER),
            join([
                refused(),
                " refused, ".into(),
                count(&SCORE),
                plural(count(&SCORE), " has a score", " have a score"),
            ]),
        ),
        card(
            2,
            3,
            "Mean score",
            Role::CardCount,
            mean,
            join([low(), " below ".into(), name(method::HELP)]),
        ),
        card(
            5,
            3,
            "◆ Block",
            Role::CardCount,
            sum(&BLOCKS),
            "a file refused, a row rejected".into(),
        ),
        card(
            8,
            2,
            "▲ Change a figure",
            Role::CardCount,
            sum(&CHANGES),
            "depend on how they were read".into(),
        ),
        card(
            10,
            1,
            "● Cosmetic",
            Role::CardCount,
            sum(&COSMETIC),
            "untidy, but no figure moves".into(),
        ),
    ])
}

fn list(matter: &Matter<'_>) -> Block {
    let mut list = List::new()
        .heights(24, 30)
        .column("Tracker", "#", Role::Muted, 1)
        .column("File", "Tracker", Role::Strong, 1)
        .column("Score", "Score", Role::Score, 1)
        .column("Rows", "Rows", Role::Count, 1)
        .column("Rejected", "Rejected", Role::CountOrDash, 1)
        .column("Blocks", "◆ Block", Role::CountOrDash, 1)
        .column("Changes", "▲ Change", Role::CountOrDash, 1)
        .column("Cosmetic", "● Cosmetic", Role::CountOrDash, 1)
        .column("Complete", "Fields filled", Role::Share, 1)
        .column("Age", "Days old", Role::Count, 1)
        .column("Worst", "Weightiest findings", Role::Wrapped, 1);
    let trackers = matter.brief.portfolio.sources.len().min(MOST_TRACKERS);
    for place in (1_u32..).take(trackers) {
        let of = |field: &Field| lookup(field, &TRACKER, row("Tracker"));
        list.push([
            lookup(&TRACKER, &ORDER, small(&ORDER, place)),
            of(&score::FILE),
            or_blank(of(&SCORE)),
            of(&ROWS),
            of(&REJECTED),
            of(&BLOCKS),
            of(&CHANGES),
            of(&COSMETIC),
            or_blank(of(&COMPLETE)),
            or_blank(of(&AGE)),
            or_blank(of(&WEIGHTIEST)),
        ]);
    }
    list.block()
}

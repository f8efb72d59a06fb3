//! Capacity: which roles are short and from when, what waits for them, and which over-bookings must be resolved.

use super::put_forward::{Shown, put_forward};
use super::words::none_one_many;
use crate::report::block::{note, section, space};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, join, name};
use crate::report::functions::{count_ifs, date_text, text};
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::listings::{DATE, LISTING, NUMBER, OWNER, PROJECT, WHAT, WHY};
use crate::report::sheets::names::{UTILISATION_LOW, UTILISATION_OVER, report_date};
use crate::report::sheets::told::listed;

/// Role or person, month or day, number, who or which project, why.
const WIDTHS: [f64; 5] = [30.0, 13.0, 12.0, 34.0, 90.0];
const SPAN: u16 = 5;

/// A listing as a block of the page.
struct Part {
    listing: &'static str,
    title: &'static str,
    at_most: u32,
    columns: &'static [Shown],
}

const fn text_of(heading: &'static str, span: u16, of: &'static Field) -> Shown {
    Shown::new(heading, Role::Text, span, of)
}

static PARTS: [Part; 7] = [
    Part {
        listing: "first_shortfalls",
        title: "Roles that are short, the earliest first",
        at_most: 10,
        columns: &[
            text_of("Role", 1, &WHAT),
            Shown::new("First month short", Role::Month, 1, &DATE),
            Shown::new("Gap, FTE", Role::NumberSigned, 1, &NUMBER),
            text_of("How long and how far", 2, &WHY),
        ],
    },
    Part {
        listing: "bottlenecks",
        title: "What waits for them: budget of the projects that ask for a role while it is short",
        at_most: 6,
        columns: &[
            text_of("Role", 1, &WHAT),
            Shown::new("Short from", Role::Month, 1, &DATE),
            Shown::new("Budget", Role::Money, 1, &NUMBER),
            text_of("Projects", 2, &WHY),
        ],
    },
    Part {
        listing: "moves",
        title: "Moves that clear the over-bookings of the next three months",
        at_most: 12,
        columns: &[
            text_of("Person", 1, &WHAT),
            Shown::new("Month", Role::Month, 1, &DATE),
            Shown::new("FTE", Role::Number, 1, &NUMBER),
            text_of("Project", 1, &PROJECT),
            text_of("Move", 1, &WHY),
        ],
    },
    Part {
        listing: "over_booked_weeks",
        title: "Weeks above the limit",
        at_most: 8,
        columns: &[
            text_of("Person", 1, &WHAT),
            Shown::new("Week from", Role::Date, 1, &DATE),
            Shown::new("Booked", Role::Share, 1, &NUMBER),
            text_of("Why", 2, &WHY),
        ],
    },
    Part {
        listing: "single_points",
        title: "Roles and skills that rest on one person",
        at_most: 8,
        columns: &[
            text_of("Role or skill", 2, &WHAT),
            Shown::new("Projects", Role::Count, 1, &NUMBER),
            text_of("Person", 1, &OWNER),
            text_of("Why", 1, &WHY),
        ],
    },
    Part {
        listing: "on_many_projects",
        title: "People on many projects at once",
        at_most: 6,
        columns: &[
            text_of("Person", 1, &WHAT),
            Shown::new("Month", Role::Month, 1, &DATE),
            Shown::new("Projects", Role::Count, 1, &NUMBER),
            text_of("Which", 2, &WHY),
        ],
    },
    Part {
        listing: "bench",
        title: "Who is free",
        at_most: 10,
        columns: &[
            text_of("Person", 1, &WHAT),
            Shown::new("Month", Role::Month, 1, &DATE),
            Shown::new("Free, FTE", Role::Number, 1, &NUMBER),
            text_of("Role", 1, &OWNER),
            text_of("Why", 1, &WHY),
        ],
    },
];

/// Returns the page, where something is short, over-booked or to be moved.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let leads = ["first_shortfalls", "over_booked_weeks", "moves"];
    if !leads.iter().any(|listing| brief.listed(listing) > 0) {
        return None;
    }
    let mut sheet = Sheet::new(
        "Capacity",
        SheetKind::Board,
        "Capacity by role",
        "Which roles are short, and which over-bookings must be resolved?",
        WIDTHS.to_vec(),
    )
    .headline(headline())
    .basis(join(["As at ".into(), date_text(report_date()), ".".into()]))
    .source("Sources: Data_Listings and Data_Measures, worked out from bookings, people and leave; limits at the run: Method.")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    for part in &PARTS {
        if let Some(list) = put_forward(brief, part.listing, part.at_most, part.columns) {
            sheet.push(section(part.title, SPAN));
            sheet.push(list.block());
            sheet.push(space(6));
        }
    }
    sheet.push(note(
        join([
            "Demand counts bookings without a name; capacity is contract less leave. Over-booked: above ".into(),
            text(name(UTILISATION_OVER), "0%"),
            "; free: below ".into(),
            text(name(UTILISATION_LOW), "0%"),
            " of it. Whoever takes a booking over stays within it. Budgets of roles do not add up.".into(),
        ]),
        SPAN,
    ));
    Some(sheet)
}

fn headline() -> Formula {
    let short = count_ifs([LISTING.equal_to("first_shortfalls")]);
    let first = || listed("first_shortfalls", 1, &WHAT);
    none_one_many(
        short.clone(),
        "0 roles are short in the months ahead; over-bookings are to be resolved",
        join(["1 role is short in the months ahead: ".into(), first()]),
        join([
            short,
            " roles are short in the months ahead, the first of them ".into(),
            first(),
        ]),
    )
}

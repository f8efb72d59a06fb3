//! What the board needs to know: a message with its evidence, for each thing that the trackers tell of.

use super::facts;
use super::places::ranked;
use super::words::{capital, none_one_many, share_of, short, signed_amount};
use crate::model::schema::Table as _;
use crate::model::tables::issues::Issues;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::{self, Risks};
use crate::report::block::Pair;
use crate::report::formula::{Field, Formula, join, name};
use crate::report::functions::{
    count, count_ifs, counted, if_, if_error, large, lookup, or_blank, plural, rows, text,
};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{finance, health, people as load};
use crate::report::sheets::data::{field, helpers as help};
use crate::report::sheets::ground::{
    Lens, MoneyBasis, has_bookings, has_slip, projects_total, reports,
};
use crate::report::sheets::names::{AGE, RISK, UTILISATION_OVER};

/// Returns the messages of a portfolio, the weightiest first.
pub(super) fn messages(brief: &Brief<'_>) -> Vec<Pair> {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let mut found = Vec::new();
    if reports(brief) && Lens::of(brief) == Lens::Computed {
        found.push(reported_and_computed());
    } else {
        found.push(statuses(brief));
    }
    match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => found.push(outturn(brief)),
        MoneyBasis::Year => found.push(year(brief)),
        MoneyBasis::None => {}
    }
    if has_slip(brief) {
        found.push(slips());
    }
    if has_bookings(brief) {
        found.push(bookings());
    }
    if brief.has_rows(Milestones::SCHEMA) {
        found.push(milestones());
    }
    if brief.has_rows(Risks::SCHEMA) {
        found.push(risks(brief));
    }
    if project(&projects::WHOLE_LIFE_COST) {
        found.push(whole_life(brief));
    }
    if project(&projects::FINISH) {
        found.push(finishing(brief));
    }
    if project(&projects::UPDATED) {
        found.push(updates());
    }
    if brief.has_rows(Issues::SCHEMA) {
        found.push(issues());
    }
    found
}

/// The two projects of highest rank, for evidence: `Billing, ERP` or the only one.
fn two_worst(letters: u32) -> Formula {
    let second = ranked(&health::PROJECT, &health::RANK, 2.0);
    join([
        short(ranked(&health::PROJECT, &health::RANK, 1.0), letters),
        if_(
            projects_total().above(1.0),
            Formula::from(", ") & short(second, letters),
            "",
        ),
    ])
}

fn reported_and_computed() -> Pair {
    let reported = facts::with_status(Lens::Reported, "R");
    let message = join([
        facts::red_of_all(Lens::Computed, "Red on the data"),
        none_one_many(
            reported.clone(),
            "; none reports Red",
            "; 1 reports Red",
            join(["; ".into(), reported, " report Red".into()]),
        ),
    ]);
    let rosy = facts::rosy();
    let evidence = join([
        none_one_many(
            rosy.clone(),
            "No project reports better than its data shows",
            "1 project reports better than its data shows",
            rosy & " projects report better than their data shows",
        ),
        ". Highest-ranked: ".into(),
        two_worst(36),
        ".".into(),
    ]);
    Pair::new(capital(message), evidence)
}

fn statuses(brief: &Brief<'_>) -> Pair {
    let lens = Lens::of(brief);
    let predicate = match lens {
        Lens::Computed => "Red on the data",
        Lens::Reported => "reported Red",
    };
    let none = facts::with_status(lens, "–");
    let message = facts::red_of_all(lens, predicate);
    let evidence = join([
        facts::with_status(lens, "A"),
        " Amber, ".into(),
        facts::with_status(lens, "G"),
        " Green, ".into(),
        none,
        " without status. Highest-ranked: ".into(),
        two_worst(28),
        ".".into(),
    ]);
    Pair::new(capital(message), evidence)
}

/// The two largest overspends and their part of all overspends.
fn contributors() -> Formula {
    let most = |place: f64| short(ranked(&finance::PROJECT, &finance::RANK, place), 36);
    let amount = |place: f64| if_error(lookup(&finance::OVER, &finance::RANK, place), 0.0);
    let part = |amount: Formula| text(if_error(amount / facts::overspends(), 0.0), "0%");
    none_one_many(
        facts::projects_over(),
        "No project is forecast over its budget.",
        most(1.0) & " alone is over its budget.",
        join([
            most(1.0),
            " and ".into(),
            most(2.0),
            " are ".into(),
            part(amount(1.0) + amount(2.0)),
            " of the overspend of ".into(),
            facts::projects_over(),
            " projects.".into(),
        ]),
    )
}

fn outturn(brief: &Brief<'_>) -> Pair {
    let message = join([
        "Forecast outturn is ".into(),
        brief.totals.text(facts::outturn()),
        " against a budget of ".into(),
        brief.totals.text(facts::outturn_budget()),
        not_all(facts::outturn_known()),
    ]);
    Pair::new(message, contributors())
}

fn year(brief: &Brief<'_>) -> Pair {
    let over = facts::year_forecast() - facts::year_budget();
    let message = join([
        "The year is forecast ".into(),
        signed_amount(
            &brief.totals,
            over,
            |amount| amount & " over its budget of ",
            |amount| amount & " under its budget of ",
            "on its budget of ",
        ),
        brief.totals.text(facts::year_budget()),
        not_all(facts::year_known()),
    ]);
    Pair::new(message, contributors())
}

/// `, 11 of 14 projects` where a figure does not stand for all.
fn not_all(known: Formula) -> Formula {
    if_(
        known.clone().equals(projects_total()),
        "",
        join([
            ", ".into(),
            known,
            " of ".into(),
            projects_total(),
            " projects".into(),
        ]),
    )
}

fn slips() -> Pair {
    let late = count_ifs([health::SLIP_DAYS.above(0.0)]);
    let known = facts::slips_known();
    let message = join([
        share_of(&late, &known, "project", "projects", "forecast to finish"),
        " later than baseline".into(),
    ]);
    let longest = lookup(&health::PROJECT, &health::SLIP_DAYS, facts::longest_slip());
    let evidence = if_(
        late.equals(0.0),
        join([
            known,
            " have a baseline and a finish to hold against it.".into(),
        ]),
        join([
            "The longest slip is ".into(),
            counted(facts::longest_slip(), "day", "days"),
            ", on ".into(),
            short(if_error(longest, "one project"), 50),
            ".".into(),
        ]),
    );
    Pair::new(capital(message), evidence)
}

fn bookings() -> Pair {
    let over = facts::people_over();
    let limit = text(name(UTILISATION_OVER), "0%");
    let message = join([
        share_of(
            &over,
            &rows(&load::PERSON),
            "person",
            "people",
            "booked above ",
        ),
        limit,
        " in the next three months".into(),
    ]);
    let evidence = join([
        "Bookings are ".into(),
        text(if_error(facts::booked_share(), 0.0), "0%"),
        " of capacity in these months. Highest: ".into(),
        ranked(&load::PERSON, &load::RANK, 1.0),
        if_(
            facts::nobody_named().at_least(0.05),
            join([
                "; ".into(),
                text(facts::nobody_named(), "0.0"),
                " FTE have nobody named".into(),
            ]),
            "",
        ),
        ".".into(),
    ]);
    Pair::new(capital(message), evidence)
}

fn milestones() -> Pair {
    let late = facts::milestones_overdue();
    let next = facts::milestones_due_within(90.0);
    let message = join([
        none_one_many(
            late.clone(),
            "no milestone is overdue",
            "1 milestone is overdue",
            late.clone() & " milestones are overdue",
        ),
        ", ".into(),
        next.clone(),
        plural(next, " falls due in 90 days", " fall due in 90 days"),
    ]);
    let first = |field: Field| ranked(&field, &help::MILESTONE_RANK, 1.0);
    let evidence = join([
        if_(late.above(0.0), "Longest overdue: ", "Next: "),
        short(
            first(field::milestone(
                &crate::model::tables::milestones::MILESTONE,
            )),
            50,
        ),
        ", ".into(),
        short(
            first(field::milestone(&crate::model::tables::milestones::PROJECT)),
            40,
        ),
        ".".into(),
    ]);
    Pair::new(capital(message), evidence)
}

fn risks(brief: &Brief<'_>) -> Pair {
    let high = facts::high_risks();
    let message = join([
        none_one_many(
            high.clone(),
            "no open risk scores ",
            "1 open risk scores ",
            high & " open risks score ",
        ),
        RISK.red(),
        " or more, of ".into(),
        facts::risks_open(),
        " open".into(),
    ]);
    let first = |column| or_blank(ranked(&field::risk(column), &help::RISK_RANK, 1.0));
    let owner = if brief.has(Risks::SCHEMA, &risks::OWNER) {
        let owner = first(&risks::OWNER);
        if_(
            owner.clone().equals(""),
            ", without an owner",
            Formula::from(", ") & owner,
        )
    } else {
        Formula::from("")
    };
    let evidence = join([
        "Highest: ".into(),
        short(first(&risks::RISK), 70),
        owner,
        ".".into(),
    ]);
    Pair::new(capital(message), evidence)
}

fn whole_life(brief: &Brief<'_>) -> Pair {
    let message = join([
        "Whole-life cost is ".into(),
        brief.totals.text(facts::whole_life()),
        not_all(facts::whole_life_known()),
    ]);
    let cost = field::project(&projects::WHOLE_LIFE_COST);
    let largest = large(&cost, 1.0);
    let project = lookup(&field::project(&projects::PROJECT), &cost, largest.clone());
    let evidence = join([
        "The largest is ".into(),
        short(if_error(project, "not known"), 50),
        ", ".into(),
        text(if_error(largest / facts::whole_life(), 0.0), "0%"),
        " of the total.".into(),
    ]);
    Pair::new(message, evidence)
}

fn finishing(brief: &Brief<'_>) -> Pair {
    let lens = Lens::of(brief);
    let number = facts::finishing_within_year(None);
    let message = none_one_many(
        number.clone(),
        "No project is due to finish in the next twelve months",
        "1 project is due to finish in the next twelve months",
        number & " projects are due to finish in the next twelve months",
    );
    let evidence = join([
        "Of them ".into(),
        facts::finishing_within_year(Some((lens, "R"))),
        " Red, ".into(),
        facts::finishing_within_year(Some((lens, "A"))),
        " Amber and ".into(),
        facts::finishing_within_year(Some((lens, "G"))),
        format!(" Green as {}.", lens.word()).into(),
    ]);
    Pair::new(message, evidence)
}

fn updates() -> Pair {
    let old = count_ifs([health::DATA_AGE.above(AGE.amber())]);
    let message = join([
        none_one_many(
            old.clone(),
            "no project was",
            "1 project was",
            old & " projects were",
        ),
        " last updated more than ".into(),
        AGE.amber(),
        " days ago".into(),
    ]);
    let evidence = join([
        count(&health::DATA_AGE),
        " of ".into(),
        projects_total(),
        " projects give the date of their last update.".into(),
    ]);
    Pair::new(capital(message), evidence)
}

fn issues() -> Pair {
    let open = facts::issues_open();
    let message = none_one_many(
        open.clone(),
        "No issue is open",
        "1 issue is open",
        open & " issues are open",
    );
    let overdue = facts::issues_overdue();
    let evidence = none_one_many(
        overdue.clone(),
        "None is overdue.",
        "1 is overdue.",
        overdue & " are overdue.",
    );
    Pair::new(message, evidence)
}

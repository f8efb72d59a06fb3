//! Schedule: how far the plans can carry the dates that are made of them, and what drives each finish.

use super::places::{first, ranked};
use super::put_forward::{Shown, put_forward};
use super::words::{capital, none_one_many};
use crate::model::schema::Table as _;
use crate::model::tables::projects::Projects;
use crate::report::block::{note, section};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join, row};
use crate::report::functions::{date_text, if_, if_error, lookup};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::listings;
use crate::report::sheets::names::report_date;
use crate::report::sheets::told::{of_portfolio, of_project, reason};

/// Projects listed.
const LISTED: u32 = 40;
/// Rows of each list beneath.
const ROWS: u32 = 15;

/// The grid: id, project, eight figures, why there is none.
const WIDTHS: [f64; 11] = [
    8.0, 34.0, 10.0, 10.0, 12.0, 10.0, 9.0, 9.0, 10.0, 11.0, 44.0,
];

/// Returns the page, where a project has links or approved dates of tasks.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.is_measured("finish_float") && !brief.is_measured("bei_unrestricted") {
        return None;
    }
    let width = u16::try_from(WIDTHS.len()).unwrap_or(u16::MAX);
    let mut sheet = Sheet::new(
        "Schedule",
        SheetKind::Board,
        "Schedule quality",
        "How far can the plans carry the dates that are made of them?",
        WIDTHS,
    )
    .headline(headline())
    .basis(join([
        "As at ".into(),
        date_text(report_date()),
        ". What cannot be judged is not assessed, which is no pass.".into(),
    ]))
    .source("Sources: Data_Measures, Data_Listings (worked out from Data_Tasks). Fourteen points: DCMA; limits and readings: Method.")
    .freeze(Freeze::Frame)
    .print(Print::OneWide);
    sheet.push(section("Plans of the projects", width));
    sheet.push(plans(brief).block());
    let rows = [
        (
            "Points that failed",
            "schedule_faults",
            vec![
                Shown::new("Project", Role::Strong, 2, &listings::PROJECT),
                Shown::new("Point", Role::Text, 3, &listings::WHAT),
                Shown::new("Share", Role::Ratio, 1, &listings::NUMBER),
                Shown::new("Verdict", Role::Text, 5, &listings::WHY),
            ],
        ),
        ("Already too late", "negative_float", tasks("Float, days")),
        ("Critical path", "critical_path", tasks("Float, days")),
    ];
    for (title, listing, columns) in rows {
        if let Some(list) = put_forward(brief, listing, ROWS, &columns) {
            sheet.push(section(title, width));
            sheet.push(list.block());
        }
    }
    sheet.push(note(
        "Times follow from durations, links and calendars; the trackers' own dates are left as they are. Float: working days that a task may slip before the finish, or a date it must keep, moves. CPLI: critical path length index from the as-of date; BEI: baseline execution index, unrestricted. Both are on pace from 0.95.",
        width,
    ));
    Some(sheet)
}

/// Columns of a list of tasks.
fn tasks(number: &'static str) -> Vec<Shown> {
    vec![
        Shown::new("Project", Role::Strong, 2, &listings::PROJECT),
        Shown::new("Task", Role::Text, 3, &listings::WHAT),
        Shown::new("Owner", Role::Text, 2, &listings::OWNER),
        Shown::new("Finish", Role::Date, 1, &listings::DATE),
        Shown::new(number, Role::Number, 1, &listings::NUMBER),
        Shown::new("Beside the tracker", Role::Text, 2, &listings::WHY),
    ]
}

fn headline() -> Formula {
    let failed = of_portfolio("points_failed");
    let failed = none_one_many(
        failed.clone(),
        "none of 14 points of schedule quality failed",
        "1 point of schedule quality failed",
        failed & " points of schedule quality failed",
    );
    let float = of_portfolio("finish_float");
    let float = if_(
        float.clone().equals(""),
        "no plan has links that give it a finish",
        join([
            "the tightest finish has ".into(),
            crate::report::functions::text(float, "0"),
            " working days of float".into(),
        ]),
    );
    capital(failed & "; " & float)
}

fn plans(brief: &Brief<'_>) -> List {
    let mut list = List::new()
        .heights(36, 22)
        .column("ID", "ID", Role::Id, 1)
        .column("Project", "Project", Role::Strong, 1)
        .column("Failed", "Points\nfailed", Role::Count, 1)
        .column("Float", "Float of\nfinish", Role::Number, 1)
        .column("Path", "Path left,\ndays", Role::Number, 1)
        .column("Critical", "Critical\ntasks", Role::Count, 1)
        .column("CPLI", "CPLI", Role::Ratio, 1)
        .column("BEI", "BEI", Role::Ratio, 1)
        .column("Missed", "Missed\ntasks", Role::Share, 1)
        .column("Late", "Overdue,\nnot started", Role::Count, 1)
        .column("Why", "Float and path", Role::Text, 1);
    for place in first(brief.rows(Projects::SCHEMA), LISTED) {
        let of = |metric| of_project(metric, row("ID"));
        list.push([
            ranked(&health::PROJECT_ID, &health::RANK, f64::from(place)),
            if_error(lookup(&health::PROJECT, &health::PROJECT_ID, row("ID")), ""),
            of("points_failed"),
            of("finish_float"),
            of("critical_path_days"),
            of("critical_tasks"),
            of("cpli_as_of"),
            of("bei_unrestricted"),
            of("dcma_missed_tasks"),
            of("late_starts"),
            reason("finish_float", row("ID")),
        ]);
    }
    list
}

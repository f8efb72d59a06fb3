//! Agile: what agile teams finish, how well they keep what they take on, and when they will be done.

use super::put_forward::{Shown, put_forward};
use super::words::short;
use crate::report::block::{note, section};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join, row};
use crate::report::functions::{count_ifs, counted, date_text, if_, if_error, is_number, lookup};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::{listings, measures};
use crate::report::sheets::names::report_date;
use crate::report::sheets::told::{of_project, reason};

/// Projects that are listed at most.
const PROJECTS: usize = 20;
/// Rows of the lists below.
const LISTED: u32 = 12;

/// A column of the list: its heading, its look, its width, and the metric that it shows.
type Column = (&'static str, Role, f64, &'static str);

static COLUMNS: [Column; 11] = [
    ("Velocity", Role::Number, 9.0, "velocity"),
    ("Last sprint", Role::Number, 9.0, "velocity_last"),
    ("Lowest", Role::Number, 8.0, "velocity_low"),
    ("Highest", Role::Number, 8.0, "velocity_high"),
    ("Done of taken on", Role::Share, 10.0, "predictability"),
    ("Scope change", Role::Share, 9.0, "scope_change"),
    ("Items a week", Role::Number, 9.0, "throughput"),
    ("Cycle time P85, days", Role::Number, 11.0, "cycle_time_p85"),
    ("Periods, P50", Role::Number, 9.0, "periods_to_done_p50"),
    ("Periods, sure", Role::Number, 9.0, "periods_to_done"),
    ("Chance of promise", Role::Share, 10.0, "promise_chance"),
];

/// Returns the page, where an agile project has finished something.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let ids = projects(brief);
    if ids.is_empty() {
        return None;
    }
    let widths: Vec<f64> = [8.0, 38.0]
        .into_iter()
        .chain(COLUMNS.iter().map(|(_, _, width, _)| *width))
        .chain([12.0, 22.0])
        .collect();
    let span = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    let settings = &brief.settings.agile;
    let sure = format!("{:.0}%", settings.confidence * 100.0);
    let mut sheet = Sheet::new(
        "Agile",
        SheetKind::Board,
        "Agile delivery",
        "What do agile teams finish, and when will they be done?",
        widths,
    )
    .headline(headline())
    .basis(join([
        "As at ".into(),
        date_text(report_date()),
        format!(
            ". Forecasts draw from the last {} sprints or weeks at most, {} at least; sure means {sure}.",
            settings.most_periods, settings.least_periods
        )
        .into(),
    ]))
    .source("Sources: Data_Measures and Data_Listings (the analysis of Data_Sprints and Data_Tasks).")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    sheet.push(section("Agile projects", span));
    sheet.push(list(&ids).block());
    sheet.push(note(
        "Velocity is points completed a sprint; it ranks no teams. Periods are the sprints or weeks until nothing is left, drawn \
         from the project's own past, weeks without any finish among them.",
        span,
    ));
    let finishes = [
        Shown::new("ID", Role::Id, 1, &listings::PROJECT_ID),
        Shown::new("Project", Role::Strong, 1, &listings::PROJECT),
        Shown::new("Method", Role::Text, 1, &listings::WHAT),
        Shown::new("Finish", Role::Date, 2, &listings::DATE),
        Shown::new("Sure", Role::Share, 1, &listings::NUMBER),
        Shown::new("How it is known", Role::Text, 9, &listings::WHY),
    ];
    if let Some(list) = put_forward(brief, "finish_by_method", LISTED, &finishes) {
        sheet.push(section(
            "When each project will be done, by its method",
            span,
        ));
        sheet.push(list.block());
    }
    let old = [
        Shown::new("ID", Role::Id, 1, &listings::PROJECT_ID),
        Shown::new("Item", Role::Text, 1, &listings::WHAT),
        Shown::new("Owner", Role::Text, 2, &listings::OWNER),
        Shown::new("Started", Role::Date, 2, &listings::DATE),
        Shown::new("Days", Role::Number, 1, &listings::NUMBER),
        Shown::new("Why", Role::Text, 8, &listings::WHY),
    ];
    if let Some(list) = put_forward(brief, "ageing_work", LISTED, &old) {
        sheet.push(section("Work older than it should be", span));
        sheet.push(list.block());
    }
    Some(sheet)
}

/// The projects of which there is something to show, in the order of the analysis.
fn projects(brief: &Brief<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for metric in ["velocity", "throughput"] {
        for measure in brief.measured(metric) {
            if let Some(id) = &measure.project_id
                && !ids.contains(id)
            {
                ids.push(id.clone());
            }
        }
    }
    ids.truncate(PROJECTS);
    ids
}

fn list(ids: &[String]) -> List {
    let mut list = List::new()
        .id("agile")
        .heights(48, 24)
        .column("ID", "ID", Role::Id, 1)
        .column("Project", "Project", Role::Strong, 1);
    for (heading, role, _, metric) in COLUMNS {
        list = list.column(metric, heading, role, 1);
    }
    list = list.column("Done", "Done by, sure", Role::Date, 1).column(
        "Reason",
        "Why no forecast",
        Role::Text,
        1,
    );
    for id in ids {
        let name = if_error(lookup(&health::PROJECT, &health::PROJECT_ID, row("ID")), "");
        let days = || of_project("days_to_done", row("ID"));
        let done = if_(is_number(days()), report_date() + days(), "");
        let measured = COLUMNS.map(|(_, _, _, metric)| of_project(metric, row("ID")));
        let before = [Formula::from(id.as_str()), short(name, 40)];
        let after = [done, reason("periods_to_done", row("ID"))];
        list.push(before.into_iter().chain(measured).chain(after));
    }
    list
}

/// How many of the agile projects are likely to keep the promised date.
fn headline() -> Formula {
    let with = |least: f64| {
        count_ifs([
            measures::METRIC.equal_to("promise_chance"),
            measures::VALUE.at_least(least),
        ])
    };
    join([
        counted(
            count_ifs([
                measures::METRIC.equal_to("days_to_done"),
                measures::VALUE.at_least(0.0),
            ]),
            "agile project has a forecast",
            "agile projects have a forecast",
        ),
        "; at even chances or better ".into(),
        with(0.5),
        " of ".into(),
        with(0.0),
        " keep the promised date".into(),
    ])
}

//! What a plan holds beside its lists and boardpack does not use: later baselines, and calendars with their exceptions.

use super::element::Element;
use super::sheet::Entry;
use super::source::{Plan, is_approved, is_on, moment};

/// The headings of the sheet `Baselines`.
pub(super) const BASELINES: [&str; 8] = [
    "Task Unique ID",
    "Task Name",
    "Baseline",
    "Start",
    "Finish",
    "Duration (days)",
    "Work (hours)",
    "Cost",
];

/// Returns every baseline of a task other than the approved one, one row each.
pub(super) fn baselines(plan: &Plan<'_>) -> Vec<Vec<Entry>> {
    let row = |task: &Element, baseline: &Element| {
        let interim = if is_on(baseline, "Interim") {
            " (interim)"
        } else {
            ""
        };
        let number = baseline.text("Number").unwrap_or("0");
        vec![
            Entry::text(task.text("UID")),
            Entry::text(task.text("Name")),
            Entry::Text(format!("Baseline {number}{interim}")),
            moment(Some(baseline), "Start"),
            moment(Some(baseline), "Finish"),
            plan.days(baseline),
            plan.hours(baseline, "Work"),
            plan.money(baseline, "Cost"),
        ]
    };
    plan.project
        .each_of("Tasks", "Task")
        .flat_map(|task| task.all("Baseline").map(move |baseline| (task, baseline)))
        .filter(|(_, baseline)| !is_approved(baseline))
        .map(|(task, baseline)| row(task, baseline))
        .collect()
}

/// The headings of the sheet `Calendars`.
pub(super) const CALENDARS: [&str; 6] =
    ["Calendar", "Based on", "Exception", "From", "To", "Working"];

/// Returns the calendars of a plan, each followed by its exceptions: holidays, and weekends that are worked.
pub(super) fn calendars(plan: &Plan<'_>) -> Vec<Vec<Entry>> {
    let mut rows = Vec::new();
    for calendar in plan.project.each_of("Calendars", "Calendar") {
        let name = calendar.text("Name").or(calendar.text("UID"));
        let base = calendar.text("BaseCalendarUID");
        rows.push(vec![
            Entry::text(name),
            Entry::text(base.and_then(|id| plan.calendar_name(id))),
        ]);
        // Before Project 2007 an exception was a day of the week of the type 0.
        let days = calendar.each_of("WeekDays", "WeekDay");
        let older = days.filter(|day| day.text("DayType") == Some("0"));
        for exception in calendar.each_of("Exceptions", "Exception").chain(older) {
            let period = exception.all("TimePeriod").next();
            rows.push(vec![
                Entry::text(name),
                Entry::Blank,
                Entry::Text(exception.text("Name").unwrap_or("Exception").to_string()),
                moment(period, "FromDate"),
                moment(period, "ToDate"),
                Entry::YesNo(is_on(exception, "DayWorking")),
            ]);
        }
    }
    rows
}

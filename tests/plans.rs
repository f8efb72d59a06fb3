//! Real plans of Microsoft Project in XML, where the machine has them.

use std::collections::BTreeMap;

use crate::corpus::{corpus, counts, read};
use crate::support::run::migrated;

#[test]
fn a_plan_in_xml_has_its_project_tasks_people_and_bookings() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "mspdi-sample.xml");
    let projects = migrated(&run, "projects");
    assert_eq!(projects.values("project"), ["sample"]);
    assert_eq!(projects.values("start"), ["2003-01-07"]);
    assert_eq!(projects.values("finish"), ["2003-03-18"]);
    assert_eq!(projects.sum("forecast_cost"), (3_526.25, 1));
    // 20 tasks: the project itself, 3 other summaries, a milestone and 15 more.
    let tasks = migrated(&run, "tasks");
    assert_eq!(
        counts(&tasks, "roll_up"),
        BTreeMap::from([("false", 15), ("true", 3)])
    );
    assert_eq!(
        migrated(&run, "milestones").values("milestone"),
        ["Third task"]
    );
    let people = migrated(&run, "people");
    assert_eq!(
        people.values("person"),
        ["First Resource", "Second Resource"]
    );
    let assignments = &run.books[0].sheets[3];
    assert_eq!(
        assignments.rows.seen, 18,
        "17 assignments and their headings"
    );
    let (days, months) = migrated(&run, "assignments").sum("booked");
    assert!((days - (200.0 + 300.0) / 8.0).abs() < 1e-9);
    assert_eq!(months, 6, "two people, January to March");
}

#[test]
fn links_of_a_plan_keep_their_types_and_lags() {
    let Some(folder) = corpus() else { return };
    let tasks = migrated(&read(&folder, "mspdi-relations.xml"), "tasks");
    assert_eq!(
        tasks.values("predecessors"),
        ["", "1FS", "2SS+1d", "3FF", "4SF"]
    );
}

#[test]
fn of_eleven_baselines_of_a_plan_the_first_is_used_and_the_others_are_listed() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "mspdi-baselines.xml");
    let tasks = migrated(&run, "tasks");
    assert_eq!(tasks.rows.len(), 55);
    assert_eq!(
        tasks.sum("budget").1,
        1,
        "one task has a cost in the first baseline"
    );
    assert!(
        run.findings
            .iter()
            .any(|finding| finding.code.id == "other-baselines")
    );
}

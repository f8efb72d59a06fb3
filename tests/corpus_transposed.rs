//! Real masters that stand on their side, where the machine has them.

use std::collections::BTreeMap;

use boardpack::pipeline::Run;

use crate::corpus::{corpus, counts, read};
use crate::support::run::{Table, migrated};

/// Returns the rows of a table that speak of one project.
fn of_project(table: Table, project: &str) -> Table {
    let at = table.columns.iter().position(|column| column == "project");
    let at = at.expect("the table names its projects");
    let rows = table.rows.into_iter().filter(|row| row[at] == project);
    Table {
        rows: rows.collect(),
        columns: table.columns,
    }
}

/// Asserts the sum of a column to the penny.
#[track_caller]
fn assert_sum(table: &Table, column: &str, sum: f64) {
    let (made, _) = table.sum(column);
    assert!(
        (made - sum).abs() < 0.005,
        "{column}: {made} instead of {sum}"
    );
}

/// Asserts how many rows a sheet holds, that all of them are accounted for, and by which column its headings stand.
#[track_caller]
fn assert_on_its_side(run: &Run, rows: u32) {
    let sheet = &run.books[0].sheets[0];
    assert_eq!(sheet.rows.seen, rows);
    assert!(sheet.rows.balances());
    for batch in &sheet.batches {
        assert_eq!(
            batch.region.header_column,
            Some(0),
            "{}",
            batch.region.range()
        );
    }
}

#[test]
fn a_small_master_has_two_projects() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "tiny-transposed.xlsx");
    assert_on_its_side(&run, 19);
    let projects = migrated(&run, "projects");
    assert_eq!(
        projects.values("project"),
        ["Chutney Bridge Ltd", "Ramsbottom Knot Gorge Cleanout Ltd"]
    );
    assert_eq!(projects.values("project_id"), ["20A", "22A"]);
    assert_eq!(
        projects.values("department"),
        ["Accounting Department", "VA Department"]
    );
    assert_eq!(
        projects.values("sponsor"),
        ["Malcolm Tresseridge", "Aiden P Tresseridge"]
    );
    assert_eq!(projects.values("source_cells"), ["B2:B12", "C2:C12"]);
}

#[test]
fn six_projects_stand_beside_thirty_keys_with_their_ratings() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-test_master_4_2019_dcas.xlsx");
    assert_on_its_side(&run, 30);
    let projects = migrated(&run, "projects");
    assert_eq!(
        projects.values("rag"),
        [
            "amber",
            "green",
            "amber_red",
            "amber_green",
            "amber",
            "green"
        ]
    );
    assert_eq!(
        projects.values("rag_schedule"),
        ["amber", "green", "amber", "amber", "red", "green"]
    );
    assert_eq!(
        projects.values("rag_cost"),
        ["amber", "green", "amber", "amber", "amber", "green"]
    );
    assert_eq!(
        projects.values("rag_benefits"),
        ["green", "green", "amber", "amber", "amber", "amber"]
    );
    assert_eq!(
        projects.values("forecast_cost"),
        ["400", "3902", "482789", "67326", "98", "6371"]
    );
}

#[test]
fn a_master_of_two_thousand_keys_has_its_projects_milestones_risks_and_yearly_costs() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-test_master_4_2019.xlsx");
    assert_on_its_side(&run, 1_964);
    let projects = migrated(&run, "projects");
    assert_eq!(
        projects.values("project"),
        [
            "Mars",
            "Sea of Tranquility",
            "Apollo 11",
            "Apollo 13",
            "Falcon 9",
            "Columbia"
        ]
    );
    let milestones = migrated(&run, "milestones");
    assert_eq!(
        counts(&milestones, "project"),
        BTreeMap::from([
            ("Apollo 11", 29),
            ("Apollo 13", 43),
            ("Columbia", 33),
            ("Falcon 9", 43),
            ("Mars", 64),
            ("Sea of Tranquility", 38)
        ])
    );
    let mars = of_project(milestones, "Mars");
    assert_eq!(mars.values("milestone")[0], "Meteorite Shuttle");
    assert_eq!(mars.values("baseline")[0], "2020-03-10");
    assert_eq!(mars.values("due")[0], "2020-03-10");
    assert_eq!(mars.values("status")[0], "done");
    assert_eq!(mars.values("source_cells")[0], "B318:B325");
    let risks = migrated(&run, "risks");
    assert_eq!(counts(&risks, "project").len(), 6);
    let costs = migrated(&run, "costs");
    // The sheet's own totals, `Total BL` and `Total Forecast`.
    assert_sum(&costs, "budget", 14_647.54);
    assert_sum(&costs, "forecast", 20_358.884);
    let columbia = of_project(costs, "Columbia");
    assert_sum(&columbia, "budget", 674.7);
    assert_sum(&columbia, "forecast", 672.3);
}

#[test]
fn milestones_are_groups_of_keys() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-milestones_4_2019.xlsx");
    assert_on_its_side(&run, 54);
    let milestones = migrated(&run, "milestones");
    assert_eq!(milestones.rows.len(), 30);
    let mars = of_project(milestones, "Mars");
    assert_eq!(
        mars.values("milestone"),
        [
            "Meteorite Shuttle",
            "Tranquility Hypatia",
            "Orbital Landing",
            "Start of Construction/build",
            "Start of Project"
        ]
    );
    assert_eq!(
        mars.values("due"),
        [
            "2020-03-10",
            "2020-09-21",
            "2019-12-16",
            "2022-01-22",
            "2000-01-01"
        ]
    );
}

#[test]
fn dates_of_several_forms_stand_in_groups_of_keys() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-milestone-date-formats.xlsx");
    assert_on_its_side(&run, 26);
    let milestones = migrated(&run, "milestones");
    assert_eq!(milestones.rows.len(), 6);
    let apollo = of_project(milestones, "Apollo 13");
    assert_eq!(apollo.values("baseline"), ["2027-04-26", "2027-04-26"]);
    assert_eq!(apollo.values("due"), ["2027-04-03", "2027-04-26"]);
}

#[test]
fn costs_have_their_year_in_the_key() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-costs_4_2019.xlsx");
    assert_on_its_side(&run, 566);
    let costs = migrated(&run, "costs");
    // What is before 2019-20 holds the earlier years. The budget is the sheet's own `Total BL`; its forecasts were
    // changed after they had been added up, and are the sum of their lines.
    assert_sum(&costs, "budget", 13_886.94);
    assert_sum(&costs, "forecast", 17_367.68);
    assert_eq!(costs.sum("actual"), (0.0, 0));
    assert_eq!(counts(&costs, "project").len(), 4);
}

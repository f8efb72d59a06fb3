//! Whole portfolios in a few lines: what a reader of the pack would expect of them.

use super::example::{Stage, stage};
use super::insights::{Insights, metrics};
use super::measure::Measure;
use super::metric::Metric;
use super::reason::Reason;
use super::status::Status;

fn metric(id: &str) -> &'static Metric {
    metrics()
        .find(|metric| metric.id == id)
        .unwrap_or_else(|| panic!("no metric {id}"))
}

fn of(stage: &Stage, id: &str, project: Option<&str>) -> Measure {
    stage
        .measures(metric(id))
        .into_iter()
        .find(|measure| measure.project_id.as_deref() == project)
        .expect("every project and the portfolio have a row")
}

fn texts(insights: &Insights, listing: &str, column: &str) -> Vec<String> {
    let rows = insights.listing(listing).expect("a listing of that id");
    rows.column(column)
        .expect("a column of every listing")
        .str()
        .expect("a text")
        .iter()
        .map(|text| text.unwrap_or("-").to_string())
        .collect()
}

#[test]
fn a_project_late_and_over_budget_is_red_and_says_why() {
    let stage = stage(&[
        "projects: baseline_finish 2026-09-30, finish 2027-03-01, budget 600, forecast_cost 700, planned_value 500, earned_value 390, actual_cost 450, updated 2026-10-20, rag green, manager Ann Lee",
        "risks: score 9",
    ]);
    let insights = stage.insights();
    let status = insights.status("P1").expect("the project is judged");
    assert_eq!(status.overall, Status::Red);
    assert_eq!(
        status.why,
        "SPI 0.78, 152 days late; 16.7% over budget (not known: resource)"
    );
    assert_eq!((status.reported, status.gap), (Status::Green, Some(2)));
    assert_eq!((status.known(), status.count(Status::None)), (4, 1));
    assert_eq!(
        texts(&insights, "watermelons", "why"),
        [
            "reported green, computed red: SPI 0.78, 152 days late; 16.7% over budget (not known: resource)"
        ]
    );
    assert_eq!(texts(&insights, "watermelons", "owner"), ["Ann Lee"]);
}

#[test]
fn a_finished_project_is_not_praised_by_its_spi() {
    let stage = stage(&[
        "projects: status done, budget 100, planned_value 100, earned_value 100, actual_cost 100, baseline_finish 2026-03-31, actual_finish 2026-09-30",
    ]);
    assert_eq!(of(&stage, "spi", Some("P1")).value, Some(1.0));
    let status = &stage.statuses()[0];
    let schedule = &status.dimensions[0];
    let read: Vec<&str> = schedule.readings.iter().map(|own| own.metric).collect();
    assert_eq!(read, ["slip_days"]);
    assert_eq!(schedule.status, Status::Red);
}

#[test]
fn the_worst_milestone_stands_in_for_a_missing_baseline_finish() {
    let stage = stage(&[
        "projects: finish 2027-03-01",
        "milestones: baseline 2026-09-01, due 2026-10-21",
        "milestones: baseline 2026-01-01, due 2026-12-31, status cancelled",
    ]);
    assert_eq!(
        of(&stage, "slip_days", Some("P1")).reason,
        Some(Reason::NoBaseline)
    );
    let status = &stage.statuses()[0];
    assert_eq!(
        status.why,
        "worst milestone 50 days late (not known: cost, risk, resource, data)"
    );
    assert_eq!(status.dimensions[0].status, Status::Amber);
}

#[test]
fn the_year_stands_in_for_a_missing_outturn() {
    let stage = stage(&["projects: budget 100, year_budget 100, year_forecast 108"]);
    let status = &stage.statuses()[0];
    assert_eq!(status.dimensions[1].status, Status::Amber);
    assert_eq!(
        status.dimensions[1].readings[0].words,
        "8.0% over the year's budget"
    );
}

#[test]
fn a_project_about_which_nothing_is_known_has_no_status() {
    let status = &stage(&["projects: rag green"]).statuses()[0];
    assert_eq!((status.overall, status.gap), (Status::None, None));
    assert_eq!(status.why, "nothing to judge by");
}

#[test]
fn an_update_in_the_future_is_out_of_range() {
    let stage = stage(&["projects: updated 2026-11-02"]);
    assert_eq!(
        of(&stage, "data_age", Some("P1")).reason,
        Some(Reason::OutOfRange)
    );
}

#[test]
fn data_of_a_project_that_is_over_may_grow_old() {
    for cells in [
        "status done",
        "status cancelled",
        "actual_finish 2026-06-30",
        "percent_complete 1",
    ] {
        let stage = stage(&[&format!("projects: updated 2026-01-31, {cells}")]);
        let age = of(&stage, "data_age", Some("P1"));
        assert_eq!(age.reason, Some(Reason::Complete), "{cells}");
    }
    let stage = stage(&["projects: updated 2026-10-01, status in_progress, percent_complete 1"]);
    assert_eq!(of(&stage, "data_age", Some("P1")).value, Some(30.0));
}

#[test]
fn a_register_without_open_risks_is_green_and_no_register_is_unknown() {
    let stage = stage(&["projects:", "projects:", "risks: score 20, status done"]);
    assert_eq!(of(&stage, "risk_top_score", Some("P1")).value, Some(0.0));
    assert_eq!(
        of(&stage, "risk_top_score", Some("P2")).reason,
        Some(Reason::MissingInput)
    );
}

#[test]
fn an_open_risk_without_a_score_leaves_the_highest_unknown() {
    let stage = stage(&["projects:", "risks: status open"]);
    assert_eq!(
        of(&stage, "risk_top_score", Some("P1")).reason,
        Some(Reason::MissingInput)
    );
}

#[test]
fn the_portfolio_says_how_many_projects_gave_a_figure() {
    let stage = stage(&[
        "projects: budget 100, earned_value 40, actual_cost 50",
        "projects: budget 100, earned_value 60, actual_cost 50",
        "projects: budget 100, actual_cost 70",
    ]);
    let cpi = of(&stage, "cpi", None);
    assert_eq!(
        (cpi.value, cpi.counted, cpi.population),
        (Some(1.0), Some(2.0), Some(3.0))
    );
    assert_eq!((cpi.numerator, cpi.denominator), (Some(100.0), Some(100.0)));
    assert_eq!(cpi.evidence_rows, Some(2.0));
}

#[test]
fn a_row_without_a_project_counts_for_the_portfolio_alone() {
    let stage = stage(&[
        "projects:",
        "risks: score 4",
        "risks: project_id -, score 25",
    ]);
    assert_eq!(of(&stage, "risks_open", Some("P1")).value, Some(1.0));
    assert_eq!(of(&stage, "risks_open", None).value, Some(2.0));
    assert_eq!(of(&stage, "risk_top_score", None).value, Some(25.0));
}

#[test]
fn a_figure_names_its_cells() {
    let stage = stage(&["projects:", "risks: score 4", "risks: score 16"]);
    let top = of(&stage, "risk_top_score", Some("P1"));
    assert_eq!(top.evidence[0], "Tracker.xlsx › risks › A3:E3");
    assert_eq!(top.evidence.len(), 2);
}

#[test]
fn evidence_is_a_handful_and_a_count() {
    let mut lines = vec!["projects:"];
    lines.extend(["risks: score 4"; 9]);
    let open = of(&stage(&lines), "risks_open", Some("P1"));
    assert_eq!((open.evidence.len(), open.evidence_rows), (5, Some(9.0)));
}

#[test]
fn a_month_ahead_is_forecast_and_a_month_behind_is_actual() {
    let stage = stage(&[
        "projects:",
        "costs: period 2026-09-01, actual 10, forecast 99, budget 8",
        "costs: period 2026-11-01, forecast 30, budget 20",
        "costs: category licences, forecast 7, actual 3",
        "costs: category earlier years, actual 5",
    ]);
    let value = |id| of(&stage, id, Some("P1")).value;
    assert_eq!(value("forecast_cost"), Some(52.0));
    assert_eq!(value("ac"), Some(18.0));
    assert_eq!(value("pv"), Some(8.0));
    assert_eq!(value("bac"), Some(28.0));
}

#[test]
fn cost_lines_of_a_part_of_the_budget_do_not_stand_for_the_project() {
    let lines = [
        "costs: period 2026-10-01, budget 60, actual 50",
        "costs: period 2026-11-01, budget 35, forecast 40",
    ];
    for (budget, pv, ac, eac) in [
        ("budget 1000", None, None, None),
        ("budget 101", None, None, None),
        ("budget 100", Some(60.0), Some(50.0), Some(90.0)),
        ("budget 90.3", Some(60.0), Some(50.0), Some(90.0)),
        ("budget 90", None, None, None),
        ("budget 0", None, None, None),
        ("", Some(60.0), Some(50.0), Some(90.0)),
        (
            "budget 1000, planned_value 400, actual_cost 300, forecast_cost 1100",
            Some(400.0),
            Some(300.0),
            Some(1100.0),
        ),
    ] {
        let stage = stage(&[&format!("projects: {budget}"), lines[0], lines[1]]);
        let value = |id| of(&stage, id, Some("P1")).value;
        assert_eq!(
            (value("pv"), value("ac"), value("forecast_cost")),
            (pv, ac, eac),
            "{budget}"
        );
    }
    let stage = stage(&["projects: budget 1000", lines[0], lines[1]]);
    assert_eq!(
        of(&stage, "ac", Some("P1")).reason,
        Some(Reason::MissingInput)
    );
    assert_eq!(of(&stage, "ac", Some("P1")).evidence_rows, None);
    assert_eq!(
        texts(&stage.insights(), "part_of_budget", "why"),
        ["cost lines cover only 10% of the budget"]
    );
}

#[test]
fn a_plan_that_has_not_begun_has_a_planned_value_of_nothing() {
    let stage = stage(&[
        "projects: earned_value 0",
        "costs: period 2026-11-01, budget 20",
    ]);
    assert_eq!(of(&stage, "pv", Some("P1")).value, Some(0.0));
    assert_eq!(
        of(&stage, "spi", Some("P1")).reason,
        Some(Reason::NotStarted)
    );
}

#[test]
fn actuals_alone_are_no_forecast() {
    let stage = stage(&[
        "projects: budget 100",
        "costs: period 2026-10-01, actual 30",
    ]);
    assert_eq!(
        of(&stage, "forecast_cost", Some("P1")).reason,
        Some(Reason::MissingInput)
    );
}

#[test]
fn somebody_who_has_left_has_no_capacity() {
    let stage = stage(&[
        "projects:",
        "people: person Ann Lee, finish 2026-10-31",
        "people: person Bo Fry, finish 2026-11-15",
        "assignments: person Ann Lee, period 2026-11-01, fte 0.5",
        "assignments: person Bo Fry, period 2026-11-01, fte 0.1",
    ]);
    let insights = stage.insights();
    assert_eq!(
        texts(&insights, "booked_while_unavailable", "what"),
        ["Ann Lee"]
    );
    assert_eq!(
        texts(&insights, "booked_while_unavailable", "why"),
        ["booked 0.5 of 0.0, mainly on Project 1"]
    );
    let rows = stage.measures(metric("person_utilisation"));
    let of = |name: &str| rows.iter().find(|own| own.subject.as_deref() == Some(name));
    let ann = of("Ann Lee").expect("booked");
    assert_eq!(ann.reason, Some(Reason::ZeroDenominator));
    // 1 to 15 November 2026 has 10 of the month's 21 working days.
    let bo = of("Bo Fry").expect("booked");
    assert_eq!(bo.denominator, Some(10.0 / 21.0));
}

#[test]
fn a_role_booked_by_its_name_is_unnamed_demand() {
    let stage = stage(&[
        "projects:",
        "people: person Ann Lee, role Architect",
        "assignments: person architect, period 2026-11-01, fte 0.5",
        "assignments: person Cy Ode, role Tester, period 2026-11-01, fte 0.5",
    ]);
    let insights = stage.insights();
    assert_eq!(texts(&insights, "unnamed_demand", "what"), ["architect"]);
    let unnamed = of(&stage, "unnamed_fte", None);
    assert_eq!(unnamed.value, Some(0.5));
    // Ann, and Cy who is booked and not listed.
    assert_eq!(of(&stage, "capacity_fte", None).value, Some(2.0));
}

#[test]
fn two_halves_on_two_projects_are_one_whole_person() {
    let stage = stage(&[
        "projects:",
        "projects:",
        "assignments: person Ann Lee, period 2026-11-01, fte 0.8",
        "assignments: project_id P2, person Ann Lee, period 2026-11-01, fte 0.4",
        "assignments: project_id P2, person Bo Fry, period 2026-11-01, fte 1.1",
    ]);
    assert_eq!(of(&stage, "over_booked", Some("P1")).value, Some(1.0));
    let second = of(&stage, "over_booked", Some("P2")).value.expect("booked");
    assert!(
        (second - 0.4 / 1.5).abs() < 1e-12,
        "exactly at the limit is not over"
    );
    assert_eq!(of(&stage, "people_over", None).value, Some(1.0));
    let insights = stage.insights();
    assert_eq!(texts(&insights, "over_booked_people", "what"), ["Ann Lee"]);
}

#[test]
fn bookings_outside_the_window_judge_nobody() {
    let stage = stage(&[
        "projects:",
        "assignments: person Ann Lee, period 2026-10-01, fte 2",
        "assignments: person Ann Lee, period 2027-02-01, fte 2",
    ]);
    assert_eq!(
        of(&stage, "over_booked", Some("P1")).reason,
        Some(Reason::MissingInput)
    );
}

#[test]
fn a_reported_variance_that_does_not_follow_is_listed_and_left_alone() {
    let stage = stage(&[
        "projects: year_budget 100, year_forecast 90, year_variance -0.1",
        "projects: year_budget 100, year_forecast 90, year_variance 0.1",
        "projects: year_budget 0, year_forecast 90, year_variance 0.1",
    ]);
    let insights = stage.insights();
    assert_eq!(
        texts(&insights, "variances_that_do_not_follow", "why"),
        ["reported 10.0%, computed -10.0%"]
    );
    assert_eq!(
        of(&stage, "year_variance", Some("P3")).reason,
        Some(Reason::ZeroDenominator)
    );
    assert_eq!(
        of(&stage, "year_variance_reported", Some("P2")).value,
        Some(0.1)
    );
}

#[test]
fn overdue_rows_are_listed_oldest_first() {
    let stage = stage(&[
        "projects:",
        "milestones: milestone Second, due 2026-10-30, owner Ann Lee",
        "milestones: milestone First, due 2026-09-30",
        "milestones: milestone Met, due 2026-09-30, status done",
    ]);
    let insights = stage.insights();
    assert_eq!(
        texts(&insights, "overdue_milestones", "what"),
        ["First", "Second"]
    );
    assert_eq!(
        texts(&insights, "overdue_milestones", "why"),
        ["31 days overdue", "1 day overdue"]
    );
    assert_eq!(
        texts(&insights, "overdue_milestones", "source")[1],
        "Tracker.xlsx › milestones › A2:E2"
    );
}

#[test]
fn an_empty_portfolio_has_figures_without_values_and_no_error() {
    let insights = stage(&[]).insights();
    assert!(insights.statuses.is_empty());
    for own in insights.rows().expect("measures have their columns") {
        assert!(own.project_id.is_none(), "{own:?}");
        assert!(
            own.value.is_none()
                || own.metric.starts_with("findings")
                || own.metric.starts_with("rows"),
            "{own:?}"
        );
    }
    assert!(insights.listings.iter().all(|(_, rows)| rows.height() == 0));
}

#[test]
fn measures_can_be_written_as_json() {
    let rows = stage(&["projects: baseline_finish 2026-09-30, finish 2026-10-30"])
        .insights()
        .rows();
    let rows = rows.expect("measures have their columns");
    let slip = rows
        .iter()
        .find(|own| own.metric == "slip_days" && own.project_id.is_some())
        .expect("the project has a row");
    let json = serde_json::to_value(slip).expect("a measure is plain data");
    assert_eq!(json["value"], 30.0);
    assert_eq!(json["reason"], serde_json::Value::Null);
}

#[test]
fn figures_that_cannot_all_be_right_are_listed_and_kept_in_bounds() {
    let stage = stage(&[
        "projects: budget 100, percent_complete 1.4, actual_cost 0",
        "projects: budget 100, earned_value 130, actual_cost 90",
    ]);
    let insights = stage.insights();
    assert_eq!(of(&stage, "ev", Some("P1")).value, Some(100.0));
    assert_eq!(
        texts(&insights, "shares_out_of_range", "why"),
        ["above 1, counted as 1"]
    );
    assert_eq!(
        texts(&insights, "earned_above_budget", "what"),
        ["Project 2"]
    );
    assert_eq!(texts(&insights, "earned_at_no_cost", "what"), ["Project 1"]);
}

#[test]
fn the_same_portfolio_gives_the_same_insights_in_the_same_order() {
    let mut lines = Vec::new();
    for project in 1..=9 {
        lines.push(format!("projects: budget {project}00, forecast_cost 500"));
    }
    for row in 0..90 {
        let (project, day) = (row % 9 + 1, row % 28 + 1);
        lines.push(format!(
            "milestones: project_id P{project}, milestone M{row}, due 2026-09-{day:02}"
        ));
        lines.push(format!(
            "assignments: project_id P{project}, person N{}, role R{}, period 2026-11-01, fte 0.4",
            row % 7,
            row % 4
        ));
    }
    let stage = stage(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let (one, two) = (stage.insights(), stage.insights());
    assert!(one.measures.equals_missing(&two.measures));
    for ((listing, first), (_, second)) in one.listings.iter().zip(&two.listings) {
        assert!(first.equals_missing(second), "{}", listing.id);
    }
}

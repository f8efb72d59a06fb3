//! Rows that count, of each project and of the portfolio: milestones, risks, issues, actions.

use boardpack::report::scalar::{Scalar, serial};
use chrono::{Days, Months};

use super::engines::Engines;

/// Looks at one row of a table.
struct Row<'a> {
    engines: &'a Engines<'a>,
    table: &'static str,
    row: usize,
}

impl Row<'_> {
    fn number(&self, column: &'static str) -> Option<f64> {
        self.engines.number(self.table, column, self.row)
    }

    fn is_open(&self) -> bool {
        self.number("IsOpen") == Some(1.0)
    }

    fn is(&self, column: &'static str, text: &str) -> bool {
        self.engines.cell(self.table, column, self.row) == Scalar::from(text)
    }

    fn is_blank(&self, column: &'static str) -> bool {
        self.engines.cell(self.table, column, self.row).is_blank()
    }

    /// Whether a date of an open row lies from the as-of date to so many days later.
    fn is_due(&self, days: f64) -> bool {
        let today = serial(self.engines.case.settings.as_of);
        self.is_open()
            && self
                .number("Forecast")
                .is_some_and(|date| date >= today && date <= today + days)
    }

    fn is_past(&self, column: &'static str) -> bool {
        let today = serial(self.engines.case.settings.as_of);
        self.number(column).is_some_and(|date| date < today)
    }

    /// Whether the baseline lies in the three months up to the as-of date.
    fn was_promised(&self) -> bool {
        let as_of = self.engines.case.settings.as_of;
        let first = serial(as_of + Days::new(1) - Months::new(3));
        self.number("Baseline")
            .is_some_and(|date| date >= first && date <= serial(as_of))
    }
}

/// Whether a row counts.
type Test = fn(&Row<'_>) -> bool;

/// Metric, table, which rows count, and among which they are looked for.
const COUNTS: [(&str, &str, Test, Test); 13] = [
    (
        "milestones_overdue",
        "tblMilestones",
        |row| row.is("State", "◆ Overdue"),
        |row| row.is_open(),
    ),
    (
        "milestones_due_30",
        "tblMilestones",
        |row| row.is_due(30.0),
        |row| row.is_open(),
    ),
    (
        "milestones_due_60",
        "tblMilestones",
        |row| row.is_due(60.0),
        |row| row.is_open(),
    ),
    (
        "milestones_due_90",
        "tblMilestones",
        |row| row.number("DueSoon") == Some(1.0),
        |row| row.is_open(),
    ),
    (
        "milestones_on_time",
        "tblMilestones",
        |row| row.was_promised() && row.number("OnTime") == Some(1.0),
        |row| row.was_promised() && row.number("OnTime").is_some(),
    ),
    ("risks_open", "tblRisks", |row| row.is_open(), |_| true),
    (
        "risks_high",
        "tblRisks",
        |row| {
            let limit = row.engines.case.settings.thresholds.risk_score.red;
            row.is_open() && row.number("OpenScore").is_some_and(|score| score >= limit)
        },
        |row| row.is_open(),
    ),
    (
        "risks_overdue",
        "tblRisks",
        |row| row.is_open() && row.is_past("Due"),
        |row| row.is_open(),
    ),
    (
        "risks_ownerless",
        "tblRisks",
        |row| row.is_open() && row.is_blank("Owner"),
        |row| row.is_open(),
    ),
    ("issues_open", "tblIssues", |row| row.is_open(), |_| true),
    (
        "issues_overdue",
        "tblIssues",
        |row| row.number("Overdue") == Some(1.0),
        |row| row.is_open(),
    ),
    ("actions_open", "tblActions", |row| row.is_open(), |_| true),
    (
        "actions_overdue",
        "tblActions",
        |row| row.number("Overdue") == Some(1.0),
        |row| row.is_open(),
    ),
];

pub(super) fn compare(engines: &mut Engines<'_>) {
    let projects: Vec<String> = engines
        .insights
        .statuses
        .iter()
        .map(|status| status.project_id.clone())
        .collect();
    let groups = std::iter::once(None).chain(projects.iter().map(|id| Some(id.as_str())));
    for group in groups {
        for (metric, table, chosen, among) in COUNTS {
            let rows = engines
                .column(table, "ProjectID")
                .map_or(0, <[Scalar]>::len);
            let of_group: Vec<Row<'_>> = (0..rows)
                .map(|row| Row {
                    engines,
                    table,
                    row,
                })
                .filter(|row| group.is_none_or(|id| row.is("ProjectID", id)))
                .collect();
            let counted = |test: Test| of_group.iter().filter(|row| test(row)).count() as f64;
            let shown = (counted(chosen), counted(among));
            let own = engines.measure(metric, group);
            let said = (own.numerator.unwrap_or(0.0), own.denominator.unwrap_or(0.0));
            let name = group.unwrap_or("portfolio");
            engines.compare(format!("{name} {metric}"), Some(said.0), Some(shown.0));
            engines.compare(format!("{name} {metric}, of"), Some(said.1), Some(shown.1));
        }
    }
}

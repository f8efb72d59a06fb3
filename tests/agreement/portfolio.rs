//! A portfolio in a few lines, `costs: project_id P1, budget 50, period 2026-11-01`, and any number of such lines.

use boardpack::model::column::Kind;
use boardpack::model::origin::Origin;
use boardpack::model::portfolio::Portfolio;
use boardpack::model::record::Record;
use boardpack::model::tables;
use boardpack::model::value::Value;
use proptest::prelude::*;

/// Returns the portfolio of some lines: a table, a colon, and cells as `column value`.
pub(super) fn portfolio(lines: &[String]) -> Portfolio {
    let file = "Tracker.xlsx".into();
    let records: Vec<Record> = (0_u32..)
        .zip(lines)
        .map(|(row, line)| {
            let (table, cells) = line.split_once(": ").unwrap();
            let schema = tables::ALL.iter().find(|own| own.name == table).unwrap();
            let origin = Origin::row(&file, &schema.name.into(), row);
            let mut record = Record::new(schema, origin, (0, 4));
            for cell in cells.split(", ").filter(|cell| !cell.is_empty()) {
                let (name, text) = cell.split_once(' ').unwrap();
                let column = schema.column(name).unwrap();
                record.set(column, value(column.kind, text));
            }
            record
        })
        .collect();
    Portfolio::new(&records, Vec::new())
}

fn value(kind: Kind, text: &str) -> Value {
    match kind {
        Kind::Date | Kind::Month => Value::Date(text.parse().unwrap()),
        Kind::Money | Kind::Number | Kind::Share => Value::Number(text.parse().unwrap()),
        Kind::YesNo => Value::Bool(text == "yes"),
        Kind::Text | Kind::Id | Kind::Person | Kind::Category(_) => Value::Text(text.to_string()),
    }
}

/// Makes the value of a cell.
type Cell = BoxedStrategy<String>;

/// A cell that is often given.
fn maybe<T: std::fmt::Display>(name: &'static str, of: impl Strategy<Value = T> + 'static) -> Cell {
    prop_oneof![
        2 => Just(String::new()),
        3 => of.prop_map(move |value| format!("{name} {value}")),
    ]
    .boxed()
}

fn always<T: std::fmt::Display>(
    name: &'static str,
    of: impl Strategy<Value = T> + 'static,
) -> Cell {
    of.prop_map(move |value| format!("{name} {value}")).boxed()
}

fn line(table: &'static str, cells: Vec<Cell>) -> BoxedStrategy<String> {
    cells
        .prop_map(move |cells| {
            let given: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
            format!("{table}: {}", given.join(", "))
        })
        .boxed()
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(words)
}

/// A day around the as-of dates, month ends among them.
fn date() -> impl Strategy<Value = String> {
    (
        2026..=2027,
        1..=12_u32,
        prop::sample::select(vec![1_u32, 15, 21, 22, 23, 28, 30, 31]),
    )
        .prop_map(|(year, month, day)| {
            let last = chrono::NaiveDate::from_ymd_opt(year, month, day);
            last.map_or(format!("{year}-{month:02}-28"), |date| date.to_string())
        })
}

fn month() -> impl Strategy<Value = String> {
    (0..20_u32)
        .prop_map(|later| format!("{}-{:02}-01", 2026 + (later + 6) / 12, (later + 6) % 12 + 1))
}

/// Amounts that often add up to one another.
fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => prop::sample::select(vec![0.0, 5.0, 10.0, 45.0, 47.5, 50.0, 90.0, 95.0, 100.0, 105.0]),
        2 => (0..2_000_u32).prop_map(|pence| f64::from(pence) / 10.0),
        1 => -100.0..0.0,
    ]
}

const STATUS: &[&str] = &[
    "not_started",
    "open",
    "in_progress",
    "on_hold",
    "done",
    "cancelled",
];
const RAG: &[&str] = &[
    "red",
    "amber_red",
    "amber",
    "amber_green",
    "green",
    "complete",
];
const PEOPLE: &[&str] = &["Ann Lee", "Bo Fry", "Cy Ode", "Analyst", "Tester"];
const ROLES: &[&str] = &["Analyst", "Tester"];

fn project(number: usize) -> BoxedStrategy<String> {
    line(
        "projects",
        vec![
            always("project_id", Just(format!("P{number}"))),
            always("project", Just(format!("Project {number}"))),
            maybe("status", word(STATUS)),
            maybe("rag", word(RAG)),
            maybe("baseline_finish", date()),
            maybe("finish", date()),
            maybe("actual_finish", date()),
            maybe(
                "percent_complete",
                prop::sample::select(vec![-0.5, 0.0, 0.4, 0.999, 1.0, 1.3]),
            ),
            maybe("budget", amount()),
            maybe("planned_value", amount()),
            maybe("earned_value", amount()),
            maybe("actual_cost", amount()),
            maybe("forecast_cost", amount()),
            maybe("year_budget", amount()),
            maybe("year_forecast", amount()),
            maybe("updated", date()),
        ],
    )
}

/// A row of another table; it belongs to a project, to none, or to one that is not in the register.
fn child() -> BoxedStrategy<String> {
    let of = || maybe("project_id", word(&["P1", "P1", "P2", "P3", "P9"]));
    let end = || maybe("closed", date());
    prop_oneof![
        3 => line("costs", vec![
            of(),
            maybe("period", month()),
            maybe("budget", amount()),
            maybe("actual", amount()),
            maybe("forecast", amount()),
        ]),
        3 => line("assignments", vec![
            of(),
            maybe("person", word(PEOPLE)),
            maybe("role", word(ROLES)),
            always("period", month()),
            maybe("fte", (0..30_u32).prop_map(|twentieths| f64::from(twentieths) / 20.0)),
        ]),
        1 => line("people", vec![
            always("person", word(&["Ann Lee", "Bo Fry", "Dee Dow", "Tester"])),
            maybe("role", word(ROLES)),
            maybe("fte", prop::sample::select(vec![0.0, 0.5, 0.8, 1.0])),
            maybe("start", date()),
            maybe("finish", date()),
        ]),
        2 => line("milestones", vec![
            of(),
            maybe("baseline", date()),
            maybe("due", date()),
            maybe("actual", date()),
            maybe("percent_complete", prop::sample::select(vec![0.0, 0.5, 1.0])),
            maybe("status", word(STATUS)),
        ]),
        2 => line("risks", vec![
            of(),
            maybe("probability", 1..=5),
            maybe("impact", 1..=5),
            maybe("score", prop::sample::select(vec![0.0, 3.0, 11.999, 12.0, 15.0, 20.0, 25.0])),
            maybe("owner", word(PEOPLE)),
            maybe("due", date()),
            maybe("status", word(STATUS)),
            end(),
        ]),
        1 => line("issues", vec![of(), maybe("due", date()), maybe("status", word(STATUS)), end()]),
        1 => line("actions", vec![of(), maybe("due", date()), maybe("status", word(STATUS)), end()]),
    ]
    .boxed()
}

/// Up to three projects, and rows of all tables that belong to one of them, to none, or to one that is not there.
pub(super) fn lines() -> impl Strategy<Value = Vec<String>> {
    let rows = prop::collection::vec(child(), 0..24);
    (1..=3_usize, project(1), project(2), project(3), rows).prop_map(
        |(number, one, two, three, rows)| {
            let mut lines = vec![one, two, three];
            lines.truncate(number);
            lines.extend(rows);
            lines
        },
    )
}

/// Ends of months, days within them, and the day before and after a year's end.
pub(super) fn as_of() -> impl Strategy<Value = chrono::NaiveDate> {
    word(&[
        "2026-10-31",
        "2026-11-22",
        "2026-10-01",
        "2026-12-31",
        "2027-01-01",
        "2027-02-28",
    ])
    .prop_map(|date| date.parse().unwrap())
}

//! A made-up portfolio of any size for tests: plausible, the same every time, with blanks where trackers have blanks.

use std::sync::Arc;

use chrono::{Datelike, Duration, Months, NaiveDate};

use crate::analyse::insights::analyse;
use crate::analyse::scene::Scene;
use crate::model::column::{Column, Kind};
use crate::model::control::{Control, Counted};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::portfolio::{Cells, Portfolio, Rows, SheetAccount, Source};
use crate::model::record::Record;
use crate::model::schema::{Schema, Table};
use crate::model::tables::actions::{self, Actions};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::issues::{self, Issues};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::people::{self, People};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::{self, Risks};
use crate::model::value::Value;
use crate::report::directory::Directory;
use crate::report::evaluate::evaluate;
use crate::report::formula::Field;
use crate::report::pack::Pack;
use crate::report::scalar::Scalar;
use crate::report::sheets;
use crate::report::sheets::brief::Brief;
use crate::settings::Settings;

/// A made-up portfolio with all that a pack is made from.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) portfolio: Portfolio,
    pub(crate) findings: Vec<Finding>,
    pub(crate) controls: Vec<Control>,
    pub(crate) settings: Settings,
}

const NAMES: [&str; 20] = [
    "Customer Portal Replatform",
    "Billing Migration",
    "Field Mobility",
    "Data Platform",
    "Northern Trunk Main",
    "Smart Metering Rollout",
    "Pump Station Renewal",
    "Leakage Analytics",
    "Reservoir Safety Works",
    "ERP Finance Core",
    "HR & Payroll Renewal",
    "Cyber Uplift",
    "Workplace Consolidation",
    "Regulatory Reporting",
    "Contact Centre Move",
    "Fleet Electrification",
    "Asset Register Cleanse",
    "Laboratory Systems",
    "Treatment Works Automation",
    "Identity and Access",
];
const PROGRAMMES: [&str; 3] = [
    "Customer & Digital",
    "Network Resilience",
    "Enterprise Core",
];
const PEOPLE: [(&str, &str); 20] = [
    ("M. Lindqvist", "Project manager"),
    ("T. Achterberg", "Project manager"),
    ("B. Strand", "Project manager"),
    ("S. Iyer", "Project manager"),
    ("O. Hartmann", "Business analyst"),
    ("V. Papadakis", "Business analyst"),
    ("E. Kowalska", "Business analyst"),
    ("G. Moreau", "Solution architect"),
    ("Y. Tanaka", "Solution architect"),
    ("I. Rasmussen", "Solution architect"),
    ("A. Bello", "Developer"),
    ("Z. Kaya", "Developer"),
    ("F. Jansen", "Developer"),
    ("W. Chen", "Developer"),
    ("L. O'Brien", "Developer"),
    ("R. Silva", "Test lead"),
    ("J. Novak", "Test lead"),
    ("D. Fenwick", "Site engineer"),
    ("P. Okonjo", "Site engineer"),
    ("H. Sandoval", "Site engineer"),
];
const RAGS: [&str; 4] = ["green", "green", "amber", "red"];

static REJECTED: Code = Code {
    id: "date-unreadable",
    severity: Severity::Blocks,
    why: "A date that cannot be read is left blank, so the row counts nowhere by date",
};
static ASSUMED: Code = Code {
    id: "scale-assumed",
    severity: Severity::Changes,
    why: "A wrong scale makes every total of the column wrong",
};

/// Numbers that look like chance and are not.
struct Dice(u64);

impl Dice {
    /// Returns a number from 0 to `below` - 1.
    fn roll(&mut self, below: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(below)).expect("less than a u32")
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.roll(100) < percent
    }
}

struct Tracker {
    file: Arc<str>,
    sheet: Arc<str>,
    records: Vec<Record>,
}

impl Tracker {
    fn new(file: &str, sheet: &str) -> Tracker {
        Tracker {
            file: file.into(),
            sheet: sheet.into(),
            records: Vec::new(),
        }
    }

    fn add(&mut self, schema: &'static Schema, values: Vec<(&'static Column, Value)>) {
        let row = u32::try_from(self.records.len()).expect("few rows") + 4;
        let mut record = Record::new(schema, Origin::row(&self.file, &self.sheet, row), (0, 23));
        for (column, value) in values {
            record.set(column, value);
        }
        self.records.push(record);
    }
}

pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn money(thousands: u32) -> Value {
    Value::Number(f64::from(thousands) * 1000.0)
}

pub(crate) fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 31).expect("a real day")
}

pub(crate) fn later(days: i64) -> Value {
    Value::Date(as_of() + Duration::days(days))
}

/// Returns a portfolio of some projects.
pub(crate) fn sample(size: u32) -> Sample {
    let mut dice = Dice(20_261_031 + u64::from(size));
    let mut register = Tracker::new("portfolio.xlsx", "Register");
    let mut dates = Tracker::new("milestones.xlsx", "Plan");
    let mut money_lines = Tracker::new("finance extract.csv", "finance extract");
    let mut raid = Tracker::new("RAID log.xlsx", "Risks");
    let mut bookings = Tracker::new("resources.xlsx", "Bookings");
    let staff = usize::try_from((size * 2).clamp(4, 120)).expect("few");
    let person = |number: usize| -> (String, &'static str) {
        let (name, role) = PEOPLE[number % PEOPLE.len()];
        match number / PEOPLE.len() {
            0 => (name.to_string(), role),
            round => (format!("{name} {}", round + 1), role),
        }
    };
    for number in 0..size {
        project(&mut dice, &mut register, &mut money_lines, number);
        milestones_of(&mut dice, &mut dates, number);
        risks_of(&mut dice, &mut raid, number);
    }
    for number in 0..staff {
        let (name, role) = person(number);
        let fte = if number % 7 == 6 { 0.8 } else { 1.0 };
        bookings.add(
            People::SCHEMA,
            vec![
                (&people::PERSON, text(name.as_str())),
                (&people::ROLE, text(role)),
                (
                    &people::FTE,
                    if number % 11 == 5 {
                        Value::Blank
                    } else {
                        Value::Number(fte)
                    },
                ),
            ],
        );
        let own = [dice.roll(size), dice.roll(size)];
        let level = 60 + dice.roll(60);
        for month in 0..14 {
            let period = first_of_month() + Months::new(month) - Months::new(1);
            for (place, project) in own.into_iter().enumerate() {
                let share = if place == 0 { 70 } else { 30 };
                let falling = level.saturating_sub(month * 3) + dice.roll(12);
                bookings.add(
                    Assignments::SCHEMA,
                    vec![
                        (&assignments::PROJECT_ID, text(id(project))),
                        (&assignments::PROJECT, text(name_of(project))),
                        (&assignments::PERSON, text(name.as_str())),
                        (&assignments::ROLE, text(role)),
                        (&assignments::PERIOD, Value::Date(period)),
                        (
                            &assignments::BOOKED,
                            Value::Number(f64::from(falling * share) / 10_000.0),
                        ),
                        (&assignments::UNIT, text("fte")),
                        (
                            &assignments::FTE,
                            Value::Number(f64::from(falling * share) / 10_000.0),
                        ),
                    ],
                );
            }
        }
    }
    // Demand that nobody is named for yet.
    bookings.add(
        Assignments::SCHEMA,
        vec![
            (&assignments::PROJECT_ID, text(id(0))),
            (&assignments::ROLE, text("Developer")),
            (
                &assignments::PERIOD,
                Value::Date(first_of_month() + Months::new(2)),
            ),
            (&assignments::FTE, Value::Number(1.5)),
        ],
    );
    finish(vec![register, dates, money_lines, raid, bookings])
}

fn first_of_month() -> NaiveDate {
    as_of().with_day(1).expect("every month has a first day")
}

fn id(number: u32) -> String {
    // Some registers number their projects without a letter.
    if number == 2 {
        "007".to_string()
    } else {
        format!("P{:02}", number + 1)
    }
}

fn name_of(number: u32) -> String {
    let name = NAMES[usize::try_from(number).expect("few") % NAMES.len()];
    match number / 20 {
        0 => name.to_string(),
        round => format!("{name}, phase {}", round + 1),
    }
}

fn project(dice: &mut Dice, register: &mut Tracker, lines: &mut Tracker, number: u32) {
    let trouble = dice.roll(10);
    let slip = match trouble {
        0..=1 => 95 + i64::from(dice.roll(60)),
        2..=4 => 20 + i64::from(dice.roll(60)),
        _ => i64::from(dice.roll(10)),
    };
    let baseline = i64::from(dice.roll(500)) - 30;
    let budget = 1_200 + dice.roll(40_000);
    let over = match trouble {
        0..=1 => 113,
        2..=3 => 107,
        4 => 103,
        _ => 98 + dice.roll(4),
    };
    let done = 20 + dice.roll(70);
    let rag = RAGS[usize::try_from(dice.roll(4)).expect("few")];
    let finished = number % 17 == 16;
    register.add(
        Projects::SCHEMA,
        vec![
            (&projects::PROJECT_ID, text(id(number))),
            (&projects::PROJECT, text(name_of(number))),
            (
                &projects::PROGRAMME,
                text(PROGRAMMES[usize::try_from(number).expect("few") % 3]),
            ),
            (&projects::SPONSOR, text("A. Whitcombe")),
            (
                &projects::MANAGER,
                text(PEOPLE[usize::try_from(number).expect("few") % 4].0),
            ),
            (
                &projects::STAGE,
                text(["Define", "Construct", "Deliver"][usize::try_from(number).expect("few") % 3]),
            ),
            (
                &projects::STATUS,
                text(if finished { "done" } else { "in_progress" }),
            ),
            (
                &projects::RAG,
                if number % 9 == 8 {
                    Value::Blank
                } else {
                    text(rag)
                },
            ),
            (&projects::START, later(-300 - i64::from(dice.roll(200)))),
            (
                &projects::BASELINE_FINISH,
                if number % 13 == 12 {
                    Value::Blank
                } else {
                    later(baseline)
                },
            ),
            (&projects::FINISH, later(baseline + slip)),
            (
                &projects::PERCENT_COMPLETE,
                Value::Number(f64::from(done) / 100.0),
            ),
            (
                &projects::BUDGET,
                if number % 8 == 7 {
                    Value::Blank
                } else {
                    money(budget)
                },
            ),
            (&projects::FORECAST_COST, money(budget * over / 100)),
            (
                &projects::ACTUAL_COST,
                money(budget * (done + dice.roll(8)) / 100),
            ),
            (
                &projects::PLANNED_VALUE,
                money(budget * (done + 2 * trouble.saturating_sub(3).min(1) + dice.roll(12)) / 100),
            ),
            (&projects::EARNED_VALUE, money(budget * done / 100)),
            (
                &projects::UPDATED,
                if number % 12 == 11 {
                    Value::Blank
                } else {
                    later(-i64::from(dice.roll(45)) - if trouble == 9 { 30 } else { 0 })
                },
            ),
            (
                &projects::COMMENT,
                text("On plan but for the interfaces, which the supplier delivers in December"),
            ),
        ],
    );
    for month in 0..18 {
        let period = first_of_month() + Months::new(month) - Months::new(9);
        let past = period <= as_of();
        let share = budget / 18;
        lines.add(
            Costs::SCHEMA,
            vec![
                (&costs::PROJECT_ID, text(id(number))),
                (&costs::PROJECT, text(name_of(number))),
                (&costs::PERIOD, Value::Date(period)),
                (&costs::BUDGET, money(share)),
                (
                    &costs::ACTUAL,
                    if past {
                        money(share * (90 + dice.roll(25)) / 100)
                    } else {
                        Value::Blank
                    },
                ),
                (&costs::FORECAST, money(share * over / 100)),
            ],
        );
    }
}

fn milestones_of(dice: &mut Dice, dates: &mut Tracker, number: u32) {
    let mut baseline = -200 + i64::from(dice.roll(60));
    for name in [
        "Business case approved",
        "Design complete",
        "Build complete",
        "Go-live / handover",
        "Benefits review",
    ] {
        baseline += 50 + i64::from(dice.roll(60));
        let slip = i64::from(dice.roll(3)) * i64::from(dice.roll(40));
        let met = baseline + slip < 0 && dice.chance(85);
        dates.add(
            Milestones::SCHEMA,
            vec![
                (&milestones::PROJECT_ID, text(id(number))),
                (&milestones::PROJECT, text(name_of(number))),
                (&milestones::MILESTONE, text(name)),
                (
                    &milestones::OWNER,
                    text(PEOPLE[usize::try_from(dice.roll(20)).expect("few")].0),
                ),
                (
                    &milestones::BASELINE,
                    if dice.chance(5) {
                        Value::Blank
                    } else {
                        later(baseline)
                    },
                ),
                (&milestones::DUE, later(baseline + slip)),
                (
                    &milestones::ACTUAL,
                    if met {
                        later(baseline + slip)
                    } else {
                        Value::Blank
                    },
                ),
                (
                    &milestones::STATUS,
                    text(if met { "done" } else { "in_progress" }),
                ),
            ],
        );
    }
}

fn risks_of(dice: &mut Dice, raid: &mut Tracker, number: u32) {
    let titles = [
        "Ground conditions worse than survey",
        "Supplier cannot staff the second shift",
        "Interface of the ledger is late",
        "Price inflation above allowance",
    ];
    for place in 0..dice.roll(4) {
        let (probability, impact) = (1 + dice.roll(5), 1 + dice.roll(5));
        let closed = dice.chance(20);
        raid.add(
            Risks::SCHEMA,
            vec![
                (&risks::PROJECT_ID, text(id(number))),
                (&risks::PROJECT, text(name_of(number))),
                (
                    &risks::RISK_ID,
                    text(format!("R{}", number * 4 + place + 1)),
                ),
                (
                    &risks::RISK,
                    text(titles[usize::try_from(place).expect("few")]),
                ),
                (&risks::PROBABILITY, Value::Number(f64::from(probability))),
                (&risks::IMPACT, Value::Number(f64::from(impact))),
                (
                    &risks::OWNER,
                    text(PEOPLE[usize::try_from(dice.roll(20)).expect("few")].0),
                ),
                (
                    &risks::RESPONSE,
                    text("Second source agreed; order by end of November"),
                ),
                (
                    &risks::STATUS,
                    text(if closed { "done" } else { "in_progress" }),
                ),
                (&risks::RAISED, later(-i64::from(dice.roll(200)))),
                (&risks::DUE, later(i64::from(dice.roll(90)) - 30)),
            ],
        );
    }
    if number.is_multiple_of(2) {
        raid.add(
            Issues::SCHEMA,
            vec![
                (&issues::PROJECT_ID, text(id(number))),
                (&issues::ISSUE_ID, text(format!("I{}", number + 1))),
                (
                    &issues::ISSUE,
                    text("Test environment is shared with another programme"),
                ),
                (
                    &issues::SEVERITY,
                    text(["low", "medium", "high"][usize::try_from(dice.roll(3)).expect("few")]),
                ),
                (&issues::OWNER, text("R. Silva")),
                (&issues::STATUS, text("in_progress")),
                (&issues::RAISED, later(-i64::from(dice.roll(120)))),
                (&issues::DUE, later(i64::from(dice.roll(60)) - 30)),
            ],
        );
        raid.add(
            Actions::SCHEMA,
            vec![
                (&actions::PROJECT_ID, text(id(number))),
                (
                    &actions::ACTION,
                    text("Agree the cut-over weekend with operations"),
                ),
                (&actions::OWNER, text("S. Iyer")),
                (&actions::STATUS, text("in_progress")),
                (&actions::DUE, later(i64::from(dice.roll(60)) - 30)),
            ],
        );
    }
}

fn finish(trackers: Vec<Tracker>) -> Sample {
    let sources = trackers
        .iter()
        .enumerate()
        .map(|(number, tracker)| {
            let accepted = u32::try_from(tracker.records.len()).expect("few rows");
            Source {
                file: tracker.file.to_string(),
                format: "xlsx",
                best_effort: false,
                sha256: format!("{:064x}", (number + 1) * 7_919_777),
                refused: None,
                sheets: vec![SheetAccount {
                    sheet: tracker.sheet.to_string(),
                    state: "visible",
                    rows: Rows {
                        seen: accepted + 5,
                        accepted,
                        merged: 0,
                        ignored: 4,
                        rejected: 1,
                    },
                    cells: Cells {
                        seen: accepted * 9 + 20,
                        used: accepted * 9,
                        merged: 0,
                        ignored: 12,
                        rejected: 8,
                    },
                }],
            }
        })
        .collect();
    let origin = Origin::cell(&trackers[0].file, &trackers[0].sheet, 6, 2);
    let findings = vec![
        Finding::new(
            &REJECTED,
            origin.clone(),
            "the date `31/02/2026` does not exist",
        )
        .hint("correct the date in the tracker")
        .found("31/02/2026")
        .treated("left blank"),
        Finding::new(
            &ASSUMED,
            origin,
            "amounts of `Budget (k)` were read as thousands",
        ),
    ];
    let records: Vec<Record> = trackers
        .into_iter()
        .flat_map(|tracker| tracker.records)
        .collect();
    let budget: f64 = records
        .iter()
        .filter_map(|record| {
            record
                .get(&projects::BUDGET)
                .number()
                .filter(|_| record.schema == Projects::SCHEMA)
        })
        .sum();
    let size = u32::try_from(
        records
            .iter()
            .filter(|record| record.schema == Projects::SCHEMA)
            .count(),
    )
    .expect("few");
    let control = |label: &str, column: Option<&'static str>, total: f64| Control {
        label: label.to_string(),
        of: Counted::Cells {
            table: "projects",
            columns: column.into_iter().collect(),
        },
        source_total: total,
        rows: size,
        sources: "portfolio.xlsx, sheet Register".to_string(),
    };
    let controls = vec![
        control("Budget, £", Some("budget"), budget),
        control("Project rows", None, f64::from(size)),
    ];
    let mut settings = Settings::defaults(as_of());
    settings.chosen.pack.organisation = "Aldermoor Group".to_string();
    settings.chosen.pack.meeting = "Board, 12 November 2026".to_string();
    settings.chosen.pack.classification = "Official: Sensitive".to_string();
    Sample {
        portfolio: Portfolio::new(&records, sources),
        findings,
        controls,
        settings,
    }
}

impl Sample {
    /// Returns its pack as `report` makes it.
    pub(crate) fn pack(&self) -> Pack {
        let insights = analyse(&Scene {
            portfolio: &self.portfolio,
            findings: &self.findings,
            settings: &self.settings,
            history: crate::history::snapshot::History::none(),
        })
        .expect("every metric fits the frames of a portfolio");
        let brief = Brief::new(
            &self.portfolio,
            &self.findings,
            &self.controls,
            &self.settings,
        );
        sheets::pack(&brief.told(&insights))
    }
}

/// Returns the pack of a portfolio of some projects.
pub(crate) fn pack(size: u32) -> Pack {
    sample(size).pack()
}

/// Returns a value that a column may hold.
pub(crate) fn any(column: &Column) -> Value {
    match column.kind {
        Kind::Text | Kind::Person => text("Something"),
        Kind::Id => text("7"),
        Kind::Date => later(-3),
        Kind::Month => Value::Date(first_of_month()),
        Kind::Money | Kind::Number => Value::Number(3.0),
        Kind::Share => Value::Number(0.5),
        Kind::Category("rag") => text("amber"),
        Kind::Category("level") => text("high"),
        Kind::Category(_) => text("in_progress"),
        Kind::YesNo => Value::Bool(true),
    }
}

/// A pack with its values, to ask for single figures.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) pack: Pack,
}

/// Returns the pack of some rows; each is a table and its values.
pub(crate) fn figures(rows: Vec<(&'static Schema, Vec<(&'static Column, Value)>)>) -> Figures {
    let mut tracker = Tracker::new("tracker.xlsx", "Sheet1");
    for (schema, values) in rows {
        tracker.add(schema, values);
    }
    let sample = Sample {
        portfolio: Portfolio::new(&tracker.records, Vec::new()),
        findings: Vec::new(),
        controls: Vec::new(),
        settings: Settings::defaults(as_of()),
    };
    Figures {
        pack: sample.pack(),
    }
}

impl Figures {
    /// Returns the values of a column of a table of the pack.
    pub(crate) fn column(&self, field: &Field) -> Vec<Scalar> {
        let directory = Directory::new(&self.pack);
        let values = evaluate(&self.pack, &directory);
        let (table, column) = directory
            .field(field)
            .unwrap_or_else(|| panic!("{field:?} is not in the pack"));
        let place = directory.tables[table];
        values.columns(place.sheet, place.block)[column].clone()
    }

    /// Returns the headline of a sheet.
    pub(crate) fn headline(&self, sheet: &str) -> String {
        let directory = Directory::new(&self.pack);
        let values = evaluate(&self.pack, &directory);
        let number = directory.sheet(sheet).expect("the pack has the sheet");
        values
            .headline(number)
            .as_text()
            .unwrap_or_default()
            .to_string()
    }
}

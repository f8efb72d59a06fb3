//! Risks: what could hurt us most; with the issues and the actions beside them.

use super::places::{first, ranked};
use super::words::{capital, none_one_many, short};
use crate::model::schema::Table as _;
use crate::model::tables::actions::Actions;
use crate::model::tables::issues::Issues;
use crate::model::tables::risks::{self, Risks};
use crate::report::block::{Block, Cells, KeyedColumn, Placed, Row, RowKind, section};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Field, Formula, join, marked, row};
use crate::report::functions::{count, count_ifs, counted, date_text, if_, large, rows, sum};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{actions as late, issues as troubles, risks as exposure};
use crate::report::sheets::names::{RISK, report_date};

/// The highest risks, in number.
const HIGHEST: u32 = 10;
/// Issues and actions listed.
const LISTED: u32 = 6;
/// Words, number, five squares.
const LEFT: u16 = 7;
/// Grid column where the lists begin, behind a gutter.
const RIGHT: u16 = 8;
const RIGHT_SPAN: u16 = 8;
/// Every row is as high as a square, since matrix and list share the rows of the sheet.
const ROW: u32 = 34;
const LOW_ROW: u32 = 28;

/// Returns the page, where there are risks, issues or actions.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let registers: Vec<Register> = [
        risk_register(brief),
        issue_register(brief),
        action_register(brief),
    ]
    .into_iter()
    .flatten()
    .collect();
    if registers.is_empty() {
        return None;
    }
    let sentences = registers.iter().map(|register| register.sentence.clone());
    let sentence = sentences.reduce(|left, right| join([left, "; ".into(), right]))?;
    let names: Vec<&str> = registers.iter().map(|register| register.name).collect();
    let mut sheet = Sheet::new(
        "Risks",
        SheetKind::Board,
        names.join(", "),
        "What could hurt us most, and who answers for it?",
        [
            14.0, 3.4, 7.3, 7.3, 7.3, 7.3, 7.3, 1.4, 8.0, 42.0, 22.0, 10.0, 8.0, 16.0, 10.0, 30.0,
        ],
    )
    .headline(capital(sentence))
    .basis(join([
        "As at ".into(),
        date_text(report_date()),
        ". Score is probability × impact, each from 1 to 5; amber from ".into(),
        RISK.amber(),
        ", red from ".into(),
        RISK.red(),
        ". Open means neither closed nor cancelled.".into(),
    ]))
    .source(source(&registers))
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    for register in registers {
        sheet.side_by_side(vec![
            Stack::new(0, register.left),
            Stack::new(RIGHT, register.right),
        ]);
    }
    Some(sheet)
}

/// One register: what the headline says of it, its figures at the left, its list at the right.
struct Register {
    name: &'static str,
    sentence: Formula,
    source: &'static str,
    left: Vec<Block>,
    right: Vec<Block>,
}

fn source(registers: &[Register]) -> String {
    let sources: Vec<&str> = registers.iter().map(|register| register.source).collect();
    format!("Sources: {}. Limits of scores: Method.", sources.join("; "))
}

fn risk_register(brief: &Brief<'_>) -> Option<Register> {
    if !brief.has_rows(Risks::SCHEMA) {
        return None;
    }
    let high = sum(&exposure::HIGH);
    let sentence = if brief.has(Risks::SCHEMA, &risks::PROBABILITY)
        || brief.has(Risks::SCHEMA, &risks::SCORE)
    {
        join([
            none_one_many(
                high.clone(),
                "no open risk scores ",
                "1 open risk scores ",
                high & " open risks score ",
            ),
            RISK.red(),
            " or more".into(),
        ])
    } else {
        counted(sum(&exposure::OPEN), "risk is open", "risks are open")
    };
    let mut left = Vec::new();
    let scaled =
        brief.has(Risks::SCHEMA, &risks::PROBABILITY) && brief.has(Risks::SCHEMA, &risks::IMPACT);
    if scaled {
        left.push(section("Open risks by probability and impact", LEFT));
        left.push(matrix());
    }
    left.push(section("Risk register", LEFT));
    left.push(fact_list(&risk_facts(brief, scaled), ROW));
    let title = if brief.rows(Risks::SCHEMA) > HIGHEST as usize {
        format!("The {HIGHEST} highest open risks")
    } else {
        "Open risks, highest first".to_string()
    };
    Some(Register {
        name: "Risks",
        sentence,
        source: "Data_Risks, Calc_Risks",
        left,
        right: vec![section(title, RIGHT_SPAN), highest(brief).block()],
    })
}

/// Number of open risks in each square; the fill is the square's zone, the count is the data. Probability stands left of the
/// squares and impact below them, where the zones look for them.
fn matrix() -> Block {
    let words = ["almost certain", "likely", "possible", "unlikely", "rare"];
    let impact_mark = |impact: u32| format!("impact {impact}");
    let mut rows = Vec::new();
    for (probability, word) in (1..=5_u32).rev().zip(words) {
        let mut cells = vec![
            Placed::new(0, 1, Cell::value(Role::Muted, word)),
            Placed::new(1, 1, Cell::value(Role::Centred, probability)),
        ];
        for (at, impact) in (2_u16..).zip(1..=5_u32) {
            let number = count_ifs([
                exposure::OPEN.equal_to(1.0),
                exposure::PROBABILITY.equal_to(row("P")),
                exposure::IMPACT.equal_to(marked(impact_mark(impact))),
            ]);
            cells.push(Placed::new(at, 1, Cell::figure(Role::RiskZone, number)));
        }
        rows.push(Row::new(RowKind::Body, ROW, cells));
    }
    let mut impacts = vec![Placed::new(
        0,
        2,
        Cell::value(Role::Muted, "Impact, 5 severe"),
    )];
    for (at, impact) in (2_u16..).zip(1..=5_u32) {
        let cell = Cell::value(Role::Centred, impact).marked(impact_mark(impact));
        impacts.push(Placed::new(at, 1, cell));
    }
    rows.push(Row::new(RowKind::Plain, ROW, impacts));
    Block::Cells(Cells {
        id: Some("matrix".into()),
        columns: vec![KeyedColumn {
            key: "P".into(),
            at: 1,
        }],
        rows,
        timeline: None,
    })
}

/// A label and its figure.
struct Fact {
    label: Formula,
    figure: Formula,
    role: Role,
}

impl Fact {
    fn count(label: impl Into<Formula>, figure: Formula) -> Fact {
        Fact {
            label: label.into(),
            figure,
            role: Role::Count,
        }
    }
}

fn fact_list(facts: &[Fact], height: u32) -> Block {
    let rows = facts
        .iter()
        .map(|fact| {
            let cells = vec![
                Placed::new(0, 6, Cell::figure(Role::Text, fact.label.clone())),
                Placed::new(6, 1, Cell::figure(fact.role, fact.figure.clone())),
            ];
            Row::new(RowKind::Body, height, cells)
        })
        .collect();
    Block::Cells(Cells::rows(rows))
}

fn risk_facts(brief: &Brief<'_>, scaled: bool) -> Vec<Fact> {
    let has = |column| brief.has(Risks::SCHEMA, column);
    let open = || sum(&exposure::OPEN);
    let unscored =
        open() - count_ifs([exposure::OPEN.equal_to(1.0), exposure::SCORE.at_least(0.0)]);
    let mut facts = vec![
        Fact::count(
            join([
                "Open, of ".into(),
                rows(&exposure::NUMBER),
                " in the register".into(),
            ]),
            open(),
        ),
        Fact::count(
            join(["Open, scoring ".into(), RISK.amber(), " or more".into()]),
            count_ifs([
                exposure::OPEN.equal_to(1.0),
                exposure::SCORE.at_least(RISK.amber()),
            ]),
        ),
        Fact::count("Open without an owner", sum(&exposure::OWNERLESS)),
    ];
    if has(&risks::DUE) {
        facts.push(Fact::count("Response overdue", sum(&exposure::OVERDUE)));
    }
    if scaled && facts.len() < 4 {
        facts.push(Fact::count("Open without a score", unscored));
    }
    if has(&risks::PROBABILITY_SHARE) && has(&risks::IMPACT_COST) {
        let priced = count(&exposure::EXPOSURE);
        facts.push(Fact {
            label: join([
                "Expected loss, ".into(),
                priced,
                " of ".into(),
                open(),
                " open risks priced".into(),
            ]),
            figure: sum(&exposure::EXPOSURE),
            role: Role::MoneyUnit,
        });
    }
    facts
}

/// A column of a list of open things: heading, where it comes from, how it looks, its letters at most.
struct Shown {
    heading: &'static str,
    field: &'static Field,
    role: Role,
    letters: Option<u32>,
}

impl Shown {
    fn new(heading: &'static str, field: &'static Field, role: Role) -> Shown {
        Shown {
            heading,
            field,
            role,
            letters: None,
        }
    }

    fn at_most(self, letters: u32) -> Shown {
        Shown {
            letters: Some(letters),
            ..self
        }
    }
}

/// Returns the open rows of a register by rank; places beyond the open ones stay empty.
fn open_list(
    id: &'static str,
    columns: &[Shown],
    places: impl Iterator<Item = u32>,
    open: &Field,
    rank: &Field,
    height: u32,
) -> List {
    let mut list = List::new().id(id).heights(height, height);
    for column in columns {
        list = list.column(column.heading, column.heading, column.role, 1);
    }
    for place in places {
        let place = f64::from(place);
        list.push(columns.iter().map(|column| {
            let figure = ranked(column.field, rank, place);
            let figure = match column.letters {
                Some(letters) => short(figure, letters),
                None => figure,
            };
            if_(sum(open).below(place), "", figure)
        }));
    }
    list
}

fn highest(brief: &Brief<'_>) -> List {
    let columns = [
        Shown::new("ID", &exposure::RISK_ID, Role::Id),
        Shown::new("Risk", &exposure::RISK, Role::Wrapped).at_most(110),
        Shown::new("Project", &exposure::PROJECT, Role::Text).at_most(44),
        Shown::new("P × I", &exposure::SCALES, Role::Centred),
        Shown::new("Score", &exposure::SCORE, Role::Score),
        Shown::new("Owner", &exposure::OWNER, Role::Text).at_most(32),
        Shown::new("Due", &exposure::DUE, Role::Date),
        Shown::new("Response", &exposure::RESPONSE, Role::Wrapped).at_most(78),
    ];
    open_list(
        "highest risks",
        &columns,
        first(brief.rows(Risks::SCHEMA), HIGHEST),
        &exposure::OPEN,
        &exposure::RANK,
        ROW,
    )
}

fn issue_register(brief: &Brief<'_>) -> Option<Register> {
    if !brief.has_rows(Issues::SCHEMA) {
        return None;
    }
    let overdue = sum(&troubles::OVERDUE);
    let open = sum(&troubles::OPEN);
    let sentence = if_(
        overdue.clone().equals(0.0),
        none_one_many(
            open.clone(),
            "no issue is open",
            "1 issue is open, not overdue",
            open.clone() & " issues are open, none overdue",
        ),
        join([
            overdue.clone(),
            " of ".into(),
            open.clone(),
            if_(open.clone().equals(1.0), " open issue", " open issues"),
            if_(overdue.equals(1.0), " is overdue", " are overdue"),
        ]),
    );
    let columns = [
        Shown::new("ID", &troubles::ISSUE_ID, Role::Id),
        Shown::new("Issue", &troubles::ISSUE, Role::Wrapped).at_most(100),
        Shown::new("Project", &troubles::PROJECT, Role::Text).at_most(44),
        Shown::new("Priority", &troubles::LEVEL, Role::Centred),
        Shown::new("Age, days", &troubles::AGE, Role::Count),
        Shown::new("Owner", &troubles::OWNER, Role::Text).at_most(32),
        Shown::new("Due", &troubles::DUE, Role::Date),
        Shown::new("Next step", &troubles::RESPONSE, Role::Wrapped).at_most(78),
    ];
    let facts = [
        Fact::count(
            join([
                "Open, of ".into(),
                rows(&troubles::NUMBER),
                " in the log".into(),
            ]),
            open,
        ),
        Fact::count("Overdue", sum(&troubles::OVERDUE)),
        Fact::count("Open without an owner", sum(&troubles::OWNERLESS)),
        Fact::count(
            "Oldest open, days",
            if_(
                count(&troubles::AGE).equals(0.0),
                "–",
                large(&troubles::AGE, 1.0),
            ),
        ),
    ];
    let places = first(brief.rows(Issues::SCHEMA), LISTED);
    let list = open_list(
        "open issues",
        &columns,
        places,
        &troubles::OPEN,
        &troubles::RANK,
        LOW_ROW,
    );
    Some(Register {
        name: "Issues",
        sentence,
        source: "Data_Issues, Calc_Issues",
        left: vec![section("Issue log", LEFT), fact_list(&facts, LOW_ROW)],
        right: vec![
            section("Open issues that weigh most", RIGHT_SPAN),
            list.block(),
        ],
    })
}

fn action_register(brief: &Brief<'_>) -> Option<Register> {
    if !brief.has_rows(Actions::SCHEMA) {
        return None;
    }
    let overdue = sum(&late::OVERDUE);
    let open = sum(&late::OPEN);
    let sentence = none_one_many(
        overdue.clone(),
        "no action is overdue",
        "1 action is overdue",
        overdue & " actions are overdue",
    );
    let columns = [
        Shown::new("ID", &late::ACTION_ID, Role::Id),
        Shown::new("Action", &late::ACTION, Role::Wrapped).at_most(100),
        Shown::new("Project", &late::PROJECT, Role::Text).at_most(44),
        Shown::new("Priority", &late::LEVEL, Role::Centred),
        Shown::new("Days late", &late::DAYS_LATE, Role::Count),
        Shown::new("Owner", &late::OWNER, Role::Text).at_most(32),
        Shown::new("Due", &late::DUE, Role::Date),
        Shown::new("Note", &late::COMMENT, Role::Wrapped).at_most(78),
    ];
    let facts = [
        Fact::count(
            join([
                "Open, of ".into(),
                rows(&late::NUMBER),
                " in the log".into(),
            ]),
            open,
        ),
        Fact::count("Overdue", sum(&late::OVERDUE)),
        Fact::count("Open without an owner", sum(&late::OWNERLESS)),
        Fact::count(
            "Longest overdue, days",
            if_(
                count(&late::DAYS_LATE).equals(0.0),
                "–",
                large(&late::DAYS_LATE, 1.0),
            ),
        ),
    ];
    let places = first(brief.rows(Actions::SCHEMA), LISTED);
    let list = open_list(
        "open actions",
        &columns,
        places,
        &late::OPEN,
        &late::RANK,
        LOW_ROW,
    );
    Some(Register {
        name: "Actions",
        sentence,
        source: "Data_Actions, Calc_Actions",
        left: vec![section("Action log", LEFT), fact_list(&facts, LOW_ROW)],
        right: vec![
            section("Open actions, latest first", RIGHT_SPAN),
            list.block(),
        ],
    })
}

//! Care of risks: how old they are, when they were last looked at, which high ones nobody answers, and what nobody foresaw.

use std::collections::BTreeMap;

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::facts::Facts;
use super::figures::{Line, figures};
use super::listing::{Listing, Shown, days, listed};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::{count, none, ratio, stable_descending};
use super::terms::{self, RISK, days_between};
use super::themes::{RISK_THEMES, UNFORESEEN_ISSUES};
use crate::history::snapshot::Extent;
use crate::history::thing::Thing;
use crate::model::row::Row;
use crate::model::schema::Table as _;
use crate::model::tables::risks::Risks;
use crate::model::tables::{issues, risks};

pub(super) static FAMILY: Family = Family {
    id: "risk_care",
    title: "Care of risks",
    metrics: &[
        &RISK_AGE,
        &RISKS_UNREVIEWED,
        &RISKS_UNANSWERED,
        &RISKS_UNCHANGED,
        &ISSUE_CLOSE_DAYS,
    ],
    listings: &[
        &UNREVIEWED_RISKS,
        &UNANSWERED_RISKS,
        &RISK_THEMES,
        &UNFORESEEN_ISSUES,
    ],
};

static RISK_AGE: Metric = Metric {
    id: "risk_age",
    name: "Age of open risks",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Calendar days since they were raised, summed over the open risks that say when ÷ their number.",
    why: "Risks that only grow older are a list, not management.",
    source: "Plain definition, as a ratio of sums.",
    null_when: "MISSING_INPUT when no open risk gives the date it was raised.",
    example: Example {
        given: &[
            "projects:",
            "risks: raised 2026-10-01",
            "risks: raised 2026-10-11",
            "risks: raised 2025-01-01, status done",
        ],
        gives: Ok(25.0),
        source: "30 and 20 days",
    },
    basis: Basis::Portfolio(risk_age),
};

fn risk_age(facts: &Facts<'_>) -> LazyFrame {
    let open = RISK.open(facts.at());
    let age = days_between(risks::RAISED.col(), lit(facts.at()));
    let counted = open.and(age.clone().gt_eq(lit(0.0)));
    ratio(
        facts,
        facts.portfolio.risks.lazy(),
        when(counted.clone()).then(age).otherwise(none()),
        when(counted).then(lit(1.0)).otherwise(none()),
        none(),
    )
}

static RISKS_UNREVIEWED: Metric = Metric {
    id: "risks_unreviewed",
    name: "Risks not reviewed",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open risks last reviewed, or raised where no review is given, more days ago than the amber limit of data_age, of all open risks. One that gives neither date is not counted: unknown is not late.",
    why: "A score that nobody looked at this month is last month's score.",
    source: "Limit: settings, thresholds.data_age.amber.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "risks: raised 2026-01-10, reviewed 2026-10-20",
            "risks: raised 2026-09-01",
            "risks: reviewed 2026-08-31",
            "risks: score 4",
        ],
        gives: Ok(2.0),
        source: "10, 60 and 61 days against 35",
    },
    basis: Basis::Portfolio(risks_unreviewed),
};

fn risks_unreviewed(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        facts.portfolio.risks.lazy(),
        RISK.open(facts.at()),
        is_unreviewed(facts),
    )
}

fn is_unreviewed(facts: &Facts<'_>) -> Expr {
    since_review(facts)
        .gt(lit(facts.settings.thresholds.data_age.amber))
        .fill_null(lit(false))
}

fn since_review(facts: &Facts<'_>) -> Expr {
    let last = risks::REVIEWED.col().fill_null(risks::RAISED.col());
    days_between(last, lit(facts.at()))
}

static RISKS_UNANSWERED: Metric = Metric {
    id: "risks_unanswered",
    name: "High risks without a response",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open risks at or above the red limit of risk_score for which the register gives no response, of all open risks at or above it.",
    why: "These may sink the project, and nobody says what is done.",
    source: "Limit: settings, thresholds.risk_score.red.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "risks: score 25, response Buy a second pump",
            "risks: score 20",
            "risks: score 19",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(risks_unanswered),
};

fn risks_unanswered(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        facts.portfolio.risks.lazy(),
        is_high(facts),
        risks::RESPONSE.col().is_null(),
    )
}

fn is_high(facts: &Facts<'_>) -> Expr {
    RISK.open(facts.at())
        .and(terms::high_risk(&facts.settings.thresholds))
}

/// Periods after which a score that does not move is worth a question.
const PERIODS: usize = 3;

static RISKS_UNCHANGED: Metric = Metric {
    id: "risks_unchanged",
    name: "Risks whose score never moves",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open risks with the same score now as in each of the last three periods of the history, of the open risks that have a score now and in all of these periods.",
    why: "Either the response does nothing, or nobody looks.",
    source: "Plain definition; periods are snapshots of the whole portfolio, by --history.",
    null_when: "INSUFFICIENT_HISTORY with fewer than three earlier periods; MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "risks: risk_id R1, score 12",
            "risks: risk_id R2, score 8",
            "2026-09-30 projects:",
            "2026-09-30 risks: risk_id R1, score 12",
            "2026-09-30 risks: risk_id R2, score 12",
            "2026-08-31 projects:",
            "2026-08-31 risks: risk_id R1, score 12",
            "2026-08-31 risks: risk_id R2, score 12",
            "2026-07-31 projects:",
            "2026-07-31 risks: risk_id R1, probability 3, impact 4",
            "2026-07-31 risks: risk_id R2, score 12",
        ],
        gives: Ok(1.0),
        source: "R1 is 12 in all four, R2 moved",
    },
    basis: Basis::Portfolio(risks_unchanged),
};

fn risks_unchanged(facts: &Facts<'_>) -> LazyFrame {
    let open = facts.portfolio.risks.lazy().filter(RISK.open(facts.at()));
    let before: Vec<BTreeMap<Thing, f64>> = facts
        .history
        .snapshots()
        .iter()
        .rev()
        .filter(|snapshot| snapshot.extent == Extent::Whole)
        .take(PERIODS)
        .map(|snapshot| scores(&snapshot.portfolio.table(Risks::SCHEMA)))
        .collect();
    let now = facts.portfolio.table(Risks::SCHEMA);
    let mut projects: BTreeMap<Option<String>, [usize; 2]> = BTreeMap::new();
    for row in now.iter().filter(|row| is_open(facts, row)) {
        let thing = Thing::of(row);
        let scores: Option<Vec<f64>> = before
            .iter()
            .map(|of| of.get(&key(&thing)).copied())
            .collect();
        let (Some(score), Some(scores)) = (score(row), scores) else {
            continue;
        };
        let same = scores.iter().all(|own| *own == score);
        for id in [thing.project_id.clone(), None] {
            let counts = projects.entry(id).or_default();
            counts[0] += usize::from(same);
            counts[1] += 1;
        }
    }
    let ids = facts
        .portfolio
        .projects
        .frame()
        .column(risks::PROJECT_ID.name);
    let ids = ids.ok().and_then(|ids| ids.str().ok().cloned());
    let ids = ids.iter().flat_map(|ids| ids.iter()).flatten();
    let lines: Vec<Line> = ids
        .map(Some)
        .chain([None])
        .map(|id| {
            let counts = projects.get(&id.map(str::to_string));
            let value = match counts {
                _ if now.is_empty() => Err(Reason::MissingInput),
                _ if before.len() < PERIODS => Err(Reason::InsufficientHistory),
                Some([same, _]) => Ok(*same as f64),
                None => Err(Reason::MissingInput),
            };
            let [same, all] = counts.copied().unwrap_or_default();
            Line::new(id, value).of(same, all)
        })
        .collect();
    figures(facts, &lines, open)
}

/// Whether a row of now is open; the same as the term says of its table.
fn is_open(facts: &Facts<'_>, row: &Row) -> bool {
    let is_over = matches!(row.text(&risks::STATUS), Some("done" | "cancelled"));
    let closed = row
        .date(&risks::CLOSED)
        .is_some_and(|day| day <= facts.at());
    !is_over && !closed
}

fn scores(rows: &[Row]) -> BTreeMap<Thing, f64> {
    rows.iter()
        .filter_map(|row| Some((key(&Thing::of(row)), score(row)?)))
        .collect()
}

/// A risk by its id, or by its name where it has none.
fn key(thing: &Thing) -> Thing {
    let mut key = thing.clone();
    if !key.id.is_empty() {
        key.name.clear();
    }
    key
}

fn score(row: &Row) -> Option<f64> {
    let product = row
        .number(&risks::PROBABILITY)
        .zip(row.number(&risks::IMPACT))
        .map(|(probability, impact)| probability * impact);
    product.or_else(|| row.number(&risks::SCORE))
}

static ISSUE_CLOSE_DAYS: Metric = Metric {
    id: "issue_close_days",
    name: "Time to close an issue",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Calendar days from raised to closed, summed over the issues closed by the as-of date that give both ÷ their number.",
    why: "Says how long the next one will hurt.",
    source: "Plain definition, as a ratio of sums.",
    null_when: "MISSING_INPUT when no closed issue gives both dates.",
    example: Example {
        given: &[
            "projects:",
            "issues: raised 2026-09-01, closed 2026-09-11",
            "issues: raised 2026-09-01, closed 2026-09-21",
            "issues: raised 2026-09-01",
        ],
        gives: Ok(15.0),
        source: "10 and 20 days",
    },
    basis: Basis::Portfolio(issue_close_days),
};

fn issue_close_days(facts: &Facts<'_>) -> LazyFrame {
    let took = days_between(issues::RAISED.col(), issues::CLOSED.col());
    let counted = issues::CLOSED
        .col()
        .lt_eq(lit(facts.at()))
        .and(took.clone().gt_eq(lit(0.0)));
    ratio(
        facts,
        facts.portfolio.issues.lazy(),
        when(counted.clone()).then(took).otherwise(none()),
        when(counted).then(lit(1.0)).otherwise(none()),
        none(),
    )
}

static UNREVIEWED_RISKS: Listing = Listing {
    id: "unreviewed_risks",
    title: "Risks not reviewed",
    which: "Open risks last reviewed, or raised, more days ago than the amber limit of data_age, the longest ago first.",
    why: "Each needs a look, or an end.",
    number: Unit::Days,
    basis: Basis::Portfolio(unreviewed_risks),
};

fn unreviewed_risks(facts: &Facts<'_>) -> LazyFrame {
    let since = since_review(facts);
    listed(
        facts
            .portfolio
            .risks
            .lazy()
            .filter(RISK.open(facts.at()).and(is_unreviewed(facts)))
            .sort_by_exprs([since.clone()], stable_descending()),
        Shown {
            what: risks::RISK.col(),
            owner: risks::OWNER.col(),
            date: risks::REVIEWED.col().fill_null(risks::RAISED.col()),
            number: since.clone(),
            why: when(risks::REVIEWED.col().is_null())
                .then(days(since.clone(), " since it was raised, and no review"))
                .otherwise(days(since, " since the last review")),
        },
    )
}

static UNANSWERED_RISKS: Listing = Listing {
    id: "unanswered_risks",
    title: "High risks without a response",
    which: "Open risks at or above the red limit for which no response is given, the highest first.",
    why: "Each needs a response, or a decision to accept it.",
    number: Unit::Score,
    basis: Basis::Portfolio(unanswered_risks),
};

fn unanswered_risks(facts: &Facts<'_>) -> LazyFrame {
    listed(
        facts
            .portfolio
            .risks
            .lazy()
            .filter(is_high(facts).and(risks::RESPONSE.col().is_null()))
            .sort_by_exprs([terms::risk_score()], stable_descending()),
        Shown {
            what: risks::RISK.col(),
            owner: risks::OWNER.col(),
            date: risks::DUE.col(),
            number: terms::risk_score(),
            why: lit("no response given"),
        },
    )
}

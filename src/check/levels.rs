//! Levels of a risk that cannot follow each other.

use polars::prelude::Expr;

use super::rule::Rule;
use crate::model::column::Column;
use crate::model::finding::{Code, Severity};
use crate::model::schema::Table;
use crate::model::tables::risks;

pub static RESIDUAL_ABOVE_INHERENT: Code = Code {
    id: "residual-above-inherent",
    severity: Severity::Changes,
    why: "A response lowers a risk or leaves it; one that scores higher after it than before was rated twice by different eyes.",
};

pub static RULES: &[&Rule] = &[&SCALED, &SCORED];

const RATE_AGAIN: &str = "rate the risk again, before and after its response";

static SCALED: Rule = Rule {
    code: &RESIDUAL_ABOVE_INHERENT,
    schema: || risks::Risks::SCHEMA,
    offends: |_| {
        product(&risks::PROBABILITY, &risks::IMPACT).gt(product(
            &risks::INHERENT_PROBABILITY,
            &risks::INHERENT_IMPACT,
        ))
    },
    says: "`{0}` is rated {1} × {2} after its response, and {3} × {4} before",
    shows: &[
        &risks::RISK,
        &risks::PROBABILITY,
        &risks::IMPACT,
        &risks::INHERENT_PROBABILITY,
        &risks::INHERENT_IMPACT,
    ],
    hint: RATE_AGAIN,
};

/// Where the four ratings are not all given, the scores are held against each other.
static SCORED: Rule = Rule {
    code: &RESIDUAL_ABOVE_INHERENT,
    schema: || risks::Risks::SCHEMA,
    offends: |_| {
        let ratings = product(&risks::PROBABILITY, &risks::IMPACT)
            * product(&risks::INHERENT_PROBABILITY, &risks::INHERENT_IMPACT);
        ratings
            .is_null()
            .and(risks::SCORE.col().gt(risks::INHERENT_SCORE.col()))
    },
    says: "`{0}` scores {1} after its response, and {2} before",
    shows: &[&risks::RISK, &risks::SCORE, &risks::INHERENT_SCORE],
    hint: RATE_AGAIN,
};

fn product(probability: &Column, impact: &Column) -> Expr {
    probability.col() * impact.col()
}

//! Exposure: what the open risks may cost in all, how sure that is, and whether the contingency carries it.

use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::figures::{Line, figures};
use super::hazards::{Hazard, Hazards};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::terms::RISK;
use crate::model::tables::risks;

pub(super) static FAMILY: Family = Family {
    id: "exposure",
    title: "Exposure",
    metrics: &[
        &RISK_NET_VALUE,
        &EXPOSURE_P50,
        &EXPOSURE_P80,
        &CONTINGENCY_COVER,
        &CONTINGENCY_CHANCE,
    ],
    listings: &[],
};

/// The register of six risks that TenStep publishes, with a contingency beside it.
static REGISTER: &[&str] = &[
    "projects: contingency 40000",
    "risks: probability_share 0.8, impact_cost 10000",
    "risks: probability_share 0.3, impact_cost 30000",
    "risks: probability_share 0.5, impact_cost 8000",
    "risks: probability_share 0.1, impact_cost 40000",
    "risks: probability_share 0.3, impact_cost 20000",
    "risks: probability_share 0.25, impact_cost 10000",
];

static NULL: &str =
    "MISSING_INPUT when no open risk gives both a probability in per cent and an amount.";

static RISK_NET_VALUE: Metric = Metric {
    id: "risk_net_value",
    name: "Net expected value of risks",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Sum of probability × amount over open risks that give both, threats negative and opportunities positive. A row is an opportunity where its kind or category says so; of a range, the amount is its mean.",
    why: "Opportunities pay for threats only if both stand in one sum, with their signs.",
    source: "PMBOK Guide, expected monetary value: threats negative, opportunities positive.",
    null_when: NULL,
    example: Example {
        given: &[
            "projects:",
            "risks: probability_share 0.3, impact_cost 50000",
            "risks: probability_share 0.25, impact_cost 80000, kind opportunity",
        ],
        gives: Ok(5_000.0),
        source: "0.25 × 80,000 − 0.3 × 50,000",
    },
    basis: Basis::Portfolio(risk_net_value),
};

fn risk_net_value(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |hazards| {
        known(hazards)?;
        let expected: f64 = hazards.hazards.iter().map(Hazard::expected).sum();
        // A cost of nothing is no loss of nothing.
        Ok(0.0 - expected)
    })
}

static EXPOSURE_P50: Metric = Metric {
    id: "exposure_p50",
    name: "Risk exposure, P50",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The smallest sum that the open risks keep within with a chance of at least 50%: risks that give a probability in per cent and an amount, each striking or not, independently unless the settings give a correlation. Counted out exactly where every amount is one figure and the outcomes are few enough, else simulated.",
    why: "As likely to be too little as too much.",
    source: "Exact enumeration of outcomes; else Monte Carlo, settings simulation.",
    null_when: NULL,
    example: Example {
        given: REGISTER,
        gives: Ok(30_000.0),
        source: "tenstep.com register; all 64 outcomes counted out",
    },
    basis: Basis::Portfolio(exposure_p50),
};

fn exposure_p50(facts: &Facts<'_>) -> LazyFrame {
    percentile(facts, 0.5)
}

static EXPOSURE_P80: Metric = Metric {
    id: "exposure_p80",
    name: "Risk exposure, P80",
    unit: Unit::Money,
    better: Better::Lower,
    what: "As risk exposure P50, with a chance of at least 80%.",
    why: "A reserve of the expected value is too little in about every second case; this is the usual prudent one.",
    source: "Exact enumeration of outcomes; else Monte Carlo, settings simulation.",
    null_when: NULL,
    example: Example {
        given: REGISTER,
        gives: Ok(50_000.0),
        source: "tenstep.com register; all 64 outcomes counted out",
    },
    basis: Basis::Portfolio(exposure_p80),
};

fn exposure_p80(facts: &Facts<'_>) -> LazyFrame {
    percentile(facts, 0.8)
}

fn percentile(facts: &Facts<'_>, share: f64) -> LazyFrame {
    let spread = |hazards: &Hazards| {
        let spreading = hazards.spreading.as_ref().ok_or(Reason::MissingInput)?;
        Ok(spreading.percentile(share))
    };
    lines(facts, spread)
}

static CONTINGENCY_COVER: Metric = Metric {
    id: "contingency_cover",
    name: "Contingency cover",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Contingency held ÷ risk exposure P80. Below 1 the reserve fails in more than one case of five. The portfolio's is the sum of all contingencies over the exposure of all risks.",
    why: "Says whether the reserve carries the register, not only its mean.",
    source: "Reserve analysis of the PMBOK Guide, at P80.",
    null_when: "MISSING_INPUT without a contingency, or when no open risk gives both figures; ZERO_DENOMINATOR when the exposure is 0 or less.",
    example: Example {
        given: REGISTER,
        gives: Ok(0.8),
        source: "40,000 ÷ 50,000",
    },
    basis: Basis::Portfolio(contingency_cover),
};

fn contingency_cover(facts: &Facts<'_>) -> LazyFrame {
    let all: Vec<Line> = facts
        .hazards()
        .iter()
        .map(|hazards| {
            let id = hazards.project_id.as_deref();
            let line = match (hazards.contingency, &hazards.spreading) {
                (Some(held), Some(spreading)) => {
                    let exposure = spreading.percentile(0.8);
                    Line::quotient(id, held, exposure, Reason::ZeroDenominator)
                }
                _ => Line::new(id, Err(Reason::MissingInput)),
            };
            line.of(hazards.hazards.len(), hazards.open)
        })
        .collect();
    figures(facts, &all, evidence(facts))
}

static CONTINGENCY_CHANCE: Metric = Metric {
    id: "contingency_chance",
    name: "Chance that contingency suffices",
    unit: Unit::Share,
    better: Better::Higher,
    what: "The chance that the open risks come to no more than the contingency held.",
    why: "The question a board means when it asks whether the reserve is enough.",
    source: "Exact enumeration of outcomes; else Monte Carlo, settings simulation.",
    null_when: "MISSING_INPUT without a contingency, or when no open risk gives both figures.",
    example: Example {
        given: &[
            "projects: contingency 33500",
            "risks: probability_share 0.8, impact_cost 10000",
            "risks: probability_share 0.3, impact_cost 30000",
            "risks: probability_share 0.5, impact_cost 8000",
            "risks: probability_share 0.1, impact_cost 40000",
            "risks: probability_share 0.3, impact_cost 20000",
            "risks: probability_share 0.25, impact_cost 10000",
        ],
        gives: Ok(1.0 - 0.455_05),
        source: "tenstep.com register; the expected value is exceeded in 45.505% of the 64 outcomes",
    },
    basis: Basis::Portfolio(contingency_chance),
};

fn contingency_chance(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |hazards| {
        let held = hazards.contingency.ok_or(Reason::MissingInput)?;
        let spreading = hazards.spreading.as_ref().ok_or(Reason::MissingInput)?;
        Ok(spreading.within(held))
    })
}

fn known(hazards: &Hazards) -> Result<(), Reason> {
    if hazards.hazards.is_empty() {
        return Err(Reason::MissingInput);
    }
    Ok(())
}

fn lines(facts: &Facts<'_>, value: impl Fn(&Hazards) -> Result<f64, Reason>) -> LazyFrame {
    let all: Vec<Line> = facts
        .hazards()
        .iter()
        .map(|hazards| {
            Line::new(hazards.project_id.as_deref(), value(hazards))
                .of(hazards.hazards.len(), hazards.open)
        })
        .collect();
    figures(facts, &all, evidence(facts))
}

/// The open risks that give figures.
fn evidence(facts: &Facts<'_>) -> LazyFrame {
    let amount = risks::IMPACT_COST
        .col()
        .is_not_null()
        .or(risks::IMPACT_HIGH.col().is_not_null());
    let given = risks::PROBABILITY_SHARE.col().is_not_null().and(amount);
    let open = RISK.open(facts.at());
    facts.portfolio.risks.lazy().filter(open.and(given))
}

//! What the figures of a project say against its plan, and whether that is further than a limit allows.

use chrono::{Months, NaiveDate};
use polars::prelude::PolarsResult;

use super::band::{Amount, Unit};
use super::money::{BAC, EAC};
use super::rounding::{decimal, percent, rounded};
use super::scene::Scene;
use crate::model::rows::Rows;
use crate::model::tables::{benefits, projects, risks};

/// What a forecast says of a plan.
#[derive(Debug, Clone, Copy)]
pub(super) enum Forecast {
    Finish {
        start: Option<NaiveDate>,
        baseline: NaiveDate,
        finish: NaiveDate,
    },
    Money {
        plan: f64,
        now: f64,
    },
    Score(f64),
    Reported(Amount),
}

/// Returns what the project's figures say against its plan; scope, quality and sustainability have no figure here.
pub(super) fn forecast(
    scene: &Scene<'_>,
    own: Rows<'_>,
    row: usize,
    id: &str,
    kind: &str,
) -> PolarsResult<Option<Forecast>> {
    Ok(match kind {
        "time" => {
            let actual = own.date(row, &projects::ACTUAL_FINISH)?;
            let finish = actual.or(own.date(row, &projects::FINISH)?);
            let start = own.date(row, &projects::BASELINE_START)?;
            let start = start.or(own.date(row, &projects::START)?);
            let baseline = own.date(row, &projects::BASELINE_FINISH)?;
            baseline
                .zip(finish)
                .map(|(baseline, finish)| Forecast::Finish {
                    start,
                    baseline,
                    finish,
                })
        }
        "cost" => own
            .number(row, &BAC)?
            .zip(own.number(row, &EAC)?)
            .map(|(plan, now)| Forecast::Money { plan, now }),
        "benefit" => {
            let stated = own
                .number(row, &projects::BENEFIT_PLAN)?
                .zip(own.number(row, &projects::BENEFIT_FORECAST)?);
            let (plan, now) = match stated {
                Some(stated) => stated,
                None => match registered_benefits(scene, id)? {
                    Some(sums) => sums,
                    None => return Ok(None),
                },
            };
            Some(Forecast::Money { plan, now })
        }
        "risk" => top_score(scene, id)?.map(Forecast::Score),
        _ => None,
    })
}

/// Sums the benefits of which the register gives both plan and forecast.
fn registered_benefits(scene: &Scene<'_>, id: &str) -> PolarsResult<Option<(f64, f64)>> {
    let table = Rows(scene.portfolio.benefits.frame());
    let mut sums = None;
    for row in table.of(&benefits::PROJECT_ID, id)? {
        let both = table
            .number(row, &benefits::PLANNED)?
            .zip(table.number(row, &benefits::FORECAST)?);
        if let Some((plan, now)) = both {
            let (plans, nows) = sums.unwrap_or((0.0, 0.0));
            sums = Some((plans + plan, nows + now));
        }
    }
    Ok(sums)
}

/// The highest score of an open risk, by the term of the trade.
fn top_score(scene: &Scene<'_>, id: &str) -> PolarsResult<Option<f64>> {
    let table = Rows(scene.portfolio.risks.frame());
    let at = scene.at();
    let mut top: Option<f64> = None;
    for row in table.of(&risks::PROJECT_ID, id)? {
        let status = table.text(row, &risks::STATUS)?;
        let closed = table
            .date(row, &risks::CLOSED)?
            .is_some_and(|day| day <= at);
        if closed || matches!(status, Some("done" | "cancelled")) {
            continue;
        }
        let product = table
            .number(row, &risks::PROBABILITY)?
            .zip(table.number(row, &risks::IMPACT)?)
            .map(|(probability, impact)| probability * impact);
        let score = product.or(table.number(row, &risks::SCORE)?);
        top = top.into_iter().chain(score).reduce(f64::max);
    }
    Ok(top)
}

/// Whether a forecast leaves a plan by more than an amount on one side; `None` where the two cannot be compared.
pub(super) fn side(forecast: Forecast, limit: Option<Amount>, sign: f64) -> Option<bool> {
    let Some(limit) = limit else {
        return Some(false);
    };
    let beyond = |figure: f64| rounded(figure * sign, 6) > rounded(limit.size, 6);
    let is_nothing = limit.size == 0.0;
    match forecast {
        Forecast::Finish {
            start,
            baseline,
            finish,
        } => {
            let slip = (finish - baseline).num_days() as f64;
            match limit.unit {
                Unit::Days => Some(beyond(slip)),
                Unit::Months => {
                    let whole = limit.size.fract() == 0.0 && limit.size <= 1200.0;
                    if !whole {
                        return Some(beyond(slip * 12.0 / 365.0));
                    }
                    let months = Months::new(limit.size as u32);
                    let last = if sign > 0.0 {
                        baseline.checked_add_months(months)?
                    } else {
                        baseline.checked_sub_months(months)?
                    };
                    Some(if sign > 0.0 {
                        finish > last
                    } else {
                        finish < last
                    })
                }
                Unit::Share => {
                    let length = (baseline - start?).num_days() as f64;
                    (length > 0.0).then(|| beyond(slip / length))
                }
                _ => is_nothing.then(|| beyond(slip)),
            }
        }
        Forecast::Money { plan, now } => match limit.unit {
            Unit::Share => (plan > 0.0).then(|| beyond((now - plan) / plan)),
            Unit::Money | Unit::Plain => Some(beyond(now - plan)),
            _ => None,
        },
        // A score has no lower side.
        Forecast::Score(score) => match limit.unit {
            Unit::Plain if sign > 0.0 => Some(beyond(score)),
            Unit::Plain => Some(false),
            _ => None,
        },
        Forecast::Reported(own) => {
            let months = 365.0 / 12.0;
            match (own.unit, limit.unit) {
                (a, b) if a == b => Some(beyond(own.size)),
                (Unit::Days, Unit::Months) => Some(beyond(own.size / months)),
                (Unit::Months, Unit::Days) => Some(beyond(own.size * months)),
                _ => is_nothing.then(|| beyond(own.size)),
            }
        }
    }
}

/// Says how far a forecast leaves its plan.
pub(super) fn said(forecast: Forecast) -> String {
    let signed = |size: f64, text: String| if size > 0.0 { format!("+{text}") } else { text };
    match forecast {
        Forecast::Finish {
            baseline, finish, ..
        } => {
            let days = (finish - baseline).num_days();
            signed(days as f64, format!("{days} days"))
        }
        Forecast::Money { plan, now } if plan > 0.0 => {
            let share = (now - plan) / plan;
            signed(share, percent(share, 1))
        }
        Forecast::Money { plan, now } => signed(now - plan, decimal(now - plan, 0)),
        Forecast::Score(score) => format!("top risk {}", rounded(score, 2)),
        Forecast::Reported(own) => {
            let text = match own.unit {
                Unit::Share => percent(own.size, 1),
                Unit::Days => format!("{} days", rounded(own.size, 1)),
                Unit::Months => format!("{} months", rounded(own.size, 1)),
                Unit::Money | Unit::Plain => decimal(own.size, 0),
            };
            format!("{} (reported)", signed(own.size, text))
        }
    }
}

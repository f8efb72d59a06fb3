//! Whether the forecast of a project leaves what it was allowed: each tolerance held against figures that are there.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, PolarsResult};

use super::band::{Band, deviation};
use super::forecast::{Forecast, forecast, said, side};
use super::noted::{self, Noted};
use super::scene::Scene;
use crate::model::column::Column;
use crate::model::rows::{Place, Rows};
use crate::model::tables::{projects, tolerances};

/// The forecast stays within it; exactly at it is within.
pub(super) const WITHIN: &str = "within";
/// The forecast leaves it.
pub(super) const EXCEPTION: &str = "exception";
/// None is recorded, it cannot be read, or no forecast can be held against it.
pub(super) const UNKNOWN: &str = "unknown";

/// What tolerances are about, with the project's own column and whether every PRINCE2 project is asked for it.
static KINDS: [(&str, &Column, bool); 7] = [
    ("time", &projects::TOLERANCE_TIME, true),
    ("cost", &projects::TOLERANCE_COST, true),
    ("scope", &projects::TOLERANCE_SCOPE, true),
    ("quality", &projects::TOLERANCE_QUALITY, true),
    ("benefit", &projects::TOLERANCE_BENEFIT, true),
    ("risk", &projects::TOLERANCE_RISK, true),
    ("sustainability", &projects::TOLERANCE_SUSTAINABILITY, false),
];

/// A tolerance as a tracker records it.
#[derive(Debug, Default)]
struct Recorded {
    stage: Option<String>,
    limit: String,
    band: Option<Band>,
    reported: Option<String>,
    report: Vec<(&'static str, String)>,
    owner: Option<String>,
    returns: Option<NaiveDate>,
    place: Place,
}

/// Judges the tolerances of every PRINCE2 project, and of others that record some.
pub(super) fn judged(scene: &Scene<'_>, money: &DataFrame) -> PolarsResult<DataFrame> {
    let mut noted = Vec::new();
    let own = Rows(money);
    for row in 0..own.len() {
        let Some(id) = own.text(row, &projects::PROJECT_ID)? else {
            continue;
        };
        let is_prince2 = own.text(row, &projects::METHOD)? == Some("prince2");
        let mut found = Vec::new();
        let mut any = false;
        for (kind, column, asked) in KINDS {
            let recorded = recorded(scene, own, row, id, kind, column)?;
            any |= !recorded.is_empty();
            if recorded.is_empty() && asked {
                found.push((kind, None));
            }
            found.extend(recorded.into_iter().map(|one| (kind, Some(one))));
        }
        if !is_prince2 && !any {
            continue;
        }
        for (kind, one) in found {
            let forecast = forecast(scene, own, row, id, kind)?;
            noted.push(Noted {
                project_id: Some(id.to_string()),
                project: own.text(row, &projects::PROJECT)?.map(str::to_string),
                owner: own.text(row, &projects::MANAGER)?.map(str::to_string),
                what: kind.to_string(),
                place: own.place(row)?,
                ..verdict(kind, one, forecast)
            });
        }
    }
    for one in &mut noted {
        one.what = format!("Tolerance on {}", one.what);
    }
    noted::frame(&noted)
}

/// Returns the tolerances of one kind that the project's own row and the table of tolerances record; the table's outrank.
fn recorded(
    scene: &Scene<'_>,
    own: Rows<'_>,
    row: usize,
    id: &str,
    kind: &str,
    column: &Column,
) -> PolarsResult<Vec<Recorded>> {
    let table = Rows(scene.portfolio.tolerances.frame());
    let mut all = Vec::new();
    for at in table.of(&tolerances::PROJECT_ID, id)? {
        if table.text(at, &tolerances::KIND)? != Some(kind) {
            continue;
        }
        let text = |column| -> PolarsResult<Option<String>> {
            Ok(table.text(at, column)?.map(str::to_string))
        };
        let (limit, upper, lower) = (
            text(&tolerances::LIMIT)?,
            text(&tolerances::UPPER)?,
            text(&tolerances::LOWER)?,
        );
        let band = match &limit {
            Some(limit) => Band::read(limit),
            None => Band::of_sides(upper.as_deref(), lower.as_deref()),
        };
        let sides = [
            upper.map(|up| format!("up {up}")),
            lower.map(|low| format!("down {low}")),
        ];
        let said =
            limit.unwrap_or_else(|| sides.into_iter().flatten().collect::<Vec<_>>().join(", "));
        if said.is_empty() {
            continue;
        }
        let mut report = Vec::new();
        for (name, column) in [
            ("cause", &tolerances::CAUSE),
            ("consequence", &tolerances::CONSEQUENCE),
            ("options", &tolerances::OPTIONS),
            ("recommendation", &tolerances::RECOMMENDATION),
        ] {
            report.extend(text(column)?.map(|said| (name, said)));
        }
        all.push(Recorded {
            stage: text(&tolerances::STAGE)?,
            limit: said,
            band,
            reported: text(&tolerances::FORECAST)?,
            report,
            owner: text(&tolerances::OWNER)?,
            returns: table.date(at, &tolerances::RETURNS)?,
            place: table.place(at)?,
        });
    }
    if all.is_empty()
        && let Some(limit) = own.text(row, column)?
    {
        all.push(Recorded {
            limit: limit.to_string(),
            band: Band::read(limit),
            place: own.place(row)?,
            ..Recorded::default()
        });
    }
    Ok(all)
}

fn verdict(kind: &str, recorded: Option<Recorded>, forecast: Option<Forecast>) -> Noted {
    let unknown = |why: String, recorded: Recorded| Noted {
        what: kind.to_string(),
        state: UNKNOWN,
        why,
        place: recorded.place,
        ..Noted::default()
    };
    let Some(recorded) = recorded else {
        return unknown(
            format!("no tolerance on {kind} is recorded"),
            Recorded::default(),
        );
    };
    let limit = recorded.limit.clone();
    let Some(band) = recorded.band else {
        return unknown(format!("`{limit}` could not be read as a limit"), recorded);
    };
    let reported = recorded
        .reported
        .as_deref()
        .and_then(deviation)
        .map(Forecast::Reported);
    // A stage has no figures of its own here; what its report says is held against it.
    let forecast = match recorded.stage {
        Some(_) => reported,
        None => forecast.or(reported),
    };
    let sides = forecast.and_then(|forecast| {
        let above = side(forecast, band.upper, 1.0)?;
        let below = side(forecast, band.lower, -1.0)?;
        Some((forecast, above || below))
    });
    let Some((forecast, is_beyond)) = sides else {
        return unknown(format!("no forecast can be held against {limit}"), recorded);
    };
    let mut why = format!("forecast {}, tolerance {limit}", said(forecast));
    for (name, text) in &recorded.report {
        why.push_str(&format!("; {name}: {text}"));
    }
    Noted {
        what: match &recorded.stage {
            Some(stage) => format!("{kind}, {stage}"),
            None => kind.to_string(),
        },
        owner: recorded.owner,
        date: recorded.returns,
        state: if is_beyond { EXCEPTION } else { WITHIN },
        why,
        place: recorded.place,
        ..Noted::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::example::stage;

    /// The state of the tolerances of the first project that stand in its row.
    fn states(project: &str, others: &[&str]) -> Vec<(String, String, String)> {
        let mut lines = vec![format!("projects: {project}")];
        lines.extend(others.iter().map(|line| line.to_string()));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let frame = stage(&lines).tolerances();
        let rows = Rows(&frame);
        (0..rows.len())
            .map(|row| {
                let text = |column| rows.text(row, column).unwrap().unwrap().to_string();
                (
                    text(&super::super::listing::WHAT).replace("Tolerance on ", ""),
                    text(&noted::STATE),
                    text(&super::super::listing::WHY),
                )
            })
            .filter(|(_, _, why)| !why.contains("is recorded"))
            .collect()
    }

    fn state(project: &str) -> String {
        states(project, &[])[0].1.clone()
    }

    #[test]
    fn exactly_at_a_tolerance_is_no_exception() {
        // 10,500 on 10,000 with 5% either way is within.
        assert_eq!(
            state("budget 10000, forecast_cost 10500, tolerance_cost ±5%"),
            WITHIN
        );
        assert_eq!(
            state("budget 10000, forecast_cost 10501, tolerance_cost ±5%"),
            EXCEPTION
        );
        assert_eq!(
            state("budget 10000, forecast_cost 9499, tolerance_cost ±5%"),
            EXCEPTION
        );
        let time = "baseline_finish 2026-10-01, tolerance_time +4 weeks / -2 weeks, finish";
        assert_eq!(state(&format!("{time} 2026-10-29")), WITHIN);
        assert_eq!(state(&format!("{time} 2026-10-30")), EXCEPTION);
        assert_eq!(state(&format!("{time} 2026-09-16")), EXCEPTION);
        let month = "baseline_finish 2026-01-31, tolerance_time +1 month, finish";
        assert_eq!(state(&format!("{month} 2026-02-28")), WITHIN);
        assert_eq!(state(&format!("{month} 2026-03-01")), EXCEPTION);
    }

    #[test]
    fn what_cannot_be_judged_is_unknown() {
        for project in [
            "budget 10000, tolerance_cost +5%",
            "budget 10000, forecast_cost 20000, tolerance_cost as agreed",
            "tolerance_scope +5%",
        ] {
            assert_eq!(state(project), UNKNOWN, "{project}");
        }
    }

    #[test]
    fn a_prince2_project_that_records_none_has_six_unknown() {
        let frame = stage(&["projects: method prince2"]).tolerances();
        assert_eq!(frame.height(), 6);
        assert_eq!(stage(&["projects: method agile"]).tolerances().height(), 0);
    }

    #[test]
    fn a_table_outranks_the_row_and_gives_the_exception_report() {
        let found = states(
            "budget 100, forecast_cost 120, tolerance_cost +50%",
            &["tolerances: kind cost, limit +10%, cause steel, recommendation rescope"],
        );
        assert_eq!(found[0].1, EXCEPTION);
        assert_eq!(
            found[0].2,
            "forecast +20.0%, tolerance +10%; cause: steel; recommendation: rescope"
        );
    }

    #[test]
    fn a_reported_deviation_is_held_against_what_has_no_figure() {
        let found = states("", &["tolerances: kind scope, limit +5%, forecast -8%"]);
        assert_eq!(found[0].1, WITHIN);
        let found = states("", &["tolerances: kind scope, limit ±5%, forecast -8%"]);
        assert_eq!(found[0].1, EXCEPTION);
    }
}

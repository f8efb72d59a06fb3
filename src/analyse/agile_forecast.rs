//! Agile forecasts: when a project will be done, how much of it by the promised date, and what has been earned.

use polars::prelude::{IntoLazy, LazyFrame, df};

use super::agile::of_teams;
use super::facts::Facts;
use super::figures::Line;
use super::listing::{self, Listing};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::pace::Pace;
use super::reason::Reason;
use super::rounding::percent;
use super::rows::{dates, texts};
use super::teams::{Team, after};
use super::terms::PROJECT;
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "agile_forecast",
    title: "Agile forecasts",
    metrics: &[
        &PERIODS_TO_DONE_P50,
        &PERIODS_TO_DONE,
        &DAYS_TO_DONE,
        &DONE_BY_PROMISE,
        &PROMISE_CHANCE,
        &AGILE_PV,
        &AGILE_EV,
    ],
    listings: &[&FINISH_BY_METHOD],
};

static STEADY: &[&str] = &[
    "projects: method agile, budget 1000, baseline_finish 2026-12-31",
    "sprints: sprint 1, start 2026-07-20, finish 2026-08-02, completed 20",
    "sprints: sprint 2, start 2026-08-03, finish 2026-08-16, completed 20",
    "sprints: sprint 3, start 2026-08-17, finish 2026-08-30, completed 20",
    "sprints: sprint 4, start 2026-08-31, finish 2026-09-13, completed 20",
    "sprints: sprint 5, start 2026-09-14, finish 2026-09-27, completed 20",
    "sprints: sprint 6, start 2026-09-28, finish 2026-10-11, completed 20, remaining 100",
    "sprints: sprint 7, start 2026-11-02, finish 2026-11-15",
    "sprints: sprint 8, start 2026-11-16, finish 2026-11-29",
];

static STEADY_SOURCE: &str = "a team that always finishes 20 points a fortnight and has 100 left; uneven pasts: tests/golden/published/simulation.csv";

static SOURCE: &str = "Resampling of the own throughput, as Bowler, Magennis and Vacanti describe it; settings agile and simulation.";

static NULL: &str = "COMPLETE when the project is over or nothing is left; INSUFFICIENT_HISTORY with fewer sprints or weeks than agile.least_periods; NOT_ACHIEVABLE when nothing was finished in any of them; MISSING_INPUT for a project that is not agile, or when what is left is not known. The portfolio has no figure.";

static PERIODS_TO_DONE_P50: Metric = Metric {
    id: "periods_to_done_p50",
    name: "Periods to done, P50",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Sprints, or weeks, until nothing is left, that half of the trials kept within. Each trial draws from the latest periods, those in which nothing was finished among them. Points by sprint where enough sprints say what they completed, a sprint's length and the points left are known; else items by week.",
    why: "What is left ÷ the mean comes out earlier than even chances.",
    source: SOURCE,
    null_when: NULL,
    example: Example {
        given: STEADY,
        gives: Ok(5.0),
        source: STEADY_SOURCE,
    },
    basis: Basis::Portfolio(periods_to_done_p50),
};

fn periods_to_done_p50(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |pace| Ok(pace.periods.percentile(0.5)))
}

static PERIODS_TO_DONE: Metric = Metric {
    id: "periods_to_done",
    name: "Periods to done",
    unit: Unit::Count,
    better: Better::Lower,
    what: "As periods to done P50, at the percentile of agile.confidence: for *when*, 85% sure is the 85th percentile.",
    why: "A date that can be promised.",
    source: SOURCE,
    null_when: NULL,
    example: Example {
        given: STEADY,
        gives: Ok(5.0),
        source: STEADY_SOURCE,
    },
    basis: Basis::Portfolio(periods_to_done),
};

fn periods_to_done(facts: &Facts<'_>) -> LazyFrame {
    let sure = facts.settings.agile.confidence;
    lines(facts, |pace| Ok(pace.periods.percentile(sure)))
}

static DAYS_TO_DONE: Metric = Metric {
    id: "days_to_done",
    name: "Days to done",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Periods to done × the days of a period: from the as-of date to the finish that can be promised. A week has 7 days; a sprint the commonest length of those given, filled up to whole weeks where it ends on a Friday.",
    why: "The date of the forecast, counted from the as-of date.",
    source: SOURCE,
    null_when: NULL,
    example: Example {
        given: STEADY,
        gives: Ok(70.0),
        source: STEADY_SOURCE,
    },
    basis: Basis::Portfolio(days_to_done),
};

fn days_to_done(facts: &Facts<'_>) -> LazyFrame {
    let sure = facts.settings.agile.confidence;
    lines(facts, |pace| Ok(days(pace, sure)))
}

fn days(pace: &Pace, sure: f64) -> f64 {
    pace.periods.percentile(sure) * pace.days
}

static DONE_BY_PROMISE: Metric = Metric {
    id: "done_by_promise",
    name: "Finished by the promised date",
    unit: Unit::Score,
    better: Better::Higher,
    what: "Points, or items, that will be finished in the whole periods up to the baseline finish, or to the forecast finish without one, as surely as agile.confidence: for *how many*, 85% sure is the 15th percentile. The numerator is this, the denominator what is left.",
    why: "What can be promised for the date, when the date cannot move.",
    source: SOURCE,
    null_when: "As periods to done; MISSING_INPUT without such a date; OUT_OF_RANGE when no whole period is left before it.",
    example: Example {
        given: STEADY,
        gives: Ok(80.0),
        source: "four fortnights of 20 points between 31 October and 31 December",
    },
    basis: Basis::Portfolio(done_by_promise),
};

fn done_by_promise(facts: &Facts<'_>) -> LazyFrame {
    let sure = facts.settings.agile.confidence;
    of_teams(facts, |team| {
        let pace = facts.pace(team);
        let value = pace.as_ref().map_err(|reason| *reason).and_then(|pace| {
            let (_, finished) = pace.by_promise.as_ref().map_err(|reason| *reason)?;
            Ok(finished.percentile(1.0 - sure))
        });
        Line {
            numerator: value.ok(),
            denominator: value
                .and(pace.as_ref().map(|pace| pace.left).map_err(|r| *r))
                .ok(),
            ..Line::new(Some(&team.project_id), value)
        }
    })
}

static PROMISE_CHANCE: Metric = Metric {
    id: "promise_chance",
    name: "Chance to keep the promised date",
    unit: Unit::Share,
    better: Better::Higher,
    what: "The share of the trials that are done in the whole periods up to the baseline finish, or to the forecast finish without one.",
    why: "Says in one figure whether date and scope go together.",
    source: SOURCE,
    null_when: "As periods to done; MISSING_INPUT without such a date; OUT_OF_RANGE when no whole period is left before it.",
    example: Example {
        given: STEADY,
        gives: Ok(0.0),
        source: "five fortnights are needed and four are left",
    },
    basis: Basis::Portfolio(promise_chance),
};

fn promise_chance(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |pace| {
        let (number, _) = pace.by_promise.as_ref().map_err(|reason| *reason)?;
        Ok(pace.periods.share_within(*number as f64))
    })
}

static AGILE_PV: Metric = Metric {
    id: "agile_pv",
    name: "Planned value by sprints",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Budget × sprints that ended ÷ sprints in the plan, those to come among them.",
    why: "What should be done by now if every sprint did its part.",
    source: "AgileEVM (Sulaiman, Barton, Blackburn 2006).",
    null_when: "MISSING_INPUT for a project that is not agile, or when the sprints listed have all ended, so that the plan is not known; NO_BASELINE without a budget.",
    example: Example {
        given: STEADY,
        gives: Ok(750.0),
        source: "6 of 8 sprints of 1,000",
    },
    basis: Basis::Portfolio(agile_pv),
};

fn agile_pv(facts: &Facts<'_>) -> LazyFrame {
    valued(facts, |team| {
        let ended = team.sprints.len();
        (team.planned_sprints > ended).then(|| ended as f64 / team.planned_sprints as f64)
    })
}

static AGILE_EV: Metric = Metric {
    id: "agile_ev",
    name: "Earned value by points",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Budget × points completed ÷ (points completed + points left). Scope that grows lowers it; the points left are those of the last sprint, so both show.",
    why: "Accepted points are the only progress that a sponsor gets.",
    source: "AgileEVM (Sulaiman, Barton, Blackburn 2006).",
    null_when: "MISSING_INPUT for a project that is not agile, or when points completed or left are not known; NO_BASELINE without a budget.",
    example: Example {
        given: STEADY,
        gives: Ok(1_000.0 * 120.0 / 220.0),
        source: "120 of 220 points of 1,000",
    },
    basis: Basis::Portfolio(agile_ev),
};

fn agile_ev(facts: &Facts<'_>) -> LazyFrame {
    valued(facts, |team| {
        let (done, left) = (team.points_done()?, team.points_left()?);
        (done + left > 0.0).then(|| done / (done + left))
    })
}

fn valued(facts: &Facts<'_>, share: impl Fn(&Team) -> Option<f64>) -> LazyFrame {
    of_teams(facts, |team| {
        let value = match (share(team), team.budget) {
            (None, _) => Err(Reason::MissingInput),
            (_, None) => Err(Reason::NoBaseline),
            (Some(share), Some(budget)) => Ok(share * budget),
        };
        Line::new(Some(&team.project_id), value)
    })
}

fn lines(facts: &Facts<'_>, value: impl Fn(&Pace) -> Result<f64, Reason>) -> LazyFrame {
    of_teams(facts, |team| {
        let pace = facts.pace(team).as_ref().map_err(|reason| *reason);
        let periods = pace.map_or(0, |pace| pace.past.len());
        Line::new(Some(&team.project_id), pace.and_then(&value)).of(periods, periods)
    })
}

static FINISH_BY_METHOD: Listing = Listing {
    id: "finish_by_method",
    title: "When each project will be done, and how that is known",
    which: "Every project that is not over: its method, the finish that is forecast the way of its method, how sure that is where the method says so, and how it was made.",
    why: "Forecasts of different methods stand beside each other only if each says how it was made.",
    number: Unit::Share,
    basis: Basis::Portfolio(finish_by_method),
};

fn finish_by_method(facts: &Facts<'_>) -> LazyFrame {
    let open = facts
        .portfolio
        .projects
        .lazy()
        .filter(PROJECT.open(facts.at()))
        .collect()
        .expect("the plan fits the frame of the projects");
    let read = "a column of the projects is read as it is declared";
    let ids = texts(&open, &projects::PROJECT_ID).expect(read);
    let names = texts(&open, &projects::PROJECT).expect(read);
    let methods = texts(&open, &projects::METHOD).expect(read);
    let finishes = dates(&open, &projects::FINISH).expect(read);
    let sure = facts.settings.agile.confidence;
    let forecast = |row: usize| {
        let team = facts
            .teams()
            .iter()
            .find(|team| ids[row].as_deref() == Some(team.project_id.as_str()));
        let pace = team.and_then(|team| facts.pace(team).as_ref().ok());
        match (pace, finishes[row]) {
            (Some(pace), _) => {
                let [what, periods] = pace.counted.words();
                let why = format!(
                    "{} of the trials end by then: {} {what} left, drawn from the last {} {periods}",
                    percent(sure, 0),
                    pace.left,
                    pace.past.len()
                );
                (after(facts.at(), days(pace, sure)), Some(sure), why)
            }
            (None, Some(finish)) => {
                let why = "forecast finish as reported; how sure it is, nobody says";
                (Some(finish), None, why.to_string())
            }
            (None, None) => (None, None, "no forecast finish is given".to_string()),
        }
    };
    let forecasts: Vec<_> = (0..open.height()).map(forecast).collect();
    let method = |method: &Option<String>| method.clone().unwrap_or_else(|| "not given".into());
    let frame = df!(
        listing::PROJECT_ID.name => &ids,
        listing::PROJECT.name => names,
        listing::WHAT.name => methods.iter().map(method).collect::<Vec<_>>(),
        listing::DATE.name => forecasts.iter().map(|(date, _, _)| *date).collect::<Vec<_>>(),
        listing::NUMBER.name => forecasts.iter().map(|(_, sure, _)| *sure).collect::<Vec<_>>(),
        listing::WHY.name => forecasts.iter().map(|(_, _, why)| why.as_str()).collect::<Vec<_>>(),
    )
    .expect("all columns have one value a row");
    listing::worked_out(
        frame.lazy(),
        &[
            &listing::PROJECT_ID,
            &listing::PROJECT,
            &listing::WHAT,
            &listing::DATE,
            &listing::NUMBER,
            &listing::WHY,
        ],
    )
}

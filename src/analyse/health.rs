//! Health: how many projects are red, amber and green, computed and as reported, and where the two part.

use polars::prelude::{DataType, IntoLazy, LazyFrame, df, len, lit, when};

use super::facts::Facts;
use super::listing::{self, Listing};
use super::measure::{COUNTED, DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, NUMERATOR, POPULATION, VALUE};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{PLACES, finished, none};
use super::status::{ProjectStatus, Status};

pub(super) static FAMILY: Family = Family {
    id: "health",
    title: "Health",
    metrics: &[
        &PROJECTS_RED,
        &PROJECTS_AMBER,
        &PROJECTS_GREEN,
        &PROJECTS_NONE,
        &REPORTED_RED,
        &REPORTED_AMBER,
        &REPORTED_GREEN,
        &REPORTED_NONE,
        &REPORTED_BETTER,
    ],
    listings: &[&WATERMELONS],
};

/// A project that is two dimensions in the red: late and over budget.
const RED: &[&str] = &[
    "projects: baseline_finish 2026-01-31, finish 2026-12-31, budget 100, forecast_cost 150, rag green",
];

static PROJECTS_RED: Metric = Metric {
    id: "projects_red",
    name: "Red projects",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects whose computed overall status is red, of all projects.",
    why: "The projects that need a decision.",
    source: "The rule of the statuses; see Method.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: RED,
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(projects_red),
};

fn projects_red(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.overall == Status::Red)
}

static PROJECTS_AMBER: Metric = Metric {
    id: "projects_amber",
    name: "Amber projects",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Projects whose computed overall status is amber, of all projects.",
    why: "The projects to watch.",
    source: "The rule of the statuses; see Method.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects: rag green, budget 100, forecast_cost 150"],
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(projects_amber),
};

fn projects_amber(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.overall == Status::Amber)
}

static PROJECTS_GREEN: Metric = Metric {
    id: "projects_green",
    name: "Green projects",
    unit: Unit::Count,
    better: Better::Higher,
    what: "Projects whose computed overall status is green, of all projects.",
    why: "The projects that need no time of the board.",
    source: "The rule of the statuses; see Method.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects: budget 100, forecast_cost 100"],
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(projects_green),
};

fn projects_green(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.overall == Status::Green)
}

static PROJECTS_NONE: Metric = Metric {
    id: "projects_none",
    name: "Projects without a status",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects of which no dimension is known, of all projects.",
    why: "Unknown is not green: somebody has to report.",
    source: "The rule of the statuses; see Method.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects: rag green"],
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(projects_none),
};

fn projects_none(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.overall == Status::None)
}

static REPORTED_RED: Metric = Metric {
    id: "reported_red",
    name: "Projects reporting red",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects whose reported status is red, of all projects.",
    why: "Stands beside the computed count.",
    source: "As given.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects: rag red"],
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(reported_red),
};

fn reported_red(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.reported == Status::Red)
}

static REPORTED_AMBER: Metric = Metric {
    id: "reported_amber",
    name: "Projects reporting amber",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Projects whose reported status is amber, amber-red or amber-green, of all projects.",
    why: "Stands beside the computed count.",
    source: "As given.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects: rag amber_green"],
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(reported_amber),
};

fn reported_amber(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.reported == Status::Amber)
}

static REPORTED_GREEN: Metric = Metric {
    id: "reported_green",
    name: "Projects reporting green",
    unit: Unit::Count,
    better: Better::Higher,
    what: "Projects whose reported status is green, of all projects.",
    why: "Stands beside the computed count.",
    source: "As given.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: RED,
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(reported_green),
};

fn reported_green(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.reported == Status::Green)
}

static REPORTED_NONE: Metric = Metric {
    id: "reported_none",
    name: "Projects reporting no status",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects for which no status is reported, of all projects.",
    why: "Stands beside the computed count.",
    source: "As given.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects:"],
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(reported_none),
};

fn reported_none(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.reported == Status::None)
}

static REPORTED_BETTER: Metric = Metric {
    id: "reported_better",
    name: "Projects reported better than computed",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects whose reported status is better than the computed one, of all projects; those that lack either are not counted.",
    why: "Green outside, red inside: the figures say what the report does not.",
    source: "The rule of the statuses; see Method.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: RED,
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(reported_better),
};

fn reported_better(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    counted(statuses, |status| status.gap.is_some_and(|gap| gap > 0))
}

static WATERMELONS: Listing = Listing {
    id: "watermelons",
    title: "Reported better than computed",
    which: "Projects whose reported status is better than the computed one, the widest gap first.",
    why: "Somebody should explain the difference; it is evidence, not an accusation.",
    number: Unit::Count,
    basis: Basis::Statuses(watermelons),
};

fn watermelons(_: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    let mut chosen: Vec<&ProjectStatus> = statuses
        .iter()
        .filter(|status| status.gap.is_some_and(|gap| gap > 0))
        .collect();
    chosen.sort_by_key(|status| std::cmp::Reverse(status.gap));
    let text = |of: &dyn Fn(&ProjectStatus) -> Option<String>| -> Vec<Option<String>> {
        chosen.iter().map(|status| of(status)).collect()
    };
    let gaps: Vec<Option<f64>> = chosen
        .iter()
        .map(|status| status.gap.map(f64::from))
        .collect();
    let why = |status: &ProjectStatus| {
        let (reported, computed) = (status.reported.id(), status.overall.id());
        Some(format!(
            "reported {reported}, computed {computed}: {}",
            status.why
        ))
    };
    df!(
        listing::PROJECT_ID.name => text(&|status| Some(status.project_id.clone())),
        listing::PROJECT.name => text(&|status| status.project.clone()),
        listing::WHAT.name => text(&|status| status.project.clone()),
        listing::OWNER.name => text(&|status| status.manager.clone()),
        listing::NUMBER.name => gaps,
        listing::WHY.name => text(&why),
        listing::SOURCE.name => text(&|status| Some(status.source.clone())),
    )
    .expect("one value a project in each of distinct columns")
    .lazy()
    .with_column(none().cast(DataType::Date).alias(listing::DATE.name))
    .select(
        listing::COLUMNS
            .iter()
            .map(|column| column.col())
            .collect::<Vec<_>>(),
    )
}

/// Counts the projects for which something holds; the portfolio's figure, with no row for a project.
fn counted(statuses: &[ProjectStatus], holds: impl Fn(&ProjectStatus) -> bool) -> LazyFrame {
    let places: Vec<&str> = statuses
        .iter()
        .filter(|status| holds(status))
        .map(|status| status.source.as_str())
        .collect();
    let number = len().cast(DataType::Float64);
    let all = lit(statuses.len() as f64);
    let known = when(lit(!statuses.is_empty()))
        .then(number.clone())
        .otherwise(none());
    let frame = df!(EVIDENCE.name => places)
        .expect("one column")
        .lazy()
        .select([
            known.alias(VALUE.name),
            number.clone().alias(NUMERATOR.name),
            all.clone().alias(DENOMINATOR.name),
            number.clone().alias(COUNTED.name),
            all.alias(POPULATION.name),
            EVIDENCE.col().head(Some(PLACES)).implode(true),
            number.alias(EVIDENCE_ROWS.name),
        ]);
    finished(
        frame,
        &[
            &VALUE,
            &NUMERATOR,
            &DENOMINATOR,
            &COUNTED,
            &POPULATION,
            &EVIDENCE,
            &EVIDENCE_ROWS,
        ],
    )
}

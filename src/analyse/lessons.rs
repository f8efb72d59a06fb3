//! Lessons: what was learned, by theme, and whether somebody does something about it.

use polars::prelude::{DataType, LazyFrame, len, lit};

use super::facts::Facts;
use super::listing::{Listing, PROJECT_ID, Shown, listed, of_no_project, sentence, whole};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{count, none, stable_descending};
use crate::model::column::{Column, Kind};
use crate::model::schema::origin;
use crate::model::tables::lessons;

pub(super) static FAMILY: Family = Family {
    id: "lessons",
    title: "Lessons",
    metrics: &[&LESSONS_RECORDED, &LESSONS_WITHOUT_ACTION],
    listings: &[&LESSONS_BY_THEME],
};

static NUMBER: Column = Column::new("lessons", Kind::Number, "Lessons of a theme.");
static PROJECTS: Column = Column::new("projects", Kind::Number, "Projects that learned them.");

static LESSONS_RECORDED: Metric = Metric {
    id: "lessons_recorded",
    name: "Lessons recorded",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Lessons in the logs.",
    why: "A portfolio that records none pays for each of them again.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no lessons.",
    example: Example {
        given: &["projects:", "lessons: lesson order steel early"],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(lessons_recorded),
};

fn lessons_recorded(facts: &Facts<'_>) -> LazyFrame {
    count(facts, facts.portfolio.lessons.lazy(), lit(true), lit(true))
}

static LESSONS_WITHOUT_ACTION: Metric = Metric {
    id: "lessons_without_action",
    name: "Lessons without an action",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Lessons that name no action or nobody who does it, of all lessons.",
    why: "A lesson that changes nothing was not learned.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no lessons.",
    example: Example {
        given: &[
            "projects:",
            "lessons: lesson order steel early, action new lead times, owner Mo Berg",
            "lessons: lesson test with real meters, action plan a pilot",
            "lessons: lesson ask operations",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(lessons_without_action),
};

fn lessons_without_action(facts: &Facts<'_>) -> LazyFrame {
    let lacks = lessons::ACTION
        .col()
        .is_null()
        .or(lessons::OWNER.col().is_null());
    count(facts, facts.portfolio.lessons.lazy(), lit(true), lacks)
}

static LESSONS_BY_THEME: Listing = Listing {
    id: "lessons_by_theme",
    title: "Lessons by theme",
    which: "Themes of lessons with the number of their lessons and of the projects that learned them, the most frequent first; lessons without a theme are one.",
    why: "What several projects learned is a matter of the house, not of a project.",
    number: Unit::Count,
    basis: Basis::Portfolio(lessons_by_theme),
};

fn lessons_by_theme(facts: &Facts<'_>) -> LazyFrame {
    let theme = lessons::CATEGORY.col().fill_null(lit("(no theme)"));
    let projects = PROJECT_ID.col().drop_nulls().n_unique();
    let first = |column: &'static Column| column.col().first();
    let groups = facts
        .portfolio
        .lessons
        .lazy()
        .with_column(theme.alias(lessons::CATEGORY.name))
        .group_by_stable([lessons::CATEGORY.col()])
        .agg([
            len().cast(DataType::Float64).alias(NUMBER.name),
            projects.cast(DataType::Float64).alias(PROJECTS.name),
            first(&origin::FILE),
            first(&origin::SHEET),
            first(&origin::CELLS),
        ])
        .sort_by_exprs([NUMBER.col()], stable_descending());
    listed(
        of_no_project(groups),
        Shown {
            what: lessons::CATEGORY.col(),
            owner: none(),
            date: none(),
            number: NUMBER.col(),
            why: sentence([whole(PROJECTS.col()), lit(" of the projects")]),
        },
    )
}

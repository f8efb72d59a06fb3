//! What a table cannot do without: the columns that make its rows mean something.

use super::band::Title;
use crate::lexicon::Candidate;
use crate::model::column::{Column, Need};
use crate::model::schema::{Schema, Table};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::benefits::{self, Benefits};
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::gates::{self, Gates};
use crate::model::tables::objectives::{self, Objectives};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::sprints::{self, Sprints};
use crate::model::tables::tolerances::{self, Tolerances};
use crate::model::tables::waivers::{self, Waivers};

/// Whether the columns without which the table's rows mean nothing are there.
pub(super) fn has_what_it_needs(
    schema: &'static Schema,
    taken: &[(&'static Column, usize)],
    titles: &[Title],
) -> bool {
    let has = |column: &Column| taken.iter().any(|(own, _)| own.name == column.name);
    let required = schema
        .columns
        .iter()
        .filter(|column| column.need == Need::Required)
        .all(|column| has(column));
    let several = taken.len() >= 2;
    if schema == Benefits::SCHEMA {
        let amount =
            has(&benefits::PLANNED) || has(&benefits::FORECAST) || has(&benefits::REALISED);
        return several && has(&benefits::BENEFIT)
            || amount && taken.len() >= 3 && names_benefits(taken, titles);
    }
    if schema == Projects::SCHEMA {
        return has(&projects::PROJECT) && several
            || has(&projects::PROJECT_ID) && taken.len() >= 3;
    }
    if schema == Costs::SCHEMA {
        let amount = has(&costs::BUDGET)
            || has(&costs::ACTUAL)
            || has(&costs::FORECAST)
            || has(&costs::COMMITTED);
        return amount
            && (has(&costs::PERIOD)
                || has(&costs::CATEGORY)
                || has(&costs::SUPPLIER)
                || has(&costs::FUNDING_SOURCE)
                || has(&costs::CAPEX_OPEX))
            && (has(&costs::PROJECT) || has(&costs::PROJECT_ID) || has(&costs::PERIOD));
    }
    if schema == Assignments::SCHEMA {
        let who = has(&assignments::PERSON) || has(&assignments::ROLE);
        return who
            && (has(&assignments::BOOKED) || has(&assignments::FTE))
            && (has(&assignments::PROJECT) || has(&assignments::PERIOD));
    }
    if schema == Gates::SCHEMA {
        // Without a decision a gate is a date to be met: a milestone.
        let decided = has(&gates::DECISION) || has(&gates::APPROVER) || has(&gates::APPROVED);
        return required && decided;
    }
    if schema == Tolerances::SCHEMA {
        return required
            && (has(&tolerances::LIMIT) || has(&tolerances::UPPER) || has(&tolerances::LOWER));
    }
    if schema == Waivers::SCHEMA {
        return required && (has(&waivers::EXPIRES) || has(&waivers::APPROVER));
    }
    if schema == Objectives::SCHEMA {
        // A goal with an owner may stand in any plan; what is weighed or measured is an objective.
        return required
            && (has(&objectives::WEIGHT) || has(&objectives::TARGET) || has(&objectives::MEASURE));
    }
    if schema == Sprints::SCHEMA {
        // Without what was taken on, done or left it is a calendar, or a task's sprint.
        let counted = [
            &sprints::COMMITTED,
            &sprints::COMPLETED,
            &sprints::ITEMS_DONE,
            &sprints::REMAINING,
        ];
        return required && counted.into_iter().any(has);
    }
    required && several
}

/// Whether a register of benefits has a column of their kinds in place of their names: `Benefit category`, which is no
/// category of projects.
fn names_benefits(taken: &[(&'static Column, usize)], titles: &[Title]) -> bool {
    let kind = taken
        .iter()
        .find(|(own, _)| own.name == benefits::CATEGORY.name);
    kind.is_some_and(|(_, at)| {
        let of_projects =
            |candidate: &&Candidate| candidate.schema == Projects::SCHEMA && candidate.score >= 0.9;
        !titles[*at]
            .candidates
            .iter()
            .any(|candidate| of_projects(&candidate))
    })
}

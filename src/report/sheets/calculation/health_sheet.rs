//! The sheet Calc_Health: what is known of each project, put together from left to right.

use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::cell::Role;
use crate::report::formula::Formula;
use crate::report::functions::{and, first_of, if_, if_error, is_number, position};
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health::{
    AT, CLOSED, DATA_AGE, LINE, OVER_BOOKED, PROGRAMME, PROJECT, PROJECT_ID, REPORTED, TABLE,
    TOP_RISK,
};
use crate::report::sheets::calculation::measures::{
    money_columns, over_booked, schedule_columns, top_risk,
};
use crate::report::sheets::calculation::own::Own;
use crate::report::sheets::calculation::sheet::calculation_sheet;
use crate::report::sheets::calculation::status::{dimension_columns, overall_columns, why_columns};
use crate::report::sheets::data::field::project;
use crate::report::sheets::data::values::values;
use crate::report::sheets::names::report_date;
use crate::report::table::Table;

/// Returns the sheet Calc_Health; none when there are no projects.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let frame = brief.frame(Projects::SCHEMA)?;
    let rows = frame.height();
    if rows == 0 {
        return None;
    }
    let mut table = Table::new(
        TABLE,
        "Status of each project: measures, dimensions, computed status and reasons",
        rows,
    );
    let ids = values(frame, projects::PROJECT_ID.name);
    let lines = (1_u32..).take(rows).map(Scalar::from).collect();
    table.values(&PROJECT_ID, Role::Id, 11.0, ids);
    table.values(&LINE, Role::Count, 6.0, lines);
    let own_row = position(PROJECT_ID.this(), &project(&projects::PROJECT_ID));
    let at = if_error(own_row, LINE.this());
    table.formula(&AT, Role::Count, 9.0, at);
    let own = Own { brief };
    table.formula(&PROJECT, Role::Text, 28.0, own.given(&projects::PROJECT));
    table.formula(
        &PROGRAMME,
        Role::Text,
        20.0,
        own.given(&projects::PROGRAMME),
    );
    table.formula(
        &REPORTED,
        Role::Text,
        9.0,
        reported(own.get(&projects::RAG)),
    );
    table.formula(&CLOSED, Role::Count, 8.0, if_(own.over(), 1.0, 0.0));
    money_columns(&own, &mut table);
    schedule_columns(&own, &mut table);
    table.formula(&TOP_RISK, Role::Count, 9.0, top_risk(brief));
    table.formula(&OVER_BOOKED, Role::Share, 11.0, over_booked(brief));
    let updated = own.get(&projects::UPDATED);
    // An update in the future says nothing of age, nor does one of a project that is over.
    let known = and([
        is_number(updated.clone()),
        updated.clone().at_most(report_date()),
        CLOSED.this().equals(0.0),
    ]);
    table.formula(
        &DATA_AGE,
        Role::Count,
        9.0,
        if_(known, report_date() - updated, ""),
    );
    dimension_columns(&mut table);
    overall_columns(brief, &mut table);
    why_columns(&mut table);
    Some(calculation_sheet(
        "Calc_Health",
        "Health, step by step",
        "One row per project, one column per step, from the measures on the left to rank on the right. Definitions and limits are on Method.",
        "How was each status computed?",
        table,
    ))
}

fn reported(rag: Formula) -> Formula {
    first_of(
        [
            (rag.clone().equals("red"), "R".into()),
            (rag.clone().equals("amber_red"), "AR".into()),
            (rag.clone().equals("amber"), "A".into()),
            (rag.clone().equals("amber_green"), "AG".into()),
            (rag.equals("green"), "G".into()),
        ],
        "–",
    )
}

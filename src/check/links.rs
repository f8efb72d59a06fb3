//! Links between tasks that lead nowhere or run in a circle.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::portfolio::Portfolio;
use crate::network::activity::{Activity, activities};
use crate::network::circle::{Circle, in_order};
use crate::network::logic::{Link, Why, logic};

pub static PREDECESSOR_UNKNOWN: Code = Code {
    id: "predecessor-unknown",
    severity: Severity::Changes,
    why: "A predecessor that cannot be found is a link that is missing: the critical path may run elsewhere.",
};
pub static LINKS_IN_CIRCLE: Code = Code {
    id: "links-in-circle",
    severity: Severity::Changes,
    why: "Tasks that wait for each other never start: no date, no float and no critical path can be computed.",
};
pub static LINKS_BY_ROW: Code = Code {
    id: "links-by-row",
    severity: Severity::Changes,
    why: "Numbers without ids are taken for rows; if they mean something else, the links join other tasks.",
};

/// Returns a finding per predecessor that no link can be made of, per sheet whose links go by the numbers of its rows, and
/// per circle.
pub(super) fn between_tasks(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let all = activities(portfolio)?;
    let logic = logic(&all);
    let mut findings = Vec::new();
    for broken in &logic.broken {
        let own = &all[broken.at];
        let why = match broken.why {
            Why::Unknown => "no task of its plan bears that id or name",
            Why::Several => "several tasks of its plan are called that",
            Why::Summary => "that task sums up others and has no dates of its own",
            Why::Itself => "that is the task itself",
            Why::OtherPlan => "that task stands in another plan",
        };
        let message = format!("`{}` waits for `{}`, and {why}", own.name, broken.said);
        findings.push(
            Finding::new(&PREDECESSOR_UNKNOWN, place(own), message)
                .hint("name the predecessor by the id of a task that is in the plan")
                .found(broken.said.clone())
                .treated("no link is made"),
        );
    }
    for (file, sheet) in &logic.by_row {
        let message = "predecessors are taken for the numbers of rows, the first task being 1";
        findings.push(
            Finding::new(&LINKS_BY_ROW, sheet_of(file, sheet), message)
                .hint("add a column of ids to the plan")
                .treated("read as numbers of rows"),
        );
    }
    findings.extend(circles(&all, &logic.links));
    Ok(findings)
}

/// Returns a finding per circle; tasks of one circle are not told again.
fn circles(all: &[Activity], links: &[Link]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut links = links.to_vec();
    while let Err(Circle(tasks)) = in_order(all.len(), &links) {
        let mut names: Vec<&str> = tasks.iter().map(|at| all[*at].name.as_str()).collect();
        names.extend(tasks.first().map(|at| all[*at].name.as_str()));
        let first = tasks.first().copied().unwrap_or_default();
        findings.push(
            Finding::new(
                &LINKS_IN_CIRCLE,
                place(&all[first]),
                format!("links run in a circle: {}", names.join(" → ")),
            )
            .hint("take out one of these links")
            .treated("the network of this project is not assessed"),
        );
        let told: BTreeSet<usize> = tasks.into_iter().collect();
        links.retain(|link| !(told.contains(&link.from) && told.contains(&link.to)));
    }
    findings
}

/// The first cell of an activity's row.
fn place(own: &Activity) -> Origin {
    let Some(row) = own.row() else {
        return sheet_of(&own.file, &own.sheet);
    };
    let letters = own.cells.chars().take_while(char::is_ascii_uppercase);
    let column = letters.fold(0, |sum, letter| sum * 26 + (letter as u32 - 'A' as u32 + 1));
    Origin::cell(
        &own.file.as_str().into(),
        &own.sheet.as_str().into(),
        row.saturating_sub(1),
        u32::saturating_sub(column, 1),
    )
}

fn sheet_of(file: &str, sheet: &str) -> Origin {
    Origin::sheet(&file.into(), &sheet.into())
}

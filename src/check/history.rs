//! What was told otherwise before and should not have moved: baselines without an approved change, and dates of the past.

use crate::history::movement::{Aspect, Change, movement};
use crate::history::snapshot::History;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::of_cells;
use crate::model::portfolio::Portfolio;
use crate::model::value::Value;

static SILENT_BASELINE: Code = Code {
    id: "silent-baseline",
    severity: Severity::Changes,
    why: "A baseline that moves without an approved change makes slip and overrun disappear.",
};
static REWRITTEN: Code = Code {
    id: "rewritten-actual",
    severity: Severity::Changes,
    why: "What has happened does not change its date; one of the two reports was wrong.",
};

/// Returns what moved since it was last told though it may not.
pub fn moved(now: &Portfolio, history: &History) -> Vec<Finding> {
    movement(now, history)
        .changes
        .iter()
        .filter_map(finding)
        .collect()
}

fn finding(change: &Change) -> Option<Finding> {
    let column = change.column?;
    let (code, says, hint) = match change.aspect {
        Aspect::SilentBaseline => (
            &SILENT_BASELINE,
            "and no approved change says so",
            "put the old value back, or enter the change request with its decision",
        ),
        Aspect::Rewritten => (
            &REWRITTEN,
            "though it had happened",
            "ask which of the two is right, and correct the other",
        ),
        _ => return None,
    };
    let name = match change.name() {
        "" => change.row.schema.one.to_string(),
        name => format!("`{name}`"),
    };
    let message = format!(
        "{} of {name} was {} as of {} and is {} now, {says}; before: {}",
        column.name.replace('_', " "),
        said(&change.before),
        change.date.format("%-d %b %Y"),
        said(&change.now),
        change.from
    );
    let origin = of_cells(&change.row.file, &change.row.sheet, &change.row.cells);
    Some(Finding::new(code, origin, message).hint(hint))
}

fn said(value: &Value) -> String {
    match value {
        Value::Blank => "blank".to_string(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.format("%-d %b %Y").to_string(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_string(),
    }
}

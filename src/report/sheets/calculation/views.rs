//! `tblViews`: number of projects by status in each view: reported, computed, and each dimension.

use crate::model::schema::Table as _;
use crate::model::tables::projects::Projects;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::functions::{choose, count_ifs};
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::ground::{computes, dimensions, reports};
use crate::report::table::Table;

const TABLE: &str = "tblViews";

pub static VIEW: Field = Field::new(TABLE, "View");
pub static RED: Field = Field::new(TABLE, "Red");
pub static AMBER: Field = Field::new(TABLE, "Amber");
pub static GREEN: Field = Field::new(TABLE, "Green");
pub static NONE: Field = Field::new(TABLE, "None");

static LINE: Field = Field::new(TABLE, "Line");

/// Returns the views in the order in which charts show them, each with the column it counts; those that nothing is known of
/// are left out.
fn views(brief: &Brief<'_>) -> Vec<(&'static str, &'static Field)> {
    let judged = dimensions(brief);
    let reported = reports(brief).then_some(("Reported", &health::REPORTED));
    let computed = computes(brief).then_some(("Computed", &health::COMPUTED));
    reported
        .into_iter()
        .chain(computed)
        .chain(judged.into_iter().map(|own| (own.name(), own.field())))
        .collect()
}

/// Returns the table; none when there are no projects.
pub fn table(brief: &Brief<'_>) -> Option<Table> {
    let views = views(brief);
    if !brief.has_rows(Projects::SCHEMA) || views.is_empty() {
        return None;
    }
    let mut table = Table::new(
        TABLE,
        "Number of projects by status in each view",
        views.len(),
    );
    let names = views.iter().map(|(view, _)| Scalar::from(*view)).collect();
    table.values(&VIEW, Role::Text, 14.0, names);
    let lines = (1_u32..).take(views.len()).map(Scalar::from).collect();
    table.values(&LINE, Role::Count, 7.0, lines);
    // Of five reported points the two between count as amber, as in the comparison with the computed status.
    for (field, letters) in [
        (&RED, ["R"].as_slice()),
        (&AMBER, &["A", "AR", "AG"]),
        (&GREEN, &["G"]),
        (&NONE, &["–"]),
    ] {
        let counts = views.iter().map(|(_, column)| {
            letters
                .iter()
                .map(|letter| count_ifs([column.equal_to(*letter)]))
                .reduce(|left, right| left + right)
                .unwrap_or_else(|| 0.0.into())
        });
        table.formula(field, Role::Count, 9.0, choose(LINE.this(), counts));
    }
    Some(table)
}

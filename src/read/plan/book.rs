//! A plan's XML as the sheets of a book, so that it is read, counted and accounted for like any other tracker.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assignments::{self, Assignment};
use super::element::elements;
use super::outline::outline;
use super::project::{self, Whole};
use super::resources::{self, Resource, is_no_person};
use super::sheet::{Entry, list, rows_of};
use super::source::Plan;
use super::tasks::{self, Task};
use super::{element, others};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::schema::Table;
use crate::model::tables::assignments::Assignments;
use crate::model::tables::people::People;
use crate::model::tables::projects::Projects;
use crate::model::tables::tasks::Tasks;
use crate::read::excel::sheets::Sheets;
use crate::read::grid::{Grid, Known, Refusal};
use crate::read::tally::counted;

pub(in crate::read) static OTHER_BASELINES: Code = Code {
    id: "other-baselines",
    severity: Severity::Cosmetic,
    why: "A plan may hold eleven baselines; the first one is the approved one, and the others are not compared with.",
};
pub(in crate::read) static TIME_PHASED: Code = Code {
    id: "time-phased-values",
    severity: Severity::Cosmetic,
    why: "The plan says for each day how much is worked; boardpack spreads work evenly from start to finish instead.",
};

/// Reads a plan. Rows and columns of its sheets count as those of a sheet in Excel: row 1 holds the headings, and row 2
/// the first `Task` of the file.
///
/// # Errors
/// XML that is damaged, cut off or beyond all limits.
pub(in crate::read) fn read(file: &Arc<str>, stem: &str, text: &str) -> Result<Sheets, Refusal> {
    let elements = elements(text)?;
    let plan = Plan::new(&elements.project);
    let mut sheets = Sheets::default();
    let mut add = |(grid, findings): (Grid, Vec<Finding>)| {
        if !grid.rows.is_empty() {
            sheets.grids.push(grid);
            sheets.findings.extend(findings);
        }
    };
    let outline = outline(plan.project.each_of("Tasks", "Task"));
    let whole = Whole {
        plan: &plan,
        task: outline
            .iter()
            .find(|task| task.is_project)
            .map(|task| task.element),
        stem,
    };
    add(form(file, &whole)?);
    let mut people = people_by_task(&plan);
    let tasks = outline.into_iter().map(|place| Task {
        plan: &plan,
        people: people
            .remove(place.element.text("UID").unwrap_or_default())
            .unwrap_or_default(),
        place,
    });
    add(list(file, "Tasks", Tasks::SCHEMA, &tasks::fields(), tasks)?);
    let resources = plan.project.each_of("Resources", "Resource");
    let resources = resources.map(|element| Resource {
        plan: &plan,
        element,
    });
    add(list(
        file,
        "Resources",
        People::SCHEMA,
        &resources::fields(),
        resources,
    )?);
    add(list(
        file,
        "Assignments",
        Assignments::SCHEMA,
        &assignments::fields(),
        all_assignments(&plan),
    )?);
    let baselines = others::baselines(&plan);
    let other_baselines = baselines.len();
    for (name, headings, rows, why) in [
        (
            "Baselines",
            &others::BASELINES[..],
            baselines,
            "baselines other than the first are not compared with",
        ),
        (
            "Calendars",
            &others::CALENDARS[..],
            others::calendars(&plan),
            "work is spread over Mondays to Fridays",
        ),
    ] {
        if !rows.is_empty() {
            add(rows_of(
                file,
                name,
                headings,
                rows.into_iter(),
                Known::Unused(why),
            )?);
        }
    }
    sheets
        .findings
        .extend(not_used(file, other_baselines, &elements));
    Ok(sheets)
}

/// Returns the project as a form: labels in the first column, values in the second.
fn form(file: &Arc<str>, whole: &Whole<'_>) -> Result<(Grid, Vec<Finding>), Refusal> {
    let fields = project::fields();
    let said = fields.iter().map(|field| (field, (field.of)(whole)));
    let said: Vec<_> = said.filter(|(_, entry)| *entry != Entry::Blank).collect();
    let means = said.iter().map(|(field, _)| field.means).collect();
    let rows = said
        .into_iter()
        .map(|(field, entry)| vec![Entry::Text(field.heading.to_string()), entry]);
    let schema = Projects::SCHEMA;
    rows_of(file, "Project", &[], rows, Known::Form { schema, means })
}

fn all_assignments<'p>(plan: &'p Plan<'p>) -> impl Iterator<Item = Assignment<'p>> {
    let elements = plan.project.each_of("Assignments", "Assignment");
    elements.map(move |element| Assignment { plan, element })
}

/// Returns who is assigned to each task, by the task's id.
fn people_by_task<'p>(plan: &'p Plan<'p>) -> BTreeMap<&'p str, Vec<&'p str>> {
    let mut people: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for assignment in all_assignments(plan) {
        let Some(resource) = assignment
            .resource()
            .filter(|resource| !is_no_person(resource))
        else {
            continue;
        };
        if let (Some(task), Some(name)) =
            (assignment.element.text("TaskUID"), resource.text("Name"))
        {
            let names = people.entry(task).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    people
}

/// Tells what the plan holds and the figures do not.
fn not_used(file: &Arc<str>, baselines: usize, elements: &element::Elements) -> Vec<Finding> {
    let mut findings = Vec::new();
    if baselines > 0 {
        let more = counted(baselines, "further baseline");
        let message = format!("the plan holds {more} of its tasks");
        let finding = Finding::new(&OTHER_BASELINES, Origin::file(file), message);
        findings.push(
            finding
                .hint("set the approved baseline as `Baseline`, without a number, in Project")
                .treated("listed, and not compared with"),
        );
    }
    if elements.time_phased > 0 {
        let values = counted(elements.time_phased, "time-phased value");
        let message = format!("the plan holds {values}");
        findings.push(
            Finding::new(&TIME_PHASED, Origin::file(file), message)
                .treated("work is spread evenly over Mondays to Fridays"),
        );
    }
    findings
}

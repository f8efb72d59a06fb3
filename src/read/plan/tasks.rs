//! The tasks of a plan, one row each: the project itself, summaries and milestones among them.

use super::element::Element;
use super::outline::{Outlined, is_blank};
use super::sheet::{Entry, Field};
use super::source::{Plan, baseline, is_on, moment, percent};
use super::unit;
use crate::model::tables::tasks;
use crate::read::grid::Mark;

/// A task with what its row needs to know.
pub(super) struct Task<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) place: Outlined<'p>,
    /// The people and roles that are assigned to it.
    pub(super) people: Vec<&'p str>,
}

impl<'p> Task<'p> {
    fn element(&self) -> &'p Element {
        self.place.element
    }

    fn baseline(&self) -> Option<&'p Element> {
        baseline(self.element())
    }
}

/// Why what is left to do is not used.
const IS_THE_REST: &str = "follows from the whole and what is done";

type TaskField<'p> = Field<Task<'p>>;

/// The columns of the sheet `Tasks`.
pub(super) fn fields<'p>() -> Vec<TaskField<'p>> {
    let fields = [
        TaskField::own("Unique ID", &tasks::TASK_ID, |task| {
            Entry::text(task.element().text("UID"))
        }),
        TaskField::more(
            "ID",
            "the unique ID is used, which stays when rows move",
            |task| Entry::text(task.element().text("ID")),
        ),
        TaskField::own("WBS", &tasks::WBS, |task| {
            Entry::text(task.element().text("WBS"))
        }),
        TaskField::own("Name", &tasks::TASK, |task| {
            Entry::text(task.element().text("Name"))
        }),
        TaskField::own("Outline Level", &tasks::LEVEL, |task| {
            let level = task.place.level;
            level.map_or(Entry::Blank, |level| Entry::Number(f64::from(level)))
        }),
        TaskField::own("Summary Task", &tasks::PARENT, |task| {
            Entry::text(task.place.parent)
        }),
        TaskField::mark("Empty Row", Mark::Empty, |task| {
            on(is_blank(task.element()))
        }),
        TaskField::mark("Project Itself", Mark::Project, |task| {
            on(task.place.is_project)
        }),
        TaskField::own("Summary", &tasks::ROLL_UP, |task| {
            Entry::YesNo(task.place.is_summary)
        }),
        TaskField::mark("Milestone", Mark::Milestone, |task| {
            on(is_on(task.element(), "Milestone"))
        }),
        TaskField::mark("External Task", Mark::External, |task| {
            on(is_on(task.element(), "ExternalTask"))
        }),
        TaskField::mark("Active", Mark::Active, |task| {
            let active = task.element().text("Active");
            active
                .and_then(unit::yes)
                .map_or(Entry::Blank, Entry::YesNo)
        }),
        TaskField::own("Start", &tasks::START, |task| {
            moment(Some(task.element()), "Start")
        }),
        TaskField::own("Finish", &tasks::FINISH, |task| {
            moment(Some(task.element()), "Finish")
        }),
        TaskField::own("Baseline Start", &tasks::BASELINE_START, |task| {
            moment(task.baseline(), "Start")
        }),
        TaskField::own("Baseline Finish", &tasks::BASELINE_FINISH, |task| {
            moment(task.baseline(), "Finish")
        }),
        TaskField::own("Actual Start", &tasks::ACTUAL_START, |task| {
            moment(Some(task.element()), "ActualStart")
        }),
        TaskField::own("Actual Finish", &tasks::ACTUAL_FINISH, |task| {
            moment(Some(task.element()), "ActualFinish")
        }),
        TaskField::own("Deadline", &tasks::LATEST_FINISH, |task| {
            moment(Some(task.element()), "Deadline")
        }),
        TaskField::own("Duration (days)", &tasks::DURATION, |task| {
            task.plan.days(task.element())
        }),
        TaskField::own("Work (hours)", &tasks::EFFORT, |task| {
            task.plan.hours(task.element(), "Work")
        }),
        TaskField::more(
            "Actual Work (hours)",
            "work is counted as planned",
            |task| task.plan.hours(task.element(), "ActualWork"),
        ),
        TaskField::more("Remaining Work (hours)", IS_THE_REST, |task| {
            task.plan.hours(task.element(), "RemainingWork")
        }),
        TaskField::own("% Complete", &tasks::PERCENT_COMPLETE, |task| {
            percent(task.element(), "PercentComplete")
        }),
        TaskField::own("Cost", &tasks::FORECAST_COST, |task| {
            task.plan.money(task.element(), "Cost")
        }),
        TaskField::own("Baseline Cost", &tasks::BUDGET, |task| {
            let baseline = task.baseline();
            baseline.map_or(Entry::Blank, |baseline| task.plan.money(baseline, "Cost"))
        }),
        TaskField::own("Actual Cost", &tasks::ACTUAL_COST, |task| {
            task.plan.money(task.element(), "ActualCost")
        }),
        TaskField::more("Remaining Cost", IS_THE_REST, |task| {
            task.plan.money(task.element(), "RemainingCost")
        }),
        TaskField::own("Predecessors", &tasks::PREDECESSORS, predecessors),
        TaskField::own("Constraint Type", &tasks::CONSTRAINT, |task| {
            let code = task.element().text("ConstraintType");
            Entry::of(code, unit::constraint, |words| {
                Entry::Text(words.to_string())
            })
        }),
        TaskField::own("Constraint Date", &tasks::CONSTRAINT_DATE, |task| {
            moment(Some(task.element()), "ConstraintDate")
        }),
        TaskField::own("Task Calendar", &tasks::CALENDAR, |task| {
            let calendar = task.element().text("CalendarUID");
            Entry::text(calendar.and_then(|id| task.plan.calendar_name(id)))
        }),
        TaskField::own("Resource Names", &tasks::OWNER, |task| {
            Entry::text(Some(task.people.join(", ").as_str()).filter(|people| !people.is_empty()))
        }),
        TaskField::own("Notes", &tasks::COMMENT, |task| {
            Entry::text(task.element().text("Notes"))
        }),
    ];
    fields.into()
}

/// A switch is written only where it is on.
pub(super) fn on(is_on: bool) -> Entry {
    if is_on {
        Entry::YesNo(true)
    } else {
        Entry::Blank
    }
}

/// Returns the links to the tasks before this one, by their unique ids: `12FS+2d;14SS`.
fn predecessors(task: &Task<'_>) -> Entry {
    let links: Vec<String> = task
        .element()
        .all("PredecessorLink")
        .filter_map(|link| predecessor(link, task.plan))
        .collect();
    Entry::text(Some(links.join(";").as_str()).filter(|links| !links.is_empty()))
}

fn predecessor(link: &Element, plan: &Plan<'_>) -> Option<String> {
    let id = link.text("PredecessorUID")?;
    let kind = link.text("Type").and_then(unit::link).unwrap_or("FS");
    let amount = link.text("LinkLag").and_then(unit::number).unwrap_or(0.0);
    let format = link.text("LagFormat").and_then(|code| code.parse().ok());
    let lag = unit::lag(amount, format.unwrap_or_default(), plan.calendar);
    let from = match link.text("CrossProjectName") {
        Some(other) if is_on(link, "CrossProject") => format!("{other}\\{id}"),
        _ => id.to_string(),
    };
    Some(format!("{from}{kind}{lag}"))
}

//! The project of a plan as a form: what the plan says of itself, and what its outermost task sums up.

use super::element::Element;
use super::sheet::{Entry, Field};
use super::source::{Plan, baseline, moment, percent};
use crate::model::tables::projects;

/// The project with the task that stands for it, if the plan has one.
pub(super) struct Whole<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) task: Option<&'p Element>,
    /// The file's name without its ending, for a plan that does not name itself.
    pub(super) stem: &'p str,
}

impl<'p> Whole<'p> {
    fn says(&self, name: &str) -> Entry {
        Entry::text(self.plan.project.text(name))
    }

    fn money(&self, element: Option<&Element>, name: &str) -> Entry {
        element.map_or(Entry::Blank, |element| self.plan.money(element, name))
    }

    fn baseline(&self) -> Option<&'p Element> {
        self.task.and_then(baseline)
    }

    /// Returns the first of two dates that is there: of the outermost task, of the plan.
    fn date(&self, of_task: &str, of_plan: &str) -> Entry {
        match moment(self.task, of_task) {
            Entry::Blank => moment(Some(self.plan.project), of_plan),
            entry => entry,
        }
    }

    /// Returns a sum of earned value; without a baseline Project writes zeros.
    fn earned(&self, name: &str) -> Entry {
        let task = self.task.filter(|_| self.baseline().is_some());
        self.money(task, name)
    }

    /// Returns the title, else the outermost task's name, else the plan's own file name.
    fn name(&self) -> String {
        let plan = self.plan.project;
        let file = plan.text("Name").map(without_ending);
        let task = self.task.and_then(|task| task.text("Name"));
        let named = plan.text("Title").or(task).or(file);
        named.unwrap_or(self.stem).to_string()
    }
}

/// Returns `Harbour Lift` of `Harbour Lift.mpp`.
fn without_ending(file: &str) -> &str {
    [".mpp", ".mpt", ".xml"]
        .iter()
        .find_map(|ending| file.strip_suffix(ending))
        .unwrap_or(file)
}

type ProjectField<'p> = Field<Whole<'p>>;

/// The rows of the sheet `Project`.
pub(super) fn fields<'p>() -> Vec<ProjectField<'p>> {
    let fields = [
        ProjectField::own("Project", &projects::PROJECT, |whole| {
            Entry::Text(whole.name())
        }),
        ProjectField::more("Name", "it is the name of a file", |whole| {
            whole.says("Name")
        }),
        ProjectField::more("Subject", "boardpack has no column for it", |whole| {
            whole.says("Subject")
        }),
        ProjectField::own("Manager", &projects::MANAGER, |whole| whole.says("Manager")),
        ProjectField::own("Company", &projects::DEPARTMENT, |whole| {
            whole.says("Company")
        }),
        ProjectField::own("Category", &projects::CATEGORY, |whole| {
            whole.says("Category")
        }),
        ProjectField::own("Start", &projects::START, |whole| {
            whole.date("Start", "StartDate")
        }),
        ProjectField::own("Finish", &projects::FINISH, |whole| {
            whole.date("Finish", "FinishDate")
        }),
        ProjectField::own("Actual Finish", &projects::ACTUAL_FINISH, |whole| {
            moment(whole.task, "ActualFinish")
        }),
        ProjectField::own("Baseline Start", &projects::BASELINE_START, |whole| {
            moment(whole.baseline(), "Start")
        }),
        ProjectField::own("Baseline Finish", &projects::BASELINE_FINISH, |whole| {
            moment(whole.baseline(), "Finish")
        }),
        ProjectField::own("% Complete", &projects::PERCENT_COMPLETE, |whole| {
            whole
                .task
                .map_or(Entry::Blank, |task| percent(task, "PercentComplete"))
        }),
        ProjectField::own("Baseline Cost", &projects::BUDGET, |whole| {
            whole.money(whole.baseline(), "Cost")
        }),
        ProjectField::own("Cost", &projects::FORECAST_COST, |whole| {
            whole.money(whole.task, "Cost")
        }),
        ProjectField::own("Actual Cost", &projects::ACTUAL_COST, |whole| {
            whole.money(whole.task, "ActualCost")
        }),
        ProjectField::own("Planned Value (BCWS)", &projects::PLANNED_VALUE, |whole| {
            whole.earned("BCWS")
        }),
        ProjectField::own("Earned Value (BCWP)", &projects::EARNED_VALUE, |whole| {
            whole.earned("BCWP")
        }),
        ProjectField::own("Last Saved", &projects::UPDATED, |whole| {
            moment(Some(whole.plan.project), "LastSaved")
        }),
        ProjectField::more(
            "Status Date",
            "the reporting date of the pack counts",
            |whole| moment(Some(whole.plan.project), "StatusDate"),
        ),
        ProjectField::more(
            "Currency",
            "amounts of one pack are in one currency",
            |whole| match whole.says("CurrencyCode") {
                Entry::Blank => whole.says("CurrencySymbol"),
                code => code,
            },
        ),
        ProjectField::more("Created", "boardpack has no column for it", |whole| {
            moment(Some(whole.plan.project), "CreationDate")
        }),
        ProjectField::more("Author", "boardpack has no column for it", |whole| {
            whole.says("Author")
        }),
    ];
    fields.into()
}

//! The assignments of a plan, one row each: who works on which task, how much and from when to when.

use super::element::Element;
use super::resources::is_no_person;
use super::sheet::{Entry, Field};
use super::source::{Plan, moment, percent};
use super::tasks::on;
use super::unit;
use crate::model::tables::assignments;
use crate::read::grid::Mark;

/// An assignment with what its row needs to know.
pub(super) struct Assignment<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) element: &'p Element,
}

impl<'p> Assignment<'p> {
    /// Returns the resource; work that is assigned to nobody has none.
    pub(super) fn resource(&self) -> Option<&'p Element> {
        self.plan.resource(self.element.text("ResourceUID")?)
    }

    fn task(&self) -> Option<&'p Element> {
        self.plan.task(self.element.text("TaskUID")?)
    }

    fn has_work(&self) -> bool {
        let minutes = self.element.text("Work");
        let minutes = minutes.and_then(|text| unit::minutes(text, self.plan.calendar));
        minutes.is_some_and(|minutes| minutes != 0.0)
    }
}

type AssignmentField<'p> = Field<Assignment<'p>>;

/// The columns of the sheet `Assignments`.
pub(super) fn fields<'p>() -> Vec<AssignmentField<'p>> {
    let fields = [
        AssignmentField::more("Unique ID", "bookings have no id", |booked| {
            Entry::text(booked.element.text("UID"))
        }),
        AssignmentField::more("Task Unique ID", "the task's name is used", |booked| {
            Entry::text(booked.element.text("TaskUID"))
        }),
        AssignmentField::own("Task Name", &assignments::BOOKED_TASK, |booked| {
            Entry::text(booked.task().and_then(|task| task.text("Name")))
        }),
        AssignmentField::own("Resource Name", &assignments::PERSON, |booked| {
            Entry::text(booked.resource().and_then(|resource| resource.text("Name")))
        }),
        AssignmentField::mark("Material or Cost", Mark::NotPeople, |booked| {
            on(booked.resource().is_some_and(is_no_person))
        }),
        AssignmentField::mark("No Work", Mark::NoWork, |booked| on(!booked.has_work())),
        AssignmentField::own("Work (days)", &assignments::BOOKED, |booked| {
            booked.plan.work_days(booked.element, "Work")
        }),
        AssignmentField::own("Start", &assignments::BOOKED_FROM, |booked| {
            moment(Some(booked.element), "Start")
        }),
        AssignmentField::own("Finish", &assignments::BOOKED_UNTIL, |booked| {
            moment(Some(booked.element), "Finish")
        }),
        AssignmentField::more("Units", "the work is used", |booked| {
            let units = booked.element.text("Units");
            Entry::of(units, unit::number, Entry::Share)
        }),
        AssignmentField::more("% Work Complete", "work is counted as planned", |booked| {
            percent(booked.element, "PercentWorkComplete")
        }),
        AssignmentField::more("Cost", "the task's cost is used", |booked| {
            booked.plan.money(booked.element, "Cost")
        }),
    ];
    fields.into()
}

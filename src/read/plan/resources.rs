//! The resources of a plan, one row each: people and roles, and what is no person.

use super::element::Element;
use super::sheet::{Entry, Field};
use super::source::{Plan, is_on, moment};
use super::tasks::on;
use super::unit;
use crate::model::tables::people;
use crate::read::grid::Mark;

/// A resource with what its row needs to know.
pub(super) struct Resource<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) element: &'p Element,
}

/// Whether a resource is a material or a cost.
pub(super) fn is_no_person(resource: &Element) -> bool {
    matches!(resource.text("Type"), Some("0" | "2"))
}

type ResourceField<'p> = Field<Resource<'p>>;

/// The columns of the sheet `Resources`.
pub(super) fn fields<'p>() -> Vec<ResourceField<'p>> {
    let fields = [
        ResourceField::own("Unique ID", &people::PERSON_ID, |resource| {
            Entry::text(resource.element.text("UID"))
        }),
        ResourceField::own("Name", &people::PERSON, |resource| {
            Entry::text(resource.element.text("Name"))
        }),
        // Project keeps a nameless resource for the work that is assigned to nobody.
        ResourceField::mark("Empty Row", Mark::Empty, |resource| {
            let is_null = is_on(resource.element, "IsNull");
            on(is_null || resource.element.text("Name").is_none())
        }),
        ResourceField::mark("Material or Cost", Mark::NotPeople, |resource| {
            on(is_no_person(resource.element))
        }),
        ResourceField::mark("Active", Mark::Active, |resource| {
            Entry::YesNo(!is_on(resource.element, "IsInactive"))
        }),
        ResourceField::own("Group", &people::TEAM, |resource| {
            Entry::text(resource.element.text("Group"))
        }),
        ResourceField::own("Generic", &people::ROLE, |resource| {
            let name = resource.element.text("Name");
            Entry::text(name.filter(|_| is_on(resource.element, "IsGeneric")))
        }),
        ResourceField::own("Max Units", &people::FTE, |resource| {
            let units = resource.element.text("MaxUnits");
            Entry::of(units, unit::number, Entry::Number)
        }),
        ResourceField::own("Rate of a Day", &people::DAY_RATE, rate_of_a_day),
        ResourceField::own("Available From", &people::START, |resource| {
            moment(Some(resource.element), "AvailableFrom")
        }),
        ResourceField::own("Available To", &people::FINISH, |resource| {
            moment(Some(resource.element), "AvailableTo")
        }),
        ResourceField::more(
            "Email Address",
            "boardpack has no column for it",
            |resource| Entry::text(resource.element.text("EmailAddress")),
        ),
        ResourceField::own("Notes", &people::COMMENT, |resource| {
            Entry::text(resource.element.text("Notes"))
        }),
    ];
    fields.into()
}

/// Returns what a day costs: the XML gives the rate of an hour, in whatever unit Project shows it. A rate of 0 was never
/// entered.
fn rate_of_a_day(resource: &Resource<'_>) -> Entry {
    let hours = resource.plan.calendar.minutes_per_day / 60.0;
    let rate = resource.element.text("StandardRate");
    match rate.and_then(unit::number) {
        Some(rate) if rate != 0.0 => Entry::Number(rate * hours),
        _ => Entry::Blank,
    }
}

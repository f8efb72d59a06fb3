//! A plan's elements with what must be looked up in them: units of time, names of tasks, resources and calendars.

use std::collections::BTreeMap;

use super::element::Element;
use super::sheet::Entry;
use super::unit::{self, Calendar};

/// A plan as its lists see it.
#[derive(Debug)]
pub(super) struct Plan<'p> {
    pub(super) project: &'p Element,
    pub(super) calendar: Calendar,
    tasks: BTreeMap<&'p str, &'p Element>,
    resources: BTreeMap<&'p str, &'p Element>,
    calendars: BTreeMap<&'p str, &'p str>,
    /// A plan in which everything costs nothing says nothing about costs.
    has_costs: bool,
}

impl<'p> Plan<'p> {
    pub(super) fn new(project: &'p Element) -> Plan<'p> {
        let by_id = |list, name| {
            project
                .each_of(list, name)
                .filter_map(|element| Some((element.text("UID")?, element)))
                .collect()
        };
        let positive = |name, usual| {
            let said = project.text(name).and_then(unit::number);
            said.filter(|value| *value > 0.0).unwrap_or(usual)
        };
        let calendars = project
            .each_of("Calendars", "Calendar")
            .filter_map(|calendar| Some((calendar.text("UID")?, calendar.text("Name")?)))
            .collect();
        Plan {
            project,
            calendar: Calendar {
                minutes_per_day: positive("MinutesPerDay", 480.0),
                minutes_per_week: positive("MinutesPerWeek", 2_400.0),
                days_per_month: positive("DaysPerMonth", 20.0),
            },
            tasks: by_id("Tasks", "Task"),
            resources: by_id("Resources", "Resource"),
            calendars,
            has_costs: project.each_of("Tasks", "Task").any(costs_something),
        }
    }

    pub(super) fn task(&self, id: &str) -> Option<&'p Element> {
        self.tasks.get(id).copied()
    }

    pub(super) fn resource(&self, id: &str) -> Option<&'p Element> {
        self.resources.get(id).copied()
    }

    pub(super) fn calendar_name(&self, id: &str) -> Option<&'p str> {
        self.calendars.get(id).copied()
    }

    /// Returns an element's duration in working days; of elapsed time, five days in seven are working days.
    pub(super) fn days(&self, element: &Element) -> Entry {
        let format = element
            .text("DurationFormat")
            .and_then(|code| code.parse().ok());
        let days = |minutes: f64| match format {
            Some(format) if unit::is_elapsed(format) => minutes / 1_440.0 * 5.0 / 7.0,
            _ => minutes / self.calendar.minutes_per_day,
        };
        self.time(element, "Duration", days)
    }

    /// Returns a work of an element in hours.
    pub(super) fn hours(&self, element: &Element, name: &str) -> Entry {
        self.time(element, name, |minutes| minutes / 60.0)
    }

    /// Returns a work of an element in days of the plan.
    pub(super) fn work_days(&self, element: &Element, name: &str) -> Entry {
        self.time(element, name, |minutes| {
            minutes / self.calendar.minutes_per_day
        })
    }

    fn time(&self, element: &Element, name: &str, of: impl Fn(f64) -> f64) -> Entry {
        let read = |text: &str| unit::minutes(text, self.calendar);
        Entry::of(element.text(name), read, |minutes| {
            Entry::Number((of(minutes) * 1e4).round() / 1e4)
        })
    }

    /// Returns an amount of money, unless the plan does not deal in costs.
    pub(super) fn money(&self, element: &Element, name: &str) -> Entry {
        if self.has_costs {
            Entry::of(element.text(name), unit::money, Entry::Number)
        } else {
            Entry::Blank
        }
    }
}

/// Returns the approved baseline of a task or an assignment, which is the one with the number 0.
pub(super) fn baseline(element: &Element) -> Option<&Element> {
    element
        .all("Baseline")
        .find(|baseline| is_approved(baseline))
}

/// Whether a baseline is the approved one: not one of ten later ones, and no interim plan.
pub(super) fn is_approved(baseline: &Element) -> bool {
    baseline.text("Number").is_none_or(|number| number == "0")
        && baseline.text("Interim").and_then(unit::yes) != Some(true)
}

fn costs_something(task: &Element) -> bool {
    let says = |element: &Element, name| {
        let money = element.text(name).and_then(unit::money);
        money.is_some_and(|money| money != 0.0)
    };
    says(task, "Cost")
        || says(task, "ActualCost")
        || baseline(task).is_some_and(|baseline| says(baseline, "Cost"))
}

/// Returns a moment of an element.
pub(super) fn moment(element: Option<&Element>, name: &str) -> Entry {
    let text = element.and_then(|element| element.text(name));
    // A date that stands for "never" is blank, and so is `NA`.
    text.and_then(unit::moment).map_or_else(
        || Entry::text(text.filter(|text| !is_no_date(text))),
        Entry::Moment,
    )
}

fn is_no_date(text: &str) -> bool {
    text.eq_ignore_ascii_case("NA")
        || text.starts_with("2049-12-31")
        || text.starts_with("2149-12-31")
}

/// Returns a percentage, which is written as a whole number, as a share.
pub(super) fn percent(element: &Element, name: &str) -> Entry {
    Entry::of(element.text(name), unit::number, |percent| {
        Entry::Share(percent / 100.0)
    })
}

/// Returns whether a switch of an element is on.
pub(super) fn is_on(element: &Element, name: &str) -> bool {
    element.text(name).and_then(unit::yes) == Some(true)
}

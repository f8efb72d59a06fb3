//! The outline of a plan's tasks: which task sums up which, by their levels in the order of the file.

use super::element::Element;
use super::source::is_on;

/// A task with its place in the outline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outlined<'p> {
    pub(super) element: &'p Element,
    /// 0 is the project itself, 1 its outermost tasks.
    pub(super) level: Option<u32>,
    /// The name of the task that sums it up; the project itself is none.
    pub(super) parent: Option<&'p str>,
    pub(super) is_summary: bool,
    pub(super) is_project: bool,
}

/// Returns the tasks of a plan with their places in its outline. Blank rows of the plan are no part of it.
pub(super) fn outline<'p>(tasks: impl Iterator<Item = &'p Element>) -> Vec<Outlined<'p>> {
    let mut outlined: Vec<Outlined<'p>> = Vec::new();
    // The tasks around the current one, from the outermost, by where they stand.
    let mut around: Vec<(u32, usize)> = Vec::new();
    for (at, element) in tasks.enumerate() {
        let level = if is_blank(element) {
            None
        } else {
            level(element)
        };
        let mut parent = None;
        if let Some(level) = level {
            while around.last().is_some_and(|(outer, _)| *outer >= level) {
                around.pop();
            }
            if let Some((_, outer)) = around.last() {
                let outer = &mut outlined[*outer];
                outer.is_summary = true;
                parent = outer.element.text("Name").filter(|_| !outer.is_project);
            }
            around.push((level, at));
        }
        let is_first = element.text("UID") == Some("0") && level.is_none() && !is_blank(element);
        outlined.push(Outlined {
            element,
            level,
            parent,
            is_summary: is_on(element, "Summary"),
            is_project: level == Some(0) || is_first,
        });
    }
    outlined
}

/// Whether a task is an empty row of the plan.
pub(super) fn is_blank(task: &Element) -> bool {
    is_on(task, "IsNull")
}

fn level(task: &Element) -> Option<u32> {
    let said = task
        .text("OutlineLevel")
        .and_then(|level| level.parse().ok());
    said.or_else(|| {
        let number = task.text("OutlineNumber")?;
        let points = u32::try_from(number.matches('.').count()).ok()?;
        Some(if number == "0" { 0 } else { points + 1 })
    })
}

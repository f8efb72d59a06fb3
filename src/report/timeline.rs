//! Bars over months at the right of a list: what is done, what is left, what is late, and the baseline beneath.

use chrono::{Datelike, Months, NaiveDate};

use super::block::{Cells, Placed, RowKind};
use super::cell::{Cell, Role};
use super::formula::{Field, Formula, Key, head, row};
use super::functions::{count_ifs, if_, month_end, months_later};

/// The months to the right of a list and the columns of the list that the bars are drawn from.
///
/// Bars are conditional formats over the list's live dates, and each milestone's mark is a formula. A body row becomes
/// three rows of the sheet: the bar, the baseline, a space.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// First day of the first month shown.
    pub first: NaiveDate,
    pub step: Step,
    /// Number of grid columns.
    pub steps: u16,
    /// First grid column, counted from the stack's left edge.
    pub at: u16,
    /// Keys of the list's columns with dates.
    pub start: Key,
    pub baseline: Key,
    pub finish: Key,
    /// Key of the column with the share that is done, 0 to 1.
    pub done: Key,
    pub milestones: Option<TimelineMarks>,
}

/// Which dates are marked ◆ on a row's bar: those whose project is the row's.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineMarks {
    /// Key of the list's column with the project id.
    pub id: Key,
    pub project: Field,
    pub date: Field,
}

/// What one grid column of a timeline stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    HalfMonth,
    Month,
    Quarter,
}

impl Step {
    /// Returns the number of steps in a quarter, over which a heading stands.
    fn in_quarter(self) -> u16 {
        match self {
            Step::HalfMonth => 6,
            Step::Month => 3,
            Step::Quarter => 1,
        }
    }

    /// Returns the width of a step in characters.
    pub fn width(self) -> f64 {
        match self {
            Step::HalfMonth => 1.9,
            Step::Month => 2.8,
            Step::Quarter => 5.0,
        }
    }
}

impl Timeline {
    /// Returns the first day of a step, counted from 0.
    pub fn date(&self, step: u16) -> NaiveDate {
        let later = |months: u16| self.first + Months::new(u32::from(months));
        match self.step {
            Step::HalfMonth if step % 2 == 1 => later(step / 2) + chrono::Duration::days(15),
            Step::HalfMonth => later(step / 2),
            Step::Month => later(step),
            Step::Quarter => later(step * 3),
        }
    }

    /// Returns the first day after the step of the heading above, as a formula.
    fn after(&self, step: u16) -> Formula {
        match self.step {
            Step::HalfMonth if step.is_multiple_of(2) => head() + 15.0,
            Step::HalfMonth | Step::Month => month_end(head(), 0.0) + 1.0,
            Step::Quarter => months_later(head(), 3.0),
        }
    }

    /// Adds the months to a list: quarters above its headings, months beside them, marks on its rows.
    #[must_use]
    pub fn on(self, mut cells: Cells) -> Cells {
        let heading = cells.rows.iter().position(|row| row.kind == RowKind::Head);
        if let Some(above) = heading.and_then(|row| row.checked_sub(1)) {
            let quarters = (0..self.steps).step_by(usize::from(self.step.in_quarter()));
            for step in quarters {
                let span = self.step.in_quarter().min(self.steps - step);
                let label = Cell::value(Role::HeadGroup, quarter(self.date(step)));
                cells.rows[above]
                    .cells
                    .push(Placed::new(self.at + step, span, label));
            }
        }
        for own in &mut cells.rows {
            for step in 0..self.steps {
                let cell = match own.kind {
                    RowKind::Head => Cell::value(
                        if self.step == Step::HalfMonth && step % 2 == 1 {
                            Role::HeadStepHalf
                        } else {
                            Role::HeadStep
                        },
                        self.date(step),
                    ),
                    RowKind::Body => match &self.milestones {
                        Some(marks) => Cell::figure(Role::TimelineMark, self.mark(marks, step)),
                        None => Cell::blank(Role::TimelineMark),
                    },
                    _ => continue,
                };
                own.cells.push(Placed::new(self.at + step, 1, cell));
            }
        }
        cells.timeline = Some(self);
        cells
    }

    fn mark(&self, marks: &TimelineMarks, step: u16) -> Formula {
        let due = count_ifs([
            marks.project.equal_to(row(marks.id.clone())),
            marks.date.at_least(head()),
            marks.date.below(self.after(step)),
        ]);
        if_(due.above(0.0), "◆", "")
    }
}

/// Returns `Q1 2027` of the calendar year.
fn quarter(date: NaiveDate) -> String {
    format!("Q{} {}", date.month0() / 3 + 1, date.year())
}

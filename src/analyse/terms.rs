//! The terms of the trade, each said once as an expression: open, overdue, due within, slipped, ownerless, high risk.

use chrono::{Datelike, Days, Months, NaiveDate};
use polars::prelude::{DataType, Expr, NULL, coalesce, lit, when};

use crate::model::column::Column;
use crate::model::tables::{actions, decisions, gates, issues, milestones, projects, risks, tasks};
use crate::settings::Thresholds;

/// Where a table says how a thing stands: the columns that the terms of this page look at.
#[derive(Debug)]
pub struct Item {
    pub status: &'static Column,
    /// Date on which it was met, solved, done or closed.
    pub ended: &'static Column,
    /// Date it is due: the first of these columns that gives one.
    pub due: &'static [&'static Column],
    pub owner: Option<&'static Column>,
    /// Share that is done, where the table has one.
    pub done: Option<&'static Column>,
}

pub static PROJECT: Item = Item {
    status: &projects::STATUS,
    ended: &projects::ACTUAL_FINISH,
    due: &[&projects::FINISH],
    owner: Some(&projects::MANAGER),
    done: Some(&projects::PERCENT_COMPLETE),
};
pub static MILESTONE: Item = Item {
    status: &milestones::STATUS,
    ended: &milestones::ACTUAL,
    // Without a new date, the approved one still stands.
    due: &[&milestones::DUE, &milestones::BASELINE],
    owner: Some(&milestones::OWNER),
    done: Some(&milestones::PERCENT_COMPLETE),
};
pub static TASK: Item = Item {
    status: &tasks::STATUS,
    ended: &tasks::ACTUAL_FINISH,
    due: &[&tasks::FINISH],
    owner: Some(&tasks::OWNER),
    done: Some(&tasks::PERCENT_COMPLETE),
};
pub static RISK: Item = Item {
    status: &risks::STATUS,
    ended: &risks::CLOSED,
    due: &[&risks::DUE],
    owner: Some(&risks::OWNER),
    done: None,
};
pub static ISSUE: Item = Item {
    status: &issues::STATUS,
    ended: &issues::CLOSED,
    due: &[&issues::DUE],
    owner: Some(&issues::OWNER),
    done: None,
};
pub static ACTION: Item = Item {
    status: &actions::STATUS,
    ended: &actions::CLOSED,
    due: &[&actions::DUE],
    owner: Some(&actions::OWNER),
    done: None,
};

pub static GATE: Item = Item {
    status: &gates::STATUS,
    ended: &gates::ACTUAL,
    due: &[&gates::FORECAST, &gates::PLANNED],
    owner: Some(&gates::APPROVER),
    done: None,
};
pub static DECISION: Item = Item {
    status: &decisions::STATUS,
    ended: &decisions::DECIDED,
    due: &[&decisions::DUE],
    owner: Some(&decisions::OWNER),
    done: None,
};

impl Item {
    /// Whether it was cancelled.
    pub fn cancelled(&self) -> Expr {
        says(self.status, "cancelled")
    }

    /// Whether it is over at a date: its status says done or cancelled, it ended by then, or, with no status given, all of
    /// it is done. An end in the future is a plan, not an end.
    pub fn over(&self, at: NaiveDate) -> Expr {
        let ended = self.ended.col().lt_eq(lit(at)).fill_null(lit(false));
        let over = says(self.status, "done").or(self.cancelled()).or(ended);
        match self.done {
            Some(done) => {
                let all_done = done.col().gt_eq(lit(1.0)).fill_null(lit(false));
                over.or(self.status.col().is_null().and(all_done))
            }
            None => over,
        }
    }

    /// Whether it is not over. A row that does not say how it stands is open: unknown is not done.
    pub fn open(&self, at: NaiveDate) -> Expr {
        self.over(at).not()
    }

    /// The date it is due, null where none is given.
    pub fn due(&self) -> Expr {
        coalesce(
            &self
                .due
                .iter()
                .map(|column| column.col())
                .collect::<Vec<_>>(),
        )
    }

    /// Whether it is open and its due date has passed. A blank due date is not overdue; nor is the due day itself.
    pub fn overdue(&self, at: NaiveDate) -> Expr {
        self.open(at)
            .and(self.due().lt(lit(at)).fill_null(lit(false)))
    }

    /// Whether it is open and due from the as-of date to so many days later, both days included.
    pub fn due_within(&self, at: NaiveDate, days: u64) -> Expr {
        let last = at.checked_add_days(Days::new(days)).unwrap_or(at);
        let due = self.due();
        let within = due.clone().gt_eq(lit(at)).and(due.lt_eq(lit(last)));
        self.open(at).and(within.fill_null(lit(false)))
    }

    /// Whether nobody answers for it.
    pub fn ownerless(&self) -> Expr {
        match self.owner {
            Some(owner) => owner.col().is_null(),
            None => lit(true),
        }
    }

    /// Returns the days from the due date to the as-of date; positive when the date has passed.
    pub fn days_overdue(&self, at: NaiveDate) -> Expr {
        days_between(self.due(), lit(at))
    }
}

fn says(status: &Column, word: &'static str) -> Expr {
    status.col().eq(lit(word)).fill_null(lit(false))
}

/// Returns the days from one date to another as a number, null when either is blank.
pub fn days_between(from: Expr, to: Expr) -> Expr {
    let day = |date: Expr| date.cast(DataType::Date).cast(DataType::Int32);
    (day(to) - day(from)).cast(DataType::Float64)
}

/// Returns the working days, Monday to Friday, from one date to another, both included, as Excel's `NETWORKDAYS` without
/// holidays; 0 when the second is before the first.
pub fn working_days(from: Expr, to: Expr) -> Expr {
    // Counted from a Monday, so that whole weeks and the rest of a week separate.
    let before = |date: Expr, shift: i32| {
        let days = date.cast(DataType::Date).cast(DataType::Int32) + lit(3 + shift);
        let weeks = days.clone().floor_div(lit(7));
        let rest = days - weeks.clone() * lit(7);
        weeks * lit(5) + when(rest.clone().gt(lit(5))).then(lit(5)).otherwise(rest)
    };
    let span = before(to, 1) - before(from, 0);
    when(span.clone().gt(lit(0)))
        .then(span)
        .otherwise(lit(0))
        .cast(DataType::Float64)
}

/// The day that counts for a project's finish: the actual one, else the forecast.
pub fn finish() -> Expr {
    projects::ACTUAL_FINISH
        .col()
        .fill_null(projects::FINISH.col())
}

/// Days by which a project finishes later than its baseline; negative when earlier.
pub fn slipped() -> Expr {
    days_between(projects::BASELINE_FINISH.col(), finish())
}

/// Days by which a milestone was or will be met later than its baseline. A cancelled milestone does not slip.
pub fn milestone_slipped() -> Expr {
    let met = milestones::ACTUAL.col().fill_null(milestones::DUE.col());
    when(MILESTONE.cancelled().not())
        .then(days_between(milestones::BASELINE.col(), met))
        .otherwise(lit(NULL))
}

/// Whether a milestone's baseline date lies in the three months up to a date, so that it should be met by then.
///
/// A cancelled milestone is out; so is one that is done on a date that nobody gave: it cannot be called late or on time.
pub fn baseline_due(at: NaiveDate) -> Expr {
    let baseline = milestones::BASELINE.col();
    let due = baseline
        .clone()
        .gt_eq(lit(three_months_back(at)))
        .and(baseline.lt_eq(lit(at)))
        .fill_null(lit(false));
    let undated = says(&milestones::STATUS, "done").and(milestones::ACTUAL.col().is_null());
    due.and(MILESTONE.cancelled().not()).and(undated.not())
}

/// Whether a milestone was met, by a date, on or before its baseline date.
pub fn met_on_time(at: NaiveDate) -> Expr {
    let actual = milestones::ACTUAL.col();
    actual
        .clone()
        .lt_eq(milestones::BASELINE.col())
        .and(actual.lt_eq(lit(at)))
        .fill_null(lit(false))
}

/// A risk's score: probability × impact where both are given, else the score as reported.
pub fn risk_score() -> Expr {
    (risks::PROBABILITY.col() * risks::IMPACT.col()).fill_null(risks::SCORE.col())
}

/// A risk's score before any response: probability × impact where both are given, else the score as reported.
pub fn inherent_score() -> Expr {
    (risks::INHERENT_PROBABILITY.col() * risks::INHERENT_IMPACT.col())
        .fill_null(risks::INHERENT_SCORE.col())
}

/// Whether a row of the register would do good: its kind says so, or, where it gives none, its category is `Opportunity`.
pub fn opportunity() -> Expr {
    let category = risks::CATEGORY.col().str().to_lowercase();
    risks::KIND
        .col()
        .fill_null(category)
        .eq(lit("opportunity"))
        .fill_null(lit(false))
}

/// Whether a risk's score reaches the red limit.
pub fn high_risk(thresholds: &Thresholds) -> Expr {
    risk_score()
        .gt_eq(lit(thresholds.risk_score.red))
        .fill_null(lit(false))
}

/// Returns the first day of a date's month.
pub fn month_of(at: NaiveDate) -> NaiveDate {
    at.with_day(1).expect("every month has a first day")
}

/// Returns the months that resource figures look at, as first day and the first day that no longer belongs: the month of the
/// day after the as-of date and the two after it. At the end of a month that is the next, within a month it is the running one.
pub fn booking_window(at: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = month_of(at.succ_opt().unwrap_or(at));
    let after = first
        .checked_add_months(Months::new(3))
        .unwrap_or(NaiveDate::MAX);
    (first, after)
}

/// Returns the first day of the three months that end with the as-of date: `EDATE(as_of+1,-3)`.
pub fn three_months_back(at: NaiveDate) -> NaiveDate {
    at.succ_opt()
        .and_then(|next| next.checked_sub_months(Months::new(3)))
        .unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use polars::prelude::IntoLazy;

    use super::*;
    use crate::analyse::example::{day, stage};

    /// Whether a term holds for a milestone as written.
    fn milestone(cells: &str, term: Expr) -> bool {
        let stage = stage(&["projects:", &format!("milestones: {cells}")]);
        let answer = stage
            .portfolio
            .milestones
            .lazy()
            .select([term.alias("term")])
            .collect()
            .expect("a term fits its table");
        let term = answer.column("term").expect("selected").bool().cloned();
        term.expect("a term is yes or no")
            .get(0)
            .expect("a term is never blank")
    }

    #[test]
    fn a_blank_due_date_is_not_overdue() {
        assert!(!milestone("status open", MILESTONE.overdue(day())));
    }

    #[test]
    fn what_is_due_today_is_not_overdue() {
        for (cells, overdue) in [
            ("due 2026-10-31", false),
            ("due 2026-10-30", true),
            ("due 2026-10-30, status blocked", true),
            ("due 2026-10-30, status done", false),
            ("due 2026-10-30, status cancelled", false),
            ("due 2026-10-30, actual 2026-10-31", false),
            ("due 2026-10-30, actual 2026-11-01", true),
            ("due 2026-10-30, percent_complete 1", false),
            ("baseline 2026-10-30", true),
            ("baseline 2026-10-30, due 2026-11-30", false),
            (
                "due 2026-10-30, percent_complete 1, status in_progress",
                true,
            ),
        ] {
            assert_eq!(
                milestone(cells, MILESTONE.overdue(day())),
                overdue,
                "{cells}"
            );
        }
    }

    #[test]
    fn a_row_that_does_not_say_how_it_stands_is_open() {
        assert!(milestone("", MILESTONE.open(day())));
    }

    #[test]
    fn a_window_has_both_its_days() {
        for (cells, due) in [
            ("due 2026-10-30", false),
            ("due 2026-10-31", true),
            ("due 2026-11-30", true),
            ("due 2026-12-01", false),
            ("status open", false),
        ] {
            assert_eq!(
                milestone(cells, MILESTONE.due_within(day(), 30)),
                due,
                "{cells}"
            );
        }
    }

    #[test]
    fn a_milestone_done_on_an_unknown_date_is_neither_late_nor_on_time() {
        for (cells, counts) in [
            ("baseline 2026-08-01", true),
            ("baseline 2026-07-31", false),
            ("baseline 2026-10-31", true),
            ("baseline 2026-11-01", false),
            ("baseline 2026-10-01, status done", false),
            ("baseline 2026-10-01, status done, actual 2026-10-01", true),
            ("baseline 2026-10-01, status cancelled", false),
            ("due 2026-10-01", false),
        ] {
            assert_eq!(milestone(cells, baseline_due(day())), counts, "{cells}");
        }
    }

    #[test]
    fn bookings_are_looked_at_from_the_day_after_the_as_of_date() {
        for (at, first, after) in [
            ("2026-10-31", "2026-11-01", "2027-02-01"),
            ("2026-11-22", "2026-11-01", "2027-02-01"),
            ("2026-11-30", "2026-12-01", "2027-03-01"),
        ] {
            let window = booking_window(at.parse().expect("a date"));
            assert_eq!(window.0.to_string(), first);
            assert_eq!(window.1.to_string(), after);
        }
    }

    #[test]
    fn three_months_back_is_as_excel_s_edate_says() {
        for (at, first) in [
            ("2026-10-31", "2026-08-01"),
            ("2026-11-30", "2026-09-01"),
            ("2026-05-30", "2026-02-28"),
            ("2026-10-15", "2026-07-16"),
        ] {
            let at: NaiveDate = at.parse().expect("a date");
            assert_eq!(three_months_back(at).to_string(), first);
        }
    }

    #[test]
    fn a_risk_without_both_parts_keeps_the_score_it_reports() {
        for (cells, score) in [
            ("probability 4, impact 5, score 3", Some(20.0)),
            ("probability 4, score 3", Some(3.0)),
            ("score 3", Some(3.0)),
            ("probability 4", None),
        ] {
            let stage = stage(&["projects:", &format!("risks: {cells}")]);
            let answer = stage
                .portfolio
                .risks
                .frame()
                .clone()
                .lazy()
                .select([risk_score().alias("score")])
                .collect()
                .expect("a term fits its table");
            let found = answer.column("score").expect("selected").f64().cloned();
            assert_eq!(found.expect("a number").get(0), score, "{cells}");
        }
    }
}

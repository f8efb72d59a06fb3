//! Which days are worked: the working week less the holidays.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The days of the week that are worked, and the days that nobody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workdays {
    week: [bool; 7],
    holidays: BTreeSet<NaiveDate>,
}

impl Workdays {
    /// Returns a calendar; a week without any working day is taken as Monday to Friday.
    pub fn new(week: &[Weekday], holidays: BTreeSet<NaiveDate>) -> Workdays {
        let mut days = [false; 7];
        for day in week {
            days[day.num_days_from_monday() as usize] = true;
        }
        if days.iter().all(|worked| !worked) {
            days = [true, true, true, true, true, false, false];
        }
        Workdays {
            week: days,
            holidays,
        }
    }

    /// Whether a day is worked.
    pub fn is_worked(&self, day: NaiveDate) -> bool {
        self.is_in_week(day.weekday()) && !self.holidays.contains(&day)
    }

    /// Whether a day of the week is worked, holidays aside.
    pub fn is_in_week(&self, day: Weekday) -> bool {
        self.week[day.num_days_from_monday() as usize]
    }

    /// Returns the days of a working week.
    pub fn per_week(&self) -> f64 {
        self.week.iter().filter(|worked| **worked).count() as f64
    }

    /// Returns the working days from one day to another, both included.
    pub fn count(&self, from: NaiveDate, to: NaiveDate) -> f64 {
        days(from, to).filter(|day| self.is_worked(*day)).count() as f64
    }

    /// Whether any holiday is known.
    pub fn has_holidays(&self) -> bool {
        !self.holidays.is_empty()
    }
}

/// Returns the days from one to another, both included; none when the second is before the first.
pub fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

/// Returns the Monday of a day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

/// Returns the Sunday of the week that a Monday begins.
pub fn sunday(monday: NaiveDate) -> NaiveDate {
    monday.week(Weekday::Mon).last_day()
}

/// Returns the Mondays of the weeks from the first to the last day of something.
pub fn weeks(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let mut mondays = Vec::new();
    let mut next = Some(monday(from));
    while let Some(monday) = next.filter(|monday| *monday <= to) {
        mondays.push(monday);
        next = monday.checked_add_days(Days::new(7));
    }
    mondays
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a real day")
    }

    #[test]
    fn holidays_and_weekends_are_not_worked() {
        let none = Workdays::new(&[], BTreeSet::new());
        let christmas = Workdays::new(&[], [day("2026-12-25"), day("2026-12-28")].into());
        let (from, to) = (day("2026-12-21"), day("2027-01-03"));
        assert_eq!(none.count(from, to), 10.0);
        assert_eq!(christmas.count(from, to), 8.0);
        assert_eq!(none.count(to, from), 0.0);
    }

    #[test]
    fn a_week_may_run_from_sunday_to_thursday() {
        use Weekday::{Mon, Sun, Thu, Tue, Wed};
        let week = Workdays::new(&[Sun, Mon, Tue, Wed, Thu], BTreeSet::new());
        assert!(week.is_worked(day("2026-11-01")));
        assert!(!week.is_worked(day("2026-11-06")));
        assert_eq!(week.per_week(), 5.0);
    }
}

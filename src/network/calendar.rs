//! A working calendar in plain numbers: how much of each day is worked, and how far working time carries.

use chrono::{Datelike, NaiveDate};

/// Moments and amounts that differ by less are the same: a working day has fewer than 10 million parts.
const SAME: f64 = 1e-7;

/// How much of each day is worked, as a share of a full working day.
///
/// A moment is a number of days since 1 January of year 1, and where in the day: 0 is when work begins and 1 when it ends, so
/// that the end of a day and the beginning of the next are one moment. Work that ends with a Friday ends at the Saturday's
/// number, and the next begins at the Monday's; between the two no work is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// From Monday to Sunday.
    week: [f64; 7],
    /// Days that differ from their day of the week, in order, with the difference to it summed up to and with the day.
    exceptions: Vec<(i64, f64, f64)>,
}

impl Calendar {
    /// Makes a calendar; `None` where no day of the week is worked, for then nothing ever ends.
    pub fn new(
        week: [f64; 7],
        exceptions: impl IntoIterator<Item = (NaiveDate, f64)>,
    ) -> Option<Calendar> {
        let is_amount = |share: &f64| share.is_finite() && *share >= 0.0;
        if !week.iter().all(is_amount) || week.iter().sum::<f64>() <= 0.0 {
            return None;
        }
        let mut days: Vec<(i64, f64)> = exceptions
            .into_iter()
            .filter(|(_, share)| is_amount(share))
            .map(|(date, share)| (number(date), share))
            .collect();
        days.sort_by_key(|(day, _)| *day);
        days.dedup_by_key(|(day, _)| *day);
        let mut sum = 0.0;
        let exceptions = days
            .into_iter()
            .map(|(day, share)| {
                sum += share - week[weekday(day)];
                (day, share, sum)
            })
            .collect();
        Some(Calendar { week, exceptions })
    }

    /// Monday to Friday, without holidays.
    pub fn five_days() -> Calendar {
        Calendar {
            week: [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0],
            exceptions: Vec::new(),
        }
    }

    /// Every day a working day: for networks in units of time of their own.
    pub fn every_day() -> Calendar {
        Calendar {
            week: [1.0; 7],
            exceptions: Vec::new(),
        }
    }

    /// Returns what part of a day is worked.
    pub fn share(&self, day: i64) -> f64 {
        match self.exceptions.binary_search_by_key(&day, |own| own.0) {
            Ok(at) => self.exceptions[at].1,
            Err(_) => self.week[weekday(day)],
        }
    }

    /// Returns the working days from one moment to another; negative where the second is the earlier.
    pub fn work(&self, from: f64, to: f64) -> f64 {
        tidy(self.sum(to) - self.sum(from))
    }

    /// Returns the first moment at which so many working days after a moment are done; a negative number goes back, to the
    /// last moment from which they are still to do.
    pub fn after(&self, from: f64, days: f64) -> f64 {
        if days.abs() < SAME {
            return from;
        }
        let wanted = self.sum(from) + days;
        if days > 0.0 {
            self.first_with(wanted)
        } else {
            self.last_with(wanted)
        }
    }

    /// Returns the first moment, from this one on, at which work is done.
    pub fn begin(&self, from: f64) -> f64 {
        let from = tidy(from);
        let day = from.floor();
        if self.share(whole(day)) > 0.0 {
            return from;
        }
        self.last_with(self.sum(from))
    }

    /// Returns the moment, up to this one, at which the last work before it was done.
    pub fn end(&self, to: f64) -> f64 {
        self.first_with(self.sum(to))
    }

    /// Counts the working days from one date to another, both included, as Excel's `NETWORKDAYS`: negative backwards.
    pub fn days_between(&self, start: NaiveDate, end: NaiveDate) -> f64 {
        if end < start {
            return -self.days_between(end, start);
        }
        self.work(first(start), last(end))
    }

    /// Returns the date so many working days after a date, which itself does not count, as Excel's `WORKDAY`.
    pub fn day_after(&self, start: NaiveDate, days: i32) -> Option<NaiveDate> {
        match days {
            0 => Some(start),
            1.. => finish_date(self.after(last(start), f64::from(days))),
            _ => start_date(self.after(first(start), f64::from(days))),
        }
    }

    /// Working days from the first day of all to a moment.
    fn sum(&self, moment: f64) -> f64 {
        let moment = tidy(moment);
        let day = moment.floor();
        let at = whole(day);
        self.before(at) + (moment - day) * self.share(at)
    }

    /// Working days before a day.
    fn before(&self, day: i64) -> f64 {
        // The first day of all was a Monday, and has the number 1.
        let days = day - 1;
        let (weeks, rest) = (days.div_euclid(7), days.rem_euclid(7));
        let whole_week: f64 = self.week.iter().sum();
        let part: f64 = self.week.iter().take(rest.unsigned_abs() as usize).sum();
        let passed = self.exceptions.partition_point(|own| own.0 < day);
        let differs = passed
            .checked_sub(1)
            .map_or(0.0, |at| self.exceptions[at].2);
        weeks as f64 * whole_week + part + differs
    }

    fn first_with(&self, wanted: f64) -> f64 {
        self.within(wanted, |sum| sum < wanted - SAME)
    }

    fn last_with(&self, wanted: f64) -> f64 {
        self.within(wanted, |sum| sum <= wanted + SAME)
    }

    /// Returns the moment at which a sum of working days is reached, in the day before the first one that is not `short`.
    fn within(&self, wanted: f64, short: impl Fn(f64) -> bool) -> f64 {
        let a_week: f64 = self.week.iter().sum();
        let near = whole((wanted / a_week * 7.0).floor());
        let mut reach = 8;
        let (mut low, mut high) = (near, near);
        while !short(self.before(low)) {
            low -= reach;
            reach *= 2;
        }
        while short(self.before(high)) {
            high += reach;
            reach *= 2;
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if short(self.before(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        let share = self.share(low);
        let part = if share > 0.0 {
            ((wanted - self.before(low)) / share).clamp(0.0, 1.0)
        } else {
            1.0
        };
        tidy(low as f64 + part)
    }
}

/// Returns the moment at which a day's work begins.
pub fn first(date: NaiveDate) -> f64 {
    number(date) as f64
}

/// Returns the moment at which a day's work ends.
pub fn last(date: NaiveDate) -> f64 {
    number(date) as f64 + 1.0
}

/// Returns the day of a moment at which something begins.
pub fn start_date(moment: f64) -> Option<NaiveDate> {
    date(tidy(moment).floor())
}

/// Returns the day of a moment at which something ends.
pub fn finish_date(moment: f64) -> Option<NaiveDate> {
    date(tidy(moment).ceil() - 1.0)
}

fn date(day: f64) -> Option<NaiveDate> {
    let day = i32::try_from(whole(day)).ok()?;
    NaiveDate::from_num_days_from_ce_opt(day)
}

fn number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

fn weekday(day: i64) -> usize {
    (day - 1).rem_euclid(7).unsigned_abs() as usize
}

fn whole(day: f64) -> i64 {
    day as i64
}

/// Takes what is nearly a whole number for one, so that a thousand thirds make no minute of their own.
fn tidy(moment: f64) -> f64 {
    let near = moment.round();
    if (moment - near).abs() < SAME {
        near
    } else {
        moment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn work_that_ends_on_friday_goes_on_on_monday() {
        let calendar = Calendar::five_days();
        let monday = first(day("2026-11-02"));
        let end = calendar.after(monday, 5.0);
        assert_eq!(finish_date(end), Some(day("2026-11-06")));
        assert_eq!(start_date(calendar.begin(end)), Some(day("2026-11-09")));
        assert_eq!(calendar.work(end, calendar.begin(end)), 0.0);
        assert_eq!(calendar.after(calendar.begin(end), -5.0), monday);
    }

    #[test]
    fn a_half_day_counts_as_half() {
        let calendar = Calendar::new([1.0, 1.0, 1.0, 1.0, 0.5, 0.0, 0.0], []).expect("days");
        let monday = first(day("2026-11-02"));
        assert_eq!(
            finish_date(calendar.after(monday, 4.5)),
            Some(day("2026-11-06"))
        );
        assert_eq!(
            finish_date(calendar.after(monday, 5.0)),
            Some(day("2026-11-09"))
        );
    }

    #[test]
    fn a_holiday_is_passed_over_and_a_worked_saturday_is_not() {
        let exceptions = [(day("2026-12-25"), 0.0), (day("2026-12-26"), 1.0)];
        let calendar =
            Calendar::new([1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0], exceptions).expect("days");
        let thursday = first(day("2026-12-24"));
        assert_eq!(
            finish_date(calendar.after(thursday, 2.0)),
            Some(day("2026-12-26"))
        );
        assert_eq!(
            finish_date(calendar.after(thursday, 3.0)),
            Some(day("2026-12-28"))
        );
    }

    #[test]
    fn a_week_without_work_is_no_calendar() {
        assert_eq!(Calendar::new([0.0; 7], []), None);
        assert_eq!(Calendar::new([f64::NAN; 7], []), None);
    }
}

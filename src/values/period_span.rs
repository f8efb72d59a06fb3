//! How long the periods of a row are: their grain says it, and of plain days the distance between them.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::period::{Grain, Named};

/// The days of a period: from its first to before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub first: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
}

impl Span {
    /// Returns the month in which a day lies.
    pub fn month_of(day: NaiveDate) -> Span {
        Span::months(day.with_day(1).unwrap_or(day), 1)
    }

    /// Returns so many months from a day on.
    pub fn months(first: NaiveDate, months: u32) -> Span {
        let end = first.checked_add_months(Months::new(months));
        Span {
            first,
            end: end.unwrap_or(first),
        }
    }

    /// Returns so many days from a day on.
    pub fn days(first: NaiveDate, days: u64) -> Span {
        let end = first.checked_add_days(Days::new(days));
        Span {
            first,
            end: end.unwrap_or(first),
        }
    }

    /// Whether the span is one month of the calendar.
    pub fn is_month(self) -> bool {
        self == Span::month_of(self.first)
    }

    /// Whether the span consists of whole months.
    pub fn is_whole_months(self) -> bool {
        self.first.day() == 1 && self.end.day() == 1
    }

    /// Whether another span lies within this one.
    pub fn holds(self, other: Span) -> bool {
        self.first <= other.first && other.end <= self.end
    }
}

/// Returns the days of each of a row of periods, given their first days.
pub(super) fn spans(names: &[Named], firsts: &[Option<NaiveDate>]) -> Vec<Option<Span>> {
    let days: Vec<NaiveDate> = names
        .iter()
        .zip(firsts)
        .filter(|(named, _)| named.grain == Grain::Day)
        .filter_map(|(_, first)| *first)
        .collect();
    let steps = Steps::of(days);
    names
        .iter()
        .zip(firsts)
        .map(|(named, first)| {
            let first = (*first)?;
            Some(match named.grain {
                Grain::Day => steps.span(first),
                Grain::Week | Grain::WeekFrom | Grain::WeekTo => Span::days(first, 7),
                Grain::Month => Span::month_of(first),
                Grain::Quarter => Span::months(first, 3),
                Grain::Half => Span::months(first, 6),
                Grain::Year => Span::months(first, 12),
            })
        })
        .collect()
}

/// What a row of days stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Steps {
    Days,
    /// Whole weeks, this many days; the longest ones of a row may differ.
    Weeks(Vec<NaiveDate>, u64),
    /// The day is in, or the last of, so many months.
    Months(u32),
}

impl Steps {
    fn of(mut days: Vec<NaiveDate>) -> Steps {
        days.sort_unstable();
        days.dedup();
        let steps: Vec<i64> = days
            .windows(2)
            .map(|two| (two[1] - two[0]).num_days())
            .collect();
        let is_in_weeks = steps.iter().all(|step| step % 7 == 0);
        match steps.iter().min().copied() {
            None if days.first().is_some_and(|day| is_last_of_month(*day)) => Steps::Months(1),
            None | Some(..=6) => Steps::Days,
            // Month ends are 28 days apart in February only.
            Some(step) if is_in_weeks && (step < 28 || steps.len() >= 2 && step < 60) => {
                Steps::Weeks(days, u64::try_from(step).unwrap_or(7))
            }
            Some(7..=20) => Steps::Weeks(days, 7),
            Some(21..=62) => Steps::Months(1),
            Some(63..=120) => Steps::Months(3),
            Some(121..=250) => Steps::Months(6),
            Some(_) => Steps::Months(12),
        }
    }

    fn span(&self, day: NaiveDate) -> Span {
        match self {
            Steps::Days => Span::days(day, 1),
            Steps::Weeks(days, length) if *length >= 28 => {
                // Four weeks, or five: until the next begins.
                let next = days.iter().find(|other| **other > day);
                next.map_or(Span::days(day, *length), |next| Span {
                    first: day,
                    end: *next,
                })
            }
            Steps::Weeks(_, length) => Span::days(day, *length),
            Steps::Months(1) => Span::month_of(day),
            Steps::Months(months) if is_last_of_month(day) => {
                let month = Span::month_of(day);
                let first = month.end.checked_sub_months(Months::new(*months));
                Span {
                    first: first.unwrap_or(month.first),
                    end: month.end,
                }
            }
            Steps::Months(months) => Span::months(Span::month_of(day).first, *months),
        }
    }
}

fn is_last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_some_and(|next| next.day() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn the_distance_of_days_tells_how_long_their_periods_are() {
        for (days, first, end) in [
            // A week, a sprint of two, a day.
            (
                vec![day(2026, 11, 2), day(2026, 11, 9)],
                day(2026, 11, 2),
                day(2026, 11, 9),
            ),
            (
                vec![day(2026, 5, 4), day(2026, 5, 18)],
                day(2026, 5, 4),
                day(2026, 5, 18),
            ),
            (
                vec![day(2026, 5, 4), day(2026, 5, 5)],
                day(2026, 5, 4),
                day(2026, 5, 5),
            ),
            // A week is missing: the others are still weeks.
            (
                vec![day(2026, 5, 4), day(2026, 5, 11), day(2026, 5, 25)],
                day(2026, 5, 4),
                day(2026, 5, 11),
            ),
            // Month ends, quarter ends, year ends.
            (
                vec![day(2026, 1, 31), day(2026, 2, 28)],
                day(2026, 1, 1),
                day(2026, 2, 1),
            ),
            (
                vec![day(2026, 6, 30), day(2026, 9, 30)],
                day(2026, 4, 1),
                day(2026, 7, 1),
            ),
            (
                vec![day(2026, 3, 31), day(2027, 3, 31)],
                day(2025, 4, 1),
                day(2026, 4, 1),
            ),
            // Four weeks and five.
            (
                vec![
                    day(2026, 1, 5),
                    day(2026, 2, 2),
                    day(2026, 3, 2),
                    day(2026, 4, 6),
                ],
                day(2026, 1, 5),
                day(2026, 2, 2),
            ),
            (vec![day(2026, 10, 31)], day(2026, 10, 1), day(2026, 11, 1)),
        ] {
            let span = Steps::of(days.clone()).span(days[0]);
            assert_eq!((span.first, span.end), (first, end), "{days:?}");
        }
    }
}

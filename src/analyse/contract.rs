//! What one person can give: contract, working days, first and last day, and leave.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::workdays::{Workdays, days};

/// Days off of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Absence {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub kind: LeaveKind,
    /// Share of each of its working days that is off, 0 to 1: a half day is 0.5.
    pub share: f64,
}

/// Kinds of leave, the weakest first: a day that several claim counts for the strongest, as sickness breaks annual leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeaveKind {
    /// Leave of a kind that the tracker does not say counts against no allowance.
    Unstated,
    Annual,
    Special,
    Sick,
    Unpaid,
}

impl LeaveKind {
    /// Returns the kind that a canonical word names.
    pub fn from_word(word: &str) -> LeaveKind {
        match word {
            "annual" => LeaveKind::Annual,
            "special" => LeaveKind::Special,
            "sick" => LeaveKind::Sick,
            "unpaid" => LeaveKind::Unpaid,
            _ => LeaveKind::Unstated,
        }
    }
}

/// Whether leave is taken out of what a person can give, or counts as if it were worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// 16 hours of 40 with one day off are 50%.
    Out,
    /// 16 hours of 40 with one day off are 40%.
    In,
}

/// What one person has agreed to give.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// Full-time equivalents; 0.6 is three days of five.
    pub fte: f64,
    /// Days of the week on which the person works, from Monday, where they are known.
    pub week: Option<[bool; 7]>,
    pub start: Option<NaiveDate>,
    pub finish: Option<NaiveDate>,
    pub absences: Vec<Absence>,
}

impl Contract {
    /// Returns the contract of somebody of whom nothing is known: full time, always there.
    pub fn full_time() -> Contract {
        Contract {
            fte: 1.0,
            week: None,
            start: None,
            finish: None,
            absences: Vec::new(),
        }
    }

    /// Whether a day lies from the first to the last one.
    pub fn is_there(&self, day: NaiveDate) -> bool {
        self.start.is_none_or(|start| start <= day)
            && self.finish.is_none_or(|finish| day <= finish)
    }

    /// Returns how much of the contract falls on a day, leave aside: 1 on a working day, or, of somebody who works on certain
    /// days of the week, more than 1 on these and nothing on the others.
    pub fn contracted(&self, day: NaiveDate, calendar: &Workdays) -> f64 {
        if !self.is_there(day) || !calendar.is_worked(day) {
            return 0.0;
        }
        match self.week {
            None => 1.0,
            Some(week) if week[day.weekday().num_days_from_monday() as usize] => {
                let own = week.iter().filter(|worked| **worked).count() as f64;
                calendar.per_week() / own
            }
            Some(_) => 0.0,
        }
    }

    /// Returns the working days that the person gives from one day to another, both included.
    pub fn given(&self, from: NaiveDate, to: NaiveDate, calendar: &Workdays, leave: Leave) -> f64 {
        let of_day = |day: NaiveDate| {
            let contracted = self.contracted(day, calendar);
            match leave {
                Leave::Out => contracted * (1.0 - self.absent(day)),
                Leave::In => contracted,
            }
        };
        self.fte * days(from, to).map(of_day).sum::<f64>()
    }

    /// Returns the share of a day that is leave, of whatever kinds.
    pub fn absent(&self, day: NaiveDate) -> f64 {
        let of_day = self.absences.iter().filter(|own| own.is_on(day));
        of_day.map(|own| own.share).fold(0.0, f64::max)
    }

    /// Returns the days of leave taken from one day to another, by kind. Weekends, holidays and days on which the person
    /// does not work cost nothing; a day counts once, for the strongest kind.
    pub fn taken(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        calendar: &Workdays,
    ) -> BTreeMap<LeaveKind, f64> {
        let mut taken = BTreeMap::new();
        for day in days(from, to).filter(|day| self.contracted(*day, calendar) > 0.0) {
            let of_day = self.absences.iter().filter(|own| own.is_on(day));
            if let Some(strongest) = of_day.max_by_key(|own| own.kind) {
                *taken.entry(strongest.kind).or_insert(0.0) += strongest.share;
            }
        }
        taken
    }
}

impl Absence {
    fn is_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a real day")
    }

    fn week(contract: &Contract, leave: Leave) -> f64 {
        let calendar = Workdays::new(&[], BTreeSet::new());
        contract.given(day("2026-11-02"), day("2026-11-08"), &calendar, leave)
    }

    fn off(from: &str, to: &str, share: f64) -> Absence {
        Absence {
            from: day(from),
            to: day(to),
            kind: LeaveKind::Annual,
            share,
        }
    }

    #[test]
    fn part_time_by_days_is_not_a_flat_share() {
        let flat = Contract {
            fte: 0.6,
            ..Contract::full_time()
        };
        let by_days = Contract {
            week: Some([true, true, true, false, false, false, false]),
            ..flat.clone()
        };
        assert!((week(&flat, Leave::Out) - 3.0).abs() < 1e-9);
        assert!((week(&by_days, Leave::Out) - 3.0).abs() < 1e-9);
        // Thursday and Friday off cost somebody nothing who does not work then.
        let leave = vec![off("2026-11-05", "2026-11-06", 1.0)];
        let flat = Contract {
            absences: leave.clone(),
            ..flat
        };
        let by_days = Contract {
            absences: leave,
            ..by_days
        };
        assert!((week(&flat, Leave::Out) - 1.8).abs() < 1e-9);
        assert!((week(&by_days, Leave::Out) - 3.0).abs() < 1e-9);
    }

    #[test]
    fn leave_is_out_of_capacity_or_in_it_as_the_setting_says() {
        let contract = Contract {
            absences: vec![
                off("2026-11-02", "2026-11-02", 1.0),
                off("2026-11-03", "2026-11-03", 0.5),
            ],
            ..Contract::full_time()
        };
        assert_eq!(week(&contract, Leave::Out), 3.5);
        assert_eq!(week(&contract, Leave::In), 5.0);
    }

    #[test]
    fn joiners_and_leavers_give_the_days_they_are_there() {
        let joiner = Contract {
            start: Some(day("2026-11-05")),
            ..Contract::full_time()
        };
        let leaver = Contract {
            finish: Some(day("2026-11-02")),
            ..Contract::full_time()
        };
        assert_eq!(week(&joiner, Leave::Out), 2.0);
        assert_eq!(week(&leaver, Leave::Out), 1.0);
    }
}

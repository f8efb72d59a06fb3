//! Who can give what and who is booked when, day by day: what months are too coarse for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate, Weekday};
use polars::prelude::{DataFrame, PolarsResult, df, lit};

use super::bookings::{CAPACITY, WORKING_DAYS};
use super::contract::{Absence, Contract, Leave, LeaveKind};
use super::scene::Scene;
use super::shape::place;
use super::sweep::Stretch;
use super::table::Table;
use super::workdays::{Workdays, days};
use crate::model::column::{Column, Kind};
use crate::model::tables::{assignments, leave, people};
use crate::settings::capacity::LeaveCounts;

static PLACE: Column = Column::new("place", Kind::Text, "Where a row stands.");

/// A booking of days that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Load {
    /// Nobody where the demand has no name yet.
    pub(super) person: Option<String>,
    pub(super) role: Option<String>,
    pub(super) skill: Option<String>,
    pub(super) project_id: Option<String>,
    pub(super) project: Option<String>,
    /// First day of the month that the booking lies in.
    pub(super) month: NaiveDate,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    /// Full-time equivalents of the month.
    pub(super) fte: f64,
    /// Full-time equivalents on each of its working days.
    pub(super) rate: f64,
    /// Whether the tracker gives days or weeks; else it gives the month, and the days within it are not known.
    pub(super) is_dated: bool,
    pub(super) place: String,
}

/// Everybody with contract, role and skills, and every booking.
#[derive(Debug)]
pub(super) struct Resourcing {
    pub(super) calendar: Workdays,
    pub(super) leave: Leave,
    pub(super) people: BTreeMap<String, Person>,
    /// Everybody's name, those listed first.
    names: Vec<String>,
    pub(super) loads: Vec<Load>,
    /// First and last day that are looked at.
    pub(super) window: (NaiveDate, NaiveDate),
}

/// One person who is listed or booked.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) contract: Contract,
    pub(super) role: Option<String>,
    pub(super) skills: BTreeSet<String>,
    /// Days of annual leave of a year, where they are known.
    pub(super) allowance: Option<f64>,
}

impl Resourcing {
    /// Reads contracts and leave; `people` are all who are listed or booked, `bookings` those with a month and an amount.
    pub(super) fn of(
        scene: &Scene<'_>,
        people: DataFrame,
        bookings: DataFrame,
    ) -> PolarsResult<Resourcing> {
        let calendar = calendar(scene);
        let leave = match scene.settings.capacity.leave {
            LeaveCounts::Out => Leave::Out,
            LeaveCounts::In => Leave::In,
        };
        let absences = absences(scene, &calendar)?;
        let mut known = persons(&people, &calendar)?;
        let names = names(&people)?;
        for (name, own) in absences {
            if let Some(person) = known.get_mut(&name) {
                person.contract.absences = own;
            }
        }
        Ok(Resourcing {
            loads: loads(bookings, &calendar)?,
            people: known,
            names,
            window: scene.settings.capacity.ahead(scene.at()),
            calendar,
            leave,
        })
    }

    /// Returns what each person can give in each month, in full-time equivalents of its working days.
    pub(super) fn capacity(&self, months: &[NaiveDate]) -> PolarsResult<DataFrame> {
        let (mut names, mut periods, mut given) = (Vec::new(), Vec::new(), Vec::new());
        for name in &self.names {
            for month in months {
                names.push(name.as_str());
                periods.push(*month);
                given.push(self.month_capacity(name, *month));
            }
        }
        df!(
            assignments::PERSON.name => names,
            assignments::PERIOD.name => periods,
            CAPACITY.name => given,
        )
    }

    /// Returns what a person can give in a month, in full-time equivalents of its working days.
    pub(super) fn month_capacity(&self, name: &str, month: NaiveDate) -> f64 {
        let last = month_end(month);
        let all = self.calendar.count(month, last);
        match self.people.get(name) {
            Some(person) if all > 0.0 => {
                let contract = &person.contract;
                contract.given(month, last, &self.calendar, self.leave) / all
            }
            _ => 0.0,
        }
    }

    /// Returns months with their working days.
    pub(super) fn months(&self, months: &[NaiveDate]) -> PolarsResult<DataFrame> {
        let counts: Vec<f64> = months
            .iter()
            .map(|month| self.calendar.count(*month, month_end(*month)))
            .collect();
        df!(
            assignments::PERIOD.name => months.to_vec(),
            WORKING_DAYS.name => counts,
        )
    }

    /// Returns the bookings in the months looked ahead.
    pub(super) fn ahead(&self) -> impl Iterator<Item = &Load> {
        let (first, last) = self.window;
        let loads = self.loads.iter();
        loads.filter(move |load| (first..=last).contains(&load.month))
    }

    /// Returns what a person can give, day by day, as stretches of the same amount.
    pub(super) fn given(&self, person: &Person) -> Vec<Stretch> {
        let (first, last) = self.window;
        let contract = &person.contract;
        let amount = |day: NaiveDate| {
            let there = if contract.is_there(day) {
                contract.fte
            } else {
                0.0
            };
            match self.leave {
                Leave::Out => there * (1.0 - contract.absent(day)),
                Leave::In => there,
            }
        };
        let mut stretches: Vec<Stretch> = Vec::new();
        for day in days(first, last) {
            let amount = amount(day);
            match stretches.last_mut() {
                Some(before) if before.amount == amount => before.to = day,
                _ => stretches.push(Stretch {
                    from: day,
                    to: day,
                    amount,
                }),
            }
        }
        stretches
    }
}

impl Load {
    /// Returns the booking as a share of each of its days.
    pub(super) fn stretch(&self) -> Stretch {
        Stretch {
            from: self.from,
            to: self.to,
            amount: self.rate,
        }
    }

    /// Returns the working days booked from one day to another, both included. What is booked for a weekend or a holiday alone
    /// is spread over its days.
    pub(super) fn days_in(&self, from: NaiveDate, to: NaiveDate, calendar: &Workdays) -> f64 {
        let (first, last) = (self.from.max(from), self.to.min(to));
        if last < first {
            return 0.0;
        }
        if calendar.count(self.from, self.to) > 0.0 {
            self.rate * calendar.count(first, last)
        } else {
            self.rate * ((last - first).num_days() + 1) as f64
        }
    }
}

/// Returns the last day of a month, given its first.
pub(super) fn month_end(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(first)
}

fn calendar(scene: &Scene<'_>) -> Workdays {
    let own = &scene.settings.calendar;
    let holidays = own.holidays.iter().copied().collect();
    let week: Vec<Weekday> = own
        .week
        .iter()
        .filter_map(|day| Weekday::try_from(*day as u8).ok())
        .collect();
    Workdays::new(&week, holidays)
}

fn names(people: &DataFrame) -> PolarsResult<Vec<String>> {
    let table = Table::new(people);
    let name = |row| table.text(&people::PERSON, row);
    let names = (0..people.height())
        .map(name)
        .collect::<PolarsResult<Vec<_>>>()?;
    Ok(names.into_iter().flatten().collect())
}

fn persons(people: &DataFrame, calendar: &Workdays) -> PolarsResult<BTreeMap<String, Person>> {
    let table = Table::new(people);
    let mut known = BTreeMap::new();
    for row in 0..people.height() {
        let Some(name) = table.text(&people::PERSON, row)? else {
            continue;
        };
        let week = table
            .text(&people::WORKING_DAYS, row)?
            .and_then(|text| week(&text));
        let own_days = week.map(|week| week.iter().filter(|worked| **worked).count() as f64);
        let fte = table
            .number(&people::FTE, row)?
            .or(own_days.map(|days| (days / calendar.per_week()).min(1.0)));
        let contract = Contract {
            fte: fte.unwrap_or(1.0),
            week,
            start: table.date(&people::START, row)?,
            finish: table.date(&people::FINISH, row)?,
            absences: Vec::new(),
        };
        let skills = table.text(&people::SKILLS, row)?;
        let skills = skills.iter().flat_map(|text| text.split(';'));
        let person = Person {
            contract,
            role: table.text(&people::ROLE, row)?,
            skills: skills
                .map(|skill| skill.trim().to_string())
                .filter(|skill| !skill.is_empty())
                .collect(),
            allowance: table.number(&people::LEAVE_ALLOWANCE, row)?,
        };
        known.insert(name, person);
    }
    Ok(known)
}

/// Reads `mon tue thu`.
fn week(text: &str) -> Option<[bool; 7]> {
    let mut week = [false; 7];
    for word in text.split_whitespace() {
        let day: Weekday = word.parse().ok()?;
        week[day.num_days_from_monday() as usize] = true;
    }
    week.contains(&true).then_some(week)
}

/// Returns the leave of each person that is not rejected.
fn absences(
    scene: &Scene<'_>,
    calendar: &Workdays,
) -> PolarsResult<BTreeMap<String, Vec<Absence>>> {
    let rows = scene.portfolio.leave.frame();
    let table = Table::new(rows);
    let mut all: BTreeMap<String, Vec<Absence>> = BTreeMap::new();
    for row in 0..rows.height() {
        let (Some(name), Some(from)) = (
            table.text(&leave::PERSON, row)?,
            table.date(&leave::FROM, row)?,
        ) else {
            continue;
        };
        if table.text(&leave::STATUS, row)?.as_deref() == Some("rejected") {
            continue;
        }
        let given = table.number(&leave::DAYS, row)?.filter(|days| *days > 0.0);
        let until = table.date(&leave::UNTIL, row)?;
        let to = until.unwrap_or_else(|| last_day(from, given.unwrap_or(1.0), calendar));
        let worked = calendar.count(from, to);
        let share = match given {
            Some(days) if worked > 0.0 => (days / worked).min(1.0),
            _ => 1.0,
        };
        let kind = table.text(&leave::KIND, row)?;
        all.entry(name).or_default().push(Absence {
            from,
            to,
            kind: kind.map_or(LeaveKind::Unstated, |word| LeaveKind::from_word(&word)),
            share,
        });
    }
    Ok(all)
}

/// Returns the day on which so many working days are over.
fn last_day(from: NaiveDate, length: f64, calendar: &Workdays) -> NaiveDate {
    // Nobody is away for more working days than a working life has.
    let length = length.min(20_000.0);
    let mut left = length;
    for day in from.iter_days() {
        left -= f64::from(u8::from(calendar.is_worked(day)));
        if left <= 0.0 {
            return day;
        }
    }
    from
}

fn loads(bookings: DataFrame, calendar: &Workdays) -> PolarsResult<Vec<Load>> {
    use polars::prelude::IntoLazy;
    let rows = bookings
        .lazy()
        .with_column(place().fill_null(lit("")).alias(PLACE.name))
        .collect()?;
    let table = Table::new(&rows);
    let mut loads = Vec::new();
    for row in 0..rows.height() {
        let (Some(month), Some(fte)) = (
            table.date(&assignments::PERIOD, row)?,
            table.number(&assignments::FTE, row)?,
        ) else {
            continue;
        };
        let given = table.text(&assignments::PERIOD_GIVEN, row)?;
        let dated = given.and_then(|text| part_of(&text, month));
        let (from, to) = dated.unwrap_or((month, month_end(month)));
        let unit = table.text(&assignments::UNIT, row)?;
        let is_amount = matches!(unit.as_deref(), Some("days" | "hours"));
        loads.push(Load {
            person: table.text(&assignments::PERSON, row)?,
            role: table.text(&assignments::ROLE, row)?,
            skill: table.text(&assignments::SKILL, row)?,
            project_id: table.text(&assignments::PROJECT_ID, row)?,
            project: table.text(&assignments::PROJECT, row)?,
            month,
            from,
            to,
            fte,
            rate: rate(fte, (from, to), month, is_amount, calendar),
            is_dated: dated.is_some_and(|(first, last)| (last - first).num_days() < 27)
                || dated.is_some_and(|(first, last)| first > month || last < month_end(month)),
            place: table.text(&PLACE, row)?.unwrap_or_default(),
        });
    }
    Ok(loads)
}

/// Full-time equivalents of a month as full-time equivalents of each working day of a part of it. An amount of days or hours
/// is done on the days that are left when holidays are taken out; a share of somebody's time is that share on each of them.
fn rate(
    fte: f64,
    (from, to): (NaiveDate, NaiveDate),
    month: NaiveDate,
    is_amount: bool,
    calendar: &Workdays,
) -> f64 {
    let plain = Workdays::new(&[], BTreeSet::new());
    let amount = fte * plain.count(month, month_end(month));
    let all = ((to - from).num_days() + 1) as f64;
    let own = if is_amount { calendar } else { &plain };
    let worked = own.count(from, to);
    amount / if worked > 0.0 { worked } else { all }
}

/// Returns the part of a period, `2026-11-30 to 2026-12-06`, that lies in a month.
fn part_of(given: &str, month: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = given.split_once(" to ").unwrap_or((given, given));
    let (first, last): (NaiveDate, NaiveDate) =
        (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let (from, to) = (first.max(month), last.min(month_end(month)));
    (from <= to).then_some((from, to))
}

//! Bookings in any unit as full-time equivalents of their month.

use super::batch::Batch;
use super::spread::{Part, working_days};
use super::stated::column_choice;
use crate::lexicon::phrase::Quantity;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::tables::assignments::{BOOKED, FTE, UNIT};
use crate::model::value::Value;
use crate::settings::{Settings, choice};
use crate::values::doubt::{Doubt, Reading, quoted};
use crate::values::period_span::Span;
use crate::values::reading::Context;

pub static ALLOCATION_UNIT_ASSUMED: Code = Code {
    id: "allocation-unit-assumed",
    severity: Severity::Changes,
    why: "Nothing says whether bookings are people, days or hours; their size decided, and utilisation depends on it.",
};

/// The unit in which an amount was booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Fte,
    /// Hundredths of a full-time equivalent.
    Percent,
    Days,
    Hours,
}

impl Unit {
    pub(super) fn name(self) -> &'static str {
        match self {
            Unit::Fte => "fte",
            Unit::Percent => "percent",
            Unit::Days => "days",
            Unit::Hours => "hours",
        }
    }

    fn shown(self) -> &'static str {
        match self {
            Unit::Fte => "full-time equivalents",
            _ => self.name(),
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Unit> {
        [Unit::Fte, Unit::Percent, Unit::Days, Unit::Hours]
            .into_iter()
            .find(|unit| unit.name() == name)
    }

    /// Returns the unit that the size of amounts by period speaks of: nobody works 3 full-time jobs, 32 days a month or 60
    /// hours a week.
    pub(super) fn by_size(amounts: impl Iterator<Item = f64>, period: Span) -> Unit {
        let largest = amounts.fold(0.0_f64, |largest, amount| largest.max(amount.abs()));
        let days = (period.end - period.first).num_days() as f64;
        if largest <= if days < 2.0 { 1.0 } else { 3.0 } {
            Unit::Fte
        } else if largest <= days.max(1.0) {
            Unit::Days
        } else if days < 28.0 && largest > if days < 2.0 { 24.0 } else { 60.0 * days / 7.0 } {
            Unit::Percent
        } else {
            Unit::Hours
        }
    }
}

impl Unit {
    /// Returns the unit that a heading named, unless the amounts say otherwise: under `%` stand 50 or 0.5, and cells that
    /// show a percent sign hold fractions.
    pub(super) fn seen(self, amounts: impl Iterator<Item = f64>) -> Unit {
        let largest = amounts.fold(0.0_f64, |largest, amount| largest.max(amount.abs()));
        if self == Unit::Percent && largest <= 3.0 {
            Unit::Fte
        } else {
            self
        }
    }
}

/// Returns what an amount booked for a period is in full-time equivalents of the month of one of its parts. Full-time
/// equivalents and percentages hold on each day of the period; days and hours are divided among its parts.
pub(super) fn fte(amount: f64, unit: Unit, part: Part, hours_per_day: f64) -> f64 {
    let month = working_days(Span::month_of(part.days.first));
    let days = match unit {
        // What is booked for a weekend is work all the same.
        Unit::Fte | Unit::Percent => match working_days(part.days) {
            0.0 => (part.days.end - part.days.first).num_days() as f64,
            days => days,
        },
        Unit::Days | Unit::Hours => part.share,
    };
    let each = match unit {
        Unit::Fte | Unit::Days => amount,
        Unit::Percent => amount / 100.0,
        Unit::Hours => amount / hours_per_day,
    };
    if days == month {
        each
    } else {
        each * days / month
    }
}

/// Gives bookings of a flat table their unit, where the table does not; `spans` are their periods.
pub(super) fn complete(
    batch: &mut Batch,
    records: &mut [Record],
    spans: &[Option<Span>],
    context: Context<'_>,
) {
    let said = batch
        .region
        .own(&BOOKED)
        .and_then(|heading| crate::lexicon::phrase::unit(&heading.text))
        .and_then(unit_said);
    let said = said.map(|unit| {
        unit.seen(
            records
                .iter()
                .filter_map(|record| record.get(&BOOKED).number()),
        )
    });
    let stated = stated(batch, context.settings);
    let said = stated.or(said);
    let named = records.iter().any(|record| !record.get(&UNIT).is_blank());
    let longest = spans
        .iter()
        .flatten()
        .max_by_key(|span| span.end - span.first);
    let period = longest
        .copied()
        .unwrap_or(Span::month_of(context.settings.as_of));
    let unit = said.unwrap_or_else(|| {
        let amounts = records
            .iter()
            .filter_map(|record| record.get(&BOOKED).number());
        Unit::by_size(amounts, period)
    });
    if said.is_none() && !named && records.iter().any(|record| !record.get(&BOOKED).is_blank()) {
        assume(batch, unit, records.len());
    }
    for record in records {
        if !record.get(&BOOKED).is_blank() && record.get(&UNIT).is_blank() {
            record.set(&UNIT, Value::Text(unit.name().to_string()));
        }
    }
}

/// Sets a record's full-time equivalents in the month of one part of its period, given what was booked for all of it; what
/// the tracker gives as full-time equivalents stays.
pub(super) fn set_fte(record: &mut Record, booked: Option<f64>, part: Part, hours_per_day: f64) {
    let unit = record.get(&UNIT).text().and_then(Unit::from_name);
    if let (Some(amount), Some(unit), true) = (booked, unit, record.get(&FTE).is_blank()) {
        let value = fte(amount, unit, part, hours_per_day);
        record.set(&FTE, Value::Number(value));
    }
}

/// Says that the unit of bookings was taken from their size.
pub(super) fn assume(batch: &mut Batch, unit: Unit, amounts: usize) {
    let origin = batch.cell(batch.region.area.first_row, batch.region.area.first_column);
    let assumption = doubt(unit, amounts).of_sheet(&origin);
    batch.findings.push(
        Finding::new(
            &ALLOCATION_UNIT_ASSUMED,
            origin,
            format!("the bookings are read as {} from their size", unit.name()),
        )
        .hint("name the unit in a title or heading: FTE, days or hours")
        .assuming([assumption]),
    );
}

fn doubt(unit: Unit, amounts: usize) -> Doubt {
    let all = [Unit::Fte, Unit::Percent, Unit::Days, Unit::Hours];
    let words = |unit: Unit| format!("bookings in {}", unit.shown());
    Doubt {
        assumed: words(unit),
        evidence: format!("the size of {amounts} amounts, none of which names a unit"),
        weight: amounts,
        key: "unit",
        value: quoted(unit.name()),
        others: all
            .into_iter()
            .filter(|other| *other != unit)
            .map(|other| Reading::new(words(other), "unit", quoted(other.name())))
            .collect(),
    }
}

/// Returns the unit of bookings that the settings give the column of bookings or the sheet.
pub(super) fn stated(batch: &Batch, settings: &Settings) -> Option<Unit> {
    let place = (&*batch.file, &*batch.sheet);
    let said = match batch.region.own(&BOOKED) {
        Some(heading) => column_choice(place, heading, &BOOKED, settings).unit,
        None => settings.sheet(place.0, place.1).unit,
    };
    match said? {
        choice::Unit::Fte => Some(Unit::Fte),
        choice::Unit::Percent => Some(Unit::Percent),
        choice::Unit::Days => Some(Unit::Days),
        choice::Unit::Hours => Some(Unit::Hours),
        _ => None,
    }
}

/// Returns the unit that a heading or title names.
pub(super) fn unit_said(said: crate::lexicon::phrase::Unit) -> Option<Unit> {
    match said.quantity {
        Some(Quantity::Fte) => Some(Unit::Fte),
        Some(Quantity::Days) => Some(Unit::Days),
        Some(Quantity::Hours) => Some(Unit::Hours),
        Some(Quantity::Weeks | Quantity::Months) => None,
        None => said.percent.then_some(Unit::Percent),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn whole(span: Span) -> Part {
        Part {
            days: span,
            share: 1.0,
        }
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn days_and_hours_become_full_time_equivalents_of_their_month() {
        // November 2026 has 21 working days.
        let november = whole(Span::month_of(day(2026, 11, 1)));
        assert_eq!(fte(21.0, Unit::Days, november, 7.5), 1.0);
        assert_eq!(fte(78.75, Unit::Hours, november, 7.5), 0.5);
        assert_eq!(fte(0.6, Unit::Fte, november, 7.5), 0.6);
        assert_eq!(fte(60.0, Unit::Percent, november, 7.5), 0.6);
    }

    #[test]
    fn a_week_counts_as_its_share_of_the_month() {
        let week = Span::days(day(2026, 11, 2), 7);
        assert_eq!(fte(1.0, Unit::Fte, whole(week), 7.5), 5.0 / 21.0);
        // Of the week from 30 November one working day lies in November.
        let over = Span::days(day(2026, 11, 30), 7);
        let parts =
            crate::normalise::spread::parts(over, crate::normalise::spread::By::WorkingDays);
        assert_eq!(fte(1.0, Unit::Fte, parts[0], 7.5), 1.0 / 21.0);
        assert_eq!(fte(5.0, Unit::Days, parts[0], 7.5), 1.0 / 21.0);
    }

    #[test]
    fn the_size_of_amounts_tells_their_unit() {
        let month = Span::month_of(day(2026, 11, 1));
        let week = Span::days(day(2026, 11, 2), 7);
        let one = Span::days(day(2026, 11, 2), 1);
        for (amounts, period, unit) in [
            (vec![0.5, 1.0], month, Unit::Fte),
            (vec![5.0, 18.0], month, Unit::Days),
            (vec![40.0, 150.0], month, Unit::Hours),
            (vec![0.5, 1.0], week, Unit::Fte),
            (vec![2.0, 5.0], week, Unit::Days),
            (vec![8.0, 30.0], week, Unit::Hours),
            (vec![50.0, 100.0], week, Unit::Percent),
            (vec![4.0, 8.0], one, Unit::Hours),
        ] {
            assert_eq!(
                Unit::by_size(amounts.iter().copied(), period),
                unit,
                "{amounts:?}"
            );
        }
    }
}

//! Bookings in any unit as full-time equivalents of their month.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::batch::Batch;
use super::stated::column_choice;
use crate::lexicon::phrase::Quantity;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::tables::assignments::{BOOKED, FTE, PERIOD, UNIT};
use crate::model::value::Value;
use crate::settings::{Settings, choice};
use crate::values::doubt::{Doubt, Reading, quoted};
use crate::values::reading::Context;

pub static ALLOCATION_UNIT_ASSUMED: Code = Code {
    id: "allocation-unit-assumed",
    severity: Severity::Changes,
    why: "Nothing says whether bookings are people, days or hours; their size decided, and utilisation depends on it.",
};

/// How long the periods of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Span {
    /// Returns the span that the distance between neighbouring periods speaks of.
    pub(super) fn between(first_days: &[NaiveDate]) -> Span {
        let steps = first_days
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).num_days())
            .filter(|days| *days > 0);
        match steps.min() {
            Some(1..=6) => Span::Day,
            Some(7..=20) => Span::Week,
            Some(80..=100) => Span::Quarter,
            Some(101..) => Span::Year,
            _ => Span::Month,
        }
    }

    fn end(self, first: NaiveDate) -> NaiveDate {
        match self {
            Span::Day => first + Days::new(1),
            Span::Week => first + Days::new(7),
            Span::Month => first + Months::new(1),
            Span::Quarter => first + Months::new(3),
            Span::Year => first + Months::new(12),
        }
    }
}

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

    /// Returns the unit that the size of monthly amounts speaks of: nobody works 3 full-time jobs or 32 days a month.
    pub(super) fn by_size(amounts: impl Iterator<Item = f64>) -> Unit {
        let largest = amounts.fold(0.0_f64, |largest, amount| largest.max(amount.abs()));
        if largest <= 3.0 {
            Unit::Fte
        } else if largest <= 31.0 {
            Unit::Days
        } else {
            Unit::Hours
        }
    }
}

impl Unit {
    /// Returns the unit that a heading named, unless the amounts say otherwise: under `%` stand 50 or 0.5, and cells that
    /// show a percent sign hold fractions.
    pub(super) fn seen(self, amounts: impl Iterator<Item = f64>) -> Unit {
        let fraction = self == Unit::Percent && Unit::by_size(amounts) == Unit::Fte;
        if fraction { Unit::Fte } else { self }
    }
}

/// Returns an amount booked in a period as full-time equivalents of the month in which the period starts.
pub(super) fn fte(
    amount: f64,
    unit: Unit,
    first: NaiveDate,
    span: Span,
    hours_per_day: f64,
) -> f64 {
    let (amount, unit) = match unit {
        Unit::Percent => (amount / 100.0, Unit::Fte),
        unit => (amount, unit),
    };
    if unit == Unit::Fte && matches!(span, Span::Month | Span::Quarter | Span::Year) {
        return amount;
    }
    let days = match unit {
        Unit::Fte | Unit::Percent => amount * working_days(first, span.end(first)),
        Unit::Days => amount,
        Unit::Hours => amount / hours_per_day,
    };
    let month = first.with_day(1).unwrap_or(first);
    let end = if matches!(span, Span::Quarter | Span::Year) {
        span.end(month)
    } else {
        month + Months::new(1)
    };
    days / working_days(month, end)
}

/// Returns the Mondays to Fridays from a day to before another.
fn working_days(first: NaiveDate, end: NaiveDate) -> f64 {
    let days = first.iter_days().take_while(|day| *day < end);
    days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .count() as f64
}

/// Gives bookings of a flat table their unit and their full-time equivalents, where the table does not.
pub(super) fn complete(batch: &mut Batch, records: &mut [Record], context: Context<'_>) {
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
    let unit = said.unwrap_or_else(|| {
        Unit::by_size(
            records
                .iter()
                .filter_map(|record| record.get(&BOOKED).number()),
        )
    });
    if said.is_none() && !named && records.iter().any(|record| !record.get(&BOOKED).is_blank()) {
        assume(batch, unit, records.len());
    }
    for record in records {
        if !record.get(&BOOKED).is_blank() && record.get(&UNIT).is_blank() {
            record.set(&UNIT, Value::Text(unit.name().to_string()));
        }
        let own = record
            .get(&UNIT)
            .text()
            .and_then(Unit::from_name)
            .unwrap_or(unit);
        if let (Some(amount), Some(month), true) = (
            record.get(&BOOKED).number(),
            record.get(&PERIOD).date(),
            record.get(&FTE).is_blank(),
        ) {
            let value = fte(
                amount,
                own,
                month,
                Span::Month,
                context.settings.reading.hours_per_day,
            );
            record.set(&FTE, Value::Number(value));
        }
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
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn days_and_hours_become_full_time_equivalents_of_their_month() {
        // November 2026 has 21 working days.
        let november = day(2026, 11, 1);
        assert_eq!(fte(21.0, Unit::Days, november, Span::Month, 7.5), 1.0);
        assert_eq!(fte(78.75, Unit::Hours, november, Span::Month, 7.5), 0.5);
        assert_eq!(fte(0.6, Unit::Fte, november, Span::Month, 7.5), 0.6);
    }

    #[test]
    fn a_week_counts_as_its_share_of_the_month() {
        assert_eq!(
            fte(1.0, Unit::Fte, day(2026, 11, 2), Span::Week, 7.5),
            5.0 / 21.0
        );
    }

    #[test]
    fn the_size_of_monthly_amounts_tells_their_unit() {
        for (amounts, unit) in [
            (vec![0.5, 1.0], Unit::Fte),
            (vec![5.0, 18.0], Unit::Days),
            (vec![40.0, 150.0], Unit::Hours),
        ] {
            assert_eq!(Unit::by_size(amounts.into_iter()), unit);
        }
    }
}

//! What a list of people says of their contracts, as full-time equivalents and days of the week.

use crate::model::record::Record;
use crate::model::tables::people::{FTE, WEEKLY_DAYS, WEEKLY_HOURS, WORKING_DAYS};
use crate::model::value::Value;
use crate::settings::Settings;
use crate::values::weekdays::{count, days_of_week};

/// Writes working days as `mon tue thu`, and gives whoever has no full-time equivalents those that follow from the hours or
/// days of a week.
pub(super) fn complete(record: &mut Record, settings: &Settings) {
    let named = record.get(&WORKING_DAYS).text().and_then(days_of_week);
    let full = settings.calendar.week.len().max(1) as f64;
    let hours = record.get(&WEEKLY_HOURS).number();
    let days = record.get(&WEEKLY_DAYS).number();
    let share = hours
        .map(|hours| hours / (settings.reading.hours_per_day * full))
        .or(days.map(|days| days / full))
        .or(named.as_deref().map(|days| count(days) as f64 / full));
    if let Some(days) = named {
        record.set(&WORKING_DAYS, Value::Text(days));
    }
    if let (Some(share), true) = (share, record.get(&FTE).is_blank()) {
        // What binary fractions add is nobody's contract.
        record.set(&FTE, Value::Number((share * 1e6).round() / 1e6));
    }
}

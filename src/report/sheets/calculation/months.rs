//! `tblMonths` and `tblLoadMonths`: money and bookings by month, for the curves and columns of charts.

use chrono::{Months, NaiveDate};

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::assignments;
use crate::model::tables::costs::{self, Costs};
use crate::report::cell::Role;
use crate::report::chart::Source;
use crate::report::formula::Field;
use crate::report::functions::{Condition, choose, if_, round, sum, sum_ifs};
use crate::report::scalar::{Scalar, day};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::bookings::{first_of_month, months_shown};
use crate::report::sheets::calculation::people;
use crate::report::sheets::data::field::{assignment, cost};
use crate::report::sheets::data::values::values;
use crate::report::sheets::ground::has_bookings;
use crate::report::sheets::names::{booking_month, report_date};
use crate::report::table::Table;

const TABLE: &str = "tblMonths";

/// First day of the month.
pub static MONTH: Field = Field::new(TABLE, "Month");
/// Cumulative, in currency units.
pub static PLAN: Field = Field::new(TABLE, "Plan");
/// Cumulative; "" after the as-of month, where the line ends.
pub static ACTUAL: Field = Field::new(TABLE, "Actual");
/// Cumulative: actual cost up to the as-of month, with the forecast of later months added from there.
pub static FORECAST: Field = Field::new(TABLE, "Forecast");

const LOAD: &str = "tblLoadMonths";

/// First day of the month, from that of the day after the as-of date on.
pub static LOAD_MONTH: Field = Field::new(LOAD, "Month");
/// Booked on named people, in full-time equivalents.
pub static BOOKED: Field = Field::new(LOAD, "Booked");
/// Booked on nobody yet, in full-time equivalents.
pub static OPEN: Field = Field::new(LOAD, "Open");
/// Capacity of all people who are there in the month, in full-time equivalents.
pub static CAPACITY: Field = Field::new(LOAD, "Capacity");

static LOAD_LINE: Field = Field::new(LOAD, "Line");

/// Longer curves cannot be read; ten years of months can.
const MOST_MONTHS: u32 = 120;

/// Returns the months of cost lines without gaps; none when no cost line has a month.
fn months(brief: &Brief<'_>) -> Vec<NaiveDate> {
    let Some(frame) = brief.frame(Costs::SCHEMA) else {
        return Vec::new();
    };
    let periods: Vec<f64> = values(frame, costs::PERIOD.name)
        .iter()
        .filter_map(Scalar::as_number)
        .collect();
    let first = periods.iter().copied().reduce(f64::min).and_then(day);
    let last = periods.iter().copied().reduce(f64::max).and_then(day);
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    (0..MOST_MONTHS)
        .map(|later| first_of_month(first) + Months::new(later))
        .take_while(|month| *month <= last)
        .collect()
}

/// Returns the rows of a column of the money table up to the as-of month, for a line that ends there: LibreOffice draws
/// #N/A as zero.
pub fn to_date(brief: &Brief<'_>, field: &Field) -> Source {
    let as_of = brief.settings.as_of;
    let past = months(brief)
        .into_iter()
        .take_while(|month| *month <= as_of)
        .count();
    Source::Rows(field.clone(), 0, past.max(1))
}

/// Returns the money table; none when no cost line has a month.
pub fn money(brief: &Brief<'_>) -> Option<Table> {
    let has = |column: &Column| brief.has(Costs::SCHEMA, column);
    if !has(&costs::PERIOD) {
        return None;
    }
    let months: Vec<Scalar> = months(brief).into_iter().map(Scalar::date).collect();
    let mut table = Table::new(
        TABLE,
        "Cumulative plan, actual and forecast by month",
        months.len(),
    );
    table.values(&MONTH, Role::Month, 11.0, months);
    let period = cost(&costs::PERIOD);
    let so_far = |column: &Column, conditions: &[Condition]| {
        let own = [period.at_most(MONTH.this())];
        let all = own.into_iter().chain(conditions.iter().cloned());
        has(column).then(|| sum_ifs(&cost(column), all))
    };
    if let Some(plan) = so_far(&costs::BUDGET, &[]) {
        table.formula(&PLAN, Role::Money, 16.0, plan);
    }
    if let Some(actual) = so_far(&costs::ACTUAL, &[]) {
        let past = MONTH.this().at_most(report_date());
        table.formula(&ACTUAL, Role::Money, 16.0, if_(past, actual, ""));
    }
    if let Some(ahead) = so_far(&costs::FORECAST, &[period.above(report_date())]) {
        let spent = if has(&costs::ACTUAL) {
            sum_ifs(&cost(&costs::ACTUAL), [period.at_most(report_date())])
        } else {
            0.0.into()
        };
        // Until today the line lies under that of the actual cost, where there is one.
        let so_far = so_far(&costs::ACTUAL, &[]).unwrap_or_else(|| 0.0.into());
        let past = MONTH.this().at_most(report_date());
        table.formula(
            &FORECAST,
            Role::Money,
            16.0,
            if_(past, so_far, spent + ahead),
        );
    }
    Some(table)
}

/// Returns the bookings table; none when nobody is booked by month.
pub fn bookings(brief: &Brief<'_>) -> Option<Table> {
    if !has_bookings(brief) {
        return None;
    }
    let months = months_shown(brief);
    let mut table = Table::new(
        LOAD,
        "Bookings and capacity by month, in full-time equivalents",
        usize::from(months),
    );
    let lines = (1_u32..)
        .take(usize::from(months))
        .map(Scalar::from)
        .collect();
    table.values(&LOAD_LINE, Role::Count, 7.0, lines);
    table.formula(
        &LOAD_MONTH,
        Role::Month,
        11.0,
        booking_month(LOAD_LINE.this()),
    );
    // Added up from the people, so that a name that is a role counts as nobody here too.
    let of_all = |column: &dyn Fn(u16) -> Field| {
        choose(
            LOAD_LINE.this(),
            (1..=months).map(|number| sum(&column(number))),
        )
    };
    table.formula(&BOOKED, Role::Number, 10.0, of_all(&people::booked));
    let month = assignment(&assignments::PERIOD).equal_to(LOAD_MONTH.this());
    let all = sum_ifs(&assignment(&assignments::FTE), [month]);
    let open = round(all - BOOKED.this(), 6);
    table.formula(&OPEN, Role::Number, 10.0, open);
    table.formula(&CAPACITY, Role::Number, 10.0, of_all(&people::capacity));
    Some(table)
}

//! What the sheets are made from: the portfolio, what was found wrong with it, control totals and settings.

use polars::prelude::DataFrame;

use crate::analyse::insights::Insights;
use crate::analyse::listing::Listing;
use crate::analyse::measure::Measure;
use crate::model::column::Column;
use crate::model::control::Control;
use crate::model::finding::Finding;
use crate::model::portfolio::Portfolio;
use crate::model::schema::{Schema, Table};
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::leave::Leave;
use crate::model::tables::people::{self, People};
use crate::model::tables::projects::{self, Projects};
use crate::report::formula::Formula;
use crate::report::money::Money;
use crate::report::sheets::data::field::field;
use crate::settings::Settings;
use crate::settings::calendar::Weekday;

/// What each person can give, a metric that stands on Data_Measures where leave, holidays or part time by days have a say.
pub const PERSON_CAPACITY: &str = "person_capacity";

/// All that a sheet may look at. It decides what a sheet holds (how many rows, which months), never a figure:
/// figures are formulas.
#[derive(Debug, Clone)]
pub struct Brief<'a> {
    pub portfolio: &'a Portfolio,
    pub findings: &'a [Finding],
    pub controls: &'a [Control],
    pub settings: &'a Settings,
    /// What the analysis measured; empty where it was not asked.
    pub measures: Vec<Measure>,
    /// The rows that the analysis put forward.
    pub listings: &'a [(&'static Listing, DataFrame)],
    /// For the amounts of projects and everything in their unit.
    pub money: Money,
    /// For the sums of the whole portfolio: billions where projects are told in millions.
    pub totals: Money,
}

impl<'a> Brief<'a> {
    pub fn new(
        portfolio: &'a Portfolio,
        findings: &'a [Finding],
        controls: &'a [Control],
        settings: &'a Settings,
    ) -> Brief<'a> {
        let unit = settings.pack.money_unit;
        let mut brief = Brief {
            portfolio,
            findings,
            controls,
            settings,
            measures: Vec::new(),
            listings: &[],
            money: Money::choose("", unit, 0.0),
            totals: Money::choose("", unit, 0.0),
        };
        let symbol = &settings.pack.currency;
        let (total, average) = brief.largest_amounts();
        // Projects of some hundred millions are not told in billions because there are many of them.
        let shown = if average < 1e9 {
            total.min(9.9e9)
        } else {
            total
        };
        brief.money = Money::choose(symbol, unit, shown);
        brief.totals = Money::choose(symbol, unit, total);
        brief
    }

    /// Adds what the analysis has to say, which pages look up by [`super::told`].
    #[must_use]
    pub fn told(mut self, insights: &'a Insights) -> Brief<'a> {
        // Measures that analysis made can be read; without them the pages that need one are left out.
        self.measures = insights.rows().unwrap_or_default();
        self.listings = &insights.listings;
        self
    }

    /// Whether a metric has a value, for the portfolio or for any project, person or month.
    pub fn is_measured(&self, metric: &str) -> bool {
        self.measured(metric).next().is_some()
    }

    /// Returns the measures of a metric that have a value.
    pub fn measured(&self, metric: &str) -> impl Iterator<Item = &Measure> {
        self.measures
            .iter()
            .filter(move |own| own.metric == metric && own.value.is_some())
    }

    /// Whether leave, holidays or part time by days have a say in what people can give, which is then no formula over days.
    pub fn tells_capacity(&self) -> bool {
        let calendar = &self.settings.calendar;
        let has_say = self.has_rows(Leave::SCHEMA)
            || self.has(People::SCHEMA, &people::WORKING_DAYS)
            || !calendar.holidays.is_empty()
            || calendar.week.len() != 5
            || calendar
                .week
                .iter()
                .any(|day| *day as u8 > Weekday::Friday as u8);
        has_say && self.is_measured(PERSON_CAPACITY)
    }

    /// Returns the number of rows of a listing.
    pub fn listed(&self, listing: &str) -> usize {
        self.listings
            .iter()
            .find(|(own, _)| own.id == listing)
            .map_or(0, |(_, rows)| rows.height())
    }

    /// Returns the frame of a table.
    pub fn frame(&self, schema: &Schema) -> Option<&'a DataFrame> {
        self.portfolio
            .tables()
            .into_iter()
            .find(|(own, _)| own.name == schema.name)
            .map(|(_, frame)| frame)
    }

    /// Whether a table has rows.
    pub fn has_rows(&self, schema: &Schema) -> bool {
        self.rows(schema) > 0
    }

    pub fn rows(&self, schema: &Schema) -> usize {
        self.frame(schema).map_or(0, DataFrame::height)
    }

    /// Whether a column holds at least one value, and so stands in the pack's data table.
    pub fn has(&self, schema: &Schema, column: &Column) -> bool {
        self.frame(schema)
            .and_then(|frame| frame.column(column.name).ok())
            .is_some_and(|held| held.null_count() < held.len())
    }

    /// Returns the cell of a column in the row of the formula; "" where the trackers do not have the column.
    pub fn this(&self, schema: &Schema, column: &Column) -> Formula {
        if self.has(schema, column) {
            field(schema, column).this()
        } else {
            Formula::from("")
        }
    }

    /// The largest total of a column of money, and the largest average of a project: the units follow from them.
    fn largest_amounts(&self) -> (f64, f64) {
        let amounts = |schema: &Schema, column: &Column| {
            let held = self.frame(schema)?.column(column.name).ok()?;
            let total = held.as_materialized_series().sum::<f64>().ok()?;
            Some((total, held.len() - held.null_count()))
        };
        let mut largest = (0.0_f64, 0.0_f64);
        for (schema, column, of_projects) in [
            (Projects::SCHEMA, &projects::BUDGET, true),
            (Projects::SCHEMA, &projects::FORECAST_COST, true),
            (Projects::SCHEMA, &projects::YEAR_BUDGET, true),
            (Projects::SCHEMA, &projects::WHOLE_LIFE_COST, false),
            (Costs::SCHEMA, &costs::BUDGET, false),
            (Costs::SCHEMA, &costs::ACTUAL, false),
        ] {
            let Some((total, rows)) = amounts(schema, column) else {
                continue;
            };
            largest.0 = largest.0.max(total);
            if of_projects && rows > 0 {
                let rows = u32::try_from(rows).map_or(f64::MAX, f64::from);
                largest.1 = largest.1.max(total / rows);
            }
        }
        largest
    }
}

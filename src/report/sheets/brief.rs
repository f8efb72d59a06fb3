//! What the sheets are made from: the portfolio, what was found wrong with it, control totals and settings.

use polars::prelude::DataFrame;

use crate::model::column::Column;
use crate::model::control::Control;
use crate::model::finding::Finding;
use crate::model::portfolio::Portfolio;
use crate::model::schema::{Schema, Table};
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::projects::{self, Projects};
use crate::report::formula::Formula;
use crate::report::money::Money;
use crate::report::sheets::data::field::field;
use crate::settings::Settings;

/// All that a sheet may look at. It decides what a sheet holds (how many rows, which months), never a figure:
/// figures are formulas.
#[derive(Debug, Clone)]
pub struct Brief<'a> {
    pub portfolio: &'a Portfolio,
    pub findings: &'a [Finding],
    pub controls: &'a [Control],
    pub settings: &'a Settings,
    pub money: Money,
}

impl<'a> Brief<'a> {
    pub fn new(
        portfolio: &'a Portfolio,
        findings: &'a [Finding],
        controls: &'a [Control],
        settings: &'a Settings,
    ) -> Brief<'a> {
        let mut brief = Brief {
            portfolio,
            findings,
            controls,
            settings,
            money: Money::choose("", settings.pack.money_unit, 0.0),
        };
        brief.money = Money::choose(
            &settings.pack.currency,
            settings.pack.money_unit,
            brief.largest_amount(),
        );
        brief
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

    /// The larger of the totals that pages show: the unit of money follows from it.
    fn largest_amount(&self) -> f64 {
        let total = |schema: &Schema, column: &Column| {
            self.frame(schema)
                .and_then(|frame| frame.column(column.name).ok())
                .and_then(|held| held.as_materialized_series().sum::<f64>().ok())
                .unwrap_or_default()
        };
        [
            total(Projects::SCHEMA, &projects::BUDGET),
            total(Projects::SCHEMA, &projects::FORECAST_COST),
            total(Projects::SCHEMA, &projects::YEAR_BUDGET),
            total(Projects::SCHEMA, &projects::WHOLE_LIFE_COST),
            total(Costs::SCHEMA, &costs::BUDGET),
            total(Costs::SCHEMA, &costs::ACTUAL),
        ]
        .into_iter()
        .fold(0.0, f64::max)
    }
}

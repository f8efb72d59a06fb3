//! How long the money lasts, and where the financial year will end.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use polars::prelude::{Expr, IntoLazy, LazyFrame, NamedFrom, Series, df, lit, when};

use super::cost::monthly_burn;
use super::earned::Figure;
use super::facts::Facts;
use super::listing::{Listing, Shown, listed, sentence, whole};
use super::measure::{
    COUNTED, DENOMINATOR, NUMERATOR, PERIOD, POPULATION, PROJECT_ID, REASON, VALUE,
};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::money::{AC, BAC};
use super::over_time::number;
use super::reason::Reason;
use super::shape::{beside, divided, grouped, none, number_of, placed, stable};
use super::spending::Month;
use super::terms::PROJECT;
use crate::model::column::{Column, Kind};
use crate::model::tables::{costs, projects};

pub(super) static FAMILY: Family = Family {
    id: "run_out",
    title: "Run-out and year-end",
    metrics: &[
        &MONEY_LASTS,
        &YEAR_END_LOW,
        &YEAR_END_LIKELY,
        &YEAR_END_HIGH,
        &YEAR_SO_FAR,
    ],
    listings: &[&RUN_OUT],
};

/// Months of spending that the range of the year is made from; fewer than the least say nothing.
const RECENT: usize = 6;
const LEAST: usize = 3;

static RATE: Column = Column::new("rate", Kind::Money, "Burn by month.");
static LASTS: Column = Column::new("lasts", Kind::Number, "Months that the budget lasts.");
static ENDS: Column = Column::new("ends", Kind::Date, "Month in which the budget is used up.");

static MONEY_LASTS: Metric = Metric {
    id: "money_lasts",
    name: "Months that the budget lasts",
    unit: Unit::Months,
    better: Better::Higher,
    what: "(Budget at completion − actual cost) ÷ monthly burn: months from the as-of date in which cumulative spend passes the budget at the burn of the last three months; 0 when it has passed. The portfolio's figure is from the sums over projects that have all three and are not over.",
    why: "A project whose money ends before its work needs a decision now.",
    source: "Plain definition.",
    null_when: "COMPLETE when the project is over; ZERO_DENOMINATOR when nothing was burnt; NO_BASELINE without a budget; MISSING_INPUT or INSUFFICIENT_HISTORY without actuals.",
    example: Example {
        given: &[
            "projects: budget 100, actual_cost 40",
            "costs: period 2026-09-01, actual 10",
            "costs: period 2026-10-01, actual 20",
        ],
        gives: Ok(4.0),
        source: "computed by hand: 60 left, 15 a month",
    },
    basis: Basis::Portfolio(money_lasts),
};

fn money_lasts(facts: &Facts<'_>) -> LazyFrame {
    let (left, rate) = (BAC.col() - AC.col(), RATE.col());
    let runs = PROJECT.open(facts.at());
    let known = left.clone().is_not_null().and(rate.clone().is_not_null());
    let counts = runs.clone().and(known);
    let sum = |amount: Expr| when(counts.clone()).then(amount).otherwise(none()).sum();
    let below = sum(rate.clone());
    let months = divided(sum(left), below.clone());
    let months = when(months.clone().lt(lit(0.0)))
        .then(lit(0.0))
        .otherwise(months);
    let any = counts.clone().any(true);
    let value = when(any.clone().and(below.clone().gt(lit(0.0))))
        .then(months)
        .otherwise(none());
    let reason = when(any)
        .then(Reason::ZeroDenominator.lit())
        .when(runs.any(true).not())
        .then(Reason::Complete.lit())
        .when(BAC.col().count().eq(lit(0)))
        .then(Reason::NoBaseline.lit())
        .when(rate.count().eq(lit(0)))
        .then(Reason::InsufficientHistory.lit())
        .otherwise(none());
    let groups = grouped(
        with_rate(facts),
        &[
            value.alias(VALUE.name),
            none().alias(NUMERATOR.name),
            none().alias(DENOMINATOR.name),
            number_of(counts.clone()).alias(COUNTED.name),
            counts.clone().len().alias(POPULATION.name),
            reason.alias(REASON.name),
        ],
    );
    placed(facts, groups, with_rate(facts).filter(counts))
}

/// The projects in money, with their burn.
fn with_rate(facts: &Facts<'_>) -> LazyFrame {
    let (rate, _) = monthly_burn(facts);
    let lines = facts
        .portfolio
        .costs
        .lazy()
        .filter(costs::PROJECT_ID.col().is_not_null())
        .group_by_stable([costs::PROJECT_ID.col()])
        .agg([rate.alias(RATE.name)]);
    beside(facts.money(), lines)
}

static RUN_OUT: Listing = Listing {
    id: "run_out",
    title: "Budgets that run out",
    which: "Projects under way whose budget is used up, at the burn of the last three months, before their finish or, where no finish is given, within a year; the first to run out first. The date is the month in which cumulative spend passes the budget.",
    why: "More money, less work or an earlier end: one of them will happen, and it is better chosen.",
    number: Unit::Months,
    basis: Basis::Portfolio(run_out),
};

fn run_out(facts: &Facts<'_>) -> LazyFrame {
    let at = facts.at();
    let left = BAC.col() - AC.col();
    let lasts = when(left.clone().lt(lit(0.0)))
        .then(lit(0.0))
        .otherwise(left / RATE.col());
    let rows = with_rate(facts)
        .filter(PROJECT.open(at).and(RATE.col().gt(lit(0.0))))
        .with_column(lasts.alias(LASTS.name))
        .filter(LASTS.col().is_not_null())
        .with_column(month_after(at, LASTS.col()).alias(ENDS.name));
    let year = at.checked_add_months(Months::new(12)).unwrap_or(at);
    let end = projects::FINISH.col().fill_null(lit(year));
    listed(
        rows.filter(ENDS.col().lt(end))
            .sort_by_exprs([ENDS.col(), LASTS.col()], stable()),
        Shown {
            what: projects::PROJECT.col(),
            owner: projects::MANAGER.col(),
            date: ENDS.col(),
            number: LASTS.col(),
            why: when(LASTS.col().eq(lit(0.0)))
                .then(lit("the budget is spent"))
                .otherwise(sentence([
                    lit("the burn of the last three months leaves money for "),
                    months_in_words(LASTS.col()),
                ])),
        },
    )
}

/// `1 whole month`, `8 whole months`, `less than a month`.
fn months_in_words(months: Expr) -> Expr {
    let number = months.floor();
    when(number.clone().eq(lit(0.0)))
        .then(lit("less than a month"))
        .when(number.clone().eq(lit(1.0)))
        .then(lit("1 whole month"))
        .otherwise(sentence([whole(number), lit(" whole months")]))
}

/// The first day of the month that begins or goes on so many months after a date; none beyond a hundred years.
fn month_after(at: NaiveDate, months: Expr) -> Expr {
    let first = at.with_day(1).unwrap_or(at);
    let within = months.clone().lt(lit(1200.0));
    let ahead = when(within.clone()).then(months).otherwise(lit(0.0));
    let moved = lit(first)
        .dt()
        .offset_by(sentence([whole(ahead.ceil()), lit("mo")]));
    when(within).then(moved).otherwise(none())
}

/// How a figure of the year follows from its months.
type OfYear = fn(&Year) -> Figure;

/// The months of a financial year as they stand at a date.
#[derive(Debug, Default)]
struct Year {
    /// Actuals of the year up to the date.
    spent: Option<f64>,
    /// Months of the year after it.
    ahead: f64,
    /// Forecast of those months, where any is given.
    forecast: Option<f64>,
    /// Actuals of the latest months that have one, of this year or the last.
    recent: Vec<f64>,
}

impl Year {
    fn of(months: &BTreeMap<NaiveDate, Month>, at: NaiveDate, start: u32) -> Year {
        let (first, after) = year_of(at, start);
        let known = |months: &mut dyn Iterator<Item = Option<f64>>| -> Option<f64> {
            months.flatten().reduce(|sum, amount| sum + amount)
        };
        let ahead = |month: &NaiveDate| *month > at && *month < after;
        Year {
            spent: known(&mut months.range(first..=at).map(|(_, month)| month.actual)),
            ahead: f64::from(
                (after.year() - at.year()) * 12 + after.month0().cast_signed()
                    - at.month0().cast_signed()
                    - 1,
            ),
            forecast: known(
                &mut months
                    .iter()
                    .filter(|(month, _)| ahead(month))
                    .map(|(_, month)| month.forecast),
            ),
            recent: months
                .range(..=at)
                .rev()
                .filter_map(|(_, month)| month.actual)
                .take(RECENT)
                .collect(),
        }
    }

    /// Spent so far and the rest at a burn that is chosen from the latest months.
    fn at_burn(&self, chosen: fn(&[f64]) -> f64) -> Figure {
        let spent = self.spent()?;
        if self.recent.len() < LEAST {
            return Err(Reason::InsufficientHistory);
        }
        Ok(spent + self.ahead * chosen(&self.recent))
    }

    fn spent(&self) -> Figure {
        self.spent.ok_or(Reason::MissingInput)
    }

    /// Spent so far and what is forecast for the rest.
    fn as_forecast(&self) -> Option<f64> {
        Some(self.spent? + self.forecast?)
    }

    fn low(&self) -> Figure {
        let least = self.at_burn(|recent| recent.iter().copied().fold(f64::INFINITY, f64::min))?;
        Ok(self.as_forecast().map_or(least, |own| own.min(least)))
    }

    fn likely(&self) -> Figure {
        match self.as_forecast() {
            Some(own) => Ok(own),
            None => self.at_burn(|recent| {
                let count = u32::try_from(recent.len()).unwrap_or(1);
                recent.iter().sum::<f64>() / f64::from(count)
            }),
        }
    }

    fn high(&self) -> Figure {
        let most =
            self.at_burn(|recent| recent.iter().copied().fold(f64::NEG_INFINITY, f64::max))?;
        Ok(self.as_forecast().map_or(most, |own| own.max(most)))
    }
}

/// The first day of the financial year of a date, and the first day of the next.
fn year_of(at: NaiveDate, start: u32) -> (NaiveDate, NaiveDate) {
    let year = if at.month() < start {
        at.year() - 1
    } else {
        at.year()
    };
    let day = |year| NaiveDate::from_ymd_opt(year, start, 1).unwrap_or(at);
    (day(year), day(year + 1))
}

/// Gives a figure of the year for each project and for the portfolio, whose months are those of all cost lines.
fn of_year(facts: &Facts<'_>, formula: OfYear) -> LazyFrame {
    let start = facts.settings.reading.fiscal_year_start;
    let all = facts.spending();
    let (mut ids, mut values, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for (id, months) in all {
        let figure = formula(&Year::of(months, facts.at(), start));
        ids.push(id.as_deref());
        values.push(figure.ok());
        reasons.push(figure.err().map(Reason::id));
    }
    let lines: Vec<f64> = all.values().map(|months| number(months.len())).collect();
    let groups = df!(
        PROJECT_ID.name => ids,
        VALUE.name => values,
        NUMERATOR.name => vec![None::<f64>; lines.len()],
        DENOMINATOR.name => vec![None::<f64>; lines.len()],
        COUNTED.name => lines.clone(),
        POPULATION.name => lines,
        REASON.name => Series::new(REASON.name.into(), reasons),
    )
    .expect("columns of one length");
    let dated = facts
        .portfolio
        .costs
        .lazy()
        .filter(PERIOD.col().is_not_null());
    placed(facts, groups.lazy(), dated)
}

/// Half a year at 10, 20 and 30 a month, five months of the year ahead.
const GIVEN: &[&str] = &[
    "projects:",
    "costs: period 2026-08-01, actual 10",
    "costs: period 2026-09-01, actual 20",
    "costs: period 2026-10-01, actual 30",
];
const SOURCE: &str =
    "Own rule, stated in full: a range that can be counted off beats a single figure that cannot.";
const NULL_WHEN: &str = "MISSING_INPUT without an actual of the year; INSUFFICIENT_HISTORY with fewer than three months that have one.";

static YEAR_SO_FAR: Metric = Metric {
    id: "year_actual",
    name: "Actual cost of the year so far",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Actuals of cost lines from the start of the financial year to the as-of date.",
    why: "What the year's range starts from.",
    source: "Plain sum.",
    null_when: "MISSING_INPUT without an actual of the year.",
    example: Example {
        given: GIVEN,
        gives: Ok(60.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(year_actual),
};

fn year_actual(facts: &Facts<'_>) -> LazyFrame {
    of_year(facts, Year::spent)
}

static YEAR_END_LOW: Metric = Metric {
    id: "year_end_low",
    name: "Year-end cost, low",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actuals of the financial year + its months ahead × the lowest month of the last six that have an actual; the forecast of the months ahead instead, where it is lower.",
    why: "What may be given back.",
    source: SOURCE,
    null_when: NULL_WHEN,
    example: Example {
        given: GIVEN,
        gives: Ok(60.0 + 5.0 * 10.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(year_end_low),
};

fn year_end_low(facts: &Facts<'_>) -> LazyFrame {
    of_year(facts, Year::low)
}

static YEAR_END_LIKELY: Metric = Metric {
    id: "year_end_likely",
    name: "Year-end cost, likely",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actuals of the financial year + the forecast of its months ahead; without a forecast, months ahead × the mean of the last six months that have an actual.",
    why: "What to plan the year's end with.",
    source: SOURCE,
    null_when: NULL_WHEN,
    example: Example {
        given: GIVEN,
        gives: Ok(60.0 + 5.0 * 20.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(year_end_likely),
};

fn year_end_likely(facts: &Facts<'_>) -> LazyFrame {
    of_year(facts, Year::likely)
}

static YEAR_END_HIGH: Metric = Metric {
    id: "year_end_high",
    name: "Year-end cost, high",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actuals of the financial year + its months ahead × the highest month of the last six that have an actual; the forecast of the months ahead instead, where it is higher.",
    why: "What may have to be found.",
    source: SOURCE,
    null_when: NULL_WHEN,
    example: Example {
        given: GIVEN,
        gives: Ok(60.0 + 5.0 * 30.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(year_end_high),
};

fn year_end_high(facts: &Facts<'_>) -> LazyFrame {
    of_year(facts, Year::high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::example::stage;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_financial_year_may_start_in_any_month() {
        for (at, start, first, after) in [
            ("2026-10-31", 4, "2026-04-01", "2027-04-01"),
            ("2026-03-31", 4, "2025-04-01", "2026-04-01"),
            ("2026-10-31", 1, "2026-01-01", "2027-01-01"),
            ("2026-10-31", 12, "2025-12-01", "2026-12-01"),
        ] {
            assert_eq!(year_of(date(at), start), (date(first), date(after)), "{at}");
        }
    }

    #[test]
    fn the_range_holds_the_forecast() {
        let mut lines = GIVEN.to_vec();
        lines.push("costs: period 2026-11-01, forecast 500");
        lines.push("costs: period 2027-04-01, forecast 900");
        let stage = stage(&lines);
        assert_eq!(stage.value(&YEAR_END_LOW, Some("P1")), Ok(110.0));
        assert_eq!(stage.value(&YEAR_END_LIKELY, Some("P1")), Ok(560.0));
        assert_eq!(stage.value(&YEAR_END_HIGH, None), Ok(560.0));
    }

    #[test]
    fn two_months_are_no_range() {
        let stage = stage(&GIVEN[..3]);
        let found = stage.value(&YEAR_END_LOW, Some("P1"));
        assert_eq!(found, Err("INSUFFICIENT_HISTORY"));
    }

    #[test]
    fn money_that_is_gone_lasts_no_month_and_a_finished_project_needs_none() {
        let rows = "costs: period 2026-10-01, actual 20";
        for (project, expected) in [
            ("projects: budget 10, actual_cost 40", Ok(0.0)),
            (
                "projects: budget 10, actual_cost 4, status done",
                Err("COMPLETE"),
            ),
            ("projects: actual_cost 4", Err("NO_BASELINE")),
        ] {
            let stage = stage(&[project, rows]);
            assert_eq!(stage.value(&MONEY_LASTS, Some("P1")), expected, "{project}");
        }
    }

    #[test]
    fn the_month_in_which_money_runs_out_is_listed() {
        let stage = stage(&[
            "projects: budget 100, actual_cost 55, finish 2027-06-30",
            "costs: period 2026-10-01, actual 20",
        ]);
        let insights = stage.insights();
        let rows = insights
            .listing("run_out")
            .expect("a listing of the family");
        let dates = rows
            .column("date")
            .expect("a date")
            .date()
            .expect("dates")
            .clone();
        // 45 left at 20 a month: November and December, and out in January.
        let found = dates.phys.get(0).and_then(super::super::measure::day);
        assert_eq!(found, Some(date("2027-01-01")));
    }
}

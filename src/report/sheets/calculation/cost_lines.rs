//! What a project's cost lines add up to, and whether they stand for the whole project.

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::projects;
use crate::report::cell::Role;
use crate::report::formula::{Formula, join};
use crate::report::functions::{
    Condition, and, count_ifs, if_, is_number, not, or, round, sum_ifs, text,
};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health::{
    LINE_BUDGET, LINE_COVER, LINE_NOTE, LINES_STAND, PROJECT_ID,
};
use crate::report::sheets::calculation::own::Own;
use crate::report::sheets::data::field::cost;
use crate::report::sheets::names::report_date;
use crate::report::table::Table;

/// Cost lines carry the whole budget from this share of it to that one; the rest is rounding.
pub const WHOLE: (f64, f64) = (0.95, 1.05);

/// Which lines, by their month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Any,
    Dated,
    Undated,
    /// Up to the reporting date.
    Past,
    /// After the reporting date.
    Ahead,
}

/// The cost lines of the project of the row, as far as the trackers give them.
#[derive(Debug, Clone, Copy)]
pub struct CostLines<'a, 'b> {
    brief: &'a Brief<'b>,
}

impl<'a, 'b> CostLines<'a, 'b> {
    pub fn of(brief: &'a Brief<'b>) -> CostLines<'a, 'b> {
        CostLines { brief }
    }

    fn has(self, column: &Column) -> bool {
        self.brief.has(Costs::SCHEMA, column)
    }

    /// Adds the budgets of the lines, the share of the project's budget that they carry, and whether they stand for it.
    pub fn columns(self, own: &Own<'_, '_>, table: &mut Table) {
        if !self.has(&costs::PROJECT_ID) {
            return;
        }
        let budget = known_sum(
            [self.count(&costs::BUDGET, When::Any)],
            [self.sum(&costs::BUDGET, When::Any)],
        );
        table.formula(&LINE_BUDGET, Role::Money, 15.0, budget);
        let whole = own.get(&projects::BUDGET);
        let comparable = and([is_number(whole.clone()), is_number(LINE_BUDGET.this())]);
        let share = if_(
            whole.clone().equals(0.0),
            "",
            round(LINE_BUDGET.this() / whole.clone(), 2),
        );
        table.formula(&LINE_COVER, Role::Share, 11.0, if_(comparable, share, ""));
        let (least, most) = WHOLE;
        let carried = and([
            is_number(LINE_COVER.this()),
            LINE_COVER.this().at_least(least),
            LINE_COVER.this().at_most(most),
        ]);
        let stand = or([not(is_number(whole)), carried]);
        table.formula(&LINES_STAND, Role::Count, 11.0, if_(stand, 1.0, 0.0));
        let part = and([is_number(LINE_COVER.this()), LINES_STAND.this().equals(0.0)]);
        let note = join([
            if_(
                LINE_COVER.this().below(1.0),
                "cost lines cover only ",
                "cost lines come to ",
            ),
            text(LINE_COVER.this(), "0%"),
            " of the budget".into(),
        ]);
        table.formula(&LINE_NOTE, Role::Text, 34.0, if_(part, note, ""));
    }

    /// Returns all budgets.
    pub fn budget(self) -> Formula {
        if self.has(&costs::PROJECT_ID) {
            LINE_BUDGET.this()
        } else {
            "".into()
        }
    }

    /// Returns the budgets of months up to the reporting date. A plan that lies ahead is 0, one without months is unknown.
    pub fn planned(self) -> Formula {
        self.standing(known_sum(
            [self.count(&costs::BUDGET, When::Dated)],
            [self.sum(&costs::BUDGET, When::Past)],
        ))
    }

    /// Returns the actuals of months up to the reporting date and of lines without a month.
    pub fn actual(self) -> Formula {
        self.standing(known_sum(
            [When::Past, When::Undated].map(|when| self.count(&costs::ACTUAL, when)),
            [When::Past, When::Undated].map(|when| self.sum(&costs::ACTUAL, when)),
        ))
    }

    /// Returns actuals up to the reporting date and forecasts after it; of a line without a month its forecast, or its actual
    /// where it has none. Actuals alone are no forecast.
    pub fn outturn(self) -> Formula {
        let unforeseen = Condition::new(&cost(&costs::FORECAST), "");
        let undated = self.sum_where(&costs::ACTUAL, When::Undated, Some(unforeseen));
        self.standing(known_sum(
            [When::Ahead, When::Undated].map(|when| self.count(&costs::FORECAST, when)),
            [
                self.sum(&costs::ACTUAL, When::Past),
                self.sum(&costs::FORECAST, When::Ahead),
                self.sum(&costs::FORECAST, When::Undated),
                undated,
            ],
        ))
    }

    /// Keeps an amount of the lines only where they stand for the project.
    fn standing(self, amount: Formula) -> Formula {
        if matches!(amount, Formula::Constant(_)) {
            return amount;
        }
        if_(LINES_STAND.this().equals(1.0), amount, "")
    }

    /// Returns the number of lines that give an amount; none where the trackers have no such lines.
    fn count(self, amount: &Column, when: When) -> Option<Formula> {
        let conditions = self.conditions(amount, when)?;
        let given = cost(amount).given();
        Some(count_ifs(conditions.into_iter().chain([given])))
    }

    fn sum(self, amount: &Column, when: When) -> Option<Formula> {
        self.sum_where(amount, when, None)
    }

    fn sum_where(self, amount: &Column, when: When, and: Option<Condition>) -> Option<Formula> {
        let conditions = self.conditions(amount, when)?;
        Some(sum_ifs(&cost(amount), conditions.into_iter().chain(and)))
    }

    /// Returns what the lines meant by an amount meet; none where the trackers have no such lines.
    fn conditions(self, amount: &Column, when: When) -> Option<Vec<Condition>> {
        if !self.has(&costs::PROJECT_ID) || !self.has(amount) {
            return None;
        }
        let month = cost(&costs::PERIOD);
        let mut conditions = vec![cost(&costs::PROJECT_ID).equal_to(PROJECT_ID.this())];
        match when {
            When::Any => {}
            // Without any month, all lines have none.
            When::Undated if !self.has(&costs::PERIOD) => {}
            _ if !self.has(&costs::PERIOD) => return None,
            When::Dated => conditions.push(month.given()),
            When::Undated => conditions.push(Condition::new(&month, "")),
            When::Past => conditions.push(month.at_most(report_date())),
            When::Ahead => conditions.push(month.above(report_date())),
        }
        Some(conditions)
    }
}

/// Adds up terms where any line is counted that gives one; "" otherwise, for a blank is not zero.
fn known_sum<const C: usize, const T: usize>(
    counts: [Option<Formula>; C],
    terms: [Option<Formula>; T],
) -> Formula {
    let all = |parts: Vec<Formula>| parts.into_iter().reduce(|left, right| left + right);
    let Some(count) = all(counts.into_iter().flatten().collect()) else {
        return "".into();
    };
    let sum = all(terms.into_iter().flatten().collect());
    if_(count.above(0.0), sum.unwrap_or_else(|| 0.0.into()), "")
}

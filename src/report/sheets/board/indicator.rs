//! One indicator: what a KPI card shows and what it is compared with.

use crate::report::cell::{Cell, Role};
use crate::report::formula::Formula;
use crate::report::sheets::brief::Brief;

/// A card before it has a place: what it shows and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Indicator {
    pub(super) label: &'static str,
    pub(super) value: Cell,
    /// The comparison, in words that say better or worse.
    pub(super) delta: Formula,
    /// Budget, threshold or denominator.
    pub(super) context: Formula,
}

impl Indicator {
    pub(super) fn new(
        label: &'static str,
        role: Role,
        value: Formula,
        delta: impl Into<Formula>,
        context: impl Into<Formula>,
    ) -> Indicator {
        Indicator {
            label,
            value: Cell::figure(role, value),
            delta: delta.into(),
            context: context.into(),
        }
    }

    /// An amount of the whole portfolio: a number in the pack's unit, or words where totals have a larger unit.
    pub(super) fn amount(
        brief: &Brief<'_>,
        label: &'static str,
        value: Formula,
        delta: impl Into<Formula>,
        context: impl Into<Formula>,
    ) -> Indicator {
        if brief.totals.unit == brief.money.unit {
            Indicator::new(label, Role::CardMoney, value, delta, context)
        } else {
            let said = brief.totals.text(value);
            Indicator::new(label, Role::CardText, said, delta, context)
        }
    }
}

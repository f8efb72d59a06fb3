//! What the signs and words around a number say: its currency, scale and quantity.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::lexicon::phrase::{self, Quantity};

/// What one sign or word beside a number says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sign {
    Currency(&'static str),
    Scale(f64),
    CurrencyScale(&'static str, f64),
    Percent,
    Quantity(Quantity),
    /// Five minutes are a twelfth of an hour.
    Minutes,
    Seconds,
    Years,
    /// Days of the calendar, weekends included.
    ElapsedDays,
    Unknown,
}

thread_local! {
    /// Signs seen so far: trackers use a handful, cells are many.
    static SEEN: RefCell<HashMap<String, Sign>> = RefCell::new(HashMap::new());
}

/// More distinct signs than this are prose, and not worth keeping.
const MOST_SEEN: usize = 1000;

/// Returns what a sign or word beside a number says.
pub(super) fn sign(word: &str) -> Sign {
    SEEN.with_borrow_mut(|seen| {
        if let Some(sign) = seen.get(word) {
            return *sign;
        }
        let sign = look_up(word);
        if seen.len() < MOST_SEEN {
            seen.insert(word.to_string(), sign);
        }
        sign
    })
}

fn look_up(word: &str) -> Sign {
    if word.len() > 20 {
        return Sign::Unknown;
    }
    // The lexicon's words are those of headings, which are plural; cells also hold one day.
    match word.to_lowercase().as_str() {
        "%" | "percent" | "per cent" | "pct" | "prozent" => return Sign::Percent,
        "day" | "dy" | "tag" | "día" | "dia" | "giorno" | "dag" => {
            return Sign::Quantity(Quantity::Days);
        }
        "week" | "woche" | "semaine" | "semana" => return Sign::Quantity(Quantity::Weeks),
        "month" | "mth" | "mon" | "mons" | "monat" | "mes" => {
            return Sign::Quantity(Quantity::Months);
        }
        "hour" | "stunde" | "heure" | "hora" => return Sign::Quantity(Quantity::Hours),
        "min" | "mins" | "minute" | "minutes" => return Sign::Minutes,
        "s" | "sec" | "secs" | "second" | "seconds" => return Sign::Seconds,
        "y" | "yr" | "yrs" | "year" | "years" => return Sign::Years,
        "ed" | "eday" | "edays" => return Sign::ElapsedDays,
        _ => {}
    }
    let Some(unit) = phrase::unit(&format!("({word})")) else {
        return Sign::Unknown;
    };
    match (unit.currency, unit.quantity) {
        (Some(currency), _) if unit.scale == 1.0 => Sign::Currency(currency),
        (Some(currency), _) => Sign::CurrencyScale(currency, unit.scale),
        (None, Some(quantity)) => Sign::Quantity(quantity),
        (None, None) if unit.percent => Sign::Percent,
        (None, None) if unit.scale != 1.0 => Sign::Scale(unit.scale),
        (None, None) => Sign::Unknown,
    }
}

/// Whether two currency symbols may mean the same money. `$` alone is anybody's dollar.
pub(super) fn is_same_currency(one: &str, other: &str) -> bool {
    let plain = |symbol: &str| symbol == "$" || symbol == "¥";
    let one = symbol(one);
    let other = symbol(other);
    one == other
        || (plain(&one) && other.ends_with(one.as_str()))
        || (plain(&other) && one.ends_with(other.as_str()))
}

/// Returns the symbol of a currency given as a symbol or as a code.
fn symbol(currency: &str) -> String {
    match sign(currency.trim()) {
        Sign::Currency(symbol) => symbol.to_string(),
        _ => currency.trim().to_string(),
    }
}

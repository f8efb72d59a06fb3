//! Two values of one figure, side by side as the board reads them.

use crate::analyse::metric::Unit;
use crate::analyse::status::Status;
use crate::settings::Settings;

/// Returns `£4.8m → £6.1m`, with as many digits as it takes to tell them apart.
pub(super) fn told(unit: Unit, from: Option<f64>, to: Option<f64>, settings: &Settings) -> String {
    let shown = |digits: usize| {
        let one = |value| shown(unit, value, digits, &settings.pack.currency);
        (one(from), one(to))
    };
    let (from, to) = (1..=6)
        .map(shown)
        .find(|(from, to)| from != to)
        .unwrap_or_else(|| shown(6));
    format!("{from} → {to}")
}

/// Returns `Green`, or what is to be said of a project without a status.
pub(super) fn status(status: Option<Status>) -> String {
    match status {
        None => "not there",
        Some(Status::None) => "no status",
        Some(Status::Green) => "Green",
        Some(Status::Amber) => "Amber",
        Some(Status::Red) => "Red",
    }
    .to_string()
}

fn shown(unit: Unit, value: Option<f64>, digits: usize, currency: &str) -> String {
    let Some(value) = value else {
        return "unknown".to_string();
    };
    match unit {
        Unit::Money => money(value, digits, currency),
        Unit::Share => format!("{:.digits$}%", value * 100.0),
        Unit::Days => format!("{} days", plain(value, digits)),
        Unit::Months => format!("{} months", plain(value, digits)),
        Unit::Count | Unit::Score | Unit::Fte | Unit::Ratio => plain(value, digits),
    }
}

fn money(value: f64, digits: usize, currency: &str) -> String {
    let (scale, letter) = match value.abs() {
        1e9.. => (1e9, "bn"),
        1e6.. => (1e6, "m"),
        1e3.. => (1e3, "k"),
        _ => (1.0, ""),
    };
    let sign = if value < 0.0 { "-" } else { "" };
    let amount = plain((value / scale).abs(), digits);
    format!("{sign}{currency}{amount}{letter}")
}

/// Returns a number with at most so many decimals.
fn plain(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0" } else { short }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings::defaults(chrono::NaiveDate::from_ymd_opt(2026, 10, 31).unwrap())
    }

    #[test]
    fn values_are_told_apart() {
        for (unit, from, to, said) in [
            (Unit::Money, Some(4.8e6), Some(6.1e6), "£4.8m → £6.1m"),
            (Unit::Money, Some(4.81e6), Some(4.84e6), "£4.81m → £4.84m"),
            (Unit::Money, Some(-950.0), Some(12_000.0), "-£950 → £12k"),
            (Unit::Money, None, Some(1.0), "unknown → £1"),
            (Unit::Count, Some(3.0), Some(10.0), "3 → 10"),
            (Unit::Share, Some(0.25), Some(0.5), "25.0% → 50.0%"),
            (Unit::Days, Some(3.0), Some(31.0), "3 days → 31 days"),
        ] {
            assert_eq!(told(unit, from, to, &settings()), said);
        }
    }
}

//! Rates of exchange into the pack's currency, each from a date on.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

/// Keys of an entry `[[rates]]`.
pub(super) static RATE_KEYS: [&str; 3] = ["currency", "from", "rate"];

/// What one unit of a currency is worth in the pack's, from a date until the next entry of that currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Symbol or code.
    pub currency: String,
    #[serde(deserialize_with = "day")]
    pub from: NaiveDate,
    pub rate: f64,
}

/// A date as TOML writes it, or as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Day {
    Date(toml::value::Datetime),
    Text(String),
}

fn day<'de, D: Deserializer<'de>>(reader: D) -> Result<NaiveDate, D::Error> {
    let text = match Day::deserialize(reader)? {
        Day::Date(date) => date.to_string(),
        Day::Text(text) => text,
    };
    text.parse().map_err(|_| {
        serde::de::Error::custom(format!("`{text}` is no date; write it as 2026-04-01"))
    })
}

/// Returns the entry that holds on a day: of those of the currency that begin by then, the last to begin.
pub fn rate_on(
    rates: &[Rate],
    is_currency: impl Fn(&str) -> bool,
    day: NaiveDate,
) -> Option<&Rate> {
    rates
        .iter()
        .filter(|rate| is_currency(&rate.currency) && rate.from <= day)
        .max_by_key(|rate| rate.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_rate_that_began_last_holds() {
        let lines = "[[rates]]\ncurrency = \"€\"\nfrom = 2026-04-01\nrate = 0.86\n\
                     [[rates]]\ncurrency = \"€\"\nfrom = \"2026-08-01\"\nrate = 0.88\n";
        let settings = Settings::defaults(date("2026-10-31"))
            .with(lines)
            .expect("valid");
        let on = |day| rate_on(&settings.rates, |own| own == "€", date(day)).map(|own| own.rate);
        assert_eq!(on("2026-03-31"), None);
        assert_eq!(on("2026-04-01"), Some(0.86));
        assert_eq!(on("2026-08-01"), Some(0.88));
    }

    #[test]
    fn a_rate_is_above_zero_and_its_keys_are_known() {
        let day = date("2026-10-31");
        for (lines, said) in [
            (
                "[[rates]]\ncurrency = \"€\"\nfrom = 2026-04-01\nrate = 0.0",
                "rate must be above 0",
            ),
            (
                "[[rates]]\ncurency = \"€\"\nfrom = 2026-04-01\nrate = 0.9",
                "unknown key `rates.curency`",
            ),
        ] {
            let (message, _) = Settings::defaults(day).with(lines).expect_err("a slip");
            assert_eq!(message, said);
        }
    }
}

//! Amounts in another currency than the pack's: the rate that holds, or none.

use chrono::NaiveDate;

use super::unit::{Sign, is_same_currency, sign};
use crate::settings::Settings;
use crate::settings::rates::{Rate, rate_on};

/// What becomes of an amount.
#[derive(Debug, Clone, PartialEq)]
pub enum Exchange<'a> {
    /// It is in the pack's currency.
    Own,
    At(&'a Rate),
    /// There is no rate, and the settings keep currencies apart.
    LeftOut,
    /// Nothing is said of currencies: it is taken as it stands, and told.
    AsItStands,
}

/// Whether a text is the symbol or code of a currency.
pub fn is_currency(text: &str) -> bool {
    matches!(sign(text.trim()), Sign::Currency(_))
}

/// Returns what becomes of an amount in a currency, given as a symbol or code, on a day.
pub fn exchange<'a>(settings: &'a Settings, currency: &str, day: NaiveDate) -> Exchange<'a> {
    let is = |other: &str| is_same_currency(currency, other);
    if is(&settings.pack.currency) {
        return Exchange::Own;
    }
    match rate_on(&settings.rates, is, day) {
        Some(rate) => Exchange::At(rate),
        None if settings.parts_currencies() => Exchange::LeftOut,
        None => Exchange::AsItStands,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_without_a_rate_is_left_out_only_where_settings_keep_currencies_apart() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 31).expect("a real day");
        let plain = Settings::defaults(day);
        let stated = plain.with("[pack]\ncurrency = \"£\"").expect("valid");
        let rated = plain
            .with("[[rates]]\ncurrency = \"EUR\"\nfrom = 2026-04-01\nrate = 0.86")
            .expect("valid");
        assert_eq!(exchange(&plain, "GBP", day), Exchange::Own);
        assert_eq!(exchange(&plain, "€", day), Exchange::AsItStands);
        assert_eq!(exchange(&stated, "€", day), Exchange::LeftOut);
        assert_eq!(exchange(&rated, "€", day), Exchange::At(&rated.rates[0]));
        assert_eq!(exchange(&rated, "zł", day), Exchange::LeftOut);
        let before = NaiveDate::from_ymd_opt(2026, 3, 31).expect("a real day");
        assert_eq!(exchange(&rated, "€", before), Exchange::LeftOut);
    }
}

//! The pack's money unit: amounts stay in currency units in cells, formats and sentences scale them.

use super::formula::Formula;
use super::functions::text;
use crate::settings::MoneyUnit;

/// Symbol and scale in which amounts are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// `£`
    pub symbol: String,
    /// Never `Auto`.
    pub unit: MoneyUnit,
}

impl Money {
    /// Returns the unit for the largest amount shown, so that it has at most four digits, unless one is chosen.
    pub fn choose(symbol: &str, unit: MoneyUnit, largest: f64) -> Money {
        let unit = match unit {
            MoneyUnit::Auto if largest.abs() >= 1e10 => MoneyUnit::Billions,
            MoneyUnit::Auto if largest.abs() >= 1e7 => MoneyUnit::Millions,
            MoneyUnit::Auto if largest.abs() >= 1e4 => MoneyUnit::Thousands,
            MoneyUnit::Auto => MoneyUnit::Units,
            chosen => chosen,
        };
        Money {
            symbol: symbol.to_string(),
            unit,
        }
    }

    pub fn divisor(&self) -> f64 {
        match self.unit {
            MoneyUnit::Units | MoneyUnit::Auto => 1.0,
            MoneyUnit::Thousands => 1e3,
            MoneyUnit::Millions => 1e6,
            MoneyUnit::Billions => 1e9,
        }
    }

    /// Returns `m`, `k`, `bn` or nothing.
    pub fn letter(&self) -> &'static str {
        match self.unit {
            MoneyUnit::Units | MoneyUnit::Auto => "",
            MoneyUnit::Thousands => "k",
            MoneyUnit::Millions => "m",
            MoneyUnit::Billions => "bn",
        }
    }

    /// Returns `£ million`, for headings and basis lines.
    pub fn words(&self) -> String {
        let scale = match self.unit {
            MoneyUnit::Units | MoneyUnit::Auto => "",
            MoneyUnit::Thousands => " thousand",
            MoneyUnit::Millions => " million",
            MoneyUnit::Billions => " billion",
        };
        format!("{}{scale}", self.symbol)
    }

    /// Returns an amount in words of the unit: `£13.9m`.
    pub fn text(&self, amount: impl Into<Formula>) -> Formula {
        let digits = self.digits();
        Formula::from(self.symbol.as_str()) & text(self.scaled(amount), &digits) & self.letter()
    }

    /// Returns an amount with its sign: `+£2.8m`, `-£0.4m`.
    pub fn signed_text(&self, amount: impl Into<Formula>) -> Formula {
        let (digits, symbol) = (self.digits(), self.quoted());
        text(
            self.scaled(amount),
            &format!("+{symbol}{digits};-{symbol}{digits}"),
        ) & self.letter()
    }

    fn scaled(&self, amount: impl Into<Formula>) -> Formula {
        let amount = amount.into();
        if self.divisor() == 1.0 {
            amount
        } else {
            amount / self.divisor()
        }
    }

    /// Whole thousands and units; one decimal from millions on.
    fn digits(&self) -> String {
        match self.unit {
            MoneyUnit::Units | MoneyUnit::Auto | MoneyUnit::Thousands => "#,##0",
            MoneyUnit::Millions | MoneyUnit::Billions => "#,##0.0",
        }
        .to_string()
    }

    /// The symbol as a literal of a number format; letters in it would otherwise be read as codes.
    fn quoted(&self) -> String {
        format!("\"{}\"", self.symbol.replace('"', ""))
    }

    /// Returns the number format of an amount without symbol and letter: `#,##0.0,,`.
    pub fn format(&self) -> String {
        format!("{}{}", self.digits(), self.commas())
    }

    /// Returns the number format with symbol and letter: `"£"#,##0.0,,"m"`.
    pub fn unit_format(&self) -> String {
        let letter = match self.letter() {
            "" => String::new(),
            letter => format!("\"{letter}\""),
        };
        format!(
            "{}{}{}{letter}",
            self.quoted(),
            self.digits(),
            self.commas()
        )
    }

    fn commas(&self) -> &'static str {
        match self.unit {
            MoneyUnit::Units | MoneyUnit::Auto => "",
            MoneyUnit::Thousands => ",",
            MoneyUnit::Millions => ",,",
            MoneyUnit::Billions => ",,,",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_amount_has_at_most_four_digits() {
        for (largest, letter) in [
            (9_000.0, ""),
            (90_000.0, "k"),
            (9_000_000.0, "k"),
            (196_600_000.0, "m"),
            (96_000_000_000.0, "bn"),
        ] {
            assert_eq!(
                Money::choose("£", MoneyUnit::Auto, largest).letter(),
                letter,
                "{largest}"
            );
        }
    }

    #[test]
    fn a_chosen_unit_is_kept() {
        let money = Money::choose("£", MoneyUnit::Millions, 12.0);
        assert_eq!(money.unit_format(), "\"£\"#,##0.0,,\"m\"");
        assert_eq!(money.words(), "£ million");
    }
}

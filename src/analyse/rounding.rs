//! Rounding as a reader and Excel do it: half away from zero, on the decimal number that is seen.

use polars::prelude::{ChunkApply, DataType, Expr, Field, IntoColumn, Schema};

/// Returns a value rounded half away from zero, as Excel's `ROUND` gives it.
///
/// 0.7 × 0.05 is 0.034999999999999996 in binary; a reader, and Excel, see 0.035 and round to 0.04. The value is therefore
/// first taken to the 15 digits that Excel shows.
pub fn rounded(value: f64, places: u8) -> f64 {
    let scale = 10f64.powi(i32::from(places));
    let seen: f64 = format!("{:.14e}", value * scale)
        .parse()
        .expect("a number written by format! is a number");
    seen.round() / scale
}

/// Returns a column of numbers rounded as [`rounded`] does, which polars' own rounding of the binary number is not.
pub(super) fn rounded_column(values: Expr, places: u8) -> Expr {
    values.cast(DataType::Float64).map(
        move |column| {
            let numbers = column.f64()?.apply_values(|value| rounded(value, places));
            Ok(numbers.into_column())
        },
        |_: &Schema, field: &Field| Ok(Field::new(field.name().clone(), DataType::Float64)),
    )
}

/// Returns a rounded value as text with exactly that many places; a rounded zero has no sign.
pub fn decimal(value: f64, places: u8) -> String {
    let value = rounded(value, places);
    let value = if value == 0.0 { 0.0 } else { value };
    format!("{value:.*}", usize::from(places))
}

/// Returns a fraction as a percentage: `16.7%` for 0.1667.
pub fn percent(share: f64, places: u8) -> String {
    format!("{}%", decimal(share * 100.0, places))
}

#[cfg(test)]
mod tests {
    use polars::prelude::{IntoLazy, df};

    use super::*;
    use crate::model::tables::costs;

    #[test]
    fn a_column_is_rounded_as_one_value_is() {
        let values = [Some(0.945), Some(0.285), None, Some(-2.675)];
        let rounded = df!(costs::BUDGET.name => values)
            .expect("one column")
            .lazy()
            .select([rounded_column(costs::BUDGET.col(), 2)])
            .collect()
            .expect("numbers can be rounded");
        let rounded: Vec<Option<f64>> = rounded.columns()[0]
            .f64()
            .expect("numbers")
            .iter()
            .collect();
        assert_eq!(rounded, [Some(0.95), Some(0.29), None, Some(-2.68)]);
    }

    #[test]
    fn halves_round_away_from_zero_on_the_decimal_number_that_is_seen() {
        for (value, places, text) in [
            (0.5 * 0.05, 2, "0.03"),
            (0.7 * 0.05, 2, "0.04"),
            (0.285, 2, "0.29"),
            (1.005, 2, "1.01"),
            (-2.5, 0, "-3"),
            (-0.004, 2, "0.00"),
            (0.1 + 0.2, 6, "0.300000"),
        ] {
            assert_eq!(decimal(value, places), text, "{value} to {places} places");
        }
        assert_eq!(percent(0.166_666, 1), "16.7%");
    }
}

//! A column of evaluated cells with the indexes that lookups and conditional sums need.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::report::scalar::Scalar;

/// The cells of a range in their order.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) values: Vec<Scalar>,
    rows_by_number: OnceCell<HashMap<u64, Vec<u32>>>,
    rows_by_text: OnceCell<HashMap<String, Vec<u32>>>,
    /// All numbers, ascending.
    sorted: OnceCell<Vec<f64>>,
}

impl Column {
    pub(super) fn new(values: Vec<Scalar>) -> Column {
        Column {
            values,
            ..Column::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Returns the rows that hold a number, ascending.
    pub(super) fn rows_with_number(&self, number: f64) -> &[u32] {
        let index = self.rows_by_number.get_or_init(|| {
            let mut index: HashMap<u64, Vec<u32>> = HashMap::new();
            for (row, value) in self.numbered() {
                if let Scalar::Number(number) = value {
                    index.entry(bits(*number)).or_default().push(row);
                }
            }
            index
        });
        index.get(&bits(number)).map_or(&[], Vec::as_slice)
    }

    /// Returns the rows that hold a text, whatever its case, ascending.
    pub(super) fn rows_with_text(&self, text: &str) -> &[u32] {
        let index = self.rows_by_text.get_or_init(|| {
            let mut index: HashMap<String, Vec<u32>> = HashMap::new();
            for (row, value) in self.numbered() {
                if let Scalar::Text(text) = value {
                    index.entry(text.to_lowercase()).or_default().push(row);
                }
            }
            index
        });
        index.get(&text.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn sorted(&self) -> &[f64] {
        self.sorted.get_or_init(|| {
            let mut numbers: Vec<f64> = self.values.iter().filter_map(Scalar::as_number).collect();
            numbers.sort_by(f64::total_cmp);
            numbers
        })
    }

    fn numbered(&self) -> impl Iterator<Item = (u32, &Scalar)> {
        (0_u32..).zip(&self.values)
    }
}

/// The bits of a number by which equal numbers are found; minus zero is zero.
fn bits(number: f64) -> u64 {
    (number + 0.0).to_bits()
}

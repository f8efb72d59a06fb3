//! Which amount of costs a text names: budget, actual, forecast or committed.

use super::band::Title;
use crate::model::column::Column;
use crate::model::tables::costs;
use crate::values::reading::Context;

/// Returns the amount column of costs that a text names: budget, actual, forecast or committed.
pub(super) fn measure_of(text: &str, context: Context<'_>) -> Option<&'static Column> {
    let word = |text: &str| context.lexicon.word("cost_measure", text);
    let found = word(text).or_else(|| text.split(|c: char| !c.is_alphanumeric()).find_map(word))?;
    amount_column(found)
}

/// Returns the amount column of costs for a canonical word of the vocabulary `cost_measure`.
pub fn amount_column(word: &str) -> Option<&'static Column> {
    match word {
        "budget" => Some(&costs::BUDGET),
        "actual" => Some(&costs::ACTUAL),
        "forecast" => Some(&costs::FORECAST),
        "committed" => Some(&costs::COMMITTED),
        _ => None,
    }
}

/// Returns the amount that a period's heading names: beside the period, in its own words, or in a group above it.
pub(super) fn measure_beside(title: &Title, context: Context<'_>) -> Option<&'static Column> {
    let lexicon = context.lexicon;
    let mark = |text: &String| {
        let word = text.trim_matches(|mark: char| !mark.is_alphanumeric());
        lexicon
            .word("cost_measure", text)
            .or_else(|| lexicon.exactly("amount_marks", word))
    };
    let own = title.beside.iter().filter_map(mark);
    let above = std::iter::once(&title.own)
        .chain(title.groups.iter().rev())
        .filter_map(|text| lexicon.word("cost_measure", text));
    own.chain(above).find_map(amount_column)
}

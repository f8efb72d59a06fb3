//! Years of the Japanese eras as Christian years: `令和8年4月` is `2026年4月`.

use std::borrow::Cow;

use super::reading::Context;

/// The first year of an era is called so.
const FIRST: char = '元';

/// Returns the text with the year of an era that it begins with as a Christian year.
pub(super) fn christian<'t>(text: &'t str, context: Context<'_>) -> Cow<'t, str> {
    // Names of eras have two signs.
    let Some((end, _)) = text.char_indices().nth(2) else {
        return Cow::Borrowed(text);
    };
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let before_first = context
        .lexicon
        .exactly("eras", &text[..end])
        .and_then(|year| year.parse::<u32>().ok());
    let Some(before_first) = before_first else {
        return Cow::Borrowed(text);
    };
    let rest = text[end..].trim_start();
    let after = rest.trim_start_matches(|mark: char| mark.is_ascii_digit() || mark == FIRST);
    let number = &rest[..rest.len() - after.len()];
    let year = if number.starts_with(FIRST) {
        Some(1)
    } else {
        number.parse::<u32>().ok()
    };
    match year.filter(|year| (1..=99).contains(year)) {
        Some(year) => Cow::Owned(format!("{}{after}", before_first + year)),
        None => Cow::Borrowed(text),
    }
}

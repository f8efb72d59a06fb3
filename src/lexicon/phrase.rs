//! Two headings that mean the same read the same.
//!
//! [`fold`] is for equality: case, accents, punctuation, line breaks, `camelCase` and `snake_case` go; every word stays.
//! `folding.rs` goes further: stop words and plurals go, and words that are spelled in several ways become one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use super::unit::{Quantity, Unit, unit};

/// Returns a heading in its plainest spelling: lower-case words with one space between them.
///
/// `%` reads `percent`, `#` reads `number`, `&` reads `and`, a currency sign reads `money`. Signs such as `▼` go.
pub fn fold(text: &str) -> String {
    spell(unwrap(without_enumerator(text.trim())), Signs::Drop)
}

/// Returns a cell's text in its plainest spelling, as [`fold`] does, with signs such as `🔴` kept as words.
pub fn fold_value(text: &str) -> String {
    spell(text, Signs::Keep)
}

/// Returns the text without its bracketed parts, if it has any and something is left.
///
/// `Owner(s)` and `Component/s` are plurals, not brackets.
pub fn without_brackets(text: &str) -> Option<String> {
    let text = plural_marks(text);
    let mut outside = String::with_capacity(text.len());
    let mut depth = 0_usize;
    let mut found = false;
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' | '（' | '［' | '【' => {
                depth += 1;
                found = true;
                outside.push(' ');
            }
            ')' | ']' | '}' | '）' | '］' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    (found && outside.chars().any(char::is_alphanumeric)).then(|| outside.trim().to_string())
}

/// Returns what a long heading says before it explains itself: up to the first bracket, line break, comma, colon or dash.
pub fn before_explanation(text: &str) -> Option<&str> {
    let text = text.trim();
    let at = [" - ", " – ", " — ", ": ", ", "]
        .iter()
        .filter_map(|mark| text.find(mark))
        .chain(text.find(['(', '[', '（', '\n', '\r', ';']))
        .min()?;
    let head = text[..at].trim();
    head.chars().any(char::is_alphanumeric).then_some(head)
}

/// Whether a character is of a script written without spaces, so that words cannot be told apart by them.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether a character is a sign that can stand for a word: arrows, traffic lights, ticks.
pub fn is_sign(letter: char) -> bool {
    matches!(letter, '×' | '\u{2190}'..='\u{22FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Signs {
    Keep,
    Drop,
}

/// Jira names a field of the organisation's own `Custom field (Story Points)`.
fn unwrap(text: &str) -> &str {
    const WRAPPER: &str = "custom field (";
    match text.get(..WRAPPER.len()) {
        Some(start) if start.eq_ignore_ascii_case(WRAPPER) => text[WRAPPER.len()..]
            .strip_suffix(')')
            .unwrap_or(&text[WRAPPER.len()..]),
        _ => text,
    }
}

/// Drops the `1.` or `2)` in front of a form's label.
fn without_enumerator(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return text;
    }
    match text[digits..].strip_prefix(['.', ')']) {
        Some(rest) if rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => text,
    }
}

/// Reads `Owner(s)` as `Owners` and `Component/s` as `Components`.
fn plural_marks(text: &str) -> String {
    let text = text
        .replace("(s)", "s")
        .replace("(es)", "es")
        .replace("(S)", "S");
    match text.strip_suffix("/s") {
        Some(rest) => format!("{rest}s"),
        None => text.replace("/s ", "s "),
    }
}

fn is_raised(letter: char) -> bool {
    matches!(
        letter,
        '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}' | '†' | '‡'
    )
}

fn spell(text: &str, signs: Signs) -> String {
    let text = plural_marks(text)
        .replace("->", "→")
        .replace("=>", "→")
        .replace('№', " no ")
        .replace("N°", "no ")
        .replace("n°", "no ");
    // In a heading, a raised figure points at a footnote.
    let is_said = |letter: &char| signs == Signs::Keep || !is_raised(*letter);
    let letters: Vec<char> = text.chars().filter(is_said).nfkc().collect();
    let mut spelled = String::with_capacity(text.len());
    for (at, &letter) in letters.iter().enumerate() {
        if starts_word(&letters, at) {
            spelled.push(' ');
        }
        match letter {
            '%' => spelled.push_str(" percent "),
            '#' => spelled.push_str(" number "),
            '&' => spelled.push_str(" and "),
            '£' | '€' | '$' | '¥' | '₺' | '₽' | '₹' | '₩' | '₴' => {
                spelled.push_str(" money ")
            }
            '\'' | '’' | '‘' | '`' => {
                // `l'action` is `action`; `f'cast` is `fcast`.
                if is_elision(&letters, at) {
                    spelled.truncate(spelled.rfind(' ').map_or(0, |gap| gap + 1));
                }
            }
            // Direction marks, joiners and variation selectors show nothing.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => {}
            '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{00AD}' => {}
            _ if is_sign(letter) => {
                if signs == Signs::Keep {
                    spelled.push(' ');
                    spelled.push(letter);
                }
                spelled.push(' ');
            }
            _ if letter.is_alphanumeric() || is_combining_mark(letter) => {
                push_plain(&mut spelled, letter)
            }
            _ => spelled.push(' '),
        }
    }
    let spelled: String = spelled.nfc().collect();
    join(&spelled).replace("per cent", "percent")
}

/// Pushes a letter in lower case and without its accent; `ß` reads `ss`, `ł` reads `l`.
fn push_plain(spelled: &mut String, letter: char) {
    for small in letter.to_lowercase() {
        match small {
            'ß' => spelled.push_str("ss"),
            'æ' => spelled.push_str("ae"),
            'œ' => spelled.push_str("oe"),
            'ø' => spelled.push('o'),
            'ł' => spelled.push('l'),
            'đ' => spelled.push('d'),
            'ı' => spelled.push('i'),
            // Marks of the Latin, Greek and Cyrillic scripts only: elsewhere they make another letter.
            _ => spelled.extend(
                small
                    .nfd()
                    .filter(|part| !('\u{0300}'..='\u{036F}').contains(part)),
            ),
        }
    }
}

/// Whether `issueKey` or `XMLHttp` begins a new word here; `DfT`, `iOS` and `IDs` are one word each.
fn starts_word(letters: &[char], at: usize) -> bool {
    let is = |from_here: isize, test: fn(char) -> bool| {
        at.checked_add_signed(from_here)
            .and_then(|place| letters.get(place))
            .is_some_and(|&letter| test(letter))
    };
    if !is(0, char::is_uppercase) {
        return false;
    }
    let after_small = is(-1, char::is_lowercase) && is(-2, char::is_alphabetic);
    let before_letters = is(1, char::is_alphabetic);
    let ends_capitals =
        is(-1, char::is_uppercase) && is(1, char::is_lowercase) && is(2, char::is_lowercase);
    (after_small && before_letters) || ends_capitals
}

/// Whether an apostrophe stands for a vowel between two words: `l'action`, `dell'attività`.
fn is_elision(letters: &[char], at: usize) -> bool {
    let word: String = letters[..at]
        .iter()
        .rev()
        .take_while(|letter| letter.is_alphabetic())
        .flat_map(|letter| letter.to_lowercase())
        .collect();
    let next = letters.get(at + 1).copied().unwrap_or(' ');
    let before: String = word.chars().rev().collect();
    next.is_alphabetic()
        && matches!(
            before.as_str(),
            "l" | "d" | "qu" | "dell" | "all" | "nell" | "sull" | "dall" | "un"
        )
}

/// Leaves one space between words, and none beside a script that is written without.
fn join(spelled: &str) -> String {
    let mut joined = String::with_capacity(spelled.len());
    for word in spelled.split_whitespace() {
        let ends = [joined.chars().next_back(), word.chars().next()];
        let touches =
            ends.into_iter().flatten().any(is_unspaced) && !ends.into_iter().flatten().any(is_sign);
        if !joined.is_empty() && !touches {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_mean_the_same_fold_the_same() {
        for (heading, folded) in [
            ("  Start\nDate ", "start date"),
            ("issueKey", "issue key"),
            ("percent_complete", "percent complete"),
            ("% Complete", "percent complete"),
            ("Per cent complete", "percent complete"),
            ("Risks & Issues", "risks and issues"),
            ("DfT Group", "dft group"),
            ("IDs", "ids"),
            ("ProjectID", "project id"),
            ("PROJECT ID", "project id"),
            ("Owner(s)", "owners"),
            ("Component/s", "components"),
            ("Descripción", "descripcion"),
            ("Plan de l'action", "plan de action"),
            ("F'cast", "fcast"),
            ("Größe", "grosse"),
            ("Başlık", "baslik"),
            ("Właściciel", "wlasciciel"),
            ("プロジェクト ID", "プロジェクトid"),
            ("进度 (％)", "进度percent"),
            ("ガント", "ガント"),
            ("Custom field (Story Points)", "story points"),
            ("1. Project name", "project name"),
            ("№ п/п", "no п п"),
            ("field::impact", "field impact"),
            ("Status ▼", "status"),
            ("Impact (£)", "impact money"),
            ("\u{FEFF}Key\u{200B}", "key"),
            ("", ""),
            ("-", ""),
        ] {
            assert_eq!(fold(heading), folded, "{heading}");
        }
    }

    #[test]
    fn signs_are_words_of_a_value() {
        for (text, folded) in [
            ("🟢 On track", "🟢 on track"),
            ("⚠️", "⚠"),
            ("Amber -> Red", "amber → red"),
            ("A/R", "a r"),
            ("InProgress", "in progress"),
        ] {
            assert_eq!(fold_value(text), folded, "{text}");
        }
    }

    #[test]
    fn brackets_are_dropped_only_when_something_is_left() {
        for (text, outside) in [
            ("Budget (£k)", Some("Budget")),
            ("Start Date\n(Latest (Approved))", Some("Start Date")),
            ("(days)", None),
            ("Owner(s)", None),
            ("Start", None),
        ] {
            assert_eq!(without_brackets(text).as_deref(), outside, "{text}");
        }
    }
}

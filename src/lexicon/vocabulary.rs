//! Which canonical word a cell means: `A/R` is `amber_red`, `3 - Medium` is `medium`, `TBC` is no value.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::phrase::{fold_value, is_sign, without_brackets};

/// The words of one vocabulary: folded → canonical.
type Vocabulary = HashMap<String, &'static str>;

#[derive(Debug)]
pub(super) struct Vocabularies {
    all: BTreeMap<String, Vocabulary>,
    /// Words after which anything may follow, by vocabulary and canonical word, for the vocabularies that are no categories.
    begins: BTreeMap<&'static str, Vec<String>>,
}

const MISSING: &str = "missing";
const TOTALS: &str = "totals";
const PROMPTS: &str = "prompts";
const PART_OF: &str = "part_of";

/// Strokes that people draw in front of a word or around a mark.
const MARKS: &[char] = &['-', '–', '—', '•', '·'];

impl Vocabularies {
    pub(super) fn new(all: BTreeMap<String, Vocabulary>) -> Vocabularies {
        let begins =
            [MISSING, TOTALS, PROMPTS, PART_OF].map(|name| (name, meaning(&all, name, "begins")));
        Vocabularies {
            all,
            begins: begins.into(),
        }
    }

    pub(super) fn word(&self, vocabulary: &str, text: &str) -> Option<&'static str> {
        let words = self.all.get(vocabulary)?;
        whole(words, text)
            .or_else(|| without_brackets(text).and_then(|outside| whole(words, &outside)))
            .or_else(|| before_mark(text).and_then(|start| whole(words, start)))
            .or_else(|| after_colon(text).and_then(|end| whole(words, end)))
            .or_else(|| leading_number(words, text))
    }

    pub(super) fn is_missing(&self, text: &str) -> bool {
        let is_stroke =
            |letter: char| letter.is_whitespace() || "-–—―−_.…?/\\~*'\"".contains(letter);
        if text.chars().all(is_stroke) {
            return true;
        }
        let folded = fold_value(text);
        let start = before_mark(text).map(fold_value);
        let outside = without_brackets(text).map(|outside| fold_value(&outside));
        let explained = [start, outside].into_iter().flatten();
        matches!(self.meaning(MISSING, &folded), Some("missing" | "to_come"))
            || explained
                .into_iter()
                .any(|short| self.meaning(MISSING, &short) == Some("to_come"))
            || self.begins_as(MISSING, &folded)
    }

    pub(super) fn is_open_ended(&self, text: &str) -> bool {
        self.meaning(MISSING, &fold_value(text)) == Some("open_ended")
    }

    /// A label is a total when it is a known one, starts with `Total for` and kin, says `Total` of something countable, or
    /// ends with `total`. A project called `Total Rewards` is none.
    pub(super) fn is_total(&self, text: &str) -> bool {
        let outside = without_brackets(text);
        let folded = fold_value(outside.as_deref().unwrap_or(text));
        let total = |phrase: &str| self.is_total_word(phrase);
        if total(&folded) || self.begins_as(TOTALS, &folded) {
            return true;
        }
        let words: Vec<&str> = folded.split(' ').collect();
        let countable = |word: &&str| is_number(word) || self.meaning(TOTALS, word) == Some("of");
        match words.as_slice() {
            [first, rest @ ..] if total(first) && rest.iter().all(countable) => true,
            [rest @ .., last] if total(last) => rest.len() <= 6,
            _ => self.is_explained_total(text),
        }
    }

    /// `Total: Alpha`, `Total - Alpha`.
    fn is_explained_total(&self, text: &str) -> bool {
        before_mark(text).is_some_and(|start| self.is_total_word(&fold_value(start)))
    }

    fn is_total_word(&self, phrase: &str) -> bool {
        matches!(self.meaning(TOTALS, phrase), Some("whole" | "begins"))
    }

    pub(super) fn is_prompt(&self, text: &str) -> bool {
        let text = text.trim();
        let folded = fold_value(text);
        let inside = [('<', '>'), ('[', ']'), ('{', '}'), ('«', '»')]
            .iter()
            .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
        if let Some(inside) = inside {
            let angled = text.starts_with(['<', '{', '«']);
            let first = fold_value(inside);
            let first = first.split(' ').next().unwrap_or_default();
            let asks = self.meaning("bracketed_prompts", first).is_some();
            return asks || (angled && inside.chars().any(char::is_alphabetic));
        }
        let label = text.split_once(':').map(|(label, _)| fold_value(label));
        let is_whole = |folded: &str| self.meaning(PROMPTS, folded) == Some("whole");
        is_whole(&folded)
            || label.is_some_and(|label| is_whole(&label))
            || self.begins_as(PROMPTS, &folded)
    }

    pub(super) fn is_part_of(&self, text: &str) -> bool {
        self.begins_as(PART_OF, &fold_value(text.trim_start_matches(MARKS)))
    }

    /// Whether nothing but a ditto mark stands in a cell, or a word for one.
    pub(super) fn is_ditto(&self, text: &str) -> bool {
        let mark =
            text.trim_matches(|letter: char| letter.is_whitespace() || MARKS.contains(&letter));
        let is_mark = |text: &str| {
            matches!(
                text,
                "\"" | "\"\"" | "''" | "″" | "”" | "“" | "„" | "〃" | "々"
            )
        };
        is_mark(mark) || self.meaning("ditto", &fold_value(text)).is_some()
    }

    pub(super) fn month(&self, word: &str) -> Option<u32> {
        self.meaning("months", &fold_value(word))?.parse().ok()
    }

    pub(super) fn exactly(&self, vocabulary: &str, text: &str) -> Option<&'static str> {
        self.meaning(vocabulary, &fold_value(text))
    }

    fn meaning(&self, vocabulary: &str, folded: &str) -> Option<&'static str> {
        self.all.get(vocabulary)?.get(folded).copied()
    }

    fn begins_as(&self, vocabulary: &'static str, folded: &str) -> bool {
        let begins = self.begins.get(vocabulary);
        begins.into_iter().flatten().any(|start| {
            folded
                .strip_prefix(start.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }
}

fn meaning(all: &BTreeMap<String, Vocabulary>, vocabulary: &str, meaning: &str) -> Vec<String> {
    let words: BTreeSet<String> = all
        .get(vocabulary)
        .into_iter()
        .flat_map(HashMap::iter)
        .filter(|(_, canonical)| **canonical == meaning)
        .map(|(word, _)| word.clone())
        .collect();
    words.into_iter().collect()
}

/// Looks a text up as it is, without the signs around it, without the numbers around it, and by its signs alone.
fn whole(words: &Vocabulary, text: &str) -> Option<&'static str> {
    let folded = fold_value(text);
    if let Some(word) = words.get(&folded) {
        return Some(word);
    }
    let all: Vec<&str> = folded.split(' ').collect();
    let plain = trimmed(&all, is_sign_word);
    if plain.is_empty() {
        return by_signs(words, &all);
    }
    let find = |parts: &[&str]| words.get(&parts.join(" ")).copied();
    find(plain)
        .or_else(|| find(trimmed(plain, is_number)))
        .or_else(|| by_signs(words, &all))
}

/// Returns the meaning of a text's signs, when they agree: `🟢🟢`, `🔴 see note`.
fn by_signs(words: &Vocabulary, all: &[&str]) -> Option<&'static str> {
    let signs = all.iter().filter(|word| is_sign_word(word));
    let meanings: BTreeSet<&'static str> =
        signs.filter_map(|sign| words.get(*sign).copied()).collect();
    match meanings.len() {
        1 => meanings.first().copied(),
        _ => None,
    }
}

fn trimmed<'a, 'b>(mut words: &'a [&'b str], drop: fn(&str) -> bool) -> &'a [&'b str] {
    while let [first, rest @ ..] = words
        && drop(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && drop(last)
    {
        words = rest;
    }
    words
}

fn is_sign_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_sign)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns what stands before the first dash, colon, comma, semicolon, full stop or line break.
///
/// After a share nothing is certain: `50% - complete`.
fn before_mark(text: &str) -> Option<&str> {
    let marks = [
        " - ", " – ", " — ", ": ", ", ", ". ", ";", "\n", "\r", " | ",
    ];
    let at = marks.iter().filter_map(|mark| text.find(mark)).min()?;
    let start = text[..at].trim();
    (!start.is_empty() && !start.contains('%')).then_some(start)
}

/// Returns what stands after the label of `Status: Red`.
fn after_colon(text: &str) -> Option<&str> {
    let (label, end) = text.split_once(':')?;
    (label.split_whitespace().count() <= 3).then_some(end)
}

/// Returns the number a text begins with, where numbers are words of the vocabulary: `3 - foreseeable`.
fn leading_number(words: &Vocabulary, text: &str) -> Option<&'static str> {
    let folded = fold_value(text);
    let mut parts = folded.split(' ');
    let number = parts.next().filter(|first| is_number(first))?;
    let is_share = parts.next() == Some("percent");
    words.get(number).copied().filter(|_| !is_share)
}

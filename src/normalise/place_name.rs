//! What the name of a file or a sheet, or a title, says of a project, and whether it says so by a mark.

use std::collections::BTreeSet;
use std::path::Path;

use crate::lexicon::Lexicon;
use crate::model::tables;

/// From this strength on a sheet's name is that of a kind of table.
const NAMES_TABLE: f64 = 0.6;
/// What parts a name from the words for its document: `Harbour Lift - risk log`.
const PARTS: [&str; 9] = [" - ", " – ", " — ", ":", "|", "(", ")", "[", "]"];
/// An id has so many letters at most before its number: `PRJ-004`.
const MOST_LETTERS: usize = 5;

/// Returns what a name says of a project once words for documents, months, dates and versions are gone; empty if nothing.
///
/// A number stays behind the word that it numbers: `Depot Phase 2`. Such words alone, `Phase 2`, name nothing.
pub(super) fn words_of(name: &str, lexicon: &Lexicon) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut names = false;
    let mut is_numbered = false;
    for word in words(name) {
        let numbers = is_numbered && is_short_number(word);
        is_numbered = lexicon.exactly("numbered", word).is_some();
        if numbers || is_numbered || !is_said_of_documents(word, lexicon) {
            kept.push(word);
            names |= !numbers && !is_numbered;
        }
    }
    if names { kept.join(" ") } else { String::new() }
}

/// Whether a name may be a project's: it says more than a kind of document or table, a date or a number.
pub(super) fn names_something(name: &str, lexicon: &Lexicon) -> bool {
    let names_table = tables::ALL
        .iter()
        .any(|schema| lexicon.title_hint(name, schema) >= NAMES_TABLE);
    !names_table && !words_of(name, lexicon).is_empty()
}

/// Returns the name of a file without its folder and ending.
pub(super) fn stem(file: &str) -> String {
    Path::new(file)
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_string())
        .unwrap_or_default()
}

/// Returns the words that a name says of the kind of its document, in lower case.
pub(super) fn document_of(name: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    words(name)
        .map(str::to_lowercase)
        .filter(|word| lexicon.word("document", word).is_some())
        .collect()
}

/// Whether a name shows that part of it is a project's: it says `Project`, begins or ends with an id, or has the name
/// apart from the words for its document, or in capitals in front of them.
pub(super) fn is_marked(name: &str, lexicon: &Lexicon) -> bool {
    if words_of(name, lexicon).is_empty() {
        return false;
    }
    words(name).any(|word| lexicon.exactly("project_word", word).is_some())
        || has_id(name, lexicon)
        || stands_apart(name, lexicon)
        || stands_in_front(name, lexicon)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn is_short_number(word: &str) -> bool {
    word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word names a kind of document, a month, a date or a version.
fn is_said_of_documents(word: &str, lexicon: &Lexicon) -> bool {
    let low = word.to_lowercase();
    let is_version = low.strip_prefix('v').is_some_and(|number| {
        number.chars().count() <= 2 && number.chars().all(|c| c.is_ascii_digit())
    });
    let digits = low.chars().filter(char::is_ascii_digit).count();
    let is_dated = digits > 0 && digits * 2 >= low.chars().count();
    let is_document = lexicon.word("document", &low).is_some();
    is_document || is_version || is_dated || lexicon.month(&low).is_some()
}

/// Whether a name begins or ends with an id, `P12` or `PRJ-004`, and not with a version, a month or a fiscal year.
fn has_id(name: &str, lexicon: &Lexicon) -> bool {
    let said: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || "_,;:()[]|–—".contains(c))
        .map(|part| part.trim_matches(['-', '.']))
        .filter(|part| !part.is_empty())
        .collect();
    let is_id = |part: &&str| {
        let letters: String = part.chars().take_while(|c| c.is_alphabetic()).collect();
        let number = part[letters.len()..].trim_start_matches('-');
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        let is_upper = !letters.is_empty() && letters.chars().all(char::is_uppercase);
        // `P12` is the project's number sooner than the twelfth period.
        let period = lexicon.exactly("periods", &letters);
        let is_period = period.is_some_and(|period| period != "month")
            || lexicon.month(&letters).is_some()
            || letters == "V";
        is_number && is_upper && letters.chars().count() <= MOST_LETTERS && !is_period
    };
    said.len() >= 2 && (said.first().is_some_and(is_id) || said.last().is_some_and(is_id))
}

/// Whether the name stands in a part of its own, and the other parts say only what the document is.
fn stands_apart(name: &str, lexicon: &Lexicon) -> bool {
    let mut parts = vec![name];
    for mark in PARTS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(mark))
            .collect();
    }
    let (names, others): (Vec<&str>, Vec<&str>) = parts
        .into_iter()
        .filter(|part| words(part).next().is_some())
        .partition(|part| !words_of(part, lexicon).is_empty());
    let is_pure = |part: &&&str| document_of(part, lexicon).is_empty();
    names.iter().filter(is_pure).count() == names.len()
        && others
            .iter()
            .any(|part| !document_of(part, lexicon).is_empty())
}

/// Whether two words or more in capitals stand in front of nothing but words for the document: `North Quay risk log`.
fn stands_in_front(name: &str, lexicon: &Lexicon) -> bool {
    let named = words_of(name, lexicon);
    let count = words(&named).count();
    let all: Vec<&str> = words(name).collect();
    count >= 2
        && count < all.len()
        && words(&named).eq(all[..count].iter().copied())
        && words(&named).all(|word| !word.starts_with(char::is_lowercase))
        && !document_of(name, lexicon).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_names_a_project_only_beyond_words_for_documents() {
        for (stem, name) in [
            ("Harbour Lift - RAID log v2", "Harbour Lift"),
            ("risk-log-empty", ""),
            ("Portfolio register 2026-10", ""),
            ("Statusbericht Hafenkran März 2026", "Hafenkran"),
            ("Jan 26", ""),
            ("10 meeting", ""),
            ("Depot Phase 2 tracker", "Depot Phase 2"),
            ("Phase 2", ""),
            ("Sprint 14 tasks", ""),
        ] {
            assert_eq!(words_of(stem, Lexicon::standard()), name, "{stem}");
        }
    }

    #[test]
    fn a_name_is_marked_by_an_id_a_word_or_its_place() {
        for (stem, marked) in [
            ("P12 - Harbour Lift tracker", true),
            ("PRJ-004_harbour_lift", true),
            ("harbour lift P12", true),
            ("Project Lighthouse", true),
            ("Projekt Hafenkran Risikoliste", true),
            ("Harbour Lift - risk log v2", true),
            ("Risk log (Harbour Lift)", true),
            ("North Quay dependency log", true),
            ("Harbour Lift RAID 2026-10", true),
            ("Harbour Lift", false),
            ("sales tracker", false),
            ("Sales tracker", false),
            ("supplier invoices register", false),
            ("Harbour Lift Q3", false),
            ("Holidays FY26", false),
            ("10 standup", false),
            ("V2 holidays", false),
            ("KW20 Urlaub", false),
        ] {
            assert_eq!(is_marked(stem, Lexicon::standard()), marked, "{stem}");
        }
    }
}

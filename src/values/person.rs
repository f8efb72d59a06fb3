//! Names of people: kept as written, compared by a key that does not mind order, case, titles and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::cell::{Given, collapse, tidy};
use super::reading::Remark;
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;

pub static NOT_A_NAME: Code = Code {
    id: "not-a-name",
    severity: Severity::Cosmetic,
    why: "A number or date where a person is expected names nobody who could answer for the row.",
};

/// Titles and degrees that are no part of a name.
static TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "cllr",
    "herr",
    "frau",
    "hr",
    "fr",
    "dipl",
    "ing",
    "mag",
    "mme",
    "mlle",
    "m",
    "monsieur",
    "madame",
    "sr",
    "sra",
    "srta",
    "don",
    "doña",
    "sig",
    "ir",
    "drs",
    "phd",
    "mba",
    "msc",
    "bsc",
    "obe",
    "mbe",
    "cbe",
    "pmp",
    "jr",
    "ii",
    "iii",
];

pub(super) fn read(given: &[Option<Given<'_>>], remarks: &mut Vec<Remark>) -> Vec<Value> {
    given
        .iter()
        .enumerate()
        .map(|(at, cell)| match cell {
            None => Value::Blank,
            Some(Given::Text(text)) => Value::Text(clean(text)),
            Some(cell) => {
                remarks.push(
                    Remark::cell(
                        &NOT_A_NAME,
                        at,
                        format!("{} stands where a person is expected", cell.quote()),
                    )
                    .hint("put the name here")
                    .treated("kept as it stands"),
                );
                Value::Text(cell.display())
            }
        })
        .collect()
}

/// Returns a name as written, with look-alike letters made plain and spaces collapsed.
fn clean(name: &str) -> String {
    let name: String = name.nfkc().collect();
    collapse(&name).into_owned()
}

/// Returns what two ways of writing one person's name have in common: words in lower case without accents, in the order
/// first name, last name, without titles and bracketed roles. Empty when the text names nobody.
///
/// `Smith, John (PM)`, `Dr. John SMITH` and `john.smith@example.org` have the key `john smith`.
pub fn key(name: &str) -> String {
    let name = tidy(name);
    let name = match address(&name) {
        Some((name, local)) if name.is_empty() => local,
        Some((name, _)) => name,
        None => without_brackets(&name),
    };
    let ordered = match name.split_once(',') {
        Some((last, first)) if !words(first).is_empty() => format!("{first} {last}"),
        Some((name, _)) => name.to_string(),
        None => name,
    };
    words(&ordered).join(" ")
}

/// Returns the words of a name in lower case, without accents, titles and marks.
fn words(name: &str) -> Vec<String> {
    let folded: String = name
        .nfkd()
        .filter(|mark| !is_combining_mark(*mark) && *mark != '\'')
        .flat_map(char::to_lowercase)
        .map(|mark| {
            if mark.is_alphanumeric() || mark == '-' {
                mark
            } else {
                ' '
            }
        })
        .collect();
    let folded = folded
        .replace('ß', "ss")
        .replace('ø', "o")
        .replace('ł', "l")
        .replace('æ', "ae");
    let all: Vec<String> = folded
        .split_whitespace()
        .map(|word| word.trim_matches('-').to_string())
        .filter(|word| !word.is_empty())
        .collect();
    let named: Vec<String> = all
        .iter()
        .filter(|word| !TITLES.contains(&word.as_str()))
        .cloned()
        .collect();
    // Somebody called `Don` or `M` keeps the name.
    if named.is_empty() { all } else { named }
}

/// Returns the name and the local part of an e-mail address as words: `John Smith <john.smith@example.org>`.
fn address(text: &str) -> Option<(String, String)> {
    let at = text.find('@')?;
    let is_part = |mark: char| mark.is_alphanumeric() || matches!(mark, '.' | '_' | '-' | '+');
    let start = text[..at]
        .char_indices()
        .rev()
        .take_while(|(_, mark)| is_part(*mark))
        .last()
        .map(|(start, _)| start)?;
    let domain = text[at + 1..]
        .find(|mark: char| !is_part(mark))
        .map_or(text.len(), |length| at + 1 + length);
    if !text[at + 1..domain].contains('.') {
        return None;
    }
    let around = format!("{} {}", &text[..start], &text[domain..]);
    let around = without_brackets(&around.replace(['<', '>', '"'], " ").replace("mailto:", " "));
    let local = text[start..at].split('+').next().unwrap_or_default();
    Some((around.trim().to_string(), local.replace(['.', '_'], " ")))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let outside: String = text
        .chars()
        .filter(|mark| {
            match mark {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    outside.trim().to_string()
}

/// Returns the people that a cell names, each as written: `A. Smith / B. Jones`, `Ann & Bob (50%)`, `Ann; Bob`.
///
/// A comma separates people only where its parts have two words each, or where there are more than two; `Smith, John` is
/// one person.
pub fn split(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text
        .split(['/', ';', '&', '\n', '\r', '|'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" + "))
        .collect();
    lines
        .iter()
        .flat_map(|part| commas(part))
        .map(clean)
        .filter(|name| name.chars().any(char::is_alphabetic))
        .collect()
}

fn commas(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(',').collect();
    let long = parts
        .iter()
        .all(|part| part.split_whitespace().count() >= 2 || part.contains('@'));
    if parts.len() > 2 || (parts.len() == 2 && long) {
        parts
    } else {
        vec![text]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_one_key() {
        for name in [
            "John Smith",
            "Smith, John",
            "SMITH, JOHN (PM)",
            "  john\u{a0}smith ",
            "Dr. John Smith",
            "Mr John Smith, PhD",
            "john.smith@example.org",
            "John Smith <j.smith@example.org>",
            "John Smith [Finance]",
            "Jóhn Smith",
        ] {
            assert_eq!(key(name), "john smith", "{name}");
        }
    }

    #[test]
    fn other_people_have_other_keys() {
        for (name, expected) in [
            ("Jean-Luc O’Neill", "jean-luc oneill"),
            ("Müller, Jörg", "jorg muller"),
            ("Weiß", "weiss"),
            ("Don", "don"),
            ("山田 太郎", "山田 太郎"),
            ("J Smith", "j smith"),
            ("", ""),
            ("(vacant)", ""),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    #[test]
    fn a_cell_may_name_several_people() {
        for (text, names) in [
            ("Ann Lee / Bob Ray", vec!["Ann Lee", "Bob Ray"]),
            ("Ann & Bob (50%)", vec!["Ann", "Bob (50%)"]),
            ("Smith, John", vec!["Smith, John"]),
            ("Smith, John; Ray, Bob", vec!["Smith, John", "Ray, Bob"]),
            ("Ann Lee, Bob Ray", vec!["Ann Lee", "Bob Ray"]),
            ("Ann, Bob, Cid", vec!["Ann", "Bob", "Cid"]),
            ("Ann Lee\nBob Ray", vec!["Ann Lee", "Bob Ray"]),
            ("Sandy Anderson", vec!["Sandy Anderson"]),
            ("-", vec![]),
        ] {
            assert_eq!(split(text), names, "{text}");
        }
    }
}

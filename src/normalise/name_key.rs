//! When two project names are the same, and when they are merely alike.

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::Lexicon;

/// Returns the key under which two spellings of one name are equal: case, accents of width, punctuation, `&`, and words
/// such as "project" do not count.
pub(super) fn name_key(name: &str) -> String {
    let all = tokens(name);
    let lexicon = Lexicon::standard();
    let kept: Vec<&String> = all
        .iter()
        .filter(|word| lexicon.exactly("said_anyway", word).is_none())
        .collect();
    if kept.is_empty() {
        all.join(" ")
    } else {
        kept.into_iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn tokens(name: &str) -> Vec<String> {
    let folded: String = name
        .nfkc()
        .collect::<String>()
        .to_lowercase()
        .replace('&', " and ")
        .replace(['\'', '’'], "");
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_string)
        .collect()
}

/// Whether two keys are so alike that a person should look: nearly the same letters, or one holding all words of the
/// other. Names that differ in a number, such as two phases, are not alike.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    if one == other || digits(one) != digits(other) || one.len().min(other.len()) < 5 {
        return false;
    }
    strsim::jaro_winkler(one, other) >= 0.94
        && strsim::normalized_damerau_levenshtein(one, other) >= 0.8
        || holds_all_words(one, other)
}

fn digits(key: &str) -> String {
    key.chars().filter(char::is_ascii_digit).collect()
}

fn holds_all_words(one: &str, other: &str) -> bool {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let (few, many) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    few.len() >= 2 && few.iter().all(|word| many.contains(word))
}

/// Whether a short name may stand for a long one: its initials, or the beginnings of some of its words in order.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let (short, long) = (name_key(short), name_key(long));
    let words: Vec<&str> = long.split(' ').collect();
    if short.chars().count() < 2 || short == long || words.len() < 2 {
        return false;
    }
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let mut left = words.iter();
    short.replace(' ', "") == initials
        || short
            .split(' ')
            .all(|part| left.any(|word| word.starts_with(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (one, other) in [
            ("Harbour Lift Renewal", "harbour  lift renewal"),
            ("Harbour Lift Renewal", "Project Harbour-Lift Renewal"),
            ("Plant & Depot", "Plant and Depot"),
            ("Ｄata Platform", "Data platform"),
        ] {
            assert_eq!(name_key(one), name_key(other));
        }
    }

    #[test]
    fn alike_is_not_the_same_and_phases_are_not_alike() {
        for (one, other, near) in [
            (
                "Customer Portal Replatform",
                "Customer Portal Replatfrom",
                true,
            ),
            ("Customer Portal", "Customer Portal Replatform", true),
            ("Depot Phase 1", "Depot Phase 2", false),
            ("Data Platform", "Field Mobility", false),
        ] {
            assert_eq!(
                is_near(&name_key(one), &name_key(other)),
                near,
                "{one} / {other}"
            );
        }
    }

    #[test]
    fn initials_and_beginnings_of_words_abbreviate_a_name() {
        for (short, long, may) in [
            ("HLR", "Harbour Lift Renewal", true),
            ("Harbour", "Harbour Lift Renewal", true),
            ("Harb Ren", "Harbour Lift Renewal", true),
            ("Renewal Harbour", "Harbour Lift Renewal", false),
            ("Quay", "Harbour Lift Renewal", false),
            ("Slipway", "Slipway", false),
        ] {
            assert_eq!(abbreviates(short, long), may, "{short} / {long}");
        }
    }
}

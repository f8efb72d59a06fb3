//! Days of the week in words: `Mon-Wed`, `Montag, Donnerstag`, `lun mar jeu`.

use chrono::Weekday;

/// The words for each day from Monday, in the languages of the lexicon.
static WORDS: [&[&str]; 7] = [
    &[
        "mon", "monday", "mondays", "mo", "montag", "lun", "lundi", "lunes", "lunedì", "seg",
        "segunda", "maandag", "ma", "pon",
    ],
    &[
        "tue", "tues", "tuesday", "tuesdays", "tu", "di", "dienstag", "mar", "mardi", "martes",
        "martedì", "ter", "terça", "dinsdag", "wt",
    ],
    &[
        "wed",
        "weds",
        "wednesday",
        "wednesdays",
        "we",
        "mi",
        "mittwoch",
        "mer",
        "mercredi",
        "mié",
        "miércoles",
        "mercoledì",
        "qua",
        "quarta",
        "woensdag",
        "wo",
        "śr",
    ],
    &[
        "thu",
        "thur",
        "thurs",
        "thursday",
        "thursdays",
        "th",
        "do",
        "donnerstag",
        "jeu",
        "jeudi",
        "jue",
        "jueves",
        "gio",
        "giovedì",
        "qui",
        "quinta",
        "donderdag",
        "czw",
    ],
    &[
        "fri", "friday", "fridays", "fr", "freitag", "ven", "vendredi", "vie", "viernes",
        "venerdì", "sex", "sexta", "vrijdag", "vr", "pt",
    ],
    &[
        "sat",
        "saturday",
        "sa",
        "samstag",
        "sonnabend",
        "sam",
        "samedi",
        "sáb",
        "sábado",
        "sab",
        "sabato",
        "zaterdag",
        "za",
        "sob",
    ],
    &[
        "sun", "sunday", "su", "so", "sonntag", "dim", "dimanche", "dom", "domingo", "domenica",
        "zondag", "zo", "nd",
    ],
];

/// The days as they are kept: `mon tue thu`.
static KEPT: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Returns the days that a text names, as `mon tue thu`; `None` where some of it is no day.
pub fn days_of_week(text: &str) -> Option<String> {
    let text = text.to_lowercase().replace(['–', '—', '-'], " to ");
    let mut worked = [false; 7];
    let mut from: Option<usize> = None;
    let mut last: Option<usize> = None;
    for word in text
        .split(|c: char| c.is_whitespace() || ",;/&+.()".contains(c))
        .filter(|word| !word.is_empty())
    {
        if ["to", "bis", "à", "a", "au", "al", "tot", "until"].contains(&word) {
            from = Some(last?);
            continue;
        }
        if ["and", "und", "et", "y", "e", "en", "i"].contains(&word) {
            continue;
        }
        let day = WORDS.iter().position(|words| words.contains(&word))?;
        if let Some(first) = from.take() {
            let days = if first <= day {
                day - first
            } else {
                day + 7 - first
            };
            for later in 0..=days {
                worked[(first + later) % 7] = true;
            }
        }
        worked[day] = true;
        last = Some(day);
    }
    let named: Vec<&str> = KEPT
        .iter()
        .zip(worked)
        .filter_map(|(name, worked)| worked.then_some(*name))
        .collect();
    (from.is_none() && !named.is_empty()).then(|| named.join(" "))
}

/// Returns how many days [`days_of_week`] kept.
pub fn count(kept: &str) -> usize {
    kept.split_whitespace()
        .filter(|word| word.parse::<Weekday>().is_ok())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_words_and_ranges() {
        for (text, days) in [
            ("Mon-Wed", Some("mon tue wed")),
            ("Mon, Tue & Thursday", Some("mon tue thu")),
            ("Montag bis Donnerstag", Some("mon tue wed thu")),
            ("lun mar jeu", Some("mon tue thu")),
            ("Sun to Thu", Some("mon tue wed thu sun")),
            ("Mo-Fr", Some("mon tue wed thu fri")),
            ("37.5 hours", None),
            ("Mon to", None),
            ("", None),
        ] {
            assert_eq!(days_of_week(text).as_deref(), days, "{text}");
        }
    }
}

//! A link between two tasks as trackers write it: `12FS+2d;14SS`, `3`, `2ff-1 wk`, `Design [FS]`, `7EA+2t`.

/// Which end of the one task waits for which end of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    FinishToStart,
    StartToStart,
    FinishToFinish,
    StartToFinish,
}

impl Kind {
    pub fn short(self) -> &'static str {
        match self {
            Kind::FinishToStart => "FS",
            Kind::StartToStart => "SS",
            Kind::FinishToFinish => "FF",
            Kind::StartToFinish => "SF",
        }
    }
}

/// How Microsoft Project shortens the kinds of links in English, German, French, Spanish, Italian and Portuguese. `FF` is
/// from finish to finish in English, in Spanish and in French, and `SS` has no other meaning; `II` is the Italian one.
const KINDS: [(&str, Kind); 18] = [
    ("fs", Kind::FinishToStart),
    ("ss", Kind::StartToStart),
    ("ff", Kind::FinishToFinish),
    ("sf", Kind::StartToFinish),
    ("ea", Kind::FinishToStart),
    ("aa", Kind::StartToStart),
    ("ee", Kind::FinishToFinish),
    ("ae", Kind::StartToFinish),
    ("fd", Kind::FinishToStart),
    ("dd", Kind::StartToStart),
    ("df", Kind::StartToFinish),
    ("fc", Kind::FinishToStart),
    ("cc", Kind::StartToStart),
    ("cf", Kind::StartToFinish),
    ("fi", Kind::FinishToStart),
    ("ii", Kind::StartToStart),
    ("ti", Kind::FinishToStart),
    ("tt", Kind::FinishToFinish),
];

/// What passes between the two ends; negative for a lead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lag {
    /// Working days of the successor's calendar.
    Days(f64),
    /// Working hours, of which a setting says how many make a day.
    Hours(f64),
    /// Days of the calendar on the wall, nights and weekends among them.
    Elapsed(f64),
    /// A share of the predecessor's duration.
    Share(f64),
}

impl Lag {
    pub const NONE: Lag = Lag::Days(0.0);

    /// Returns the amount, whatever its unit: its sign tells a lag from a lead.
    pub fn amount(self) -> f64 {
        match self {
            Lag::Days(amount) | Lag::Hours(amount) | Lag::Elapsed(amount) | Lag::Share(amount) => {
                amount
            }
        }
    }
}

/// Working days of a week and a month, as project calendars have them by default.
const DAYS_A_WEEK: f64 = 5.0;
const DAYS_A_MONTH: f64 = 20.0;

/// One predecessor as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// All of it, for a task may be called `2 SS` or `PRJ1-4`.
    pub whole: String,
    /// An id, a place in the structure, the number of a row, or a name.
    pub task: String,
    pub kind: Kind,
    pub lag: Lag,
}

/// Returns the predecessors that a cell names. A comma parts them only where no semicolon or line break does, so that a name
/// with a comma in it can be told.
pub fn written(text: &str) -> Vec<Written> {
    let marks: &[char] = if text.contains([';', '\n', '|']) {
        &[';', '\n', '|']
    } else {
        &[',']
    };
    text.split(marks)
        .map(str::trim)
        .filter(|part| !part.is_empty() && !is_nothing(part))
        .map(one)
        .collect()
}

/// Words for "no predecessor", beside a blank.
fn is_nothing(part: &str) -> bool {
    let part = part.to_lowercase();
    matches!(
        part.as_str(),
        "-" | "–" | "—" | "none" | "n/a" | "na" | "nil" | "start" | "keine" | "aucun" | "ninguna"
    )
}

fn one(part: &str) -> Written {
    let said = |task: &str, (kind, lag): (Kind, Lag)| Written {
        whole: part.to_string(),
        task: task.trim().to_string(),
        kind,
        lag,
    };
    // `Design [FS+2d]`, `Design (SS)`.
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some(inner) = part.strip_suffix(close)
            && let Some((task, told)) = inner.rsplit_once(open)
            && let Some(link) = kind_and_lag(told.trim())
        {
            return said(task, link);
        }
    }
    // `12FS+2d`: the longest tail that is a kind and a lag, behind something that ends in a digit or a space.
    for (at, _) in part.char_indices().skip(1) {
        let (task, told) = part.split_at(at);
        let is_apart = task.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace());
        if is_apart
            && !task.trim().is_empty()
            && let Some(link) = kind_and_lag(told.trim())
        {
            return said(task, link);
        }
    }
    said(part, (Kind::FinishToStart, Lag::NONE))
}

/// Reads `FS`, `SS+2d`, `FF - 50%` or, behind a number, `+3 days`.
fn kind_and_lag(told: &str) -> Option<(Kind, Lag)> {
    let lower = told.to_lowercase();
    let found = KINDS.iter().find(|(short, _)| lower.starts_with(short));
    let (kind, rest) = match found {
        Some((short, kind)) => (*kind, lower[short.len()..].trim()),
        None if lower.starts_with(['+', '-', '−']) => (Kind::FinishToStart, lower.as_str()),
        None => return None,
    };
    if rest.is_empty() {
        return Some((kind, Lag::NONE));
    }
    lag(rest).map(|lag| (kind, lag))
}

/// Reads `+2d`, `- 1 wk`, `+3ed`, `+50%`; a sign is a must.
fn lag(text: &str) -> Option<Lag> {
    let (sign, rest) = if let Some(rest) = text.strip_prefix('+') {
        (1.0, rest)
    } else {
        (-1.0, text.strip_prefix(['-', '−'])?)
    };
    let rest = rest.trim();
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(rest.len());
    let amount: f64 = rest[..end].replace(',', ".").parse().ok()?;
    let unit = rest[end..].trim().trim_end_matches(['?', '.']);
    let amount = sign * amount;
    Some(match unit {
        "" | "d" | "dy" | "day" | "days" | "wd" | "t" | "tag" | "tage" | "j" | "jour" | "jours"
        | "día" | "días" => Lag::Days(amount),
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" | "s" | "sem" => {
            Lag::Days(amount * DAYS_A_WEEK)
        }
        "mo" | "mon" | "mons" | "month" | "months" | "monat" | "monate" | "mois" => {
            Lag::Days(amount * DAYS_A_MONTH)
        }
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" => Lag::Hours(amount),
        "m" | "min" | "mins" => Lag::Hours(amount / 60.0),
        "ed" | "eday" | "edays" | "ft" => Lag::Elapsed(amount),
        "ew" | "ewk" | "ewks" | "eweek" | "eweeks" => Lag::Elapsed(amount * 7.0),
        "emo" | "emon" | "emons" => Lag::Elapsed(amount * 30.0),
        "eh" | "ehr" | "ehrs" => Lag::Elapsed(amount / 24.0),
        "em" => Lag::Elapsed(amount / 1_440.0),
        "%" | "e%" => Lag::Share(amount / 100.0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &'static str, Lag)> {
        written(text)
            .into_iter()
            .map(|own| (own.task, own.kind.short(), own.lag))
            .collect()
    }

    #[test]
    fn links_are_read_as_trackers_write_them() {
        for (text, task, kind, lag) in [
            ("3", "3", "FS", Lag::NONE),
            ("2fs", "2", "FS", Lag::NONE),
            ("12FS+2d", "12", "FS", Lag::Days(2.0)),
            ("12FS + 2 days", "12", "FS", Lag::Days(2.0)),
            ("14 SS", "14", "SS", Lag::NONE),
            ("2SS-4h", "2", "SS", Lag::Hours(-4.0)),
            ("3SF+3ed", "3", "SF", Lag::Elapsed(3.0)),
            ("4FS+50%", "4", "FS", Lag::Share(0.5)),
            ("2FS+1w", "2", "FS", Lag::Days(5.0)),
            ("5FF-1 wk", "5", "FF", Lag::Days(-5.0)),
            ("7EA+2t", "7", "FS", Lag::Days(2.0)),
            ("8AA", "8", "SS", Lag::NONE),
            ("9+3 days", "9", "FS", Lag::Days(3.0)),
            ("1.2.3FS", "1.2.3", "FS", Lag::NONE),
            ("ENG-12", "ENG-12", "FS", Lag::NONE),
            ("A-1", "A-1", "FS", Lag::NONE),
            ("Design the hull", "Design the hull", "FS", Lag::NONE),
            (
                "Design the hull [FF+2d]",
                "Design the hull",
                "FF",
                Lag::Days(2.0),
            ),
            ("Design the hull SS", "Design the hull", "SS", Lag::NONE),
            ("Phase 2 tests", "Phase 2 tests", "FS", Lag::NONE),
            ("Sign-off (board)", "Sign-off (board)", "FS", Lag::NONE),
        ] {
            assert_eq!(read(text), [(task.to_string(), kind, lag)], "{text}");
        }
    }

    #[test]
    fn several_are_parted_and_words_for_none_are_none() {
        assert_eq!(read("12FS+2d;14SS").len(), 2);
        assert_eq!(read("1, 2, 3").len(), 3);
        assert_eq!(read("Lay pipes, north; Survey").len(), 2);
        assert_eq!(read("4FS+1,5d;5")[0].2, Lag::Days(1.5));
        for text in ["", "-", "none", " n/a "] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}

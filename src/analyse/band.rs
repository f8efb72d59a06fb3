//! How far a plan may be left, from the words of a report: `+4 weeks / -2 weeks`, `±5%`, `+£50k`.

/// What may be left of a plan on either side; a side without a limit is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    pub(super) upper: Option<Amount>,
    /// Without its sign.
    pub(super) lower: Option<Amount>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) size: f64,
    pub(super) unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Of 1.
    Share,
    Days,
    Months,
    Money,
    /// A number alone, such as a score.
    Plain,
}

/// An amount as it is read: its sign, its size, and its unit with how many of ours one of it is.
type Said = (Sign, f64, Option<(f64, Unit)>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    Both,
    Unsaid,
}

/// Words that may stand in a limit and change nothing of it.
const FILLERS: [&str; 24] = [
    "or",
    "and",
    "to",
    "up",
    "max",
    "maximum",
    "score",
    "of",
    "no",
    "more",
    "than",
    "at",
    "most",
    "tolerance",
    "within",
    "calendar",
    "und",
    "oder",
    "max.",
    "et",
    "ou",
    "y",
    "en",
    "a",
];
/// Words after an amount that say on which side of the plan it lies.
const ABOVE: [&str; 7] = ["late", "later", "over", "above", "später", "plus", "more"];
const BELOW: [&str; 7] = [
    "early", "earlier", "under", "below", "früher", "minus", "less",
];

impl Band {
    /// Reads a limit; `None` where the words are more than a limit, or none.
    ///
    /// Without a sign an amount holds on both sides; of two without signs the first is the upper.
    pub(super) fn read(text: &str) -> Option<Band> {
        let amounts = amounts(text)?;
        let unsaid = amounts
            .iter()
            .filter(|(sign, _)| *sign == Sign::Unsaid)
            .count();
        match amounts.as_slice() {
            [(Sign::Plus, amount)] => Some(Band {
                upper: Some(*amount),
                lower: None,
            }),
            [(Sign::Minus, amount)] => Some(Band {
                upper: None,
                lower: Some(*amount),
            }),
            [(_, amount)] => Some(Band {
                upper: Some(*amount),
                lower: Some(*amount),
            }),
            [(first, upper), (second, lower)] => match (first, second) {
                (Sign::Plus, Sign::Minus) => Some(Band {
                    upper: Some(*upper),
                    lower: Some(*lower),
                }),
                (Sign::Minus, Sign::Plus) => Some(Band {
                    upper: Some(*lower),
                    lower: Some(*upper),
                }),
                _ if unsaid == 2 => Some(Band {
                    upper: Some(*upper),
                    lower: Some(*lower),
                }),
                _ => None,
            },
            _ => None,
        }
    }

    /// Reads a limit of two cells, one for each side; the signs are those of the columns.
    pub(super) fn of_sides(upper: Option<&str>, lower: Option<&str>) -> Option<Band> {
        let one = |text: Option<&str>| text.map(|text| Some(amounts(text)?.first()?.1));
        match (one(upper), one(lower)) {
            (None, None) | (Some(None), _) | (_, Some(None)) => None,
            (upper, lower) => Some(Band {
                upper: upper.flatten(),
                lower: lower.flatten(),
            }),
        }
    }
}

/// Reads one deviation with its sign: `+3 weeks`, `-5%`; without a sign it lies above the plan.
pub(super) fn deviation(text: &str) -> Option<Amount> {
    match amounts(text)?.as_slice() {
        [(Sign::Minus, amount)] => Some(Amount {
            size: -amount.size,
            ..*amount
        }),
        [(Sign::Plus | Sign::Unsaid, amount)] => Some(*amount),
        _ => None,
    }
}

fn amounts(text: &str) -> Option<Vec<(Sign, Amount)>> {
    let text = text
        .to_lowercase()
        .replace(['−', '–', '—'], "-")
        .replace("+/-", "±")
        .replace("+-", "±");
    let mut found: Vec<Said> = Vec::new();
    let mut sign = Sign::Unsaid;
    let mut is_money = false;
    let mut working = false;
    for token in tokens(&text) {
        let first = token.chars().next()?;
        match first {
            '±' => sign = Sign::Both,
            '+' => sign = Sign::Plus,
            '-' => sign = Sign::Minus,
            '£' | '$' | '€' | '¥' => is_money = true,
            '≤' | '<' | '=' | '/' | ',' | ';' | '(' | ')' | '.' | ':' => {}
            '%' => unit_of(&mut found, 0.01, Unit::Share)?,
            digit if digit.is_ascii_digit() => {
                found.push((sign, number(token)?, is_money.then_some((1.0, Unit::Money))));
                (sign, is_money, working) = (Sign::Unsaid, false, false);
            }
            _ if ["zero", "nil", "null"].contains(&token) => found.push((Sign::Both, 0.0, None)),
            _ if ["working", "business"].contains(&token) => working = true,
            _ if ABOVE.contains(&token) => side_of(&mut found, Sign::Plus),
            _ if BELOW.contains(&token) => side_of(&mut found, Sign::Minus),
            _ if FILLERS.contains(&token) => {}
            _ => unit_word(&mut found, token, working)?,
        }
    }
    if found.is_empty() {
        return None;
    }
    let last = found.iter().rev().find_map(|(_, _, unit)| *unit);
    let is_signed = found.iter().all(|(sign, _, _)| *sign != Sign::Unsaid);
    found
        .into_iter()
        .map(|(sign, size, unit)| {
            let (times, unit) = match (unit, last) {
                (Some(unit), _) => unit,
                (None, None) => (1.0, Unit::Plain),
                (None, Some(_)) if size == 0.0 => (1.0, Unit::Plain),
                // `+4/-2 weeks`: the unit is said once.
                (None, Some(_)) if !is_signed => return None,
                (None, Some(unit)) => unit,
            };
            Some((
                sign,
                Amount {
                    size: size * times,
                    unit,
                },
            ))
        })
        .collect()
}

/// Cuts a text into numbers, words and single signs.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |letter: char| {
        if letter.is_ascii_digit() || letter == '.' || letter == ',' {
            1
        } else if letter.is_alphabetic() {
            2
        } else {
            0
        }
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let own = kind(letter);
        if before.is_some_and(|before| before != own || own == 0) {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = Some(own);
    }
    tokens.push(&text[start..]);
    tokens.retain(|token| !token.trim().is_empty());
    tokens
}

/// Reads `1,000` and `2.5`, and `2,5` as 2.5; `50.000` could be either and is no number here.
fn number(token: &str) -> Option<f64> {
    let token = token.trim_end_matches(['.', ',']);
    let thousands = token.split(',').skip(1).all(|group| {
        let whole = group.split('.').next().unwrap_or_default();
        whole.len() == 3
    });
    let plain = if thousands {
        token.replace(',', "")
    } else {
        token.replace(',', ".")
    };
    let decimals = plain
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    (decimals != 3).then(|| plain.parse().ok()).flatten()
}

fn unit_word(found: &mut [Said], word: &str, working: bool) -> Option<()> {
    // Five working days are a week.
    let day = if working { 1.4 } else { 1.0 };
    let (times, unit) = match word {
        "percent" | "pct" | "prozent" => (0.01, Unit::Share),
        "d" | "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" | "día" | "días"
        | "dagen" => (day, Unit::Days),
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines"
        | "semana" | "semanas" | "weken" => (7.0, Unit::Days),
        "month" | "months" | "mth" | "mths" | "monat" | "monate" | "monaten" | "mois" | "mes"
        | "meses" | "maanden" => (1.0, Unit::Months),
        "year" | "years" | "yr" | "yrs" => (12.0, Unit::Months),
        "k" | "thousand" => (1e3, Unit::Money),
        "m" | "mn" | "million" if found.last()?.2.map(|own| own.1) == Some(Unit::Money) => {
            (1e6, Unit::Money)
        }
        "bn" | "billion" => (1e9, Unit::Money),
        "gbp" | "eur" | "usd" | "euro" | "euros" => (1.0, Unit::Money),
        "points" | "point" | "pts" => (1.0, Unit::Plain),
        _ => return None,
    };
    unit_of(found, times, unit)
}

/// Gives the last amount its unit; one that has another already is no limit.
fn unit_of(found: &mut [Said], times: f64, unit: Unit) -> Option<()> {
    let last = found.last_mut()?;
    if last.2.is_some_and(|(_, own)| own != unit) {
        return None;
    }
    let before = last.2.map_or(1.0, |(before, _)| before);
    last.2 = Some((before * times, unit));
    Some(())
}

fn side_of(found: &mut [Said], sign: Sign) {
    if let Some(last) = found.last_mut().filter(|last| last.0 == Sign::Unsaid) {
        last.0 = sign;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(size: f64, unit: Unit) -> Option<Amount> {
        Some(Amount { size, unit })
    }

    #[test]
    fn limits_are_read_as_reports_write_them() {
        for (text, upper, lower) in [
            (
                "+4 weeks / -2 weeks",
                amount(28.0, Unit::Days),
                amount(14.0, Unit::Days),
            ),
            (
                "+4/-2 weeks",
                amount(28.0, Unit::Days),
                amount(14.0, Unit::Days),
            ),
            (
                "+10% / -5%",
                amount(0.1, Unit::Share),
                amount(0.05, Unit::Share),
            ),
            ("±5%", amount(0.05, Unit::Share), amount(0.05, Unit::Share)),
            (
                "+/- 1 month",
                amount(1.0, Unit::Months),
                amount(1.0, Unit::Months),
            ),
            ("+£50k", amount(50_000.0, Unit::Money), None),
            (
                "+£1.2m / −£0.5m",
                amount(1_200_000.0, Unit::Money),
                amount(500_000.0, Unit::Money),
            ),
            ("Up to 4 weeks late", amount(28.0, Unit::Days), None),
            ("10 working days late", amount(14.0, Unit::Days), None),
            ("+£10,000", amount(10_000.0, Unit::Money), None),
            (
                "score ≤ 15",
                amount(15.0, Unit::Plain),
                amount(15.0, Unit::Plain),
            ),
            ("Zero", amount(0.0, Unit::Plain), amount(0.0, Unit::Plain)),
        ] {
            assert_eq!(Band::read(text), Some(Band { upper, lower }), "{text}");
        }
    }

    #[test]
    fn words_that_are_more_than_a_limit_are_not_guessed_at() {
        for text in [
            "All must-haves delivered",
            "2 of 15 should-haves may be dropped",
            "TBC",
            "5-10 days",
            "+3m",
            "50.000",
            "see PID section 7",
            "",
        ] {
            assert_eq!(Band::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_deviation_has_a_sign() {
        assert_eq!(deviation("+3 weeks"), amount(21.0, Unit::Days));
        assert_eq!(deviation("-5%"), amount(-0.05, Unit::Share));
        assert_eq!(deviation("on track"), None);
    }
}

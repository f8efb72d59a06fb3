//! The numbers, words and marks of a text that may be a date, without its time of day.

use super::date_text::Part;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Number { value: u32, digits: usize },
    Word(&'a str),
    Mark(char),
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut marks = text.char_indices().peekable();
    while let Some((start, mark)) = marks.next() {
        let is_digit = mark.is_ascii_digit();
        if is_digit || mark.is_alphabetic() {
            let mut end = start + mark.len_utf8();
            while let Some((at, next)) = marks.peek().copied() {
                let belongs = if is_digit {
                    next.is_ascii_digit()
                } else {
                    is_letter(next) && !is_calendar_sign(mark) && !is_calendar_sign(next)
                };
                if !belongs {
                    break;
                }
                end = at + next.len_utf8();
                marks.next();
            }
            let part = &text[start..end];
            tokens.push(if is_digit {
                Token::Number {
                    value: part.parse().unwrap_or(u32::MAX),
                    digits: part.len(),
                }
            } else {
                Token::Word(part)
            });
        } else if !mark.is_whitespace() {
            tokens.push(Token::Mark(mark));
        }
    }
    tokens
}

/// Letters, and the accents that stand on them in a decomposed text.
fn is_letter(mark: char) -> bool {
    mark.is_alphabetic() || unicode_normalization::char::is_combining_mark(mark)
}

fn is_calendar_sign(mark: char) -> bool {
    matches!(mark, '年' | '月' | '日' | '년' | '월' | '일' | '度')
}

/// Drops times of day: `T10:00:00Z`, `5:00:00 PM`, `at 10:17`, `10:00 +01:00`, `5 pm`.
pub(super) fn without_times<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    let word = |at: usize, words: &[&str]| matches!(tokens.get(at), Some(Token::Word(word)) if words.iter().any(|one| word.eq_ignore_ascii_case(one)));
    let number = |at: usize| matches!(tokens.get(at), Some(Token::Number { .. }));
    let mark = |at: usize, wanted: char| tokens.get(at) == Some(&Token::Mark(wanted));
    let mut at = 0;
    while at < tokens.len() {
        let is_clock = number(at) && mark(at + 1, ':') && number(at + 2);
        let is_hour = number(at) && word(at + 1, &["am", "pm", "uhr"]);
        if !is_clock && !is_hour {
            kept.push(tokens[at]);
            at += 1;
            continue;
        }
        if matches!(kept.last(), Some(Token::Word(word)) if ["t", "at", "um", "kl"].iter().any(|one| word.eq_ignore_ascii_case(one)))
        {
            kept.pop();
        }
        at += 1;
        while (mark(at, ':') || mark(at, '.') || mark(at, ',')) && number(at + 1) {
            at += 2;
        }
        for (start, rest) in [("a", "m"), ("p", "m")] {
            if word(at, &[start]) && mark(at + 1, '.') && word(at + 2, &[rest]) {
                at += 3 + usize::from(mark(at + 3, '.'));
            }
        }
        at += usize::from(word(at, &["am", "pm", "uhr"]));
        if matches!(tokens.get(at), Some(Token::Word(zone)) if zone.len() <= 5 && zone.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            at += 1;
        }
        if (mark(at, '+') || mark(at, '-')) && number(at + 1) {
            at += 2;
            if mark(at, ':') && number(at + 1) {
                at += 2;
            }
        }
    }
    kept
}

pub(super) fn is_quarter(word: &str) -> bool {
    ["q", "qtr", "quarter"]
        .iter()
        .any(|one| word.eq_ignore_ascii_case(one))
}

/// Words that may stand before a date and say nothing about it.
pub(super) fn is_filler(word: &str) -> bool {
    ["the", "on", "of", "in"]
        .iter()
        .any(|one| word.eq_ignore_ascii_case(one))
}

pub(super) fn part_word(word: &str) -> Option<Part> {
    let any = |words: &[&str]| words.iter().any(|one| word.eq_ignore_ascii_case(one));
    if any(&["end", "late", "eom", "ende", "fin"]) {
        Some(Part::End)
    } else if any(&["mid", "middle", "mitte"]) {
        Some(Part::Middle)
    } else if any(&["start", "early", "beginning", "anfang"]) {
        Some(Part::Start)
    } else {
        None
    }
}

/// Weekdays as they stand before dates, in the languages of the lexicon.
pub(super) fn is_weekday(word: &str) -> bool {
    static DAYS: &[&str] = &[
        "mon",
        "tue",
        "tues",
        "wed",
        "weds",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lun",
        "mar",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
        "feira",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "月",
        "火",
        "水",
        "木",
        "金",
        "土",
        "日",
    ];
    let lower = word.to_lowercase();
    DAYS.contains(&lower.as_str())
}

//! One amount as a text writes it: `£1,234.50`, `(500)`, `1.2m`, `approx. 500`, `75 %`, `10 days`.

use super::cell::tidy;
use super::marks::{self, Digits};
use super::unit::{self, Sign};

/// A number and what stands around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) is_negative: bool,
    pub(super) digits: Digits,
    /// More digits than a number of Excel holds.
    pub(super) is_long: bool,
    pub(super) currency: Option<&'static str>,
    pub(super) scale: Option<f64>,
    pub(super) is_percent: bool,
    /// What the number counts: days, hours.
    pub(super) counts: Option<Sign>,
    /// Words or marks beside it say more: `approx.`, `>`, `tbc`.
    pub(super) has_words: bool,
    /// What follows says what it counts, in words that are no unit: `12 sites`.
    pub(super) counts_things: bool,
}

/// More words than this around a number are prose.
const MOST_WORDS: usize = 3;
/// Texts longer than this are prose.
const LONGEST: usize = 60;
/// Digits that a number of Excel holds.
const MOST_DIGITS: usize = 15;

/// Reads a text that holds exactly one number; `None` for prose and for several numbers.
pub(super) fn parse(text: &str) -> Option<Amount> {
    let text = tidy(text);
    if text.len() > LONGEST * 4 || text.chars().count() > LONGEST {
        return None;
    }
    let start = text.find(|mark: char| mark.is_ascii_digit())?;
    // `.5` begins with its mark.
    let start = match text[..start].chars().next_back() {
        Some('.' | ',') if !text[..start - 1].ends_with(|mark: char| mark.is_alphanumeric()) => {
            start - 1
        }
        _ => start,
    };
    let (before, rest) = text.split_at(start);
    let (run, after) = rest.split_at(marks::run(rest));
    let (digits, after) = match exponent(run, after) {
        Some((value, after)) => (
            Digits::Sure {
                value,
                decimal: None,
            },
            after,
        ),
        None => (marks::digits(run)?, after),
    };
    if after.contains(|mark: char| mark.is_ascii_digit()) {
        return None;
    }
    let mut amount = Amount {
        is_negative: false,
        digits,
        is_long: is_long(run, digits),
        currency: None,
        scale: None,
        is_percent: false,
        counts: None,
        has_words: false,
        counts_things: false,
    };
    let mut around = Around::default();
    around.take(&mut amount, before, Side::Before)?;
    around.take(&mut amount, after, Side::After)?;
    if around.words + around.strange_before + around.strange_after > MOST_WORDS {
        return None;
    }
    // `£500 for training` is an amount; `Phase 1` is none.
    let is_marked = amount.currency.is_some() || amount.is_percent;
    if around.strange_before > 0 && !is_marked {
        return None;
    }
    let has_strange = around.strange_before + around.strange_after > 0;
    amount.counts_things = around.strange_after > 0 && !is_marked;
    // A bracket without its other half may have lost a minus.
    around.is_vague |= around.opens_before != around.closes_after;
    amount.is_negative = around.minuses == 1 || (around.opens_before && around.closes_after);
    amount.has_words = around.words > 0 || has_strange || around.is_vague;
    (around.minuses <= 1).then_some(amount)
}

/// Whether the whole part has more digits than Excel keeps; decimals beyond that are the dust of sums.
fn is_long(run: &str, digits: Digits) -> bool {
    let whole = match digits {
        Digits::Sure {
            decimal: Some(mark),
            ..
        } => run.split(mark).next().unwrap_or(run),
        _ => run,
    };
    let significant = whole
        .chars()
        .filter(char::is_ascii_digit)
        .skip_while(|digit| *digit == '0');
    significant.count() > MOST_DIGITS
}

/// Reads the exponent of `1.5E+06`.
fn exponent<'a>(run: &str, after: &'a str) -> Option<(f64, &'a str)> {
    let rest = after.strip_prefix(['e', 'E'])?;
    let signed = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let digits = signed.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let end = after.len() - signed.len() + digits;
    let value: f64 = format!("{}{}", run.replace(',', "."), &after[..end])
        .parse()
        .ok()?;
    value.is_finite().then_some((value, &after[end..]))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// What was met around the number so far.
#[derive(Debug, Default)]
struct Around {
    minuses: usize,
    /// Words that may stand beside an amount, such as `approx.`
    words: usize,
    /// All other words.
    strange_before: usize,
    strange_after: usize,
    opens_before: bool,
    closes_after: bool,
    is_vague: bool,
}

impl Around {
    /// Takes in one side; `None` when it contradicts what is known, as a second currency does.
    fn take(&mut self, amount: &mut Amount, side: &str, place: Side) -> Option<()> {
        let side = if place == Side::After {
            price_ending(side)
        } else {
            side
        };
        let mut rest = side;
        let mut depth = 0_i32;
        while let Some(mark) = rest.chars().next() {
            let end = word_end(rest);
            if end > 0 {
                let (word, left) = rest.split_at(end);
                rest = left;
                match place {
                    Side::Before => self.word_before(amount, word, rest)?,
                    Side::After => self.word_after(amount, word)?,
                }
                continue;
            }
            rest = &rest[mark.len_utf8()..];
            match mark {
                '(' | '[' => {
                    depth += 1;
                    self.opens_before |=
                        place == Side::Before && mark == '(' && self.strange_before == 0;
                }
                ')' | ']' => {
                    depth -= 1;
                    if place == Side::Before {
                        self.opens_before = false;
                    }
                    self.closes_after |= place == Side::After && depth < 0 && mark == ')';
                }
                '-' => self.minuses += 1,
                '%' if amount.is_percent => return None,
                '%' => amount.is_percent = true,
                '+' if place == Side::Before => {}
                '~' | '<' | '>' | '\u{2248}' | '\u{2264}' | '\u{2265}' | '\u{b1}' | '+' => {
                    self.is_vague = true;
                }
                '?' => self.is_vague |= amount.counts.is_none(),
                ' ' | '.' | ',' | '*' | ':' | '=' | '\'' => {}
                _ => self.strange(place),
            }
        }
        Some(())
    }

    fn strange(&mut self, place: Side) {
        match place {
            Side::Before => self.strange_before += 1,
            Side::After => self.strange_after += 1,
        }
    }

    /// Before a number stands its currency, or a word that qualifies it. `Phase 1`, `P-01` and `B2` are references.
    fn word_before(&mut self, amount: &mut Amount, word: &str, rest: &str) -> Option<()> {
        match unit::sign(word) {
            Sign::Currency(currency) => set(&mut amount.currency, currency)?,
            Sign::CurrencyScale(currency, scale) => {
                set(&mut amount.currency, currency)?;
                set(&mut amount.scale, scale)?;
            }
            Sign::Scale(scale) if amount.currency.is_some() => set(&mut amount.scale, scale)?,
            Sign::Percent => amount.is_percent = true,
            _ if is_qualifier(word) && rest.starts_with([' ', '.', ':', '(']) => self.words += 1,
            _ if rest.is_empty() || rest.starts_with('-') => return None,
            _ => self.strange(Side::Before),
        }
        Some(())
    }

    fn word_after(&mut self, amount: &mut Amount, word: &str) -> Option<()> {
        match unit::sign(word) {
            Sign::Currency(currency) => set(&mut amount.currency, currency)?,
            Sign::CurrencyScale(currency, scale) => {
                set(&mut amount.currency, currency)?;
                set(&mut amount.scale, scale)?;
            }
            // `2b` is a billion of a currency, or a part of something numbered.
            Sign::Scale(_) if is_lone_letter(word) && amount.currency.is_none() => {
                self.strange(Side::After);
            }
            Sign::Scale(scale) => set(&mut amount.scale, scale)?,
            Sign::Percent => amount.is_percent = true,
            Sign::Unknown if is_qualifier(word) => self.words += 1,
            Sign::Unknown => self.strange(Side::After),
            counts => match amount.counts {
                None => amount.counts = Some(counts),
                Some(_) => self.words += 1,
            },
        }
        Some(())
    }
}

fn is_lone_letter(word: &str) -> bool {
    matches!(word, "b" | "B" | "g" | "G" | "t" | "T")
}

fn set<T: PartialEq>(place: &mut Option<T>, value: T) -> Option<()> {
    match place {
        Some(held) if *held != value => None,
        _ => {
            *place = Some(value);
            Some(())
        }
    }
}

/// Words that qualify an amount without changing it.
fn is_qualifier(word: &str) -> bool {
    static WORDS: &[&str] = &[
        "approx",
        "approximately",
        "about",
        "around",
        "roughly",
        "circa",
        "c",
        "ca",
        "est",
        "estimate",
        "estimated",
        "tbc",
        "tbd",
        "provisional",
        "indicative",
        "max",
        "min",
        "up",
        "to",
        "over",
        "under",
        "at",
        "least",
        "most",
        "more",
        "less",
        "than",
        "nearly",
        "almost",
        "only",
        "total",
        "per",
        "p",
        "pa",
        "pd",
        "annum",
        "each",
        "plus",
        "excl",
        "incl",
        "ex",
        "inc",
        "vat",
        "net",
        "gross",
        "nr",
        "no",
        "etwa",
        "rund",
        "zirka",
        "environ",
        "env",
        "aprox",
    ];
    WORDS.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// Drops `,-`, `.--` and `/-`, which end a price in some countries and are no minus.
fn price_ending(side: &str) -> &str {
    let trimmed = side.trim_start();
    for ending in [",--", ".--", ",-", ".-", "/-"] {
        if let Some(rest) = trimmed.strip_prefix(ending) {
            return rest;
        }
    }
    side
}

/// Returns the end of the word, or of the word with its currency sign (`k€`, `US$`), that begins here; 0 when none does.
fn word_end(text: &str) -> usize {
    if text.starts_with("per cent") {
        return "per cent".len();
    }
    text.find(|mark: char| !(mark.is_alphabetic() || is_currency_sign(mark)))
        .unwrap_or(text.len())
}

fn is_currency_sign(mark: char) -> bool {
    matches!(mark, '$' | '£' | '¥' | '¢' | '\u{20a0}'..='\u{20cf}')
}

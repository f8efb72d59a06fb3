//! The unit that a heading names: `Budget (£k)`, `Cost in Mio. €`, `Effort (hrs)`, `% complete`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// What a heading says about the numbers under it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// What an amount is to be multiplied by: 1, 1e3, 1e6, 1e9; 1e4, 1e5, 1e7 and 1e8 in Asian units.
    pub scale: f64,
    /// The symbol of the currency, as the pack shows it: `£`, `€`, `CHF`.
    pub currency: Option<&'static str>,
    pub percent: bool,
    pub quantity: Option<Quantity>,
}

/// What numbers that are no money count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    Hours,
    Days,
    Weeks,
    Months,
    /// Full-time equivalents.
    Fte,
}

impl Unit {
    const NONE: Unit = Unit {
        scale: 1.0,
        currency: None,
        percent: false,
        quantity: None,
    };

    /// Whether the heading speaks of money: it names a currency or a scale.
    pub fn is_money(&self) -> bool {
        self.currency.is_some() || self.scale != 1.0
    }

    fn merge(&mut self, other: Unit) {
        if other.scale != 1.0 {
            self.scale = other.scale;
        }
        self.currency = self.currency.or(other.currency);
        self.percent |= other.percent;
        self.quantity = self.quantity.or(other.quantity);
    }
}

/// Returns the unit that a heading names, in brackets or beside its words; `None` when it names none.
///
/// A lone letter is a unit only in brackets: `Budget (k)`, not `Plan B`.
pub fn unit(heading: &str) -> Option<Unit> {
    let found = read(heading).0;
    (found != Unit::NONE).then_some(found)
}

/// Returns a heading without the currency and scale it names, if it names any and something is left.
pub(super) fn without_money(heading: &str) -> Option<String> {
    let (unit, rest) = read(heading);
    (unit.is_money() && rest.chars().any(char::is_alphanumeric)).then_some(rest)
}

/// Reads a heading piece by piece: what it names, and its words without the money.
fn read(heading: &str) -> (Unit, String) {
    let mut unit = Unit::NONE;
    let mut rest = Vec::new();
    for (inside, piece) in pieces(heading) {
        let words = words(&piece);
        let found = if inside {
            bracketed(&words)
        } else {
            beside(&words)
        };
        let money = found.as_ref().is_some_and(|(unit, _)| unit.is_money());
        if let Some((piece_unit, spent)) = found {
            unit.merge(piece_unit);
            if money && !inside {
                let left = words.iter().zip(spent).filter(|(_, spent)| !spent);
                rest.extend(left.map(|(word, _)| word.clone()));
            }
        }
        if !money {
            rest.push(if inside { format!("({piece})") } else { piece });
        }
    }
    (unit, rest.join(" ").trim().to_string())
}

/// Splits a heading into what stands outside brackets and what stands inside.
fn pieces(heading: &str) -> Vec<(bool, String)> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut inside = false;
    for letter in heading.nfkc() {
        match letter {
            '(' | '[' | '【' | ')' | ']' | '】' => {
                pieces.push((inside, std::mem::take(&mut piece)));
                inside = matches!(letter, '(' | '[' | '【');
            }
            _ => piece.push(letter),
        }
    }
    pieces.push((inside, piece));
    pieces.retain(|(_, piece)| !piece.trim().is_empty());
    pieces
}

fn words(piece: &str) -> Vec<String> {
    let is_gap = |letter: char| letter.is_whitespace() || ",;:/-–—_|".contains(letter);
    let elided = |word: &str| ["d'", "d’"].iter().any(|article| word.starts_with(article));
    let trim = |word: &str| {
        let word = if elided(word) { &word[1..] } else { word };
        word.trim_matches(['.', '\'', '’', '‘', '`']).to_string()
    };
    let mut spaced = String::with_capacity(piece.len());
    for letter in piece.chars() {
        let is_sign = |mark: char| "$£€¥₹₺₽".contains(mark);
        let last = spaced.chars().next_back();
        // `€1.000` and `1.000€` are two words; so are `1,000` and the rest of it.
        if last.is_some_and(|last| {
            is_sign(last) && letter.is_ascii_digit() || last.is_ascii_digit() && is_sign(letter)
        }) {
            spaced.push(' ');
        }
        spaced.push(letter);
    }
    spaced
        .split(is_gap)
        .map(trim)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Reads a bracket: it is a unit when it names a currency or a share, or holds nothing but units.
fn bracketed(words: &[String]) -> Option<(Unit, Vec<bool>)> {
    let units = units();
    let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let certain: Vec<Option<Unit>> = small.iter().map(|word| units.certain(word)).collect();
    let currency = certain.iter().flatten().find_map(|unit| unit.currency);
    let is_silent = |word: &String| units.beside.contains(word) || word.parse::<f64>().is_ok();
    let scaled = |word: &String| {
        units
            .scale_by_currency(word, currency)
            .or_else(|| units.short(word))
            .or_else(|| units.power(word))
    };
    let foreign = small
        .iter()
        .zip(&certain)
        .any(|(word, known)| known.is_none() && scaled(word).is_none() && !is_silent(word));
    let mut unit = Unit::NONE;
    for (at, (word, known)) in small.iter().zip(&certain).enumerate() {
        let before = at.checked_sub(1).map_or("", |at| small[at].as_str());
        // `(w tys.)`: a preposition of one language is the short form of a quantity in another.
        let is_lead = units.leads.contains(word) && small.len() > 1;
        // `(£1,000 or more)` is a threshold, `(£1,000)` thousands.
        let is_number =
            units.power(word).is_some() || word == "000" && before.parse::<f64>().is_ok();
        if foreign && is_number {
            continue;
        }
        let found = known.or_else(|| scaled(word).filter(|_| !is_lead));
        unit.merge(found.unwrap_or(Unit::NONE));
    }
    let clear = unit.currency.is_some() || unit.percent || (unit != Unit::NONE && !foreign);
    clear.then(|| (unit, vec![true; words.len()]))
}

/// Reads the words outside brackets, where only what cannot be anything else is a unit.
fn beside(words: &[String]) -> Option<(Unit, Vec<bool>)> {
    let units = units();
    let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let certain: Vec<Option<Unit>> = small.iter().map(|word| units.certain(word)).collect();
    let is_lead = |at: usize| small.get(at).is_some_and(|word| units.leads.contains(word));
    let currency = |at: usize| certain.get(at).copied().flatten()?.currency;
    let currency_beside = |at: usize| {
        // `migliaia di euro`, `€ x 1.000`.
        let after = if is_lead(at + 1) { at + 2 } else { at + 1 };
        let before = match at.checked_sub(1) {
            Some(lead) if is_lead(lead) => lead.checked_sub(1),
            before => before,
        };
        currency(after).or_else(|| before.and_then(currency))
    };
    let mut unit = Unit::NONE;
    let mut spent = vec![false; words.len()];
    for (at, word) in small.iter().enumerate() {
        let by_currency = currency_beside(at);
        let has_currency = by_currency.is_some();
        let last = at + 1 == words.len();
        // `in 1.000 €`, `x €1.000`.
        let is_led = at.checked_sub(1).is_some_and(is_lead)
            || at.checked_sub(2).is_some_and(is_lead) && currency(at - 1).is_some();
        let power = units
            .power(word)
            .filter(|_| is_led && (has_currency || last));
        let letter = units
            .scale_beside_currency
            .get(word)
            .filter(|_| has_currency);
        let scale = letter.map(|scale| Unit {
            scale: *scale,
            ..Unit::NONE
        });
        let own = units.scale_by_currency(word, by_currency);
        if let Some(found) = own.or(scale).or(power) {
            unit.merge(found);
            spent[at] = true;
        } else if let Some(found) = certain[at] {
            // A bare scale counts beside a currency or at the end: `Budget 000s`, not `Million-pound project`.
            if found.currency.is_some() || found.scale == 1.0 || has_currency || last {
                unit.merge(found);
                spent[at] = true;
            }
        }
    }
    for at in (0..small.len()).rev() {
        if is_lead(at) && spent.get(at + 1) == Some(&true) {
            spent[at] = true;
        }
    }
    (unit != Unit::NONE).then_some((unit, spent))
}

/// The words of `words/units.toml`, turned round.
#[derive(Debug)]
struct Units {
    currency: HashMap<String, &'static str>,
    scale: HashMap<String, f64>,
    scale_beside_currency: HashMap<String, f64>,
    quantity: HashMap<String, Quantity>,
    quantity_in_brackets: HashMap<String, Quantity>,
    scale_by_currency: BTreeMap<String, BTreeMap<String, f64>>,
    leads: BTreeSet<String>,
    beside: BTreeSet<String>,
    /// Longest first, so that `us$` is tried before `$`.
    currency_words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsFile {
    currency: BTreeMap<String, Vec<String>>,
    scale: BTreeMap<String, Vec<String>>,
    scale_beside_currency: BTreeMap<String, Vec<String>>,
    scale_by_currency: BTreeMap<String, BTreeMap<String, f64>>,
    quantity: BTreeMap<Quantity, Vec<String>>,
    quantity_in_brackets: BTreeMap<Quantity, Vec<String>>,
    leads: BTreeMap<String, Vec<String>>,
    beside: BTreeMap<String, Vec<String>>,
}

impl Units {
    /// Returns the unit that a word is in any place: `£`, `keur`, `mio`, `hrs`, `40%`.
    fn certain(&self, word: &str) -> Option<Unit> {
        if word.contains('%') {
            return Some(Unit {
                percent: true,
                ..Unit::NONE
            });
        }
        if let Some(&currency) = self.currency.get(word) {
            return Some(Unit {
                currency: Some(currency),
                ..Unit::NONE
            });
        }
        if let Some(&scale) = self.scale.get(word) {
            return Some(Unit {
                scale,
                ..Unit::NONE
            });
        }
        if let Some(&quantity) = self.quantity.get(word) {
            return Some(Unit {
                quantity: Some(quantity),
                ..Unit::NONE
            });
        }
        self.compound(word)
    }

    /// Reads a currency and a scale written as one word: `£k`, `meur`, `t€`, `£'000s`, `百万円`.
    fn compound(&self, word: &str) -> Option<Unit> {
        self.currency_words.iter().find_map(|currency| {
            let rest = word
                .strip_prefix(currency.as_str())
                .or_else(|| word.strip_suffix(currency.as_str()))?
                .trim_matches(['.', '\'', '’', '‘', '`']);
            let symbol = self.currency.get(currency).copied();
            let scale = self
                .scale
                .get(rest)
                .or_else(|| self.scale_beside_currency.get(rest));
            let own = self.scale_by_currency(rest, symbol).map(|unit| unit.scale);
            Some(Unit {
                scale: own.or(scale.copied())?,
                currency: symbol,
                ..Unit::NONE
            })
        })
    }

    /// Returns the scale that a word is beside some currencies only: `R$ mil`.
    fn scale_by_currency(&self, word: &str, currency: Option<&str>) -> Option<Unit> {
        let scale = *self.scale_by_currency.get(word)?.get(currency?)?;
        Some(Unit {
            scale,
            ..Unit::NONE
        })
    }

    /// Returns the scale that a number is in the place of a unit: `in 1.000 €`, `€ x 1000`, `(CHF 1'000)`.
    fn power(&self, word: &str) -> Option<Unit> {
        let digits = word
            .trim_start_matches(['x', '×', '*'])
            .trim_end_matches('s');
        let zeros = digits.strip_prefix('1')?.replace(['.', '\'', '’'], "");
        let scale = match zeros.as_str() {
            "000" => 1e3,
            "000000" => 1e6,
            _ => return None,
        };
        Some(Unit {
            scale,
            ..Unit::NONE
        })
    }

    /// Returns the unit that a letter or two are in brackets: `(k)`, `(h)`.
    fn short(&self, word: &str) -> Option<Unit> {
        if let Some(&scale) = self.scale_beside_currency.get(word) {
            return Some(Unit {
                scale,
                ..Unit::NONE
            });
        }
        let quantity = *self.quantity_in_brackets.get(word)?;
        Some(Unit {
            quantity: Some(quantity),
            ..Unit::NONE
        })
    }
}

fn units() -> &'static Units {
    static UNITS: OnceLock<Units> = OnceLock::new();
    static CURRENCIES: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let file: UnitsFile = toml::from_str(include_str!("words/units.toml"))
            .expect("units.toml is as declared; a test reads it");
        let currencies = CURRENCIES.get_or_init(|| file.currency);
        let currency: HashMap<String, &'static str> = turn(currencies, |symbol| symbol.as_str());
        let mut currency_words: Vec<String> = currencies.values().flatten().cloned().collect();
        currency_words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
        Units {
            currency,
            currency_words,
            scale: turn(&file.scale, |scale| number(scale)),
            scale_beside_currency: turn(&file.scale_beside_currency, |scale| number(scale)),
            quantity: turn(&file.quantity, |quantity| *quantity),
            quantity_in_brackets: turn(&file.quantity_in_brackets, |quantity| *quantity),
            scale_by_currency: file.scale_by_currency,
            leads: file.leads.into_values().flatten().collect(),
            beside: file.beside.into_values().flatten().collect(),
        }
    })
}

fn turn<'a, K, V>(
    of: &'a BTreeMap<K, Vec<String>>,
    value: impl Fn(&'a K) -> V,
) -> HashMap<String, V> {
    of.iter()
        .flat_map(|(key, words)| words.iter().map(move |word| (key, word)))
        .map(|(key, word)| (word.clone(), value(key)))
        .collect()
}

fn number(scale: &str) -> f64 {
    scale
        .parse()
        .expect("scales in units.toml are numbers; a test reads them")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(scale: f64, currency: &'static str) -> Option<Unit> {
        Some(Unit {
            scale,
            currency: Some(currency),
            ..Unit::NONE
        })
    }

    fn scale(scale: f64) -> Option<Unit> {
        Some(Unit {
            scale,
            ..Unit::NONE
        })
    }

    fn count(quantity: Quantity) -> Option<Unit> {
        Some(Unit {
            quantity: Some(quantity),
            ..Unit::NONE
        })
    }

    const PERCENT: Option<Unit> = Some(Unit {
        percent: true,
        ..Unit::NONE
    });

    #[test]
    fn headings_name_their_unit() {
        for (heading, expected) in [
            ("Budget (£k)", money(1e3, "£")),
            ("Budget £k", money(1e3, "£")),
            ("Budget (£)", money(1.0, "£")),
            ("£000", money(1e3, "£")),
            ("£'000s", money(1e3, "£")),
            ("£’000", money(1e3, "£")),
            ("Spend (£ 000s)", money(1e3, "£")),
            ("Budget EUR m", money(1e6, "€")),
            ("Budget (EUR m)", money(1e6, "€")),
            ("Kosten in Mio. €", money(1e6, "€")),
            ("Kosten (in Tsd. EUR)", money(1e3, "€")),
            ("Budget TEUR", money(1e3, "€")),
            ("Budget [T€]", money(1e3, "€")),
            ("Budget (M€)", money(1e6, "€")),
            ("$m", money(1e6, "$")),
            ("Capex ($M)", money(1e6, "$")),
            ("Capex (US$ m)", money(1e6, "$")),
            ("Capex $MM", money(1e6, "$")),
            ("k€", money(1e3, "€")),
            ("Montant (en milliers d'euros)", money(1e3, "€")),
            ("Cost (£bn)", money(1e9, "£")),
            ("Cost (GBP thousands)", money(1e3, "£")),
            ("Kosten kCHF", money(1e3, "CHF")),
            ("Budget (PLN tys.)", money(1e3, "zł")),
            ("予算（百万円）", money(1e6, "¥")),
            ("预算（万元）", money(1e4, "CN¥")),
            ("Budget (₹ Cr)", money(1e7, "₹")),
            (
                "Financial Year Baseline (£m) (including Non-Government Costs)",
                money(1e6, "£"),
            ),
            ("Orçamento (R$ mil)", money(1e3, "R$")),
            ("Orçamento em R$ mil", money(1e3, "R$")),
            ("Custo (mil reais)", money(1e3, "R$")),
            ("Custo (R$ mi)", money(1e6, "R$")),
            ("Valores em milhares de euros", money(1e3, "€")),
            ("Coste (miles de €)", money(1e3, "€")),
            ("Importe (mil €)", money(1e3, "€")),
            ("Cost ($ mil)", money(1e6, "$")),
            ("Costi in migliaia di euro", money(1e3, "€")),
            ("Importo (migl. €)", money(1.0, "€")),
            ("Бюджет, тыс. руб.", money(1e3, "₽")),
            ("Бюджет (тыс.руб.)", money(1e3, "₽")),
            ("Бюджет, т.р.", money(1e3, "₽")),
            ("Затраты, млн ₽", money(1e6, "₽")),
            ("Сумма в тысячах рублей", money(1e3, "₽")),
            ("予算（万円）", money(1e4, "¥")),
            ("費用(単位：千円)", money(1e3, "¥")),
            ("単位:百万円", money(1e6, "¥")),
            ("预算（亿元）", money(1e8, "CN¥")),
            ("预算（万美元）", money(1e4, "$")),
            ("預算（萬元）", money(1e4, "CN¥")),
            ("Budżet (tys. zł)", money(1e3, "zł")),
            ("Budżet w tys. zł", money(1e3, "zł")),
            ("Kwoty w tysiącach złotych", money(1e3, "zł")),
            ("Budżet (w tys.)", scale(1e3)),
            ("Bütçe (bin TL)", money(1e3, "₺")),
            ("Bütçe (milyon ₺)", money(1e6, "₺")),
            ("Kosten in T€", money(1e3, "€")),
            ("Kosten (Tsd. CHF)", money(1e3, "CHF")),
            ("Kosten in 1.000 €", money(1e3, "€")),
            ("Kosten (CHF 1'000)", money(1e3, "CHF")),
            ("Kosten (€ x 1.000)", money(1e3, "€")),
            ("Bedragen x €1.000", money(1e3, "€")),
            ("Kosten in duizenden euro's", money(1e3, "€")),
            ("Budget (M€)", money(1e6, "€")),
            ("Budget (Md€)", money(1e9, "€")),
            ("Budget (Mds €)", money(1e9, "€")),
            ("Budget en milliers d'euros", money(1e3, "€")),
            ("Budget (£1,000)", money(1e3, "£")),
            ("Approver (above £1,000)", money(1.0, "£")),
            ("Coste real", None),
            ("Licences (BI)", None),
            ("(000s)", scale(1e3)),
            ("Budget 000s", scale(1e3)),
            ("Budget (k)", scale(1e3)),
            ("Effort (hrs)", count(Quantity::Hours)),
            ("Effort (h)", count(Quantity::Hours)),
            ("Duration (days)", count(Quantity::Days)),
            ("Duration (working days)", count(Quantity::Days)),
            ("Aufwand (PT)", count(Quantity::Days)),
            ("Duration (Weeks)", count(Quantity::Weeks)),
            ("Planned FTE", count(Quantity::Fte)),
            ("FTE", count(Quantity::Fte)),
            ("% Complete", PERCENT),
            ("Probability (0-100%)", PERCENT),
            ("Day rate (£/day)", money(1.0, "£")),
            ("Budget", None),
            ("Likelihood (1-5)", None),
            ("Owner (if any)", None),
            ("Plan B", None),
            ("Milestone M", None),
            ("Phase k", None),
            ("", None),
        ] {
            assert_eq!(unit(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_heading_is_read_without_its_money() {
        for (heading, rest) in [
            ("Budget (£k)", Some("Budget")),
            ("Budget in Mio. €", Some("Budget")),
            ("Budget £k", Some("Budget")),
            ("Effort (hrs)", None),
            ("£k", None),
        ] {
            assert_eq!(without_money(heading).as_deref(), rest, "{heading}");
        }
    }
}

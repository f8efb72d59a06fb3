//! Every phrase of every table, kept under all that may be looked up.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::folding::Folding;
use super::load::{TableWords, Words};
use super::phrase::is_unspaced;
use crate::model::column::{Column, Kind};
use crate::model::schema::Schema;

/// What a claim under `[also]` weighs: it counts when a better heading has taken the column it usually means.
const ALSO: f64 = 0.70;
/// How alike two spellings must be to be a typing error of one another, as a share of their letters.
const ALIKE: f64 = 0.85;

/// A phrase's right to a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) table: usize,
    pub(super) column: usize,
    /// 1, or less for a second meaning.
    pub(super) weight: f64,
    pub(super) is_date: bool,
    pub(super) head: Head,
}

/// Where a language puts the noun that the other words describe: `risk owner`, `responsable du risque`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    First,
    Last,
}

impl Head {
    fn of(language: &str) -> Head {
        match language {
            "fr" | "es" | "pt" | "it" | "pl" | "ru" => Head::First,
            _ => Head::Last,
        }
    }
}

type Claims = HashMap<String, Vec<Claim>>;

#[derive(Debug)]
pub(super) struct Index {
    pub(super) tables: Vec<&'static Schema>,
    pub(super) own: Vec<Own>,
    exact: Claims,
    core: Claims,
    /// Core words in alphabetical order.
    unordered: Claims,
    /// Part of a phrase, with the share of its words.
    parts: HashMap<String, Vec<(Claim, f64)>>,
    pub(super) spellings: Vec<Spelling>,
}

impl Index {
    pub(super) fn new(words: &Words) -> Index {
        let folding = &words.folding;
        let own = |table: &TableWords| Own::new(folding, table);
        let mut index = Index {
            tables: words.tables.iter().map(|table| table.schema).collect(),
            own: words.tables.iter().map(own).collect(),
            exact: Claims::new(),
            core: Claims::new(),
            unordered: Claims::new(),
            parts: HashMap::new(),
            spellings: Vec::new(),
        };
        let mut spellings: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
        for (at, table) in words.tables.iter().enumerate() {
            let usual = table.columns.iter().map(|claim| (claim, 1.0));
            let also = table.also.iter().map(|claim| (claim, ALSO));
            for ((column, phrase), weight) in usual.chain(also) {
                let claim = claim(at, table.schema, column, weight, &phrase.language);
                let core = folding.core(&phrase.folded);
                let joined = core.join(" ");
                insert(&mut index.exact, &phrase.folded, claim);
                insert(&mut index.core, &joined, claim);
                if core.len() > 1 {
                    insert(&mut index.unordered, &sorted(&core), claim);
                }
                index.add_parts(folding, &core, claim);
                spellings.entry(joined).or_default().push(claim);
            }
        }
        let spellings = spellings.into_iter();
        index.spellings = spellings
            .map(|(core, claims)| Spelling::new(core, claims))
            .collect();
        index
    }

    /// Keeps the runs of a long phrase that hold its noun and leave out nothing that turns its meaning.
    fn add_parts(&mut self, folding: &Folding, core: &[String], claim: Claim) {
        let words = core.len();
        for length in 2..words {
            let share = length as f64 / words as f64;
            let (run, rest) = match claim.head {
                Head::Last => (&core[words - length..], &core[..words - length]),
                Head::First => (&core[..length], &core[length..]),
            };
            if share >= 0.6 && !rest.iter().any(|word| folding.turning.contains(word)) {
                let part = self.parts.entry(run.join(" ")).or_default();
                part.push((claim, share));
            }
        }
    }

    pub(super) fn exact(&self, folded: &str) -> &[Claim] {
        self.exact.get(folded).map_or(&[], Vec::as_slice)
    }

    pub(super) fn core(&self, core: &str) -> &[Claim] {
        self.core.get(core).map_or(&[], Vec::as_slice)
    }

    pub(super) fn unordered(&self, core: &[String]) -> &[Claim] {
        self.unordered.get(&sorted(core)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn parts(&self, core: &[String]) -> &[(Claim, f64)] {
        self.parts.get(&core.join(" ")).map_or(&[], Vec::as_slice)
    }
}

/// A table's words for one of its rows.
#[derive(Debug, Default)]
pub(super) struct Own {
    words: BTreeSet<String>,
    /// Those that are written together with what follows: `Projektname`, `项目名称`.
    prefixes: Vec<String>,
}

impl Own {
    fn new(folding: &Folding, table: &TableWords) -> Own {
        let mut own = Own::default();
        for phrase in &table.own {
            let word = folding.plain(&phrase.folded);
            if matches!(phrase.language.as_str(), "de" | "nl" | "ja" | "zh") {
                own.prefixes.push(word.clone());
                own.prefixes.push(phrase.folded.clone());
            }
            own.words.insert(word);
        }
        let longest_first = |word: &String| (std::cmp::Reverse(word.len()), word.clone());
        own.prefixes.sort_by_key(longest_first);
        own.prefixes.dedup();
        own
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Returns the words without the table's own noun, if it is among them and something is left.
    pub(super) fn strip(&self, folding: &Folding, core: &[String]) -> Option<Vec<String>> {
        let short = |word: &String| match self.without_prefix(word) {
            Some(rest) => folding.plain(rest),
            None => word.clone(),
        };
        let others = core.iter().filter(|word| !self.words.contains(*word));
        let rest: Vec<String> = others.map(short).collect();
        (!rest.is_empty() && rest != core).then_some(rest)
    }

    fn without_prefix<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.prefixes.iter().find_map(|prefix| {
            let rest = word.strip_prefix(prefix.as_str())?;
            let rest = rest.strip_prefix('の').unwrap_or(rest);
            let least = if rest.chars().any(is_unspaced) { 1 } else { 2 };
            (rest.chars().count() >= least).then_some(rest)
        })
    }
}

/// A phrase prepared for finding typing errors.
#[derive(Debug)]
pub(super) struct Spelling {
    core: String,
    pub(super) length: usize,
    letters: u64,
    pub(super) claims: Vec<Claim>,
}

impl Spelling {
    pub(super) fn new(core: String, claims: Vec<Claim>) -> Spelling {
        let mark = |mask, letter| mask | 1_u64 << (u32::from(letter) % 64);
        Spelling {
            length: core.chars().count(),
            letters: core.chars().fold(0, mark),
            core,
            claims,
        }
    }

    /// Whether the two differ by typing errors only: in long words, or by a space.
    ///
    /// Short words and numbers are other words when they differ: `PO value` is no `P value`.
    pub(super) fn is_like(&self, other: &Spelling) -> bool {
        if !self.may_be(other) {
            return false;
        }
        let words: Vec<&str> = self.core.split(' ').collect();
        let others: Vec<&str> = other.core.split(' ').collect();
        if words.len() != others.len() {
            return words.concat() == others.concat();
        }
        let may_be_mistyped = |word: &str| {
            word.chars().count() >= 5 && !word.contains(|letter: char| letter.is_ascii_digit())
        };
        let mut pairs = words.iter().zip(&others);
        pairs.all(|(a, b)| a == b || (may_be_mistyped(a) && may_be_mistyped(b)))
            && strsim::normalized_damerau_levenshtein(&self.core, &other.core) >= ALIKE
    }

    /// Whether the two can be alike at all; cheap, to spare the comparison.
    fn may_be(&self, other: &Spelling) -> bool {
        let longest = self.length.max(other.length);
        let edits = ((1.0 - ALIKE) * longest as f64).floor() as u32;
        self.length.abs_diff(other.length) <= edits as usize
            && (self.letters ^ other.letters).count_ones() <= 2 * edits
    }
}

fn claim(
    table: usize,
    schema: &'static Schema,
    column: &'static Column,
    weight: f64,
    language: &str,
) -> Claim {
    Claim {
        table,
        column: schema
            .position(column)
            .expect("the words file was checked against the table's columns"),
        weight,
        is_date: matches!(column.kind, Kind::Date | Kind::Month),
        head: Head::of(language),
    }
}

fn insert(claims: &mut Claims, key: &str, claim: Claim) {
    claims.entry(key.to_string()).or_default().push(claim);
}

fn sorted(core: &[String]) -> String {
    let mut words: Vec<&str> = core.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.join(" ")
}

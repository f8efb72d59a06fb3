//! Which columns a heading may mean, by its words alone, and how sure they make us.
//!
//! | what matches | score |
//! |---|---|
//! | the phrase itself, or with its money unit put apart (`Impact (£k)` is `impact money`) | 1.00 |
//! | after folding plurals, stop words and spellings; without `date` for a date; without the table's own noun (`Risk owner` in risks) | 0.97 |
//! | the same words in another order: `Finish (baseline)` | 0.96 |
//! | without what stands in brackets | × 0.95 |
//! | the start of a long heading, before it explains itself | × 0.90 |
//! | alternatives that mean one column: `Likelihood/Probability` | 0.90, or 0.75 when only one of them is known |
//! | the phrase within the heading, on the side where its language puts the noun | 0.60 to 0.85, by share of words |
//! | the heading within a phrase, likewise | 0.60 to 0.80 |
//! | a typing error | 0.80 |
//! | a phrase that the column only takes when a better heading has its usual one (`[also]`) | × 0.70 |
//! | a word that says little beside one that says much (`Benefit owner`), or that turns it (`Next review`) | 0.50 at most |

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Candidate;
use super::load::{TableWords, Words};
use super::phrase::{Folding, before_explanation, fold, is_unspaced, without_brackets};
use super::unit::without_money;
use crate::model::column::{Column, Kind};
use crate::model::schema::Schema;

const FOLDED: f64 = 0.97;
const REORDERED: f64 = 0.96;
const WITHOUT_BRACKETS: f64 = 0.95;
const BEFORE_EXPLANATION: f64 = 0.90;
const ALTERNATIVES_AGREE: f64 = 0.90;
const ONE_ALTERNATIVE: f64 = 0.75;
const TYPING_ERROR: f64 = 0.80;
const ALSO: f64 = 0.70;
const WEAK: f64 = 0.50;
/// Below this nothing is worth naming.
const LEAST: f64 = 0.45;

/// A heading longer than this explains itself somewhere.
const LONG: usize = 60;
/// A text with more words than this is prose: only its start is compared.
const MOST_WORDS: usize = 14;
/// How alike two spellings must be, from 5 letters on, to be a typing error of one another.
const ALIKE: f64 = 0.85;

/// A phrase's right to a column.
#[derive(Debug, Clone, Copy)]
struct Claim {
    table: usize,
    column: usize,
    /// 1, or [`ALSO`].
    weight: f64,
    is_date: bool,
    head: Head,
}

/// Where a language puts the noun that the other words describe: `risk owner`, `responsable du risque`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
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

type Index = HashMap<String, Vec<Claim>>;

/// Every phrase of every table, indexed by what may be looked up.
#[derive(Debug)]
pub(super) struct Headings {
    tables: Vec<&'static Schema>,
    own: Vec<Own>,
    exact: Index,
    core: Index,
    /// Core words in alphabetical order.
    unordered: Index,
    /// Part of a phrase, with the share of its words.
    parts: HashMap<String, Vec<(Claim, f64)>>,
    spellings: Vec<Spelling>,
}

/// A phrase prepared for finding typing errors.
#[derive(Debug)]
struct Spelling {
    core: String,
    length: usize,
    letters: u64,
    claims: Vec<Claim>,
}

/// A table's words for one of its rows.
#[derive(Debug, Default)]
struct Own {
    words: BTreeSet<String>,
    /// Those that are written together with what follows: `Projektname`, `项目名称`.
    prefixes: Vec<String>,
}

/// The best score of each column so far, in reading order.
type Found = BTreeMap<(usize, usize), f64>;

impl Headings {
    pub(super) fn new(words: &Words) -> Headings {
        let folding = &words.folding;
        let mut headings = Headings {
            tables: words.tables.iter().map(|table| table.schema).collect(),
            own: words
                .tables
                .iter()
                .map(|table| Own::new(folding, table))
                .collect(),
            exact: Index::new(),
            core: Index::new(),
            unordered: Index::new(),
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
                insert(&mut headings.exact, &phrase.folded, claim);
                insert(&mut headings.core, &joined, claim);
                if core.len() > 1 {
                    insert(&mut headings.unordered, &sorted(&core), claim);
                }
                headings.index_parts(folding, &core, claim);
                spellings.entry(joined).or_default().push(claim);
            }
        }
        headings.spellings = spellings
            .into_iter()
            .map(|(core, claims)| Spelling::new(core, claims))
            .collect();
        headings
    }

    /// Indexes the runs of a long phrase that hold its noun and leave out nothing that turns its meaning.
    fn index_parts(&mut self, folding: &Folding, core: &[String], claim: Claim) {
        let words = core.len();
        for length in 2..words {
            let share = length as f64 / words as f64;
            let (run, rest) = match claim.head {
                Head::Last => (&core[words - length..], &core[..words - length]),
                Head::First => (&core[..length], &core[length..]),
            };
            if share >= 0.6 && !rest.iter().any(|word| folding.turning.contains(word)) {
                self.parts
                    .entry(run.join(" "))
                    .or_default()
                    .push((claim, share));
            }
        }
    }

    /// Returns the columns a heading may mean, best first, then in reading order.
    pub(super) fn candidates(&self, folding: &Folding, heading: &str) -> Vec<Candidate> {
        let mut found = Found::new();
        let views = views(heading);
        for (view, factor) in &views {
            self.compare(folding, view, *factor, &mut found);
        }
        let sure = |found: &Found| found.values().any(|&score| score >= ALTERNATIVES_AGREE);
        if !sure(&found) {
            self.alternatives(folding, heading, &mut found);
        }
        let is_known = |view: &str| self.core.contains_key(&folding.core(view).join(" "));
        if !sure(&found) && !views.iter().any(|(view, _)| is_known(view)) {
            for (view, factor) in &views {
                self.typing_errors(folding, view, *factor, &mut found);
            }
        }
        let mut candidates: Vec<Candidate> = found
            .into_iter()
            .filter(|(_, score)| *score >= LEAST)
            .map(|((table, column), score)| Candidate {
                schema: self.tables[table],
                column: self.tables[table].columns[column],
                score,
            })
            .collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates
    }

    /// Compares one view of a heading, folded, with every phrase.
    fn compare(&self, folding: &Folding, view: &str, factor: f64, found: &mut Found) {
        raise(found, self.exact.get(view), factor, |_| true);
        let core = folding.core(view);
        if core.len() > MOST_WORDS || folding.is_count(view) {
            return;
        }
        self.compare_core(folding, &core, factor, found, |_| true);
        for (table, own) in self.own.iter().enumerate() {
            if let Some(rest) = own.strip(&core) {
                self.compare_core(folding, &rest, factor, found, |claim| claim.table == table);
            }
        }
        self.runs(folding, &core, factor, found);
        if let Some(parts) = self.parts.get(&core.join(" ")) {
            for (claim, share) in parts {
                raise(
                    found,
                    Some(&vec![*claim]),
                    factor * (0.6 + 0.2 * share),
                    |_| true,
                );
            }
        }
    }

    /// Compares core words in their order and in any order, with and without the word for a date.
    fn compare_core(
        &self,
        folding: &Folding,
        core: &[String],
        factor: f64,
        found: &mut Found,
        fits: impl Fn(&Claim) -> bool,
    ) {
        raise(
            found,
            self.core.get(&core.join(" ")),
            factor * FOLDED,
            &fits,
        );
        raise(
            found,
            self.unordered.get(&sorted(core)),
            factor * REORDERED,
            &fits,
        );
        let undated: Vec<String> = core
            .iter()
            .filter(|word| !folding.dates.contains(*word))
            .cloned()
            .collect();
        if !undated.is_empty() && undated.len() < core.len() {
            let dated = |claim: &Claim| claim.is_date && fits(claim);
            raise(
                found,
                self.core.get(&undated.join(" ")),
                factor * FOLDED,
                dated,
            );
            raise(
                found,
                self.unordered.get(&sorted(&undated)),
                factor * REORDERED,
                dated,
            );
        }
    }

    /// Looks for phrases at the start and at the end of the heading.
    fn runs(&self, folding: &Folding, core: &[String], factor: f64, found: &mut Found) {
        let letters: Vec<String> = match core {
            [word] if word.chars().any(is_unspaced) => word.chars().map(String::from).collect(),
            _ => Vec::new(),
        };
        let (words, gap) = if letters.is_empty() {
            (core, " ")
        } else {
            (&letters[..], "")
        };
        for length in 1..words.len() {
            if length < 2 && gap.is_empty() {
                continue;
            }
            let split = words.len() - length;
            for (head, run, extra) in [
                (Head::Last, &words[split..], &words[..split]),
                (Head::First, &words[..length], &words[length..]),
            ] {
                for claim in self.core.get(&run.join(gap)).into_iter().flatten() {
                    if let Some(score) = self.run_score(folding, claim, head, run, extra) {
                        raise(found, Some(&vec![*claim]), factor * score, |_| true);
                    }
                }
            }
        }
    }

    /// Returns how sure a phrase found at one end of a heading makes us, given the words it leaves over.
    fn run_score(
        &self,
        folding: &Folding,
        claim: &Claim,
        head: Head,
        run: &[String],
        extra: &[String],
    ) -> Option<f64> {
        let own = &self.own[claim.table].words;
        let weight = |word: &String| {
            let light =
                folding.light.contains(word) || (claim.is_date && folding.dates.contains(word));
            match (own.contains(word), light) {
                (true, _) => 0.1,
                (_, true) => 0.25,
                _ => 1.0,
            }
        };
        let strong = extra.iter().any(|word| weight(word) == 1.0);
        if strong && head != claim.head {
            return None;
        }
        let over: f64 = extra.iter().map(weight).sum();
        let share = run.len() as f64 / (run.len() as f64 + over);
        if share < 0.4 {
            return None;
        }
        let score = 0.6 + 0.25 * share;
        let is_anchored = run.len() > 1 && run.iter().any(|word| own.contains(word));
        let is_generic = run.iter().all(|word| folding.generic.contains(word));
        let says_little = strong && is_generic && !is_anchored;
        let turned = extra.iter().any(|word| folding.turning.contains(word));
        Some(if says_little || turned { WEAK } else { score })
    }

    /// Reads `Likelihood/Probability` part by part: the parts that are known must mean one column of a table.
    fn alternatives(&self, folding: &Folding, heading: &str, found: &mut Found) {
        let parts: Vec<&str> = heading
            .split(['/', '|', '\\'])
            .flat_map(|part| part.split(" or "))
            .filter(|part| part.chars().any(char::is_alphanumeric))
            .collect();
        if !(2..=4).contains(&parts.len()) {
            return;
        }
        for table in 0..self.tables.len() {
            let meant: Vec<Option<usize>> = parts
                .iter()
                .map(|part| {
                    let core = folding.core(&fold(part)).join(" ");
                    let mut claims = self.core.get(&core).into_iter().flatten();
                    claims
                        .find(|claim| claim.table == table && claim.weight == 1.0)
                        .map(|claim| claim.column)
                })
                .collect();
            let columns: BTreeSet<usize> = meant.iter().copied().flatten().collect();
            if let (Some(&column), 1) = (columns.first(), columns.len()) {
                let all = meant.iter().all(Option::is_some);
                let score = if all {
                    ALTERNATIVES_AGREE
                } else {
                    ONE_ALTERNATIVE
                };
                keep_best(found, (table, column), score);
            }
        }
    }

    /// Looks for phrases that differ from the heading by a typing error or two.
    fn typing_errors(&self, folding: &Folding, view: &str, factor: f64, found: &mut Found) {
        let typed = Spelling::new(folding.core(view).join(" "), Vec::new());
        if !(5..=LONG).contains(&typed.length) {
            return;
        }
        for known in &self.spellings {
            if typed.may_be(known) && typed.is_like(known) {
                raise(found, Some(&known.claims), factor * TYPING_ERROR, |_| true);
            }
        }
    }
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
        own.prefixes
            .sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
        own.prefixes.dedup();
        own
    }

    /// Returns the words without the table's own noun, if it is among them and something is left.
    fn strip(&self, core: &[String]) -> Option<Vec<String>> {
        let rest: Vec<String> = core
            .iter()
            .filter(|word| !self.words.contains(*word))
            .map(|word| self.without_prefix(word).unwrap_or(word).to_string())
            .collect();
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

impl Spelling {
    fn new(core: String, claims: Vec<Claim>) -> Spelling {
        let letters = core
            .chars()
            .fold(0, |mask, letter| mask | 1_u64 << (u32::from(letter) % 64));
        Spelling {
            length: core.chars().count(),
            core,
            letters,
            claims,
        }
    }

    /// Whether the two can be alike at all; cheap, to spare the comparison.
    fn may_be(&self, other: &Spelling) -> bool {
        let longest = self.length.max(other.length);
        let edits = ((1.0 - ALIKE) * longest as f64).floor() as u32;
        self.length.abs_diff(other.length) <= edits as usize
            && (self.letters ^ other.letters).count_ones() <= 2 * edits
    }

    /// Whether the two differ by typing errors only; another number is another thing.
    fn is_like(&self, other: &Spelling) -> bool {
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        digits(&self.core) == digits(&other.core)
            && strsim::normalized_damerau_levenshtein(&self.core, &other.core) >= ALIKE
    }
}

/// Returns the ways to look at a heading, folded, each with its factor.
fn views(heading: &str) -> Vec<(String, f64)> {
    let mut views: Vec<(String, f64)> = Vec::new();
    let mut add = |text: &str, factor: f64| {
        let folded = fold(text);
        if !folded.is_empty() && views.iter().all(|(view, _)| *view != folded) {
            views.push((folded, factor));
        }
    };
    add(heading, 1.0);
    let outside = without_brackets(heading);
    if let Some(bare) = without_money(heading) {
        let bare = without_brackets(&bare).unwrap_or(bare);
        add(&format!("{bare} £"), 1.0);
        let factor = if outside.is_some() {
            WITHOUT_BRACKETS
        } else {
            FOLDED
        };
        add(&bare, factor);
    }
    if let Some(outside) = &outside {
        add(outside, WITHOUT_BRACKETS);
    }
    if heading.chars().count() > LONG
        && let Some(start) = before_explanation(heading)
    {
        add(start, BEFORE_EXPLANATION);
    }
    views
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

fn insert(index: &mut Index, key: &str, claim: Claim) {
    index.entry(key.to_string()).or_default().push(claim);
}

fn sorted(core: &[String]) -> String {
    let mut words: Vec<&str> = core.iter().map(String::as_str).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Raises the columns of the fitting claims to a score.
fn raise(
    found: &mut Found,
    claims: Option<&Vec<Claim>>,
    score: f64,
    fits: impl Fn(&Claim) -> bool,
) {
    for claim in claims.into_iter().flatten().filter(|claim| fits(claim)) {
        keep_best(found, (claim.table, claim.column), claim.weight * score);
    }
}

fn keep_best(found: &mut Found, place: (usize, usize), score: f64) {
    let best = found.entry(place).or_insert(score);
    *best = best.max(score);
}

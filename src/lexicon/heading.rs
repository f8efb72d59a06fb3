//! Which columns a heading may mean, by its words alone, and how sure they make us.
//!
//! | what matches | score |
//! |---|---|
//! | the phrase itself, or with its money unit put apart (`Impact (£k)` is `impact money`) | 1.00 |
//! | after folding plurals, stop words and spellings; without its money unit; without `date` for a date; without the table's own noun (`Risk owner` in risks) | 0.97 |
//! | the same words in another order: `Finish (baseline)` | 0.96 |
//! | without what stands in brackets; `(previous)` and kin make it another thing | × 0.95; × 0.50 |
//! | the start of a long heading, before it explains itself | × 0.90 |
//! | alternatives that mean one column: `Likelihood/Probability` | 0.90, or 0.75 when only one of them is known |
//! | the phrase within the heading, on the side where its language puts the noun | 0.60 to 0.85, by share of words |
//! | the heading within a phrase, likewise | 0.60 to 0.80 |
//! | a typing error | 0.80 |
//! | a phrase that the column only takes when a better heading has its usual one (`[also]`) | × 0.70 |
//! | a word that says little beside one that says much (`Benefit owner`), or that turns it (`Next review`) | 0.50 at most |
//!
//! A table that knows the heading as it stands is not asked about its parts.

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use super::folding::Folding;
use super::index::{Claim, Head, Index, Spelling};
use super::load::Words;
use super::phrase::{before_explanation, fold, is_unspaced, without_brackets};
use super::unit::without_money;

const FOLDED: f64 = 0.97;
const REORDERED: f64 = 0.96;
const WITHOUT_BRACKETS: f64 = 0.95;
const BEFORE_EXPLANATION: f64 = 0.90;
const ALTERNATIVES_AGREE: f64 = 0.90;
const ONE_ALTERNATIVE: f64 = 0.75;
const TYPING_ERROR: f64 = 0.80;
const WEAK: f64 = 0.50;
/// Below this nothing is worth naming.
const LEAST: f64 = 0.45;

/// A heading longer than this explains itself somewhere.
const LONG: usize = 60;
/// A text with more words than this is prose: only its start is compared.
const MOST_WORDS: usize = 14;

#[derive(Debug)]
pub(super) struct Headings {
    index: Index,
}

/// The best score of each column so far, by table and column in reading order.
type Found = BTreeMap<(usize, usize), f64>;

impl Headings {
    pub(super) fn new(words: &Words) -> Headings {
        Headings {
            index: Index::new(words),
        }
    }

    /// Returns the columns a heading may mean, best first, then in reading order.
    pub(super) fn candidates(&self, folding: &Folding, heading: &str) -> Vec<Candidate> {
        let mut found = Found::new();
        let mut known = BTreeSet::new();
        let views = views(folding, heading);
        for (view, factor) in &views {
            self.compare(folding, view, *factor, &mut known, &mut found);
        }
        let is_unused = |(view, _): &(String, f64)| folding.is_unused(&folding.core(view));
        let may_guess = !views.iter().any(is_unused);
        if may_guess && !is_sure(&found) {
            self.alternatives(folding, heading, &mut found);
        }
        if may_guess && !is_sure(&found) && known.is_empty() {
            for (view, factor) in &views {
                self.typing_errors(folding, view, *factor, &mut found);
            }
        }
        let candidate = |((table, column), score): ((usize, usize), f64)| Candidate {
            schema: self.index.tables[table],
            column: self.index.tables[table].columns[column],
            score,
        };
        let worth_naming = found.into_iter().filter(|(_, score)| *score >= LEAST);
        let mut candidates: Vec<Candidate> = worth_naming.map(candidate).collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        candidates
    }

    /// Compares one view of a heading, folded, with the phrases of the tables that do not know the heading yet.
    fn compare(
        &self,
        folding: &Folding,
        view: &str,
        factor: f64,
        known: &mut BTreeSet<usize>,
        found: &mut Found,
    ) {
        let mut named = Found::new();
        raise(&mut named, self.index.exact(view), factor, |_| true);
        let core = folding.core(view);
        let is_heading =
            core.len() <= MOST_WORDS && !folding.is_count(view) && !folding.is_unused(&core);
        if is_heading {
            self.compare_core(folding, &core, factor, &mut named, |_| true);
            for (table, own) in self.index.own.iter().enumerate() {
                if let Some(rest) = own.strip(folding, &core) {
                    let is_own = |claim: &Claim| claim.table == table;
                    self.compare_core(folding, &rest, factor, &mut named, is_own);
                }
            }
        }
        named.retain(|(table, _), _| !known.contains(table));
        known.extend(named.keys().map(|(table, _)| *table));
        if is_heading {
            self.runs(folding, &core, factor, known, found);
            for (claim, share) in self.index.parts(&core) {
                let score = factor * (0.6 + 0.2 * share);
                raise(found, &[*claim], score, |claim| {
                    !known.contains(&claim.table)
                });
            }
        }
        for (place, score) in named {
            keep_best(found, place, score);
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
        let in_order = self.index.core(&core.join(" "));
        raise(found, in_order, factor * FOLDED, &fits);
        raise(found, self.index.unordered(core), factor * REORDERED, &fits);
        let other = core.iter().filter(|word| !folding.dates.contains(*word));
        let undated: Vec<String> = other.cloned().collect();
        if !undated.is_empty() && undated.len() < core.len() {
            let is_date = |claim: &Claim| claim.is_date && fits(claim);
            let in_order = self.index.core(&undated.join(" "));
            raise(found, in_order, factor * FOLDED, is_date);
            raise(
                found,
                self.index.unordered(&undated),
                factor * REORDERED,
                is_date,
            );
        }
    }

    /// Looks for phrases at the start and at the end of the heading; in scripts without spaces, letter by letter.
    fn runs(
        &self,
        folding: &Folding,
        core: &[String],
        factor: f64,
        known: &BTreeSet<usize>,
        found: &mut Found,
    ) {
        let letters: Vec<String> = match core {
            [word] if word.chars().any(is_unspaced) => word.chars().map(String::from).collect(),
            _ => Vec::new(),
        };
        let (words, gap, shortest) = if letters.is_empty() {
            (core, " ", 1)
        } else {
            (letters.as_slice(), "", 2)
        };
        for length in shortest..words.len() {
            let split = words.len() - length;
            for (head, run, extra) in [
                (Head::Last, &words[split..], &words[..split]),
                (Head::First, &words[..length], &words[length..]),
            ] {
                let claims = self.index.core(&run.join(gap)).iter();
                for claim in claims.filter(|claim| !known.contains(&claim.table)) {
                    if let Some(score) = self.run_score(folding, claim, head, run, extra) {
                        raise(found, &[*claim], factor * score, |_| true);
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
        let own = &self.index.own[claim.table];
        let weight = |word: &String| {
            let is_light =
                folding.light.contains(word) || (claim.is_date && folding.dates.contains(word));
            match (own.contains(word), is_light) {
                (true, _) => 0.1,
                (_, true) => 0.25,
                _ => 1.0,
            }
        };
        let is_strong = extra.iter().any(|word| weight(word) == 1.0);
        if is_strong && head != claim.head {
            return None;
        }
        let over: f64 = extra.iter().map(weight).sum();
        let share = run.len() as f64 / (run.len() as f64 + over);
        if share < 0.4 {
            return None;
        }
        let is_anchored = run.len() > 1 && run.iter().any(|word| own.contains(word));
        let is_generic = run.iter().all(|word| folding.generic.contains(word));
        let says_little = is_strong && is_generic && !is_anchored;
        let is_turned = extra.iter().any(|word| folding.turning.contains(word));
        Some(if says_little || is_turned {
            WEAK
        } else {
            0.6 + 0.25 * share
        })
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
        let core = |part: &&str| folding.core(&fold(part)).join(" ");
        let cores: Vec<String> = parts.iter().map(core).collect();
        for table in 0..self.index.tables.len() {
            let column = |core: &String| {
                let mut claims = self.index.core(core).iter();
                claims
                    .find(|claim| claim.table == table && claim.weight == 1.0)
                    .map(|claim| claim.column)
            };
            let meant: Vec<Option<usize>> = cores.iter().map(column).collect();
            let columns: BTreeSet<usize> = meant.iter().copied().flatten().collect();
            let mut unknown = parts
                .iter()
                .zip(&meant)
                .filter(|(_, meant)| meant.is_none());
            let is_short = unknown.all(|(part, _)| part.split_whitespace().count() <= 2);
            if let (Some(&column), 1, true) = (columns.first(), columns.len(), is_short) {
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
        let alike = self
            .index
            .spellings
            .iter()
            .filter(|known| typed.is_like(known));
        for known in alike {
            raise(found, &known.claims, factor * TYPING_ERROR, |_| true);
        }
    }
}

/// Returns the ways to look at a heading, folded, each with its factor, the one that keeps most first.
fn views(folding: &Folding, heading: &str) -> Vec<(String, f64)> {
    let mut views: Vec<(String, f64)> = Vec::new();
    let mut add = |text: &str, factor: f64| {
        let folded = fold(text);
        if !folded.is_empty() && views.iter().all(|(view, _)| *view != folded) {
            views.push((folded, factor));
        }
    };
    add(heading, 1.0);
    if let Some(bare) = without_money(heading) {
        let outside = without_brackets(&bare);
        let (bare, factor) = match &outside {
            Some(outside) => (outside, WITHOUT_BRACKETS),
            None => (&bare, FOLDED),
        };
        add(&format!("{bare} £"), 1.0);
        add(bare, factor);
    }
    if let Some(outside) = without_brackets(heading) {
        let is_elsewhen = folding.is_elsewhen(&fold(heading), &fold(&outside));
        add(&outside, if is_elsewhen { WEAK } else { WITHOUT_BRACKETS });
    }
    if heading.chars().count() > LONG
        && let Some(start) = before_explanation(heading)
    {
        add(start, BEFORE_EXPLANATION);
    }
    views
}

/// Whether a column is found for certain, so that guesses need not be looked for.
fn is_sure(found: &Found) -> bool {
    found.values().any(|&score| score >= ALTERNATIVES_AGREE)
}

/// Raises the columns of the fitting claims to a score.
fn raise(found: &mut Found, claims: &[Claim], score: f64, fits: impl Fn(&Claim) -> bool) {
    for claim in claims.iter().filter(|claim| fits(claim)) {
        keep_best(found, (claim.table, claim.column), claim.weight * score);
    }
}

fn keep_best(found: &mut Found, place: (usize, usize), score: f64) {
    let best = found.entry(place).or_insert(score);
    *best = best.max(score);
}

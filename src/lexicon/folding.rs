//! Which words of a heading carry its meaning: the rest is folded away before headings are compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::error::LexiconError;
use super::phrase::fold;

const NAME: &str = "folding.toml";
const TEXT: &str = include_str!("words/folding.toml");

/// The words that say little, from `words/folding.toml`, each in its one spelling.
#[derive(Debug, Default)]
pub(super) struct Folding {
    /// Dropped, unless nothing else is left.
    stop: BTreeSet<String>,
    /// Starts of a heading that counts things, each with the space after it.
    counts: Vec<String>,
    /// Core words of headings that no column is for.
    unused: BTreeSet<String>,
    /// Words for a date.
    pub(super) dates: BTreeSet<String>,
    /// Beside a known phrase these change little.
    pub(super) light: BTreeSet<String>,
    /// Beside a known phrase these make it another thing.
    pub(super) turning: BTreeSet<String>,
    /// In brackets behind a known phrase these make it another occasion of the same thing.
    elsewhen: BTreeSet<String>,
    /// Alone these say little about which thing is meant.
    pub(super) generic: BTreeSet<String>,
    /// Spelling → the one spelling.
    same: BTreeMap<String, String>,
}

type Languages = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FoldingFile {
    stop: Languages,
    counts: Languages,
    unused: Languages,
    dates: Languages,
    light: Languages,
    turning: Languages,
    elsewhen: Languages,
    generic: Languages,
    same: BTreeMap<String, Vec<String>>,
}

impl Folding {
    /// Returns boardpack's own folding.
    pub(super) fn standard() -> Result<Folding, LexiconError> {
        let file: FoldingFile = toml::from_str(TEXT).map_err(|error| LexiconError::Invalid {
            file: NAME.to_string(),
            message: error.to_string().trim_end().to_string(),
        })?;
        let mut folding = Folding::default();
        for (one, spellings) in &file.same {
            let spellings = spellings.iter().map(|spelling| (fold(spelling), fold(one)));
            folding.same.extend(spellings);
        }
        folding.stop = folding.words(file.stop);
        folding.dates = folding.words(file.dates);
        folding.light = folding.words(file.light);
        folding.turning = folding.words(file.turning);
        folding.elsewhen = folding.words(file.elsewhen);
        folding.generic = folding.words(file.generic);
        let counts = file.counts.into_values().flatten();
        folding.counts = counts.map(|start| format!("{} ", fold(&start))).collect();
        let unused = file.unused.into_values().flatten();
        let core = |phrase: String| folding.core(&fold(&phrase)).join(" ");
        folding.unused = unused.map(core).collect();
        Ok(folding)
    }

    fn words(&self, languages: Languages) -> BTreeSet<String> {
        let words = languages.into_values().flatten();
        words.map(|word| self.plain(&fold(&word))).collect()
    }

    /// Returns the words of a folded phrase that carry its meaning, each in one spelling.
    ///
    /// A phrase of stop words only, such as `The`, keeps them all.
    pub(super) fn core(&self, folded: &str) -> Vec<String> {
        let all: Vec<String> = folded.split(' ').map(|word| self.plain(word)).collect();
        let tells = |word: &&String| !self.stop.contains(*word);
        let kept: Vec<String> = all.iter().filter(tells).cloned().collect();
        if kept.is_empty() { all } else { kept }
    }

    /// Whether a heading, as its core words, is known to be of no use to boardpack: `raised by`.
    pub(super) fn is_unused(&self, core: &[String]) -> bool {
        self.unused.contains(&core.join(" "))
    }

    /// Whether what a heading says in brackets makes it another thing: `RAG (previous)`. Sentences do not.
    pub(super) fn is_elsewhen(&self, view: &str, outside: &str) -> bool {
        let core = self.core(view);
        let outside = self.core(outside);
        let inside = core.iter().filter(|word| !outside.contains(word));
        let inside: Vec<&String> = inside.collect();
        inside.len() <= 3 && inside.iter().any(|word| self.elsewhen.contains(*word))
    }

    /// Whether a folded heading counts things: `number of risks`.
    pub(super) fn is_count(&self, folded: &str) -> bool {
        self.counts.iter().any(|start| folded.starts_with(start))
    }

    /// Returns one word in its one spelling: `programmes` reads `program`.
    pub(super) fn plain(&self, word: &str) -> String {
        let of = |word: &str| self.same.get(word).cloned();
        of(word).unwrap_or_else(|| {
            let single = singular(word);
            of(&single).unwrap_or(single)
        })
    }
}

/// Returns an English word without its plural: `risks`, `dependencies`. `status` and `progress` are no plurals.
fn singular(word: &str) -> String {
    if word.chars().count() < 4 || !word.is_ascii() {
        return word.to_string();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let is_plural = word.ends_with('s')
        && !["ss", "us", "is", "as", "os"]
            .iter()
            .any(|end| word.ends_with(end));
    word[..word.len() - usize::from(is_plural)].to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_plurals_lose_their_s() {
        for (word, single) in [
            ("risks", "risk"),
            ("activities", "activity"),
            ("status", "status"),
            ("progress", "progress"),
            ("basis", "basis"),
            ("ids", "ids"),
            ("ä", "ä"),
        ] {
            assert_eq!(singular(word), single);
        }
    }

    #[test]
    fn the_core_of_a_heading_is_what_tells_it_from_others() {
        let folding = Folding::standard().expect("our own file is as declared");
        for (heading, core) in [
            ("Owners of the risk", "owner risk"),
            ("Est. cost", "estimate cost"),
            ("End date", "finish date"),
            ("Prob. %", "probability percent"),
            ("Programmes", "program"),
            ("The", "the"),
            ("Raised by", "raised by"),
        ] {
            assert_eq!(folding.core(&fold(heading)).join(" "), core, "{heading}");
        }
    }
}

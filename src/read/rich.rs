//! Texts of a workbook that are written in several fonts: which are struck out, coloured or in a font of signs.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::attribute;
use super::palette::Palette;
use super::styles::is_on;
use super::symbols::SymbolFont;

/// A text in several fonts, as its runs; at least one of them can be read.
#[derive(Debug)]
pub(super) struct Rich {
    runs: Vec<Run>,
    /// The one colour that all of its fonts name.
    pub(super) ink: Option<u32>,
}

/// What is seen of a text in several fonts in a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// All that can be read of it is struck out.
    pub(super) struck: bool,
    /// The text, where it is not the one that the file holds: with its signs, and without what is struck out beside what
    /// is not.
    pub(super) text: Option<String>,
    /// What is struck out beside what is not.
    pub(super) crossed: Option<String>,
}

/// Texts in several fonts, by their number in the workbook.
pub(super) type Texts = BTreeMap<usize, Rich>;

#[derive(Debug, Default, Clone)]
struct Run {
    text: String,
    has_font: bool,
    struck: bool,
    ink: Option<u32>,
    symbols: Option<SymbolFont>,
}

/// Reads the texts that sheets share; what is damaged is plain, since the cells are read elsewhere.
pub(super) fn texts(xml: &str, palette: &Palette) -> Texts {
    let mut texts = Texts::new();
    // Most workbooks have none of these, and their texts need not be gone through a second time.
    if !xml.contains("rPr") {
        return texts;
    }
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut number = 0;
    let mut runs: Vec<Run> = Vec::new();
    let (mut is_text, mut is_phonetic) = (false, false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => match (element.local_name().as_ref(), runs.last_mut()) {
                ("si", _) => runs.clear(),
                ("r", _) => runs.push(Run::default()),
                ("rPh", _) => is_phonetic = true,
                ("t", _) => is_text = !is_phonetic,
                ("rPr", Some(run)) => run.has_font = true,
                ("strike", Some(run)) => {
                    let flag = attribute(&element, "val").ok().flatten();
                    run.struck = is_on(flag.as_deref());
                }
                ("color", Some(run)) => run.ink = palette.colour(&element),
                ("rFont", Some(run)) => {
                    let name = attribute(&element, "val").ok().flatten();
                    run.symbols = name.and_then(|name| SymbolFont::named(&name));
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "si" => {
                    texts.extend(rich(&runs).map(|rich| (number, rich)));
                    runs.clear();
                    number += 1;
                }
                "t" => is_text = false,
                "rPh" => is_phonetic = false,
                _ => {}
            },
            Event::Text(text) if is_text => {
                if let Some(run) = runs.last_mut() {
                    run.text.push_str(&text.into_inner());
                }
            }
            Event::GeneralRef(reference) if is_text => {
                if let Some(run) = runs.last_mut() {
                    let letter = reference.resolve_char_ref().ok().flatten();
                    run.text.push(letter.unwrap_or(match reference.as_ref() {
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => '&',
                    }));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    texts
}

fn rich(runs: &[Run]) -> Option<Rich> {
    let mut read = runs.iter().filter(|run| !run.is_blank());
    let ink = read.next()?.ink;
    Some(Rich {
        runs: runs.to_vec(),
        ink: ink.filter(|ink| read.all(|run| run.ink == Some(*ink))),
    })
}

impl Run {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Returns the signs that a run shows, if it is in a font of signs.
    fn signs(&self) -> Option<String> {
        self.symbols.and_then(|font| font.shown(&self.text))
    }

    fn shown(&self) -> String {
        self.signs().unwrap_or_else(|| self.text.clone())
    }
}

impl Rich {
    /// Returns what is seen in a cell whose own font, which counts for runs without one, is struck out or not.
    pub(super) fn seen(&self, cell_is_struck: bool) -> Seen {
        let is_struck = |run: &&Run| {
            if run.has_font {
                run.struck
            } else {
                cell_is_struck
            }
        };
        let (crossed, left): (Vec<&Run>, Vec<&Run>) = self.runs.iter().partition(is_struck);
        let text = |runs: &[&Run]| runs.iter().map(|run| run.shown()).collect::<String>();
        let has_words = crossed.iter().any(|run| !run.is_blank());
        if has_words && says_nothing(&text(&left)) {
            return Seen {
                struck: true,
                text: self.with_signs(),
                crossed: None,
            };
        }
        if has_words {
            return Seen {
                struck: false,
                text: Some(without_joint(&text(&left)).to_string()),
                crossed: Some(text(&crossed).trim().to_string()),
            };
        }
        Seen {
            text: self.with_signs(),
            ..Seen::default()
        }
    }

    fn with_signs(&self) -> Option<String> {
        let has_signs = self.runs.iter().any(|run| run.signs().is_some());
        has_signs.then(|| self.runs.iter().map(Run::shown).collect())
    }
}

/// Whether a text is at most marks between words: the full stop after a sentence that is struck out.
fn says_nothing(text: &str) -> bool {
    text.chars()
        .all(|mark| mark.is_whitespace() || mark.is_ascii_punctuation())
}

/// Returns what is left of a text without the marks that joined it to what was struck out before it: `→ 4 May`.
fn without_joint(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let rest = text.trim_start_matches([',', ';', '/', '|', '→', '➔', '➡', '⇒', '>']);
        let rest = ["- ", "– ", "— ", "->", "=>"]
            .iter()
            .fold(rest, |rest, joint| rest.strip_prefix(joint).unwrap_or(rest))
            .trim_start();
        if rest.len() == text.len() {
            return text;
        }
        text = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_struck_out_when_all_its_parts_are() {
        let xml = concat!(
            "<sst><si><t>plain</t></si>",
            "<si><r><rPr><strike/></rPr><t>Old </t></r><r><rPr><strike/></rPr><t>plan &amp; more</t></r></si>",
            "<si><r><rPr><strike/></rPr><t>Old</t></r><r><rPr><b/></rPr><t>New</t></r></si>",
            "<si><r><t>a</t></r><r><rPr><strike val=\"0\"/></rPr><t>b</t></r></si></sst>",
        );
        let texts = texts(xml, &Palette::new(None, ""));
        let struck = |cell_is_struck| {
            let seen = texts.values().map(|rich| rich.seen(cell_is_struck));
            seen.map(|seen| seen.struck).collect::<Vec<_>>()
        };
        assert_eq!(texts.keys().collect::<Vec<_>>(), [&1, &2, &3]);
        assert_eq!(struck(false), [true, false, false]);
        assert_eq!(struck(true), [true, false, false]);
    }

    #[test]
    fn what_is_struck_out_beside_what_is_not_is_no_part_of_the_text() {
        let run = |text: &str| {
            let (struck, text) = text
                .strip_prefix('~')
                .map_or((false, text), |text| (true, text));
            Run {
                text: text.to_string(),
                has_font: true,
                struck,
                ..Run::default()
            }
        };
        for (runs, text, crossed) in [
            (&["~4 May", " 11 May"][..], Some("11 May"), Some("4 May")),
            (&["~4 May", " → 11 May"], Some("11 May"), Some("4 May")),
            (&["~12", "\n-5"], Some("-5"), Some("12")),
            (&["~12", " - ", "9"], Some("9"), Some("12")),
            (
                &["Ada ", "~Flint", "Stone"],
                Some("Ada Stone"),
                Some("Flint"),
            ),
            (&["~Old text", "."], None, None),
            (&["~ ", "New"], None, None),
        ] {
            let runs: Vec<Run> = runs.iter().map(|text| run(text)).collect();
            let seen = rich(&runs).unwrap().seen(false);
            assert_eq!(
                (seen.text.as_deref(), seen.crossed.as_deref()),
                (text, crossed)
            );
        }
    }

    #[test]
    fn a_part_in_a_font_of_signs_is_read_as_its_signs() {
        let xml = concat!(
            "<sst><si><r><rPr><rFont val=\"Wingdings\"/><color rgb=\"FFFF0000\"/></rPr><t>l</t></r>",
            "<r><rPr><rFont val=\"Arial\"/></rPr><t> late</t></r></si></sst>",
        );
        let texts = texts(xml, &Palette::new(None, ""));
        assert_eq!(texts[&0].seen(false).text.as_deref(), Some("● late"));
    }
}

//! Texts of a workbook that are written in several fonts: which are struck out, coloured or in a font of signs.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::attribute;
use super::palette::Palette;
use super::styles::is_on;
use super::symbols::SymbolFont;

/// What the fonts of a text say beyond the look of its cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    /// All that can be read of it is struck out.
    pub(super) struck: bool,
    /// A part of it is surely not struck out, whatever the cell's own font.
    pub(super) has_plain: bool,
    /// The one colour that all of its fonts name.
    pub(super) ink: Option<u32>,
    /// The text with its signs, if a part is in a font of signs.
    pub(super) shown: Option<String>,
}

/// Texts in several fonts, by their number in the workbook.
pub(super) type Texts = BTreeMap<usize, Rich>;

#[derive(Debug, Default)]
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
    let mut read = runs.iter().filter(|run| !run.text.trim().is_empty());
    let seen: Vec<&Run> = read.by_ref().collect();
    let first = seen.first()?;
    let signs: Vec<Option<String>> = runs
        .iter()
        .map(|run| run.symbols.and_then(|font| font.shown(&run.text)))
        .collect();
    let shown = signs.iter().any(Option::is_some).then(|| {
        let parts = runs.iter().zip(&signs);
        parts
            .map(|(run, sign)| sign.as_deref().unwrap_or(&run.text))
            .collect()
    });
    Some(Rich {
        struck: seen.iter().all(|run| run.struck),
        has_plain: seen.iter().any(|run| run.has_font && !run.struck),
        ink: first
            .ink
            .filter(|ink| seen.iter().all(|run| run.ink == Some(*ink))),
        shown,
    })
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
        let struck: Vec<_> = texts
            .iter()
            .map(|(number, rich)| (*number, rich.struck, rich.has_plain))
            .collect();
        assert_eq!(
            struck,
            [(1, true, false), (2, false, true), (3, false, true)]
        );
    }

    #[test]
    fn a_part_in_a_font_of_signs_is_read_as_its_signs() {
        let xml = concat!(
            "<sst><si><r><rPr><rFont val=\"Wingdings\"/><color rgb=\"FFFF0000\"/></rPr><t>l</t></r>",
            "<r><rPr><rFont val=\"Arial\"/></rPr><t> late</t></r></si></sst>",
        );
        let texts = texts(xml, &Palette::new(None, ""));
        assert_eq!(texts[&0].shown.as_deref(), Some("● late"));
    }
}

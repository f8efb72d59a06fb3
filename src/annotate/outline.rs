//! Where the elements of an XML part begin and end, so that a part can be changed at a place and nowhere else.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::read::grid::Refusal;
use crate::read::guard::DAMAGED;

/// An element of a part, by its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// Without its prefix.
    pub(super) name: String,
    /// From the first sign of its tag to the last sign of its end tag.
    pub(super) range: Range<usize>,
    /// Its first tag.
    pub(super) tag: Range<usize>,
    /// Where its end tag begins; for `<a/>` the end.
    pub(super) inner_end: usize,
    /// How many elements it stands in.
    pub(super) depth: usize,
    is_empty: bool,
}

/// The elements of a part in the order in which they begin, as deep as was asked for.
#[derive(Debug)]
pub(super) struct Outline<'x> {
    xml: &'x str,
    pub(super) elements: Vec<Element>,
}

impl<'x> Outline<'x> {
    /// Reads the elements that stand in fewer than `depth` others.
    pub(super) fn new(xml: &'x str, depth: usize) -> Result<Outline<'x>, Refusal> {
        let damaged = |_| Refusal::new("one of its parts is no XML", DAMAGED);
        let mut reader = Reader::from_str(xml);
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut level = 0;
        loop {
            let before = position(reader.buffer_position());
            let event = reader.read_event().map_err(damaged)?;
            let after = position(reader.buffer_position());
            match event {
                Event::Start(start) => {
                    if level < depth {
                        open.push(elements.len());
                        elements.push(element(&start, before..after, level, false));
                    }
                    level += 1;
                }
                Event::Empty(start) if level < depth => {
                    elements.push(element(&start, before..after, level, true));
                }
                Event::End(_) => {
                    level = level.saturating_sub(1);
                    if level < depth
                        && let Some(at) = open.pop()
                    {
                        elements[at].inner_end = before;
                        elements[at].range.end = after;
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if elements.is_empty() {
            return Err(Refusal::new("one of its parts is empty", DAMAGED));
        }
        Ok(Outline { xml, elements })
    }

    /// The outermost element; every part has one.
    pub(super) fn root(&self) -> &Element {
        &self.elements[0]
    }

    /// Returns the first element of a name just inside of the root.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.named(name).find(|element| element.depth == 1)
    }

    /// Returns the elements of a name.
    pub(super) fn named<'o>(&'o self, name: &str) -> impl Iterator<Item = &'o Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }

    /// Returns what the names of the root's own kind begin with: nothing, or `x:`.
    pub(super) fn prefix(&self) -> &'x str {
        let tag = &self.xml[self.root().tag.clone()][1..];
        let end = tag
            .find(|letter: char| letter.is_whitespace() || "/>".contains(letter))
            .unwrap_or(tag.len());
        tag[..end].rfind(':').map_or("", |colon| &tag[..=colon])
    }

    /// Returns an attribute of an element, entities resolved, by its name without prefix.
    pub(super) fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        let range = self.attribute_range(element, name)?;
        unescape(&self.xml[range])
            .ok()
            .map(|text| text.into_owned())
    }

    /// Returns a piece of the part.
    pub(super) fn text(&self, range: &Range<usize>) -> &'x str {
        &self.xml[range.clone()]
    }

    /// Returns the place of an attribute's value, quotes left out.
    pub(super) fn attribute_range(&self, element: &Element, name: &str) -> Option<Range<usize>> {
        let tag = &self.xml[element.tag.clone()];
        let mut at = tag.find(char::is_whitespace)?;
        loop {
            let equals = at + tag[at..].find('=')?;
            let own = tag[at..equals].trim();
            let own = own.rsplit(':').next().unwrap_or(own);
            let quote = equals + tag[equals..].find(['"', '\''])?;
            let sign = if tag[quote..].starts_with('"') {
                '"'
            } else {
                '\''
            };
            let end = quote + 1 + tag[quote + 1..].find(sign)?;
            if own == name {
                return Some(element.tag.start + quote + 1..element.tag.start + end);
            }
            at = end + 1;
        }
    }

    /// Returns the change that puts something at the end of an element, which may be `<a/>` so far.
    pub(super) fn append(&self, element: &Element, text: &str) -> Change {
        if !element.is_empty {
            return (element.inner_end..element.inner_end, text.to_string());
        }
        let tag = &self.xml[element.tag.clone()];
        let open = tag.trim_end_matches("/>").trim_end();
        let name_end = open[1..]
            .find(char::is_whitespace)
            .map_or(open.len(), |at| at + 1);
        let name = &open[1..name_end];
        (element.range.clone(), format!("{open}>{text}</{name}>"))
    }

    /// Returns the change that puts something at the beginning of an element.
    pub(super) fn prepend(&self, element: &Element, text: &str) -> Change {
        if element.is_empty {
            return self.append(element, text);
        }
        (element.tag.end..element.tag.end, text.to_string())
    }
}

/// A piece of a part, and what takes its place.
pub(super) type Change = (Range<usize>, String);

/// Returns a part with all changes made; none may overlap another.
pub(super) fn changed(xml: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(xml.len() + 4_096);
    let mut at = 0;
    for (range, text) in changes {
        out.push_str(&xml[at..range.start]);
        out.push_str(&text);
        at = range.end;
    }
    out.push_str(&xml[at..]);
    out
}

/// Returns a text as XML may hold it.
pub(super) fn escaped(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|letter| match letter {
            '\n' | '\t' => letter,
            '\u{FFFE}' | '\u{FFFF}' => ' ',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    escape(clean).into_owned()
}

fn element(start: &BytesStart<'_>, tag: Range<usize>, depth: usize, is_empty: bool) -> Element {
    Element {
        name: start.local_name().as_ref().to_string(),
        range: tag.clone(),
        inner_end: tag.end,
        tag,
        depth,
        is_empty,
    }
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_changed_at_a_place_and_nowhere_else() {
        let xml = "<?xml version=\"1.0\"?>\n<x:a xmlns:x='u'><x:b r:id = \"1&amp;2\" id2='3'/><!-- ä --><c><d/></c></x:a>\n";
        let outline = Outline::new(xml, 2).unwrap();
        let names: Vec<&str> = outline
            .elements
            .iter()
            .map(|own| own.name.as_str())
            .collect();
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(outline.prefix(), "x:");
        let (b, c) = (outline.child("b").unwrap(), outline.child("c").unwrap());
        assert_eq!(outline.attribute(b, "id").as_deref(), Some("1&2"));
        assert_eq!(outline.attribute(b, "id2").as_deref(), Some("3"));
        assert_eq!(outline.attribute(b, "d2"), None);
        let changes = vec![outline.append(c, "<e/>"), outline.append(b, "!")];
        assert_eq!(
            changed(xml, changes),
            "<?xml version=\"1.0\"?>\n<x:a xmlns:x='u'><x:b r:id = \"1&amp;2\" id2='3'>!</x:b><!-- ä --><c><d/><e/></c></x:a>\n"
        );
    }

    #[test]
    fn a_text_holds_nothing_that_xml_does_not_take() {
        assert_eq!(
            escaped("a<b>&\"c\u{1}\u{FFFE}\n"),
            "a&lt;b&gt;&amp;&quot;c  \n"
        );
    }
}

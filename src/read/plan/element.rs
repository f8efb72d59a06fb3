//! The elements of a plan's XML that are read, within limits that no plan reaches.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use super::names;
use crate::read::grid::Refusal;

/// Elements that are kept; a plan with more would not fit in memory beside other trackers.
const MAX_ELEMENTS: usize = 6_000_000;
/// A plan nests eight deep.
const MAX_DEPTH: usize = 24;

const SAVE_AGAIN: &str = "open the plan in Project and save it as XML again";

/// An element that is read, with those inside it.
#[derive(Debug, Default)]
pub(super) struct Element {
    name: &'static str,
    text: String,
    children: Vec<Element>,
}

impl Element {
    /// Returns the elements of one name that stand right inside this one.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |own| own.name == name)
    }

    /// Returns the elements of one name inside those of another: the tasks of `Tasks`.
    pub(super) fn each_of(&self, list: &str, name: &str) -> impl Iterator<Item = &Element> {
        self.all(list).flat_map(move |list| list.all(name))
    }

    /// Returns what the first element of a name says; nothing if it is not there or blank.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = self.all(name).next()?.text.trim();
        (!text.is_empty()).then_some(text)
    }
}

/// The elements of a plan, and how many values of its time-phased kind were passed over.
#[derive(Debug)]
pub(super) struct Elements {
    pub(super) project: Element,
    pub(super) time_phased: usize,
}

/// Reads the elements that `names` lists; others are passed over with all that is in them.
pub(super) fn elements(text: &str) -> Result<Elements, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let (mut count, mut time_phased) = (0, 0);
    let mut project = None;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| damaged(&reader, &error.to_string()))?;
        match event {
            Event::Start(start) => {
                let name = start.local_name().into_inner().to_string();
                let known = if open.is_empty() {
                    Some(root(&name, project.is_some())?)
                } else {
                    names::known(&name)
                };
                time_phased += usize::from(name == "TimephasedData");
                let Some(name) = known else {
                    let end = start.to_end().into_owned();
                    reader
                        .read_to_end(end.name())
                        .map_err(|error| damaged(&reader, &error.to_string()))?;
                    continue;
                };
                count += 1;
                within_limits(count, open.len())?;
                open.push(Element {
                    name,
                    ..Element::default()
                });
            }
            Event::End(_) => {
                let ended = open.pop().expect("the reader pairs ends with starts");
                match open.last_mut() {
                    Some(parent) => parent.children.push(ended),
                    None => project = Some(ended),
                }
            }
            Event::Text(text) => say(&mut open, &text.xml10_content()),
            Event::CData(text) => say(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => say(&mut open, &meant(&reference)),
            Event::DocType(_) => {
                return Err(Refusal::new(
                    "the XML declares a document type, which no plan of Project does",
                    SAVE_AGAIN,
                ));
            }
            Event::Eof => break,
            // An empty element says nothing.
            _ => {}
        }
    }
    if let Some(last) = open.last() {
        let reason = format!("the XML ends in the middle of `{}`", last.name);
        return Err(Refusal::new(
            reason,
            "check that the file was copied or downloaded whole",
        ));
    }
    match project {
        Some(project) if !project.children.is_empty() => Ok(Elements {
            project,
            time_phased,
        }),
        _ => Err(Refusal::new("the XML holds nothing of a plan", SAVE_AGAIN)),
    }
}

/// The outermost element must be a project, and the only one.
fn root(name: &str, is_second: bool) -> Result<&'static str, Refusal> {
    if name == "Project" && !is_second {
        return Ok("Project");
    }
    Err(Refusal::new(
        format!("the XML holds `{name}` where a plan holds one project"),
        SAVE_AGAIN,
    ))
}

fn within_limits(count: usize, depth: usize) -> Result<(), Refusal> {
    if depth >= MAX_DEPTH {
        return Err(Refusal::new(
            format!("the XML is nested more than {MAX_DEPTH} deep"),
            SAVE_AGAIN,
        ));
    }
    if count > MAX_ELEMENTS {
        return Err(Refusal::new(
            format!("the plan holds more than {MAX_ELEMENTS} elements"),
            "save the projects of the plan as plans of their own",
        ));
    }
    Ok(())
}

/// Adds text to the innermost element.
fn say(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

/// Returns what a reference stands for; one that is not known stays as it is written, since nothing declares it.
fn meant(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    match resolve_predefined_entity(reference) {
        Some(text) => text.to_string(),
        None => format!("&{};", &**reference),
    }
}

fn damaged(reader: &Reader<&[u8]>, error: &str) -> Refusal {
    Refusal::new(
        format!(
            "the XML is damaged at byte {}: {error}",
            reader.error_position()
        ),
        SAVE_AGAIN,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        elements(text).expect_err("refused").reason
    }

    #[test]
    fn names_are_read_with_any_prefix_and_texts_in_any_spelling() {
        let text = "<p:Project xmlns:p='x'><p:Name>A &amp; B &#8211; <![CDATA[<C>]]> &odd;</p:Name></p:Project>";
        let project = elements(text).unwrap().project;
        assert_eq!(project.text("Name"), Some("A & B – <C> &odd;"));
    }

    #[test]
    fn what_is_not_read_is_passed_over_and_time_phased_values_are_counted() {
        let text = "<Project><Views><Name>x</Name></Views><Name>Pier</Name><Assignments><Assignment>\
            <TimephasedData><Value>PT8H</Value></TimephasedData><TimephasedData/></Assignment></Assignments></Project>";
        let elements = elements(text).unwrap();
        assert_eq!(elements.project.text("Name"), Some("Pier"));
        assert_eq!(elements.time_phased, 1);
    }

    #[test]
    fn hostile_xml_is_refused_with_a_reason() {
        let deep = format!("<Project>{}", "<Task>".repeat(40));
        for (text, reason) in [
            ("<Project><Name>x", "the XML ends in the middle of `Name`"),
            (
                "<Plan></Plan>",
                "the XML holds `Plan` where a plan holds one project",
            ),
            (
                "<Project></Project><Project></Project>",
                "the XML holds `Project` where a plan holds one project",
            ),
            (
                "<!DOCTYPE Project [<!ENTITY a 'aaaa'>]><Project>&a;</Project>",
                "the XML declares a document type, which no plan of Project does",
            ),
            (deep.as_str(), "the XML is nested more than 24 deep"),
        ] {
            assert_eq!(refusal(text), reason);
        }
        assert!(
            refusal("<Project><Name></Task></Project>").starts_with("the XML is damaged at byte")
        );
        assert!(refusal("<Project><Views><a></Project>").starts_with("the XML is damaged"));
    }

    #[test]
    fn a_million_levels_that_are_passed_over_do_no_harm() {
        let text = format!(
            "<Project><Name>x</Name>{}{}</Project>",
            "<a>".repeat(1_000_000),
            "</a>".repeat(1_000_000)
        );
        assert!(elements(&text).is_ok());
    }
}

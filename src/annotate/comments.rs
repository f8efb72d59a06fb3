//! The part that holds the texts of a sheet's notes, those that were there before among them.

use std::collections::{BTreeMap, BTreeSet};

use super::note::Note;
use super::outline::{Change, Outline, changed, escaped};
use crate::model::origin::cell_name;
use crate::read::grid::Refusal;
use crate::read::guard::DAMAGED;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// Who is named as the author.
pub(super) const AUTHOR: &str = "boardpack";

/// A part of notes, and which notes are in it.
#[derive(Debug)]
pub(super) struct Added<'n> {
    pub(super) xml: String,
    /// Notes that need a shape of their own.
    pub(super) new: Vec<&'n Note>,
    /// Notes that were put at the end of a note which was there before.
    pub(super) joined: usize,
    /// Notes that could not be added, for a conversation takes their cell.
    pub(super) taken: usize,
}

/// Returns the part with notes added; an empty part is made where there is none.
pub(super) fn add<'n>(existing: Option<&str>, notes: &'n [Note]) -> Result<Added<'n>, Refusal> {
    let made = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors/><commentList/></comments>"
    );
    let xml = existing.unwrap_or(&made);
    let outline = Outline::new(xml, 5)?;
    let prefix = outline.prefix();
    let missing = || Refusal::new("its list of notes is damaged", DAMAGED);
    let authors = outline.child("authors").ok_or_else(missing)?;
    let list = outline.child("commentList").ok_or_else(missing)?;
    let names: Vec<&str> = outline
        .named("author")
        .filter(|own| own.depth == 2)
        .map(|own| &xml[own.tag.end.min(own.inner_end)..own.inner_end])
        .collect();
    let mut old: BTreeMap<String, (Option<Change>, bool)> = BTreeMap::new();
    for own in outline.named("comment").filter(|own| own.depth == 2) {
        let cell = outline.attribute(own, "ref").unwrap_or_default();
        let author: Option<usize> = outline
            .attribute(own, "authorId")
            .and_then(|number| number.parse().ok());
        // Excel keeps the text of a conversation in a part of its own and shows that.
        let is_conversation = author
            .and_then(|number| names.get(number))
            .is_some_and(|name| name.starts_with("tc="));
        let text = outline
            .named("text")
            .find(|text| text.depth == 3 && own.range.contains(&text.range.start));
        let end = text.map(|text| {
            // Readings of characters come last.
            let reading = outline.elements.iter().find(|inner| {
                matches!(inner.name.as_str(), "rPh" | "phoneticPr")
                    && text.range.contains(&inner.range.start)
            });
            match reading {
                Some(reading) => (reading.range.start..reading.range.start, String::new()),
                None => outline.append(text, ""),
            }
        });
        old.insert(
            cell.replace('$', "").to_ascii_uppercase(),
            (end, is_conversation),
        );
    }
    let (mut changes, mut fresh) = (Vec::new(), String::new());
    let (mut new, mut joined, mut taken) = (Vec::new(), 0, 0);
    let mut seen = BTreeSet::new();
    for note in notes {
        let cell = cell_name(note.row, note.column);
        if !seen.insert(cell.clone()) {
            continue;
        }
        match old.remove(&cell) {
            Some((_, true) | (None, _)) => taken += 1,
            Some((Some((range, text)), false)) => {
                let run = format!("\n\n{AUTHOR}:\n{}", note.text);
                let run = format!("<{prefix}r>{}</{prefix}r>", text_element(prefix, &run));
                changes.push((range, with_run(&text, &run)));
                joined += 1;
            }
            None => {
                fresh.push_str(&format!(
                    "<{prefix}comment ref=\"{cell}\" authorId=\"{}\"><{prefix}text>{}</{prefix}text></{prefix}comment>",
                    names.len(),
                    text_element(prefix, &note.text)
                ));
                new.push(note);
            }
        }
    }
    let author = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
    changes.push(outline.append(authors, &author));
    changes.push(outline.append(list, &fresh));
    Ok(Added {
        xml: changed(xml, changes),
        new,
        joined,
        taken,
    })
}

fn text_element(prefix: &str, text: &str) -> String {
    format!(
        "<{prefix}t xml:space=\"preserve\">{}</{prefix}t>",
        escaped(text)
    )
}

/// Puts a run between the tags of an element that was empty, or gives it as it is.
fn with_run(text: &str, run: &str) -> String {
    match text.rfind("</") {
        Some(end) => format!("{}{run}{}", &text[..end], &text[end..]),
        None => run.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(row: u32, column: u32) -> Note {
        Note {
            row,
            column,
            text: "▲ odd".to_string(),
        }
    }

    #[test]
    fn notes_join_those_that_are_there_and_leave_conversations_alone() {
        let old = "<x:comments xmlns:x=\"m\"><x:authors><x:author>Ada</x:author><x:author>tc={1}</x:author></x:authors><x:commentList>\
                   <x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>Ask Ben</x:t></x:text></x:comment>\
                   <x:comment ref=\"B1\" authorId=\"1\"><x:text><x:t>[Threaded comment]</x:t></x:text></x:comment>\
                   </x:commentList></x:comments>";
        let notes = [note(0, 0), note(0, 1), note(0, 2)];
        let added = add(Some(old), &notes).unwrap();
        assert_eq!((added.joined, added.taken, added.new.len()), (1, 1, 1));
        assert_eq!(
            added.xml,
            "<x:comments xmlns:x=\"m\"><x:authors><x:author>Ada</x:author><x:author>tc={1}</x:author><x:author>boardpack</x:author></x:authors><x:commentList>\
             <x:comment ref=\"A1\" authorId=\"0\"><x:text><x:t>Ask Ben</x:t><x:r><x:t xml:space=\"preserve\">\n\nboardpack:\n▲ odd</x:t></x:r></x:text></x:comment>\
             <x:comment ref=\"B1\" authorId=\"1\"><x:text><x:t>[Threaded comment]</x:t></x:text></x:comment>\
             <x:comment ref=\"C1\" authorId=\"2\"><x:text><x:t xml:space=\"preserve\">▲ odd</x:t></x:text></x:comment>\
             </x:commentList></x:comments>"
        );
    }
}

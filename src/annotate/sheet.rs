//! A sheet with notes: which parts hold them, and the one element by which the sheet knows of their drawing.

use super::anchor::Sizes;
use super::changes::Changes;
use super::note::Note;
use super::outline::{Outline, changed};
use super::{comments, drawing};
use crate::read::grid::Refusal;

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Elements of a sheet that come after the one that names the drawing of its notes.
const LATER: [&str; 9] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
];

/// What became of a sheet's notes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) added: usize,
    /// On cells with a conversation.
    pub(super) taken: usize,
}

/// Puts notes on the cells of a sheet; `number` is its place among the sheets, from 1.
pub(super) fn annotate(
    changes: &mut Changes<'_>,
    part: &str,
    notes: &[Note],
    number: usize,
) -> Result<Outcome, Refusal> {
    let relations = changes.relations(part)?;
    let of_kind = |kind: &str| {
        let own = relations.iter().find(|relation| relation.kind == kind);
        own.map(|relation| relation.part.clone())
    };
    let xml = changes.part(part)?;
    let outline = Outline::new(&xml, 3)?;
    let sizes = Sizes::read(&outline)?;
    let texts = of_kind("comments").filter(|texts| changes.has(texts));
    let old = texts
        .as_deref()
        .map(|texts| changes.part(texts))
        .transpose()?;
    let added = comments::add(old.as_deref(), notes)?;
    let outcome = Outcome {
        added: added.new.len() + added.joined,
        taken: added.taken,
    };
    if outcome.added == 0 {
        return Ok(outcome);
    }
    match texts {
        Some(texts) => changes.set(&texts, added.xml),
        None => {
            let texts = changes.free("xl/comments", ".xml");
            changes.set(&texts, added.xml);
            changes.declare(&texts, COMMENTS)?;
            changes.relate(part, "comments", &texts)?;
        }
    }
    if added.new.is_empty() {
        return Ok(outcome);
    }
    // The sheet itself says which of its drawings is that of its notes.
    let named = outline
        .child("legacyDrawing")
        .and_then(|own| outline.attribute(own, "id"))
        .and_then(|id| relations.iter().find(|relation| relation.id == id))
        .map(|relation| relation.part.clone())
        .filter(|shapes| changes.has(shapes));
    if let Some(shapes) = named {
        let old = changes.part(&shapes)?;
        let new = drawing::add(Some(&old), &added.new, &sizes, number)?;
        changes.set(&shapes, new);
        return Ok(outcome);
    }
    let shapes = changes.free("xl/drawings/vmlDrawingNotes", ".vml");
    changes.set(&shapes, drawing::add(None, &added.new, &sizes, number)?);
    changes.declare(&shapes, DRAWING)?;
    let id = changes.relate(part, "vmlDrawing", &shapes)?;
    let prefix = outline.prefix();
    let element = format!("<{prefix}legacyDrawing xmlns:r=\"{RELATIONS}\" r:id=\"{id}\"/>");
    let change = match outline.child("legacyDrawing") {
        // One that leads nowhere gives way.
        Some(dead) => (dead.range.clone(), element),
        None => {
            let at = place(&outline);
            (at..at, element)
        }
    };
    let text = changed(&xml, vec![change]);
    changes.set(part, text);
    Ok(outcome)
}

/// Returns where the element stands that names the drawing: the order of a sheet's elements is fixed.
fn place(outline: &Outline<'_>) -> usize {
    let data = outline.child("sheetData").map_or(0, |data| data.range.end);
    outline
        .elements
        .iter()
        .find(|own| own.depth == 1 && own.range.start >= data && LATER.contains(&own.name.as_str()))
        .map_or(outline.root().inner_end, |own| own.range.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_is_named_where_excel_looks_for_it() {
        for (after, before) in [
            (
                "<sheetData/><pageMargins/><drawing/>",
                "<tableParts/><extLst/>",
            ),
            (
                "<sheetData/>",
                "<mc:AlternateContent><controls/></mc:AlternateContent>",
            ),
            ("<extLst/><sheetData></sheetData>", "<picture/>"),
            ("<sheetData/><drawing/>", ""),
        ] {
            let xml = format!("<worksheet>{after}{before}</worksheet>");
            let outline = Outline::new(&xml, 3).unwrap();
            assert_eq!(place(&outline), "<worksheet>".len() + after.len(), "{xml}");
        }
    }
}

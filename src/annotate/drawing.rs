//! The drawing that holds the shapes of a sheet's notes, in the old language that Excel still asks for.

use super::anchor::{Sizes, anchor};
use super::note::Note;
use crate::read::grid::Refusal;
use crate::read::guard::DAMAGED;

const SHAPE_TYPE: &str = concat!(
    "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">",
    "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
);
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:x", "urn:schemas-microsoft-com:office:excel"),
];
/// Shapes that one block of numbers holds.
const BLOCK: usize = 1_024;

/// Returns the drawing with a shape for each note; a new one is made where there is none.
///
/// A drawing is changed as text and not read as XML: Excel has written drawings that are none.
pub(super) fn add(
    existing: Option<&str>,
    notes: &[&Note],
    sizes: &Sizes,
    number: usize,
) -> Result<String, Refusal> {
    let made = empty(number, notes.len());
    let old = existing.unwrap_or(&made);
    let end = old
        .rfind("</")
        .ok_or_else(|| Refusal::new("the drawing of its notes is damaged", DAMAGED))?;
    let mut shapes = String::new();
    if !old.contains("\"_x0000_t202\"") {
        shapes.push_str(SHAPE_TYPE);
    }
    let first = last_number(old).unwrap_or(number * BLOCK) + 1;
    for (id, note) in (first..).zip(notes) {
        shapes.push_str(&shape(id, note, sizes));
    }
    let shapes = declared(shapes, old);
    Ok(format!("{}{shapes}{}", &old[..end], &old[end..]))
}

fn empty(number: usize, notes: usize) -> String {
    let blocks: Vec<String> = (number..=number + notes / BLOCK)
        .map(|block| block.to_string())
        .collect();
    let names: Vec<String> = NAMESPACES
        .iter()
        .map(|(name, address)| format!("{name}=\"{address}\""))
        .collect();
    format!(
        "<xml {}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout></xml>",
        names.join(" "),
        blocks.join(",")
    )
}

/// Returns the highest number of a shape.
fn last_number(drawing: &str) -> Option<usize> {
    let digits = |text: &str| -> Option<usize> {
        let end = text
            .find(|sign: char| !sign.is_ascii_digit())
            .unwrap_or(text.len());
        text[..end].parse().ok()
    };
    drawing.split("_x0000_s").skip(1).filter_map(digits).max()
}

fn shape(id: usize, note: &Note, sizes: &Sizes) -> String {
    let place = anchor(note, sizes);
    let points = |pixels: u32| f64::from(pixels) * 0.75;
    format!(
        concat!(
            "<v:shape id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:59.25pt;",
            "margin-top:1.5pt;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" ",
            "o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>",
            "<v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\">",
            "<div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>",
            "<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>",
            "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
        ),
        id = id,
        width = points(place.width),
        height = points(place.height),
        anchor = place.text,
        row = note.row,
        column = note.column,
    )
}

/// Gives each shape the names that the drawing itself does not declare.
fn declared(shapes: String, drawing: &str) -> String {
    let missing: String = NAMESPACES
        .iter()
        .filter(|(name, address)| !drawing.contains(&format!("{name}=\"{address}\"")))
        .map(|(name, address)| format!(" {name}=\"{address}\""))
        .collect();
    if missing.is_empty() {
        return shapes;
    }
    shapes
        .replace("<v:shape ", &format!("<v:shape{missing} "))
        .replace("<v:shapetype ", &format!("<v:shapetype{missing} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_come_after_those_that_are_there_with_numbers_of_their_own() {
        let old = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape id=\"_x0000_s1027\">a<br></v:shape><v:shape id=\"_x0000_s1025\"/></xml>";
        let note = Note {
            row: 3,
            column: 1,
            text: "odd".to_string(),
        };
        let new = add(Some(old), &[&note], &Sizes::default(), 1).unwrap();
        assert!(new.starts_with(old.trim_end_matches("</xml>")), "{new}");
        assert!(new.ends_with("</v:shape></xml>"), "{new}");
        assert!(
            new.contains("id=\"_x0000_s1028\"")
                && new.contains("<x:Row>3</x:Row><x:Column>1</x:Column>")
        );
        assert!(
            new.contains("<v:shape xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=")
        );
        assert_eq!(new.matches("xmlns:v").count(), 1);
    }
}

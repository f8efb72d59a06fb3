//! A sheet in front of all others: everything that counts sheets from the front moves on by one.

use super::changes::Changes;
use super::outline::{Change, Outline, escaped};
use crate::read::grid::Refusal;
use crate::read::guard::DAMAGED;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Excel takes names of up to 31 letters.
const NAME: &str = "Findings";

/// Returns a name that no sheet of the workbook has.
pub(super) fn free_name(taken: &[&str]) -> String {
    let is_free = |name: &String| {
        !taken
            .iter()
            .any(|own| own.to_lowercase() == name.to_lowercase())
    };
    std::iter::once(NAME.to_string())
        .chain((2..).map(|number| format!("{NAME} {number}")))
        .find(is_free)
        .expect("there are more numbers than sheets")
}

/// Puts a sheet in front of the others; the sheet that was in view stays so.
pub(super) fn put_in_front(
    changes: &mut Changes<'_>,
    workbook: &str,
    name: &str,
    relation: &str,
) -> Result<(), Refusal> {
    changes.change(workbook, |outline| {
        let sheets = outline
            .child("sheets")
            .ok_or_else(|| Refusal::new("its list of sheets is missing", DAMAGED))?;
        let ids = outline
            .named("sheet")
            .filter(|own| own.depth == 2)
            .filter_map(|own| outline.attribute(own, "sheetId")?.parse::<u32>().ok());
        let id = ids.max().unwrap_or(0) + 1;
        let prefix = outline.prefix();
        let tab = format!(
            "<{prefix}sheet xmlns:r=\"{RELATIONS}\" name=\"{}\" sheetId=\"{id}\" r:id=\"{relation}\"/>",
            escaped(name)
        );
        let mut all = vec![outline.prepend(sheets, &tab)];
        for own in outline.named("definedName") {
            all.extend(moved_on(outline, outline.attribute_range(own, "localSheetId"))?);
        }
        for own in outline.named("workbookView").filter(|own| own.depth == 2) {
            match outline.attribute_range(own, "activeTab") {
                Some(range) => all.extend(moved_on(outline, Some(range))?),
                None => {
                    let at = own.tag.start + 1 + prefix.len() + "workbookView".len();
                    all.push((at..at, " activeTab=\"1\"".to_string()));
                }
            }
            if let Some(first) = outline.attribute_range(own, "firstSheet") {
                all.push((first, "0".to_string()));
            }
        }
        Ok(all)
    })
}

fn moved_on(
    outline: &Outline<'_>,
    range: Option<std::ops::Range<usize>>,
) -> Result<Option<Change>, Refusal> {
    let Some(range) = range else {
        return Ok(None);
    };
    let number: u32 = outline.text(&range).trim().parse().map_err(|_| {
        Refusal::new(
            "it counts its sheets in a way that is not understood",
            DAMAGED,
        )
    })?;
    Ok(Some((range, (number + 1).to_string())))
}

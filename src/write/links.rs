//! Links from cells of a table to places in other files, as many as Excel takes.

use rust_xlsxwriter::{Format, FormatUnderline, Url, Worksheet};

use super::error::WriteError;
use crate::report::excel_text::quoted;
use crate::report::scalar::Scalar;
use crate::report::table::{FileLink, TableColumn};

/// Excel takes 65,530 links a sheet; some are left for the frame.
const MOST_LINKS: usize = 65_500;
/// The longest path and the longest place that Excel follows, in UTF-16 units.
const LONGEST: usize = 2_000;

/// Puts the links of a column over its cells, from a first cell down; texts beyond what Excel takes stay plain.
pub fn write(
    worksheet: &mut Worksheet,
    (first, column): (u32, u16),
    own: &TableColumn,
    values: &[Scalar],
    format: &Format,
) -> Result<(), WriteError> {
    let format = format.clone().set_underline(FormatUnderline::Single);
    let rows = (first..).zip(own.links.iter().zip(values));
    let linked = rows.filter_map(|(row, (link, value))| Some((row, link.as_ref()?, value)));
    for (row, link, value) in linked.take(MOST_LINKS) {
        let target = target(link);
        if target.encode_utf16().count() > LONGEST {
            continue;
        }
        let text = value.as_text().unwrap_or_default();
        let tip: String = format!("Open {}", link.path).chars().take(200).collect();
        worksheet.write_url_with_options(
            row,
            column,
            Url::new(target),
            text,
            tip,
            Some(&format),
        )?;
    }
    Ok(())
}

/// Returns the link as the library takes it: the path as part of a web address, a number sign, the place.
fn target(link: &FileLink) -> String {
    let path = escaped(&link.path);
    match &link.cell {
        Some((sheet, cell)) => format!("file:///{path}#{}!{cell}", quoted(sheet)),
        None => format!("file:///{path}"),
    }
}

/// Returns a path with the signs written out that mean something else in a web address.
fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for letter in path.chars() {
        if letter.is_control() || " \"#%<>?[]\\^`{|}".contains(letter) {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_a_cell_whatever_path_and_sheet_are_called() {
        let link = |path: &str, sheet: &str| FileLink {
            path: path.to_string(),
            cell: Some((sheet.to_string(), "C14".to_string())),
        };
        for (path, sheet, expected) in [
            (
                "Risks.xlsx",
                "Register",
                "file:///Risks.xlsx#'Register'!C14",
            ),
            (
                "../in/50% #2 plan.xlsx",
                "Bob's [x]",
                "file:///../in/50%25%20%232%20plan.xlsx#'Bob''s [x]'!C14",
            ),
            ("Übersicht.xlsx", "Ä", "file:///Übersicht.xlsx#'Ä'!C14"),
        ] {
            assert_eq!(target(&link(path, sheet)), expected);
        }
    }
}

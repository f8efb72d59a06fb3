//! The sheet of findings in front: one line a finding, with a link to its cell.
//!
//! It needs no style of its own, so that the workbook's styles stay as they are: bold and blue are said in the texts.

use super::outline::escaped;
use crate::model::finding::Finding;
use crate::model::origin::cell_name;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// Findings that the sheet holds; Excel takes 65,530 links a sheet.
const MOST: usize = 20_000;
const WIDTHS: [u32; 7] = [18, 26, 76, 20, 26, 48, 60];
const HEADINGS: [&str; 7] = [
    "Severity",
    "Where",
    "Finding",
    "Value found",
    "Treated as",
    "Next step",
    "Why it matters",
];

/// Returns the sheet; `sheets` are the names of those that a link may lead to.
pub(super) fn sheet(findings: &[&Finding], sheets: &[&str]) -> String {
    let mut rows = vec![
        row(1, &[strong("What was found in this workbook")]),
        row(2, &[plain(&summary(findings))]),
        row(4, &HEADINGS.map(strong)),
    ];
    let mut links = String::new();
    for (number, finding) in (5..).zip(findings.iter().take(MOST)) {
        let (place, target) = place(finding, sheets);
        let shown = if target.is_some() {
            link(&place)
        } else {
            plain(&place)
        };
        if let Some(target) = target {
            links.push_str(&format!(
                "<hyperlink ref=\"B{number}\" location=\"{}\" display=\"{}\"/>",
                escaped(&target),
                escaped(&place)
            ));
        }
        let given = |text: &Option<String>| plain(text.as_deref().unwrap_or_default());
        rows.push(row(
            number,
            &[
                plain(finding.code.severity.label()),
                shown,
                plain(&finding.message),
                given(&finding.found),
                given(&finding.treated),
                given(&finding.hint),
                plain(finding.code.why),
            ],
        ));
    }
    let columns: String = (1..)
        .zip(WIDTHS)
        .map(|(at, width)| {
            format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>")
        })
        .collect();
    let links = if links.is_empty() {
        links
    } else {
        format!("<hyperlinks>{links}</hyperlinks>")
    };
    format!(
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{main}\">",
            "<sheetPr><tabColor rgb=\"FF0B2E4F\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr>",
            "<sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"><pane ySplit=\"4\" topLeftCell=\"A5\" ",
            "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>",
            "<cols>{columns}</cols><sheetData>{rows}</sheetData>{links}",
            "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.45\" bottom=\"0.55\" header=\"0.2\" footer=\"0.25\"/>",
            "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
        ),
        main = MAIN,
        columns = columns,
        rows = rows.concat(),
        links = links,
    )
}

fn summary(findings: &[&Finding]) -> String {
    let told = match findings.len() {
        0 => "boardpack found nothing wrong in this workbook.".to_string(),
        1 => "boardpack found 1 thing; it is noted at its cell.".to_string(),
        more => format!("boardpack found {more} things; each cell concerned has a note."),
    };
    let most = if findings.len() > MOST {
        format!(" The {MOST} gravest are listed.")
    } else {
        String::new()
    };
    format!(
        "{told}{most} This is a copy: correct the tracker itself, and delete this sheet from what you send."
    )
}

/// Returns where a finding is, in words and as the target of a link.
fn place(finding: &Finding, sheets: &[&str]) -> (String, Option<String>) {
    let origin = &finding.origin;
    let Some(sheet) = origin.sheet.as_deref() else {
        return ("the whole workbook".to_string(), None);
    };
    let place = match (origin.row, origin.cell_name()) {
        (_, None) => sheet.to_string(),
        (Some(row), Some(_)) if origin.column.is_none() => format!("{sheet}, row {}", row + 1),
        (_, Some(cell)) => format!("{sheet}, {cell}"),
    };
    let cell = cell_name(origin.row.unwrap_or(0), origin.column.unwrap_or(0));
    let target = sheets
        .contains(&sheet)
        .then(|| format!("'{}'!{cell}", sheet.replace('\'', "''")));
    (place, target)
}

fn row(number: usize, cells: &[String]) -> String {
    let cells: String = ('A'..)
        .zip(cells)
        .map(|(column, text)| {
            format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is>{text}</is></c>")
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

fn plain(text: &str) -> String {
    // A cell holds 32,767 letters.
    let text: String = text
        .replace(['\r', '\n'], " ")
        .chars()
        .take(8_000)
        .collect();
    format!("<t xml:space=\"preserve\">{}</t>", escaped(&text))
}

fn strong(text: &str) -> String {
    format!(
        "<r><rPr><b/><sz val=\"11\"/><color rgb=\"FF0B2E4F\"/><rFont val=\"Arial\"/></rPr>{}</r>",
        plain(text)
    )
}

fn link(text: &str) -> String {
    format!(
        "<r><rPr><u/><sz val=\"10\"/><color rgb=\"FF006D77\"/><rFont val=\"Arial\"/></rPr>{}</r>",
        plain(text)
    )
}

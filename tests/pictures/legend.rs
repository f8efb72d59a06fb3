//! The findings of a sheet as a list, numbered as in the picture of what was understood.

use boardpack::model::finding::Finding;
use boardpack::model::origin::cell_name;

use super::drawing::{Drawing, EDGE, FOUND, Frame, INK, LETTER, LINE, MUTED, PAPER, RULE};

/// First letter, letters wide, heading.
const PLACES: [(u32, u32, &str); 4] = [
    (0, 4, "No"),
    (4, 19, "Severity"),
    (23, 8, "Cell"),
    (31, 112, "What was found, and the next step"),
];

/// Draws the findings: number, severity, cell, sentence, and the next step beneath.
pub(super) fn findings(findings: &[&Finding]) -> String {
    let mut drawing = Drawing::new();
    for (left, width, heading) in PLACES {
        let frame = frame(left, width, 0, 1);
        drawing.fill(frame, EDGE, RULE);
        drawing.write(frame, heading, MUTED, " font-weight=\"600\"");
    }
    for (at, finding) in findings.iter().enumerate() {
        let top = 1 + 2 * at as u32;
        let place = match (finding.origin.row, finding.origin.column) {
            (Some(row), Some(column)) => cell_name(row, column),
            (Some(row), None) => format!("row {}", row + 1),
            _ => String::new(),
        };
        let number = (at + 1).to_string();
        let severity = finding.code.severity.label();
        let cells = [
            (number.as_str(), INK),
            (severity, FOUND),
            (&place, INK),
            (&finding.message, INK),
        ];
        for ((left, width, _), (text, colour)) in PLACES.into_iter().zip(cells) {
            let frame = frame(left, width, top, 2);
            drawing.fill(frame, PAPER, RULE);
            drawing.write(frame, text, colour, "");
        }
        let next = finding.hint.as_deref().or(finding.treated.as_deref());
        let (left, width, _) = PLACES[3];
        drawing.write(
            frame(left, width, top + 1, 1),
            next.unwrap_or(""),
            MUTED,
            "",
        );
    }
    drawing.finish("What was found on the sheet, and the next step for each")
}

/// Returns a frame from a place counted in letters and lines.
fn frame(left: u32, width: u32, top: u32, lines: u32) -> Frame {
    Frame {
        left: left * LETTER,
        top: top * LINE,
        width: width * LETTER,
        height: lines * LINE,
    }
}

//! What a file is, by its content; its name does not count.

use super::decode::{Decoded, as_declared, decode};
use super::grid::Refusal;
use super::guard::DAMAGED;
use super::ole::{Broken, Ole};

const SAVE_AS_XLSX: &str = "open it in Excel and save it as .xlsx";
const NOT_A_TRACKER: &str = "name a workbook or a CSV file";

/// A file by its content.
#[derive(Debug)]
pub(super) enum Content<'b> {
    Zip,
    Xls(Ole<'b>),
    /// A plan of Microsoft Project, saved as XML.
    Plan(Decoded<'b>),
    Text(Decoded<'b>),
}

/// Tells what the bytes are, or why they cannot be read.
pub(super) fn sniff(bytes: &[u8]) -> Result<Content<'_>, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(
            "the file is empty",
            "check that the file was copied or downloaded whole",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Content::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole(bytes);
    }
    let known = BINARIES.iter().find(|(start, _)| bytes.starts_with(start));
    if let Some((_, what)) = known {
        return Err(Refusal::new(format!("the file is {what}"), NOT_A_TRACKER));
    }
    let decoded = decode(bytes)
        .ok_or_else(|| Refusal::new("the file is neither a workbook nor a text", NOT_A_TRACKER))?;
    if is_plan(&decoded.text) {
        return Ok(Content::Plan(as_declared(bytes, decoded)));
    }
    match markup(&decoded.text) {
        Some(refusal) => Err(refusal),
        None => Ok(Content::Text(decoded)),
    }
}

static BINARIES: [(&[u8], &str); 9] = [
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1F\x8B", "compressed with gzip"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a database"),
];

/// Tells what an OLE file is by the streams in its directory.
fn ole(bytes: &[u8]) -> Result<Content<'_>, Refusal> {
    let ole = Ole::open(bytes).map_err(|Broken| {
        Refusal::new("the file is damaged: its parts cannot be found", DAMAGED)
    })?;
    if ole.has("EncryptedPackage") {
        return Err(Refusal::new(
            "the file is password protected",
            "save a copy without a password",
        ));
    }
    if ole.has("Workbook") || ole.has("Book") {
        return Ok(Content::Xls(ole));
    }
    let known = STREAMS.iter().find(|(stream, _)| ole.has(stream));
    let what = known.map_or(
        "of a kind that Office made, but no workbook",
        |(_, what)| what,
    );
    Err(Refusal::new(format!("the file is {what}"), NOT_A_TRACKER))
}

static STREAMS: [(&str, &str); 4] = [
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__properties_version1.0", "an Outlook message"),
    ("Props14", "a Microsoft Project plan"),
];

/// Whether a text is a plan's XML: by its namespace, or, where a program wrote none, by its outermost elements.
fn is_plan(text: &str) -> bool {
    let start = start(text);
    start.starts_with('<')
        && (start.contains("http://schemas.microsoft.com/project")
            || (start.contains("<project>") && text.contains("<Tasks>")))
}

/// Returns how a text begins, in lower case.
fn start(text: &str) -> String {
    let start: String = text.trim_start().chars().take(4_000).collect();
    start.to_ascii_lowercase()
}

/// Refuses text that is a document of another kind.
fn markup(text: &str) -> Option<Refusal> {
    let start = start(text);
    let (reason, hint) = if start.starts_with("mime-version:") {
        ("the file is a web archive", SAVE_AS_XLSX)
    } else if start.starts_with("{\\rtf") {
        (
            "the file is a formatted text document",
            "copy its table into a workbook",
        )
    } else if start.starts_with(['{', '['])
        && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
    {
        (
            "the file is JSON",
            "export the data as CSV or as a workbook",
        )
    } else if !start.starts_with('<') {
        return None;
    } else if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        ("the file is an XML spreadsheet of Excel 2003", SAVE_AS_XLSX)
    } else if start.contains("<html") || start.contains("<table") {
        ("the file is a web page", SAVE_AS_XLSX)
    } else {
        ("the file is XML of a kind that is not known", SAVE_AS_XLSX)
    };
    Some(Refusal::new(reason, hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ole::tests::ole;

    #[test]
    fn what_is_no_tracker_is_refused_by_its_name() {
        for (bytes, reason) in [
            (&b""[..], "the file is empty"),
            (b"%PDF-1.7", "the file is a PDF document"),
            (b"{\"a\": [1]}", "the file is JSON"),
            (b"<html><table>", "the file is a web page"),
            (b"MIME-Version: 1.0", "the file is a web archive"),
            (&[0; 4096], "the file is neither a workbook nor a text"),
            (
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                "the file is damaged: its parts cannot be found",
            ),
            (
                &ole("Other", &[]),
                "the file is of a kind that Office made, but no workbook",
            ),
            (&ole("WordDocument", &[]), "the file is a Word document"),
        ] {
            assert_eq!(sniff(bytes).unwrap_err().reason, reason);
        }
    }

    #[test]
    fn a_plan_is_known_by_its_namespace_or_its_elements() {
        for (text, known) in [
            (
                "<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\">",
                true,
            ),
            (
                "<Project><Name>x</Name><Tasks><Task/></Tasks></Project>",
                true,
            ),
            ("<Project Sdk=\"Microsoft.NET.Sdk\"></Project>", false),
            ("Id,http://schemas.microsoft.com/project\n1,2", false),
        ] {
            let is_plan = matches!(sniff(text.as_bytes()), Ok(Content::Plan(_)));
            assert_eq!(is_plan, known, "{text}");
        }
    }

    #[test]
    fn text_that_starts_like_a_document_may_be_a_table() {
        for text in ["[Id],Task\n1,One", "{draft},x\n1,2", "Id,Task\n1,<b>"] {
            assert!(
                matches!(sniff(text.as_bytes()), Ok(Content::Text(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn an_encrypted_workbook_says_what_to_do() {
        let bytes = ole("EncryptedPackage", &[]);
        let refusal = sniff(&bytes).unwrap_err();
        assert_eq!(refusal.reason, "the file is password protected");
        assert_eq!(refusal.hint, "save a copy without a password");
    }
}

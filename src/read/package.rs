//! A workbook's zip file: its parts by name, and where each sheet's part is.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::grid::{Format, Refusal};
use super::guard::{self, DAMAGED, Member};

/// A zip file that has passed the guard.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    members: Vec<Member>,
}

/// A sheet of the workbook as its own parts describe it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SheetPart {
    pub(super) name: String,
    /// Name of the part in the zip file.
    pub(super) path: String,
}

impl<'a> Package<'a> {
    /// Opens the zip file, or says why it should not be.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Refusal::new(
                "the file is cut off or damaged: its list of parts cannot be read",
                "check that the file was copied or downloaded whole",
            )
        })?;
        let members = guard::members(bytes, archive.central_directory_start(), archive.offset())?;
        Ok(Package { archive, members })
    }

    /// Returns how many parts start with this, in lower case.
    pub(super) fn count(&self, folded_start: &str) -> usize {
        self.members
            .iter()
            .filter(|member| member.folded().starts_with(folded_start))
            .count()
    }

    /// Returns a part as text; nothing if there is none of the name. Its checksum is verified on the way.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(member) = self.member(&name.to_ascii_lowercase()) else {
            return Ok(None);
        };
        let (name, size) = (member.name.clone(), member.size);
        let damaged = || Refusal::new(format!("its part `{name}` is damaged"), DAMAGED);
        let mut file = self.archive.by_name(&name).map_err(|_| damaged())?;
        let mut bytes = Vec::with_capacity(usize::try_from(size).map_err(|_| damaged())?);
        file.read_to_end(&mut bytes).map_err(|_| damaged())?;
        text(bytes).map(Some).ok_or_else(damaged)
    }

    /// Returns the first bytes of a part.
    pub(super) fn start_of(&mut self, folded: &str, length: u64) -> Option<Vec<u8>> {
        let name = self.member(folded)?.name.clone();
        let file = self.archive.by_name(&name).ok()?;
        let mut bytes = Vec::new();
        file.take(length).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Returns the members whose name, in lower case, ends with this.
    pub(super) fn ending_with(&self, end: &str) -> Vec<(String, u64)> {
        self.members
            .iter()
            .map(|member| (member.folded(), member.size))
            .filter(|(name, _)| name.ends_with(end))
            .collect()
    }

    fn member(&self, folded: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.folded() == folded)
    }

    /// Returns what kind of file the zip file is.
    pub(super) fn format(&mut self) -> Result<Format, Refusal> {
        let types = self
            .part("[Content_Types].xml")?
            .unwrap_or_default()
            .to_ascii_lowercase();
        let mimetype = self.start_of("mimetype", 64).unwrap_or_default();
        let is_named = |name: &str| {
            self.members
                .iter()
                .any(|member| member.folded().ends_with(name))
        };
        if types.contains("sheet.binary.macroenabled.main") || is_named("xl/workbook.bin") {
            return Ok(Format::Xlsb);
        }
        if types.contains("excel.sheet.macroenabled.main")
            || types.contains("excel.template.macroenabled.main")
        {
            return Ok(Format::Xlsm);
        }
        if types.contains("spreadsheetml.sheet.main")
            || types.contains("spreadsheetml.template.main")
            || is_named("xl/workbook.xml")
        {
            return Ok(Format::Xlsx);
        }
        if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Format::Ods);
        }
        let (reason, hint) = if types.contains("wordprocessingml") {
            (
                "the file is a Word document",
                "copy its table into a workbook",
            )
        } else if types.contains("presentationml") {
            (
                "the file is a PowerPoint presentation",
                "copy its table into a workbook",
            )
        } else {
            (
                "the file is a zip archive and not a workbook",
                "unpack it and name the files in it",
            )
        };
        Err(Refusal::new(reason, hint))
    }

    /// Refuses texts whose count is a claim that their part is too small for: the claim alone would fill the memory.
    pub(super) fn check_text_count(&mut self) -> Result<(), Refusal> {
        for (name, size) in self.ending_with("sharedstrings.xml") {
            let start = self.start_of(&name, 64 * 1024).unwrap_or_default();
            let claimed = claimed_texts(&String::from_utf8_lossy(&start));
            if claimed.is_none_or(|claimed| claimed > size / 8) {
                return Err(Refusal::new(
                    format!("its part `{name}` claims more texts than it can hold"),
                    DAMAGED,
                ));
            }
        }
        Ok(())
    }

    /// Returns the sheets in the order of the workbook, whatever their kind.
    pub(super) fn sheets(&mut self) -> Result<Vec<SheetPart>, Refusal> {
        let workbook = self
            .relations("_rels/.rels")?
            .into_iter()
            .rev()
            .find(|relation| relation.kind.ends_with("/relationships/officeDocument"))
            .map(|relation| relation.target)
            .ok_or_else(|| {
                Refusal::new("the file does not say which part is the workbook", DAMAGED)
            })?;
        let workbook = workbook.trim_start_matches('/').to_string();
        let (folder, name) = match workbook.rfind('/') {
            Some(slash) => workbook.split_at(slash + 1),
            None => ("", workbook.as_str()),
        };
        let relations = self.relations(&format!("{folder}_rels/{name}.rels"))?;
        let xml = self.part(&workbook)?.unwrap_or_default();
        let mut sheets = Vec::new();
        elements(&xml, "sheet", |element| {
            let id = attribute(element, "id")?.unwrap_or_default();
            let target = relations
                .iter()
                .rev()
                .find(|relation| relation.id == id)
                .map(|relation| relation.target.as_str())
                .unwrap_or_default();
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_string(),
                None => format!("{folder}{target}"),
            };
            let name = attribute(element, "name")?.unwrap_or_default().into_owned();
            sheets.push(SheetPart { name, path });
            Ok(())
        })
        .map_err(|_| Refusal::new(format!("its part `{workbook}` is damaged"), DAMAGED))?;
        Ok(sheets)
    }

    fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let damaged = |what| Refusal::new(format!("its part `{part}` is {what}"), DAMAGED);
        let xml = self.part(part)?.ok_or_else(|| damaged("missing"))?;
        let mut relations = Vec::new();
        elements(&xml, "Relationship", |element| {
            relations.push(Relation {
                id: attribute(element, "Id")?.unwrap_or_default().into_owned(),
                kind: attribute(element, "Type")?.unwrap_or_default().into_owned(),
                target: attribute(element, "Target")?
                    .unwrap_or_default()
                    .into_owned(),
            });
            Ok(())
        })
        .map_err(|_| damaged("damaged"))?;
        Ok(relations)
    }
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// Calls for each element of this name, whatever its prefix.
fn elements(
    xml: &str,
    name: &str,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), quick_xml::Error>,
) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == name =>
            {
                each(&element)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Returns an attribute by its name without the prefix, with entities resolved.
pub(super) fn attribute<'e>(
    element: &'e BytesStart<'_>,
    name: &str,
) -> Result<Option<Cow<'e, str>>, quick_xml::Error> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error: AttrError| quick_xml::Error::from(error))?;
        if attribute.key.local_name().as_ref() == name {
            return attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map(Some);
        }
    }
    Ok(None)
}

/// Returns the number of texts that a part claims to hold: 0 if it claims nothing, nothing if it is not such a part.
fn claimed_texts(start: &str) -> Option<u64> {
    let mut reader = Reader::from_str(start);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                let claimed = attribute(&element, "uniqueCount").ok()?;
                return Some(claimed.and_then(|count| count.parse().ok()).unwrap_or(0));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Returns the text of an XML part, which is UTF-8 or, with a mark in front, UTF-16.
fn text(bytes: Vec<u8>) -> Option<String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        return encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .map(Cow::into_owned);
    }
    String::from_utf8(bytes).ok()
}

//! The zip file that a workbook is: its parts by name, whole or in part.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use zip::{ZipArchive, ZipWriter};

use super::grid::{Format, Refusal};
use super::guard::{self, DAMAGED, Member};

/// A zip file that has passed the guard. Parts are found by name whatever its case, slashes, or slash in front.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    members: Vec<Member>,
}

impl<'b> Package<'b> {
    /// Opens the zip file, or says why it should not be.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            Refusal::new(
                "the file is cut off or damaged: its list of parts cannot be read",
                "check that the file was copied or downloaded whole",
            )
        })?;
        let members = guard::members(bytes, archive.central_directory_start(), archive.offset())?;
        if members.len() != archive.len() {
            return Err(Refusal::new("its list of parts is damaged", DAMAGED));
        }
        Ok(Package { archive, members })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Returns the names of all parts, as they stand, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// Returns the name of a part as it stands.
    pub(crate) fn own_name(&self, name: &str) -> Option<&str> {
        Some(self.members[self.index(name)?].name.as_str())
    }

    /// Returns how many parts have a name that starts with this, given in lower case.
    pub(crate) fn count(&self, start: &str) -> usize {
        let names = self.members.iter().map(Member::folded);
        names.filter(|name| name.starts_with(start)).count()
    }

    /// Returns a part as text; nothing if there is none of the name. Its checksum is verified on the way.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let damaged = || Refusal::new(format!("its part `{name}` is damaged"), DAMAGED);
        let size = self.members[index].size;
        let mut bytes = Vec::with_capacity(usize::try_from(size).map_err(|_| damaged())?);
        let mut file = self.archive.by_index(index).map_err(|_| damaged())?;
        file.read_to_end(&mut bytes).map_err(|_| damaged())?;
        text(bytes).map(Some).ok_or_else(damaged)
    }

    /// Returns the first bytes of a part, and the size of all of it; nothing if it cannot be read.
    pub(super) fn start(&mut self, name: &str, length: u64) -> Option<(Vec<u8>, u64)> {
        let index = self.index(name)?;
        let mut bytes = Vec::new();
        let file = self.archive.by_index(index).ok()?;
        file.take(length).read_to_end(&mut bytes).ok()?;
        Some((bytes, self.members[index].size))
    }

    /// Copies a part into another zip file as it is, under another name.
    pub(crate) fn copy(
        &mut self,
        name: &str,
        to: &mut ZipWriter<impl Write + std::io::Seek>,
        new_name: &str,
    ) -> Result<(), Refusal> {
        let damaged = || Refusal::new(format!("its part `{name}` is damaged"), DAMAGED);
        let index = self.index(name).ok_or_else(damaged)?;
        let file = self.archive.by_index_raw(index).map_err(|_| damaged())?;
        to.raw_copy_file_rename(file, new_name)
            .map_err(|_| damaged())
    }

    /// Returns what kind of file the zip file is.
    pub(super) fn format(&mut self) -> Result<Format, Refusal> {
        let types = self.part("[Content_Types].xml")?.unwrap_or_default();
        let types = types.to_ascii_lowercase();
        let says = |kind: &str| types.contains(kind);
        if says("sheet.binary.macroenabled.main") || self.has("xl/workbook.bin") {
            return Ok(Format::Xlsb);
        }
        if says("excel.sheet.macroenabled.main") || says("excel.template.macroenabled.main") {
            return Ok(Format::Xlsm);
        }
        if says("spreadsheetml.sheet.main")
            || says("spreadsheetml.template.main")
            || self.has("xl/workbook.xml")
        {
            return Ok(Format::Xlsx);
        }
        let is_word = says("wordprocessingml") || self.has("word/document.xml");
        let is_slides = says("presentationml") || self.has("ppt/presentation.xml");
        let (mimetype, _) = self.start("mimetype", 64).unwrap_or_default();
        if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Format::Ods);
        }
        let (reason, hint) = if is_word {
            (
                "the file is a Word document",
                "copy its table into a workbook",
            )
        } else if is_slides {
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

    fn index(&self, name: &str) -> Option<usize> {
        let name = guard::folded(name);
        self.members
            .iter()
            .position(|member| member.folded() == name)
    }
}

/// Returns an attribute by its name without the prefix, with entities resolved.
pub(super) fn attribute<'e>(
    element: &'e BytesStart<'_>,
    name: &str,
) -> Result<Option<Cow<'e, str>>, quick_xml::Error> {
    for attribute in element.attributes() {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            return attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map(Some);
        }
    }
    Ok(None)
}

/// Returns the text of an XML part, which is UTF-8 or, with a mark in front, UTF-16.
pub(super) fn text(bytes: Vec<u8>) -> Option<String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        return encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .map(Cow::into_owned);
    }
    String::from_utf8(bytes).ok()
}

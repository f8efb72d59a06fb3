//! What becomes of a package: parts that are changed, parts that are added, and all others as they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::outline::{Change, Outline, changed, escaped};
use crate::read::grid::Refusal;
use crate::read::guard::DAMAGED;
use crate::read::package::Package;
use crate::read::workbook::{Relation, relations};

/// The kinds of relations that the workbooks of today use, by how they begin.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "[Content_Types].xml";

/// A package with its changes.
pub(super) struct Changes<'b> {
    package: Package<'b>,
    /// By the part's own name.
    texts: BTreeMap<String, String>,
}

impl<'b> Changes<'b> {
    pub(super) fn new(package: Package<'b>) -> Changes<'b> {
        Changes {
            package,
            texts: BTreeMap::new(),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.package.has(name) || self.texts.contains_key(&self.key(name))
    }

    /// Whether a part's name begins with this, given in lower case.
    pub(super) fn has_any(&self, start: &str) -> bool {
        self.package.count(start) > 0
    }

    /// Returns a part as it is by now.
    pub(super) fn part(&mut self, name: &str) -> Result<String, Refusal> {
        if let Some(text) = self.texts.get(&self.key(name)) {
            return Ok(text.clone());
        }
        let missing = || Refusal::new(format!("its part `{name}` is missing"), DAMAGED);
        let text = self.package.part(name)?.ok_or_else(missing)?;
        let start: String = text.chars().take(100).collect();
        if start.to_ascii_lowercase().contains("utf-16") {
            return Err(Refusal::new(
                format!("its part `{name}` is written in UTF-16"),
                "open the file in Excel and save a copy",
            ));
        }
        Ok(text)
    }

    pub(super) fn set(&mut self, name: &str, text: String) {
        self.texts.insert(self.key(name), text);
    }

    /// Parts are found whatever the case of their name, and keep the one they have.
    fn key(&self, name: &str) -> String {
        self.package.own_name(name).unwrap_or(name).to_string()
    }

    /// Returns the first name of this shape that no part has: `xl/comments`, 3, `.xml`.
    pub(super) fn free(&self, start: &str, end: &str) -> String {
        let mut names = (1..).map(|number| format!("{start}{number}{end}"));
        names
            .find(|name| !self.has(name))
            .expect("there are more numbers than parts")
    }

    /// Returns the relations of a part, none if it has no list of them.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let (folder, list) = list_of(part);
        if !self.package.has(&list) {
            return Ok(Vec::new());
        }
        relations(&mut self.package, &folder, &list)
    }

    /// Adds a relation of a part to another and returns its id.
    pub(super) fn relate(
        &mut self,
        part: &str,
        kind: &str,
        target: &str,
    ) -> Result<String, Refusal> {
        let (_, list) = list_of(part);
        let xml = if self.has(&list) {
            self.part(&list)?
        } else {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\"/>"
            )
        };
        let outline = Outline::new(&xml, 2)?;
        let taken: Vec<String> = outline
            .named("Relationship")
            .filter_map(|own| outline.attribute(own, "Id"))
            .collect();
        let mut ids = (1..).map(|number| format!("rIdBoardpack{number}"));
        let id = ids
            .find(|id| !taken.contains(id))
            .expect("there are more numbers than relations");
        let prefix = outline.prefix();
        let own = format!(
            "<{prefix}Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"/{}\"/>",
            escaped(target)
        );
        let change = outline.append(outline.root(), &own);
        let text = changed(&xml, vec![change]);
        self.set(&list, text);
        Ok(id)
    }

    /// Says what kind of part a new part is.
    pub(super) fn declare(&mut self, part: &str, content: &str) -> Result<(), Refusal> {
        self.change(TYPES, |outline| {
            let prefix = outline.prefix();
            let own = format!(
                "<{prefix}Override PartName=\"/{}\" ContentType=\"{content}\"/>",
                escaped(part)
            );
            Ok(vec![outline.append(outline.root(), &own)])
        })
    }

    /// Changes a part at the places that its outline gives.
    pub(super) fn change(
        &mut self,
        name: &str,
        change: impl FnOnce(&Outline<'_>) -> Result<Vec<Change>, Refusal>,
    ) -> Result<(), Refusal> {
        let xml = self.part(name)?;
        let changes = change(&Outline::new(&xml, 3)?)?;
        let text = changed(&xml, changes);
        self.set(name, text);
        Ok(())
    }

    /// Returns the package with its changes. Parts that were not changed keep every byte, new ones come last.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Refusal> {
        let failed = |error: &dyn std::fmt::Display| {
            Refusal::new(
                format!("its copy could not be put together: {error}"),
                "please report it with the kind of workbook",
            )
        };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let names: Vec<String> = self.package.names().map(str::to_string).collect();
        for name in names {
            match self.texts.remove(&name) {
                Some(text) => {
                    out.start_file(name, options)
                        .map_err(|error| failed(&error))?;
                    out.write_all(text.as_bytes())
                        .map_err(|error| failed(&error))?;
                }
                None => self.package.copy(&name, &mut out, &name)?,
            }
        }
        for (name, text) in self.texts {
            out.start_file(name, options)
                .map_err(|error| failed(&error))?;
            out.write_all(text.as_bytes())
                .map_err(|error| failed(&error))?;
        }
        let bytes = out.finish().map_err(|error| failed(&error))?;
        Ok(bytes.into_inner())
    }
}

/// Returns a part's folder, and the name of its list of relations.
fn list_of(part: &str) -> (String, String) {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let list = format!("{folder}/_rels/{file}.rels");
    (folder.to_string(), list.trim_start_matches('/').to_string())
}

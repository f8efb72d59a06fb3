//! Packs that boardpack wrote: no trackers, and free to be written anew.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;

use crate::model::mark::MARK;

/// Whether a file is a pack that boardpack wrote: its document properties say so.
pub fn is_own_pack(path: &Path) -> bool {
    part(path, "docProps/custom.xml").is_some_and(|xml| xml.contains(&format!("name=\"{MARK}\"")))
}

/// Returns the as-of date of a pack, which is the day it says it was created on.
pub fn as_of(path: &Path) -> Option<NaiveDate> {
    let xml = part(path, "docProps/core.xml")?;
    let (_, created) = xml.split_once("<dcterms:created")?;
    let (_, created) = created.split_once('>')?;
    created.get(..10)?.parse().ok()
}

/// Returns the text of a small part of a package.
fn part(path: &Path, name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(File::open(path).ok()?).ok()?;
    let part = archive.by_name(name).ok()?;
    let mut xml = String::new();
    // Properties are small; a part that is not is none of ours.
    part.take(65_536).read_to_string(&mut xml).ok()?;
    Some(xml)
}

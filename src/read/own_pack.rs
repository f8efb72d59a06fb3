//! Packs that boardpack wrote: no trackers, and free to be written anew.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::model::mark::MARK;

/// Whether a file is a pack that boardpack wrote: its document properties say so.
pub fn is_own_pack(path: &Path) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    let Ok(mut archive) = zip::ZipArchive::new(file) else {
        return false;
    };
    let Ok(part) = archive.by_name("docProps/custom.xml") else {
        return false;
    };
    let mut xml = String::new();
    // Properties are small; a part that is not is none of ours.
    part.take(65_536).read_to_string(&mut xml).is_ok() && xml.contains(&format!("name=\"{MARK}\""))
}

//! Workbooks that no program would write: parts of a package typed by hand, and parts that were changed afterwards.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Makes a package of parts, in their order. A part named `mimetype` is stored, as OpenDocument asks for.
pub(crate) fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = if name == "mimetype" {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        file.start_file(
            name.as_str(),
            SimpleFileOptions::default().compression_method(method),
        )
        .unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}

/// Returns the parts of a package, in their order.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Changes a part of a workbook: `change` holds what is there, a line `→`, and what takes its place. A part that is not
/// there is added, whole.
pub(crate) fn patch(workbook: &[u8], name: &str, change: &str) -> Vec<u8> {
    let mut parts = parts(workbook);
    match parts.iter_mut().find(|(own, _)| own == name) {
        Some((_, bytes)) => {
            let (old, new) = change
                .split_once("\n→\n")
                .unwrap_or_else(|| panic!("{name}: no line →"));
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            assert_eq!(
                text.matches(old.trim()).count(),
                1,
                "{name}: `{old}` should be there once in\n{text}"
            );
            *bytes = text.replace(old.trim(), new.trim()).into_bytes();
        }
        None => parts.push((name.to_string(), change.trim().as_bytes().to_vec())),
    }
    package(&parts)
}

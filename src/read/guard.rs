//! What a zip file claims about itself, checked from its directory alone before anything is inflated.

use std::collections::BTreeSet;

use super::grid::Refusal;

const MAX_MEMBERS: usize = 5_000;
const MIB: u64 = 1 << 20;
/// All XML parts together, inflated.
const MAX_TOTAL: u64 = 1024 * MIB;
/// One XML part, inflated.
const MAX_PART: u64 = 512 * MIB;
/// A part that is read whole: the workbook, its styles, relations and content types.
const MAX_SMALL_PART: u64 = 64 * MIB;
/// How many times larger than its compressed form a part over the size of a small one may be.
const MAX_RATIO: u64 = 200;

/// What to do about a workbook whose parts do not fit together.
pub(crate) const DAMAGED: &str = "open the file in Excel, let it repair the file, and save a copy";
const TOO_LARGE: &str = "save the sheets that hold the tracker as a workbook of their own";
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// One member of a zip file, as its directory describes it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// As written, with bytes that are no UTF-8 replaced.
    pub(super) name: String,
    flags: u16,
    method: u16,
    compressed: u64,
    pub(super) size: u64,
    /// Where its own header starts, from the start of the file.
    start: u64,
}

impl Member {
    pub(super) fn folded(&self) -> String {
        folded(&self.name)
    }
}

/// Returns a part's name as programs compare them: lower case, slashes only, none in front.
pub(super) fn folded(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.trim_start_matches('/').to_string()
}

/// Reads the directory and refuses what cannot be a workbook, or would fill the memory.
///
/// `directory` and `shift` are where the directory starts and what stands before the zip file, both in bytes.
pub(super) fn members(bytes: &[u8], directory: u64, shift: u64) -> Result<Vec<Member>, Refusal> {
    let members = entries(bytes, directory, shift)?;
    names(&members)?;
    for member in &members {
        kept_plainly(member)?;
        own_header(bytes, member)?;
    }
    apart(bytes, &members)?;
    sizes(&members)?;
    Ok(members)
}

fn entries(bytes: &[u8], directory: u64, shift: u64) -> Result<Vec<Member>, Refusal> {
    let mut at = offset(directory);
    let mut members = Vec::new();
    while let Some((member, next)) = entry(bytes, at, shift) {
        members.push(member);
        if members.len() > MAX_MEMBERS {
            return Err(Refusal::new(
                format!("the file has more than {MAX_MEMBERS} parts"),
                TOO_LARGE,
            ));
        }
        at = next;
    }
    if members.is_empty() {
        return Err(Refusal::new(
            "the file is a zip archive without anything in it",
            "check that the file was copied or downloaded whole",
        ));
    }
    Ok(members)
}

/// Returns one entry of the directory and where the next one starts.
fn entry(bytes: &[u8], at: usize, shift: u64) -> Option<(Member, usize)> {
    let fixed = bytes.get(at..at.checked_add(46)?)?;
    if !fixed.starts_with(b"PK\x01\x02") {
        return None;
    }
    let (name, extra, comment) = (u16_at(fixed, 28), u16_at(fixed, 30), u16_at(fixed, 32));
    let name_end = at + 46 + usize::from(name);
    let extra_end = name_end + usize::from(extra);
    let mut member = Member {
        name: String::from_utf8_lossy(bytes.get(at + 46..name_end)?).into_owned(),
        flags: u16_at(fixed, 8),
        method: u16_at(fixed, 10),
        compressed: u64::from(u32_at(fixed, 20)),
        size: u64::from(u32_at(fixed, 24)),
        start: u64::from(u32_at(fixed, 42)),
    };
    long_values(bytes.get(name_end..extra_end)?, &mut member);
    member.start = member.start.saturating_add(shift);
    Some((member, extra_end + usize::from(comment)))
}

/// Fills in values over 4 GiB, which stand in the extra field of a zip64 file, in this order.
fn long_values(mut extra: &[u8], member: &mut Member) {
    while extra.len() >= 4 {
        let (tag, length) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let Some(field) = extra.get(4..4 + length) else {
            return;
        };
        if tag == 1 {
            let mut values = field
                .chunks_exact(8)
                .map(|eight| u64::from_le_bytes(eight.try_into().expect("chunks of eight")));
            for value in [&mut member.size, &mut member.compressed, &mut member.start] {
                if *value == u64::from(u32::MAX) {
                    *value = values.next().unwrap_or(u64::MAX);
                }
            }
        }
        extra = &extra[4 + length..];
    }
}

/// Two members of one name would let one program read the first and another the last.
fn names(members: &[Member]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for member in members {
        if !seen.insert(member.folded()) {
            return Err(Refusal::new(
                format!("the file holds `{}` twice", shown(&member.name)),
                DAMAGED,
            ));
        }
    }
    Ok(())
}

fn kept_plainly(member: &Member) -> Result<(), Refusal> {
    if member.flags & 1 == 1 {
        return Err(Refusal::new(
            "the file is password protected",
            "save a copy without a password",
        ));
    }
    if !matches!(member.method, STORED | DEFLATED) {
        let name = shown(&member.name);
        return Err(Refusal::new(
            format!("`{name}` is compressed in a way that no workbook uses"),
            "open the file in Excel and save a copy",
        ));
    }
    Ok(())
}

/// The header in front of a member must name the same member as the directory does.
fn own_header(bytes: &[u8], member: &Member) -> Result<(), Refusal> {
    let at = offset(member.start);
    let name = bytes.get(at..).and_then(|header| {
        let length = usize::from(u16_at(header.get(..30)?, 26));
        header.get(30..30 + length)
    });
    if name.is_some_and(|name| String::from_utf8_lossy(name) == member.name) {
        return Ok(());
    }
    Err(Refusal::new(
        format!("`{}` is not where the file says it is", shown(&member.name)),
        DAMAGED,
    ))
}

/// No two members may share bytes: that is how a small file claims to be a large one.
fn apart(bytes: &[u8], members: &[Member]) -> Result<(), Refusal> {
    let mut spans: Vec<(u64, u64, &str)> = members
        .iter()
        .map(|member| {
            let end = member.start.saturating_add(member.compressed);
            (member.start, end.saturating_add(30), member.name.as_str())
        })
        .collect();
    spans.sort_unstable();
    let overlap = spans.windows(2).find(|pair| pair[1].0 < pair[0].1);
    let beyond = spans.iter().find(|(_, end, _)| offset(*end) > bytes.len());
    match overlap.map(|pair| pair[1].2).or(beyond.map(|span| span.2)) {
        None => Ok(()),
        Some(name) => Err(Refusal::new(
            format!("the parts of the file overlap at `{}`", shown(name)),
            DAMAGED,
        )),
    }
}

fn sizes(members: &[Member]) -> Result<(), Refusal> {
    let mut total: u64 = 0;
    for member in members {
        let name = member.folded();
        if !is_read(&name) {
            continue;
        }
        total = total.saturating_add(member.size);
        let limit = if is_small(&name) {
            MAX_SMALL_PART
        } else {
            MAX_PART
        };
        let is_bomb =
            member.size > MAX_SMALL_PART && member.size / MAX_RATIO > member.compressed.max(1);
        if member.size > limit || is_bomb {
            return Err(Refusal::new(
                format!(
                    "`{}` would take {} MB of memory",
                    shown(&member.name),
                    member.size / MIB
                ),
                TOO_LARGE,
            ));
        }
    }
    if total > MAX_TOTAL {
        return Err(Refusal::new(
            format!("the workbook would take {} MB of memory", total / MIB),
            TOO_LARGE,
        ));
    }
    Ok(())
}

/// Whether a part may be read at all; pictures, fonts and macros never are.
fn is_read(folded: &str) -> bool {
    [".xml", ".rels", ".vml"]
        .iter()
        .any(|end| folded.ends_with(end))
        || (folded.ends_with(".bin") && !folded.ends_with("vbaproject.bin"))
}

fn is_small(folded: &str) -> bool {
    let name = folded.rsplit('/').next().unwrap_or(folded);
    name.ends_with(".rels")
        || name.starts_with("workbook.")
        || name.starts_with("styles.")
        || name == "[content_types].xml"
}

/// Returns a member's name as a message can show it.
fn shown(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_control())
        .take(80)
        .collect()
}

/// Returns a claimed place as an index; one that is out of reach stays out of reach.
fn offset(claimed: u64) -> usize {
    usize::try_from(claimed)
        .unwrap_or(usize::MAX / 2)
        .min(usize::MAX / 2)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::*;

    fn zip(names: &[&str]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(name.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn check(bytes: &[u8]) -> Result<Vec<Member>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        members(bytes, archive.central_directory_start(), archive.offset())
            .map_err(|refusal| refusal.reason)
    }

    /// Overwrites bytes of the directory's first entry.
    fn tampered(at: usize, with: &[u8]) -> Vec<u8> {
        let mut bytes = zip(&["xl/a.xml", "xl/b.xml"]);
        let start = bytes
            .windows(4)
            .position(|four| four == b"PK\x01\x02")
            .unwrap();
        bytes[start + at..start + at + with.len()].copy_from_slice(with);
        bytes
    }

    #[test]
    fn an_honest_file_passes() {
        let members = check(&zip(&["xl/a.xml", "xl/b.xml"])).unwrap();
        let seen: Vec<(String, u64)> = members
            .iter()
            .map(|member| (member.folded(), member.size))
            .collect();
        assert_eq!(
            seen,
            [("xl/a.xml".to_string(), 8), ("xl/b.xml".to_string(), 8)]
        );
    }

    #[test]
    fn what_stands_before_the_zip_file_does_not_matter() {
        let bytes = [b"junk", zip(&["xl/a.xml"]).as_slice()].concat();
        assert!(check(&bytes).is_ok());
    }

    #[test]
    fn a_file_that_lies_or_would_fill_the_memory_is_refused() {
        let gib = &(1_u32 << 30).to_le_bytes();
        for (at, with, reason) in [
            (8, &[1][..], "the file is password protected"),
            (
                10,
                &[14],
                "`xl/a.xml` is compressed in a way that no workbook uses",
            ),
            (24, gib, "`xl/a.xml` would take 1024 MB of memory"),
            (24, &[0, 0, 0, 5], "`xl/a.xml` would take 80 MB of memory"),
            (20, &[0xFF], "the parts of the file overlap at `xl/b.xml`"),
            (
                46,
                b"xl/c.xml",
                "`xl/c.xml` is not where the file says it is",
            ),
            (46, b"XL\\B.xml", "the file holds `xl/b.xml` twice"),
        ] {
            assert_eq!(check(&tampered(at, with)).unwrap_err(), reason);
        }
    }

    #[test]
    fn a_large_picture_is_no_reason_to_refuse() {
        let mut bytes = zip(&["xl/a.png"]);
        let start = bytes
            .windows(4)
            .position(|four| four == b"PK\x01\x02")
            .unwrap();
        bytes[start + 24..start + 28].copy_from_slice(&(1_u32 << 30).to_le_bytes());
        assert!(check(&bytes).is_ok());
    }

    #[test]
    fn sizes_over_four_gib_stand_in_the_extra_field() {
        let mut member = Member {
            name: String::new(),
            flags: 0,
            method: 8,
            compressed: u64::from(u32::MAX),
            size: u64::from(u32::MAX),
            start: 7,
        };
        let mut extra = vec![9, 0, 1, 0, 0, 1, 0, 16, 0];
        extra.extend(10_000_000_000_u64.to_le_bytes());
        extra.extend(20_u64.to_le_bytes());
        long_values(&extra, &mut member);
        assert_eq!(
            (member.size, member.compressed, member.start),
            (10_000_000_000, 20, 7)
        );
    }
}

//! An OLE file: streams in chains of sectors, as old Office files are made. Read here only to look before calamine does.

use std::borrow::Cow;

/// An OLE file whose directory can be followed.
#[derive(Debug)]
pub(super) struct Ole<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// Which sector follows which.
    next: Vec<u32>,
    entries: Vec<Entry>,
    small: Vec<u8>,
    small_next: Vec<u32>,
}

/// A stream or storage of the directory.
#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    length: u64,
}

/// The chain goes in a circle, or leads out of the file, or claims to be longer than the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken;

const HEADER: usize = 512;
const SMALL_SECTOR: usize = 64;
/// Streams shorter than this are kept in small sectors.
const SMALL_STREAM: u64 = 4_096;
/// Numbers from here on are no sectors.
const LAST_SECTOR: u32 = 0xFFFF_FFF9;
const END: u32 = 0xFFFF_FFFE;

impl<'b> Ole<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Ole<'b>, Broken> {
        let header = bytes.get(..HEADER).ok_or(Broken)?;
        let sector = match header[30] {
            9 => 512,
            12 => 4_096,
            _ => return Err(Broken),
        };
        let mut ole = Ole {
            bytes,
            sector,
            next: Vec::new(),
            entries: Vec::new(),
            small: Vec::new(),
            small_next: Vec::new(),
        };
        ole.next = ole.sector_table(header)?;
        let directory = ole.chain(u32_at(header, 48), u64::MAX)?;
        let is_long = sector != 512;
        ole.entries = directory
            .chunks_exact(128)
            .map(|entry| read(entry, is_long))
            .collect();
        if u32_at(header, 64) > 0 {
            let root = ole.entries.first().ok_or(Broken)?;
            ole.small = ole.chain(root.start, root.length)?;
            let length = u64::from(u32_at(header, 64)) * sector as u64;
            ole.small_next = words(&ole.chain(u32_at(header, 60), length)?);
        }
        Ok(ole)
    }

    /// Whether the directory has an entry of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// Returns a stream by name; nothing if there is none.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Broken> {
        let Some(entry) = self.entry(name) else {
            return Ok(None);
        };
        if entry.length >= SMALL_STREAM {
            return self.chain(entry.start, entry.length).map(Some);
        }
        let get = |id: u32| self.small.chunks(SMALL_SECTOR).nth(id as usize);
        follow(entry.start, entry.length, &self.small_next, get).map(Some)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, Broken> {
        if length != u64::MAX && length > self.bytes.len() as u64 {
            return Err(Broken);
        }
        follow(start, length, &self.next, |id| self.get(id))
    }

    /// Returns a sector, which may be short at the end of the file.
    fn get(&self, id: u32) -> Option<&'b [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// Reads which sector follows which, from the sectors that the header and the sectors it leads to name.
    fn sector_table(&self, header: &[u8]) -> Result<Vec<u32>, Broken> {
        let mut named = words(&header[76..]);
        let mut more = u32_at(header, 68);
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..=most {
            if more > LAST_SECTOR {
                let tables = named.into_iter().filter(|id| *id <= LAST_SECTOR);
                let mut next = Vec::new();
                for id in tables.take(most) {
                    next.extend(words(self.get(id).ok_or(Broken)?));
                }
                return Ok(next);
            }
            named.extend(words(self.get(more).ok_or(Broken)?));
            more = named.pop().ok_or(Broken)?;
        }
        Err(Broken)
    }
}

/// Joins the sectors of a chain up to a length; one with more sectors than there are goes in a circle.
fn follow<'s>(
    start: u32,
    length: u64,
    next: &[u32],
    get: impl Fn(u32) -> Option<&'s [u8]>,
) -> Result<Vec<u8>, Broken> {
    let mut joined = Vec::new();
    let mut id = start;
    for _ in 0..=next.len() {
        if id == END || joined.len() as u64 >= length {
            joined.truncate(usize::try_from(length).unwrap_or(usize::MAX));
            return Ok(joined);
        }
        joined.extend_from_slice(get(id).ok_or(Broken)?);
        id = match next.get(id as usize) {
            Some(next) => *next,
            // The last sector needs no next one when the length says that it is the last.
            None if joined.len() as u64 >= length => END,
            None => return Err(Broken),
        };
    }
    Err(Broken)
}

fn read(entry: &[u8], is_long: bool) -> Entry {
    let (name, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(&entry[..64]);
    let name: Cow<'_, str> = name;
    let length = if is_long {
        u64::from(u32_at(entry, 120)) | u64::from(u32_at(entry, 124)) << 32
    } else {
        u64::from(u32_at(entry, 120))
    };
    Entry {
        name: name.split('\0').next().unwrap_or_default().to_string(),
        start: u32_at(entry, 116),
        length,
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|word| u32_at(word, 0)).collect()
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Makes an OLE file with one stream of at least 4,096 bytes.
    pub(in super::super) fn ole(name: &str, stream: &[u8]) -> Vec<u8> {
        let mut stream = stream.to_vec();
        stream.resize(stream.len().max(4_096).next_multiple_of(512), 0);
        let sectors = u32::try_from(stream.len() / 512).unwrap();
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        bytes[26] = 3;
        bytes[30] = 9;
        bytes[32] = 6;
        bytes[44] = 1;
        bytes[48..52].copy_from_slice(&1_u32.to_le_bytes());
        bytes[60..64].copy_from_slice(&END.to_le_bytes());
        bytes[68..72].copy_from_slice(&END.to_le_bytes());
        bytes[76..80].fill(0);
        bytes[80..512].fill(0xFF);
        // Sector 0 is the table, 1 the directory, the others the stream.
        let mut table = vec![0xFFFF_FFFD, END];
        table.extend((3..sectors + 2).chain([END]));
        table.resize(128, u32::MAX);
        bytes.extend(table.into_iter().flat_map(u32::to_le_bytes));
        for (name, start, length) in [("Root Entry", END, 0), (name, 2, sectors * 512)] {
            let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(116, 0);
            entry.extend(start.to_le_bytes());
            entry.extend(length.to_le_bytes());
            entry.resize(128, 0);
            bytes.extend(entry);
        }
        bytes.resize(512 * 3, 0);
        bytes.extend(stream);
        bytes
    }

    #[test]
    fn a_stream_is_joined_from_its_sectors() {
        let content: Vec<u8> = (0..6_000_u32)
            .map(|number| number.to_le_bytes()[0])
            .collect();
        let bytes = ole("Workbook", &content);
        let ole = Ole::open(&bytes).unwrap();
        assert!(ole.has("workbook"));
        assert_eq!(ole.stream("Workbook").unwrap().unwrap()[..6_000], content);
        assert_eq!(ole.stream("Other"), Ok(None));
    }

    #[test]
    fn a_chain_in_a_circle_is_broken() {
        let mut bytes = ole("Workbook", &[]);
        // The directory's sector is followed by itself.
        bytes[516..520].copy_from_slice(&1_u32.to_le_bytes());
        assert_eq!(Ole::open(&bytes).unwrap_err(), Broken);
    }

    #[test]
    fn a_file_that_is_cut_off_is_broken() {
        let bytes = ole("Workbook", &[]);
        assert!(Ole::open(&bytes[..600]).is_err());
        let ole = Ole::open(&bytes[..2_000]).unwrap();
        assert_eq!(ole.stream("Workbook"), Err(Broken));
    }
}

//! Bytes to text: which encoding a text file is in, and whether it is text at all.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text file as text.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: &'static Encoding,
    /// Whether the encoding is a guess that may turn letters into others.
    pub(super) is_guess: bool,
}

/// Bytes that are looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4_096;

/// Returns the text, or nothing if the bytes are no text in an encoding that trackers are written in.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    let is_utf_32 =
        bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]);
    if is_utf_32 {
        return None;
    }
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => read(encoding, &bytes[mark..]),
        None => match utf_16(bytes) {
            Some(encoding) => read(encoding, bytes),
            None => unmarked(bytes),
        },
    };
    is_text(&decoded.text).then_some(decoded)
}

/// Returns an XML text in the encoding that it declares itself, where its bytes alone left only a guess.
pub(super) fn as_declared<'b>(bytes: &'b [u8], decoded: Decoded<'b>) -> Decoded<'b> {
    let declared = || {
        let declaration = decoded.text.split_once("?>")?.0;
        let label = declaration.split_once("encoding=")?.1.trim_start();
        let label = label.get(1..)?.split(['"', '\'']).next()?;
        Encoding::for_label(label.as_bytes())
    };
    match declared() {
        Some(encoding) if decoded.is_guess && !encoding.name().starts_with("UTF-16") => {
            read(encoding, bytes)
        }
        _ => decoded,
    }
}

fn read<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, is_damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text,
        encoding,
        is_guess: is_damaged,
    }
}

/// UTF-8 if it is that, or nearly that; else the Western European encoding that Excel saves CSV files in.
fn unmarked(bytes: &[u8]) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: Cow::Borrowed(text),
            encoding: UTF_8,
            is_guess: false,
        };
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        bad += chunk.invalid().len();
    }
    let encoding = if good > bad { UTF_8 } else { WINDOWS_1252 };
    Decoded {
        is_guess: true,
        ..read(encoding, bytes)
    }
}

/// Every other byte of Western text in UTF-16 is zero, and no byte of other text is.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |first: usize| {
        let bytes = sample.iter().skip(first).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd > half / 2 && even == 0 {
        Some(UTF_16LE)
    } else if even > half / 2 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// No text holds NUL, and hardly a text holds other control characters.
fn is_text(text: &str) -> bool {
    let is_stray = |letter: char| {
        letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}')
    };
    // Few programs leave control characters in a text, none leaves one in fifty letters.
    let stray = text.chars().filter(|letter| is_stray(*letter)).count();
    !text.contains('\0') && stray * 50 <= text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16_bytes(text: &str, is_little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if is_little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn the_encodings_of_trackers_are_told_apart() {
        let little = utf_16_bytes("Projekt;Größe €", true);
        let big = utf_16_bytes("Projekt;Größe €", false);
        let marked = [&[0xFF, 0xFE][..], &little].concat();
        for (bytes, name, text, is_guess) in [
            (&b"a,b"[..], "UTF-8", "a,b", false),
            ("Größe €".as_bytes(), "UTF-8", "Größe €", false),
            (b"\xEF\xBB\xBFa", "UTF-8", "a", false),
            (b"Gr\xF6\xDFe \x80", "windows-1252", "Größe €", true),
            (&little, "UTF-16LE", "Projekt;Größe €", false),
            (&big, "UTF-16BE", "Projekt;Größe €", false),
            (&marked, "UTF-16LE", "Projekt;Größe €", false),
            (b"\xC3\xB6\xC3\xA4\xFF", "UTF-8", "öä\u{fffd}", true),
            (b"", "UTF-8", "", false),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!(decoded.encoding.name(), name, "{text}");
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.is_guess, is_guess, "{text}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_not_decoded() {
        for bytes in [
            &b"a\0b,c"[..],
            &[0; 64],
            &[0xFF, 0xFE, 0, 0, b'a', 0, 0, 0],
            b"\x01\x02\x03",
        ] {
            assert!(decode(bytes).is_none(), "{bytes:?}");
        }
    }
}

//! The outline of a text table: its records, which sign parts the fields, and which quotes never end.

/// What a text table looks like when a given sign parts its fields.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outline {
    /// Number of fields of each record that is not an empty line.
    pub(super) widths: Vec<usize>,
    /// Whether the text ends inside quotes.
    pub(super) is_unclosed: bool,
    /// Index of the first record with a quote in the middle of a field.
    pub(super) stray_quote: Option<usize>,
    /// Whether line ends are of more than one kind.
    pub(super) is_mixed: bool,
}

/// In this order when all fit as well.
const SIGNS: [u8; 4] = *b"\t;|,";
/// Records looked at to find the sign.
const SAMPLE: usize = 300;

/// Returns the sign that parts the fields best, and whether any does at all.
pub(super) fn find(text: &str) -> (u8, bool) {
    let mut best = (b',', 0.0);
    for sign in SIGNS {
        let fit = fit(&outline(text, sign, SAMPLE).widths);
        if fit > best.1 {
            best = (sign, fit);
        }
    }
    (best.0, best.1 > 0.0)
}

/// Returns how well a sign fits, 0 to 1: many records of one width, and that width not small.
#[expect(clippy::cast_precision_loss, reason = "a sample has few records")]
fn fit(widths: &[usize]) -> f64 {
    let width = usual(widths);
    if width < 2 {
        return 0.0;
    }
    let as_wide = widths.iter().filter(|other| **other == width).count();
    as_wide as f64 / widths.len() as f64 * (1.0 - 1.0 / width as f64)
}

/// Returns the width that most records have, the larger of two that are as common.
pub(super) fn usual(widths: &[usize]) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for width in widths {
        *counts.entry(*width).or_insert(0_usize) += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(width, count)| (*count, *width));
    most.map_or(0, |(width, _)| width)
}

/// Walks through up to so many records as the csv crate does: a quote counts at the start of a field only.
pub(super) fn outline(text: &str, sign: u8, records: usize) -> Outline {
    let mut outline = Outline::default();
    // The end of the last line is often of another kind, and means nothing.
    let mut end: Option<usize> = None;
    let mut ends = [false; 3];
    let mut fields = 1;
    let mut is_empty = true;
    let mut is_start = true;
    let mut is_quoted = false;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if is_quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                is_quoted = false;
            }
            continue;
        }
        match byte {
            b'\r' | b'\n' => {
                let is_pair = byte == b'\r' && bytes.next_if_eq(&b'\n').is_some();
                end = Some(usize::from(byte == b'\r') + usize::from(is_pair));
                if !is_empty {
                    outline.widths.push(fields);
                }
                if outline.widths.len() >= records {
                    return outline;
                }
                (fields, is_empty, is_start) = (1, true, true);
                continue;
            }
            b'"' if is_start => is_quoted = true,
            b'"' => {
                outline.stray_quote.get_or_insert(outline.widths.len());
            }
            _ => {}
        }
        if let Some(end) = end.take() {
            ends[end] = true;
        }
        is_start = byte == sign;
        fields += usize::from(is_start);
        is_empty = false;
    }
    if !is_empty {
        outline.widths.push(fields);
    }
    outline.is_unclosed = is_quoted;
    outline.is_mixed = ends.iter().filter(|seen| **seen).count() > 1;
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_that_parts_every_record_alike_wins() {
        for (text, sign) in [
            ("a,b\n1,2", b','),
            ("a;b;c\n1,5;2,5;3,5\n1,5;2;3", b';'),
            ("a\tb\n1, 2\t3", b'\t'),
            ("a|b|c\n1|2|3", b'|'),
            (
                "Plan for 2026, draft\n\nId;Task;Due\n1;One, two, three;x\n2;Two;y",
                b';',
            ),
            ("Id,Labels\n1,\"a;b;c\"\n2,\"a;b;c\"", b','),
            ("a,b,c\r\n1,\"x\r\n;;\",3\r\n", b','),
        ] {
            assert_eq!(find(text), (sign, true), "{text}");
        }
    }

    #[test]
    fn a_list_without_a_sign_has_one_column() {
        for text in ["Task\nOne\nTwo", "", "One, two\nThree\nFour"] {
            assert_eq!(find(text), (b',', false), "{text}");
        }
    }

    #[test]
    fn quotes_hold_signs_and_line_ends() {
        for (text, widths, is_unclosed) in [
            ("a,\"b,\n\"\"c\",d\n1,2,3", &[3, 3][..], false),
            ("a,\"b\n1,2", &[2], true),
            ("5\" pipe,x\n1,2", &[2, 2], false),
            ("\"5\" pipe\",x\n1,2", &[2, 2], false),
            ("a\n\n\nb\n", &[1, 1], false),
        ] {
            let outline = outline(text, b',', usize::MAX);
            assert_eq!(outline.widths, widths, "{text}");
            assert_eq!(outline.is_unclosed, is_unclosed, "{text}");
        }
    }

    #[test]
    fn a_quote_in_the_middle_of_a_field_is_seen() {
        for (text, record) in [
            ("a,b\n5\" pipe,x", Some(1)),
            ("\"5\" pipe\",x", Some(0)),
            ("a,\"b \"\"c\"\"\"\n", None),
            ("a,\"\"\n", None),
        ] {
            let outline = outline(text, b',', usize::MAX);
            assert_eq!(outline.stray_quote, record, "{text}");
        }
    }

    #[test]
    fn line_ends_of_two_kinds_are_mixed() {
        for (text, is_mixed) in [
            ("a\nb\n", false),
            ("a\rb\r", false),
            ("a\r\nb\r\n", false),
            ("a\r\nb\n", false),
            ("a\r\nb\nc", true),
            ("a\r\"x\n\"\r", false),
        ] {
            assert_eq!(
                outline(text, b',', usize::MAX).is_mixed,
                is_mixed,
                "{text:?}"
            );
        }
    }
}

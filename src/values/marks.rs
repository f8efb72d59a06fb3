//! The digits of a number as written: which mark stands before the decimals and which between thousands.

/// A run of digits and marks, as far as it decides by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Digits {
    /// One reading only; `decimal` is the decimal mark that it shows, if it shows any.
    Sure { value: f64, decimal: Option<char> },
    /// `1.234` or `1,234`: grouped thousands, or three decimals.
    Open {
        mark: char,
        grouped: f64,
        decimal: f64,
    },
}

impl Digits {
    /// Returns the value under a decimal mark.
    pub(super) fn value(self, decimal_mark: char) -> f64 {
        match self {
            Digits::Sure { value, .. } => value,
            Digits::Open {
                mark,
                grouped,
                decimal,
            } => {
                if mark == decimal_mark {
                    decimal
                } else {
                    grouped
                }
            }
        }
    }
}

/// Returns the end of the run of digits and marks that begins at the start of a text; 0 when none does.
///
/// A mark belongs to the run only with digits on both sides; a space only before a group of three.
pub(super) fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    loop {
        match bytes.get(end) {
            Some(b'0'..=b'9') => end += 1,
            Some(b'.' | b',') if is_digit(end + 1) => end += 1,
            Some(b'\'') if end > 0 && is_group(&is_digit, end + 1) => end += 1,
            Some(b' ') if end > 0 && is_group(&is_digit, end + 1) => end += 1,
            _ => return end,
        }
    }
}

fn is_group(is_digit: &impl Fn(usize) -> bool, at: usize) -> bool {
    (at..at + 3).all(is_digit) && !is_digit(at + 3)
}

/// Reads a run of digits and marks; `None` when its marks stand as in no number: `1.2.3`, `12,34,5`.
pub(super) fn digits(run: &str) -> Option<Digits> {
    let has_groups = run.contains([' ', '\'']);
    let last = run.rfind(['.', ',']);
    let Some(last) = last else {
        if has_groups && !groups_fit(run) {
            return None;
        }
        return Some(Digits::Sure {
            value: number(run, "")?,
            decimal: None,
        });
    };
    let mark = char::from(run.as_bytes()[last]);
    let other = if mark == '.' { ',' } else { '.' };
    let (whole, decimals) = (&run[..last], &run[last + 1..]);
    let sure = |value: Option<f64>, decimal: Option<char>| {
        value.map(|value| Digits::Sure { value, decimal })
    };
    if whole.contains(mark) {
        // Twice the same mark: it groups.
        if whole.contains(other) || has_groups || !groups_fit(run) {
            return None;
        }
        return sure(number(run, ""), Some(other));
    }
    if whole.contains(other) || has_groups {
        if !groups_fit(whole) || (whole.contains(other) && has_groups) {
            return None;
        }
        return sure(number(whole, decimals), Some(mark));
    }
    let can_group =
        decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if can_group {
        return Some(Digits::Open {
            mark,
            grouped: number(run, "")?,
            decimal: number(whole, decimals)?,
        });
    }
    sure(number(whole, decimals), Some(mark))
}

/// Whether the groups between marks have three digits, as in most countries, or two and at last three, as in India.
fn groups_fit(run: &str) -> bool {
    let groups: Vec<&str> = run.split(['.', ',', ' ', '\'']).collect();
    let [first, middle @ .., last] = groups.as_slice() else {
        return false;
    };
    if middle.is_empty() && first.len() == run.len() {
        return true;
    }
    let inner = |length: usize| middle.iter().all(|group| group.len() == length);
    last.len() == 3
        && ((inner(3) && (1..=3).contains(&first.len()))
            || (inner(2) && (1..=2).contains(&first.len())))
}

/// Returns the value of whole digits, in which any mark groups, and decimals.
fn number(whole: &str, decimals: &str) -> Option<f64> {
    let mut plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    if plain.is_empty() {
        plain.push('0');
    }
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_decide_are_read() {
        for (text, expected, mark) in [
            ("1,234.50", 1234.5, Some('.')),
            ("1.234,50", 1234.5, Some(',')),
            ("1 234,50", 1234.5, Some(',')),
            ("1'234.50", 1234.5, Some('.')),
            ("1,234,567", 1_234_567.0, Some('.')),
            ("1.234.567", 1_234_567.0, Some(',')),
            ("12,34,567", 1_234_567.0, Some('.')),
            ("1,5", 1.5, Some(',')),
            ("1.5", 1.5, Some('.')),
            ("0.234", 0.234, Some('.')),
            ("1234.567", 1234.567, Some('.')),
            (".5", 0.5, Some('.')),
            ("1 234 567", 1_234_567.0, None),
            ("1234", 1234.0, None),
            ("007", 7.0, None),
        ] {
            let decided = Digits::Sure {
                value: expected,
                decimal: mark,
            };
            assert_eq!(digits(text), Some(decided), "{text}");
        }
    }

    #[test]
    fn three_digits_after_one_mark_are_open() {
        let open = digits("1,234").expect("a number");
        assert_eq!((open.value('.'), open.value(',')), (1234.0, 1.234));
        let open = digits("1.234").expect("a number");
        assert_eq!((open.value('.'), open.value(',')), (1.234, 1234.0));
    }

    #[test]
    fn marks_that_fit_no_number_are_refused() {
        for text in [
            "1.2.3",
            "12,34,5",
            "1,23.4,5",
            "1 234'567,1,2",
            "2026.04.03",
        ] {
            assert_eq!(digits(text), None, "{text}");
        }
    }

    #[test]
    fn a_run_ends_where_the_number_does() {
        for (text, end) in [
            ("1,234.50 €", 8),
            ("500,-", 3),
            ("12 of 20", 2),
            ("1 234 x", 5),
            ("3.", 1),
            ("x", 0),
        ] {
            assert_eq!(run(text), end, "{text}");
        }
    }
}

//! What the terminal shows: results on the standard output, complaints with hints on the standard error.

use std::io::{self, Write};

use super::Stop;
use crate::read::shield::is_shielded;

/// Keeps panics of the libraries that read files from printing, since each becomes a refused file; any other panic is a
/// mistake of boardpack and is told in one sentence, without a backtrace.
pub(super) fn hold_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if !is_shielded() {
            let place = panic
                .location()
                .map_or_else(String::new, ToString::to_string);
            complain(&Stop::new(
                format!("boardpack stopped at a mistake of its own, in {place}"),
                "please report this line, with the kind of tracker that was read",
            ));
        }
    }));
}

/// Prints why nothing could be done, and the next step.
pub(super) fn complain(stop: &Stop) {
    let mut error = io::stderr().lock();
    let _ = writeln!(error, "{}", one_line(&stop.message));
    if let Some(hint) = &stop.hint {
        let _ = writeln!(error, "hint: {}", one_line(hint));
    }
}

/// Prints text as it is, without control characters of an input.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out
        .write_all(clean(text).as_bytes())
        .and_then(|()| out.flush())
    {
        // The reader of a pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect()
}

fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Returns `1 file` or `3 files`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{} {one}s", grouped(count))
    }
}

/// Returns a number with marks of thousands: `1,234`.
pub(super) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_their_plural_and_marks_of_thousands() {
        for (count, shown) in [
            (0, "0 files"),
            (1, "1 file"),
            (2, "2 files"),
            (1234, "1,234 files"),
            (100_000, "100,000 files"),
        ] {
            assert_eq!(counted(count, "file"), shown);
        }
    }

    #[test]
    fn control_characters_of_an_input_do_not_reach_the_terminal() {
        assert_eq!(one_line("a\u{1b}[31mb\nc"), "a [31mb c");
    }
}

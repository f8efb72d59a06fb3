//! Two texts side by side: the lines that only one of them has.

use std::fmt::Write;

/// Lines shown around a change.
const AROUND: usize = 2;

enum Line<'a> {
    Both(&'a str),
    Gone(&'a str),
    New(&'a str),
}

/// Returns what changed from one text to another, `-` before lines that are gone and `+` before new ones.
pub(crate) fn difference(old: &str, new: &str) -> String {
    let lines = compare(
        &old.lines().collect::<Vec<_>>(),
        &new.lines().collect::<Vec<_>>(),
    );
    let changed: Vec<usize> = (0..lines.len())
        .filter(|at| !matches!(lines[*at], Line::Both(_)))
        .collect();
    let mut shown = String::new();
    let mut last = None;
    for (at, line) in lines.iter().enumerate() {
        if !changed.iter().any(|change| change.abs_diff(at) <= AROUND) {
            continue;
        }
        if last.is_some_and(|last| last + 1 < at) {
            shown.push_str("  …\n");
        }
        last = Some(at);
        let _ = match line {
            Line::Both(text) => writeln!(shown, "  {text}"),
            Line::Gone(text) => writeln!(shown, "- {text}"),
            Line::New(text) => writeln!(shown, "+ {text}"),
        };
    }
    shown
}

/// Keeps the longest run of common lines that is in both in the same order.
fn compare<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Line<'a>> {
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            common[at][to] = if old[at] == new[to] {
                common[at + 1][to + 1] + 1
            } else {
                common[at + 1][to].max(common[at][to + 1])
            };
        }
    }
    let (mut at, mut to, mut lines) = (0, 0, Vec::new());
    while at < old.len() || to < new.len() {
        if at < old.len() && to < new.len() && old[at] == new[to] {
            lines.push(Line::Both(old[at]));
            (at, to) = (at + 1, to + 1);
        } else if to == new.len() || (at < old.len() && common[at + 1][to] >= common[at][to + 1]) {
            lines.push(Line::Gone(old[at]));
            at += 1;
        } else {
            lines.push(Line::New(new[to]));
            to += 1;
        }
    }
    lines
}

#[test]
fn only_changed_lines_and_their_neighbours_are_shown() {
    let old = "1\n2\n3\n4\n5\n6\n";
    let new = "1\n2\n3\nfour\n5\n6\n";
    assert_eq!(difference(old, new), "  2\n  3\n- 4\n+ four\n  5\n  6\n");
    assert_eq!(difference(old, old), "");
}

//! The names that some code uses.

use std::collections::BTreeSet;

use crate::support::source::Source;

pub(super) fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_string(),
        text: text.to_string(),
    }
}

/// Returns the words that follow a marker such as `crate::` in some code; of `crate::{a, b}` all of them.
pub(super) fn after<'a>(code: &'a str, marker: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(marker) {
        if code[..at]
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || before == '_' || before == '$')
        {
            continue;
        }
        let rest = &code[at + marker.len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        found.extend(names.into_iter().map(word).filter(|name| !name.is_empty()));
    }
    found
}

/// Returns the parts of a `{…}` group that stand between its own commas.
pub(super) fn top_level(group: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_u32, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

fn word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(text.len());
    &text[..end]
}

#[track_caller]
pub(super) fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

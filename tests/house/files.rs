//! What every file keeps to: a first sentence, a length, and no word of somebody's machine.

use super::source::{assert_none, source};
use crate::support::project;
use crate::support::source::{Source, program, sources};

/// Lines that a file may have; tests are not counted, neither at its end nor in files of their own.
const LONGEST: usize = 400;

/// Files that may be longer, and why.
const LONG: &[(&str, &str)] = &[
    (
        "src/report/sheets/data/helpers.rs",
        "one short group of formula columns a table, all of one shape",
    ),
    (
        "src/analyse/earned_value.rs",
        "one family: twelve metrics, each with its words and its example",
    ),
    (
        "src/report/evaluate/engine.rs",
        "one engine: references, columns and circles share its state",
    ),
    (
        "src/values/date.rs",
        "one kind of value: every way in which a column may write its dates",
    ),
];

fn opens_with_a_sentence(text: &str) -> bool {
    text.lines()
        .next()
        .is_some_and(|line| line.starts_with("//! ") && line.len() > 10)
}

fn too_long(source: &Source) -> Option<String> {
    let lines = lines(source);
    let excused = LONG.iter().any(|(path, _)| *path == source.path);
    (lines > LONGEST && !excused).then(|| format!("{}: {lines} lines", source.path))
}

fn lines(source: &Source) -> usize {
    source
        .text
        .lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .count()
}

/// Returns the lines of a text that name a place on somebody's machine.
fn machine_paths(text: &str) -> Vec<&str> {
    let roots = ["work", "home", "root", "Users", "mnt", "srv"].map(|folder| format!("/{folder}/"));
    text.lines()
        .filter(|line| {
            roots.iter().any(|root| {
                line.match_indices(root.as_str()).any(|(at, _)| {
                    // Inside a longer path or an address it is no place on a machine.
                    !line[..at].chars().next_back().is_some_and(|before| {
                        before.is_alphanumeric() || "._-~*}])".contains(before)
                    })
                })
            })
        })
        .collect()
}

#[test]
fn every_file_opens_with_a_sentence_that_says_what_it_is_for() {
    let sources = sources(&["src/", "tests/", "samples/"]);
    assert_none(
        sources
            .into_iter()
            .filter(|source| !opens_with_a_sentence(&source.text))
            .map(|source| source.path)
            .collect(),
    );
}

#[test]
fn a_file_without_its_sentence_would_be_found() {
    for (text, opens) in [
        ("//! Reads dates.\n", true),
        ("use std::fmt;\n//! Reads dates.", false),
        ("//!\n", false),
        ("", false),
    ] {
        assert_eq!(opens_with_a_sentence(text), opens, "{text:?}");
    }
}

#[test]
fn no_file_is_long_without_a_reason() {
    let sources: Vec<Source> = program()
        .into_iter()
        .chain(sources(&["tests/", "samples/"]))
        .collect();
    assert_none(sources.iter().filter_map(too_long).collect());
    for (path, reason) in LONG {
        let file = sources.iter().find(|source| source.path == *path);
        let lines = file.map_or(0, lines);
        assert!(
            lines > LONGEST,
            "{path} has {lines} lines and needs no excuse any more"
        );
        assert!(reason.len() > 20, "{path}: say why");
    }
}

#[test]
fn a_long_file_would_be_found() {
    assert!(too_long(&source("src/read/csv.rs", &"x\n".repeat(LONGEST))).is_none());
    assert!(too_long(&source("src/read/csv.rs", &"x\n".repeat(LONGEST + 1))).is_some());
}

#[test]
fn no_file_names_a_place_on_a_machine() {
    let mut wrong = Vec::new();
    for path in project::files() {
        let Some(text) = project::read_text(&path) else {
            continue;
        };
        wrong.extend(
            machine_paths(&text)
                .into_iter()
                .map(|line| format!("{path}: {line}")),
        );
    }
    assert_none(wrong);
}

#[test]
fn a_place_on_a_machine_would_be_found() {
    for (folder, after, found) in [
        ("/ho", "me/ada/pack.xlsx", true),
        ("see `/wo", "rk/shared", true),
        ("a/wo", "rk/b", false),
        ("https://example.org/ho", "me/", false),
    ] {
        let line = format!("{folder}{after}");
        assert_eq!(!machine_paths(&line).is_empty(), found, "{line}");
    }
}

#[test]
fn the_project_is_read_from_its_root() {
    assert!(project::root().join("Cargo.toml").is_file());
    assert!(project::files().iter().any(|path| path == "src/lib.rs"));
}

//! Crates with one door: only the code behind it may name them.

use super::source::{assert_none, source};
use crate::support::source::{Source, program, sources};

/// Crates with one door: the places that may name them.
const DOORS: &[(&str, &[&str])] = &[
    ("calamine", &["src/read/"]),
    ("chacha20", &["src/analyse/simulate/"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/"]),
    ("encoding_rs", &["src/read/", "samples/make/"]),
    ("indicatif", &["src/cli/"]),
    ("microlp", &["src/analyse/choose/"]),
    (
        "polars",
        &[
            "src/model/",
            "src/network/",
            "src/check/",
            "src/analyse/",
            "src/export/",
            "src/report/",
            // Listings are frames, and go to JSON as they are.
            "src/cli/report_json.rs",
        ],
    ),
    ("quick_xml", &["src/read/", "src/annotate/", "src/write/"]),
    ("libm", &["src/analyse/simulate/"]),
    (
        "rayon",
        &["src/analyse/simulate/", "src/pipeline/", "src/weigh/"],
    ),
    ("rust_xlsxwriter", &["src/write/", "samples/make/"]),
    ("walkdir", &["src/read/"]),
];

/// Returns the crates that a file names though their door is elsewhere.
fn wrong_doors(source: &Source) -> Vec<String> {
    let code = source.code();
    DOORS
        .iter()
        .filter(|(name, doors)| {
            names_crate(&code, name) && !doors.iter().any(|door| source.path.starts_with(door))
        })
        .map(|(name, doors)| format!("{}: `{name}` belongs in {}", source.path, doors.join(", ")))
        .collect()
}

fn names_crate(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = &code[..at];
        !before.ends_with("::")
            && !before
                .chars()
                .next_back()
                .is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
            || before.ends_with(" ::")
    }) || code
        .lines()
        .any(|line| line.trim() == format!("use {name};"))
}

#[test]
fn every_crate_is_used_behind_its_door() {
    assert_none(
        program()
            .iter()
            .chain(&sources(&["samples/"]))
            .flat_map(wrong_doors)
            .collect(),
    );
}

#[test]
fn a_crate_outside_its_door_would_be_found() {
    for (path, line, wrong) in [
        ("src/recognise/header.rs", "use calamine::Data;", true),
        (
            "src/report/pack.rs",
            "fn look() -> rust_xlsxwriter::Format {",
            true,
        ),
        ("src/pipeline.rs", "use clap::Parser;", true),
        ("src/read/grid.rs", "use polars::prelude::DataFrame;", true),
        ("src/read/excel.rs", "use calamine::Data;", false),
        ("src/write/mod.rs", "// as calamine::Data has it", false),
        ("src/export/mod.rs", "use super::calamine::Own;", false),
    ] {
        assert_eq!(
            !wrong_doors(&source(path, line)).is_empty(),
            wrong,
            "{path}: {line}"
        );
    }
}

//! One good tracker among bad ones: the pack is written from the good one, and each bad one has its line and its reason.
//!
//! Where the machine has more of them, the folder named by `BOARDPACK_HOSTILE` is read as well: `gen.tsv` in it says in
//! its first and third column what should become of each file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use boardpack::pipeline::SheetReport;

use crate::samples;
use crate::support::package::{package, parts};
use crate::support::program::run;
use crate::support::run;

const GOOD: &str = "Portfolio register.xlsx";

/// Returns twenty files that are no trackers or broken ones, each of another kind.
fn bad_files(good: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let without = |name: &str| {
        let kept = parts(good).into_iter().filter(|(own, _)| own != name);
        package(&kept.collect::<Vec<_>>())
    };
    let with = |name: &str, body: &[u8]| {
        let mut all = parts(good);
        let part = all.iter_mut().find(|(own, _)| own == name).unwrap();
        part.1 = body.to_vec();
        package(&all)
    };
    let flipped = |at: usize| {
        let mut bytes = good.to_vec();
        for byte in &mut bytes[at..at + 400] {
            *byte ^= 0x5a;
        }
        bytes
    };
    let ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let book = "xl/workbook.xml";
    vec![
        ("empty.xlsx", Vec::new()),
        ("half.xlsx", good[..good.len() / 2].to_vec()),
        ("head.xlsx", good[..40].to_vec()),
        ("no end.xlsx", good[..good.len() - 30].to_vec()),
        ("flipped.xlsx", flipped(60)),
        (
            "noise.xlsx",
            (0..4_000_u32).map(|n| (n * 7 % 251) as u8).collect(),
        ),
        ("report.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("photo.xls", b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec()),
        (
            "page.xls",
            b"<!DOCTYPE html><html><body><p>Sign in</p></body></html>".to_vec(),
        ),
        (
            "squeezed.xlsx",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03rest".to_vec(),
        ),
        ("old.xls", [ole.as_slice(), &[0; 600]].concat()),
        ("locked.xlsx", [ole.as_slice(), &[0xff; 1200]].concat()),
        (
            "archive.xlsx",
            package(&[("notes.txt".to_string(), b"no workbook".to_vec())]),
        ),
        ("no book.xlsx", without(book)),
        ("no links.xlsx", without("xl/_rels/workbook.xml.rels")),
        (
            "broken book.xlsx",
            with(book, b"<workbook><sheets><sheet name=\"A\""),
        ),
        ("empty book.xlsx", with(book, b"")),
        (
            "other book.xlsx",
            with(book, b"<?xml version=\"1.0\"?><document/>"),
        ),
        (
            "database.csv",
            b"SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0\x02".to_vec(),
        ),
    ]
}

/// Returns the files that a run's lines call refused, each with its reason.
fn refused(shown: &str) -> BTreeMap<String, String> {
    shown
        .lines()
        .filter_map(|line| line.strip_prefix("refused ")?.trim().split_once(": "))
        .map(|(file, reason)| (file.to_string(), reason.to_string()))
        .collect()
}

fn headline(shown: &str) -> Option<&str> {
    shown.lines().find(|line| line.starts_with("headline"))
}

#[test]
fn one_good_tracker_among_twenty_bad_ones_gives_its_pack_and_each_bad_one_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("trackers");
    fs::create_dir(&inputs).unwrap();
    fs::copy(samples::folder().join(GOOD), inputs.join(GOOD)).unwrap();
    let asked = [
        "report",
        "trackers",
        "--as-of",
        "2026-10-31",
        "--no-impact",
        "-o",
    ];
    let alone = run(folder.path(), &[asked.as_slice(), &["alone.xlsx"]].concat());
    assert_eq!(alone.code, Some(0), "{}", alone.shown);

    let bad = bad_files(&fs::read(inputs.join(GOOD)).unwrap());
    assert_eq!(bad.len(), 20);
    for (name, bytes) in &bad {
        fs::write(inputs.join(name), bytes).unwrap();
    }
    let among = run(folder.path(), &[asked.as_slice(), &["pack.xlsx"]].concat());
    assert_eq!(among.code, Some(1), "{}", among.shown);
    let told = refused(&among.shown);
    let names: BTreeSet<&str> = bad.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        told.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        names
    );
    assert!(told.values().all(|reason| reason.len() > 10), "{told:?}");
    assert_eq!(headline(&among.shown), headline(&alone.shown));
    assert!(folder.path().join("pack.xlsx").is_file());
}

#[test]
fn hostile_files_are_read_or_refused_as_they_should_be_and_stop_nothing() {
    let Some(folder) = std::env::var_os("BOARDPACK_HOSTILE").map(PathBuf::from) else {
        return;
    };
    let run = run::read(std::slice::from_ref(&folder));
    let books: BTreeMap<&str, _> = run
        .books
        .iter()
        .map(|book| (book.file.as_str(), book))
        .collect();
    let mut wrong = Vec::new();
    for (name, expected) in expectations(&folder) {
        let Some(book) = books.get(name.as_str()) else {
            continue;
        };
        for sheet in &book.sheets {
            assert!(sheet.rows.balances(), "{name} › {}", sheet.sheet);
        }
        // A finding, or the list of what is no table; an oddity in that is no oddity of a figure.
        let told = || {
            let left = |sheet: &SheetReport| !sheet.unrecognised.is_empty();
            book.sheets.iter().any(left)
                || run
                    .findings
                    .iter()
                    .any(|finding| *finding.origin.file == *name)
        };
        let holds = match (expected.as_str(), &book.refused) {
            // What can be read all the same may be read, if it is said.
            ("clear-error" | "warn", None) => told(),
            ("warn" | "parses", Some(_)) => false,
            _ => true,
        };
        if !holds && !EXCUSED.contains(&name.as_str()) {
            wrong.push(format!("{name}: {expected}, {:?}", book.refused));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files of which another verdict is right, too.
const EXCUSED: &[&str] = &[
    // Refused with the cell whose value comes in pieces, between comments.
    "comments_pi_cdata.xlsx",
    // Cells are read; what a table object says of them is not, so that nothing can be odd about it.
    "table_totals.xlsx",
    "table_header_differs.xlsx",
    "table_data_below.xlsx",
    // Not findings: the account names the heading that is not used, and the rows that are totals or hold a number only.
    "header_dup.xlsx",
    "header_totals_middle.xlsx",
    "header_repeat.xlsx",
];

fn expectations(folder: &Path) -> Vec<(String, String)> {
    let listed = fs::read_to_string(folder.join("gen.tsv")).unwrap();
    listed
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (name, _, expected) = (cells.next()?, cells.next()?, cells.next()?);
            Some((name.to_string(), expected.to_string()))
        })
        .collect()
}

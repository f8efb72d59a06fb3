//! The pages of `tests/findings`: for each code the smallest tracker that raises it, with its place and its words.

use std::collections::BTreeSet;

use crate::support::page::{self, Page};
use crate::support::run;
use crate::support::source;
use crate::support::tracker::is_input;

/// What a page shows whose trackers do not raise its code; no page may say so.
const NOT_RAISED: &str = "the code is not raised; inspect says:";

/// Returns what a page's blocks should say: `text` holds the findings of the page's own code, as `inspect` prints them.
fn actual(page: &Page) -> Vec<Option<String>> {
    let (_, text) = run::read_page(page);
    let own = match of_code(&text, &page.stem()) {
        own if own.is_empty() => format!("{NOT_RAISED}\n{text}"),
        own => own,
    };
    page.blocks()
        .map(|block| (!is_input(block)).then(|| own.clone()))
        .collect()
}

/// Returns the findings of a code from what `inspect` prints: their line, and the lines indented below it.
fn of_code(text: &str, code: &str) -> String {
    let mark = format!(" [{code}] ");
    let mut found = String::new();
    let mut inside = false;
    for line in text.lines().filter_map(|line| line.strip_prefix("  ")) {
        inside = if line.starts_with("  ") {
            inside
        } else {
            line.contains(&mark)
        };
        if inside {
            found.push_str(line);
            found.push('\n');
        }
    }
    found
}

/// Returns the ids of all codes that the source declares, from the lines `id: "…",` below `Code = Code {`.
fn declared() -> BTreeSet<String> {
    source::program()
        .iter()
        .flat_map(|source| ids(&source.code()))
        .collect()
}

fn ids(source: &str) -> Vec<String> {
    source
        .split("Code = Code {")
        .skip(1)
        .filter_map(|declaration| declaration.split_once("id: \"")?.1.split_once('"'))
        .map(|(id, _)| id.to_string())
        .collect()
}

#[test]
fn each_code_is_raised_where_its_page_says() {
    page::check(page::pages("findings"), actual);
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: BTreeSet<String> = page::pages("findings").iter().map(Page::stem).collect();
    let declared = declared();
    let missing: Vec<&String> = declared.difference(&pages).collect();
    let idle: Vec<&String> = pages.difference(&declared).collect();
    assert!(
        missing.is_empty(),
        "no page in tests/findings for {missing:?}"
    );
    assert!(idle.is_empty(), "no code for the pages {idle:?}");
}

#[test]
fn no_page_is_content_with_a_code_that_is_not_raised() {
    for page in page::pages("findings") {
        assert!(
            page.blocks()
                .all(|block| !block.body.starts_with(NOT_RAISED)),
            "{}",
            page.stem()
        );
        assert!(
            page.blocks()
                .any(|block| block.language == "text" && !block.body.is_empty()),
            "{}",
            page.stem()
        );
    }
}

#[test]
fn a_code_without_a_page_would_be_missed() {
    let source = "pub static LATE: Code = Code {\n    id: \"late\",\n    severity: Severity::Changes,\n};\nstatic OWN: Code = Code { id: \"own\" };";
    assert_eq!(ids(source), ["late", "own"]);
}

#[test]
fn a_page_shows_only_its_own_code() {
    let text = "Plan.csv (csv)\n  Plan: 1 row\n2 findings\n  ● Cosmetic [one] Plan.csv › A1: first\n    hint: none\n  ● Cosmetic [other] Plan.csv › A2: second\n    hint: some\n";
    assert_eq!(
        of_code(text, "one"),
        "● Cosmetic [one] Plan.csv › A1: first\n  hint: none\n"
    );
}

//! The pages of `tests/cases`: a few small trackers, and what boardpack makes of them.

use boardpack::pipeline::Run;

use crate::support::page::{self, Block, Page};
use crate::support::run::{self, migrated};
use crate::support::tracker::is_input;

/// Returns what a page's blocks should say: `text` is what `inspect` prints, `csv risks` the table that `migrate` writes,
/// of it the columns that the page names, or all that hold something; `ledger` the assumptions with what would change.
fn actual(page: &Page) -> Vec<Option<String>> {
    let (run, shown) = run::read_page(page);
    page.blocks()
        .map(|block| {
            if is_input(block) {
                None
            } else {
                Some(expected(page, block, &run, &shown))
            }
        })
        .collect()
}

fn expected(page: &Page, block: &Block, run: &Run, shown: &str) -> String {
    match block.language.as_str() {
        "text" => shown.trim_end().to_string() + "\n",
        "ledger" => run::ledger_of_page(page),
        "csv" => {
            let table = migrated(run, &block.about);
            let named = block
                .body
                .lines()
                .next()
                .map(|line| line.split(',').map(str::to_string).collect());
            table.csv(&named.unwrap_or_else(|| table.filled()))
        }
        other => panic!("`{other}` is neither a tracker nor something that is made of one"),
    }
}

#[test]
fn trackers_become_what_their_pages_say() {
    page::check(page::pages("cases"), actual);
}

#[test]
fn every_case_says_its_fact_and_shows_what_comes_of_it() {
    for page in page::pages("cases") {
        assert!(
            page.title()
                .is_some_and(|title| title.split(' ').count() > 2),
            "{}: the title is no fact",
            page.stem()
        );
        assert!(page.blocks().any(is_input), "{}: no tracker", page.stem());
        assert!(
            page.blocks().any(|block| block.language == "text"),
            "{}: no text block",
            page.stem()
        );
    }
}

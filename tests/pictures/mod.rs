//! The pictures of the README: a sample as its sender sees it, what was understood of it, and what was found.
//!
//! They are drawn from the tool's own output, so that they cannot show what it does not do.

mod drawing;
mod legend;
mod sheet;

use std::fs;

use boardpack::model::finding::Finding;
use boardpack::pipeline::SheetReport;
use boardpack::read;

use crate::samples;
use crate::support::page::updating;
use crate::support::{project, run};

const TRACKER: &str = "Smart metering rollout v0.7 FINAL.xlsx";
const SHEET: &str = "Delivery plan";

#[test]
fn the_pictures_show_what_the_tool_says_today() {
    let path = samples::folder().join(TRACKER);
    let book = read::read(&path, TRACKER);
    let grid = book
        .grids
        .iter()
        .find(|grid| &*grid.sheet == SHEET)
        .unwrap();
    let run = run::read(&[path]);
    let report: &SheetReport = run.books[0]
        .sheets
        .iter()
        .find(|report| report.sheet == SHEET)
        .unwrap();
    let told: Vec<&Finding> = run
        .findings
        .iter()
        .filter(|finding| finding.origin.sheet.as_deref() == Some(SHEET))
        .collect();
    compare("tracker.svg", &sheet::as_sent(grid));
    compare("understood.svg", &sheet::as_understood(grid, report, &told));
    compare("findings.svg", &legend::findings(&told));
}

fn compare(name: &str, made: &str) {
    let path = project::root().join("docs/pictures").join(name);
    if updating() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, made).unwrap();
        return;
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == made,
        "docs/pictures/{name} is out of date: UPDATE=1 draws it again"
    );
}

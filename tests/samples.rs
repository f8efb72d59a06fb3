//! The samples: the same bytes as their maker writes, and every planted defect found where it was planted.

use std::fs;
use std::path::PathBuf;

use boardpack::pipeline::Run;

use crate::make::SAMPLES;
use crate::support::{project, run};

pub(crate) fn folder() -> PathBuf {
    project::root().join("samples")
}

#[test]
fn the_samples_are_what_their_maker_writes() {
    for (name, make) in SAMPLES {
        let kept = fs::read(folder().join(name)).unwrap();
        assert!(
            make().unwrap() == kept,
            "{name} differs: run `cargo run --example make_samples`"
        );
    }
}

#[test]
fn every_sample_has_a_maker() {
    let kept = project::files()
        .into_iter()
        .filter_map(|path| path.strip_prefix("samples/").map(str::to_string));
    for name in kept.filter(|name| name.ends_with(".xlsx") || name.ends_with(".csv")) {
        assert!(SAMPLES.iter().any(|(made, _)| *made == name), "{name}");
    }
}

/// A row of the table of planted defects in `samples/README.md`.
#[derive(Debug)]
struct Defect {
    number: String,
    file: String,
    sheet: String,
    /// Where it was planted: cells and rows, `M25` or `21`.
    cells: Vec<String>,
    /// What tells of it: the code of a finding, or a value of a table, as in `merged-row`.
    told: Vec<String>,
}

//! The pack of the samples in plain letters: what the board reads, sheet by sheet.

use std::fs;

use boardpack::analyse::double_entry;
use boardpack::analyse::insights::analyse;
use boardpack::analyse::scene::Scene;
use boardpack::report::sheets;
use boardpack::report::sheets::brief::Brief;
use boardpack::settings::Settings;
use boardpack::write::text::text;

use crate::samples;
use crate::support::difference::difference;
use crate::support::page::updating;
use crate::support::project;
use crate::support::run::{self, as_of};

const GOLDEN: &str = "tests/golden/samples.txt";

#[test]
fn the_pack_of_the_samples_says_what_it_said() {
    let settings = Settings::defaults(as_of());
    let run = run::read(&[samples::folder()]);
    let scene = Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings: &settings,
        history: &run.past,
    };
    let mut controls = run.controls.clone();
    let insights = analyse(&scene).unwrap();
    controls.extend(double_entry::controls(&insights).unwrap());
    let brief = Brief::new(&run.portfolio, &run.findings, &controls, &settings).told(&insights);
    let pack = sheets::pack(&brief);
    let made: String = text(&pack)
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    let path = project::root().join(GOLDEN);
    if updating() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, made).unwrap();
        return;
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == made,
        "{GOLDEN}: - as it was, + as it is\n{}\nUPDATE=1 rewrites it; review it like code",
        difference(&kept, &made)
    );
}

//! Writes the sample trackers, the same bytes each time: `cargo run --example make_samples`.
//!
//! `samples/README.md` tells the story and lists what is planted. `programme` holds the projects once, so that the
//! register and the finance return agree except where they are meant not to; each other file is one tracker.

use std::path::Path;

pub(crate) mod cells;
mod earlier;
mod exports;
mod finance;
mod kelderbank;
mod metering;
mod programme;
mod register;
mod resources;

type Made = Result<Vec<u8>, Box<dyn std::error::Error>>;

type Make = fn() -> Made;

/// Every sample: its file name, and what makes its bytes.
pub(crate) const SAMPLES: &[(&str, Make)] = &[
    ("Portfolio register.xlsx", register::make),
    (
        "Kelderbank TW upgrade - plan and RAID.xlsx",
        kelderbank::make,
    ),
    ("Smart metering rollout v0.7 FINAL.xlsx", metering::make),
    ("Resource plan.xlsx", resources::make),
    ("Finance FY26-27.xlsx", finance::make),
    ("milestones-export.csv", exports::milestones),
    ("action-log.csv", exports::actions),
    ("metering-sprints.csv", exports::sprints),
    ("cost-ranges.csv", exports::ranges),
    (
        "earlier/2026-08/Portfolio register.xlsx",
        earlier::august_register,
    ),
    (
        "earlier/2026-08/milestones-export.csv",
        earlier::august_milestones,
    ),
    (
        "earlier/2026-09/Portfolio register.xlsx",
        earlier::september_register,
    ),
    (
        "earlier/2026-09/milestones-export.csv",
        earlier::september_milestones,
    ),
    // The bookings had not been touched since.
    ("earlier/2026-09/Resource plan.xlsx", resources::make),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for (name, make) in SAMPLES {
        let path = folder.join(name);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above)?;
        }
        std::fs::write(path, make()?)?;
    }
    Ok(())
}

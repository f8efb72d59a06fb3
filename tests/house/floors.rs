//! Who may use whom: every module of `src` stands on lower ones only, and the wings do not meet.

use std::collections::BTreeSet;

use super::source::{after, assert_none, source};
use crate::support::source::{Source, program};

/// Every module at the top of `src`, from the ground up, with the modules that it may use: each stands on lower ones only.
const FLOORS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("settings", &["model"]),
    ("lexicon", &["model"]),
    ("read", &["model"]),
    ("values", &["model", "settings", "lexicon", "read"]),
    (
        "recognise",
        &["model", "settings", "lexicon", "read", "values"],
    ),
    (
        "normalise",
        &[
            "model",
            "settings",
            "lexicon",
            "read",
            "values",
            "recognise",
        ],
    ),
    ("network", &["model", "settings"]),
    ("history", &["model"]),
    ("check", &["model", "settings", "network", "history"]),
    (
        "analyse",
        &["model", "settings", "network", "history", "check"],
    ),
    (
        "pipeline",
        &[
            "model",
            "settings",
            "lexicon",
            "read",
            "values",
            "recognise",
            "normalise",
            "history",
            "check",
            "analyse",
        ],
    ),
    (
        "weigh",
        &["model", "settings", "history", "analyse", "pipeline"],
    ),
    ("report", &["model", "settings", "history", "analyse"]),
    ("export", &["model"]),
    ("annotate", &["model", "read"]),
    ("write", &["model", "settings", "report"]),
    (
        "cli",
        &[
            "model",
            "settings",
            "lexicon",
            "read",
            "recognise",
            "normalise",
            "history",
            "check",
            "analyse",
            "pipeline",
            "weigh",
            "report",
            "export",
            "annotate",
            "write",
        ],
    ),
];

/// Returns the module at the top of `src` that a file belongs to.
fn module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let first = inside.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "lib" | "main")).then_some(name)
}

/// Returns the imports of a file that its floor does not allow.
fn wrong_imports(source: &Source) -> Vec<String> {
    let Some(own) = module(&source.path) else {
        return Vec::new();
    };
    let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == own) else {
        return vec![format!(
            "{}: `{own}` stands on no floor; add it to FLOORS and to docs/architecture.md",
            source.path
        )];
    };
    let known: BTreeSet<&str> = FLOORS.iter().map(|(name, _)| *name).collect();
    after(&source.code(), "crate::")
        .into_iter()
        .filter(|used| *used != own && known.contains(used) && !allowed.contains(used))
        .map(|used| format!("{}: `{own}` may not use `{used}`", source.path))
        .collect()
}

#[test]
fn nothing_is_imported_from_a_higher_floor_or_across_the_wings() {
    assert_none(program().iter().flat_map(wrong_imports).collect());
}

#[test]
fn an_import_from_a_higher_floor_would_be_found() {
    for (path, line, wrong) in [
        ("src/model/frame.rs", "use crate::report::pack::Pack;", true),
        (
            "src/read/csv.rs",
            "use crate::{model::value::Value, normalise::batch::Batch};",
            true,
        ),
        (
            "src/analyse/cost.rs",
            "let grid = crate::read::grid::Raw::number(1.0);",
            true,
        ),
        (
            "src/normalise/flat.rs",
            "use crate::analyse::scene::Scene;",
            true,
        ),
        ("src/newcomer.rs", "use crate::model::value::Value;", true),
        (
            "src/report/pack.rs",
            "use crate::settings::Settings;",
            false,
        ),
        ("src/model/frame.rs", "//! See [`crate::report`].", false),
    ] {
        assert_eq!(
            !wrong_imports(&source(path, line)).is_empty(),
            wrong,
            "{path}: {line}"
        );
    }
}

#[test]
fn floors_stand_on_lower_floors_only() {
    for (at, (name, below)) in FLOORS.iter().enumerate() {
        for used in *below {
            assert!(
                FLOORS[..at].iter().any(|(lower, _)| lower == used),
                "{name} uses {used}, which is not below it"
            );
        }
    }
}

#[test]
fn every_floor_is_there() {
    let modules: BTreeSet<String> = program()
        .iter()
        .filter_map(|source| module(&source.path).map(str::to_string))
        .collect();
    let floors: BTreeSet<String> = FLOORS.iter().map(|(name, _)| (*name).to_string()).collect();
    assert_eq!(modules, floors);
}

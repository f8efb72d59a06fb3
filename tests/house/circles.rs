//! No two files of `src` lead to each other, but for a few that say one thing between them.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{source, top_level};
use crate::support::source::{Source, program};

/// Files that lead to each other, by how their paths begin, and why they may. Floors know no such excuse.
const TOGETHER: &[(&[&str], &str)] = &[
    (
        &["report::evaluate::"],
        "a call evaluates its arguments, and an argument may be a call",
    ),
    (
        &["report::formula", "report::functions"],
        "a function makes a formula, and a formula holds a function",
    ),
    (
        &["report::block", "report::timeline"],
        "a block may hold a timeline, which is drawn over cells of a block",
    ),
    (
        &["values::"],
        "the reader of a column hands cells to one kind each, and every kind answers in its remarks",
    ),
    (
        &[
            "analyse::bookings",
            "analyse::curves",
            "analyse::facts",
            "analyse::forecast",
            "analyse::intake::",
            "analyse::money",
            "analyse::resourcing",
            "analyse::outlook",
            "analyse::pace",
            "analyse::shape",
            "analyse::tolerance",
            "analyse::spending",
            "analyse::teams",
        ],
        "facts are gathered once with the shapes that measures of them have",
    ),
    (
        &["analyse::listing", "analyse::metric"],
        "a family names its metrics and listings, and a listing its unit",
    ),
    (
        &["write::frame", "write::sheet", "write::table"],
        "a sheet writes its frame and tables, which write their cells as a sheet does",
    ),
];

fn is_together(group: &BTreeSet<&str>, beginnings: &[&str]) -> bool {
    group.iter().all(|file| {
        beginnings
            .iter()
            .any(|beginning| file.starts_with(beginning))
    })
}

/// Returns the files of `src` that a file uses, by their path as modules: `recognise::header`.
fn uses(source: &Source, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let own = module_path(&source.path);
    let parent = own.rsplit_once("::").map_or("", |(parent, _)| parent);
    let is_list = source.path.ends_with("mod.rs");
    let code = source.code();
    let mut found = BTreeSet::new();
    for statement in code
        .split(';')
        .filter_map(|statement| statement.split_once("use ").map(|(_, path)| path.trim()))
    {
        for path in expand(statement) {
            let path = match path.split_once("::") {
                Some(("crate", rest)) => rest.to_string(),
                Some(("super", rest)) if is_list => join(parent, rest),
                Some(("super", rest)) => join(parent, rest),
                Some(("self", rest)) => join(&own, rest),
                _ if is_list => join(&own, &path),
                _ => continue,
            };
            found.extend(longest_module(&path, modules).filter(|used| *used != own));
        }
    }
    found
}

fn join(parent: &str, rest: &str) -> String {
    if parent.is_empty() {
        rest.to_string()
    } else {
        format!("{parent}::{rest}")
    }
}

/// Returns the file that a path leads into: `model::frame` for `model::frame::Frame`.
fn longest_module(path: &str, modules: &BTreeSet<String>) -> Option<String> {
    let mut path = path.trim();
    loop {
        if modules.contains(path) {
            return Some(path.to_string());
        }
        path = path.rsplit_once("::")?.0;
    }
}

/// Writes `a::{b, c::{d, e}}` out as `a::b`, `a::c::d`, `a::c::e`.
fn expand(path: &str) -> Vec<String> {
    match path.split_once('{') {
        None => vec![
            path.split(" as ")
                .next()
                .unwrap_or_default()
                .trim()
                .to_string(),
        ],
        Some((prefix, group)) => top_level(group)
            .into_iter()
            .flat_map(expand)
            .filter(|part| !part.is_empty())
            .map(|part| format!("{}{part}", prefix.trim()))
            .collect(),
    }
}

/// Returns `recognise::header` for `src/recognise/header.rs`, `recognise` for its `mod.rs`.
fn module_path(path: &str) -> String {
    let inside = path
        .strip_prefix("src/")
        .unwrap_or(path)
        .trim_end_matches(".rs");
    inside
        .strip_suffix("/mod")
        .unwrap_or(inside)
        .replace('/', "::")
}

type Graph = BTreeMap<String, BTreeSet<String>>;

/// Returns the groups of files of which each leads to all others.
fn circles(graph: &Graph) -> BTreeSet<BTreeSet<&str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> = graph
        .keys()
        .map(|start| (start.as_str(), reached(graph, start)))
        .collect();
    let leads = |from: &str, to: &str| reach.get(from).is_some_and(|all| all.contains(to));
    let back = |start: &&str| {
        reach[start]
            .iter()
            .copied()
            .filter(|other| leads(other, start))
            .collect::<BTreeSet<&str>>()
    };
    reach
        .keys()
        .map(back)
        .filter(|group| !group.is_empty())
        .collect()
}

fn reached<'g>(graph: &'g Graph, start: &str) -> BTreeSet<&'g str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = graph
        .get(start)
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    while let Some(at) = next.pop() {
        if found.insert(at) {
            next.extend(graph.get(at).into_iter().flatten().map(String::as_str));
        }
    }
    found
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let sources = program();
    let modules: BTreeSet<String> = sources
        .iter()
        .map(|source| module_path(&source.path))
        .collect();
    // A list of modules names its children; that is no use of them.
    let graph: Graph = sources
        .iter()
        .filter(|source| !source.path.ends_with("mod.rs"))
        .map(|source| (module_path(&source.path), uses(source, &modules)))
        .collect();
    let circles = circles(&graph);
    let strangers: Vec<_> = circles
        .iter()
        .filter(|group| !TOGETHER.iter().any(|(files, _)| is_together(group, files)))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    for (files, reason) in TOGETHER {
        assert!(
            circles.iter().any(|group| is_together(group, files)),
            "{files:?} need no excuse any more: {reason}"
        );
    }
}

#[test]
fn a_circle_would_be_found() {
    let modules: BTreeSet<String> = ["read::csv", "read::grid", "model::frame"]
        .map(str::to_string)
        .into();
    let graph: Graph = [
        source(
            "src/read/csv.rs",
            "use super::grid::{Grid, Raw};\nuse crate::model::frame::Frame;",
        ),
        source("src/read/grid.rs", "use crate::read::{csv::Lines};"),
        source("src/model/frame.rs", "use polars::prelude::DataFrame;"),
    ]
    .iter()
    .map(|source| (module_path(&source.path), uses(source, &modules)))
    .collect();
    assert_eq!(
        circles(&graph),
        BTreeSet::from([BTreeSet::from(["read::csv", "read::grid"])])
    );
}

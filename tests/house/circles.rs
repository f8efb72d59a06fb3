//! No two files of `src` lead to each other.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Source, code, source, sources, top_level};

/// Returns the files of `src` that a file uses, by their path as modules: `recognise::header`.
fn uses(source: &Source, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let own = module_path(&source.path);
    let parent = own.rsplit_once("::").map_or("", |(parent, _)| parent);
    let is_list = source.path.ends_with("mod.rs");
    let code = code(&source.text);
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

/// Returns one circle in a graph of who uses whom, if there is one.
fn circle(graph: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn visit<'a>(
        at: &'a str,
        graph: &'a BTreeMap<String, BTreeSet<String>>,
        path: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<String>> {
        if let Some(start) = path.iter().position(|seen| *seen == at) {
            return Some(
                path[start..]
                    .iter()
                    .map(|name| (*name).to_string())
                    .collect(),
            );
        }
        if done.contains(at) {
            return None;
        }
        path.push(at);
        for next in graph.get(at).into_iter().flatten() {
            if let Some(found) = visit(next, graph, path, done) {
                return Some(found);
            }
        }
        path.pop();
        done.insert(at);
        None
    }
    let mut done = BTreeSet::new();
    graph
        .keys()
        .find_map(|start| visit(start, graph, &mut Vec::new(), &mut done))
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let sources = sources(&["src/"]);
    let modules: BTreeSet<String> = sources
        .iter()
        .map(|source| module_path(&source.path))
        .collect();
    // A list of modules names its children; that is no use of them.
    let graph: BTreeMap<String, BTreeSet<String>> = sources
        .iter()
        .filter(|source| !source.path.ends_with("mod.rs"))
        .map(|source| (module_path(&source.path), uses(source, &modules)))
        .collect();
    assert_eq!(circle(&graph), None);
}

#[test]
fn a_circle_would_be_found() {
    let modules: BTreeSet<String> = ["read::csv", "read::grid", "model::frame"]
        .map(str::to_string)
        .into();
    let graph: BTreeMap<String, BTreeSet<String>> = [
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
        circle(&graph),
        Some(vec!["read::csv".to_string(), "read::grid".to_string()])
    );
}

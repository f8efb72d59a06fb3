//! The pages of `tests/cli` and the README: commands, what the terminal shows, and how they end.
//!
//! A page is a story: its trackers stand in a folder of their own, and its `console` blocks run there one after another.
//! A line `$ boardpack …` is a command, `? 1` its exit code if that is not 0, and the rest is what it shows; `$ cat FILE`
//! and `$ ls` look at what was written.

use std::fs;
use std::path::Path;

use crate::support::page::{self, Page};
use crate::support::tracker::{self, is_input};
use crate::support::{program, project};

fn actual(page: &Page) -> Vec<Option<String>> {
    let folder = tempfile::tempdir().unwrap();
    tracker::write(page, folder.path());
    copy_samples(folder.path());
    page.blocks()
        .map(|block| match block.language.as_str() {
            "console" => Some(
                block
                    .body
                    .lines()
                    .filter_map(|line| line.strip_prefix("$ "))
                    .map(|line| console(folder.path(), line))
                    .collect(),
            ),
            _ if is_input(block) => None,
            other => panic!(
                "{}: `{other}` is neither a tracker nor a command",
                page.stem()
            ),
        })
        .collect()
}

/// Runs one line and returns it with its exit code and what it shows.
fn console(folder: &Path, line: &str) -> String {
    let words = words(line);
    let arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    let (code, shown) = match words[0].as_str() {
        "boardpack" => {
            let ended = program::run(folder, &arguments);
            (ended.code, ended.shown)
        }
        "cat" => (
            Some(0),
            fs::read_to_string(folder.join(arguments[0])).unwrap_or_else(|error| error.to_string()),
        ),
        "ls" => (
            Some(0),
            listed(&folder.join(arguments.first().unwrap_or(&"."))),
        ),
        other => panic!("`{other}` is no command of these pages"),
    };
    let ending = match code {
        Some(0) => String::new(),
        Some(code) => format!("? {code}\n"),
        None => "? killed\n".to_string(),
    };
    let shown = shown.trim_end();
    let shown = if shown.is_empty() {
        String::new()
    } else {
        format!("{shown}\n")
    };
    format!("$ {line}\n{ending}{shown}")
}

fn listed(folder: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.retain(|name| name != "samples");
    names.sort();
    names.join("\n")
}

/// Splits a line at blanks that stand outside of quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted, mut started) = (vec![String::new()], false, false);
    for letter in line.chars() {
        match letter {
            '\'' | '"' => (quoted, started) = (!quoted, true),
            ' ' if !quoted => {
                if started {
                    words.push(String::new());
                }
                started = false;
            }
            _ => {
                words.last_mut().unwrap().push(letter);
                started = true;
            }
        }
    }
    words
}

/// Puts the samples where the README has them.
fn copy_samples(folder: &Path) {
    let samples = folder.join("samples");
    fs::create_dir(&samples).unwrap();
    for path in project::files()
        .iter()
        .filter(|path| path.starts_with("samples/"))
    {
        if let Some(name) = path
            .strip_prefix("samples/")
            .filter(|name| name.ends_with(".xlsx") || name.ends_with(".csv"))
        {
            let copy = samples.join(name);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(project::root().join(path), copy).unwrap();
        }
    }
}

#[test]
fn commands_show_what_their_pages_say() {
    page::check(page::pages("cli"), actual);
}

#[test]
fn the_readme_shows_what_happens() {
    page::check(vec![page::page("README.md")], actual);
}

#[test]
fn every_command_has_a_page_with_its_help() {
    let pages: String = page::pages("cli")
        .iter()
        .flat_map(|page| {
            page.blocks()
                .map(|block| block.body.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    for command in [
        "report",
        "inspect",
        "check",
        "init",
        "migrate",
        "completions",
    ] {
        assert!(
            pages.contains(&format!("$ boardpack {command} --help")),
            "{command}"
        );
    }
    for code in ["? 1", "? 2"] {
        assert!(pages.contains(code), "no page ends with {code}");
    }
}

#[test]
fn quotes_keep_a_name_together() {
    assert_eq!(
        words("boardpack report 'My plan.xlsx'  -o x"),
        ["boardpack", "report", "My plan.xlsx", "-o", "x"]
    );
}

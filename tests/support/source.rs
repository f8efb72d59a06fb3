//! The files of Rust of the project, and which of their code is there for tests only.

use std::collections::BTreeSet;

use super::project;

/// A file of Rust with its path inside the project.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// Returns the code of a file without comments, doc comments among them, and without the tests at its end.
    pub(crate) fn code(&self) -> String {
        let lines = self
            .text
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default());
        let lines: Vec<&str> = lines.collect();
        let end = lines
            .windows(2)
            .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{'));
        lines[..end.unwrap_or(lines.len())].join("\n")
    }
}

/// Returns the files of some folders, those for tests only among them.
pub(crate) fn sources(folders: &[&str]) -> Vec<Source> {
    project::files()
        .into_iter()
        .filter(|path| {
            path.ends_with(".rs") && folders.iter().any(|folder| path.starts_with(folder))
        })
        .map(|path| Source {
            text: project::read(&path),
            path,
        })
        .collect()
}

/// Returns the files of which the program is made: those of `src` that are not for tests only.
pub(crate) fn program() -> Vec<Source> {
    let all = sources(&["src/"]);
    let tests: BTreeSet<String> = all.iter().flat_map(test_modules).collect();
    let is_test = |path: &str| {
        tests
            .iter()
            .any(|test| path == format!("{test}.rs") || path.starts_with(&format!("{test}/")))
    };
    all.into_iter()
        .filter(|source| !is_test(&source.path))
        .collect()
}

/// Returns the paths, without their ending, of the modules that a list of modules declares for tests only.
fn test_modules(source: &Source) -> Vec<String> {
    let folder = source
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let lines: Vec<&str> = source.text.lines().collect();
    let declared = lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].strip_suffix(';')?.rsplit_once("mod "));
    declared
        .map(|(_, name)| format!("{folder}/{name}"))
        .collect()
}

#[test]
fn tests_are_no_part_of_the_program() {
    let text = "use a::b;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\nmod more {\nuse c::d;\n}";
    let source = Source {
        path: "src/read/mod.rs".to_string(),
        text: text.to_string(),
    };
    assert_eq!(test_modules(&source), ["src/read/tests"]);
    assert!(source.code().contains("a::b") && !source.code().contains("c::d"));
}

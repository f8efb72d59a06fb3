//! From the paths that a user names to the files to read, in an order that does not depend on how they were named.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::own_pack::is_own_pack;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;

pub static NOT_FOUND: Code = Code {
    id: "path-not-found",
    severity: Severity::Blocks,
    why: "Nothing of what was named could be looked at.",
};

/// Files in a folder that may hold a tracker, by the end of their name.
const EXTENSIONS: [&str; 9] = [
    "xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "xml",
];

/// Why a pack in a folder of trackers is passed over: its figures are theirs.
pub const OWN_PACK: &str = "a pack that boardpack wrote";

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// The path as messages show it: relative to the folder that was named, with forward slashes.
    pub shown: String,
}

/// A file in a folder that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub path: PathBuf,
    pub reason: &'static str,
}

/// What the named paths lead to.
#[derive(Debug, Default)]
pub struct Walk {
    /// In the order of `shown`; each file once.
    pub found: Vec<Found>,
    /// In the order of their paths; for listings, since nobody named these files.
    pub skipped: Vec<Skipped>,
    /// Paths that are not there or may not be looked at.
    pub problems: Vec<Finding>,
}

/// Finds the files behind paths: a file is taken whatever it is called, a folder is searched to its depths.
///
/// In folders, hidden files, the marks of open files, boardpack's own packs, and files that are no tracker by name are
/// passed over; links to
/// folders are not followed.
pub fn files(paths: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    // By canonical path, so that a file named twice is read once; the shortest shown name wins.
    let mut found: BTreeMap<PathBuf, Found> = BTreeMap::new();
    for path in paths {
        for entry in WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => take(path, &entry, &mut found, &mut walk.skipped),
                Err(error) => walk.problems.push(problem(path, &error)),
            }
        }
    }
    walk.found = found.into_values().collect();
    tell_apart(&mut walk.found);
    walk.found
        .sort_by(|one, other| (&one.shown, &one.path).cmp(&(&other.shown, &other.path)));
    walk.skipped.sort_by(|one, other| one.path.cmp(&other.path));
    walk.skipped.dedup();
    walk
}

/// Whether the name is that of the mark which Office or LibreOffice leaves beside an open file.
pub(super) fn is_lock_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("~$") || name.starts_with(".~lock.")
}

fn take(
    named: &Path,
    entry: &DirEntry,
    found: &mut BTreeMap<PathBuf, Found>,
    skipped: &mut Vec<Skipped>,
) {
    let path = entry.path();
    let is_named = entry.depth() == 0;
    if let Some(reason) = reason_to_skip(named, path).filter(|_| !is_named) {
        let path = path.to_path_buf();
        skipped.push(Skipped { path, reason });
        return;
    }
    let relative = if is_named {
        Path::new(path.file_name().unwrap_or(path.as_os_str()))
    } else {
        path.strip_prefix(named).unwrap_or(path)
    };
    let shown = shown(relative);
    let key = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let path = path.to_path_buf();
    let other = found.entry(key).or_insert_with(|| Found {
        path: path.clone(),
        shown: shown.clone(),
    });
    if (shown.len(), &shown, &path) < (other.shown.len(), &other.shown, &other.path) {
        *other = Found { path, shown };
    }
}

fn reason_to_skip(named: &Path, path: &Path) -> Option<&'static str> {
    let relative = path.strip_prefix(named).unwrap_or(path);
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if is_lock_file(path) {
        Some("the mark of an open file")
    } else if relative
        .iter()
        .any(|part| part.to_string_lossy().starts_with('.'))
    {
        Some("hidden")
    } else if !EXTENSIONS.contains(&extension.to_lowercase().as_str()) {
        Some("not a tracker by its name")
    } else if !path.is_file() {
        Some("not a file")
    } else if is_own_pack(path) {
        Some(OWN_PACK)
    } else {
        None
    }
}

/// Gives files that show alike longer names: as much of the path in front as it takes.
fn tell_apart(found: &mut [Found]) {
    let mut depth = 1;
    loop {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for file in found.iter() {
            *counts.entry(file.shown.clone()).or_default() += 1;
        }
        let mut is_done = true;
        for file in found.iter_mut().filter(|file| counts[&file.shown] > 1) {
            let parts: Vec<_> = file.path.iter().collect();
            let have = Path::new(&file.shown).iter().count();
            if have < parts.len() {
                let longer: PathBuf = parts[parts.len() - have - 1..].iter().collect();
                file.shown = shown(&longer);
                is_done = false;
            }
        }
        depth += 1;
        if is_done || depth > 64 {
            return;
        }
    }
}

fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    // A name may hold what a terminal would obey.
    parts.join("/").replace(char::is_control, "?")
}

fn problem(named: &Path, error: &walkdir::Error) -> Finding {
    let path = error.path().unwrap_or(named).display().to_string();
    let reason = error.io_error().map_or_else(
        || "its links go round in a circle".to_string(),
        ToString::to_string,
    );
    Finding::new(
        &NOT_FOUND,
        Origin::file(&path),
        format!("could not look at `{path}`: {reason}"),
    )
    .hint("check the path, and that you may read it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "a,b").unwrap();
        }
        folder
    }

    fn shown(walk: &Walk) -> Vec<&str> {
        walk.found.iter().map(|file| file.shown.as_str()).collect()
    }

    #[test]
    fn a_folder_is_searched_to_its_depths_for_trackers() {
        let folder = folder(&[
            "Risks.xlsx",
            "old/2025/Plan.CSV",
            "~$Risks.xlsx",
            ".hidden.csv",
            ".git/x.csv",
            "README.md",
        ]);
        let walk = files(&[folder.path().to_path_buf()]);
        assert_eq!(shown(&walk), ["Risks.xlsx", "old/2025/Plan.CSV"]);
        let reasons: Vec<&str> = walk.skipped.iter().map(|skipped| skipped.reason).collect();
        assert_eq!(
            reasons,
            [
                "hidden",
                "hidden",
                "not a tracker by its name",
                "the mark of an open file"
            ]
        );
    }

    #[test]
    fn a_file_that_is_named_is_taken_whatever_it_is_called() {
        let folder = folder(&["tracker.data"]);
        let walk = files(&[folder.path().join("tracker.data")]);
        assert_eq!(shown(&walk), ["tracker.data"]);
    }

    #[test]
    fn the_order_of_the_paths_does_not_matter_and_a_file_counts_once() {
        let folder = folder(&["a/Plan.csv", "b/Risks.csv"]);
        let (root, a) = (folder.path().to_path_buf(), folder.path().join("a"));
        let file = a.join("Plan.csv");
        let one = files(&[root.clone(), a.clone(), file.clone()]);
        let other = files(&[file, a, root]);
        assert_eq!(one.found, other.found);
        assert_eq!(shown(&one), ["Plan.csv", "b/Risks.csv"]);
    }

    #[test]
    fn files_that_show_alike_get_longer_names() {
        let folder = folder(&["north/Plan.csv", "south/Plan.csv", "south/Costs.csv"]);
        let walk = files(&[folder.path().join("north"), folder.path().join("south")]);
        assert_eq!(
            shown(&walk),
            ["Costs.csv", "north/Plan.csv", "south/Plan.csv"]
        );
    }

    #[test]
    #[cfg(unix)]
    fn a_name_cannot_command_a_terminal() {
        let folder = folder(&["a\u{1b}[2J.csv"]);
        let walk = files(&[folder.path().to_path_buf()]);
        assert_eq!(shown(&walk), ["a?[2J.csv"]);
    }

    #[test]
    fn a_path_that_is_not_there_is_told() {
        let folder = folder(&[]);
        let walk = files(&[folder.path().join("nowhere.xlsx")]);
        assert!(walk.found.is_empty());
        assert_eq!(walk.problems[0].code.id, "path-not-found");
        assert!(walk.problems[0].message.contains("nowhere.xlsx"));
    }
}

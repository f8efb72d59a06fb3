//! Copies of the senders' own workbooks with their findings, for the mail that goes back.

use std::path::{Component, Path, PathBuf};

use super::Stop;
use super::terminal::counted;
use crate::annotate::copy::{copy, is_copy};
use crate::model::finding::Finding;
use crate::pipeline::{BookReport, Run};
use crate::read::walk::Found;
use crate::write::file::{self, Replace};

/// Refuses a folder in which a copy would take the place of a tracker, or be read as one the next time.
pub(super) fn check(folder: &Path, paths: &[PathBuf]) -> Result<(), Stop> {
    let Some(real) = real(folder) else {
        return Ok(());
    };
    let holds = |path: &&PathBuf| {
        path.canonicalize().is_ok_and(|named| {
            let around = if named.is_dir() {
                named
            } else {
                // Beside a single file, only its own folder is in the way.
                return named.parent() == Some(&real);
            };
            real.starts_with(around)
        })
    };
    match paths.iter().find(holds) {
        None => Ok(()),
        Some(path) => Err(Stop::new(
            format!(
                "the copies cannot go to `{}`, for the trackers of `{}` lie there",
                folder.display(),
                path.display()
            ),
            "name a folder of its own with --annotate, outside of the trackers",
        )),
    }
}

/// Returns where a folder really is, though the last parts of its path may not be there yet.
fn real(folder: &Path) -> Option<PathBuf> {
    let mut whole = PathBuf::new();
    for part in std::path::absolute(folder).ok()?.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    let folder = whole;
    folder.ancestors().find_map(|above| {
        let real = above.canonicalize().ok()?;
        let rest = folder.strip_prefix(above).ok()?;
        Some(real.join(rest))
    })
}

/// Writes the copies and returns one line a tracker: where its copy is, or why there is none.
pub(super) fn write(
    folder: &Path,
    found: &[Found],
    run: &Run,
    replace: Replace,
) -> Result<Vec<String>, Stop> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Stop::new(
            format!("could not make the folder `{}`: {error}", folder.display()),
            "name a folder that can be written to",
        )
    })?;
    let originals: Vec<&Path> = found.iter().map(|file| file.path.as_path()).collect();
    let books = run.books.iter();
    Ok(books
        .filter_map(|book| {
            let file = found.iter().find(|file| file.shown == book.file)?;
            let own: Vec<&Finding> = run
                .findings
                .iter()
                .filter(|finding| *finding.origin.file == book.file)
                .collect();
            let written = one(folder, file, book, &own, &originals, replace);
            Some(written.unwrap_or_else(|reason| format!("{}: no copy, {reason}", book.file)))
        })
        .collect())
}

/// Writes one copy, or says why there is none.
fn one(
    folder: &Path,
    file: &Found,
    book: &BookReport,
    findings: &[&Finding],
    originals: &[&Path],
    replace: Replace,
) -> Result<String, String> {
    if let Some(reason) = &book.refused {
        return Err(reason.clone());
    }
    if !matches!(book.format, "xlsx" | "xlsm") {
        return Err(format!(
            "a .{} file has no place for notes that a copy could keep",
            book.format
        ));
    }
    let failed = |error: std::io::Error| error.to_string();
    let bytes = std::fs::read(&file.path).map_err(failed)?;
    let annotated = copy(&bytes, findings).map_err(|refusal| refusal.reason)?;
    let path = folder.join(below(&file.shown));
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    // An earlier copy gives way to a new one.
    let is_ours = std::fs::read(&path).is_ok_and(|bytes| is_copy(&bytes));
    let replace = if is_ours { Replace::Anything } else { replace };
    file::save(&annotated.bytes, &path, originals, replace).map_err(|error| error.to_string())?;
    let mut line = format!("{}: {}", path.display(), counted(annotated.notes, "note"));
    for remark in annotated.remarks {
        line.push_str(&format!("; {remark}"));
    }
    Ok(line)
}

/// Returns a path that stays below the folder it is put in.
fn below(shown: &str) -> PathBuf {
    Path::new(shown)
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_never_go_where_the_trackers_are() {
        let place = tempfile::tempdir().unwrap();
        let trackers = place.path().join("trackers");
        std::fs::create_dir(&trackers).unwrap();
        let file = trackers.join("Plan.xlsx");
        std::fs::write(&file, "x").unwrap();
        let named = |path: &Path| [path.to_path_buf()];
        for folder in ["trackers", "trackers/copies/new", "copies/../trackers"] {
            assert!(
                check(&place.path().join(folder), &named(&trackers)).is_err(),
                "{folder}"
            );
        }
        assert!(check(&trackers, &named(&file)).is_err());
        assert!(check(&trackers.join("copies"), &named(&file)).is_ok());
        assert!(check(&place.path().join("copies"), &named(&trackers)).is_ok());
        assert!(check(place.path(), &named(&trackers)).is_ok());
    }

    #[test]
    fn a_copy_stays_below_its_folder() {
        assert_eq!(below("north/Plan.xlsx"), Path::new("north/Plan.xlsx"));
        assert_eq!(below("/../etc/Plan.xlsx"), Path::new("etc/Plan.xlsx"));
    }
}

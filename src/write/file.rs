//! A file that appears whole or not at all, never over a tracker, and over another file only when told to.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

use super::error::WriteError;

/// Whether a file that is already there may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    Nothing,
    /// A pack that boardpack wrote before, or whatever is there when asked for with `--force`.
    Anything,
}

/// Writes the bytes of a workbook to a path.
///
/// They go to a temporary file in the same folder first, so that at any moment the old or the new file is there.
///
/// # Errors
/// The path is one of `inputs`, holds a file that boardpack did not write, or the folder cannot be written to.
pub fn save(
    bytes: &[u8],
    path: &Path,
    inputs: &[&Path],
    replace: Replace,
) -> Result<(), WriteError> {
    let shown = path.display().to_string();
    if inputs.iter().any(|input| same_file(input, path)) {
        return Err(WriteError::Input { path: shown });
    }
    if replace == Replace::Nothing && path.exists() {
        return Err(WriteError::Foreign { path: shown });
    }
    let failed = |source: std::io::Error| WriteError::Save {
        path: shown.clone(),
        source,
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = NamedTempFile::new_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    set_usual_permissions(temporary.as_file()).map_err(failed)?;
    temporary
        .persist(path)
        .map_err(|error| failed(error.error))?;
    Ok(())
}

/// Temporary files are for their owner only; a pack is to be read by others.
#[cfg(unix)]
fn set_usual_permissions(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &File) -> std::io::Result<()> {
    Ok(())
}

/// Whether two paths lead to one file, through links and differences of case.
fn same_file(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right || same_node(&left, &right),
        _ => false,
    }
}

#[cfg(unix)]
fn same_node(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (left.metadata(), right.metadata()) {
        (Ok(left), Ok(right)) => (left.dev(), left.ino()) == (right.dev(), right.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_node(left: &Path, right: &Path) -> bool {
    left.to_string_lossy().to_lowercase() == right.to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tracker_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let tracker = folder.path().join("tracker.xlsx");
        std::fs::write(&tracker, b"a tracker").unwrap();
        let result = save(b"pack", &tracker, &[&tracker], Replace::Anything);
        assert!(matches!(result, Err(WriteError::Input { .. })));
        assert_eq!(std::fs::read(&tracker).unwrap(), b"a tracker");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_tracker_is_the_tracker() {
        let folder = tempfile::tempdir().unwrap();
        let tracker = folder.path().join("tracker.xlsx");
        std::fs::write(&tracker, b"a tracker").unwrap();
        let link = folder.path().join("pack.xlsx");
        std::fs::hard_link(&tracker, &link).unwrap();
        let result = save(b"pack", &link, &[&tracker], Replace::Anything);
        assert!(matches!(result, Err(WriteError::Input { .. })));
    }

    #[test]
    fn a_pack_takes_the_place_of_an_earlier_pack_when_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pack.xlsx");
        save(b"old", &path, &[], Replace::Nothing).unwrap();
        save(b"new", &path, &[], Replace::Anything).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_foreign_file_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pack.xlsx");
        std::fs::write(&path, b"minutes").unwrap();
        let refused = save(b"pack", &path, &[], Replace::Nothing);
        assert!(matches!(refused, Err(WriteError::Foreign { .. })));
        save(b"pack", &path, &[], Replace::Anything).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"pack");
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "no temporary file is left");
    }
}

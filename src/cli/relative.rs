//! The way from a folder to a file, as a link in a workbook of that folder takes it.

use std::path::{Component, Path};

/// Returns the path of a file seen from a folder, with forward slashes; the whole path where no way leads there, as from
/// one drive to another.
pub(super) fn relative(folder: &Path, file: &Path) -> String {
    let folder = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    let file = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let common = from
        .iter()
        .zip(&to)
        .take_while(|(one, other)| one == other)
        .count();
    if common == 0 {
        return file.to_string_lossy().replace('\\', "/");
    }
    let up = from[common..].iter().map(|_| "..".to_string());
    let down = to[common..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_up_and_down_again() {
        for (folder, file, way) in [
            ("/a/b", "/a/b/Plan.xlsx", "Plan.xlsx"),
            ("/a/b", "/a/c/d/50% #2.xlsx", "../c/d/50% #2.xlsx"),
            ("/", "/a/Plan.xlsx", "a/Plan.xlsx"),
        ] {
            assert_eq!(relative(Path::new(folder), Path::new(file)), way);
        }
    }
}

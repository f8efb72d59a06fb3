//! Names with `*` for any letters, as settings write files, sheets and headings.

/// Whether a name is what a pattern says: `Plan*.xlsx`. Case and the width of spaces do not count; a pattern without
/// `*` is the whole name.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (plain(pattern), plain(name));
    // The place of the last `*` and of the letter that it has reached so far; from there another letter is tried.
    let mut star: Option<(usize, usize)> = None;
    let (mut at, mut of) = (0, 0);
    while of < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, of));
                at += 1;
            }
            Some(letter) if *letter == name[of] => {
                at += 1;
                of += 1;
            }
            _ => {
                let Some((starred, reached)) = star else {
                    return false;
                };
                star = Some((starred, reached + 1));
                at = starred + 1;
                of = reached + 1;
            }
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}

/// Whether a file is what a pattern says: its path as findings show it, or its name alone where the pattern has no `/`.
pub(super) fn matches_file(pattern: &str, file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    matches(pattern, file) || (!pattern.contains('/') && matches(pattern, name))
}

fn plain(text: &str) -> Vec<char> {
    let spaced: Vec<&str> = text.split_whitespace().collect();
    spaced.join(" ").to_lowercase().chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_letters() {
        for (pattern, name, fits) in [
            ("Plan*.xlsx", "Plan v3.xlsx", true),
            ("Plan*.xlsx", "plan.XLSX", true),
            ("*", "", true),
            ("*due*", "Due date", true),
            ("a*b*c", "a-b-b-c", true),
            ("Due  date", "due\ndate", true),
            ("Project*", "Project *", true),
            ("Plan", "Plan v3", false),
            ("*v3", "v3 draft", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }

    #[test]
    fn a_file_goes_by_its_name_or_by_its_path() {
        for (pattern, file, fits) in [
            ("Plan.xlsx", "north/Plan.xlsx", true),
            ("north/*.xlsx", "north/Plan.xlsx", true),
            ("south/*.xlsx", "north/Plan.xlsx", false),
            ("north", "north/Plan.xlsx", false),
        ] {
            assert_eq!(matches_file(pattern, file), fits, "{pattern} {file}");
        }
    }
}

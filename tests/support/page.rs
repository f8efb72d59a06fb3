//! A test page: Markdown whose fenced blocks are trackers, commands and what boardpack makes of them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::difference::difference;
use super::project;

/// A page of `tests/`, in the order of its lines.
#[derive(Debug)]
pub(crate) struct Page {
    path: PathBuf,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Prose(String),
    Block(Block),
}

/// A fenced block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The word after the fence: `xlsx`, `csv`, `text`, `console`.
    pub(crate) language: String,
    /// What follows it: `Risks.xlsx › Register (hidden)`.
    pub(crate) about: String,
    pub(crate) body: String,
}

impl Page {
    fn open(path: &Path) -> Page {
        let text =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Page {
            path: path.to_path_buf(),
            pieces: pieces(&text),
        }
    }

    /// Returns the file name without its ending.
    pub(crate) fn stem(&self) -> String {
        self.path
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    }

    /// Returns the first heading.
    pub(crate) fn title(&self) -> Option<&str> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Prose(text) => text.lines().find_map(|line| line.strip_prefix("# ")),
            Piece::Block(_) => None,
        })
    }

    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            Piece::Prose(_) => None,
        })
    }

    fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        self.pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Block(block) => Some(block),
            Piece::Prose(_) => None,
        })
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Prose(prose) => text.push_str(prose),
                Piece::Block(block) => {
                    let info = [block.language.as_str(), block.about.as_str()].join(" ");
                    let _ = writeln!(text, "```{}\n{}```", info.trim_end(), block.body);
                }
            }
        }
        text
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = text.lines();
    let mut prose = String::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            prose.push_str(line);
            prose.push('\n');
            continue;
        };
        pieces.push(Piece::Prose(std::mem::take(&mut prose)));
        let mut body = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            body.push_str(line);
            body.push('\n');
        }
        let (language, about) = info.split_once(' ').unwrap_or((info, ""));
        pieces.push(Piece::Block(Block {
            language: language.to_string(),
            about: about.trim().to_string(),
            body,
        }));
    }
    pieces.push(Piece::Prose(prose));
    pieces
}

/// Opens the pages of a folder of `tests/`, in the order of their names.
pub(crate) fn pages(folder: &str) -> Vec<Page> {
    let folder = project::root().join("tests").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    paths.iter().map(|path| Page::open(path)).collect()
}

pub(crate) fn page(path: &str) -> Page {
    Page::open(&project::root().join(path))
}

/// Compares the blocks of pages with what `actual` makes of them; blocks for which it gives nothing are input.
///
/// With `UPDATE=1` in the environment the pages are rewritten instead.
pub(crate) fn check(pages: Vec<Page>, actual: impl Fn(&Page) -> Vec<Option<String>>) {
    let mut wrong = String::new();
    for mut page in pages {
        let made = actual(&page);
        assert_eq!(made.len(), page.blocks().count(), "one answer a block");
        let mut changed = false;
        let name = page
            .path
            .strip_prefix(project::root())
            .unwrap_or(&page.path)
            .display()
            .to_string();
        for (block, made) in page.blocks_mut().zip(made) {
            let Some(made) = made.filter(|made| !agrees(&block.body, made)) else {
                continue;
            };
            let _ = writeln!(wrong, "\n{name}\n{}", difference(&block.body, &made));
            block.body = made;
            changed = true;
        }
        if changed && updating() {
            fs::write(&page.path, page.text()).unwrap();
        }
    }
    assert!(
        wrong.is_empty() || updating(),
        "\n- as the page says, + as it is\n{wrong}\nUPDATE=1 rewrites the pages"
    );
}

/// Whether pages and golden files are to be rewritten.
#[expect(clippy::disallowed_methods, reason = "only tests ask the environment")]
pub(crate) fn updating() -> bool {
    std::env::var("UPDATE").is_ok_and(|value| value == "1")
}

/// Whether a text is what a page says, where a line `...` stands for any lines and `[..]` for any text of a line.
fn agrees(said: &str, made: &str) -> bool {
    let (said, made): (Vec<&str>, Vec<&str>) = (said.lines().collect(), made.lines().collect());
    lines_agree(&said, &made)
}

fn lines_agree(said: &[&str], made: &[&str]) -> bool {
    match said.split_first() {
        None => made.is_empty(),
        Some((&"...", rest)) => (0..=made.len()).any(|skipped| lines_agree(rest, &made[skipped..])),
        Some((line, rest)) => made
            .split_first()
            .is_some_and(|(own, others)| line_agrees(line, own) && lines_agree(rest, others)),
    }
}

fn line_agrees(said: &str, made: &str) -> bool {
    match said.split_once("[..]") {
        None => said == made,
        Some((start, rest)) => made.strip_prefix(start).is_some_and(|made| {
            (0..=made.len())
                .filter(|at| made.is_char_boundary(*at))
                .any(|at| line_agrees(rest, &made[at..]))
        }),
    }
}

#[test]
fn a_page_is_written_as_it_was_read() {
    let text = "# A fact\n\nSome words.\n\n```csv Plan.csv\nA,B\n1,2\n```\n\n```text\n```\nend\n";
    let page = Page {
        path: PathBuf::new(),
        pieces: pieces(text),
    };
    assert_eq!(page.text(), text);
    assert_eq!(page.title(), Some("A fact"));
    assert_eq!(
        page.blocks()
            .map(|block| block.about.as_str())
            .collect::<Vec<_>>(),
        ["Plan.csv", ""]
    );
}

#[test]
fn dots_stand_for_what_does_not_matter() {
    for (said, made, agree) in [
        ("a\nb\n", "a\nb\n", true),
        ("a\n...\nc\n", "a\nb\nb\nc\n", true),
        ("a\n...\n", "a\n", true),
        ("in [..] seconds\n", "in 3 seconds\n", true),
        ("in [..] seconds\n", "in 3 minutes\n", false),
        ("a\n", "a\nb\n", false),
        ("a\nb\n", "a\n", false),
    ] {
        assert_eq!(agrees(said, made), agree, "{said:?} {made:?}");
    }
}

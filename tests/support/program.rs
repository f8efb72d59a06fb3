//! The program itself, run as a user runs it.

use std::path::Path;
use std::process::{Command, Stdio};

/// How a run ended, and what the terminal showed.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    /// The standard output, then what went to the standard error.
    pub(crate) shown: String,
}

/// Runs boardpack in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_boardpack"))
        .args(arguments)
        .current_dir(folder)
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let shown = [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8(bytes).expect("the terminal shows text"))
        .concat();
    Ended {
        code: output.status.code(),
        shown,
    }
}

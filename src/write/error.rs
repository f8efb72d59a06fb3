//! Why a pack could not be written, and what to do about it.

/// Why a pack could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("could not lay out the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("could not finish the workbook: {0}")]
    Finish(String),
    #[error("the sheet `{sheet}` would have {rows} rows and Excel has room for 1,048,576")]
    TooManyRows { sheet: String, rows: usize },
    #[error("`{path}` is one of the trackers that were read")]
    Input { path: String },
    #[error("`{path}` exists and was not written by boardpack")]
    Foreign { path: String },
    #[error("could not write `{path}`: {source}")]
    Save {
        path: String,
        source: std::io::Error,
    },
}

impl WriteError {
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            WriteError::Workbook(_) | WriteError::Finish(_) => {
                "this is a mistake in boardpack: please report it with the trackers that show it"
            }
            WriteError::TooManyRows { .. } => "name fewer trackers, or a part of the period",
            WriteError::Input { .. } => "choose another output: boardpack never changes a tracker",
            WriteError::Foreign { .. } => "choose another output, or replace it with --force",
            WriteError::Save { .. } => {
                "close the file if it is open, and check that the folder can be written to"
            }
        };
        Some(hint.to_string())
    }
}

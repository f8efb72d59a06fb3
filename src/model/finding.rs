//! What is wrong with the data, how badly, where, and what to do about it.

use serde::Serialize;

use super::assumption::Assumption;
use super::origin::Origin;

/// How much a finding matters to somebody who reads the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something could not be used: a file refused, a row rejected.
    Blocks,
    /// A figure of the pack depends on how this was read.
    Changes,
    /// Untidy, but no figure moves.
    Cosmetic,
}

impl Severity {
    /// Returns the word with its mark, as the pack prints it.
    pub fn label(self) -> &'static str {
        match self {
            Severity::Blocks => "◆ Blocks",
            Severity::Changes => "▲ Changes a figure",
            Severity::Cosmetic => "● Cosmetic",
        }
    }
}

/// A kind of finding. Declared once, as a `static` beside the code that raises it.
///
/// `id` is stable: users filter by it, and `tests/findings/<id>.md` shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    pub id: &'static str,
    pub severity: Severity,
    /// Why it matters, one sentence for a PMO analyst.
    pub why: &'static str,
}

/// One thing that is wrong with the data. Findings are counted and listed, and never stop a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub code: &'static Code,
    pub origin: Origin,
    /// One sentence without a full stop, naming the value concerned.
    pub message: String,
    /// The next step, if there is one.
    pub hint: Option<String>,
    /// The raw text found, where one value is concerned.
    pub found: Option<String>,
    /// How the value was treated: `left blank`, `read as 3 Apr 2026`.
    pub treated: Option<String>,
    /// What was assumed here and could be otherwise.
    pub assumptions: Vec<Assumption>,
}

impl Finding {
    pub fn new(code: &'static Code, origin: Origin, message: impl Into<String>) -> Finding {
        Finding {
            code,
            origin,
            message: message.into(),
            hint: None,
            found: None,
            treated: None,
            assumptions: Vec::new(),
        }
    }

    #[must_use]
    pub fn assuming(mut self, assumptions: impl IntoIterator<Item = Assumption>) -> Finding {
        self.assumptions.extend(assumptions);
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Finding {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Finding {
        self.found = Some(found.into());
        self
    }

    #[must_use]
    pub fn treated(mut self, treated: impl Into<String>) -> Finding {
        self.treated = Some(treated.into());
        self
    }
}

//! What the tests have in common: the files of the project, and pages that show trackers and what becomes of them.

pub(crate) mod defect;
pub(crate) mod difference;
pub(crate) mod package;
pub(crate) mod page;
pub(crate) mod place;
pub(crate) mod program;
pub(crate) mod project;
pub(crate) mod run;
pub(crate) mod source;
pub(crate) mod tracker;

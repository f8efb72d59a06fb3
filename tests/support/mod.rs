//! What the tests have in common: the files of the project, and pages that show trackers and what becomes of them.

pub(crate) mod project;

//! The one door to calamine: workbooks in, grids out.

pub(super) mod best_effort;
pub(super) mod sheets;
mod value;
pub(super) mod xlsx;

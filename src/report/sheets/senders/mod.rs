//! The workbook of findings: who needs help, what to teach, and every finding with a link to its cell.

pub mod fields;
pub mod listed;
pub mod matter;
pub mod method;
pub mod pack;
pub mod rows;
pub mod score;
pub mod trackers;
pub mod training;

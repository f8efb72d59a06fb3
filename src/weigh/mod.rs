//! What hangs on an assumption: the run again under each other reading, and what changes on the board.

pub mod impact;

mod difference;
mod wording;

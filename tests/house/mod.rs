//! What must stay true of the source itself: floors, doors, headers, lengths. Each rule is shown to be able to fail.

mod circles;
mod doors;
mod files;
mod floors;
mod source;

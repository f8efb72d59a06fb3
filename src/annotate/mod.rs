//! A sender's own workbook with what was found in it: a sheet of findings in front, a note on each cell concerned, and every
//! other part as it was.
//!
//! [`copy::copy`] is the way in. The package is edited in place, part by part: what is not named here is carried over byte
//! by byte, whatever it is.

mod anchor;
mod changes;
mod comments;
pub mod copy;
mod drawing;
mod front;
mod note;
mod outline;
mod sheet;
mod tabs;

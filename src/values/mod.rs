//! How one cell's text is read: a date, an amount, a share, a period, a word, a name. One file each.

pub mod period;
pub mod reading;

//! What the words files must find, as tables of pairs.

mod cells;
mod headings;
mod titles;

//! A plan of Microsoft Project, saved as XML, as a book of sheets: the project, its tasks, resources and assignments.

mod assignments;
pub(super) mod book;
mod element;
mod names;
mod others;
mod outline;
mod project;
mod resources;
mod sheet;
mod source;
mod tasks;
mod unit;

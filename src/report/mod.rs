//! What the pack says: sheets of blocks, with every figure as a formula over the pack's own data tables.
//!
//! [`sheets::pack`] makes the [`pack::Pack`] from a portfolio. A page is a [`pack::Sheet`]: a headline that is a sentence
//! with a figure in it, a grid of column widths, and blocks that flow from top to bottom, side by side where wished.
//! Figures are [`formula::Formula`]s (start reading there), cells have a [`cell::Role`], and nothing here knows a row
//! number, a colour or a file: [`crate::write`] says where things land and how they look.
//!
//! ```
//! use boardpack::report::block::{note, section};
//! use boardpack::report::cell::Role;
//! use boardpack::report::formula::{Field, body, join, row};
//! use boardpack::report::functions::{count_ifs, lookup, rows, sum};
//! use boardpack::report::list::List;
//! use boardpack::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
//!
//! static ID: Field = Field::new("tblProjects", "ProjectID");
//! static PROJECT: Field = Field::new("tblProjects", "Project");
//! static BUDGET: Field = Field::new("tblProjects", "Budget");
//!
//! let mut sheet = Sheet::new("Finance", SheetKind::Board, "Finance", "What will it cost?", [5.5, 30.0, 10.0])
//!     .headline(join([rows(&ID), " projects have a budget".into()]))
//!     .basis("As reported")
//!     .freeze(Freeze::List(2))
//!     .print(Print::OneWide);
//! let mut list = List::new()
//!     .column("ID", "ID", Role::Id, 1)
//!     .column("Project", "Project", Role::Strong, 1)
//!     .column("Budget", "Budget", Role::Money, 1);
//! for id in ["P01", "P02"] {
//!     list.push([id.into(), lookup(&PROJECT, &ID, row("ID")), lookup(&BUDGET, &ID, row("ID"))]);
//! }
//! list.total("Total", [("Budget", sum(body("Budget")))]);
//! sheet.push(section("Budgets", 3));
//! sheet.push(list.block());
//! sheet.side_by_side(vec![Stack::new(0, vec![note("Left", 2)]), Stack::new(2, vec![note("Right", 1)])]);
//! ```

pub mod block;
pub mod cell;
pub mod chart;
pub mod directory;
pub mod evaluate;
pub mod excel_text;
pub mod formula;
pub mod function;
pub mod functions;
pub mod lint;
pub mod list;
pub mod money;
pub mod pack;
pub mod scalar;
pub mod sheets;
pub mod table;
pub mod timeline;

#[cfg(test)]
pub(crate) mod sample;

//! The ground floor: what the reading wing makes and the telling wing reads.

pub mod assumption;
pub mod column;
pub mod control;

pub mod docs;
pub mod finding;
pub mod frame;
pub mod history;
pub mod ledger;
pub mod mark;
pub mod origin;
pub mod portfolio;
pub mod record;
pub mod row;
pub mod rows;
pub mod schema;
pub mod scoring;
pub mod tables;
pub mod value;

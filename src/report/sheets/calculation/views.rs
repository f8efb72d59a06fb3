//! `tblViews`: number of projects by status in each view: reported, computed, and each dimension.

use crate::report::formula::Field;

const TABLE: &str = "tblViews";

pub static VIEW: Field = Field::new(TABLE, "View");
pub static RED: Field = Field::new(TABLE, "Red");
pub static AMBER: Field = Field::new(TABLE, "Amber");
pub static GREEN: Field = Field::new(TABLE, "Green");
pub static NONE: Field = Field::new(TABLE, "None");

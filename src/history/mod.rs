//! What was told on earlier dates: whole portfolios kept beside the present one, and how to find a thing in them again.

pub mod identity;
pub mod snapshot;
pub mod thing;

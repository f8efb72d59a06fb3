//! What was told on earlier dates: whole portfolios kept beside the present one, and how to find a thing in them again.

pub mod followed;
pub mod identity;
pub mod movement;
pub mod snapshot;
pub mod thing;

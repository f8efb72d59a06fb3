//! The mark by which boardpack knows the packs it wrote.

/// Name of the custom document property that every pack carries.
pub const MARK: &str = "boardpack";

//! The sheets by which a reader can trust the pack: cover, method, checks, data quality.

//! Two headings that mean the same read the same.

//! A real Excel table of a data or calculation sheet: the ground that every figure of the pack stands on.

use super::cell::Role;
use super::formula::{Field, Formula, Key};
use super::scalar::Scalar;

/// An Excel table, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// `tblProjects`; no other table or name of the pack may have it.
    pub name: Key,
    /// What it holds, for people who cannot see it.
    pub alt: String,
    pub columns: Vec<TableColumn>,
    pub rows: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// PascalCase, as formulas name it: `ForecastCost`.
    pub heading: Key,
    pub role: Role,
    /// In characters; wide enough for the heading.
    pub width: f64,
    pub content: TableContent,
    /// Where a click on each cell leads, row by row; empty where the column has no links.
    pub links: Vec<Option<FileLink>>,
}

/// A place in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// The path as it stands on the disk, relative to the workbook's own folder where it can be.
    pub path: String,
    /// Sheet and cell: `('Plan', "C14")`; none opens the file as it was left.
    pub cell: Option<(String, String)>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TableContent {
    /// One literal a row.
    Values(Vec<Scalar>),
    /// One formula for every row; [`Field::this`] names cells of the same row.
    Formula(Formula),
}

impl Table {
    pub fn new(name: impl Into<Key>, alt: impl Into<String>, rows: usize) -> Table {
        Table {
            name: name.into(),
            alt: alt.into(),
            columns: Vec::new(),
            rows,
        }
    }

    /// Adds a column of literals, one a row.
    pub fn values(&mut self, field: &Field, role: Role, width: f64, values: Vec<Scalar>) {
        self.add(field, role, width, TableContent::Values(values));
    }

    /// Adds a column with one formula for every row.
    pub fn formula(&mut self, field: &Field, role: Role, width: f64, formula: impl Into<Formula>) {
        self.add(field, role, width, TableContent::Formula(formula.into()));
    }

    fn add(&mut self, field: &Field, role: Role, width: f64, content: TableContent) {
        let letters = u32::try_from(field.column.chars().count()).unwrap_or(u32::MAX);
        self.columns.push(TableColumn {
            heading: field.column.clone(),
            role,
            // Capitals and bold type are wider than the digits that widths are counted in.
            width: width.max(f64::from(letters) * 1.1 + 3.0),
            content,
            links: Vec::new(),
        });
    }

    /// Adds a column of texts that lead to places in other files, one a row.
    pub fn links(
        &mut self,
        field: &Field,
        width: f64,
        texts: Vec<Scalar>,
        links: Vec<Option<FileLink>>,
    ) {
        self.values(field, Role::Link, width, texts);
        if let Some(column) = self.columns.last_mut() {
            column.links = links;
        }
    }

    pub fn column(&self, heading: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.heading == heading)
    }
}

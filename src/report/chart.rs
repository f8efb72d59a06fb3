//! A chart: which cells it draws, and how. Its points are cached in the file, so that previews show it too.

use super::formula::{Field, Key};

/// A chart, drawn over the rows that its height takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// `chtStatus`; shown in Excel's selection pane.
    pub name: Key,
    pub kind: ChartKind,
    /// Pixels. The section heading above is the title, so there is none inside.
    pub width: u32,
    pub height: u32,
    /// What it shows, for people who cannot see it; where the figures are is added.
    pub alt: String,
    pub series: Vec<Series>,
    /// Points of a line in front of columns, such as capacity over demand.
    pub lines: Vec<Series>,
    pub legend: Legend,
    pub axis: Axis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Horizontal, first category on top.
    BarStacked,
    BarClustered,
    ColumnStacked,
    ColumnClustered,
    Line,
    Scatter,
}

/// One series of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    pub categories: Source,
    pub values: Source,
    pub look: Look,
    /// Format of the value printed at each point, `0;;`; none for no labels.
    pub labels: Option<String>,
    /// Texts printed at the points instead, one a point.
    pub named: Option<Source>,
}

/// Cells that a chart reads.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A column of a table.
    Field(Field),
    /// Some rows of a column of a table, counted from 0: first row and number of rows.
    Rows(Field, usize, usize),
    /// The body of a column of a list: its id and key.
    Body(Key, Key),
    /// The headings of a list from one key to another: its id and the keys.
    Heads(Key, Key, Key),
    /// One row of a list's body, counted from 0, from one key to another.
    Across(Key, usize, Key, Key),
}

/// How a series looks; the same meaning looks the same in every chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Red,
    Amber,
    Green,
    /// Solid dark: what has happened.
    Actual,
    /// Grey: what was planned.
    Plan,
    /// Dotted: what is expected.
    Forecast,
    Earned,
    /// Brand-coloured columns.
    Plain,
    /// Hatched: nobody is named yet.
    Open,
    /// A thin dark line.
    Limit,
    /// Not drawn: the ground that a waterfall's steps stand on.
    Hidden,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legend {
    None,
    Top,
    Bottom,
}

/// What is special about the axes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// Format of the categories, `mmm yy`.
    pub category_format: Option<String>,
    /// Format of the values; without one the value axis is not shown.
    pub value_format: Option<String>,
    pub category_name: Option<String>,
    pub value_name: Option<String>,
    /// Smallest and largest value shown; only where a cut axis is honest, as for ratios around 1.
    pub value_range: Option<(f64, f64)>,
    pub category_range: Option<(f64, f64)>,
    /// Where the axes cross: the lines of a quadrant.
    pub crossing: Option<(f64, f64)>,
    /// Print every n-th category.
    pub category_every: Option<u16>,
}

impl Chart {
    pub fn new(
        name: impl Into<Key>,
        kind: ChartKind,
        width: u32,
        height: u32,
        alt: impl Into<String>,
    ) -> Chart {
        Chart {
            name: name.into(),
            kind,
            width,
            height,
            alt: alt.into(),
            series: Vec::new(),
            lines: Vec::new(),
            legend: Legend::Bottom,
            axis: Axis::default(),
        }
    }

    #[must_use]
    pub fn series(mut self, series: Series) -> Chart {
        self.series.push(series);
        self
    }

    #[must_use]
    pub fn line(mut self, series: Series) -> Chart {
        self.lines.push(series);
        self
    }

    #[must_use]
    pub fn legend(mut self, legend: Legend) -> Chart {
        self.legend = legend;
        self
    }

    #[must_use]
    pub fn axis(mut self, axis: Axis) -> Chart {
        self.axis = axis;
        self
    }
}

impl Series {
    pub fn new(name: impl Into<String>, categories: Source, values: Source, look: Look) -> Series {
        Series {
            name: name.into(),
            categories,
            values,
            look,
            labels: None,
            named: None,
        }
    }

    /// Prints each value in a format; `0;;` leaves zeros out.
    #[must_use]
    pub fn labels(mut self, format: impl Into<String>) -> Series {
        self.labels = Some(format.into());
        self
    }

    /// Prints a text at each point instead of its value.
    #[must_use]
    pub fn named(mut self, texts: Source) -> Series {
        self.named = Some(texts);
        self
    }
}

impl From<&Field> for Source {
    fn from(field: &Field) -> Source {
        Source::Field(field.clone())
    }
}

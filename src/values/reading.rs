//! A whole column read at once, since its order of day and month, its scale and its unit are decided per column.

use crate::lexicon::Lexicon;
use crate::model::column::{Column, Kind};
use crate::model::finding::Code;
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::settings::Settings;
use crate::settings::choice::ColumnChoice;

use super::cell::Wanted;
use super::doubt::Doubt;
use super::{category, cell, date, fit, number, person, scale, share, text, yes_no};

/// How a cell is treated that holds something which cannot be read as what its column is.
pub const LEFT_BLANK: &str = "left blank";

/// What reading needs to know beside the cells.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub lexicon: &'a Lexicon,
    pub settings: &'a Settings,
    /// What the settings say of the column that is read; nothing while no column is.
    pub column: ColumnChoice<'a>,
}

impl<'a> Context<'a> {
    pub fn new(lexicon: &'a Lexicon, settings: &'a Settings) -> Context<'a> {
        Context {
            lexicon,
            settings,
            column: ColumnChoice::default(),
        }
    }
}

/// A column as read: one value a cell, in the cells' order.
#[derive(Debug, Default)]
pub struct Reading {
    pub values: Vec<Value>,
    pub remarks: Vec<Remark>,
}

/// Something to tell about a cell, or about the whole column.
#[derive(Debug)]
pub struct Remark {
    pub code: &'static Code,
    /// Index of the cell concerned; `None` speaks of the column (an assumption about its order, scale or unit).
    pub at: Option<usize>,
    pub message: String,
    pub hint: Option<String>,
    pub treated: Option<String>,
    /// What was assumed, where it could be otherwise.
    pub doubt: Option<Doubt>,
    /// Cells whose amounts were multiplied by a rate of exchange, or left out for want of one.
    pub exchanged: Vec<(usize, Option<f64>)>,
}

impl Remark {
    /// A remark about one cell.
    pub fn cell(code: &'static Code, at: usize, message: impl Into<String>) -> Remark {
        Remark {
            at: Some(at),
            ..Remark::column(code, message)
        }
    }

    /// A remark about the whole column.
    pub fn column(code: &'static Code, message: impl Into<String>) -> Remark {
        Remark {
            code,
            at: None,
            message: message.into(),
            hint: None,
            treated: None,
            doubt: None,
            exchanged: Vec::new(),
        }
    }

    #[must_use]
    pub fn doubt(mut self, doubt: Doubt) -> Remark {
        self.doubt = Some(doubt);
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Remark {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn treated(mut self, treated: impl Into<String>) -> Remark {
        self.treated = Some(treated.into());
        self
    }

    /// Says that the cell's value is not used.
    #[must_use]
    pub fn left_blank(self) -> Remark {
        self.treated(LEFT_BLANK)
    }
}

/// Reads the cells under one heading as values of a column. `None` cells are blank.
pub fn read_column(
    column: &Column,
    heading: &str,
    cells: &[Option<&Raw>],
    context: Context<'_>,
) -> Reading {
    let mut reading = Reading::default();
    let wanted = match column.kind {
        Kind::Text => Wanted::Text,
        _ => Wanted::Value,
    };
    let given = cell::given(wanted, cells, context, &mut reading.remarks);
    reading.values = match column.kind {
        Kind::Date | Kind::Month => date::read(column, &given, context, &mut reading.remarks),
        Kind::Money => number::read(column, heading, &given, context, &mut reading.remarks),
        Kind::Number if scale::is_scale(column) => {
            scale::read(column, heading, &given, context, &mut reading.remarks)
        }
        Kind::Number => number::read(column, heading, &given, context, &mut reading.remarks),
        Kind::Share => share::read(column, heading, &given, context, &mut reading.remarks),
        Kind::Category(vocabulary) => {
            category::read(vocabulary, &given, context, &mut reading.remarks)
        }
        Kind::YesNo => yes_no::read(&given, context, &mut reading.remarks),
        Kind::Person => person::read(&given, &mut reading.remarks),
        Kind::Id => text::read_ids(&given, &mut reading.remarks),
        Kind::Text => text::read(column, &given),
    };
    // The column's own remarks first, then those of its cells from top to bottom.
    reading.remarks.sort_by_key(|remark| remark.at);
    reading
}

/// Returns the share of the non-blank cells that can be read as a kind, 0 to 1; `None` when all are blank or missing words.
///
/// This is evidence for what a heading means: a column of dates is no owner. The first 200 cells speak for the rest.
pub fn fit(kind: Kind, cells: &[&Raw], context: Context<'_>) -> Option<f64> {
    fit::share(kind, cells, context)
}

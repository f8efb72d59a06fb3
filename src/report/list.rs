//! A list on a page: headings, rows whose figures are formulas, and a row of totals.

use super::block::{Block, Cells, KeyedColumn, Placed, Row, RowKind};
use super::cell::{Cell, Role};
use super::formula::{Formula, Key};
use super::timeline::Timeline;

/// A list under construction; [`List::block`] finishes it.
///
/// ```
/// use boardpack::report::cell::Role;
/// use boardpack::report::formula::{Field, row};
/// use boardpack::report::functions::{index, lookup, position, sum};
/// use boardpack::report::list::List;
/// use boardpack::report::formula::body;
///
/// static ID: Field = Field::new("tblHealth", "ProjectID");
/// static RANK: Field = Field::new("tblHealth", "Rank");
/// static OVER: Field = Field::new("tblHealth", "Over");
///
/// let mut list = List::new()
///     .id("worst")
///     .column("ID", "ID", Role::Id, 1)
///     .column("Over", "Over budget", Role::Money, 1);
/// for place in 1..=5_u32 {
///     list.push([lookup(&ID, &RANK, f64::from(place)), lookup(&OVER, &ID, row("ID"))]);
/// }
/// list.total("Total", [("Over", sum(body("Over")))]);
/// let block = list.block();
/// # let _ = block;
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    id: Option<Key>,
    columns: Vec<ListColumn>,
    groups: Vec<(u16, u16, String)>,
    rows: Vec<Row>,
    head_height: u32,
    row_height: u32,
}

#[derive(Debug, Clone, PartialEq)]
struct ListColumn {
    key: Key,
    head: Cell,
    role: Role,
    at: u16,
    span: u16,
}

impl List {
    pub fn new() -> List {
        List {
            head_height: 24,
            row_height: 22,
            ..List::default()
        }
    }

    /// Sets the id by which charts and other sheets find this list.
    #[must_use]
    pub fn id(mut self, id: impl Into<Key>) -> List {
        self.id = Some(id.into());
        self
    }

    /// Sets the heights of the heading row and of body rows, in pixels.
    #[must_use]
    pub fn heights(mut self, head: u32, row: u32) -> List {
        self.head_height = head;
        self.row_height = row;
        self
    }

    /// Adds a column of `span` grid columns right of the ones before it; the heading is aligned as the role is.
    #[must_use]
    pub fn column(self, key: impl Into<Key>, heading: &str, role: Role, span: u16) -> List {
        self.headed(key, Cell::value(role.head(), heading), role, span)
    }

    /// Adds a column whose heading is a cell of its own kind, such as a month that formulas below refer to.
    #[must_use]
    pub fn headed(mut self, key: impl Into<Key>, head: Cell, role: Role, span: u16) -> List {
        let at = self.width();
        self.columns.push(ListColumn {
            key: key.into(),
            head,
            role,
            at,
            span,
        });
        self
    }

    /// Leaves grid columns empty.
    #[must_use]
    pub fn gap(mut self, span: u16) -> List {
        let at = self.width();
        self.columns.push(ListColumn {
            key: Key::Owned(format!("gap {at}")),
            head: Cell::blank(Role::Head),
            role: Role::Text,
            at,
            span,
        });
        self
    }

    /// Puts a heading over the columns from one key to another.
    #[must_use]
    pub fn group_heading(mut self, first: &str, last: &str, heading: &str) -> List {
        let from = self.columns.iter().find(|column| column.key == first);
        let to = self.columns.iter().find(|column| column.key == last);
        if let (Some(from), Some(to)) = (from, to) {
            let span = to.at + to.span - from.at;
            self.groups.push((from.at, span, heading.to_string()));
        }
        self
    }

    /// Returns the grid columns taken so far.
    pub fn width(&self) -> u16 {
        self.columns
            .last()
            .map_or(0, |column| column.at + column.span)
    }

    /// Adds a row: one formula a column, in their order, gaps left out.
    pub fn push(&mut self, figures: impl IntoIterator<Item = Formula>) {
        let cells = self
            .columns
            .iter()
            .filter(|column| !column.is_gap())
            .zip(figures)
            .map(|(column, figure)| {
                Placed::new(column.at, column.span, Cell::figure(column.role, figure))
            })
            .collect();
        self.rows
            .push(Row::new(RowKind::Body, self.row_height, cells));
    }

    /// Adds a row of ready-made cells, one a column; for inputs, links and named cells.
    pub fn push_cells(&mut self, kind: RowKind, cells: impl IntoIterator<Item = Cell>) {
        let cells = self
            .columns
            .iter()
            .filter(|column| !column.is_gap())
            .zip(cells)
            .map(|(column, cell)| Placed::new(column.at, column.span, cell))
            .collect();
        self.rows.push(Row::new(kind, self.row_height, cells));
    }

    /// Adds a row that groups those beneath it: a name in the first column and figures under keys.
    pub fn group<K: Into<Key>>(
        &mut self,
        label: impl Into<Formula>,
        figures: impl IntoIterator<Item = (K, Formula)>,
    ) {
        self.summary(RowKind::Group, label.into(), figures);
    }

    /// Adds a row of totals: a label in the first column and figures under keys.
    pub fn total<K: Into<Key>>(
        &mut self,
        label: impl Into<Formula>,
        figures: impl IntoIterator<Item = (K, Formula)>,
    ) {
        self.summary(RowKind::Total, label.into(), figures);
    }

    fn summary<K: Into<Key>>(
        &mut self,
        kind: RowKind,
        label: Formula,
        figures: impl IntoIterator<Item = (K, Formula)>,
    ) {
        let mut cells: Vec<Placed> = self
            .columns
            .iter()
            .map(|column| Placed::new(column.at, column.span, Cell::blank(Role::Text)))
            .collect();
        let mut told = self.columns.len();
        for (key, figure) in figures {
            let key = key.into();
            let position = self.columns.iter().position(|column| column.key == key);
            if let Some(position) = position {
                cells[position].cell = Cell::figure(self.columns[position].role, figure);
                told = told.min(position);
            }
        }
        // The label takes all columns up to the first figure.
        if told > 0
            && let (Some(first), Some(last)) = (cells.first(), cells.get(told - 1))
        {
            let span = last.at + last.span - first.at;
            let label = Placed::new(first.at, span, Cell::figure(Role::Strong, label));
            cells.splice(..told, [label]);
        }
        self.rows.push(Row::new(kind, self.row_height, cells));
    }

    /// Returns the finished block.
    pub fn block(self) -> Block {
        Block::Cells(self.cells())
    }

    /// Returns the finished block with months beside it.
    pub fn with_timeline(self, timeline: Timeline) -> Block {
        Block::Cells(timeline.on(self.cells()))
    }

    fn cells(self) -> Cells {
        let mut rows = Vec::new();
        if !self.groups.is_empty() {
            let cells = self
                .groups
                .into_iter()
                .map(|(at, span, heading)| {
                    Placed::new(at, span, Cell::value(Role::HeadGroup, heading))
                })
                .collect();
            rows.push(Row::new(RowKind::Plain, 20, cells));
        }
        let heads = self
            .columns
            .iter()
            .map(|column| Placed::new(column.at, column.span, column.head.clone()))
            .collect();
        rows.push(Row::new(RowKind::Head, self.head_height, heads));
        rows.extend(self.rows);
        let columns = self
            .columns
            .into_iter()
            .map(|column| KeyedColumn {
                key: column.key,
                at: column.at,
            })
            .collect();
        Cells {
            id: self.id,
            columns,
            rows,
            timeline: None,
        }
    }
}

impl ListColumn {
    fn is_gap(&self) -> bool {
        self.key.starts_with("gap ")
    }
}

impl Role {
    /// Returns the role of the heading over cells of this role: numbers right, tiles centred, texts left.
    pub fn head(self) -> Role {
        match self {
            Role::Count
            | Role::CountOrBlank
            | Role::CountOrDash
            | Role::Number
            | Role::NumberSigned
            | Role::Money
            | Role::MoneySigned
            | Role::MoneyUnit
            | Role::Exact
            | Role::Share
            | Role::ShareSigned
            | Role::Ratio
            | Role::DaysSigned
            | Role::Date
            | Role::DateLong
            | Role::Month
            | Role::Bar
            | Role::InputNumber
            | Role::InputShare
            | Role::InputRatio
            | Role::InputDate => Role::HeadRight,
            Role::Tile
            | Role::TileRed
            | Role::TileAmber
            | Role::TileGreen
            | Role::Trend
            | Role::Utilisation
            | Role::Gap
            | Role::RiskZone
            | Role::Failures
            | Role::Score
            | Role::Centred => Role::HeadCentred,
            _ => Role::Head,
        }
    }
}

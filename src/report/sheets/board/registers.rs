//! What registers of risks, issues and actions share on a page: figures at the left, a ranked list of open rows at the right.

use super::places::first;
use crate::model::column::Column;
use crate::model::schema::Schema;
use crate::report::block::{Block, Cells, Placed, Row, RowKind};
use crate::report::cell::{Cell, Role};
use crate::report::formula::Formula;
use crate::report::functions::if_;
use crate::report::list::List;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::ground::open_rows;

/// Issues and actions listed.
pub(super) const LISTED: u32 = 6;

pub(super) const LEFT_SPAN: u16 = 7;

/// Rows are as high as a square, since matrix and list share the rows of the sheet.
pub(super) const ROW: u32 = 35;

pub(super) const LOW_ROW: u32 = 30;

/// The columns that the lists share, so that eyes do not move between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Id,
    What,
    Project,
    /// Probability and impact, or priority.
    Scale,
    /// Score, age or lateness.
    Weight,
    Owner,
    Due,
    Note,
}

/// Slots from left to right with their widths in characters.
const SLOTS: [(Slot, f64); 8] = [
    (Slot::Id, 8.5),
    (Slot::What, 44.0),
    (Slot::Project, 23.0),
    (Slot::Scale, 9.0),
    (Slot::Weight, 8.0),
    (Slot::Owner, 16.0),
    (Slot::Due, 10.5),
    (Slot::Note, 32.0),
];

/// Makes the figure of a slot in the row of a place.
pub(super) type Figure<'a> = Box<dyn Fn(Slot, u32) -> Formula + 'a>;

/// One register: what the headline says of it, its figures at the left, its list at the right.
pub(super) struct Register<'a> {
    pub(super) name: &'static str,
    pub(super) sentence: Formula,
    pub(super) source: &'static str,
    pub(super) title: String,
    pub(super) left: Vec<Block>,
    /// The slots that its rows give, with their headings.
    pub(super) slots: Vec<(Slot, &'static str, Role)>,
    pub(super) figure: Figure<'a>,
    /// Number of open rows; places beyond it stay empty.
    pub(super) open: Formula,
    pub(super) places: usize,
    pub(super) row_height: u32,
}

/// Returns the slots that any register gives; what is not given makes room for the texts.
pub(super) fn slot_widths(registers: &[Register<'_>]) -> Vec<(Slot, f64)> {
    let given = |slot: Slot| {
        registers
            .iter()
            .any(|register| register.slots.iter().any(|(own, _, _)| *own == slot))
    };
    let free: f64 = SLOTS
        .iter()
        .filter(|(slot, _)| !given(*slot))
        .map(|(_, width)| width)
        .sum();
    SLOTS
        .into_iter()
        .filter(|(slot, _)| given(*slot))
        .map(|(slot, width)| match slot {
            Slot::What => (slot, width + free * 0.6),
            Slot::Project => (slot, width + free * 0.2),
            slot => (slot, width),
        })
        .collect()
}

/// Returns the open rows of a register by rank.
pub(super) fn open_list(register: &Register<'_>, slots: &[(Slot, f64)]) -> List {
    let height = register.row_height;
    let mut list = List::new()
        .id(format!("open {}", register.name.to_lowercase()))
        .heights(height, height);
    let own = |slot: Slot| register.slots.iter().find(|(own, _, _)| *own == slot);
    for (slot, _) in slots {
        let key = format!("{slot:?}");
        list = match own(*slot) {
            Some((_, heading, role)) => list.column(key, heading, *role, 1),
            None => list.column(key, "", Role::Text, 1),
        };
    }
    for place in (1_u32..).take(register.places) {
        list.push(slots.iter().map(|(slot, _)| match own(*slot) {
            Some(_) => if_(
                register.open.clone().below(place),
                "",
                (register.figure)(*slot, place),
            ),
            None => "".into(),
        }));
    }
    list
}

/// A label and its figure.
pub(super) struct Fact {
    pub(super) label: Formula,
    pub(super) figure: Formula,
    pub(super) role: Role,
}

impl Fact {
    pub(super) fn count(label: impl Into<Formula>, figure: Formula) -> Fact {
        Fact {
            label: label.into(),
            figure,
            role: Role::Count,
        }
    }
}

/// Returns facts one below the other, each figure at the right end of the left part.
pub(super) fn fact_list(facts: &[Fact], height: u32) -> Block {
    let rows = facts
        .iter()
        .map(|fact| {
            let cells = vec![
                Placed::new(0, 6, Cell::figure(Role::Text, fact.label.clone())),
                Placed::new(6, 1, Cell::figure(fact.role, fact.figure.clone())),
            ];
            Row::new(RowKind::Body, height, cells)
        })
        .collect();
    Block::Cells(Cells::rows(rows))
}

/// Returns the number of places of a list of open rows: one at least, so that it can be filled.
pub(super) fn open_places(
    brief: &Brief<'_>,
    schema: &Schema,
    status: &Column,
    closed: &Column,
    at_most: u32,
) -> usize {
    first(open_rows(brief, schema, status, closed).max(1), at_most).count()
}

//! How deep each row of a table stands: by a column of levels, outline numbers, indents, or Excel's groups of rows.

use std::collections::BTreeSet;

use crate::model::column::{Kind, Need};
use crate::model::schema::Table;
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::tasks;
use crate::read::grid::{Cell, GridRow, Raw};
use crate::recognise::region::{Region, Role};

/// Of the rows of a table so many must bear an outline number before the numbers are taken for an outline.
const NUMBERED: f64 = 0.8;
/// Of the dotted numbers so many must stand below the row that bears their first part.
const UNDER_ITS_OWN: f64 = 0.9;
/// What one step of Excel's indent is worth in blanks.
const INDENT: u32 = 3;
/// Fewer blanks than this in front of a name are a slip of the hand.
const FEWEST_BLANKS: u32 = 2;
/// Marks that people draw in front of a name to push it to the right.
const MARKS: &str = "-–—•·>»*└├─│|+↳→";

/// How deep the rows stand, and on which side of its rows a row over others stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Depths {
    pub(super) depths: Vec<u32>,
    /// Rows roll up into a row below them, as Excel's own groups do, and not into one above.
    pub(super) parent_below: bool,
    /// Excel's groups also serve to fold rows away: what stands over a group need not be its parent.
    pub(super) is_weak: bool,
}

/// Returns how deep the rows of a table stand, if any stands deeper than another.
pub(super) fn depths(rows: &[&GridRow], region: &Region) -> Option<Depths> {
    let sure = |depths| Depths {
        depths,
        parent_below: false,
        is_weak: false,
    };
    by_level(rows, region)
        .or_else(|| by_column(rows, region))
        .or_else(|| by_number(rows, region))
        .or_else(|| by_indent(rows, region))
        .map(sure)
        .or_else(|| by_group(rows))
}

/// Returns the columns that name the rows of a table, of which each row fills one.
pub(super) fn name_columns(region: &Region) -> Vec<u32> {
    let seconds = region
        .headings
        .iter()
        .filter(|heading| matches!(heading.role, Role::Second(own) if own.need == Need::Required));
    name_column(region)
        .into_iter()
        .chain(seconds.map(|heading| heading.column))
        .collect()
}

/// Returns the heading column that names the rows of a table.
pub(super) fn name_column(region: &Region) -> Option<u32> {
    let named = |heading: &&crate::recognise::region::Heading| {
        matches!(heading.role, Role::Own(own) if own.need == Need::Required
            || region.schema == Costs::SCHEMA && own.name == costs::CATEGORY.name)
    };
    let heading = region.headings.iter().find(named);
    heading.map(|heading| heading.column)
}

fn varies(depths: Vec<u32>) -> Option<Vec<u32>> {
    let distinct: BTreeSet<&u32> = depths.iter().collect();
    (distinct.len() >= 2).then_some(depths)
}

fn by_level(rows: &[&GridRow], region: &Region) -> Option<Vec<u32>> {
    let column = region.own(&tasks::LEVEL)?.column;
    let depths = rows.iter().map(|row| level(&row.cell(column)?.raw));
    varies(depths.collect::<Option<_>>()?)
}

/// Takes names that stand in columns side by side, one column a level: `Title 1`, `Title 2`.
fn by_column(rows: &[&GridRow], region: &Region) -> Option<Vec<u32>> {
    let columns = name_columns(region);
    let depths = rows.iter().map(|row| {
        let mut filled = (0..)
            .zip(&columns)
            .filter(|(_, column)| row.cell(**column).is_some());
        let (depth, _) = filled.next()?;
        filled.next().is_none().then_some(depth)
    });
    varies(depths.collect::<Option<_>>()?)
}

/// Returns the 2 of `2` or `Level 2`.
fn level(raw: &Raw) -> Option<u32> {
    match raw {
        Raw::Number { value, .. } if *value == value.trunc() && (0.0..100.0).contains(value) => {
            format!("{value:.0}").parse().ok()
        }
        Raw::Text(text) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse().ok().filter(|level| *level < 100)
        }
        _ => None,
    }
}

/// Takes the first column whose cells, or whose first words, number the rows as an outline does: 1, 1.1, 1.1.2.
fn by_number(rows: &[&GridRow], region: &Region) -> Option<Vec<u32>> {
    let name = name_column(region);
    let may_number = |role: &Role| match role {
        Role::Own(own) => own.kind == Kind::Id || own.need == Need::Required,
        Role::Unrecognised { .. } => true,
        _ => false,
    };
    let columns = region
        .headings
        .iter()
        .filter(|heading| may_number(&heading.role) || Some(heading.column) == name);
    columns
        .map(|heading| numbers(rows, heading.column, Some(heading.column) == name))
        .find_map(|numbers| outline(&numbers))
}

/// Returns the outline number of each row; of a name, the one in front of it.
fn numbers(rows: &[&GridRow], column: u32, is_name: bool) -> Vec<Option<Vec<u32>>> {
    rows.iter()
        .map(|row| {
            let said = row.cell(column)?.raw.display();
            let (first, rest) = said.split_once(char::is_whitespace).unwrap_or((&said, ""));
            (is_name != rest.is_empty())
                .then(|| outline_number(first))
                .flatten()
        })
        .collect()
}

/// Reads `1.2.1`, `1.2.1.`, `WP1.2` or `1.0`, which stands over 1.1.
fn outline_number(text: &str) -> Option<Vec<u32>> {
    let letters = text.chars().take_while(|c| c.is_alphabetic()).count();
    let digits: String = text.chars().skip(letters).collect();
    let digits = digits.trim_end_matches(['.', ')', ':']);
    let parts: Option<Vec<u32>> = digits.split('.').map(|part| part.parse().ok()).collect();
    let mut parts = parts?;
    while parts.len() > 1 && parts.last() == Some(&0) {
        parts.pop();
    }
    (letters <= 4).then_some(parts)
}

/// Returns how deep outline numbers stand, if they are an outline: nearly all rows have one, they rise, and each stands
/// below its own first part.
fn outline(numbers: &[Option<Vec<u32>>]) -> Option<Vec<u32>> {
    let given: Vec<&Vec<u32>> = numbers.iter().flatten().collect();
    let dotted = given.iter().filter(|number| number.len() > 1).count();
    if dotted == 0 || (given.len() as f64) < NUMBERED * numbers.len() as f64 {
        return None;
    }
    let mut seen: BTreeSet<&[u32]> = BTreeSet::new();
    let mut under_own = 0;
    for number in &given {
        under_own += usize::from(number.len() > 1 && seen.contains(&number[..number.len() - 1]));
        if !seen.insert(number) && number.len() == 1 {
            return None;
        }
    }
    if (under_own as f64) < UNDER_ITS_OWN * dotted as f64 {
        return None;
    }
    let mut last = 1;
    let depths = numbers.iter().map(|number| {
        let deep = number.as_ref().map_or(last, Vec::len);
        last = deep;
        u32::try_from(deep).unwrap_or(u32::MAX)
    });
    varies(depths.collect())
}

/// Takes how far the names are pushed to the right, by blanks, by marks or by the cell's indent.
fn by_indent(rows: &[&GridRow], region: &Region) -> Option<Vec<u32>> {
    let column = name_column(region)?;
    // Widths that are still open, each deeper than the one before.
    let mut open: Vec<u32> = Vec::new();
    let depths = rows.iter().map(|row| {
        if let Some(cell) = row.cell(column) {
            let width = indent(cell);
            open.retain(|above| *above < width);
            open.push(width);
        }
        // A row without a name goes with the one before it.
        u32::try_from(open.len().max(1)).unwrap_or(u32::MAX)
    });
    varies(depths.collect())
}

/// Returns how far a cell's text is pushed to the right, in blanks.
fn indent(cell: &Cell) -> u32 {
    let Raw::Text(text) = &cell.raw else {
        return INDENT * u32::from(cell.indent);
    };
    let mut blanks = 0;
    for letter in text.chars() {
        blanks += match letter {
            '\t' | '\u{3000}' => INDENT,
            letter if letter.is_whitespace() => 1,
            letter if MARKS.contains(letter) => 1,
            _ => break,
        };
    }
    let blanks = if blanks < FEWEST_BLANKS { 0 } else { blanks };
    INDENT * u32::from(cell.indent) + blanks
}

/// Takes the depth of Excel's own groups of rows.
fn by_group(rows: &[&GridRow]) -> Option<Depths> {
    let depths = varies(rows.iter().map(|row| u32::from(row.outline)).collect())?;
    let top = depths.iter().min();
    let parent_below = depths.first() != top && depths.last() == top;
    Some(Depths {
        depths,
        parent_below,
        is_weak: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outline_numbers_are_read_as_people_write_them() {
        for (said, number) in [
            ("1", Some(vec![1])),
            ("1.2.1", Some(vec![1, 2, 1])),
            ("2.", Some(vec![2])),
            ("3.0", Some(vec![3])),
            ("WP1.2", Some(vec![1, 2])),
            ("1.2a", None),
            ("", None),
            ("Design", None),
            ("1..2", None),
        ] {
            assert_eq!(outline_number(said), number, "{said}");
        }
    }

    #[test]
    fn numbers_are_an_outline_when_each_stands_below_its_own_first_part() {
        let outline =
            |said: &str| outline(&said.split(' ').map(outline_number).collect::<Vec<_>>());
        assert_eq!(outline("1 1.1 1.2 2 2.1"), Some(vec![1, 2, 2, 1, 2]));
        assert_eq!(outline("1.0 1.1 2.0 2.1"), Some(vec![1, 2, 1, 2]));
        assert_eq!(outline("1.1 1.2 2.1"), None);
        assert_eq!(outline("1 2 3"), None);
        assert_eq!(
            outline("1 1 1 1.1"),
            None,
            "a reference, not a number of the row"
        );
    }

    #[test]
    fn a_single_blank_in_front_of_a_name_is_no_indent() {
        let cell = |text: &str, indent| Cell {
            column: 0,
            raw: Raw::Text(text.to_string()),
            fill: None,
            ink: None,
            indent,
            struck: false,
        };
        for (text, steps, expected) in [
            ("Design", 0, 0),
            (" Design", 0, 0),
            ("   Design", 0, 3),
            ("Design", 2, 6),
            ("\tDesign", 0, 3),
            ("└─ Design", 0, 3),
        ] {
            assert_eq!(indent(&cell(text, steps)), expected, "{text:?}");
        }
    }
}

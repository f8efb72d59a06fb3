//! Rows under rows: which row of a table stands over which.

use std::collections::BTreeSet;

use super::depth::{Depths, depths};
use crate::model::schema::Table;
use crate::model::tables::projects::Projects;
use crate::read::grid::GridRow;
use crate::recognise::region::Region;

/// The rows of a table as a tree; rows are named by their place among those given.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// From 1 at the top.
    levels: Vec<u32>,
    parents: Vec<Option<usize>>,
    /// For each row, the rows under it that stand over no other.
    leaves: Vec<Vec<usize>>,
}

impl Outline {
    /// Returns the tree of some rows, if any of them stands over another.
    ///
    /// Where only Excel's groups of rows say so, `is_like_parent` must say the same of half the rows that would stand over
    /// others, by what is in the rows. In a list of projects, where a slip of the hand would lose one, it must too, or
    /// several rows must stand under half of them.
    pub(super) fn of(
        rows: &[&GridRow],
        region: &Region,
        is_like_parent: impl Fn(&Outline, usize) -> bool,
    ) -> Option<Outline> {
        let depths = depths(rows, region)?;
        let outline = Outline::new(&depths);
        let over: Vec<usize> = (0..rows.len())
            .filter(|at| outline.is_parent(*at))
            .collect();
        let has_several = |at: usize| !depths.is_weak && outline.leaves(at).len() >= 2;
        let like = over
            .iter()
            .filter(|at| has_several(**at) || is_like_parent(&outline, **at));
        let must_be_like = depths.is_weak || region.schema == Projects::SCHEMA;
        let is_believed = !must_be_like || 2 * like.count() >= over.len();
        (is_believed && !over.is_empty()).then_some(outline)
    }

    fn new(given: &Depths) -> Outline {
        let depths = &given.depths;
        let mut parents = vec![None; depths.len()];
        let mut levels = vec![1; depths.len()];
        // The rows that may stand over the next one, each deeper than the one before.
        let mut open: Vec<usize> = Vec::new();
        let forward = 0..depths.len();
        let order: Vec<usize> = if given.parent_below {
            forward.rev().collect()
        } else {
            forward.collect()
        };
        for at in order {
            open.retain(|above| depths[*above] < depths[at]);
            parents[at] = open.last().copied();
            levels[at] = u32::try_from(open.len()).unwrap_or(u32::MAX) + 1;
            open.push(at);
        }
        let mut outline = Outline {
            leaves: vec![Vec::new(); depths.len()],
            levels,
            parents,
        };
        let is_over: BTreeSet<usize> = outline.parents.iter().flatten().copied().collect();
        for leaf in (0..depths.len()).filter(|at| !is_over.contains(at)) {
            for above in outline.over(leaf) {
                outline.leaves[above].push(leaf);
            }
        }
        outline
    }

    /// Returns how deep a row stands, from 1 at the top.
    pub(super) fn level(&self, at: usize) -> u32 {
        self.levels[at]
    }

    /// Returns the row right over a row.
    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        self.parents[at]
    }

    /// Whether other rows stand under a row.
    pub(super) fn is_parent(&self, at: usize) -> bool {
        !self.leaves[at].is_empty()
    }

    /// Returns the rows over a row, the outermost first.
    pub(super) fn over(&self, at: usize) -> Vec<usize> {
        let mut over: Vec<usize> =
            std::iter::successors(self.parents[at], |at| self.parents[*at]).collect();
        over.reverse();
        over
    }

    /// Returns the rows under a row that stand over no other.
    pub(super) fn leaves(&self, of: usize) -> &[usize] {
        &self.leaves[of]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(depths: &[u32], parent_below: bool) -> Outline {
        Outline::new(&Depths {
            depths: depths.to_vec(),
            parent_below,
            is_weak: false,
        })
    }

    #[test]
    fn a_row_stands_under_the_last_one_that_is_less_deep() {
        let outline = outline(&[0, 1, 2, 2, 1, 0, 4], false);
        assert_eq!(
            outline.parents,
            [None, Some(0), Some(1), Some(1), Some(0), None, Some(5)]
        );
        assert_eq!(outline.levels, [1, 2, 3, 3, 2, 1, 2]);
        assert_eq!(outline.leaves(0), [2, 3, 4]);
        assert_eq!(outline.over(3), [0, 1]);
    }

    #[test]
    fn rows_may_roll_up_into_the_row_below_them() {
        let outline = outline(&[1, 1, 0, 1, 0], true);
        assert_eq!(outline.parents, [Some(2), Some(2), None, Some(4), None]);
        assert!(outline.is_parent(2) && !outline.is_parent(0));
    }
}

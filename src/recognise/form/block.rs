//! Which pairs of a sheet are one form: all of them, or one block per project where a label repeats.

use std::collections::BTreeMap;

use super::super::lookup::Lookup;
use super::label::names_only_project;
use super::pair::Pair;

/// Splits the pairs of a sheet into one block per project, repeated down, across, or both.
///
/// What stands above all blocks, such as the date of the report, belongs to each of them.
pub(super) fn blocks(pairs: Vec<Pair>, lookup: Lookup<'_>) -> Vec<Vec<Pair>> {
    let Some(starts) = starts(&pairs, lookup) else {
        return vec![pairs];
    };
    let mut blocks: Vec<Vec<Pair>> = vec![Vec::new(); starts.len()];
    for pair in pairs {
        match start_of(&starts, &pair) {
            Some(at) => blocks[at].push(pair),
            None => blocks.iter_mut().for_each(|block| block.push(pair.clone())),
        }
    }
    blocks
}

/// Returns where the blocks start: at the first of the labels that stand as often as the project's name does.
fn starts(pairs: &[Pair], lookup: Lookup<'_>) -> Option<Vec<(u32, u32)>> {
    let mut places: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for pair in pairs {
        places
            .entry(pair.label.key())
            .or_default()
            .push((pair.label.row, pair.label.column));
    }
    let names = pairs.iter().filter(|pair| pair.label.names_project());
    let count = names
        .map(|pair| {
            let count = places[&pair.label.key()].len();
            (names_only_project(&pair.label.text, lookup), count)
        })
        .max()
        .map(|(_, count)| count)
        .filter(|count| *count >= 2)?;
    places
        .into_values()
        .filter(|places| places.len() == count)
        .min()
}

/// Returns the block of a pair: of the starts above it the lowest row, of that row the last one left of the pair.
fn start_of(starts: &[(u32, u32)], pair: &Pair) -> Option<usize> {
    let (row, column) = (pair.label.row, pair.label.column);
    let above = starts.iter().map(|start| start.0).filter(|at| *at <= row);
    let of_row = above.max()?;
    let left = starts
        .iter()
        .enumerate()
        .filter(|(_, start)| start.0 == of_row && start.1 <= column)
        .max_by_key(|(_, start)| start.1);
    left.map(|(at, _)| at)
        .or_else(|| starts.iter().position(|start| start.0 == of_row))
}

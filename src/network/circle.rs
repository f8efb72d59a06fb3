//! The order in which tasks wait for each other, and the circle that leaves them none.

use super::logic::Link;

/// Tasks that wait for each other, each for the one before it and the first for the last.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("links run in a circle of {} tasks", .0.len())]
pub struct Circle(pub Vec<usize>);

/// Returns the tasks in an order in which each stands after those that it waits for; of several such, the one that keeps to
/// the given order.
///
/// # Errors
/// The first circle that leaves no order.
pub fn in_order(tasks: usize, links: &[Link]) -> Result<Vec<usize>, Circle> {
    let mut waits = vec![0_usize; tasks];
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); tasks];
    for link in links {
        waits[link.to] += 1;
        next[link.from].push(link.to);
    }
    let mut ready: std::collections::BTreeSet<usize> =
        (0..tasks).filter(|at| waits[*at] == 0).collect();
    let mut order = Vec::with_capacity(tasks);
    while let Some(at) = ready.pop_first() {
        order.push(at);
        for to in &next[at] {
            waits[*to] -= 1;
            if waits[*to] == 0 {
                ready.insert(*to);
            }
        }
    }
    if order.len() == tasks {
        Ok(order)
    } else {
        Err(circle(&waits, links))
    }
}

/// Follows links backwards among the tasks that still wait, until one is met again: every such task waits for another.
fn circle(waits: &[usize], links: &[Link]) -> Circle {
    let before = |at: usize| {
        let mut into = links
            .iter()
            .filter(|link| link.to == at && waits[link.from] > 0);
        into.next().map(|link| link.from)
    };
    let mut path: Vec<usize> = Vec::new();
    let mut at = (0..waits.len()).find(|at| waits[*at] > 0);
    while let Some(own) = at {
        if let Some(met) = path.iter().position(|seen| *seen == own) {
            path.drain(..met);
            break;
        }
        path.push(own);
        at = before(own);
    }
    path.reverse();
    // Told from its first task on, whichever was met first.
    let first = path.iter().enumerate().min_by_key(|(_, task)| **task);
    let first = first.map_or(0, |(place, _)| place);
    path.rotate_left(first);
    Circle(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::link::{Kind, Lag};

    fn links(pairs: &[(usize, usize)]) -> Vec<Link> {
        let link = |(from, to): &(usize, usize)| Link {
            from: *from,
            to: *to,
            kind: Kind::FinishToStart,
            lag: Lag::NONE,
        };
        pairs.iter().map(link).collect()
    }

    #[test]
    fn a_task_stands_after_those_it_waits_for() {
        assert_eq!(in_order(3, &links(&[(2, 0), (0, 1)])), Ok(vec![2, 0, 1]));
        assert_eq!(in_order(3, &[]), Ok(vec![0, 1, 2]));
    }

    #[test]
    fn a_circle_is_told_in_the_order_of_its_links() {
        let found = in_order(5, &links(&[(0, 1), (1, 2), (2, 3), (3, 1), (3, 4)]));
        assert_eq!(found, Err(Circle(vec![1, 2, 3])));
        assert_eq!(in_order(1, &links(&[(0, 0)])), Err(Circle(vec![0])));
    }
}

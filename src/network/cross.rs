//! What is asked of a network as a whole: where it ends, how much that may slip, and whether a delay reaches it.

use super::link::Kind;
use super::pass::{Constraint, schedule};
use super::plan::Timed;

/// The delay of the critical path test, in working days: more than any float.
const DELAY: f64 = 600.0;

/// Returns the task with which a network ends: of those that nothing waits for, the last to finish. `None` when all is done.
pub fn finish_of(timed: &Timed) -> Option<usize> {
    let network = &timed.network;
    let is_last = |at: &usize| network.links.iter().all(|link| link.from != *at);
    let is_open = |at: &usize| network.tasks[*at].finished.is_none();
    let finish = |at: &usize| timed.schedule.times[*at].early_finish;
    (0..network.tasks.len())
        .filter(is_open)
        .filter(is_last)
        // Of several that end together, the one that stands last in the order of the links.
        .max_by(|a, b| finish(a).total_cmp(&finish(b)).then(a.cmp(b)))
}

/// Returns the tasks that drive the finish, from the finish back to the first that is open, each with the kind of link by
/// which it drives the one after it.
fn driving(timed: &Timed) -> Vec<(usize, Option<Kind>)> {
    let mut chain: Vec<(usize, Option<Kind>)> = Vec::new();
    let mut next = finish_of(timed).map(|at| (at, None));
    while let Some((at, kind)) = next {
        chain.push((at, kind));
        let driver = timed.schedule.times[at].driver;
        let drives = |from: &usize| {
            let mut links = timed.network.links.iter();
            let link = links.find(|link| link.from == *from && link.to == at)?;
            let starts = matches!(link.kind, Kind::FinishToStart | Kind::StartToStart);
            let is_past = starts && timed.network.tasks[at].started.is_some();
            let is_open = timed.network.tasks[*from].finished.is_none();
            (is_open && !is_past).then_some((*from, Some(link.kind)))
        };
        next = driver.and_then(|from| drives(&from));
    }
    chain
}

/// Returns the float of the finish, in working days: to the date it must be met by, where it has one, else the smallest along
/// the path that drives it, so that a date further up is seen.
pub fn finish_float(timed: &Timed) -> Option<f64> {
    let finish = finish_of(timed)?;
    let task = &timed.network.tasks[finish];
    let times = &timed.schedule.times;
    let calendar = &timed.network.calendars[task.calendar];
    let target = task.constraints.iter().find_map(|own| match own {
        Constraint::FinishNoLater(moment) => Some(*moment),
        _ => None,
    });
    let own = target.map(|moment| calendar.work(times[finish].early_finish, moment));
    let along = driving(timed)
        .into_iter()
        .map(|(at, _)| times[at].total_float)
        .fold(f64::INFINITY, f64::min);
    Some(match own {
        Some(own) if along >= 0.0 => own,
        Some(own) => own.min(along),
        None => along,
    })
}

/// Delays the end of a task of the path that drives the finish by a very long time, and returns by how many working days the finish
/// moves, and by how many the task was delayed. A finish that moves less is held by something other than its logic.
pub fn critical_path_test(timed: &Timed) -> Option<(f64, f64)> {
    let finish = finish_of(timed)?;
    // A task that drives by its start does not pass on what its own work takes longer.
    let passes_on =
        |kind: &Option<Kind>| !matches!(kind, Some(Kind::StartToStart | Kind::StartToFinish));
    let delayed = driving(timed)
        .into_iter()
        .take_while(|(_, kind)| passes_on(kind))
        .last()
        .map_or(finish, |(at, _)| at);
    let mut network = timed.network.clone();
    let late = network.calendars[network.tasks[delayed].calendar]
        .after(timed.schedule.times[delayed].early_finish, DELAY);
    let held = &mut network.tasks[delayed].constraints;
    held.push(Constraint::FinishNoEarlier(late));
    let after = schedule(&network).ok()?;
    let calendar = &network.calendars[network.tasks[finish].calendar];
    let moved = calendar.work(
        timed.schedule.times[finish].early_finish,
        after.times[finish].early_finish,
    );
    Some((moved, DELAY))
}

/// Returns the tasks of the critical path that are still to be done, in their order.
pub fn critical_path(timed: &Timed) -> Vec<usize> {
    let times = &timed.schedule.times;
    let is_open = |at: &usize| timed.network.tasks[*at].finished.is_none();
    let mut path: Vec<usize> = (0..times.len())
        .filter(is_open)
        .filter(|at| times[*at].is_critical)
        .collect();
    path.sort_by(|a, b| {
        let (a, b) = (&times[*a], &times[*b]);
        a.early_start
            .total_cmp(&b.early_start)
            .then(a.early_finish.total_cmp(&b.early_finish))
    });
    path
}

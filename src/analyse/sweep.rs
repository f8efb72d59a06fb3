//! Stretches of days on which somebody is booked for more, or for less, than they can give.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::rounding::rounded;

/// So much, from one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Full-time equivalents.
    pub amount: f64,
}

/// Returns the stretches of a window on which bookings and capacity differ: [`Stretch::amount`] is booked less capacity,
/// positive where too much is booked. Stretches that touch and differ by the same amount are one. An end beyond the window is
/// cut there.
pub fn differences(
    booked: &[Stretch],
    capacity: &[Stretch],
    window: (NaiveDate, NaiveDate),
) -> Vec<Stretch> {
    let (first, last) = window;
    let mut starts: BTreeSet<NaiveDate> = [first].into();
    for stretch in booked.iter().chain(capacity) {
        starts.insert(stretch.from);
        starts.extend(stretch.to.succ_opt());
    }
    let starts: Vec<NaiveDate> = starts
        .into_iter()
        .filter(|start| (first..=last).contains(start))
        .collect();
    let ends = starts
        .iter()
        .skip(1)
        .filter_map(NaiveDate::pred_opt)
        .chain([last]);
    let mut found: Vec<Stretch> = Vec::new();
    for (from, to) in starts.iter().copied().zip(ends) {
        let of_day = |stretches: &[Stretch]| -> f64 {
            let there = stretches
                .iter()
                .filter(|own| own.from <= from && from <= own.to);
            there.map(|own| own.amount).sum()
        };
        let amount = rounded(of_day(booked) - of_day(capacity), 6);
        if amount == 0.0 {
            continue;
        }
        match found.last_mut() {
            Some(before) if before.to.succ_opt() == Some(from) && before.amount == amount => {
                before.to = to;
            }
            _ => found.push(Stretch { from, to, amount }),
        }
    }
    found
}

//! Overloads and how few moves clear them, role by role.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::LazyFrame;

use super::balance::NO_ROLE;
use super::facts::Facts;
use super::gathered::{Line, blank, listed, measured, with_places};
use super::listing::Listing;
use super::measure::Measure;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::moves::{Booking, Micro, Place, Relief, relieve};
use super::reason::Reason;
use super::resourcing::Load;
use super::terms::booking_window;

pub(super) static FAMILY: Family = Family {
    id: "relief",
    title: "Moves that clear the overloads",
    metrics: &[&MOVES_NEEDED],
    listings: &[&MOVES],
};

static MOVES_NEEDED: Metric = Metric {
    id: "moves_needed",
    name: "Moves that clear the overloads of a role",
    unit: Unit::Count,
    better: Better::Lower,
    what: "The smallest number of bookings of a person and month that, moved to a colleague of the same role or to a later month with bookings, leave nobody of the role over-booked in the three months from the day after the as-of date. Whoever takes a booking stays within what they can give. All sets of up to capacity.most_moves moves are searched through; beyond that the number is that of moving what fits, one after the other, and the denominator is the least possible.",
    why: "How little has to be agreed.",
    source: "Exact search by a growing number of moves; rule of the pack for what may be moved.",
    null_when: "NOT_ACHIEVABLE when the moves found leave somebody over-booked. No row for a role without an overload.",
    example: Example {
        given: &[
            "projects:",
            "people: person Ann Lee, role Analyst",
            "people: person Bo Hall, role Analyst",
            "assignments: person Ann Lee, period 2026-11-01, fte 0.8",
            "assignments: project_id P2, project Annex, person Ann Lee, period 2026-11-01, fte 0.5",
            "assignments: person Bo Hall, period 2026-11-01, fte 0.4",
        ],
        gives: Ok(1.0),
        source: "found by hand",
    },
    basis: Basis::Portfolio(moves_needed),
};

fn moves_needed(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<Measure> = plans(facts)
        .into_iter()
        .map(|plan| {
            let (number, is_cleared) = (plan.relief.moves.len(), plan.relief.left == 0);
            let places = plan.relief.moves.iter();
            let places = places.flat_map(|step| plan.places_of(step.booking));
            let own = Measure {
                value: is_cleared.then_some(number as f64),
                numerator: Some(number as f64),
                denominator: Some(plan.relief.at_least as f64),
                reason: (!is_cleared).then_some(Reason::NotAchievable),
                subject: Some(plan.role.clone()),
                ..blank()
            };
            with_places(own, places.collect())
        })
        .collect();
    measured(&rows)
}

static MOVES: Listing = Listing {
    id: "moves",
    title: "Moves that clear the overloads",
    which: "The moves of the smallest set for each role, by role, month and person; where no set clears all, those that fit.",
    why: "Each is a proposal: who could do the work instead, or when.",
    number: Unit::Fte,
    basis: Basis::Portfolio(moves),
};

fn moves(facts: &Facts<'_>) -> LazyFrame {
    let mut lines = Vec::new();
    for plan in plans(facts) {
        let proof = match (plan.relief.left, plan.relief.is_smallest) {
            (0, true) => "no smaller set of moves clears the role".to_string(),
            (0, false) => format!(
                "found by trying; at least {} are needed",
                plan.relief.at_least
            ),
            (1, _) => "1 overload of the role stays".to_string(),
            (left, _) => format!("{left} overloads of the role stay"),
        };
        let mut steps = plan.relief.moves.clone();
        steps.sort_by_key(|step| {
            (
                plan.slots[plan.bookings[step.booking].place].clone(),
                step.booking,
            )
        });
        for step in steps {
            let (from, to) = (
                &plan.slots[plan.bookings[step.booking].place],
                &plan.slots[step.to],
            );
            let load = plan.loads[step.booking][0];
            let whereto = if from.1 == to.1 {
                format!("to {} in {}", to.1, to.0.format("%B %Y"))
            } else {
                format!("to {}", to.1)
            };
            lines.push(Line {
                project_id: load.project_id.clone(),
                project: load.project.clone(),
                what: from.1.clone(),
                owner: Some(to.1.clone()),
                date: Some(from.0),
                number: Some(plan.bookings[step.booking].amount as f64 / MILLION),
                why: format!("{whereto}; {proof}"),
                place: Some(load.place.clone()),
            });
        }
    }
    listed(&lines)
}

const MILLION: f64 = 1_000_000.0;

/// What to move within a role.
struct Plan<'a> {
    role: String,
    /// Month and person of each place.
    slots: Vec<(NaiveDate, String)>,
    bookings: Vec<Booking>,
    /// The rows of each booking.
    loads: Vec<Vec<&'a Load>>,
    relief: Relief,
}

impl Plan<'_> {
    fn places_of(&self, booking: usize) -> Vec<String> {
        self.loads[booking]
            .iter()
            .map(|load| load.place.clone())
            .collect()
    }
}

fn micro(amount: f64) -> Micro {
    (amount * MILLION).round() as Micro
}

/// Returns a plan for each role with an overload in the three months from the day after the as-of date.
fn plans<'a>(facts: &'a Facts<'_>) -> Vec<Plan<'a>> {
    let resourcing = facts.resourcing();
    let (first, after) = booking_window(facts.at());
    let over = facts.settings.thresholds.utilisation.over;
    let most = facts.settings.capacity.most_moves as usize;
    let (_, last) = resourcing.window;
    let mut months: Vec<NaiveDate> = resourcing
        .loads
        .iter()
        .map(|load| load.month)
        .filter(|month| (first..=last).contains(month))
        .collect();
    months.sort_unstable();
    months.dedup();
    let mut roles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, person) in &resourcing.people {
        // Somebody without a role has no colleagues of the same.
        roles
            .entry(person.role.as_deref().unwrap_or(NO_ROLE))
            .or_default()
            .push(name);
    }
    let mut booked: BTreeMap<(&str, NaiveDate, &str), Vec<&Load>> = BTreeMap::new();
    for load in resourcing.loads.iter().filter(|load| load.fte > 0.0) {
        if let Some(name) = load.person.as_deref() {
            let project = load.project.as_deref().unwrap_or_default();
            booked
                .entry((name, load.month, project))
                .or_default()
                .push(load);
        }
    }
    let mut plans = Vec::new();
    for (role, people) in roles {
        let slots: Vec<(NaiveDate, String)> = months
            .iter()
            .flat_map(|month| people.iter().map(|name| (*month, (*name).to_string())))
            .collect();
        let places: Vec<Place> = slots
            .iter()
            .map(|(month, name)| {
                let capacity = micro(resourcing.month_capacity(name, *month));
                // Overloads later than the window may stay; nobody is to be overloaded more.
                let limit = if *month < after {
                    (capacity as f64 * over).round() as Micro
                } else {
                    Micro::MAX
                };
                Place { capacity, limit }
            })
            .collect();
        let (mut bookings, mut loads): (Vec<Booking>, Vec<Vec<&Load>>) = (Vec::new(), Vec::new());
        for (place, (month, name)) in slots.iter().enumerate() {
            let own = booked.range((name.as_str(), *month, "")..);
            for ((_, _, _), rows) in
                own.take_while(|((person, when, _), _)| person == name && when == month)
            {
                bookings.push(Booking {
                    place,
                    amount: rows.iter().map(|load| micro(load.fte)).sum(),
                });
                loads.push(rows.clone());
            }
        }
        let mut sums = vec![0; places.len()];
        for booking in &bookings {
            sums[booking.place] += booking.amount;
        }
        let is_over = sums.iter().zip(&places).any(|(sum, own)| *sum > own.limit);
        let (count, has_role) = (people.len(), role != NO_ROLE);
        let number = slots.len();
        // Places stand month by month: colleagues in the same month, then the person in later ones.
        let others = move |place: usize| {
            let first = place - place % count;
            let colleagues = (first..first + count).filter(|other| has_role && *other != place);
            let later = (place + count..number).step_by(count);
            colleagues.chain(later).collect()
        };
        if is_over {
            plans.push(Plan {
                role: role.to_string(),
                relief: relieve(&places, &bookings, &others, most),
                slots,
                bookings,
                loads,
            });
        }
    }
    plans
}

//! Properties that hold for any network: no float below none, the path is as long as the whole, rows may change places.

use proptest::prelude::*;

use super::calendar::Calendar;
use super::circle::in_order;
use super::cross::critical_path_test;
use super::link::{Kind, Lag};
use super::logic::Link;
use super::pass::{Network, Schedule, Task, schedule};
use super::plan::Timed;

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![
        Kind::FinishToStart,
        Kind::StartToStart,
        Kind::FinishToFinish,
        Kind::StartToFinish,
    ])
}

/// Tasks that wait for earlier ones only, with links of every kind, leads and lags.
fn network() -> impl Strategy<Value = Network> {
    (2_usize..12).prop_flat_map(|size| {
        let durations = prop::collection::vec(0.0..30.0_f64, size);
        let links = prop::collection::vec(
            (0..size, 0..size, kind(), -5_i32..10)
                .prop_filter("earlier to later", |(from, to, _, _)| from < to),
            0..size * 2,
        );
        let weeks = prop::collection::vec(prop::bool::ANY, 7);
        (durations, links, weeks, 730_000_i64..740_000).prop_map(
            |(durations, links, week, start)| {
                let mut shares = [1.0; 7];
                for (day, works) in week.iter().enumerate().skip(1) {
                    shares[day] = f64::from(u8::from(*works));
                }
                let calendar = Calendar::new(shares, []).expect("Mondays are worked");
                Network {
                    tasks: durations
                        .into_iter()
                        .map(|days| Task {
                            // Quarters of days, as people plan.
                            duration: (days * 4.0).round() / 4.0,
                            ..Task::default()
                        })
                        .collect(),
                    links: links
                        .into_iter()
                        .map(|(from, to, kind, lag)| Link {
                            from,
                            to,
                            kind,
                            lag: Lag::Days(f64::from(lag)),
                        })
                        .collect(),
                    start: calendar.begin(start as f64),
                    calendars: vec![calendar],
                    hours_a_day: 8.0,
                }
            },
        )
    })
}

fn times(network: &Network) -> Schedule {
    schedule(network).expect("earlier tasks never wait for later ones")
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-5
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_float_is_negative_where_no_date_is_fixed(network in network()) {
        let schedule = times(&network);
        let calendar = &network.calendars[0];
        for own in &schedule.times {
            for moment in [own.early_start, own.early_finish, own.late_start, own.late_finish] {
                prop_assert!(moment.is_finite());
            }
            prop_assert!(own.total_float >= 0.0, "{:?}", own);
            prop_assert!(own.free_float >= -1e-6 && own.free_float <= own.total_float + 1e-6, "{:?}", own);
            prop_assert!(calendar.work(own.early_finish, schedule.finish) >= own.total_float - 1e-5);
        }
    }

    #[test]
    fn something_is_critical_and_the_last_finish_is_the_finish(network in network()) {
        let schedule = times(&network);
        prop_assert!(schedule.times.iter().any(|own| own.is_critical));
        let last = schedule.times.iter().map(|own| own.early_finish).fold(f64::MIN, f64::max);
        prop_assert!(is_near(last, schedule.finish));
        let timed = Timed { now: network.start, schedule, network };
        if let Some((moved, delay)) = critical_path_test(&timed) {
            prop_assert!(is_near(moved, delay), "{} of {}", moved, delay);
        }
    }

    #[test]
    fn every_link_is_kept(network in network()) {
        let schedule = times(&network);
        let calendar = &network.calendars[0];
        for link in &network.links {
            let (from, to) = (&schedule.times[link.from], &schedule.times[link.to]);
            let (from, to) = match link.kind {
                Kind::FinishToStart => (from.early_finish, to.early_start),
                Kind::StartToStart => (from.early_start, to.early_start),
                Kind::FinishToFinish => (from.early_finish, to.early_finish),
                Kind::StartToFinish => (from.early_start, to.early_finish),
            };
            let Lag::Days(lag) = link.lag else { unreachable!("all lags are in days") };
            prop_assert!(calendar.work(from, to) >= lag - 1e-5, "{:?}", link);
        }
    }

    #[test]
    fn rows_may_change_places(network in network()) {
        let before = times(&network);
        let size = network.tasks.len();
        let turned = Network {
            tasks: network.tasks.iter().rev().cloned().collect(),
            links: network
                .links
                .iter()
                .rev()
                .map(|link| Link { from: size - 1 - link.from, to: size - 1 - link.to, ..*link })
                .collect(),
            ..network.clone()
        };
        let after = times(&turned);
        prop_assert!(is_near(before.finish, after.finish));
        for (at, own) in before.times.iter().enumerate() {
            let other = &after.times[size - 1 - at];
            prop_assert!(is_near(own.early_start, other.early_start));
            prop_assert!(is_near(own.late_finish, other.late_finish));
            prop_assert!(is_near(own.total_float, other.total_float));
            prop_assert_eq!(own.is_critical, other.is_critical);
        }
    }

    #[test]
    fn a_circle_is_found_and_each_of_its_links_is_there(network in network(), back in 0_usize..12) {
        let size = network.tasks.len();
        let mut links = network.links.clone();
        let to = back % size;
        let link = |from, to| Link { from, to, kind: Kind::FinishToStart, lag: Lag::NONE };
        links.push(link(to, size));
        links.push(link(size, to));
        let circle = in_order(size + 1, &links).expect_err("two tasks wait for each other").0;
        for (at, from) in circle.iter().enumerate() {
            let to = circle[(at + 1) % circle.len()];
            prop_assert!(links.iter().any(|link| link.from == *from && link.to == to), "{:?}", circle);
        }
    }
}

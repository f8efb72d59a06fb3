//! The smallest set of moves of bookings, to somebody else or to another month, after which nobody is overloaded.
//!
//! For a number of moves that grows from the least possible, all sets are looked through: some booking must leave an overloaded
//! place, whatever the set, so that each branch moves one of those out. The first set found is therefore a smallest one. The
//! search ends after [`LOOKED_AT`] sets or the given number of moves; then bookings are moved one after the other where they
//! fit, and the least possible number stands beside as a bound.

use std::collections::BTreeSet;

/// Full-time equivalents × 10⁶, so that sums are exact.
pub type Micro = i64;

/// Sets looked at before the search gives up.
const LOOKED_AT: u32 = 20_000;

/// Somebody in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What the person can give; whoever takes a booking over stays within it.
    pub capacity: Micro,
    /// The most that is no overload.
    pub limit: Micro,
}

/// A booking, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    pub place: usize,
    pub amount: Micro,
}

/// One booking moved to another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub booking: usize,
    pub to: usize,
}

/// What to move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    pub moves: Vec<Move>,
    /// No set of fewer moves clears all overloads.
    pub at_least: usize,
    /// Whether the moves are a smallest set.
    pub is_smallest: bool,
    /// Places that stay overloaded.
    pub left: usize,
}

/// Returns the moves that clear the overloads, at most so many where all sets are looked through; `others` gives the places to
/// which a booking of a place may go, the best first.
pub fn relieve(
    places: &[Place],
    bookings: &[Booking],
    others: &dyn Fn(usize) -> Vec<usize>,
    most: usize,
) -> Relief {
    let mut state = State::new(places, bookings, others);
    let least = state.least();
    let mut looked_at = 0;
    for depth in least..=most {
        if state.search(depth, &mut looked_at) {
            return Relief {
                moves: state.moves,
                at_least: depth,
                is_smallest: true,
                left: 0,
            };
        }
        if looked_at >= LOOKED_AT {
            break;
        }
    }
    state.push_where_it_fits();
    let left = state.over.len();
    Relief {
        // A set that reaches the bound is a smallest one all the same.
        is_smallest: left == 0 && state.moves.len() == least,
        moves: state.moves,
        at_least: least,
        left,
    }
}

struct State<'a> {
    places: &'a [Place],
    bookings: &'a [Booking],
    others: &'a dyn Fn(usize) -> Vec<usize>,
    loads: Vec<Micro>,
    /// Places that hold more than they may.
    over: BTreeSet<usize>,
    /// Bookings that stand where they did, by place, the largest first.
    unmoved: Vec<Vec<usize>>,
    /// Bookings that each place has taken over.
    taken: Vec<usize>,
    moves: Vec<Move>,
}

impl<'a> State<'a> {
    fn new(
        places: &'a [Place],
        bookings: &'a [Booking],
        others: &'a dyn Fn(usize) -> Vec<usize>,
    ) -> State<'a> {
        let mut loads = vec![0; places.len()];
        let mut unmoved = vec![Vec::new(); places.len()];
        for (number, booking) in bookings.iter().enumerate() {
            loads[booking.place] += booking.amount;
            if booking.amount > 0 {
                unmoved[booking.place].push(number);
            }
        }
        for own in &mut unmoved {
            own.sort_by_key(|number| (-bookings[*number].amount, *number));
        }
        let mut state = State {
            places,
            bookings,
            others,
            loads,
            over: BTreeSet::new(),
            unmoved,
            taken: vec![0; places.len()],
            moves: Vec::new(),
        };
        for place in 0..places.len() {
            state.look_at(place);
        }
        state
    }

    /// Notes whether a place holds more than it may.
    fn look_at(&mut self, place: usize) {
        if self.excess(place) > 0 {
            self.over.insert(place);
        } else {
            self.over.remove(&place);
        }
    }

    /// By how much a place holds more than it may.
    fn excess(&self, place: usize) -> Micro {
        let own = &self.places[place];
        let may = if self.taken[place] > 0 {
            own.capacity
        } else {
            own.limit
        };
        (self.loads[place] - may).max(0)
    }

    /// The least number of bookings that must leave: from each place as few as would do if the largest left.
    fn least(&self) -> usize {
        self.over
            .iter()
            .map(|place| {
                let mut excess = self.excess(*place);
                let largest = self.unmoved[*place].iter();
                let leaving = largest.take_while(|number| {
                    let goes_on = excess > 0;
                    excess -= self.bookings[**number].amount;
                    goes_on
                });
                leaving.count()
            })
            .sum()
    }

    /// Looks through the sets of so many moves; leaves the moves of the first that clears all.
    fn search(&mut self, depth: usize, looked_at: &mut u32) -> bool {
        let Some(place) = self.over.first().copied() else {
            return true;
        };
        if self.least() > depth || depth == 0 {
            return false;
        }
        let others = (self.others)(place);
        for number in self.unmoved[place].clone() {
            for to in &others {
                *looked_at += 1;
                if *looked_at >= LOOKED_AT {
                    return false;
                }
                if self.bookings[number].amount > self.places[*to].capacity {
                    continue;
                }
                self.make(number, *to);
                if self.search(depth - 1, looked_at) {
                    return true;
                }
                self.undo();
            }
        }
        false
    }

    fn make(&mut self, number: usize, to: usize) {
        let booking = &self.bookings[number];
        self.unmoved[booking.place].retain(|own| *own != number);
        self.loads[booking.place] -= booking.amount;
        self.loads[to] += booking.amount;
        self.taken[to] += 1;
        let from = booking.place;
        self.moves.push(Move {
            booking: number,
            to,
        });
        self.look_at(from);
        self.look_at(to);
    }

    fn undo(&mut self) {
        let Some(last) = self.moves.pop() else {
            return;
        };
        let bookings = self.bookings;
        let booking = &bookings[last.booking];
        self.loads[booking.place] += booking.amount;
        self.loads[last.to] -= booking.amount;
        self.taken[last.to] -= 1;
        let own = &mut self.unmoved[booking.place];
        own.push(last.booking);
        own.sort_by_key(|number| (-bookings[*number].amount, *number));
        self.look_at(booking.place);
        self.look_at(last.to);
    }

    /// Moves bookings one after the other out of overloaded places to where they fit, the smallest that is enough first.
    fn push_where_it_fits(&mut self) {
        for place in self.over.clone() {
            let others = (self.others)(place);
            while self.excess(place) > 0 {
                let excess = self.excess(place);
                let mut own = self.unmoved[place].clone();
                own.sort_by_key(|number| {
                    let amount = self.bookings[*number].amount;
                    (
                        amount < excess,
                        if amount < excess { -amount } else { amount },
                        *number,
                    )
                });
                let fitting = own.into_iter().find_map(|number| {
                    let booking = &self.bookings[number];
                    let fits = |to: &&usize| {
                        self.loads[**to] + booking.amount <= self.places[**to].capacity
                    };
                    others.iter().find(fits).map(|to| (number, *to))
                });
                let Some((number, to)) = fitting else {
                    break;
                };
                self.make(number, to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: Place = Place {
        capacity: 1_000_000,
        limit: 1_100_000,
    };

    fn booking(place: usize, tenths: i64) -> Booking {
        Booking {
            place,
            amount: tenths * 100_000,
        }
    }

    fn any_of_three(place: usize) -> Vec<usize> {
        (0..3).filter(|other| *other != place).collect()
    }

    #[test]
    fn one_move_is_enough_where_a_colleague_is_free() {
        let bookings = [booking(0, 8), booking(0, 5), booking(1, 4)];
        let relief = relieve(&[FULL; 2], &bookings, &|place| vec![1 - place], 8);
        assert_eq!(relief.moves, [Move { booking: 1, to: 1 }]);
        assert_eq!((relief.is_smallest, relief.left), (true, 0));
    }

    #[test]
    fn a_chain_of_moves_is_found_where_nobody_is_free_at_first() {
        // The second has room for the 0.6 only once their own 0.5 has gone to the third.
        let bookings = [booking(0, 6), booking(0, 9), booking(1, 5)];
        let next = |place: usize| {
            if place < 2 {
                vec![place + 1]
            } else {
                Vec::new()
            }
        };
        let relief = relieve(&[FULL; 3], &bookings, &next, 8);
        assert_eq!(relief.moves.len(), 2);
        assert_eq!((relief.at_least, relief.is_smallest), (2, true));
    }

    #[test]
    fn what_cannot_be_cleared_is_told() {
        let relief = relieve(&[FULL; 2], &[booking(0, 15)], &|place| vec![1 - place], 8);
        assert_eq!((relief.left, relief.is_smallest), (1, false));
        assert!(relief.moves.is_empty());
    }

    /// Numbers that look random and are the same every time.
    fn numbers(seed: u64) -> impl FnMut(u64) -> usize {
        let mut state = seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(7);
        move |below| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from((state >> 33) % below).expect("a small number")
        }
    }

    /// The size of the smallest set, by trying all.
    fn by_trying(places: &[Place], bookings: &[Booking]) -> Option<usize> {
        fn clears(places: &[Place], bookings: &[Booking], chosen: &[Option<usize>]) -> bool {
            (0..places.len()).all(|place| {
                let mut takes = false;
                let load: Micro = bookings
                    .iter()
                    .zip(chosen)
                    .filter(|(booking, to)| {
                        takes |= **to == Some(place);
                        to.unwrap_or(booking.place) == place
                    })
                    .map(|(booking, _)| booking.amount)
                    .sum();
                let own = places[place];
                load <= if takes { own.capacity } else { own.limit }
            })
        }
        let mut sets: Vec<Vec<Option<usize>>> = vec![Vec::new()];
        for booking in bookings {
            sets = sets
                .into_iter()
                .flat_map(|set| {
                    let others = any_of_three(booking.place).into_iter().map(Some);
                    let choices: Vec<Option<usize>> = others.chain([None]).collect();
                    choices.into_iter().map(move |choice| {
                        let mut longer = set.clone();
                        longer.push(choice);
                        longer
                    })
                })
                .collect();
        }
        sets.iter()
            .filter(|set| clears(places, bookings, set))
            .map(|set| set.iter().flatten().count())
            .min()
    }

    #[test]
    fn the_smallest_set_is_that_of_trying_all_and_makes_no_new_overload() {
        let mut cleared = 0;
        for seed in 0..300 {
            let mut next = numbers(seed);
            let places = [FULL; 3];
            let bookings: Vec<Booking> = (0..5)
                .map(|_| {
                    let place = next(3);
                    booking(place, 1 + i64::try_from(next(8)).expect("small"))
                })
                .collect();
            let relief = relieve(&places, &bookings, &any_of_three, 5);
            let known = by_trying(&places, &bookings);
            match known {
                Some(number) => {
                    assert_eq!(
                        (relief.moves.len(), relief.left),
                        (number, 0),
                        "{bookings:?}"
                    );
                    assert!(relief.is_smallest);
                    cleared += usize::from(number > 0);
                }
                None => assert!(relief.left > 0, "{bookings:?}"),
            }
            let mut state = State::new(&places, &bookings, &any_of_three);
            let before: Vec<bool> = (0..3).map(|place| state.excess(place) > 0).collect();
            let work: Micro = state.loads.iter().sum();
            for step in &relief.moves {
                state.make(step.booking, step.to);
            }
            assert_eq!(state.loads.iter().sum::<Micro>(), work, "work stays");
            for (place, was_over) in before.iter().enumerate() {
                assert!(*was_over || state.excess(place) == 0, "{bookings:?}");
            }
        }
        assert!(cleared > 50, "only {cleared} cases had something to move");
    }
}

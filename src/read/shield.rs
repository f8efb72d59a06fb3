//! Panics of the libraries that read files, turned into an answer.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static SHIELDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is at work behind the shield, so that a panic would be caught.
///
/// The panic hook belongs to the program, not to a library: the command line installs one, once, that says nothing
/// when this is true and does the usual thing otherwise.
///
/// ```
/// let usual = std::panic::take_hook();
/// std::panic::set_hook(Box::new(move |panic| {
///     if !boardpack::read::shield::is_shielded() {
///         usual(panic);
///     }
/// }));
/// ```
pub fn is_shielded() -> bool {
    SHIELDED.get()
}

/// Does the work and returns its result, or nothing if it panicked.
///
/// What the work borrows must not be looked at again after a panic, other than to drop it.
pub fn shielded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = SHIELDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work)).ok();
    SHIELDED.set(before);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_behind_the_shield_is_an_answer() {
        assert_eq!(shielded(|| 7), Some(7));
        assert_eq!(shielded(|| -> u8 { panic!("on purpose") }), None);
    }

    #[test]
    fn the_shield_is_up_only_during_the_work() {
        assert!(!is_shielded());
        assert_eq!(shielded(is_shielded), Some(true));
        assert!(!is_shielded());
    }
}

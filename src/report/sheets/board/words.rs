//! How pages say counts, amounts, shares and statuses: branching on sign, on none, on one and on unknown.

use crate::report::formula::{Formula, join};
use crate::report::functions::{abs, choose, first_of, if_, left, len, lower, mid, plural, round};
use crate::report::money::Money;
use crate::settings::MoneyUnit;

/// Returns `◆ Red`, `▲ Amber`, `● Green` or `– None` for 3, 2, 1 or 0.
pub(super) fn status_word(scale: impl Into<Formula>) -> Formula {
    let words = ["– None", "● Green", "▲ Amber", "◆ Red"];
    choose(scale.into() + 1.0, words.map(Formula::from))
}

/// Returns `none of 14 projects is Red`, `1 of 14 projects is Red`, `3 of 14 projects are Red`, `the one project is Red`.
pub(super) fn share_of(
    number: &Formula,
    total: &Formula,
    one: &str,
    many: &str,
    predicate: &str,
) -> Formula {
    let of_many = join([
        if_(number.clone().equals(0.0), "none", number.clone()),
        " of ".into(),
        total.clone(),
        format!(" {many}").into(),
        if_(number.clone().at_most(1.0), " is ", " are "),
    ]);
    let of_one = join([
        format!("the 1 {one} is ").into(),
        if_(number.clone().equals(0.0), "not ", ""),
    ]);
    if_(total.clone().equals(1.0), of_one, of_many) & predicate
}

/// Returns a sentence with its first letter in capitals.
pub(super) fn capital(sentence: impl Into<Formula>) -> Formula {
    let sentence = sentence.into();
    crate::report::functions::upper(left(sentence.clone(), 1)) & mid(sentence, 2, 250)
}

/// Returns a sentence with its first letter small, to stand after a colon.
pub(super) fn small(sentence: impl Into<Formula>) -> Formula {
    let sentence = sentence.into();
    lower(left(sentence.clone(), 1)) & mid(sentence, 2, 250)
}

/// Returns `one` for 1, the number and `many` for more, `none` for 0.
pub(super) fn none_one_many(
    number: impl Into<Formula>,
    none: impl Into<Formula>,
    one: impl Into<Formula>,
    many: impl Into<Formula>,
) -> Formula {
    let number = number.into();
    first_of(
        [
            (number.clone().equals(0.0), none.into()),
            (number.equals(1.0), one.into()),
        ],
        many,
    )
}

/// Returns `above` before an amount that is over zero, `below` before one that is under, and `level` alone for one that
/// shows as zero in the pack's unit: nothing is ever "£0.0m over budget".
pub(super) fn signed_amount(
    money: &Money,
    amount: impl Into<Formula>,
    above: impl Fn(Formula) -> Formula,
    below: impl Fn(Formula) -> Formula,
    level: impl Into<Formula>,
) -> Formula {
    let amount = amount.into();
    let shown = money.text(abs(amount.clone()));
    first_of(
        [
            (
                abs(amount.clone()).below(shown_as_zero(money)),
                level.into(),
            ),
            (amount.above(0.0), above(shown.clone())),
        ],
        below(shown),
    )
}

/// The amount below which the pack's unit shows zero.
fn shown_as_zero(money: &Money) -> f64 {
    match money.unit {
        MoneyUnit::Units | MoneyUnit::Thousands | MoneyUnit::Auto => money.divisor() * 0.5,
        MoneyUnit::Millions | MoneyUnit::Billions => money.divisor() * 0.05,
    }
}

/// Returns `£13.9m over budget`, `£0.4m under budget` or `on budget`.
pub(super) fn over_budget(money: &Money, over: impl Into<Formula>) -> Formula {
    signed_amount(
        money,
        over,
        |amount| amount & " over budget",
        |amount| amount & " under budget",
        "on budget",
    )
}

/// Returns nothing where all are covered, and ` (11 of 14)` where a figure does not stand for all projects.
pub(super) fn coverage(known: &Formula, all: &Formula) -> Formula {
    let said = join([
        " (".into(),
        known.clone(),
        " of ".into(),
        all.clone(),
        ")".into(),
    ]);
    if_(known.clone().equals(all.clone()), "", said)
}

/// Returns a text cut to so many letters, with an ellipsis where something is cut.
pub(super) fn short(text: impl Into<Formula>, letters: u32) -> Formula {
    let text = text.into();
    if_(
        len(text.clone()).above(f64::from(letters)),
        left(text.clone(), letters.saturating_sub(1)) & "…",
        text,
    )
}

/// Returns a whole number of percentage points: `27 pts`, with `1 pt`.
pub(super) fn points(share: impl Into<Formula>) -> Formula {
    let points = round(abs(share) * 100.0, 0);
    points.clone() & plural(points, " pt", " pts")
}

/// Returns `Critical`, `High`, `Medium` or `Low` for the word of the model, `–` for none.
pub(super) fn level_word(level: impl Into<Formula>) -> Formula {
    let level = level.into();
    if_(level.clone().equals(""), "–", capital(level))
}

//! How pages say counts, amounts, shares and statuses: branching on sign, on none, on one and on unknown.

use crate::report::formula::{Formula, join};
use crate::report::functions::{
    abs, choose, first_of, if_, left, len, lower, mid, plural, round, upper,
};
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
    upper(left(sentence.clone(), 1)) & mid(sentence, 2, 250)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::directory::Directory;
    use crate::report::evaluate::evaluate;
    use crate::report::pack::{Pack, Sheet, SheetKind};
    use crate::report::sample::sample;

    /// Returns what a formula says.
    fn said(formula: impl Into<Formula>) -> String {
        let pack = sample(1).pack();
        let sheet = Sheet::new("Words", SheetKind::Board, "", "", [10.0]).headline(formula);
        let pack = Pack {
            sheets: vec![sheet],
            ..pack
        };
        let directory = Directory::new(&pack);
        let values = evaluate(&pack, &directory);
        values.headline(0).as_text().unwrap_or_default().to_string()
    }

    #[test]
    fn counts_of_a_whole_are_said_as_people_say_them() {
        for (number, total, sentence) in [
            (0.0, 14.0, "none of 14 projects is Red"),
            (1.0, 14.0, "1 of 14 projects is Red"),
            (3.0, 14.0, "3 of 14 projects are Red"),
            (1.0, 1.0, "the 1 project is Red"),
            (0.0, 1.0, "the 1 project is not Red"),
        ] {
            let formula = share_of(&number.into(), &total.into(), "project", "projects", "Red");
            assert_eq!(said(formula), sentence);
        }
    }

    #[test]
    fn an_amount_that_shows_as_zero_is_neither_over_nor_under() {
        let money = Money::choose("£", MoneyUnit::Millions, 0.0);
        for (amount, sentence) in [
            (13_900_000.0, "£13.9m over budget"),
            (-400_000.0, "£0.4m under budget"),
            (49_999.0, "on budget"),
            (-49_999.0, "on budget"),
            (0.0, "on budget"),
        ] {
            assert_eq!(said(over_budget(&money, amount)), sentence);
        }
    }

    #[test]
    fn a_figure_that_does_not_stand_for_all_says_so() {
        for (known, sentence) in [(14.0, ""), (11.0, " (11 of 14)")] {
            assert_eq!(said(coverage(&known.into(), &14.0.into())), sentence);
        }
    }

    #[test]
    fn a_text_is_cut_only_where_it_is_too_long() {
        for (text, sentence) in [("Billing", "Billing"), ("Billing Migration", "Billing M…")] {
            assert_eq!(said(short(text, 10)), sentence);
        }
    }

    #[test]
    fn statuses_have_a_shape_and_a_word() {
        for (scale, word) in [
            (3.0, "◆ Red"),
            (2.0, "▲ Amber"),
            (1.0, "● Green"),
            (0.0, "– None"),
        ] {
            assert_eq!(said(status_word(scale)), word);
        }
    }

    #[test]
    fn points_are_whole() {
        for (share, words) in [(0.274, "27 pts"), (-0.01, "1 pt"), (0.0, "0 pts")] {
            assert_eq!(said(points(share)), words);
        }
    }
}

//! Money, numbers, shares, durations and points of a scale as columns read them.

use super::{codes, numbers, one, read, read_texts, settings, text};
use crate::lexicon::Lexicon;
use crate::lexicon::phrase::Quantity;
use crate::model::tables::people::FTE;
use crate::model::tables::projects::{BUDGET, PERCENT_COMPLETE, YEAR_VARIANCE};
use crate::model::tables::risks::{IMPACT, PROBABILITY, PROBABILITY_SHARE};
use crate::model::tables::tasks::{DURATION, EFFORT, POINTS};
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::values::number::quantity;
use crate::values::reading::Context;
use crate::values::share::probability_share;

fn percent(value: f64) -> Raw {
    Raw::Number {
        value,
        percent: true,
    }
}

#[test]
fn an_amount_is_read_in_any_common_form() {
    for (cell, expected) in [
        ("£1,234.50", 1234.5),
        ("1.234,50 €", 1234.5),
        ("1 234,50", 1234.5),
        ("1\u{a0}234,50 €", 1234.5),
        ("1\u{202f}234,50", 1234.5),
        ("(500)", -500.0),
        ("(£500)", -500.0),
        ("£(500)", -500.0),
        ("-£500", -500.0),
        ("£-500", -500.0),
        ("−500", -500.0),
        ("500-", -500.0),
        ("500,-", 500.0),
        ("+500", 500.0),
        ("£1.2m", 1_200_000.0),
        ("£1.2 million", 1_200_000.0),
        ("3k", 3000.0),
        ("3K", 3000.0),
        ("2.5bn", 2_500_000_000.0),
        ("£32,614", 32614.0),
        ("£ 12", 12.0),
        ("USD 1,000.00", 1000.0),
        ("USD1,000.00", 1000.0),
        ("EUR m 1.5", 1_500_000.0),
        ("£2b", 2e9),
        ("CHF 1'234.50", 1234.5),
        ("1,5 Mio. €", 1_500_000.0),
        ("12,34,567.00", 1_234_567.0),
        ("1.5E+06", 1_500_000.0),
        (".5", 0.5),
        ("0", 0.0),
        ("１２３", 123.0),
        ("1234*", 1234.0),
    ] {
        assert_eq!(one(&BUDGET, cell), Value::Number(expected), "{cell}");
    }
}

#[test]
fn what_is_no_amount_is_left_blank_with_a_remark() {
    for cell in [
        "to be agreed with the supplier",
        "12%",
        "5-10",
        "1.2.3",
        "10 of 20",
        "500 days",
        "12 sites",
        "Phase 1",
        "P-01",
        "B2",
        "M3",
        "c4",
        "2b",
        "see row 12 and 13",
        "the supplier has not sent its figures under Section 43 yet",
    ] {
        let reading = read_texts(&BUDGET, "Budget", &[cell]);
        assert_eq!(reading.values, [Value::Blank], "{cell}");
        assert_eq!(codes(&reading), [("not-a-number", Some(0))], "{cell}");
    }
}

#[test]
fn a_number_among_a_few_words_is_read_with_a_remark() {
    for cell in [
        "approx. 500",
        "~500",
        ">500",
        "c. £500",
        "£500 tbc",
        "500 (est.)",
        "500+",
        "£500 for training",
    ] {
        let reading = read_texts(&BUDGET, "Budget", &[cell]);
        assert_eq!(numbers(&reading), [Some(500.0)], "{cell}");
        assert_eq!(codes(&reading), [("number-with-words", Some(0))], "{cell}");
    }
}

#[test]
fn the_column_decides_what_a_lone_mark_is() {
    for (cells, expected) in [
        (["1.234", "12,5"], 1234.0),
        (["1.234", "12.5"], 1.234),
        (["1,234", "12.5"], 1234.0),
        (["1,234", "12,5"], 1.234),
        (["1,234", "1,234,567"], 1234.0),
        (["1,234", "5 6 7"], 1234.0),
    ] {
        let cells: Vec<&str> = cells.iter().flat_map(|cell| cell.split(' ')).collect();
        let reading = read_texts(&BUDGET, "Budget", &cells);
        assert_eq!(numbers(&reading)[0], Some(expected), "{cells:?}");
        assert!(reading.remarks.is_empty(), "{cells:?}");
    }
}

#[test]
fn a_mark_that_nothing_decides_is_assumed_and_told() {
    for (cell, expected) in [("1.234", 1234.0), ("1,234", 1234.0)] {
        let reading = read_texts(&BUDGET, "Budget", &[cell]);
        assert_eq!(numbers(&reading), [Some(expected)]);
        assert_eq!(codes(&reading), [("number-marks-assumed", None)]);
    }
    assert_eq!(one(&POINTS, "1.234"), Value::Number(1.234));
}

#[test]
fn the_headings_unit_counts_unless_the_cell_has_its_own() {
    let cells = [
        Raw::number(2.5),
        text("£3"),
        text("£400k"),
        text("£1.2m"),
        text(""),
    ];
    let reading = read(&BUDGET, "Budget (£m)", &cells);
    assert_eq!(
        numbers(&reading),
        [Some(2.5e6), Some(3e6), Some(4e5), Some(1.2e6), None]
    );
    assert_eq!(codes(&reading), [("unit-in-cell", Some(2))]);
}

#[test]
fn another_currency_is_read_and_told_once() {
    let reading = read_texts(&BUDGET, "Budget", &["€5", "£6", "7 EUR", "8"]);
    assert_eq!(
        numbers(&reading),
        [Some(5.0), Some(6.0), Some(7.0), Some(8.0)]
    );
    assert_eq!(codes(&reading), [("other-currency", Some(0))]);
    let reading = read(&BUDGET, "Budget ($)", &[Raw::number(5.0)]);
    assert_eq!(codes(&reading), [("other-currency", Some(0))]);
}

#[test]
fn a_percentage_is_no_money() {
    let reading = read(&BUDGET, "", &[percent(0.5)]);
    assert_eq!(codes(&reading), [("not-a-number", Some(0))]);
    assert_eq!(numbers(&read(&FTE, "FTE", &[percent(0.5)])), [Some(0.5)]);
}

#[test]
fn half_a_person_is_written_in_three_ways() {
    let cells = [Raw::number(50.0), text("100"), text("25%")];
    let reading = read(&FTE, "Allocation %", &cells);
    assert_eq!(numbers(&reading), [Some(0.5), Some(1.0), Some(0.25)]);
    assert_eq!(codes(&reading), []);
    let reading = read(&FTE, "Allocation %", &[0.5, 1.0].map(Raw::number));
    assert_eq!(numbers(&reading), [Some(0.5), Some(1.0)]);
}

#[test]
fn more_digits_than_excel_keeps_are_told() {
    let cells = [
        text("1234567890123456"),
        Raw::number(1e16),
        text("123456789012345"),
    ];
    let reading = read(&POINTS, "", &cells);
    assert_eq!(
        codes(&reading),
        [("number-too-long", Some(0)), ("number-too-long", Some(1))]
    );
}

#[test]
fn durations_become_working_days() {
    for (cell, days) in [
        ("8 wks", 40.0),
        ("2 weeks", 10.0),
        ("1 week", 5.0),
        ("10 days", 10.0),
        ("1 day", 1.0),
        ("5 days?", 5.0),
        ("3d", 3.0),
        ("0.5d", 0.5),
        ("15h", 2.0),
        ("2 mo", 40.0),
        ("1w 2d", 7.0),
        ("PT15H0M0S", 2.0),
        ("7 edays", 5.0),
        ("12", 12.0),
    ] {
        let reading = read_texts(&DURATION, "Duration", &[cell]);
        assert_eq!(numbers(&reading), [Some(days)], "{cell}");
        assert!(reading.remarks.is_empty(), "{cell}");
    }
    let reading = read(&DURATION, "Duration (Weeks)", &[Raw::number(3.0)]);
    assert_eq!(numbers(&reading), [Some(15.0)]);
    let reading = read_texts(&DURATION, "Duration", &["about 5 days", "5m", "until done"]);
    assert_eq!(numbers(&reading), [Some(5.0), None, None]);
}

#[test]
fn efforts_become_hours() {
    for (cell, hours) in [
        ("38h", 38.0),
        ("2d", 15.0),
        ("1w", 37.5),
        ("30 min", 0.5),
        ("8", 8.0),
    ] {
        assert_eq!(one(&EFFORT, cell), Value::Number(hours), "{cell}");
    }
    let days = read(&EFFORT, "Effort (days)", &[Raw::number(2.0)]);
    assert_eq!(numbers(&days), [Some(15.0)]);
    let cells = [28_800.0, 3600.0, 7200.0].map(Raw::number);
    let seconds = read(&EFFORT, "Original estimate", &cells);
    assert_eq!(numbers(&seconds), [Some(8.0), Some(1.0), Some(2.0)]);
    assert_eq!(codes(&seconds), [("seconds-assumed", None)]);
}

#[test]
fn the_column_decides_the_scale_of_its_shares() {
    for (cells, expected) in [
        (vec!["75%", "60 %", "60 per cent"], vec![0.75, 0.6, 0.6]),
        (vec!["0.75", "1", "0"], vec![0.75, 1.0, 0.0]),
        (vec!["75", "1", "100"], vec![0.75, 0.01, 1.0]),
        (vec!["0,75", "0,5"], vec![0.75, 0.5]),
        (vec!["50%", "1"], vec![0.5, 1.0]),
        (vec!["33.333", "5"], vec![0.333_33, 0.05]),
    ] {
        let reading = read_texts(&PERCENT_COMPLETE, "Progress", &cells);
        let expected: Vec<Option<f64>> = expected.into_iter().map(Some).collect();
        assert_eq!(numbers(&reading), expected, "{cells:?}");
        assert!(reading.remarks.is_empty(), "{cells:?}");
    }
}

#[test]
fn two_scales_in_one_column_are_told_cell_by_cell() {
    let cells = [75.0, 0.5, 100.0, 0.0].map(Raw::number);
    let reading = read(&PERCENT_COMPLETE, "% complete", &cells);
    assert_eq!(
        numbers(&reading),
        [Some(0.75), Some(0.5), Some(1.0), Some(0.0)]
    );
    assert_eq!(codes(&reading), [("percent-scale-mixed", Some(1))]);
}

#[test]
fn a_lone_one_under_a_percent_heading_is_assumed() {
    let reading = read(
        &PERCENT_COMPLETE,
        "% complete",
        &[1.0, 0.0].map(Raw::number),
    );
    assert_eq!(numbers(&reading), [Some(1.0), Some(0.0)]);
    assert_eq!(codes(&reading), [("percent-scale-assumed", None)]);
}

#[test]
fn more_than_all_is_rejected_except_in_a_variance() {
    let reading = read_texts(&PERCENT_COMPLETE, "", &["120%", "-5%", "50%"]);
    assert_eq!(numbers(&reading), [None, None, Some(0.5)]);
    assert_eq!(
        codes(&reading),
        [
            ("percent-out-of-range", Some(0)),
            ("percent-out-of-range", Some(1))
        ]
    );
    let reading = read_texts(&YEAR_VARIANCE, "Variance (%)", &["-52%", "120%"]);
    assert_eq!(numbers(&reading), [Some(-0.52), Some(1.2)]);
    assert!(reading.remarks.is_empty());
}

#[test]
fn counts_done_of_all_are_a_share_with_a_remark() {
    let reading = read_texts(&PERCENT_COMPLETE, "", &["2/4", "half"]);
    assert_eq!(numbers(&reading), [Some(0.5), None]);
    assert_eq!(
        codes(&reading),
        [("share-from-counts", Some(0)), ("not-a-number", Some(1))]
    );
}

#[test]
fn probability_and_impact_stand_on_five_points() {
    for (cell, expected) in [
        ("4", 4.0),
        ("Likely", 4.0),
        ("4 - Probable", 4.0),
        ("Likely (4)", 4.0),
        ("3/5", 3.0),
        ("30%", 2.0),
        ("0.3", 2.0),
        ("0,9", 5.0),
        ("High (70%)", 4.0),
    ] {
        assert_eq!(one(&PROBABILITY, cell), Value::Number(expected), "{cell}");
    }
    assert_eq!(one(&IMPACT, "Major"), Value::Number(4.0));
    let hundred = read(&PROBABILITY, "", &[10.0, 50.0, 90.0].map(Raw::number));
    assert_eq!(numbers(&hundred), [Some(1.0), Some(3.0), Some(5.0)]);
    assert_eq!(codes(&hundred), [("scale-mapped", None)]);
}

#[test]
fn a_scale_of_ten_is_not_taken_for_five_points() {
    let reading = read(&PROBABILITY, "", &[3.0, 8.0, 10.0].map(Raw::number));
    assert_eq!(numbers(&reading), [None, None, None]);
    assert_eq!(codes(&reading), [("scale-unclear", Some(0))]);
    let reading = read_texts(&IMPACT, "", &["dreadful", "£50k", "dreadful"]);
    assert_eq!(
        codes(&reading),
        [("unknown-word", Some(0)), ("unknown-word", Some(1))]
    );
}

#[test]
fn a_heading_may_name_another_scale() {
    let reading = read(&IMPACT, "Impact (1-10)", &[1.0, 5.5, 10.0].map(Raw::number));
    assert_eq!(numbers(&reading), [Some(1.0), Some(3.0), Some(5.0)]);
    assert_eq!(codes(&reading), [("scale-mapped", None)]);
}

#[test]
fn numbers_up_to_three_may_be_of_three() {
    let cells: Vec<Raw> = [1.0, 2.0, 3.0]
        .repeat(3)
        .into_iter()
        .map(Raw::number)
        .collect();
    let reading = read(&IMPACT, "Impact", &cells);
    assert_eq!(numbers(&reading)[2], Some(3.0));
    assert_eq!(codes(&reading), [("scale-assumed", None)]);
    assert!(
        read(&IMPACT, "Impact (1-5)", &cells[..3])
            .remarks
            .is_empty()
    );
}

#[test]
fn a_measure_is_no_point_of_a_scale() {
    for cell in ["4 weeks", "£4", "4m"] {
        assert_eq!(one(&IMPACT, cell), Value::Blank, "{cell}");
    }
}

#[test]
fn a_booking_may_name_its_own_unit() {
    let settings = settings();
    let context = Context::new(Lexicon::standard(), &settings);
    for (raw, expected) in [
        (text("10 days"), Some(Quantity::Days)),
        (text("38h"), Some(Quantity::Hours)),
        (text("0.5 FTE"), Some(Quantity::Fte)),
        (text("50%"), Some(Quantity::Fte)),
        (percent(0.5), Some(Quantity::Fte)),
        (text("10"), None),
        (Raw::number(10.0), None),
    ] {
        assert_eq!(quantity(&raw, context), expected, "{raw:?}");
    }
}

#[test]
fn a_lone_bracket_is_told() {
    let reading = read_texts(&BUDGET, "", &["(500"]);
    assert_eq!(codes(&reading), [("number-with-words", Some(0))]);
}

#[test]
fn a_likelihood_is_known_only_where_a_percentage_stands() {
    let settings = settings();
    let context = Context::new(Lexicon::standard(), &settings);
    for (raw, expected) in [
        (text("High (70%)"), Some(0.7)),
        (text("30%"), Some(0.3)),
        (percent(0.25), Some(0.25)),
        (Raw::number(0.3), Some(0.3)),
        (Raw::number(30.0), Some(0.3)),
        (Raw::number(3.0), None),
        (text("High"), None),
        (text("4 - Likely"), None),
    ] {
        assert_eq!(probability_share(&raw, context), expected, "{raw:?}");
    }
    let reading = read_texts(&PROBABILITY_SHARE, "", &["High (70%)", "Low", "3", "30%"]);
    assert_eq!(numbers(&reading), [Some(0.7), None, None, Some(0.3)]);
    assert!(reading.remarks.is_empty());
}

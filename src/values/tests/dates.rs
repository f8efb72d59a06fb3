//! Dates as columns read them.

use chrono::NaiveDateTime;

use super::{codes, dates, day, one, read, read_texts, text};
use crate::model::tables::costs::PERIOD;
use crate::model::tables::projects::{FINISH, START};
use crate::model::value::Value;
use crate::read::grid::Raw;

fn at(date: &str) -> Raw {
    Raw::Date(NaiveDateTime::parse_from_str(date, "%Y-%m-%d %H:%M:%S").expect("a time"))
}

#[test]
fn a_date_is_read_in_any_common_form() {
    let expected = Value::Date(day(2026, 4, 13));
    for cell in [
        "2026-04-13",
        "2026-04-13 17:00:00",
        "2026-04-13T10:00:00Z",
        "2026-04-13T10:00:00.000+02:00",
        "2026/04/13",
        "2026.04.13",
        "20260413",
        "13/4/26",
        "4/13/26",
        "13.04.2026",
        "13.04.26",
        "13-04-2026",
        "13 04 2026",
        "13-Apr-26",
        "13 Apr 2026",
        "13 April 2026",
        "13. April 2026",
        "13th April 2026",
        "the 13th of April 2026",
        "13 de abril de 2026",
        "13 Apr '26",
        "Apr 13, 2026",
        "April 13th, 2026",
        "Apr. 13, 2026",
        "Mon 13 Apr 2026",
        "Monday, April 13, 2026",
        "Mo, 13.04.2026",
        "13/04/2026 (Mon)",
        "13/Apr/26 10:17 PM",
        "13/04/2026 5:00:00 PM",
        "April 13, 2026 8:00 AM",
        "Apr 13, 2026 3:04 p.m.",
        "2026年4月13日",
        "2026 Apr 13",
        "2026-Apr-13",
        " １３／０４／２０２６ ",
        "13\u{a0}April\u{a0}2026",
        "46125",
    ] {
        assert_eq!(one(&START, cell), expected, "{cell}");
    }
}

#[test]
fn one_date_beyond_twelve_decides_its_column() {
    let reading = read_texts(&START, "Start", &["3/4/26", "13/4/26"]);
    assert_eq!(dates(&reading)[0].as_deref(), Some("2026-04-03"));
    let reading = read_texts(&START, "Start", &["3/4/26", "4/13/26"]);
    assert_eq!(dates(&reading)[0].as_deref(), Some("2026-03-04"));
    assert!(reading.remarks.is_empty());
}

#[test]
fn an_order_that_nothing_decides_is_assumed_and_told_once() {
    let reading = read_texts(&START, "Start", &["3/4/26", "5/6/26"]);
    assert_eq!(dates(&reading)[0].as_deref(), Some("2026-04-03"));
    assert_eq!(codes(&reading), [("date-order-assumed", None)]);
}

#[test]
fn full_stops_put_the_day_first() {
    let reading = read_texts(&START, "", &["03.04.26", "05.06.2026"]);
    assert_eq!(dates(&reading)[0].as_deref(), Some("2026-04-03"));
    assert!(reading.remarks.is_empty());
}

#[test]
fn the_same_number_twice_needs_no_order() {
    assert!(read_texts(&START, "", &["4/4/26"]).remarks.is_empty());
}

#[test]
fn in_a_column_of_both_orders_the_majority_reads_what_fits_both() {
    let reading = read_texts(&START, "", &["4/13/26", "13/4/26", "4/14/26", "3/4/26"]);
    assert_eq!(dates(&reading)[3].as_deref(), Some("2026-03-04"));
    assert_eq!(
        codes(&reading),
        [("date-order-mixed", None), ("date-order-assumed", Some(3))]
    );
}

#[test]
fn dates_of_twelve_or_less_beside_text_beyond_twelve_may_be_swapped() {
    let column = |dates: &[&str]| {
        let mut cells: Vec<Raw> = dates
            .iter()
            .map(|date| at(&format!("{date} 00:00:00")))
            .collect();
        cells.extend(["4/13/26", "4/14/26", "4/15/26"].map(text));
        let reading = read(&START, "", &cells);
        codes(&reading)
    };
    let swapped = [
        "2026-01-05",
        "2026-02-05",
        "2026-03-07",
        "2026-04-12",
        "2026-05-02",
    ];
    assert_eq!(column(&swapped), [("dates-swapped", None)]);
    let first_days = [
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
        "2026-04-01",
        "2026-05-01",
    ];
    assert_eq!(column(&first_days), []);
    let whole = [
        "2026-01-05",
        "2026-02-05",
        "2026-03-07",
        "2026-04-12",
        "2026-05-22",
    ];
    assert_eq!(column(&whole), []);
}

#[test]
fn a_month_means_its_end_where_ends_are_kept() {
    for (cell, first, last) in [
        ("April 2026", "2026-04-01", "2026-04-30"),
        ("Apr-26", "2026-04-01", "2026-04-30"),
        ("2026-04", "2026-04-01", "2026-04-30"),
        ("04/2026", "2026-04-01", "2026-04-30"),
        ("Q3 2026", "2026-07-01", "2026-09-30"),
        ("Q3 26/27", "2026-10-01", "2026-12-31"),
        ("Q1 FY27", "2026-04-01", "2026-06-30"),
        ("FY26", "2025-04-01", "2026-03-31"),
        ("2026/27", "2026-04-01", "2027-03-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("mid April 2026", "2026-04-15", "2026-04-15"),
        ("end of April 2026", "2026-04-30", "2026-04-30"),
        ("Week 20 2026", "2026-05-11", "2026-05-17"),
    ] {
        let start = read_texts(&START, "", &[cell]);
        let finish = read_texts(&FINISH, "", &[cell]);
        assert_eq!(dates(&start)[0].as_deref(), Some(first), "{cell}");
        assert_eq!(dates(&finish)[0].as_deref(), Some(last), "{cell}");
        assert!(
            codes(&start).contains(&("date-day-assumed", None)),
            "{cell}"
        );
    }
}

#[test]
fn a_month_column_keeps_the_first_day() {
    for cell in [
        "Apr-26",
        "13/04/2026",
        "2026-04-30",
        "April 2026",
        "202604",
        "P01 FY27",
    ] {
        let reading = read_texts(&PERIOD, "Month", &[cell]);
        assert_eq!(dates(&reading)[0].as_deref(), Some("2026-04-01"), "{cell}");
        assert!(
            reading
                .remarks
                .iter()
                .all(|remark| remark.code.id != "date-day-assumed"),
            "{cell}"
        );
    }
}

#[test]
fn a_year_that_is_missing_is_the_as_of_dates_own() {
    for (cell, expected) in [
        ("10/16", "2026-10-16"),
        ("16.10.", "2026-10-16"),
        ("16 Oct", "2026-10-16"),
        ("Oct 6", "2026-10-06"),
        ("10月16日", "2026-10-16"),
    ] {
        let reading = read_texts(&START, "", &[cell]);
        assert_eq!(dates(&reading)[0].as_deref(), Some(expected), "{cell}");
        assert!(
            codes(&reading).contains(&("date-year-assumed", None)),
            "{cell}"
        );
    }
}

#[test]
fn plain_days_in_a_column_make_a_number_after_a_month_a_day() {
    let reading = read_texts(&START, "", &["Apr 3", "Apr 26"]);
    assert_eq!(dates(&reading)[1].as_deref(), Some("2026-04-26"));
}

#[test]
fn a_plain_number_is_a_serial_and_told_once() {
    let cells = [
        Raw::number(46_125.0),
        Raw::number(46_125.999_999_9),
        Raw::number(20_260_413.0),
    ];
    let reading = read(&START, "", &cells);
    assert_eq!(
        dates(&reading),
        [
            Some("2026-04-13".to_string()),
            Some("2026-04-14".to_string()),
            Some("2026-04-13".to_string())
        ]
    );
    assert_eq!(codes(&reading), [("date-as-number", None)]);
}

#[test]
fn odd_serials_and_far_years_are_left_blank() {
    for (cell, code) in [
        (Raw::number(0.0), "odd-serial"),
        (Raw::number(60.0), "odd-serial"),
        (Raw::number(-5.0), "odd-serial"),
        (Raw::number(3_000_000.0), "odd-serial"),
        (Raw::number(7.0), "not-a-date"),
        (at("1900-02-28 00:00:00"), "date-unreadable"),
        (at("9999-12-31 00:00:00"), "date-unreadable"),
        (text("31/02/2026"), "date-unreadable"),
        (text("13/13/2026"), "date-unreadable"),
        (text("2026-02-30"), "date-unreadable"),
        (text("1/1/1900"), "date-unreadable"),
        (
            text("Exempt under Section 43 of the Act"),
            "missing-explained",
        ),
        (text("TBC - awaiting the supplier"), "missing-explained"),
        (text("3 April 2026 to 5 May 2026"), "not-a-date"),
        (text("ongoing"), "no-fixed-date"),
        (text("when the supplier delivers"), "not-a-date"),
        (text("12.5"), "not-a-date"),
        (Raw::Bool(true), "not-a-date"),
    ] {
        let reading = read(&START, "", std::slice::from_ref(&cell));
        assert_eq!(reading.values, [Value::Blank], "{cell:?}");
        assert_eq!(codes(&reading), [(code, Some(0))], "{cell:?}");
    }
}

#[test]
fn a_date_among_a_few_words_is_read_with_a_remark() {
    let reading = read_texts(&FINISH, "", &["no later than 13 Apr 2026"]);
    assert_eq!(dates(&reading)[0].as_deref(), Some("2026-04-13"));
    assert_eq!(codes(&reading), [("date-with-words", Some(0))]);
}

#[test]
fn blanks_and_errors_are_no_dates_and_no_prose() {
    let cells = [
        text(""),
        text("TBC"),
        text("-"),
        text("–"),
        Raw::Error("#REF!".into()),
        text("#N/A"),
    ];
    let reading = read(&START, "", &cells);
    assert!(reading.values.iter().all(Value::is_blank));
    assert_eq!(
        codes(&reading),
        [("error-cell", Some(4)), ("error-cell", Some(5))]
    );
}

#[test]
fn a_time_that_rounds_to_midnight_is_the_next_day() {
    let reading = read(
        &START,
        "",
        &[at("2026-04-12 23:59:59"), at("2026-04-12 12:00:00")],
    );
    assert_eq!(dates(&reading)[0].as_deref(), Some("2026-04-12"));
    assert_eq!(dates(&reading)[1].as_deref(), Some("2026-04-12"));
}

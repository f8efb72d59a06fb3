//! Headings that name periods, and rows of them.

use chrono::NaiveDate;

use super::{day, settings, text};
use crate::lexicon::Lexicon;
use crate::read::grid::Raw;
use crate::settings::Settings;
use crate::values::period::{Grain, Named, TitleYear, named, named_row, resolve, within};
use crate::values::period_span::Span;
use crate::values::reading::Context;

fn with<T>(run: impl FnOnce(Context<'_>) -> T) -> T {
    let settings: Settings = settings();
    run(Context::new(Lexicon::standard(), &settings))
}

pub(super) fn name(heading: &str) -> Option<Named> {
    with(|context| named(&text(heading), context))
}

/// The first days of a row of headings, and what was assumed.
fn row(headings: &[&str], title_year: Option<i32>) -> (Vec<Option<NaiveDate>>, Option<String>) {
    let title = title_year.map(|year| TitleYear {
        days: Span::months(day(year, 1, 1), 12),
        place: "the title".to_string(),
    });
    with(|context| {
        let raws: Vec<Raw> = headings.iter().map(|heading| text(heading)).collect();
        let raws: Vec<Option<&Raw>> = raws.iter().map(Some).collect();
        let names: Vec<Named> = named_row(&raws, context).into_iter().flatten().collect();
        assert_eq!(names.len(), headings.len(), "{headings:?}");
        let (spans, assumed) = resolve(&names, title.as_ref(), context);
        (
            spans.into_iter().map(|span| Some(span?.first)).collect(),
            assumed,
        )
    })
}

#[test]
fn headings_with_a_year_name_their_first_day() {
    for (heading, grain, first) in [
        ("Apr-26", Grain::Month, day(2026, 4, 1)),
        ("Apr 26", Grain::Month, day(2026, 4, 1)),
        ("Apr '26", Grain::Month, day(2026, 4, 1)),
        ("April 2026", Grain::Month, day(2026, 4, 1)),
        ("2026-04", Grain::Month, day(2026, 4, 1)),
        ("04/2026", Grain::Month, day(2026, 4, 1)),
        ("04/26", Grain::Month, day(2026, 4, 1)),
        ("202604", Grain::Month, day(2026, 4, 1)),
        ("2026年4月", Grain::Month, day(2026, 4, 1)),
        ("Feb 26/27", Grain::Month, day(2027, 2, 1)),
        ("Q1 26/27", Grain::Quarter, day(2026, 4, 1)),
        ("Q1 FY27", Grain::Quarter, day(2026, 4, 1)),
        ("FY27 Q4", Grain::Quarter, day(2027, 1, 1)),
        ("Q3 2026", Grain::Quarter, day(2026, 7, 1)),
        ("2026 Q3", Grain::Quarter, day(2026, 7, 1)),
        ("3Q26", Grain::Quarter, day(2026, 7, 1)),
        ("FY26", Grain::Year, day(2025, 4, 1)),
        ("FY 2026/27", Grain::Year, day(2026, 4, 1)),
        ("2026/27", Grain::Year, day(2026, 4, 1)),
        ("2026-27", Grain::Year, day(2026, 4, 1)),
        ("19-20", Grain::Year, day(2019, 4, 1)),
        ("1920-Q4", Grain::Quarter, day(2020, 1, 1)),
        ("Q4 1920", Grain::Quarter, day(2020, 1, 1)),
        ("2026", Grain::Year, day(2026, 1, 1)),
        ("w/c 12 May 2026", Grain::WeekFrom, day(2026, 5, 12)),
        ("w/e 17/05/2026", Grain::WeekTo, day(2026, 5, 11)),
        (
            "Week commencing 12 May 2026",
            Grain::WeekFrom,
            day(2026, 5, 12),
        ),
        ("12-May-26", Grain::Day, day(2026, 5, 12)),
        ("2026-W20", Grain::Week, day(2026, 5, 11)),
        ("KW 20/2026", Grain::Week, day(2026, 5, 11)),
        ("P01 FY27", Grain::Month, day(2026, 4, 1)),
    ] {
        let named = name(heading).unwrap_or_else(|| panic!("{heading} names a period"));
        assert_eq!(
            (named.grain, named.first),
            (grain, Some(first)),
            "{heading}"
        );
    }
}

#[test]
fn letters_mean_what_their_row_makes_of_them() {
    for (headings, first) in [
        (
            vec!["S19", "S20", "S21"],
            [day(2026, 5, 4), day(2026, 5, 11)],
        ),
        (
            vec!["T1", "T2", "T3", "T4"],
            [day(2026, 4, 1), day(2026, 7, 1)],
        ),
        (vec!["H1", "H2"], [day(2026, 4, 1), day(2026, 10, 1)]),
        (
            vec!["w/e 15 May", "w/e 22 May"],
            [day(2026, 5, 9), day(2026, 5, 16)],
        ),
        (
            vec!["Dec", "Nov", "Oct", "Sep"],
            [day(2026, 12, 1), day(2026, 11, 1)],
        ),
        (vec!["Jun", "Q1", "Jul"], [day(2026, 6, 1), day(2026, 4, 1)]),
    ] {
        let (firsts, _) = row(&headings, Some(2026));
        assert_eq!(firsts[..2], first.map(Some), "{headings:?}");
    }
}

#[test]
fn headings_without_a_year_name_their_number() {
    for (heading, grain, number) in [
        ("Apr", Grain::Month, 4),
        ("May", Grain::Month, 5),
        ("Mar", Grain::Month, 3),
        ("März", Grain::Month, 3),
        ("4月", Grain::Month, 4),
        ("Q1", Grain::Quarter, 1),
        ("Week 7", Grain::Week, 7),
        ("Wk 12", Grain::Week, 12),
        ("W7", Grain::Week, 7),
        ("KW 20", Grain::Week, 20),
        ("w/c 12 May", Grain::WeekFrom, 512),
        ("12-May", Grain::Day, 512),
        ("May 6", Grain::Day, 506),
        ("M1", Grain::Month, 4),
        ("Month 3", Grain::Month, 6),
        ("P12", Grain::Month, 3),
    ] {
        let named = name(heading).unwrap_or_else(|| panic!("{heading} names a period"));
        assert_eq!(
            (named.grain, named.number, named.first),
            (grain, number, None),
            "{heading}"
        );
    }
}

#[test]
fn ordinary_headings_are_no_periods() {
    for heading in [
        "",
        "Project",
        "Status",
        "7",
        "12",
        "1.5",
        "Plan 2026",
        "Apr-26 Actual",
        "Phase 1",
        "May be late",
        "Week",
        "Q",
        "Q5",
        "W",
        "Budget FY26",
        "1/1/1",
        "45000",
        "Total",
        "Sprint 4",
        "R1",
        "Stage 2",
        "H1",
        "S1",
        "T1",
        "K1",
        "S20",
        "Tier 2",
        "Team 1",
        "1. Entwurf",
        "Semester",
        "Sprint 14",
        "1 - 15",
        "B2",
        "1213",
        "Week 54",
        "Month 13",
        "1000",
        "Owner",
        "Start",
        "M",
        "Mon",
        "ID 2026",
    ] {
        assert_eq!(name(heading), None, "{heading}");
    }
    with(|context| {
        for value in [7.0, 1234.0, 45_000.0, 2026.5] {
            assert_eq!(named(&Raw::number(value), context), None, "{value}");
        }
        let year = named(&Raw::number(2026.0), context).expect("a year");
        assert_eq!(year.first, Some(day(2026, 1, 1)));
    });
}

#[test]
fn a_period_is_found_among_other_words() {
    with(|context| {
        for (heading, first, rest) in [
            ("Apr-26 Actual", Some(day(2026, 4, 1)), "Actual"),
            ("Budget FY 2026/27", Some(day(2026, 4, 1)), "Budget"),
            ("Forecast April 2026", Some(day(2026, 4, 1)), "Forecast"),
            ("19-20 RDEL BL", Some(day(2019, 4, 1)), "RDEL BL"),
            ("Actual (Apr)", None, "Actual"),
        ] {
            let (named, left) = within(heading, context).unwrap_or_else(|| panic!("{heading}"));
            assert_eq!((named.first, left.as_str()), (first, rest), "{heading}");
        }
        for heading in ["Project name", "Pre 19-20 RDEL BL", "Spend to Mar-26"] {
            assert_eq!(within(heading, context), None, "{heading}");
        }
    });
}

#[test]
fn months_run_forward_from_the_year_that_is_given() {
    let headings = ["Nov 2026", "Dec", "Jan", "Feb"];
    let (firsts, assumed) = row(&headings, None);
    assert_eq!(firsts[3], Some(day(2027, 2, 1)));
    assert!(assumed.is_some());
    let (firsts, _) = row(&["Nov", "Dec", "Jan 2027"], None);
    assert_eq!(firsts[0], Some(day(2026, 11, 1)));
}

#[test]
fn a_row_without_a_year_takes_the_titles_or_covers_the_as_of_date() {
    let year = [
        "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar",
    ];
    let (firsts, assumed) = row(&year, Some(2025));
    assert_eq!(
        (firsts[0], firsts[11]),
        (Some(day(2025, 4, 1)), Some(day(2026, 3, 1)))
    );
    assert!(assumed.is_some_and(|told| told.contains("title")));
    let (firsts, _) = row(&year, None);
    assert_eq!(
        (firsts[0], firsts[11]),
        (Some(day(2026, 4, 1)), Some(day(2027, 3, 1)))
    );
    // From November on, the row that covers October 2026 began a year earlier.
    let late = [
        "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
    ];
    assert_eq!(row(&late, None).0[0], Some(day(2025, 11, 1)));
}

#[test]
fn quarters_without_a_year_are_of_the_financial_year() {
    let (firsts, assumed) = row(&["Q1", "Q2", "Q3", "Q4"], None);
    assert_eq!(
        (firsts[0], firsts[3]),
        (Some(day(2026, 4, 1)), Some(day(2027, 1, 1)))
    );
    assert!(assumed.is_some_and(|told| told.contains("month 4")));
}

#[test]
fn what_gives_no_year_follows_what_does() {
    let (firsts, _) = row(&["Q1 2025", "Q2", "Q3"], None);
    assert_eq!(firsts[1], Some(day(2025, 4, 1)));
    let (firsts, _) = row(&["Q1 24/25", "Apr", "May", "Jun"], None);
    assert_eq!(firsts[3], Some(day(2024, 6, 1)));
    let (firsts, _) = row(&["2025", "Jan", "Feb"], None);
    assert_eq!(firsts[2], Some(day(2025, 2, 1)));
}

#[test]
fn weeks_run_over_the_year_end() {
    let (firsts, _) = row(&["Week 52", "Week 53", "Week 1"], Some(2026));
    assert_eq!(
        firsts,
        [
            Some(day(2026, 12, 21)),
            Some(day(2026, 12, 28)),
            Some(day(2027, 1, 4))
        ]
    );
}

#[test]
fn a_row_decides_what_its_numbers_are() {
    let (firsts, _) = row(&["Apr 5", "Apr 12", "Apr 19", "Apr 26"], None);
    assert_eq!(firsts[3], Some(day(2026, 4, 26)));
    let (firsts, _) = row(&["04/26", "05/26", "06/26"], None);
    assert_eq!(firsts[2], Some(day(2026, 6, 1)));
    let (firsts, _) = row(&["04/05", "11/05", "18/05"], None);
    assert_eq!(firsts[0], Some(day(2026, 5, 4)));
    let (firsts, _) = row(&["4/6", "4/13", "4/20", "4/27"], None);
    assert_eq!(firsts, [6, 13, 20, 27].map(|at| Some(day(2026, 4, at))));
}

#[test]
fn quarter_totals_between_months_do_not_turn_the_year() {
    let (firsts, _) = row(
        &["Apr", "May", "Jun", "Q1", "Jul", "Aug", "Sep", "Q2", "Oct"],
        None,
    );
    assert_eq!(
        (firsts[4], firsts[7]),
        (Some(day(2026, 7, 1)), Some(day(2026, 7, 1)))
    );
}

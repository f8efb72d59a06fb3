//! Published answers of finance functions: spreadsheets' and libraries' own tests.

use chrono::NaiveDate;

use super::dated::{xirr, xnpv};
use super::flows::{
    Return, discounted_payback, irr, mirr, npv, npv_end_of_period, payback, return_on_investment,
};
use crate::analyse::reason::Reason;

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace()
        .map(|word| word.parse().expect("a number"))
        .collect()
}

#[test]
fn every_published_figure_is_reproduced_to_the_places_it_is_printed_with() {
    let text = include_str!("../../../tests/published/finance.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut looked_at = 0;
    for row in reader.records() {
        let row = row.expect("a well-formed CSV");
        let rates = numbers(&row[1]);
        let flows = numbers(&row[2]);
        let dates = row[3]
            .split_whitespace()
            .map(|date| date.parse::<NaiveDate>().expect("a date"));
        let dated: Vec<(NaiveDate, f64)> = dates.zip(flows.iter().copied()).collect();
        let found = match &row[0] {
            "NPV_excel_end_of_period" => npv_end_of_period(rates[0], &flows),
            "NPV_period0" => npv(rates[0], &flows),
            "IRR" => irr(&flows).map(|found| found.rate),
            "XNPV" => xnpv(rates[0], &dated),
            "XIRR" => xirr(&dated).map(|found| found.rate),
            "MIRR" => mirr(&flows, rates[0], rates[1]),
            other => panic!("an unknown function {other}"),
        };
        let printed = &row[4];
        match printed.parse::<f64>() {
            Ok(expected) => {
                let places = printed
                    .split_once('.')
                    .map_or(0, |(_, digits)| digits.len());
                let found = found.expect("a published value");
                let places = i32::try_from(places).expect("few places").min(7);
                let near = 0.5 * 10f64.powi(-places) * 1.02;
                assert!((found - expected).abs() <= near, "{found} is not {row:?}");
            }
            Err(_) => assert_eq!(found, Err(Reason::OutOfRange), "{row:?}"),
        }
        looked_at += 1;
    }
    assert_eq!(looked_at, 30);
}

#[test]
fn several_changes_of_sign_are_told() {
    assert!(
        irr(&[-100.0, 100.0, 0.0, -7.0])
            .expect("a rate")
            .is_ambiguous()
    );
    assert!(
        !irr(&[-100.0, 39.0, 59.0, 55.0, 20.0])
            .expect("a rate")
            .is_ambiguous()
    );
}

#[test]
fn what_never_comes_back_has_no_payback() {
    assert_eq!(payback(&[-100.0, 40.0, 40.0, 40.0]), Ok(2.5));
    assert_eq!(payback(&[-100.0, 40.0, 40.0]), Err(Reason::OutOfRange));
    assert_eq!(payback(&[100.0, 40.0]), Err(Reason::MissingInput));
    // It was back after two periods, and is paid out again; for good it is back after four.
    assert_eq!(payback(&[-100.0, 50.0, 50.0, -60.0, 60.0]), Ok(4.0));
    // At 10% the 110 of period 1 is worth 100, the 121 of period 2 too.
    let later = discounted_payback(0.1, &[-150.0, 110.0, 121.0]).expect("it comes back");
    assert!((later - 1.5).abs() < 1e-9);
}

#[test]
fn a_return_comes_with_its_time() {
    let found = return_on_investment(&[-100.0, 70.0, 50.0]);
    let expected = Return {
        share: 0.2,
        periods: 3,
    };
    assert_eq!(found, Ok(expected));
    assert_eq!(return_on_investment(&[5.0]), Err(Reason::ZeroDenominator));
}

#[test]
fn figures_that_cannot_be_are_none() {
    assert_eq!(npv(-1.0, &[1.0, 1.0]), Err(Reason::OutOfRange));
    assert_eq!(npv(0.1, &[]), Err(Reason::MissingInput));
    assert_eq!(npv(0.1, &[f64::MAX, f64::MAX]), Err(Reason::OutOfRange));
    assert_eq!(xnpv(0.1, &[]), Err(Reason::MissingInput));
    assert_eq!(irr(&[0.0, 0.0]), Err(Reason::OutOfRange));
}

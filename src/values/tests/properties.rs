//! What holds for any cells.

use chrono::NaiveDate;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::{one, read, settings, text};
use crate::lexicon::Lexicon;
use crate::model::column::{Column, Kind};
use crate::model::tables::costs::PERIOD;
use crate::model::tables::projects::{
    BUDGET, COMMENT, FINISH, MANAGER, PERCENT_COMPLETE, PROJECT, PROJECT_ID, RAG, START,
    YEAR_VARIANCE,
};
use crate::model::tables::risks::{IMPACT, PROBABILITY, PROBABILITY_SHARE, SCORE};
use crate::model::tables::tasks::{DURATION, EFFORT};
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::values::period::{named_row, resolve, within};
use crate::values::reading::{Context, fit};
use crate::values::{person, share};

static LATE: Column = Column::new("late", Kind::YesNo, "");

/// One column of every kind, and of every name that is read in its own way.
static COLUMNS: &[&Column] = &[
    &PROJECT_ID,
    &PROJECT,
    &COMMENT,
    &MANAGER,
    &RAG,
    &START,
    &FINISH,
    &PERIOD,
    &BUDGET,
    &SCORE,
    &DURATION,
    &EFFORT,
    &PROBABILITY,
    &IMPACT,
    &PROBABILITY_SHARE,
    &PERCENT_COMPLETE,
    &YEAR_VARIANCE,
    &LATE,
];

/// Texts made of what dates, amounts and names are made of, and any other.
fn cell() -> impl Strategy<Value = Raw> {
    let parts = [
        "1",
        "12",
        "31",
        "2026",
        "26",
        "0",
        "999999999999",
        "/",
        "-",
        ".",
        ",",
        " ",
        ":",
        "'",
        "(",
        ")",
        "%",
        "£",
        "€",
        "k",
        "m",
        "bn",
        "Apr",
        "May",
        "Q",
        "FY",
        "W",
        "T",
        "Z",
        "PT",
        "H",
        "年",
        "月",
        "é",
        "\u{301}",
        "\u{a0}",
        "E+",
        "of",
        "approx",
        "@",
        "x",
        "🔴",
        "１",
        "ﬁ",
        "İ",
        "ß",
    ];
    let mixed = proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..10)
        .prop_map(|parts| Raw::Text(parts.concat()));
    let free = ".{0,40}".prop_map(Raw::Text);
    let number = (any::<f64>(), any::<bool>())
        .prop_filter("cells are finite", |(value, _)| value.is_finite())
        .prop_map(|(value, percent)| Raw::Number { value, percent });
    let date = (-200_000_i64..4_000_000).prop_filter_map("a day", |days| {
        let date = NaiveDate::from_ymd_opt(1899, 12, 30)?
            .checked_add_signed(chrono::Duration::try_days(days)?)?;
        Some(Raw::Date(date.and_hms_opt(0, 0, 0)?))
    });
    proptest::prop_oneof![4 => mixed, 2 => free, 1 => number, 1 => date]
}

/// Days that every form below can write.
fn date() -> impl Strategy<Value = NaiveDate> {
    (0_i64..36_000).prop_map(|days| {
        NaiveDate::from_ymd_opt(1970, 1, 1)
            .and_then(|start| start.checked_add_signed(chrono::Duration::days(days)))
            .expect("within the calendar")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn reading_never_panics_and_gives_one_value_a_cell(cells in proptest::collection::vec(cell(), 1..6)) {
        for column in COLUMNS {
            let kind = column.kind;
            let reading = read(column, "Budget (£m)", &cells);
            prop_assert_eq!(reading.values.len(), cells.len());
            for value in &reading.values {
                let fits = match value {
                    Value::Blank => true,
                    Value::Text(_) => {
                        matches!(kind, Kind::Text | Kind::Id | Kind::Person | Kind::Category(_))
                    }
                    Value::Number(number) => {
                        number.is_finite() && matches!(kind, Kind::Money | Kind::Number | Kind::Share)
                    }
                    Value::Date(_) => matches!(kind, Kind::Date | Kind::Month),
                    Value::Bool(_) => kind == Kind::YesNo,
                };
                prop_assert!(fits, "{value:?} in {kind:?}");
            }
            for remark in &reading.remarks {
                prop_assert!(remark.at.is_none_or(|at| at < cells.len()));
                prop_assert!(!remark.message.is_empty() && remark.message.chars().count() < 400);
            }
        }
    }

    #[test]
    fn nothing_is_dropped_without_a_word(cell in cell()) {
        let says = match &cell {
            Raw::Text(text) => text.chars().any(char::is_alphanumeric),
            _ => true,
        };
        let is_missing = Lexicon::standard().is_missing(&cell.display());
        for column in COLUMNS.iter().filter(|column| column.name != PROBABILITY_SHARE.name) {
            let reading = read(column, "", std::slice::from_ref(&cell));
            let is_dropped = reading.values == [Value::Blank] && reading.remarks.is_empty();
            prop_assert!(!is_dropped || !says || is_missing, "{}", column.name);
        }
    }

    #[test]
    fn headings_and_helpers_never_panic(cells in proptest::collection::vec(cell(), 1..6)) {
        let settings = settings();
        let context = Context::new(Lexicon::standard(), &settings);
        let raws: Vec<&Raw> = cells.iter().collect();
        for kind in [Kind::Text, Kind::Id, Kind::Person, Kind::Date, Kind::Money, Kind::Number, Kind::Share] {
            if let Some(share) = fit(kind, &raws, context) {
                prop_assert!((0.0..=1.0).contains(&share));
            }
        }
        let row: Vec<Option<&Raw>> = cells.iter().map(Some).collect();
        let names: Vec<_> = named_row(&row, context).into_iter().flatten().collect();
        prop_assert_eq!(resolve(&names, None, context).0.len(), names.len());
        for cell in &cells {
            let shown = cell.display();
            let _ = within(&shown, context);
            let _ = person::key(&shown);
            let _ = person::split(&shown);
            if let Some(share) = share::probability_share(cell, context) {
                prop_assert!((0.0..=1.0).contains(&share));
            }
        }
    }

    #[test]
    fn a_date_in_a_clear_form_reads_back(date in date(), form in 0_usize..8) {
        let forms = [
            "%Y-%m-%d", "%d %B %Y", "%d-%b-%Y", "%B %-d, %Y", "%Y年%-m月%-d日", "%A, %-d %B %Y", "%Y%m%d",
            "%d/%b/%Y 10:17 PM",
        ];
        let written = date.format(forms[form]).to_string();
        prop_assert_eq!(one(&START, &written), Value::Date(date), "{}", written);
    }

    #[test]
    fn an_amount_reads_back(cents in -99_999_999_i64..99_999_999, form in 0_usize..5) {
        let value = cents as f64 / 100.0;
        let plain = format!("{}", cents.abs() / 100);
        let grouped = |mark: &str| {
            let digits: Vec<char> = plain.chars().collect();
            digits
                .rchunks(3)
                .rev()
                .map(|group| group.iter().collect::<String>())
                .collect::<Vec<_>>()
                .join(mark)
        };
        let cent = format!("{:02}", cents.abs() % 100);
        let sign = if cents < 0 { "-" } else { "" };
        let written = match form {
            0 => format!("{sign}£{}.{cent}", grouped(",")),
            1 => format!("{sign}{},{cent} €", grouped(".")),
            2 => format!("{sign}{},{cent}", grouped("\u{202f}")),
            3 => format!("CHF {sign}{}.{cent}", grouped("'")),
            _ if cents < 0 => format!("({plain}.{cent})"),
            _ => format!("{plain}.{cent}"),
        };
        prop_assert_eq!(one(&BUDGET, &written), Value::Number(value), "{}", written);
    }

    #[test]
    fn a_share_reads_back(hundredths in 0_u32..=10_000) {
        let share = f64::from(hundredths) / 10_000.0;
        let written = format!("{}%", f64::from(hundredths) / 100.0);
        let Value::Number(read) = one(&PERCENT_COMPLETE, &written) else {
            return Err(proptest::test_runner::TestCaseError::fail(written));
        };
        prop_assert!((read - share).abs() < 1e-12);
    }

    #[test]
    fn the_order_of_cells_changes_no_value(cells in proptest::collection::vec(cell(), 1..6)) {
        let mut turned = cells.clone();
        turned.reverse();
        for column in [&START, &BUDGET, &PERCENT_COMPLETE] {
            let mut back = read(column, "", &turned).values;
            back.reverse();
            prop_assert_eq!(read(column, "", &cells).values, back);
        }
    }

    #[test]
    fn a_blank_stays_blank(count in 1_usize..5) {
        let cells: Vec<Raw> = (0..count).map(|_| text("")).collect();
        for column in COLUMNS {
            let reading = read(column, "", &cells);
            prop_assert!(reading.values.iter().all(Value::is_blank) && reading.remarks.is_empty());
        }
    }
}

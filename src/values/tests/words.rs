//! Words, names, ids and text as columns read them, and how well cells fit a kind.

use super::{codes, one, read, read_texts, settings, text};
use crate::lexicon::Lexicon;
use crate::model::column::{Column, Kind};
use crate::model::tables::projects::{COMMENT, MANAGER, PRIORITY, PROJECT, PROJECT_ID, RAG};
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::values::reading::{Context, fit};

fn said(word: &str) -> Value {
    Value::Text(word.to_string())
}

#[test]
fn a_word_is_found_among_what_surrounds_it() {
    for (cell, expected) in [
        ("Amber", "amber"),
        (" AMBER ", "amber"),
        ("R", "red"),
        ("Amber/Red", "amber_red"),
        ("Amber - awaiting funding", "amber"),
        ("Red (supplier late)", "red"),
        ("2. Amber", "amber"),
        ("2 - Amber", "amber"),
        ("🔴", "red"),
    ] {
        assert_eq!(one(&RAG, cell), said(expected), "{cell}");
    }
    assert_eq!(one(&PRIORITY, "1 - High"), said("high"));
}

#[test]
fn a_rating_with_a_comment_is_told() {
    let reading = read_texts(&RAG, "RAG", &["Amber - awaiting funding", "2 - Amber"]);
    assert_eq!(codes(&reading), [("word-with-text", Some(0))]);
}

#[test]
fn an_unknown_word_is_blank_and_told_once_with_its_count() {
    let reading = read_texts(&RAG, "RAG", &["mauve", "red", "mauve"]);
    assert_eq!(reading.values, [Value::Blank, said("red"), Value::Blank]);
    assert_eq!(codes(&reading), [("unknown-word", Some(0))]);
    assert!(reading.remarks[0].message.contains("2 cells"));
}

#[test]
fn a_number_as_a_rating_has_no_known_direction() {
    let reading = read(&RAG, "RAG", &[Raw::number(1.0), Raw::number(3.0)]);
    assert_eq!(reading.values, [Value::Blank, Value::Blank]);
    assert_eq!(codes(&reading), [("scale-unclear", Some(0))]);
}

#[test]
fn ids_stay_as_written_unless_a_number_lost_its_point() {
    let cells = [
        Raw::number(12.0),
        text("007"),
        text(" P-02 "),
        text("12.0"),
        Raw::number(1.1),
    ];
    let reading = read(&PROJECT_ID, "ID", &cells);
    assert_eq!(
        reading.values,
        ["12", "007", "P-02", "12.0", "1.1"].map(said)
    );
    assert!(reading.remarks.is_empty());
    let floats = read_texts(&PROJECT_ID, "ID", &["12.0", "13.0"]);
    assert_eq!(floats.values, ["12", "13"].map(said));
}

#[test]
fn damaged_ids_are_told() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 1)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .expect("a time");
    let cells = [
        text("1.21143E+15"),
        Raw::number(1.211_43e15),
        Raw::Date(date),
        text("1E7"),
    ];
    let reading = read(&PROJECT_ID, "Task ID", &cells);
    assert_eq!(
        codes(&reading),
        [
            ("id-damaged", Some(0)),
            ("id-damaged", Some(1)),
            ("id-damaged", Some(2))
        ]
    );
    assert_eq!(reading.values[1], said("1211430000000000"));
}

#[test]
fn text_is_cleaned_and_narrative_keeps_its_lines() {
    let exempt = "Exempt under Section 43 of the Act";
    assert_eq!(one(&COMMENT, exempt), said(exempt));
    assert_eq!(one(&COMMENT, "TBC"), Value::Blank);
    assert_eq!(one(&PROJECT, "  Alpha\n\u{a0}Two "), said("Alpha Two"));
    assert_eq!(
        one(&COMMENT, " one \r\n\r\n two  three"),
        said("one\ntwo three")
    );
    assert_eq!(
        read(&PROJECT, "", &[Raw::number(12.0)]).values,
        [said("12")]
    );
}

#[test]
fn names_are_kept_as_written() {
    assert_eq!(one(&MANAGER, " Smith,\u{a0}John "), said("Smith, John"));
    assert_eq!(one(&MANAGER, "TBC"), Value::Blank);
    let reading = read(&MANAGER, "PM", &[Raw::number(5.0)]);
    assert_eq!(codes(&reading), [("not-a-name", Some(0))]);
}

#[test]
fn yes_and_no_have_many_forms() {
    let column = Column::new("late", Kind::YesNo, "");
    let cells = [
        Raw::Bool(true),
        text("yes"),
        text("No"),
        Raw::number(0.0),
        text("perhaps"),
    ];
    let reading = read(&column, "Late", &cells);
    assert_eq!(
        reading.values,
        [
            Value::Bool(true),
            Value::Bool(true),
            Value::Bool(false),
            Value::Bool(false),
            Value::Blank
        ]
    );
    assert_eq!(codes(&reading), [("unknown-word", Some(4))]);
}

#[test]
fn cells_fit_the_kind_they_are() {
    let settings = settings();
    let context = Context::new(Lexicon::standard(), &settings);
    for (cells, best, others) in [
        (
            vec!["13/04/2026", "14/04/2026"],
            Kind::Date,
            vec![Kind::Person, Kind::Text, Kind::Money, Kind::Id],
        ),
        (
            vec!["Ann Lee", "Bob Ray", "Smith, John"],
            Kind::Person,
            vec![Kind::Date, Kind::Money, Kind::Id, Kind::Category("rag")],
        ),
        (
            vec!["P-01", "P-02", "P-03"],
            Kind::Id,
            vec![Kind::Date, Kind::Person, Kind::Money],
        ),
        (
            vec!["£1,200", "£3.5m", "TBC"],
            Kind::Money,
            vec![Kind::Date, Kind::Person, Kind::Text, Kind::Share],
        ),
        (
            vec!["75%", "20%"],
            Kind::Share,
            vec![Kind::Date, Kind::Person, Kind::Text, Kind::Money],
        ),
        (
            vec!["Red", "Amber", "Green"],
            Kind::Category("rag"),
            vec![Kind::Date, Kind::Person, Kind::Money],
        ),
        (
            vec![
                "The supplier is late with the second delivery",
                "On plan so far, no change",
            ],
            Kind::Text,
            vec![Kind::Date, Kind::Person, Kind::Money, Kind::Id],
        ),
    ] {
        let raws: Vec<Raw> = cells.iter().map(|cell| text(cell)).collect();
        let raws: Vec<&Raw> = raws.iter().collect();
        let of = |kind| fit(kind, &raws, context).expect("not all blank");
        assert!(of(best) > 0.9, "{cells:?} {best:?} {}", of(best));
        for other in others {
            assert!(of(other) < 0.5, "{cells:?} {other:?} {}", of(other));
        }
    }
    assert_eq!(fit(Kind::Date, &[&text("TBC"), &text(" ")], context), None);
}

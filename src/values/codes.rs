//! Every code that reading values may raise, so that a test can ask for the page of each.

use super::{
    category, cell, date, date_assumed, date_order, number, number_marks, number_told, person,
    scale, share, text,
};
use crate::model::finding::Code;

pub static ALL: &[&Code] = &[
    &cell::ERROR_CELL,
    &cell::PROMPT_TEXT,
    &cell::MISSING_EXPLAINED,
    &date_order::DATE_ORDER_ASSUMED,
    &date_order::DATE_ORDER_MIXED,
    &date_order::DATES_SWAPPED,
    &date_assumed::DATE_YEAR_ASSUMED,
    &date_assumed::DATE_DAY_ASSUMED,
    &date::DATE_WITH_WORDS,
    &date_assumed::DATE_AS_NUMBER,
    &date::DATE_UNREADABLE,
    &date::NOT_A_DATE,
    &date::NO_FIXED_DATE,
    &date::ODD_SERIAL,
    &number::NOT_A_NUMBER,
    &number_marks::NUMBER_MARKS_ASSUMED,
    &number::NUMBER_WITH_WORDS,
    &number::NUMBER_TOO_LONG,
    &number_told::UNIT_IN_CELL,
    &number_told::SECONDS_ASSUMED,
    &number_told::OTHER_CURRENCY,
    &number::PERCENT_AS_NUMBER,
    &share::PERCENT_SCALE_ASSUMED,
    &share::PERCENT_SCALE_MIXED,
    &share::PERCENT_OUT_OF_RANGE,
    &share::SHARE_FROM_COUNTS,
    &scale::SCALE_MAPPED,
    &scale::SCALE_ASSUMED,
    &category::SCALE_UNCLEAR,
    &category::UNKNOWN_WORD,
    &category::WORD_WITH_TEXT,
    &person::NOT_A_NAME,
    &text::ID_DAMAGED,
];

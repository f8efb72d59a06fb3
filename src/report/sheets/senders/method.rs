//! How the score is made: definition, formula, why and an example, with the weights in yellow cells.

use super::matter::Matter;
use crate::model::finding::Severity;
use crate::model::scoring;
use crate::report::block::{Block, RowKind, note, section};
use crate::report::cell::{AllowedRule, Cell, Role};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::names;

pub const CLEAN: &str = "scr_Clean";
pub const COMPLETE: &str = "scr_Complete";
pub const CURRENT: &str = "scr_Current";
pub const BLOCKS: &str = "scr_Blocks";
pub const CHANGES: &str = "scr_Changes";
pub const COSMETIC: &str = "scr_Cosmetic";
/// Below this score a tracker needs help.
pub const HELP: &str = "scr_Help";

const WIDTHS: [f64; 3] = [34.0, 14.0, 96.0];
const WIDTH: u16 = 3;

const WORDS: [(&str, &str); 4] = [
    (
        "Definition",
        "How much of a tracker can be used as it stands, from 0 to 100: clean rows, filled fields, a recent update.",
    ),
    (
        "Formula",
        "100 × (60 × clean + 20 × complete + 20 × current) ÷ the points of the parts that are known; a part that is not known neither helps nor harms.",
    ),
    (
        "Why",
        "Whoever scores low needs a template, an hour of help, or a reminder; the findings say which.",
    ),
    (
        "Example",
        "10 rows of which 2 were rejected, 3 of 4 owners filled, updated last week: 100 × (60 × 0.8 + 20 × 0.75 + 20 × 1) ÷ 100 = 83.",
    ),
];

/// Returns the sheet.
pub fn sheet(matter: &Matter<'_>) -> Sheet {
    let mut sheet = Sheet::new(
        "Score",
        SheetKind::Control,
        "How the score is made",
        "What does a score say, and where do I change a weight?",
        WIDTHS,
    )
    .headline("A tracker that can be used as it stands scores 100")
    .basis("Yellow cells may be changed; every score follows")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    sheet.push(section("The score of a tracker", WIDTH));
    sheet.push(words());
    sheet.push(section("Weights and limits", WIDTH));
    sheet.push(weights(matter));
    sheet.push(note(
        "A file that was refused has no score but a reason; nor has a template without rows that hold data.",
        WIDTH,
    ));
    sheet
}

fn words() -> Block {
    let mut list = List::new()
        .heights(20, 30)
        .column("What", "", Role::Strong, 1)
        .column("Words", "", Role::Wrapped, 2);
    for (what, words) in WORDS {
        list.push([what.into(), words.into()]);
    }
    list.block()
}

fn weights(matter: &Matter<'_>) -> Block {
    let age = matter.brief.settings.thresholds.data_age;
    let of = |severity| (scoring::weight(severity), 1.0);
    let rows: [(&str, &'static str, (f64, f64), &str); 9] = [
        (
            "Points of clean",
            CLEAN,
            (scoring::CLEAN, 100.0),
            "1 − rows lost ÷ rows that hold data, at least 0. A row counts once, by its worst finding; at least the rejected rows are lost.",
        ),
        (
            "Points of complete",
            COMPLETE,
            (scoring::COMPLETE, 100.0),
            "Who, by when and how it stands, of the fields that the tracker keeps: filled ÷ all (sheet Fields).",
        ),
        (
            "Points of current",
            CURRENT,
            (scoring::CURRENT, 100.0),
            "1 while the last update is recent enough, falling in a straight line to 0 where it is too old; for trackers with a date of update.",
        ),
        (
            "A row that blocks loses",
            BLOCKS,
            of(Severity::Blocks),
            "◆ Something could not be used: the row is lost.",
        ),
        (
            "A row that changes a figure loses",
            CHANGES,
            of(Severity::Changes),
            "▲ It is used, and a figure depends on how it was read.",
        ),
        (
            "A cosmetic row loses",
            COSMETIC,
            of(Severity::Cosmetic),
            "● Untidy, but no figure moves.",
        ),
        (
            "Recent enough, in days",
            names::AGE.amber,
            (age.amber, 3650.0),
            "Up to this age an update is recent.",
        ),
        (
            "Too old, in days",
            names::AGE.red,
            (age.red, 3650.0),
            "From this age on it counts for nothing.",
        ),
        (
            "Help is needed below",
            HELP,
            (scoring::HELP, 100.0),
            "Trackers below this score are counted on the first page.",
        ),
    ];
    let mut list = List::new()
        .heights(24, 26)
        .column("What", "Weight or limit", Role::Strong, 1)
        .column("Value", "Value", Role::InputNumber, 1)
        .column("Says", "What it does", Role::Wrapped, 1);
    for (what, name, (value, most), says) in rows {
        let role = if most > 1.0 {
            Role::InputNumber
        } else {
            Role::InputRatio
        };
        let input = Cell::value(role, value).named(name).allowing(
            AllowedRule::Between(0.0, most),
            format!("A number from 0 to {most}"),
        );
        list.push_cells(
            RowKind::Body,
            [
                Cell::value(Role::Strong, what),
                input,
                Cell::value(Role::Wrapped, says),
            ],
        );
    }
    list.push_cells(
        RowKind::Body,
        [
            Cell::value(Role::Strong, "Reporting date"),
            Cell::value(Role::InputDate, matter.brief.settings.as_of)
                .named(names::REPORT_DATE)
                .allowing(AllowedRule::Date, "A date"),
            Cell::value(Role::Wrapped, "Ages are counted from here."),
        ],
    );
    list.block()
}

//! Assumptions: what was assumed, on what evidence, and what would change on the board if it is otherwise.

use crate::report::block::{Block, note, section};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join};
use crate::report::functions::{count_ifs, counted, index, or_blank, sum};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::assumptions;

/// Id, assumed, evidence, otherwise, what would change, file, sheet, cell, settings.
const WIDTHS: [f64; 9] = [6.0, 30.0, 40.0, 28.0, 48.0, 28.0, 15.0, 8.0, 44.0];
const WIDTH: u16 = 9;
/// Readings listed, those that change most first; all are on Data_Assumed.
const MOST: usize = 60;

/// Returns the page; none when nothing was assumed.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let readings = assumptions::count(brief);
    if readings == 0 {
        return None;
    }
    let basis = if assumptions::is_weighed(brief) {
        "What would change: the files read once more under the other reading, main figures and statuses set against this pack's"
    } else {
        "What would change was not worked out in this run"
    };
    let mut page = Sheet::new(
        "Assumptions",
        SheetKind::Control,
        "Assumptions",
        "What was assumed in reading, and what would change if it is otherwise?",
        WIDTHS,
    )
    .headline(headline(brief))
    .basis(basis)
    .freeze(Freeze::Frame)
    .print(Print::OneWide)
    .source(
        "Source: Data_Assumed (every other reading, and the settings that state what was assumed).",
    );
    page.push(section(
        "Other readings, those that change most first",
        WIDTH,
    ));
    page.push(list(readings.min(MOST)));
    if readings > MOST {
        page.push(note(
            format!("{MOST} of {readings} readings; all are on Data_Assumed."),
            WIDTH,
        ));
    }
    page.push(note(
        "The lines under Settings, put into a settings file, choose the other reading; `boardpack init` writes them all.",
        WIDTH,
    ));
    Some(page)
}

fn headline(brief: &Brief<'_>) -> Formula {
    let assumed = counted(
        sum(&assumptions::FIRST),
        "assumption could be otherwise",
        "assumptions could be otherwise",
    );
    if !assumptions::is_weighed(brief) {
        return assumed;
    }
    let statuses = count_ifs([assumptions::STATUSES.above(0.0)]);
    let figures = count_ifs([assumptions::FIGURES.above(0.0)]);
    join([
        assumed,
        "; ".into(),
        counted(
            figures,
            "other reading moves a main figure, ",
            "other readings move a main figure, ",
        ),
        counted(
            statuses,
            "turns a project's status",
            "turn a project's status",
        ),
    ])
}

fn list(rows: usize) -> Block {
    let mut list = List::new()
        .heights(24, 30)
        .column("ID", "ID", Role::Muted, 1)
        .column("Assumed", "Assumed", Role::Wrapped, 1)
        .column("Evidence", "Evidence", Role::Wrapped, 1)
        .column("Otherwise", "If it is otherwise", Role::Wrapped, 1)
        .column("Changes", "This would change", Role::Wrapped, 1)
        .column("File", "Tracker", Role::Wrapped, 1)
        .column("Sheet", "Sheet", Role::Wrapped, 1)
        .column("Cell", "Cell", Role::Text, 1)
        .column("Settings", "Settings for it", Role::Wrapped, 1);
    let shown = [
        &assumptions::ID,
        &assumptions::ASSUMED,
        &assumptions::EVIDENCE,
        &assumptions::OTHERWISE,
        &assumptions::CHANGES,
        &assumptions::FILE,
        &assumptions::SHEET,
        &assumptions::CELL,
        &assumptions::CHOOSES,
    ];
    for place in 1..=rows {
        let place = f64::from(u32::try_from(place).unwrap_or(u32::MAX));
        list.push(shown.iter().map(|field| or_blank(index(*field, place))));
    }
    list.block()
}

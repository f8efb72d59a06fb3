//! Health: which projects are off track, why, and whether reported status agrees with the data.

use super::facts;
use super::health_list::{Column, LISTED, columns, list, position};
use super::page::page_height;
use super::places::first;
use super::words::{capital, none_one_many};
use crate::model::schema::Table as _;
use crate::model::tables::projects::Projects;
use crate::report::block::{Block, Cells, Placed, Row, RowKind, note, section, space};
use crate::report::cell::{Cell, Role};
use crate::report::chart::{Axis, Chart, ChartKind, Legend, Look, Series, Source};
use crate::report::formula::{Formula, join};
use crate::report::functions::{count_ifs, date_text};
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::ground::{
    Lens, MoneyBasis, computes, dimensions, has_slip, projects_total, reports,
};
use crate::report::sheets::names::report_date;

/// Up to so many rows stand on one page.
const ONE_PAGE: u32 = 18;
/// Pixels that everything but the list's rows takes.
const FIXED: u32 = 230;

/// Returns the page, where there are projects.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Projects::SCHEMA) {
        return None;
    }
    let columns = columns(brief);
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
    let listed = first(brief.rows(Projects::SCHEMA), LISTED).count();
    let listed = u32::try_from(listed).unwrap_or(LISTED);
    let page = page_height(&widths);
    let row_height = if listed <= ONE_PAGE {
        (page.saturating_sub(FIXED) / listed.max(1)).clamp(30, 50)
    } else {
        30
    };
    let mut sheet = Sheet::new(
        "Health",
        SheetKind::Board,
        "Portfolio health",
        "Which projects are off track, why, and does reported status agree?",
        widths,
    )
    .headline(headline(brief))
    .basis(basis(brief))
    .source("Sources: Calc_Health (every step of every status), Data_Projects. Thresholds and rules: Method.")
    .freeze(Freeze::List(2))
    .print(if listed <= ONE_PAGE {
        Print::OnePage
    } else {
        Print::OneWide
    });
    sheet.push(strip(brief, &columns));
    sheet.push(space(8));
    sheet.push(list(brief, &columns, row_height).block());
    sheet.push(note(key(brief), width));
    let left = page.saturating_sub(FIXED + listed * row_height);
    if listed <= ONE_PAGE && left >= 200 {
        charts(brief, &mut sheet, &columns, (left - 50).min(430));
    }
    Some(sheet)
}

fn headline(brief: &Brief<'_>) -> Formula {
    let lens = Lens::of(brief);
    let (predicate, amber) = match lens {
        Lens::Computed => ("Red on the data", facts::with_status(lens, "A")),
        Lens::Reported => ("reported Red", facts::with_status(lens, "A")),
    };
    let red = facts::red_of_all(lens, predicate);
    if lens == Lens::Reported || !reports(brief) {
        let amber = none_one_many(
            amber.clone(),
            "",
            "; 1 is Amber",
            join(["; ".into(), amber, " are Amber".into()]),
        );
        return capital(red & amber);
    }
    let rosy = facts::rosy();
    let rosy = none_one_many(
        rosy.clone(),
        "No project reports better than its data shows",
        "1 project reports better than its data shows",
        rosy & " projects report better than their data shows",
    );
    join([rosy, "; ".into(), red])
}

fn basis(brief: &Brief<'_>) -> Formula {
    let told = match (reports(brief), Lens::of(brief)) {
        (true, Lens::Computed) => {
            "Sorted by severity. Reported is the project manager's view; computed follows the thresholds on Method."
        }
        (true, Lens::Reported) => {
            "Sorted by severity as reported: too little is known to compute a status."
        }
        (false, _) => {
            "Sorted by severity. Status is computed by the thresholds on Method; none is reported."
        }
    };
    join([
        "As at ".into(),
        date_text(report_date()),
        ". ".into(),
        told.into(),
    ])
}

/// Counts by status, reported above computed, each with a sentence.
fn strip(brief: &Brief<'_>, columns: &[Column]) -> Block {
    let mut rows = Vec::new();
    let total = projects_total();
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let mut line = |label: &str, counts: [Formula; 3], sentence: Formula| {
        let tiles = [Role::TileRed, Role::TileAmber, Role::TileGreen];
        let mut cells = vec![Placed::new(0, 2, Cell::value(Role::Strong, label))];
        for ((at, count), role) in (2_u16..).zip(counts).zip(tiles) {
            cells.push(Placed::new(at, 1, Cell::figure(role, count)));
        }
        cells.push(Placed::new(
            5,
            width.saturating_sub(5),
            Cell::figure(Role::Muted, sentence),
        ));
        rows.push(Row::new(RowKind::Plain, 24, cells));
    };
    if reports(brief) {
        let none = facts::with_status(Lens::Reported, "–");
        let sentence = none_one_many(
            none.clone(),
            "every project reports a status",
            "1 project reports no status",
            none & " projects report no status",
        );
        let counts = ["R", "A", "G"].map(|letter| facts::with_status(Lens::Reported, letter));
        line("Reported status, projects", counts, sentence);
    }
    if computes(brief) {
        let none = facts::with_status(Lens::Computed, "–");
        let unknown = none_one_many(
            none.clone(),
            join(["all ".into(), total, " judged".into()]),
            "1 project has nothing to be judged by",
            none & " projects have nothing to be judged by",
        );
        let sentence = if reports(brief) {
            let rosy = facts::rosy();
            let grim = count_ifs([health::GAP.below(0.0)]);
            join([
                rosy,
                " computed worse than reported, ".into(),
                grim,
                " better; ".into(),
                unknown,
            ])
        } else {
            unknown
        };
        let counts = ["R", "A", "G"].map(|letter| facts::with_status(Lens::Computed, letter));
        line("Computed status, projects", counts, sentence);
    }
    Block::Cells(Cells::rows(rows))
}

fn key(brief: &Brief<'_>) -> Formula {
    let all = brief.rows(Projects::SCHEMA);
    let mut parts: Vec<Formula> = Vec::new();
    if all > LISTED as usize {
        parts.push(join([
            "The ".into(),
            LISTED.into(),
            " that need attention most; ".into(),
            projects_total() - LISTED,
            " more stand in Calc_Health. ".into(),
        ]));
    }
    parts.push("Key: R Red, A Amber, G Green, – not known.".into());
    if reports(brief) && computes(brief) {
        parts.push(" Gap ▲: computed is worse than reported, ▼ better.".into());
    }
    parts.push(" Slip and over budget: + is late or over.".into());
    join(parts)
}

/// Fills the page of a small portfolio: status by view, and how late each project is.
fn charts(brief: &Brief<'_>, sheet: &mut Sheet, columns: &[Column], height: u32) {
    if !reports(brief) && dimensions(brief).is_empty() {
        return;
    }
    let pixels: Vec<f64> = columns
        .iter()
        .map(|column| column.width * 7.0 + 5.0)
        .collect();
    let width = |from: usize, to: usize| -> u32 {
        let sum: f64 = pixels.iter().skip(from).take(to - from).sum();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few hundred pixels"
        )]
        let whole = sum as u32;
        whole.saturating_sub(16)
    };
    let middle = position(columns, "Schedule")
        .or(position(columns, "Cost"))
        .unwrap_or(4)
        .max(4);
    let (middle, end) = (usize::from(middle), columns.len());
    let mut stacks = vec![Stack::new(
        0,
        vec![
            section(
                "Number of projects by status",
                u16::try_from(middle).unwrap_or(4),
            ),
            Block::Chart(super::charts::status_by_view(width(0, middle), height)),
        ],
    )];
    let bars = if has_slip(brief) {
        Some((
            "Slip",
            "Days later than baseline, by project",
            "+#,##0;-#,##0;0",
        ))
    } else if MoneyBasis::of(brief) != MoneyBasis::None {
        Some((
            "Over",
            "Forecast over budget, by project",
            "+0.0%;-0.0%;0.0%",
        ))
    } else {
        None
    };
    if let Some((key, title, format)) = bars {
        let body = |key: &'static str| Source::Body("health".into(), key.into());
        let series = Series::new(title, body("Project"), body(key), Look::Plain).labels(format);
        let chart = Chart::new(
            "chtWorst",
            ChartKind::BarClustered,
            width(middle, end),
            height,
            format!("Bars: {title}"),
        )
        .series(series)
        .legend(Legend::None)
        .axis(Axis::default());
        let at = u16::try_from(middle).unwrap_or(4);
        let span = u16::try_from(end - middle).unwrap_or(4);
        stacks.push(Stack::new(
            at,
            vec![section(title, span), Block::Chart(chart)],
        ));
    }
    sheet.side_by_side(stacks);
}

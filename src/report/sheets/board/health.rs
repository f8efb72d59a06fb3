//! Health: which projects are off track, why, and whether reported status agrees with the data.

use super::facts;
use super::page::page_height;
use super::places::{first, ranked};
use super::words::{capital, none_one_many, share_of, short};
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::{Block, Cells, Placed, Row, RowKind, note, section, space};
use crate::report::cell::{Cell, Role};
use crate::report::chart::{Axis, Chart, ChartKind, Legend, Look, Series, Source};
use crate::report::formula::{Field, Formula, join, row};
use crate::report::functions::{count_ifs, date_text, first_of, if_error, lookup};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::values::values;
use crate::report::sheets::ground::{
    Lens, MoneyBasis, computes, dimensions, has_cost_performance, has_earned_value, has_slip,
    projects_total, reports,
};
use crate::report::sheets::names::report_date;

/// Projects listed; the others stand on Calc_Health, and are counted all the same.
const LISTED: u32 = 60;
/// Up to so many rows stand on one page.
const ONE_PAGE: u32 = 18;
/// Pixels that everything but the list's rows takes.
const FIXED: u32 = 230;
/// Characters of all columns together.
const ALL_CHARACTERS: f64 = 196.0;

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

/// A column of the list.
struct Column {
    key: &'static str,
    heading: &'static str,
    group: &'static str,
    field: &'static Field,
    role: Role,
    width: f64,
}

impl Column {
    fn new(
        key: &'static str,
        heading: &'static str,
        group: &'static str,
        field: &'static Field,
        role: Role,
        width: f64,
    ) -> Column {
        Column {
            key,
            heading,
            group,
            field,
            role,
            width,
        }
    }
}

/// Returns the columns for which the trackers give something; the texts take the room of those left out.
fn columns(brief: &Brief<'_>) -> Vec<Column> {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let judged = dimensions(brief);
    let tile = Role::Tile;
    let (overall, status) = ("Overall", "Dimensions, computed");
    let (earned, forecast) = ("Earned value", "Forecast");
    let mut columns = vec![
        Column::new(
            "ID",
            "ID",
            "",
            &health::PROJECT_ID,
            Role::Id,
            id_width(brief),
        ),
        Column::new(
            "Project",
            "Project",
            "",
            &health::PROJECT,
            Role::Strong,
            0.0,
        ),
    ];
    if computes(brief) {
        columns.push(Column::new(
            "Computed",
            "Computed",
            overall,
            &health::COMPUTED,
            tile,
            9.5,
        ));
    }
    if reports(brief) {
        columns.push(Column::new(
            "Reported",
            "Reported",
            overall,
            &health::REPORTED,
            tile,
            9.5,
        ));
        if computes(brief) {
            columns.push(Column::new(
                "Gap",
                "Gap",
                overall,
                &health::GAP,
                Role::Trend,
                9.5,
            ));
        }
    }
    for dimension in judged {
        let name = dimension.name();
        columns.push(Column::new(
            name,
            name,
            status,
            dimension.field(),
            tile,
            9.5,
        ));
    }
    if has_earned_value(brief) {
        columns.push(Column::new(
            "SPI",
            "SPI",
            earned,
            &health::SPI,
            Role::Ratio,
            6.5,
        ));
    }
    if has_cost_performance(brief) {
        columns.push(Column::new(
            "CPI",
            "CPI",
            earned,
            &health::CPI,
            Role::Ratio,
            6.5,
        ));
    }
    let over = match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => Some("Over\nbudget"),
        MoneyBasis::Year => Some("Over year's\nbudget"),
        MoneyBasis::None => None,
    };
    if let Some(heading) = over {
        columns.push(Column::new(
            "Over",
            heading,
            forecast,
            &health::COST_VARIANCE,
            Role::ShareSigned,
            9.5,
        ));
    }
    if project(&projects::FINISH) || project(&projects::ACTUAL_FINISH) {
        columns.push(Column::new(
            "Finish",
            "Finish",
            forecast,
            &health::FINISH,
            Role::Date,
            10.5,
        ));
    }
    if has_slip(brief) {
        columns.push(Column::new(
            "Slip",
            "Slip,\ndays",
            forecast,
            &health::SLIP_DAYS,
            Role::DaysSigned,
            8.0,
        ));
    }
    columns.push(Column::new(
        "Why",
        "Why",
        "",
        &health::WHY,
        Role::Wrapped,
        0.0,
    ));
    let taken: f64 = columns.iter().map(|column| column.width).sum();
    let free = ALL_CHARACTERS - taken;
    let project = (free - 46.0).clamp(28.0, 58.0);
    for column in &mut columns {
        match column.key {
            "Project" => column.width = project,
            "Why" => column.width = (free - project).clamp(46.0, 80.0),
            _ => {}
        }
    }
    columns
}

/// Characters that the longest id takes.
fn id_width(brief: &Brief<'_>) -> f64 {
    let longest = brief
        .frame(Projects::SCHEMA)
        .map(|frame| values(frame, projects::PROJECT_ID.name))
        .unwrap_or_default()
        .iter()
        .filter_map(|id| id.as_text().map(|id| id.chars().count()))
        .max()
        .unwrap_or(4);
    // Capitals are wider than the digits that columns are measured in.
    f64::from(u8::try_from(longest).unwrap_or(u8::MAX)).clamp(5.0, 20.0) * 1.08 + 2.0
}

fn position(columns: &[Column], key: &str) -> Option<u16> {
    let at = columns.iter().position(|column| column.key == key)?;
    u16::try_from(at).ok()
}

fn headline(brief: &Brief<'_>) -> Formula {
    let total = projects_total();
    if Lens::of(brief) == Lens::Reported {
        let red = facts::with_status(Lens::Reported, "R");
        let amber = facts::with_status(Lens::Reported, "A");
        return capital(join([
            share_of(&red, &total, "project", "projects", "reported Red"),
            " and ".into(),
            none_one_many(amber.clone(), "none", "1", amber),
            " Amber".into(),
        ]));
    }
    let red = facts::with_status(Lens::Computed, "R");
    let computed = share_of(&red, &total, "project", "projects", "Red on the data");
    if !reports(brief) {
        let amber = facts::with_status(Lens::Computed, "A");
        return capital(join([
            computed,
            " and ".into(),
            none_one_many(amber.clone(), "none", "1", amber),
            " Amber".into(),
        ]));
    }
    let rosy = facts::rosy();
    let rosy = none_one_many(
        rosy.clone(),
        "No project reports better than its data shows",
        "1 project reports better than its data shows",
        rosy & " projects report better than their data shows",
    );
    join([rosy, "; ".into(), computed])
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

fn list(brief: &Brief<'_>, columns: &[Column], row_height: u32) -> List {
    let mut list = List::new().id("health").heights(36, row_height);
    for column in columns {
        list = list.column(column.key, column.heading, column.role, 1);
    }
    for group in [
        "Overall",
        "Dimensions, computed",
        "Earned value",
        "Forecast",
    ] {
        let own: Vec<&str> = columns
            .iter()
            .filter(|column| column.group == group)
            .map(|column| column.key)
            .collect();
        if let (Some(first), Some(last)) = (own.first(), own.last())
            && own.len() > 1
        {
            list = list.group_heading(first, last, group);
        }
    }
    for place in first(brief.rows(Projects::SCHEMA), LISTED) {
        list.push(
            columns
                .iter()
                .map(|column| figure(column, f64::from(place))),
        );
    }
    list.push_cells(RowKind::Total, columns.iter().map(total));
    list
}

fn figure(column: &Column, place: f64) -> Formula {
    let found = || if_error(lookup(column.field, &health::PROJECT_ID, row("ID")), "");
    match column.key {
        "ID" => ranked(&health::PROJECT_ID, &health::RANK, place),
        "Project" => short(found(), 80),
        "Gap" => gap(found()),
        "Why" => short(found(), 160),
        _ => found(),
    }
}

/// ▲ where the computed status is worse than the reported one, ▼ where it is better.
fn gap(steps: Formula) -> Formula {
    first_of(
        [
            (steps.clone().equals(""), "–".into()),
            (steps.clone().above(0.0), "▲".into()),
            (steps.below(0.0), "▼".into()),
        ],
        "=",
    )
}

/// How many of all projects are Red or Amber, under each column of statuses.
fn total(column: &Column) -> Cell {
    let count = match column.key {
        "Project" => return Cell::value(Role::Strong, "Red or Amber, all projects"),
        "Reported" => count_ifs([health::REPORTED_SCALE.at_least(2.0)]),
        _ if column.role == Role::Tile => {
            count_ifs([column.field.equal_to("R")]) + count_ifs([column.field.equal_to("A")])
        }
        _ => return Cell::blank(Role::Text),
    };
    Cell::figure(Role::Centred, count)
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

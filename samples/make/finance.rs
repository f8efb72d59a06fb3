//! `Finance FY26-27.xlsx`: budget, actual and forecast of each project by month, in thousands, with quarters between.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Made;
use super::cells::{Look, bytes, cells, sheet, table, workbook};
use super::programme::{PROJECTS, Project};

const MONTHS: [&str; 12] = [
    "Apr 26", "May 26", "Jun 26", "Jul 26", "Aug 26", "Sep 26", "Oct 26", "Nov 26", "Dec 26",
    "Jan 27", "Feb 27", "Mar 27",
];

/// Months with actuals: April to October.
const CLOSED: usize = 7;

/// How the money of a year falls on its months; only the proportions count.
const SHAPE: [i64; 12] = [7, 8, 8, 9, 8, 9, 9, 9, 7, 8, 9, 9];

/// Column of April; the quarters stand behind their months, so that April to June are followed by `Q1`.
const FIRST: u16 = 4;

/// A month's cell as it is shown for one project and measure, where it is not the plain amount.
const PLANTED: &[(&str, &str, usize, &str)] = &[
    // A credit in brackets, typed as text, after the project closed.
    ("P12", "Actual", 5, "'(18)"),
    // A link into a workbook that was never calculated: no cached value.
    ("P08", "Actual", 6, "=SUM(Timesheets!C4:C61) →"),
];

pub(super) fn make() -> Made {
    let mut book = workbook("Finance return 2026/27");
    year(&mut book)?;
    timesheets(&mut book)?;
    bytes(book)
}

fn year(book: &mut Workbook) -> Result<(), XlsxError> {
    let year = sheet(book, "FY26-27")?;
    year.set_column_width(1, 34)?;
    table(
        year,
        (0, 0),
        Look::Title,
        "Harrowmere Water: capital programme, finance return",
    )?;
    table(
        year,
        (1, 0),
        Look::Plain,
        "£000s, financial year April 2026 to March 2027\nActuals to 31 October 2026. Forecast rows hold actuals for closed months.",
    )?;
    cells(
        year,
        (4, 0),
        Look::Heading,
        ["Ref", "Project", "Cost centre", "Measure"],
    )?;
    for (month, name) in MONTHS.iter().enumerate() {
        cells(year, (4, column(month)), Look::Heading, [*name])?;
        if month % 3 == 2 {
            let quarter = format!("Q{}", month / 3 + 1);
            cells(
                year,
                (4, column(month) + 1),
                Look::Heading,
                [quarter.as_str()],
            )?;
        }
    }
    cells(year, (4, column(11) + 2), Look::Heading, ["FY26-27"])?;
    let merged = Format::new().set_align(FormatAlign::Top);
    let mut row = 5;
    let mut sums = [[0; 12]; 3];
    for (at, project) in PROJECTS.iter().enumerate() {
        year.merge_range(row, 0, row + 2, 0, project.id, &merged)?;
        year.merge_range(row, 1, row + 2, 1, project.name, &merged)?;
        year.merge_range(
            row,
            2,
            row + 2,
            2,
            &format!("CC{}", 4100 + at * 10),
            &merged,
        )?;
        for (sum, (measure, amounts)) in sums.iter_mut().zip(rows(project)) {
            line(year, row, measure, project.id, &amounts)?;
            for (sum, amount) in sum.iter_mut().zip(amounts) {
                *sum += amount.unwrap_or(0);
            }
            row += 1;
        }
    }
    for (sum, measure) in sums.iter().zip(["Budget", "Actual", "Forecast"]) {
        cells(year, (row, 0), Look::Total, ["Total"])?;
        line(year, row, measure, "", &sum.map(Some))?;
        row += 1;
    }
    // A total whose sheet is gone.
    cells(
        year,
        (row + 1, 1),
        Look::Plain,
        ["Check against ledger", "", "", "=Ledger!#REF!-D42 → #REF!"],
    )?;
    year.set_column_hidden(2)?;
    year.set_freeze_panes(5, 4)?;
    Ok(())
}

/// Writes the measure, the months, the quarters and the year of one row.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    measure: &str,
    id: &str,
    amounts: &[Option<i64>; 12],
) -> Result<(), XlsxError> {
    cells(sheet, (row, 3), Look::Plain, [measure])?;
    for (month, amount) in amounts.iter().enumerate() {
        let planted = PLANTED
            .iter()
            .find(|(project, of, at, _)| (*project, *of, *at) == (id, measure, month));
        let typed = match planted {
            Some((_, _, _, typed)) => (*typed).to_string(),
            None => amount.map_or(String::new(), |amount| amount.to_string()),
        };
        cells(sheet, (row, column(month)), Look::Plain, [typed.as_str()])?;
    }
    // Excel's sums leave out what is text.
    let counted = |month: usize| {
        let left_out = PLANTED
            .iter()
            .any(|(project, of, at, _)| (*project, *of, *at) == (id, measure, month));
        if left_out {
            0
        } else {
            amounts[month].unwrap_or(0)
        }
    };
    let sum = |months: std::ops::Range<usize>| -> i64 { months.map(counted).sum() };
    for quarter in 0..4 {
        let first = rust_xlsxwriter::utility::row_col_to_cell(row, column(quarter * 3));
        let last = rust_xlsxwriter::utility::row_col_to_cell(row, column(quarter * 3 + 2));
        let typed = format!(
            "=SUM({first}:{last}) → {}",
            sum(quarter * 3..quarter * 3 + 3)
        );
        cells(
            sheet,
            (row, column(quarter * 3 + 2) + 1),
            Look::Total,
            [typed.as_str()],
        )?;
    }
    let quarters: Vec<String> = (0..4)
        .map(|quarter| rust_xlsxwriter::utility::row_col_to_cell(row, column(quarter * 3 + 2) + 1))
        .collect();
    let typed = format!("={} → {}", quarters.join("+"), sum(0..12));
    cells(sheet, (row, column(11) + 2), Look::Total, [typed.as_str()])
}

/// Returns the column of a month, counted from April, with a quarter after each third.
fn column(month: usize) -> u16 {
    FIRST + u16::try_from(month + month / 3).expect("a year has twelve months")
}

/// Returns a project's three rows: its budget, its actuals of the closed months, and its forecast.
fn rows(project: &Project) -> [(&'static str, [Option<i64>; 12]); 3] {
    let budget = spread(project.year.budget, &SHAPE);
    let mut spent = spread(project.year.spent, &SHAPE[..CLOSED]);
    if project.id == "P12" {
        // Closed in August; an accrual was released in September.
        spent = vec![150, 120, 80, 25, 15, -18, 0];
    }
    let ahead = spread(project.year.forecast - project.year.spent, &SHAPE[CLOSED..]);
    let forecast: Vec<i64> = spent.iter().chain(&ahead).copied().collect();
    [
        ("Budget", std::array::from_fn(|month| Some(budget[month]))),
        (
            "Actual",
            std::array::from_fn(|month| spent.get(month).copied()),
        ),
        (
            "Forecast",
            std::array::from_fn(|month| Some(forecast[month])),
        ),
    ]
}

/// Shares out an amount by weight in whole units that add up to it.
fn spread(amount: i64, weights: &[i64]) -> Vec<i64> {
    let all: i64 = weights.iter().sum();
    let mut before = 0;
    let mut given = 0;
    weights
        .iter()
        .map(|weight| {
            before += weight;
            let upto = amount * before / all;
            let share = upto - given;
            given = upto;
            share
        })
        .collect()
}

/// A sheet that only explains; no data.
fn timesheets(book: &mut Workbook) -> Result<(), XlsxError> {
    table(
        sheet(book, "Timesheets")?,
        (0, 0),
        Look::Plain,
        "Paste the ledger download below this line before the return is sent.",
    )?;
    Ok(())
}

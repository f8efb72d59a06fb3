//! `Resource plan.xlsx`: people and their capacity, and bookings with the months across.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::Made;
use super::cells::{Look, bytes, cells, sheet, table, workbook};

/// A day rate of 0.64 among rates in pounds is one in thousands.
const PEOPLE: &str = "
Rhona Kestle | Civil engineer | Engineering | 1 | 640 | 2024-09-02 |
Tomasz Wierlo | Process engineer | Engineering | 1 | 690 | 2024-09-02 |
Gethin Abara | Mechanical engineer | Engineering | 0.8 | 610 | 2025-01-06 |
Saoirse Pell | Electrical engineer | Engineering | 1 | 0.64 | 2025-03-03 |
Marek Dunsby | Solution architect | Digital | 1 | 820 | 2025-06-02 |
Anjali Thorne-Rao | Data engineer | Digital | 1 | 720 | 2025-06-02 |
Kofi Harrowell | Field integration lead | Digital | 1 | 580 | 2025-06-02 |
Lottie Fenwright | Tester | Digital | 0.6 | 520 | 2025-09-01 |
Owen Castlereigh | Project manager | Delivery | 1 | 700 | 2024-09-02 |
Priya Ladden | Project manager | Delivery | 1 | 700 | 2025-06-02 |
Beatrix Mowle | Project manager | Delivery | 1 | 690 | 2025-01-06 |
Hamish Orrin | Project manager | Delivery | 1 | 680 | 2025-03-03 |
Delphine Askew | Project manager | Delivery | 1 | 680 | 2025-04-14 |
Nadia Quillfeather | Buyer | Commercial | 1 | 540 | 2024-09-02 |
Edwin Tarrock | Cost manager | Commercial | 0.5 | 560 | 2024-09-02 | 2026-12-31
";

const BOOKINGS: &[(&str, &str)] = &[
    (
        "Engineering",
        "
Rhona Kestle | Civil engineer | Kelderbank Treatment Works Upgrade | 0.6 | 0.6 | 0.5 | 0.5 | 0.5 | 0.4 |
Rhona Kestle | Civil engineer | Ellerby Reservoir Safety Works | 0.4 | 0.4 | 0.4 | 0.4 | 0.3 | 0.2 |
Wierlo, Tomasz | Process engineer | Kelderbank Treatment Works Upgrade | 0.8 | 0.8 | 0.9 | 0.9 | 0.9 | 0.8 |
Wierlo, Tomasz | Process engineer | Ellerby Reservoir Safety Works | 0.5 | 0.5 | 0.4 | 0.2 | | |
Wierlo, Tomasz | Process engineer | Sludge-to-Energy Plant | 0.2 | 0.2 | 0.2 | 0.3 | 0.3 | 0.3 |
Gethin Abara | Mechanical engineer | Kelderbank Treatment Works Upgrade | 0.4 | 0.4 | 0.4 | 0.4 | 0.4 | 0.4 |
Gethin Abara | Mechanical engineer | Sludge-to-Energy Plant | 0.3 | 0.3 | 0.4 | 0.4 | 0.4 | 0.4 |
Saoirse Pell | Electrical engineer | Kelderbank Treatment Works Upgrade | 0.7 | 0.7 | 0.5 | 0.5 | 0.5 | 0.5 |
Saoirse Pell | Electrical engineer | Network Telemetry Renewal | 0.3 | 0.3 | 0.4 | 0.4 | 0.3 | 0.3 |
TBC | Commissioning engineer | Kelderbank Treatment Works Upgrade | | | 0.5 | 1 | 1 | 1 | not yet approved
TBC | Spillway crew lead | Ellerby Reservoir Safety Works | | | 1 | 1 | 1 | TBC | decision of the board
",
    ),
    (
        "Digital",
        "
Marek Dunsby | Solution architect | SMART METERING ROLLOUT | 0.6 | 0.6 | 0.6 | 0.5 | 0.5 | 0.4 |
Marek Dunsby | Solution architect | Customer Billing Replacement | 0.4 | 0.4 | 0.3 | 0.2 | | |
Marek Dunsby | Solution architect | Network Telemetry Renewal | 0.4 | 0.4 | 0.4 | 0.4 | 0.3 | 0.3 |
Anjali Thorne-Rao | Data engineer | SMART METERING ROLLOUT | 0.5 | 0.5 | 0.5 | 0.4 | 0.4 | 0.4 |
Anjali Thorne-Rao | Data engineer | Leakage Analytics | 0.4 | 0.4 | 0.4 | | | |
Anjali Thorne-Rao | Data engineer | Customer Billing Replacement | 0.2 | 0.3 | 0.2 | 0.1 | | |
Kofi Harrowell | Field integration lead | SMART METERING ROLLOUT | 0.9 | 0.9 | 0.9 | 0.9 | 0.9 | 0.9 |
Lottie Fenwright | Tester | SMART METERING ROLLOUT | 0.3 | 0.2 | 0.2 | 0.2 | 0.2 | 0.2 |
Lottie Fenwright | Tester | Field Mobile Working | 0.3 | 0.1 | | | | |
Ines Calloway | Contract tester | Customer Billing Replacement | 0.5 | 1 | 1 | 0.5 | | | agency
TBC | Data engineer | SMART METERING ROLLOUT | | | 1 | 1 | 1 | 1 | vacancy
",
    ),
    (
        "Delivery",
        "
Owen Castlereigh | Project manager | Kelderbank Treatment Works Upgrade | 1 | 1 | 1 | 1 | 1 | 1 |
Priya Ladden | Project manager | SMART METERING ROLLOUT | 0.8 | 0.8 | 0.8 | 0.8 | 0.8 | 0.8 |
Priya Ladden | Project manager | Leakage Analytics | 0.2 | 0.2 | 0.2 | | | |
Beatrix Mowle | Project manager | Ellerby Reservoir Safety Works | 0.6 | 0.6 | 0.6 | 0.6 | 0.5 | 0.3 |
Beatrix Mowle | Project manager | River Wend Storm Overflows | 0.4 | 0.4 | 0.4 | 0.4 | 0.5 | 0.6 |
Hamish Orrin | Project manager | Network Telemetry Renewal | 0.4 | 0.4 | 0.4 | 0.4 | 0.4 | 0.4 |
Hamish Orrin | Project manager | Sludge-to-Energy Plant | 0.3 | 0.3 | 0.3 | 0.3 | 0.4 | 0.4 |
Delphine Askew | Project manager | Customer Billing Replacement | 0.6 | 0.7 | 0.7 | 0.6 | 0.3 | 0.2 |
Delphine Askew | Project manager | Field Mobile Working | 0.3 | 0.1 | | | | |
Delphine Askew | Project manager | Cyber Security Baseline | 0.1 | | | | | |
",
    ),
    (
        "Commercial",
        "
Nadia Quillfeather | Buyer | Kelderbank Treatment Works Upgrade | 0.3 | 0.3 | 0.2 | 0.2 | 0.2 | 0.2 |
Nadia Quillfeather | Buyer | Sludge-to-Energy Plant | 0.2 | 0.2 | 0.3 | 0.3 | 0.4 | 0.4 |
Edwin Tarrock | Cost manager | Kelderbank Treatment Works Upgrade | 0.3 | 0.3 | 0.3 | 0.3 | | | leaves at the end of December
Edwin Tarrock | Cost manager | Ellerby Reservoir Safety Works | 0.2 | 0.2 | | | | |
",
    ),
];

pub(super) fn make() -> Made {
    let mut book = workbook("Resource plan");
    people(&mut book)?;
    bookings(&mut book)?;
    bytes(book)
}

fn people(book: &mut Workbook) -> Result<(), XlsxError> {
    let people = sheet(book, "People")?;
    people.set_column_width(0, 22)?;
    table(
        people,
        (0, 0),
        Look::Heading,
        "Name | Role | Team | FTE | Day rate (£) | Available from | Available to",
    )?;
    table(people, (1, 0), Look::Plain, PEOPLE)?;
    Ok(())
}

fn bookings(book: &mut Workbook) -> Result<(), XlsxError> {
    let bookings = sheet(book, "Bookings")?;
    bookings.set_column_width(0, 22)?;
    bookings.set_column_width(2, 36)?;
    table(
        bookings,
        (0, 0),
        Look::Title,
        "Harrowmere Water: resource plan, FTE by month",
    )?;
    table(bookings, (1, 0), Look::Plain, "As at || 2026-10-31")?;
    table(
        bookings,
        (3, 0),
        Look::Heading,
        "Name | Role | Project ||||||| Note",
    )?;
    // The months are real dates that show as Nov-26.
    let month = Format::new().set_bold().set_num_format("mmm-yy");
    for (at, (year, number)) in (3u16..).zip([
        (2026, 11),
        (2026, 12),
        (2027, 1),
        (2027, 2),
        (2027, 3),
        (2027, 4),
    ]) {
        let first = chrono::NaiveDate::from_ymd_opt(year, number, 1).expect("a real day");
        bookings.write_datetime_with_format(3, at, first, &month)?;
    }
    let mut row = 4;
    let mut all = [0.0; 6];
    for (team, lines) in BOOKINGS {
        cells(bookings, (row, 0), Look::Total, [*team])?;
        let last = table(bookings, (row + 1, 0), Look::Plain, lines)?;
        let sums = by_month(lines);
        cells(
            bookings,
            (last, 0),
            Look::Total,
            [format!("Subtotal {team}").as_str()],
        )?;
        cells(
            bookings,
            (last, 3),
            Look::Total,
            sums.iter()
                .zip(["D", "E", "F", "G", "H", "I"])
                .map(|(sum, column)| format!("=SUM({column}{}:{column}{last}) → {sum}", row + 2))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str),
        )?;
        for (total, sum) in all.iter_mut().zip(sums) {
            *total = tenths(*total + sum);
        }
        row = last + 2;
    }
    let total: Vec<String> = all.iter().map(f64::to_string).collect();
    cells(bookings, (row, 0), Look::Total, ["Grand total"])?;
    cells(
        bookings,
        (row, 3),
        Look::Total,
        total.iter().map(String::as_str),
    )?;
    Ok(())
}

/// Returns the sum of each month; words for missing count nothing, as in Excel.
fn by_month(lines: &str) -> [f64; 6] {
    let mut sums = [0.0; 6];
    for line in lines.trim().lines() {
        for (sum, typed) in sums.iter_mut().zip(line.split('|').skip(3)) {
            *sum = tenths(*sum + typed.trim().parse().unwrap_or(0.0));
        }
    }
    sums
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

//! `Portfolio register.xlsx`: one row a project under a two-row heading, and the risks that the office watches.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::Made;
use super::cells::{Look, bytes, cells, sheet, table, workbook};
use super::programme::{PROJECTS, Project};

const HEADINGS: &str = "Project||||||| Schedule|||| Money (£k)|||||| Report||
Ref | Project | Sponsor | Project\\nManager | Method | Stage | Status | Start | Baseline\\nfinish | Forecast\\nfinish | % complete | Budget | Actual to\\ndate | Forecast outturn | Planned value | Earned value | Contingency | RAG | Last updated | Comment";

/// The project whose budget somebody typed as text, so that Excel's total leaves it out.
const BUDGET_AS_TEXT: &str = "P04";

/// The row that stands twice: the second time under Corporate.
const REPEATED: &str = "P07";

pub(super) fn make() -> Made {
    make_of("2026-10-31", PROJECTS, RISKS)
}

/// Returns the register as it was returned on a date.
pub(super) fn make_of(date: &str, projects: &[Project], watched: &str) -> Made {
    let mut book = workbook("Clearwater 2030 portfolio register");
    register(&mut book, date, projects)?;
    risks(&mut book, watched)?;
    lists(&mut book)?;
    bytes(book)
}

fn register(book: &mut Workbook, date: &str, projects: &[Project]) -> Result<(), XlsxError> {
    let register = sheet(book, "Register")?;
    register.set_column_width(1, 6)?;
    register.set_column_width(2, 34)?;
    register.set_column_width(20, 50)?;
    table(
        register,
        (1, 1),
        Look::Title,
        "Harrowmere Water: Clearwater 2030 portfolio register",
    )?;
    table(
        register,
        (2, 1),
        Look::Plain,
        &format!(
            "As at: || {date}\nOwner: || Portfolio Office, Imogen Tarrow\nReturn by noon on working day 2. Do not insert columns."
        ),
    )?;
    let heading = Format::new()
        .set_bold()
        .set_align(rust_xlsxwriter::FormatAlign::Center);
    let mut row = table(register, (6, 1), Look::Heading, HEADINGS)?;
    for (first, last, text) in [
        (1, 7, "Project"),
        (8, 11, "Schedule"),
        (12, 17, "Money (£k)"),
        (18, 20, "Report"),
    ] {
        register.merge_range(6, first, 6, last, text, &heading)?;
    }
    let first = row;
    for group in [
        "Treatment and resilience",
        "Customer and network",
        "Corporate",
    ] {
        cells(register, (row, 1), Look::Total, [group])?;
        row += 1;
        for project in projects.iter().filter(|project| {
            project.group == group || (group == "Corporate" && project.id == REPEATED)
        }) {
            let typed = line(project);
            cells(
                register,
                (row, 1),
                Look::Plain,
                typed.iter().map(String::as_str),
            )?;
            row += 1;
        }
    }
    let total =
        |column: &str, value: i64| format!("=SUM({column}{}:{column}{row}) → {value}", first + 1);
    let sum = |of: fn(&Project) -> i64| -> i64 {
        let twice = projects.iter().filter(|project| project.id == REPEATED);
        projects.iter().chain(twice).map(of).sum()
    };
    let totals = [
        "Total".to_string(),
        total(
            "M",
            sum(|project| {
                if project.id == BUDGET_AS_TEXT {
                    0
                } else {
                    project.budget
                }
            }),
        ),
        total("N", sum(Project::spent)),
        total("O", sum(|project| project.outturn.unwrap_or(0))),
    ];
    cells(register, (row, 1), Look::Total, [totals[0].as_str()])?;
    cells(
        register,
        (row, 12),
        Look::Total,
        totals[1..].iter().map(String::as_str),
    )?;
    table(
        register,
        (row + 2, 1),
        Look::Plain,
        "Notes\n1. Forecast outturn excludes the inflation claim under dispute.\n2. Planned and earned value are reported by projects over £1m in delivery.",
    )?;
    Ok(())
}

/// Returns a project's row as typed, with the slips of whoever typed it.
fn line(project: &Project) -> [String; 20] {
    let money = |amount: Option<i64>| amount.map_or(String::new(), |amount| amount.to_string());
    let budget = match project.id {
        BUDGET_AS_TEXT => "'4,800".to_string(),
        _ => project.budget.to_string(),
    };
    let outturn = project
        .outturn
        .map_or("TBC".to_string(), |amount| amount.to_string());
    [
        project.id.to_string(),
        project.name.to_string(),
        project.sponsor.to_string(),
        project.manager.to_string(),
        project.method.to_string(),
        project.stage.to_string(),
        project.status.to_string(),
        project.start.to_string(),
        project.baseline.to_string(),
        project.forecast.to_string(),
        project.complete.to_string(),
        budget,
        project.spent().to_string(),
        outturn,
        money(project.earned.map(|(planned, _)| planned)),
        money(project.earned.map(|(_, earned)| earned)),
        project.contingency.to_string(),
        project.rag.to_string(),
        project.updated.to_string(),
        project.comment.to_string(),
    ]
}

pub(super) const RISKS: &str = "
PR-01 | Ellerby Reservoir Safety Works | Statutory completion date missed if the spillway crew is not doubled | 5 | 4 | =D5*E5 → 20 | 600 | Beatrix Mowle | Second crew from January, decision needed | Open | 2026-11-20 | 2026-10-27
PR-02 | Ellerby Reservoir Safety Works | Winter drawdown restricted by dry weather | 3 | 4 | =D6*E6 → 12 | 180 | Beatrix Mowle | Weekly level forecast | Open | 2026-12-11 | 2026-10-27
PR-03 | River Wend Storm Overflows | Planning consent for outfall 4 refused | 4 | 4 | =D7*E7 → 16 | 450 | Beatrix Mowle | Pre-application meeting in November | Open | 2026-11-27 | 2026-10-21
PR-04 | Customer Billing Replacement | Third migration rehearsal fails | 3 | 5 | =D8*E8 → 15 | 240 | Delphine Askew | Freeze of source data from 1 December | Open | 2026-12-04 | 2026-10-30
PR-05 | Network Telemetry Renewal | Radio licences late | 3 | 3 | =D9*E9 → 9 | 60 | Hamish Orrin | Licences applied for | Open | 2026-12-18 | 2026-10-23
PR-06 | Sludge to Energy Plant | Grid connection offer later than the design freeze | 3 | 5 | =D10*E10 → 15 | 700 | | Escalated to the network operator | Open | 2026-10-09 | 2026-09-04
PR-07 | Leakage Analytics | Sensor supplier withdraws the product line | 2 | 3 | =D11*E11 → 6 | 35 | Priya Ladden | Second supplier qualified | Open | 2027-01-15 | 2026-10-30
PR-08 | Field Mobile Working | Depot network not ready for go-live | 2 | 3 | =D12*E12 → 6 | 20 | Delphine Askew | Temporary router | Open | 2026-11-13 | 2026-10-30
PR-09 | Depot Consolidation | Lease of the north depot lapses before a decision | 4 | 3 | =D13*E13 → 12 | 150 | TBC | | Open | 2026-12-31 | 2026-08-14
PR-10 | Finance System Upgrade | Old ledger support ends before cut-over | 2 | 4 | =D14*E14 → 8 | 40 | Hamish Orrin | Cut over in July | Closed | 2026-07-31 | 2026-08-14
PR-11 | Cyber Security Baseline | Supplier access outside the new controls | 7 | 2 | =D15*E15 → 14 | 25 | Delphine Askew | Access review | Open | 2026-11-30 | 2026-10-30
";

fn risks(book: &mut Workbook, watched: &str) -> Result<(), XlsxError> {
    let risks = sheet(book, "Top risks")?;
    risks.set_column_width(1, 32)?;
    risks.set_column_width(2, 60)?;
    table(
        risks,
        (0, 0),
        Look::Title,
        "Portfolio risks, scored likelihood × impact, 1 to 5",
    )?;
    table(
        risks,
        (3, 0),
        Look::Heading,
        "Risk ID | Project | Risk description | Likelihood\\n(1-5) | Impact\\n(1-5) | Score | Cost impact (£k) | Risk owner | Mitigation | Status | Response due | Last reviewed",
    )?;
    table(risks, (4, 0), Look::Plain, watched)?;
    Ok(())
}

/// Lists that the drop-downs of the register use; no data.
fn lists(book: &mut Workbook) -> Result<(), XlsxError> {
    let lists = sheet(book, "Lists")?;
    table(
        lists,
        (0, 0),
        Look::Plain,
        "RAG list || Status list || Method list
R || Not started || Agile
A || In progress || Hybrid
G || On hold || PRINCE2
n/a || Complete || Waterfall",
    )?;
    Ok(())
}

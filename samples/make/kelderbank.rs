//! `Kelderbank TW upgrade - plan and RAID.xlsx`: a tidy PRINCE2 project workbook; its project stands only in its titles.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Made;
use super::cells::{Look, bytes, sheet, table, workbook};

const COVER: &str = "
Project: | Kelderbank Treatment Works Upgrade
Project ref: | P01
Project manager: | Owen Castlereigh
Executive: | Simeon Draycott
Status date: | 2026-10-28
Overall RAG: | Amber
";

const MILESTONES: &str = "
M01 | Site possession | Owen Castlereigh | 2024-11-29 | 2024-11-29 | 2024-11-29 | Complete | G | 100%
M02 | Detailed design approved | Tomasz Wierlo | 2025-06-27 | 2025-07-18 | 2025-07-18 | Complete | G | 100%
M03 | Inlet works civils complete | Rhona Kestle | 2026-06-30 | 2026-11-20 | | In progress | R | 70%
M04 | Filters delivered to site | Nadia Quillfeather | 2026-08-28 | 2026-09-25 | 2026-09-25 | Complete | A | 100%
M05 | Motor control centre energised | Saoirse Pell | 2026-10-16 | 2026-10-16 | | In progress | A | 85%
M06 | Filter block complete | Rhona Kestle | 2026-12-18 | 2027-03-26 | | Not started | R | 0%
M07 | Dry commissioning | Tomasz Wierlo | 2027-03-31 | 2027-07-30 | | Not started | A | 0%
M08 | Wet commissioning | Tomasz Wierlo | 2027-05-14 | 2027-09-17 | | Not started | A | 0%
M09 | Handover to operations | Owen Castlereigh | 2027-06-30 | 2027-10-29 | | Not started | A | 0%
";

const RISKS: &str = "
R1 | Contractor's claim for ground conditions is upheld in full | Commercial | 4 | 5 | =D6*E6 → 20 | Owen Castlereigh | Independent adjudication; provision of half the claim | Open | 2026-05-11 | 2026-11-30 | 2026-10-28
R2 | Only one commissioning engineer knows the control system | Resource | 4 | 4 | =D7*E7 → 16 | Tomasz Wierlo | Train a second engineer | Open | 2026-03-02 | 2026-10-02 | 2026-08-31
R3 | Filters fail factory test | Technical | 2 | 4 | =D8*E8 → 8 | Nadia Quillfeather | Witnessed test | Closed | 2025-10-20 | 2026-07-31 | 2026-09-28
R4 | Outage window refused by operations | Operational | 3 | 4 | =D9*E9 → 12 | | Agree windows with the control room | Open | 2026-07-06 | 2027-01-29 | 2026-10-28
R5 | Chemical dosing kit on long lead time | Supply | 3 | 3 | =D10*E10 → 9 | Nadia Quillfeather | Order placed early | Open | 2026-06-15 | 2026-12-11 | 2026-10-28
R6 | Cable route crosses an uncharted main | Technical | 2 | 5 | =D11*F99 → #REF! | Saoirse Pell | Trial holes | Open | 2026-09-14 | 2026-11-27 | 2026-10-28
";

const ISSUES: &str = "
I1 | Dewatering exceeds permit at the inlet shaft | High | Rhona Kestle | 2026-08-03 | 2026-10-16 | Open | | Variation of the permit requested
I2 | Drawing revisions out of step with site | Medium | Owen Castlereigh | 2026-06-22 | 2026-07-31 | Closed | 2026-07-24 | Common register in use
I3 | Crane out of service for three weeks | Medium | Gethin Abara | 2026-09-07 | 2026-09-30 | Closed | | Replaced
";

const ACTIONS: &str = "
A01 | Appoint adjudicator | Owen Castlereigh | High | 2026-09-21 | 2026-10-16 | In progress |
A02 | Name a second commissioning engineer | Tomasz Wierlo | High | 2026-08-31 | 2026-09-30 | Open |
A03 | Agree outage windows | Saoirse Pell | Medium | 2026-10-05 | 2026-11-13 | Open |
A04 | Issue revised programme | Owen Castlereigh | High | 2026-10-12 | 2026-10-26 | Done | 2026-10-26
";

const ARCHIVE: &str = "
R0 | Tender prices above estimate | Commercial | 3 | 4 | 12 | Nadia Quillfeather | Two-stage tender | Closed | 2024-02-05 | 2024-07-26 | 2024-08-02
";

const RISK_HEADINGS: &str = "ID | Risk | Category | Probability | Impact | Score | Owner | Response | Status | Date raised | Target date | Last review";

pub(super) fn make() -> Made {
    let mut book = workbook("Kelderbank Treatment Works Upgrade");
    table(sheet(&mut book, "Cover")?, (1, 1), Look::Plain, COVER)?;
    titled(
        &mut book,
        "Plan",
        "Kelderbank Treatment Works Upgrade: milestone plan",
        "ID | Milestone | Owner | Baseline | Forecast | Actual | Status | RAG | % done",
        MILESTONES,
    )?;
    titled(
        &mut book,
        "Risks",
        "Kelderbank Treatment Works Upgrade: risk register",
        RISK_HEADINGS,
        RISKS,
    )?;
    titled(
        &mut book,
        "Issues",
        "Kelderbank Treatment Works Upgrade: issue log",
        "ID | Issue | Severity | Owner | Date raised | Target date | Status | Date closed | Resolution",
        ISSUES,
    )?;
    titled(
        &mut book,
        "Actions",
        "Kelderbank Treatment Works Upgrade: action log",
        "ID | Action | Owner | Priority | Date raised | Due date | Status | Date completed",
        ACTIONS,
    )?;
    table(
        sheet(&mut book, "Lookup")?,
        (0, 0),
        Look::Plain,
        "Probability | Meaning || Impact | Meaning
1 | Under 10% || 1 | Under £50k
2 | 10% to 30% || 2 | £50k to £150k
3 | 30% to 50% || 3 | £150k to £400k
4 | 50% to 80% || 4 | £400k to £1m
5 | Over 80% || 5 | Over £1m",
    )?;
    titled(
        &mut book,
        "Archive",
        "Kelderbank Treatment Works Upgrade: closed risks",
        RISK_HEADINGS,
        ARCHIVE,
    )?;
    book.worksheet_from_name("Archive")?.set_hidden(true);
    bytes(book)
}

/// Adds a sheet with a title, two rows of explanation, and a table whose heading stands on row 5.
fn titled(
    book: &mut Workbook,
    name: &str,
    title: &str,
    headings: &str,
    lines: &str,
) -> Result<(), XlsxError> {
    let sheet = sheet(book, name)?;
    sheet.set_column_width(1, 48)?;
    table(sheet, (0, 0), Look::Title, title)?;
    table(
        sheet,
        (1, 0),
        Look::Plain,
        "Status date: || 2026-10-28\nReviewed weekly at the site meeting.",
    )?;
    table(sheet, (4, 0), Look::Heading, headings)?;
    table(sheet, (5, 0), Look::Plain, lines)?;
    Ok(())
}

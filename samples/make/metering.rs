//! `Smart metering rollout v0.7 FINAL.xlsx`: an untidy agile project workbook: prompts, numbered blanks, dates as text.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Made;
use super::cells::{Look, bytes, sheet, table, workbook};

pub(super) fn make() -> Made {
    let mut book = workbook("Smart metering rollout");
    plan(&mut book)?;
    milestones(&mut book)?;
    raid(&mut book)?;
    lists(&mut book)?;
    bytes(book)
}

/// Tasks indented by spaces below their wave; one ends before it starts, one is done but open.
const TASKS: &str = "
1 | Wave 1: Harrow East | Priya Ladden | 01/09/2025 | 27/02/2026 | 130 days | 100% | Done
2 | '   Install 12,000 meters | Kofi Harrowell | 01/09/2025 | 30/01/2026 | 110 days | 100% | Done
3 | '   Data quality sign-off | Anjali Thorne-Rao | 02/02/2026 | 27/02/2026 | 20 days | 100% | In Progress
4 | Wave 2: Harrow West | Priya Ladden | 02/03/2026 | 18/12/2026 | 42 wks | 45% | In Progress
5 | '   Survey of meter chambers | Kofi Harrowell | 02/03/2026 | 29/05/2026 | 65 days | 100% | Done
6 | '   Install 18,000 meters | Kofi Harrowell | 01/06/2026 | 18/12/2026 | 145 days | 35% | In Progress
7 | '   Head-end integration | Marek Dunsby | 15/06/2026 | 30/10/2026 | 100 days | 60% | Blocked
8 | '   Customer portal release | Lottie Fenwright | 14/09/2026 | 28/08/2026 | 30 days | 20% | In Progress
9 | Wave 3: Wend Valley | Priya Ladden | 04/01/2027 | 15/07/2027 | 27 wks | 0% | To Do
10 | '   Survey of meter chambers | TBC | 04/01/2027 | 26/02/2027 | 40 days | 0% | To Do
11 | '   Install 15,000 meters | TBC | 01/03/2027 | 15/07/2027 | 95 days | 0% | To Do
12
13
14
15
";

fn plan(book: &mut Workbook) -> Result<(), XlsxError> {
    let plan = sheet(book, "Delivery plan")?;
    plan.set_column_width(1, 36)?;
    table(plan, (0, 0), Look::Title, "Smart Metering Rollout")?;
    table(
        plan,
        (1, 0),
        Look::Plain,
        "v0.7 FINAL (2) - PL 29 Oct\n\n# | <enter task name> | <who> | dd/mm/yyyy | dd/mm/yyyy | e.g. 10 days | % | choose from list",
    )?;
    table(
        plan,
        (4, 0),
        Look::Heading,
        "# | Task Name | Assigned To | Start | Finish | Duration | % Complete | Status",
    )?;
    let row = table(plan, (5, 0), Look::Plain, TASKS)?;
    table(plan, (row, 0), Look::Plain, "Insert rows above this line")?;
    plan.set_row_hidden(9)?;
    Ok(())
}

fn milestones(book: &mut Workbook) -> Result<(), XlsxError> {
    let milestones = sheet(book, "Key dates")?;
    milestones.set_column_width(1, 40)?;
    table(
        milestones,
        (0, 1),
        Look::Title,
        "Smart Metering Rollout: key dates",
    )?;
    table(
        milestones,
        (2, 1),
        Look::Heading,
        "Milestone | Who | Original date | Target date | Date achieved | Done?",
    )?;
    table(
        milestones,
        (3, 1),
        Look::Plain,
        "Head-end live | Marek Dunsby | 30 Apr 2026 | 15 May 2026 | 15 May 2026 | Y
Wave 1 accepted | Priya Ladden | 27 Feb 2026 | 27 Feb 2026 | 6 March 2026 | Y
Wave 2 survey complete | Kofi Harrowell | 29 May 2026 | 29 May 2026 | 29 May 2026 | Y
Head-end integration complete | Marek Dunsby | 28 Aug 2026 | 30 Oct 2026 | | N
Customer portal live | Lottie Fenwright | 28 Aug 2026 | 13 Nov 2026 | | N
Wave 2 accepted | Priya Ladden | 18 Dec 2026 | 26 Mar 2027 | | N
Wave 3 start | Priya Ladden | 4 Jan 2027 | ASAP | | N
Rollout complete | Priya Ladden | 31 Mar 2027 | 15 Jul 2027 | | N",
    )?;
    Ok(())
}

/// Three tables stacked on one sheet; likelihood and impact in letters.
fn raid(book: &mut Workbook) -> Result<(), XlsxError> {
    let raid = sheet(book, "RAID")?;
    raid.set_column_width(1, 56)?;
    table(raid, (0, 0), Look::Title, "Smart Metering Rollout")?;
    table(raid, (2, 0), Look::Total, "RISKS")?;
    table(
        raid,
        (3, 0),
        Look::Heading,
        "No | Risk | Likelihood | Impact | Owner | What we are doing | Status | Next review",
    )?;
    let row = table(
        raid,
        (4, 0),
        Look::Plain,
        "1 | Integration supplier cannot scale beyond 20,000 meters | H | VH | Marek Dunsby | Load test in November | Open | 12 Nov 2026
2 | Installers leave before wave 3 | M | H | | Retention bonus proposed | Open | 30 Oct 2026
3 | Chamber access refused by highways | M | M | Kofi Harrowell | Permits batch 4 | Open | 20 Nov 2026
4 | Meter firmware recall | L | H | Kofi Harrowell | Watch | Closed | 2 Oct 2026
5
6",
    )?;
    table(raid, (row + 1, 0), Look::Total, "ISSUES")?;
    table(
        raid,
        (row + 2, 0),
        Look::Heading,
        "No | Issue | Priority | Owner | Raised | Resolve by | Status",
    )?;
    let row = table(
        raid,
        (row + 3, 0),
        Look::Plain,
        "1 | 1,400 meters report no reading | Urgent | Anjali Thorne-Rao | 21 Sep 2026 | 16 Oct 2026 | Open
2 | Portal design not signed off | High | Lottie Fenwright | 7 Sep 2026 | 25 Sep 2026 | Open
3 | Van lease ended early | Low | Kofi Harrowell | 3 Aug 2026 | 14 Aug 2026 | Closed",
    )?;
    table(raid, (row + 1, 0), Look::Total, "ACTIONS")?;
    table(
        raid,
        (row + 2, 0),
        Look::Heading,
        "No | Action | Owner | Due | Status",
    )?;
    table(
        raid,
        (row + 3, 0),
        Look::Plain,
        "1 | Re-plan wave 2 with the integrator | Priya Ladden | 30 Oct 2026 | Open
2 | Sign off portal design | Lottie Fenwright | 9 Oct 2026 | Open
3 | Extend van lease | Kofi Harrowell | 28 Aug 2026 | Closed",
    )?;
    Ok(())
}

fn lists(book: &mut Workbook) -> Result<(), XlsxError> {
    table(
        sheet(book, "Lists")?,
        (0, 0),
        Look::Plain,
        "choose from list\nTo Do\nIn Progress\nBlocked\nDone",
    )?;
    Ok(())
}

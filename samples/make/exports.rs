//! The CSV exports: milestones as a continental portfolio tool writes them, an action log as Excel saves it, a log of sprints, and ranges of cost.

use super::Made;

/// Semicolons, Windows-1252, dates with points, decimal commas. One name is misspelt, one is in capitals.
const MILESTONES: &str = "\
Project;Milestone;Owner;Baseline date;Forecast date;Actual date;% complete;Status
Ellerby Reservoir Safety Works;Spillway design approved;Beatrix Mowle;27.02.2026;20.03.2026;20.03.2026;100,0;Completed
Ellerby Reservoir Safety Works;Drawdown complete;Beatrix Mowle;31.07.2026;11.09.2026;11.09.2026;100,0;Completed
Ellerby Reservoir Safety Works;Spillway slab poured;Beatrix Mowle;30.09.2026;22.01.2027;;37,5;In progress
Ellerby Reservoir Saftey Works;Statutory certificate;Zoë Marchbank;18.12.2026;30.04.2027;;0,0;Not started
River Wend Storm Overflows;Outfall 1 consent;Beatrix Mowle;30.06.2026;28.08.2026;28.08.2026;100,0;Completed
River Wend Storm Overflows;Outfall 4 consent;Beatrix Mowle;30.10.2026;26.02.2027;;20,0;In progress
River Wend Storm Overflows;Contract award;Nadia Quillfeather;18.12.2026;23.04.2027;;0,0;Not started
CUSTOMER  BILLING REPLACEMENT;Migration rehearsal 2;Delphine Askew;25.09.2026;16.10.2026;16.10.2026;100,0;Completed
CUSTOMER  BILLING REPLACEMENT;Migration rehearsal 3;Delphine Askew;30.10.2026;11.12.2026;;10,0;In progress
CUSTOMER  BILLING REPLACEMENT;Go-live;Delphine Askew;26.02.2027;16.04.2027;;0,0;Not started
Leakage Analytics;Release 2;Priya Ladden;26.06.2026;26.06.2026;24.06.2026;100,0;Completed
Leakage Analytics;Release 3;Priya Ladden;27.11.2026;27.11.2026;;62,5;In progress
Leakage Analytics;Handover;Priya Ladden;29.01.2027;29.01.2027;;0,0;Not started
Field Mobile Working;Pilot depot live;Delphine Askew;31.08.2026;28.08.2026;28.08.2026;100,0;Completed
Field Mobile Working;All depots live;Delphine Askew;27.11.2026;04.12.2026;;87,5;In progress
Network Telemetry Renewal;Factory test;Hamish Orrin;31.07.2026;14.08.2026;14.08.2026;100,0;Completed
Network Telemetry Renewal;First 200 sites live;Hamish Orrin;30.10.2026;27.11.2026;;55,0;In progress
Network Telemetry Renewal;All sites live;Hamish Orrin;28.05.2027;30.06.2027;;0,0;Not started
Cyber Security Baseline;Controls assured;Delphine Askew;16.10.2026;30.10.2026;30.10.2026;100,0;Completed
Cyber Security Baseline;Controls assured;Delphine Askew;16.10.2026;30.10.2026;30.10.2026;100,0;Completed
Depot Consolidation;Business case approved;TBC;30.09.2026;TBC;;12,0;On hold
Sludge to Energy Plant;Grid offer accepted;Hamish Orrin;30.10.2026;29.01.2027;;0,0;Not started
Sludge to Energy Plant;Design freeze;Hamish Orrin;26.03.2027;26.03.2027;;15,0;In progress
Finance System Upgrade;Cut-over – ledger;Hamish Orrin;31.07.2026;14.08.2026;14.08.2026;100,0;Completed
";

/// A BOM, commas, day-first dates, a line break in a cell. Every date under Raised could be read either way round.
const ACTIONS: &str = "\u{feff}\
Action ref,Project name,Action,Action owner,Priority,Raised,Due date,Status,Date closed,Notes
ACT-001,Ellerby Reservoir Safety Works,Put second spillway crew to the board,Simeon Draycott,High,05/10/2026,12/11/2026,Open,,
ACT-002,Ellerby Reservoir Safety Works,Warn the regulator of the late certificate,Beatrix Mowle,High,01/09/2026,30/09/2026,Open,,\"Draft letter ready.
Waiting for sign-off.\"
ACT-003,River Wend Storm Overflows,Book the pre-application meeting,Beatrix Mowle,Medium,08/10/2026,06/11/2026,In progress,,
ACT-004,Customer Billing Replacement,Freeze source data,Delphine Askew,High,12/10/2026,01/12/2026,Open,,
ACT-005,Customer Billing Replacement,Review rehearsal 2 defects,Marek Dunsby,High,09/10/2026,23/10/2026,Open,22/10/2026,done but not updated?
ACT-006,Network Telemetry Renewal,Chase radio licences,Hamish Orrin,Medium,07/09/2026,16/10/2026,Open,,
ACT-007,Sludge to Energy Plant,Escalate the grid offer,Helena Vyne,High,04/09/2026,25/09/2026,Closed,,
ACT-008,Depot Consolidation,Name a project manager,,High,03/08/2026,28/08/2026,Open,,
ACT-009,Cyber Security Baseline,Issue close report,Delphine Askew,Low,12/10/2026,13/11/2026,Open,,
ACT-010,Brackwater Pumping Station,Confirm scope,Helena Vyne,Low,06/10/2026,20/11/2026,Open,,not in the register
ACT-011,Smart Metering Rollout,Explain green rating at wave 2,Priya Ladden,Medium,12/10/2026,30/10/2026,Open,,
ACT-012,Leakage Analytics,Qualify second sensor supplier,Priya Ladden,Low,10/08/2026,30/09/2026,Closed,25/09/2026,\"=HYPERLINK(\"\"http://example.invalid\"\",\"\"see\"\")\"
ACT-003,River Wend Storm Overflows,Order the noise survey,Beatrix Mowle,Low,12/10/2026,27/11/2026,Open,,reference used twice
";

/// Fortnights of the metering team, the mean below them. One sprint finished nothing, and one stands without its commitment.
const SPRINTS: &str = "\
Project,Sprint,Start date,End date,Committed points,Completed points,Added mid-sprint,Points remaining,Sprint goal
Smart Metering Rollout,Sprint 21,06/07/2026,17/07/2026,30,26,2,342,Route planner
Smart Metering Rollout,Sprint 22,20/07/2026,31/07/2026,30,24,,330,Chamber survey app
Smart Metering Rollout,Sprint 23,03/08/2026,14/08/2026,28,17,6,331,Head-end test bench
Smart Metering Rollout,Sprint 24,17/08/2026,28/08/2026,24,0,,345,Portal prototype (team on loan to billing)
Smart Metering Rollout,Sprint 25,31/08/2026,11/09/2026,28,21,4,338,Firmware rollback
Smart Metering Rollout,Sprint 26,14/09/2026,25/09/2026,TBC,23,,322,Portal sign-in
Smart Metering Rollout,Sprint 27,28/09/2026,09/10/2026,26,19,9,318,Missing reads
Smart Metering Rollout,Sprint 28,12/10/2026,23/10/2026,26,22,3,304,Load test
Smart Metering Rollout,Sprint 29,26/10/2026,06/11/2026,26,,,,Integration retry
Average,,,,27.3,19,,,
";

/// What a workshop on costs left behind: the ends of a range, and nothing between them.
const RANGES: &str = "\
Project,Low estimate (£k),High estimate (£k)
Kelderbank Treatment Works Upgrade,20100,24800
Ellerby Reservoir Safety Works,6900,8400
Smart Metering Rollout,9900,12000
Customer Billing Replacement,5000,5900
Sludge to Energy Plant,7700,9600
";

pub(super) fn ranges() -> Made {
    Ok(windows_lines(RANGES.as_bytes()))
}

pub(super) fn sprints() -> Made {
    Ok(windows_lines(SPRINTS.as_bytes()))
}

pub(super) fn milestones() -> Made {
    encoded(MILESTONES)
}

/// Returns the export of an earlier month: some of its lines were other ones then.
pub(super) fn earlier_milestones(lines: &[(&str, &str)]) -> Made {
    let mut text = MILESTONES.to_string();
    for (now, then) in lines {
        if !text.contains(now) {
            return Err(format!("no milestone reads `{now}`").into());
        }
        text = text.replace(now, then);
    }
    encoded(&text)
}

fn encoded(text: &str) -> Made {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    if lost {
        return Err("a milestone holds a letter that Windows-1252 does not have".into());
    }
    Ok(windows_lines(&bytes))
}

pub(super) fn actions() -> Made {
    Ok(windows_lines(ACTIONS.as_bytes()))
}

/// Returns the text with the line ends that Windows writes.
fn windows_lines(bytes: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    lines.join(&b"\r\n"[..])
}

//! `boardpack inspect`: what was understood of each file, and what was not, and why.

use std::fmt::Write;

use chrono::NaiveDate;

use super::json::Inspection;
use super::terminal::{counted, print};
use super::weighing::Weighing;
use super::{End, Inputs, Stop, assumptions, end_of};
use crate::model::finding::Finding;
use crate::model::origin::{cell_name, column_name};
use crate::model::portfolio::Rows;
use crate::normalise::batch::{Batch, Outcome};
use crate::pipeline::{BookReport, Run, SheetReport};
use crate::recognise::region::{Heading, Role};

/// Show what was recognised: tables, headings and how sure, what became of each row, and what was left alone
///
/// This is how to learn why a figure is missing from the pack.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// Print JSON for machines
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    weighing: Weighing,
}

pub(super) fn run(args: &Args) -> Result<End, Stop> {
    args.inputs.check()?;
    let settings = args.inputs.settings()?;
    let run = args.weighing.run(&args.inputs, &[], &settings)?;
    if args.json {
        let text = serde_json::to_string_pretty(&Inspection::new(&run)).map_err(|error| Stop {
            message: error.to_string(),
            hint: None,
        })?;
        print(&format!("{text}\n"))?;
    } else {
        print(&text(&run))?;
        print(&assumptions::text(&run.findings))?;
    }
    Ok(end_of(&run))
}

/// Returns the inspection as a person reads it.
pub fn text(run: &Run) -> String {
    let mut out = String::new();
    for one in &run.books {
        book(&mut out, one);
    }
    findings(&mut out, &run.findings);
    out
}

fn book(out: &mut String, book: &BookReport) {
    let _ = writeln!(out, "{} ({})", book.file, book.format);
    if let Some(refused) = &book.refused {
        let _ = writeln!(out, "  refused: {refused}");
    }
    for one in &book.sheets {
        sheet(out, one);
    }
    out.push('\n');
}

fn sheet(out: &mut String, sheet: &SheetReport) {
    let state = if sheet.state == "visible" {
        String::new()
    } else {
        format!(" ({})", sheet.state.replace('_', " "))
    };
    let _ = writeln!(out, "  {}{state}: {}", sheet.sheet, account(sheet));
    for (at, batch) in sheet.batches.iter().enumerate() {
        let told = at > 0 && sheet.batches[at - 1].region.range() == batch.region.range();
        region(out, batch, told);
    }
    for left in &sheet.unrecognised {
        let _ = writeln!(out, "    {} not recognised: {}", left.range, left.reason);
    }
}

/// Returns `12 rows, 9 accepted, 3 ignored; 80 cells, 60 used, 20 ignored`.
fn account(sheet: &SheetReport) -> String {
    let cells = sheet.cells;
    let of_cells = balance(
        counted(cells.seen as usize, "cell"),
        [
            ("used", cells.used),
            ("merged", cells.merged),
            ("ignored", cells.ignored),
            ("rejected", cells.rejected),
        ],
    );
    format!("{}; {of_cells}", of_rows(sheet.rows))
}

fn of_rows(rows: Rows) -> String {
    balance(
        counted(rows.seen as usize, "row"),
        [
            ("accepted", rows.accepted),
            ("merged", rows.merged),
            ("ignored", rows.ignored),
            ("rejected", rows.rejected),
        ],
    )
}

fn balance(seen: String, parts: [(&str, u32); 4]) -> String {
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    if parts.is_empty() {
        seen
    } else {
        format!("{seen}, {}", parts.join(", "))
    }
}

/// Of tables over the same rows, the first tells which headings are not used.
fn region(out: &mut String, batch: &Batch, unused_told: bool) {
    let region = &batch.region;
    let rows: Vec<String> = region
        .header_rows
        .iter()
        .map(|row| (row + 1).to_string())
        .collect();
    let headings = match region.header_column {
        Some(column) => format!(", headings in column {}", column_name(column)),
        None if rows.is_empty() => String::new(),
        None => format!(", headings in row {}", rows.join(" and ")),
    };
    let layout = region.layout.name().replace('_', " ");
    let system = region
        .profile
        .as_ref()
        .map_or_else(String::new, |profile| format!("{}, ", profile.name));
    let _ = writeln!(
        out,
        "    {} {} ({system}{layout}{headings}): {}",
        region.range(),
        region.schema.name,
        of_rows(batch.rows())
    );
    let mut periods: Vec<&Heading> = Vec::new();
    for heading in &region.headings {
        if matches!(heading.role, Role::Period { .. }) {
            periods.push(heading);
        } else if !(unused_told && matches!(heading.role, Role::Unrecognised { .. })) {
            let _ = writeln!(
                out,
                "      {:<5} {} → {}",
                cell_name(heading.row, heading.column),
                heading.text,
                meaning(heading)
            );
        }
    }
    if let Some(first) = periods.first() {
        let spans = periods.iter().filter_map(|heading| match heading.role {
            Role::Period { span, .. } => Some(span),
            _ => None,
        });
        let month = |day: Option<NaiveDate>| {
            day.map_or_else(String::new, |day| day.format("%b %Y").to_string())
        };
        let from = cell_name(first.row, first.column);
        let last = spans.clone().filter_map(|span| span.end.pred_opt()).max();
        let _ = writeln!(
            out,
            "      {from:<5} {}, {} to {}",
            counted(periods.len(), "period"),
            month(spans.map(|span| span.first).min()),
            month(last)
        );
    }
    for (reason, count) in ignored(batch) {
        let _ = writeln!(out, "      {} ignored: {reason}", counted(count, "row"));
    }
}

fn meaning(heading: &Heading) -> String {
    let sure = format!("{:.0}%", heading.confidence * 100.0);
    match &heading.role {
        Role::Own(column) => format!("{} ({sure})", column.name),
        Role::Further(column) => format!("{}, one more ({sure})", column.name),
        Role::Second(column) => {
            format!("{} where that is blank or not known ({sure})", column.name)
        }
        Role::Project(column) => format!("{} of its project ({sure})", column.name),
        Role::Measure => "says budget, actual or forecast".to_string(),
        Role::Mark(_) => "says what a row is".to_string(),
        Role::Total | Role::PeriodTotal { .. } => "a total, not used".to_string(),
        Role::Undated { .. } => "amounts of no month".to_string(),
        Role::Unrecognised { reason } => format!("not used: {reason}"),
        Role::Period { .. } => "a period".to_string(),
    }
}

fn ignored(batch: &Batch) -> std::collections::BTreeMap<&'static str, usize> {
    let mut reasons = std::collections::BTreeMap::new();
    for outcome in batch.outcomes.values() {
        if let Outcome::Ignored(reason) = outcome {
            *reasons.entry(*reason).or_default() += 1;
        }
    }
    reasons
}

/// Lists findings with their place, what was done, and the next step.
fn findings(out: &mut String, findings: &[Finding]) {
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(out, "{}", counted(findings.len(), "finding"));
    for finding in findings {
        let _ = writeln!(
            out,
            "  {} [{}] {}: {}",
            finding.code.severity.label(),
            finding.code.id,
            finding.origin,
            finding.message
        );
        if let Some(treated) = &finding.treated {
            let _ = writeln!(out, "    treated: {treated}");
        }
        if let Some(hint) = &finding.hint {
            let _ = writeln!(out, "    hint: {hint}");
        }
    }
}

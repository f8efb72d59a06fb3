//! The settings file that `init` writes: what holds, what was assumed on what evidence, and what else may be meant.
//!
//! Lines of settings begin with `#` alone, lines for people with `# `: taking away each lone `#` states all that was assumed.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::Datelike;

use super::terminal::counted;
use crate::lexicon::phrase::unit;
use crate::model::ledger::{Line, ledger};
use crate::pipeline::Run;
use crate::recognise::region::{Heading, Region, Role};
use crate::settings::{DateOrder, Settings, entry};

/// A heading that was used with less confidence than this is worth a look.
const SURE: f64 = 0.8;
/// A row of so many months is a year.
const MONTHS: usize = 12;

/// Returns the file as text.
pub fn text(run: &Run, settings: &Settings) -> String {
    let lines = ledger(&run.findings);
    let mut out = String::new();
    let files = counted(run.books.len(), "file");
    let _ = writeln!(
        out,
        "# Settings for boardpack, drafted from {files} as of {}.\n\
         #\n\
         # Every line of settings is commented out, so that with this file the pack is as without it. Where a line is\n\
         # right, take its `#` away: it is then no assumption any more. Where it is wrong, put what is right in its place.\n\
         # In names of files, sheets and headings `*` stands for any letters.",
        settings.as_of.format("%-d %B %Y")
    );
    general(&mut out, run, settings, &lines);
    places(&mut out, &lines);
    headings(&mut out, run);
    names(&mut out, &lines);
    out
}

fn title(out: &mut String, title: &str) {
    let _ = writeln!(out, "\n# ── {title} ──");
}

/// Keys of the whole file.
fn general(out: &mut String, run: &Run, settings: &Settings, lines: &[Line<'_>]) {
    title(out, "For all trackers");
    let currencies = counted_by(run, |heading| {
        unit(&heading.text).and_then(|unit| unit.currency.map(str::to_string))
    });
    let _ = writeln!(out, "#[pack]");
    setting(
        out,
        &format!("currency = {}", entry::text(&settings.pack.currency)),
        &told("headings", &currencies, "no heading names a currency"),
    );
    let reading = &settings.reading;
    let order = match reading.date_order {
        DateOrder::DayFirst => "day_first",
        DateOrder::MonthFirst => "month_first",
    };
    let open = lines.iter().filter(|line| {
        let entry = &line.assumption.entry;
        entry.contains("\ndate_order = ")
    });
    let open = match open.count() {
        0 => "every column decides for itself".to_string(),
        1 => "1 column below does not decide".to_string(),
        more => format!("{more} columns below do not decide"),
    };
    let _ = writeln!(out, "\n#[reading]");
    setting(out, &format!("date_order = {}", entry::text(order)), &open);
    setting(
        out,
        &format!("fiscal_year_start = {}", reading.fiscal_year_start),
        &told(
            "rows of twelve months",
            &first_months(run),
            "no table shows a year of months",
        ),
    );
    setting(
        out,
        &format!("hours_per_day = {:?}", reading.hours_per_day),
        "turns booked hours into full-time equivalents",
    );
}

fn setting(out: &mut String, line: &str, evidence: &str) {
    let _ = writeln!(out, "#{line:<30} # {evidence}");
}

/// What was assumed of columns and sheets, with the entry that states it and those that say otherwise.
fn places(out: &mut String, lines: &[Line<'_>]) {
    let own: Vec<&Line<'_>> = lines
        .iter()
        .filter(|line| line.assumption.entry.starts_with("[["))
        .collect();
    if own.is_empty() {
        return;
    }
    title(
        out,
        "What was assumed of columns and sheets, what changes most first",
    );
    for line in own {
        let assumption = line.assumption;
        let more = match line.more {
            0 => String::new(),
            more => format!(", and {} more like it", more),
        };
        let _ = writeln!(
            out,
            "\n# {} {}{more}: {}\n#   {}",
            line.id, line.origin, assumption.assumed, assumption.evidence
        );
        for other in &assumption.others {
            let changes = other.impact.as_ref().map(|impact| impact.told());
            let changes = changes.map_or(String::new(), |changes| format!(" ({changes})"));
            let said: Vec<&str> = other
                .entry
                .lines()
                .filter(|line| !assumption.entry.lines().any(|own| own == *line))
                .collect();
            let _ = writeln!(
                out,
                "#   if {}: {}{changes}",
                other.reading,
                said.join(", ")
            );
        }
        code(out, &assumption.entry);
    }
}

fn code(out: &mut String, entry: &str) {
    for line in entry.lines() {
        let _ = writeln!(out, "#{line}");
    }
}

/// Headings that were used, but not surely.
fn headings(out: &mut String, run: &Run) {
    let mut any = false;
    for (file, sheet, region, heading) in all_headings(run) {
        let Role::Own(column) = heading.role else {
            continue;
        };
        if heading.confidence >= SURE {
            continue;
        }
        if !any {
            title(out, "Headings that were used without being sure of them");
            any = true;
        }
        let _ = writeln!(
            out,
            "\n# {file} › {sheet}: taken for {} of {}, {:.0}% sure; if it is nothing: ignore = true",
            column.name.replace('_', " "),
            region.schema.name,
            heading.confidence * 100.0
        );
        let means = entry::text(&format!("{}.{}", region.schema.name, column.name));
        code(
            out,
            &entry::column(file, sheet, &heading.text, None, ("column", &means)),
        );
    }
}

/// Names that may be one.
fn names(out: &mut String, lines: &[Line<'_>]) {
    for (kind, heading) in [
        ("projects", "Projects that may be one"),
        ("people", "People who may be one"),
    ] {
        let table = format!("[aliases.{kind}]");
        let own: Vec<&Line<'_>> = lines
            .iter()
            .filter(|line| line.assumption.entry.starts_with(&table))
            .collect();
        if own.is_empty() {
            continue;
        }
        title(out, heading);
        let _ = writeln!(
            out,
            "# The spelling on the left is read as the name on the right; a name that stands on both sides is another one.\n#{table}"
        );
        for line in own {
            let assumption = line.assumption;
            let mut pairs = assumption
                .others
                .iter()
                .filter_map(|other| other.entry.lines().nth(1));
            let _ = writeln!(
                out,
                "# {} {}: {}",
                line.id, line.origin, assumption.evidence
            );
            let _ = writeln!(out, "#{}", pairs.next().unwrap_or_default());
            for pair in pairs.chain(assumption.entry.lines().nth(1)) {
                let _ = writeln!(out, "#   or {pair}");
            }
        }
    }
}

fn all_headings(run: &Run) -> impl Iterator<Item = (&str, &str, &Region, &Heading)> {
    run.books.iter().flat_map(|book| {
        let file = book.file.as_str();
        book.sheets.iter().flat_map(move |sheet| {
            let batches = sheet.batches.iter();
            batches.flat_map(move |batch| {
                let headings = batch.region.headings.iter();
                headings.map(move |heading| (file, sheet.sheet.as_str(), &batch.region, heading))
            })
        })
    })
}

/// Counts the headings that say something.
fn counted_by(run: &Run, says: impl Fn(&Heading) -> Option<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for said in all_headings(run).filter_map(|(_, _, _, heading)| says(heading)) {
        *counts.entry(format!("with {said}")).or_default() += 1;
    }
    counts
}

/// Counts the months in which rows of a year's months begin.
fn first_months(run: &Run) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let batches = run.books.iter().flat_map(|book| &book.sheets);
    for batch in batches.flat_map(|sheet| &sheet.batches) {
        let mut first_days: Vec<_> = batch
            .region
            .periods()
            .filter_map(|heading| match heading.role {
                Role::Period { span, .. } => Some(span.first),
                _ => None,
            })
            .collect();
        first_days.sort_unstable();
        first_days.dedup();
        if let [first, .., last] = first_days.as_slice()
            && first_days.len() == MONTHS
            && last.year() * 12 + last.month0() as i32 - first.year() * 12 - first.month0() as i32
                == 11
        {
            let month = first.format("beginning in %B").to_string();
            *counts.entry(month).or_default() += 1;
        }
    }
    counts
}

/// Returns evidence such as `headings: 4 with £, 1 with €`, what is most first.
fn told(what: &str, counts: &BTreeMap<String, usize>, otherwise: &str) -> String {
    if counts.is_empty() {
        return otherwise.to_string();
    }
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let told: Vec<String> = all
        .iter()
        .map(|(said, count)| format!("{count} {said}"))
        .collect();
    format!("{what}: {}", told.join(", "))
}

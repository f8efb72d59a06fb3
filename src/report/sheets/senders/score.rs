//! `tblTrackers`: the score of each tracker, one column a step, over the findings, the row account and the fields.

use std::collections::BTreeMap;

use super::matter::Matter;
use super::{fields, listed, method, rows};
use crate::model::finding::Finding;
use crate::model::schema::origin;
use crate::model::tables::projects;
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, name};
use crate::report::functions::{count_ifs, if_, max, or, ratio, round, sum_ifs};
use crate::report::pack::{Freeze, Sheet, SheetKind};
use crate::report::scalar::{Scalar, serial};
use crate::report::sheets::data::{findings, sources};
use crate::report::sheets::names;
use crate::report::table::Table;

const TABLE: &str = "tblTrackers";
/// Kinds of findings named beside a tracker.
const MOST_KINDS: usize = 3;
/// Letters for them, which is more than a page shows.
const MOST_LETTERS: usize = 1_000;

/// Number of the tracker, counted from 1 in the order of paths.
pub static TRACKER: Field = Field::new(TABLE, "Tracker");
pub static FILE: Field = Field::new(TABLE, "File");
pub static REFUSED: Field = Field::new(TABLE, "Refused");
/// Rows that hold data.
pub static ROWS: Field = Field::new(TABLE, "Rows");
pub static REJECTED: Field = Field::new(TABLE, "Rejected");
pub static BLOCKS: Field = Field::new(TABLE, "Blocks");
pub static CHANGES: Field = Field::new(TABLE, "Changes");
pub static COSMETIC: Field = Field::new(TABLE, "Cosmetic");
static BLOCKED_ROWS: Field = Field::new(TABLE, "BlockedRows");
static CHANGED_ROWS: Field = Field::new(TABLE, "ChangedRows");
static COSMETIC_ROWS: Field = Field::new(TABLE, "CosmeticRows");
static CLEAN: Field = Field::new(TABLE, "Clean");
static ASKED: Field = Field::new(TABLE, "Asked");
static FILLED: Field = Field::new(TABLE, "Filled");
pub static COMPLETE: Field = Field::new(TABLE, "Complete");
static UPDATED: Field = Field::new(TABLE, "Updated");
/// Days since the last update.
pub static AGE: Field = Field::new(TABLE, "Age");
static CURRENT: Field = Field::new(TABLE, "Current");
pub static SCORE: Field = Field::new(TABLE, "Score");
/// Smallest where help is needed most: refused files, then low scores, then templates without data.
pub static ORDER: Field = Field::new(TABLE, "Order");
/// The first kinds of findings in words.
pub static WEIGHTIEST: Field = Field::new(TABLE, "Weightiest");

/// Returns the sheet Calc_Score; none when no file was named.
pub fn sheet(matter: &Matter<'_>) -> Option<Sheet> {
    let all = &matter.brief.portfolio.sources;
    if all.is_empty() {
        return None;
    }
    let mut table = Table::new(TABLE, "The score of each tracker, step by step", all.len());
    let numbers = (1_u32..).take(all.len()).map(Scalar::from).collect();
    table.values(&TRACKER, Role::Count, 9.0, numbers);
    let files = all.iter().map(|source| source.file.as_str().into());
    table.values(&FILE, Role::Text, 40.0, files.collect());
    let refused = |reason: &Option<String>| reason.as_deref().map_or(Scalar::Blank, Scalar::from);
    let reasons = all.iter().map(|source| refused(&source.refused));
    table.values(&REFUSED, Role::Text, 40.0, reasons.collect());
    add_findings(matter, &mut table);
    add_fields(matter, &mut table);
    table.values(&UPDATED, Role::DateLong, 13.0, updates(matter));
    add_score(&mut table);
    let weightiest = weightiest(matter);
    let words = |number: u32| {
        weightiest
            .get(&number)
            .map_or(Scalar::Blank, |text| text.as_str().into())
    };
    let texts = (1_u32..).take(all.len()).map(words).collect();
    table.values(&WEIGHTIEST, Role::Text, 70.0, texts);
    let widths: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
    let mut sheet = Sheet::new(
        "Calc_Score",
        SheetKind::Calculation,
        "The score, step by step",
        "How was each score made?",
        widths,
    )
    .headline("One row a tracker. The weights are the yellow cells of the sheet Score.")
    .freeze(Freeze::List(2));
    sheet.push(crate::report::block::Block::Table(table));
    Some(sheet)
}

fn add_findings(matter: &Matter<'_>, table: &mut Table) {
    let own = |field: &Field| sum_ifs(field, [rows::TRACKER.equal_to(TRACKER.this())]);
    let held = own(&sources::ACCEPTED) + own(&sources::MERGED) + own(&sources::REJECTED);
    table.formula(&ROWS, Role::Count, 9.0, held);
    table.formula(&REJECTED, Role::Count, 9.0, own(&sources::REJECTED));
    for (all, worst, mark) in [
        (&BLOCKS, &BLOCKED_ROWS, "◆*"),
        (&CHANGES, &CHANGED_ROWS, "▲*"),
        (&COSMETIC, &COSMETIC_ROWS, "●*"),
    ] {
        let conditions = || {
            vec![
                listed::TRACKER.equal_to(TRACKER.this()),
                findings::SEVERITY.equal_to(mark),
            ]
        };
        let none = matter.findings.is_empty();
        let count = |conditions| {
            if none {
                0.0.into()
            } else {
                count_ifs(conditions)
            }
        };
        table.formula(all, Role::Count, 9.0, count(conditions()));
        let mut rows = conditions();
        rows.push(listed::COUNTS.equal_to("Yes"));
        table.formula(worst, Role::Count, 9.0, count(rows));
    }
    let lost = BLOCKED_ROWS.this() * name(method::BLOCKS)
        + CHANGED_ROWS.this() * name(method::CHANGES)
        + COSMETIC_ROWS.this() * name(method::COSMETIC);
    // One finding may tell of many rejected rows.
    let lost = max([REJECTED.this(), lost]);
    let clean = max([0.0.into(), Formula::from(1.0) - lost / ROWS.this()]);
    table.formula(
        &CLEAN,
        Role::Share,
        9.0,
        if_(ROWS.this().equals(0.0), "", clean),
    );
}

fn add_fields(matter: &Matter<'_>, table: &mut Table) {
    let kept = fields::are_kept(matter);
    let own = |field: &Field| {
        if kept {
            sum_ifs(field, [fields::TRACKER.equal_to(TRACKER.this())])
        } else {
            0.0.into()
        }
    };
    table.formula(&ASKED, Role::Count, 9.0, own(&fields::ROWS));
    table.formula(&FILLED, Role::Count, 9.0, own(&fields::FILLED));
    let share = ratio(FILLED.this(), ASKED.this());
    table.formula(&COMPLETE, Role::Share, 9.0, share);
}

/// Returns the last date of update that each tracker gives, of those that are not in the future.
fn updates(matter: &Matter<'_>) -> Vec<Scalar> {
    let frame = matter.brief.portfolio.projects.frame();
    let as_of = serial(matter.brief.settings.as_of);
    let mut last = vec![None; matter.brief.portfolio.sources.len()];
    let files = crate::report::sheets::data::values::values(frame, origin::FILE.name);
    let days = crate::report::sheets::data::values::values(frame, projects::UPDATED.name);
    for (file, day) in files.iter().zip(&days) {
        let number = file.as_text().and_then(|file| matter.number(file));
        if let (Some(number), Scalar::Number(day)) = (number, day)
            && *day <= as_of
        {
            let held: &mut Option<f64> = &mut last[number as usize - 1];
            *held = Some(held.map_or(*day, |held| held.max(*day)));
        }
    }
    let cell = |day: Option<f64>| day.map_or(Scalar::Blank, Scalar::Number);
    last.into_iter().map(cell).collect()
}

fn add_score(table: &mut Table) {
    let age = if_(
        UPDATED.this().equals(""),
        "",
        names::report_date() - UPDATED.this(),
    );
    table.formula(&AGE, Role::Count, 9.0, age);
    let (recent, old) = (|| names::AGE.amber(), || names::AGE.red());
    let falling = (old() - AGE.this()) / (old() - recent());
    let known = if_(
        AGE.this().at_most(recent()),
        1.0,
        if_(AGE.this().at_least(old()), 0.0, falling),
    );
    let current = if_(AGE.this().equals(""), "", known);
    table.formula(&CURRENT, Role::Share, 9.0, current);
    let part = |share: &Field, weight: &'static str| {
        let points = share.this() * name(weight);
        if_(share.this().equals(""), 0.0, points)
    };
    let most =
        |share: &Field, weight: &'static str| if_(share.this().equals(""), 0.0, name(weight));
    let points = part(&CLEAN, method::CLEAN)
        + part(&COMPLETE, method::COMPLETE)
        + part(&CURRENT, method::CURRENT);
    let all = most(&CLEAN, method::CLEAN)
        + most(&COMPLETE, method::COMPLETE)
        + most(&CURRENT, method::CURRENT);
    let score = round(Formula::from(100.0) * points / all, 6);
    let none = or([REFUSED.this().differs(""), CLEAN.this().equals("")]);
    table.formula(&SCORE, Role::Number, 9.0, if_(none, "", score));
    let no_score = if_(REFUSED.this().differs(""), -1.0, 101.0);
    let place = if_(SCORE.this().equals(""), no_score, SCORE.this());
    // No two trackers have the same place.
    let order = round(place, 3) + TRACKER.this() / 1e7;
    table.formula(&ORDER, Role::Number, 9.0, order);
}

/// Returns the first kinds of findings of each tracker in words, the worst first.
fn weightiest(matter: &Matter<'_>) -> BTreeMap<u32, String> {
    let mut kinds: BTreeMap<u32, Vec<(&Finding, usize)>> = BTreeMap::new();
    for finding in &matter.findings {
        let Some(number) = matter.number(&finding.origin.file) else {
            continue;
        };
        let own = kinds.entry(number).or_default();
        match own.iter_mut().find(|(first, _)| first.code == finding.code) {
            Some((_, count)) => *count += 1,
            None => own.push((finding, 1)),
        }
    }
    let words = |(finding, count): &(&Finding, usize)| match count {
        1 => finding.message.clone(),
        more => format!("{} ({more} of this kind)", finding.message),
    };
    kinds
        .into_iter()
        .map(|(number, own)| {
            let lines: Vec<String> = own.iter().take(MOST_KINDS).map(words).collect();
            let text: String = lines.join("; ").chars().take(MOST_LETTERS).collect();
            (number, text)
        })
        .collect()
}

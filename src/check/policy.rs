//! The policies of the settings held against every project: kept, broken, waived for a while, or not to be judged.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::portfolio::Portfolio;
use crate::model::rows::{Place, Rows};
use crate::model::schema::{Schema, Table};
use crate::model::tables::{projects, waivers};
use crate::settings::Settings;
use crate::settings::policy::{Asks, Comparison, Condition, Operand, Policy, Weight};

pub static POLICY_BREACH: Code = Code {
    id: "policy-breach",
    severity: Severity::Cosmetic,
    why: "A rule that every project has to keep is not kept, and nobody has waived it.",
};

/// How a project stands to a policy.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    Kept,
    Broken,
    /// By whom and until when; the last day is none where no end was given.
    Waived(Option<NaiveDate>),
}

/// A policy held against one project.
#[derive(Debug, Clone)]
pub struct Held {
    pub project_id: String,
    pub project: Option<String>,
    pub manager: Option<String>,
    pub policy: String,
    pub title: String,
    pub weight: Weight,
    pub standing: Standing,
    pub why: String,
    /// Whether trackers keep what it asks for at all, for this project or another.
    pub is_kept: bool,
    pub place: Place,
}

/// Holds every policy against every project that it speaks of.
///
/// # Errors
/// A table lacks a column of its declaration.
pub fn held(portfolio: &Portfolio, settings: &Settings) -> PolarsResult<Vec<Held>> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, policy) in settings.policy.iter().enumerate() {
        last.insert(&policy.id, at);
    }
    let mut all = Vec::new();
    for (at, policy) in settings.policy.iter().enumerate() {
        if policy.weight_holds() && last.get(policy.id.as_str()) == Some(&at) {
            hold(&mut all, portfolio, settings.as_of, policy)?;
        }
    }
    Ok(all)
}

/// Returns a finding for each policy that a project breaks. What no tracker keeps is a matter of templates, and of no row.
///
/// # Errors
/// A table lacks a column of its declaration.
pub fn breaches(portfolio: &Portfolio, settings: &Settings) -> PolarsResult<Vec<Finding>> {
    let told = held(portfolio, settings)?
        .into_iter()
        .filter(|held| held.standing == Standing::Broken && held.is_kept)
        .map(|held| {
            let name = held.project.as_deref().unwrap_or(&held.project_id);
            let message = format!("`{name}` breaks the policy `{}`: {}", held.title, held.why);
            Finding::new(&POLICY_BREACH, origin(&held.place), message)
                .hint("put it right, or record a waiver with its reason and its end")
        });
    Ok(told.collect())
}

impl Policy {
    fn weight_holds(&self) -> bool {
        self.severity != Weight::Off
    }
}

fn hold(
    all: &mut Vec<Held>,
    portfolio: &Portfolio,
    at: NaiveDate,
    policy: &Policy,
) -> PolarsResult<()> {
    let read =
        |text: &str| Condition::read(text).expect("the settings were checked as they were read");
    let (when, requires) = (read(&policy.when), read(&policy.requires));
    let table = Rows(portfolio.projects.frame());
    let is_kept = is_kept(portfolio, &requires)?;
    for row in 0..table.len() {
        let Some(id) = table.text(row, &projects::PROJECT_ID)? else {
            continue;
        };
        if is_over(table, row, at)?
            || is_name_only(table, row)?
            || !holds(portfolio, &when, table, row, at)?
        {
            continue;
        }
        let (standing, why) = if holds(portfolio, &requires, table, row, at)? {
            (Standing::Kept, format!("{} is kept", policy.requires))
        } else {
            standing(portfolio, policy, table, row, at)?
        };
        all.push(Held {
            project_id: id.to_string(),
            project: table.text(row, &projects::PROJECT)?.map(str::to_string),
            manager: table.text(row, &projects::MANAGER)?.map(str::to_string),
            policy: policy.id.clone(),
            title: policy.title.clone(),
            weight: policy.severity,
            standing,
            why,
            is_kept,
            place: table.place(row)?,
        });
    }
    Ok(())
}

/// Says of a policy that is not kept whether somebody waived it.
fn standing(
    portfolio: &Portfolio,
    policy: &Policy,
    table: Rows<'_>,
    row: usize,
    at: NaiveDate,
) -> PolarsResult<(Standing, String)> {
    let id = table.text(row, &projects::PROJECT_ID)?;
    let log = Rows(portfolio.waivers.frame());
    let same = |text: &str, other: &str| text.trim().eq_ignore_ascii_case(other.trim());
    let mut ended = None;
    for own in 0..log.len() {
        let rule = log.text(own, &waivers::RULE)?.unwrap_or_default();
        let of = log.text(own, &waivers::PROJECT_ID)?;
        let status = log.text(own, &waivers::STATUS)?;
        let is_his = of.is_none() && log.text(own, &waivers::PROJECT)?.is_none() || of == id;
        let begins = log.date(own, &waivers::APPROVED)?;
        let is_granted = !matches!(
            status,
            Some("pending" | "rejected" | "withdrawn" | "deferred")
        ) && begins.is_none_or(|day| day <= at);
        if !is_his || !is_granted || !(same(rule, &policy.id) || same(rule, &policy.title)) {
            continue;
        }
        let expires = log.date(own, &waivers::EXPIRES)?;
        if expires.is_none_or(|last| last >= at) {
            let by = log.text(own, &waivers::APPROVER)?.unwrap_or("nobody named");
            let until = match expires {
                Some(day) => format!("until {}", day.format("%-d %b %Y")),
                None => "without an end".to_string(),
            };
            let reason = log
                .text(own, &waivers::REASON)?
                .unwrap_or("no reason given");
            let why = format!("waived by {by} {until}: {reason}");
            return Ok((Standing::Waived(expires), why));
        }
        ended = ended.max(expires);
    }
    let mut why = format!("{} is not there", policy.requires);
    if let Some(day) = ended {
        why.push_str(&format!(
            "; its waiver ended on {}",
            day.format("%-d %b %Y")
        ));
    }
    Ok((Standing::Broken, why))
}

/// Whether trackers keep what a condition asks for at all: a column that is blank for every project, and a table without
/// rows, cannot tell one project from another.
fn is_kept(portfolio: &Portfolio, condition: &Condition) -> PolarsResult<bool> {
    for term in condition.terms() {
        let kept = match &term.asks {
            Asks::Given(column) | Asks::Compares(column, _, _) => {
                let own = portfolio.projects.frame().column(column.name)?;
                own.null_count() < own.len()
            }
            Asks::Kept(schema) => !rows_of(portfolio, schema).is_empty(),
        };
        if kept {
            return Ok(true);
        }
    }
    Ok(false)
}

fn rows_of<'a>(portfolio: &'a Portfolio, schema: &Schema) -> Rows<'a> {
    let (_, frame) = portfolio
        .tables()
        .into_iter()
        .find(|(own, _)| own.name == schema.name)
        .expect("every table of the model is in the portfolio");
    Rows(frame)
}

/// Whether a project is over, as its row says: done, cancelled, or finished.
fn is_over(table: Rows<'_>, row: usize, at: NaiveDate) -> PolarsResult<bool> {
    let status = table.text(row, &projects::STATUS)?;
    let finished = table.date(row, &projects::ACTUAL_FINISH)?;
    Ok(matches!(status, Some("done" | "cancelled")) || finished.is_some_and(|day| day <= at))
}

/// Whether nothing but its name is known of a project: it stands in no list, and other rows name it.
fn is_name_only(table: Rows<'_>, row: usize) -> PolarsResult<bool> {
    for column in projects::Projects::SCHEMA.columns {
        let is_name = [&projects::PROJECT_ID, &projects::PROJECT]
            .iter()
            .any(|name| name.name == column.name);
        if !is_name && !table.0.column(column.name)?.get(row)?.is_null() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn holds(
    portfolio: &Portfolio,
    condition: &Condition,
    table: Rows<'_>,
    row: usize,
    at: NaiveDate,
) -> PolarsResult<bool> {
    if condition.any.is_empty() {
        return Ok(true);
    }
    for group in &condition.any {
        let mut all = true;
        for term in group {
            all &= asked(portfolio, &term.asks, table, row, at)? != term.not;
        }
        if all {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether one term holds; a comparison with a blank does not.
fn asked(
    portfolio: &Portfolio,
    asks: &Asks,
    table: Rows<'_>,
    row: usize,
    at: NaiveDate,
) -> PolarsResult<bool> {
    match asks {
        Asks::Given(column) => Ok(!table.0.column(column.name)?.get(row)?.is_null()),
        Asks::Kept(schema) => {
            let own = rows_of(portfolio, schema);
            let id = table.text(row, &projects::PROJECT_ID)?.unwrap_or_default();
            Ok(!own.of(&projects::PROJECT_ID, id)?.is_empty())
        }
        Asks::Compares(column, sign, operand) => {
            let order = order(table, row, column, operand, at)?;
            Ok(order.is_some_and(|order| match sign {
                Comparison::Is => order.is_eq(),
                Comparison::IsNot => order.is_ne(),
                Comparison::Below => order.is_lt(),
                Comparison::AtMost => order.is_le(),
                Comparison::Above => order.is_gt(),
                Comparison::AtLeast => order.is_ge(),
            }))
        }
    }
}

fn order(
    table: Rows<'_>,
    row: usize,
    column: &Column,
    operand: &Operand,
    at: NaiveDate,
) -> PolarsResult<Option<std::cmp::Ordering>> {
    Ok(match operand {
        Operand::Number(number) => table
            .number(row, column)?
            .and_then(|own| own.partial_cmp(number)),
        Operand::Date(day) => table.date(row, column)?.map(|own| own.cmp(day)),
        Operand::AsOf => table.date(row, column)?.map(|own| own.cmp(&at)),
        Operand::Text(text) if column.kind == Kind::YesNo => {
            let own = table.0.column(column.name)?.bool()?.get(row);
            own.map(|own| (if own { "yes" } else { "no" }).cmp(text.as_str()))
        }
        Operand::Text(text) => table.text(row, column)?.map(|own| own.cmp(text.as_str())),
    })
}

/// Returns the place of a project's row as findings name it.
fn origin(place: &Place) -> Origin {
    let cells = place.cells.as_deref().unwrap_or_default();
    let first = cells.split([':', ';']).next().unwrap_or_default();
    let letters = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number: Option<u32> = first[letters.len()..].parse().ok();
    let column = letters.bytes().fold(0_u32, |sum, letter| {
        sum * 26 + u32::from(letter.saturating_sub(b'A')) + 1
    });
    Origin {
        file: place.file.as_deref().unwrap_or_default().into(),
        sheet: place
            .sheet
            .as_deref()
            .filter(|sheet| !sheet.is_empty())
            .map(Into::into),
        row: number.map(|number| number.saturating_sub(1)),
        column: (column > 0 && number.is_some()).then(|| column - 1),
    }
}

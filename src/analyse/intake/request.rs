//! A request as one value, read from the table of requests.

use chrono::{Datelike, Months, NaiveDate};
use polars::prelude::{DataFrame, PolarsResult};

use crate::analyse::measure::day;
use crate::model::column::Column;
use crate::model::schema::origin;
use crate::model::tables::requests;

/// The criteria of the weighted score, in the order of their weights.
pub(super) static CRITERIA: [&Column; 5] = [
    &requests::STRATEGIC_FIT,
    &requests::BUSINESS_VALUE,
    &requests::TIME_CRITICALITY,
    &requests::RISK_OPPORTUNITY,
    &requests::FEASIBILITY,
];

/// One row of the table; blanks are `None`.
#[derive(Debug, Clone)]
pub(super) struct Request {
    /// Its id, or its name where it has none.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) sponsor: Option<String>,
    pub(super) stage: Option<String>,
    pub(super) status: Option<String>,
    pub(super) waiting_on: Option<String>,
    pub(super) submitted: Option<NaiveDate>,
    pub(super) stage_since: Option<NaiveDate>,
    pub(super) due: Option<NaiveDate>,
    pub(super) start: Option<NaiveDate>,
    pub(super) months: Option<f64>,
    pub(super) cost: Option<f64>,
    pub(super) benefit: Option<f64>,
    pub(super) annual_benefit: Option<f64>,
    pub(super) benefit_years: Option<f64>,
    /// Parallel to [`CRITERIA`].
    pub(super) criteria: Vec<Option<f64>>,
    pub(super) job_size: Option<f64>,
    pub(super) role: Option<String>,
    pub(super) fte: Option<f64>,
    pub(super) effort: Option<String>,
    pub(super) mandatory: bool,
    pub(super) needs: Vec<String>,
    pub(super) excludes: Vec<String>,
    pub(super) objective: Option<String>,
    /// `file › sheet › cells`.
    pub(super) place: String,
}

impl Request {
    /// Whether it is still to be decided; what does not say how it stands is.
    pub(super) fn is_pending(&self) -> bool {
        matches!(self.status.as_deref(), None | Some("pending"))
    }

    /// Whether it is still on its way: to be decided, or put off.
    pub(super) fn is_open(&self) -> bool {
        self.is_pending() || self.status.as_deref() == Some("deferred")
    }

    /// Its id and its name, as a listing shows it.
    pub(super) fn title(&self) -> String {
        if self.id == self.name {
            self.name.clone()
        } else {
            format!("{} {}", self.id, self.name)
        }
    }

    /// Returns the first day of the month from which it is wanted; at the soonest the month after the as-of date.
    pub(super) fn wanted(&self, at: NaiveDate) -> NaiveDate {
        let soonest = month_after(at);
        self.start
            .map_or(soonest, |start| first_of_month(start).max(soonest))
    }

    /// Whether a name in a list of needs or exclusions means it.
    pub(super) fn is_called(&self, name: &str) -> bool {
        key(&self.id) == key(name) || key(&self.name) == key(name)
    }
}

/// Returns the first day of a date's month.
fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// Returns the first day of the month after a date's.
pub(super) fn month_after(date: NaiveDate) -> NaiveDate {
    first_of_month(date)
        .checked_add_months(Months::new(1))
        .unwrap_or(date)
}

/// A name without case and blanks around it.
pub(super) fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Returns the requests, in the order of their ids, so that the order of a register changes nothing.
pub(super) fn requests(frame: &DataFrame) -> PolarsResult<Vec<Request>> {
    let text = |column: &Column| frame.column(column.name)?.str().cloned();
    let number = |column: &Column| frame.column(column.name)?.f64().cloned();
    let date = |column: &Column| frame.column(column.name)?.date().cloned();
    let (id, name) = (text(&requests::REQUEST_ID)?, text(&requests::REQUEST)?);
    let (sponsor, stage) = (text(&requests::SPONSOR)?, text(&requests::STAGE)?);
    let (status, waiting_on) = (text(&requests::STATUS)?, text(&requests::WAITING_ON)?);
    let (submitted, since) = (date(&requests::SUBMITTED)?, date(&requests::STAGE_SINCE)?);
    let (due, start) = (date(&requests::DUE)?, date(&requests::START)?);
    let (months, cost) = (number(&requests::MONTHS)?, number(&requests::COST)?);
    let (benefit, annual) = (
        number(&requests::BENEFIT)?,
        number(&requests::ANNUAL_BENEFIT)?,
    );
    let (years, job_size) = (
        number(&requests::BENEFIT_YEARS)?,
        number(&requests::JOB_SIZE)?,
    );
    let (role, fte) = (text(&requests::ROLE)?, number(&requests::FTE)?);
    let (effort, needs) = (text(&requests::EFFORT)?, text(&requests::NEEDS)?);
    let (excludes, objective) = (text(&requests::EXCLUDES)?, text(&requests::OBJECTIVE)?);
    let mandatory = frame.column(requests::MANDATORY.name)?.bool()?.clone();
    let criteria = CRITERIA
        .iter()
        .map(|column| number(column))
        .collect::<PolarsResult<Vec<_>>>()?;
    let places = [&origin::FILE, &origin::SHEET, &origin::CELLS]
        .into_iter()
        .map(text)
        .collect::<PolarsResult<Vec<_>>>()?;
    let owned = |text: Option<&str>| text.map(str::to_string);
    let mut all: Vec<Request> = (0..frame.height())
        .map(|row| {
            let name = name.get(row).unwrap_or_default().to_string();
            let pieces: Vec<&str> = places.iter().filter_map(|part| part.get(row)).collect();
            Request {
                id: id.get(row).map_or_else(|| name.clone(), str::to_string),
                name,
                sponsor: owned(sponsor.get(row)),
                stage: owned(stage.get(row)),
                status: owned(status.get(row)),
                waiting_on: owned(waiting_on.get(row)),
                submitted: submitted.phys.get(row).and_then(day),
                stage_since: since.phys.get(row).and_then(day),
                due: due.phys.get(row).and_then(day),
                start: start.phys.get(row).and_then(day),
                months: months.get(row),
                cost: cost.get(row),
                benefit: benefit.get(row),
                annual_benefit: annual.get(row),
                benefit_years: years.get(row),
                criteria: criteria.iter().map(|own| own.get(row)).collect(),
                job_size: job_size.get(row),
                role: owned(role.get(row)),
                fte: fte.get(row),
                effort: owned(effort.get(row)),
                mandatory: mandatory.get(row).unwrap_or(false),
                needs: names(needs.get(row)),
                excludes: names(excludes.get(row)),
                objective: owned(objective.get(row)),
                place: pieces.join(" › "),
            }
        })
        .collect();
    all.sort_by(|one, other| {
        (&one.id, &one.name, &one.place).cmp(&(&other.id, &other.name, &other.place))
    });
    Ok(all)
}

/// Splits a list of ids or names.
fn names(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default()
        .split([';', ',', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_string)
        .collect()
}

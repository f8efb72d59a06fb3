//! `tblMeasures`: figures that only the analysis can work out, as the pages ask for them, each with what it was made from.

use super::tables::data_sheet;
use crate::analyse::insights::metrics;
use crate::analyse::measure::Measure;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::{Brief, PERSON_CAPACITY};
use crate::report::table::Table;

const TABLE: &str = "tblMeasures";

/// `metric|project|subject|month`, see [`key`].
pub static KEY: Field = Field::new(TABLE, "Key");
pub static METRIC: Field = Field::new(TABLE, "Metric");
pub static NAME: Field = Field::new(TABLE, "Name");
pub static UNIT: Field = Field::new(TABLE, "Unit");
pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static SUBJECT: Field = Field::new(TABLE, "Subject");
pub static PERIOD: Field = Field::new(TABLE, "Period");
pub static VALUE: Field = Field::new(TABLE, "Value");
/// Why there is no value, in words.
pub static REASON: Field = Field::new(TABLE, "Reason");
pub static NUMERATOR: Field = Field::new(TABLE, "Numerator");
pub static DENOMINATOR: Field = Field::new(TABLE, "Denominator");
pub static COUNTED: Field = Field::new(TABLE, "Counted");
pub static POPULATION: Field = Field::new(TABLE, "Population");
/// Cells of the trackers, the first few of [`EVIDENCE_ROWS`].
pub static EVIDENCE: Field = Field::new(TABLE, "Evidence");
pub static EVIDENCE_ROWS: Field = Field::new(TABLE, "EvidenceRows");

/// The metrics that stand on the sheet: what each page looks up, one line a page.
static ASKED: &[&[&str]] = &[
    // Earned value
    &[
        "schedule_performance",
        "spi_t",
        "sv_t",
        "cpi",
        "tcpi_bac",
        "eac_low",
        "eac_high",
        "eac_cpi",
        "eac_cpi_sum",
        "eac_gap",
        "forecast_cost",
    ],
    // Spending
    &[
        "money_lasts",
        "year_actual",
        "year_end_low",
        "year_end_likely",
        "year_end_high",
        "burn",
        "committed_cost",
        "unfunded_cost",
        "unaccrued_cost",
        "contingency_held",
        "contingency_drawn",
        "contingency_left",
        "risk_exposure",
        "contingency_against_risks",
    ],
    // Schedule
    &[
        "points_failed",
        "finish_float",
        "critical_path_days",
        "critical_tasks",
        "cpli_as_of",
        "bei_unrestricted",
        "dcma_missed_tasks",
        "late_starts",
    ],
    // Forecast, and the figures of the register on Risks.
    &[
        "cost_p50",
        "cost_p80",
        "cost_p80_error",
        "cost_chance",
        "exposure_p50",
        "exposure_p80",
        "contingency_cover",
        "contingency_chance",
    ],
    // Agile.
    &[
        "velocity",
        "velocity_last",
        "velocity_low",
        "velocity_high",
        "predictability",
        "scope_change",
        "throughput",
        "cycle_time_p85",
        "periods_to_done_p50",
        "periods_to_done",
        "days_to_done",
        "promise_chance",
    ],
];

/// What the page of changes looks up, where an earlier period is known.
static OF_CHANGES: [&str; 23] = [
    "projects_red",
    "forecast_cost",
    "spi",
    "cpi",
    "milestones_on_time",
    "milestones_overdue",
    "people_over",
    "risks_high",
    "trend_projects_red",
    "trend_forecast_cost",
    "trend_spi",
    "trend_cpi",
    "trend_milestones_on_time",
    "trend_milestones_overdue",
    "trend_people_over",
    "trend_risks_high",
    "status_before",
    "periods_in_status",
    "status_moves",
    "reported_moves",
    "projects_worsened",
    "projects_improved",
    "outturn_moved",
];

/// Returns the key of a measure; the month is `2026-10`, and what does not apply is blank.
pub fn key(metric: &str, project_id: &str, subject: &str, month: &str) -> String {
    format!("{metric}|{project_id}|{subject}|{month}")
}

/// Returns the sheet; none where no page asks for a measure, or nothing was analysed.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let has_earlier = brief.is_measured("trend_projects_red");
    let rows: Vec<&Measure> = brief
        .measures
        .iter()
        .filter(|measure| {
            is_asked(brief, &measure.metric)
                || has_earlier && OF_CHANGES.contains(&measure.metric.as_str())
        })
        .collect();
    (!rows.is_empty()).then(|| {
        data_sheet(
            "Data_Measures".to_string(),
            "Figures of the analysis".to_string(),
            "Figures that are no Excel formula, worked out at the limits of the run; the last columns name the cells they \
             come from."
                .to_string(),
            "Which figures were worked out before the pack was written?".to_string(),
            table(&rows),
        )
    })
}

fn is_asked(brief: &Brief<'_>, metric: &str) -> bool {
    let by_calculation = metric == PERSON_CAPACITY && brief.tells_capacity();
    by_calculation || ASKED.iter().any(|page| page.contains(&metric))
}

fn table(rows: &[&Measure]) -> Table {
    let mut table = Table::new(
        TABLE,
        "Figures of the analysis with their parts",
        rows.len(),
    );
    let mut column = |field: &Field, role: Role, width: f64, of: &dyn Fn(&Measure) -> Scalar| {
        table.values(field, role, width, rows.iter().map(|row| of(row)).collect());
    };
    let text = |text: Option<&str>| text.map_or(Scalar::Blank, Scalar::from);
    let number = |number: Option<f64>| number.map_or(Scalar::Blank, Scalar::Number);
    let declared = |id: &str| metrics().find(|metric| metric.id == id);
    column(&KEY, Role::Text, 44.0, &|row| key_of(row).into());
    column(&METRIC, Role::Text, 26.0, &|row| row.metric.as_str().into());
    column(&NAME, Role::Text, 34.0, &|row| {
        text(declared(&row.metric).map(|metric| metric.name))
    });
    column(&UNIT, Role::Text, 10.0, &|row| {
        text(declared(&row.metric).map(|metric| metric.unit.name()))
    });
    column(&PROJECT_ID, Role::Id, 12.0, &|row| {
        text(row.project_id.as_deref())
    });
    column(&PROJECT, Role::Text, 32.0, &|row| {
        text(row.project.as_deref())
    });
    column(&SUBJECT, Role::Text, 26.0, &|row| {
        text(row.subject.as_deref())
    });
    column(&PERIOD, Role::Month, 11.0, &|row| {
        row.period.map_or(Scalar::Blank, Scalar::from)
    });
    column(&VALUE, Role::Exact, 14.0, &|row| number(row.value));
    column(&REASON, Role::Text, 30.0, &|row| {
        text(row.reason.map(|reason| reason.words()))
    });
    column(&NUMERATOR, Role::Exact, 14.0, &|row| number(row.numerator));
    column(&DENOMINATOR, Role::Exact, 14.0, &|row| {
        number(row.denominator)
    });
    column(&COUNTED, Role::Exact, 10.0, &|row| number(row.counted));
    column(&POPULATION, Role::Exact, 10.0, &|row| {
        number(row.population)
    });
    column(&EVIDENCE, Role::Text, 60.0, &|row| {
        let places = row.evidence.join("; ");
        text(Some(places.as_str()).filter(|places| !places.is_empty()))
    });
    column(&EVIDENCE_ROWS, Role::Exact, 10.0, &|row| {
        number(row.evidence_rows)
    });
    table
}

fn key_of(measure: &Measure) -> String {
    let blank = |text: &Option<String>| text.clone().unwrap_or_default();
    let month = measure.period.map(|day| day.format("%Y-%m").to_string());
    key(
        &measure.metric,
        &blank(&measure.project_id),
        &blank(&measure.subject),
        &month.unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_that_a_page_asks_for_is_a_metric() {
        for id in ASKED.iter().copied().flatten().chain(&OF_CHANGES) {
            assert!(metrics().any(|metric| metric.id == *id), "{id}");
        }
    }
}

//! The two engines side by side: the measures of the analysis, and the formulas of the pack with their values.

use boardpack::analyse::double_entry;
use boardpack::analyse::insights::{Insights, analyse};
use boardpack::analyse::measure::Measure;
use boardpack::analyse::scene::Scene;
use boardpack::history::snapshot::History;
use boardpack::model::control::Control;
use boardpack::model::finding::Finding;
use boardpack::model::portfolio::Portfolio;
use boardpack::report::directory::Directory;
use boardpack::report::evaluate::{Values, evaluate};
use boardpack::report::formula::Field;
use boardpack::report::pack::Pack;
use boardpack::report::scalar::Scalar;
use boardpack::report::sheets;
use boardpack::report::sheets::brief::Brief;
use boardpack::settings::Settings;

/// What is compared: a portfolio with all that was found out about it.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) portfolio: Portfolio,
    pub(super) findings: Vec<Finding>,
    pub(super) controls: Vec<Control>,
    pub(super) settings: Settings,
}

impl Case {
    pub(super) fn insights(&self) -> Insights {
        analyse(&Scene {
            portfolio: &self.portfolio,
            findings: &self.findings,
            settings: &self.settings,
            history: History::none(),
        })
        .unwrap()
    }

    /// Returns the pack as `report` makes it, with the figures of the analysis on its sheet Checks.
    pub(super) fn pack(&self, insights: &Insights) -> Pack {
        let mut controls = self.controls.clone();
        controls.extend(double_entry::controls(insights).unwrap());
        sheets::pack(
            &Brief::new(&self.portfolio, &self.findings, &controls, &self.settings).told(insights),
        )
    }
}

/// Both engines, and where they differ so far.
pub(super) struct Engines<'a> {
    pub(super) case: &'a Case,
    pub(super) insights: Insights,
    measures: Vec<Measure>,
    directory: Directory<'a>,
    values: Values,
    pub(super) differences: Vec<String>,
    /// Figures that were compared and known to one of the two at least.
    pub(super) compared: usize,
}

impl<'a> Engines<'a> {
    pub(super) fn new(case: &'a Case, insights: Insights, pack: &'a Pack) -> Engines<'a> {
        let directory = Directory::new(pack);
        Engines {
            case,
            measures: insights.rows().unwrap(),
            insights,
            values: evaluate(pack, &directory),
            directory,
            differences: Vec::new(),
            compared: 0,
        }
    }

    /// Returns the measures of a metric.
    pub(super) fn measures(&self, metric: &str) -> Vec<Measure> {
        self.measures
            .iter()
            .filter(|own| own.metric == metric)
            .cloned()
            .collect()
    }

    /// Returns the measure of a project, or of the portfolio.
    pub(super) fn measure(&self, metric: &str, project: Option<&str>) -> Measure {
        self.measures
            .iter()
            .find(|own| own.metric == metric && own.project_id.as_deref() == project)
            .unwrap_or_else(|| panic!("no measure {metric} of {project:?}"))
            .clone()
    }

    /// Returns a column of a table of the pack; nothing where the pack does not have it.
    pub(super) fn column(&self, table: &'static str, column: &'static str) -> Option<&[Scalar]> {
        let (table, column) = self.directory.field(&Field::new(table, column))?;
        let place = self.directory.tables[table];
        Some(&self.values.columns(place.sheet, place.block)[column])
    }

    /// Returns a cell of a table; blank where the pack does not have the column.
    pub(super) fn cell(&self, table: &'static str, column: &'static str, row: usize) -> Scalar {
        self.column(table, column)
            .map_or(Scalar::Blank, |column| column[row].clone())
    }

    /// Returns the number in a cell; a text is none, and an error is no number that anything equals.
    pub(super) fn number(
        &self,
        table: &'static str,
        column: &'static str,
        row: usize,
    ) -> Option<f64> {
        match self.cell(table, column, row) {
            Scalar::Error(_) => Some(f64::NAN),
            value => value.as_number(),
        }
    }

    /// Returns the lines of the sheet Checks that say the same figure twice: label, whether it fails.
    pub(super) fn double_entries(&self) -> Vec<(String, Scalar)> {
        let checks = self.directory.sheet("Checks").unwrap();
        self.directory.blocks[checks]
            .iter()
            .enumerate()
            .flat_map(|(block, _)| self.values.rows(checks, block))
            .filter_map(|cells| {
                let label = cells.first()?.as_text()?;
                label
                    .ends_with(": analysis / pack")
                    .then(|| (label.to_string(), cells[5].clone()))
            })
            .collect()
    }

    /// Notes two figures that are not the same.
    pub(super) fn compare(&mut self, what: String, analysis: Option<f64>, pack: Option<f64>) {
        self.compared += usize::from(analysis.is_some() || pack.is_some());
        let same = match (analysis, pack) {
            (None, None) => true,
            (Some(left), Some(right)) => (left - right).abs() <= 1e-6 * left.abs().max(1.0),
            _ => false,
        };
        if !same {
            self.differences
                .push(format!("{what}: analysis {analysis:?}, pack {pack:?}"));
        }
    }
}

//! Roadmap: when each project finishes, against when it was approved to.

use chrono::{Datelike, Months, NaiveDate};

use super::places::{first, ranked};
use super::words::{capital, none_one_many};
use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};
use crate::report::block::note;
use crate::report::cell::Role;
use crate::report::formula::{Formula, join, row};
use crate::report::functions::{count_ifs, date_text, if_error, lookup, or_blank};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::field::{milestone, project};
use crate::report::sheets::names::{SLIP, report_date};
use crate::report::timeline::{Step, Timeline, TimelineMarks};

/// Id, project, start, baseline, forecast, slip, done.
const LEFT: [f64; 7] = [8.0, 30.0, 10.5, 10.5, 10.5, 7.0, 7.0];
/// Projects shown; the others stand on Calc_Health.
const LISTED: u32 = 40;
/// Up to so many projects stand on one page.
const ONE_PAGE: u32 = 18;
/// Grid columns of time, at most.
const STEPS: u16 = 48;
/// Months before the as-of date that are shown, at most.
const BACK: u32 = 12;

/// Returns the page, where projects have a finish.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let dates = Dates::of(brief)?;
    let (step, steps) = dates.steps();
    let mut widths = LEFT.to_vec();
    widths.extend(vec![step.width(); usize::from(steps)]);
    let width = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    let listed = brief.rows(Projects::SCHEMA);
    let mut sheet = Sheet::new(
        "Roadmap",
        SheetKind::Board,
        "Roadmap",
        "When does each project finish, and when was it approved to?",
        widths,
    )
    .headline(headline())
    .basis(join([
        "As at ".into(),
        date_text(report_date()),
        ". Bars run from start to forecast finish.".into(),
    ]))
    .source("Sources: Data_Projects, Data_Milestones, Calc_Health. The dates at left carry the same facts as the bars.")
    .freeze(Freeze::List(2))
    .print(if first(listed, ONE_PAGE + 1).count() <= ONE_PAGE as usize {
        Print::OnePage
    } else {
        Print::OneWide
    });
    sheet.push(
        list(brief, listed).with_timeline(Timeline {
            first: dates.first,
            step,
            steps,
            at: u16::try_from(LEFT.len()).unwrap_or(u16::MAX),
            start: "Start".into(),
            baseline: "Baseline".into(),
            finish: "Forecast".into(),
            done: "Done".into(),
            milestones: (brief.has(Milestones::SCHEMA, &milestones::DUE)
                && brief.has(Milestones::SCHEMA, &milestones::PROJECT_ID))
            .then(|| TimelineMarks {
                id: "ID".into(),
                project: milestone(&milestones::PROJECT_ID),
                date: milestone(&milestones::DUE),
            }),
        }),
    );
    sheet.push(note(
        "Dark: done; light: left; hatched: beyond the baseline, which is the thin bar; ◆ a milestone. A dark bar that ends short of the report date is behind, one that reaches past it ahead. Without a start there is no bar.",
        width,
    ));
    Some(sheet)
}

fn headline() -> Formula {
    let late = || count_ifs([health::SLIP_DAYS.above(SLIP.amber())]);
    let who = none_one_many(
        late(),
        "no project finishes more than ",
        "1 project finishes more than ",
        late() & " projects finish more than ",
    );
    let limit = crate::report::functions::text(SLIP.amber(), "0");
    capital(join([who, limit, " days after the baseline".into()]))
}

fn list(brief: &Brief<'_>, listed: usize) -> List {
    let mut list = List::new()
        .heights(24, 21)
        .column("ID", "ID", Role::Id, 1)
        .column("Project", "Project", Role::Text, 1)
        .column("Start", "Start", Role::Date, 1)
        .column("Baseline", "Baseline", Role::Date, 1)
        .column("Forecast", "Forecast", Role::Date, 1)
        .column("Slip", "Slip", Role::DaysSigned, 1)
        .column("Done", "Done", Role::Share, 1)
        .group_heading("ID", "Done", "");
    let read = |column: &Column| {
        if brief.has(Projects::SCHEMA, column) {
            let id = project(&projects::PROJECT_ID);
            if_error(or_blank(lookup(&project(column), &id, row("ID"))), "")
        } else {
            "".into()
        }
    };
    let worked_out = |field| {
        let found = lookup(field, &health::PROJECT_ID, row("ID"));
        if_error(or_blank(found), "")
    };
    for place in first(listed, LISTED) {
        list.push([
            ranked(&health::PROJECT_ID, &health::RANK, f64::from(place)),
            worked_out(&health::PROJECT),
            read(&projects::START),
            read(&projects::BASELINE_FINISH),
            worked_out(&health::FINISH),
            worked_out(&health::SLIP_DAYS),
            read(&projects::PERCENT_COMPLETE),
        ]);
    }
    list
}

/// From where to where the bars run.
struct Dates {
    /// First day of a quarter.
    first: NaiveDate,
    last: NaiveDate,
}

impl Dates {
    /// Returns the dates of all projects, the past cut short; none where no project has both ends of a bar.
    fn of(brief: &Brief<'_>) -> Option<Dates> {
        let frame = brief.frame(Projects::SCHEMA)?;
        let all = |column: &Column| -> Vec<NaiveDate> {
            let dates = frame
                .column(column.name)
                .ok()
                .and_then(|own| own.date().ok());
            dates.map_or(Vec::new(), |dates| {
                let days = dates.phys.iter().flatten();
                days.filter_map(NaiveDate::from_epoch_days).collect()
            })
        };
        let starts = all(&projects::START);
        let ends = [
            &projects::FINISH,
            &projects::ACTUAL_FINISH,
            &projects::BASELINE_FINISH,
        ];
        let last = ends.into_iter().flat_map(all).max()?;
        let back = brief.settings.as_of.checked_sub_months(Months::new(BACK))?;
        let start = (*starts.iter().min()?).max(back);
        let first = start.with_day(1)?.with_month(start.month0() / 3 * 3 + 1)?;
        (first <= last).then_some(Dates { first, last })
    }

    /// Returns the step that shows all of it, and how many of them make whole quarters.
    fn steps(&self) -> (Step, u16) {
        let months = (self.last.year() - self.first.year()) * 12
            + i32::try_from(self.last.month()).unwrap_or(0)
            - i32::try_from(self.first.month()).unwrap_or(0)
            + 1;
        let quarters = u16::try_from((months + 2) / 3).unwrap_or(u16::MAX);
        let (step, of_quarter) = match quarters {
            0..=16 => (Step::Month, 3),
            _ => (Step::Quarter, 1),
        };
        (
            step,
            quarters.saturating_mul(of_quarter).clamp(of_quarter, STEPS),
        )
    }
}

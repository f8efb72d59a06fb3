//! Which rectangle of a sheet is which table, and which heading is which column.

mod attributes;
mod band;
mod bands;
mod beneath;
mod beside;
pub mod board;
mod columns;
mod extent;
mod fiscal_start;
mod fits;
mod form;
mod header;
mod known;
mod lookup;
pub mod measures;
mod mixed;
mod nameless;
mod needs;
mod open_periods;
mod period_cells;
mod period_doubts;
pub mod periods;
pub mod profiled;
pub mod region;
mod remarks;
pub mod reveal;
pub mod rows;
mod sample;
pub mod snapshot;
mod status_log;
mod stray;
mod subheading;
mod time_axis;
mod title_year;
pub mod turned;
mod yielding;

use band::{Band, Stated, Title};
use beside::parts;
use columns::{Choice, Hints};
use extent::{end_of_table, last_row, title_above, title_of, used_range};
use form::Forms;
use lookup::Lookup;
use region::{Heading, Layout, Only, Region, Role};
use remarks::{Assumed, remark};
use sample::Sample;

use crate::model::finding::Finding;
use crate::model::origin::range_name;
use crate::model::schema::Table;
use crate::model::tables::assignments::Assignments;
use crate::model::tables::costs::Costs;
use crate::read::grid::{Area, Grid};
use crate::values::reading::Context;

/// Why a heading or a sheet is not used.
const LEFT_OUT: &str = "left out, as the settings say";

/// Why headings alone make no table.
const NO_TABLE: &str = "some headings are known, but no kind of table has all it needs: names that stand once each of \
projects, milestones, tasks, risks, issues, actions, benefits, dependencies, decisions, changes, objectives, requests or people, or amounts by \
period";

/// What was found on a sheet.
#[derive(Debug, Default)]
pub struct Recognised {
    pub regions: Vec<Region>,
    /// The sheet without the cells of its forms, if it has both: tables are read from it.
    pub without_forms: Option<Grid>,
    pub unrecognised: Vec<Unrecognised>,
    pub findings: Vec<Finding>,
}

/// A range that holds values but no table that boardpack knows, and why it was left alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Unrecognised {
    pub range: String,
    pub reason: String,
}

/// Finds the tables of a sheet. Never fails; what is no table is said with its reason.
pub fn recognise(grid: &Grid, context: Context<'_>) -> Recognised {
    let lookup = Lookup::new(grid, context);
    let mut found = Recognised::default();
    if context.settings.sheet(&grid.file, &grid.sheet).ignore == Some(true) {
        found.unrecognised.push(Unrecognised {
            range: used_range(grid),
            reason: LEFT_OUT.to_string(),
        });
        return found;
    }
    if let Some(known) = &grid.known {
        return known::read(grid, known);
    }
    let mut forms = match grid.headings {
        Some(_) => Forms::default(),
        None => Forms::find(grid, lookup),
    };
    let without_forms = forms.taken_out(grid);
    let whole = grid;
    let grid = without_forms.as_ref().unwrap_or(whole);
    let bands = bands::bands(grid, lookup);
    let end = grid.rows.last().map_or(0, |row| row.row + 1);
    let mut from = 0;
    let mut sheet_title: Option<String> = None;
    let mut tables_and_titles: Vec<Area> = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        let (top, bottom) = (
            band.rows[0],
            *band.rows.last().expect("a band has at least one row"),
        );
        let before = bands
            .get(at + 1)
            .map_or(end, |next| title_of(grid, next.rows[0], bottom));
        forms.add(grid, from, top, lookup);
        tables_and_titles.extend(stray::rows(from, top));
        let title = title_above(whole, from, top);
        let sheet_title = sheet_title.get_or_insert_with(|| title.clone()).clone();
        let hints = Hints {
            file: &grid.file,
            sheet: &grid.sheet,
            title: &title,
        };
        let before = end_of_table(grid, band, bottom, before);
        for titles in parts(grid, band, bottom, before, hints, context) {
            let below = Sample::new(grid, bottom, before);
            let series = snapshot::find(&titles, below.rows, context);
            let current = series.as_ref().map(|series| series.taken_out(grid));
            let sample = Sample::new(current.as_ref().unwrap_or(grid), bottom, before);
            let last_row = last_row(grid, bottom, before, without_forms.is_some());
            let tables = tables_of(band, &titles, sample, hints, context);
            tables_and_titles.push(Area {
                first_row: top,
                last_row,
                first_column: titles[0].column,
                last_column: titles[titles.len() - 1].column,
            });
            let log = tables
                .is_empty()
                .then(|| status_log::find(band, &titles, below, context))
                .flatten();
            if let Some(mut log) = log {
                log.title.clone_from(&title);
                log.sheet_title.clone_from(&sheet_title);
                let dated = log.snapshots.iter();
                found
                    .findings
                    .extend(dated.map(|series| series.finding(grid, band)));
                found.regions.push(log);
            } else if tables.is_empty() {
                found.unrecognised.push(Unrecognised {
                    range: range_name(
                        (top, titles[0].column),
                        (last_row, titles[titles.len() - 1].column),
                    ),
                    reason: why_no_table(band).to_string(),
                });
            }
            found
                .findings
                .extend(profiled::cut_off(grid, band, last_row));
            for (nth, table) in tables.into_iter().enumerate() {
                let assumed = table.assumed.clone();
                let mut region = region(band, &titles, table, last_row, &title);
                region.sheet_title = sheet_title.clone();
                // Of the tables of a mixed log one speaks for all.
                if nth == 0 {
                    remark(&mut found.findings, grid, &region, &titles, assumed);
                    let dated = series.iter();
                    found
                        .findings
                        .extend(dated.map(|series| series.finding(grid, band)));
                }
                region.snapshots = series.clone();
                found.regions.push(region);
            }
        }
        from = before;
    }
    forms.add(grid, from, end, lookup);
    found.regions.extend(forms.regions(whole, lookup));
    found
        .regions
        .sort_by_key(|region| (region.area.first_row, region.area.first_column));
    if found.regions.is_empty() && !whole.rows.is_empty() {
        let reason = form::left_alone(whole, lookup)
            .or_else(|| found.unrecognised.first().map(|first| first.reason.clone()))
            .unwrap_or_else(|| "no row of headings that boardpack knows".to_string());
        found.unrecognised = vec![Unrecognised {
            range: used_range(whole),
            reason,
        }];
    }
    if !found.regions.is_empty() {
        let areas = found.regions.iter().map(|region| region.area);
        tables_and_titles.extend(areas);
        // What stands above everything is the sheet's title.
        let top = found.regions[0].area.first_row;
        tables_and_titles.extend(stray::rows(0, top));
        for (range, finding) in stray::stray(grid, &tables_and_titles) {
            found.findings.push(finding);
            found.unrecognised.push(Unrecognised {
                range,
                reason: "values outside of any table".to_string(),
            });
        }
    }
    found.without_forms = without_forms;
    found
}

fn why_no_table(band: &Band) -> &str {
    let declared = band
        .profile
        .as_ref()
        .and_then(|profile| profile.no_table.as_deref());
    declared.unwrap_or(NO_TABLE)
}

/// A table that some headings are.
struct Read {
    choice: Choice,
    layout: Layout,
    only: Option<Only>,
    assumed: Option<Assumed>,
}

/// Chooses table and layout for some headings: one table, or one per kind of row in a log of mixed kinds.
fn tables_of(
    band: &Band,
    titles: &[Title],
    sample: Sample<'_>,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Vec<Read> {
    let Some(profile) = &band.profile else {
        return usual_tables(titles, sample, hints, context);
    };
    if profile.no_table.is_some() {
        return Vec::new();
    }
    let declared = profiled::tables_of(profile, titles, sample, hints, context)
        .map(|tables| tables.into_iter().map(flat).collect());
    let mut tables: Vec<Read> =
        declared.unwrap_or_else(|| usual_tables(titles, sample, hints, context));
    for table in &mut tables {
        profiled::add_seconds(profile, &mut table.choice, titles, sample, context);
    }
    tables
}

fn flat((choice, only): (Choice, Option<Only>)) -> Read {
    Read {
        choice,
        layout: Layout::Flat,
        only,
        assumed: None,
    }
}

fn usual_tables(
    titles: &[Title],
    sample: Sample<'_>,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Vec<Read> {
    let is_stated = context
        .settings
        .sheet(hints.file, hints.sheet)
        .table
        .is_some();
    if let Some(parts) = mixed::split(titles, sample, context).filter(|_| !is_stated) {
        let read = |(choice, only)| flat((choice, Some(only)));
        return parts.into_iter().map(read).collect();
    }
    let table = one_table(titles, sample, hints, context);
    let read = |(choice, layout, assumed)| Read {
        choice,
        layout,
        only: None,
        assumed,
    };
    table.into_iter().map(read).collect()
}

fn one_table(
    titles: &[Title],
    sample: Sample<'_>,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Option<(Choice, Layout, Option<Assumed>)> {
    let stated = context.settings.sheet(hints.file, hints.sheet).table;
    let axis = periods::axis(titles, hints, context);
    let filled = sample.numbers_under(&axis);
    let across = if filled >= 0.5 {
        periods::choose(titles, sample, hints, context)
            .filter(|(across, _)| stated.is_none_or(|stated| across.schema == stated))
    } else {
        None
    };
    if across.is_none()
        && let Some(choice) =
            stated.and_then(|stated| columns::as_table(stated, titles, sample, context))
    {
        return Some((choice, Layout::Flat, None));
    }
    let flat = columns::choose(titles, sample, hints, context);
    match (across, flat) {
        (Some((across, assumed)), Some((flat, _))) => {
            // Bars of a plan may be drawn with numbers: then the attributes say more than the time axis.
            let plan = flat.schema != Costs::SCHEMA
                && flat.schema != Assignments::SCHEMA
                && flat.score > across.score + 2.5;
            Some(if plan {
                (flat, Layout::Flat, None)
            } else {
                (across, Layout::PeriodsAcross, assumed)
            })
        }
        (Some((across, assumed)), None) => Some((across, Layout::PeriodsAcross, assumed)),
        (None, Some((mut flat, runner_up))) => {
            for (title, role) in titles.iter().zip(&mut flat.roles) {
                if title.period.is_some() && matches!(role.0, Role::Unrecognised { .. }) {
                    role.0 = Role::Unrecognised {
                        reason: "a period without amounts, such as a bar of a plan".to_string(),
                    };
                }
            }
            let unsure = runner_up
                .filter(|(_, score)| flat.score - score < 0.05 && *score > 0.0)
                .map(|(other, _)| Assumed::table(flat.schema, other, sample.rows.len()));
            Some((flat, Layout::Flat, unsure))
        }
        (None, None) => None,
    }
}

fn region(band: &Band, titles: &[Title], table: Read, last_row: u32, title: &str) -> Region {
    let headings = titles
        .iter()
        .zip(table.choice.roles)
        .map(|(title, (role, confidence))| Heading {
            row: title.row,
            column: title.column,
            text: title.text(),
            role: match title.stated {
                Stated::LeftOut => Role::Unrecognised {
                    reason: LEFT_OUT.to_string(),
                },
                _ => role,
            },
            confidence,
        })
        .collect();
    Region {
        area: Area {
            first_row: band.rows[0],
            last_row,
            first_column: titles[0].column,
            last_column: titles[titles.len() - 1].column,
        },
        schema: table.choice.schema,
        layout: table.layout,
        header_rows: band.rows.clone(),
        header_column: None,
        headings,
        title: title.to_string(),
        sheet_title: String::new(),
        only: table.only,
        snapshots: None,
        is_known: false,
        profile: band.profile.clone(),
    }
}

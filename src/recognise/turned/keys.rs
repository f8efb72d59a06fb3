//! The headings that run down a column of a sheet, and the columns beside it that each hold one thing.

use std::collections::{BTreeMap, BTreeSet};

use super::side::Place;
use crate::lexicon::phrase::{fold, unit};
use crate::model::column::{Column, Need};
use crate::model::tables::projects;
use crate::read::grid::{Grid, GridRow, Raw};
use crate::recognise::lookup::Lookup;
use crate::values::period;

/// So many known headings below each other are no accident; fewer do where one of them names what the columns are.
const FEWEST: usize = 5;
const FEWEST_NAMED: usize = 3;
/// A heading counts from this score on.
const SURE: f64 = 0.9;
/// At the edge of the things this makes another heading of a name.
const HEADING: f64 = 0.95;
/// Longer headings name no amount of a period.
const LONGEST: usize = 80;
/// Rows looked at to tell whether a sheet stands on its side.
const ROWS: usize = 3_000;
/// Headings stand in one of so many columns from the left.
const COLUMNS: usize = 4;
/// What a heading is taken for that stands over names and says nothing itself.
const NAME: &str = "Name";

/// The headings down a column, and the things beside them.
#[derive(Debug)]
pub(super) struct Keys<'a> {
    pub(super) column: u32,
    /// In the order of their rows.
    pub(super) keys: Vec<Key>,
    /// Which of them says what each thing is called.
    pub(super) name: usize,
    /// The columns that hold one thing each.
    pub(super) things: Vec<u32>,
    pub(super) titles: Vec<&'a GridRow>,
}

/// A heading down the column.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) place: Place,
    pub(super) text: String,
    /// The heading over a block of headings that stand under others too: what it says, and where.
    pub(super) section: Option<(String, Place)>,
    /// No thing has a value for it.
    pub(super) is_bare: bool,
}

/// Whether a sheet stands on its side for all that its headings say, whether or not anything says what they are of.
pub(super) fn is_on_its_side(grid: &Grid, lookup: Lookup<'_>) -> bool {
    key_column(grid, lookup).is_some_and(|(_, known)| known > FEWEST)
}

/// Returns the headings of a sheet that stands on its side; nothing for one that does not.
pub(super) fn find<'a>(grid: &'a Grid, lookup: Lookup<'_>) -> Option<Keys<'a>> {
    let (column, known) = key_column(grid, lookup)?;
    let (name, is_named) = name_row(grid, column, lookup)?;
    let fewest = if is_named { FEWEST_NAMED } else { FEWEST };
    let name_row = grid.row(name)?;
    if known < fewest {
        return None;
    }
    let beside = name_row.cells.iter().filter(|cell| cell.column > column);
    let mut things: Vec<u32> = beside.map(|cell| cell.column).collect();
    things.retain(|thing| !repeats_its_name(grid, name_row, *thing));
    let is_heading = |thing: &u32| {
        let cell = name_row.cell(*thing);
        cell.is_some_and(|cell| lookup.best(cell.raw.display().trim()) >= HEADING)
    };
    // `Notes` or `Source` beside the things.
    while things.last().is_some_and(is_heading) {
        things.pop();
    }
    while things.first().is_some_and(is_heading) {
        things.remove(0);
    }
    let asides = asides(grid, column, &things, lookup);
    things.retain(|thing| !asides.contains(thing));
    if things.len() < 2 {
        return None;
    }
    let mut keys = Vec::new();
    let mut titles = Vec::new();
    for row in &grid.rows {
        let is_bare = !things.iter().any(|thing| row.cell(*thing).is_some());
        let text = row.cell(column).map(|cell| cell.raw.display());
        match text {
            _ if row.row < name && is_bare => titles.push(row),
            Some(text) if !text.is_empty() => keys.push(Key {
                place: (row.row, column),
                text: with_unit(text, row, column, &things),
                section: None,
                is_bare,
            }),
            _ if row.row == name => keys.push(Key {
                place: (row.row, column),
                text: NAME.to_string(),
                section: None,
                is_bare,
            }),
            _ => {}
        }
    }
    let at = keys.iter().position(|key| key.place.0 == name)?;
    if !is_named {
        keys[at].text = NAME.to_string();
    }
    sections(&mut keys, grid, column);
    Some(Keys {
        column,
        keys,
        name: at,
        things,
        titles,
    })
}

/// Returns the column that holds far more headings, of different columns, than any row does, and how many it holds.
fn key_column(grid: &Grid, lookup: Lookup<'_>) -> Option<(u32, usize)> {
    let rows = || grid.rows.iter().take(ROWS);
    let mut texts: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in rows().flat_map(|row| &row.cells) {
        *texts.entry(cell.column).or_default() += usize::from(matches!(cell.raw, Raw::Text(_)));
    }
    let columns = texts.iter().filter(|(_, count)| **count >= FEWEST_NAMED);
    let (column, down) = columns
        .take(COLUMNS)
        .map(|(column, _)| (*column, down(grid, *column, lookup)))
        .filter(|(_, down)| down.len() >= FEWEST_NAMED)
        .max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(&a.0)))?;
    let mut most_across = 0;
    for row in rows().filter(|row| is_short(row)) {
        if 2 * most_across > down.len() {
            return None;
        }
        let across: BTreeSet<_> = row
            .cells
            .iter()
            .filter_map(|cell| match &cell.raw {
                Raw::Text(text) => known(text, lookup),
                _ => None,
            })
            .collect();
        most_across = most_across.max(across.len());
    }
    (down.len() >= 2 * most_across).then_some((column, down.len()))
}

/// Returns the different columns that the texts of a column name, where most of them have several values beside them:
/// labels with one value each are a form.
fn down(grid: &Grid, column: u32, lookup: Lookup<'_>) -> BTreeSet<&'static str> {
    let mut down = BTreeSet::new();
    let mut with_several = 0;
    for row in grid.rows.iter().take(ROWS) {
        let Some(Raw::Text(text)) = row.cell(column).map(|cell| &cell.raw) else {
            continue;
        };
        let last = text.rsplit(|c: char| c.is_ascii_digit()).next();
        let own = known(text, lookup);
        let own = own.or_else(|| amount_of(text, lookup));
        if let Some(name) = own.or_else(|| known(last?, lookup)) {
            let beside = row.cells.iter().filter(|cell| cell.column > column);
            with_several += usize::from(beside.count() >= 2);
            down.insert(name);
        }
    }
    if with_several * 2 < down.len() {
        down.clear();
    }
    down
}

/// Returns the amount that a heading with a period names: `Budget Jan-26`.
fn amount_of(text: &str, lookup: Lookup<'_>) -> Option<&'static str> {
    if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let context = lookup.context();
    let (_, rest) = period::within(text, context)?;
    let mut words = rest.split_whitespace();
    words.find_map(|word| context.lexicon.word("cost_measure", word))
}

/// Rows of headings hold few long texts.
fn is_short(row: &GridRow) -> bool {
    row.cells.len() >= 2
        && row
            .cells
            .iter()
            .all(|cell| matches!(&cell.raw, Raw::Text(text) if text.len() <= 600))
}

/// Returns the column that a text surely names, of whichever table.
fn known(text: &str, lookup: Lookup<'_>) -> Option<&'static str> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let candidates = lookup.candidates(text);
    let best = candidates.first()?;
    (best.score >= SURE).then_some(best.column.name)
}

/// Returns the row that names the things, and whether its heading says so. Failing that, the row of names right above the
/// first known heading.
fn name_row(grid: &Grid, column: u32, lookup: Lookup<'_>) -> Option<(u32, bool)> {
    let mut ids = None;
    let mut over = None;
    let mut is_below = false;
    for row in grid.rows.iter().take(ROWS) {
        let text = row.cell(column).map(|cell| cell.raw.display());
        is_below |= text
            .as_deref()
            .is_some_and(|text| known(text, lookup).is_some());
        if !are_names(row, column, lookup) {
            continue;
        }
        if !is_below {
            over = Some((row.row, false));
        }
        let candidates = lookup.candidates(text.as_deref().unwrap_or_default().trim());
        let mut sure = candidates.iter().filter(|one| one.score >= SURE);
        let is_name = |column: &Column| {
            column.need == Need::Required || column.name == projects::PROJECT.name
        };
        if sure.clone().any(|one| is_name(one.column)) {
            return is_once(grid, column, text.as_deref()).then_some((row.row, true));
        }
        if sure.any(|one| one.column.name == projects::PROJECT_ID.name) {
            ids = ids.or(Some((row.row, true)));
        }
    }
    over.or(ids)
}

/// Whether a heading stands once in its column: cards under each other name each of them.
fn is_once(grid: &Grid, column: u32, text: Option<&str>) -> bool {
    let heading = fold(text.unwrap_or_default());
    let alike = |row: &&GridRow| {
        let mut cells = row.cells.iter().filter(|cell| cell.column >= column);
        cells.any(|cell| fold(&cell.raw.display()) == heading)
    };
    grid.rows.iter().take(ROWS).filter(alike).count() == 1
}

/// Whether a text is a level, a rating or a total, such as stand over counts.
fn is_word(text: &str, lookup: Lookup<'_>) -> bool {
    let lexicon = lookup.context().lexicon;
    lexicon.is_total(text)
        || ["level", "rag", "status", "yes_no"]
            .iter()
            .any(|vocabulary| lexicon.exactly(vocabulary, text).is_some())
}

/// Whether the cells beside the headings are several names: short texts, no two alike, that are neither periods nor
/// headings themselves.
fn are_names(row: &GridRow, column: u32, lookup: Lookup<'_>) -> bool {
    let heading = row.cell(column).map(|cell| fold(&cell.raw.display()));
    let mut names = BTreeSet::new();
    let mut others = 0;
    for cell in row.cells.iter().filter(|cell| cell.column > column) {
        let said = cell.raw.display();
        // Labels side by side are cards.
        if heading.as_ref() == Some(&fold(&said)) {
            return false;
        }
        let is_name = match &cell.raw {
            Raw::Text(text) => {
                text.chars().count() <= 120
                    && period::named_text(text, lookup.context()).is_none()
                    && known(text, lookup).is_none()
                    && !is_word(text, lookup)
            }
            _ => false,
        };
        if !(is_name && names.insert(said)) {
            others += 1;
        }
    }
    names.len() >= 2 && names.len() > others
}

/// Whether a column says under several headings what it says as its name: it describes the headings, `TEXT` and `DATE`.
fn repeats_its_name(grid: &Grid, name_row: &GridRow, thing: u32) -> bool {
    let name = name_row.cell(thing).map(|cell| &cell.raw);
    let cells = grid
        .rows
        .iter()
        .take(ROWS)
        .filter_map(|row| row.cell(thing));
    cells.filter(|cell| Some(&cell.raw) == name).count() > 2
}

/// Returns columns beside the headings that are no things: where things have numbers and dates, they have words.
fn asides(grid: &Grid, column: u32, things: &[u32], lookup: Lookup<'_>) -> Vec<u32> {
    let is_figure = |raw: &Raw| match raw {
        Raw::Text(text) => {
            text.contains(|c: char| c.is_ascii_digit()) || lookup.context().lexicon.is_missing(text)
        }
        _ => true,
    };
    let mut words: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
    for row in grid.rows.iter().filter(|row| row.cell(column).is_some()) {
        let cells = || {
            row.cells
                .iter()
                .filter(|cell| things.contains(&cell.column))
        };
        let figures = cells().filter(|cell| is_figure(&cell.raw)).count();
        let is_of_figures = figures > 0 && figures + 1 >= cells().count();
        for cell in cells() {
            let (count, has_figure) = words.entry(cell.column).or_default();
            *count += usize::from(is_of_figures && !is_figure(&cell.raw));
            *has_figure |= is_figure(&cell.raw);
        }
    }
    let is_aside = |thing: &&u32| matches!(words.get(thing), Some((2.., false)));
    let from_left = things.iter().take_while(is_aside);
    let from_right = things.iter().rev().take_while(is_aside);
    from_left.chain(from_right).copied().collect()
}

/// Returns a heading with the unit that stands between it and the first thing, or after the last.
fn with_unit(text: String, row: &GridRow, column: u32, things: &[u32]) -> String {
    let mut beside = row
        .cells
        .iter()
        .filter(|cell| cell.column > column && !things.contains(&cell.column))
        .map(|cell| cell.raw.display());
    let said = beside.find(|said| said.chars().count() <= 12 && unit(said).is_some());
    match said {
        Some(said) if unit(&text).is_none() => format!("{text} ({said})"),
        _ => text,
    }
}

/// Gives headings that stand several times the heading over them: one without values, or one further left.
fn sections(keys: &mut [Key], grid: &Grid, column: u32) {
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    for key in keys.iter() {
        *often.entry(fold(&key.text)).or_default() += 1;
    }
    let is_often = |key: &Key| often.get(&fold(&key.text)).is_some_and(|count| *count > 1);
    let mut section: Option<(String, Place)> = None;
    let mut left: Option<(String, Place)> = None;
    for key in keys {
        let row = grid.row(key.place.0);
        let further = row.and_then(|row| row.cells.iter().find(|cell| cell.column < column));
        if let Some(cell) = further {
            left = Some((cell.raw.display(), (key.place.0, cell.column)));
        }
        if is_often(key) {
            key.section = left.clone().or_else(|| section.clone());
        } else if key.is_bare {
            section = Some((key.text.clone(), key.place));
        }
    }
}

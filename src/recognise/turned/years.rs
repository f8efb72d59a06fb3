//! Headings down a column that each name a period, such as `19-20 RDEL forecast`: amounts by period.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::Key;
use crate::lexicon::phrase::{fold, unit};
use crate::model::column::Kind;
use crate::read::grid::{Grid, Raw};
use crate::values::period;
use crate::values::reading::{Context, fit};

/// Words before an amount that belongs to no period, `Prior years`.
const OPEN_WORDS: usize = 3;

/// A heading that names a period, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Yearly {
    /// The heading, by its place among the keys.
    pub(super) key: usize,
    /// The period, with the unit of the amounts if the heading names one.
    pub(super) period: String,
    /// `budget`, `actual` or `forecast`, where the heading says so.
    pub(super) measure: Option<&'static str>,
    /// What else it says: the line of cost.
    pub(super) line: String,
    /// The year of the period, and of the one that amounts outside of the others are before or after.
    year: Option<i32>,
    beyond: Option<i32>,
}

/// What the headings that name periods are.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// Amounts of cost.
    pub(super) costs: Vec<Yearly>,
    /// Headings left out, by their place among the keys, and why.
    pub(super) left: Vec<(usize, &'static str)>,
}

const NO_COST: &str = "amounts by period that are no costs";
const WITHIN: &str = "amounts of a period that those before or after the others hold already";
const TOTAL: &str = "a total of amounts that are read one by one";

/// Returns the headings that name periods, where several do so for one line.
pub(super) fn find(
    keys: &[Key],
    of: &[usize],
    things: &[u32],
    grid: &Grid,
    context: Context<'_>,
) -> Years {
    let mut all: Vec<Yearly> = Vec::new();
    let mut rest: Vec<usize> = Vec::new();
    for at in of {
        match take_apart(*at, &keys[*at], context) {
            Some(yearly) if holds_numbers(&keys[*at], things, grid, context) => all.push(yearly),
            _ => rest.push(*at),
        }
    }
    let mut periods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for yearly in &all {
        periods
            .entry(fold(&yearly.line))
            .or_default()
            .insert(fold(&yearly.period));
    }
    all.retain(|yearly| periods[&fold(&yearly.line)].len() >= 2);
    let mut years = Years::default();
    for at in rest {
        if sums_periods(&keys[at].text, &periods, &all, context) {
            years.left.push((at, TOTAL));
        }
    }
    let (costs, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|yearly| !is_no_cost(&yearly.line, context));
    let others = others.iter().map(|yearly| (yearly.key, NO_COST));
    years.left.extend(others);
    let (within, costs) = within_open(costs);
    let within = within.iter().map(|yearly| (yearly.key, WITHIN));
    years.left.extend(within);
    let totals = totals(&costs, keys, things, grid, context);
    for mut yearly in costs {
        if totals.contains(&yearly.key) {
            years.left.push((yearly.key, TOTAL));
        } else {
            // Where nothing but a total is said, it is the line.
            yearly.line = without_total(&yearly.line, context);
            years.costs.push(yearly);
        }
    }
    years
}

/// Parts the amounts of years that `Pre 19-20` or `Post 27-28` hold already from the others.
fn within_open(costs: Vec<Yearly>) -> (Vec<Yearly>, Vec<Yearly>) {
    let years: BTreeSet<i32> = costs.iter().filter_map(|yearly| yearly.year).collect();
    let edges: BTreeSet<i32> = costs.iter().filter_map(|yearly| yearly.beyond).collect();
    let is_held = |year: i32| {
        edges.iter().any(|edge| {
            let before = years.iter().filter(|year| *year < edge).count();
            let after = years.iter().filter(|year| *year > edge).count();
            (before < after && year < *edge) || (after < before && year > *edge)
        })
    };
    costs
        .into_iter()
        .partition(|yearly| yearly.year.is_some_and(is_held))
}

fn is_no_cost(line: &str, context: Context<'_>) -> bool {
    fold(line)
        .split(' ')
        .any(|word| context.lexicon.exactly("no_cost", word).is_some())
}

fn without_total(line: &str, context: Context<'_>) -> String {
    let words = line.split_whitespace();
    let kept: Vec<&str> = words
        .filter(|word| !context.lexicon.is_total(word))
        .collect();
    kept.join(" ")
}

/// Whether the cells beside a heading are numbers, as far as they say anything.
fn holds_numbers(key: &Key, things: &[u32], grid: &Grid, context: Context<'_>) -> bool {
    let cells = things
        .iter()
        .filter_map(|thing| grid.cell(key.place.0, *thing));
    let (mut numbers, mut others) = (0, 0);
    let is_date = |raw: &Raw| fit(Kind::Date, &[raw], context).is_some_and(|share| share > 0.5);
    for cell in cells {
        match &cell.raw {
            Raw::Number { .. } => numbers += 1,
            Raw::Text(text) if context.lexicon.is_missing(text) => {}
            // `31.03.2026` under `M1 due` is no amount of January.
            raw @ Raw::Text(text)
                if text.contains(|c: char| c.is_ascii_digit()) && !is_date(raw) =>
            {
                numbers += 1;
            }
            _ => others += 1,
        }
    }
    numbers >= others
}

/// Takes a heading apart into its period, its measure and the rest.
fn take_apart(at: usize, key: &Key, context: Context<'_>) -> Option<Yearly> {
    // A bare period says nothing without the heading over it.
    let text = match &key.section {
        Some((section, _)) if period::named_text(&key.text, context).is_some() => {
            format!("{section} {}", key.text)
        }
        _ => key.text.clone(),
    };
    let (text, unit) = without_unit(&text);
    let Period {
        said: mut period,
        rest,
        year,
        beyond,
    } = of_period(&text, context)?;
    if let Some(unit) = unit {
        period = format!("{period} ({unit})");
    }
    let (measure, line) = of_measure(&rest, context);
    Some(Yearly {
        key: at,
        period,
        measure,
        line,
        year,
        beyond,
    })
}

/// Returns a heading without the bracket that names its unit, and what that says.
fn without_unit(text: &str) -> (String, Option<String>) {
    let bracket = text.rfind('(').and_then(|start| {
        let end = start + text[start..].find(')')?;
        Some((start, end))
    });
    match bracket {
        Some((start, end)) if unit(&text[start + 1..end]).is_some() => (
            format!("{} {}", text[..start].trim(), text[end + 1..].trim())
                .trim()
                .to_string(),
            Some(text[start + 1..end].to_string()),
        ),
        _ => (text.to_string(), None),
    }
}

/// A heading split at its period.
struct Period {
    said: String,
    rest: String,
    year: Option<i32>,
    beyond: Option<i32>,
}

/// Splits a heading into its period, or the words for none such as `Pre 19-20`, and the rest.
fn of_period(text: &str, context: Context<'_>) -> Option<Period> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for length in (1..=OPEN_WORDS.min(words.len())).rev() {
        let open = words[..length].join(" ");
        if context.lexicon.word("open_periods", &open) == Some("outside") {
            return Some(Period {
                said: open,
                rest: words[length..].join(" "),
                year: None,
                beyond: None,
            });
        }
    }
    let first = *words.first()?;
    let is_outside = context.lexicon.exactly("beside_periods", &fold(first)) == Some("outside");
    let inner = if is_outside {
        words[1..].join(" ")
    } else {
        text.to_string()
    };
    let words: Vec<&str> = inner.split_whitespace().collect();
    let (named, rest) = match period::within(&inner, context) {
        Some(found) => found,
        None => (period::named_text(&inner, context)?, String::new()),
    };
    let left: Vec<&str> = rest.split_whitespace().collect();
    let start = words.iter().zip(&left).take_while(|(a, b)| a == b).count();
    let length = words.len().checked_sub(left.len())?;
    let said = words.get(start..start + length)?.join(" ");
    let said = said.trim_matches([',', ':', '-', ' ']).to_string();
    if is_outside && start > 0 {
        return None;
    }
    let (said, year, beyond) = if is_outside {
        (format!("{first} {said}"), None, named.year)
    } else {
        (said, named.year, None)
    };
    Some(Period {
        said,
        rest,
        year,
        beyond,
    })
}

/// Splits what stands beside a period into the measure that it names and the line of cost.
fn of_measure(rest: &str, context: Context<'_>) -> (Option<&'static str>, String) {
    let marks = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':' | '/' | ',' | '|');
    let whole = rest.trim_matches(marks);
    if let Some(measure) = context.lexicon.word("cost_measure", whole) {
        return (Some(measure), String::new());
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    for length in (1..=2.min(words.len())).rev() {
        for start in 0..=words.len() - length {
            let said = words[start..start + length].join(" ");
            let Some(measure) = context.lexicon.exactly("cost_measure", &fold(&said)) else {
                continue;
            };
            let line = [&words[..start], &words[start + length..]]
                .concat()
                .join(" ");
            return (Some(measure), line.trim_matches(marks).to_string());
        }
    }
    (None, whole.to_string())
}

/// Whether a heading without a period is the total of a line over its periods: `Total RDEL budget`.
fn sums_periods(
    text: &str,
    periods: &BTreeMap<String, BTreeSet<String>>,
    all: &[Yearly],
    context: Context<'_>,
) -> bool {
    let mut words = text.split_whitespace();
    let begins = words
        .next()
        .is_some_and(|word| context.lexicon.is_total(word));
    let (_, line) = of_measure(&words.collect::<Vec<_>>().join(" "), context);
    let is_line = periods.contains_key(&fold(&line))
        && all.iter().any(|yearly| fold(&yearly.line) == fold(&line));
    begins && !line.is_empty() && is_line
}

/// Returns the lines that add up other lines of their period and measure: by their words, or by all their numbers. Where
/// the lines that a total adds up are empty, the total is all there is.
fn totals(
    costs: &[Yearly],
    keys: &[Key],
    things: &[u32],
    grid: &Grid,
    context: Context<'_>,
) -> BTreeSet<usize> {
    let value = |yearly: &Yearly, thing: u32| match grid.cell(keys[yearly.key].place.0, thing)?.raw
    {
        Raw::Number { value, .. } => Some(value),
        _ => None,
    };
    let has_measures = costs.iter().any(|yearly| yearly.measure.is_some());
    let mut blocks: BTreeMap<(String, Option<&str>), Vec<&Yearly>> = BTreeMap::new();
    for yearly in costs {
        blocks
            .entry((fold(&yearly.period), yearly.measure))
            .or_default()
            .push(yearly);
    }
    // How often a line is the sum of those before it, and how often it is not.
    let mut made: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for block in blocks.values() {
        for thing in things {
            let (mut sum, mut lines) = (0.0, 0);
            for yearly in block {
                let own = value(yearly, *thing).unwrap_or_default();
                let is_sum = lines >= 2 && own != 0.0 && (own - sum).abs() <= 1e-6 * own.abs();
                let told = made.entry(fold(&yearly.line)).or_default();
                if is_sum {
                    told.0 += 1;
                    (sum, lines) = (0.0, 0);
                } else if yearly.measure.is_some() || !has_measures {
                    told.1 += usize::from(own != 0.0);
                    sum += own;
                    lines += 1;
                }
            }
        }
    }
    let is_total = |yearly: &Yearly| {
        let words = fold(&yearly.line);
        let by_word = words.split(' ').any(|word| context.lexicon.is_total(word));
        let told = made.get(&words);
        by_word || told.is_some_and(|(sums, others)| *sums >= 2 && *others == 0)
    };
    let holds = |of: &Yearly| {
        let mut values = things.iter().filter_map(|thing| value(of, *thing));
        values.any(|own| own != 0.0)
    };
    let mut totals = BTreeSet::new();
    for block in blocks.values() {
        let mut since: Vec<&Yearly> = Vec::new();
        for yearly in block {
            if !is_total(yearly) {
                since.push(yearly);
                continue;
            }
            // A total that says no measure adds up lines that do.
            let is_beside = |line: &&Yearly| {
                yearly.measure.is_none() && fold(&line.period) == fold(&yearly.period)
            };
            let mut others = costs.iter().filter(is_beside);
            let is_made = since.iter().any(|line| holds(line))
                || others.any(|line| line.measure.is_some() && holds(line));
            if is_made || !holds(yearly) {
                totals.insert(yearly.key);
            }
            since.clear();
        }
    }
    totals
}

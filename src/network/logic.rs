//! From predecessors as written to links between activities, and what could not be made of them.

use std::collections::BTreeMap;

use super::activity::Activity;
use super::link::{Kind, Lag, Written, written};

/// A link between two activities, by their places in the list of all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub kind: Kind,
    pub lag: Lag,
}

/// A predecessor that no link could be made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    /// The activity that waits.
    pub at: usize,
    /// As written.
    pub said: String,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No task bears the id, number or name.
    Unknown,
    /// Several tasks do.
    Several,
    /// It names a task that sums up others, which has no dates of its own.
    Summary,
    /// It names the task itself.
    Itself,
    /// It names a task of another file.
    OtherPlan,
}

/// The links of a portfolio.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Logic {
    pub links: Vec<Link>,
    pub broken: Vec<Broken>,
    /// Files and sheets whose predecessors were taken for the numbers of rows.
    pub by_row: Vec<(String, String)>,
}

/// What a sheet's tasks are called by.
#[derive(Debug, Default)]
struct Names<'a> {
    ids: BTreeMap<&'a str, Vec<usize>>,
    places: BTreeMap<&'a str, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
    /// By the number of the row among the tasks, the first being 1.
    rows: BTreeMap<u32, Vec<usize>>,
    has_ids: bool,
}

/// Makes the links of all activities. A predecessor is looked for in the own file and project: first by id, then by its place
/// in the structure, then by name; a plain number in a sheet that gives no ids is the number of a row of its tasks, as the
/// programs count that show such numbers.
pub fn logic(activities: &[Activity]) -> Logic {
    let names = names(activities);
    let mut logic = Logic::default();
    for (at, own) in activities.iter().enumerate() {
        let Some(text) = own.predecessors.as_deref() else {
            continue;
        };
        if own.rolls_up || own.is_cancelled() {
            continue;
        }
        let known = &names[&home(own)];
        for one in written(text) {
            match known.find(&one, activities) {
                Ok(found) if found.from == at => logic.break_off(at, &one, Why::Itself),
                Ok(found) if activities[found.from].rolls_up => {
                    logic.break_off(at, &one, Why::Summary);
                }
                // What was cancelled holds up nothing.
                Ok(found) if activities[found.from].is_cancelled() => {}
                Ok(found) => logic.join(at, found, own),
                Err(why) => logic.break_off(at, &one, why),
            }
        }
    }
    logic
}

/// A predecessor that was found.
struct Found {
    from: usize,
    kind: Kind,
    lag: Lag,
    is_by_row: bool,
}

impl Logic {
    fn break_off(&mut self, at: usize, one: &Written, why: Why) {
        self.broken.push(Broken {
            at,
            said: one.whole.clone(),
            why,
        });
    }

    fn join(&mut self, to: usize, found: Found, own: &Activity) {
        if found.is_by_row {
            let sheet = (own.file.clone(), own.sheet.clone());
            if !self.by_row.contains(&sheet) {
                self.by_row.push(sheet);
            }
        }
        let link = Link {
            from: found.from,
            to,
            kind: found.kind,
            lag: found.lag,
        };
        // The same link told twice is one link.
        if !self.links.contains(&link) {
            self.links.push(link);
        }
    }
}

type Home<'a> = (&'a str, Option<&'a str>);

fn home(own: &Activity) -> Home<'_> {
    (&own.file, own.project_id.as_deref())
}

fn names(activities: &[Activity]) -> BTreeMap<Home<'_>, Names<'_>> {
    let mut first_rows: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for own in activities {
        if let Some(row) = own.row() {
            let first = first_rows.entry((&own.file, &own.sheet)).or_insert(row);
            *first = row.min(*first);
        }
    }
    let mut all: BTreeMap<Home<'_>, Names<'_>> = BTreeMap::new();
    for (at, own) in activities.iter().enumerate() {
        let names = all.entry(home(own)).or_default();
        if let Some(id) = own.id.as_deref() {
            names.ids.entry(id).or_default().push(at);
            names.has_ids = true;
        }
        if let Some(place) = own.wbs.as_deref() {
            names.places.entry(place).or_default().push(at);
        }
        names.names.entry(folded(&own.name)).or_default().push(at);
        let first = first_rows.get(&(own.file.as_str(), own.sheet.as_str()));
        if let (Some(row), Some(first)) = (own.row(), first) {
            names.rows.entry(row - first + 1).or_default().push(at);
        }
    }
    all
}

fn folded(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Names<'_> {
    fn find(&self, one: &Written, activities: &[Activity]) -> Result<Found, Why> {
        let whole = self.task(&one.whole, activities)?;
        if let Some((from, is_by_row)) = whole {
            return Ok(Found {
                from,
                kind: Kind::FinishToStart,
                lag: Lag::NONE,
                is_by_row,
            });
        }
        match self.task(&one.task, activities)? {
            Some((from, is_by_row)) => Ok(Found {
                from,
                kind: one.kind,
                lag: one.lag,
                is_by_row,
            }),
            // Microsoft Project writes `Other plan.mpp\7` for a task of another plan.
            None if one.task.contains('\\') => Err(Why::OtherPlan),
            None => Err(Why::Unknown),
        }
    }

    /// Returns a task by what it is called, and whether the number of its row was meant.
    fn task(&self, said: &str, activities: &[Activity]) -> Result<Option<(usize, bool)>, Why> {
        let number: Option<u32> = said.parse().ok();
        let candidates = [
            (self.ids.get(said), false),
            (self.places.get(said), false),
            (self.names.get(&folded(said)), false),
            (
                number
                    .filter(|_| !self.has_ids)
                    .and_then(|number| self.rows.get(&number)),
                true,
            ),
        ];
        for (found, is_by_row) in candidates {
            if let Some(found) = found {
                return only(found, activities).map(|at| Some((at, is_by_row)));
            }
        }
        Ok(None)
    }
}

/// Returns the one task among those of a name; what sums up others yields to the work itself.
fn only(found: &[usize], activities: &[Activity]) -> Result<usize, Why> {
    let mut work = found.iter().filter(|at| !activities[**at].rolls_up);
    match (work.next(), work.next(), found) {
        (Some(one), None, _) => Ok(*one),
        (None, _, [one, ..]) => Ok(*one),
        _ => Err(Why::Several),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(id: &str, name: &str, row: u32, predecessors: &str) -> Activity {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_string());
        Activity {
            id: given(id),
            name: name.to_string(),
            cells: format!("A{row}:C{row}"),
            predecessors: given(predecessors),
            ..Activity::default()
        }
    }

    fn pairs(logic: &Logic) -> Vec<(usize, usize, &'static str)> {
        let link = |link: &Link| (link.from, link.to, link.kind.short());
        logic.links.iter().map(link).collect()
    }

    #[test]
    fn a_task_is_found_by_id_before_name_and_row() {
        let all = [
            task("3", "Survey", 2, ""),
            task("1", "Design", 3, "3"),
            task("2", "Build", 4, "design SS+1d; 3"),
        ];
        let logic = logic(&all);
        assert_eq!(pairs(&logic), [(0, 1, "FS"), (1, 2, "SS"), (0, 2, "FS")]);
        assert!(logic.by_row.is_empty());
    }

    #[test]
    fn without_ids_a_number_is_that_of_a_row_of_tasks() {
        let all = [
            task("", "Survey", 5, ""),
            task("", "Design", 7, "1"),
            task("", "Build", 8, "3;2;9"),
        ];
        let logic = logic(&all);
        assert_eq!(pairs(&logic), [(0, 1, "FS"), (1, 2, "FS")]);
        assert_eq!((logic.by_row.len(), logic.broken.len()), (1, 2));
    }

    #[test]
    fn an_id_that_looks_like_a_lag_is_an_id() {
        let all = [
            task("PRJ1-4", "Survey", 2, ""),
            task("PRJ1-5", "Design", 3, "PRJ1-4"),
        ];
        assert_eq!(pairs(&logic(&all)), [(0, 1, "FS")]);
    }

    #[test]
    fn what_leads_nowhere_is_told_with_its_reason() {
        let mut summary = task("9", "Phase", 6, "");
        summary.rolls_up = true;
        let all = [
            task("1", "Test", 2, "7"),
            task("2", "Test", 3, "test"),
            task("3", "Check", 4, "3"),
            task("4", "Close", 5, "9;Other.mpp\\7FS"),
            summary,
        ];
        let why: Vec<Why> = logic(&all).broken.iter().map(|own| own.why).collect();
        assert_eq!(
            why,
            [
                Why::Unknown,
                Why::Several,
                Why::Itself,
                Why::Summary,
                Why::OtherPlan
            ]
        );
    }
}

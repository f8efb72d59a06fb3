//! Themes: what the risks of several projects have in common, and issues that no risk foresaw.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{DataFrame, IntoLazy, LazyFrame, df};

use super::facts::Facts;
use super::listing::{self, Listing};
use super::metric::{Basis, Unit};
use super::rows::{dates, texts};
use super::shape::place;
use super::terms::RISK;
use crate::model::column::Column;
use crate::model::tables::{issues, risks};

/// Letters that a word has at least to mean something by itself.
const LONG: usize = 5;

pub(super) static RISK_THEMES: Listing = Listing {
    id: "risk_themes",
    title: "Themes across projects",
    which: "Open risks of at least two projects that share a category, or else a word of five letters or more in their names; themes of most projects first, each risk under its first theme only.",
    why: "What several projects fear is the portfolio's to answer.",
    number: Unit::Count,
    basis: Basis::Portfolio(risk_themes),
};

/// One open risk.
struct Held {
    project_id: String,
    project: Option<String>,
    name: String,
    owner: Option<String>,
    source: String,
    category: Option<String>,
    words: BTreeSet<String>,
}

fn risk_themes(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts
        .portfolio
        .risks
        .lazy()
        .filter(RISK.open(facts.at()))
        .with_column(place().alias(PLACE))
        .collect()
        .expect("the plan fits the frame of the risks");
    let held = held(&rows);
    let mut themes: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (at, risk) in held.iter().enumerate() {
        if let Some(category) = &risk.category {
            themes.entry((0, category.clone())).or_default().push(at);
        }
        for word in &risk.words {
            themes.entry((1, word.clone())).or_default().push(at);
        }
    }
    let projects = |risks: &[usize]| {
        let ids: BTreeSet<&str> = risks
            .iter()
            .map(|at| held[*at].project_id.as_str())
            .collect();
        ids.len()
    };
    let mut ranked: Vec<((u8, String), Vec<usize>)> = themes
        .into_iter()
        .filter(|(_, risks)| projects(risks) >= 2)
        .collect();
    // A category says more than a word; of equals the alphabet decides, for the map is in its order.
    ranked.sort_by(|((kind, _), one), ((other_kind, _), other)| {
        (projects(other).cmp(&projects(one))).then(kind.cmp(other_kind))
    });
    let mut told = BTreeSet::new();
    let mut lines = Vec::new();
    for ((kind, theme), risks) in ranked {
        let number = projects(&risks);
        let fresh: Vec<usize> = risks.into_iter().filter(|at| !told.contains(at)).collect();
        // What is left of a theme may be the risks of one project.
        if projects(&fresh) < 2 {
            continue;
        }
        let what = if kind == 0 { "category" } else { "word" };
        for at in fresh {
            told.insert(at);
            lines.push((
                at,
                number,
                format!("{what} `{theme}` in risks of {number} projects"),
            ));
        }
    }
    let of = |line: &(usize, usize, String)| line.0;
    let frame = df!(
        listing::PROJECT_ID.name => lines.iter().map(|line| held[of(line)].project_id.as_str()).collect::<Vec<_>>(),
        listing::PROJECT.name => lines.iter().map(|line| held[of(line)].project.as_deref()).collect::<Vec<_>>(),
        listing::WHAT.name => lines.iter().map(|line| held[of(line)].name.as_str()).collect::<Vec<_>>(),
        listing::OWNER.name => lines.iter().map(|line| held[of(line)].owner.as_deref()).collect::<Vec<_>>(),
        listing::NUMBER.name => lines.iter().map(|(_, number, _)| *number as f64).collect::<Vec<_>>(),
        listing::WHY.name => lines.iter().map(|(_, _, why)| why.as_str()).collect::<Vec<_>>(),
        listing::SOURCE.name => lines.iter().map(|line| held[of(line)].source.as_str()).collect::<Vec<_>>(),
    )
    .expect("all columns have one value a row");
    listing::worked_out(
        frame.lazy(),
        &[
            &listing::PROJECT_ID,
            &listing::PROJECT,
            &listing::WHAT,
            &listing::OWNER,
            &listing::NUMBER,
            &listing::WHY,
            &listing::SOURCE,
        ],
    )
}

static PLACE: &str = "place";

fn held(rows: &DataFrame) -> Vec<Held> {
    let column = |column: &Column| texts(rows, column).expect("read as it is declared");
    let ids = column(&risks::PROJECT_ID);
    let (projects, names) = (column(&risks::PROJECT), column(&risks::RISK));
    let (owners, categories) = (column(&risks::OWNER), column(&risks::CATEGORY));
    let places = places(rows);
    (0..rows.height())
        .filter_map(|row| {
            let name = names[row].clone()?;
            Some(Held {
                project_id: ids[row].clone()?,
                project: projects[row].clone(),
                words: words(&name),
                name,
                owner: owners[row].clone(),
                source: places[row].clone(),
                category: categories[row]
                    .as_ref()
                    .map(|text| text.trim().to_lowercase()),
            })
        })
        .collect()
}

fn places(rows: &DataFrame) -> Vec<String> {
    let column = rows.column(PLACE).and_then(|column| column.str().cloned());
    let column = column.expect("the place was added");
    column
        .iter()
        .map(|place| place.unwrap_or_default().to_string())
        .collect()
}

/// The words of a name that may be a theme: long ones, in small letters.
fn words(name: &str) -> BTreeSet<String> {
    name.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() >= LONG)
        .map(str::to_lowercase)
        .collect()
}

pub(super) static UNFORESEEN_ISSUES: Listing = Listing {
    id: "unforeseen_issues",
    title: "Issues that were never risks",
    which: "Issues whose name shares no word of five letters or more with any risk of their project, open or closed; in the order of their logs. A project that keeps no risks is left out.",
    why: "What a register never foresees says how far it looks.",
    number: Unit::Count,
    basis: Basis::Portfolio(unforeseen_issues),
};

fn unforeseen_issues(facts: &Facts<'_>) -> LazyFrame {
    let read = "read as it is declared";
    let all = facts.portfolio.risks.frame();
    let mut foreseen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let ids = texts(all, &risks::PROJECT_ID).expect(read);
    for (id, name) in ids.into_iter().zip(texts(all, &risks::RISK).expect(read)) {
        if let (Some(id), Some(name)) = (id, name) {
            foreseen.entry(id).or_default().extend(words(&name));
        }
    }
    let rows = facts
        .portfolio
        .issues
        .lazy()
        .with_column(place().alias(PLACE))
        .collect()
        .expect("the plan fits the frame of the issues");
    let column = |column: &Column| texts(&rows, column).expect(read);
    let ids = column(&issues::PROJECT_ID);
    let (projects, names) = (column(&issues::PROJECT), column(&issues::ISSUE));
    let owners = column(&issues::OWNER);
    let raised = dates(&rows, &issues::RAISED).expect(read);
    let places = places(&rows);
    let chosen: Vec<usize> = (0..rows.height())
        .filter(|row| {
            let known = ids[*row].as_ref().and_then(|id| foreseen.get(id));
            let own = names[*row].as_deref().map(words).unwrap_or_default();
            known.is_some_and(|known| !own.is_empty() && own.is_disjoint(known))
        })
        .collect();
    let pick = |column: &[Option<String>]| -> Vec<Option<String>> {
        chosen.iter().map(|row| column[*row].clone()).collect()
    };
    let frame = df!(
        listing::PROJECT_ID.name => pick(&ids),
        listing::PROJECT.name => pick(&projects),
        listing::WHAT.name => pick(&names),
        listing::OWNER.name => pick(&owners),
        listing::DATE.name => chosen.iter().map(|row| raised[*row]).collect::<Vec<_>>(),
        listing::WHY.name => vec!["no risk of the project shares a word with it"; chosen.len()],
        listing::SOURCE.name => chosen.iter().map(|row| places[*row].as_str()).collect::<Vec<_>>(),
    )
    .expect("all columns have one value a row");
    listing::worked_out(
        frame.lazy(),
        &[
            &listing::PROJECT_ID,
            &listing::PROJECT,
            &listing::WHAT,
            &listing::OWNER,
            &listing::DATE,
            &listing::WHY,
            &listing::SOURCE,
        ],
    )
}

#[cfg(test)]
mod tests {
    use crate::analyse::example::stage;

    fn rows(lines: &[&str], listing: &str) -> Vec<String> {
        let insights = stage(lines).insights();
        let frame = insights.listing(listing).expect("a listing").clone();
        let text = |name: &str| {
            frame
                .column(name)
                .expect("a column")
                .str()
                .expect("texts")
                .clone()
        };
        let (what, why) = (text("what"), text("why"));
        what.iter()
            .zip(why.iter())
            .map(|(what, why)| format!("{}: {}", what.unwrap_or_default(), why.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_theme_is_shared_by_two_projects_and_names_its_risks() {
        let lines = [
            "projects:",
            "projects:",
            "risks: project_id P1, risk Steel supplier fails, category Supply",
            "risks: project_id P2, risk Cement supplier is late",
            "risks: project_id P2, risk Valves arrive broken, category supply",
            "risks: project_id P2, risk Another supplier closes, status done",
            "risks: project_id P1, risk Frost, category Weather",
        ];
        assert_eq!(
            rows(&lines, "risk_themes"),
            [
                "Steel supplier fails: category `supply` in risks of 2 projects",
                "Valves arrive broken: category `supply` in risks of 2 projects",
            ]
        );
    }

    #[test]
    fn an_issue_that_a_risk_had_named_was_foreseen() {
        let lines = [
            "projects:",
            "projects:",
            "risks: project_id P1, risk Crane drivers leave",
            "issues: project_id P1, issue Two drivers left",
            "issues: project_id P1, issue Server room flooded",
            "issues: project_id P2, issue Nobody keeps risks here",
        ];
        assert_eq!(
            rows(&lines, "unforeseen_issues"),
            ["Server room flooded: no risk of the project shares a word with it"]
        );
    }
}

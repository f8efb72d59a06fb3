//! Sheet and file names and the tables they speak of.

use crate::lexicon::Lexicon;
use crate::model::tables;

fn hint(title: &str, table: &str) -> f64 {
    let schema = tables::ALL.iter().find(|schema| schema.name == table);
    Lexicon::standard().title_hint(title, schema.expect("a table of the model"))
}

#[test]
fn titles_speak_of_their_table_most() {
    for (title, table) in [
        ("Risk Register", "risks"),
        ("Risks", "risks"),
        ("2026-10 Risk Register v3 FINAL.xlsx", "risks"),
        ("Alpha Risk Log", "risks"),
        ("Risikoliste", "risks"),
        ("Projektrisiken", "risks"),
        ("Registre des risques", "risks"),
        ("风险登记册", "risks"),
        ("Issue log", "issues"),
        ("課題管理表", "issues"),
        ("Action log", "actions"),
        ("Maßnahmenliste", "actions"),
        ("Key milestones", "milestones"),
        ("Jalons", "milestones"),
        ("Resource plan", "assignments"),
        ("Capacity plan", "assignments"),
        ("Kapazitätsplanung", "assignments"),
        ("Capacity", "people"),
        ("Team", "people"),
        ("Budget tracker", "costs"),
        ("Spend profile", "costs"),
        ("Kostenübersicht", "costs"),
        ("Presupuesto", "costs"),
        ("Project plan", "tasks"),
        ("Cronograma", "tasks"),
        ("Portfolio", "projects"),
        ("GMPP", "projects"),
        ("Projektliste", "projects"),
    ] {
        let own = hint(title, table);
        assert!(own >= 0.6, "{title}: {own}");
        for other in tables::ALL.iter().filter(|other| other.name != table) {
            let theirs = hint(title, other.name);
            assert!(
                theirs < own,
                "{title}: {table} {own}, {} {theirs}",
                other.name
            );
        }
    }
}

#[test]
fn a_title_that_tables_share_speaks_of_each_a_little() {
    for table in ["risks", "issues", "actions"] {
        assert_eq!(hint("RAID", table), 0.6);
        assert_eq!(hint("Programme RAID log 2026.xlsx", table), 0.6 * 0.85);
    }
    assert_eq!(hint("RAID", "milestones"), 0.0);
    assert_eq!(
        hint("Plan on a page", "milestones"),
        hint("Plan on a page", "projects")
    );
}

#[test]
fn a_title_about_something_else_speaks_of_no_table() {
    for title in ["Sheet1", "Lookups", "Tabelle2", "Read me", "", "2026"] {
        for schema in tables::ALL {
            assert_eq!(hint(title, schema.name), 0.0, "{title} {}", schema.name);
        }
    }
}

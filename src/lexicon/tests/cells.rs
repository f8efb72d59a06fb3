//! What cells say and the canonical words they mean.

use crate::lexicon::Lexicon;

fn check(vocabulary: &str, pairs: &[(&str, Option<&str>)]) {
    let word = |text: &str| Lexicon::standard().word(vocabulary, text);
    let wrong: Vec<String> = pairs
        .iter()
        .filter(|(text, expected)| word(text) != *expected)
        .map(|(text, expected)| format!("{text}: {:?}, expected {expected:?}", word(text)))
        .collect();
    assert!(wrong.is_empty(), "{vocabulary}:\n{}", wrong.join("\n"));
}

#[test]
fn traffic_lights_are_read() {
    check(
        "rag",
        &[
            ("Red", Some("red")),
            ("R", Some("red")),
            ("(R)", Some("red")),
            ("Red ↑", Some("red")),
            ("🔴", Some("red")),
            ("🔴🔴", Some("red")),
            ("Off track", Some("red")),
            ("Behind", Some("red")),
            ("Delayed", Some("red")),
            ("Rot", Some("red")),
            ("Rouge", Some("red")),
            ("Amber/Red", Some("amber_red")),
            ("A/R", Some("amber_red")),
            ("R/A", Some("amber_red")),
            ("Amber / Red", Some("amber_red")),
            ("Red-Amber", Some("amber_red")),
            ("Amber", Some("amber")),
            ("A", Some("amber")),
            ("Y", Some("amber")),
            ("Yellow", Some("amber")),
            ("🟡", Some("amber")),
            ("🟠 Amber", Some("amber")),
            ("⚠️", Some("amber")),
            ("At Risk", Some("amber")),
            ("Watchlist", Some("amber")),
            ("gelb", Some("amber")),
            ("Amber (was Green)", Some("amber")),
            ("Amber - awaiting funding", Some("amber")),
            ("A/G", Some("amber_green")),
            ("Amber/Green", Some("amber_green")),
            ("Green", Some("green")),
            ("G", Some("green")),
            ("● Green", Some("green")),
            ("🟢 On track", Some("green")),
            ("On Track", Some("green")),
            ("RAG: Green", Some("green")),
            ("Grün", Some("green")),
            ("Gruen", Some("green")),
            ("绿色", Some("green")),
            ("✅", Some("green")),
            ("Blue", Some("complete")),
            ("B", Some("complete")),
            ("Complete", Some("complete")),
            ("Low", None),
            ("Medium", None),
            ("High", None),
            ("Amber -> Red", None),
            ("🔴 🟢", None),
            ("●", None),
            ("Grey", None),
            ("TBC", None),
            ("", None),
        ],
    );
}

#[test]
fn statuses_are_read() {
    check(
        "status",
        &[
            ("Not Started", Some("not_started")),
            ("NOT STARTED", Some("not_started")),
            ("To Do", Some("not_started")),
            ("ToDo", Some("not_started")),
            ("Backlog", Some("not_started")),
            ("Pending", Some("not_started")),
            ("Nicht begonnen", Some("not_started")),
            ("Não iniciada", Some("not_started")),
            ("Tareas por hacer", Some("not_started")),
            ("未着手", Some("not_started")),
            ("Planning", Some("planning")),
            ("Define", Some("planning")),
            ("Initiation", Some("planning")),
            ("In Progress", Some("in_progress")),
            ("InProgress", Some("in_progress")),
            ("in_progress", Some("in_progress")),
            ("2 - In progress", Some("in_progress")),
            ("In progress (60%)", Some("in_progress")),
            ("WIP", Some("in_progress")),
            ("Active", Some("in_progress")),
            ("Live", Some("in_progress")),
            ("Ongoing", Some("in_progress")),
            ("En curso", Some("in_progress")),
            ("Em execução", Some("in_progress")),
            ("In Bearbeitung", Some("in_progress")),
            ("At Risk", Some("at_risk")),
            ("Delayed", Some("at_risk")),
            ("Verzug", Some("at_risk")),
            ("On Hold", Some("on_hold")),
            ("On hold – awaiting funds", Some("on_hold")),
            ("Suspended", Some("on_hold")),
            ("Paused", Some("on_hold")),
            ("Blocked", Some("blocked")),
            ("Bloqué", Some("blocked")),
            ("Done", Some("done")),
            ("DONE", Some("done")),
            ("Complete", Some("done")),
            ("COMPLETED", Some("done")),
            ("100% complete", Some("done")),
            ("Complete 12/03/2026", Some("done")),
            ("Closed", Some("done")),
            ("Resolved", Some("done")),
            ("Finalizada", Some("done")),
            ("Abgeschlossen", Some("done")),
            ("Concluída", Some("done")),
            ("Kapalı", Some("done")),
            ("Gerçekleşti", Some("done")),
            ("完了", Some("done")),
            ("Not Required", Some("cancelled")),
            ("Superceded", Some("cancelled")),
            ("Rejected", Some("cancelled")),
            ("Redundant", Some("cancelled")),
            ("Open", Some("open")),
            ("Açık", Some("open")),
            ("Offen", Some("open")),
            ("New", Some("open")),
            ("50% complete", None),
            ("75% - complete", None),
            ("Green", None),
            ("High", None),
        ],
    );
}

#[test]
fn levels_are_read() {
    check(
        "level",
        &[
            ("Critical", Some("critical")),
            ("Very High", Some("critical")),
            ("P0", Some("critical")),
            ("Highest", Some("critical")),
            ("Blocker", Some("critical")),
            ("High", Some("high")),
            ("H", Some("high")),
            ("High (3)", Some("high")),
            ("P1", Some("high")),
            ("Major", Some("high")),
            ("Alta", Some("high")),
            ("Yüksek", Some("high")),
            ("高", Some("high")),
            ("3 - Medium", Some("medium")),
            ("Moderate", Some("medium")),
            ("Orta", Some("medium")),
            ("Low", Some("low")),
            ("Minor", Some("low")),
            ("baja", Some("low")),
            ("Geringfügig", Some("low")),
            ("Lowest", Some("very_low")),
            ("P4", Some("very_low")),
            ("Negligible", Some("very_low")),
            ("3", None),
            ("None", None),
        ],
    );
}

#[test]
fn likelihood_and_impact_are_read_on_the_five_point_scale() {
    check(
        "likelihood",
        &[
            ("Rare", Some("1")),
            ("Very unlikely", Some("1")),
            ("Improbable", Some("1")),
            ("Unlikely", Some("2")),
            ("Low", Some("2")),
            ("Possible", Some("3")),
            ("Medium (2)", Some("3")),
            ("4. Likely", Some("4")),
            ("Probable", Some("4")),
            ("3 - High", Some("4")),
            ("Almost Certain", Some("5")),
            ("Häufig", Some("5")),
            ("Gelegentlich", Some("3")),
            ("Unvorstellbar", Some("1")),
            ("4", Some("4")),
            ("3 - foreseeable", Some("3")),
            ("70%", None),
            ("5%", None),
            ("6", None),
        ],
    );
    check(
        "impact",
        &[
            ("Insignificant", Some("1")),
            ("Negligible", Some("1")),
            ("Minor", Some("2")),
            ("Moderate", Some("3")),
            ("Significant", Some("4")),
            ("Major", Some("4")),
            ("Severe", Some("5")),
            ("Katastrophal", Some("5")),
            ("Critical", Some("5")),
            ("VH", Some("5")),
            ("L", Some("2")),
            ("Très élevé", Some("5")),
        ],
    );
}

#[test]
fn the_small_vocabularies_are_read() {
    check(
        "method",
        &[
            ("Agile (Scrum)", Some("agile")),
            ("Kanban", Some("agile")),
            ("V-Modell XT", Some("waterfall")),
            ("PRINCE2", Some("prince2")),
            ("PRINCE2 Agile", Some("hybrid")),
            ("Hybrid", Some("hybrid")),
            ("Six Sigma", None),
        ],
    );
    check(
        "allocation_unit",
        &[
            ("FTE", Some("fte")),
            ("Days", Some("days")),
            ("Personentage", Some("days")),
            ("hrs", Some("hours")),
            ("%", Some("percent")),
        ],
    );
    check(
        "cost_measure",
        &[
            ("Budget", Some("budget")),
            ("Plan", Some("budget")),
            ("Actuals", Some("actual")),
            ("Ist", Some("actual")),
            ("Forecast (£k)", Some("forecast")),
            ("EAC", Some("forecast")),
            ("Variance", None),
        ],
    );
    check(
        "yes_no",
        &[
            ("Yes", Some("yes")),
            ("Y", Some("yes")),
            ("x", Some("yes")),
            ("✓", Some("yes")),
            ("Ja", Some("yes")),
            ("Sí", Some("yes")),
            ("No", Some("no")),
            ("Nein", Some("no")),
            ("FALSE", Some("no")),
            ("maybe", None),
        ],
    );
    check("no such vocabulary", &[("Red", None)]);
}

#[test]
fn words_for_no_value_are_missing() {
    let lexicon = Lexicon::standard();
    for text in [
        "-",
        "--",
        "–",
        "—",
        "?",
        "...",
        " ",
        "n/a",
        "N/A",
        "NA",
        "none",
        "None",
        "TBC",
        "tbd",
        "T.B.C.",
        "TBC - awaiting finance",
        "TBC (Q3)",
        "to be confirmed",
        "unknown",
        "Not known",
        "#N/A",
        "k.A.",
        "s.o.",
        "entfällt",
        "sin definir",
        "n.v.t.",
        "未定",
        "Inf",
        "Exempt under Section 43 of the Freedom of Information Act 2000",
        "Early planning GMPP project",
    ] {
        assert!(lexicon.is_missing(text), "{text}");
    }
    for text in [
        "0",
        "Nil",
        "Nana",
        "Ongoing",
        "ASAP",
        "Open",
        "No",
        "Yes",
        "N",
        "TBC Bank integration",
        "None of the suppliers answered",
        "Unknown territory",
        "£0",
        "🔴",
        "A",
    ] {
        assert!(!lexicon.is_missing(text), "{text}");
    }
}

#[test]
fn only_where_a_date_is_expected_is_ongoing_no_value() {
    for text in ["Ongoing", "ASAP", "laufend", "随時"] {
        assert!(Lexicon::standard().is_open_ended(text), "{text}");
    }
    assert!(!Lexicon::standard().is_open_ended("3 May 2026"));
}

#[test]
fn totals_are_told_from_things_that_are_called_total() {
    let lexicon = Lexicon::standard();
    for text in [
        "Total",
        "TOTAL:",
        "Totals",
        "Sub-total",
        "Subtotal Phase 1",
        "Grand Total (£k)",
        "Summe",
        "Gesamt",
        "Zwischensumme",
        "Total général",
        "Totale",
        "Totaal",
        "Итого",
        "合計",
        "Total budget",
        "Total costs 2026/27",
        "Total for Alpha",
        "Total: Alpha",
        "Alpha total",
        "Alpha – Total",
        "Σ",
        "Sum of Budget",
        "Overall total",
    ] {
        assert!(lexicon.is_total(text), "{text}");
    }
    for text in [
        "Total Rewards Programme",
        "Total station survey",
        "Alpha",
        "Summer school",
        "",
        "Totally new",
        "3",
    ] {
        assert!(!lexicon.is_total(text), "{text}");
    }
}

#[test]
fn prompts_are_told_from_work_to_do() {
    let lexicon = Lexicon::standard();
    for text in [
        "<enter name>",
        "<Project name>",
        "[enter date]",
        "[Project name]",
        "{{owner}}",
        "e.g. Jane Doe",
        "E.g. supplier fails",
        "Example",
        "Example: server delivered late",
        "Insert rows above this line",
        "Add rows as needed",
        "Click to add task",
        "Please complete",
        "DD/MM/YYYY",
        "tt.mm.jjjj",
        "z.B. Lieferant fällt aus",
        "<Bitte ausfüllen>",
        "例",
    ] {
        assert!(lexicon.is_prompt(text), "{text}");
    }
    for text in [
        "Enter contract with supplier",
        "Insert new valve",
        "Select supplier",
        "Add rowing machine",
        "<5%",
        "[CR-12] Change request",
        "Example Risk",
        "Alpha",
        "",
        "Describe",
        "Egypt rollout",
        "[2026]",
        "Templates for the board",
    ] {
        assert!(!lexicon.is_prompt(text), "{text}");
    }
}

#[test]
fn months_are_read_in_every_language() {
    for (word, month) in [
        ("Jan", 1),
        ("January", 1),
        ("Jänner", 1),
        ("ene", 1),
        ("févr.", 2),
        ("Feb.", 2),
        ("März", 3),
        ("Maerz", 3),
        ("Mrz", 3),
        ("avril", 4),
        ("MAY", 5),
        ("mai", 5),
        ("giugno", 6),
        ("juil.", 7),
        ("août", 8),
        ("sept.", 9),
        ("Sept", 9),
        ("outubro", 10),
        ("Okt", 10),
        ("Kasım", 11),
        ("дек", 12),
        ("Dezember", 12),
        ("12月", 12),
        ("十二月", 12),
        ("październik", 10),
    ] {
        assert_eq!(Lexicon::standard().month(word), Some(month), "{word}");
    }
    for word in ["Q1", "Monday", "", "13月", "marching", "3"] {
        assert_eq!(Lexicon::standard().month(word), None, "{word}");
    }
}

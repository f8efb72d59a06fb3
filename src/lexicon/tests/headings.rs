//! Headings of real trackers and the columns they mean.

use crate::lexicon::Lexicon;
use crate::lexicon::load::{FILES, load};
use crate::model::column::Column;
use crate::model::tables;

/// Returns the best column of a table for a heading, if the words make us at least as sure as the default setting asks.
fn best(heading: &str, table: &str) -> Option<&'static str> {
    let candidates = Lexicon::standard().candidates(heading);
    candidates
        .iter()
        .filter(|candidate| candidate.schema.name == table && candidate.score >= 0.6)
        .map(|candidate| candidate.column.name)
        .next()
}

/// Returns the score of one column for a heading.
fn score(heading: &str, table: &str, column: &str) -> f64 {
    let candidates = Lexicon::standard().candidates(heading);
    let scores = candidates
        .iter()
        .filter(|candidate| candidate.schema.name == table && candidate.column.name == column)
        .map(|candidate| candidate.score);
    scores.fold(0.0, f64::max)
}

fn check(table: &str, pairs: &[(&str, &str)]) {
    let wrong: Vec<String> = pairs
        .iter()
        .filter(|(heading, column)| best(heading, table) != Some(column))
        .map(|(heading, column)| {
            format!("{heading}: {:?}, expected {column}", best(heading, table))
        })
        .collect();
    assert!(wrong.is_empty(), "{table}:\n{}", wrong.join("\n"));
}

#[test]
fn headings_of_project_lists_are_found() {
    check(
        "projects",
        &[
            ("Project Name", "project"),
            ("Project/Programme Name", "project"),
            ("Name", "project"),
            ("Title", "project"),
            ("Project / \nProgram", "project"),
            ("Projektname", "project"),
            ("Nom du projet", "project"),
            ("Nombre del proyecto", "project"),
            ("プロジェクト名", "project"),
            ("项目名称", "project"),
            ("Proje Adı", "project"),
            ("ID", "project_id"),
            ("#", "project_id"),
            ("Ref.", "project_id"),
            ("Project key", "project_id"),
            ("GMPP - IPA ID Number", "project_id"),
            ("Projekt-Nr.", "project_id"),
            ("N° projet", "project_id"),
            ("Programme", "programme"),
            ("Portfolio", "programme"),
            ("Department ", "department"),
            ("Delivery Body", "department"),
            ("DfT Group", "department"),
            ("Directorate", "department"),
            ("Geschäftsbereich", "department"),
            ("Geschaeftsbereich", "department"),
            ("Annual Report Category", "category"),
            ("Project Type (for IPA use)", "category"),
            ("Senior Responsible Owner (SRO)", "sponsor"),
            ("SRO Full Name", "sponsor"),
            ("Exec Sponsor", "sponsor"),
            ("Auftraggeber", "sponsor"),
            ("Commanditaire", "sponsor"),
            ("Project Manager:", "manager"),
            ("Project Director (PD)", "manager"),
            ("PM", "manager"),
            ("Projektleiter/in", "manager"),
            ("Chef de projet", "manager"),
            ("Jefe de proyecto", "manager"),
            ("负责人", "manager"),
            ("Delivery Methodology", "method"),
            ("Vorgehensmodell", "method"),
            ("Current Phase", "stage"),
            ("Business Case Stage\n(Achieved) ", "stage"),
            ("RIBA Stage", "stage"),
            ("Status", "status"),
            ("Current Status", "status"),
            ("Project Status", "status"),
            ("Projektstatus", "status"),
            ("Estado", "status"),
            ("Statut", "status"),
            ("Stato", "status"),
            ("Durum", "status"),
            ("状态", "status"),
            ("Priority", "priority"),
            ("Priorität", "priority"),
            ("Prioritaet", "priority"),
            ("RAG", "rag"),
            ("RAG Status", "rag"),
            ("BRAG", "rag"),
            ("Overall RAG", "rag"),
            ("Status (RAG)", "rag"),
            ("RAG\nRating", "rag"),
            ("Health", "rag"),
            ("Delivery Confidence", "rag"),
            ("Departmental DCA", "rag"),
            (
                "IPA Delivery Confidence Assessment \n(A Delivery Confidence Assessment of the project at a fixed point in time, using a three-point scale, Red – Amber – Green; definitions in the IPA Annual Report on Major Projects)",
                "rag",
            ),
            (
                "SRO Delivery Confidence Assessment \n(A Delivery Confidence Assessment of the project at a fixed point in time)",
                "rag",
            ),
            ("Ampel", "rag"),
            ("Météo", "rag"),
            ("Semáforo", "rag"),
            ("SRO Schedule DCA", "rag_schedule"),
            ("Schedule RAG", "rag_schedule"),
            ("SRO Finance DCA", "rag_cost"),
            ("Cost RAG", "rag_cost"),
            ("RAG - Budget", "rag_cost"),
            ("Risk RAG", "rag_risk"),
            ("Resource RAG", "rag_resource"),
            ("SRO Benefits DCA", "rag_benefits"),
            ("Start Date", "start"),
            (
                "Project - Start Date \n(Latest Approved Start Date)",
                "start",
            ),
            ("Kick-off", "start"),
            ("Startdatum", "start"),
            ("Date de début", "start"),
            ("Fecha de inicio", "start"),
            ("開始日", "start"),
            ("BL Start", "baseline_start"),
            ("Start (Baseline)", "baseline_start"),
            ("baselineFinish", "baseline_finish"),
            ("Finish_Baseline", "baseline_finish"),
            ("Original End Date", "baseline_finish"),
            ("End Date", "finish"),
            ("PROJECT END DATE", "finish"),
            ("Project - End Date \n(Latest Approved End Date)", "finish"),
            ("Target Completion", "finish"),
            ("Go-live", "finish"),
            ("GoLive Date", "finish"),
            ("Forecast Finish", "finish"),
            ("Due date", "finish"),
            ("Ende", "finish"),
            ("Geplantes Ende", "finish"),
            ("Date de fin prévue", "finish"),
            ("Fecha fin", "finish"),
            ("Actual Finish", "actual_finish"),
            ("Completed on", "actual_finish"),
            ("Ist-Ende", "actual_finish"),
            ("% Complete", "percent_complete"),
            ("percent_complete", "percent_complete"),
            ("Per cent complete", "percent_complete"),
            ("Completion %", "percent_complete"),
            ("OVERALL PROGRESS", "percent_complete"),
            ("Fertigstellungsgrad", "percent_complete"),
            ("% avancement", "percent_complete"),
            ("Avance (%)", "percent_complete"),
            ("进度 (%)", "percent_complete"),
            ("Budget", "budget"),
            ("Budget (£k)", "budget"),
            ("Budget £000s", "budget"),
            ("Approved Budget, EUR m", "budget"),
            ("Budget in Mio. €", "budget"),
            ("BAC", "budget"),
            ("Total Cost", "budget"),
            ("Presupuesto (€)", "budget"),
            ("预算（万元）", "budget"),
            ("EAC", "forecast_cost"),
            ("Forecast Outturn (£m)", "forecast_cost"),
            ("Anticipated Final Cost", "forecast_cost"),
            ("Prognose", "forecast_cost"),
            ("Actual Spend", "actual_cost"),
            ("Spend to date (£k)", "actual_cost"),
            ("ACWP", "actual_cost"),
            ("Ist-Kosten (T€)", "actual_cost"),
            ("Coût réel", "actual_cost"),
            ("PV", "planned_value"),
            ("BCWS", "planned_value"),
            ("Earned Value (EV)", "earned_value"),
            ("BCWP", "earned_value"),
            (
                "Financial Year Baseline (£m) (including Non-Government Costs)",
                "year_budget",
            ),
            ("In-year budget", "year_budget"),
            ("Financial Year Forecast (£m)", "year_forecast"),
            ("Financial Year Variance (%)", "year_variance"),
            (
                "TOTAL Baseline Whole Life Costs (£m) (including Non-Government Costs)",
                "whole_life_cost",
            ),
            ("WLC (£m)", "whole_life_cost"),
            ("Contingency ", "contingency"),
            ("Expected Annual Benefit", "benefit_plan"),
            ("Forecast benefits", "benefit_forecast"),
            ("Last Updated", "updated"),
            ("Reporting period (GMPP - Snapshot Date)", "updated"),
            ("Stichtag", "updated"),
            ("Commentary", "comment"),
            ("Bemerkungen", "comment"),
            ("Observaciones", "comment"),
        ],
    );
}

#[test]
fn headings_of_milestone_plans_are_found() {
    check(
        "milestones",
        &[
            ("Milestone", "milestone"),
            ("Key Date", "milestone"),
            ("Milestone Description", "milestone"),
            ("Meilenstein", "milestone"),
            ("Jalon", "milestone"),
            ("Hito", "milestone"),
            ("里程碑", "milestone"),
            ("Project", "project"),
            ("Projekt", "project"),
            ("Project ID", "project_id"),
            ("Ref", "milestone_id"),
            ("Milestone Owner", "owner"),
            ("Baseline", "baseline"),
            ("Original Date", "baseline"),
            ("Baseline Finish", "baseline"),
            ("Milestone date", "due"),
            ("Forecast date", "due"),
            ("Forecast - Actual", "due"),
            ("Due", "due"),
            ("Planned Date", "due"),
            ("Zieltermin", "due"),
            ("Échéance", "due"),
            ("Fecha prevista", "due"),
            ("Actual", "actual"),
            ("Date achieved", "actual"),
            ("Ist-Termin", "actual"),
            ("Milestone RAG", "rag"),
            ("Status", "status"),
            ("Meilensteinstatus", "status"),
            ("Reason for slippage", "comment"),
        ],
    );
}

#[test]
fn headings_of_plans_and_backlogs_are_found() {
    check(
        "tasks",
        &[
            ("Task Name", "task"),
            ("Summary", "task"),
            ("Activity Description", "task"),
            ("Vorgangsname", "task"),
            ("Nom de la tâche", "task"),
            ("Tarea", "task"),
            ("Card Name", "task"),
            ("issueKey", "task_id"),
            ("Issue key", "task_id"),
            ("WBS", "wbs"),
            ("Outline number", "wbs"),
            ("Unique_ID", "task_id"),
            ("Project name", "project"),
            ("Parent task", "parent"),
            ("Custom field (Epic Link)", "parent"),
            ("Bucket Name", "parent"),
            ("Section/Column", "parent"),
            ("Assignee", "owner"),
            ("Assigned To", "owner"),
            ("Resource Names", "owner"),
            ("Zugewiesen an", "owner"),
            ("Responsable", "owner"),
            ("Task Status", "status"),
            ("State", "status"),
            ("Priority", "priority"),
            ("Health", "rag"),
            ("Baseline Start", "baseline_start"),
            ("Baseline_Finish", "baseline_finish"),
            ("Start", "start"),
            ("Start Week", "start"),
            ("Anfang", "start"),
            ("Finish", "finish"),
            ("Due Date", "finish"),
            ("Fälligkeitsdatum", "finish"),
            ("Échéance", "finish"),
            ("Actual Start", "actual_start"),
            ("Completed Date", "actual_finish"),
            ("Completed At", "actual_finish"),
            ("Resolved", "actual_finish"),
            ("Duration", "duration"),
            ("Duration (Weeks)", "duration"),
            ("Dauer (Tage)", "duration"),
            ("Work", "effort"),
            ("Original estimate", "effort"),
            ("Aufwand (PT)", "effort"),
            ("HOURS", "effort"),
            ("Percent_Complete", "percent_complete"),
            ("% Work Complete", "percent_complete"),
            ("Fortschritt", "percent_complete"),
            ("Predecessors", "predecessors"),
            ("Depends on", "predecessors"),
            ("Blocked By (Dependencies)", "predecessors"),
            ("Vorgänger", "predecessors"),
            ("Sprint", "sprint"),
            ("Iteration Path", "sprint"),
            ("Custom field (Story Points)", "points"),
            ("Story point estimate", "points"),
            ("Notes", "comment"),
        ],
    );
}

#[test]
fn headings_of_cost_tables_are_found() {
    check(
        "costs",
        &[
            ("Cost Category", "category"),
            ("Kostenart", "category"),
            ("Capex/Opex", "capex_opex"),
            ("GL Code", "category"),
            ("Month", "period"),
            ("Monat", "period"),
            ("Posting Date", "period"),
            ("w/c", "period"),
            ("Budget", "budget"),
            ("Planned cost", "budget"),
            ("Plankosten", "budget"),
            ("Presupuesto", "budget"),
            ("Actuals (£k)", "actual"),
            ("Actual cost", "actual"),
            ("Ist", "actual"),
            ("Réalisé", "actual"),
            ("Amount", "actual"),
            ("Forecast spend", "forecast"),
            ("Latest forecast", "forecast"),
            ("Prévision", "forecast"),
            ("Project code", "project_id"),
            ("Variance explanation", "comment"),
        ],
    );
}

#[test]
fn headings_of_people_and_bookings_are_found() {
    check(
        "people",
        &[
            ("Name", "person"),
            ("Resource Name", "person"),
            ("Mitarbeiter", "person"),
            ("氏名", "person"),
            ("Role", "role"),
            ("Job title", "role"),
            ("Skill", "skills"),
            ("Team", "team"),
            ("Abteilung", "team"),
            ("FTE", "fte"),
            ("Max Units", "fte"),
            ("Day rate (£)", "day_rate"),
            ("Standard Rate", "day_rate"),
            ("Tagessatz", "day_rate"),
            ("TJM", "day_rate"),
            ("Available from", "start"),
            ("Contract end", "finish"),
            ("Employee ID", "person_id"),
        ],
    );
    check(
        "assignments",
        &[
            ("Resource", "person"),
            ("Person", "person"),
            ("Project", "project"),
            ("Role required", "role"),
            ("Month", "period"),
            ("Week commencing", "period"),
            ("% Allocation", "booked"),
            ("Allocated days", "booked"),
            ("Hours", "booked"),
            ("Auslastung (%)", "booked"),
            ("Unit", "unit"),
            ("FTE", "fte"),
            ("Planned FTE", "fte"),
        ],
    );
}

#[test]
fn headings_of_risk_registers_are_found() {
    check(
        "risks",
        &[
            ("Risk", "risk"),
            ("Risk\nDescription", "risk"),
            ("Brief Risk Description ", "risk"),
            ("Risikobeschreibung", "risk"),
            ("Description du risque", "risk"),
            ("Descripción", "risk"),
            ("Risk Number", "risk_id"),
            ("No.", "risk_id"),
            ("Lfd. Nr.", "risk_id"),
            ("BRD Risk Category", "category"),
            ("PESTLE category", "category"),
            ("Prob.", "probability"),
            ("L", "probability"),
            ("Likelihood (1-5)", "probability"),
            ("Likelihood/Probability", "probability"),
            ("BRD Residual Likelihood", "probability"),
            ("field::likelihood", "probability"),
            ("Eintrittswahrscheinlichkeit", "probability"),
            ("Probabilité", "probability"),
            ("Olasılık", "probability"),
            ("I", "impact"),
            ("Impact", "impact"),
            ("field::impact", "impact"),
            ("Auswirkung", "impact"),
            ("Gravité", "impact"),
            ("影响程度", "impact"),
            ("Residual score", "score"),
            ("Risk Priority Number", "score"),
            ("P x I", "score"),
            ("PxI", "score"),
            ("Severity", "score"),
            ("Risikowert", "score"),
            ("Probability (%)", "probability_share"),
            ("Prob %", "probability_share"),
            ("Impact (£)", "impact_cost"),
            ("Impact (£k)", "impact_cost"),
            ("Impact £m", "impact_cost"),
            ("Financial impact", "impact_cost"),
            ("Risk Level", "rag"),
            ("RAG", "rag"),
            ("Risk owner", "owner"),
            ("Risikoeigner", "owner"),
            ("Owner(s)", "owner"),
            ("Responsable du risque", "owner"),
            ("Mitigating actions", "response"),
            ("Mitigation", "response"),
            ("Next step", "response"),
            (
                "BRD Mitigation - Actions taken (brief description)",
                "response",
            ),
            ("Gegenmaßnahmen", "response"),
            ("Plan d'action", "response"),
            ("Medidas", "response"),
            ("Risk Status", "status"),
            ("Open/Closed", "status"),
            ("Raised", "raised"),
            ("Date Identified", "raised"),
            ("Target Resolution Date", "due"),
            ("Last Reviewed", "reviewed"),
            ("Date closed", "closed"),
            ("Comments", "comment"),
        ],
    );
}

#[test]
fn headings_of_issue_and_action_logs_are_found() {
    check(
        "issues",
        &[
            ("Issue Description", "issue"),
            ("Problem", "issue"),
            ("Issue ID", "issue_id"),
            ("Issue type", "category"),
            ("Issue date", "raised"),
            ("Severity", "severity"),
            ("Impact", "severity"),
            ("Schweregrad", "severity"),
            ("Priority", "priority"),
            ("Resolution", "response"),
            ("Next steps", "response"),
            ("Lösung", "response"),
            ("Resolved", "closed"),
            ("Issue owner", "owner"),
            ("Workstream", "project"),
        ],
    );
    check(
        "actions",
        &[
            ("Action", "action"),
            ("Action Description", "action"),
            ("Maßnahme", "action"),
            ("Acción", "action"),
            ("Action No", "action_id"),
            ("By whom", "owner"),
            ("By when", "due"),
            ("Bis wann", "due"),
            ("Date raised", "raised"),
            ("Meeting date", "raised"),
            ("Completed date", "closed"),
            ("Update", "comment"),
            ("アクション内容", "action"),
        ],
    );
}

#[test]
fn a_word_that_changes_the_meaning_is_not_overlooked() {
    for (heading, table) in [
        ("Project Manager", "tasks"),
        ("Benefit Owner", "risks"),
        ("Benefit Owner", "projects"),
        ("Benefit Category", "costs"),
        ("Next review date", "people"),
        ("Raised by", "actions"),
        ("Reporter", "actions"),
        ("Status date", "risks"),
        ("Issue date", "tasks"),
        ("Project RAG", "milestones"),
        ("Planned % complete", "tasks"),
        ("Baseline duration", "tasks"),
        ("Remaining work", "tasks"),
        ("Safety RAG", "projects"),
        ("RAG (prev)", "projects"),
        ("RAG (last month)", "projects"),
        ("Due date (change)", "milestones"),
        ("Number of risks", "risks"),
        ("Budget variance", "costs"),
        ("Week 1", "costs"),
        ("Swarm", "tasks"),
        ("BL.showValues", "risks"),
        ("", "projects"),
        ("-", "projects"),
        ("🔴", "projects"),
    ] {
        // Below the default setting's confidence, or known only as a second meaning.
        let candidates = Lexicon::standard().candidates(heading);
        let sure = candidates
            .iter()
            .find(|candidate| candidate.schema.name == table && candidate.score > 0.7);
        assert!(sure.is_none(), "{heading} in {table}: {sure:?}");
    }
}

#[test]
fn how_a_heading_was_found_shows_in_its_score() {
    for (heading, table, column, expected) in [
        ("Risk description", "risks", "risk", 1.0),
        ("Impact (£k)", "risks", "impact_cost", 1.0),
        ("The milestone owners", "milestones", "owner", 0.97),
        ("Dates of closure", "risks", "closed", 0.97),
        ("Planned: Start date", "tasks", "start", 1.0),
        ("Delivery (planned) date", "milestones", "due", 0.96),
        ("Owner (delivery side)", "tasks", "owner", 0.95),
        ("Likelihood/Probability", "risks", "probability", 0.9),
        ("Mitigation / zzz", "risks", "response", 0.75),
        ("Planned start", "projects", "baseline_start", 0.7),
        ("Departmnt", "projects", "department", 0.8),
        ("Mitigaton plan", "risks", "response", 0.8),
        ("Benefit owner", "projects", "manager", 0.5),
    ] {
        let found = score(heading, table, column);
        assert!((found - expected).abs() < 1e-9, "{heading}: {found}");
    }
}

#[test]
fn a_column_is_a_candidate_once_and_the_best_comes_first() {
    for heading in [
        "Owner",
        "Planned start",
        "Status",
        "Project Status",
        "Budget (£k)",
    ] {
        let candidates = Lexicon::standard().candidates(heading);
        let mut seen: Vec<(&str, &str)> = candidates
            .iter()
            .map(|candidate| (candidate.schema.name, candidate.column.name))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), candidates.len(), "{heading}");
        assert!(
            candidates.is_sorted_by(|a, b| a.score >= b.score),
            "{heading}"
        );
        assert!(
            candidates.iter().all(|found| found.score <= 1.0),
            "{heading}"
        );
    }
}

#[test]
fn every_column_of_the_model_is_found_by_its_own_name() {
    for schema in tables::ALL {
        for column in schema.columns {
            let Column { name, .. } = column;
            let reached = score(name, schema.name, name);
            assert!(reached >= 0.9, "{}.{name}: {reached}", schema.name);
        }
    }
}

#[test]
fn every_phrase_of_the_files_finds_its_own_column() {
    let words = load(FILES).expect("a test of its own shows why not");
    for table in &words.tables {
        for (column, phrase) in &table.columns {
            let reached = score(&phrase.folded, table.schema.name, column.name);
            let name = table.schema.name;
            assert!(
                reached >= 0.9,
                "{} is {name}.{}: {reached}",
                phrase.folded,
                column.name
            );
        }
    }
}

#[test]
fn words_of_ones_own_are_added_to_ours() {
    let mine = "table = \"projects\"\n[columns.sponsor]\nen = [\"Herr der Ringe\"]";
    let lexicon = Lexicon::with(&[("mine.toml", mine)]).expect("valid");
    let candidates = lexicon.candidates("herr der ringe");
    assert_eq!(candidates[0].column.name, "sponsor");
    assert!(Lexicon::standard().candidates("herr der ringe").is_empty());
}

#[test]
fn long_prose_and_odd_text_are_looked_at_without_harm() {
    let prose = "the quick brown fox ".repeat(5_000);
    assert!(Lexicon::standard().candidates(&prose).is_empty());
    for odd in [
        "((((((",
        "))))",
        "\u{0}",
        "\u{202E}Name",
        "[",
        "1.",
        "%%%",
        "Ⅷ",
        "ﷺ",
        "Custom field (",
    ] {
        Lexicon::standard().candidates(odd);
    }
}

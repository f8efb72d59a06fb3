//! Packs of odd portfolios: without costs, people, milestones or risks, and a list of 235 projects that only report.

use chrono::{Duration, NaiveDate};

use crate::model::column::Column;
use crate::model::frame::Frame;
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::projects::{self, Projects};
use crate::model::value::Value;
use crate::report::pack::Pack;
use crate::report::sample::{Sample, as_of, sample};
use crate::report::sheets::pack;
use crate::write::excel::workbook;

fn pack_of(sample: &Sample) -> Pack {
    pack(
        &sample.portfolio,
        &sample.findings,
        &sample.controls,
        &sample.settings,
    )
}

/// Returns a portfolio of 14 projects without one of its tables.
fn without(table: &str) -> Sample {
    let mut sample = sample(14);
    let portfolio = &mut sample.portfolio;
    match table {
        "costs" => {
            portfolio.costs = Frame::new(&[]);
        }
        "people" => {
            portfolio.people = Frame::new(&[]);
            portfolio.assignments = Frame::new(&[]);
        }
        "milestones" => portfolio.milestones = Frame::new(&[]),
        "risks" => {
            portfolio.risks = Frame::new(&[]);
            portfolio.issues = Frame::new(&[]);
        }
        _ => {
            portfolio.costs = Frame::new(&[]);
            portfolio.people = Frame::new(&[]);
            portfolio.assignments = Frame::new(&[]);
            portfolio.milestones = Frame::new(&[]);
            portfolio.risks = Frame::new(&[]);
            portfolio.issues = Frame::new(&[]);
            portfolio.actions = Frame::new(&[]);
        }
    }
    sample
}

/// Returns a government's list of major projects: a reported status, the year's money, dates, whole-life cost.
fn major_projects(number: u32) -> Sample {
    let departments = [
        "Ministry of Defence",
        "Department for Transport",
        "Home Office",
        "Ministry of Justice",
        "Department of Health and Social Care",
        "HM Revenue and Customs",
        "Department for Education",
        "Department for Energy Security and Net Zero",
        "Cabinet Office",
        "Department for Work and Pensions",
        "Department for Environment, Food and Rural Affairs",
        "Foreign, Commonwealth and Development Office",
    ];
    let mut records = Vec::new();
    for at in 0..number {
        let mut record = Record::new(
            Projects::SCHEMA,
            Origin::row(
                &"major projects.csv".into(),
                &"major projects".into(),
                at + 1,
            ),
            (0, 9),
        );
        let mut set = |column: &Column, value: Value| record.set(column, value);
        let text = |text: String| Value::Text(text);
        let spread = |times: u32, of: u32| f64::from(at * times % of);
        set(&projects::PROJECT_ID, text(format!("MP_{:04}", at + 1)));
        set(
            &projects::PROJECT,
            text(format!(
                "Major Project {} Transformation and Estate Programme",
                at + 1
            )),
        );
        let department = departments[(at * at % 12) as usize];
        set(&projects::DEPARTMENT, text(department.to_string()));
        let rag = match at * 7 % 20 {
            0 | 1 => Some("red"),
            2 => None,
            3..=5 => Some("green"),
            _ => Some("amber"),
        };
        if let Some(rag) = rag {
            set(&projects::RAG, text(rag.to_string()));
        }
        if at % 9 != 0 {
            let budget = 2e6 + spread(37, 101) * 3.1e6;
            set(&projects::YEAR_BUDGET, Value::Number(budget));
            let change = 0.85 + spread(13, 41) / 130.0;
            set(&projects::YEAR_FORECAST, Value::Number(budget * change));
            set(&projects::WHOLE_LIFE_COST, Value::Number(budget * 9.5));
        }
        let day = |days: i64| Value::Date(as_of() + Duration::days(days));
        set(&projects::START, day(-900 - i64::from(at) * 3));
        if at % 11 != 0 {
            set(&projects::FINISH, day(-60 + i64::from(at * 29 % 2000)));
        }
        records.push(record);
    }
    let mut sample = without("everything but projects");
    sample.portfolio.projects = Frame::new(&records);
    sample
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
}

#[test]
fn the_sample_is_read_at_the_end_of_october() {
    assert_eq!(as_of(), date(2026, 10, 31));
}

#[test]
#[ignore = "writes packs of odd portfolios to target/packs, to be looked at and recalculated elsewhere"]
fn packs_of_odd_portfolios_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/packs");
    std::fs::create_dir_all(&folder).unwrap();
    for table in ["costs", "people", "milestones", "risks", "all"] {
        let bytes = workbook(&pack_of(&without(table))).unwrap().bytes;
        std::fs::write(folder.join(format!("without-{table}.xlsx")), bytes).unwrap();
    }
    let bytes = workbook(&pack_of(&major_projects(235))).unwrap().bytes;
    std::fs::write(folder.join("major-235.xlsx"), bytes).unwrap();
}

//! Formulas with their text and their value, side by side; the values were compared with a spreadsheet program.

use crate::report::block::Block;
use crate::report::cell::{Cell, Role};
use crate::report::directory::{Area, CellId, Directory};
use crate::report::evaluate::evaluate;
use crate::report::excel_text::{Addresses, Fixed, excel_text};
use crate::report::formula::{Field, Formula, across, body, head, join, marked, name, row};
use crate::report::functions::{
    abs, and, as_number, average, choose, count, count_given, count_ifs, counted, date, date_text,
    first_of, if_, if_error, index, is_number, large, left, lookup, lower, max, max_product, mid,
    month_end, months_later, not, or_blank, plural, position, rank, ratio, round, round_up, rows,
    small, substitute, sum, sum_ifs, sum_product, text, upper, working_days,
};
use crate::report::list::List;
use crate::report::money::Money;
use crate::report::pack::{Pack, Sheet, SheetKind};
use crate::report::sample;
use crate::report::scalar::{Fault, Scalar};
use crate::report::table::Table;
use crate::settings::MoneyUnit;

static ID: Field = Field::new("tblThings", "ID");
static KIND: Field = Field::new("tblThings", "Kind");
static COST: Field = Field::new("tblThings", "Cost");
static DUE: Field = Field::new("tblThings", "Due");
static DOUBLE: Field = Field::new("tblThings", "Double");
static RANK: Field = Field::new("tblThings", "Rank");

/// A pack with one table, a list over it, a yellow cell, and the formula in question as a headline.
fn pack(formula: Formula) -> Pack {
    let mut table = Table::new("tblThings", "Things", 4);
    let texts = |texts: [&str; 4]| {
        texts
            .map(|text| {
                if text.is_empty() {
                    Scalar::Blank
                } else {
                    text.into()
                }
            })
            .to_vec()
    };
    table.values(&ID, Role::Id, 9.0, texts(["P1", "007", "p3", "P4"]));
    table.values(&KIND, Role::Text, 9.0, texts(["Red", "red", "", "◆ Late"]));
    table.values(
        &COST,
        Role::Money,
        9.0,
        vec![10.0.into(), 2.5.into(), Scalar::Blank, 40.0.into()],
    );
    table.values(
        &DUE,
        Role::Date,
        9.0,
        vec![
            sample::as_of().into(),
            Scalar::Blank,
            46_300.0.into(),
            46_400.0.into(),
        ],
    );
    let double = if_(is_number(COST.this()), COST.this() * 2.0, "");
    table.formula(&DOUBLE, Role::Money, 9.0, double);
    let place = if_(is_number(COST.this()), rank(COST.this(), &COST), "");
    table.formula(&RANK, Role::Count, 9.0, place);
    let mut data = Sheet::new("Data_Things", SheetKind::Data, "Things", "", [9.0; 6]);
    data.push(Block::Table(table));

    let mut list = List::new()
        .id("list")
        .column("ID", "ID", Role::Id, 1)
        .column("Cost", "Cost", Role::Money, 1)
        .headed("Factor", Cell::value(Role::Count, 3.0), Role::Money, 1);
    for place in 1..=2_u32 {
        let id = lookup(&ID, &RANK, place);
        list.push([id, lookup(&COST, &ID, row("ID")), row("Cost") * head()]);
    }
    list.total(
        "Total",
        [
            ("Cost", sum(body("Cost"))),
            ("Factor", sum(across("Cost", "Cost"))),
        ],
    );
    let mut page = Sheet::new("A page", SheetKind::Board, "Page", "", [9.0; 3]).headline(formula);
    page.push(list.block());
    let mut input = List::new().column("Limit", "Limit", Role::InputNumber, 1);
    input.push_cells(
        crate::report::block::RowKind::Body,
        [Cell::value(Role::InputNumber, 12.0)
            .named("thr_Cost")
            .marked("limit")],
    );
    page.push(input.block());
    Pack {
        title: String::new(),
        subject: String::new(),
        organisation: String::new(),
        meeting: String::new(),
        classification: String::new(),
        as_of: sample::as_of(),
        money: Money::choose("£", MoneyUnit::Millions, 0.0),
        names: Vec::new(),
        sheets: vec![page, data],
    }
}

/// Addresses that say where a reference points within the pack.
struct Plain;

impl Addresses for Plain {
    fn area(&self, area: Area, _: Fixed) -> String {
        format!(
            "<{}.{} {:?} {:?}>",
            area.sheet, area.block, area.rows, area.columns
        )
    }

    fn page(&self, _: usize) -> String {
        "<page>".to_string()
    }

    fn sheet_name(&self, _: usize) -> &'static str {
        "A page"
    }
}

fn value(formula: Formula) -> Scalar {
    let pack = pack(formula);
    let directory = Directory::new(&pack);
    evaluate(&pack, &directory).headline(0).clone()
}

fn written(formula: &Formula) -> String {
    let pack = pack("".into());
    let at = CellId {
        sheet: 0,
        block: usize::MAX,
        row: 0,
        column: 0,
    };
    excel_text(formula, at, &Directory::new(&pack), &Plain)
}

fn given(formula: Formula, as_text: &str, gives: impl Into<Scalar>) {
    assert_eq!(written(&formula), as_text);
    assert_eq!(value(formula), gives.into(), "{as_text}");
}

#[test]
fn sums_and_counts_over_columns() {
    given(sum(&COST), "SUM(tblThings[Cost])", 52.5);
    given(count(&COST), "COUNT(tblThings[Cost])", 3.0);
    given(count_given(&KIND), "COUNTA(tblThings[Kind])", 3.0);
    given(rows(&COST), "ROWS(tblThings[Cost])", 4.0);
    given(average(&COST), "AVERAGE(tblThings[Cost])", 17.5);
    given(large(&COST, 2.0), "LARGE(tblThings[Cost],2)", 10.0);
    given(small(&COST, 1.0), "SMALL(tblThings[Cost],1)", 2.5);
    given(sum(&DOUBLE), "SUM(tblThings[Double])", 105.0);
    given(
        max([COST.all(), 41.0.into()]),
        "MAX(tblThings[Cost],41)",
        41.0,
    );
}

#[test]
fn conditions_are_met_as_excel_meets_them() {
    given(
        count_ifs([KIND.equal_to("red")]),
        "COUNTIF(tblThings[Kind],\"red\")",
        2.0,
    );
    given(
        count_ifs([KIND.equal_to("◆*")]),
        "COUNTIF(tblThings[Kind],\"◆*\")",
        1.0,
    );
    given(
        count_ifs([KIND.differs_from("Red")]),
        "COUNTIF(tblThings[Kind],\"<>Red\")",
        2.0,
    );
    given(
        count_ifs([KIND.given()]),
        "COUNTIF(tblThings[Kind],\"<>\")",
        3.0,
    );
    given(
        count_ifs([COST.at_least(name("thr_Cost"))]),
        "COUNTIF(tblThings[Cost],\">=\"&thr_Cost)",
        1.0,
    );
    given(
        sum_ifs(&COST, [KIND.equal_to("Red"), COST.below(10.0)]),
        "SUMIFS(tblThings[Cost],tblThings[Kind],\"Red\",tblThings[Cost],\"<\"&10)",
        2.5,
    );
    given(
        count_ifs([DUE.at_most(sample::as_of()), COST.given()]),
        "COUNTIFS(tblThings[Due],\"<=\"&46326,tblThings[Cost],\"<>\")",
        1.0,
    );
}

#[test]
fn lookups_find_the_first_row_whatever_its_case() {
    given(
        lookup(&COST, &ID, "P4"),
        "INDEX(tblThings[Cost],MATCH(\"P4\",tblThings[ID],0))",
        40.0,
    );
    given(position("P3", &ID), "MATCH(\"P3\",tblThings[ID],0)", 3.0);
    given(
        position("P9", &ID),
        "MATCH(\"P9\",tblThings[ID],0)",
        Scalar::Error(Fault::NotAvailable),
    );
    given(index(&ID, 2.0), "INDEX(tblThings[ID],2)", "007");
    given(
        index(&ID, 5.0),
        "INDEX(tblThings[ID],5)",
        Scalar::Error(Fault::Reference),
    );
    given(
        if_error(position("P9", &ID), "–"),
        "IFERROR(MATCH(\"P9\",tblThings[ID],0),\"–\")",
        "–",
    );
}

#[test]
fn a_blank_is_shown_as_zero_unless_it_is_said_to_be_blank() {
    given(index(&COST, 3.0), "INDEX(tblThings[Cost],3)", 0.0);
    given(
        or_blank(index(&COST, 3.0)),
        "IF(INDEX(tblThings[Cost],3)=\"\",\"\",INDEX(tblThings[Cost],3))",
        "",
    );
    given(ratio(1.0, 0.0), "IFERROR(1/0,\"\")", "");
}

#[test]
fn products_go_row_by_row() {
    given(
        max_product(KIND.all().equals("Red") * &COST),
        "SUMPRODUCT(MAX((tblThings[Kind]=\"Red\")*tblThings[Cost]))",
        10.0,
    );
    given(
        sum_product(as_number(ID.all().differs("P1"))),
        "SUMPRODUCT(--(tblThings[ID]<>\"P1\"))",
        3.0,
    );
}

#[test]
fn brackets_stand_where_they_are_needed_and_nowhere_else() {
    let five = || Formula::from(5.0);
    given((five() - 2.0) * 3.0, "(5-2)*3", 9.0);
    given(five() - (five() - 2.0), "5-(5-2)", 2.0);
    given(five() / (five() * 2.0), "5/(5*2)", 0.5);
    given(five() + (five() + 1.0), "5+5+1", 11.0);
    given(five() & (five() + 1.0), "5&5+1", "56");
    given(-(five() - 2.0), "-(5-2)", -3.0);
    given((five() & "a").equals("5A"), "5&\"a\"=\"5A\"", true);
}

#[test]
fn texts_are_joined_and_formatted() {
    given(
        join([
            text(0.1234, "0.0%"),
            " of ".into(),
            text(1_234_567.5, "#,##0"),
        ]),
        "TEXT(0.1234,\"0.0%\")&\" of \"&TEXT(1234567.5,\"#,##0\")",
        "12.3% of 1,234,568",
    );
    given(
        upper(left("apple", 1)) & mid("apple", 2, 60),
        "UPPER(LEFT(\"apple\",1))&MID(\"apple\",2,60)",
        "Apple",
    );
    given(lower("ABC"), "LOWER(\"ABC\")", "abc");
    given(
        substitute("a|b", "|", ""),
        "SUBSTITUTE(\"a|b\",\"|\",\"\")",
        "ab",
    );
    given(
        Formula::from("say \"x\"") & 1.0,
        "\"say \"\"x\"\"\"&1",
        "say \"x\"1",
    );
    assert_eq!(
        value(counted(1.0, "project is", "projects are")),
        "1 project is".into()
    );
    assert_eq!(
        value(counted(3.0, "project is", "projects are")),
        "3 projects are".into()
    );
    assert_eq!(value(plural(0.0, "one", "many")), "many".into());
    assert_eq!(value(date_text(sample::as_of())), "31 Oct 2026".into());
}

#[test]
fn numbers_and_dates() {
    given(round(2.675, 2), "ROUND(2.675,2)", 2.68);
    given(round_up(1.21, 1), "ROUNDUP(1.21,1)", 1.3);
    given(abs(-2.0), "ABS(-2)", 2.0);
    given(months_later(46_326.0, -3.0), "EDATE(46326,-3)", 46_234.0);
    given(month_end(46_326.0, 1.0), "EOMONTH(46326,1)", 46_356.0);
    given(
        working_days(46_327.0, 46_356.0),
        "NETWORKDAYS(46327,46356)",
        21.0,
    );
    given(date(2026.0, 10.0, 31.0), "DATE(2026,10,31)", 46_326.0);
    given(
        choose(2.0, ["a".into(), "b".into()]),
        "CHOOSE(2,\"a\",\"b\")",
        "b",
    );
}

#[test]
fn conditions_that_are_known_leave_no_trace() {
    given(
        if_(is_number(""), "x", name("thr_Cost") * 2.0),
        "thr_Cost*2",
        24.0,
    );
    given(
        if_(and([true.into(), Formula::from("a").equals("b")]), 1.0, 2.0),
        "2",
        2.0,
    );
    given(if_(not(false), "yes", "no"), "\"yes\"", "yes");
    given(
        first_of(
            [
                (name("thr_Cost").above(20.0), "high".into()),
                (name("thr_Cost").above(10.0), "middle".into()),
            ],
            "low",
        ),
        "IF(thr_Cost>20,\"high\",IF(thr_Cost>10,\"middle\",\"low\"))",
        "middle",
    );
}

#[test]
fn lists_point_into_themselves_and_are_pointed_to() {
    let found = crate::report::formula::cells("list", "Factor");
    given(sum(found), "SUM(<0.0 (1, 2) (2, 2)>)", 150.0);
    given(marked("limit") * 2.0, "<0.1 (1, 1) (0, 0)>*2", 24.0);
}

#[test]
fn a_formula_that_needs_itself_is_an_error() {
    assert_eq!(
        value(crate::report::formula::headline("A page") & "!"),
        Scalar::Error(Fault::Reference)
    );
}

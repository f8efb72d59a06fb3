//! The conditional formats of a sheet, in the order in which they count.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::grid::{Area, Condition, Point, Test};
use super::package::attribute;
use super::place;
use super::styles::Styles;

/// More rules are the rubble of much copying and pasting; those that count first are kept.
const MOST: usize = 2_000;

/// Reads the conditional formats from a sheet's XML; what is damaged is no rule, since the cells are read elsewhere.
pub(super) fn conditions(xml: &str, styles: &Styles) -> Vec<Condition> {
    // They stand behind the cells, which are most of the part and need not be gone through again.
    let Some(start) = xml.rfind("sheetData>") else {
        return Vec::new();
    };
    let rest = &xml[start + "sheetData>".len()..];
    let mut reader = Reader::from_str(rest);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_unmatched_ends = true;
    let mut walk = Walk {
        styles,
        rules: Vec::new(),
        areas: Vec::new(),
        block: 0,
        text: None,
        is_dress: false,
    };
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => walk.start(&element),
            Event::End(element) => walk.end(element.local_name().as_ref()),
            Event::Text(text) => walk.add(&text.into_inner()),
            Event::GeneralRef(reference) => walk.add(match reference.as_ref() {
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                "amp" => "&",
                _ => "?",
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    let mut rules = walk.rules;
    rules.sort_by_key(|rule| rule.priority);
    rules.truncate(MOST);
    rules.into_iter().map(Rule::condition).collect()
}

/// A rule as far as it was read.
#[derive(Debug, Default)]
struct Rule {
    areas: Vec<Area>,
    priority: i64,
    stops: bool,
    kind: String,
    operator: String,
    word: String,
    formulas: Vec<String>,
    fill: Option<u32>,
    ink: Option<u32>,
    points: Vec<Point>,
    colours: Vec<u32>,
    set: String,
    reversed: bool,
    custom: bool,
}

impl Rule {
    fn condition(self) -> Condition {
        let first = self.formulas.first().cloned().unwrap_or_default();
        let test = match self.kind.as_str() {
            "cellIs" => Test::Compare {
                operator: self.operator,
                formulas: self.formulas,
            },
            "expression" => Test::Formula(first),
            "containsText" | "notContainsText" | "beginsWith" | "endsWith" => Test::Text {
                how: self.kind,
                text: self.word,
            },
            "containsBlanks" => Test::Blank(true),
            "notContainsBlanks" => Test::Blank(false),
            "containsErrors" => Test::Error(true),
            "notContainsErrors" => Test::Error(false),
            "colorScale" if self.points.len() == self.colours.len() => {
                Test::Scale(self.points.into_iter().zip(self.colours).collect())
            }
            "iconSet" if !self.custom => Test::Icons {
                set: self.set,
                points: self.points,
                reversed: self.reversed,
            },
            _ => Test::Unsure(self.kind),
        };
        Condition {
            areas: self.areas,
            stops: self.stops,
            test,
            fill: self.fill,
            ink: self.ink,
        }
    }
}

struct Walk<'s> {
    styles: &'s Styles,
    rules: Vec<Rule>,
    /// Where the rules of the block hold, if it says so in front of them.
    areas: Vec<Area>,
    /// How many rules there were when the block began.
    block: usize,
    /// The text of the formula or range that is being read.
    text: Option<String>,
    /// A rule of a later Excel brings its look with it.
    is_dress: bool,
}

impl Walk<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let said = |name: &str| attribute(element, name).ok().flatten();
        let is = |name: &str| said(name).is_some_and(|flag| matches!(flag.as_ref(), "1" | "true"));
        let name = element.local_name();
        match (name.as_ref(), self.rules.last_mut()) {
            ("conditionalFormatting", _) => {
                self.block = self.rules.len();
                self.areas = said("sqref")
                    .map(|areas| self::areas(&areas))
                    .unwrap_or_default();
            }
            ("cfRule", _) => {
                let dress = said("dxfId").and_then(|number| number.parse::<usize>().ok());
                let dress = dress.and_then(|number| self.styles.conditional.get(number));
                self.rules.push(Rule {
                    areas: self.areas.clone(),
                    priority: said("priority")
                        .and_then(|priority| priority.parse().ok())
                        .unwrap_or(i64::MAX),
                    stops: is("stopIfTrue"),
                    kind: said("type").unwrap_or_default().into_owned(),
                    operator: said("operator").unwrap_or_default().into_owned(),
                    word: said("text").unwrap_or_default().into_owned(),
                    fill: dress.and_then(|dress| dress.fill),
                    ink: dress.and_then(|dress| dress.ink),
                    ..Rule::default()
                });
            }
            ("formula" | "f" | "sqref", _) => self.text = Some(String::new()),
            ("iconSet", Some(rule)) => {
                rule.set = said("iconSet").map_or("3TrafficLights1".to_string(), Into::into);
                rule.reversed = is("reverse");
                rule.custom = is("custom");
            }
            ("cfvo", Some(rule)) => rule.points.push(Point {
                kind: said("type").unwrap_or_default().into_owned(),
                value: said("val").unwrap_or_default().into_owned(),
                or_equal: said("gte").is_none_or(|flag| !matches!(flag.as_ref(), "0" | "false")),
            }),
            ("dxf", _) => self.is_dress = true,
            ("bgColor", Some(rule)) if self.is_dress => {
                rule.fill = self.styles.palette.colour(element);
            }
            ("color", Some(rule)) if !self.is_dress => {
                rule.colours.extend(self.styles.palette.colour(element));
            }
            _ => {}
        }
    }

    fn add(&mut self, piece: &str) {
        if let Some(text) = &mut self.text {
            text.push_str(piece);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "dxf" {
            self.is_dress = false;
        }
        if !matches!(name, "formula" | "f" | "sqref") {
            return;
        }
        let Some(text) = self.text.take() else {
            return;
        };
        if name == "sqref" {
            let areas = areas(&text);
            for rule in &mut self.rules[self.block..] {
                rule.areas.clone_from(&areas);
            }
        } else if let Some(rule) = self.rules.last_mut() {
            match rule.points.last_mut() {
                Some(point) => point.value = text,
                None => rule.formulas.push(text),
            }
        }
    }
}

fn areas(text: &str) -> Vec<Area> {
    text.split_whitespace().filter_map(place::area).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Vec<Condition> {
        let styles = Styles::read(
            r#"<styleSheet><dxfs><dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf></dxfs></styleSheet>"#,
            None,
        );
        conditions(
            &format!("<worksheet><sheetData></sheetData>{xml}</worksheet>"),
            &styles,
        )
    }

    #[test]
    fn rules_come_in_the_order_of_their_priority() {
        let rules = read(concat!(
            r#"<conditionalFormatting sqref="B2:B9 D2"><cfRule type="cellIs" dxfId="0" priority="2" operator="equal">"#,
            r#"<formula>"Late &amp; lost"</formula></cfRule></conditionalFormatting>"#,
            r#"<conditionalFormatting sqref="B2"><cfRule type="containsText" dxfId="7" priority="1" stopIfTrue="1" text="x"/>"#,
            "</conditionalFormatting>"
        ));
        assert_eq!(
            rules[0].test,
            Test::Text {
                how: "containsText".to_string(),
                text: "x".to_string()
            }
        );
        assert!(rules[0].stops && rules[0].fill.is_none());
        assert_eq!(rules[1].areas.len(), 2);
        assert_eq!(rules[1].fill, Some(0xFF_00_00));
        assert_eq!(
            rules[1].test,
            Test::Compare {
                operator: "equal".to_string(),
                formulas: vec!["\"Late & lost\"".to_string()]
            }
        );
    }

    #[test]
    fn a_rule_of_a_later_excel_says_its_range_behind_it() {
        let rules = read(concat!(
            r#"<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="iconSet" priority="1">"#,
            r#"<x14:iconSet iconSet="3Triangles"><x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo>"#,
            r#"<x14:cfvo type="num" gte="0"><xm:f>7</xm:f></x14:cfvo></x14:iconSet></x14:cfRule><xm:sqref>C2:C5</xm:sqref>"#,
            "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
        ));
        assert_eq!(rules[0].areas, [place::area("C2:C5").unwrap()]);
        let Test::Icons { set, points, .. } = &rules[0].test else {
            panic!("{rules:?}");
        };
        assert_eq!(set, "3Triangles");
        assert_eq!((points[1].value.as_str(), points[1].or_equal), ("7", false));
    }
}

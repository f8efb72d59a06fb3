//! A pass of our own over a sheet's XML: what calamine does not tell, and a second count of what it does.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::gather::MAX_CELLS;
use super::grid::Area;
use super::package::attribute;
use super::place::{self, MAX_COLUMNS, Place};
use super::rich::Texts;
use crate::model::origin::cell_name;

/// Merged areas of a sheet that are kept; a tracker has a few hundred at most.
const MAX_MERGES: usize = 100_000;

/// What stands on a sheet around its values.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The place of every cell element, in the order of the file.
    pub(super) places: Vec<Place>,
    /// Values that calamine may refuse or misread, as written, by index in `places`.
    odd: Vec<(usize, String)>,
    /// Cells whose text is in several fonts, by index in `places`, with the number of the text.
    texts: Vec<(usize, usize)>,
    /// Formulas that the file keeps no result of.
    pub(super) without_result: Vec<Place>,
    /// Cells that say another row than the row they stand in.
    pub(super) misplaced: Vec<Place>,
    /// In the order of the file.
    pub(super) hidden_rows: Vec<u32>,
    /// Rows that Excel's outline groups, with how deep, in the order of the file.
    pub(super) outlined_rows: Vec<(u32, u8)>,
    /// First and last of each run.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) merges: Vec<Area>,
    /// Whether the sheet has a second block of cells, which nobody reads.
    pub(super) has_second_block: bool,
}

impl Survey {
    /// Returns the value of a cell as written, if it is an odd one.
    pub(super) fn odd(&self, index: usize) -> Option<&str> {
        let at = self.odd.binary_search_by_key(&index, |odd| odd.0).ok()?;
        Some(&self.odd[at].1)
    }

    /// Returns the number of a cell's text, if it is one in several fonts.
    pub(super) fn text(&self, index: usize) -> Option<usize> {
        let at = self
            .texts
            .binary_search_by_key(&index, |text| text.0)
            .ok()?;
        Some(self.texts[at].1)
    }
}

/// Why a sheet cannot be trusted, as the end of a sentence about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault(pub(super) String);

impl From<quick_xml::Error> for Fault {
    fn from(_: quick_xml::Error) -> Fault {
        Fault("its XML is damaged".to_string())
    }
}

/// Surveys a sheet part, or says why it cannot be trusted; `texts` are those in several fonts.
pub(super) fn survey(xml: &str, texts: &Texts) -> Result<Survey, Fault> {
    let mut reader = Reader::from_str(xml);
    // A self-closing element is an empty one, here as in calamine, so that both count the same cells.
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk {
        reader,
        texts,
        survey: Survey::default(),
        row: 0,
        column: 0,
        blocks: 0,
        is_in_block: false,
        depth: 0,
        has_root: false,
    };
    walk.sheet()?;
    Ok(walk.survey)
}

struct Walk<'x> {
    reader: Reader<&'x [u8]>,
    texts: &'x Texts,
    survey: Survey,
    row: u32,
    column: u32,
    blocks: u32,
    is_in_block: bool,
    depth: u32,
    has_root: bool,
}

impl<'x> Walk<'x> {
    fn sheet(&mut self) -> Result<(), Fault> {
        loop {
            match self.reader.read_event()? {
                Event::Start(element) => {
                    if self.depth == 0 && element.local_name().as_ref() != "worksheet" {
                        return Err(Fault("its part is not a worksheet".to_string()));
                    }
                    self.has_root = true;
                    self.depth += 1;
                    self.element(&element)?;
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    match element.local_name().as_ref() {
                        "row" if self.is_in_block => {
                            self.row += 1;
                            self.column = 0;
                        }
                        "sheetData" => self.is_in_block = false,
                        _ => {}
                    }
                }
                Event::DocType(_) => return Err(Fault("its XML declares entities".to_string())),
                Event::GeneralRef(reference) => check(&reference)?,
                Event::Eof if self.depth > 0 || !self.has_root => {
                    return Err(Fault("its XML ends in the middle".to_string()));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "c" if self.is_in_block => self.cell(element)?,
            "row" if self.is_in_block => self.row(element)?,
            "sheetData" => {
                self.blocks += 1;
                self.is_in_block = self.blocks == 1;
                self.survey.has_second_block = self.blocks > 1;
            }
            "col" => self.columns(element)?,
            "mergeCell" if self.survey.merges.len() < MAX_MERGES => {
                let area = attribute(element, "ref")?;
                let area = area.as_deref().and_then(place::area);
                self.survey.merges.extend(area);
            }
            _ => {}
        }
        Ok(())
    }

    fn row(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let mut is_hidden = false;
        let mut outline = 0;
        for attribute in element.attributes() {
            let attribute = attribute.map_err(quick_xml::Error::from)?;
            let value = attribute.value.as_ref();
            match attribute.key.as_ref() {
                "r" => {
                    self.row = place::row(value).ok_or_else(|| {
                        Fault(format!("it has a row `{value}` that Excel does not have"))
                    })?;
                }
                "hidden" => is_hidden |= is_yes(value),
                "ht" => is_hidden |= is_zero(value),
                "outlineLevel" => outline = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        if outline > 0 {
            self.survey.outlined_rows.push((self.row, outline));
        }
        if is_hidden {
            self.survey.hidden_rows.push(self.row);
        }
        Ok(())
    }

    fn columns(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let is_flat = attribute(element, "width")?.is_some_and(|width| is_zero(&width));
        let is_hidden = attribute(element, "hidden")?.is_some_and(|hidden| is_yes(&hidden));
        if !is_flat && !is_hidden {
            return Ok(());
        }
        let number = |name| -> Result<Option<u32>, Fault> {
            let number = attribute(element, name)?.and_then(|number| number.parse().ok());
            Ok(number.filter(|number| (1..=MAX_COLUMNS).contains(number)))
        };
        if let (Some(first), Some(last)) = (number("min")?, number("max")?) {
            self.survey.hidden_columns.push((first - 1, last - 1));
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        let (mut name, mut kind) = (None, None);
        // Looking for other attributes that stand there twice would cost more than all else.
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(quick_xml::Error::from)?;
            let twice = match attribute.key.as_ref() {
                "r" => name.replace(attribute.value),
                "t" => kind.replace(attribute.value),
                _ => None,
            };
            if twice.is_some() {
                return Err(Fault("its XML is damaged".to_string()));
            }
        }
        let place = match &name {
            Some(name) => place::cell(name)
                .ok_or_else(|| Fault(format!("it has a cell `{name}` that Excel does not have")))?,
            None => place::cell(&cell_name(self.row, self.column))
                .ok_or_else(|| Fault("it has cells beyond the last row or column".to_string()))?,
        };
        if place.0 != self.row {
            self.survey.misplaced.push(place);
        }
        self.column = place.1 + 1;
        let content = self.content()?;
        self.keep(place, kind.as_deref().unwrap_or_default(), content)
    }

    fn keep(&mut self, place: Place, kind: &str, content: Content<'_>) -> Result<(), Fault> {
        let fault = |what: &str| {
            Err(Fault(format!(
                "its cell {} {what}",
                cell_name(place.0, place.1)
            )))
        };
        let index = self.survey.places.len();
        if index >= MAX_CELLS {
            return Err(Fault(format!("it has more than {MAX_CELLS} cells")));
        }
        self.survey.places.push(place);
        let value = content.value.as_ref();
        if content.has_formula && value.is_empty() && kind != "str" && !content.has_inline_text {
            self.survey.without_result.push(place);
        }
        // calamine takes the first piece of these for the whole value.
        if content.pieces > 1 && matches!(kind, "" | "n" | "s" | "b" | "e") {
            return fault("holds a value in pieces");
        }
        // calamine takes a text it cannot find for the first one.
        if kind == "s" && !value.bytes().all(|digit| digit.is_ascii_digit()) {
            return fault("points at a text that the file does not hold");
        }
        if kind == "s"
            && !self.texts.is_empty()
            && let Some(text) = value
                .parse()
                .ok()
                .filter(|text| self.texts.contains_key(text))
        {
            self.survey.texts.push((index, text));
        }
        let is_odd = match kind {
            "" | "n" => {
                !value.is_empty() && !value.parse::<f64>().is_ok_and(|number| number.is_finite())
            }
            "b" => !matches!(
                value.trim().to_ascii_lowercase().as_str(),
                "" | "0" | "1" | "true" | "false"
            ),
            "inlineStr" | "is" => !content.has_inline_text && !value.is_empty(),
            "s" | "str" | "d" => false,
            _ => true,
        };
        if is_odd {
            self.survey.odd.push((index, content.value.into_owned()));
        }
        Ok(())
    }

    /// Reads to the end of a cell.
    fn content(&mut self) -> Result<Content<'x>, Fault> {
        let mut content = Content::default();
        let mut depth = 0;
        let mut is_value = false;
        loop {
            match self.reader.read_event()? {
                Event::Start(element) => {
                    depth += 1;
                    match element.local_name().as_ref() {
                        "v" => is_value = true,
                        "f" => content.has_formula = true,
                        "is" => content.has_inline_text = true,
                        "c" | "row" | "sheetData" => {
                            return Err(Fault("its cells stand inside each other".to_string()));
                        }
                        _ => {}
                    }
                }
                Event::End(_) if depth == 0 => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(content);
                }
                Event::End(_) => {
                    depth -= 1;
                    is_value = false;
                }
                Event::Text(text) if is_value => {
                    content.pieces += 1;
                    content.add(text.into_inner());
                }
                Event::CData(text) if is_value => {
                    content.pieces += 2;
                    content.add(text.into_inner());
                }
                Event::GeneralRef(reference) => {
                    check(&reference)?;
                    if is_value {
                        content.pieces += 2;
                        content.add(Cow::Borrowed("?"));
                    }
                }
                Event::Eof => return Err(Fault("its XML ends in the middle".to_string())),
                _ => {}
            }
        }
    }
}

/// What stands in a cell element.
#[derive(Debug, Default)]
struct Content<'x> {
    has_formula: bool,
    has_inline_text: bool,
    value: Cow<'x, str>,
    /// Pieces that the value is written in; one that is more than plain text counts twice.
    pieces: u32,
}

impl<'x> Content<'x> {
    fn add(&mut self, text: Cow<'x, str>) {
        if self.value.is_empty() {
            self.value = text;
        } else {
            self.value.to_mut().push_str(&text);
        }
    }
}

fn is_yes(flag: &str) -> bool {
    matches!(flag, "1" | "true" | "on")
}

fn is_zero(size: &str) -> bool {
    size.parse::<f64>().is_ok_and(|size| size == 0.0)
}

/// Refuses a reference to anything but a character that XML allows.
fn check(reference: &quick_xml::events::BytesRef<'_>) -> Result<(), Fault> {
    let is_known = match reference.resolve_char_ref() {
        Ok(None) => matches!(reference.as_ref(), "amp" | "lt" | "gt" | "quot" | "apos"),
        Ok(Some(letter)) => letter >= ' ' || matches!(letter, '\t' | '\n' | '\r'),
        Err(_) => false,
    };
    if is_known {
        Ok(())
    } else {
        Err(Fault(
            "its XML has a character that it must not have".to_string(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &str) -> String {
        format!("<worksheet><sheetData>{cells}</sheetData></worksheet>")
    }

    #[test]
    fn cells_without_a_name_follow_the_one_before() {
        let xml =
            sheet(r#"<row r="3"><c><v>1</v></c><c r="D3"/><c><v>3</v></c></row><row><c/></row>"#);
        let survey = survey(&xml, &Texts::new()).unwrap();
        assert_eq!(survey.places, [(2, 0), (2, 3), (2, 4), (3, 0)]);
    }

    #[test]
    fn hidden_rows_and_columns_are_seen() {
        let xml = concat!(
            r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/>"#,
            r#"<col min="7" max="7" width="9"/></cols><sheetData><row r="1"/><row r="2" hidden="true"/>"#,
            r#"<row r="4" ht="0"/></sheetData></worksheet>"#
        );
        let survey = survey(xml, &Texts::new()).unwrap();
        assert_eq!(survey.hidden_columns, [(1, 2), (4, 4)]);
        assert_eq!(survey.hidden_rows, [1, 3]);
    }

    #[test]
    fn grouped_rows_say_how_deep_they_are() {
        let xml = sheet(concat!(
            r#"<row r="1"/><row r="2" outlineLevel="1"/><row r="4" outlineLevel="2"/>"#,
            r#"<row r="5" outlineLevel="0"/><row r="6" outlineLevel="deep"/>"#
        ));
        assert_eq!(
            survey(&xml, &Texts::new()).unwrap().outlined_rows,
            [(1, 1), (3, 2)]
        );
    }

    #[test]
    fn a_formula_without_a_result_is_not_a_formula_of_an_empty_text() {
        let xml = sheet(concat!(
            r#"<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>B1</f><v></v></c><c r="C1"><f>B1</f><v>2</v></c>"#,
            r#"<c r="D1" t="str"><f>""</f><v></v></c></row>"#
        ));
        assert_eq!(
            survey(&xml, &Texts::new()).unwrap().without_result,
            [(0, 0), (0, 1)]
        );
    }

    #[test]
    fn odd_values_are_kept_as_written() {
        let xml = sheet(concat!(
            r##"<row r="1"><c r="A1"><v>12</v></c><c r="B1" t="e"><v>#SPILL!</v></c><c r="C1" t="n"><v>1,5</v></c>"##,
            r#"<c r="D1"><v>1e400</v></c><c r="E1" t="b"><v>yes</v></c></row>"#
        ));
        let survey = survey(&xml, &Texts::new()).unwrap();
        let odd: Vec<Option<&str>> = (0..5).map(|index| survey.odd(index)).collect();
        assert_eq!(
            odd,
            [
                None,
                Some("#SPILL!"),
                Some("1,5"),
                Some("1e400"),
                Some("yes")
            ]
        );
    }

    #[test]
    fn a_sheet_that_cannot_be_trusted_is_not_read() {
        for (cells, reason) in [
            (
                r#"<row r="0"/>"#,
                "it has a row `0` that Excel does not have",
            ),
            (
                r#"<row r="1"><c r="XFE1"/></row>"#,
                "it has a cell `XFE1` that Excel does not have",
            ),
            (
                r#"<row r="1048576"><c/></row><row><c/></row>"#,
                "it has cells beyond the last row or column",
            ),
            (
                r#"<row r="1"><c r="A1" t="s"><v>-1</v></c></row>"#,
                "its cell A1 points at a text that the file does not hold",
            ),
            (
                r#"<row r="1"><c r="A1"><v>1<!-- --></v></c></row><row"#,
                "its XML is damaged",
            ),
            (
                r#"<row r="1"><c r="A1"><v>1<!-- -->2</v></c></row>"#,
                "its cell A1 holds a value in pieces",
            ),
            (
                r#"<row r="1"><c r="A1"><is><t>&#1;</t></is></c></row>"#,
                "its XML has a character that it must not have",
            ),
            (
                r#"<row r="1"><c r="A1"><v>1</c></v></row>"#,
                "its XML is damaged",
            ),
        ] {
            assert_eq!(
                survey(&sheet(cells), &Texts::new()).unwrap_err().0,
                reason,
                "{cells}"
            );
        }
        assert_eq!(
            survey("<worksheet><sheetData>", &Texts::new())
                .unwrap_err()
                .0,
            "its XML ends in the middle"
        );
    }
}

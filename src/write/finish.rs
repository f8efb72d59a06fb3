//! What the xlsx library cannot write: points cached in charts, and results that are texts though they look like numbers.
//!
//! The library caches points of charts only where cells hold literals, and in this pack they hold formulas; without
//! cached points, previews show empty charts. It leaves unsaid that lines have gaps where there is no number, which
//! LibreOffice takes for zero, and it writes the markers of points before their line, which the schema does not take. It
//! also caches a text result such as `007` as a number. All this is put right in the finished bytes; every other part is
//! copied as it is, so equal packs stay equal bytes.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

use quick_xml::escape::escape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::WriteError;
use crate::report::scalar::Scalar;

/// A code that is no character, so that no text holds it; it keeps a text result from being taken for a number.
const GUARD: char = '\u{FDD0}';

/// Returns a text result so that it is cached as text; [`finish`] takes the guard out again.
pub fn guarded(text: &str) -> String {
    let mistakable = text.parse::<f64>().is_ok()
        || matches!(text, "TRUE" | "FALSE")
        || text.starts_with('#') && text.ends_with(['!', '?', 'A']);
    if mistakable {
        format!("{GUARD}{text}")
    } else {
        text.replace(GUARD, "")
    }
}

/// Returns the workbook with its charts' points cached; `cells` gives the values of a range such as `'Calc'!$A$6:$A$9`.
///
/// # Errors
/// The bytes are not the workbook that the library has just written.
pub fn finish(
    bytes: Vec<u8>,
    level: u8,
    cells: &dyn Fn(&str) -> Option<Vec<Scalar>>,
) -> Result<Vec<u8>, WriteError> {
    let failed = |error: &dyn std::fmt::Display| WriteError::Finish(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let mut output = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(|error| failed(&error))?;
        let name = part.name().map_err(|error| failed(&error))?.into_owned();
        let is_chart = name.starts_with("xl/charts/chart");
        let is_sheet = name.starts_with("xl/worksheets/sheet");
        if !is_chart && !is_sheet {
            output.raw_copy_file(part).map_err(|error| failed(&error))?;
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml)
            .map_err(|error| failed(&error))?;
        drop(part);
        let rewritten = if is_chart {
            Some(with_points(&xml, cells).map_err(|error| failed(&error))?)
        } else if xml.contains(GUARD) {
            Some(xml.replace(GUARD, ""))
        } else {
            None
        };
        let Some(rewritten) = rewritten else {
            let part = archive.by_index(number).map_err(|error| failed(&error))?;
            output.raw_copy_file(part).map_err(|error| failed(&error))?;
            continue;
        };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(i64::from(level)))
            .last_modified_time(zip::DateTime::default());
        output
            .start_file(name, options)
            .map_err(|error| failed(&error))?;
        output
            .write_all(rewritten.as_bytes())
            .map_err(|error| failed(&error))?;
    }
    output
        .finish()
        .map(Cursor::into_inner)
        .map_err(|error| failed(&error))
}

/// Rewrites each reference of a chart with the points of its cells.
fn with_points(
    xml: &str,
    cells: &dyn Fn(&str) -> Option<Vec<Scalar>>,
) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut writer = Writer::new(Vec::with_capacity(xml.len() * 2));
    // Values must be numbers; categories and labels are texts where their cells are.
    let mut values = false;
    // A series' markers, kept back until its line is written.
    let mut markers: Option<String> = None;
    let gaps_unsaid = !xml.contains("<c:dispBlanksAs");
    loop {
        let event = reader.read_event()?;
        if let Some(kept) = markers.take() {
            match event {
                Event::Start(start) if start.name().as_ref() == "c:spPr" => {
                    copy_element(&mut reader, &mut writer, start)?;
                    writer.get_mut().extend_from_slice(kept.as_bytes());
                    continue;
                }
                _ => writer.get_mut().extend_from_slice(kept.as_bytes()),
            }
        }
        match event {
            Event::Eof => break,
            Event::Start(start) if start.name().as_ref() == "c:marker" => {
                let mut kept = Writer::new(Vec::new());
                copy_element(&mut reader, &mut kept, start)?;
                markers = Some(text_of(kept)?);
            }
            Event::Empty(empty) if gaps_unsaid && empty.name().as_ref() == "c:plotVisOnly" => {
                writer.write_event(Event::Empty(empty))?;
                writer.write_event(Event::Empty(
                    BytesStart::new("c:dispBlanksAs").with_attributes([("val", "gap")]),
                ))?;
            }
            Event::Start(start) if is_values(start.name().as_ref()) => {
                values = true;
                writer.write_event(Event::Start(start))?;
            }
            Event::End(end) if is_values(end.name().as_ref()) => {
                values = false;
                writer.write_event(Event::End(end))?;
            }
            Event::Start(start) if is_reference(start.name().as_ref()) => {
                let end = start.to_end().into_owned();
                let inner = reader.read_text(end.name())?;
                let inner: &str = &inner;
                let known = range_of(inner).and_then(|range| Some((cells(&range)?, range)));
                match known {
                    Some((points, range)) => write_reference(&mut writer, &range, &points, values)?,
                    None => {
                        writer.write_event(Event::Start(start))?;
                        writer.get_mut().extend_from_slice(inner.as_bytes());
                        writer.write_event(Event::End(end))?;
                    }
                }
            }
            event => writer.write_event(event)?,
        }
    }
    text_of(writer)
}

/// Copies an element that has just begun, to its end.
fn copy_element(
    reader: &mut Reader<&[u8]>,
    writer: &mut Writer<Vec<u8>>,
    start: BytesStart<'_>,
) -> Result<(), quick_xml::Error> {
    let end = start.to_end().into_owned();
    let inner = reader.read_text(end.name())?;
    writer.write_event(Event::Start(start))?;
    writer.get_mut().extend_from_slice(inner.as_bytes());
    writer.write_event(Event::End(end))?;
    Ok(())
}

fn text_of(writer: Writer<Vec<u8>>) -> Result<String, quick_xml::Error> {
    String::from_utf8(writer.into_inner())
        .map_err(|error| quick_xml::Error::from(std::io::Error::other(error)))
}

fn is_values(name: &str) -> bool {
    matches!(name, "c:val" | "c:xVal" | "c:yVal")
}

fn is_reference(name: &str) -> bool {
    matches!(name, "c:numRef" | "c:strRef")
}

/// Returns the range between `<c:f>` and `</c:f>`.
fn range_of(inner: &str) -> Option<String> {
    let start = inner.find("<c:f>")? + "<c:f>".len();
    let end = inner.find("</c:f>")?;
    let range: Cow<'_, str> = quick_xml::escape::unescape(&inner[start..end]).ok()?;
    Some(range.into_owned())
}

fn write_reference(
    writer: &mut Writer<Vec<u8>>,
    range: &str,
    points: &[Scalar],
    values: bool,
) -> Result<(), quick_xml::Error> {
    let texts = !values && points.iter().any(|point| point.as_text().is_some());
    let (reference, cache) = if texts {
        ("c:strRef", "c:strCache")
    } else {
        ("c:numRef", "c:numCache")
    };
    let open = |name: &'static str| Event::Start(BytesStart::new(name));
    let close = |name: &'static str| Event::End(BytesEnd::new(name));
    let text = |text: String| Event::Text(BytesText::from_escaped(escape(text).into_owned()));
    writer.write_event(open(reference))?;
    writer.write_event(open("c:f"))?;
    writer.write_event(text(range.to_string()))?;
    writer.write_event(close("c:f"))?;
    writer.write_event(open(cache))?;
    if !texts {
        writer.write_event(open("c:formatCode"))?;
        writer.write_event(text("General".to_string()))?;
        writer.write_event(close("c:formatCode"))?;
    }
    let count = points.len().to_string();
    writer.write_event(Event::Empty(
        BytesStart::new("c:ptCount").with_attributes([("val", count.as_str())]),
    ))?;
    for (index, point) in points.iter().enumerate() {
        let shown = match point {
            Scalar::Number(number) => format!("{number}"),
            Scalar::Text(text) if texts => text.to_string(),
            // Nothing is drawn where there is no number.
            _ => continue,
        };
        let index = index.to_string();
        writer.write_event(Event::Start(
            BytesStart::new("c:pt").with_attributes([("idx", index.as_str())]),
        ))?;
        writer.write_event(open("c:v"))?;
        writer.write_event(text(shown))?;
        writer.write_event(close("c:v"))?;
        writer.write_event(close("c:pt"))?;
    }
    writer.write_event(close(cache))?;
    writer
        .write_event(close(reference))
        .map_err(quick_xml::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(range: &str) -> Option<Vec<Scalar>> {
        match range {
            "'A'!$A$1:$A$2" => Some(vec!["R&D".into(), "B".into()]),
            "'A'!$B$1:$B$2" => Some(vec![1.5.into(), Scalar::Blank]),
            _ => None,
        }
    }

    #[test]
    fn a_chart_over_formulas_gets_its_points() {
        let xml = "<c:cat><c:numRef><c:f>'A'!$A$1:$A$2</c:f><c:numCache/></c:numRef></c:cat>\
                   <c:val><c:numRef><c:f>'A'!$B$1:$B$2</c:f></c:numRef></c:val>";
        let finished = with_points(xml, &cells).unwrap();
        assert!(
            finished.contains(
                "<c:strCache><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>R&amp;D</c:v></c:pt>"
            ),
            "{finished}"
        );
        assert!(finished.contains("<c:formatCode>General</c:formatCode><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>1.5</c:v></c:pt></c:numCache>"), "{finished}");
    }

    #[test]
    fn markers_come_after_the_line_of_their_series() {
        let xml = "<c:ser><c:marker><c:size val=\"9\"/></c:marker><c:spPr><a:ln/></c:spPr><c:dLbls/></c:ser>";
        let right = "<c:ser><c:spPr><a:ln/></c:spPr><c:marker><c:size val=\"9\"/></c:marker><c:dLbls/></c:ser>";
        assert_eq!(with_points(xml, &cells).unwrap(), right);
        assert_eq!(with_points(right, &cells).unwrap(), right);
    }

    #[test]
    fn lines_have_gaps_where_there_is_no_number() {
        let xml = "<c:chart><c:plotVisOnly val=\"1\"/></c:chart>";
        let right = "<c:chart><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>";
        assert_eq!(with_points(xml, &cells).unwrap(), right);
    }

    #[test]
    fn a_reference_that_is_not_known_stays_as_it_is() {
        let xml = "<c:val><c:numRef><c:f>'B'!$A$1</c:f></c:numRef></c:val>";
        assert_eq!(with_points(xml, &cells).unwrap(), xml);
    }

    #[test]
    fn a_text_that_looks_like_a_number_is_guarded() {
        for text in ["007", "1E5", "inf", "NaN", "TRUE", "#N/A", "12"] {
            assert!(guarded(text).starts_with(GUARD), "{text}");
        }
        assert_eq!(guarded("P02"), "P02");
        assert_eq!(guarded(""), "");
    }
}

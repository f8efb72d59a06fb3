//! What a workbook says about its sheets: their names, which are hidden, and which part holds each.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::grid::{Refusal, SheetState};
use super::guard::DAMAGED;
use super::package::{Package, attribute};

/// A workbook's own description of itself.
#[derive(Debug)]
pub(crate) struct Workbook {
    /// Name of the part that describes it.
    pub(crate) part: String,
    /// In the order of the tabs.
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) from_1904: bool,
    /// Names of parts that all sheets share, which need not exist.
    pub(crate) texts: String,
    pub(crate) styles: String,
    pub(crate) theme: String,
}

/// A sheet as the workbook lists it.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) state: SheetState,
    /// Whether it has cells; chart, dialog and macro sheets have none.
    pub(crate) is_worksheet: bool,
    /// Name of its part, which need not exist; empty if the workbook does not say.
    pub(crate) part: String,
}

/// How a part knows another.
#[derive(Debug)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its kind: `worksheet`, `comments`.
    pub(crate) kind: String,
    /// From the top of the file; empty for what lies outside.
    pub(crate) part: String,
}

/// Reads the workbook's description of itself.
pub(crate) fn describe(package: &mut Package<'_>) -> Result<Workbook, Refusal> {
    let name = relations(package, "", "_rels/.rels")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.part)
        .ok_or_else(|| Refusal::new("the file does not say which part is the workbook", DAMAGED))?;
    let xml = package.part(&name)?.ok_or_else(|| missing(&name))?;
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", &name));
    let relations = relations(package, folder, &format!("{folder}/_rels/{file}.rels"))?;
    // A part that no relation leads to may still be where it usually is.
    let shared = |kind: &str, usual: &str| {
        let relation = relations.iter().find(|relation| relation.kind == kind);
        relation.map_or_else(|| resolve(folder, usual), |relation| relation.part.clone())
    };
    let mut workbook = Workbook {
        part: name.clone(),
        sheets: Vec::new(),
        from_1904: false,
        texts: shared("sharedStrings", "sharedStrings.xml"),
        styles: shared("styles", "styles.xml"),
        theme: shared("theme", "theme/theme1.xml"),
    };
    elements(&xml, |element| {
        match element.local_name().as_ref() {
            "sheet" => workbook.sheets.push(sheet(element, &relations)?),
            // An extension of the same name never says a date system.
            "workbookPr" => {
                if let Some(flag) = attribute(element, "date1904")? {
                    workbook.from_1904 = matches!(flag.as_ref(), "1" | "true" | "on");
                }
            }
            _ => {}
        }
        Ok(())
    })
    .map_err(|_| Refusal::new(format!("its part `{name}` is damaged"), DAMAGED))?;
    Ok(workbook)
}

fn sheet(element: &BytesStart<'_>, relations: &[Relation]) -> Result<Sheet, quick_xml::Error> {
    let id = attribute(element, "id")?.unwrap_or_default();
    let relation = relations.iter().find(|relation| relation.id == id);
    let state = match attribute(element, "state")?.as_deref() {
        Some("hidden") => SheetState::Hidden,
        Some("veryHidden") => SheetState::VeryHidden,
        _ => SheetState::Visible,
    };
    let name = attribute(element, "name")?.unwrap_or_default();
    Ok(Sheet {
        name: name.replace(char::is_control, " "),
        state,
        is_worksheet: relation.is_none_or(|relation| relation.kind == "worksheet"),
        part: relation
            .map(|relation| relation.part.clone())
            .unwrap_or_default(),
    })
}

/// Reads a list of relations; the parts they lead to are given from the top of the file.
pub(crate) fn relations(
    package: &mut Package<'_>,
    folder: &str,
    list: &str,
) -> Result<Vec<Relation>, Refusal> {
    let xml = package.part(list)?.ok_or_else(|| missing(list))?;
    let mut relations = Vec::new();
    elements(&xml, |element| {
        if element.local_name().as_ref() != "Relationship" {
            return Ok(());
        }
        let kind = attribute(element, "Type")?.unwrap_or_default();
        let target = attribute(element, "Target")?.unwrap_or_default();
        let is_outside = attribute(element, "TargetMode")?.is_some_and(|mode| mode == "External");
        relations.push(Relation {
            id: attribute(element, "Id")?.unwrap_or_default().into_owned(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_string(),
            part: if is_outside {
                String::new()
            } else {
                resolve(folder, &target)
            },
        });
        Ok(())
    })
    .map_err(|_| Refusal::new(format!("its part `{list}` is damaged"), DAMAGED))?;
    Ok(relations)
}

/// Returns the part that a target leads to from a folder: `../xl/./a%20b.xml`, `/xl/a.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let target = unescape(target).replace('\\', "/");
    let path = if target.starts_with('/') {
        target
    } else {
        format!("{folder}/{target}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Resolves `%20` and its like; what is no such thing stays.
fn unescape(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after
            .get(..2)
            .and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(code) if *first == b'%' => {
                bytes.push(code);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Calls for each element.
fn elements(
    xml: &str,
    mut each: impl FnMut(&BytesStart<'_>) -> Result<(), quick_xml::Error>,
) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => each(&element)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn missing(part: &str) -> Refusal {
    Refusal::new(format!("its part `{part}` is missing"), DAMAGED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_leads_to_a_part_from_the_top_of_the_file() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            (
                "xl",
                "/xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml",
            ),
            (
                "xl",
                "../xl/./worksheets/%73heet1.xml",
                "xl/worksheets/sheet1.xml",
            ),
            ("xl", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
            ("xl", "100%.xml", "xl/100%.xml"),
            ("xl", "", "xl"),
        ] {
            assert_eq!(resolve(folder, target), part, "{target}");
        }
    }
}

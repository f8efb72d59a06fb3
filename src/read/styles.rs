//! The looks that a workbook's cells and conditional formats name by number.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::attribute;
use super::palette::Palette;
use super::symbols::SymbolFont;

/// The part of a look that may hold a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Dress {
    pub(super) fill: Option<u32>,
    /// The colour of the letters.
    pub(super) ink: Option<u32>,
    pub(super) struck: bool,
    /// The font shows signs instead of letters.
    pub(super) symbols: Option<SymbolFont>,
}

/// The looks of a workbook.
#[derive(Debug)]
pub(super) struct Styles {
    /// By the number that cells name.
    pub(super) cells: Vec<Dress>,
    /// By the number that conditional formats name.
    pub(super) conditional: Vec<Dress>,
    pub(super) palette: Palette,
}

impl Styles {
    /// Reads the styles and the theme. What is damaged has no look, since the cells are worth reading without it.
    pub(super) fn read(styles: &str, theme: Option<&str>) -> Styles {
        let mut walk = Walk {
            palette: Palette::new(theme, styles),
            section: Section::Other,
            fonts: Vec::new(),
            fills: Vec::new(),
            cells: Vec::new(),
            conditional: Vec::new(),
            pattern: Pattern::None,
            is_border: false,
        };
        let mut reader = Reader::from_str(styles);
        reader.config_mut().expand_empty_elements = true;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) => walk.start(&element),
                Event::End(element) => walk.end(element.local_name().as_ref()),
                Event::Eof => break,
                _ => {}
            }
        }
        Styles {
            cells: walk.cells,
            conditional: walk.conditional,
            palette: walk.palette,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Fonts,
    Fills,
    Cells,
    Conditional,
    Other,
}

/// Which of a pattern's two colours covers the cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pattern {
    None,
    Foreground,
    Background,
}

struct Walk {
    palette: Palette,
    section: Section,
    fonts: Vec<Dress>,
    fills: Vec<Option<u32>>,
    cells: Vec<Dress>,
    conditional: Vec<Dress>,
    pattern: Pattern,
    /// Borders of conditional formats have colours too.
    is_border: bool,
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>) {
        match (self.section, element.local_name().as_ref()) {
            (Section::Other, "fonts") => self.section = Section::Fonts,
            (Section::Other, "fills") => self.section = Section::Fills,
            (Section::Other, "cellXfs") => self.section = Section::Cells,
            (Section::Other, "dxfs") => self.section = Section::Conditional,
            (Section::Fonts, "font") => self.fonts.push(Dress::default()),
            (Section::Fonts, _) => font(self.fonts.last_mut(), element, &self.palette),
            (Section::Fills, "fill") => {
                self.fills.push(None);
                self.pattern = Pattern::None;
            }
            (Section::Conditional, "dxf") => {
                self.conditional.push(Dress::default());
                self.pattern = Pattern::None;
            }
            (Section::Fills | Section::Conditional, "patternFill") => self.pattern(element),
            (Section::Fills, "fgColor") if self.pattern == Pattern::Foreground => {
                if let Some(fill) = self.fills.last_mut() {
                    *fill = self.palette.colour(element);
                }
            }
            (Section::Conditional, name @ ("fgColor" | "bgColor")) => {
                let covering = (name == "fgColor") == (self.pattern == Pattern::Foreground);
                if let Some(dress) = self.conditional.last_mut()
                    && covering
                    && self.pattern != Pattern::None
                {
                    dress.fill = self.palette.colour(element);
                }
            }
            (Section::Conditional, "border") => self.is_border = true,
            (Section::Conditional, _) if !self.is_border => {
                font(self.conditional.last_mut(), element, &self.palette)
            }
            (Section::Cells, "xf") => {
                let number = |name| {
                    let said = attribute(element, name).ok().flatten()?;
                    said.parse::<usize>().ok()
                };
                let mut dress = number("fontId")
                    .and_then(|font| self.fonts.get(font))
                    .copied()
                    .unwrap_or_default();
                dress.fill = number("fillId")
                    .and_then(|fill| self.fills.get(fill).copied())
                    .flatten();
                self.cells.push(dress);
            }
            _ => {}
        }
    }

    /// A cell's solid pattern shows its foreground, a conditional format's its background; of other patterns the lines
    /// are what stands out.
    fn pattern(&mut self, element: &BytesStart<'_>) {
        let kind = attribute(element, "patternType").ok().flatten();
        self.pattern = match (self.section, kind.as_deref()) {
            (_, Some("none")) => Pattern::None,
            (Section::Conditional, None | Some("solid")) => Pattern::Background,
            (_, Some(_)) => Pattern::Foreground,
            (_, None) => Pattern::None,
        };
    }

    fn end(&mut self, name: &str) {
        if name == "border" {
            self.is_border = false;
        }
        if matches!(name, "fonts" | "fills" | "cellXfs" | "dxfs") {
            self.section = Section::Other;
        }
    }
}

fn font(dress: Option<&mut Dress>, element: &BytesStart<'_>, palette: &Palette) {
    let Some(dress) = dress else {
        return;
    };
    let value = || attribute(element, "val").ok().flatten();
    match element.local_name().as_ref() {
        "color" => dress.ink = palette.colour(element),
        "strike" => dress.struck = is_on(value().as_deref()),
        "name" | "rFont" => dress.symbols = value().and_then(|name| SymbolFont::named(&name)),
        _ => {}
    }
}

/// Whether a flag that stands there is on: alone it is.
pub(super) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles() -> Styles {
        Styles::read(
            concat!(
                r#"<styleSheet><fonts><font><color theme="1"/><name val="Calibri"/></font>"#,
                r#"<font><strike/><color rgb="FF00B050"/><name val="Wingdings"/></font>"#,
                r#"<font><strike val="0"/></font></fonts>"#,
                r#"<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
                r#"<fill><patternFill patternType="solid"><fgColor rgb="FFFF5050"/><bgColor indexed="64"/></patternFill></fill>"#,
                r#"<fill><patternFill patternType="lightUp"><fgColor rgb="FFFFC000"/><bgColor rgb="FFFFFFFF"/></patternFill></fill>"#,
                r#"<fill><gradientFill><stop position="0"><color rgb="FF00FF00"/></stop></gradientFill></fill></fills>"#,
                r#"<cellStyleXfs><xf fontId="1" fillId="2"/></cellStyleXfs>"#,
                r#"<cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="2"/><xf fontId="2" fillId="3"/>"#,
                r#"<xf fontId="0" fillId="1"/><xf fontId="9" fillId="4"/></cellXfs>"#,
                r#"<dxfs><dxf><font><color rgb="FF9C0006"/></font><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill>"#,
                r#"<border><left><color rgb="FF0000FF"/></left></border></dxf>"#,
                r#"<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF000000"/><bgColor rgb="FFC6EFCE"/></patternFill></fill></dxf>"#,
                r#"<dxf><font><strike/></font></dxf></dxfs></styleSheet>"#
            ),
            None,
        )
    }

    #[test]
    fn a_cell_shows_the_foreground_of_its_pattern() {
        let fills: Vec<_> = styles().cells.iter().map(|dress| dress.fill).collect();
        assert_eq!(
            fills,
            [None, Some(0xFF_50_50), Some(0xFF_C0_00), None, None]
        );
    }

    #[test]
    fn fonts_give_ink_strikes_and_signs() {
        let cells = styles().cells;
        assert_eq!((cells[0].ink, cells[0].struck), (Some(0), false));
        assert_eq!((cells[1].ink, cells[1].struck), (Some(0x00_B0_50), true));
        assert_eq!(cells[1].symbols, Some(SymbolFont::Wingdings));
        assert!(!cells[2].struck);
    }

    #[test]
    fn a_conditional_format_shows_the_background_of_its_pattern_and_not_its_border() {
        let dresses = styles().conditional;
        assert_eq!(
            (dresses[0].fill, dresses[0].ink),
            (Some(0xFF_C7_CE), Some(0x9C_00_06))
        );
        assert_eq!(dresses[1].fill, Some(0xC6_EF_CE));
        assert_eq!((dresses[2].fill, dresses[2].struck), (None, true));
    }
}

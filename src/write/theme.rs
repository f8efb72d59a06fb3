//! How roles look: `theme.toml` read once, and turned into formats.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern, FormatUnderline};
use serde::Deserialize;

use super::fit::Type;
use crate::report::block::RowKind;
use crate::report::cell::Role;
use crate::report::money::Money;

static THEME: &str = include_str!("theme.toml");

/// The look of a pack.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub font: String,
    /// Points; the workbook's default, on which column widths depend.
    pub default_size: f64,
    colours: BTreeMap<String, String>,
    look: BTreeMap<Role, Look>,
}

/// How one role looks.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Points.
    pub size: f64,
    pub bold: bool,
    colour: Option<String>,
    fill: Option<String>,
    pub align: Align,
    vertical: Vertical,
    pub wrap: bool,
    pub underline: bool,
    hatch: bool,
    format: Option<String>,
    /// A line's style and colour: `thin brand`.
    bottom: Option<String>,
    top: Option<String>,
    #[serde(rename = "box")]
    around: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    #[default]
    Left,
    Centre,
    Right,
    /// Centred across the cells of its span, which is what merging would be wanted for.
    Across,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Vertical {
    Top,
    #[default]
    Centre,
    Bottom,
}

/// What a cell's place adds to the look of its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Variant {
    pub role: Role,
    pub kind: RowKind,
    pub indent: u8,
    pub wrap: Wrap,
    /// Tenths of a point, where the figure is too wide for the role's own size.
    pub size: Option<u16>,
}

/// Whether a text is wrapped within its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wrap {
    /// As the role says.
    AsRole,
    /// Although the role does not say so, because the text is too wide.
    Always,
    /// Although the role says so, because the text spills over the cells beside it.
    Never,
}

impl Theme {
    /// Returns boardpack's own theme.
    pub fn standard() -> Theme {
        toml::from_str(THEME).expect("theme.toml is complete; a test reads it")
    }

    pub fn look(&self, role: Role) -> &Look {
        self.look
            .get(&role)
            .unwrap_or_else(|| &self.look[&Role::Text])
    }

    pub fn has(&self, role: Role) -> bool {
        self.look.contains_key(&role)
    }

    /// Returns a colour by its name; ink where there is none of that name.
    pub fn colour(&self, name: &str) -> Color {
        let hex = self.colours.get(name).map_or("1B2430", String::as_str);
        Color::RGB(u32::from_str_radix(hex, 16).unwrap_or_default())
    }

    /// Returns the type of a role, as far as widths depend on it.
    pub fn type_of(&self, variant: Variant) -> Type {
        let look = self.look(variant.role);
        Type {
            size: variant
                .size
                .map_or(look.size, |tenths| f64::from(tenths) / 10.0),
            bold: look.bold || matches!(variant.kind, RowKind::Group | RowKind::Total),
        }
    }

    /// Returns the format that all others start from.
    pub fn base(&self) -> Format {
        Format::new()
            .set_font_name(&self.font)
            .set_font_size(self.default_size)
            .set_font_color(self.colour("ink"))
            .set_align(FormatAlign::VerticalCenter)
    }

    /// Returns the format of a cell.
    pub fn format(&self, variant: Variant, money: &Money) -> Format {
        let look = self.look(variant.role);
        let type_ = self.type_of(variant);
        let mut format = self
            .base()
            .set_font_size(type_.size)
            .set_align(match look.vertical {
                Vertical::Top => FormatAlign::Top,
                Vertical::Centre => FormatAlign::VerticalCenter,
                Vertical::Bottom => FormatAlign::Bottom,
            })
            .set_align(match look.align {
                // Without an explicit left, an indent beside a vertical alignment is lost.
                Align::Left => FormatAlign::Left,
                Align::Centre => FormatAlign::Center,
                Align::Right => FormatAlign::Right,
                Align::Across => FormatAlign::CenterAcross,
            });
        if type_.bold {
            format = format.set_bold();
        }
        if variant.indent > 0 {
            format = format.set_indent(variant.indent);
        }
        let wrapped = match variant.wrap {
            Wrap::AsRole => look.wrap,
            Wrap::Always => true,
            Wrap::Never => false,
        };
        if wrapped {
            format = format.set_text_wrap();
        }
        if look.underline {
            format = format.set_underline(FormatUnderline::Single);
        }
        if let Some(colour) = &look.colour {
            format = format.set_font_color(self.colour(colour));
        }
        if let Some(code) = &look.format {
            format = format.set_num_format(number_format(code, money));
        }
        format = self.row(format, variant, look);
        if let Some(line) = &look.bottom {
            let (style, colour) = self.line(line);
            format = format
                .set_border_bottom(style)
                .set_border_bottom_color(colour);
        }
        if let Some(line) = &look.top {
            let (style, colour) = self.line(line);
            format = format.set_border_top(style).set_border_top_color(colour);
        }
        if let Some(line) = &look.around {
            let (style, colour) = self.line(line);
            format = format.set_border(style).set_border_color(colour);
        }
        format
    }

    /// Adds what the kind of row adds: a hair line, a shade, the line above a total.
    fn row(&self, format: Format, variant: Variant, look: &Look) -> Format {
        let format = match variant.kind {
            RowKind::Body => format
                .set_border_bottom(FormatBorder::Hair)
                .set_border_bottom_color(self.colour("rule")),
            RowKind::Group => format
                .set_background_color(self.colour("surface"))
                .set_font_color(self.colour("brand")),
            RowKind::Total => format
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(self.colour("brand")),
            RowKind::Head | RowKind::Plain => format,
        };
        match &look.fill {
            Some(fill) if look.hatch => format
                .set_pattern(FormatPattern::LightUp)
                .set_foreground_color(self.colour(fill))
                .set_background_color(self.colour("white")),
            Some(fill) => format.set_background_color(self.colour(fill)),
            None => format,
        }
    }

    fn line(&self, line: &str) -> (FormatBorder, Color) {
        let (style, colour) = line.split_once(' ').unwrap_or((line, "rule"));
        let style = match style {
            "hair" => FormatBorder::Hair,
            "medium" => FormatBorder::Medium,
            "thick" => FormatBorder::Thick,
            _ => FormatBorder::Thin,
        };
        (style, self.colour(colour))
    }
}

/// Returns Excel's code of a format of the theme; the money formats depend on the pack's unit.
pub fn number_format(code: &str, money: &Money) -> String {
    match code {
        "money" => money.format(),
        "money unit" => money.unit_format(),
        "money signed" => {
            let format = money.format();
            format!("+{format};-{format};{format}")
        }
        code => code.to_string(),
    }
}

impl Look {
    /// Returns Excel's code of the number format, if the role has one.
    pub fn number_format(&self, money: &Money) -> Option<String> {
        self.format.as_ref().map(|code| number_format(code, money))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_is_complete() {
        let theme = Theme::standard();
        for look in theme.look.values() {
            assert!(look.size >= 8.0, "{look:?}");
            let lines = [&look.bottom, &look.top, &look.around];
            let of_lines = lines
                .into_iter()
                .flatten()
                .filter_map(|line| line.split_once(' ').map(|(_, colour)| colour));
            let own = [&look.colour, &look.fill]
                .into_iter()
                .flatten()
                .map(String::as_str);
            for colour in own.chain(of_lines) {
                assert!(theme.colours.contains_key(colour), "{colour}");
            }
        }
        for hex in theme.colours.values() {
            assert!(u32::from_str_radix(hex, 16).is_ok() && hex.len() == 6);
        }
    }
}

//! A workbook's colours, by theme and tint, by number, or by red, green and blue, as the screen shows them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::attribute;

/// Office's own theme, in the order in which colours name it.
const OFFICE: [u32; 12] = [
    0xFF_FF_FF, 0x00_00_00, 0xE7_E6_E6, 0x44_54_6A, 0x44_72_C4, 0xED_7D_31, 0xA5_A5_A5, 0xFF_C0_00,
    0x5B_9B_D5, 0x70_AD_47, 0x05_63_C1, 0x95_4F_72,
];

/// The order of a theme's part. Colours name light 1 as 0 and dark 1 as 1, the part puts dark first: each pair is swapped.
const THEME_ORDER: [&str; 12] = [
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
];

/// Excel's numbered colours; 64 and beyond are the system's and no colours of the file.
const NUMBERED: [u32; 64] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x000000,
    0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
    0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC,
    0xCCFFFF, 0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF,
    0x800080, 0x800000, 0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF,
    0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600,
    0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399,
    0x333333,
];

/// What a workbook's colours are looked up in.
#[derive(Debug)]
pub(super) struct Palette {
    theme: [u32; 12],
    numbered: Vec<u32>,
}

impl Palette {
    /// Reads the theme and the palette of the styles; what is missing or damaged is as in a new workbook.
    pub(super) fn new(theme: Option<&str>, styles: &str) -> Palette {
        Palette {
            theme: theme.map_or(OFFICE, themed),
            numbered: numbered(styles),
        }
    }

    /// Returns the colour that an element's attributes name; none where it is left to the system. How opaque it is does
    /// not count: Excel shows every colour whole, and other writers put 00 there as well as FF.
    pub(super) fn colour(&self, element: &BytesStart<'_>) -> Option<u32> {
        let said = |name: &str| attribute(element, name).ok().flatten();
        let colour = if let Some(rgb) = said("rgb") {
            hex(&rgb)?
        } else if let Some(theme) = said("theme") {
            *self.theme.get(theme.parse::<usize>().ok()?)?
        } else {
            *self.numbered.get(said("indexed")?.parse::<usize>().ok()?)?
        };
        let tint = said("tint").and_then(|tint| tint.parse::<f64>().ok());
        Some(tint.map_or(colour, |tint| tinted(colour, tint)))
    }
}

fn hex(text: &str) -> Option<u32> {
    let colour = u32::from_str_radix(text.trim_start_matches('#'), 16).ok()?;
    Some(colour & 0x00FF_FFFF)
}

fn themed(xml: &str) -> [u32; 12] {
    let mut theme = OFFICE;
    let mut reader = Reader::from_str(xml);
    let mut slot = None;
    let mut is_inside = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "clrScheme" => is_inside = true,
                name if is_inside => {
                    if let Some(at) = THEME_ORDER.iter().position(|slot| *slot == name) {
                        slot = Some(at);
                    }
                    let said = match name {
                        "srgbClr" => attribute(&element, "val"),
                        "sysClr" => attribute(&element, "lastClr"),
                        _ => Ok(None),
                    };
                    if let (Some(at), Some(colour)) =
                        (slot, said.ok().flatten().and_then(|said| hex(&said)))
                    {
                        theme[at] = colour;
                    }
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "clrScheme" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    theme
}

fn numbered(styles: &str) -> Vec<u32> {
    let mut own = Vec::new();
    let mut reader = Reader::from_str(styles);
    let mut is_inside = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "indexedColors" => is_inside = true,
                "rgbColor" if is_inside => {
                    let said = attribute(&element, "rgb").ok().flatten();
                    own.extend(said.and_then(|said| hex(&said)));
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let rest = NUMBERED.iter().skip(own.len()).copied();
    own.iter().copied().chain(rest).collect()
}

/// Lightens or darkens a colour as Excel does: by its lightness, so that the hue stays.
fn tinted(colour: u32, tint: f64) -> u32 {
    let tint = tint.clamp(-1.0, 1.0);
    let channels = [16, 8, 0].map(|shift| f64::from(colour >> shift & 0xFF) / 255.0);
    let largest = channels.iter().copied().fold(0.0, f64::max);
    let smallest = channels.iter().copied().fold(1.0, f64::min);
    let light = (largest + smallest) / 2.0;
    let changed = if tint < 0.0 {
        light * (1.0 + tint)
    } else {
        light * (1.0 - tint) + tint
    };
    // Hue and saturation stay when the distance of each channel from the lightness grows with the room around it.
    let room = |light: f64| 1.0 - (2.0 * light - 1.0).abs();
    let stretch = if room(light) > 0.0 {
        room(changed) / room(light)
    } else {
        0.0
    };
    channels.iter().fold(0, |made, channel| {
        let channel = (changed + (channel - light) * stretch).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 255"
        )]
        let channel = (channel * 255.0).round() as u32;
        made << 8 | channel
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(palette: &Palette, attributes: &str) -> Option<u32> {
        let element = format!("fgColor {attributes}");
        palette.colour(&BytesStart::from_content(element, 7))
    }

    #[test]
    fn colours_are_what_excel_shows() {
        let palette = Palette::new(None, "<styleSheet/>");
        for (attributes, expected) in [
            (r#"rgb="FFFF5050""#, Some(0xFF_50_50)),
            (r#"rgb="00FF5050""#, Some(0xFF_50_50)),
            (r#"theme="0""#, Some(0xFF_FF_FF)),
            (r#"theme="1""#, Some(0)),
            (r#"theme="9" tint="0.59999389629810485""#, Some(0xC5_E0_B4)),
            (r#"theme="9" tint="-0.249977111117893""#, Some(0x54_82_35)),
            (r#"theme="0" tint="-0.249977111117893""#, Some(0xBF_BF_BF)),
            (r#"indexed="10""#, Some(0xFF_00_00)),
            (r#"indexed="64""#, None),
            (r#"auto="1""#, None),
            (r#"theme="77""#, None),
        ] {
            assert_eq!(colour(&palette, attributes), expected, "{attributes}");
        }
    }

    #[test]
    fn a_theme_puts_dark_before_light_and_its_colours_do_not() {
        let theme = r#"<a:theme><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="111111"/></a:dk1>
            <a:lt1><a:srgbClr val="FEFEFE"/></a:lt1><a:accent6><a:srgbClr val="00B050"/></a:accent6></a:clrScheme>
            <a:lt1><a:srgbClr val="123456"/></a:lt1></a:theme>"#;
        let palette = Palette::new(Some(theme), "");
        let said = |number: u32| colour(&palette, &format!(r#"theme="{number}""#));
        assert_eq!(
            [said(0), said(1), said(9)],
            [Some(0xFE_FE_FE), Some(0x11_11_11), Some(0x00_B0_50)]
        );
    }

    #[test]
    fn a_palette_of_the_workbook_goes_before_the_usual_one() {
        let styles = r#"<styleSheet><colors><indexedColors><rgbColor rgb="00AA0000"/></indexedColors></colors></styleSheet>"#;
        let palette = Palette::new(None, styles);
        assert_eq!(colour(&palette, r#"indexed="0""#), Some(0xAA_00_00));
        assert_eq!(colour(&palette, r#"indexed="1""#), Some(0xFF_FF_FF));
    }
}

//! How wide a text is in Arial, so that nothing is cut off, overlaps, or turns into `###`.
//!
//! The widths are those of Arial, which Liberation Sans and Helvetica share, in thousandths of the type size.

/// Widths of the signs from space to tilde.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Type as far as widths depend on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// Points.
    pub size: f64,
    pub bold: bool,
}

/// Renderers differ by a few pixels in a hundred; texts are given that much room.
const ROOM: f64 = 1.04;

/// Returns the width of one line of text in pixels at 96 dots per inch.
pub fn width(text: &str, type_: Type) -> f64 {
    let thousandths: u32 = text
        .chars()
        .map(|sign| u32::from(sign_width(sign, type_.bold)))
        .sum();
    f64::from(thousandths) / 1000.0 * type_.size * 96.0 / 72.0 * ROOM
}

fn sign_width(sign: char, bold: bool) -> u16 {
    let table = if bold { &BOLD } else { &REGULAR };
    let code = u32::from(sign);
    match sign {
        ' '..='~' => table[usize::try_from(code - 32).unwrap_or_default()],
        '–' | '£' | '€' | '¥' | '«' | '»' => 556,
        '—' | '…' | '▲' | '▼' | '◆' | '●' | '✔' | '✖' | '◀' | '▶' => 1000,
        '‹' | '›' | '‘' | '’' => 333,
        '“' | '”' => 500,
        'Ø' | 'Œ' | 'Æ' => 1000,
        '\u{2e80}'..='\u{ffef}' => 1000,
        sign if sign.is_uppercase() => 722,
        _ => 611,
    }
}

/// Returns the pixels a column of a width in characters takes, with Arial 10 as the workbook's default.
pub fn column_pixels(characters: f64) -> f64 {
    (characters * 7.0 + 5.0).floor()
}

/// Returns the pixels inside a cell of some pixels that text may take.
pub fn inside(pixels: f64, indent: u8) -> f64 {
    (pixels - 5.0 - 9.0 * f64::from(indent)).max(0.0)
}

/// Returns the number of lines a text takes within a width, wrapped at words.
pub fn lines(text: &str, type_: Type, pixels: f64) -> u32 {
    if pixels <= 0.0 {
        return 1;
    }
    let mut lines = 1_u32;
    let mut used = 0.0;
    let space = width(" ", type_);
    for paragraph in text.split('\n') {
        if used > 0.0 {
            lines += 1;
            used = 0.0;
        }
        for word in paragraph.split_whitespace() {
            let own = width(word, type_);
            if used > 0.0 && used + space + own > pixels {
                lines += 1;
                used = own;
            } else {
                used += own + if used > 0.0 { space } else { 0.0 };
            }
            while used > pixels {
                lines += 1;
                used -= pixels;
            }
        }
    }
    lines
}

/// Returns a text shortened at a word so that it takes at most some lines; an ellipsis says that there was more.
pub fn shortened(text: &str, type_: Type, pixels: f64, at_most: u32) -> String {
    if lines(text, type_, pixels) <= at_most {
        return text.to_string();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    for kept in (1..words.len()).rev() {
        let start = words[..kept].join(" ");
        let shown = format!("{}…", start.trim_end_matches([',', ';', ':', '.']));
        if lines(&shown, type_, pixels) <= at_most {
            return shown;
        }
    }
    let mut letters: Vec<char> = text.chars().collect();
    while letters.len() > 1 {
        letters.pop();
        let shown: String = letters.iter().chain(['…'].iter()).collect();
        if lines(&shown, type_, pixels) <= at_most {
            return shown;
        }
    }
    "…".to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Type = Type {
        size: 9.0,
        bold: false,
    };

    #[test]
    fn digits_of_ten_points_are_seven_pixels_wide_and_some_room() {
        let ten = Type {
            size: 10.0,
            bold: false,
        };
        assert!((width("0", ten) - 7.41 * ROOM).abs() < 0.01);
    }

    #[test]
    fn a_text_is_shortened_at_a_word() {
        let short = shortened(
            "Ground conditions on section C, worse than survey",
            BODY,
            175.0,
            1,
        );
        assert_eq!(short, "Ground conditions on section…");
        assert!(width(&short, BODY) <= 175.0);
        assert_eq!(shortened("Short", BODY, 160.0, 1), "Short");
    }

    #[test]
    fn a_word_wider_than_the_column_is_cut() {
        let short = shortened("Donaudampfschifffahrtsgesellschaft", BODY, 60.0, 1);
        assert!(
            short.ends_with('…') && width(&short, BODY) <= 60.0,
            "{short}"
        );
    }

    #[test]
    fn wrapping_counts_lines_by_words() {
        assert_eq!(lines("one two three", BODY, 1000.0), 1);
        assert_eq!(lines("one two three", BODY, 30.0), 3);
        assert_eq!(lines("", BODY, 30.0), 1);
    }
}

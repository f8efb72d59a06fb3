//! Fonts that show signs where the file holds letters: what a person sees in place of `l` in Wingdings.

/// A font of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
}

/// The signs that trackers use, each after the letter that Wingdings shows it for.
const WINGDINGS: &str =
    "l●n■m○o□u◆t◆v❖q❑¡○¤◉¨□«★ü✔û✘þ☑ý☒x☒J🙂K😐L🙁C👍D👎M💣ß←à→á↑â↓ã↖ä↗å↙æ↘ç←è→é↑ê↓ï←ð→ñ↑ò↓";
const WINGDINGS_2: &str = "P✔O✘R☑S☒T☒£□—●˜●";
const WINGDINGS_3: &str = "f←g→h↑i↓p▲q▼r△s▽t◀u▶";
const WEBDINGS: &str = "a✔r✘n●g■c□3◀4▶5▲6▼";

impl SymbolFont {
    /// Returns the font of signs that a name names.
    pub(super) fn named(name: &str) -> Option<SymbolFont> {
        match name.trim().to_ascii_lowercase().as_str() {
            "wingdings" => Some(SymbolFont::Wingdings),
            "wingdings 2" => Some(SymbolFont::Wingdings2),
            "wingdings 3" => Some(SymbolFont::Wingdings3),
            "webdings" => Some(SymbolFont::Webdings),
            _ => None,
        }
    }

    /// Returns the signs that a text shows in this font; `None` when one of its letters is none that trackers use, for
    /// then the font may be a slip and the text be meant.
    pub(super) fn shown(self, text: &str) -> Option<String> {
        let signs = match self {
            SymbolFont::Wingdings => WINGDINGS,
            SymbolFont::Wingdings2 => WINGDINGS_2,
            SymbolFont::Wingdings3 => WINGDINGS_3,
            SymbolFont::Webdings => WEBDINGS,
        };
        let sign = |letter: char| {
            if letter.is_whitespace() {
                return Some(letter);
            }
            // Some writers move the letters of such fonts to the private use area.
            let letter = match u32::from(letter) {
                code @ 0xF020..=0xF0FF => char::from_u32(code - 0xF000)?,
                _ => letter,
            };
            let mut known = signs.chars();
            while let (Some(own), Some(shown)) = (known.next(), known.next()) {
                if own == letter {
                    return Some(shown);
                }
            }
            None
        };
        text.chars().map(sign).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_the_signs_they_show() {
        for (font, text, shown) in [
            ("Wingdings", "l", Some("●")),
            ("wingdings", "ü", Some("✔")),
            ("Wingdings", "\u{f0fb}", Some("✘")),
            ("Wingdings", "J", Some("🙂")),
            ("Wingdings", "lll¡¡", Some("●●●○○")),
            ("Wingdings", "Done", None),
            ("Wingdings 2", "P", Some("✔")),
            ("Wingdings 3", "p", Some("▲")),
            ("Webdings", "n", Some("●")),
        ] {
            let font = SymbolFont::named(font).unwrap();
            assert_eq!(font.shown(text).as_deref(), shown, "{text}");
        }
        assert_eq!(SymbolFont::named("Calibri"), None);
    }
}

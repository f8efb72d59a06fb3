//! Boxes and letters as SVG: just what a picture of a sheet needs.

use std::fmt::Write;

/// The room for a letter at the size that the pictures use, in pixels: enough for most letters of the usual fonts.
pub(super) const LETTER: u32 = 7;
/// The width of a letter on average: a line of text is narrower than its letters times their room.
const AVERAGE: u32 = 6;
pub(super) const LINE: u32 = 24;

pub(super) const INK: &str = "#1f2933";
pub(super) const MUTED: &str = "#8a94a0";
pub(super) const RULE: &str = "#d5dae0";
pub(super) const PAPER: &str = "#ffffff";
pub(super) const EDGE: &str = "#eef1f4";
pub(super) const KNOWN: &str = "#dbeafe";
pub(super) const NAME: &str = "#1d4ed8";
pub(super) const FOUND: &str = "#b45309";

/// A picture that grows as things are drawn on it.
pub(super) struct Drawing {
    body: String,
    width: u32,
    height: u32,
}

/// A rectangle in pixels from the top left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Drawing {
    pub(super) fn new() -> Drawing {
        Drawing {
            body: String::new(),
            width: 0,
            height: 0,
        }
    }

    pub(super) fn fill(&mut self, frame: Frame, fill: &str, stroke: &str) {
        self.reach(frame);
        let Frame {
            left,
            top,
            width,
            height,
        } = frame;
        let _ = writeln!(
            self.body,
            r#"<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{fill}" stroke="{stroke}"/>"#
        );
    }

    /// Writes one line into a frame, cut with an ellipsis where it does not fit.
    pub(super) fn write(&mut self, frame: Frame, text: &str, colour: &str, style: &str) {
        self.reach(frame);
        let (x, y) = (frame.left + 6, frame.top + frame.height.min(LINE) - 8);
        let fits = (frame.width.saturating_sub(10) / AVERAGE) as usize;
        let text = escaped(&shortened(text, fits));
        let _ = writeln!(
            self.body,
            r#"<text x="{x}" y="{y}" fill="{colour}"{style}>{text}</text>"#
        );
    }

    fn reach(&mut self, frame: Frame) {
        self.width = self.width.max(frame.left + frame.width + 1);
        self.height = self.height.max(frame.top + frame.height + 1);
    }

    pub(super) fn finish(self, title: &str) -> String {
        let Drawing {
            body,
            width,
            height,
        } = self;
        let title = escaped(title);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" \
             font-family=\"Segoe UI, Helvetica, Arial, sans-serif\" font-size=\"12\" xml:space=\"preserve\">\n\
             <title>{title}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n{body}</svg>\n"
        )
    }
}

fn shortened(text: &str, fits: usize) -> String {
    if text.chars().count() <= fits {
        return text.to_string();
    }
    let kept: String = text.chars().take(fits.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[test]
fn a_line_that_does_not_fit_is_cut_and_markup_stays_text() {
    assert_eq!(shortened("Survey of chambers", 9), "Survey o…");
    assert_eq!(shortened("Survey", 6), "Survey");
    assert_eq!(escaped("<who> & when"), "&lt;who&gt; &amp; when");
}

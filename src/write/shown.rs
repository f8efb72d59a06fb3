//! What a reader sees in a cell: the value in its number format.

use crate::report::evaluate::format_number;
use crate::report::scalar::{Scalar, day};

/// Returns the text that a value shows in a number format.
pub fn shown(value: &Scalar, format: Option<&str>) -> String {
    match (value, format) {
        (Scalar::Blank, _) => String::new(),
        (Scalar::Text(text), _) => text.to_string(),
        (Scalar::Bool(yes), _) => if *yes { "TRUE" } else { "FALSE" }.to_string(),
        (Scalar::Error(fault), _) => fault.text().to_string(),
        (Scalar::Number(number), Some(format)) => {
            date(*number, format).unwrap_or_else(|| scaled(*number, format))
        }
        (Scalar::Number(number), None) => {
            let rounded = crate::report::evaluate::round_half_away(*number, 6);
            format!("{rounded}")
        }
    }
}

/// Returns a number in a format whose trailing commas divide it by thousands, as `0.0,,` does.
fn scaled(number: f64, format: &str) -> String {
    let mut commas = 0;
    let plain: Vec<String> = format
        .split(';')
        .map(|section| {
            let after = section.rfind(['0', '#']).map_or(section.len(), |at| at + 1);
            let (digits, rest) = section.split_at(after);
            let unit = rest.trim_start_matches(',');
            commas = commas.max(rest.len() - unit.len());
            format!("{digits}{unit}")
        })
        .collect();
    let divisor = 1000_f64.powi(i32::try_from(commas).unwrap_or_default());
    format_number(number / divisor, &plain.join(";"))
}

fn date(number: f64, format: &str) -> Option<String> {
    let code = match format {
        "d mmm yy" => "%-d %b %y",
        "dd mmm yyyy" => "%d %b %Y",
        "mmm yy" => "%b %y",
        "mmmmm" => return day(number).map(|date| date.format("%b").to_string()[..1].to_string()),
        "\"by \"d mmm" => "by %-d %b",
        _ => return None,
    };
    day(number).map(|date| date.format(code).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shown_as_excel_shows_them() {
        for (number, format, text) in [
            (196_600_000.0, "\"£\"0.0,,\"m\"", "£196.6m"),
            (196_600.0, "\"£\"#,##0,\"k\"", "£197k"),
            (1_234_567.0, "#,##0", "1,234,567"),
            (46326.0, "d mmm yy", "31 Oct 26"),
            (0.756, "0%", "76%"),
            (0.0, "\"✖ \"0;;\"✔ 0\"", "✔ 0"),
        ] {
            assert_eq!(shown(&Scalar::Number(number), Some(format)), text);
        }
    }
}

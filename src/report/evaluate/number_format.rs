//! TEXT: a number in a format code, for the codes that sentences of the pack use.

use super::arithmetic::round;

/// Returns a number in a format of one to three sections of digits, signs and literals.
///
/// Known are `0`, `#`, `.`, `,` between thousands, `%`, quoted texts, and any other sign as itself.
pub(super) fn format(value: f64, format: &str) -> String {
    let sections = sections(format);
    let section = |at: usize| sections.get(at).map(String::as_str);
    match (value, section(1), section(2)) {
        (value, Some(negative), _) if value < 0.0 => written(-value, negative),
        (0.0, _, Some(zero)) => written(0.0, zero),
        (value, ..) if value < 0.0 => {
            let shown = written(-value, &sections[0]);
            if shown.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
                format!("-{shown}")
            } else {
                shown
            }
        }
        _ => written(value, &sections[0]),
    }
}

/// Splits at semicolons outside quotes.
fn sections(format: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    for letter in format.chars() {
        quoted ^= letter == '"';
        if letter == ';' && !quoted {
            sections.push(String::new());
        } else if let Some(last) = sections.last_mut() {
            last.push(letter);
        }
    }
    sections
}

fn written(value: f64, section: &str) -> String {
    let (mut before, mut after) = (String::new(), String::new());
    let (mut whole, mut decimals, mut percent, mut thousands) = (0_usize, 0_usize, false, false);
    let (mut seen, mut point, mut quoted) = (false, false, false);
    for letter in section.chars() {
        match letter {
            '"' => quoted = !quoted,
            '0' | '#' if !quoted && point => (decimals, seen) = (decimals + 1, true),
            '0' if !quoted => (whole, seen) = (whole + 1, true),
            '#' if !quoted => seen = true,
            '.' if !quoted => (point, seen) = (true, true),
            ',' if !quoted && seen => thousands = true,
            literal => {
                percent |= literal == '%' && !quoted;
                if seen { &mut after } else { &mut before }.push(literal);
            }
        }
    }
    if !seen {
        return before + &after;
    }
    let scaled = if percent { value * 100.0 } else { value };
    let digits = i32::try_from(decimals).unwrap_or(15);
    let shown = format!("{:.decimals$}", round(scaled, digits));
    let (integer, fraction) = shown.split_once('.').unwrap_or((&shown, ""));
    let mut integer = integer.to_string();
    if whole == 0 && integer == "0" {
        integer.clear();
    }
    while integer.len() < whole {
        integer.insert(0, '0');
    }
    if thousands {
        integer = grouped(&integer);
    }
    let point = if decimals > 0 { "." } else { "" };
    format!("{before}{integer}{point}{fraction}{after}")
}

fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_text_writes_them() {
        for (value, code, shown) in [
            (0.786, "0%", "79%"),
            (0.0765, "+0.0%;-0.0%", "+7.7%"),
            (-0.0004, "+0.0%;-0.0%", "-0.0%"),
            (-0.0004, "0.0%", "0.0%"),
            (1_234_567.5, "#,##0", "1,234,568"),
            (1234.55, "+\"£\"0.0;-\"£\"0.0", "+£1234.6"),
            (-1234.55, "+\"£\"0.0;-\"£\"0.0", "-£1234.6"),
            (2.675, "0.00", "2.68"),
            (0.0, "0;;\"–\"", "–"),
            (-5.0, "0;;", ""),
            (7.0, "00", "07"),
            (-3.2, "0", "-3"),
        ] {
            assert_eq!(format(value, code), shown, "{value} {code}");
        }
    }
}

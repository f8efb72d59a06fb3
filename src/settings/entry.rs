//! The lines of a settings file that settle one question, as a person would write them.

use std::fmt::Write;

/// Returns the lines that say something of a column.
pub fn column(
    file: &str,
    sheet: &str,
    heading: &str,
    cell: Option<&str>,
    says: (&str, &str),
) -> String {
    let mut lines = String::from("[[reading.column]]\n");
    key(&mut lines, "file", file);
    key(&mut lines, "sheet", sheet);
    key(&mut lines, "heading", heading);
    if let Some(cell) = cell {
        key(&mut lines, "cell", cell);
    }
    lines + &said(says)
}

/// Returns the lines that say something of a sheet.
pub fn sheet(file: &str, sheet: &str, says: (&str, &str)) -> String {
    let mut lines = String::from("[[reading.sheet]]\n");
    key(&mut lines, "file", file);
    key(&mut lines, "sheet", sheet);
    lines + &said(says)
}

/// Returns the lines that give a key of a table, such as `reading`, its value.
pub fn value(table: &str, says: (&str, &str)) -> String {
    format!("[{table}]\n{}", said(says))
}

/// Returns the lines that take one spelling for another; `kind` is `projects` or `people`.
pub fn alias(kind: &str, spelling: &str, name: &str) -> String {
    format!("[aliases.{kind}]\n{} = {}\n", text(spelling), text(name))
}

/// Returns a text between quotes.
pub fn text(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

fn key(lines: &mut String, key: &str, value: &str) {
    let _ = writeln!(lines, "{key} = {}", text(value));
}

/// A value comes as TOML writes it: `2026`, `"month_first"`.
fn said((key, value): (&str, &str)) -> String {
    format!("{key} = {value}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;
    use crate::settings::choice::HeadingPlace;

    #[test]
    fn what_is_written_is_read_back() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
        let heading = "Due \"date\"\nof all\\none";
        let lines = column("a.csv", "Plan", heading, Some("C1"), ("year", "2025"))
            + &sheet("a.csv", "Plan", ("project", &text("Harbour \"Lift\"")))
            + &alias("people", "J. Smith", "John Smith")
            + &value("pack", ("currency", &text("€")));
        let settings = Settings::defaults(day).with(&lines).unwrap();
        let place = HeadingPlace {
            file: "x/a.csv",
            sheet: "plan",
            heading,
            cell: Some((0, 2)),
        };
        assert_eq!(settings.column(place).year, Some(2025));
        assert_eq!(
            settings.sheet("a.csv", "Plan").project,
            Some("Harbour \"Lift\"")
        );
        assert_eq!(settings.aliases.people["J. Smith"], "John Smith");
        assert_eq!(settings.pack.currency, "€");
    }
}

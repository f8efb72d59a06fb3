//! The page `docs/metrics.md`, written from the metrics' own words.

use std::fmt::Write;

use super::families::FAMILIES;
use super::listing::Listing;
use super::metric::{Family, Metric};
use super::reason;
use super::status::RULE;

const INTRODUCTION: &str = "\
# Metrics

Every figure of a pack is one of these. This page is written from the declarations in `src/analyse`; change it there.

A figure is a value or a reason why there is none; never 0, 1 or infinity in place of one. The figure of the portfolio is made
of all rows: ratios are sums over sums, never averages of ratios, and rows without a project count for the portfolio.
Beside each value stand its numerator and denominator, how many rows or projects gave it of how many that could have
(`counted` of `population`), and its evidence as `file › sheet › cells`.

Examples are as of 31 October 2026, with the default settings; each line is a row of a tracker. A test runs them all.
";

/// Returns the page, as Markdown.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_string();
    page.push_str("\n## Why there is no value\n\n| reason | in words |\n| --- | --- |\n");
    for reason in reason::ALL {
        line(
            &mut page,
            &format!("| `{}` | {} |", reason.id(), reason.words()),
        );
    }
    line(&mut page, "\n## How a project is judged\n");
    line(&mut page, RULE.trim_end());
    for family in FAMILIES {
        section(&mut page, family);
    }
    page
}

fn section(page: &mut String, family: &Family) {
    line(page, &format!("\n## {}", family.title));
    for metric in family.metrics {
        entry(page, metric);
    }
    if !family.listings.is_empty() {
        line(page, "\n### Rows worth reading\n");
    }
    for listing in family.listings {
        line(page, &item(listing));
    }
}

fn entry(page: &mut String, metric: &Metric) {
    line(page, &format!("\n### {} (`{}`)\n", metric.name, metric.id));
    line(page, metric.what);
    line(page, "");
    let unit = metric.unit.name();
    line(page, &format!("- Unit: {unit}; {}.", metric.better.name()));
    line(page, &format!("- Why: {}", metric.why));
    line(page, &format!("- No value: {}", metric.null_when));
    line(page, &format!("- Source: {}", metric.source));
    let gives = match metric.example.gives {
        Ok(value) => format!("{}", super::rounding::rounded(value, 6)),
        Err(reason) => format!("no value, `{}`", reason.id()),
    };
    let from = metric.example.source;
    line(page, &format!("- Example ({from}): gives {gives}.\n"));
    line(page, "```text");
    for row in metric.example.given {
        line(page, row.trim_end());
    }
    line(page, "```");
}

fn item(listing: &Listing) -> String {
    format!(
        "- **{}** (`{}`): {} {} Number: {}.",
        listing.title,
        listing.id,
        listing.which,
        listing.why,
        listing.number.name()
    )
}

fn line(page: &mut String, text: &str) {
    writeln!(page, "{text}").expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::page;

    /// Run with UPDATE=1 to write the page anew.
    #[test]
    fn the_page_of_metrics_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/metrics.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, page()).expect("the folder docs can be written");
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == page(),
            "docs/metrics.md is out of date: run the tests with UPDATE=1"
        );
    }
}

//! A project's figures in the words of a board: `SPI 0.78, 152 days late; 16.7% over budget`.

use super::rounding::{decimal, percent, rounded};
use super::status::{DimensionStatus, Status};

/// Says what is beyond its limit: readings of a dimension joined by commas, dimensions by semicolons.
pub(super) fn why(dimensions: &[DimensionStatus]) -> String {
    let troubles: Vec<String> = dimensions
        .iter()
        .filter(|dimension| dimension.status >= Status::Amber)
        .map(|dimension| {
            let beyond: Vec<&str> = dimension
                .readings
                .iter()
                .filter(|reading| reading.status >= Status::Amber)
                .map(|reading| reading.words.as_str())
                .collect();
            beyond.join(", ")
        })
        .collect();
    let unknown: Vec<&str> = dimensions
        .iter()
        .filter(|dimension| dimension.status == Status::None)
        .map(|dimension| dimension.dimension.name())
        .collect();
    if unknown.len() == dimensions.len() {
        return "nothing to judge by".to_string();
    }
    let mut said = if troubles.is_empty() {
        "all within limits".to_string()
    } else {
        troubles.join("; ")
    };
    if !unknown.is_empty() {
        said.push_str(&format!(" (not known: {})", unknown.join(", ")));
    }
    said
}

/// Says a figure as a board member would.
pub(super) fn words(metric: &str, value: f64) -> String {
    let late = |days: f64| match days {
        days if days > 0.0 => format!("{} late", day_count(days)),
        days if days < 0.0 => format!("{} early", day_count(-days)),
        _ => "on its baseline date".to_string(),
    };
    let over = |share: f64, of: &str| match rounded(share, 3) {
        shown if shown > 0.0 => format!("{} over {of}", percent(share, 1)),
        shown if shown < 0.0 => format!("{} under {of}", percent(-share, 1)),
        _ => format!("on {of}"),
    };
    match metric {
        "spi" => format!("SPI {}", decimal(value, 2)),
        "slip_days" => late(value),
        "milestone_slip_days" => format!("worst milestone {}", late(value)),
        "cost_over" => over(value, "budget"),
        "year_variance" => over(value, "the year's budget"),
        "risk_top_score" if value == 0.0 => "no open risk".to_string(),
        "risk_top_score" => format!("top risk {}", shortest(value)),
        "over_booked" => format!("{} of bookings on over-booked people", percent(value, 0)),
        "data_age" => format!("updated {} ago", day_count(value)),
        other => format!("{other} {}", shortest(value)),
    }
}

fn day_count(days: f64) -> String {
    let unit = if days == 1.0 { "day" } else { "days" };
    format!("{} {unit}", decimal(days, 0))
}

fn shortest(value: f64) -> String {
    rounded(value, 2).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_in_words() {
        for (metric, value, said) in [
            ("spi", 0.784, "SPI 0.78"),
            ("slip_days", 152.0, "152 days late"),
            ("slip_days", -1.0, "1 day early"),
            ("slip_days", 0.0, "on its baseline date"),
            ("cost_over", 0.1667, "16.7% over budget"),
            ("cost_over", -0.03, "3.0% under budget"),
            ("year_variance", 0.0001, "on the year's budget"),
            ("risk_top_score", 20.0, "top risk 20"),
            ("risk_top_score", 0.0, "no open risk"),
            (
                "over_booked",
                0.384,
                "38% of bookings on over-booked people",
            ),
            ("data_age", 75.0, "updated 75 days ago"),
        ] {
            assert_eq!(words(metric, value), said);
        }
    }
}

//! Headings that bear a financial year: `2018/19 TOTAL Baseline` is the baseline of a year, whichever it is.

/// Stands in a heading for whichever financial year it bears.
const ANY: &str = "FY";

/// Returns a heading with `FY` in the place of its financial year, and the calendar year in which that year starts.
pub fn any_year(text: &str) -> Option<(String, u32)> {
    let mut year = None;
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        match financial_year(word) {
            Some(start) if year.is_none() => {
                year = Some(start);
                if words.last() != Some(&ANY) {
                    words.push(ANY);
                }
            }
            _ => words.push(word),
        }
    }
    year.map(|year| (words.join(" "), year))
}

/// Reads the 2018 of `2018/19`, `18-19`, `FY2018/19` or `(2018-2019)`.
fn financial_year(word: &str) -> Option<u32> {
    let word = word.trim_matches(['(', ')', ',', ':']);
    let word = word.strip_prefix(ANY).unwrap_or(word);
    let (first, second) = word.split_once(['/', '-', '–'])?;
    let year = |digits: &str| match digits.len() {
        2 | 4 => digits.parse::<u32>().ok(),
        _ => None,
    };
    let (first, second) = (year(first)?, year(second)?);
    let start = if first < 100 { 2000 + first } else { first };
    ((start + 1) % 100 == second % 100 && (1990..2100).contains(&start)).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_of_one_year_is_the_heading_of_any_year() {
        let said = |text: &str, year| Some((text.to_string(), year));
        for (heading, expected) in [
            (
                "2018/19 TOTAL Baseline £m",
                said("FY TOTAL Baseline £m", 2018),
            ),
            ("FY 22-23 Rating", said("FY Rating", 2022)),
            ("Rating (2019-2020)", said("Rating FY", 2019)),
            ("FY2099/00 Forecast", said("FY Forecast", 2099)),
            ("Forecast 3/4", None),
            ("Stage 1/2", None),
            ("Start 2018/20", None),
            ("Rating", None),
        ] {
            assert_eq!(any_year(heading), expected, "{heading}");
        }
    }
}

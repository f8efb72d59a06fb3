//! Rates of exchange on the sheet Method: which were used, from which day.

use crate::report::block::{Block, Cells, Placed, Row, RowKind, section};
use crate::report::cell::{Cell, Role};
use crate::report::pack::Sheet;
use crate::report::sheets::brief::Brief;

/// Grid columns of the sheet Method.
const WIDTH: u16 = 6;

/// Adds the rates of the settings to the sheet; nothing where they give none.
pub fn added(brief: &Brief<'_>, mut sheet: Sheet) -> Sheet {
    let rates = &brief.settings.rates;
    if rates.is_empty() {
        return sheet;
    }
    let own = &brief.settings.pack.currency;
    let line = |term: String, meaning: String| {
        Row::new(
            RowKind::Body,
            20,
            vec![
                Placed::new(0, 1, Cell::value(Role::Text, term)),
                Placed::new(1, 5, Cell::value(Role::Text, meaning)),
            ],
        )
    };
    let mut rows = vec![line(
        "Rule".to_string(),
        format!(
            "All amounts are shown in {own}. A cost line has the rate of its month where a column names its currency; all others that of the reporting date. What has no rate is in no figure, and is listed under Data quality."
        ),
    )];
    rows.extend(rates.iter().map(|rate| {
        line(
            format!("{} from {}", rate.currency, rate.from.format("%-d %b %Y")),
            format!("1 {} = {} {own}", rate.currency, rate.rate),
        )
    }));
    sheet.push(section("Currencies", WIDTH));
    sheet.push(Block::Cells(Cells::rows(rows)));
    sheet
}

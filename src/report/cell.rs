//! One cell of the pack: what it holds and the part it plays. The theme decides how a part looks.

use serde::Deserialize;

use super::formula::{Formula, Key};
use super::scalar::Scalar;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    #[default]
    Blank,
    /// A literal: a label, a source row, an input.
    Value(Scalar),
    /// A live figure or sentence.
    Formula(Formula),
}

/// The part a cell plays: its alignment, number format, weight and colours, and the conditional formats that follow its
/// value. [`crate::write::theme`] gives the look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    // ── texts
    /// Body text, left.
    Text,
    /// Body text that may take two or three lines; the row grows with it.
    Wrapped,
    /// A name: bold, left.
    Strong,
    /// Second-rank text, grey.
    Muted,
    /// A short text or mark, centred.
    Centred,
    /// 8 points, grey.
    Note,
    /// A reference such as `P02`: grey, left, always text.
    Id,
    /// The heading of a block: brand, bold, ruled.
    Section,
    /// Column headings of a list.
    Head,
    HeadRight,
    HeadCentred,
    /// A heading that is a month date: `Nov 26`.
    HeadMonth,
    /// The first letter of a month over a timeline; the second half of a month stays empty.
    HeadStep,
    HeadStepHalf,
    /// A heading over several columns, centred across them and ruled.
    HeadGroup,
    /// A link to another sheet, which is the cell's [`Cell::link`].
    Link,

    // ── numbers
    Count,
    /// A count that is blank when zero.
    CountOrBlank,
    /// A count that is a dash when zero.
    CountOrDash,
    /// A plain number with one decimal: FTE, points.
    Number,
    /// `+0.0`
    NumberSigned,
    /// An amount in the pack's unit, without the unit's letter: `12.4`.
    Money,
    MoneySigned,
    /// An amount with symbol and letter: `£12.4m`.
    MoneyUnit,
    /// An amount or count to the last cent, without symbol: `1,234.50`.
    Exact,
    /// `75%`
    Share,
    /// `+7.6%`
    ShareSigned,
    /// `0.87`
    Ratio,
    /// `+152`
    DaysSigned,
    /// `31 Oct 26`
    Date,
    /// `31 Oct 2026`
    DateLong,
    /// `Oct 26`
    Month,
    Score,

    // ── statuses
    /// `R`, `A`, `G` or `–` on a filled tile.
    Tile,
    /// A count on a red, amber or green tile, `3 Red`.
    TileRed,
    TileAmber,
    TileGreen,
    /// `◆ Red`, `▲ Amber`, `● Green`, `– None`: coloured by its word.
    Status,
    /// ▲ worse, ▼ better, = the same.
    Trend,
    /// A text that says `better` or `worse`.
    Delta,
    /// A share of capacity on the five bands of utilisation.
    Utilisation,
    /// A gap in full-time equivalents: above 0.5 amber, above 1 red.
    Gap,
    /// Number of risks in a square of the probability and impact grid, on the square's zone: probability stands left of
    /// the grid, impact in the row below it.
    RiskZone,
    /// A milestone's mark on a timeline.
    TimelineMark,
    /// A number with a bar behind it, negative in the other direction.
    Bar,
    /// `✔ 0` or `✖ 3` failures.
    Failures,

    // ── KPI cards
    CardLabel,
    /// The large figure, in the format of the role beside it.
    CardCount,
    CardMoney,
    CardRatio,
    CardShare,
    CardText,
    /// A status word in a card.
    CardStatus,
    CardDelta,
    CardNote,
    /// An empty cell of a card.
    CardSpace,

    // ── yellow cells that the reader may change
    InputNumber,
    InputShare,
    InputRatio,
    InputDate,
    InputText,
    /// What an input looks like, for keys.
    InputSample,

    // ── messages and asks
    /// The bold line of a pair.
    Message,
    /// The grey line under it.
    Evidence,
    /// An amount or date at the right end of that line.
    EvidenceMoney,
    EvidenceDate,

    // ── the cover
    CoverBand,
    CoverPack,
    CoverTitle,
    CoverMeeting,
    CoverOrganisation,
    CoverHeadline,

    /// Brand-coloured swatches of the key of the roadmap.
    SwatchDone,
    SwatchLeft,
    SwatchLate,
    SwatchBaseline,
    /// The five bands of utilisation, as swatches with their text.
    BandFree,
    BandFit,
    BandFull,
    BandOver,
    BandFarOver,
}

/// A cell of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub content: Content,
    pub role: Role,
    /// A defined name for this cell: `thr_SPI_A`.
    pub name: Option<Key>,
    /// A mark by which formulas elsewhere find this cell; never seen in the workbook.
    pub mark: Option<Key>,
    /// The sheet that a click leads to.
    pub link: Option<Key>,
    /// For inputs: what may be entered.
    pub allowed: Option<Allowed>,
}

/// What an input cell accepts; Excel refuses anything else with the message.
#[derive(Debug, Clone, PartialEq)]
pub struct Allowed {
    pub rule: AllowedRule,
    /// Shown when the cell is chosen and when an entry is refused.
    pub message: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum AllowedRule {
    Between(f64, f64),
    Date,
    /// One of the texts of a defined name, such as `list_Projects`.
    List(Key),
}

impl Cell {
    pub fn blank(role: Role) -> Cell {
        Cell {
            content: Content::Blank,
            role,
            name: None,
            mark: None,
            link: None,
            allowed: None,
        }
    }

    /// Returns a cell with a live figure or sentence. A constant formula becomes a literal.
    pub fn figure(role: Role, formula: impl Into<Formula>) -> Cell {
        Cell {
            content: match formula.into() {
                Formula::Constant(value) => Content::Value(value),
                formula => Content::Formula(formula),
            },
            ..Cell::blank(role)
        }
    }

    /// Returns a cell with a literal.
    pub fn value(role: Role, value: impl Into<Scalar>) -> Cell {
        Cell {
            content: Content::Value(value.into()),
            ..Cell::blank(role)
        }
    }

    /// Returns a link to the first cell of a sheet, showing a text.
    pub fn link(text: &str, sheet: impl Into<Key>) -> Cell {
        Cell {
            link: Some(sheet.into()),
            ..Cell::value(Role::Link, text)
        }
    }

    #[must_use]
    pub fn named(mut self, name: impl Into<Key>) -> Cell {
        self.name = Some(name.into());
        self
    }

    #[must_use]
    pub fn marked(mut self, mark: impl Into<Key>) -> Cell {
        self.mark = Some(mark.into());
        self
    }

    #[must_use]
    pub fn allowing(mut self, rule: AllowedRule, message: impl Into<String>) -> Cell {
        self.allowed = Some(Allowed {
            rule,
            message: message.into(),
        });
        self
    }
}

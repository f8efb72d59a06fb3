//! The fourteen points of an assessment: what each must keep to, what was counted, and what is said of it.

/// One of the fourteen points.
#[derive(Debug, PartialEq)]
pub struct Point {
    pub number: u8,
    pub id: &'static str,
    pub name: &'static str,
    pub limit: Limit,
}

/// What a point's share must keep to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    AtMost(f64),
    AtLeast(f64),
    /// There is no agreed limit; the share is shown and not judged.
    None,
}

/// What is said of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    Fail,
    Shown,
}

impl Verdict {
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Pass => "PASS",
            Verdict::Fail => "FAIL",
            Verdict::Shown => "SHOWN",
        }
    }
}

impl Limit {
    /// Judges a share, as it is seen with six places.
    pub fn judge(self, share: f64) -> Verdict {
        const SEEN: f64 = 5e-7;
        let passes = match self {
            Limit::AtMost(most) => share <= most + SEEN,
            Limit::AtLeast(least) => share >= least - SEEN,
            Limit::None => return Verdict::Shown,
        };
        if passes { Verdict::Pass } else { Verdict::Fail }
    }
}

const fn point(number: u8, id: &'static str, name: &'static str, limit: Limit) -> Point {
    Point {
        number,
        id,
        name,
        limit,
    }
}

pub static LOGIC: Point = point(1, "logic", "Logic", Limit::AtMost(0.05));
pub static LEADS: Point = point(2, "leads", "Leads", Limit::AtMost(0.0));
pub static LAGS: Point = point(3, "lags", "Lags", Limit::AtMost(0.05));
pub static LINK_KINDS: Point = point(
    4,
    "link_kinds",
    "Finish-to-start links",
    Limit::AtLeast(0.9),
);
pub static HARD: Point = point(
    5,
    "hard_constraints",
    "Hard constraints",
    Limit::AtMost(0.05),
);
pub static HIGH_FLOAT: Point = point(6, "high_float", "High float", Limit::AtMost(0.05));
pub static NEGATIVE_FLOAT: Point = point(7, "negative_float", "Negative float", Limit::AtMost(0.0));
pub static HIGH_DURATION: Point = point(8, "high_duration", "High duration", Limit::AtMost(0.05));
pub static INVALID_DATES: Point = point(9, "invalid_dates", "Invalid dates", Limit::AtMost(0.0));
pub static RESOURCES: Point = point(10, "unresourced", "Without resources", Limit::None);
pub static MISSED: Point = point(11, "missed_tasks", "Missed tasks", Limit::AtMost(0.05));
pub static PATH_TEST: Point = point(12, "path_test", "Critical path test", Limit::AtLeast(1.0));
pub static CPLI: Point = point(
    13,
    "cpli",
    "Critical path length index",
    Limit::AtLeast(0.95),
);
pub static BEI: Point = point(14, "bei", "Baseline execution index", Limit::AtLeast(0.95));

/// The points in their order.
pub static POINTS: [&Point; 14] = [
    &LOGIC,
    &LEADS,
    &LAGS,
    &LINK_KINDS,
    &HARD,
    &HIGH_FLOAT,
    &NEGATIVE_FLOAT,
    &HIGH_DURATION,
    &INVALID_DATES,
    &RESOURCES,
    &MISSED,
    &PATH_TEST,
    &CPLI,
    &BEI,
];

/// Why a point is not assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unassessed {
    /// No task names another that it waits for.
    NoNetwork,
    /// The links run in a circle.
    Circle,
    /// Something that it needs was not given.
    NotGiven,
    /// The share would divide by nothing.
    NothingToCount,
    /// All of it is done.
    Complete,
}

/// What was counted for a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    pub above: f64,
    pub below: f64,
    /// The activities that count above, by their places in the list of all.
    pub rows: Vec<usize>,
}

impl Count {
    pub fn share(&self) -> Result<f64, Unassessed> {
        if self.below == 0.0 {
            Err(Unassessed::NothingToCount)
        } else {
            Ok(self.above / self.below)
        }
    }
}

/// A count, or why there is none.
pub type Counted = Result<Count, Unassessed>;

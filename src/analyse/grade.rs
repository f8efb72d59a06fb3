//! How far the inputs of earned value carry: a grade from A to D by a rule that can be counted off.

/// What earned value rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inputs {
    /// A budget above 0, an earned value and an actual cost are known.
    pub stands: bool,
    /// The budget stands by month, and the months carry all of it.
    pub is_phased: bool,
    /// Tasks or milestones bear the progress out: a share alone is an opinion.
    pub has_evidence: bool,
    /// The actual cost is up to date.
    pub is_current: bool,
}

/// A is all, B one thing missing, C two, D more or no figures at all. The worst is the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Grade {
    #[default]
    D,
    C,
    B,
    A,
}

impl Inputs {
    pub fn grade(self) -> Grade {
        let held = [self.is_phased, self.has_evidence, self.is_current];
        match held.into_iter().filter(|held| *held).count() {
            _ if !self.stands => Grade::D,
            3 => Grade::A,
            2 => Grade::B,
            1 => Grade::C,
            _ => Grade::D,
        }
    }

    /// Returns what is missing, in words; blank when nothing is.
    pub fn missing(self) -> String {
        let parts = [
            (self.stands, "budget, earned value or actual cost"),
            (self.is_phased, "the budget by month"),
            (
                self.has_evidence,
                "tasks or milestones that bear the progress out",
            ),
            (self.is_current, "actual cost up to date"),
        ];
        let missing: Vec<&str> = parts
            .into_iter()
            .filter(|(held, _)| !held)
            .map(|(_, words)| words)
            .collect();
        missing.join("; ")
    }
}

impl Grade {
    /// Returns 4 for A down to 1 for D.
    pub fn points(self) -> f64 {
        match self {
            Grade::A => 4.0,
            Grade::B => 3.0,
            Grade::C => 2.0,
            Grade::D => 1.0,
        }
    }

    pub fn letter(self) -> &'static str {
        match self {
            Grade::A => "A",
            Grade::B => "B",
            Grade::C => "C",
            Grade::D => "D",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_missing_thing_costs_a_grade_and_a_missing_figure_all_of_them() {
        let all = Inputs {
            stands: true,
            is_phased: true,
            has_evidence: true,
            is_current: true,
        };
        let without_months = Inputs {
            is_phased: false,
            ..all
        };
        let opinion = Inputs {
            has_evidence: false,
            ..without_months
        };
        let stale = Inputs {
            is_current: false,
            ..opinion
        };
        let without_figures = Inputs {
            stands: false,
            ..all
        };
        for (inputs, letter) in [
            (all, "A"),
            (without_months, "B"),
            (opinion, "C"),
            (stale, "D"),
            (without_figures, "D"),
        ] {
            assert_eq!(inputs.grade().letter(), letter, "{inputs:?}");
        }
        assert_eq!(all.missing(), "");
        assert_eq!(without_months.missing(), "the budget by month");
    }

    #[test]
    fn the_worst_is_the_smallest() {
        assert!(Grade::D < Grade::C && Grade::B < Grade::A);
    }
}

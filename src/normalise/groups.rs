//! Names that stand over rows, at one level or several: a department over its projects, a project over its phases.

use super::batch::Over;

/// The names over the rows to come.
///
/// Names right below each other are levels; later on, so many names in a row take the place of so many innermost ones.
#[derive(Debug, Default)]
pub(super) struct Groups {
    over: Over,
    /// Names since the last row of data.
    run: Over,
}

impl Groups {
    /// Takes a name that stands over the rows below it.
    pub(super) fn name(&mut self, name: String) {
        self.run.push(name.into());
    }

    /// Returns the names over a row of data.
    pub(super) fn over_data(&mut self) -> Over {
        if !self.run.is_empty() {
            self.over
                .truncate(self.over.len().saturating_sub(self.run.len()));
            self.over.append(&mut self.run);
        }
        self.over.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_names_in_a_row_take_the_place_of_as_many_levels() {
        let mut groups = Groups::default();
        let mut over = |names: &[&str]| {
            for name in names {
                groups.name((*name).to_string());
            }
            groups.over_data().join(" › ")
        };
        assert_eq!(over(&[]), "");
        assert_eq!(over(&["North", "Lift"]), "North › Lift");
        assert_eq!(over(&[]), "North › Lift");
        assert_eq!(over(&["Wall"]), "North › Wall");
        assert_eq!(over(&["South", "Berth"]), "South › Berth");
        assert_eq!(over(&["Coast", "West", "Quay"]), "Coast › West › Quay");
    }
}

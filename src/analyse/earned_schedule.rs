//! Earned schedule in plain numbers: how much of the planned time the work done is worth, each with the reason when unknown.
//!
//! Source: W. Lipke, Schedule is Different (2003), and the Earned Schedule training deck. With a plan that stands still for
//! some periods, the count is "the number of periods for which EV ≥ PV", as Lipke words it: idle periods are credited once
//! the work before them is done.

use super::earned::Figure;
use super::reason::Reason;

/// What earned schedule looks at. Times are in periods of the plan, counted from its start.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EarnedSchedule {
    /// Planned value at the end of each period, cumulative; as many as the plan has periods. Empty without a plan over time.
    pub planned: Vec<f64>,
    /// Earned value to date, on the scale of the plan.
    pub ev: Option<f64>,
    /// Actual time: from the start of the plan to the data date, or to the finish of work that is done.
    pub at: Option<f64>,
}

impl EarnedSchedule {
    /// Planned duration, in periods.
    pub fn pd(&self) -> Figure {
        match self.planned.last() {
            None => Err(Reason::NoBaseline),
            Some(whole) if *whole <= 0.0 => Err(Reason::ZeroDenominator),
            Some(_) => Ok(count(self.planned.len())),
        }
    }

    /// Actual time; a plan that starts after the data date is `NOT_STARTED`.
    pub fn at(&self) -> Figure {
        match self.at {
            None => Err(Reason::MissingInput),
            Some(at) if at <= 0.0 => Err(Reason::NotStarted),
            Some(at) => Ok(at),
        }
    }

    /// Earned schedule: ES = C + I, where C is the number of periods with EV ≥ PV, and I the part of the next that EV reaches.
    /// Before the first period's value it is a part of the first period; from the last value on it is the planned duration.
    pub fn es(&self) -> Figure {
        let duration = self.pd()?;
        let ev = self.ev.ok_or(Reason::MissingInput)?;
        if ev < 0.0 {
            return Err(Reason::OutOfRange);
        }
        let reached = self.planned.iter().rposition(|planned| *planned <= ev);
        let whole = reached.map_or(0, |last| last + 1);
        let Some(next) = self.planned.get(whole) else {
            return Ok(duration);
        };
        let before = reached.map_or(0.0, |last| self.planned[last]);
        Ok(count(whole) + (ev - before) / (next - before))
    }

    /// Schedule variance in time: ES − AT; negative is behind.
    pub fn sv_t(&self) -> Figure {
        Ok(self.es()? - self.at()?)
    }

    /// Schedule performance index in time: ES / AT. Unlike SPI it still tells of delay when the work is done.
    pub fn spi_t(&self) -> Figure {
        Ok(self.es()? / self.at()?)
    }

    /// To-complete schedule performance index: (PD − ES) / (PD − AT). Never negative: past the planned end it is
    /// `NOT_ACHIEVABLE`, and done work is `COMPLETE`.
    pub fn tspi(&self) -> Figure {
        let (es, at, pd) = (self.es()?, self.at()?, self.pd()?);
        if es >= pd {
            return Err(Reason::Complete);
        }
        if at >= pd {
            return Err(Reason::NotAchievable);
        }
        Ok((pd - es) / (pd - at))
    }

    /// Estimated duration at completion: PD / SPI(t).
    pub fn ieac_t(&self) -> Figure {
        divide(self.pd()?, self.spi_t()?)
    }

    /// Estimated duration at completion with a performance of the rest of its own: AT + (PD − ES) / PF. With SPI(t) for the
    /// performance it is the same as [`EarnedSchedule::ieac_t`].
    pub fn ieac_t_at(&self, performance: f64) -> Figure {
        let rest = divide(self.pd()? - self.es()?, performance)?;
        Ok(self.at()? + rest)
    }
}

fn count(periods: usize) -> f64 {
    f64::from(u32::try_from(periods).unwrap_or(u32::MAX))
}

fn divide(numerator: f64, denominator: f64) -> Figure {
    let value = numerator / denominator;
    if denominator == 0.0 {
        Err(Reason::ZeroDenominator)
    } else if value.is_finite() {
        Ok(value)
    } else {
        Err(Reason::OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(planned: &[f64], ev: f64, at: f64) -> EarnedSchedule {
        EarnedSchedule {
            planned: planned.to_vec(),
            ev: Some(ev),
            at: Some(at),
        }
    }

    #[test]
    fn nothing_earned_is_no_time_and_no_estimate() {
        let own = schedule(&[100.0, 200.0], 0.0, 1.0);
        assert_eq!(own.es(), Ok(0.0));
        assert_eq!(own.spi_t(), Ok(0.0));
        assert_eq!(own.ieac_t(), Err(Reason::ZeroDenominator));
    }

    #[test]
    fn a_plan_that_has_not_begun_has_no_index() {
        let own = schedule(&[100.0, 200.0], 0.0, 0.0);
        assert_eq!(own.spi_t(), Err(Reason::NotStarted));
        assert_eq!(own.ieac_t(), Err(Reason::NotStarted));
        assert_eq!(own.tspi(), Err(Reason::NotStarted));
    }

    #[test]
    fn the_efficiency_to_finish_on_time_is_never_negative() {
        for (ev, at, expected) in [
            (100.0, 1.0, Ok(1.0)),
            (100.0, 1.5, Ok(2.0)),
            (100.0, 2.0, Err(Reason::NotAchievable)),
            (100.0, 3.0, Err(Reason::NotAchievable)),
            (200.0, 3.0, Err(Reason::Complete)),
        ] {
            let own = schedule(&[100.0, 200.0], ev, at);
            assert_eq!(own.tspi(), expected, "{ev} after {at}");
        }
    }

    #[test]
    fn work_done_late_keeps_its_delay() {
        let own = schedule(&[100.0, 200.0], 200.0, 4.0);
        assert_eq!(own.spi_t(), Ok(0.5));
        assert_eq!(own.sv_t(), Ok(-2.0));
        assert_eq!(own.ieac_t(), Ok(4.0));
    }

    #[test]
    fn a_plan_with_a_correction_is_still_read_from_its_end() {
        assert_eq!(schedule(&[100.0, 90.0, 190.0], 95.0, 2.0).es(), Ok(2.05));
    }

    #[test]
    fn without_a_plan_over_time_there_is_no_short_cut() {
        let own = EarnedSchedule {
            ev: Some(10.0),
            at: Some(2.0),
            ..EarnedSchedule::default()
        };
        assert_eq!(own.es(), Err(Reason::NoBaseline));
        assert_eq!(
            schedule(&[0.0], 0.0, 1.0).es(),
            Err(Reason::ZeroDenominator)
        );
    }

    #[test]
    fn an_estimate_may_rest_on_another_performance() {
        let own = schedule(&[100.0, 200.0, 300.0], 100.0, 2.0);
        assert_eq!(own.ieac_t(), Ok(6.0));
        assert_eq!(own.ieac_t_at(0.5), Ok(6.0));
        assert_eq!(own.ieac_t_at(1.0), Ok(4.0));
        assert_eq!(own.ieac_t_at(0.0), Err(Reason::ZeroDenominator));
    }
}

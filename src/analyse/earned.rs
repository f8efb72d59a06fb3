//! Earned value in plain numbers: the formulas of the standard, each with the reason when it has no value.
//!
//! Sources: ANSI/EIA-748 and the PMI practice standard for the names; the worked examples that the tests carry.

use super::reason::Reason;

/// What earned value looks at, in currency; `None` where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Earned {
    /// Budget at completion.
    pub bac: Option<f64>,
    /// Planned value to date.
    pub pv: Option<f64>,
    /// Earned value to date.
    pub ev: Option<f64>,
    /// Actual cost to date.
    pub ac: Option<f64>,
}

/// A figure, or why there is none.
pub type Figure = Result<f64, Reason>;

impl Earned {
    pub fn bac(&self) -> Figure {
        self.bac.ok_or(Reason::NoBaseline)
    }

    pub fn pv(&self) -> Figure {
        self.pv.ok_or(Reason::MissingInput)
    }

    pub fn ev(&self) -> Figure {
        self.ev.ok_or(Reason::MissingInput)
    }

    pub fn ac(&self) -> Figure {
        self.ac.ok_or(Reason::MissingInput)
    }

    /// Schedule variance: EV − PV.
    pub fn sv(&self) -> Figure {
        Ok(self.ev()? - self.pv()?)
    }

    /// Cost variance: EV − AC.
    pub fn cv(&self) -> Figure {
        Ok(self.ev()? - self.ac()?)
    }

    /// Schedule performance index: EV / PV. Nothing planned yet is `NOT_STARTED`.
    pub fn spi(&self) -> Figure {
        let (ev, pv) = (self.ev()?, self.pv()?);
        divide(ev, pv, Reason::NotStarted)
    }

    /// Cost performance index: EV / AC. Nothing spent is `NOT_STARTED`, or `ZERO_DENOMINATOR` where work was earned all the same.
    pub fn cpi(&self) -> Figure {
        let (ev, ac) = (self.ev()?, self.ac()?);
        let reason = if ev == 0.0 {
            Reason::NotStarted
        } else {
            Reason::ZeroDenominator
        };
        divide(ev, ac, reason)
    }

    /// Share complete: EV / BAC.
    pub fn percent_complete(&self) -> Figure {
        divide(self.ev()?, self.bac()?, Reason::ZeroDenominator)
    }

    /// Share spent: AC / BAC.
    pub fn percent_spent(&self) -> Figure {
        divide(self.ac()?, self.bac()?, Reason::ZeroDenominator)
    }

    /// Estimate at completion, typical: the rest at the cost performance so far, BAC / CPI.
    pub fn eac_cpi(&self) -> Figure {
        self.eac(Earned::cpi)
    }

    /// Estimate at completion, atypical: the rest as budgeted, AC + BAC − EV.
    pub fn eac_pf1(&self) -> Figure {
        self.eac(|_| Ok(1.0))
    }

    /// Estimate at completion: the rest at the schedule performance so far.
    pub fn eac_spi(&self) -> Figure {
        self.eac(Earned::spi)
    }

    /// Estimate at completion: the rest at CPI × SPI.
    pub fn eac_cpi_spi(&self) -> Figure {
        self.eac(|own| Ok(own.cpi()? * own.spi()?))
    }

    /// Estimate at completion: the rest at 0.8 CPI + 0.2 SPI.
    pub fn eac_08cpi_02spi(&self) -> Figure {
        self.eac(|own| Ok(0.8 * own.cpi()? + 0.2 * own.spi()?))
    }

    /// Estimate at completion: the rest at the schedule performance in time, SPI(t).
    pub fn eac_spi_t(&self, spi_t: Figure) -> Figure {
        self.eac(|_| spi_t)
    }

    /// Estimate at completion: the rest at CPI × SPI(t).
    pub fn eac_cpi_spi_t(&self, spi_t: Figure) -> Figure {
        self.eac(|own| Ok(own.cpi()? * spi_t?))
    }

    /// Estimate at completion: the rest at 0.8 CPI + 0.2 SPI(t).
    pub fn eac_08cpi_02spi_t(&self, spi_t: Figure) -> Figure {
        self.eac(|own| Ok(0.8 * own.cpi()? + 0.2 * spi_t?))
    }

    /// Estimate to complete, typical: EAC(CPI) − AC.
    pub fn etc_cpi(&self) -> Figure {
        Ok(self.eac_cpi()? - self.ac()?)
    }

    /// Estimate to complete, atypical: BAC − EV.
    pub fn etc_pf1(&self) -> Figure {
        Ok(self.eac_pf1()? - self.ac()?)
    }

    /// Variance at completion, typical: BAC − EAC(CPI).
    pub fn vac_cpi(&self) -> Figure {
        Ok(self.bac()? - self.eac_cpi()?)
    }

    /// Variance at completion, atypical: BAC − EAC(1), which is the cost variance so far.
    pub fn vac_pf1(&self) -> Figure {
        Ok(self.bac()? - self.eac_pf1()?)
    }

    /// To-complete performance index to the budget: (BAC − EV) / (BAC − AC). Never negative: a budget that is used up before
    /// the work is done is `NOT_ACHIEVABLE`, and done work is `COMPLETE`.
    pub fn tcpi_bac(&self) -> Figure {
        self.efficiency_to(self.bac()?)
    }

    /// To-complete performance index to the typical estimate: (BAC − EV) / (EAC(CPI) − AC); identical to CPI.
    pub fn tcpi_eac(&self) -> Figure {
        self.efficiency_to(self.eac_cpi()?)
    }

    /// AC + (BAC − EV) / PF. With all work done it is AC, whatever the performance was.
    fn eac(&self, performance: impl Fn(&Earned) -> Figure) -> Figure {
        let (bac, ev, ac) = (self.bac()?, self.ev()?, self.ac()?);
        if bac > 0.0 && ev >= bac {
            return Ok(ac);
        }
        let rest = divide(bac - ev, performance(self)?, Reason::ZeroDenominator)?;
        Ok(ac + rest)
    }

    fn efficiency_to(&self, target: f64) -> Figure {
        let (bac, ev, ac) = (self.bac()?, self.ev()?, self.ac()?);
        if bac <= 0.0 {
            return Err(Reason::ZeroDenominator);
        }
        if ev >= bac {
            return Err(Reason::Complete);
        }
        if ac >= target {
            return Err(Reason::NotAchievable);
        }
        divide(bac - ev, target - ac, Reason::ZeroDenominator)
    }
}

fn divide(numerator: f64, denominator: f64, when_zero: Reason) -> Figure {
    if denominator == 0.0 {
        return Err(when_zero);
    }
    let value = numerator / denominator;
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Reason::OutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn earned(bac: f64, pv: f64, ev: f64, ac: f64) -> Earned {
        Earned {
            bac: Some(bac),
            pv: Some(pv),
            ev: Some(ev),
            ac: Some(ac),
        }
    }

    #[test]
    fn a_project_that_has_not_started_has_no_indices() {
        let own = earned(1000.0, 0.0, 0.0, 0.0);
        assert_eq!(own.spi(), Err(Reason::NotStarted));
        assert_eq!(own.cpi(), Err(Reason::NotStarted));
        assert_eq!(own.eac_cpi(), Err(Reason::NotStarted));
        assert_eq!(own.eac_pf1(), Ok(1000.0));
    }

    #[test]
    fn value_earned_for_nothing_is_no_brilliant_index() {
        assert_eq!(
            earned(1000.0, 100.0, 100.0, 0.0).cpi(),
            Err(Reason::ZeroDenominator)
        );
    }

    #[test]
    fn spending_without_earning_is_an_index_of_zero_and_no_estimate() {
        let own = earned(1000.0, 200.0, 0.0, 150.0);
        assert_eq!(own.cpi(), Ok(0.0));
        assert_eq!(own.eac_cpi(), Err(Reason::ZeroDenominator));
    }

    #[test]
    fn an_efficiency_to_complete_is_never_negative() {
        assert_eq!(
            earned(1000.0, 900.0, 700.0, 1000.0).tcpi_bac(),
            Err(Reason::NotAchievable)
        );
        assert_eq!(
            earned(1000.0, 1000.0, 1000.0, 1080.0).tcpi_bac(),
            Err(Reason::Complete)
        );
    }

    #[test]
    fn an_unknown_input_is_named_by_its_reason() {
        let own = Earned {
            ev: Some(10.0),
            ac: Some(10.0),
            ..Earned::default()
        };
        assert_eq!(own.cpi(), Ok(1.0));
        assert_eq!(own.spi(), Err(Reason::MissingInput));
        assert_eq!(own.eac_pf1(), Err(Reason::NoBaseline));
    }
}

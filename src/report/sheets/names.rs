//! The defined names of the pack: yellow cells on Method, the reporting dates, lists to choose from.

use crate::report::formula::{Formula, name};
use crate::report::functions::months_later;

/// A limit that a status depends on, in a yellow cell on the sheet Method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    pub amber: &'static str,
    pub red: &'static str,
}

impl Threshold {
    pub fn amber(self) -> Formula {
        name(self.amber)
    }

    pub fn red(self) -> Formula {
        name(self.red)
    }
}

pub const SPI: Threshold = Threshold {
    amber: "thr_SPI_A",
    red: "thr_SPI_R",
};
pub const SLIP: Threshold = Threshold {
    amber: "thr_Slip_A",
    red: "thr_Slip_R",
};
pub const COST: Threshold = Threshold {
    amber: "thr_Cost_A",
    red: "thr_Cost_R",
};
pub const RISK: Threshold = Threshold {
    amber: "thr_Risk_A",
    red: "thr_Risk_R",
};
pub const RESOURCE: Threshold = Threshold {
    amber: "thr_Res_A",
    red: "thr_Res_R",
};
pub const AGE: Threshold = Threshold {
    amber: "thr_Age_A",
    red: "thr_Age_R",
};
pub const DIMENSIONS: Threshold = Threshold {
    amber: "thr_N_A",
    red: "thr_N_R",
};

pub const UTILISATION_LOW: &str = "thr_UtLow";
pub const UTILISATION_FULL: &str = "thr_UtFull";
pub const UTILISATION_OVER: &str = "thr_UtOver";
/// Above this a booking is far over; derived on Method: over + 20 points.
pub const UTILISATION_FAR: &str = "thr_UtFar";

/// The as-of date.
pub const REPORT_DATE: &str = "rpt_Date";
/// First day of the as-of month.
pub const REPORT_MONTH: &str = "rpt_Month";

/// First day of the first month of bookings that is looked at: that of the day after the as-of date.
pub const BOOKINGS_BEGIN: &str = "rpt_Bookings";
/// Months of bookings that are judged, from that month on.
pub const SOON: u16 = 3;
/// First day of the last month with a booking; nothing is known of later ones. Only where people are booked by month.
pub const BOOKINGS_END: &str = "rpt_LastBooked";

pub fn report_date() -> Formula {
    name(REPORT_DATE)
}

pub fn report_month() -> Formula {
    name(REPORT_MONTH)
}

/// Returns the first day of a month of bookings, counted from 1.
pub fn booking_month(number: impl Into<Formula>) -> Formula {
    months_later(name(BOOKINGS_BEGIN), number.into() - 1.0)
}

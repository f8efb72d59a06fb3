//! The standard normal distribution: how much lies below a value, and which value has so much below it.

use std::f64::consts::FRAC_1_SQRT_2;

/// Returns how much of the distribution lies below a value.
pub(super) fn below(value: f64) -> f64 {
    0.5 * libm::erfc(-value * FRAC_1_SQRT_2)
}

/// Returns the value that has this much of the distribution below it, to about sixteen digits.
///
/// Algorithm AS 241 (Wichura 1988): three rational functions, one for the middle and two for the tails.
pub(super) fn quantile(share: f64) -> f64 {
    let from_middle = share - 0.5;
    if from_middle.abs() <= 0.425 {
        let square = 0.180_625 - from_middle * from_middle;
        return from_middle * ratio(square, &MIDDLE);
    }
    let tail = if from_middle < 0.0 {
        share
    } else {
        1.0 - share
    };
    let depth = (-tail.ln()).sqrt();
    let size = if depth <= 5.0 {
        ratio(depth - 1.6, &NEAR)
    } else {
        ratio(depth - 5.0, &FAR)
    };
    size.copysign(from_middle)
}

/// Numerator and denominator of a rational function, the constants first.
type Rational = [[f64; 8]; 2];

fn ratio(at: f64, [above, below]: &Rational) -> f64 {
    let value = |parts: &[f64; 8]| parts.iter().rev().fold(0.0, |sum, part| sum * at + part);
    value(above) / value(below)
}

#[rustfmt::skip]
static MIDDLE: Rational = [
    [3.387_132_872_796_366_5, 133.141_667_891_784_38, 1_971.590_950_306_551_3, 13_731.693_765_509_46,
     45_921.953_931_549_87, 67_265.770_927_008_7, 33_430.575_583_588_13, 2_509.080_928_730_122_7],
    [1.0, 42.313_330_701_600_91, 687.187_007_492_057_9, 5_394.196_021_424_751,
     21_213.794_301_586_597, 39_307.895_800_092_71, 28_729.085_735_721_943, 5_226.495_278_852_854],
];

#[rustfmt::skip]
static NEAR: Rational = [
    [1.423_437_110_749_683_5, 4.630_337_846_156_546, 5.769_497_221_460_691, 3.647_848_324_763_204_5,
     1.270_458_252_452_368_4, 0.241_780_725_177_450_6, 0.022_723_844_989_269_184, 0.000_774_545_014_278_341_4],
    [1.0, 2.053_191_626_637_759, 1.676_384_830_183_803_8, 0.689_767_334_985_1,
     0.148_103_976_427_480_08, 0.015_198_666_563_616_457, 0.000_547_593_808_499_534_5, 1.050_750_071_644_416_9e-9],
];

#[rustfmt::skip]
static FAR: Rational = [
    [6.657_904_643_501_103, 5.463_784_911_164_114, 1.784_826_539_917_291_3, 0.296_560_571_828_504_87,
     0.026_532_189_526_576_124, 0.001_242_660_947_388_078_4, 2.711_555_568_743_487_6e-5, 2.010_334_399_292_288_1e-7],
    [1.0, 0.599_832_206_555_888, 0.136_929_880_922_735_8, 0.014_875_361_290_850_615,
     0.000_786_869_131_145_613_2, 1.846_318_317_510_054_8e-5, 1.421_511_758_316_446e-7, 2.044_263_103_389_939_8e-15],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_quantiles_come_out() {
        for (share, value) in [
            (0.5, 0.0),
            (0.8, 0.841_621_233_572_914),
            (0.9, 1.281_551_565_544_600_4),
            (0.975, 1.959_963_984_540_054),
            (0.001, -3.090_232_306_167_813_5),
            (1e-9, -5.997_807_015_007_687),
        ] {
            assert!((quantile(share) - value).abs() < 1e-9, "{share}");
        }
    }

    #[test]
    fn a_quantile_has_its_share_below_it() {
        for step in 1..1000 {
            let share = f64::from(step) / 1000.0;
            assert!((below(quantile(share)) - share).abs() < 1e-14, "{share}");
        }
    }
}

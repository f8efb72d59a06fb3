//! Which status a colour speaks of, by its hue, and how surely.

/// What a colour was taken for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    pub light: Light,
    /// 1 in the middle of the hues of a light, half of that where they end.
    pub confidence: f64,
}

/// The colours that trackers give a meaning to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    Red,
    Amber,
    Green,
    Blue,
    Grey,
}

impl Light {
    /// Returns the colour's name, which is also how a cell of words would say it.
    pub fn name(self) -> &'static str {
        match self {
            Light::Red => "red",
            Light::Amber => "amber",
            Light::Green => "green",
            Light::Blue => "blue",
            Light::Grey => "grey",
        }
    }

    /// Returns the light that a canonical word of the vocabulary `rag` names.
    pub fn of_word(word: &str) -> Option<Light> {
        match word {
            "red" => Some(Light::Red),
            "amber" => Some(Light::Amber),
            "green" => Some(Light::Green),
            "complete" => Some(Light::Blue),
            _ => None,
        }
    }

    pub fn is_traffic_light(self) -> bool {
        matches!(self, Light::Red | Light::Amber | Light::Green)
    }
}

/// Hues of a light in degrees: where they begin, the range that nobody calls anything else, where they end. The range holds
/// Excel's standard colours and the tints of its themes; between the lights lie hues that none of them owns.
const HUES: [(Light, [f64; 4]); 4] = [
    (Light::Red, [-20.0, -10.0, 8.0, 16.0]),
    (Light::Amber, [16.0, 30.0, 55.0, 68.0]),
    (Light::Green, [72.0, 85.0, 150.0, 170.0]),
    (Light::Blue, [188.0, 198.0, 228.0, 255.0]),
];

/// Below this saturation a colour is a grey.
const LEAST_SATURATION: f64 = 0.12;
/// Lighter and darker than this, nobody sees a colour.
const LIGHTEST: f64 = 0.965;
const DARKEST: f64 = 0.08;
/// How much of a channel's spread makes a colour a strong one, as traffic lights are and shaded forms are not.
const STRONG: f64 = 0.45;

/// Returns what a colour, given as red, green and blue, is taken for; `None` for white, black and hues of no light.
pub fn seen(colour: u32) -> Option<Seen> {
    let Parts {
        hue,
        spread,
        lightness,
    } = parts(colour);
    if !(DARKEST..=LIGHTEST).contains(&lightness) {
        return None;
    }
    let room = 1.0 - (2.0 * lightness - 1.0).abs();
    if spread < LEAST_SATURATION * room || spread < 0.03 {
        return Some(Seen {
            light: Light::Grey,
            confidence: 1.0,
        });
    }
    let hue = if hue > 300.0 { hue - 360.0 } else { hue };
    let (light, [first, surely, still, last]) = HUES
        .iter()
        .find(|(_, [first, .., last])| (*first..*last).contains(&hue))?;
    let outside = if hue < *surely {
        (surely - hue) / (surely - first)
    } else if hue > *still {
        (hue - still) / (last - still)
    } else {
        0.0
    };
    Some(Seen {
        light: *light,
        confidence: 1.0 - 0.5 * outside,
    })
}

/// Whether a colour is as strong as a traffic light; the pale yellow of a field to fill in is not.
pub fn is_strong(colour: u32) -> bool {
    parts(colour).spread >= STRONG
}

struct Parts {
    /// In degrees.
    hue: f64,
    /// Between the largest channel and the smallest, 0 to 1.
    spread: f64,
    lightness: f64,
}

fn parts(colour: u32) -> Parts {
    let [red, green, blue] = [16, 8, 0].map(|shift| f64::from(colour >> shift & 0xFF) / 255.0);
    let largest = red.max(green).max(blue);
    let smallest = red.min(green).min(blue);
    let spread = largest - smallest;
    let sixth = if spread == 0.0 {
        0.0
    } else if largest == red {
        ((green - blue) / spread).rem_euclid(6.0)
    } else if largest == green {
        (blue - red) / spread + 2.0
    } else {
        (red - green) / spread + 4.0
    };
    Parts {
        hue: sixth * 60.0,
        spread,
        lightness: (largest + smallest) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_that_people_pick_are_what_they_mean() {
        for (colour, light) in [
            (0xFF_00_00, Some(Light::Red)),
            (0xC0_00_00, Some(Light::Red)),
            (0xFF_50_50, Some(Light::Red)),
            (0xFF_C7_CE, Some(Light::Red)),
            (0xFF_C0_00, Some(Light::Amber)),
            (0xFF_FF_00, Some(Light::Amber)),
            (0xFF_EB_9C, Some(Light::Amber)),
            (0xED_7D_31, Some(Light::Amber)),
            (0x00_B0_50, Some(Light::Green)),
            (0x92_D0_50, Some(Light::Green)),
            (0xC5_E0_B4, Some(Light::Green)),
            (0xC6_EF_CE, Some(Light::Green)),
            (0x00_70_C0, Some(Light::Blue)),
            (0x5B_9B_D5, Some(Light::Blue)),
            (0xD9_D9_D9, Some(Light::Grey)),
            (0x80_80_80, Some(Light::Grey)),
            (0x70_30_A0, None),
            (0xFF_FF_FF, None),
            (0x00_00_00, None),
        ] {
            assert_eq!(seen(colour).map(|seen| seen.light), light, "{colour:06X}");
        }
    }

    #[test]
    fn a_hue_at_the_edge_of_a_light_is_less_sure() {
        let sure = |colour| seen(colour).unwrap().confidence;
        for colour in [0xFF_00_00, 0xFF_C0_00, 0x00_B0_50, 0x92_D0_50, 0xC5_E0_B4] {
            assert_eq!(sure(colour), 1.0, "{colour:06X}");
        }
        assert!(sure(0xFF_FF_00) < 0.9);
        assert!(sure(0xED_7D_31) < 0.9);
        assert!(sure(0xFF_45_00) < 0.6, "between red and amber");
    }

    #[test]
    fn the_shade_of_a_form_is_no_strong_colour() {
        for (colour, strong) in [
            (0xFF_F2_CC, false),
            (0xFF_FF_CC, false),
            (0xE2_EF_DA, false),
            (0xFF_50_50, true),
            (0x00_B0_50, true),
            (0xFF_C0_00, true),
        ] {
            assert_eq!(is_strong(colour), strong, "{colour:06X}");
        }
    }
}

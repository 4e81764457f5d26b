//! Exact decimal numbers, as news writes them.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// Most significant digits of a [`Decimal`]. Longer numbers in a text are names, not quantities,
/// and fifteen digits survive a reader that knows only 64-bit floats.
pub const MOST_DIGITS: u32 = 15;

const POWERS: [i64; 19] = {
    let mut powers = [1_i64; 19];
    let mut index = 1;
    while index < 19 {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

/// A decimal number, exact: `mantissa × 10^-scale`, without trailing zeros in the fraction.
///
/// At most [`MOST_DIGITS`] digits before and after the point together; arithmetic that would need
/// more gives `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };
    /// One half.
    pub const HALF: Self = Self { mantissa: 5, scale: 1 };
    /// One quarter.
    pub const QUARTER: Self = Self { mantissa: 25, scale: 2 };

    /// `mantissa × 10^-scale`, or `None` beyond [`MOST_DIGITS`].
    pub const fn new(mut mantissa: i64, mut scale: u8) -> Option<Self> {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        let fits = mantissa.unsigned_abs() < POWERS[MOST_DIGITS as usize] as u64;
        if fits && scale <= MOST_DIGITS as u8 { Some(Self { mantissa, scale }) } else { None }
    }

    /// A whole number small enough to be exact without a check.
    pub const fn whole(value: u32) -> Self {
        Self { mantissa: value as i64, scale: 0 }
    }

    /// `numerator / denominator`, rounded to [`MOST_DIGITS`] places where it does not end before.
    pub fn fraction(numerator: u32, denominator: u32) -> Option<Self> {
        let scaled = i128::from(numerator) * i128::from(POWERS[MOST_DIGITS as usize]);
        let denominator = i128::from(denominator);
        let rounded = (scaled + denominator / 2).checked_div(denominator)?;
        Self::from_wide(rounded, MOST_DIGITS).or_else(|| {
            // A fraction of one or more needs a place before the point.
            Self::from_wide(rounded / i128::from(POWERS[6]), MOST_DIGITS - 6)
        })
    }

    fn from_wide(mut mantissa: i128, mut scale: u32) -> Option<Self> {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self::new(i64::try_from(mantissa).ok()?, u8::try_from(scale).ok()?)
    }

    /// Times `10^power`.
    #[must_use]
    pub fn shift(self, power: u8) -> Option<Self> {
        if power <= self.scale {
            return Self::new(self.mantissa, self.scale - power);
        }
        let factor = *POWERS.get(usize::from(power - self.scale))?;
        Self::new(self.mantissa.checked_mul(factor)?, 0)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other);
        Self::from_wide(a + b, scale)
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Self::from_wide(
            i128::from(self.mantissa) * i128::from(other.mantissa),
            u32::from(self.scale) + u32::from(other.scale),
        )
    }

    /// With the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// The nearest float.
    pub fn to_f64(self) -> f64 {
        // Both sides are exact below 2^53, so the quotient is rounded once.
        self.mantissa as f64 / POWERS[usize::from(self.scale)] as f64
    }

    /// `self / other`; none when `other` is nought.
    pub fn ratio(self, other: Self) -> Option<f64> {
        let (a, b, _) = self.aligned(other);
        (b != 0).then(|| a as f64 / b as f64)
    }

    /// Whether it has no fraction.
    pub const fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// The whole number, when it is one that fits.
    pub fn to_u32(self) -> Option<u32> {
        if self.scale == 0 { u32::try_from(self.mantissa).ok() } else { None }
    }

    /// Significant digits without sign and trailing zeros, and the power of ten they stand at:
    /// 600 000 is `(6, 5)`, 1.5 is `(15, -1)`.
    pub fn significand(self) -> (u64, i32) {
        let (mut digits, mut power) = (self.mantissa.unsigned_abs(), -i32::from(self.scale));
        while digits != 0 && digits % 10 == 0 {
            digits /= 10;
            power += 1;
        }
        (digits, power)
    }

    fn aligned(self, other: Self) -> (i128, i128, u32) {
        let scale = self.scale.max(other.scale);
        let widen =
            |d: Self| i128::from(d.mantissa) * i128::from(POWERS[usize::from(scale - d.scale)]);
        (widen(self), widen(other), u32::from(scale))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b, _) = self.aligned(*other);
        a.cmp(&b)
    }
}

/// Plain decimals, a point, no exponent.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = POWERS[usize::from(self.scale)].unsigned_abs();
        let digits = self.mantissa.unsigned_abs();
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", digits / unit)?;
        if self.scale > 0 {
            write!(f, ".{:0width$}", digits % unit, width = usize::from(self.scale))?;
        }
        Ok(())
    }
}

/// A text that is not a plain decimal of at most [`MOST_DIGITS`] digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a plain decimal number of at most {MOST_DIGITS} digits")]
pub struct NotDecimal;

impl FromStr for Decimal {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) || digits.ends_with('.') {
            return Err(NotDecimal);
        }
        let mut mantissa = 0_i64;
        for digit in whole.bytes().chain(fraction.bytes()) {
            let next =
                mantissa.checked_mul(10).and_then(|tens| tens.checked_add(i64::from(digit - b'0')));
            mantissa = next.ok_or(NotDecimal)?;
        }
        let scale = u8::try_from(fraction.len()).map_err(|_| NotDecimal)?;
        Self::new(if negative { -mantissa } else { mantissa }, scale).ok_or(NotDecimal)
    }
}

/// As text, so that it stays exact.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_million_and_a_tenth_is_exact() {
        assert_eq!(decimal("1.1").shift(6), Some(decimal("1100000")));
        assert_eq!(decimal("0.57").times(Decimal::whole(100)), Some(Decimal::whole(57)));
        assert_eq!(decimal("0.1").plus(decimal("0.2")), Some(decimal("0.3")));
    }

    #[test]
    fn prints_as_written_without_trailing_zeros() {
        for text in ["0", "-5", "41.2501", "0.001", "999999999999999", "-0.5"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("2.500").to_string(), "2.5");
        assert_eq!(Decimal::fraction(2, 3).unwrap().to_string(), "0.666666666666667");
        assert_eq!(Decimal::fraction(3, 2).unwrap().to_string(), "1.5");
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert!("1000000000000000".parse::<Decimal>().is_err());
        assert_eq!(decimal("999999999999999").plus(Decimal::whole(1)), None);
        assert_eq!(decimal("2").shift(15), None);
        assert_eq!(decimal("2").shift(255), None);
        assert!("1e5".parse::<Decimal>().is_err());
        assert!("".parse::<Decimal>().is_err());
        assert!("9".repeat(60).parse::<Decimal>().is_err());
    }

    #[test]
    fn order_and_ratio_are_of_the_values() {
        assert!(decimal("1.10") == decimal("1.1") && decimal("1.09") < decimal("1.1"));
        assert_eq!(decimal("600000").ratio(decimal("600")), Some(1000.0));
        assert_eq!(Decimal::whole(1).ratio(Decimal::ZERO), None);
        assert_eq!(decimal("600000").significand(), (6, 5));
        assert_eq!(decimal("1.5").significand(), (15, -1));
    }

    #[test]
    fn survives_a_record() {
        let written = serde_json::to_string(&decimal("0.05")).unwrap();
        assert_eq!(serde_json::from_str::<Decimal>(&written).unwrap(), decimal("0.05"));
    }
}

//! One value of a table, with the type that decides how each format writes it.

use crate::article::Published;
use crate::figures::Decimal;
use std::borrow::Cow;

/// One value. Unknown is [`Cell::Empty`], never a zero or a word.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Unknown, or nothing to say.
    Empty,
    /// Words, names, ids, texts: may have been written by anyone, so spreadsheets need a guard.
    Text(Cow<'a, str>),
    /// A point in time or a day, as the contract writes it (`--10-28` included).
    Time(Cow<'a, str>),
    /// A count, an offset, seconds.
    Integer(i64),
    /// A plain decimal without exponent.
    Decimal(Cow<'a, str>),
    /// 0 to 1, written with 4 decimals.
    Probability(f64),
    /// A similarity or share, 0 to 1, written with 3 decimals.
    Share(f64),
}

impl<'a> Cell<'a> {
    /// A text; empty text is an empty cell.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// When an article was published.
    pub fn published(published: &Published) -> Self {
        Self::time(published.to_string())
    }

    /// A time already written as the contract says.
    pub fn time(time: impl Into<Cow<'a, str>>) -> Self {
        let time = time.into();
        if time.is_empty() { Self::Empty } else { Self::Time(time) }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// An offset in a text, or a distance of fingerprints.
    pub fn offset(offset: u32) -> Self {
        Self::Integer(offset.into())
    }

    /// A figure.
    pub fn decimal(value: Option<Decimal>) -> Self {
        value.map_or(Self::Empty, |value| Self::Decimal(value.to_string().into()))
    }

    /// A quotient, with six significant digits, which tell 1/1000 from 1/1001.
    pub fn ratio(value: Option<f64>) -> Self {
        value
            .filter(|value| value.is_finite())
            .map_or(Self::Empty, |value| Self::Decimal(significant(value).into()))
    }

    /// A probability.
    pub fn probability(value: f64) -> Self {
        if value.is_finite() { Self::Probability(value.clamp(0.0, 1.0)) } else { Self::Empty }
    }

    /// A similarity or share.
    pub fn share(value: f32) -> Self {
        if value.is_finite() { Self::Share(f64::from(value).clamp(0.0, 1.0)) } else { Self::Empty }
    }

    /// `yes` or `no`.
    pub const fn yes_no(value: bool) -> Self {
        Self::Text(Cow::Borrowed(if value { "yes" } else { "no" }))
    }

    /// Several texts in one cell, joined with `; `.
    pub fn list<S: AsRef<str>>(items: &[S]) -> Self {
        Self::text(items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; "))
    }
}

/// `value` with at most six significant digits, never with an exponent.
fn significant(value: f64) -> String {
    const DIGITS: i32 = 6;
    // Powers of ten below 1 are the zeros after the decimal point.
    let magnitude = if value == 0.0 { 0 } else { libm::log10(value.abs()).floor() as i32 };
    let decimals = (DIGITS - 1 - magnitude).clamp(0, 18) as usize;
    let written = format!("{value:.decimals$}");
    if decimals == 0 {
        return written;
    }
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_plain_and_short() {
        for (value, written) in [
            (0.001, "0.001"),
            (600.0, "600"),
            (13.0 / 11.0, "1.18182"),
            (1e-9, "0.000000001"),
            (1e9, "1000000000"),
            (0.0, "0"),
        ] {
            assert_eq!(significant(value), written);
        }
    }

    #[test]
    fn unknown_is_empty() {
        assert_eq!(Cell::text(""), Cell::Empty);
        assert_eq!(Cell::probability(f64::NAN), Cell::Empty);
        assert_eq!(Cell::list::<&str>(&[]), Cell::Empty);
        assert_eq!(Cell::published(&Published::default()), Cell::Empty);
    }
}

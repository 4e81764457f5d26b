//! Quantities in a text: what number, how sure, of what.
//!
//! In: a [`Document`]. Out: [`Figure`]s in the order of the text. Tables of number words,
//! magnitudes, hedges, units and months are data, one file a language; the grammar is one.

use crate::article::Span;
use crate::text::Document;

/// What kind of quantity a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// So many of something.
    Count,
    /// An amount of a currency.
    Money,
    /// Percent or percentage points.
    Percent,
    /// A physical unit.
    Measure,
    /// A length of time, or an age.
    Duration,
    /// A place in an order: the 11th brigade.
    Ordinal,
    /// A calendar date, partial or whole, or a span of dates; a bare year too.
    Date,
    /// A time of day.
    Time,
    /// A number that is part of a name: G7, Су-34.
    Label,
}

/// How a figure is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// Not hedged.
    Exact,
    /// About, nearly, some.
    About,
    /// More than.
    Over,
    /// Less than.
    Under,
    /// This or more.
    AtLeast,
    /// This or less.
    UpTo,
    /// Between two ends.
    Range,
    /// Several thousand, dozens: low and high are set, the value is not.
    Vague,
}

/// A decimal number, exact: `mantissa × 10^-scale`, without trailing zeros in the mantissa's
/// fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

impl Decimal {
    /// A whole number small enough to be exact without a check.
    pub const fn whole(value: u32) -> Self {
        Self { mantissa: value as i64, scale: 0 }
    }
}

/// Plain, without exponent.
impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// A date of which parts may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// Year, when written.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
    /// 1 (Monday) to 7, when written beside the date.
    pub weekday: Option<i8>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// From the hedge over number and magnitude to the agreeing adjectives and head noun.
    pub span: Span,
    /// Number and magnitude only.
    pub number: Span,
    /// What kind of quantity.
    pub kind: Kind,
    /// In the unit as written; none for a range, a date, a time and a vague figure.
    pub value: Option<Decimal>,
    /// Least value; see the contract's table of qualifiers.
    pub low: Option<Decimal>,
    /// Greatest value.
    pub high: Option<Decimal>,
    /// The hedge.
    pub qualifier: Qualifier,
    /// The counted noun phrase, or the unit, as written.
    pub unit: Option<Span>,
    /// ISO 4217 code of money.
    pub currency: Option<[u8; 3]>,
    /// The magnitude word as written.
    pub magnitude: Option<Span>,
    /// The date, or the first day of a span of dates.
    pub date: Option<PartialDate>,
    /// Last day of a span of dates.
    pub date_end: Option<PartialDate>,
    /// Hour (0 to 23) and minute of a time.
    pub time: Option<(u8, u8)>,
    /// Index of its sentence in [`Document::sentences`].
    pub sentence: u32,
}

/// Reads the figures of `text`, whose words and sentences are in `document`.
pub fn read(_text: &str, _document: &Document) -> Vec<Figure> {
    Vec::new()
}

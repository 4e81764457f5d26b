//! How two figures that stand for one another differ.

use super::context::{self, Context, Relation};
use super::subject::Synonyms;
use super::{DriftClass, Severity};
use crate::figures::{self, Decimal, Figure, Kind, PartialDate, Qualifier};

/// A figure with its text and context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) figure: &'a Figure,
    pub(crate) text: &'a str,
    pub(crate) context: &'a Context,
}

impl Said<'_> {
    /// Canonical name of the unit.
    pub(crate) fn unit(&self) -> Option<&'static str> {
        if self.figure.kind == Kind::Count {
            return None;
        }
        figures::canonical_unit(self.figure.unit?.of(self.text))
    }
}

/// Least and greatest value of a figure without its hedge.
pub(crate) fn ends(figure: &Figure) -> Option<(Decimal, Decimal)> {
    match figure.value {
        Some(value) => Some((value, value)),
        None => Some((figure.low?, figure.high?)),
    }
}

/// Whether two figures give the same number, date or time, hedges aside.
pub(crate) fn same_number(a: &Figure, b: &Figure) -> bool {
    if a.kind == Kind::Time && b.kind == Kind::Time {
        return a.time == b.time;
    }
    if let (Some(x), Some(y)) = (a.date, b.date) {
        return dates_agree(x, y);
    }
    match (ends(a), ends(b)) {
        (Some(x), Some(y)) => x == y,
        _ => false,
    }
}

/// Whether what both dates say is the same.
fn dates_agree(a: PartialDate, b: PartialDate) -> bool {
    let agree = |x: Option<i16>, y: Option<i16>| x.is_none() || y.is_none() || x == y;
    agree(a.year, b.year)
        && agree(a.month.map(i16::from), b.month.map(i16::from))
        && agree(a.day.map(i16::from), b.day.map(i16::from))
}

/// The power of ten between two figures with the same significant digits, when it is two or more.
pub(crate) fn scale(a: &Figure, b: &Figure) -> Option<i32> {
    let ((a_low, a_high), (b_low, b_high)) = (ends(a)?, ends(b)?);
    let power = |x: Decimal, y: Decimal| {
        let ((digits, from), (others, to)) = (x.significand(), y.significand());
        (digits == others && digits != 0).then_some(to - from)
    };
    let low = power(a_low, b_low)?;
    (low.abs() >= 2 && power(a_high, b_high)? == low).then_some(low)
}

/// A rounded number is at most one part in so many off: 48 is 50 rounded, and 40 another number.
const LEAST_PRECISION: u64 = 10;

/// Whether one number is the other with fewer significant digits, rounded or cut.
fn is_rounding(a: Decimal, b: Decimal) -> bool {
    let ((a_digits, a_power), (b_digits, b_power)) = (a.significand(), b.significand());
    let (fine, rough) = if a_power < b_power {
        ((a_digits, a_power), (b_digits, b_power))
    } else {
        ((b_digits, b_power), (a_digits, a_power))
    };
    let cut = (rough.1 - fine.1) as u32;
    let Some(unit) = 10_u64.checked_pow(cut).filter(|_| cut > 0) else { return false };
    let near = fine.0.abs_diff(rough.0.saturating_mul(unit)) <= fine.0 / LEAST_PRECISION;
    near && (fine.0 / unit == rough.0 || (fine.0 + unit / 2) / unit == rough.0)
}

/// How `other` differs from `reference`; nothing where they say the same or cannot be compared.
pub(crate) fn class(
    reference: Said<'_>,
    other: Said<'_>,
    synonyms: &Synonyms,
) -> Option<DriftClass> {
    let (a, b) = (reference.figure, other.figure);
    if a.kind == Kind::Time || b.kind == Kind::Time {
        return (a.kind == b.kind && a.time != b.time).then_some(DriftClass::Value);
    }
    if let (Some(x), Some(y)) = (a.date, b.date) {
        if !dates_agree(x, y) {
            return Some(DriftClass::Value);
        }
        let ends = (a.date_end, b.date_end);
        return match ends {
            (Some(x), Some(y)) if !dates_agree(x, y) => Some(DriftClass::Value),
            (Some(_), None) | (None, Some(_)) => Some(DriftClass::Range),
            _ => None,
        };
    }
    let ((a_low, a_high), (b_low, b_high)) = (ends(a)?, ends(b)?);
    let units = (reference.unit(), other.unit());
    let other_unit = matches!(units, (Some(x), Some(y)) if x != y) || a.kind != b.kind;
    if (a_low, a_high) == (b_low, b_high) {
        if other_unit {
            return Some(DriftClass::Unit);
        }
        let contexts = (reference.context, other.context);
        let elsewhere = context::things(contexts.0, contexts.1, synonyms) == Relation::Different
            || context::states(contexts.0, contexts.1) == Relation::Different
            || context::places(contexts.0, contexts.1) == Relation::Different;
        if elsewhere {
            return Some(DriftClass::Subject);
        }
        return (a.qualifier != b.qualifier).then_some(DriftClass::Qualifier);
    }
    // Other numbers in other units may be one converted into the other.
    if other_unit {
        return None;
    }
    if scale(a, b).is_some() {
        return Some(DriftClass::Scale);
    }
    let single = (a_low == a_high, b_low == b_high);
    let vague = a.qualifier == Qualifier::Vague || b.qualifier == Qualifier::Vague;
    let within = a_low <= b_low && b_high <= a_high || b_low <= a_low && a_high <= b_high;
    Some(match single {
        (true, true) if is_rounding(a_low, b_low) => DriftClass::Rounding,
        (true, true) => DriftClass::Value,
        _ if vague && within => DriftClass::Rounding,
        _ if within => DriftClass::Range,
        (false, false) if !vague && (a_low == b_low || a_high == b_high) => DriftClass::Range,
        _ => DriftClass::Value,
    })
}

/// other / reference, where both have one value.
pub(crate) fn ratio(reference: &Figure, other: &Figure) -> Option<f64> {
    other.value?.ratio(reference.value?)
}

/// From here on up (or its inverse down) a changed value is of the first rank.
const HIGH_RATIO: f64 = 2.0;
/// A change below this share of the reference is of the last rank.
const LOW_SHARE: f64 = 0.05;

/// How much a drift matters.
pub(crate) fn severity(
    class: DriftClass,
    reference: Said<'_>,
    other: Said<'_>,
    synonyms: &Synonyms,
) -> Severity {
    let (a, b) = (reference.figure, other.figure);
    match class {
        DriftClass::Scale => Severity::High,
        DriftClass::Value => {
            if a.time.is_some() || a.date.is_some() {
                return Severity::Medium;
            }
            let middle = |figure: &Figure| {
                ends(figure).map_or(0.0, |(low, high)| f64::midpoint(low.to_f64(), high.to_f64()))
            };
            let (from, to) = (middle(a), middle(b));
            let ratio = to / from;
            if from == 0.0 || ratio >= HIGH_RATIO || ratio <= 1.0 / HIGH_RATIO {
                Severity::High
            } else if (ratio - 1.0).abs() >= LOW_SHARE {
                Severity::Medium
            } else {
                Severity::Low
            }
        }
        DriftClass::Unit => {
            // Euros for dollars and percent for points change the sense; so do other dimensions.
            let abbreviation = a.kind == b.kind && matches!(a.kind, Kind::Count);
            if abbreviation { Severity::Medium } else { Severity::High }
        }
        DriftClass::Subject => {
            let states = context::states(reference.context, other.context) == Relation::Different;
            let things = context::things(reference.context, other.context, synonyms);
            if states || things == Relation::Different { Severity::High } else { Severity::Medium }
        }
        DriftClass::Range => Severity::Medium,
        DriftClass::Qualifier if bound(a.qualifier) != bound(b.qualifier) => Severity::Medium,
        DriftClass::Qualifier | DriftClass::Rounding | DriftClass::Missing => Severity::Low,
    }
}

/// Which way a hedge bounds its number.
const fn bound(qualifier: Qualifier) -> i8 {
    match qualifier {
        Qualifier::Over | Qualifier::AtLeast => 1,
        Qualifier::Under | Qualifier::UpTo => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn rounding_is_fewer_digits_of_the_same_number() {
        assert!(is_rounding(decimal("1487"), decimal("1500")));
        assert!(is_rounding(decimal("1500"), decimal("1487")));
        assert!(is_rounding(decimal("12.4"), decimal("12")));
        assert!(is_rounding(decimal("1987"), decimal("1900")));
        assert!(!is_rounding(decimal("1487"), decimal("1700")));
        assert!(is_rounding(decimal("48"), decimal("50")));
        assert!(!is_rounding(decimal("48"), decimal("40")));
        assert!(!is_rounding(decimal("12"), decimal("13")));
        assert!(!is_rounding(decimal("120"), decimal("1200")));
    }

    #[test]
    fn partial_dates_agree_in_what_they_say() {
        let day = PartialDate { day: Some(5), month: Some(11), ..PartialDate::default() };
        let full = PartialDate { year: Some(2024), ..day };
        assert!(dates_agree(day, full));
        assert!(!dates_agree(full, PartialDate { day: Some(6), ..full }));
        assert!(dates_agree(full, PartialDate { year: Some(2024), ..PartialDate::default() }));
    }
}

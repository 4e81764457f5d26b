//! Figures as the truth has them, how each language writes them, and how they drift.

use crate::Language;
use crate::lexicon::LEXICON;
use crate::random::Rng;
use serde::Serialize;
use std::fmt::Write as _;

/// Before and after a figure in a sentence that is still being worked on; taken out at the end.
pub const OPEN: char = '\u{1}';
/// See [`OPEN`].
pub const CLOSE: char = '\u{2}';

/// What kind of quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// So many of something.
    Count,
    /// An amount of a currency.
    Money,
    /// Percent.
    Percent,
    /// A physical unit.
    Measure,
}

/// How it is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hedge {
    /// Not at all.
    Exact,
    /// More than.
    Over,
    /// About.
    About,
    /// At least.
    AtLeast,
    /// Up to.
    UpTo,
}

/// One figure: `digits / 10^decimals × 10^magnitude` of `unit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What kind of quantity.
    pub kind: Kind,
    /// Its digits.
    pub digits: u32,
    /// How many of them stand after the decimal point.
    pub decimals: u8,
    /// 0, 3, 6 or 9.
    pub magnitude: u8,
    /// How it is hedged.
    pub hedge: Hedge,
    /// Row of the table of what is counted, of currencies or of measures.
    pub unit: u8,
}

/// How a figure differs from the one it came from: the classes of the table of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Drift {
    /// The same digits, a power of ten of 2 or more apart.
    Scale,
    /// Same number, another currency or unit.
    Unit,
    /// Same number of another thing.
    Subject,
    /// Fewer significant digits.
    Rounding,
    /// Another value.
    Value,
    /// Another hedge.
    Qualifier,
}

impl Figure {
    /// A figure of this kind.
    pub fn draw(kind: Kind, rng: &mut Rng) -> Self {
        let mut figure = Self {
            kind,
            digits: 5 + rng.below(995) as u32,
            decimals: 0,
            magnitude: 0,
            hedge: match rng.below(10) {
                0 | 1 => Hedge::Over,
                2 => Hedge::About,
                3 => Hedge::AtLeast,
                4 => Hedge::UpTo,
                _ => Hedge::Exact,
            },
            unit: 0,
        };
        match kind {
            Kind::Count => {
                figure.unit = rng.below(LEXICON.counted.len() as u64) as u8;
                match rng.below(20) {
                    0..12 => {}
                    12..15 => figure.digits = 1_001 + rng.below(8_998) as u32,
                    15..19 => figure.magnitude = 3,
                    _ => {
                        figure.magnitude = 6;
                        figure.digits = 11 + rng.below(88) as u32;
                        figure.decimals = 1;
                    }
                }
            }
            Kind::Money => {
                figure.unit = rng.below(LEXICON.money.len() as u64) as u8;
                figure.magnitude = [3, 6, 6, 9][rng.below(4) as usize];
                figure.decimals = u8::from(rng.chance(0.4));
            }
            Kind::Percent => {
                figure.digits = 2 + rng.below(97) as u32;
                figure.decimals = u8::from(rng.chance(0.4));
                figure.hedge = Hedge::Exact;
            }
            Kind::Measure => {
                figure.unit = rng.below(LEXICON.measures.len() as u64) as u8;
                figure.magnitude = if rng.chance(0.4) { 3 } else { 0 };
            }
        }
        if figure.decimals > 0 && figure.digits.is_multiple_of(10) {
            figure.digits += 3;
        }
        figure
    }

    /// The same number of the other thing of its pair (killed, wounded).
    pub fn other_thing(self, rng: &mut Rng) -> Self {
        let mut other = Self::draw(self.kind, rng);
        other.unit = self.unit ^ 1;
        other
    }

    /// Its value, exactly, in thousandths.
    pub fn thousandths(self) -> u128 {
        u128::from(self.digits)
            * 10u128.pow(3 + u32::from(self.magnitude) - u32::from(self.decimals))
    }

    /// How `self` differs from `from`; the first class that applies.
    pub fn drift_from(self, from: Self) -> Option<Drift> {
        let (a, b) = (self.thousandths(), from.thousandths());
        if self.kind != from.kind {
            return Some(Drift::Value);
        }
        if a == b {
            if self.unit != from.unit {
                return Some(if self.kind == Kind::Count { Drift::Subject } else { Drift::Unit });
            }
            return (self.hedge != from.hedge).then_some(Drift::Qualifier);
        }
        let (significant_a, significant_b) = (significant(a), significant(b));
        let (high, low) = (a.max(b), a.min(b));
        if significant_a == significant_b && high / low >= 100 {
            return Some(Drift::Scale);
        }
        let rounded = |fine: u128, coarse: u128| {
            // One unit of the last digit that the coarser one shows.
            let step = coarse / significant(coarse);
            significant(coarse) < significant(fine) && fine.abs_diff(coarse) * 2 <= step
        };
        if rounded(a, b) || rounded(b, a) {
            return Some(Drift::Rounding);
        }
        Some(Drift::Value)
    }

    /// Lets it drift; the same class is tried first, another where that cannot be.
    pub fn drifted(self, rng: &mut Rng) -> Self {
        let first = rng.below(6);
        for class in (0..6).map(|step| (first + step) % 6) {
            let mut to = self;
            match class {
                0 if self.magnitude > 0 && self.kind != Kind::Percent => {
                    to.magnitude = 0;
                    if self.decimals > 0 {
                        continue;
                    }
                }
                // Down a long chain a figure must not grow without end.
                1 if (100..90_000).contains(&self.digits) => {
                    let step = 10u32.pow(self.digits.ilog10());
                    to.digits = (self.digits + step / 2) / step * step;
                }
                2 => {
                    let step = 10u32.pow(self.digits.ilog10());
                    let change = step * (1 + rng.below(3) as u32);
                    let high = self.digits / step >= 5;
                    to.digits = if high { self.digits - change } else { self.digits + change };
                }
                3 if self.hedge != Hedge::Exact => to.hedge = Hedge::Exact,
                4 if self.kind == Kind::Count => to.unit = self.unit ^ 1,
                5 if self.kind == Kind::Money => to.unit = (self.unit + 1) % 3,
                _ => continue,
            }
            if to.drift_from(self).is_some() {
                return to;
            }
        }
        self
    }

    /// Writes it in a language between [`OPEN`] and [`CLOSE`]; `style` chooses between writings of
    /// the same value.
    pub fn push(self, language: Language, style: u64, out: &mut String) {
        // «до» would be no bound behind half of the verbs: «скоротили до 23 тис. тонн».
        const HEDGES: [[&str; 5]; 3] = [
            ["", "понад ", "близько ", "щонайменше ", "не більше "],
            ["", "более ", "около ", "не менее ", "не более "],
            ["", "more than ", "about ", "at least ", "up to "],
        ];
        const MAGNITUDES: [[[&str; 3]; 3]; 2] = [
            [["тис.", "млн", "млрд"], ["тыс.", "млн", "млрд"], ["thousand", "million", "billion"]],
            [
                ["тисяч", "мільйонів", "мільярдів"],
                ["тысяч", "миллионов", "миллиардов"],
                ["thousand", "million", "billion"],
            ],
        ];
        let at = language as usize;
        out.push(OPEN);
        out.push_str(HEDGES[at][self.hedge as usize]);
        let spelt_out = self.magnitude == 3 && self.decimals == 0 && style.is_multiple_of(3);
        let mut shown = self.digits;
        let mut magnitude = self.magnitude;
        if spelt_out {
            shown *= 1_000;
            magnitude = 0;
        }
        self.push_number(shown, language, style, out);
        let lexicon = &*LEXICON;
        if self.kind == Kind::Percent {
            out.push_str(match (language, style % 2) {
                (_, 0) => "%",
                (Language::Uk, _) => " відсотка",
                (Language::Ru, _) => " процента",
                (Language::En, _) => " percent",
            });
            out.push(CLOSE);
            return;
        }
        out.push(' ');
        if magnitude > 0 {
            let words = usize::from(style % 3 == 1 && self.decimals == 0);
            out.push_str(MAGNITUDES[words][at][usize::from(magnitude / 3 - 1)]);
            out.push(' ');
        }
        let unit = usize::from(self.unit);
        out.push_str(match self.kind {
            Kind::Count => {
                let many = magnitude > 0 || matches!(self.hedge, Hedge::About | Hedge::UpTo);
                let row = &lexicon.counted[unit];
                match language {
                    Language::En => row[6 + usize::from(shown != 1)],
                    _ => row[at * 3 + if many { 2 } else { agreement(shown) }],
                }
            }
            Kind::Money => lexicon.money[unit % lexicon.money.len()][at],
            _ => lexicon.measures[unit][at],
        });
        out.push(CLOSE);
    }

    fn push_number(self, shown: u32, language: Language, style: u64, out: &mut String) {
        let point = if language == Language::En { '.' } else { ',' };
        let _ = if self.decimals > 0 {
            write!(out, "{}{point}{}", shown / 10, shown % 10)
        } else if shown >= 10_000 || shown >= 1_000 && style.is_multiple_of(2) {
            let group = if language == Language::En { ',' } else { ' ' };
            if shown >= 1_000_000 {
                let (millions, rest) = (shown / 1_000_000, shown % 1_000_000);
                write!(out, "{millions}{group}{:03}{group}{:03}", rest / 1_000, rest % 1_000)
            } else {
                write!(out, "{}{group}{:03}", shown / 1_000, shown % 1_000)
            }
        } else {
            write!(out, "{shown}")
        };
    }
}

/// Which form a number takes after it: 0 one, 1 few, 2 many.
const fn agreement(number: u32) -> usize {
    match (number % 10, number % 100) {
        (_, 11..=14) => 2,
        (1, _) => 0,
        (2..=4, _) => 1,
        _ => 2,
    }
}

/// The digits without the zeros at the end.
const fn significant(mut value: u128) -> u128 {
    while value > 0 && value.is_multiple_of(10) {
        value /= 10;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drifts_are_named_by_what_changed() {
        let count = Figure {
            kind: Kind::Count,
            digits: 600,
            decimals: 0,
            magnitude: 3,
            hedge: Hedge::Over,
            unit: 2,
        };
        let drift = |to: Figure| to.drift_from(count);
        assert_eq!(drift(count), None);
        assert_eq!(drift(Figure { digits: 600_000, magnitude: 0, ..count }), None);
        assert_eq!(drift(Figure { magnitude: 0, ..count }), Some(Drift::Scale));
        assert_eq!(drift(Figure { unit: 3, ..count }), Some(Drift::Subject));
        assert_eq!(drift(Figure { hedge: Hedge::Exact, ..count }), Some(Drift::Qualifier));
        assert_eq!(drift(Figure { digits: 700, ..count }), Some(Drift::Value));
        let fine = Figure { digits: 612, ..count };
        assert_eq!(count.drift_from(fine), Some(Drift::Rounding));
    }

    #[test]
    fn figures_are_written_as_each_language_does() {
        let figure = Figure {
            kind: Kind::Count,
            digits: 23,
            decimals: 0,
            magnitude: 0,
            hedge: Hedge::Over,
            unit: 4,
        };
        let said = |figure: Figure, language| {
            let mut out = String::new();
            figure.push(language, 1, &mut out);
            out.replace([OPEN, CLOSE], "")
        };
        assert_eq!(said(figure, Language::Uk), "понад 23 будинки");
        assert_eq!(said(figure, Language::En), "more than 23 houses");
        let thousands = Figure { digits: 600, magnitude: 3, ..figure };
        assert_eq!(said(thousands, Language::Ru), "более 600 тысяч домов");
    }

    #[test]
    fn a_drift_changes_something() {
        let mut rng = Rng::new(1);
        for kind in [Kind::Count, Kind::Money, Kind::Percent, Kind::Measure] {
            for _ in 0..200 {
                let mut figure = Figure::draw(kind, &mut rng);
                for _ in 0..80 {
                    let drifted = figure.drifted(&mut rng);
                    assert!(drifted.drift_from(figure).is_some());
                    assert!((1..100_000).contains(&drifted.digits), "{drifted:?}");
                    figure = drifted;
                }
            }
        }
    }
}

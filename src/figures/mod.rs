//! Quantities in a text: what number, how sure, of what.
//!
//! In: a [`Document`]. Out: [`Figure`]s in the order of the text. Tables of number words,
//! magnitudes, hedges, units and months are data, one file a language; the grammar is one.

mod age;
mod amount;
mod clock;
mod date;
mod decimal;
mod gap;
mod grammar;
mod hedge;
pub mod json;
mod label;
mod lexicon;
mod list;
mod number;
mod phrase;
mod range;
mod roman;
mod seam;
mod stems;
mod token;
mod unit;

pub use decimal::{Decimal, MOST_DIGITS, NotDecimal};

use crate::article::{Language, Span};
use crate::text::Document;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of quantity a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl Kind {
    /// The word that tables show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Measure => "measure",
            Self::Duration => "duration",
            Self::Ordinal => "ordinal",
            Self::Date => "date",
            Self::Time => "time",
            Self::Label => "label",
        }
    }
}

impl Qualifier {
    /// The word that tables show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::AtLeast => "at_least",
            Self::UpTo => "up_to",
            Self::Range => "range",
            Self::Vague => "vague",
        }
    }
}

/// A date of which parts may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// `2024-10-28`, `--10-28` without a year, `2024-10` for a month, `2024` for a year.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Figure {
    /// ISO 4217 code of money.
    pub fn currency_code(&self) -> Option<&str> {
        self.currency.as_ref().and_then(|code| std::str::from_utf8(code).ok())
    }
}

/// Canonical name of a unit as written: `km` for км and kilometres, the ISO code of a currency,
/// `percent`, `points` (percentage points), `year`; none for a unit that the tables lack.
pub fn canonical_unit(written: &str) -> Option<&'static str> {
    token::canonical_unit(written)
}

/// Whether a word, by its hash, is one of those that join, point or say that something is: it
/// begins no counted phrase in any of the languages.
pub fn is_function_word(hash: crate::text::WordHash) -> bool {
    lexicon::Lexicon::shipped().is_function_word(hash)
}

/// Whether a word, by its hash, is a month or a day of the week in any of the languages.
pub fn is_calendar_word(hash: crate::text::WordHash) -> bool {
    lexicon::Lexicon::shipped().is_calendar_word(hash)
}

/// Reads the figures of `text`, whose words and sentences are in `document`.
pub fn read(text: &str, document: &Document) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut tokens = token::Tokens::new(text, &document.words);
    for (index, sentence) in document.sentences.iter().enumerate() {
        let language = match sentence.language {
            Language::Unknown => document.language,
            known => known,
        };
        if tokens.take(sentence.words.clone(), sentence.span, language) {
            grammar::read(&tokens, index as u32, &mut figures);
        }
    }
    figures
}

//! The nouns that every box shares: an article as ingested, when it was published and how sure we
//! are of that, its language, and spans of its text.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// Half-open range of **bytes** of an article's text, always on character boundaries.
///
/// Bytes inside the program, because slicing is free; tables count Unicode scalar values, and
/// [`CharOffsets`] turns one into the other at the very end.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

const _: () = assert!(size_of::<Span>() == 8);

impl Span {
    /// Longest text, in bytes, that a [`Span`] can address. Ingest rejects what is longer.
    pub const LONGEST_TEXT: usize = u32::MAX as usize - 1;

    /// The span of bytes `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range to slice with: `&text[span.range()]`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of `text` that it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Turns byte offsets of one text into offsets in Unicode scalar values, in any order of asking.
///
/// A mark every [`Self::STRIDE`] bytes; the rest is counted. Texts that are all ASCII need no marks.
#[derive(Clone, Debug)]
pub struct CharOffsets<'t> {
    text: &'t str,
    marks: Vec<u32>,
}

impl<'t> CharOffsets<'t> {
    const STRIDE: usize = 256;

    /// Prepares `text`.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut characters = 0;
            for chunk in text.as_bytes().chunks(Self::STRIDE) {
                marks.push(characters);
                characters += count_characters(chunk);
            }
        }
        Self { text, marks }
    }

    /// Characters before byte `byte`, which must not exceed the text's length.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        match self.marks.get(byte / Self::STRIDE) {
            Some(&mark) => {
                mark + count_characters(
                    &self.text.as_bytes()[byte / Self::STRIDE * Self::STRIDE..byte],
                )
            }
            None if self.marks.is_empty() => byte as u32,
            None => count_characters(self.text.as_bytes()),
        }
    }

    /// `span` counted in characters.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }
}

fn count_characters(bytes: &[u8]) -> u32 {
    // Every byte that does not continue a character begins one.
    bytes.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

/// A language, as an article or a sentence has it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Language {
    /// Ukrainian.
    Uk,
    /// Russian.
    Ru,
    /// English.
    En,
    /// Another one, by its code padded with NUL (declared by the input, never guessed).
    Other([u8; 8]),
    /// Not known.
    #[default]
    Unknown,
}

impl Language {
    /// Reads a code such as `uk`, `RU`, `en-GB` or `de`.
    pub fn from_code(code: &str) -> Self {
        let code = code.trim().split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        match code.as_str() {
            "uk" | "ukr" | "ua" => Self::Uk,
            "ru" | "rus" => Self::Ru,
            "en" | "eng" => Self::En,
            other if (2..=8).contains(&other.len()) && other.is_ascii() => {
                let mut padded = [0; 8];
                padded[..other.len()].copy_from_slice(other.as_bytes());
                Self::Other(padded)
            }
            _ => Self::Unknown,
        }
    }

    /// The code that tables show; empty when unknown.
    pub fn code(&self) -> &str {
        match self {
            Self::Uk => "uk",
            Self::Ru => "ru",
            Self::En => "en",
            Self::Other(code) => {
                let end = code.iter().position(|&byte| byte == 0).unwrap_or(code.len());
                std::str::from_utf8(&code[..end]).unwrap_or("")
            }
            Self::Unknown => "",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Where a field of an article was read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum FieldFrom {
    /// A field of the record, or the metadata of a page.
    Metadata,
    /// The host of the article's address.
    Url,
    /// The lines above a pasted text.
    Header,
    /// The running text.
    Text,
    /// Nowhere.
    #[default]
    Unknown,
}

impl FieldFrom {
    /// The word that tables show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Url => "url",
            Self::Header => "header",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }
}

/// Who published an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutletField {
    /// As it was read, before any table of outlets is asked; empty when unknown.
    pub as_read: String,
    /// Canonical name where the table of outlets knows it, else `as_read`.
    pub name: String,
    /// Where it was read.
    pub from: FieldFrom,
}

/// A point or a day in time, as precise as it was read and no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// Nothing is known.
    #[default]
    Unknown,
    /// An instant.
    Instant {
        /// Seconds since 1970-01-01T00:00:00Z.
        seconds: i64,
        /// Seconds east of Greenwich, for display.
        offset: i32,
        /// Whether seconds were read, or only minutes.
        to_the_second: bool,
    },
    /// A calendar day.
    Day {
        /// Its year, when known.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
        /// Seconds east of Greenwich at noon of that day; bounds the interval.
        offset: i32,
    },
}

/// When an article was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The moment itself.
    pub moment: Moment,
    /// Where it was read.
    pub from: FieldFrom,
    /// The year was inferred.
    pub year_assumed: bool,
    /// The time zone was inferred.
    pub zone_assumed: bool,
}

impl Published {
    /// Earliest and latest second (inclusive) since the epoch at which it can have been published.
    ///
    /// A day that running text names means "not before" (`from` is [`FieldFrom::Text`]): its
    /// interval has no end. `None` without a year.
    pub fn interval(&self) -> Option<(i64, i64)> {
        match self.moment {
            Moment::Unknown | Moment::Day { year: None, .. } => None,
            Moment::Instant { seconds, to_the_second, .. } => {
                Some((seconds, if to_the_second { seconds } else { seconds + 59 }))
            }
            Moment::Day { year: Some(year), month, day, offset } => {
                let start = jiff::civil::Date::new(year, month, day)
                    .ok()?
                    .to_zoned(jiff::tz::TimeZone::UTC)
                    .ok()?
                    .timestamp()
                    .as_second()
                    - i64::from(offset);
                let end = if self.from == FieldFrom::Text { i64::MAX } else { start + 86_399 };
                Some((start, end))
            }
        }
    }

    /// `second`, `minute`, `day` or `unknown`, as tables show it.
    pub const fn precision(&self) -> &'static str {
        match self.moment {
            Moment::Unknown => "unknown",
            Moment::Instant { to_the_second: true, .. } => "second",
            Moment::Instant { to_the_second: false, .. } => "minute",
            Moment::Day { .. } => "day",
        }
    }

    /// Empty, `year`, `timezone` or both, as tables show it.
    pub const fn assumed(&self) -> &'static str {
        match (self.year_assumed, self.zone_assumed) {
            (false, false) => "",
            (true, false) => "year",
            (false, true) => "timezone",
            (true, true) => "year; timezone",
        }
    }
}

/// RFC 3339 in the article's zone, a date where only the day is known, `--10-28` without a year,
/// nothing when unknown.
impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = Digits::default();
        match self.moment {
            Moment::Unknown => {}
            Moment::Day { year, month, day, .. } => {
                match year {
                    Some(year) => shown.four(year),
                    None => shown.mark(b'-'),
                }
                shown.date(month, day);
            }
            Moment::Instant { seconds, offset, .. } => {
                let Ok(at) = jiff::Timestamp::from_second(seconds + i64::from(offset)) else {
                    return Ok(());
                };
                let civil = jiff::tz::Offset::UTC.to_datetime(at);
                shown.four(civil.year());
                shown.date(civil.month(), civil.day());
                let minutes = offset.abs() / 60;
                let sign = if offset < 0 { b'-' } else { b'+' };
                let parts = [
                    (b'T', civil.hour()),
                    (b':', civil.minute()),
                    (b':', civil.second()),
                    (sign, (minutes / 60) as i8),
                    (b':', (minutes % 60) as i8),
                ];
                for (mark, number) in parts {
                    shown.mark(mark);
                    shown.two(number);
                }
            }
        }
        f.write_str(shown.as_str())
    }
}

/// A time in digits, put together without the machinery of `format!`: archives write millions.
#[derive(Default)]
struct Digits {
    bytes: [u8; 32],
    length: usize,
}

impl Digits {
    fn mark(&mut self, mark: u8) {
        self.bytes[self.length] = mark;
        self.length += 1;
    }

    fn two(&mut self, number: i8) {
        let number = number.unsigned_abs();
        self.mark(b'0' + number / 10 % 10);
        self.mark(b'0' + number % 10);
    }

    /// A year; those before our era, which no article has, with a minus.
    fn four(&mut self, year: i16) {
        if year < 0 {
            self.mark(b'-');
        }
        let year = year.unsigned_abs();
        self.two((year / 100 % 100) as i8);
        self.two((year % 100) as i8);
    }

    fn date(&mut self, month: i8, day: i8) {
        for part in [month, day] {
            self.mark(b'-');
            self.two(part);
        }
    }

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("")
    }
}

/// What ingest already knows of a part of the text, from the shape of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeaderPart {
    /// The outlet's name.
    Outlet,
    /// Date or time of publication.
    Date,
    /// The headline, also when repeated.
    Title,
    /// Anything else above the body: reading time, language switch, subscription line.
    Navigation,
}

/// One article, as read from its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Unique in a run.
    pub id: String,
    /// The text that all spans refer to.
    #[serde(with = "bytes")]
    pub text: String,
    /// Who published it. `attribution` completes it from the text when the input does not say.
    pub outlet: OutletField,
    /// When it was published. `attribution` completes it likewise.
    pub published: Published,
    /// Headline, empty when unknown.
    pub title: String,
    /// Address, empty when unknown.
    pub url: String,
    /// Declared language; `text` detects it when unknown.
    pub language: Language,
    /// Where the record stood: `path#record`, relative to the input as given.
    pub source: String,
    /// Parts of `text` that belong to a pasted header, in order, not overlapping.
    pub header: Vec<(Span, HeaderPart)>,
}

/// A text as bytes, which are checked some ten times faster than serde checks a string.
mod bytes {
    use serde::de::{Error, Visitor};
    use serde::{Deserializer, Serializer};
    use std::fmt::{Formatter, Result as Formatted};

    pub(super) fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(text.as_bytes())
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<String, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = String;
            fn expecting(&self, to: &mut Formatter<'_>) -> Formatted {
                to.write_str("UTF-8")
            }
            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
                simdutf8::basic::from_utf8(bytes).map(str::to_owned).map_err(E::custom)
            }
        }
        from.deserialize_bytes(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_from_any_byte() {
        let text = "Рютте: «600 тис.» ".repeat(40);
        let offsets = CharOffsets::new(&text);
        for (counted, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte as u32) as usize, counted);
        }
        assert_eq!(offsets.at(text.len() as u32) as usize, text.chars().count());
    }

    #[test]
    fn a_moment_shows_no_more_than_was_read() {
        let mut published = Published {
            moment: Moment::Instant { seconds: 1_730_114_400, offset: 7200, to_the_second: false },
            ..Published::default()
        };
        assert_eq!(published.to_string(), "2024-10-28T13:20:00+02:00");
        assert_eq!(published.precision(), "minute");
        published.moment = Moment::Day { year: None, month: 10, day: 28, offset: 7200 };
        assert_eq!(published.to_string(), "--10-28");
        assert_eq!(published.interval(), None);
        published.moment = Moment::Day { year: Some(2023), month: 11, day: 9, offset: 7200 };
        let (from, to) = published.interval().unwrap();
        assert_eq!(to - from, 86_399);
        published.from = FieldFrom::Text;
        assert_eq!(published.interval().unwrap().1, i64::MAX);
    }

    #[test]
    fn codes_are_read_in_the_ways_they_are_written() {
        assert_eq!(Language::from_code("ua"), Language::Uk);
        assert_eq!(Language::from_code("en-GB"), Language::En);
        assert_eq!(Language::from_code("de").code(), "de");
        assert_eq!(Language::from_code("").code(), "");
    }
}

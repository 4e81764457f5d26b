//! Dates and times as records and pasted headers write them: RFC 3339 and 2822, Unix seconds and
//! milliseconds, and the forms of news sites in Ukrainian, Russian and English. What is not
//! written is not filled in: a date without a time is a day, a time without a zone says so.
//!
//! `token` cuts a line, `grammar` reads dates, times and zones off the tokens, and this file
//! decides what of a line is the date.

mod grammar;
mod token;

use crate::article::Moment;
use grammar::Grammar;
use jiff::civil;
use std::ops::Range;

/// How `05/06/2024` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The 5th of June, as everywhere where Ukrainian or Russian is written.
    DayFirst,
    /// Not at all, unless one of the two is above 12: both orders are in use in English, and an
    /// unknown day is better than one that is half a year off. Dots and hyphens are day first.
    Unknown,
}

/// A date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The moment; a time without a zone is put as if it were in UTC.
    pub(super) moment: Moment,
    /// A time was written and its zone was not.
    pub(super) zone_missing: bool,
}

/// Longest text in bytes in which a date is looked for.
const LONGEST: usize = 300;

/// Reads a field that holds a date and nothing else but words (a label, a weekday).
pub(super) fn parse(written: &str, order: Order) -> Option<Read> {
    let written = written.trim();
    if written.len() > LONGEST {
        return None;
    }
    if let Some(read) = number(written) {
        return Some(read);
    }
    let (span, read) = find(written, order)?;
    let mut around = written[..span.start].chars().chain(written[span.end..].chars());
    // Another number would be part of a date that was not understood.
    (!around.any(char::is_numeric)).then_some(read)
}

/// The first date in a line: the bytes that it takes, with its time and weekday, and its meaning.
pub(super) fn find(line: &str, order: Order) -> Option<(Range<usize>, Read)> {
    if line.len() > LONGEST {
        return None;
    }
    let tokens = token::cut(line);
    let grammar = Grammar { tokens: &tokens, order };
    (0..tokens.len()).find_map(|start| {
        let (written, end) = grammar.moment(start)?;
        Some((tokens[start].start..tokens[end - 1].end, written.read()?))
    })
}

/// Digits alone: seconds, milliseconds, microseconds or nanoseconds since 1970, or digits of a
/// date run together.
fn number(written: &str) -> Option<Read> {
    /// 1980 to 2100 in seconds: what lies outside is no time of publication.
    const PLAUSIBLE: Range<i64> = 315_532_800..4_102_444_800;
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let numeric = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+');
    if digits == 0 || !written.bytes().all(numeric) {
        return None;
    }
    if digits == written.len() && (digits == 8 || digits == 14) {
        let part = |range: Range<usize>| written[range].parse::<i8>().ok();
        let date = civil::Date::new(written[..4].parse().ok()?, part(4..6)?, part(6..8)?).ok();
        if let Some(date) = date.filter(|date| (1900..2100).contains(&date.year())) {
            let written = grammar::Written {
                year: Some(date.year()),
                month: date.month(),
                day: date.day(),
                time: match digits {
                    14 => Some((part(8..10)?, part(10..12)?, Some(part(12..14)?))),
                    _ => None,
                },
                zone: None,
            };
            return written.read();
        }
    }
    let value: f64 = written.parse().ok()?;
    let seconds = [1.0, 1e3, 1e6, 1e9]
        .iter()
        .map(|scale| (value / scale) as i64)
        .find(|seconds| PLAUSIBLE.contains(seconds))?;
    let moment = Moment::Instant { seconds, offset: 0, to_the_second: true };
    Some(Read { moment, zone_missing: false })
}

#[cfg(test)]
mod tests;

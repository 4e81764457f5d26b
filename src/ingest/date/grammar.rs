//! Dates, times and zones as sequences of tokens.

use super::token::{Kind, Token};
use super::{Order, Read};
use crate::article::Moment;
use jiff::civil;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Month(i8),
    Weekday,
    Year,
    Ordinal,
    Join,
    Meridiem(i8),
}

static CALENDAR: LazyLock<FxHashMap<&'static str, Vec<Sense>>> = LazyLock::new(|| {
    let mut senses: FxHashMap<&str, Vec<Sense>> = FxHashMap::default();
    for line in include_str!("../data/calendar.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (kind, value) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let value = value.parse().unwrap_or(0);
        let sense = match kind {
            "month" => Sense::Month(value),
            "weekday" => Sense::Weekday,
            "year" => Sense::Year,
            "ordinal" => Sense::Ordinal,
            "join" => Sense::Join,
            _ => Sense::Meridiem(value),
        };
        for form in cells.next().unwrap_or("").split(' ') {
            senses.entry(form).or_default().push(sense);
        }
    }
    senses
});

#[derive(Clone, Copy)]
enum Named {
    Minutes(i32),
    Iana(&'static str),
}

static ZONES: LazyLock<FxHashMap<&'static str, Named>> = LazyLock::new(|| {
    include_str!("../data/zones.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, zone)| (name, zone.parse().map_or(Named::Iana(zone), Named::Minutes)))
        .collect()
});

/// A zone as written.
#[derive(Clone, Copy)]
pub(super) enum Zone {
    Offset(i32),
    Iana(&'static str),
}

/// The parts of a moment that were written.
#[derive(Clone, Copy)]
pub(super) struct Written {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: i8,
    pub(super) time: Option<Time>,
    pub(super) zone: Option<Zone>,
}

impl Written {
    /// What was written, if there is such a moment.
    pub(super) fn read(self) -> Option<Read> {
        // Without a year, the 29th of February must still be a day.
        let date = civil::Date::new(self.year.unwrap_or(2024), self.month, self.day).ok()?;
        let (Some(_), Some((hour, minute, second))) = (self.year, self.time) else {
            let moment =
                Moment::Day { year: self.year, month: self.month, day: self.day, offset: 0 };
            return Some(Read { moment, zone_missing: false });
        };
        let time = civil::Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;
        let zone = match self.zone {
            None => TimeZone::UTC,
            Some(Zone::Offset(seconds)) => {
                TimeZone::fixed(jiff::tz::Offset::from_seconds(seconds).ok()?)
            }
            Some(Zone::Iana(name)) => TimeZone::get(name).ok()?,
        };
        let zoned = date.to_datetime(time).to_zoned(zone).ok()?;
        let moment = Moment::Instant {
            seconds: zoned.timestamp().as_second(),
            offset: zoned.offset().seconds(),
            to_the_second: second.is_some(),
        };
        Some(Read { moment, zone_missing: self.zone.is_none() })
    }
}

/// Year, month, day.
type Date = (Option<i16>, i8, i8);

/// Hour, minute, second.
type Time = (i8, i8, Option<i8>);

/// Reads tokens from a given one on. Every method gives what it read and the token after it.
pub(super) struct Grammar<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) order: Order,
}

impl Grammar<'_> {
    /// A date with its time before or after it, or without one.
    pub(super) fn moment(&self, start: usize) -> Option<(Written, usize)> {
        // `15.45` is a time before a date, and behind one that has its year.
        if let Some((time, zone, after)) = self.clock(start, true) {
            let (date, end) = self.dated(self.joined(after).0)?;
            // `13:20, 28 жовтня 2024 (за Києвом)`
            let (zone, end) = zone.map_or_else(|| self.zone(end), |zone| (Some(zone), end));
            return Some((Written { time: Some(time), zone, ..date }, end));
        }
        let (date, end) = self.dated(start)?;
        let (at, dotted) = self.joined(end);
        match self.clock(at, dotted || date.year.is_some() && self.stands_alone(at + 3)) {
            Some((time, zone, end)) => Some((Written { time: Some(time), zone, ..date }, end)),
            None => Some((date, end)),
        }
    }

    /// A date, with the weekday before it.
    fn dated(&self, start: usize) -> Option<(Written, usize)> {
        let mut at = start;
        if self.means(at, Sense::Weekday) {
            at += 1;
            while self.signed(at, &['.', ',']) {
                at += 1;
            }
        }
        let ((year, month, day), end) =
            self.digits(at).or_else(|| self.day_month(at)).or_else(|| self.month_day(at))?;
        Some((Written { year, month, day, time: None, zone: None }, end))
    }

    /// `2024-10-28`, `28.10.2024`, `28/10/24`.
    fn digits(&self, start: usize) -> Option<(Date, usize)> {
        let separator = self.sign(start + 1)?;
        if !matches!(separator, '.' | '-' | '/' | '‑' | '–')
            || self.sign(start + 3) != Some(separator)
        {
            return None;
        }
        if (1..=4).any(|offset| self.tokens.get(start + offset).is_none_or(|token| token.spaced)) {
            return None;
        }
        let (a, b, c) = (self.number(start)?, self.number(start + 2)?, self.number(start + 4)?);
        let end = start + 5;
        // A fourth number makes it an address or a version.
        if self.sign(end) == Some(separator)
            && !self.tokens[end].spaced
            && self.number(end + 1).is_some_and(|_| !self.tokens[end + 1].spaced)
        {
            return None;
        }
        if a.1 == 4 {
            return valid(year(a)?, b.0, c.0).map(|date| (date, end));
        }
        let year = match c.1 {
            4 => year(c)?,
            2 if separator != '-' => 2000 + c.0 as i16,
            _ => return None,
        };
        let date = match separator {
            '/' if self.order == Order::Unknown && a.0 <= 12 && b.0 <= 12 && a.0 != b.0 => None,
            '.' => valid(year, b.0, a.0),
            _ => valid(year, b.0, a.0).or_else(|| valid(year, a.0, b.0)),
        };
        let mut end = end;
        if self.means(end, Sense::Year) {
            end += 1 + usize::from(self.sign(end + 1) == Some('.'));
        }
        date.map(|date| (date, end))
    }

    /// `28 жовтня 2024 року`, `28th of October, 2024`, `28-Oct-2024`.
    fn day_month(&self, start: usize) -> Option<(Date, usize)> {
        let (day, digits) = self.number(start)?;
        if digits > 2 {
            return None;
        }
        let mut at = start + 1;
        if self.sign(at).is_some_and(|sign| matches!(sign, '-' | '/' | '.' | '‑')) {
            at += 1;
        }
        if self.means(at, Sense::Ordinal) {
            at += 1;
        }
        if self.means(at, Sense::Join) {
            at += 1;
        }
        let month = self.month(at)?;
        at += 1;
        while self.signed(at, &['.', ',', '-', '/', '\'', '’']) {
            at += 1;
        }
        match self.number(at).and_then(year) {
            Some(year) => {
                let mut end = at + 1;
                if self.means(end, Sense::Year) {
                    end += 1 + usize::from(self.sign(end + 1) == Some('.'));
                }
                valid(year, month as u32, day).map(|date| (date, end))
            }
            None => day_of_year(month, day).map(|date| (date, self.month_end(at, start))),
        }
    }

    /// `October 28, 2024`, `Oct. 28th`.
    fn month_day(&self, start: usize) -> Option<(Date, usize)> {
        let month = self.month(start)?;
        let mut at = start + 1;
        if self.sign(at) == Some('.') {
            at += 1;
        }
        let (day, digits) = self.number(at)?;
        if digits > 2 || self.sign(at + 1) == Some(':') {
            return None;
        }
        at += 1;
        if self.means(at, Sense::Ordinal) {
            at += 1;
        }
        let end = at;
        while self.signed(at, &[',']) {
            at += 1;
        }
        match self.number(at).and_then(year) {
            Some(year) => valid(year, month as u32, day).map(|date| (date, at + 1)),
            None => day_of_year(month, day).map(|date| (date, end)),
        }
    }

    /// After a month without a year: back before the signs that were passed over, but for the dot
    /// of an abbreviation.
    fn month_end(&self, mut at: usize, start: usize) -> usize {
        while at > start + 2 && matches!(self.tokens[at - 1].kind, Kind::Sign(sign) if sign != '.')
        {
            at -= 1;
        }
        at
    }

    /// A time of day and its zone. With `dotted`, `13.20` is one.
    fn clock(&self, start: usize, dotted: bool) -> Option<(Time, Option<Zone>, usize)> {
        let (hour, digits) = self.number(start).filter(|&(hour, _)| hour <= 24)?;
        if digits > 2 {
            return None;
        }
        let minutes = match self.sign(start + 1) {
            Some(':') => self.pair(start + 2),
            Some('.') if dotted && !self.signed(start + 3, &['.']) => self.pair(start + 2),
            _ => None,
        };
        let (minute, second, mut at) = match minutes {
            None => (0, None, start + 1),
            Some(minute) if self.sign(start + 3) == Some(':') => {
                let second = self.pair(start + 4)?;
                let fraction = self.signed(start + 5, &['.', ','])
                    && self.number(start + 6).is_some_and(|_| !self.tokens[start + 6].spaced);
                (minute, Some(second.min(59)), start + if fraction { 7 } else { 5 })
            }
            Some(minute) => (minute, None, start + 3),
        };
        let mut hour = hour as i8;
        match self.meridiem(at) {
            Some((noon, end)) if (1..=12).contains(&hour) => {
                hour = hour % 12 + noon;
                at = end;
            }
            _ if minutes.is_none() => return None,
            _ => {}
        }
        if hour > 23 || minute > 59 {
            return None;
        }
        let (zone, end) = self.zone(at);
        Some(((hour, minute, second), zone, end))
    }

    /// Whether no word stands at `at` but a zone: «28.10.2024 12.50 грн» has no time.
    fn stands_alone(&self, at: usize) -> bool {
        self.word(at).is_none_or(|_| self.zone(at).0.is_some())
            && !self.signed(at, &['%', '°', '$', '€', '₴'])
    }

    /// `am`, `p.m.`: the hours to add.
    fn meridiem(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(Sense::Meridiem(hours)) =
            self.senses(at).iter().find(|sense| matches!(sense, Sense::Meridiem(_)))
        {
            return Some((*hours, at + 1));
        }
        let hours = match self.word(at)? {
            "a" => 0,
            "p" => 12,
            _ => return None,
        };
        let rest = self.sign(at + 1) == Some('.') && self.word(at + 2) == Some("m");
        rest.then(|| (hours, at + 3 + usize::from(self.sign(at + 3) == Some('.'))))
    }

    /// `Z`, `+02:00`, `UTC+3`, `EET`, `за Києвом`; the token after it, or `start`.
    fn zone(&self, start: usize) -> (Option<Zone>, usize) {
        let mut at = start;
        while self.signed(at, &[',', '(']) {
            at += 1;
        }
        if matches!(self.word(at), Some("за" | "по")) {
            at += 1;
        }
        if let Some(named) = self.word(at).and_then(|word| ZONES.get(word)) {
            let mut end = at + 1;
            if let (Named::Minutes(0), Some((offset, after))) = (named, self.offset(end)) {
                return (Some(Zone::Offset(offset)), after);
            }
            while self
                .word(end)
                .is_some_and(|word| matches!(word, "time" | "часом" | "час" | "времени"))
                || self.signed(end, &[')'])
            {
                end += 1;
            }
            let zone = match *named {
                Named::Minutes(minutes) => Zone::Offset(minutes * 60),
                Named::Iana(name) => Zone::Iana(name),
            };
            return (Some(zone), end);
        }
        match self.offset(start) {
            Some((offset, mut end)) => {
                // The zone's name repeated: `+0200 (EET)`, `+02:00[Europe/Kyiv]`.
                if self.signed(end, &['(', '[']) {
                    while end < self.tokens.len() && !self.signed(end, &[')', ']']) {
                        end += 1;
                    }
                    end = (end + 1).min(self.tokens.len());
                }
                (Some(Zone::Offset(offset)), end)
            }
            None => (None, start),
        }
    }

    /// `+0200`, `+02:00`, `+2`: in seconds.
    fn offset(&self, at: usize) -> Option<(i32, usize)> {
        /// No zone is further from Greenwich.
        const FURTHEST: i32 = 14 * 3600;
        let sign = match self.sign(at)? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        let (value, digits) = self.number(at + 1)?;
        if self.tokens[at + 1].spaced {
            return None;
        }
        let value = i32::try_from(value).ok()?;
        let (seconds, end) = match digits {
            4 => ((value / 100 * 60 + value % 100) * 60, at + 2),
            1 | 2 => match (self.sign(at + 2), self.pair(at + 3)) {
                (Some(':'), Some(minutes)) => ((value * 60 + i32::from(minutes)) * 60, at + 4),
                // The day of a date: `13:20 -28.10.2024`.
                (Some('.' | '/' | '-'), _) => return None,
                _ => (value * 3600, at + 2),
            },
            _ => return None,
        };
        (seconds <= FURTHEST).then_some((sign * seconds, end))
    }

    /// The token after what can stand between a date and a time, and whether a word there makes
    /// `13.20` a time.
    fn joined(&self, start: usize) -> (usize, bool) {
        /// `28 жовтня 2024 р. (понеділок), о 13:20`.
        const LONGEST: usize = 7;
        let mut dotted = false;
        let mut at = start;
        while at < start + LONGEST {
            if self.signed(at, &[',', '|', '•', '·', '—', '–', '-', '/', '(', ')', '@', ';', '.'])
            {
                at += 1;
            } else if self.means(at, Sense::Join) {
                dotted = true;
                at += 1;
            } else if self.means(at, Sense::Weekday) || self.means(at, Sense::Year) {
                at += 1;
            } else {
                break;
            }
        }
        (at, dotted)
    }

    fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.tokens.get(at)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    /// Two digits that follow without a space.
    fn pair(&self, at: usize) -> Option<i8> {
        match self.tokens.get(at)? {
            Token { kind: Kind::Number { value, digits: 2 }, spaced: false, .. } => {
                Some(*value as i8)
            }
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn signed(&self, at: usize, signs: &[char]) -> bool {
        self.sign(at).is_some_and(|sign| signs.contains(&sign))
    }

    fn senses(&self, at: usize) -> &[Sense] {
        self.word(at).and_then(|word| CALENDAR.get(word)).map_or(&[], Vec::as_slice)
    }

    fn means(&self, at: usize, sense: Sense) -> bool {
        self.senses(at).contains(&sense)
    }

    fn month(&self, at: usize) -> Option<i8> {
        self.senses(at).iter().find_map(|sense| match sense {
            Sense::Month(month) => Some(*month),
            _ => None,
        })
    }
}

/// A year in four digits.
fn year((value, digits): (u32, u8)) -> Option<i16> {
    (digits == 4 && (1900..2100).contains(&value)).then_some(value as i16)
}

fn valid(year: i16, month: u32, day: u32) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    civil::Date::new(year, month, day).is_ok().then_some((Some(year), month, day))
}

fn day_of_year(month: i8, day: u32) -> Option<Date> {
    valid(2024, month as u32, day).map(|(_, month, day)| (None, month, day))
}

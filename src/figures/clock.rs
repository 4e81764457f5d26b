//! Times of day, in digits and in words.

use super::Qualifier;
use super::gap::Gap;
use super::lexicon::{Number, flag};
use super::token::Tokens;
use crate::article::Span;

/// A time of day.
pub(super) struct TimeFound {
    pub(super) span: Span,
    pub(super) time: (u8, u8),
    pub(super) next: usize,
}

impl Tokens<'_> {
    /// The time of day at the digits of token `index`.
    pub(super) fn time(&self, index: usize) -> Option<TimeFound> {
        if self.at(index).span.len() == 4 {
            return self.four_digits(index);
        }
        let hour = self.get(index).filter(|token| token.span.len() <= 2)?.short? as u8;
        if hour > 24 {
            return None;
        }
        let start = self.at(index).span.start;
        let at = self.before_is(index, flag::AT) && self.gap(index) == Gap::Space;
        let about = || matches!(self.hedge_before(index, 0), Some((Qualifier::About, _)));
        let two = |at: usize| {
            let minute = self.get(at).filter(|token| token.span.len() == 2)?.short? as u8;
            (minute < 60).then_some(minute)
        };
        let found = |hour: u8, minute: u8, next: usize| {
            let (hour, next, end) = self.half_day(hour, next);
            let span = Span::new(start, end.max(self.at(next - 1).span.end));
            Some(TimeFound { span, time: (hour % 24, minute), next })
        };
        if let Some(minute) = two(index + 1) {
            let next = index + 2;
            let free = !self.get(next).is_some_and(|token| {
                token.digits && matches!(self.gap(next), Gap::Dot | Gap::Comma)
            });
            match self.gap(index + 1) {
                Gap::Colon if !self.before_is(index, flag::SCORE) && !self.is_set(index) => {
                    let seconds = self.gap(next) == Gap::Colon && two(next).is_some();
                    return found(hour, minute, next + usize::from(seconds));
                }
                // «з 9.00 до 18.00» too, but not «від 9.15 грн».
                Gap::Dot
                    if free
                        && self.unit_at(next).is_none()
                        && (at
                            || minute % 15 == 0 && self.before_is(index, flag::DATE_WORD)
                            || minute % 5 == 0
                                && self.at(index + 1).span.len() == 2
                                && !self.get(next).is_some_and(|_| self.follows(next))
                                && about())
                        && !self.space_after(next - 1).trim_start().starts_with('%') =>
                {
                    return found(hour, minute, next);
                }
                _ => {}
            }
        }
        // «о 17-й», «о 17 годині», «в 17 часов», "5 p.m.", "5pm".
        let suffixed = self.gap(index + 1) == Gap::None && self.entry(index + 1).ordinal_suffix;
        let mut next = index + 1 + usize::from(suffixed);
        // «близько 13-ї години»
        if suffixed
            && self.follows(next)
            && self.unit_at(next).is_some_and(|(u, _)| u.name == "hour")
        {
            return found(hour, 0, next + 1);
        }
        if at && self.at(index - 1).traits.has_cyrillic() {
            let clock = self.is(next, flag::CLOCK) && self.follows(next);
            if clock {
                next += 1;
            }
            let strong = matches!(self.written(index - 1), "о" | "об" | "О" | "Об");
            if clock || (suffixed && strong) {
                // «о 20 годині 15 хвилин».
                if clock
                    && let Some(minute) = two(next)
                    && self.follows(next)
                    && self.unit_at(next + 1).is_some_and(|(unit, _)| unit.name == "minute")
                {
                    return found(hour, minute, next + 2);
                }
                return found(hour, 0, next);
            }
        }
        // «близько 9 вечора», «около 9 часов вечера».
        let clock = usize::from(self.is(next, flag::CLOCK) && self.follows(next));
        if (1..=12).contains(&hour)
            && self.is(next + clock, flag::DAY_PART)
            && self.gap(next + clock) == Gap::Space
            && (at || clock == 1 || suffixed)
        {
            return found(hour, 0, next + clock);
        }
        if (1..=12).contains(&hour) && (self.is_half_day(next).is_some() || self.is_oclock(next)) {
            next += usize::from(self.is_oclock(next));
            return found(hour, 0, next);
        }
        None
    }

    /// "resume at 0530", "at 1400 GMT".
    fn four_digits(&self, index: usize) -> Option<TimeFound> {
        let token = self.get(index).filter(|token| token.span.len() == 4 && self.english)?;
        let zone = self.follows(index + 1)
            && ["GMT", "UTC", "BST", "EST", "EDT", "ET", "CET"]
                .iter()
                .any(|zone| self.get(index + 1).is_some() && self.written(index + 1) == *zone);
        let at = self.written(index).starts_with('0') && self.before_is(index, flag::AT);
        let (hour, minute) = (token.short? / 100, token.short? % 100);
        (hour < 24 && minute < 60 && (zone || at)).then(|| TimeFound {
            span: token.span,
            time: (hour as u8, minute as u8),
            next: index + 1,
        })
    }

    /// «25:21, 25:19, 22:25»: whether a pair in the list of those at token `index` is no time.
    fn is_set(&self, index: usize) -> bool {
        let pair = |at: usize| self.gap(at + 1) == Gap::Colon && self.short_number(at).is_some();
        let no_time = |at: usize| {
            let part = |at: usize| self.short_number(at).unwrap_or(0);
            part(at) > 24 || part(at + 1) > 59 || self.at(at + 1).span.len() == 1
        };
        let mut at = index;
        while self.gap(at) == Gap::CommaSpace && at > 1 && pair(at - 2) {
            at -= 2;
            if no_time(at) {
                return true;
            }
        }
        at = index + 2;
        while self.gap(at) == Gap::CommaSpace && pair(at) {
            if no_time(at) {
                return true;
            }
            at += 2;
        }
        false
    }

    fn is_oclock(&self, index: usize) -> bool {
        self.is(index, flag::CLOCK) && self.at(index).traits.has_latin()
    }

    /// «о шостій ранку», «близько сьомої вечора», «в шесть часов утра», "six o'clock": the hour in
    /// words. An ordinal needs a word for the part of the day or for hours behind it, or «о» before.
    pub(super) fn spoken_time(&self, index: usize) -> Option<TimeFound> {
        let entry = self.entry(index);
        let (hour, ordinal) = match (entry.number, entry.ordinal) {
            (_, Some(hour)) => (hour, true),
            (Some(Number::Cardinal(hour)), _) => (hour, false),
            _ => return None,
        };
        let hour = u8::try_from(hour).ok().filter(|hour| (1..=24).contains(hour))?;
        let next = index + 1;
        if self.is_oclock(next) {
            let (hour, after, end) = self.half_day(hour, next + 1);
            let end = end.max(self.at(after - 1).span.end);
            let span = Span::new(self.at(index).span.start, end);
            return Some(TimeFound { span, time: (hour % 24, 0), next: after });
        }
        if !self.at(index).traits.has_cyrillic() {
            return None;
        }
        let strong = index > 0 && matches!(self.written(index - 1), "о" | "об" | "О" | "Об");
        let at = strong
            || self.before_is(index, flag::AT | flag::DATE_WORD)
            || matches!(self.hedge_before(index, 0), Some((Qualifier::About, _)));
        let clock = usize::from(self.is(next, flag::CLOCK) && !self.is(next, flag::DAY_PART));
        let part = self.is(next + clock, flag::DAY_PART) && self.gap(next + clock) == Gap::Space;
        // «о шостій», not «о шостій бригаді».
        let ends = !self.follows(next) || self.is(next, flag::STOP);
        let holds = at && (part || strong && ordinal && (clock == 1 || ends));
        if !holds || self.gap(next) == Gap::None {
            return None;
        }
        let (hour, after, _) = self.half_day(hour, next + clock);
        let span = self.at(index).span.cover(self.at(after - 1).span);
        Some(TimeFound { span, time: (hour % 24, 0), next: after })
    }

    /// am (false) or pm (true) at token `index`, and the token after.
    fn is_half_day(&self, index: usize) -> Option<(bool, usize)> {
        if !matches!(self.gap(index), Gap::None | Gap::Space) {
            return None;
        }
        if self.is(index, flag::AM | flag::PM) {
            return Some((self.is(index, flag::PM), index + 1));
        }
        let dotted = self.word_is(index + 1, "m") && self.gap(index + 1) == Gap::Dot;
        if dotted && self.word_is(index, "p") {
            return Some((true, index + 2));
        }
        (dotted && self.word_is(index, "a")).then_some((false, index + 2))
    }

    /// The hour by what stands behind: "5 p.m.", «5 ранку», «7 вечора».
    fn half_day(&self, hour: u8, next: usize) -> (u8, usize, u32) {
        if let Some((afternoon, after)) = self.is_half_day(next) {
            let hour = match (afternoon, hour) {
                (true, 1..12) => hour + 12,
                (false, 12) => 0,
                _ => hour,
            };
            let last = after - 1;
            let end = if after == next + 2 { self.end_with_dot(last, true) } else { 0 };
            return (hour, after, end);
        }
        if self.is(next, flag::DAY_PART) && self.gap(next) == Gap::Space {
            let late = matches!(self.written(next), "вечора" | "дня" | "вечера");
            let hour = if late && (1..12).contains(&hour) { hour + 12 } else { hour };
            return (hour, next + 1, 0);
        }
        (hour, next, 0)
    }
}

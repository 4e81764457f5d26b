//! Dates: whole, partial, spans of them, years.

use super::PartialDate;
use super::gap::Gap;
use super::lexicon::flag;
use super::token::Tokens;
use crate::article::Span;

/// Earlier years are read only with the word for it: four digits after "in" mostly count then.
const EARLIEST_YEAR: i16 = 1500;

/// A date or a span of dates.
pub(super) struct DateFound {
    pub(super) span: Span,
    pub(super) date: PartialDate,
    pub(super) end: Option<PartialDate>,
    pub(super) next: usize,
}

impl Tokens<'_> {
    /// The number that token `index` writes in at most four digits.
    pub(super) fn short_number(&self, index: usize) -> Option<i16> {
        self.get(index)?.short
    }

    fn day_number(&self, index: usize) -> Option<i8> {
        let day = self.get(index).filter(|token| token.span.len() <= 2)?.short?;
        (1..=31).contains(&day).then_some(day as i8)
    }

    /// A year that is written like one.
    fn year_number(&self, index: usize) -> Option<i16> {
        let year = self.get(index).filter(|token| token.span.len() == 4)?.short?;
        (1000..2200).contains(&year).then_some(year)
    }

    fn month(&self, index: usize) -> Option<i8> {
        let month = self.entry(index).month;
        // "may" and "march" are verbs in small letters.
        let named = month > 0
            && (self.at(index).traits.has_cyrillic() || self.at(index).traits.is_capitalised());
        named.then_some(month)
    }

    /// The date at the digits of token `index`; a month before it belongs to it.
    pub(super) fn date(&self, index: usize, from: usize) -> Option<DateFound> {
        self.numeric_date(index)
            .or_else(|| self.month_first(index, from))
            .or_else(|| self.day_first(index))
            .or_else(|| self.bare_year(index))
    }

    /// 28.10.2024, 2024-10-28, 28/10/2024; 28.10 where the words say so.
    fn numeric_date(&self, index: usize) -> Option<DateFound> {
        let gap = self.gap(index + 1);
        let a = self.short_number(index)?;
        let b = self.short_number(index + 1)?;
        if !matches!(gap, Gap::Dot | Gap::Hyphen | Gap::Slash) {
            return None;
        }
        let start = self.at(index).span;
        if self.gap(index + 2) == gap
            && let Some(c) = self.short_number(index + 2)
        {
            if self.gap(index + 3) == gap && self.short_number(index + 3).is_some() {
                return None;
            }
            let lengths = [index, index + 1, index + 2].map(|at| self.at(at).span.len());
            let (year, month, day) = match (lengths, gap) {
                ([4, 2, 2], Gap::Hyphen | Gap::Dot | Gap::Slash) => (a, b, c),
                ([1 | 2, 1 | 2, 4], Gap::Slash) if b > 12 => (c, a, b),
                ([1 | 2, 1 | 2, 4], _) => (c, b, a),
                ([2, 2, 2], Gap::Dot) => (2000 + c, b, a),
                _ => return None,
            };
            let date = valid(Some(year), month, day)?;
            let (end, next) = self.year_word(index + 2);
            let span = Span::new(start.start, end.max(self.at(index + 2).span.end));
            return Some(DateFound { span, date, end: None, next });
        }
        // 05.11 and, after «станом на» or in brackets, 28.10.
        let two = self.at(index).span.len() == 2 && self.at(index + 1).span.len() == 2;
        let said = self.before_is(index, flag::DATE_WORD)
            && (self.at(index).span.of(self.text).starts_with('0')
                || self.at(index + 1).span.of(self.text).starts_with('0'))
            || self.space_before(index).ends_with('(')
                && self.space_after(index + 1).starts_with(')');
        let alone = self.unit_at(index + 2).is_none() || !self.follows(index + 2);
        if gap != Gap::Dot
            || !two
            || !said
            || !alone
            || self.space_after(index + 1).starts_with('%')
        {
            return None;
        }
        let date = valid(None, b, a)?;
        let span = start.cover(self.at(index + 1).span);
        Some(DateFound { span, date, end: None, next: index + 2 })
    }

    /// October 28, 2024; October 27–28; October 2024; жовтень 2024 року.
    fn month_first(&self, index: usize, from: usize) -> Option<DateFound> {
        let before = index.checked_sub(1).filter(|&before| before >= from)?;
        let month = self.month(before)?;
        if !self.follows(index) && self.gap(index) != Gap::DotSpace {
            return None;
        }
        let start = self.at(before).span.start;
        if let Some(year) = self.year_number(index) {
            let (end, next) = self.year_word(index);
            let date = PartialDate { year: Some(year), month: Some(month), ..Default::default() };
            return Some(DateFound { span: Span::new(start, end), date, end: None, next });
        }
        // «у жовтні 28 осіб» is no date, "October 28" is.
        if self.at(before).traits.has_cyrillic() {
            return None;
        }
        let day = self.day_number(index)?;
        let mut next = self.after_day_suffix(index);
        let mut end_day = None;
        if matches!(self.gap(next), Gap::Dash | Gap::Hyphen)
            && let Some(last) = self.day_number(next)
            && last > day
        {
            end_day = Some(last);
            next = self.after_day_suffix(next);
        }
        let mut year = None;
        if matches!(self.gap(next), Gap::CommaSpace | Gap::Space)
            && let Some(read) = self.year_number(next)
        {
            year = Some(read);
            next += 1;
        }
        let date = self.with_weekday(before, valid(year, i16::from(month), i16::from(day))?);
        let end = end_day.map(|day| PartialDate { day: Some(day), ..date });
        let span = Span::new(start, self.at(next - 1).span.end);
        Some(DateFound { span, date, end, next })
    }

    /// «січень–вересень 2024 року», «в январе-июне», «травень-2024».
    pub(super) fn months(&self, index: usize) -> Option<DateFound> {
        let first = self.month(index)?;
        let next = index + 1;
        if !matches!(self.gap(next), Gap::None | Gap::Hyphen | Gap::Dash) {
            return None;
        }
        let start = self.at(index).span;
        let mut date = PartialDate { month: Some(first), ..Default::default() };
        if self.gap(next) == Gap::None
            && let Some(year) = self.year_number(next)
        {
            date.year = Some(year);
            let span = start.cover(self.at(next).span);
            return Some(DateFound { span, date, end: None, next: next + 1 });
        }
        let last = self.month(next).filter(|&last| last != first)?;
        let mut end = PartialDate { month: Some(last), ..Default::default() };
        let (mut byte, mut after) = (self.at(next).span.end, next + 1);
        if let Some(year) = self.year_number(after).filter(|_| self.follows(after)) {
            (byte, after) = self.year_word(after);
            date.year = Some(year);
            end.year = Some(year);
        }
        Some(DateFound { span: Span::new(start.start, byte), date, end: Some(end), next: after })
    }

    /// The token after a day and its ending: 28th, 28-го.
    fn after_day_suffix(&self, index: usize) -> usize {
        let suffixed = self.gap(index + 1) == Gap::None && self.entry(index + 1).ordinal_suffix;
        index + 1 + usize::from(suffixed)
    }

    /// 28 жовтня 2024 року; 27–28 жовтня; 27 жовтня – 3 листопада; 28th of October.
    fn day_first(&self, index: usize) -> Option<DateFound> {
        let day = self.day_number(index)?;
        let mut next = self.after_day_suffix(index);
        let mut last_day = None;
        let to = if matches!(self.gap(next), Gap::Dash | Gap::Hyphen) {
            Some(next)
        } else if self.is(next, flag::TILL | flag::AND | flag::TO) && self.gap(next) == Gap::Space {
            Some(next + 1)
        } else {
            None
        };
        if let Some(to) = to
            && let Some(last) = self.day_number(to)
            && last > day
            // «3 та 5 грудня» are two days.
            && (last == day + 1 || !self.is(next, flag::AND) || to == next)
            && self.follows(self.after_day_suffix(to))
            && self.month(self.after_day_suffix(to)).is_some()
        {
            last_day = Some(last);
            next = self.after_day_suffix(to);
        }
        next += usize::from(self.word_is(next, "of"));
        if last_day.is_none()
            && let Some(date) = self.listed_day(index, next)
        {
            return Some(date);
        }
        let (month, year, next) = self.month_and_year(next)?;
        let date = self.with_weekday(index, valid(year, i16::from(month), i16::from(day))?);
        let span = |next: usize, end: u32| {
            Span::new(self.at(index).span.start, end.max(self.at(next - 1).span.end))
        };
        if let Some(last) = last_day {
            let end = valid(year, i16::from(month), i16::from(last))?;
            let date = PartialDate { weekday: None, ..date };
            return Some(DateFound {
                span: span(next, self.year_end(next)),
                date,
                end: Some(end),
                next,
            });
        }
        // 27 жовтня – 3 листопада.
        let till =
            matches!(self.gap(next), Gap::Dash | Gap::Hyphen).then_some(next).or_else(|| {
                (self.is(next, flag::TILL) && self.gap(next) == Gap::Space).then_some(next + 1)
            });
        if let Some(to) = till
            && let Some(last) = self.day_number(to)
            && let Some((end_month, end_year, after)) =
                self.month_and_year(self.after_day_suffix(to))
            && let Some(end) = valid(end_year, i16::from(end_month), i16::from(last))
        {
            let date = PartialDate { year: date.year.or(end_year), weekday: None, ..date };
            return Some(DateFound {
                span: span(after, self.year_end(after)),
                date,
                end: Some(end),
                next: after,
            });
        }
        Some(DateFound { span: span(next, self.year_end(next)), date, end: None, next })
    }

    /// «15, 16 і 17 березня»: the first days of a list whose last one names the month.
    fn listed_day(&self, index: usize, next: usize) -> Option<DateFound> {
        let mut at = next;
        let mut days = 0;
        while self.gap(at) == Gap::CommaSpace
            || self.is(at, flag::AND) && self.gap(at) == Gap::Space
        {
            at += usize::from(self.is(at, flag::AND));
            let later = self.day_number(at)?;
            if later <= self.day_number(index)? {
                return None;
            }
            at = self.after_day_suffix(at);
            days += 1;
        }
        if days == 0 {
            return None;
        }
        let (month, year, _) = self.month_and_year(at)?;
        let date = valid(year, i16::from(month), i16::from(self.day_number(index)?))?;
        let span = self.at(index).span.cover(self.at(next - 1).span);
        Some(DateFound { span, date, end: None, next })
    }

    /// A month and its year from token `index` on, and the token after them.
    fn month_and_year(&self, index: usize) -> Option<(i8, Option<i16>, usize)> {
        let month = self.month(index).filter(|_| self.follows(index))?;
        let next = index + 1;
        let near = self.follows(next) || matches!(self.gap(next), Gap::CommaSpace | Gap::DotSpace);
        match self.year_number(next).filter(|_| near) {
            Some(year) => Some((month, Some(year), self.year_word(next).1)),
            None => Some((month, None, next)),
        }
    }

    /// End of a year and of the word for it behind, and the token after.
    fn year_word(&self, index: usize) -> (u32, usize) {
        let mut next = index + 1;
        if self.gap(next) == Gap::None && self.get(next).is_some() {
            next += 1;
        }
        if self.is(next, flag::YEAR) && self.follows(next) {
            return (self.end_with_dot(next, self.entry(next).dotted), next + 1);
        }
        (self.at(next - 1).span.end, next)
    }

    /// End of the token before `next`, with the dot of «р.».
    fn year_end(&self, next: usize) -> u32 {
        if self.is(next - 1, flag::YEAR) {
            self.end_with_dot(next - 1, self.entry(next - 1).dotted)
        } else {
            self.at(next - 1).span.end
        }
    }

    /// Years: with the word for it, after "in", or where nothing is counted.
    fn bare_year(&self, index: usize) -> Option<DateFound> {
        let year = self.year_number(index)?;
        if matches!(self.gap(index + 1), Gap::Comma | Gap::Dot) && self.get(index + 1)?.digits {
            return None;
        }
        let start = self.at(index).span.start;
        let date = PartialDate { year: Some(year), ..Default::default() };
        // 2022–2024 роки, 2023/24.
        if matches!(self.gap(index + 1), Gap::Dash | Gap::Hyphen | Gap::Slash) {
            let end = self.year_number(index + 1).or_else(|| {
                let short = self.short_number(index + 1)?;
                (self.at(index + 1).span.len() == 2 && short == (year + 1) % 100)
                    .then_some(year + 1)
            });
            if let Some(end) = end.filter(|&end| end > year) {
                let (byte, next) = self.year_word(index + 1);
                let said = next > index + 2 || (1900..2100).contains(&year);
                let date_end = PartialDate { year: Some(end), ..Default::default() };
                return said.then_some(DateFound {
                    span: Span::new(start, byte),
                    date,
                    end: Some(date_end),
                    next,
                });
            }
        }
        // The 1990s, 1990-х.
        if self.gap(index + 1) == Gap::None && year % 10 == 0 {
            let decade =
                self.word_is(index + 1, "s") || matches!(self.written(index + 1), "х" | "ті" | "е");
            if decade {
                let (byte, next) = self.year_word(index);
                let next = next.max(index + 2);
                let end = PartialDate { year: Some(year + 9), ..Default::default() };
                return Some(DateFound {
                    span: Span::new(start, byte.max(self.at(next - 1).span.end)),
                    date,
                    end: Some(end),
                    next,
                });
            }
        }
        let (byte, next) = self.year_word(index);
        let found = DateFound { span: Span::new(start, byte), date, end: None, next };
        // «на 1147-м километре»: an ending alone makes no year.
        let word = self.is(next - 1, flag::YEAR)
            || self.get(next).is_none()
            || !self.follows(next)
            || self.is(next, flag::STOP);
        if next > index + 1 && (word || (1900..2100).contains(&year)) {
            return Some(found);
        }
        let said = self.before_is(index, flag::YEAR_BEFORE | flag::ARTICLE)
            || index > 0 && (self.word_is(index - 1, "the") || self.word_is(index - 1, "year"));
        // «доведя счёт до 1600»
        let told = said && (self.english || !self.is(index - 1, flag::TO));
        let (first, last) = if told { (EARLIEST_YEAR, 2200) } else { (1900, 2100) };
        let joined = self.gap(index + 1) == Gap::None && !self.entry(index + 1).ordinal_suffix;
        if !(first..last).contains(&year) || joined {
            return None;
        }
        let counts = self.follows(index + 1)
            && (self.unit_at(index + 1).is_some()
                || self.entry(index + 1).number.is_some()
                || ((!said || year < 1900) && self.counted(index + 1, Form::Many).is_some()));
        // "the 1998 Thai Airways crash": English parts the thousands of what it counts.
        let titled = self.english
            && self.get(index + 1).is_some_and(|next| next.traits.is_capitalised())
            && self.gap(index + 1) == Gap::Space;
        let counts = counts && !titled;
        let marked = !self.signs_around(index).is_empty();
        // «Expo 2025» is a name.
        let named = index > 0
            && self.gap(index) == Gap::Space
            && (self.is(index - 1, flag::LABEL | flag::BRAND)
                || !self.english
                    && self.at(index - 1).traits.has_latin()
                    && self.at(index - 1).traits.is_capitalised());
        (!counts && !marked && !named).then_some(found)
    }

    /// Signs directly at a number that make it an amount: $2024, 2024 %.
    fn signs_around(&self, index: usize) -> &str {
        let before = self.space_before(index);
        if before.ends_with(|c| self.lexicon.currency(c).is_some()) {
            return before;
        }
        let after = self.space_after(index).trim_start();
        if after.starts_with(|c| matches!(c, '%' | '°') || self.lexicon.currency(c).is_some()) {
            return after;
        }
        ""
    }

    /// The weekday written before token `index`, as in «у понеділок, 28 жовтня».
    fn with_weekday(&self, index: usize, mut date: PartialDate) -> PartialDate {
        if let Some(before) = index.checked_sub(1)
            && matches!(self.gap(index), Gap::Space | Gap::Line | Gap::CommaSpace | Gap::DotSpace)
        {
            let weekday = self.entry(before).weekday;
            date.weekday = (weekday > 0).then_some(weekday);
        }
        date
    }
}

use super::phrase::Form;

fn valid(year: Option<i16>, month: i16, day: i16) -> Option<PartialDate> {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    let date = PartialDate { year, month: Some(month as i8), day: Some(day as i8), weekday: None };
    (1..=length).contains(&day).then_some(date)
}

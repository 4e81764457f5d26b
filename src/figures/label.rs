//! Numbers that are names: Т-72Б3, G7, № 5, статті 111, phone numbers, addresses, scores.

use super::amount::is_part;
use super::gap::Gap;
use super::lexicon::{Number, flag};
use super::phrase::Form;
use super::token::Tokens;
use crate::article::Span;

/// Longest address that is looked at, in bytes each way.
const LONGEST_ADDRESS: usize = 300;

impl Tokens<'_> {
    /// The label that stands at token `index`, and the token after it. Asked first, before dates
    /// and amounts: what is written like an address or a telephone number is nothing else.
    pub(super) fn plain_label(&self, index: usize) -> Option<(Span, usize)> {
        self.address(index).or_else(|| self.telephone(index)).or_else(|| self.name(index))
    }

    /// The label at the digits of token `index`, asked after dates and times.
    pub(super) fn number_label(&self, index: usize) -> Option<(Span, usize)> {
        self.score(index)
            .or_else(|| self.dotted(index))
            .or_else(|| self.slashed(index))
            .or_else(|| self.numbered(index))
    }

    /// A link, a mail address, a handle or a hashtag around the token.
    fn address(&self, index: usize) -> Option<(Span, usize)> {
        let span = self.at(index).span;
        let bytes = self.text.as_bytes();
        let joins =
            |byte: u8| matches!(byte, b'/' | b'_' | b'=' | b'&' | b'?' | b'#' | b'@' | b'.' | b'-');
        let before = span.start.checked_sub(1).is_some_and(|at| joins(bytes[at as usize]));
        let after = bytes.get(span.end as usize).is_some_and(|&byte| joins(byte));
        if !before && !after {
            return None;
        }
        let from = (span.start as usize).saturating_sub(LONGEST_ADDRESS);
        let back = &bytes[from..span.start as usize];
        let start = from + back.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
        let to = bytes.len().min(span.end as usize + LONGEST_ADDRESS);
        let ahead = &bytes[span.end as usize..to];
        let end = span.end as usize
            + ahead.iter().position(u8::is_ascii_whitespace).unwrap_or(ahead.len());
        if !self.text.is_char_boundary(start) || !self.text.is_char_boundary(end) {
            return None;
        }
        let chunk = self.text[start..end].trim_end_matches(['.', ',', ')', ';', ':', '»', '"']);
        let link = chunk.contains("://")
            || chunk.contains("www.")
            || chunk.starts_with(['#', '@'])
            || chunk.contains('@')
            || (chunk.contains('/') && has_host(chunk));
        if !link {
            return None;
        }
        let end = start + chunk.len();
        let mut next = index + 1;
        while self.get(next).is_some_and(|token| (token.span.start as usize) < end) {
            next += 1;
        }
        Some((Span::new(start as u32, end.max(span.end as usize) as u32), next))
    }

    /// +380 44 123-45-67, 0 800 500 155, 123-45-67, card and account numbers.
    fn telephone(&self, index: usize) -> Option<(Span, usize)> {
        let first = self.get(index).filter(|token| token.digits)?;
        let plus = self.space_before(index).ends_with('+');
        let mut digits = first.span.len();
        let mut next = index + 1;
        let mut hyphens = 0;
        while let Some(token) = self.get(next).filter(|token| token.digits) {
            let between = self.space_before(next);
            let joins = between.len() <= 4
                && between.chars().all(|c| matches!(c, ' ' | '-' | '(' | ')' | '\u{A0}' | '‑'));
            if !joins || digits > 24 {
                break;
            }
            hyphens += usize::from(between.contains('-'));
            digits += token.span.len();
            next += 1;
        }
        let groups = next - index;
        let written = self.written(index);
        let called = (plus && (9..=15).contains(&digits))
            || (written.starts_with('0') && groups > 1 && (9..=12).contains(&digits))
            || (written == "8" && groups > 2 && digits == 11)
            || (groups > 2
                && hyphens + 1 == groups
                && digits >= 6
                && !self.is_iso_date(index, groups))
            || (groups > 3 && written.len() == 4 && digits == 16);
        let long = digits > 15;
        if !(called || long && groups == 1) {
            return None;
        }
        let mut span = first.span.cover(self.at(next - 1).span);
        if plus {
            span.start -= 1;
        }
        let before = self.space_before(index);
        if let Some(at) = before.rfind('№').filter(|&at| before[at..].trim_end() == "№") {
            span.start -= (before.len() - at) as u32;
        }
        Some((span, next))
    }

    fn is_iso_date(&self, index: usize, groups: usize) -> bool {
        if groups != 3 {
            return false;
        }
        let lengths = [index, index + 1, index + 2].map(|at| self.at(at).span.len());
        lengths == [4, 2, 2] || lengths == [2, 2, 4] && self.date(index, index).is_some()
    }

    /// A word that mixes letters and digits.
    fn name(&self, index: usize) -> Option<(Span, usize)> {
        let token = self.get(index)?;
        let numeric = token.traits.has_digit() && !token.digits;
        // «5 м2», but "Bradley M2".
        let unit = !token.traits.is_capitalised() && self.unit_at(index).is_some();
        if !numeric || unit || self.amount(index).is_some() {
            return None;
        }
        let mut next = index + 1;
        let mut span = token.span;
        // С-300/400.
        while matches!(self.gap(next), Gap::Slash | Gap::Hyphen | Gap::Dot)
            && let Some(more) = self.get(next).filter(|more| more.traits.has_digit())
        {
            span = span.cover(more.span);
            next += 1;
        }
        Some((span, next))
    }

    /// 3:1 and 2:0, which are scores or ratios.
    fn score(&self, index: usize) -> Option<(Span, usize)> {
        let (a, b) = (self.short_number(index)?, self.short_number(index + 1)?);
        let colon = self.gap(index + 1) == Gap::Colon;
        let dash = matches!(self.gap(index + 1), Gap::Dash | Gap::Hyphen)
            && (self.before_is(index, flag::SCORE) || a >= b || self.in_scores(index))
            && a < 1000
            && b < 1000;
        let decimal = matches!(self.gap(index + 2), Gap::Comma | Gap::Dot)
            && self.get(index + 2).is_some_and(|more| more.digits);
        let next = self.follows(index + 2);
        let scaled = matches!(self.entry(index + 2).number, Some(Number::Magnitude { .. }));
        // "passed 327-85 hours before": no range of English hours falls.
        let unit = self.unit_at(index + 2).is_some() && !(self.english && a > b);
        if !colon && (!dash || decimal || next && (scaled || unit)) {
            return None;
        }
        let mut next = index + 2;
        while self.gap(next) == Gap::Colon && self.short_number(next).is_some() {
            next += 1;
        }
        Some((self.at(index).span.cover(self.at(next - 1).span), next))
    }

    /// "6-7 (4-7), 7-5": whether another pair of small numbers stands beside those of token `index`.
    fn in_scores(&self, index: usize) -> bool {
        let small = |at: usize| {
            self.get(at).is_some_and(|token| token.digits)
                && self.short_number(at).is_some_and(|number| number < 100)
        };
        let pair = |at: usize| {
            small(at) && small(at + 1) && matches!(self.gap(at + 1), Gap::Dash | Gap::Hyphen)
        };
        let beside = |at: usize| {
            self.gap(at) == Gap::CommaSpace
                || matches!(self.space_before(at).trim(), "(" | ")," | ")")
        };
        self.english
            && pair(index)
            && (pair(index + 2) && beside(index + 2)
                || index > 1 && pair(index - 2) && beside(index))
    }

    /// 192.168.0.1, version 1.2.3.
    fn dotted(&self, index: usize) -> Option<(Span, usize)> {
        let mut next = index + 1;
        while self.gap(next) == Gap::Dot && self.get(next).is_some_and(|token| token.digits) {
            next += 1;
        }
        let thousands = (index + 1..next).all(|at| self.at(at).span.len() == 3);
        (next > index + 2 && !thousands)
            .then(|| (self.at(index).span.cover(self.at(next - 1).span), next))
    }

    /// 24/7 and 9/11, which are no part of a whole.
    fn slashed(&self, index: usize) -> Option<(Span, usize)> {
        let (a, b) = (self.short_number(index)?, self.short_number(index + 1)?);
        // «1/8 фіналу»
        let stage = a == 1
            && self.get(index + 2).is_some()
            && ["фінал", "финал", "final"]
                .iter()
                .any(|stem| self.folded(index + 2).starts_with(stem.as_bytes()));
        let part = is_part(a.unsigned_abs(), b.unsigned_abs()) && !stage;
        (self.gap(index + 1) == Gap::Slash && !part)
            .then(|| (self.at(index).span.cover(self.at(index + 1).span), index + 2))
    }

    /// № 5, статті 111, Boeing 737.
    fn numbered(&self, index: usize) -> Option<(Span, usize)> {
        let token = self.get(index).filter(|token| token.digits)?;
        let before = self.space_before(index);
        if let Some(sign) = before.trim_end().chars().next_back().filter(|c| matches!(c, '№' | '#'))
        {
            let at = before.rfind(sign)?;
            let start = token.span.start - (before.len() - at) as u32;
            return Some((self.with_part(Span::new(start, token.span.end), index), index + 1));
        }
        let after = self.space_after(index);
        let footnote = before.ends_with('[') && after.starts_with(']');
        // «1. Перше», «2) друге» at the head of a line.
        let item = (index == 0 || before.contains('\n'))
            && token.span.len() <= 2
            && (after.starts_with(") ") && !before.ends_with('(')
                || after.starts_with(". ")
                    && self.get(index + 1).is_some_and(|next| next.traits.is_capitalised()));
        if footnote || item {
            return Some((token.span, index + 1));
        }
        let whole =
            !matches!(self.gap(index + 1), Gap::Comma | Gap::Dot) || !self.get(index + 1)?.digits;
        let follows = matches!(self.gap(index), Gap::Space | Gap::DotSpace | Gap::Dot);
        if index == 0 || !follows || !whole || self.gap(index + 1) == Gap::None {
            return None;
        }
        let previous = self.at(index - 1);
        let entry = self.entry(index - 1);
        let brand = entry.is(flag::BRAND);
        let named = brand || entry.is(flag::LABEL);
        // A Latin name in a Cyrillic sentence, a capitalised word inside an English one.
        let latin_name = previous.traits.has_latin()
            && !previous.traits.has_digit()
            && previous.traits.is_capitalised()
            && entry.month == 0
            && entry.weekday == 0
            && !entry.is(flag::STOP)
            && (!self.english || index > 1)
            && self.gap(index) == Gap::Space
            && self.unit_at(index - 1).is_none();
        let percent = self.space_after(index).trim_start().starts_with(['%', '°']);
        let grouped = self.get(index + 1).is_some_and(|next| {
            next.digits && next.span.len() == 3 && self.gap(index + 1) == Gap::Space
        });
        let money = before.ends_with(|c| self.lexicon.currency(c).is_some());
        if !(named || latin_name) {
            return None;
        }
        let counts = self.follows(index + 1)
            && (self.unit_at(index + 1).is_some()
                || matches!(self.entry(index + 1).number, Some(Number::Magnitude { .. }))
                || !self.at(index + 1).traits.is_capitalised()
                    && self.counted(index + 1, Form::Many).is_some());
        if (counts && !brand) || percent || grouped || money {
            return None;
        }
        let mut span = token.span;
        // A proper name belongs to its number; «стаття» is none.
        let proper = previous.traits.is_capitalised() && (previous.traits.has_latin() || index > 1);
        if proper {
            span.start = previous.span.start;
        }
        let mut next = index + 1;
        // 737-800.
        if self.gap(next) == Gap::Hyphen
            && let Some(more) = self.get(next).filter(|more| more.traits.has_digit())
        {
            span.end = more.span.end;
            next += 1;
        }
        Some((self.with_part(span, next - 1), next))
    }

    /// № 5-А, ст. 111-1.
    fn with_part(&self, span: Span, index: usize) -> Span {
        match self.get(index + 1) {
            Some(next) if matches!(self.gap(index + 1), Gap::None) => span.cover(next.span),
            _ => span,
        }
    }
}

/// Whether a link without a scheme begins with a host: gov.ua/page/5.
fn has_host(chunk: &str) -> bool {
    let host = chunk.split('/').next().unwrap_or("");
    host.rsplit_once('.').is_some_and(|(name, top)| {
        !name.is_empty()
            && (2..=6).contains(&top.len())
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
            && top.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

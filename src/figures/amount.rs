//! An amount: digits or number words and the magnitudes behind them, as one exact number.

use super::decimal::Decimal;
use super::gap::Gap;
use super::lexicon::{Alone, Number, flag};
use super::token::Tokens;
use crate::article::Span;

/// An amount that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// Least and greatest value; the same but for vague amounts.
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) vague: bool,
    /// It ended in an ordinal word: «двадцять п'ятий».
    pub(super) ordinal: bool,
    /// Its first token, and the one after its last.
    pub(super) first: usize,
    pub(super) next: usize,
    /// Number and magnitudes, with the dot of an abbreviation.
    pub(super) span: Span,
    /// The magnitude word.
    pub(super) magnitude: Option<Span>,
    /// What the last magnitude multiplies by; one without any.
    pub(super) factor: Decimal,
    /// Nothing but digits, this many.
    pub(super) plain_digits: Option<u32>,
    /// A part of a whole: половина, дві третини, 1/3.
    pub(super) fraction: bool,
}

const ONE: Decimal = Decimal::whole(1);
const HUNDRED: Decimal = Decimal::whole(100);
/// From here on a magnitude closes what stands before it, and smaller amounts may follow.
const THOUSAND: Decimal = Decimal::whole(1000);

/// One number before its magnitude.
#[derive(Clone, Copy)]
struct Part {
    low: Decimal,
    high: Decimal,
    ordinal: bool,
    fraction: bool,
    digits: Option<u32>,
    next: usize,
    /// Takes a magnitude behind it.
    open: bool,
}

impl Part {
    const fn exact(value: Decimal, next: usize) -> Self {
        Self {
            low: value,
            high: value,
            ordinal: false,
            fraction: false,
            digits: None,
            next,
            open: true,
        }
    }
}

impl Tokens<'_> {
    /// The amount that begins at token `first`.
    pub(super) fn amount(&self, first: usize) -> Option<Amount> {
        let mut at = first;
        let mut sum: Option<Amount> = None;
        // "eight million, one hundred and sixty-two thousand"
        let mut comma = false;
        while let Some(part) = self.scaled(at) {
            match &mut sum {
                None => sum = Some(part),
                Some(sum) => {
                    let apart = comma && part.low < HUNDRED;
                    if sum.vague || part.vague || part.low >= sum.factor || part.fraction || apart {
                        break;
                    }
                    let (Some(low), Some(high)) =
                        (sum.low.plus(part.low), sum.high.plus(part.high))
                    else {
                        break;
                    };
                    (sum.low, sum.high) = (low, high);
                    sum.ordinal = part.ordinal;
                    sum.factor = part.factor;
                    sum.magnitude = sum.magnitude.or(part.magnitude);
                    sum.plain_digits = None;
                    sum.next = part.next;
                    sum.span = sum.span.cover(part.span);
                }
            }
            let read = sum.as_ref()?;
            if read.ordinal || read.fraction || read.factor < THOUSAND {
                break;
            }
            at = read.next;
            if self.is(at, flag::AND) && self.gap(at) == Gap::Space && self.column_is_english(at) {
                at += 1;
            }
            // Digits after a magnitude belong to it only with a smaller one of their own
            // («1 млн 200 тис.») or below a thousand («5 тисяч 600 гривень»).
            comma = self.english
                && self.gap(at) == Gap::CommaSpace
                && self.get(at).is_some_and(|token| !token.traits.has_digit())
                && !self.at(first).traits.has_digit();
            let goes_on = matches!(self.gap(at), Gap::Space | Gap::DotSpace) && self.follows(at);
            if !goes_on && !comma || self.at_year(at) {
                break;
            }
        }
        sum
    }

    fn column_is_english(&self, index: usize) -> bool {
        self.at(index).traits.has_latin()
    }

    fn at_year(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.digits && token.span.len() == 4)
    }

    /// A number with its magnitudes.
    fn scaled(&self, first: usize) -> Option<Amount> {
        let token = self.get(first)?;
        let part = if token.digits {
            self.digits(first)
        } else if token.traits.has_digit() {
            self.sign(first)
        } else {
            self.words(first)
        };
        let bare = part.is_none();
        let mut part = match part {
            Some(part) => part,
            None => self.bare_magnitude(first)?,
        };
        let start = token.span.start;
        let mut factor = ONE;
        let mut magnitude = None;
        let mut end = self.at(part.next - 1).span.end;
        if bare {
            let Number::Magnitude { factor: of, .. } = self.entry(first).number? else {
                return None;
            };
            factor = of;
            magnitude = Some(token.span);
        }
        while part.open && self.follows(part.next) {
            // "tens of thousands"
            if part.low != part.high
                && self.word_is(part.next, "of")
                && matches!(
                    self.entry(part.next + 1).number,
                    Some(Number::Magnitude { alone: Alone::Vague, .. })
                )
            {
                part.next += 1;
            }
            let entry = self.entry(part.next);
            let (times, short) = match (entry.number, self.gap(part.next)) {
                (Some(Number::Magnitude { factor, alone }), _) => (factor, alone == Alone::Nothing),
                // «100-тисячна», only in one word.
                (_, Gap::None) => match self.rare(part.next).adjective {
                    Some(factor) => (factor, false),
                    None => break,
                },
                _ => break,
            };
            // «сто тисяч», but not «тисячі сотень».
            if times <= factor || (short && self.is_metre(&part)) {
                break;
            }
            let (Some(low), Some(high)) = (part.low.times(times), part.high.times(times)) else {
                return None;
            };
            if part.high > part.low {
                // «кілька тисяч» ends just below the next one: 2000 to 9999.
                let last = part.high.plus(ONE).and_then(|next| next.times(times));
                part.high = last.and_then(|next| next.plus(ONE.negated())).unwrap_or(high);
            } else {
                part.high = high;
            }
            part.low = low;
            factor = times;
            let word_end = self.end_with_dot(part.next, entry.dotted);
            let word = Span::new(self.at(part.next).span.start, word_end);
            magnitude = magnitude.or(Some(word)).map(|first: Span| first.cover(word));
            end = word_end;
            part.next += 1;
            part.fraction = false;
        }
        Some(Amount {
            low: part.low,
            high: part.high,
            vague: part.low != part.high,
            ordinal: part.ordinal,
            first,
            next: part.next,
            span: Span::new(start, end),
            magnitude,
            factor,
            plain_digits: part.digits.filter(|_| factor == ONE),
            fraction: part.fraction,
        })
    }

    /// Whether the «m» behind a part can only be metres: "5 m" and "5m" without a currency.
    fn is_metre(&self, part: &Part) -> bool {
        let written = self.written(part.next);
        if !matches!(written, "m" | "k" | "M" | "K") {
            return false;
        }
        let glued = self.gap(part.next) == Gap::None;
        let first = self.space_before(part.next - 1);
        let money = first.ends_with(|c| self.lexicon.currency(c).is_some());
        let counted = self.is(part.next + 1, flag::NOUN)
            || self.get(part.next + 1).is_some_and(|next| {
                next.traits.has_letter() && self.written(part.next + 1).ends_with('s')
            });
        !(glued && (money || counted || matches!(written, "k" | "K" | "M")))
            && !(money && matches!(written, "m" | "M"))
    }

    /// тисяча, мільйони: without a number before.
    fn bare_magnitude(&self, first: usize) -> Option<Part> {
        let Number::Magnitude { factor, alone } = self.entry(first).number? else { return None };
        match alone {
            Alone::Nothing => None,
            Alone::One => Some(Part::exact(factor, first + 1)),
            Alone::Vague => {
                let low = factor.times(Decimal::whole(2))?;
                let high = if factor == Decimal::whole(12) {
                    Decimal::whole(99)
                } else {
                    factor.shift(1)?.plus(ONE.negated())?
                };
                Some(Part { high, ..Part::exact(low, first + 1) })
            }
        }
    }

    /// ½ and 1½.
    fn sign(&self, first: usize) -> Option<Part> {
        let written = self.written(first);
        let sign = written.chars().next_back()?;
        let (numerator, denominator) = match sign {
            '½' => (1, 2),
            '¼' => (1, 4),
            '¾' => (3, 4),
            '⅓' => (1, 3),
            '⅔' => (2, 3),
            _ => return None,
        };
        let whole = &written[..written.len() - sign.len_utf8()];
        let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let value = Decimal::fraction(numerator, denominator)?.plus(Decimal::whole(whole))?;
        Some(Part::exact(value, first + 1))
    }

    /// Digits with their groups and decimals.
    fn digits(&self, first: usize) -> Option<Part> {
        let written = self.written(first);
        let mut mantissa = Some(0_i64);
        let mut push = |digits: &str| {
            for digit in digits.bytes() {
                let tens = mantissa.and_then(|value: i64| value.checked_mul(10));
                mantissa = tens.and_then(|tens| tens.checked_add(i64::from(digit - b'0')));
            }
        };
        push(written);
        let mut next = first + 1;
        let mut grouped_by = None;
        while let Some(token) = self.get(next).filter(|token| token.digits && token.span.len() == 3)
        {
            let by = self.gap(next);
            let separates = match by {
                Gap::Space => self.space_before(next).chars().count() == 1,
                Gap::Apostrophe => true,
                Gap::Comma | Gap::Dot => grouped_by == Some(by) || self.groups(first, next, by),
                _ => false,
            };
            let after_start = grouped_by.is_none_or(|before| before == by);
            if !separates || !after_start || written.len() > 3 || written.starts_with('0') {
                break;
            }
            push(token.span.of(self.text));
            grouped_by = Some(by);
            next += 1;
        }
        let decimal = self.gap(next);
        let has_decimals = matches!(decimal, Gap::Comma | Gap::Dot)
            && grouped_by != Some(decimal)
            && self.get(next).is_some_and(|token| token.digits);
        let mut scale = 0;
        if has_decimals {
            push(self.written(next));
            scale = u8::try_from(self.at(next).span.len()).ok()?;
            next += 1;
        }
        let value = Decimal::new(mantissa?, scale)?;
        let mut part = Part::exact(value, next);
        part.digits = (next == first + 1).then_some(written.len() as u32);
        // «2 з половиною», "2 and a half"; «1/3».
        if part.digits.is_some() && self.gap(next) == Gap::Slash {
            let of = self.get(next).filter(|token| token.digits)?;
            let (upper, lower): (u32, u32) =
                (written.parse().ok()?, of.span.of(self.text).parse().ok()?);
            if !is_part(upper.min(99) as u16, lower.min(99) as u16)
                || self.gap(next + 1) == Gap::Slash
            {
                return None;
            }
            let value = Decimal::fraction(upper, lower)?;
            return Some(Part { fraction: true, ..Part::exact(value, next + 1) });
        }
        Some(self.and_a_half(part))
    }

    /// Whether a comma or dot before three digits separates thousands. «1,234 млн», «42,195 км» and
    /// 0,125 are decimals; 600,000 and 600.000 are thousands, and so is 1,250 in English and 1.250
    /// of what is counted.
    fn groups(&self, first: usize, next: usize, by: Gap) -> bool {
        if self.gap(next + 1) == by && self.get(next + 1).is_some_and(|token| token.digits) {
            return self.get(next + 1).is_some_and(|token| token.span.len() == 3);
        }
        let entry = self.entry(next + 1);
        let noughts = self.written(next) == "000" && !self.written(first).starts_with('0');
        if noughts {
            return true;
        }
        let english = self.english && by == Gap::Comma;
        let scaled = matches!(entry.number, Some(Number::Magnitude { .. }));
        if self.follows(next + 1) && scaled && !english {
            return false;
        }
        if self.english {
            return by == Gap::Comma;
        }
        self.follows(next + 1)
            && self.unit_at(next + 1).is_none()
            && self.get(next + 1).is_some_and(|token| token.traits.has_letter())
            && !self.is(next + 1, flag::STOP | flag::VERB)
            && !self.space_after(next).starts_with(['%', '°'])
    }

    fn and_a_half(&self, part: Part) -> Part {
        let mut at = part.next;
        if !self.is(at, flag::AND | flag::FROM) || !matches!(self.gap(at), Gap::Space | Gap::None) {
            return part;
        }
        at += 1;
        at += usize::from(self.is(at, flag::ARTICLE));
        // «два с четвертью»
        let rest = match self.entry(at).fraction {
            Some((1, 2)) => Decimal::HALF,
            Some((1, 4)) if self.at(at).traits.has_cyrillic() => Decimal::QUARTER,
            _ => return part,
        };
        if !self.follows(at) {
            return part;
        }
        let half = part.low.plus(rest);
        half.map_or(part, |value| Part::exact(value, at + 1))
    }

    /// Number words below a thousand, and those that stand alone.
    fn words(&self, first: usize) -> Option<Part> {
        let entry = self.entry(first);
        if entry.is(flag::ARTICLE) {
            return self.after_article(first);
        }
        if let Some(part) = self.one_in(first) {
            return Some(part);
        }
        match entry.number {
            Some(Number::Mixed(value)) => return Some(Part::exact(value, first + 1)),
            Some(Number::Vague(low, high)) => {
                let mut next = first + 1;
                if entry.is(flag::PAIR) {
                    // «пара тисяч», "a couple of", not a married couple.
                    next +=
                        usize::from(self.written(first) == "couple" && self.word_is(next, "of"));
                    let scaled = matches!(self.entry(next).number, Some(Number::Magnitude { .. }));
                    if next == first + 1 && !scaled {
                        return None;
                    }
                }
                let (low, high) = (Decimal::whole(low), Decimal::whole(high));
                return Some(Part { high, ..Part::exact(low, next) });
            }
            _ => {}
        }
        if let Some((upper, lower)) = entry.fraction
            && entry.number.is_none()
        {
            let part = self.fraction_word(first, upper.into(), lower.into());
            // "the third man" is no part of anything.
            if part.is_some() || entry.ordinal.is_none() {
                return part;
            }
        }
        let mut value = 0;
        let mut next = first;
        // Hundreds, tens, ones: each smaller than the last.
        let mut below = 1000;
        loop {
            let entry = self.entry(next);
            let joined = next == first
                || self.gap(next) == Gap::Space
                || self.gap(next) == Gap::None
                || self.gap(next) == Gap::Line;
            let (of, ordinal) = match (entry.number, entry.ordinal) {
                (Some(Number::Cardinal(of)), _) => (of, false),
                (None, Some(of)) => (of, true),
                _ => break,
            };
            if !joined || of >= below {
                break;
            }
            value += of;
            next += 1;
            below = match of {
                100.. => 100,
                20.. => 10,
                _ => 0,
            };
            if ordinal {
                let mut part = Part::exact(Decimal::whole(value), next);
                part.ordinal = true;
                part.open = false;
                return Some(part);
            }
            if below == 0 {
                break;
            }
        }
        if next == first {
            return None;
        }
        // A hundred is a magnitude in English: two hundred (and) five.
        if self.entry(next).number
            == Some(Number::Magnitude { factor: Decimal::whole(100), alone: Alone::One })
            && self.column_is_english(next)
            && self.follows(next)
        {
            return Some(self.english_hundred(value * 100, next + 1));
        }
        // «дві третини», "two-thirds".
        if let Some((_, lower)) = self.entry(next).fraction
            && (value > 1
                || self.entry(next).ordinal.is_none()
                || self.gap(next) == Gap::None
                || self.word_is(next + 1, "of"))
            && self.follows(next)
            && self.entry(next).number.is_none()
            && value < 12
        {
            let of = Decimal::fraction(value, lower.into())?;
            let next = next + 1;
            // "three quarters of a million"
            let next = if self.of_scaled(next) { next + 2 } else { next };
            return Some(Part { fraction: true, ..Part::exact(of, next) });
        }
        Some(self.and_a_half(Part::exact(Decimal::whole(value), next)))
    }

    /// "one in five": a share.
    fn one_in(&self, first: usize) -> Option<Part> {
        let small = !self.at(first).traits.has_digit();
        if !self.english || !small || !self.word_is(first, "one") || !self.word_is(first + 1, "in")
        {
            return None;
        }
        if self.gap(first + 1) != Gap::Space || self.gap(first + 2) != Gap::Space {
            return None;
        }
        let of = self.get(first + 2)?;
        let lower = if of.digits { self.digits(first + 2)? } else { self.words(first + 2)? };
        let counts = self.unit_at(lower.next).is_some() && self.follows(lower.next);
        let whole = lower.low.to_u32().filter(|of| (2..1000).contains(of) && !counts)?;
        (!lower.ordinal && !lower.fraction && lower.low == lower.high).then_some(())?;
        let value = Decimal::fraction(1, whole)?;
        Some(Part { fraction: true, ..Part::exact(value, lower.next) })
    }

    fn english_hundred(&self, value: u32, next: usize) -> Part {
        let mut at = next;
        if self.is(at, flag::AND) && self.gap(at) == Gap::Space {
            at += 1;
        }
        let small = matches!(self.entry(at).number, Some(Number::Cardinal(1..100)));
        if small
            && self.gap(at) == Gap::Space
            && let Some(rest) = self.words(at)
            && let Some(low) = rest.low.plus(Decimal::whole(value))
            && low < Decimal::whole(value + 100)
        {
            return Part { low, high: low, ..rest };
        }
        Part::exact(Decimal::whole(value), next)
    }

    /// "a hundred and five", "half a million", "a third of".
    fn after_article(&self, article: usize) -> Option<Part> {
        let next = article + 1;
        if self.gap(next) != Gap::Space {
            return None;
        }
        let entry = self.entry(next);
        if entry.is(flag::TIMESPAN) {
            return Some(Part { open: false, ..Part::exact(ONE, next) });
        }
        if let Some((upper, lower)) = entry.fraction
            && entry.number.is_none()
        {
            let part = self.fraction_word(next, upper.into(), lower.into())?;
            return Some(part);
        }
        match entry.number? {
            // "a couple of officers"
            Number::Vague(..) => self.words(next),
            Number::Magnitude { factor, alone: Alone::One } if factor == Decimal::whole(100) => {
                Some(self.english_hundred(100, next + 1))
            }
            Number::Magnitude { alone: Alone::One, .. } => Some(Part::exact(ONE, next)),
            _ => None,
        }
    }

    /// Whether "of a million" stands at token `index`.
    fn of_scaled(&self, index: usize) -> bool {
        self.word_is(index, "of")
            && self.is(index + 1, flag::ARTICLE)
            && matches!(self.entry(index + 2).number, Some(Number::Magnitude { .. }))
    }

    fn fraction_word(&self, first: usize, upper: u32, lower: u32) -> Option<Part> {
        let value = Decimal::fraction(upper, lower)?;
        let mut next = first + 1;
        // "this quarter" and "the first half" are times.
        let whole = self.word_is(next, "of")
            || self.word_is(next, "the")
            || self.is(next, flag::ARTICLE)
            || matches!(self.entry(next).number, Some(Number::Magnitude { .. }));
        if self.is(first, flag::NUMBERED)
            && self.column_is_english(first)
            && !whole
            && !(first > 1 && self.is(first - 1, flag::ARTICLE) && self.word_is(first - 2, "by"))
            && self.hedge_before(first, 0).is_none()
        {
            return None;
        }
        if self.of_scaled(next) {
            // "a quarter of a million"
            next += 2;
        } else if self.is(next, flag::ARTICLE) && self.gap(next) == Gap::Space {
            // "half a million", "half a year".
            next += 1;
        } else if self.entry(first).ordinal.is_some() && !self.word_is(next, "of") {
            // "rose by a fifth", not "a fifth man" and "the fifth".
            let article = first > 0 && self.is(first - 1, flag::ARTICLE);
            // "fell by around a fifth after two doses"
            let said = first > 1
                && (self.word_is(first - 2, "by") || self.hedge_before(first - 1, 0).is_some());
            if !article || self.gap(next) == Gap::Space && !said {
                return None;
            }
        }
        Some(Part { fraction: true, ..Part::exact(value, next) })
    }

    pub(super) fn word_is(&self, index: usize, word: &str) -> bool {
        self.get(index).is_some() && self.written(index).eq_ignore_ascii_case(word)
    }
}

/// Whether `upper/lower` is written of a part of a whole: 2/3 and not 9/11.
pub(super) fn is_part(upper: u16, lower: u16) -> bool {
    upper < lower && matches!(lower, 2..=6 | 8 | 10)
}

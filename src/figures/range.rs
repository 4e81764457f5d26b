//! Ranges: a number and, where there is one, the other end.

use super::Qualifier;
use super::amount::Amount;
use super::decimal::Decimal;
use super::gap::Gap;
use super::hedge::GOAL_REACH;
use super::lexicon::flag;
use super::token::Tokens;
use crate::article::Span;

const ONE: Decimal = Decimal::whole(1);

/// A number and, where it is a range, both ends.
pub(super) struct Quantity {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) qualifier: Qualifier,
    /// Token of the number's beginning, and the one after its end.
    pub(super) first: usize,
    pub(super) next: usize,
    /// From the word that opens a range («від») or the first digit.
    pub(super) start: u32,
    pub(super) number: Span,
    pub(super) magnitude: Option<Span>,
    pub(super) sort: Sort,
    /// Written in words.
    pub(super) words: bool,
    /// Ends already have their minus.
    pub(super) signed: bool,
}

impl Quantity {
    /// Whether it is one number in digits and nothing else.
    pub(super) fn is_plain(&self) -> bool {
        !self.words
            && self.next == self.first + 1
            && self.low == self.high
            && self.magnitude.is_none()
            && self.sort == Sort::Cardinal
            && self.low.is_whole()
    }
}

/// What sort of number a quantity is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Cardinal,
    Ordinal,
    /// Of a whole.
    Part,
}

/// Looks for the other end of a range behind `amount`.
pub(super) fn range(tokens: &Tokens<'_>, amount: &Amount, from: usize) -> Quantity {
    let first = amount.first;
    let mut quantity = Quantity {
        low: amount.low,
        high: amount.high,
        qualifier: if amount.vague { Qualifier::Vague } else { Qualifier::Exact },
        first,
        next: amount.next,
        start: amount.span.start,
        number: amount.span,
        magnitude: amount.magnitude,
        sort: match (amount.ordinal, amount.fraction) {
            (true, _) => Sort::Ordinal,
            (_, true) => Sort::Part,
            _ => Sort::Cardinal,
        },
        words: !tokens.at(first).traits.has_digit(),
        signed: false,
    };
    if amount.vague || amount.fraction {
        return quantity;
    }
    // A unit between the ends: «10 км – 12 км», «від 10 % до 12 %».
    let after_unit = tokens
        .unit_at(amount.next)
        .filter(|_| tokens.follows(amount.next))
        .map_or(amount.next, |(_, next)| next);
    // «від мінус 9»: the word that opens the range stands before the minus.
    let worded = usize::from(tokens.before_is(first, flag::MINUS) && tokens.follows(first));
    let opener = first.checked_sub(1 + worded).filter(|&opener| opener >= from);
    let opened = tokens.follows(first)
        || has_minus(tokens, first)
        || matches!(tokens.gap(first), Gap::Sign | Gap::Other);
    let from_word = opened && opener.is_some_and(|at| tokens.is(at, flag::FROM));
    let between_word = opened && opener.is_some_and(|at| tokens.is(at, flag::BETWEEN));
    // «60, 63 або 65 років»
    let in_list = tokens.gap(first) == Gap::CommaSpace && first > 0 && tokens.at(first - 1).digits;
    for middle in [amount.next, after_unit] {
        let dash = matches!(tokens.gap(middle), Gap::Dash | Gap::Hyphen | Gap::None);
        let spaced = matches!(tokens.gap(middle), Gap::Space | Gap::Other | Gap::Line)
            || tokens.gap(middle) == Gap::DotSpace && tokens.follows(middle);
        // "between 60% and 70%", «від 10 % до 12 %».
        let opened_percent = tokens.gap(middle) == Gap::Sign && (from_word || between_word);
        let spaced = spaced || opened_percent;
        // "a range of 4.5% to 4.75%"
        let of_percent = tokens.gap(middle) == Gap::Sign
            && tokens.space_before(middle).starts_with('%')
            && first > 0
            && tokens.word_is(first - 1, "of");
        let bare = middle == amount.next;
        let (to, opens) = if dash {
            (middle, false)
        } else if spaced
            && (from_word && tokens.is(middle, flag::TO | flag::TILL)
                || between_word && tokens.is(middle, flag::AND))
        {
            (middle + 1, true)
        } else if spaced
            && (bare
                && tokens.is(middle, flag::OR)
                && !in_list
                // "$14.40 or $21.60" are two prices.
                && tokens.gap(middle + 1) != Gap::Sign
                || tokens.english && tokens.is(middle, flag::TO) && !from_word)
            || of_percent && tokens.english && tokens.is(middle, flag::TO)
        {
            (middle + 1, false)
        } else {
            continue;
        };
        if tokens.gap(middle) == Gap::None && !quantity.words {
            continue;
        }
        let to = to + usize::from(tokens.is(to, flag::MINUS));
        let Some(other) = tokens.amount(to) else { continue };
        let at_number = tokens.follows(to)
            || to == middle
            || tokens.gap(to) == Gap::Sign
            || matches!(tokens.gap(to), Gap::Dash);
        if !at_number {
            continue;
        }
        if other.vague || other.fraction || (other.ordinal && !amount.ordinal) {
            continue;
        }
        // «до 6 років — 2817 гривень»: two units are two numbers.
        let unit = |at: usize| tokens.unit_at(at).map(|(unit, _)| unit.name);
        if !bare && unit(other.next) != unit(amount.next) && !(opens && unit(other.next).is_none())
        {
            continue;
        }
        let minus = (has_minus(tokens, first), has_minus(tokens, to));
        if minus.0 && (dash || opens) {
            let (low, high) = (amount.low.negated(), other.low);
            let high = if minus.1 || dash && !has_plus(tokens, to) { high.negated() } else { high };
            quantity.low = low.min(high);
            quantity.high = low.max(high);
            quantity.signed = true;
            quantity.qualifier = Qualifier::Range;
            quantity.next = other.next;
            quantity.number = amount.span.cover(other.span);
            quantity.start =
                if opens { tokens.at(opener.unwrap_or(first)).span.start } else { quantity.start };
            return quantity;
        }
        // «магнітудою 5,2 — 10 км»: a dash of the sentence.
        let spaced_dash = tokens.gap(middle) == Gap::Dash && tokens.space_before(middle).len() > 4;
        if spaced_dash && bare && !amount.low.is_whole() && other.low.is_whole() {
            continue;
        }
        // Only «10–12 тис.» shares its magnitude, not «500–1 тис.».
        let shared = other.factor > ONE && amount.factor == ONE;
        // «від 40 до 12 тисяч років тому» falls; of the two readings the nearer one.
        let nearer = |low: Decimal| {
            let apart = |a: Decimal, b: Decimal| a.ratio(b).unwrap_or(f64::INFINITY);
            opens && from_word && apart(low, other.low) < apart(other.low, amount.low)
        };
        let scaled = amount
            .low
            .times(other.factor)
            .filter(|&low| shared && (low < other.low || nearer(low)));
        let low = scaled.unwrap_or(amount.low);
        // «від +5 до +2 градусів»
        let signs = has_plus(tokens, first) && has_plus(tokens, to) || scaled.is_some();
        let falls = opens && signs && low > other.low;
        if falls && scaled.is_some() && grows(tokens, opener.unwrap_or(first)) {
            quantity.low = low;
            quantity.high = low;
            return quantity;
        }
        if falls {
            quantity.low = other.low;
            quantity.high = low;
            quantity.qualifier = Qualifier::Range;
            quantity.next = other.next;
            quantity.number = amount.span.cover(other.span);
            quantity.start = tokens.at(opener.unwrap_or(first)).span.start;
            return quantity;
        }
        let wide = other.low.ratio(low).is_none_or(|ratio| ratio > 3.0);
        if low >= other.low || (!dash && !opens && wide) {
            continue;
        }
        // What grows from one to another has two values and is no range.
        if opens && from_word && grows(tokens, opener.unwrap_or(first)) {
            quantity.low = low;
            quantity.high = low;
            return quantity;
        }
        quantity.low = low;
        quantity.high = other.high;
        quantity.qualifier = Qualifier::Range;
        quantity.next = other.next;
        quantity.number = amount.span.cover(other.span);
        quantity.magnitude = other.magnitude.or(amount.magnitude);
        if opens {
            quantity.start = tokens.at(opener.unwrap_or(first)).span.start;
        }
        return quantity;
    }
    quantity
}

/// Whether a verb of growth stands before token `index` in its clause.
pub(super) fn grows(tokens: &Tokens<'_>, index: usize) -> bool {
    for back in (index.saturating_sub(GOAL_REACH)..index).rev() {
        if !tokens.clause_goes_on(back + 1) {
            return false;
        }
        if tokens.lexicon.stems.is_goal(&tokens.folded(back)) {
            return true;
        }
    }
    false
}

/// Whether a minus stands directly before token `index`: -5, «мінус 5».
pub(super) fn has_minus(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.space_before(index).ends_with(['-', '−'])
        && !tokens.space_before(index).ends_with("--")
        && tokens.gap(index) != Gap::Hyphen
        || tokens.before_is(index, flag::MINUS) && tokens.follows(index)
}

pub(super) fn has_plus(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.space_before(index).ends_with('+')
}

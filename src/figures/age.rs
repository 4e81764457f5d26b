//! Ages: "aged 9", "the driver, 22, said", "a man in his 30s".

use super::decimal::Decimal;
use super::gap::Gap;
use super::grammar::blank;
use super::lexicon::flag;
use super::token::Tokens;
use super::{Figure, Kind, Qualifier};

/// Longest life that an age is read from, in years.
pub(super) const OLDEST: u32 = 120;

/// "aged 9", «віком 9», and "Anna Petrenko, 45, said".
pub(super) fn is_age(tokens: &Tokens<'_>, first: usize, next: usize, figure: &Figure) -> bool {
    let years = figure.value.or(figure.high).and_then(Decimal::to_u32);
    let bare = figure.kind == Kind::Count && figure.unit.is_none() && first > 0;
    // "aged between 19 and 34"
    let opener = usize::from(
        first > 1
            && figure.qualifier == Qualifier::Range
            && tokens.is(first - 1, flag::BETWEEN | flag::FROM),
    );
    if !bare || !years.is_some_and(|years| (1..=OLDEST).contains(&years)) {
        return false;
    }
    let before = tokens.at(first - 1).traits;
    let named = tokens.english
        && tokens.gap(first) == Gap::CommaSpace
        && before.has_letter()
        && !before.has_digit()
        && tokens.entry(first - 1).month == 0
        && tokens.entry(first - 1).weekday == 0
        && tokens.entry(first - 1).number.is_none()
        && !tokens.is(first - 1, flag::LABEL)
        && tokens.gap(next) == Gap::CommaSpace
        && tokens.get(next).is_some_and(|after| !after.traits.has_digit());
    named || tokens.is(first - 1 - opener, flag::AGED) && tokens.follows(first)
}

/// "a man in his 30s"
pub(super) fn years_of_life(tokens: &Tokens<'_>, at: usize) -> Option<Figure> {
    let token = tokens.at(at);
    let low = token.short.filter(|low| (20..100).contains(low) && low % 10 == 0)?;
    let plural = tokens.gap(at + 1) == Gap::None && tokens.word_is(at + 1, "s");
    let owned = at > 0
        && ["his", "her", "their", "late", "early", "mid"]
            .iter()
            .any(|word| tokens.word_is(at - 1, word));
    if !plural || !owned {
        return None;
    }
    let low = u32::from(low.unsigned_abs());
    let mut figure = blank(token.span.cover(tokens.at(at + 1).span), Kind::Duration);
    (figure.low, figure.high) = (Some(Decimal::whole(low)), Some(Decimal::whole(low + 9)));
    figure.qualifier = Qualifier::Range;
    Some(figure)
}

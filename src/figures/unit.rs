//! What stands at a number: signs, currencies, units, the counted phrase.

use super::gap::Gap;
use super::lexicon::{Unit, UnitKind, flag};
use super::phrase::Form;
use super::range::{Quantity, Sort};
use super::token::Tokens;
use super::{Figure, Kind, Qualifier};
use crate::article::Span;

pub(super) const fn kind_of(kind: UnitKind) -> Kind {
    match kind {
        UnitKind::Money => Kind::Money,
        UnitKind::Percent => Kind::Percent,
        UnitKind::Measure => Kind::Measure,
        UnitKind::Duration => Kind::Duration,
        UnitKind::Count => Kind::Count,
    }
}

/// A currency sign or code before the number.
pub(super) fn money_before(tokens: &Tokens<'_>, first: usize, figure: &mut Figure) {
    let before = tokens.space_before(first);
    let trimmed = before.trim_end_matches([' ', '\u{A0}', '-', '−']);
    if let Some(sign) = trimmed.chars().next_back()
        && let Some(code) = tokens.lexicon.currency(sign)
        // «5 $ 10»: a sign directly behind another number is that one's.
        && (trimmed.len() == before.len() || trimmed.len() > sign.len_utf8() || first == 0)
    {
        let at = before.rfind(sign).unwrap_or(0);
        let start = tokens.at(first).span.start - (before.len() - at) as u32;
        figure.kind = Kind::Money;
        figure.currency = Some(iso(code));
        figure.unit = Some(Span::new(start, start + sign.len_utf8() as u32));
        figure.span.start = figure.span.start.min(start);
        // US$5, which begins with another word.
        if first > 0 && at == 0 && tokens.at(first - 1).traits.is_acronym() {
            let country = tokens.at(first - 1).span;
            let other = match country.of(tokens.text) {
                "A" | "AU" => Some("AUD"),
                "C" | "CA" => Some("CAD"),
                "HK" => Some("HKD"),
                "NZ" => Some("NZD"),
                "S" => Some("SGD"),
                "US" => Some("USD"),
                _ => None,
            };
            if let Some(code) = other {
                figure.currency = Some(iso(code));
                figure.span.start = country.start;
                figure.unit = figure.unit.map(|unit| unit.cover(country));
            }
        }
        return;
    }
    if first > 0
        && tokens.at(first - 1).traits.is_acronym()
        && tokens.follows(first)
        && let Some((unit, _)) = tokens.unit_at(first - 1)
        && unit.kind == UnitKind::Money
    {
        let span = tokens.at(first - 1).span;
        figure.kind = Kind::Money;
        figure.currency = Some(iso(unit.name));
        figure.unit = Some(span);
        figure.span.start = span.start;
    }
}

/// The token at which a hedge ends: the currency code's where one stands before the number.
pub(super) fn money_marker(tokens: &Tokens<'_>, first: usize, figure: &Figure) -> usize {
    let mut marker = first;
    while marker > 0 && tokens.at(marker - 1).span.start >= figure.span.start {
        marker -= 1;
    }
    marker
}

pub(super) fn iso(code: &str) -> [u8; 3] {
    let mut iso = [0; 3];
    for (to, from) in iso.iter_mut().zip(code.bytes()) {
        *to = from;
    }
    iso
}

/// A sign right behind the number: %, °C, ₴. Gives the token after it.
pub(super) fn sign(tokens: &Tokens<'_>, next: usize, figure: &mut Figure) -> Option<usize> {
    if figure.kind == Kind::Money {
        return None;
    }
    let after = tokens.space_after(next - 1);
    let blank =
        after.len() - after.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']).len();
    let sign = after[blank..].chars().next()?;
    let start = tokens.at(next - 1).span.end + blank as u32;
    let mut end = start + sign.len_utf8() as u32;
    let mut after_sign = next;
    match sign {
        '%' | '‰' => figure.kind = Kind::Percent,
        '°' | 'º' | '˚' => {
            figure.kind = Kind::Measure;
            let scale = tokens
                .get(next)
                .filter(|scale| scale.span.start == end || scale.span.start == end + 1);
            if scale.is_some() && matches!(tokens.written(next), "C" | "С" | "F" | "K") {
                end = tokens.at(next).span.end;
                after_sign = next + 1;
            }
        }
        '₴' | '€' | '$' | '₽' | '£' | '¥' => {
            figure.kind = Kind::Money;
            figure.currency = tokens.lexicon.currency(sign).map(iso);
        }
        _ => return None,
    }
    figure.unit = Some(Span::new(start, end));
    figure.span.end = end;
    Some(after_sign)
}

/// A unit of the tables, or what is counted. Gives the token after it.
pub(super) fn unit_or_phrase(
    tokens: &Tokens<'_>,
    next: usize,
    quantity: &Quantity,
    figure: &mut Figure,
) -> usize {
    let inside = tokens.gap(next) == Gap::None && tokens.get(next).is_some();
    if inside && let Some(unit) = tokens.rare(next).joined {
        figure.kind = kind_of(unit.kind);
        let mut after = next + 1;
        while tokens.gap(after) == Gap::None && tokens.get(after).is_some() {
            after += 1;
        }
        let span = tokens.at(next).span.cover(tokens.at(after - 1).span);
        figure.unit = Some(span);
        figure.span.end = span.end;
        return after;
    }
    if (inside || tokens.follows(next))
        && let Some((unit, mut after)) = tokens.unit_at(next)
        && !is_other(tokens, next, unit, quantity)
    {
        while tokens.gap(after) == Gap::None && tokens.get(after).is_some() {
            after += 1;
        }
        figure.kind = kind_of(unit.kind);
        if unit.kind == UnitKind::Money && unit.name.len() == 3 {
            figure.currency = Some(iso(unit.name));
        }
        let end = tokens.end_with_dot(after - 1, unit.dotted);
        let span = Span::new(tokens.at(next).span.start, end);
        figure.unit = Some(span);
        figure.span.end = span.end;
        return after;
    }
    // "dozens of houses", "two-thirds of the voters".
    if tokens.word_is(next, "of")
        && (quantity.sort == Sort::Part || quantity.qualifier == Qualifier::Vague)
    {
        let article = tokens.word_is(next + 1, "the") || tokens.is(next + 1, flag::ARTICLE);
        if let Some((unit, after)) = tokens.counted(next + 1 + usize::from(article), form(quantity))
        {
            figure.unit = Some(unit);
            figure.span = figure.span.cover(unit);
            return after;
        }
    }
    let follows = inside || tokens.follows(next) || tokens.gap(next) == Gap::Quote;
    // «100-тисячна акція» agrees with its noun like an ordinal.
    let thousandfold =
        tokens.rare(next - 1).adjective.is_some() && tokens.gap(next - 1) == Gap::None;
    let form = if thousandfold { Form::Any } else { form(quantity) };
    if follows && let Some((unit, after)) = tokens.counted(next, form) {
        figure.unit = Some(unit);
        figure.span = figure.span.cover(unit);
        return after;
    }
    next
}

/// More minutes are told in hours.
const MOST_MINUTES: u32 = 120;

/// Abbreviations that stand for something else here.
pub(super) fn is_other(tokens: &Tokens<'_>, index: usize, unit: Unit, quantity: &Quantity) -> bool {
    let written = tokens.written(index);
    let letter = written.chars().count() == 1;
    // «5 м. Київ», «2024 г.»; a capital is an initial.
    let capital = letter && written.chars().next().is_some_and(char::is_uppercase);
    let city = written == "м"
        && tokens.space_after(index).starts_with(". ")
        && tokens.get(index + 1).is_some_and(|next| next.traits.is_capitalised());
    // «359 мин»: mines, unless the dot of the abbreviation stands behind.
    let mines = written == "мин"
        && (!tokens.space_after(index).starts_with('.')
            || quantity.high.to_u32().is_none_or(|value| value > MOST_MINUTES));
    // "second" and "quarter" behind a number that is no length of time.
    let ordinal = tokens.english && tokens.entry(index).ordinal.is_some();
    let weight =
        unit.name == "lb" && !tokens.word_is(index + 1, "of") && quantity.sort == Sort::Ordinal;
    // "30C", "187.5p"; «18 ч. 2 ст.» is a part of an article.
    let glued = tokens.gap(index) == Gap::None;
    let capital = capital && !glued;
    let pence = written == "p" && !glued;
    let part = written == "ч" && tokens.space_after(index).starts_with('.');
    capital || city || mines || ordinal || weight || pence || part
}

pub(super) fn form(quantity: &Quantity) -> Form {
    if quantity.sort == Sort::Part {
        return Form::Any;
    }
    if quantity.qualifier == Qualifier::Vague || quantity.magnitude.is_some() {
        return Form::Many;
    }
    let Some(value) = quantity.high.to_u32() else { return Form::Few };
    match (value % 100, value % 10) {
        (11..=14, _) => Form::Many,
        (_, 1) => Form::One,
        (_, 2..=4) => Form::Few,
        _ => Form::Many,
    }
}

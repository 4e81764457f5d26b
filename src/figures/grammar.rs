//! The grammar: hedge, number, magnitude, range, unit or counted phrase, in this order, at each
//! word that can begin a number.

use super::age::{is_age, years_of_life};
use super::date::DateFound;
use super::decimal::Decimal;
use super::gap::Gap;
use super::lexicon::{Unit, UnitKind, flag};
use super::list::go_on;
use super::number::is_number;
use super::phrase::{Form, ending};
use super::range::{Quantity, Sort, range};
use super::roman::Roman;
use super::token::Tokens;
use super::unit::{form, iso, kind_of, money_before, money_marker, sign, unit_or_phrase};
use super::{Figure, Kind, Qualifier};
use crate::article::Span;

/// Reads the sentence in `tokens`.
pub(super) fn read(tokens: &Tokens<'_>, sentence: u32, figures: &mut Vec<Figure>) {
    // First token that no figure has taken.
    let mut from = 0;
    for &at in &tokens.beginnings {
        let at = at as usize;
        if at < from {
            continue;
        }
        let Some((mut figure, next)) = figure(tokens, at, from) else { continue };
        figure.sentence = sentence;
        if let Some(last) = figures.last().filter(|last| last.sentence == sentence) {
            go_on(tokens, last, &mut figure);
        }
        // A figure never begins inside the one before.
        if figures.last().is_none_or(|last| last.span.end <= figure.span.start) {
            figures.push(figure);
        }
        from = next.max(at + 1);
    }
}

pub(super) fn blank(span: Span, kind: Kind) -> Figure {
    Figure {
        span,
        number: span,
        kind,
        value: None,
        low: None,
        high: None,
        qualifier: Qualifier::Exact,
        unit: None,
        currency: None,
        magnitude: None,
        date: None,
        date_end: None,
        time: None,
        sentence: 0,
    }
}

fn figure(tokens: &Tokens<'_>, at: usize, from: usize) -> Option<(Figure, usize)> {
    if tokens.at(at).traits.has_digit() {
        return in_digits(tokens, at, from);
    }
    if let Some(found) = tokens.months(at) {
        return Some((dated(&found), found.next));
    }
    if let Some(found) = tokens.spoken_time(at) {
        let mut figure = blank(found.span, Kind::Time);
        figure.time = Some(found.time);
        return Some((hedged_point(tokens, figure, at, from), found.next));
    }
    match tokens.roman(at) {
        Some(Roman::Name(span, next)) => return Some((blank(span, Kind::Label), next)),
        Some(Roman::Place { low, high, start, next }) => {
            return Some(place(tokens, (low, high), start, next));
        }
        None => {}
    }
    let one_word = tokens.rare(at);
    let one_word = one_word.half.map(|unit| (Decimal::HALF, unit)).or(one_word.compound);
    if let Some((value, unit)) = one_word {
        return Some((compound(tokens, at, from, unit, value), at + 1));
    }
    amount(tokens, at, from)
}

/// What is written in digits: labels, times, dates, amounts.
fn in_digits(tokens: &Tokens<'_>, at: usize, from: usize) -> Option<(Figure, usize)> {
    if let Some((span, next)) = tokens.plain_label(at) {
        return Some((blank(span, Kind::Label), next));
    }
    if tokens.at(at).digits {
        if let Some(figure) = years_of_life(tokens, at) {
            return Some((figure, at + 2));
        }
        if let Some(found) = tokens.time(at) {
            let mut figure = blank(found.span, Kind::Time);
            figure.time = Some(found.time);
            return Some((hedged_point(tokens, figure, at, from), found.next));
        }
        if let Some(found) = tokens.date(at, from) {
            return Some((dated(&found), found.next));
        }
        if let Some((span, next)) = tokens.number_label(at) {
            return Some((blank(span, Kind::Label), next));
        }
    }
    amount(tokens, at, from)
}

/// A place in an order that Roman numerals write, and what it is a place of.
fn place(tokens: &Tokens<'_>, (low, high): (u32, u32), start: u32, next: usize) -> (Figure, usize) {
    let mut figure = blank(Span::new(start, tokens.at(next - 1).span.end), Kind::Ordinal);
    (figure.low, figure.high) = (Some(Decimal::whole(low)), Some(Decimal::whole(high)));
    if low == high {
        figure.value = figure.low;
    } else {
        figure.qualifier = Qualifier::Range;
    }
    let century = tokens.century(next);
    if !century && !tokens.is(next, flag::NUMBERED) {
        return (figure, next);
    }
    let end = if century { tokens.end_with_dot(next, true) } else { tokens.at(next).span.end };
    let unit = Span::new(tokens.at(next).span.start, end);
    figure.unit = Some(unit);
    figure.span = figure.span.cover(unit);
    (figure, next + 1)
}

fn dated(found: &DateFound) -> Figure {
    Figure { date: Some(found.date), date_end: found.end, ..blank(found.span, Kind::Date) }
}

fn amount(tokens: &Tokens<'_>, at: usize, from: usize) -> Option<(Figure, usize)> {
    let amount = tokens.amount(at)?;
    if !is_number(tokens, &amount) {
        return None;
    }
    let quantity = range(tokens, &amount, from);
    Some(finish(tokens, &quantity, from))
}

/// "around 13:20" keeps its hedge; a time has no other parts.
fn hedged_point(tokens: &Tokens<'_>, mut figure: Figure, at: usize, from: usize) -> Figure {
    if let Some((Qualifier::About, start)) = tokens.hedge_before(at, from) {
        figure.qualifier = Qualifier::About;
        figure.span.start = start;
    }
    figure
}

/// «півроку», «трирічний»: a number and a unit in one word.
fn compound(tokens: &Tokens<'_>, at: usize, from: usize, unit: Unit, value: Decimal) -> Figure {
    let span = tokens.at(at).span;
    let mut figure = blank(span, kind_of(unit.kind));
    let seam = span.end.saturating_sub(tokens.unit_length(at)).max(span.start);
    figure.number = Span::new(span.start, seam);
    figure.unit = Some(Span::new(seam, span.end));
    figure.value = Some(value);
    (figure.low, figure.high) = (figure.value, figure.value);
    if let Some((qualifier, start)) = tokens.hedge_before(at, from) {
        set_qualifier(&mut figure, qualifier);
        figure.span.start = start;
    }
    figure
}

/// Adds unit and hedges to a number.
fn finish(tokens: &Tokens<'_>, quantity: &Quantity, from: usize) -> (Figure, usize) {
    let first = quantity.first;
    let mut next = quantity.next;
    let mut figure = blank(Span::new(quantity.start, quantity.number.end), Kind::Count);
    figure.number = quantity.number;
    figure.magnitude = quantity.magnitude;
    figure.qualifier = quantity.qualifier;
    (figure.low, figure.high) = (Some(quantity.low), Some(quantity.high));
    if quantity.low == quantity.high && quantity.qualifier == Qualifier::Exact {
        figure.value = Some(quantity.low);
    }
    let numbered = quantity.is_plain() && is_numbered(tokens, quantity);
    let suffix_ordinal = tokens.gap(next) == Gap::None
        && tokens.entry(next).ordinal_suffix
        && !tokens.entry(next).cardinal_suffix;
    let mut ordinal = quantity.sort == Sort::Ordinal || numbered;
    if tokens.gap(next) == Gap::None && !quantity.words {
        let entry = tokens.entry(next);
        if suffix_ordinal || entry.ordinal_suffix || entry.cardinal_suffix {
            ordinal = entry.ordinal_suffix
                && (!entry.cardinal_suffix || !is_cardinal_suffix(tokens, next));
            figure.span.end = tokens.at(next).span.end;
            next += 1;
        }
    }
    if ordinal {
        figure.kind = Kind::Ordinal;
        (figure.low, figure.high) = (Some(quantity.low), Some(quantity.high));
        let numbered = tokens.is(next, flag::NUMBERED) && tokens.follows(next);
        let numbered = numbered.then(|| (tokens.at(next).span, next + 1));
        if tokens.follows(next)
            && let Some((unit, after)) = numbered.or_else(|| tokens.counted(next, Form::Any))
        {
            figure.unit = Some(unit);
            figure.span = figure.span.cover(unit);
            next = after;
        }
        return (figure, next);
    }
    money_before(tokens, first, &mut figure);
    let signed = sign(tokens, next, &mut figure);
    // «5 мільйонів з лишком гривень».
    let inner = tokens
        .hedge_after(next)
        .filter(|_| figure.qualifier == Qualifier::Exact && figure.kind != Kind::Money);
    if let Some((qualifier, end, after)) = inner {
        figure.span.end = end;
        next = unit_or_phrase(tokens, after, quantity, &mut figure);
        set_qualifier(&mut figure, qualifier);
    } else if let Some(after) = signed {
        next = after;
    } else if figure.kind != Kind::Money {
        next = unit_or_phrase(tokens, next, quantity, &mut figure);
    }
    if figure.kind == Kind::Count && figure.unit.is_none() {
        shared_unit(tokens, next, &mut figure);
    }
    if is_age(tokens, first, next, &figure) {
        figure.kind = Kind::Duration;
    }
    negative(tokens, quantity, &mut figure);
    let qualified = figure.qualifier;
    let marker = money_marker(tokens, first, &figure);
    if let Some((qualifier, start)) = tokens.hedge_before(marker, from)
        && !is_during(tokens, marker, from, &figure, qualifier)
        && !is_compared(tokens, first, from, start)
    {
        figure.span.start = start.min(figure.span.start);
        set_qualifier(&mut figure, qualifier);
    } else if tokens.text[figure.span.end as usize..].starts_with('+') {
        figure.span.end += 1;
        set_qualifier(&mut figure, Qualifier::AtLeast);
    }
    if qualified == figure.qualifier
        && let Some((qualifier, end, after)) = tokens.hedge_after(next)
    {
        figure.span.end = end;
        set_qualifier(&mut figure, qualifier);
        next = after;
    }
    (figure, next)
}

/// «з восьми до п'яти років», «45,30/45,80 грн», "15 or 20 percent": the unit of the number behind
/// belongs to both.
fn shared_unit(tokens: &Tokens<'_>, next: usize, figure: &mut Figure) {
    let joins = tokens.gap(next) == Gap::Slash;
    let joined = tokens.follows(next)
        && tokens.is(next, flag::AND | flag::OR | flag::TO | flag::TILL)
        && tokens.follows(next + 1);
    if !joins && !joined {
        return;
    }
    let Some(other) = tokens.amount(next + usize::from(joined)) else { return };
    if other.vague || other.ordinal || other.fraction {
        return;
    }
    if tokens.space_after(other.next - 1).trim_start().starts_with('%') {
        figure.kind = Kind::Percent;
    } else if tokens.follows(other.next)
        && let Some((unit, _)) = tokens.unit_at(other.next)
    {
        figure.kind = kind_of(unit.kind);
        if unit.kind == UnitKind::Money && unit.name.len() == 3 {
            figure.currency = Some(iso(unit.name));
        }
    }
}

/// «13 туру», «у 2 кварталі»: digits without an ending before what is usually numbered, in a form
/// that no cardinal asks for.
fn is_numbered(tokens: &Tokens<'_>, quantity: &Quantity) -> bool {
    let next = quantity.next;
    if !tokens.is(next, flag::NUMBERED) || tokens.gap(next) != Gap::Space {
        return false;
    }
    let noun = tokens.folded(next);
    if !tokens.at(next).traits.has_cyrillic() {
        return false;
    }
    let [.., last] = ending(&noun);
    let locative = matches!(last, 'і' | 'е' | 'ї');
    let oblique = locative || matches!(last, 'у' | 'ю');
    match form(quantity) {
        Form::Many => oblique || matches!(last, 'а' | 'я' | 'ы' | 'и' | 'о'),
        // «2 тура» and «3 поверхи» count.
        Form::Few => oblique,
        // «за 1 хвилину» is a time, «на 1 хвилині» a place in the order.
        Form::One => locative || oblique && tokens.unit_at(next).is_none(),
        Form::Any => false,
    }
}

/// «2-х», «10-ти» count; «90-х» and «5-м» order.
fn is_cardinal_suffix(tokens: &Tokens<'_>, suffix: usize) -> bool {
    let written = tokens.written(suffix);
    let last_two = tokens.written(suffix - 1);
    let few = last_two.ends_with(['2', '3', '4'])
        && !last_two.ends_with("12")
        && !last_two.ends_with("13")
        && !last_two.ends_with("14");
    match written {
        "х" | "м" => few,
        "ми" | "ма" | "ти" | "и" => true,
        _ => false,
    }
}

/// "3% fewer than a year earlier" compares, and bounds no year.
fn is_compared(tokens: &Tokens<'_>, first: usize, from: usize, hedge: u32) -> bool {
    from > 0
        && tokens.is(first, flag::ARTICLE)
        && tokens.word_is(first - 1, "than")
        && tokens.get(from).is_some_and(|token| token.span.start == hedge)
}

/// "over five years" is a time that something took; "for over five years" is a bound.
fn is_during(
    tokens: &Tokens<'_>,
    first: usize,
    from: usize,
    figure: &Figure,
    hedge: Qualifier,
) -> bool {
    figure.kind == Kind::Duration
        && hedge == Qualifier::Over
        && first > from
        && tokens.word_is(first - 1, "over")
        && !(first > 1
            && ["for", "of", "is", "was", "lasted", "took", "just", "well", "aged"]
                .iter()
                .any(|word| tokens.word_is(first - 2, word)))
}

/// A minus before degrees, percent and money; a dash before what is counted is none.
fn negative(tokens: &Tokens<'_>, quantity: &Quantity, figure: &mut Figure) {
    let first = quantity.first;
    let before = tokens.space_before(first);
    let tight = before.ends_with(['-', '−', '–'])
        && (before.chars().count() == 1 && first == 0
            || before[..before.len() - before.chars().next_back().map_or(0, char::len_utf8)]
                .ends_with([' ', '(', '\u{A0}', '\n', '…', '.']));
    let worded = first > 0 && tokens.is(first - 1, flag::MINUS) && tokens.follows(first);
    let signed = matches!(figure.kind, Kind::Percent) || is_degree(tokens, figure);
    // «+8…+13 градусів»
    if signed && before.ends_with('+') {
        let start = tokens.at(first).span.start - 1;
        figure.span.start = figure.span.start.min(start);
        figure.number.start = figure.number.start.min(start);
    }
    if !(worded || tight && signed) {
        return;
    }
    let start = if worded {
        tokens.at(first - 1).span.start
    } else {
        let sign = before.chars().next_back().map_or(0, char::len_utf8);
        tokens.at(first).span.start - sign as u32
    };
    figure.span.start = figure.span.start.min(start);
    figure.number.start = figure.number.start.min(start);
    if !quantity.signed {
        negate(figure);
    }
}

/// Whether a measure is of a temperature or an angle.
pub(super) fn is_degree(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    figure.kind == Kind::Measure
        && figure.unit.is_some_and(|unit| {
            let unit = unit.of(tokens.text).to_lowercase();
            ["°", "º", "˚", "град", "deg"].iter().any(|stem| unit.starts_with(stem))
                || matches!(&*unit, "c" | "с" | "f")
        })
}

pub(super) fn negate(figure: &mut Figure) {
    figure.value = figure.value.map(Decimal::negated);
    let (low, high) = (figure.low.map(Decimal::negated), figure.high.map(Decimal::negated));
    (figure.low, figure.high) = match (low, high) {
        (Some(x), Some(y)) if x > y => (high, low),
        // An upper bound of a negated number is its lower one, and the reverse.
        (None, _) | (_, None) => (high, low),
        _ => (low, high),
    };
}

/// Bounds as the contract's table of qualifiers has them.
fn set_qualifier(figure: &mut Figure, qualifier: Qualifier) {
    if figure.qualifier != Qualifier::Exact {
        return;
    }
    figure.qualifier = qualifier;
    match qualifier {
        Qualifier::Over | Qualifier::AtLeast => figure.high = None,
        Qualifier::Under | Qualifier::UpTo => figure.low = None,
        Qualifier::About => (figure.low, figure.high) = (None, None),
        Qualifier::Exact | Qualifier::Range | Qualifier::Vague => {}
    }
}

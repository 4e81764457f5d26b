//! The grammar: hedge, number, magnitude, range, unit or counted phrase, in this order, at each
//! word that can begin a number.

use super::amount::Amount;
use super::decimal::Decimal;
use super::hedge::GOAL_REACH;
use super::lexicon::{Unit, UnitKind, flag};
use super::phrase::Form;
use super::token::{Gap, Tokens};
use super::{Figure, Kind, Qualifier};
use crate::article::Span;

const ONE: Decimal = Decimal::whole(1);

/// A number and, where it is a range, both ends.
struct Quantity {
    low: Decimal,
    high: Decimal,
    qualifier: Qualifier,
    /// Token of the number's beginning, and the one after its end.
    first: usize,
    next: usize,
    /// From the word that opens a range («від») or the first digit.
    start: u32,
    number: Span,
    magnitude: Option<Span>,
    sort: Sort,
    /// Written in words.
    words: bool,
    /// Ends already have their minus.
    signed: bool,
}

/// What sort of number a quantity is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Cardinal,
    Ordinal,
    /// Of a whole.
    Part,
}

/// Reads the sentence in `tokens`.
pub(super) fn read(tokens: &Tokens<'_>, sentence: u32, figures: &mut Vec<Figure>) {
    let mut at = 0;
    // First token that no figure has taken.
    let mut from = 0;
    while at < tokens.len() {
        let token = tokens.at(at);
        let entry = tokens.entry(at);
        let begins = token.traits.has_digit() || entry.begins() || entry.is(flag::ARTICLE);
        let found = if begins { figure(tokens, at, from) } else { None };
        match found {
            Some((mut figure, next)) => {
                figure.sentence = sentence;
                // A figure never begins inside the one before.
                if figures.last().is_none_or(|last| last.span.end <= figure.span.start) {
                    figures.push(figure);
                }
                at = next.max(at + 1);
                from = at;
            }
            None => at += 1,
        }
    }
}

fn blank(span: Span, kind: Kind) -> Figure {
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
    if let Some((span, next)) = tokens.plain_label(at) {
        return Some((blank(span, Kind::Label), next));
    }
    if tokens.at(at).digits {
        if let Some(found) = tokens.time(at) {
            let mut figure = blank(found.span, Kind::Time);
            figure.time = Some(found.time);
            return Some((hedged_point(tokens, figure, at, from), found.next));
        }
        if let Some(found) = tokens.date(at, from) {
            let mut figure = blank(found.span, Kind::Date);
            figure.date = Some(found.date);
            figure.date_end = found.end;
            return Some((figure, found.next));
        }
        if let Some((span, next)) = tokens.number_label(at) {
            return Some((blank(span, Kind::Label), next));
        }
    }
    if let Some(unit) = tokens.entry(at).half {
        return Some((compound(tokens, at, from, unit, Decimal::HALF), at + 1));
    }
    if let Some((value, unit)) = tokens.entry(at).compound {
        return Some((compound(tokens, at, from, unit, value), at + 1));
    }
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

/// Whether words that can be a number are one here.
fn is_number(tokens: &Tokens<'_>, amount: &Amount) -> bool {
    let first = amount.first;
    let entry = tokens.entry(first);
    let single = amount.next == first + 1;
    if tokens.at(first).traits.has_digit() {
        return true;
    }
    if single && entry.is(flag::ONE) {
        // One of them, one another, no one: only with what is counted.
        let counted = tokens.unit_at(amount.next).is_some() && tokens.follows(amount.next)
            || tokens.counted(amount.next, Form::One).is_some()
                && !tokens.entry(amount.next).is(flag::ONE);
        let pronoun = tokens.english
            && first > 0
            && ["no", "any", "some", "every", "each", "this", "that", "the", "which", "another"]
                .iter()
                .any(|word| tokens.word_is(first - 1, word));
        let every = tokens.before_is(first, flag::ONE)
            || tokens.is(amount.next, flag::FROM)
            || first > 0
                && matches!(
                    tokens.written(first - 1),
                    "ні" | "ни" | "жоден" | "ще" | "еще" | "ещё"
                );
        // "one-time" is no count, "one-year" is.
        let adjective =
            tokens.gap(amount.next) == Gap::None && tokens.entry(amount.next).joined.is_none();
        return counted && !pronoun && !every && !adjective;
    }
    if single && amount.ordinal {
        return is_ordinal(tokens, first);
    }
    if amount.fraction {
        // «друга половина дня», "the first half".
        return first == 0 || tokens.entry(first - 1).ordinal.is_none();
    }
    if single && entry.is(flag::DOUBTFUL) {
        let said = first > 0 && tokens.hedge_before(first, 0).is_some();
        return said
            || tokens.unit_at(amount.next).is_some()
            || tokens.counted(amount.next, Form::Many).is_some();
    }
    true
}

/// An ordinal word alone is a place in an order before a noun; the first one only before what is
/// usually numbered, since «перший» and "first" mostly are not.
fn is_ordinal(tokens: &Tokens<'_>, index: usize) -> bool {
    let entry = tokens.entry(index);
    let numbered = tokens.is(index + 1, flag::NUMBERED) && tokens.follows(index + 1);
    if entry.is(flag::FIRST) {
        return numbered;
    }
    numbered || tokens.counted(index + 1, Form::Any).is_some() && tokens.follows(index + 1)
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

const fn kind_of(kind: UnitKind) -> Kind {
    match kind {
        UnitKind::Money => Kind::Money,
        UnitKind::Percent => Kind::Percent,
        UnitKind::Measure => Kind::Measure,
        UnitKind::Duration => Kind::Duration,
    }
}

/// Looks for the other end of a range behind `amount`.
fn range(tokens: &Tokens<'_>, amount: &Amount, from: usize) -> Quantity {
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
    for middle in [amount.next, after_unit] {
        let dash = matches!(tokens.gap(middle), Gap::Dash | Gap::Hyphen | Gap::None);
        let spaced = matches!(tokens.gap(middle), Gap::Space | Gap::Other | Gap::Line);
        let bare = middle == amount.next;
        let (to, opens) = if dash {
            (middle, false)
        } else if spaced
            && (from_word && tokens.is(middle, flag::TO | flag::TILL)
                || between_word && tokens.is(middle, flag::AND))
        {
            (middle + 1, true)
        } else if spaced
            && bare
            && (tokens.is(middle, flag::OR)
                || tokens.english && tokens.is(middle, flag::TO) && !from_word)
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
        // Only «10–12 тис.» shares its magnitude, not «500–1 тис.».
        let shared = other.factor > ONE && amount.factor == ONE;
        let scaled = amount.low.times(other.factor).filter(|&low| shared && low < other.low);
        let low = scaled.unwrap_or(amount.low);
        let wide = other.low.ratio(low).is_none_or(|ratio| ratio > 3.0);
        if low >= other.low || (!dash && !opens && wide) {
            continue;
        }
        // What grows from one to another has two values and is no range.
        if opens && from_word && grows(tokens, opener.unwrap_or(first), from) {
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
fn grows(tokens: &Tokens<'_>, index: usize, from: usize) -> bool {
    for back in (index.saturating_sub(GOAL_REACH).max(from)..index).rev() {
        if !tokens.clause_goes_on(back + 1) {
            return false;
        }
        if tokens.lexicon.is_goal(&tokens.folded(back)) {
            return true;
        }
    }
    false
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
    let suffix_ordinal = tokens.gap(next) == Gap::None
        && tokens.entry(next).ordinal_suffix
        && !tokens.entry(next).cardinal_suffix;
    let mut ordinal = quantity.sort == Sort::Ordinal;
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
    if is_age(tokens, first, next, &figure) {
        figure.kind = Kind::Duration;
    }
    negative(tokens, quantity, &mut figure);
    let qualified = figure.qualifier;
    let marker = money_marker(tokens, first, &figure);
    if let Some((qualifier, start)) = tokens.hedge_before(marker, from)
        && !is_during(tokens, marker, from, &figure, qualifier)
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

/// A currency sign or code before the number.
fn money_before(tokens: &Tokens<'_>, first: usize, figure: &mut Figure) {
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
fn money_marker(tokens: &Tokens<'_>, first: usize, figure: &Figure) -> usize {
    let mut marker = first;
    while marker > 0 && tokens.at(marker - 1).span.start >= figure.span.start {
        marker -= 1;
    }
    marker
}

fn iso(code: &str) -> [u8; 3] {
    let mut iso = [0; 3];
    for (to, from) in iso.iter_mut().zip(code.bytes()) {
        *to = from;
    }
    iso
}

/// A sign right behind the number: %, °C, ₴. Gives the token after it.
fn sign(tokens: &Tokens<'_>, next: usize, figure: &mut Figure) -> Option<usize> {
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
fn unit_or_phrase(
    tokens: &Tokens<'_>,
    next: usize,
    quantity: &Quantity,
    figure: &mut Figure,
) -> usize {
    let inside = tokens.gap(next) == Gap::None && tokens.get(next).is_some();
    if inside && let Some(unit) = tokens.entry(next).joined {
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
        tokens.entry(next - 1).adjective.is_some() && tokens.gap(next - 1) == Gap::None;
    let form = if thousandfold { Form::Any } else { form(quantity) };
    if follows && let Some((unit, after)) = tokens.counted(next, form) {
        figure.unit = Some(unit);
        figure.span = figure.span.cover(unit);
        return after;
    }
    next
}

/// Abbreviations of one letter that stand for something else here.
fn is_other(tokens: &Tokens<'_>, index: usize, unit: Unit, quantity: &Quantity) -> bool {
    let written = tokens.written(index);
    let letter = written.chars().count() == 1;
    // «5 м. Київ», «2024 г.»; a capital is an initial.
    let capital = letter && written.chars().next().is_some_and(char::is_uppercase);
    let city = written == "м"
        && tokens.space_after(index).starts_with(". ")
        && tokens.get(index + 1).is_some_and(|next| next.traits.is_capitalised());
    // "second" and "quarter" behind a number that is no length of time.
    let ordinal = tokens.english && tokens.entry(index).ordinal.is_some();
    let weight =
        unit.name == "lb" && !tokens.word_is(index + 1, "of") && quantity.sort == Sort::Ordinal;
    capital || city || ordinal || weight
}

fn form(quantity: &Quantity) -> Form {
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

/// Longest life that an age is read from, in years.
const OLDEST: u32 = 120;

/// "aged 9", «віком 9», and "Anna Petrenko, 45, said".
fn is_age(tokens: &Tokens<'_>, first: usize, next: usize, figure: &Figure) -> bool {
    let years = figure.value.and_then(Decimal::to_u32);
    let bare = figure.kind == Kind::Count && figure.unit.is_none() && first > 0;
    if !bare || !years.is_some_and(|years| (1..=OLDEST).contains(&years)) {
        return false;
    }
    let named = tokens.english
        && tokens.gap(first) == Gap::CommaSpace
        && tokens.at(first - 1).traits.is_capitalised()
        && tokens.entry(first - 1).month == 0
        && tokens.gap(next) == Gap::CommaSpace;
    named || tokens.is(first - 1, flag::AGED) && tokens.follows(first)
}

/// Whether a minus stands directly before token `index`: -5, «мінус 5».
fn has_minus(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.space_before(index).ends_with(['-', '−'])
        && !tokens.space_before(index).ends_with("--")
        && tokens.gap(index) != Gap::Hyphen
        || tokens.before_is(index, flag::MINUS) && tokens.follows(index)
}

fn has_plus(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.space_before(index).ends_with('+')
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
    let signed = matches!(figure.kind, Kind::Percent)
        || figure.kind == Kind::Measure
            && figure.unit.is_some_and(|unit| {
                let unit = unit.of(tokens.text).to_lowercase();
                unit.starts_with('°') || unit.starts_with("град") || unit.starts_with("deg")
            });
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
    if quantity.signed {
        return;
    }
    figure.value = figure.value.map(Decimal::negated);
    let (low, high) = (figure.low.map(Decimal::negated), figure.high.map(Decimal::negated));
    (figure.low, figure.high) = if low <= high { (low, high) } else { (high, low) };
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

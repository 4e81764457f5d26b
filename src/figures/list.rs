//! What a bare number says that goes on from the figure before it.

use super::age::OLDEST;
use super::decimal::Decimal;
use super::grammar::{blank, is_degree, negate};
use super::token::Tokens;
use super::{Figure, Kind, Qualifier};

/// What a bare number says that goes on from the figure before: "aged 15 and 16", "junctions 10
/// and 11", «до мінус 18 градусів, місцями до -23».
pub(super) fn go_on(tokens: &Tokens<'_>, last: &Figure, figure: &mut Figure) {
    let bare = figure.kind == Kind::Count && figure.unit.is_none() && figure.magnitude.is_none();
    if !bare {
        return;
    }
    let between = tokens.text.get(last.span.end as usize..figure.span.start as usize).unwrap_or("");
    let listed = between.len() < 8
        && matches!(
            between.trim_matches([' ', ',']),
            "" | "and" | "or" | "та" | "і" | "й" | "и" | "або" | "или" | "чи"
        );
    let years = figure.value.and_then(Decimal::to_u32);
    let aged = last.kind == Kind::Duration && last.unit.is_none();
    if aged {
        if listed && years.is_some_and(|years| (1..=OLDEST).contains(&years)) {
            figure.kind = Kind::Duration;
        }
        return;
    }
    // Of a label only its number was read where the word before it is no name.
    let labelled =
        last.kind == Kind::Label && last.span.of(tokens.text).bytes().all(|b| b.is_ascii_digit());
    if labelled && listed && figure.qualifier == Qualifier::Exact && figure.number == figure.span {
        *figure = Figure { sentence: figure.sentence, ..blank(figure.span, Kind::Label) };
        return;
    }
    if last.kind == Kind::Measure && is_degree(tokens, last) {
        let before = &tokens.text[..figure.number.start as usize];
        let Some(sign) = before.chars().next_back() else { return };
        let apart = before[..before.len() - sign.len_utf8()].ends_with([' ', '\u{A0}', '(']);
        if !apart || !matches!(sign, '-' | '−' | '–' | '+') {
            return;
        }
        figure.kind = Kind::Measure;
        let start = figure.number.start - sign.len_utf8() as u32;
        figure.number.start = start;
        figure.span.start = figure.span.start.min(start);
        let written = figure.value.or(figure.high).or(figure.low);
        if sign != '+' && written >= Some(Decimal::whole(0)) {
            negate(figure);
        }
    }
}

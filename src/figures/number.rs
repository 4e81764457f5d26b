//! Whether words that can be a number are one where they stand.

use super::amount::Amount;
use super::gap::Gap;
use super::lexicon::flag;
use super::phrase::Form;
use super::token::Tokens;

/// Whether words that can be a number are one here.
pub(super) fn is_number(tokens: &Tokens<'_>, amount: &Amount) -> bool {
    let first = amount.first;
    let entry = tokens.entry(first);
    let single = amount.next == first + 1;
    if tokens.at(first).traits.has_digit() {
        return true;
    }
    if single && entry.is(flag::ARTICLE) && tokens.is(amount.next, flag::TIMESPAN) {
        return is_timespan(tokens, first);
    }
    if single && entry.is(flag::ONE) {
        // One of them, one another, no one: only with what is counted.
        let counted = tokens.unit_at(amount.next).is_some() && tokens.follows(amount.next)
            || tokens.counted(amount.next, Form::One).is_some()
                && !tokens.entry(amount.next).is(flag::ONE);
        // "one to two degrees", "one of four missiles".
        let joins =
            tokens.is(amount.next, flag::TO | flag::OR) || tokens.word_is(amount.next, "of");
        if tokens.english && joins && tokens.amount(amount.next + 1).is_some() {
            return true;
        }
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
                    "ні" | "ни" | "жоден" | "все" | "всё" | "усе"
                );
        // «ще один поранений», "еще один скончался".
        let more = first > 0
            && matches!(tokens.written(first - 1), "ще" | "Ще" | "еще" | "ещё" | "Еще" | "Ещё");
        if more && tokens.is(amount.next, flag::VERB) && tokens.follows(amount.next) {
            return true;
        }
        // «398 «за», против был один»
        let votes = (1..=2).any(|back| {
            first >= back && matches!(tokens.written(first - back), "проти" | "против")
        });
        if votes && tokens.beginnings.first() != Some(&(first as u32)) {
            return true;
        }
        // «три дрони збили над Сумами, один — над Полтавою», «за іншими даними – один)»
        let apart = tokens.gap(amount.next) == Gap::Dash
            && matches!(tokens.gap(first), Gap::CommaSpace | Gap::Dash)
            || tokens.gap(first) == Gap::Dash
                && tokens.space_after(first).starts_with([')', '.', ';', ',']);
        if apart && tokens.beginnings.first() != Some(&(first as u32)) {
            return true;
        }
        // "three were taken to hospital, one with burns", "ten escaped but one remained"
        let earlier = tokens.english && tokens.beginnings.first() != Some(&(first as u32));
        let with = tokens.gap(first) == Gap::CommaSpace
            && ["with", "in", "from", "on"].iter().any(|word| tokens.word_is(amount.next, word));
        let joined = tokens.before_is(first, flag::STOP) && tokens.is(amount.next, flag::VERB);
        if earlier && !pronoun && tokens.follows(amount.next) && (with || joined) {
            return true;
        }
        // "one-time" is no count, "one-year" is.
        let adjective =
            tokens.gap(amount.next) == Gap::None && tokens.rare(amount.next).joined.is_none();
        return counted && !pronoun && !every && !adjective;
    }
    if single && amount.ordinal {
        return is_ordinal(tokens, first);
    }
    if amount.fraction {
        // «друга половина дня», "the first half".
        return first == 0 || tokens.entry(first - 1).ordinal.is_none();
    }
    // "parts per million"
    if single && tokens.english && first > 0 && tokens.word_is(first - 1, "per") {
        return false;
    }
    if single && entry.is(flag::DOUBTFUL) {
        let said = first > 0 && tokens.hedge_before(first, 0).is_some();
        return said
            || tokens.unit_at(amount.next).is_some()
            || tokens.counted(amount.next, Form::Many).is_some();
    }
    true
}

/// Whether "an hour" is a length of time, and not a rate ("$20 an hour") or a phrase ("a day off").
fn is_timespan(tokens: &Tokens<'_>, article: usize) -> bool {
    const BEFORE: [&str; 12] = [
        "for", "within", "in", "after", "over", "lasted", "took", "takes", "last", "lasts", "to",
        "by",
    ];
    const AFTER: [&str; 6] = ["ago", "later", "earlier", "before", "after", "old"];
    let after = article + 2;
    tokens.follows(after) && AFTER.iter().any(|word| tokens.word_is(after, word))
        || tokens.hedge_before(article, 0).is_some()
        || article > 0
            && tokens.gap(article) == Gap::Space
            && BEFORE.iter().any(|word| tokens.word_is(article - 1, word))
}

/// An ordinal word alone is a place in an order before a noun; the first one only before what is
/// usually numbered, since «перший» and "first" mostly are not.
fn is_ordinal(tokens: &Tokens<'_>, index: usize) -> bool {
    let entry = tokens.entry(index);
    let numbered = tokens.is(index + 1, flag::NUMBERED) && tokens.follows(index + 1);
    if entry.is(flag::FIRST) {
        return numbered;
    }
    // "the third most valuable firm", «с третьего на восьмое место»
    let superlative = tokens.word_is(index + 1, "most") && tokens.follows(index + 1);
    let moved = tokens.is(index + 1, flag::YEAR_BEFORE | flag::TO | flag::AND | flag::OR)
        && tokens.entry(index + 2).ordinal.is_some()
        && tokens.is(index + 3, flag::NUMBERED);
    // «кожен десятий — із родини переселенців»
    let every = index > 0
        && ["кожн", "кожен", "кажд"]
            .iter()
            .any(|stem| tokens.folded(index - 1).starts_with(stem.as_bytes()));
    numbered
        || every
        || superlative
        || moved
        || tokens.counted(index + 1, Form::Any).is_some() && tokens.follows(index + 1)
}

//! What is counted: the agreeing adjectives and the head noun behind an amount.
//!
//! Without a dictionary of nouns the endings tell: after five and more Ukrainian and Russian put
//! the genitive plural, after two to four a form that ends in a vowel, and English a plural.

use super::gap::Gap;
use super::lexicon::{Number, flag};
use super::token::Tokens;
use crate::article::Span;

/// The form that a number asks of what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// 1, 21.
    One,
    /// 2 to 4, 22.
    Few,
    /// 5 and more, thousands, vague amounts.
    Many,
    /// Ordinals and parts: any case of the singular too.
    Any,
}

/// Most adjectives between a number and its noun.
const MOST_ADJECTIVES: usize = 4;

impl Tokens<'_> {
    /// The phrase counted from token `index` on, and the token after it.
    pub(super) fn counted(&self, index: usize, form: Form) -> Option<(Span, usize)> {
        let first = self.get(index)?;
        if first.traits.has_cyrillic() {
            self.counted_cyrillic(index, form)
        } else if self.english {
            self.counted_english(index, form)
        } else {
            // A Latin name in a Cyrillic sentence: 30 Shahed.
            let name = first.traits.is_capitalised() && !first.traits.has_digit();
            (name && self.begins_phrase(index)).then(|| self.closed(index, index + 1))
        }
    }

    /// Whether a word follows that can stand in a counted phrase.
    fn begins_phrase(&self, index: usize) -> bool {
        let Some(token) = self.get(index) else { return false };
        let entry = self.entry(index);
        // «ч. 2 ст. 111»
        let abbreviation = entry.is(flag::LABEL) && entry.dotted;
        token.traits.has_letter()
            && !token.traits.has_digit()
            && !entry.is(flag::STOP | flag::VERB)
            && !abbreviation
            && entry.month == 0
            && !matches!(entry.number, Some(Number::Cardinal(_) | Number::Magnitude { .. }))
            && (self.follows(index) || self.gap(index) == Gap::Quote)
    }

    /// The tokens `first..next` as a span, with a quotation mark that opened inside.
    fn closed(&self, first: usize, next: usize) -> (Span, usize) {
        let mut span = self.at(first).span.cover(self.at(next - 1).span);
        for index in first..next {
            if self.gap(index) == Gap::Quote {
                let mark = self.space_before(index).trim_start();
                if index == first {
                    span.start -= mark.len() as u32;
                }
                let after = &self.text[span.end as usize..];
                if let Some(close) =
                    after.chars().next().filter(|c| matches!(c, '»' | '"' | '”' | '“'))
                {
                    span.end += close.len_utf8() as u32;
                }
            }
        }
        (span, next)
    }

    fn counted_cyrillic(&self, first: usize, form: Form) -> Option<(Span, usize)> {
        let mut agreeing: Option<Adjective> = None;
        let mut next = first;
        // «1150 своїх військових»
        if matches!(self.written(first), "своїх" | "своих") && self.follows(first) {
            next += 1;
            if !self.begins_phrase(next) {
                return None;
            }
        }
        let own = next;
        while next < first + MOST_ADJECTIVES && self.begins_phrase(next) {
            let token = self.at(next);
            if !token.traits.has_cyrillic() {
                break;
            }
            let word = self.folded(next);
            match adjective(&word, form) {
                // «12 військових КНДР»: an adjective that mostly is a noun needs no other.
                Some(_) if self.is(next, flag::NOUN) && !self.lower_noun(next + 1) => {
                    next += 1;
                    return Some(self.closed(first, next));
                }
                // A second ending is another phrase: «12 військових Північної Кореї».
                Some(found) if agreeing.is_none_or(|before| before == found) => {
                    // «15 українських Leopard»
                    agreeing = Some(found);
                    next += 1;
                }
                Some(_) => break,
                None => {
                    let name = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
                    // «два дрони-камікадзе»: the first part is declined.
                    let fits = name(self.written(next))
                        || form == Form::Few && token.traits.is_joined()
                        || noun(&word, form, agreeing);
                    if fits {
                        return Some(self.closed(first, next + 1));
                    }
                    break;
                }
            }
        }
        if next > own
            && let Some(latin) = self.get(next)
            && !latin.traits.has_cyrillic()
            && latin.traits.is_capitalised()
            && self.begins_phrase(next)
        {
            next += 1;
        }
        // Adjectives that stand for a noun: 15 поранених.
        (next > own).then(|| self.closed(first, next))
    }

    /// Whether a common noun in the genitive plural follows, and so the word before is no noun.
    fn lower_noun(&self, index: usize) -> bool {
        self.begins_phrase(index)
            && !self.at(index).traits.is_capitalised()
            && !self.lexicon.stems.is_goal(&self.folded(index))
            && noun(&self.folded(index), Form::Many, Some(Adjective::PluralGenitive))
    }

    fn counted_english(&self, first: usize, form: Form) -> Option<(Span, usize)> {
        if form == Form::Any {
            // "the 11th Brigade holds": a singular, and the word behind it may be a verb.
            if !self.begins_phrase(first) {
                return None;
            }
            if self.folded(first).ends_with(b"ly") {
                // "the second deadly accident", not "the second only".
                let noun = self.begins_phrase(first + 1) && self.follows(first + 1);
                return noun.then(|| self.closed(first, first + 2));
            }
            return Some(self.closed(first, first + 1));
        }
        let mut next = first;
        // "321 displaced people"
        let participle = |at: usize| {
            self.is(at, flag::VERB)
                && self.follows(at)
                && self.is(at + 1, flag::NOUN)
                && self.follows(at + 1)
        };
        while next <= first + MOST_ADJECTIVES
            && (self.begins_phrase(next) || participle(next))
            && self.gap(next) != Gap::Line
            || next <= first + MOST_ADJECTIVES && self.is(next, flag::NOUN) && self.follows(next)
        {
            let word = self.folded(next);
            let entry = self.entry(next);
            // "31 Abrams tanks": a name is no plural before a noun.
            let name = self.at(next).traits.is_capitalised() && self.noun_next(next);
            let plural =
                !name && entry.is(flag::NOUN) && !(entry.is(flag::DEAD) && self.noun_next(next))
                    || (!name
                        && word.len() > 3
                        && word.ends_with(b"s")
                        && !word.ends_with(b"ss")
                        && !word.ends_with(b"us")
                        && !word.ends_with(b"ous")
                        && !word.ends_with(b"is"));
            if plural {
                return Some(self.closed(first, next + 1));
            }
            next += 1;
        }
        let words = next - first;
        let last = next.checked_sub(1).filter(|_| words > 0)?;
        let word = self.folded(last);
        let verbal = word.ends_with(b"ed") || word.ends_with(b"ing") || word.ends_with(b"ly");
        if form == Form::One && words <= 3 && !verbal {
            return Some(self.closed(first, next));
        }
        None
    }

    fn noun_next(&self, index: usize) -> bool {
        self.begins_phrase(index + 1) && self.folded(index + 1).ends_with(b"s")
            || self.is(index + 1, flag::NOUN) && self.follows(index + 1)
    }
}

/// Endings by which an adjective agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Adjective {
    /// -их, -ых.
    PluralGenitive,
    /// -ими, -ыми.
    PluralInstrumental,
    /// -ні, -ські.
    PluralNominative,
    /// -им.
    PluralDative,
    /// -ий, -ого, -ої …
    Singular,
}

/// The last four letters of a folded word, blanks before a shorter one. Letters of other alphabets
/// than the Latin and the Cyrillic one are all alike.
pub(super) fn ending(word: &[u8]) -> [char; 4] {
    let mut last = [' '; 4];
    let mut end = word.len();
    for to in last.iter_mut().rev() {
        *to = match word[..end] {
            [] => break,
            [.., byte] if byte.is_ascii() => {
                end -= 1;
                char::from(byte)
            }
            [.., lead @ 0xC0..0xE0, byte] => {
                end -= 2;
                char::from_u32(u32::from(lead & 0x1F) << 6 | u32::from(byte & 0x3F))
                    .unwrap_or(OTHER)
            }
            _ => {
                end = (0..end).rev().find(|&at| word[at] & 0xC0 != 0x80).unwrap_or(0);
                OTHER
            }
        };
    }
    last
}

/// A letter that no ending has.
const OTHER: char = char::REPLACEMENT_CHARACTER;

#[allow(clippy::unnested_or_patterns, reason = "one ending beside the other reads best")]
fn adjective(word: &[u8], form: Form) -> Option<Adjective> {
    let last = ending(word);
    if last[0] == ' ' {
        return None;
    }
    let many = matches!(form, Form::Few | Form::Many);
    match last {
        [.., 'и' | 'і' | 'ї' | 'ы', 'х'] => Some(Adjective::PluralGenitive),
        [.., 'и' | 'і' | 'ы', 'м', 'и'] => Some(Adjective::PluralInstrumental),
        // No noun has «-кі» in the plural.
        [.., 'к' | 'г' | 'х', 'і']
        | [.., 'о' | 'е', 'в', 'і']
        | [.., 'ь' | 'ч' | 'н' | 'в' | 'р' | 'т' | 'а' | 'е', 'н', 'і']
        | [.., 'а' | 'и' | 'о', 'т', 'і']
        | [.., 'ы' | 'и', 'е']
            if many =>
        {
            Some(Adjective::PluralNominative)
        }
        [.., 'н' | 'к' | 'в', 'и' | 'ы', 'м'] if many => Some(Adjective::PluralDative),
        [.., 'и' | 'і' | 'ы', 'й']
        | [.., 'о', 'г' | 'м', 'о' | 'у']
        | [.., 'о', 'ї']
        | [.., 'о', 'ю']
        | [.., 'н', 'а', 'я']
        | [.., 'а' | 'у', 'я' | 'ю']
        | [.., 'к' | 'н', 'о', 'й']
        | [.., 'о', 'е']
        | [.., 'с', 'ь', 'к', 'а' | 'у' | 'е']
            if matches!(form, Form::One | Form::Any) =>
        {
            Some(Adjective::Singular)
        }
        _ => None,
    }
}

/// Whether a word ends as verbs and short participles do: перебувають, поранено, опинилися,
/// розстріляли, ликвидирован.
#[allow(clippy::unnested_or_patterns, reason = "one ending beside the other reads best")]
fn is_verbal(word: &[u8], last: [char; 4]) -> bool {
    match last {
        [.., 'т', 'ь']
        | [.., 'ю' | 'я', 'т']
        | [.., 'т', 'ь', 'с', 'я']
        | [.., 'т', 'с', 'я']
        | ['л', 'и' | 'о', 'с', 'я' | 'ь']
        | [.., 'ш', 'л', 'и']
        | ['в', 'а', 'н', 'о']
        | ['о', 'в', 'а', 'н']
        | [.., 'е', 'н', 'о']
        | [.., 'я' | 'и' | 'у', 'т', 'о']
        | ['в', 'а', 'л', 'и']
        | [.., 'я', 'л', 'и'] => true,
        [.., 'и' | 'е' | 'у', 'л', 'и'] | [.., 'а' | 'и', 'л', 'о'] => word.len() > 8,
        [.., 'н', 'и', 'й'] => word.ends_with("ований".as_bytes()),
        _ => false,
    }
}

/// Whether a word can be the noun that `form` asks for.
#[allow(clippy::unnested_or_patterns, reason = "one ending beside the other reads best")]
fn noun(word: &[u8], form: Form, agreeing: Option<Adjective>) -> bool {
    let last = ending(word);
    if is_verbal(word, last) {
        return false;
    }
    let consonant = match last {
        [.., ' '] => false,
        [.., 'е' | 'і' | 'и' | 'а' | 'о' | 'у' | 'ы', 'й'] => true,
        [.., vowel] => !matches!(
            vowel,
            'а' | 'е' | 'є' | 'и' | 'і' | 'ї' | 'о' | 'у' | 'ю' | 'я' | 'ы' | 'э' | 'ё' | 'й'
        ),
    };
    let oblique = matches!(
        last,
        [.., 'а' | 'я' | 'ь', 'м', 'и'] | [.., 'а' | 'я', 'м'] | [.., 'а' | 'я', 'х']
    );
    match (agreeing, form) {
        (Some(Adjective::PluralGenitive), Form::Few) => {
            consonant || oblique || matches!(last[3], 'а' | 'я' | 'и' | 'і' | 'ы')
        }
        (Some(Adjective::PluralGenitive), _) => consonant || oblique,
        (Some(Adjective::PluralInstrumental), _) => oblique,
        (_, Form::Many) => consonant || oblique || is_indeclinable(word),
        // «четверо важко»: an adverb, and no noun that is declined.
        (_, Form::Few) if matches!(last[3], 'о' | 'е') => is_indeclinable(word),
        _ => last[2] != ' ',
    }
}

fn is_indeclinable(word: &[u8]) -> bool {
    INDECLINABLE.iter().any(|known| known.as_bytes() == word)
}

/// Nouns that end in a vowel in the genitive plural.
const INDECLINABLE: [&str; 8] =
    ["авто", "кіно", "депо", "шосе", "інтервю", "интервью", "фото", "відео"];

//! What is counted: the agreeing adjectives and the head noun behind an amount.
//!
//! Without a dictionary of nouns the endings tell: after five and more Ukrainian and Russian put
//! the genitive plural, after two to four a form that ends in a vowel, and English a plural.

use super::lexicon::{Number, flag};
use super::token::{Gap, Tokens};
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
                    let fits = name(self.written(next)) || noun(&word, form, agreeing);
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
            && noun(&self.folded(index), Form::Many, Some(Adjective::PluralGenitive))
    }

    fn counted_english(&self, first: usize, form: Form) -> Option<(Span, usize)> {
        if form == Form::Any {
            // "the 11th Brigade holds": a singular, and the word behind it may be a verb.
            let noun = self.begins_phrase(first) && !self.folded(first).ends_with("ly");
            return noun.then(|| self.closed(first, first + 1));
        }
        let mut next = first;
        while next <= first + MOST_ADJECTIVES
            && self.begins_phrase(next)
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
                        && word.ends_with('s')
                        && !word.ends_with("ss")
                        && !word.ends_with("us")
                        && !word.ends_with("ous")
                        && !word.ends_with("is"));
            if plural {
                return Some(self.closed(first, next + 1));
            }
            next += 1;
        }
        let words = next - first;
        let last = next.checked_sub(1).filter(|_| words > 0)?;
        let word = self.folded(last);
        let verbal = word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly");
        if form == Form::One && words <= 3 && !verbal {
            return Some(self.closed(first, next));
        }
        None
    }

    fn noun_next(&self, index: usize) -> bool {
        self.begins_phrase(index + 1) && self.folded(index + 1).ends_with('s')
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

fn adjective(word: &str, form: Form) -> Option<Adjective> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if word.chars().count() < 4 {
        return None;
    }
    if ends(&["их", "іх", "їх", "ых"]) {
        return Some(Adjective::PluralGenitive);
    }
    if ends(&["ими", "іми", "ыми"]) {
        return Some(Adjective::PluralInstrumental);
    }
    if matches!(form, Form::Few | Form::Many)
        && ends(&[
            "кі", "гі", "хі", "ові", "еві", "ьні", "чні", "нні", "вні", "рні", "ані", "ені", "аті",
            "иті", "ые", "ие",
        ])
    {
        return Some(Adjective::PluralNominative);
    }
    if form == Form::Many && ends(&["ним", "ким", "вим", "ным", "ским", "вым"]) {
        return Some(Adjective::PluralDative);
    }
    if matches!(form, Form::One | Form::Any)
        && ends(&[
            "ий",
            "ого",
            "ому",
            "ої",
            "ою",
            "ній",
            "ській",
            "ій",
            "ная",
            "ную",
            "ский",
            "ской",
            "ный",
            "ной",
            "ое",
            "ая",
            "ую",
            "ый",
            "ська",
            "ську",
            "ське",
        ])
    {
        return Some(Adjective::Singular);
    }
    None
}

/// Whether a word can be the noun that `form` asks for.
fn noun(word: &str, form: Form, agreeing: Option<Adjective>) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    // Verbs: перебувають, поранено, опинилися, розстріляли.
    if ends(&[
        "ть",
        "ют",
        "ят",
        "ться",
        "тся",
        "лися",
        "лись",
        "лося",
        "лось",
        "шли",
        "вано",
        "рован",
        "рований",
        "ований",
        "ено",
        "ято",
        "ито",
        "уто",
        "ували",
        "вали",
        "яли",
        "ировали",
    ]) || (word.len() > 8 && ends(&["или", "ели", "ули", "ало", "ило"]))
    {
        return false;
    }
    let consonant = word.chars().next_back().is_some_and(|last| !"аеєиіїоуюяыэёй".contains(last))
        || ends(&["ей", "ій", "ий", "ай", "ой", "уй", "ый"]);
    let oblique = ends(&["ами", "ями", "ьми", "ам", "ям", "ах", "ях"]);
    match (agreeing, form) {
        (Some(Adjective::PluralGenitive), Form::Few) => {
            consonant || oblique || ends(&["а", "я", "и", "і", "ы"])
        }
        (Some(Adjective::PluralGenitive), _) => consonant || oblique,
        (Some(Adjective::PluralInstrumental), _) => oblique,
        (_, Form::Many) => consonant || oblique || INDECLINABLE.contains(&word),
        // «четверо важко»: an adverb, and no noun that is declined.
        (_, Form::Few) if ends(&["о", "е"]) => INDECLINABLE.contains(&word),
        _ => word.chars().count() > 1,
    }
}

/// Nouns that end in a vowel in the genitive plural.
const INDECLINABLE: [&str; 8] =
    ["авто", "кіно", "депо", "шосе", "інтервю", "интервью", "фото", "відео"];

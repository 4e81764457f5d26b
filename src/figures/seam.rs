//! Words split at the hyphens and seams that matter to numbers: «11-ї», «600тис», "twenty-five".

use super::lexicon::{UnitKind, extend, flag};
use super::roman;
use super::token::{Token, Tokens};
use crate::article::Span;
use crate::text::fold;
use crate::text::word::{self, Word, WordHash, plain};
use std::num::NonZeroU32;
use xxhash_rust::xxh3::xxh3_64;

impl Tokens<'_> {
    /// Adds a word, whole or in its parts.
    pub(super) fn push(&mut self, index: u32, word: &Word) {
        let written = word.span.of(self.text);
        let first = written.as_bytes()[0];
        if first.is_ascii_digit() && word.traits.has_letter() {
            return self.push_digits_first(word, written);
        }
        if word.traits.is_joined() && written.contains(fold::is_hyphen) {
            let mut parts = written.split(fold::is_hyphen);
            let column = self.column_of(word.traits);
            let entry = |part: &str| self.lexicon.entry(self.lexicon.find(part_hash(part), column));
            let number = |part: &str| entry(part).begins();
            let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let is_month = |part: &str| entry(part).month > 0;
            // «два-три», "twenty-five", "mid-2024": a label stays whole (Су-34).
            let splits = match (parts.next(), parts.next()) {
                (Some(first), Some(second)) => {
                    number(first)
                        || (!word.traits.has_digit() && number(second))
                        || (is_digits(second) && (is_month(first) || self.is_time_prefix(first)))
                        || (is_month(first) && is_month(second))
                        || (roman::numeral(first).is_some()
                            && (roman::numeral(second).is_some() || entry(second).ordinal_suffix))
                }
                _ => false,
            };
            if splits {
                return self.push_parts(word.span, false);
            }
        } else if word.traits.has_digit() && word.traits.has_latin() && first.is_ascii_uppercase() {
            // USD100
            if let Some(at) = written.find(|c: char| c.is_ascii_digit())
                && self
                    .lexicon
                    .unit(extend(0, word::hash(&written[..at])), 2)
                    .is_some_and(|unit| unit.kind == UnitKind::Money)
                && written[at..].bytes().all(|byte| byte.is_ascii_digit())
            {
                let seam = word.span.start + at as u32;
                self.push_part(Span::new(word.span.start, seam), false);
                return self.push_part(Span::new(seam, word.span.end), true);
            }
        }
        let mut token = Token::new(word.hash, word.span, word.traits, written);
        token.word = NonZeroU32::new(index + 1);
        self.add(token);
    }

    /// Adds a token, and notes whether a figure can begin at it, or at the article before it.
    #[inline]
    pub(super) fn add(&mut self, token: Token) {
        if token.traits.has_digit()
            || self.lexicon.starts(token.hash)
            || token.traits.is_capitalised()
                && roman::may_be(token.traits, token.span.of(self.text))
        {
            let index = self.list.len() as u32;
            if token.traits.has_latin() && self.is_article(index) {
                self.beginnings.push(index - 1);
            }
            self.beginnings.push(index);
        }
        self.list.push(token);
    }

    fn is_article(&self, next: u32) -> bool {
        let Some(before) = (next as usize).checked_sub(1) else { return false };
        self.list[before].span.len() <= 2
            && self.is(before, flag::ARTICLE)
            && self.beginnings.last() != Some(&(before as u32))
    }

    /// mid-2024, early-2022.
    fn is_time_prefix(&self, part: &str) -> bool {
        self.lexicon.entry(self.lexicon.find(part_hash(part), 2)).is(flag::YEAR_BEFORE)
    }

    /// «600тис», «11-ї», «25-річний», "5pm"; not «72Б3».
    fn push_digits_first(&mut self, word: &Word, written: &str) {
        let seam = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
        let start = word.span.start;
        let rest = written[seam..].trim_start_matches(fold::is_hyphen);
        // 5G and 3D are names; 10K and 5M amounts.
        let generation = matches!(rest, "G" | "D" | "X" | "A" | "E" | "H")
            || matches!(rest, "C" | "С" | "F") && self.is_named(seam);
        if generation || rest.chars().any(char::is_numeric) {
            return self.add(Token::new(word.hash, word.span, word.traits, written));
        }
        self.push_part(Span::new(start, start + seam as u32), false);
        let rest_start = start + (written.len() - rest.len()) as u32;
        if !rest.is_empty() {
            self.push_parts(Span::new(rest_start, word.span.end), true);
        }
    }

    /// Whether "39C" is a name and no temperature: behind a name or a word like "section", or with
    /// more digits than weather has.
    fn is_named(&self, digits: usize) -> bool {
        let Some(last) = self.list.len().checked_sub(1) else { return digits > 2 };
        digits > 2 || self.list[last].traits.is_capitalised() || self.is(last, flag::LABEL)
    }

    fn push_parts(&mut self, span: Span, mut inside: bool) {
        let written = span.of(self.text);
        let mut start = 0;
        for (at, hyphen) in written.match_indices(fold::is_hyphen).chain([(written.len(), "")]) {
            if at > start {
                self.push_part(
                    Span::new(span.start + start as u32, span.start + at as u32),
                    inside,
                );
                inside = true;
            }
            start = at + hyphen.len();
        }
    }

    fn push_part(&mut self, span: Span, inside: bool) {
        let written = span.of(self.text);
        let Some((_, traits)) = plain::read(written, 0, &mut self.scratch) else { return };
        let hash = xxh3_64(self.scratch.as_bytes());
        let mut token = Token::new(hash, span, traits, written);
        token.inside = inside;
        self.add(token);
    }
}

/// [`word::hash`] of a part of a word, without its allocations where letters are plain.
pub(super) fn part_hash(part: &str) -> WordHash {
    let mut folded = [0_u8; 48];
    let mut length = 0;
    for c in part.chars() {
        let lower = match c {
            'a'..='z' | '0'..='9' | 'а'..='џ' | 'ґ' => c,
            'A'..='Z' => c.to_ascii_lowercase(),
            'А'..='Я' => char::from_u32(c as u32 + 32).unwrap_or(c),
            'Ѐ'..='Џ' => char::from_u32(c as u32 + 80).unwrap_or(c),
            '\'' | '’' | 'ʼ' => continue,
            _ => return word::hash(part),
        };
        let mixed = length > 0 && lower.is_ascii_alphabetic() != folded[0].is_ascii_alphabetic();
        if mixed || length + 2 > folded.len() {
            return word::hash(part);
        }
        length += lower.encode_utf8(&mut folded[length..]).len();
    }
    xxh3_64(&folded[..length])
}

//! Finds the names of the table in a stream of words: in any case form, with or without quotation
//! marks, with Latin letters in Cyrillic words (folding takes care of these).

use super::ending::{base, is_case_ending};
use super::{Outlet, OutletId};
use crate::text::Words;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name of the table, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Whose name.
    pub outlet: OutletId,
    /// Its words, as indices.
    pub words: Range<usize>,
    /// Written as in the table: a nominative, or a form that does not change.
    pub nominative: bool,
    /// A common word too: counts only in quotation marks or beside a word such as "newspaper".
    pub guarded: bool,
    /// A host, written as such.
    pub host: bool,
}

/// One name, split and folded as texts are.
#[derive(Clone, Debug)]
struct Name {
    /// First bytes of what stays of the first and of the second word in all cases, with the masks of
    /// how many these are: most names fall here, without a look at their words.
    heads: [Head; 2],
    outlet: OutletId,
    words: Box<[NameWord]>,
    guarded: bool,
    host: bool,
}

#[derive(Clone, Debug)]
struct NameWord {
    folded: Box<str>,
    /// Bytes of `folded` that stay in all cases.
    base: u32,
    capital: bool,
    /// An abbreviation in capitals, that a word in small letters does not stand for.
    acronym: bool,
}

/// Abbreviations up to this many characters must be written in capitals: longer ones (УНІАН,
/// Reuters written REUTERS) have no meaning as common words.
const SHORT_ACRONYM: usize = 4;

/// Bits of the gate before the table of names, of which about one in ten is set.
const GATE: usize = 1 << 14;

/// All names, found by the first characters of their first word.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// A bit for each first characters that a name begins with.
    gate: Box<[u64; GATE / 64]>,
    by_start: FxHashMap<u64, Vec<Name>>,
    exact: FxHashMap<String, OutletId>,
}

impl Default for Names {
    fn default() -> Self {
        let gate = Box::new([0; GATE / 64]);
        Self { gate, by_start: FxHashMap::default(), exact: FxHashMap::default() }
    }
}

impl Names {
    /// Makes all names of `entry` known, before those of earlier entries.
    pub(super) fn insert(&mut self, entry: &Outlet, id: OutletId) {
        let own_name_guarded = entry.guarded.contains(&entry.name);
        self.insert_name(&entry.name, id, own_name_guarded, false);
        for alias in &entry.aliases {
            self.insert_name(alias, id, false, false);
        }
        for alias in &entry.guarded {
            self.insert_name(alias, id, true, false);
        }
        for domain in &entry.domains {
            self.insert_name(domain, id, false, true);
        }
    }

    fn insert_name(&mut self, name: &str, outlet: OutletId, guarded: bool, host: bool) {
        let words = Words::new(name);
        let key = exact_key(&words);
        if !host && !key.is_empty() {
            self.exact.insert(key, outlet);
        }
        self.index(name, &words, outlet, guarded, host);
        if !host && words.iter().any(|word| word.traits.is_joined()) {
            // «Інтерфакс – Україна»: a hyphen that the text sets as a dash or a space.
            let apart = name.replace('-', " ");
            self.index(&apart, &Words::new(&apart), outlet, guarded, host);
        }
    }

    fn index(&mut self, name: &str, words: &Words, outlet: OutletId, guarded: bool, host: bool) {
        let mut split: Vec<NameWord> = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let folded: Box<str> = words.folded(at).into();
            let short = folded.chars().count() <= SHORT_ACRONYM;
            split.push(NameWord {
                base: base(&folded).len() as u32,
                capital: word.traits.is_capitalised() && !host,
                acronym: word.traits.is_acronym() && short && !host,
                folded,
            });
        }
        // "The Guardian" and "Guardian" are one name; the article is taken along where it stands.
        if split.len() > 1 && &*split[0].folded == "the" {
            let mut bare = split.clone();
            bare.remove(0);
            self.push(Name::new(outlet, split, false, host));
            self.push(Name::new(outlet, bare, guarded, host));
        } else if !split.is_empty() {
            debug_assert!(!name.is_empty());
            self.push(Name::new(outlet, split, guarded, host));
        }
    }

    fn push(&mut self, name: Name) {
        let folded = |at: usize| name.words.get(at).map_or(&b""[..], |word| word.folded.as_bytes());
        let start = start_of(head(folded(0)), || head(folded(1)));
        let bit = gate_bit(start);
        self.gate[bit / 64] |= 1 << (bit % 64);
        let names = self.by_start.entry(start).or_default();
        // Longest first; among equals the latest, so that a user's entry wins.
        let at = names.partition_point(|known| known.words.len() > name.words.len());
        names.insert(at, name);
    }

    pub(super) fn exact(&self, name: &str) -> Option<OutletId> {
        self.exact.get(&exact_key(&Words::new(name))).copied()
    }

    pub(super) fn at(&self, text: &str, words: &Words, at: usize) -> Option<Mention> {
        let second = || if at + 1 < words.len() { head(words.folded_bytes(at + 1)) } else { 0 };
        let first = head(words.folded_bytes(at));
        let start = start_of(first, second);
        let bit = gate_bit(start);
        if self.gate[bit / 64] >> (bit % 64) & 1 == 0 {
            return None;
        }
        let names = self.by_start.get(&start)?;
        let second = second();
        let begins = |name: &&Name| name.heads[0].begins(first) && name.heads[1].begins(second);
        names.iter().filter(begins).find_map(|name| name.matches(text, words, at))
    }
}

impl Name {
    /// `words` must not be empty.
    fn new(outlet: OutletId, words: Vec<NameWord>, guarded: bool, host: bool) -> Self {
        let heads = [0, 1].map(|at| words.get(at).map_or(Head::default(), Head::of));
        Self { heads, outlet, words: words.into(), guarded, host }
    }

    fn matches(&self, text: &str, words: &Words, at: usize) -> Option<Mention> {
        if at + self.words.len() > words.len() {
            return None;
        }
        let mut nominative = true;
        for (offset, own) in self.words.iter().enumerate() {
            let word = &words[at + offset];
            let folded = words.folded(at + offset);
            if folded != &*own.folded {
                let rest = folded.strip_prefix(&own.folded[..own.base as usize])?;
                let possessive = rest == "s" && word.traits.is_joined();
                let inflected = word.traits.has_cyrillic() && is_case_ending(rest);
                if !possessive && !inflected {
                    return None;
                }
                nominative &= possessive;
            }
            if own.capital && offset == 0 && !word.traits.is_capitalised() {
                return None;
            }
            if own.acronym && !begins_in_capitals(word.span.of(text)) {
                return None;
            }
            if offset > 0 {
                let gap = &text[words[at + offset - 1].span.end as usize..word.span.start as usize];
                if !self.joins(gap) {
                    return None;
                }
            }
        }
        Some(Mention {
            outlet: self.outlet,
            words: at..at + self.words.len(),
            nominative,
            guarded: self.guarded,
            host: self.host,
        })
    }

    /// Whether what stands between two words can stand inside this name.
    fn joins(&self, gap: &str) -> bool {
        if self.host {
            return gap == "." || gap == "-";
        }
        matches!(gap, "." | "-" | "/" | "+" | "’" | "'")
            || (gap.len() <= 8
                && gap.contains([' ', '\u{A0}'])
                && gap.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '–' | '—' | '-' | '«' | '"')))
    }
}

fn begins_in_capitals(word: &str) -> bool {
    word.chars().take(2).all(|c| !c.is_lowercase())
}

/// First bytes that a word must have.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    mask: u64,
    bytes: u64,
}

impl Head {
    fn of(word: &NameWord) -> Self {
        let base = &word.folded.as_bytes()[..word.base as usize];
        Self { mask: mask(base.len()), bytes: head(base) }
    }

    #[inline]
    fn begins(self, word: u64) -> bool {
        word & self.mask == self.bytes
    }
}

/// First eight bytes of a folded word.
#[inline]
fn head(folded: &[u8]) -> u64 {
    if let Some(first) = folded.first_chunk() {
        return u64::from_le_bytes(*first);
    }
    folded.iter().rev().fold(0, |head, &byte| head << 8 | u64::from(byte))
}

/// Mask of the first `length` bytes.
#[inline]
fn mask(length: usize) -> u64 {
    u64::MAX.checked_shr(64 - 8 * length.min(8) as u32).unwrap_or(0)
}

/// "the", with which a hundred names and every tenth sentence of English begin.
const THE: u64 = u64::from_le_bytes(*b"the\0\0\0\0\0");

/// What names are found by: of the first word's bytes those of three characters; after "the" those of
/// the second word too.
#[inline]
fn start_of(first: u64, second: impl FnOnce() -> u64) -> u64 {
    if first == THE { !three_of(second()) } else { three_of(first) }
}

/// Of a word's first bytes those of three characters.
#[inline]
fn three_of(head: u64) -> u64 {
    let mut length = 0;
    for _ in 0..3 {
        length += match (head.checked_shr(8 * length as u32).unwrap_or(0) & 0xFF) as u8 {
            0 => 0,
            1..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
    }
    head & mask(length)
}

#[inline]
fn gate_bit(start: u64) -> usize {
    (start.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50) as usize % GATE
}

fn exact_key(words: &Words) -> String {
    let all = words.folded_range(0..words.len());
    all.strip_prefix("the ").unwrap_or(all).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::Outlets;
    use crate::text::Words;

    /// Canonical names of all mentions in `text`, guarded ones in brackets.
    fn found(text: &str) -> Vec<String> {
        let outlets = Outlets::shipped();
        let words = Words::new(text);
        let mut names = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match outlets.mention(text, &words, at) {
                Some(mention) => {
                    at = mention.words.end;
                    let name = outlets.get(mention.outlet).name.clone();
                    names.push(if mention.guarded { format!("({name})") } else { name });
                }
                None => at += 1,
            }
        }
        names
    }

    #[test]
    fn names_are_found_in_any_case_and_script() {
        assert_eq!(
            found("на «Європейську правду» й Українській правді"),
            ["Європейська правда", "Українська правда"]
        );
        assert_eq!(found("для Укрінформу, від РБК-України"), ["Укрінформ", "РБК-Україна"]);
        assert_eq!(
            found("Рейтера, УНІАНом, Ведомостям, Дзеркалу тижня"),
            ["Reuters", "УНІАН", "(Ведомости)", "ZN.ua"]
        );
        assert_eq!(found("FREEДOM і FREEДОМ"), ["FREEДОМ", "FREEДОМ"]);
        assert_eq!(
            found("The New York Times and CNN's Guardian"),
            ["The New York Times", "CNN", "The Guardian"]
        );
        assert_eq!(found("агентство Інтерфакс – Україна"), ["Інтерфакс-Україна"]);
        assert_eq!(
            found("на сайті pravda.com.ua та Censor.net"),
            ["Українська правда", "Цензор.НЕТ"]
        );
    }

    #[test]
    fn common_words_are_none_or_guarded() {
        assert_eq!(found("факти про страну, time and the sun"), Vec::<String>::new());
        assert_eq!(found("Факти про Time"), ["(Факти)", "(Time)"]);
        assert_eq!(found("ап та нв і дв"), Vec::<String>::new());
        assert_eq!(found("правда європейська"), Vec::<String>::new());
        assert_eq!(found("CNN. News"), ["CNN"]);
    }
}

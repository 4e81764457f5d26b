//! A sketch as bytes: small, because there is one for each article of an archive, and read in
//! strides, because most are read twice.
//!
//! Numbers that count are written seven bits a byte, the lowest first (LEB128); those of sentences
//! and words as the step from the one before. The terms of a space stand column by column: keys,
//! words, what they are.

use super::{Line, Sketch};
use crate::article::Language;
use crate::fingerprint::Simhash;
use crate::reuse::term::{Class, SentenceTerms, Space, Term, Terms};

impl Sketch {
    /// Appends it as bytes.
    pub fn encode(&self, out: &mut Vec<u8>) {
        let code = self.language.code().as_bytes();
        out.push(code.len() as u8);
        out.extend(code);
        out.extend(self.simhash.0.to_le_bytes());
        count(self.lines.len() as u32, out);
        let mut before = 0;
        for line in &self.lines {
            count(line.sentence - before, out);
            count(line.words << 1 | u32::from(line.at_edge), out);
            out.extend(line.wording.to_le_bytes());
            out.extend(line.least_run.to_le_bytes());
            before = line.sentence;
        }
        for (space, terms) in &self.spaces {
            out.push(*space as u8 | if terms.advice { ADVICE } else { 0 });
            let length_at = out.len();
            out.extend([0; 4]);
            encode(terms, out);
            let length = (out.len() - length_at - 4) as u32;
            out[length_at..length_at + 4].copy_from_slice(&length.to_le_bytes());
        }
    }

    /// Reads of what [`Self::encode`] wrote the spaces that are `wanted`; none where it is something
    /// else.
    pub fn decode(bytes: &[u8], wanted: impl Fn(Space) -> bool) -> Option<Self> {
        let mut from = Bytes(bytes);
        let [code] = from.take()?;
        let code = from.split(code.into())?;
        let language = Language::from_code(std::str::from_utf8(code).ok()?);
        let simhash = Simhash(u64::from_le_bytes(from.take()?));
        let lines_count = from.many(LEAST_LINE)?;
        let mut lines = Vec::with_capacity(lines_count);
        let mut sentence = 0_u32;
        for _ in 0..lines_count {
            sentence = sentence.checked_add(from.count()?)?;
            let words = from.count()?;
            let wording = u64::from_le_bytes(from.take()?);
            let least_run = u32::from_le_bytes(from.take()?);
            let at_edge = words & 1 == 1;
            lines.push(Line { sentence, words: words >> 1, wording, least_run, at_edge });
        }
        let mut spaces = Vec::with_capacity(2);
        while !from.0.is_empty() {
            let [tag] = from.take()?;
            let space = Space::ALL.into_iter().find(|known| *known as u8 == tag & !ADVICE)?;
            let length = u32::from_le_bytes(from.take()?);
            let own = from.split(length as usize)?;
            if wanted(space) {
                let terms = Terms { advice: tag & ADVICE != 0, ..decode(space, own)? };
                spaces.push((space, terms));
            }
        }
        Some(Self { language, simhash, lines, spaces })
    }
}

/// Marks a space whose article addresses the reader.
const ADVICE: u8 = 1 << 7;

/// Bytes of a line and of the head of a sentence at least.
const LEAST_LINE: usize = 1 + 1 + 8 + 4;
const LEAST_HEAD: usize = 3;

fn encode(terms: &Terms, out: &mut Vec<u8>) {
    count(terms.sentences.len() as u32, out);
    count(terms.terms.len() as u32, out);
    let (mut before, mut word, mut wide) = (0, 0, false);
    for (index, sentence) in terms.sentences.iter().enumerate() {
        let words = || terms.of(index).iter().map(|term| term.word);
        let (first, last) = (words().min().unwrap_or(word), words().max().unwrap_or(word));
        count(sentence.sentence - before, out);
        count(sentence.terms.end - sentence.terms.start, out);
        count(first - word, out);
        wide |= last - first > u32::from(u8::MAX);
        debug_assert!(u16::try_from(last - first).is_ok(), "sentences are cut before");
        (before, word) = (sentence.sentence, first);
    }
    out.push(wide.into());
    out.extend(terms.terms.iter().flat_map(|term| (term.key as u32).to_le_bytes()));
    for index in 0..terms.sentences.len() {
        let of = terms.of(index);
        let first = of.iter().map(|term| term.word).min().unwrap_or(0);
        let steps = of.iter().map(|term| (term.word - first) as u16);
        if wide {
            out.extend(steps.flat_map(u16::to_le_bytes));
        } else {
            out.extend(steps.map(|step| step as u8));
        }
    }
    out.extend(terms.terms.iter().map(|term| {
        debug_assert!(term.key >> 32 < 8, "kinds of keys fit beside the class");
        (term.key >> 32) as u8 | (term.class as u8) << 3 | u8::from(term.formula) << 6
    }));
}

fn decode(space: Space, bytes: &[u8]) -> Option<Terms> {
    let mut from = Bytes(bytes);
    let (sentences_count, all) = (from.many(LEAST_HEAD)?, from.count()? as usize);
    let mut sentences = Vec::with_capacity(sentences_count);
    let mut firsts = Vec::with_capacity(sentences_count);
    let (mut sentence, mut word, mut end) = (0_u32, 0_u32, 0_u32);
    for _ in 0..sentences_count {
        sentence = sentence.checked_add(from.count()?)?;
        let start = end;
        end = end.checked_add(from.count()?)?;
        word = word.checked_add(from.count()?)?;
        firsts.push(word);
        sentences.push(SentenceTerms { sentence, terms: start..end, names: 0, figures: 0 });
    }
    let [wide] = from.take()?;
    let width = 1 + usize::from(wide == 1);
    if end as usize != all || from.0.len() != all.checked_mul(4 + width + 1)? {
        return None;
    }
    let (keys, words, tags) = (from.split(4 * all)?, from.split(width * all)?, from.0);
    let key = |(key, &tag): (&[u8; 4], &u8)| Term {
        key: u64::from(tag & 7) << 32 | u64::from(u32::from_le_bytes(*key)),
        word: 0,
        class: Class::ALL[usize::from(tag >> 3 & 7).min(Class::ALL.len() - 1)],
        formula: tag >> 6 & 1 == 1,
    };
    let mut terms: Vec<Term> = keys.as_chunks().0.iter().zip(tags).map(key).collect();
    if width == 1 {
        terms.iter_mut().zip(words).for_each(|(term, &word)| term.word = word.into());
    } else {
        let words = words.as_chunks().0.iter().map(|word| u16::from_le_bytes(*word));
        terms.iter_mut().zip(words).for_each(|(term, word)| term.word = word.into());
    }
    for (held, first) in sentences.iter_mut().zip(firsts) {
        for term in &mut terms[held.terms.start as usize..held.terms.end as usize] {
            term.word = term.word.checked_add(first)?;
            held.names += u32::from(term.is_name());
            held.figures += u32::from(term.is_figure());
        }
    }
    Some(Terms { terms, sentences, space, advice: false })
}

/// Appends a number that counts something, most of them below 128.
fn count(mut number: u32, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Bytes still to be read.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn split(&mut self, length: usize) -> Option<&'b [u8]> {
        let (own, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(own)
    }

    fn count(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let [byte] = self.take()?;
            number |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A count of things of `size` bytes at least, as many as can still follow.
    fn many(&mut self, size: usize) -> Option<usize> {
        let count = self.count()? as usize;
        (count <= self.0.len() / size).then_some(count)
    }
}

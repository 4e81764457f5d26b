//! Quotations: pairs of quotation marks around words that someone said, told from names in
//! quotation marks.
//!
//! Marks are paired within a paragraph; one left open goes on in the next paragraphs until it is
//! closed; one that closes without having been opened begins with its paragraph, where a verb of
//! speech follows it. Of nested quotations the outer one counts.

use super::clause::Clauses;
use super::gap::{Kind, Mark, Side, is_dash};
use super::lexicon::{self, Lexeme};
use super::{Quote, Role, Sentence};
use crate::article::Span;
use std::ops::Range;

/// Marks that can be open at the same time; what is nested deeper is not prose.
const DEEPEST: usize = 8;

/// Paragraphs that one quotation can reach over.
const LONGEST_QUOTE: u32 = 8;

/// Words between a quotation and the verb of speech behind it at most.
const FARTHEST_VERB: usize = 6;

/// A fragment in small letters from this many words on is a quotation whatever stands around it.
const PLAIN_FRAGMENT: usize = 4;

/// A fragment from this many words on is one where the sentence has a verb of speech.
const SAID_FRAGMENT: usize = 2;

/// A sentence that begins with a capital in quotation marks and is not said by anyone in sight:
/// from this many words on it is no name where it opens a sentence.
const OPENING_SENTENCE: usize = 5;

/// The same in the middle of a sentence, where titles of laws, books and articles stand.
const INNER_SENTENCE: usize = 8;

/// Finds the quotations, without speakers.
pub(super) fn find(clauses: &Clauses<'_>, sentences: &[Sentence], marks: &[Mark]) -> Vec<Quote> {
    let mut finder = Finder { clauses, sentences, quotes: Vec::new(), open: None, start: 0 };
    let mut at = 0;
    let mut next = 0;
    for lines in sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let range = at..at + lines.len();
        at = range.end;
        let end = lines[lines.len() - 1].span.end;
        let from = next;
        while marks.get(next).is_some_and(|mark| mark.at < end) {
            next += 1;
        }
        let start = lines[0].span.start;
        let from = from + marks[from..next].partition_point(|mark| mark.at < start);
        if lines[0].role == Role::Body {
            finder.paragraph(range, &marks[from..next]);
        }
    }
    finder.abandon();
    let mut quotes = finder.quotes;
    quotes.sort_unstable_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
    let mut end = 0;
    quotes.retain(|quote| {
        let keep = quote.span.start >= end;
        end = if keep { quote.span.end } else { end };
        keep
    });
    quotes
}

/// A quotation left open at the end of its paragraph.
struct LeftOpen {
    mark: Mark,
    paragraph: u32,
    /// End of the last paragraph that it can reach over so far.
    end: u32,
    /// End of the paragraph that it was opened in, or of the part of it that is quoted.
    own_end: u32,
}

struct Finder<'t> {
    clauses: &'t Clauses<'t>,
    sentences: &'t [Sentence],
    quotes: Vec<Quote>,
    open: Option<LeftOpen>,
    /// First byte of the paragraph being read.
    start: u32,
}

impl Finder<'_> {
    fn paragraph(&mut self, sentences: Range<usize>, mut marks: &[Mark]) {
        let (first, last) = (&self.sentences[sentences.start], &self.sentences[sentences.end - 1]);
        let (start, end, number) = (first.span.start, last.span.end, first.paragraph);
        if self.open.as_ref().is_some_and(|open| number - open.paragraph > LONGEST_QUOTE) {
            self.abandon();
        }
        // Every paragraph of a long quotation begins with a mark, only the last one ends with one.
        if let (Some(open), Some(mark)) = (&self.open, marks.first())
            && mark.at == start
            && mark.side == Side::Open
            && mark.kind == open.mark.kind
        {
            marks = &marks[1..];
        }
        self.start = start;
        let (pairs, left, unopened) = pair(marks);
        if let Some(close) = unopened {
            if let Some(open) = self.open.take() {
                self.push(open.mark.end, close.at);
            } else if self.says_behind(close.end).is_some() && close.at > start {
                self.push(start, close.at);
            }
        } else if let Some(open) = &mut self.open {
            open.end = end;
        }
        for &(open, close) in &pairs {
            if self.open.is_none() && self.is_quotation(open, close) {
                self.push(open.end, close.at);
            }
        }
        if let (Some(mark), None) = (left, &self.open) {
            let own_end = self.unclosed_end(mark, &pairs, sentences);
            match own_end {
                Some(own_end) => self.push(mark.end, own_end),
                None => {
                    self.open = Some(LeftOpen { mark, paragraph: number, end, own_end: end });
                }
            }
        }
    }

    /// Gives up waiting for the mark that closes: the quotation ends with its paragraph if it
    /// began it, and is none otherwise.
    fn abandon(&mut self) {
        if let Some(open) = self.open.take() {
            let opened = self.sentences.iter().any(|s| s.span.start == open.mark.at);
            let words = self
                .clauses
                .words
                .within(Span::new(open.mark.end, open.own_end.max(open.mark.end)));
            if opened && words.len() >= OPENING_SENTENCE {
                self.push(open.mark.end, open.own_end);
            }
        }
    }

    /// Where a quotation that is not closed ends within its paragraph; none if it may go on in the
    /// next.
    fn unclosed_end(
        &self,
        mark: Mark,
        pairs: &[(Mark, Mark)],
        sentences: Range<usize>,
    ) -> Option<u32> {
        let index = self.sentences[sentences.clone()]
            .iter()
            .rposition(|sentence| sentence.span.start <= mark.at)?
            + sentences.start;
        let sentence = &self.sentences[index];
        // A closing mark that serves the inner and the outer quotation.
        let inner = pairs.iter().find(|pair| pair.0.at > mark.at);
        if let Some((_, close)) = inner.filter(|pair| pair.1.at < sentence.span.end) {
            return Some(close.at);
        }
        // «"Ми готові, - сказав Рютте.»
        let from = mark.word as usize;
        let to = self.sentences[sentences.end - 1].words.end as usize;
        let verb = (from..to).find(|&word| {
            self.clauses.is(word, Lexeme::SAYS)
                && word > from
                && self.clauses.gap(word - 1).contains([',', '.', '!', '?', '…'])
                && self.clauses.gap(word - 1).contains(is_dash)
        });
        if let Some(verb) = verb {
            return Some(self.clauses.words[verb - 1].span.end);
        }
        inner.map(|_| self.clauses.words[sentence.words.end as usize - 1].span.end)
    }

    /// Adds what stands in `span`, without the speaker's words inside: «Ми чекаємо, – додав
    /// Хома. – Дощ мине» is two quotations.
    fn push(&mut self, start: u32, end: u32) {
        if start >= end {
            return;
        }
        let span = Span::new(start, end);
        let words = self.clauses.words.within(span);
        let mut start = span.start;
        let mut word = words.start + 1;
        while word < words.end {
            let gap = self.clauses.gap(word - 1);
            if self.clauses.is(word, Lexeme::SAYS)
                && gap.starts_with([',', '.', '!', '?', '…'])
                && gap.contains(is_dash)
            {
                self.add(Span::new(start, self.clauses.words[word - 1].span.end));
                let back = (word..words.end - 1).find(|&word| {
                    let gap = self.clauses.gap(word);
                    gap.starts_with([',', '.']) && gap.contains(is_dash)
                });
                let Some(back) = back else { return };
                start = self.clauses.words[back + 1].span.start;
                word = back + 1;
            }
            word += 1;
        }
        self.add(Span::new(start, span.end));
    }

    fn add(&mut self, span: Span) {
        let text = span.of(self.clauses.text);
        let trimmed = text.trim();
        if self.clauses.words.within(span).is_empty() {
            return;
        }
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        let span = Span::new(start, start + trimmed.len() as u32);
        self.quotes.push(Quote { span, speaker: None });
    }

    /// The verb of speech behind a quotation that ends at byte `end`.
    fn says_behind(&self, end: u32) -> Option<usize> {
        let first = self.clauses.words.partition_point(|word| word.span.start < end);
        let to = self.clauses.words.len().min(first + FARTHEST_VERB);
        (first..to)
            .find(|&word| self.clauses.is(word, Lexeme::SAYS))
            .filter(|&verb| self.clauses.is_beside(end, verb))
    }

    /// Whether what stands between two marks was said by someone, or is only called so.
    fn is_quotation(&self, open: Mark, close: Mark) -> bool {
        let clauses = self.clauses;
        let text = clauses.text;
        let inner = Span::new(open.end, close.at);
        let words = clauses.words.within(inner);
        let count = words.len();
        if count == 0 {
            return false;
        }
        let index = self.sentences.partition_point(|s| s.span.start <= open.at).saturating_sub(1);
        let sentence = &self.sentences[index];
        let before = text[..open.at as usize].trim_end();
        let written = inner.of(text).trim_end();
        let stopped = written.ends_with(['.', '!', '?', '…', ',']);
        let behind = text[close.end as usize..].trim_start();
        let parted = behind.starts_with([',', '—', '–', '-']) || stopped;
        if parted && self.says_behind(close.end).is_some() {
            return true;
        }
        // «…», сказав він. «Це так.»
        let follows = self.quotes.last().is_some_and(|quote| quote.span.start >= self.start);
        if follows && stopped && open.at == sentence.span.start && count >= SAID_FRAGMENT {
            return true;
        }
        let preceding = words.start.checked_sub(1).filter(|_| open.at > sentence.span.start);
        if preceding.is_some_and(|word| lexicon::takes_name(clauses.words.folded(word))) {
            return false;
        }
        if before.ends_with(':') && count >= SAID_FRAGMENT {
            return true;
        }
        if sentence.span.end < inner.end {
            return count >= OPENING_SENTENCE;
        }
        let capitals =
            words.clone().filter(|&word| clauses.words[word].traits.is_capitalised()).count();
        if !clauses.words[words.start].traits.is_capitalised() {
            let own = sentence.words.start as usize..sentence.words.end as usize;
            let said = || {
                own.clone().any(|word| {
                    clauses.is(word, Lexeme::SAYS.or(Lexeme::WORDS_OF)) && !words.contains(&word)
                })
            };
            return capitals * 2 < count
                && (count >= PLAIN_FRAGMENT || count >= SAID_FRAGMENT && said());
        }
        let least = if open.at == sentence.span.start { OPENING_SENTENCE } else { INNER_SENTENCE };
        count >= least && capitals * 2 < count
    }
}

/// Pairs of outermost marks, the first mark left open, and a closing mark before any was open.
fn pair(marks: &[Mark]) -> (Vec<(Mark, Mark)>, Option<Mark>, Option<Mark>) {
    let mut pairs: Vec<(Mark, Mark)> = Vec::new();
    let mut stack: Vec<Mark> = Vec::new();
    let mut unopened = None;
    let double = marks.iter().any(|mark| mark.kind != Kind::Single);
    for &mark in marks.iter().filter(|mark| (mark.kind == Kind::Single) != double) {
        let same = stack.iter().rposition(|open| open.kind == mark.kind);
        let closes = match mark.side {
            Side::Open => false,
            Side::Close => true,
            Side::Either => same.is_some(),
        };
        if !closes {
            if stack.len() < DEEPEST {
                stack.push(mark);
            }
        } else if let Some(at) = same.or_else(|| stack.len().checked_sub(1)) {
            pairs.push((stack[at], mark));
            stack.truncate(at);
        } else if unopened.is_none() && pairs.is_empty() && mark.kind != Kind::Single {
            unopened = Some(mark);
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.0.at);
    let mut end = 0;
    pairs.retain(|(open, close)| {
        let outer = open.at >= end;
        end = end.max(close.end);
        outer
    });
    let left = stack.first().copied().filter(|mark| mark.kind != Kind::Single);
    (pairs, left, unopened)
}

//! An article's words beside what the tables say of them: which are cues, which name an entry of
//! the table of outlets, what stands between them.

use super::cue::{self, Cue};
use super::ending::Endings;
use crate::article::Span;
use crate::outlet::{Mention, Outlets};
use crate::text::{Document, Role, WordHash, Words};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::ops::Range;

/// Most words by which a name in quotation marks can be longer than an entry of the table.
const LONGEST_REST: usize = 4;

/// Words that a page's cues and mentions refer to.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) document: &'a Document,
    pub(super) words: &'a Words,
    pub(super) outlets: &'a Outlets,
    pub(super) cues: Vec<Cue>,
    /// In order, not overlapping.
    pub(super) mentions: Vec<Mention>,
    /// Words that stand with a capital inside a sentence, when asked for.
    pub(super) inner_capitals: OnceCell<FxHashSet<WordHash>>,
}

impl<'a> Page<'a> {
    /// Looks up all words of `document`, and all names in it.
    pub(super) fn new(text: &'a str, document: &'a Document, outlets: &'a Outlets) -> Self {
        let words = &document.words;
        let cues = cue::look_up(words);
        let mut page = Self {
            text,
            document,
            words,
            outlets,
            cues,
            mentions: Vec::new(),
            inner_capitals: OnceCell::new(),
        };
        let mut done = 0;
        for sentence in &document.sentences {
            if sentence.role != Role::Link {
                let words = sentence.words.start as usize..sentence.words.end as usize;
                done = page.find_mentions(words.start.max(done)..words.end);
            }
        }
        page
    }

    /// Finds the names that begin among `words`; gives the end of the last. A name with a full
    /// stop in it («Крим.Реалії») can run over what looks like the end of a sentence.
    fn find_mentions(&mut self, words: Range<usize>) -> usize {
        let mut at = words.start;
        while at < words.end {
            let word = &self.words[at];
            // A host can be written small; every other name begins with a capital or a digit.
            let can_begin = word.traits.is_capitalised()
                || word.traits.has_digit()
                || self.text.as_bytes().get(word.span.end as usize) == Some(&b'.');
            let found =
                if can_begin { self.outlets.mention(self.text, self.words, at) } else { None };
            let fits =
                |mention: &Mention| mention.words.end <= words.end || self.gap(words.end) == ".";
            match found.filter(fits) {
                Some(mention) => {
                    at = mention.words.end;
                    if !self.is_part_of_name(&mention, words.end) && self.counts(&mention) {
                        self.mentions.push(mention);
                    }
                }
                None => at += 1,
            }
        }
        at
    }

    /// Whether a longer name in quotation marks begins with these words: «Лівий берег міста» is not
    /// «Лівий берег».
    fn is_part_of_name(&self, mention: &Mention, end: usize) -> bool {
        let stop = mention.words.end;
        opens_quote(self.gap(mention.words.start))
            && !closes_quote(self.gap(stop))
            && (stop + 1..=end.min(stop + LONGEST_REST))
                .find(|&close| closes_quote(self.gap(close)))
                .is_some_and(|close| {
                    (stop..close).all(|at| !self.breaks(at) && !self.cue(at).is(Cue::VERB))
                })
    }

    /// Whether a name that is a common word too is meant as a name here: in quotation marks, after
    /// the kind of outlet, or as what reports («пише Фокус», «з посиланням на Факти»).
    fn counts(&self, mention: &Mention) -> bool {
        if !mention.guarded {
            return true;
        }
        let first = mention.words.start;
        if let Some(before) = first.checked_sub(1).filter(|_| self.gap(first) == " ") {
            let verb = self.cues[before];
            let reports = verb.is(Cue::REPORTS.or(Cue::PASSES)) && !verb.is(Cue::MANY);
            if reports && self.words[before].traits.has_cyrillic() {
                return true;
            }
            // «за даними Факту» is anybody's, «по данным Baza» in Cyrillic text a name's.
            let written =
                self.words[first].traits.has_latin() && !self.words[first].traits.has_cyrillic();
            if written && verb.is(Cue::DATA) && self.words[before].traits.has_cyrillic() {
                return true;
            }
            let referred = before.checked_sub(1).is_some_and(|at| self.cues[at].is(Cue::REFERENCE));
            if referred && self.is_word(before, &["на"]) {
                return true;
            }
        }
        let quoted =
            opens_quote(self.gap(mention.words.start)) && closes_quote(self.gap(mention.words.end));
        let kind_before = (1..=2).any(|back| {
            mention.words.start.checked_sub(back).is_some_and(|before| {
                self.cues[before].is(Cue::OUTLET)
                    && !(before..mention.words.start).any(|at| breaks(self.gap(at + 1)))
            })
        });
        quoted || kind_before
    }

    /// What stands before word `at`, after the word before it; what ends the text for its length.
    #[inline]
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).map_or(0, |before| {
            self.words.get(before).map_or(self.text.len(), |word| word.span.end as usize)
        });
        let end = self.words.get(at).map_or(self.text.len(), |word| word.span.start as usize);
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether a clause ends between word `at` and the one before it.
    #[inline]
    pub(super) fn breaks(&self, at: usize) -> bool {
        breaks(self.gap(at))
    }

    /// The folded form of word `at`; empty beyond the last.
    pub(super) fn folded(&self, at: usize) -> &'a str {
        if at < self.words.len() { self.words.folded(at) } else { "" }
    }

    #[inline]
    pub(super) fn cue(&self, at: usize) -> Cue {
        self.cues.get(at).copied().unwrap_or_default()
    }

    /// The bytes of words `range`, which is not empty.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.words[range.start].span.start, self.words[range.end - 1].span.end)
    }

    /// The text of words `range`.
    pub(super) fn slice(&self, range: &Range<usize>) -> &'a str {
        if range.is_empty() { "" } else { self.span(range).of(self.text) }
    }

    pub(super) fn mention_at(&self, at: usize) -> Option<&Mention> {
        let index = self.mentions.binary_search_by_key(&at, |mention| mention.words.start).ok()?;
        self.mentions.get(index)
    }

    pub(super) fn mention_ending(&self, end: usize) -> Option<&Mention> {
        let index = self.mentions.binary_search_by_key(&end, |mention| mention.words.end).ok()?;
        self.mentions.get(index)
    }

    pub(super) fn mentions_within(&self, words: &Range<usize>) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.words.start < words.start);
        let end = self.mentions.partition_point(|mention| mention.words.end <= words.end);
        &self.mentions[start..end.max(start)]
    }

    pub(super) fn is_capitalised(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.traits.is_capitalised())
    }

    /// Whether word `at` is one of `folded`.
    pub(super) fn is_word(&self, at: usize, folded: &[&str]) -> bool {
        let word = self.folded_bytes(at);
        folded.iter().any(|other| other.as_bytes() == word)
    }

    /// The bytes of [`Self::folded`].
    pub(super) fn folded_bytes(&self, at: usize) -> &'a [u8] {
        if at < self.words.len() { self.words.folded_bytes(at) } else { b"" }
    }

    /// Whether word `at` has one of `endings`.
    pub(super) fn ends_in<const N: usize>(&self, at: usize, endings: &Endings<N>) -> bool {
        endings.end(self.folded_bytes(at))
    }

    /// "Japan's", before a name.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        word.traits.is_joined() && word.traits.has_latin() && self.folded_bytes(at).ends_with(b"s")
    }

    /// An adjective written small: «британське», "американское", "Korean".
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        let capital = self.is_capitalised(at) && self.words[at].traits.has_cyrillic();
        !capital && self.has_adjective_ending(at)
    }

    /// An adjective by its ending, also with the capital of a sentence.
    pub(super) fn has_adjective_ending(&self, at: usize) -> bool {
        const ENDINGS: Endings<22> = Endings::new([
            "ий", "ій", "ого", "ому", "им", "ої", "ою", "ська", "ську", "ське", "ські", "ский",
            "ское", "ская", "ской", "ском", "ный", "ное", "ная", "ной", "ных", "них",
        ]);
        const ENGLISH: [&str; 16] = [
            "korean",
            "japanese",
            "russian",
            "ukrainian",
            "american",
            "british",
            "french",
            "german",
            "chinese",
            "polish",
            "turkish",
            "staterun",
            "state",
            "news",
            "local",
            "public",
        ];
        let Some(word) = self.words.get(at) else { return false };
        if word.traits.has_cyrillic() {
            self.ends_in(at, &ENDINGS)
        } else {
            self.is_word(at, &ENGLISH)
        }
    }
}

/// Whether a clause ends in `gap`: at a comma, a dash, a bracket, a line end, the end of a sentence.
#[inline]
pub(super) fn breaks(gap: &str) -> bool {
    // Nine of ten gaps are one space.
    gap != " " && holds_break(gap)
}

fn holds_break(gap: &str) -> bool {
    gap.contains([',', ';', ':', '(', ')', '–', '—', '!', '?', '…', '\n', '.', '/', '|'])
        || gap.contains(" - ")
}

pub(super) fn opens_quote(gap: &str) -> bool {
    gap.ends_with(['«', '"', '“', '„', '‟', '\'', '‘'])
}

pub(super) fn closes_quote(gap: &str) -> bool {
    gap.starts_with(['»', '"', '”', '“', '\'', '’'])
}

//! A passage pair and its aligned sentences: the nouns.

use crate::article::Span;
use std::ops::Range;

/// How alike two passages or sentences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// The same folded words in order.
    Verbatim,
    /// At least 80 % of both sides' words align in order.
    Near,
    /// Less than that.
    Reworded,
    /// In another language.
    Translated,
}

impl MatchKind {
    /// The word that tables show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Near => "near",
            Self::Reworded => "reworded",
            Self::Translated => "translated",
        }
    }
}

/// What made a sentence pair's score: a rare word, name or figure on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Where in the first article's text.
    pub a: Span,
    /// Where in the second's.
    pub b: Span,
    /// Its share of the score, rarest first.
    pub weight: f32,
}

/// Two aligned sentences (or a sentence and the two it was split into).
#[derive(Clone, Debug, PartialEq)]
pub struct SentencePair {
    /// Sentences of the first article, as indices into its document.
    pub a: Range<u32>,
    /// Sentences of the second.
    pub b: Range<u32>,
    /// The aligned part of the first.
    pub span_a: Span,
    /// The aligned part of the second.
    pub span_b: Span,
    /// How alike they are written.
    pub kind: MatchKind,
    /// 0 to 1: rarity-weighted stems, names and figures shared.
    pub score: f32,
    /// What made the score, weightiest first, at most 8.
    pub shared: Vec<Shared>,
}

/// A passage pair: sentences of two articles that say the same, as a chain in which gaps and
/// another order are allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the first article among the witnesses; its id sorts before the second's.
    pub a: u32,
    /// Index of the second.
    pub b: u32,
    /// Aligned sentences, in the order of the first article.
    pub pairs: Vec<SentencePair>,
    /// Kind of the whole.
    pub kind: MatchKind,
    /// 0 to 1, over the shorter passage, gaps excluded.
    pub similarity: f32,
    /// Distance of the passages' fingerprints; none below 3 words and for translations.
    pub hamming: Option<u32>,
    /// Words of the longest run that stands verbatim on both sides.
    pub longest_run: u32,
    /// Words of `a`'s passage, and of `b`'s.
    pub words: (u32, u32),
    /// Words that align in order, counted once.
    pub aligned_words: u32,
}

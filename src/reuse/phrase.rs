//! Phrases that an archive repeats in story after story: what a word still says after the words
//! before it.
//!
//! Ten words of a frame («за рік додав у ціні на …, чого не скажеш про …») stand together each time,
//! so together they say hardly more than one of them. A term is therefore worth what it tells once
//! its neighbour is known (a bigram model), as far as the pair was met in *different* surroundings:
//! the sentences of one much copied story repeat their pairs too, and must keep their weight.

use super::rarity;
use super::term::{Class, Term, Terms};
use rustc_hash::FxHashSet;

/// Counts of terms and of pairs of neighbours.
#[derive(Clone, Debug)]
pub struct Phrases {
    bins: Vec<Bin>,
    /// A bit for each bin that more than one story's surroundings were met in, which are few: asked
    /// for each pair of neighbours, it stays in the second cache as the bins would not.
    known: Vec<u64>,
}

/// Terms or pairs that share a bin count together.
#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    /// Sentences in which it stands.
    count: u32,
    /// A bit for each of 32 kinds of surroundings, to estimate in how many different ones it stands
    /// (linear counting: Whang et al. 1990).
    seen: u32,
}

impl Bin {
    /// Bits of [`Self::seen`] that are set.
    fn surroundings(self) -> f32 {
        self.seen.count_ones() as f32
    }
}

/// Bins for each term counted: each has two pairs besides.
const BINS_FOR_TERM: usize = 4;

/// The least and the most bins: 16 MiB.
const BINS: (usize, usize) = (1 << 10, 1 << 21);

/// Bits of [`Bin::seen`] up to which a pair can be that of one story and its edits, and from which
/// it is a phrase of the language: about 6 and 14 different surroundings.
const STORY: f32 = 5.0;
const PHRASE: f32 = 11.0;

/// Terms of a sentence that can stand for its surroundings: one more than a pair has terms.
const RAREST: usize = 3;

/// Share of sentences from which even the rarest term of a sentence says nothing of its story, so
/// that the article's has to.
const FREQUENT: f32 = 1.0 / 2_000.0;

/// Articles that are worth learning from; of more, every second, third, … one.
pub const MOST_ARTICLES: usize = 8_000;

/// Smallest hashes that sketch an article's runs of three terms (Broder 1997), and how many of them
/// were told before when its story was. A frame can be among them by chance, two hardly.
const SKETCH: usize = 4;
const SAME_STORY: usize = 2;

/// Nothing is known yet.
impl Default for Phrases {
    fn default() -> Self {
        Self::with_bins(BINS.0)
    }
}

impl Phrases {
    fn with_bins(bins: usize) -> Self {
        Self { bins: vec![Bin::default(); bins], known: vec![0; bins.div_ceil(64)] }
    }

    /// Learns from a sample of articles, in their order, each read in the space of its own language,
    /// from one of each story: copies of a story repeat its phrases too, each with slips of its own
    /// around them.
    pub fn learn<'t>(articles: impl Iterator<Item = &'t Terms> + Clone) -> Self {
        let terms: usize = articles.clone().map(|article| article.terms.len()).sum();
        let bins = (terms * BINS_FOR_TERM).next_power_of_two().clamp(BINS.0, BINS.1);
        let mut phrases = Self::with_bins(bins);
        let mut told: [FxHashSet<u32>; SKETCH] = Default::default();
        let stories: Vec<&Terms> = articles
            .filter(|article| {
                let sketch = sketch(article);
                let known = sketch.iter().zip(&told).filter(|(least, told)| told.contains(least));
                let is_new = known.count() < SAME_STORY;
                sketch.iter().zip(&mut told).for_each(|(&least, told)| {
                    told.insert(least);
                });
                is_new
            })
            .collect();
        for article in &stories {
            phrases.count_terms(article);
        }
        let sentences: usize = stories.iter().map(|article| article.sentences.len()).sum();
        let frequent = ((FREQUENT * sentences as f32) as u32).max(2);
        for article in &stories {
            phrases.count(article, frequent);
        }
        for (at, bin) in phrases.bins.iter().enumerate() {
            phrases.known[at / 64] |= u64::from(bin.surroundings() > STORY) << (at % 64);
        }
        phrases
    }

    fn count_terms(&mut self, article: &Terms) {
        for term in &article.terms {
            self.bin_mut(0, of(term)).count += 1;
        }
    }

    fn count(&mut self, article: &Terms, frequent: u32) {
        let story = self.rarest(&article.terms, frequent)[0].1;
        let mut order = Vec::new();
        for index in 0..article.sentences.len() {
            let terms = article.of(index);
            let rarest = self.rarest(terms, frequent);
            neighbours(terms, &mut order, |at, before| {
                let (key, before) = (of(&terms[at]), of(&terms[before]));
                let around = rarest.iter().find(|&&(_, other)| other != key && other != before);
                let surroundings = match around {
                    Some(&(count, other)) if other != 0 && count <= frequent => other,
                    _ => story,
                };
                let bin = self.bin_mut(before, key);
                bin.count += 1;
                bin.seen |= 1 << (surroundings.wrapping_mul(0x9E37_79B1) >> 27);
            });
        }
    }

    /// Counts and keys of the rarest terms. Those that stand once come after the other rare ones, and
    /// only if there are several: a single one is as likely a slip of one copy.
    fn rarest(&self, terms: &[Term], frequent: u32) -> [(u32, u32); RAREST] {
        let once = terms.iter().filter(|term| self.bin(0, of(term)).count <= 1).count();
        let mut rarest = [(u32::MAX, 0); RAREST];
        for term in terms {
            let count = match self.bin(0, of(term)).count {
                ..=1 if once > 1 => frequent,
                ..=1 => continue,
                count => count,
            };
            let entry = (count, of(term));
            if entry < rarest[RAREST - 1] && !rarest.contains(&entry) {
                let at = rarest.partition_point(|&held| held < entry);
                rarest[at..].rotate_right(1);
                rarest[at] = entry;
            }
        }
        rarest
    }

    /// Lessens the `weights` of a sentence's `terms`, each as if it stood alone, by what the terms
    /// before it tell already. `order` is room to work in.
    pub fn lessen(&self, terms: &[Term], weights: &mut [f32], order: &mut Vec<u32>) {
        neighbours(terms, order, |at, before| {
            let place = self.place(of(&terms[before]), of(&terms[at]));
            if self.known[place / 64] >> (place % 64) & 1 == 1 {
                let pair = self.bins[place];
                let known = ((pair.surroundings() - STORY) / (PHRASE - STORY)).min(1.0);
                let alone = self.bin(0, of(&terms[before])).count.max(1);
                let told = rarity::information(pair.count as f32 / alone as f32);
                let weight = &mut weights[at];
                *weight += known * (told.min(*weight) - *weight);
            }
        });
    }

    fn place(&self, before: u32, stem: u32) -> usize {
        let mixed = (u64::from(before) << 32 | u64::from(stem)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize & (self.bins.len() - 1)
    }

    fn bin(&self, before: u32, stem: u32) -> Bin {
        self.bins[self.place(before, stem)]
    }

    fn bin_mut(&mut self, before: u32, stem: u32) -> &mut Bin {
        let place = self.place(before, stem);
        &mut self.bins[place]
    }
}

/// Any figure among the neighbours of a term.
const FIGURE: u32 = 1;

/// What a term is as a neighbour.
fn of(term: &Term) -> u32 {
    if term.class >= Class::Date { FIGURE } else { term.key as u32 ^ (term.key >> 32) as u32 }
}

/// Calls `pair` with each term of a sentence and each of the two before it, as indices into
/// `terms`, in the order of the text.
fn neighbours(terms: &[Term], order: &mut Vec<u32>, mut pair: impl FnMut(usize, usize)) {
    in_order(terms, order);
    for at in 1..order.len() {
        pair(order[at] as usize, order[at - 1] as usize);
        if at > 1 {
            pair(order[at] as usize, order[at - 2] as usize);
        }
    }
}

/// Puts the indices of a sentence's terms into `order`, by their words: each goes to the place of
/// its word first, which no other has (a sentence has some hundred words at most), then they close
/// up.
fn in_order(terms: &[Term], order: &mut Vec<u32>) {
    const NONE: u32 = u32::MAX;
    order.clear();
    let words = || terms.iter().map(|term| term.word);
    let (Some(first), Some(last)) = (words().min(), words().max()) else { return };
    order.resize((last - first) as usize + 1, NONE);
    for (at, word) in (0..).zip(words()) {
        order[(word - first) as usize] = at;
    }
    // Without a branch: which words are terms cannot be foreseen.
    let mut filled = 0;
    for place in 0..order.len() {
        let at = order[place];
        order[filled] = at;
        filled += usize::from(at != NONE);
    }
    order.truncate(filled);
}

/// Of several orders of an article's runs of three terms, the first in each.
fn sketch(article: &Terms) -> [u32; SKETCH] {
    let mut sketch = [u32::MAX; SKETCH];
    let mut order = Vec::new();
    for index in 0..article.sentences.len() {
        let terms = article.of(index);
        in_order(terms, &mut order);
        for run in order.windows(3) {
            let [one, two, three] =
                [run[0], run[1], run[2]].map(|at| u64::from(of(&terms[at as usize])));
            let run = (one << 32 | two).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ three;
            let mixed = u128::from(run).wrapping_mul(0xD6E8_FEB8_6659_FD93_A5A3_5625_B2D1_C9A7);
            for (order, least) in sketch.iter_mut().enumerate() {
                *least = ((mixed >> (32 * order)) as u32).min(*least);
            }
        }
    }
    sketch
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::term::SentenceTerms;

    /// An article of one sentence: words by their keys.
    fn article(keys: &[u64]) -> Terms {
        let term = |(at, &key)| Term { key, word: at as u32, class: Class::Word, formula: false };
        let mut terms: Vec<Term> = keys.iter().enumerate().map(term).collect();
        terms.sort_unstable_by_key(|term| term.key);
        let range = 0..terms.len() as u32;
        let sentence = SentenceTerms { sentence: 0, terms: range, names: 0, figures: 0 };
        Terms { terms, sentences: vec![sentence], ..Terms::default() }
    }

    /// Weight that stays of a frame's second word.
    fn left(articles: &[Terms]) -> f32 {
        let phrases = Phrases::learn(articles.iter());
        let probe = article(&[11, 12, 13, 99, 98]);
        let mut weights = vec![1.0; probe.terms.len()];
        phrases.lessen(&probe.terms, &mut weights, &mut Vec::new());
        weights[probe.terms.iter().position(|term| term.key == 12).expect("it is there")]
    }

    #[test]
    fn a_frame_in_many_stories_loses_its_weight() {
        let filled = |n: u64| {
            let mut keys = vec![11, 12, 13];
            keys.extend((0..9).map(|slot| 1_000 + n * 10 + slot));
            article(&keys)
        };
        assert!(left(&(0..40).map(filled).collect::<Vec<_>>()) < 0.2);
        assert!(left(&(0..4).map(filled).collect::<Vec<_>>()) > 0.99, "four may be one story");
    }

    #[test]
    fn a_much_copied_sentence_keeps_its_weight() {
        let copies: Vec<Terms> = (0..200)
            .map(|n| {
                let mut keys = [21, 22, 11, 12, 13, 23, 24, 25, 26, 27, 28, 29];
                keys[(n % 3) as usize * 4 + 1] += n * 100; // each copy has a slip of its own
                article(&keys)
            })
            .collect();
        assert!(left(&copies) > 0.7);
    }
}

//! What two sentences share, and how much it says.

use super::background::{self, Background};
use super::phrase::Phrases;
use super::rarity::{self, Rarity};
use super::term::{Class, Space, Term, Terms};
use std::ops::Range;

/// An article's terms with their weights, ready to be compared.
#[derive(Clone, Debug)]
pub struct Weighted {
    pub(super) terms: Terms,
    /// Beside [`Terms::terms`].
    pub(super) weights: Vec<f32>,
    /// Sum of weights, and that of names and figures, beside [`Terms::sentences`].
    totals: Vec<(f32, f32)>,
    /// An inverted index of the article.
    postings: Vec<Posting>,
    /// Beside [`Terms::terms`], the index of the sentence.
    sentence_of: Vec<u32>,
}

/// A term by its key, then its index among the terms of the article, in one number that is quickly
/// sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Posting(u64);

impl Posting {
    /// Bits of an index. Keys have 35; a text of so many terms would have gigabytes.
    const INDEX: u32 = 29;

    fn new(key: u64, at: usize) -> Self {
        Self(key << Self::INDEX | at as u64)
    }

    fn key(self) -> u64 {
        self.0 >> Self::INDEX
    }

    fn at(self) -> usize {
        (self.0 & ((1 << Self::INDEX) - 1)) as usize
    }
}

/// A term that stands in more than this many sentences of its article says what that is about, and
/// the less which sentence is which.
const TOPIC_SENTENCES: usize = 2;

impl Weighted {
    /// Weighs `terms`.
    pub fn new(terms: Terms, rarity: &Rarity, phrases: &Phrases, background: &Background) -> Self {
        let formula = rarity::information(background::FORMULA);
        let mut counts = Vec::with_capacity(terms.terms.len());
        rarity.counts(&terms.terms, &mut counts);
        let counted = terms.terms.iter().zip(counts);
        let mut weights: Vec<f32> =
            counted.map(|(term, count)| rarity.weight(term, count, background)).collect();
        let mut order = Vec::new();
        // Of a text in another language only names and words of the table are compared: what stands
        // between them is not known, so there are no neighbours.
        let known = if terms.space == Space::Concepts { &[] } else { &terms.sentences[..] };
        for sentence in known {
            let range = sentence.terms.start as usize..sentence.terms.end as usize;
            phrases.lessen(&terms.terms[range.clone()], &mut weights[range], &mut order);
        }
        for (weight, _) in weights.iter_mut().zip(&terms.terms).filter(|(_, term)| term.formula) {
            *weight = weight.min(formula);
        }
        let mut postings = Vec::with_capacity(weights.len());
        let mut sentence_of = vec![0; terms.terms.len()];
        for (index, sentence) in terms.sentences.iter().enumerate() {
            let range = sentence.terms.start as usize..sentence.terms.end as usize;
            sentence_of[range.clone()].fill(index as u32);
            postings.extend(range.map(|at| Posting::new(terms.terms[at].key, at)));
        }
        postings.sort_unstable();
        let same = postings.chunk_by(|x, y| x.key() == y.key());
        for same in same.filter(|same| same.len() > TOPIC_SENTENCES) {
            let worth = libm::sqrtf(TOPIC_SENTENCES as f32 / same.len() as f32);
            for posting in same {
                weights[posting.at()] *= worth;
            }
        }
        let totals = terms.sentences.iter().map(|sentence| {
            let range = sentence.terms.start as usize..sentence.terms.end as usize;
            let weighted = terms.terms[range.clone()].iter().zip(&weights[range]);
            weighted.fold((0.0, 0.0), |(all, slots), (term, weight)| {
                (all + weight, if term.class >= Class::Name { slots + weight } else { slots })
            })
        });
        Self { totals: totals.collect(), terms, weights, postings, sentence_of }
    }

    /// Sum of the weights of a sentence.
    pub fn total(&self, sentence: u32) -> f32 {
        self.totals[sentence as usize].0
    }

    /// Whether term `at` is a figure of some weight.
    fn is_exact(&self, at: usize) -> bool {
        let Term { class, formula, .. } = self.terms.terms[at];
        class == Class::Figure && !formula && self.weights[at] >= EXACT
    }

    /// Where the terms are compared.
    pub fn space(&self) -> Space {
        self.terms.space
    }

    /// Sentences that have terms.
    pub fn sentences(&self) -> usize {
        self.totals.len()
    }
}

/// What a sentence of one article shares with a sentence of another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Sentence of the first article, an index into [`Terms::sentences`].
    pub a: u32,
    /// Sentence of the second.
    pub b: u32,
    /// Terms shared.
    pub terms: u32,
    /// Ordinary words of some weight among them: a name and a figure in common make a topic, words
    /// make a text.
    pub words: u32,
    /// Figures shared, dates too.
    pub figures: u32,
    /// Dates among them: any two reports of one day share those.
    pub dates: u32,
    /// Figures of some weight among the others: 47 says more than 2.
    pub exact: u32,
    /// Figures that both have and do not share: as many as the side with fewer has besides.
    pub differing: u32,
    /// Names shared, and names that both have and do not share, counted likewise.
    pub names: (u32, u32),
    /// Weight of all shared terms: about how many of the rarest kind they are worth.
    pub weight: f32,
    /// Shared weight over the geometric mean of both sentences' weights, 0 to 1.
    pub score: f32,
    /// Shared weight over the lighter sentence's, 0 to 1: high where one was split or cut.
    pub contained: f32,
    /// The score without names and figures: high where one frame was filled in twice.
    pub frame: f32,
}

/// Terms that stand in more than this many sentences of an article say what it is about, not which
/// sentence is which: they are weighed once the pair is proposed, but propose none.
const MOST_SENTENCES: usize = 24;

/// Weight that a sentence pair shares at least to be looked at.
const LEAST_WEIGHT: f32 = 0.9;

/// All sentence pairs that share two terms or more of some weight, by first and second sentence.
pub fn pairs(a: &Weighted, b: &Weighted) -> Vec<Evidence> {
    let mut found: Vec<(u64, f32)> = Vec::with_capacity(a.postings.len().min(b.postings.len()));
    let (mut i, mut j) = (0, 0);
    while i < a.postings.len() && j < b.postings.len() {
        let (of_a, of_b) = (a.postings[i].key(), b.postings[j].key());
        if of_a != of_b {
            // Without a branch: which side is behind is as good as random.
            i += usize::from(of_a < of_b);
            j += usize::from(of_a > of_b);
            continue;
        }
        let run = |postings: &[Posting]| postings.iter().take_while(|p| p.key() == of_a).count();
        let (run_a, run_b) = (run(&a.postings[i..]), run(&b.postings[j..]));
        if run_a <= MOST_SENTENCES && run_b <= MOST_SENTENCES {
            for p in a.postings[i..i + run_a].iter().map(|posting| posting.at()) {
                let first = u64::from(a.sentence_of[p]) << 32;
                found.extend(b.postings[j..j + run_b].iter().map(|posting| {
                    let q = posting.at();
                    (first | u64::from(b.sentence_of[q]), a.weights[p].min(b.weights[q]))
                }));
            }
        }
        i += run_a;
        j += run_b;
    }
    found.sort_unstable_by_key(|pair| pair.0);
    found
        .chunk_by(|x, y| x.0 == y.0)
        .filter(|same| same.len() >= 2 && same.iter().map(|s| s.1).sum::<f32>() >= LEAST_WEIGHT)
        .map(|same| between(a, (same[0].0 >> 32) as u32, b, same[0].0 as u32))
        .collect()
}

/// Weight from which a word is none that stands in every other text.
const WEIGHTY: f32 = 0.5;
/// Weight from which a figure is one of the story's own: that of a single digit is less.
const EXACT: f32 = 0.6;
/// The same across languages, where words count that stand in a table of frequent ones.
const WEIGHTY_ACROSS: f32 = 0.3;

impl Evidence {
    /// Counts a shared term in.
    fn add(&mut self, class: Class, formula: bool, weight: f32, space: Space) {
        let weighty = if space == Space::Concepts { WEIGHTY_ACROSS } else { WEIGHTY };
        self.terms += 1;
        self.words += u32::from(class == Class::Word && weight >= weighty);
        self.figures += u32::from(class >= Class::Date && !formula);
        self.dates += u32::from(class == Class::Date && !formula);
        self.exact += u32::from(class == Class::Figure && !formula && weight >= EXACT);
        self.names.0 += u32::from(class == Class::Name);
        self.weight += weight;
    }

    /// What says that a text is shared and not a topic: words of some weight, and figures unless
    /// others differ.
    pub fn matter(&self) -> u32 {
        self.words + (self.figures - self.dates).saturating_sub(2 * self.differing)
    }

    /// Scores the shared weight against both sides: their names, figures and weights in all.
    fn score(&mut self, a: (u32, u32, f32), b: (u32, u32, f32)) {
        self.names.1 = a.0.min(b.0).saturating_sub(self.names.0);
        self.differing = a.1.min(b.1).saturating_sub(self.figures);
        if a.2 > 0.0 && b.2 > 0.0 {
            self.score = (self.weight / libm::sqrtf(a.2 * b.2)).min(1.0);
            self.contained = (self.weight / a.2.min(b.2)).min(1.0);
        }
    }
}

/// What sentence `i` of `a` and sentence `j` of `b` share.
pub fn between(a: &Weighted, i: u32, b: &Weighted, j: u32) -> Evidence {
    let mut evidence = Evidence { a: i, b: j, ..Evidence::default() };
    for (x, y) in shared(a, i, b, j) {
        let (one, other) = (&a.terms.terms[x], &b.terms.terms[y]);
        // A word that is a name on one side only counts as the lesser.
        let weight = a.weights[x].min(b.weights[y]);
        if one.class.max(other.class) < Class::Name {
            evidence.frame += weight;
        }
        evidence.add(one.class.max(other.class), one.formula || other.formula, weight, a.space());
    }
    let side = |weighted: &Weighted, index: u32| {
        let sentence = &weighted.terms.sentences[index as usize];
        (sentence.names, sentence.figures, weighted.total(index))
    };
    evidence.score(side(a, i), side(b, j));
    let words = |weighted: &Weighted, index: u32| {
        let (all, slots) = weighted.totals[index as usize];
        all - slots
    };
    let both = words(a, i) * words(b, j);
    evidence.frame = if both > 0.0 { (evidence.frame / libm::sqrtf(both)).min(1.0) } else { 0.0 };
    evidence
}

/// What all pairs of a chain share, each term counted once.
pub(super) struct Tally {
    /// Its `a` and `b` say nothing.
    pub(super) shared: Evidence,
    /// Exact figures that both have and do not share: as many as the side with fewer has besides.
    pub(super) differing: u32,
}

impl Tally {
    /// What `chosen` share.
    pub(super) fn of(a: &Weighted, b: &Weighted, chosen: &[Evidence]) -> Self {
        let mut terms: Vec<(u64, f32, Class, bool)> = Vec::new();
        for pair in chosen {
            terms.extend(shared(a, pair.a, b, pair.b).map(|(x, y)| {
                let (one, other) = (&a.terms.terms[x], &b.terms.terms[y]);
                let weight = a.weights[x].min(b.weights[y]);
                (one.key, weight, one.class.max(other.class), one.formula || other.formula)
            }));
        }
        terms.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
        terms.dedup_by_key(|term| term.0);
        let mut evidence = Evidence::default();
        for (_, weight, class, formula) in terms {
            evidence.add(class, formula, weight, a.space());
        }
        let side = |weighted: &Weighted, of: &dyn Fn(&Evidence) -> u32| {
            let mut sentences: Vec<u32> = chosen.iter().map(of).collect();
            sentences.sort_unstable();
            sentences.dedup();
            let (mut counts, mut exact) = ((0, 0, 0.0), 0);
            for index in sentences {
                let sentence = &weighted.terms.sentences[index as usize];
                counts.0 += sentence.names;
                counts.1 += sentence.figures;
                counts.2 += weighted.total(index);
                let range = sentence.terms.start as usize..sentence.terms.end as usize;
                exact += range.filter(|&at| weighted.is_exact(at)).count() as u32;
            }
            (counts, exact)
        };
        let ((of_a, exact_a), (of_b, exact_b)) = (side(a, &|pair| pair.a), side(b, &|pair| pair.b));
        evidence.score(of_a, of_b);
        let differing = exact_a.min(exact_b).saturating_sub(evidence.exact);
        Self { shared: evidence, differing }
    }
}

/// What several sentences of `a` and several of `b` share, each term counted once: what was split,
/// merged or told in another order.
pub fn bag(a: &Weighted, i: Range<u32>, b: &Weighted, j: Range<u32>) -> Evidence {
    let mut evidence = Evidence { a: i.start, b: j.start, ..Evidence::default() };
    let (bag_a, bag_b) = (a.bag(i), b.bag(j));
    let (mut x, mut y) = (0, 0);
    while x < bag_a.len() && y < bag_b.len() {
        let (one, other) = (&bag_a[x], &bag_b[y]);
        match one.0.cmp(&other.0) {
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
            std::cmp::Ordering::Equal => {
                let (term, partner) = (&a.terms.terms[one.1], &b.terms.terms[other.1]);
                let weight = a.weights[one.1].min(b.weights[other.1]);
                let class = term.class.max(partner.class);
                evidence.add(class, term.formula || partner.formula, weight, a.space());
                x += 1;
                y += 1;
            }
        }
    }
    let side = |weighted: &Weighted, bag: &[(u64, usize)]| {
        bag.iter().fold((0, 0, 0.0), |(names, figures, total), &(_, at)| {
            let term = &weighted.terms.terms[at];
            (
                names + u32::from(term.class == Class::Name),
                figures + u32::from(term.class >= Class::Date && !term.formula),
                total + weighted.weights[at],
            )
        })
    };
    evidence.score(side(a, &bag_a), side(b, &bag_b));
    evidence
}

impl Weighted {
    /// Keys and indices of the terms of several sentences, by key, each key once.
    fn bag(&self, sentences: Range<u32>) -> Vec<(u64, usize)> {
        let terms = &self.terms.sentences[sentences.start as usize..sentences.end as usize];
        let (Some(first), Some(last)) = (terms.first(), terms.last()) else { return Vec::new() };
        let range = first.terms.start as usize..last.terms.end as usize;
        let mut bag: Vec<(u64, usize)> = range.map(|at| (self.terms.terms[at].key, at)).collect();
        bag.sort_unstable();
        bag.dedup_by_key(|term| term.0);
        bag
    }

    /// Weight of the longest stretch of sentence `index` in which no term is among `shared` (indices
    /// of terms), and of the longest at its beginning or end.
    fn stretch(&self, index: u32, shared: &[usize]) -> (f32, f32) {
        let range = &self.terms.sentences[index as usize].terms;
        let mut order: Vec<(u32, usize)> = (range.start as usize..range.end as usize)
            .map(|at| (self.terms.terms[at].word, at))
            .collect();
        order.sort_unstable();
        let (mut longest, mut edge, mut stretch) = (0.0_f32, None, 0.0);
        for (_, at) in order {
            if shared.contains(&at) {
                edge = edge.or(Some(stretch));
                stretch = 0.0;
            } else {
                stretch += self.weights[at];
            }
            longest = longest.max(stretch);
        }
        (longest, edge.unwrap_or(0.0).max(stretch))
    }
}

/// Weight of the longest stretch that is a sentence's own, of the side where it is shorter, and of
/// the longest at an end: where two sentences begin alike and then say each its own, both have a
/// long one.
pub fn own(a: &Weighted, i: u32, b: &Weighted, j: u32) -> (f32, f32) {
    let (of_a, of_b): (Vec<usize>, Vec<usize>) = shared(a, i, b, j).unzip();
    let (a, b) = (a.stretch(i, &of_a), b.stretch(j, &of_b));
    (a.0.min(b.0), a.1.min(b.1))
}

/// Weight that a pair shares besides what one of its sentences shares with another partner already.
pub fn besides(a: &Weighted, b: &Weighted, pair: &Evidence, held: &[Evidence]) -> f32 {
    let partners = || held.iter().filter(|held| (held.a == pair.a) != (held.b == pair.b));
    let is_told = |x: usize, y: usize| {
        partners().any(|held| {
            shared(a, held.a, b, held.b).any(
                |(p, q)| {
                    if held.a == pair.a { p == x } else { q == y }
                },
            )
        })
    };
    shared(a, pair.a, b, pair.b)
        .filter(|&(x, y)| !is_told(x, y))
        .map(|(x, y)| a.weights[x].min(b.weights[y]))
        .sum()
}

/// Index pairs, into both articles' terms, of the terms that two sentences share.
pub fn shared(a: &Weighted, i: u32, b: &Weighted, j: u32) -> impl Iterator<Item = (usize, usize)> {
    let range = |terms: &Terms, sentence: u32| {
        let range = &terms.sentences[sentence as usize].terms;
        range.start as usize..range.end as usize
    };
    let (mut x, mut y) = (range(&a.terms, i), range(&b.terms, j));
    let (of_a, of_b): (&[Term], &[Term]) = (&a.terms.terms, &b.terms.terms);
    std::iter::from_fn(move || {
        while !x.is_empty() && !y.is_empty() {
            match of_a[x.start].key.cmp(&of_b[y.start].key) {
                std::cmp::Ordering::Less => x.start += 1,
                std::cmp::Ordering::Greater => y.start += 1,
                std::cmp::Ordering::Equal => {
                    let pair = (x.start, y.start);
                    x.start += 1;
                    y.start += 1;
                    return Some(pair);
                }
            }
        }
        None
    })
}

//! What two sentences share, and how much it says.

use super::background::Background;
use super::rarity::Rarity;
use super::term::{Class, Term, Terms};

/// An article's terms with their weights, ready to be compared.
#[derive(Clone, Debug)]
pub struct Weighted {
    pub(super) terms: Terms,
    /// Beside [`Terms::terms`].
    pub(super) weights: Vec<f32>,
    /// Sum of weights, beside [`Terms::sentences`].
    totals: Vec<f32>,
    /// Terms as (key, sentence, index), by key: an inverted index of one article.
    postings: Vec<(u64, u32, u32)>,
}

impl Weighted {
    /// Weighs `terms`.
    pub fn new(terms: Terms, rarity: &Rarity, background: &Background) -> Self {
        let weights: Vec<f32> =
            terms.terms.iter().map(|term| rarity.weight(term, background)).collect();
        let mut postings = Vec::with_capacity(weights.len());
        let mut totals = Vec::with_capacity(terms.sentences.len());
        for (index, sentence) in terms.sentences.iter().enumerate() {
            let range = sentence.terms.start as usize..sentence.terms.end as usize;
            totals.push(weights[range.clone()].iter().sum());
            postings.extend(range.map(|at| (terms.terms[at].key, index as u32, at as u32)));
        }
        postings.sort_unstable();
        Self { terms, weights, totals, postings }
    }

    /// Sum of the weights of a sentence.
    pub fn total(&self, sentence: u32) -> f32 {
        self.totals[sentence as usize]
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
    /// Ordinary words among them: a name and a figure in common make a topic, words make a text.
    pub words: u32,
    /// Figures shared.
    pub figures: u32,
    /// Figures that both have and do not share: as many as the side with fewer has besides.
    pub differing: u32,
    /// Weight of all shared terms: about how many of the rarest kind they are worth.
    pub weight: f32,
    /// Shared weight over the geometric mean of both sentences' weights, 0 to 1.
    pub score: f32,
    /// Shared weight over the lighter sentence's, 0 to 1: high where one was split or cut.
    pub contained: f32,
}

/// Terms that stand in more than this many sentences of an article say what it is about, not which
/// sentence is which: they are weighed once the pair is proposed, but propose none.
const MOST_SENTENCES: usize = 24;

/// All sentence pairs that share two terms or more, by first and second sentence.
pub fn pairs(a: &Weighted, b: &Weighted) -> Vec<Evidence> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.postings.len() && j < b.postings.len() {
        let key = a.postings[i].0;
        match key.cmp(&b.postings[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let run_a = a.postings[i..].iter().take_while(|p| p.0 == key).count();
                let run_b = b.postings[j..].iter().take_while(|p| p.0 == key).count();
                if run_a <= MOST_SENTENCES && run_b <= MOST_SENTENCES {
                    for p in &a.postings[i..i + run_a] {
                        found.extend(b.postings[j..j + run_b].iter().map(|q| (p.1, q.1)));
                    }
                }
                i += run_a;
                j += run_b;
            }
        }
    }
    found.sort_unstable();
    found
        .chunk_by(|x, y| x == y)
        .filter(|same| same.len() >= 2)
        .map(|same| between(a, same[0].0, b, same[0].1))
        .collect()
}

/// What sentence `i` of `a` and sentence `j` of `b` share.
pub fn between(a: &Weighted, i: u32, b: &Weighted, j: u32) -> Evidence {
    let mut evidence = Evidence { a: i, b: j, ..Evidence::default() };
    for (x, y) in shared(a, i, b, j) {
        let term = &a.terms.terms[x];
        evidence.terms += 1;
        evidence.words += u32::from(term.class == Class::Word);
        evidence.figures += u32::from(term.class == Class::Figure);
        // A word that is a name on one side only counts as the lesser.
        evidence.weight += a.weights[x].min(b.weights[y]);
    }
    let figures = |weighted: &Weighted, sentence: u32| {
        let terms = weighted.terms.of(sentence as usize);
        terms.iter().filter(|term| term.class == Class::Figure).count() as u32
    };
    evidence.differing = figures(a, i).min(figures(b, j)).saturating_sub(evidence.figures);
    let (total_a, total_b) = (a.total(i), b.total(j));
    if total_a > 0.0 && total_b > 0.0 {
        evidence.score = (evidence.weight / libm::sqrtf(total_a * total_b)).min(1.0);
        evidence.contained = (evidence.weight / total_a.min(total_b)).min(1.0);
    }
    evidence
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

//! Passages that two writers rendered each in their own words: no sentence pair says enough to found
//! one, but figures, names and words agree in sentence after sentence.
//!
//! Two reports of one event share its names and place. What they do not share, unless one text is
//! behind both, is every exact figure and the words around it.

use super::chain::{REACH, fits};
use super::evidence::{Evidence, Tally, Weighted};
use super::form::{FORM_SCORE, is_form, is_frame};

/// Pairs around which such a passage is sought.
const SEEDS: usize = 3;
/// Score that a pair needs to be taken in.
const LEAST_SCORE: f32 = 0.12;
/// Share of the lighter sentence that a further part of a sentence must hold.
const PART_CONTAINED: f32 = 0.2;
/// Different terms in all, and pairs, that a passage has at least.
const LEAST_TERMS: u32 = 6;
const LEAST_PAIRS: usize = 2;

/// What is enough: each line by itself. Fewer figures want more of the rest.
const ENOUGH: [Enough; 11] = [
    Enough { exact: 2, figures: 2, names: 0, words: 3, pairs: 2, weight: 5.0, score: 0.26 },
    Enough { exact: 3, figures: 3, names: 2, words: 0, pairs: 3, weight: 5.0, score: 0.34 },
    Enough { exact: 2, figures: 2, names: 2, words: 0, pairs: 3, weight: 4.5, score: 0.40 },
    Enough { exact: 1, figures: 3, names: 3, words: 3, pairs: 3, weight: 6.0, score: 0.28 },
    Enough { exact: 1, figures: 1, names: 2, words: 3, pairs: 2, weight: 6.0, score: 0.30 },
    Enough { exact: 1, figures: 2, names: 0, words: 5, pairs: 3, weight: 6.0, score: 0.28 },
    Enough { exact: 1, figures: 2, names: 4, words: 1, pairs: 3, weight: 6.0, score: 0.38 },
    Enough { exact: 0, figures: 3, names: 2, words: 4, pairs: 3, weight: 5.5, score: 0.28 },
    Enough { exact: 0, figures: 1, names: 2, words: 3, pairs: 2, weight: 4.2, score: 0.38 },
    Enough { exact: 0, figures: 1, names: 4, words: 4, pairs: 3, weight: 8.0, score: 0.30 },
    Enough { exact: 0, figures: 0, names: 2, words: 8, pairs: 4, weight: 10.0, score: 0.30 },
];

/// What a passage shares at least: figures of more than one digit, figures and dates of any kind,
/// names, words of some weight, sentence pairs, weight in all, and what share of both sides that is.
struct Enough {
    exact: u32,
    figures: u32,
    names: u32,
    words: u32,
    pairs: usize,
    weight: f32,
    score: f32,
}

/// The sentence pairs of such a passage, if there is one.
pub(super) fn gather(a: &Weighted, b: &Weighted, all: &[Evidence]) -> Vec<Evidence> {
    let mut usable: Vec<&Evidence> = all
        .iter()
        .filter(|pair| pair.score >= LEAST_SCORE && !is_form(pair.figures, pair.differing))
        .filter(|pair| !(is_frame(pair) && pair.frame >= FORM_SCORE))
        .collect();
    let least = ENOUGH.iter().map(|enough| enough.weight).fold(f32::INFINITY, f32::min);
    if usable.len() < LEAST_PAIRS || usable.iter().map(|pair| pair.weight).sum::<f32>() < least {
        return Vec::new();
    }
    let worth = |pair: &Evidence| pair.weight * pair.score;
    usable.sort_by(|x, y| worth(y).total_cmp(&worth(x)).then((x.a, x.b).cmp(&(y.a, y.b))));
    for &seed in usable.iter().take(SEEDS) {
        let chosen = grow(a, b, seed, &usable);
        if chosen.len() >= LEAST_PAIRS && is_enough(&Tally::of(a, b, &chosen), chosen.len()) {
            return chosen;
        }
    }
    Vec::new()
}

/// Takes in all pairs that stand near the ones that are in.
fn grow(a: &Weighted, b: &Weighted, seed: &Evidence, usable: &[&Evidence]) -> Vec<Evidence> {
    let mut chosen = vec![*seed];
    let mut before = 0;
    while chosen.len() != before {
        before = chosen.len();
        for &pair in usable {
            let near = |held: &Evidence| {
                held.a.abs_diff(pair.a) <= REACH && held.b.abs_diff(pair.b) <= REACH
            };
            if chosen.iter().any(near)
                && chosen.iter().all(|held| (held.a, held.b) != (pair.a, pair.b))
                && fits(a, b, pair, &chosen, PART_CONTAINED)
            {
                chosen.push(*pair);
            }
        }
    }
    chosen
}

fn is_enough(tally: &Tally, pairs: usize) -> bool {
    let shared = &tally.shared;
    shared.terms >= LEAST_TERMS
        && ENOUGH.iter().any(|enough| {
            shared.exact >= enough.exact
                && shared.figures >= enough.figures
                && shared.names.0 >= enough.names
                && shared.words >= enough.words
                && pairs >= enough.pairs
                && shared.weight >= enough.weight
                && shared.score >= enough.score
                && tally.differing <= shared.exact / 2
                && shared.differing <= shared.figures.max(1)
        })
}

//! Passages that no sentence pair founds, because their sentences were split, merged and told in
//! another order.

use super::chain::{LEAST_SUPPORT, fits, has_facts, support};
use super::evidence::{self, Evidence, Weighted};
use super::form::{is_form, is_frame, is_parted};
use std::ops::Range;

/// Sentences of one side that a gathered passage has at most.
const GATHERED: u32 = 4;
/// Pairs around which a passage is sought.
const SEEDS: usize = 3;
/// Weight of such a pair.
const SEED_WEIGHT: f32 = 1.2;
/// Weight of the pairs around it: with less nothing comes of it, and most pairs of articles end here.
const SEEDED_WEIGHT: f32 = 2.6;
/// What a gathered passage shares at least: weight, score, matter, matter and names.
const GATHERED_WEIGHT: f32 = 3.5;
const GATHERED_SCORE: f32 = 0.36;
const GATHERED_MATTER: u32 = 3;
const GATHERED_TERMS: u32 = 5;
/// Matter from which less support is enough.
const RICH_MATTER: u32 = 5;
const RICH_SUPPORT: f32 = 0.6;
/// Share of the lighter sentence that a pair in a gathered passage must hold.
const GATHERED_CONTAINED: f32 = 0.2;

/// A passage that no sentence pair founds, because its sentences were split, merged and reordered:
/// neighbouring sentences that share enough taken together.
pub(super) fn gather(a: &Weighted, b: &Weighted, all: &[Evidence]) -> Vec<Evidence> {
    let mut seeds: Vec<&Evidence> = all
        .iter()
        .filter(|seed| seed.weight >= SEED_WEIGHT && !is_form(seed.figures, seed.differing))
        .filter(|seed| {
            let near = all.iter().filter(|other| {
                seed.a.abs_diff(other.a) < GATHERED && seed.b.abs_diff(other.b) < GATHERED
            });
            near.map(|other| other.weight).sum::<f32>() >= SEEDED_WEIGHT
        })
        .collect();
    let by_weight = |seed: &Evidence| seed.weight * seed.score;
    seeds.sort_by(|x, y| by_weight(y).total_cmp(&by_weight(x)).then((x.a, x.b).cmp(&(y.a, y.b))));
    for seed in seeds.into_iter().take(SEEDS) {
        let (of_a, of_b, whole) = grow(a, b, seed);
        let is_rich = whole.matter() >= RICH_MATTER;
        if whole.weight < GATHERED_WEIGHT
            || whole.score < GATHERED_SCORE
            || !(whole.matter() >= GATHERED_MATTER
                && whole.matter() + whole.names.0 >= GATHERED_TERMS
                || has_facts(&whole))
            || is_form(whole.figures, whole.differing)
            || is_frame(&whole)
            || support(&whole) < if is_rich { RICH_SUPPORT } else { LEAST_SUPPORT }
            || of_a.len() == 1 && of_b.len() == 1 && is_parted(a, b, seed)
        {
            continue;
        }
        let mut pairs: Vec<Evidence> = of_a
            .clone()
            .flat_map(|i| of_b.clone().map(move |j| (i, j)))
            .map(|(i, j)| evidence::between(a, i, b, j))
            .filter(|pair| pair.contained >= GATHERED_CONTAINED)
            .collect();
        pairs.sort_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
        let mut chosen: Vec<Evidence> = Vec::new();
        for pair in pairs {
            if fits(a, b, &pair, &chosen, GATHERED_CONTAINED) {
                chosen.push(pair);
            }
        }
        return chosen;
    }
    Vec::new()
}

/// Widens a pair to neighbouring sentences, on either side, as long as the support grows.
fn grow(a: &Weighted, b: &Weighted, seed: &Evidence) -> (Range<u32>, Range<u32>, Evidence) {
    let (mut of_a, mut of_b) = (seed.a..seed.a + 1, seed.b..seed.b + 1);
    let mut whole = *seed;
    loop {
        let wider = |range: &Range<u32>, most: usize| {
            let open = range.end - range.start < GATHERED;
            let before = (open && range.start > 0).then(|| range.start - 1..range.end);
            let after = (open && (range.end as usize) < most).then(|| range.start..range.end + 1);
            before.into_iter().chain(after)
        };
        let widened = wider(&of_a, a.sentences())
            .map(|wide| (wide, of_b.clone()))
            .chain(wider(&of_b, b.sentences()).map(|wide| (of_a.clone(), wide)))
            .map(|(wide_a, wide_b)| {
                let whole = evidence::bag(a, wide_a.clone(), b, wide_b.clone());
                (wide_a, wide_b, whole)
            })
            .reduce(|best, next| if support(&next.2) > support(&best.2) { next } else { best });
        match widened {
            Some(wide) if support(&wide.2) > support(&whole) => (of_a, of_b, whole) = wide,
            _ => return (of_a, of_b, whole),
        }
    }
}

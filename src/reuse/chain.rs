//! Which sentence pairs of two articles are the same passage.
//!
//! No threshold on single sentences separates reused from related text: leads that share a person
//! and a title reach scores that honest translations of one statement do not. What separates is
//! the company that a pair keeps, so pairs are taken greedily into a chain, weak ones only beside
//! those that already hold, and the chain as a whole has to carry enough.

use super::evidence::{self, Evidence, Weighted};
use super::facts;
use super::form::{FORM_SCORE, in_form, is_form, is_frame, is_parted};
use super::gather::gather;

/// Score that sentences about the same people and places reach without a common text. What lies
/// above it counts as support for reuse.
pub const TOPIC_SCORE: f32 = 0.22;

/// Support that a chain needs, in rarest-term equivalents.
pub const LEAST_SUPPORT: f32 = 1.0;

/// Score from which a pair can found a chain.
const FOUNDING_SCORE: f32 = 0.40;
/// Matter that a founding pair shares at least: names alone make a topic. With figures in place of
/// words the score must be higher.
const FOUNDING_MATTER: u32 = 3;
const FOUNDING_FIGURES_SCORE: f32 = 0.5;
/// Weight that a founding pair shares at least.
const FOUNDING_WEIGHT: f32 = 2.0;

/// Score from which a pair can join a chain beside it.
const JOINING_SCORE: f32 = 0.30;
/// The same for a pair of which one side holds half of the other's weight: a cut sentence.
const JOINING_CUT_SCORE: f32 = 0.22;
/// Half of the lighter side.
const CUT_CONTAINED: f32 = 0.5;
/// Weight that a joining pair shares at least.
const JOINING_WEIGHT: f32 = 1.0;
/// Sentences between a joining pair and the chain, on either side, at most.
pub(super) const REACH: u32 = 3;

/// Sentences of one side that one sentence of the other can be aligned with: a sentence is split in
/// two or three, not into a page.
const MOST_PARTNERS: usize = 3;

/// Support that a pair lends.
pub fn support(evidence: &Evidence) -> f32 {
    evidence.weight * (evidence.score - TOPIC_SCORE).max(0.0)
}

/// The sentence pairs that make up the passage which two articles share, by first and second
/// sentence; none if there is none.
pub fn choose(a: &Weighted, b: &Weighted) -> Vec<Evidence> {
    let mut chosen = hold(a, b);
    if !chosen.is_empty() && !are_advice(a, b) {
        fill(a, b, &mut chosen);
    }
    chosen.sort_by_key(|evidence| (evidence.a, evidence.b));
    chosen
}

/// The support of the passage that two articles share; none if they share none.
pub fn link(a: &Weighted, b: &Weighted) -> Option<f32> {
    let chosen = hold(a, b);
    (!chosen.is_empty()).then(|| chosen.iter().map(support).sum())
}

/// The pairs that make a passage of it, before it is filled.
fn hold(a: &Weighted, b: &Weighted) -> Vec<Evidence> {
    let mut all = evidence::pairs(a, b);
    let advice = are_advice(a, b);
    if advice {
        all.retain(|evidence| evidence.score >= COPIED_SCORE);
    }
    let mut by_support: Vec<&Evidence> = all.iter().filter(|evidence| can_join(evidence)).collect();
    by_support.sort_by(|x, y| support(y).total_cmp(&support(x)).then((x.a, x.b).cmp(&(y.a, y.b))));
    let copied = all.iter().filter(|evidence| is_same(evidence)).count() >= SAME_SENTENCES;
    let founds = |evidence: &Evidence| can_found(evidence) || copied && is_same(evidence);
    let mut chosen: Vec<Evidence> = Vec::new();
    for evidence in by_support.iter().filter(|evidence| founds(evidence)) {
        if fits(a, b, evidence, &chosen, SPLIT_CONTAINED) && !is_parted(a, b, evidence) {
            chosen.push(**evidence);
        }
    }
    join(a, b, &by_support, &mut chosen);
    let holds_so = holds(&all, &chosen, false);
    if advice && !holds_so {
        chosen.clear();
    } else if !holds_so {
        chosen = gather(a, b, &all);
        join(a, b, &by_support, &mut chosen);
        if !holds(&all, &chosen, true) {
            chosen = facts::gather(a, b, &all);
            if !holds(&all, &chosen, true) {
                chosen.clear();
            }
        }
    }
    chosen
}

/// Score from which a sentence of advice was copied: what two pieces of advice share below that is
/// the wording of their genre.
const COPIED_SCORE: f32 = 0.8;

fn are_advice(a: &Weighted, b: &Weighted) -> bool {
    a.terms.advice && b.terms.advice
}

/// Takes pairs into the chain that stand beside those that hold already.
fn join(a: &Weighted, b: &Weighted, by_support: &[&Evidence], chosen: &mut Vec<Evidence>) {
    let mut before = usize::MAX;
    while chosen.len() != before {
        before = chosen.len();
        for &evidence in by_support {
            let near = chosen.iter().any(|held| {
                held.a.abs_diff(evidence.a) <= REACH && held.b.abs_diff(evidence.b) <= REACH
            });
            if near
                && !chosen.iter().any(|held| (held.a, held.b) == (evidence.a, evidence.b))
                && fits(a, b, evidence, chosen, SPLIT_CONTAINED)
            {
                chosen.push(*evidence);
            }
        }
    }
}

/// Weight that a chain shares at least, and what is enough with [`SLOTS`] names and figures among
/// it: one short sentence of common words stands in many stories.
const CHAIN_WEIGHT: f32 = 3.4;
const CHAIN_SLOTS_WEIGHT: f32 = 2.0;
const SLOTS: u32 = 2;

/// Weight that a sentence right beside the chain, or in a gap of it, shares at least.
const FILLING_WEIGHT: f32 = 0.6;
/// Score that it needs: in a gap, at an end with a figure in common, at an end without.
const FILLING_SCORES: [f32; 3] = [0.12, 0.15, 0.25];

/// Share of the lighter sentence that a further part of a sentence must hold in a gap, or at an end
/// with so many terms.
const FILLING_CONTAINED: f32 = 0.25;
const FILLING_TERMS: u32 = 4;

/// Takes sentences into a chain that holds which share too little to join it from afar: those in its
/// gaps and right beside it, each with a sentence that stands in the same place, or as a part of one
/// that is aligned already.
fn fill(a: &Weighted, b: &Weighted, chosen: &mut Vec<Evidence>) {
    loop {
        let mut beside: Vec<(u32, u32)> = chosen
            .iter()
            .flat_map(|held| {
                let of_a = held.a.saturating_sub(1)..(held.a + 2).min(a.sentences() as u32);
                let of_b = held.b.saturating_sub(1)..(held.b + 2).min(b.sentences() as u32);
                of_a.flat_map(move |i| of_b.clone().map(move |j| (i, j)))
            })
            .collect();
        beside.sort_unstable();
        beside.dedup();
        let filling = beside.into_iter().filter_map(|(i, j)| filling(a, i, b, j, chosen));
        let Some(pair) =
            filling.reduce(|best, next| if next.weight > best.weight { next } else { best })
        else {
            return;
        };
        chosen.push(pair);
    }
}

/// The pair of sentences `i` and `j`, if it can be taken into `chosen` as above.
fn filling(a: &Weighted, i: u32, b: &Weighted, j: u32, chosen: &[Evidence]) -> Option<Evidence> {
    let free = (chosen.iter().all(|held| held.a != i), chosen.iter().all(|held| held.b != j));
    if free == (false, false) {
        return None;
    }
    let gap_a = chosen.iter().any(|held| held.a < i) && chosen.iter().any(|held| held.a > i);
    let gap_b = chosen.iter().any(|held| held.b < j) && chosen.iter().any(|held| held.b > j);
    let pair = evidence::between(a, i, b, j);
    let [in_gap, figure, alone] = FILLING_SCORES;
    let least = match (gap_a && gap_b, pair.figures > pair.dates) {
        (true, _) => in_gap,
        (false, true) => figure,
        (false, false) => alone,
    };
    // What stands between two parts of a sentence is another part of it.
    let is_part = gap_a || gap_b || pair.terms >= FILLING_TERMS;
    let part = if is_part { FILLING_CONTAINED } else { SPLIT_CONTAINED };
    let enough = match free {
        (true, true) => pair.score >= least && pair.differing == 0,
        _ => pair.contained >= part,
    };
    let fits = || fits(a, b, &pair, chosen, part);
    (enough && pair.weight >= FILLING_WEIGHT && !is_frame(&pair) && fits()).then_some(pair)
}

/// Whether a chain carries enough, unless it was `gathered` because it does, and is no form.
fn holds(all: &[Evidence], chosen: &[Evidence], gathered: bool) -> bool {
    let supported = chosen.iter().map(support).sum::<f32>();
    let mut sum = Evidence::default();
    for held in chosen {
        sum.weight += held.weight;
        sum.figures += held.figures;
        sum.dates += held.dates;
        sum.differing += held.differing;
        sum.names.0 += held.names.0;
    }
    let specific = sum.names.0 + sum.figures - sum.dates >= SLOTS;
    (gathered || supported >= LEAST_SUPPORT)
        && sum.weight >= if specific { CHAIN_SLOTS_WEIGHT } else { CHAIN_WEIGHT }
        && !is_form(sum.figures, sum.differing)
        // Without a name or figure in common, a figure that differs is that of another day.
        && (sum.differing == 0 || sum.figures + sum.names.0 > 0)
        && !in_form(all, chosen)
}

/// Matter, names and dates that a pair shares at least, one figure among them, where it shares few
/// words: a free rendering, or a language of which few words are in the table.
const FACTS: u32 = 5;
/// Score that it needs.
const FACTS_SCORE: f32 = 0.5;

pub(super) fn has_facts(evidence: &Evidence) -> bool {
    evidence.figures > evidence.dates
        && evidence.differing == 0
        && evidence.matter() + evidence.names.0 + evidence.dates >= FACTS
        && evidence.score >= FACTS_SCORE
}

/// Score and terms of a sentence that stands here word for word: where an archive is full of one
/// story, none of its words is rare.
const SAME_SCORE: f32 = 0.95;
const SAME_TERMS: u32 = 8;
/// Such sentences that two articles share before one can found a chain: fewer can be furniture.
const SAME_SENTENCES: usize = 3;

fn is_same(evidence: &Evidence) -> bool {
    evidence.score >= SAME_SCORE && evidence.terms >= SAME_TERMS
}

fn can_found(evidence: &Evidence) -> bool {
    !is_form(evidence.figures, evidence.differing)
        && !is_frame(evidence)
        && evidence.score >= FOUNDING_SCORE
        && (evidence.words >= FOUNDING_MATTER
            || evidence.matter() >= FOUNDING_MATTER && evidence.score >= FOUNDING_FIGURES_SCORE
            || has_facts(evidence))
        && evidence.weight >= FOUNDING_WEIGHT
}

fn can_join(evidence: &Evidence) -> bool {
    let cut = evidence.score >= JOINING_CUT_SCORE && evidence.contained >= CUT_CONTAINED;
    let form = is_form(evidence.figures, evidence.differing)
        || is_frame(evidence) && evidence.frame >= FORM_SCORE;
    !form && (evidence.score >= JOINING_SCORE || cut) && evidence.weight >= JOINING_WEIGHT
}

/// Whether a pair can stand beside those chosen: sentences are aligned one to one, or one to a few
/// neighbours, of which each further one must hold the share `contained` of the lighter sentence,
/// and that besides what the others hold.
pub(super) fn fits(
    a: &Weighted,
    b: &Weighted,
    pair: &Evidence,
    chosen: &[Evidence],
    contained: f32,
) -> bool {
    let (mut partners_a, mut partners_b) = (0, 0);
    for held in chosen {
        if held.a == pair.a {
            partners_a += 1;
            if held.b.abs_diff(pair.b) as usize >= MOST_PARTNERS {
                return false;
            }
        }
        if held.b == pair.b {
            partners_b += 1;
            if held.a.abs_diff(pair.a) as usize >= MOST_PARTNERS {
                return false;
            }
        }
    }
    if partners_a > 0 && partners_b > 0 {
        return false;
    }
    let seconds = partners_a + partners_b;
    let lighter = a.total(pair.a).min(b.total(pair.b));
    seconds == 0
        || seconds < MOST_PARTNERS
            && pair.contained >= contained
            && evidence::besides(a, b, pair, chosen) >= contained * lighter
}

/// Share of the lighter sentence that a second partner must hold: nearly half of what was split off.
const SPLIT_CONTAINED: f32 = 0.38;

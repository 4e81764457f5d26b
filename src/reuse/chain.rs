//! Which sentence pairs of two articles are the same passage.
//!
//! No threshold on single sentences separates reused from related text: leads that share a person
//! and a title reach scores that honest translations of one statement do not. What separates is
//! the company that a pair keeps, so pairs are taken greedily into a chain, weak ones only beside
//! those that already hold, and the chain as a whole has to carry enough.

use super::evidence::Evidence;

/// Score that sentences about the same people and places reach without a common text. What lies
/// above it counts as support for reuse.
pub const TOPIC_SCORE: f32 = 0.22;

/// Support that a chain needs, in rarest-term equivalents.
pub const LEAST_SUPPORT: f32 = 1.6;

/// Score from which a pair can found a chain.
const FOUNDING_SCORE: f32 = 0.40;
/// Ordinary words that a founding pair shares at least: names and figures alone make a topic.
const FOUNDING_WORDS: u32 = 3;
/// Weight that a founding pair shares at least.
const FOUNDING_WEIGHT: f32 = 2.5;

/// Score from which a pair can join a chain beside it.
const JOINING_SCORE: f32 = 0.30;
/// The same for a pair of which one side holds half of the other's weight: a cut sentence.
const JOINING_CUT_SCORE: f32 = 0.22;
/// Half of the lighter side.
const CUT_CONTAINED: f32 = 0.5;
/// Weight that a joining pair shares at least.
const JOINING_WEIGHT: f32 = 1.2;
/// Sentences between a joining pair and the chain, on either side, at most.
const REACH: u32 = 3;

/// Sentences of one side that one sentence of the other can be aligned with: a sentence is split in
/// two or three, not into a page.
const MOST_PARTNERS: usize = 3;

/// Support that a pair lends.
pub fn support(evidence: &Evidence) -> f32 {
    evidence.weight * (evidence.score - TOPIC_SCORE).max(0.0)
}

/// The pairs of `all` that make up the reused passage, by first and second sentence; none if there
/// is none.
pub fn choose(all: &[Evidence]) -> Vec<Evidence> {
    let mut by_support: Vec<&Evidence> = all.iter().filter(|evidence| can_join(evidence)).collect();
    by_support.sort_by(|x, y| support(y).total_cmp(&support(x)).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut chosen: Vec<Evidence> = Vec::new();
    for evidence in by_support.iter().filter(|evidence| can_found(evidence)) {
        if fits(evidence, &chosen) {
            chosen.push(**evidence);
        }
    }
    if chosen.is_empty() {
        return chosen;
    }
    loop {
        let before = chosen.len();
        for evidence in &by_support {
            let near = chosen.iter().any(|held| {
                held.a.abs_diff(evidence.a) <= REACH && held.b.abs_diff(evidence.b) <= REACH
            });
            if near
                && !chosen.iter().any(|held| (held.a, held.b) == (evidence.a, evidence.b))
                && fits(evidence, &chosen)
            {
                chosen.push(**evidence);
            }
        }
        if chosen.len() == before {
            break;
        }
    }
    let figures = chosen
        .iter()
        .fold((0, 0), |sum, evidence| (sum.0 + evidence.figures, sum.1 + evidence.differing));
    let supported = chosen.iter().map(support).sum::<f32>() >= LEAST_SUPPORT;
    if !supported || is_form(figures.0, figures.1) {
        chosen.clear();
    }
    chosen.sort_by_key(|evidence| (evidence.a, evidence.b));
    chosen
}

/// Figures that differ before sentences are two fillings of one form.
const FORM_DIFFERING: u32 = 2;
/// Figures that differ to one that agrees: a copy drifts in one figure, a form in nearly all.
const FORM_RATIO: u32 = 2;

/// Whether figures that agree and that differ are those of a recurring form (rates, weather, daily
/// losses) filled in twice.
fn is_form(agreeing: u32, differing: u32) -> bool {
    differing >= FORM_DIFFERING && differing >= FORM_RATIO * agreeing
}

fn can_found(evidence: &Evidence) -> bool {
    !is_form(evidence.figures, evidence.differing)
        && evidence.score >= FOUNDING_SCORE
        && evidence.words >= FOUNDING_WORDS
        && evidence.weight >= FOUNDING_WEIGHT
}

fn can_join(evidence: &Evidence) -> bool {
    let cut = evidence.score >= JOINING_CUT_SCORE && evidence.contained >= CUT_CONTAINED;
    !is_form(evidence.figures, evidence.differing)
        && (evidence.score >= JOINING_SCORE || cut)
        && evidence.weight >= JOINING_WEIGHT
}

/// Whether a pair can stand beside those chosen: sentences are aligned one to one, or one to a few
/// neighbours.
fn fits(evidence: &Evidence, chosen: &[Evidence]) -> bool {
    let (mut partners_a, mut partners_b) = (0, 0);
    for held in chosen {
        if held.a == evidence.a {
            partners_a += 1;
            if held.b.abs_diff(evidence.b) as usize >= MOST_PARTNERS {
                return false;
            }
        }
        if held.b == evidence.b {
            partners_b += 1;
            if held.a.abs_diff(evidence.a) as usize >= MOST_PARTNERS {
                return false;
            }
        }
    }
    if partners_a > 0 && partners_b > 0 {
        return false;
    }
    // Next to a full partner a second one must bring something of its own.
    let seconds = partners_a + partners_b;
    seconds < MOST_PARTNERS && (seconds == 0 || evidence.contained >= SPLIT_CONTAINED)
}

/// Share of the lighter sentence that a second partner must hold: half of what was split off.
const SPLIT_CONTAINED: f32 = 0.45;

//! Forms: sentences that two texts have in common because both filled in the same one (rates,
//! weather, daily losses), or because both begin with the same speaker and occasion.

use super::chain::REACH;
use super::evidence::{self, Evidence, Weighted};

/// Figures that differ before sentences are two fillings of one form.
const FORM_DIFFERING: u32 = 2;
/// Figures that differ to one that agrees: a copy drifts in one figure, a form in nearly all.
const FORM_RATIO: u32 = 2;

/// Whether figures that agree and that differ are those of a recurring form (rates, weather, daily
/// losses) filled in twice.
pub(super) fn is_form(agreeing: u32, differing: u32) -> bool {
    differing >= FORM_DIFFERING && differing >= FORM_RATIO * agreeing
}

/// Slots of a sentence are its names and figures. Where this many differ, and more than agree, the
/// same frame was filled in with another story.
const FRAME_DIFFERING: u32 = 2;

pub(super) fn is_frame(evidence: &Evidence) -> bool {
    let agreeing = evidence.figures + evidence.names.0;
    let differing = evidence.differing + evidence.names.1;
    differing >= FRAME_DIFFERING && differing > agreeing
}

/// Score, names and figures left out, from which two sentences that differ in those are one form
/// filled in twice.
pub(super) const FORM_SCORE: f32 = 0.4;
/// Weight of each name or figure that differs: what a term of some rarity has.
const DIFFERING_WEIGHT: f32 = 0.7;

/// Whether the sentences beside those chosen are a form that was filled in twice, and outweigh them:
/// then they belong to that form.
pub(super) fn in_form(all: &[Evidence], chosen: &[Evidence]) -> bool {
    let apart = |evidence: &&Evidence| {
        chosen.iter().all(|held| held.a != evidence.a && held.b != evidence.b)
            && chosen.iter().any(|held| {
                held.a.abs_diff(evidence.a) <= REACH && held.b.abs_diff(evidence.b) <= REACH
            })
    };
    let forms = all.iter().filter(|evidence| {
        (is_form(evidence.figures, evidence.differing) || is_frame(evidence))
            && evidence.frame >= FORM_SCORE
    });
    let form: f32 = forms
        .filter(apart)
        .map(|form| form.weight + DIFFERING_WEIGHT * (form.differing + form.names.1) as f32)
        .sum();
    form >= chosen.iter().map(|held| held.weight).sum()
}

/// Weight of a stretch that a sentence has for itself, on both sides, from which a pair founds
/// nothing: they begin with the same speaker and occasion and go on each with its own. Less is
/// enough at the ends.
const PARTED_WEIGHT: f32 = 2.5;
const PARTED_END_WEIGHT: f32 = 2.0;
/// Score from which that does not count: too much is shared.
const PARTED_SCORE: f32 = 0.7;

pub(super) fn is_parted(a: &Weighted, b: &Weighted, pair: &Evidence) -> bool {
    if pair.score >= PARTED_SCORE {
        return false;
    }
    let (anywhere, at_end) = evidence::own(a, pair.a, b, pair.b);
    anywhere >= PARTED_WEIGHT || at_end >= PARTED_END_WEIGHT
}

//! Who proposed what: each kind of candidate must earn its place.

use crate::archive::{Known, share};
use crate::record::Score;
use rodovid::analysis::Analysis;
use rodovid::reuse::Sketch;
use rodovid::reuse::background::Background;
use rodovid::reuse::candidate::{self, Candidate, ProposedBy};
use rodovid::reuse::rarity::Rarities;
use rodovid::witness::Witness;
use rodovid_generator::scenario::Half;
use std::collections::{BTreeMap, BTreeSet};

/// For what only SimHash, only rare features or both proposed, by half: the candidates, the matches
/// among them, and how many of those share text in truth; and the matches that came about only when
/// a group's members were compared with one another.
pub(crate) fn measure(analysis: &Analysis, known: &Known) -> Vec<Score> {
    let articles = known.of_witnesses(analysis);
    let half = |a: u32| known.truth(articles[a as usize]).half as u8;
    let matched: BTreeSet<(u32, u32)> = analysis
        .stories
        .iter()
        .flat_map(|story| &story.group.matches)
        .map(|m| (m.a.min(m.b), m.a.max(m.b)))
        .collect();
    let is_true = |(a, b): (u32, u32)| {
        let (one, other) = (known.truth(articles[a as usize]), known.truth(articles[b as usize]));
        let shared = |root| other.carried.iter().any(|carried| carried.root == root);
        one.family.is_some()
            && one.family == other.family
            && one.carried.iter().any(|carried| shared(carried.root))
    };
    let mut tallies: BTreeMap<(u8, &str), [usize; 3]> = BTreeMap::new();
    for half in [Half::Tuned, Half::HeldBack] {
        for name in ["both", "only features", "only simhash", "within a group"] {
            tallies.insert((half as u8, name), [0; 3]);
        }
    }
    let mut tally = |pair: (u32, u32), name: &'static str, candidate: bool| {
        let tally = tallies.entry((half(pair.0), name)).or_default();
        tally[0] += usize::from(candidate);
        if matched.contains(&pair) {
            tally[1] += 1;
            tally[2] += usize::from(is_true(pair));
        }
    };
    let mut proposed: BTreeSet<(u32, u32)> = BTreeSet::new();
    for candidate in candidates(&analysis.witnesses) {
        let name = match candidate.proposed_by {
            ProposedBy { simhash: true, features: true } => "both",
            ProposedBy { simhash: true, .. } => "only simhash",
            ProposedBy { .. } => "only features",
        };
        tally((candidate.a, candidate.b), name, true);
        proposed.insert((candidate.a, candidate.b));
    }
    for &pair in matched.difference(&proposed) {
        tally(pair, "within a group", false);
    }
    let score = |(&(of, name), &[candidates, found, right]): (&(u8, &str), &[usize; 3])| Score {
        table: "proposals",
        half: [Half::Tuned, Half::HeldBack].into_iter().find(|half| *half as u8 == of),
        kind: name.into(),
        language: String::new(),
        cases: candidates,
        measures: vec![("found", found as f64), ("precision", share(right as f64, found as f64))],
    };
    tallies.iter().map(score).collect()
}

/// The candidates of the archive, proposed as the program proposes them.
fn candidates(witnesses: &[Witness]) -> Vec<Candidate> {
    let background = Background::shipped();
    let (sketches, sampled): (Vec<Sketch>, Vec<Vec<u64>>) =
        witnesses.iter().map(Sketch::with_runs).unzip();
    let rarities = Rarities::default();
    for sketch in &sketches {
        rarities.count(sketch);
    }
    let mut languages: Vec<_> = sketches.iter().map(|sketch| sketch.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let packing = candidate::Packing::new(witnesses.len());
    let mut parts = vec![Vec::new(); candidate::PARTS];
    for (index, (sketch, runs)) in (0..).zip(sketches.iter().zip(&sampled)) {
        let mut pairs = Vec::new();
        for (space, terms) in &sketch.spaces {
            if space.serves(sketch.language, &languages) {
                candidate::pairs(terms, *space, rarities.of(*space), background, &mut pairs);
            }
        }
        let features = runs.iter().map(|&run| packing.feature(run, true, index));
        for (part, number) in
            features.chain(pairs.iter().map(|&pair| packing.feature(pair, false, index)))
        {
            parts[part].push(number);
        }
    }
    let votes = parts.into_iter().flat_map(|part| candidate::votes(part, packing)).collect();
    let fingerprints: Vec<_> = witnesses.iter().map(|witness| witness.simhash).collect();
    candidate::candidates(votes, &fingerprints)
}

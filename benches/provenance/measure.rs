//! How often verdicts are right, and whether their probabilities mean what they say.

use crate::bound;
use crate::case::Case;
use crate::rules::RULES;
use rodovid::outlet::Outlets;
use rodovid::provenance::Answer;
use rodovid::provenance::evidence::Evidence;
use rodovid::provenance::thin::Trees;
use rodovid::provenance::verdict;
use rodovid::provenance::weight::Weights;

/// What came out for one family.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) scenario: &'static str,
    pub(crate) held_back: bool,
    pub(crate) members: usize,
    /// Every statement made: a probability, and whether it is true.
    pub(crate) statements: Vec<(f64, bool)>,
    /// Probability of the likeliest statement, and whether it is true.
    pub(crate) likeliest: (f64, bool),
    pub(crate) answered: bool,
    pub(crate) outside: f64,
    pub(crate) truly_outside: bool,
    /// Members, and those whose parent (or the outside) is right in the tree shown.
    pub(crate) parents_right: usize,
    /// Edges of inside parents only.
    pub(crate) inside: (usize, usize),
    /// For each rule: origin right, parents right, inside parents right.
    pub(crate) rules: Vec<(bool, usize, usize)>,
    /// 1 less the largest share of wording that any two members share: a rule for the outside.
    pub(crate) unlike: f64,
    /// What a judge says who is told more than texts tell: the likeliest, and the outside.
    pub(crate) told: ((f64, bool), f64),
}

pub(crate) fn outcome(case: &Case<'_>, weights: &Weights, outlets: &Outlets) -> Outcome {
    let evidence = Evidence::new(case.group, case.witnesses, case.figures, outlets);
    let trees = Trees::new(&evidence, weights);
    let weighed = trees.weigh(&evidence, weights);
    let (answer, outside) = verdict::answer(&weighed);
    let tree = verdict::tree(&trees, &weighed, answer);
    let entries: Vec<usize> =
        (0..tree.len()).filter(|&member| case.parents[member].is_none()).collect();
    let origin = if let [alone] = entries[..] { Some(alone) } else { None };
    let mut statements: Vec<(f64, bool)> = weighed
        .alone
        .iter()
        .enumerate()
        .map(|(member, &share)| (share, origin == Some(member)))
        .collect();
    statements.push((outside, origin.is_none()));
    let likeliest =
        statements.iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a }).unwrap_or_default();
    let told = bound::judge(case);
    let told_origin = origin.map_or(told.outside, |origin| told.alone[origin]);
    let most = told.alone.iter().copied().fold(told.outside, f64::max);
    let right = |parents: &[Option<usize>]| {
        let pairs = parents.iter().zip(&case.all_parents);
        let inside = pairs
            .clone()
            .filter(|(found, truth)| found.is_some_and(|parent| truth.contains(&parent)))
            .count();
        let outside = pairs.filter(|(found, truth)| found.is_none() && truth.is_empty()).count();
        (inside + outside, inside)
    };
    let (parents_right, inside_right) = right(&tree);
    let rules = RULES
        .iter()
        .map(|(_, rule)| {
            let named = rule(case, &evidence);
            let (all, inside) = right(&named.parents);
            (origin == Some(named.origin), all, inside)
        })
        .collect();
    let members = 0..tree.len();
    let unlike = members
        .clone()
        .flat_map(|a| members.clone().map(move |b| (a, b)))
        .filter(|(a, b)| a != b)
        .map(|(a, b)| 1.0 - evidence.covered(a, b))
        .fold(1.0, f64::min);
    Outcome {
        scenario: case.scenario,
        held_back: case.held_back,
        members: tree.len(),
        statements,
        likeliest,
        answered: answer != Answer::Unknown,
        outside,
        truly_outside: origin.is_none(),
        parents_right,
        inside: (tree.len() - entries.len(), inside_right),
        rules,
        unlike,
        told: ((most, told_origin >= most), told.outside),
    }
}

impl Outcome {
    /// Whether outside is the likeliest.
    pub(crate) fn says_outside(&self) -> bool {
        self.outside >= self.likeliest.0
    }
}

/// A bin of probabilities.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bin {
    pub(crate) count: usize,
    pub(crate) right: usize,
    pub(crate) probability: f64,
}

impl Bin {
    pub(crate) fn mean(&self) -> f64 {
        self.probability / self.count.max(1) as f64
    }

    pub(crate) fn share(&self) -> f64 {
        self.right as f64 / self.count.max(1) as f64
    }

    /// Wilson's interval at 95 %.
    pub(crate) fn interval(&self) -> (f64, f64) {
        if self.count == 0 {
            return (0.0, 1.0);
        }
        let (n, p, z) = (self.count as f64, self.share(), 1.96);
        let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        (centre - half, centre + half)
    }
}

/// Ten bins of equal width.
pub(crate) fn bins(statements: impl Iterator<Item = (f64, bool)>) -> [Bin; 10] {
    let mut bins = [Bin::default(); 10];
    for (probability, right) in statements {
        let bin = &mut bins[((probability * 10.0) as usize).min(9)];
        bin.count += 1;
        bin.right += usize::from(right);
        bin.probability += probability;
    }
    bins
}

/// Expected calibration error: the bins' gaps, weighted by their counts.
pub(crate) fn calibration_error(bins: &[Bin; 10]) -> f64 {
    let all: usize = bins.iter().map(|bin| bin.count).sum();
    let gap = |bin: &Bin| (bin.mean() - bin.share()).abs() * bin.count as f64;
    bins.iter().map(gap).sum::<f64>() / all.max(1) as f64
}

/// Mean squared difference of probability and truth.
pub(crate) fn brier(statements: &[(f64, bool)]) -> f64 {
    let squares = statements.iter().map(|&(p, right)| (p - f64::from(u8::from(right))).powi(2));
    squares.sum::<f64>() / statements.len().max(1) as f64
}

/// Probability that a true one scores above a false one.
pub(crate) fn auc(scores: impl Iterator<Item = (f64, bool)>) -> f64 {
    let mut scores: Vec<(f64, bool)> = scores.collect();
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positives = scores.iter().filter(|(_, truth)| *truth).count() as f64;
    let negatives = scores.len() as f64 - positives;
    let mut rank = 0.0;
    let mut below = 0.0;
    for tied in scores.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let hits = tied.iter().filter(|(_, truth)| *truth).count() as f64;
        let misses = tied.len() as f64 - hits;
        rank += hits * (below + misses / 2.0);
        below += misses;
    }
    rank / (positives * negatives)
}

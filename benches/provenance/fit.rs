//! Weights by maximum likelihood: those under which the true trees, and the true verdicts (which
//! member alone comes from outside, or that several do), are likeliest.
//!
//! The log-likelihood of a tree is the sum of its edges' log weights less the logarithm of the sum
//! over all trees with one entry, or with several, as it is; its gradient is the features observed
//! on the true edges less those expected under the edges' marginals (Koo et al. 2007). That of an
//! origin is the logarithm of its share of the trees with one entry; whether there is one or several
//! is a logistic regression on what the trees say and the features of the group. A weight keeps its prior's sign: no archive of ours shall teach that a long common run
//! speaks against copying. A normal prior holds the weights near the hand-set ones; limited-memory BFGS (Liu
//! and Nocedal 1989) climbs.

use crate::case::Case;
use rayon::prelude::*;
use rodovid::outlet::Outlets;
use rodovid::provenance::arborescence::{Graph, Shares, ln_sum};
use rodovid::provenance::evidence::Evidence;
use rodovid::provenance::feature::{Feature, Topic, Vector};
use rodovid::provenance::weight::{FLAT, Weights, flattened};

/// Deviation of the prior. Narrow: where the generator's habits (who adds text of its own, how much
/// is kept) speak against what is known of news, it takes many groups to move a weight by 2.
const DEVIATION: f64 = 1.0;

/// How much more the verdict counts than the tree: it is what people act on.
const VERDICT: f64 = 2.0;

/// Shares of trees with several entries below this are rounding.
const LEAST_SEVERAL: f64 = 1e-9;

/// Steps remembered.
const MEMORY: usize = 12;

const MOST_STEPS: usize = 300;

/// Families that share one sum, so that the order of summing is fixed.
const BATCH: usize = 64;

/// A family's evidence, and its true tree.
pub(crate) struct Prepared {
    roots: Vec<Vector>,
    edges: Vec<Vector>,
    whole: Vector,
    parents: Vec<Option<usize>>,
}

impl Prepared {
    pub(crate) fn new(case: &Case<'_>, outlets: &Outlets) -> Self {
        let evidence = Evidence::new(case.group, case.witnesses, case.figures, outlets);
        let members = evidence.members();
        let edges =
            (0..members * members)
                .map(|at| (at / members, at % members))
                .map(|(parent, child)| {
                    if parent == child {
                        [0.0; Feature::COUNT]
                    } else {
                        evidence.edge(parent, child)
                    }
                })
                .collect();
        let roots = (0..members).map(|member| evidence.root(member)).collect();
        Self { roots, edges, whole: evidence.whole, parents: case.parents.clone() }
    }

    fn add_loss(&self, weights: &Weights, sum: &mut Loss) {
        let members = self.parents.len();
        let graph = Graph {
            root: self.roots.iter().map(|values| weights.log_weight(values)).collect(),
            edges: self.edges.iter().map(|values| weights.log_weight(values)).collect(),
        };
        let all = graph.shares();
        let one = graph.with_one_entry().shares();
        let ln_one = ln_sum(&all.ln_alone).min(0.0);
        let several = (-libm::expm1(ln_one)).max(LEAST_SEVERAL);
        let ln_several = libm::log(several);
        // What is expected under trees with several entries, as shares of the other two.
        let expect_several = |part: f64, sum: &mut Loss| {
            self.add_expected(&all, part / several, sum);
            self.add_expected(&one, -part * (1.0 - several) / several, sum);
        };
        let entries: Vec<usize> =
            (0..members).filter(|&member| self.parents[member].is_none()).collect();
        let is_several = entries.len() > 1;
        // The tree, among those with one entry or with several.
        for (child, &parent) in self.parents.iter().enumerate() {
            sum.value -= graph.log_weight(parent, child);
            let observed =
                parent.map_or(&self.roots[child], |parent| &self.edges[parent * members + child]);
            sum.add(observed, -1.0);
        }
        if is_several {
            sum.value += all.log_sum + ln_several;
            expect_several(1.0, sum);
        } else {
            sum.value += all.log_sum + ln_one;
            self.add_expected(&one, 1.0, sum);
            // The origin.
            let origin = entries[0];
            sum.value -= VERDICT * (all.ln_alone[origin] - ln_one);
            self.add_expected(&one, VERDICT, sum);
            self.add_expected(&alone(&graph, origin).shares(), -VERDICT, sum);
        }
        // One entry or several.
        let trees = ln_several - ln_one;
        let odds = weights.several(&self.whole, trees);
        let probability = 1.0 / (1.0 + libm::exp(-odds));
        let truth = f64::from(u8::from(is_several));
        let surprise = if is_several { -odds } else { odds };
        sum.value += VERDICT * (surprise.max(0.0) + libm::log1p(libm::exp(-surprise.abs())));
        let slope = VERDICT * (probability - truth);
        sum.add(&self.whole, slope);
        let flat = flattened(trees);
        sum.gradient[Feature::GroupTrees as usize] += slope * flat;
        let steep = 1.0 - (flat / FLAT).powi(2);
        let through = slope * weights.0[Feature::GroupTrees as usize] * steep;
        expect_several(through, sum);
        self.add_expected(&one, -through, sum);
    }

    fn add_expected(&self, shares: &Shares, part: f64, sum: &mut Loss) {
        for (values, &share) in self.roots.iter().zip(&shares.root) {
            sum.add(values, part * share);
        }
        for (values, &share) in self.edges.iter().zip(&shares.edges) {
            sum.add(values, part * share);
        }
    }
}

/// The graph of the trees in which `origin` alone hangs from the root.
fn alone(graph: &Graph, origin: usize) -> Graph {
    let never = -1e4;
    let root = (0..graph.members())
        .map(|member| if member == origin { graph.root[member] } else { never })
        .collect();
    Graph { root, edges: graph.edges.clone() }
}

#[derive(Clone)]
struct Loss {
    value: f64,
    gradient: Vector,
}

impl Loss {
    fn add(&mut self, values: &Vector, share: f64) {
        if share != 0.0 {
            for (slope, value) in self.gradient.iter_mut().zip(values) {
                *slope += share * value;
            }
        }
    }
}

fn loss(families: &[Prepared], weights: &Weights, prior: &Weights) -> Loss {
    let zero = Loss { value: 0.0, gradient: [0.0; Feature::COUNT] };
    let batches: Vec<Loss> = families
        .par_chunks(BATCH)
        .map(|batch| {
            let mut sum = zero.clone();
            for family in batch {
                family.add_loss(weights, &mut sum);
            }
            sum
        })
        .collect();
    let mut whole = zero;
    for batch in &batches {
        whole.value += batch.value;
        whole.add(&batch.gradient, 1.0);
    }
    for ((slope, weight), prior) in whole.gradient.iter_mut().zip(&weights.0).zip(&prior.0) {
        let away = (weight - prior) / DEVIATION;
        whole.value += away * away / 2.0;
        *slope += away / DEVIATION;
    }
    whole
}

/// Fits weights around `prior`, climbing from `start`.
pub(crate) fn fit(families: &[Prepared], prior: &Weights, start: &Weights) -> Weights {
    let mut at = Weights(std::array::from_fn(|i| {
        if start.0[i] * sign(i, prior) < 0.0 { 0.0 } else { start.0[i] }
    }));
    let mut here = loss(families, &at, prior);
    let mut steps: Vec<(Vector, Vector)> = Vec::new();
    let mut held_before = [false; Feature::COUNT];
    for round in 0..MOST_STEPS {
        let held: [bool; Feature::COUNT] =
            std::array::from_fn(|i| at.0[i] == 0.0 && sign(i, prior) * here.gradient[i] > 0.0);
        if held != held_before {
            steps.clear();
            held_before = held;
        }
        let mut slopes = here.gradient;
        (0..Feature::COUNT).filter(|&i| held[i]).for_each(|i| slopes[i] = 0.0);
        let mut direction = direction(&slopes, &steps);
        (0..Feature::COUNT).filter(|&i| held[i]).for_each(|i| direction[i] = 0.0);
        let slope = dot(&direction, &here.gradient);
        let mut length = if steps.is_empty() {
            1.0 / here.gradient.iter().fold(1.0, |most: f64, x| most.max(x.abs()))
        } else {
            1.0
        };
        let (next, there) = loop {
            let next = Weights(std::array::from_fn(|i| {
                let moved = at.0[i] + length * direction[i];
                if moved * sign(i, prior) < 0.0 { 0.0 } else { moved }
            }));
            let there = loss(families, &next, prior);
            if there.value <= here.value + 1e-4 * length * slope || length < 1e-10 {
                break (next, there);
            }
            length /= 2.0;
        };
        let gained = here.value - there.value;
        let moved: Vector = std::array::from_fn(|i| next.0[i] - at.0[i]);
        let turned: Vector = std::array::from_fn(|i| there.gradient[i] - here.gradient[i]);
        if dot(&moved, &turned) > 1e-12 {
            steps.push((moved, turned));
            if steps.len() > MEMORY {
                steps.remove(0);
            }
        }
        (at, here) = (next, there);
        if round % 20 == 0 {
            eprintln!("round {round}: loss {:.3}", here.value / families.len() as f64);
        }
        if gained < 1e-7 * here.value.abs() {
            break;
        }
    }
    eprintln!("loss a family {:.4}", here.value / families.len() as f64);
    at
}

/// What a weight must not change: its prior's sign. Zero where it is free to: for the cost of
/// coming from outside at all, and where the prior is 0.
fn sign(feature: usize, prior: &Weights) -> f64 {
    let free = Feature::ALL[feature].topic() == Topic::Prior || prior.0[feature] == 0.0;
    if free { 0.0 } else { prior.0[feature].signum() }
}

/// Downhill, bent by what the last steps showed (two-loop recursion).
fn direction(gradient: &Vector, steps: &[(Vector, Vector)]) -> Vector {
    let mut towards = *gradient;
    let mut shares = Vec::new();
    for (moved, turned) in steps.iter().rev() {
        let share = dot(moved, &towards) / dot(moved, turned);
        shares.push(share);
        for i in 0..Feature::COUNT {
            towards[i] -= share * turned[i];
        }
    }
    if let Some((moved, turned)) = steps.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        for x in &mut towards {
            *x *= scale;
        }
    }
    for ((moved, turned), share) in steps.iter().zip(shares.into_iter().rev()) {
        let back = dot(turned, &towards) / dot(moved, turned);
        for i in 0..Feature::COUNT {
            towards[i] += (share - back) * moved[i];
        }
    }
    towards.map(|x| -x)
}

fn dot(a: &Vector, b: &Vector) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

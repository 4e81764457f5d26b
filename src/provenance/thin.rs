//! Large groups: near-identical copies become leaves before the trees are summed.
//!
//! The sum over all trees is cubic in the members, so above [`MOST_WHOLE`] of them only a core of
//! [`CORE`] may be parents and origins: members in order of time, passing over those whose wording
//! an earlier one of the core has. All others are leaves: each hangs from a core member or from
//! the root. Trees then fall into a tree of the core and a free choice for each leaf, and the sum
//! over them is exact again. A core member stands for its earlier copies too, so that an edge from it
//! counts as often as there are of them. The cost: a leaf is never an origin (its confidence is 0), and a copy
//! taken from a leaf is given to the core member whose wording the leaf has.

use super::arborescence::{Graph, Shares, ln_sum};
use super::edmonds::{self, Tree};
use super::evidence::Evidence;
use super::timing::Clock;
use super::weight::Weights;
use super::wording::Wording;

/// Groups up to this many members are summed whole: 128³ steps are a few milliseconds.
pub const MOST_WHOLE: usize = 128;

/// Members of a larger group that may be parents.
pub const CORE: usize = 64;

/// A member is a near-identical copy where an earlier one has this share of its word triples:
/// a changed word in thirty or less.
const NEAR_IDENTICAL: f64 = 0.9;

/// Members that may be parents, ascending.
pub fn core(wording: &Wording, clocks: &[Clock]) -> Vec<usize> {
    let members = clocks.len();
    if members <= MOST_WHOLE {
        return (0..members).collect();
    }
    let mut core: Vec<usize> = Vec::with_capacity(CORE);
    for member in in_order_of_time(clocks) {
        let is_copy = |&earlier: &usize| wording.covered(earlier, member) >= NEAR_IDENTICAL;
        if core.len() < CORE && !core.iter().any(is_copy) {
            core.push(member);
        }
    }
    core.sort_unstable();
    core
}

fn in_order_of_time(clocks: &[Clock]) -> Vec<usize> {
    let mut members: Vec<usize> = (0..clocks.len()).collect();
    members.sort_by_key(|&member| (clocks[member].latest(), member));
    members
}

/// All family trees of a group, weighed.
#[derive(Clone, Debug)]
pub struct Trees {
    /// Members that may be parents.
    core: Vec<usize>,
    graph: Graph,
    leaves: Vec<Leaf>,
    members: usize,
}

#[derive(Clone, Debug)]
struct Leaf {
    member: usize,
    root: f64,
    /// Log weights of the edges from the core.
    edges: Vec<f64>,
    /// Logarithm of their sum, the root's included.
    sum: f64,
}

impl Leaf {
    /// Position in the core of the likeliest parent.
    fn parent(&self) -> usize {
        let heavier = |best, at: usize| if self.edges[at] > self.edges[best] { at } else { best };
        (1..self.edges.len()).fold(0, heavier)
    }

    /// Share of its edges' weight that the root's has; never all of it.
    fn root_share(&self) -> f64 {
        libm::exp(self.root - self.sum).min(1.0 - f64::EPSILON)
    }

    /// What it costs to hang from the root instead of the likeliest parent, in log weight.
    fn cost_of_root(&self) -> f64 {
        self.edges[self.parent()] - self.root
    }
}

/// Shares of the trees of a whole group, those with several entries weighed anew by what speaks for
/// one entry or several in the group as a whole.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// For each member, the share of the trees in which it alone hangs from the root.
    pub alone: Vec<f64>,
    /// Share of the trees in which several do.
    pub outside: f64,
    /// Shares of all trees of the core as its edges alone weigh them.
    all: Shares,
    /// Shares of those in which one member of the core hangs from the root.
    one: Shares,
    /// Share of trees with one entry, as edges alone weigh them.
    single: f64,
    /// For each member, its place in the core or among the leaves.
    places: Vec<Result<usize, usize>>,
}

/// Below this share of trees with several entries, what they say of single edges is lost in
/// rounding.
const FEWEST_SEVERAL: f64 = 1e-9;

impl Trees {
    /// Weighs all edges.
    pub fn new(evidence: &Evidence<'_>, weights: &Weights) -> Self {
        let core = evidence.core.clone();
        let mut graph = Graph::new(core.len());
        let edge = |parent, child| weights.log_weight(&evidence.edge(parent, child));
        let root = |member| weights.log_weight(&evidence.root(member));
        for (to, &child) in core.iter().enumerate() {
            graph.root[to] = root(child);
            for (from, &parent) in core.iter().enumerate().filter(|&(from, _)| from != to) {
                graph.edges[from * core.len() + to] = edge(parent, child);
            }
        }
        let mut leaves = Vec::new();
        let mut copies = vec![0_usize; core.len()];
        for member in in_order_of_time(&evidence.clocks) {
            if core.binary_search(&member).is_ok() {
                continue;
            }
            let root = root(member);
            let edges: Vec<f64> = core
                .iter()
                .zip(&copies)
                .map(|(&parent, &copies)| edge(parent, member) + libm::log1p(copies as f64))
                .collect();
            let most = edges.iter().copied().fold(root, f64::max);
            let rest: f64 = edges.iter().map(|&log| libm::exp(log - most)).sum();
            let sum = most + libm::log(libm::exp(root - most) + rest);
            let leaf = Leaf { member, root, edges, sum };
            let covered = |&at: &usize| evidence.wording.common(core[at], member);
            if let Some(twin) = (0..core.len()).rev().max_by_key(covered) {
                copies[twin] += 1;
            }
            leaves.push(leaf);
        }
        Self { members: evidence.members(), core, graph, leaves }
    }

    /// Sums over all trees.
    pub fn weigh(&self, evidence: &Evidence<'_>, weights: &Weights) -> Weighed {
        let all = self.graph.shares();
        let one = self.graph.with_one_entry().shares();
        let mut places = vec![Err(0); self.members];
        for (at, &member) in self.core.iter().enumerate() {
            places[member] = Ok(at);
        }
        for (at, leaf) in self.leaves.iter().enumerate() {
            places[leaf.member] = Err(at);
        }
        // All leaves inside: no leaf is an entry of its own.
        let inside: f64 = self.leaves.iter().map(|leaf| libm::log1p(-leaf.root_share())).sum();
        let ln_core = ln_sum(&all.ln_alone);
        let ln_single = (ln_core + inside).min(0.0);
        let single = libm::exp(ln_single);
        let ln_several = libm::log((-libm::expm1(ln_single)).max(f64::MIN_POSITIVE));
        let odds = weights.several(&evidence.whole, ln_several - ln_single);
        let outside = if self.members < 2 { 0.0 } else { 1.0 / (1.0 + libm::exp(-odds)) };
        let mut alone = vec![0.0; self.members];
        for (at, &member) in self.core.iter().enumerate() {
            alone[member] = libm::exp(all.ln_alone[at] - ln_core) * (1.0 - outside);
        }
        Weighed { alone, outside, all, one, single, places }
    }

    /// Share of the trees in which `parent → child` stands; no parent: from outside.
    pub fn probability(&self, weighed: &Weighed, parent: Option<usize>, child: usize) -> f64 {
        let parent = match parent.map(|parent| weighed.places[parent]) {
            None => None,
            Some(Ok(at)) => Some(at),
            Some(Err(_)) => return 0.0,
        };
        let (all, one) = match (weighed.places[child], parent) {
            (Ok(child), None) => (weighed.all.root[child], weighed.one.root[child]),
            (Ok(child), Some(parent)) => {
                let at = parent * self.core.len() + child;
                (weighed.all.edges[at], weighed.one.edges[at])
            }
            (Err(leaf), None) => (self.leaves[leaf].root_share(), 0.0),
            (Err(leaf), Some(parent)) => {
                let leaf = &self.leaves[leaf];
                let all = libm::exp(leaf.edges[parent] - leaf.sum);
                (all, all / (1.0 - leaf.root_share()))
            }
        };
        let several = 1.0 - weighed.single;
        let in_several = if several < FEWEST_SEVERAL {
            all
        } else {
            ((all - weighed.single * one) / several).clamp(0.0, 1.0)
        };
        one * (1.0 - weighed.outside) + in_several * weighed.outside
    }

    /// The heaviest tree.
    fn best(&self) -> Tree {
        let core = edmonds::best(&self.graph);
        self.whole(&core, |leaf| leaf.cost_of_root() < 0.0)
    }

    /// The heaviest tree in which `origin`, of the core, alone hangs from the root.
    pub fn best_from(&self, origin: usize) -> Tree {
        let at = self.core.binary_search(&origin).unwrap_or(0);
        self.whole(&edmonds::best_from(&self.graph, at), |_| false)
    }

    /// The heaviest tree in which two or more hang from the root.
    pub fn best_from_outside(&self) -> Tree {
        let free = self.best();
        if free.iter().filter(|parent| parent.is_none()).count() > 1 {
            return free;
        }
        // Either the core is entered twice, or one leaf comes from outside too.
        let core = edmonds::best_from_outside(&self.graph);
        let one = edmonds::best(&self.graph);
        let lost = edmonds::log_weight(&self.graph, &one) - edmonds::log_weight(&self.graph, &core);
        let cheapest = self
            .leaves
            .iter()
            .min_by(|a, b| a.cost_of_root().total_cmp(&b.cost_of_root()))
            .filter(|leaf| leaf.cost_of_root() < lost);
        match cheapest {
            Some(entering) => self.whole(&one, |leaf| leaf.member == entering.member),
            None => self.whole(&core, |_| false),
        }
    }

    fn whole(&self, core: &[Option<usize>], from_root: impl Fn(&Leaf) -> bool) -> Tree {
        let mut tree = vec![None; self.members];
        for (at, &member) in self.core.iter().enumerate() {
            tree[member] = core[at].map(|parent| self.core[parent]);
        }
        for leaf in &self.leaves {
            tree[leaf.member] = (!from_root(leaf)).then(|| self.core[leaf.parent()]);
        }
        tree
    }
}

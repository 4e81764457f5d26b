//! The sum over all family trees, by the directed matrix-tree theorem (Tutte 1948; Koo, Globerson,
//! Carreras and Collins 2007), without a single subtraction.
//!
//! A family tree of n members is a spanning arborescence of the members from an added root, the
//! source outside the archive. Its weight is the product of its edges' weights. The sum over all
//! of them is a determinant, and the shares asked for are ratios of determinants. Determinants by
//! ordinary elimination lose all digits when weights are far apart; here members are eliminated
//! in the way of Grassmann, Taksar and Heyman (1985): a member's edges are added to those that go
//! round it, so that every step adds, multiplies or divides non-negative numbers, and every
//! share keeps its relative precision whatever the weights and the number of members.

/// Log weights of all edges of a group. Every edge must be finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// Log weight of root → j, for each member j.
    pub root: Vec<f64>,
    /// Log weight of i → j at `i * members + j`; the diagonal is not read.
    pub edges: Vec<f64>,
}

/// What the sum over all trees says.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// Natural logarithm of the summed weight of all trees.
    pub log_sum: f64,
    /// For each member, the logarithm of the share of the trees in which it alone hangs from the
    /// root.
    pub ln_alone: Vec<f64>,
    /// Share of the trees in which root → j stands, for each member j.
    pub root: Vec<f64>,
    /// Share of the trees in which i → j stands, at `i * members + j`; 0 on the diagonal.
    pub edges: Vec<f64>,
}

/// An edge lighter than the heaviest one into the same member by more than this (in natural
/// logarithms) counts as lighter by this: e⁻²⁰⁰ is nothing, and two such factors still are above
/// the least `f64`.
const WIDEST: f64 = 200.0;

/// By so much, in natural logarithms, an edge from the root is made lighter where one entry alone
/// shall count: e⁻⁶⁰ for each further entry leaves nothing of trees with two, and is far above
/// [`WIDEST`].
const ONE_ENTRY: f64 = 60.0;

/// Logarithm of a sum of exponentials.
pub fn ln_sum(logs: &[f64]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + libm::log(logs.iter().map(|log| libm::exp(log - most)).sum())
}

impl Graph {
    /// A graph of `members` members in which every edge weighs 1.
    pub fn new(members: usize) -> Self {
        Self { root: vec![0.0; members], edges: vec![0.0; members * members] }
    }

    /// Number of members.
    pub fn members(&self) -> usize {
        self.root.len()
    }

    /// Log weight of `parent → child`; no parent: from the root.
    pub fn log_weight(&self, parent: Option<usize>, child: usize) -> f64 {
        parent.map_or(self.root[child], |parent| self.edges[parent * self.members() + child])
    }

    /// Sums over all trees. Cubic in the number of members.
    pub fn shares(&self) -> Shares {
        let members = self.members();
        if members == 0 {
            return Shares { log_sum: 0.0, ln_alone: vec![], root: vec![], edges: vec![] };
        }
        let (weights, scale) = self.weights();
        let whole = Network { weights: &weights, size: members };
        let mut scratch = Scratch::new(members);
        let log_scaled = whole.sum(&mut scratch.weights);
        let ln_alone = whole.alone(&mut scratch.weights, log_scaled);
        let mut shares = Shares {
            log_sum: log_scaled + scale,
            ln_alone,
            root: vec![1.0; members],
            edges: vec![0.0; members * members],
        };
        let names: Vec<usize> = (0..members).collect();
        marginals(whole, &names, whole, &mut scratch.weights, &mut scratch.names, &mut shares);
        shares
    }

    /// The same graph in which all edges from the root are so light that trees with one of them are
    /// all that count: its shares are those of the trees with a single entry.
    #[must_use]
    pub fn with_one_entry(&self) -> Self {
        let root = self.root.iter().map(|log| log - ONE_ENTRY).collect();
        Self { root, edges: self.edges.clone() }
    }

    /// Weights of all edges as a [`Network`] has them, those into a member divided by the heaviest of
    /// them, and the logarithm of the product of these divisors.
    fn weights(&self) -> (Vec<f64>, f64) {
        let members = self.members();
        let mut weights = vec![0.0; (members + 1) * members];
        weights[..members].copy_from_slice(&self.root);
        weights[members..].copy_from_slice(&self.edges);
        let mut scale = 0.0;
        for child in 0..members {
            let own = (child + 1) * members + child;
            weights[own] = f64::NEG_INFINITY;
            let into = || (child..(members + 1) * members).step_by(members);
            let heaviest = into().map(|at| weights[at]).fold(f64::NEG_INFINITY, f64::max);
            for at in into().filter(|&at| at != own) {
                weights[at] = libm::exp((weights[at] - heaviest).max(-WIDEST));
            }
            weights[own] = 0.0;
            scale += heaviest;
        }
        (weights, scale)
    }
}

/// Room for all that a sum writes down, taken once.
struct Scratch {
    weights: Vec<f64>,
    names: Vec<usize>,
}

impl Scratch {
    /// For `members`: each step of [`marginals`] has about half the members of the one before.
    fn new(members: usize) -> Self {
        let (mut weights, mut names, mut size) = (0, 0, members);
        while size > 2 {
            weights += size * (size + 1);
            names += 2 * size;
            size = (2 * size.div_ceil(4)).min(size - 1);
        }
        Self { weights: vec![0.0; weights.max(members * (members + 1))], names: vec![0; names] }
    }
}

/// Weights (not logarithms) of a graph: a row of `size` for the root, then one for each member as a
/// parent. The diagonal is not read.
#[derive(Clone, Copy)]
struct Network<'s> {
    weights: &'s [f64],
    size: usize,
}

/// Eliminates all members of a network from `keep` on; returns the logarithm of their pivots'
/// product. What remains sums over trees in which a kept edge may lead over eliminated members.
fn eliminate(weights: &mut [f64], size: usize, keep: usize) -> f64 {
    let mut log = 0.0;
    for gone in (keep..size).rev() {
        let (above, below) = weights.split_at_mut((gone + 1) * size);
        let onward = &below[..gone];
        let into: f64 = above.chunks_exact(size).map(|edges| edges[gone]).sum();
        log += libm::log(into);
        for edges in above.chunks_exact_mut(size) {
            let step = edges[gone] / into;
            for (weight, &on) in edges.iter_mut().zip(onward) {
                *weight += step * on;
            }
        }
    }
    log
}

impl Network<'_> {
    fn edge(&self, parent: usize, child: usize) -> f64 {
        self.weights[(parent + 1) * self.size + child]
    }

    /// Logarithm of the sum over all trees.
    fn sum(&self, scratch: &mut [f64]) -> f64 {
        let copy = &mut scratch[..self.weights.len()];
        copy.copy_from_slice(self.weights);
        eliminate(copy, self.size, 0)
    }

    /// For each member, the logarithm of the weight of the trees in which it alone hangs from the
    /// root, over `sum`: its root edge times the trees of the members rooted in it. These are to each
    /// other as the stationary shares of the walk from child to parent (Markov chain tree theorem).
    fn alone(&self, scratch: &mut [f64], sum: f64) -> Vec<f64> {
        let size = self.size;
        let copy = &mut scratch[..self.weights.len()];
        copy.copy_from_slice(self.weights);
        copy[..size].fill(0.0);
        let first = eliminate(copy, size, 1) - sum;
        let inner = Network { weights: copy, size };
        let mut visits = vec![1.0; size];
        for member in 1..size {
            let into: f64 = (0..member).map(|parent| inner.edge(parent, member)).sum();
            visits[member] =
                (0..member).map(|child| visits[child] * inner.edge(member, child)).sum::<f64>()
                    / into;
        }
        for (visits, &root) in visits.iter_mut().zip(&self.weights[..size]) {
            *visits = libm::log(root * *visits) + first;
        }
        visits
    }

    /// Writes into `reduced` the network of the members in `order`, of which the first `keep` are
    /// left when all others are eliminated.
    fn reduce(&self, order: &[usize], keep: usize, reduced: &mut [f64]) {
        let size = self.size;
        let rows = std::iter::once(0).chain(order.iter().map(|&parent| parent + 1));
        for (row, into) in rows.zip(reduced.chunks_exact_mut(size)) {
            let from = &self.weights[row * size..(row + 1) * size];
            for (weight, &child) in into.iter_mut().zip(order) {
                *weight = from[child];
            }
        }
        eliminate(reduced, size, keep);
        for row in 1..=keep {
            reduced.copy_within(row * size..row * size + keep, row * keep);
        }
    }
}

/// Fills in the marginals of all edges between the members that `network` has left; `names` are
/// their indices in `whole`.
///
/// Once all but two members are eliminated, the trees are three, and their weights give the
/// marginals of the edges between the two and from the root. All pairs are reached by keeping two
/// quarters of the members at a time, six times: 6 T(n/2) + n³ is still cubic.
fn marginals(
    network: Network<'_>,
    names: &[usize],
    whole: Network<'_>,
    scratch: &mut [f64],
    scratch_names: &mut [usize],
    shares: &mut Shares,
) {
    let size = names.len();
    let members = whole.size;
    if size == 2 {
        let (a, b) = (names[0], names[1]);
        let (root_a, root_b) = (network.weights[0], network.weights[1]);
        let (a_to_b, b_to_a) = (network.edge(0, 1), network.edge(1, 0));
        let sum = root_a * root_b + root_a * a_to_b + root_b * b_to_a;
        shares.root[a] = whole.weights[a] * (root_b + a_to_b) / sum;
        shares.root[b] = whole.weights[b] * (root_a + b_to_a) / sum;
        shares.edges[a * members + b] = whole.edge(a, b) * root_a / sum;
        shares.edges[b * members + a] = whole.edge(b, a) * root_b / sum;
        return;
    }
    if size < 2 {
        return;
    }
    let quarter = size.div_ceil(4);
    let quarters = || (0..size).step_by(quarter).map(|from| from..(from + quarter).min(size));
    let (reduced, scratch) = scratch.split_at_mut(size * (size + 1));
    let (order, scratch_names) = scratch_names.split_at_mut(size);
    let (kept_names, scratch_names) = scratch_names.split_at_mut(size);
    for (at, first) in quarters().enumerate() {
        for second in quarters().skip(at + 1) {
            let keep = first.len() + second.len();
            let kept = |member: &usize| first.contains(member) || second.contains(member);
            let others = (0..size).filter(|member| !kept(member));
            let all = first.clone().chain(second.clone()).chain(others);
            order.iter_mut().zip(all).for_each(|(place, member)| *place = member);
            network.reduce(order, keep, reduced);
            let reduced = Network { weights: &reduced[..(keep + 1) * keep], size: keep };
            let kept_names = &mut kept_names[..keep];
            kept_names.iter_mut().zip(&*order).for_each(|(name, &member)| *name = names[member]);
            marginals(reduced, kept_names, whole, scratch, scratch_names, shares);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Parents of every spanning arborescence of `members` members from the root.
    pub(in super::super) fn all_trees(members: usize) -> Vec<Vec<Option<usize>>> {
        let mut trees = vec![vec![]];
        for child in 0..members {
            let parents: Vec<Option<usize>> = std::iter::once(None)
                .chain((0..members).filter(|&parent| parent != child).map(Some))
                .collect();
            trees = trees
                .into_iter()
                .flat_map(|tree: Vec<Option<usize>>| {
                    parents.iter().map(move |&parent| {
                        let mut longer = tree.clone();
                        longer.push(parent);
                        longer
                    })
                })
                .collect();
        }
        trees.retain(|tree| {
            (0..members).all(|member| {
                let mut at = Some(member);
                for _ in 0..=members {
                    at = at.and_then(|member| tree[member]);
                }
                at.is_none()
            })
        });
        trees
    }

    pub(in super::super) fn log_weight(graph: &Graph, tree: &[Option<usize>]) -> f64 {
        tree.iter().enumerate().map(|(child, &parent)| graph.log_weight(parent, child)).sum()
    }

    pub(in super::super) fn graphs(most: usize, widest: f64) -> impl Strategy<Value = Graph> {
        (1..=most).prop_flat_map(move |members| {
            let log = -widest..widest;
            (
                proptest::collection::vec(log.clone(), members),
                proptest::collection::vec(log, members * members),
            )
                .prop_map(|(root, edges)| Graph { root, edges })
        })
    }

    fn brute_force(graph: &Graph) -> Shares {
        let members = graph.members();
        let trees = all_trees(members);
        let logs: Vec<f64> = trees.iter().map(|tree| log_weight(graph, tree)).collect();
        let heaviest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = logs.iter().map(|log| libm::exp(log - heaviest)).sum();
        let mut shares = Shares {
            log_sum: heaviest + libm::log(sum),
            ln_alone: vec![0.0; members],
            root: vec![0.0; members],
            edges: vec![0.0; members * members],
        };
        for (tree, log) in trees.iter().zip(&logs) {
            let share = libm::exp(log - heaviest) / sum;
            let entering: Vec<usize> =
                (0..members).filter(|&member| tree[member].is_none()).collect();
            if let [alone] = entering[..] {
                shares.ln_alone[alone] += share;
            }
            for (child, parent) in tree.iter().enumerate() {
                match parent {
                    None => shares.root[child] += share,
                    Some(parent) => shares.edges[parent * members + child] += share,
                }
            }
        }
        shares.ln_alone.iter_mut().for_each(|share| *share = libm::log(*share));
        shares
    }

    fn alone(shares: &Shares) -> Vec<f64> {
        shares.ln_alone.iter().map(|&log| libm::exp(log)).collect()
    }

    fn assert_close(found: &[f64], expected: &[f64], relative: f64) -> Result<(), TestCaseError> {
        for (found, expected) in found.iter().zip(expected) {
            let close = (found - expected).abs() <= relative * expected.abs() + 1e-280;
            prop_assert!(close, "{found} is not {expected}");
        }
        Ok(())
    }

    #[test]
    fn there_are_as_many_trees_as_cayley_says() {
        for members in 1..=5 {
            let count = all_trees(members).len();
            assert_eq!(count, (members + 1).pow(members as u32 - 1));
            assert!((Graph::new(members).shares().log_sum - libm::log(count as f64)).abs() < 1e-12);
        }
    }

    #[test]
    fn equal_weights_tend_to_the_known_limit() {
        let shares = Graph::new(200).shares();
        let outside = 1.0 - alone(&shares).iter().sum::<f64>();
        assert!((outside - (1.0 - libm::exp(-1.0))).abs() < 0.01, "{outside}");
    }

    #[test]
    fn far_weights_and_many_members_keep_their_precision() {
        let members = 150;
        let mut graph = Graph::new(members);
        for parent in 0..members {
            graph.root[parent] = -90.0 - parent as f64;
            for child in 0..members {
                // A chain in strict order; against the order is all but impossible.
                graph.edges[parent * members + child] = match child {
                    next if next == parent + 1 => 40.0,
                    later if later > parent => 0.0,
                    _ => -90.0,
                };
            }
        }
        let shares = graph.shares();
        assert!(shares.ln_alone[0].abs() < 1e-9, "{}", shares.ln_alone[0]);
        for child in 1..members {
            let incoming: f64 =
                (0..members).map(|parent| shares.edges[parent * members + child]).sum();
            assert!((incoming + shares.root[child] - 1.0).abs() < 1e-9);
            assert!(shares.edges[(child - 1) * members + child] > 0.999);
        }
    }

    proptest! {
        #[test]
        fn sums_are_those_over_all_trees(graph in graphs(5, 4.0)) {
            let (found, expected) = (graph.shares(), brute_force(&graph));
            prop_assert!((found.log_sum - expected.log_sum).abs() < 1e-10);
            assert_close(&alone(&found), &alone(&expected), 1e-10)?;
            assert_close(&found.root, &expected.root, 1e-10)?;
            assert_close(&found.edges, &expected.edges, 1e-10)?;
        }

        #[test]
        fn one_entry_leaves_the_trees_with_one(graph in graphs(5, 4.0)) {
            let (all, one) = (graph.shares(), graph.with_one_entry().shares());
            let sum = ln_sum(&all.ln_alone);
            let given: Vec<f64> = all.ln_alone.iter().map(|log| libm::exp(log - sum)).collect();
            assert_close(&one.root, &given, 1e-9)?;
        }

        #[test]
        fn wide_weights_lose_no_digit(graph in graphs(4, 45.0)) {
            let (found, expected) = (graph.shares(), brute_force(&graph));
            assert_close(&alone(&found), &alone(&expected), 1e-9)?;
            assert_close(&found.root, &expected.root, 1e-9)?;
            assert_close(&found.edges, &expected.edges, 1e-9)?;
        }
    }
}

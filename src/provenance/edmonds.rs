//! The heaviest family tree (Chu and Liu 1965; Edmonds 1967), free or with a given way of entering.

use super::arborescence::Graph;

/// A family tree: the parent of each member; none: from outside.
pub type Tree = Vec<Option<usize>>;

/// No edge.
const NEVER: f64 = f64::NEG_INFINITY;

/// The heaviest of all trees.
pub fn best(graph: &Graph) -> Tree {
    constrained(graph, |_, _| true)
}

/// The heaviest tree in which `origin` alone hangs from the root.
pub fn best_from(graph: &Graph, origin: usize) -> Tree {
    constrained(graph, |parent, child| (parent.is_none()) == (child == origin))
}

/// The heaviest tree in which two or more members hang from the root; of a single member, the only
/// tree.
pub fn best_from_outside(graph: &Graph) -> Tree {
    let free = best(graph);
    if free.iter().filter(|parent| parent.is_none()).count() > 1 || free.len() < 2 {
        return free;
    }
    // Some heaviest tree with two entries keeps the free one's entry: 20,000 random graphs of up
    // to five members have none without.
    let entry = free.iter().position(Option::is_none).unwrap_or(0);
    let mut heaviest: Option<(f64, Tree)> = None;
    for second in (0..free.len()).filter(|&member| member != entry) {
        let tree = constrained(graph, |parent, child| {
            parent.is_none() || (child != entry && child != second)
        });
        let weight = log_weight(graph, &tree);
        if heaviest.as_ref().is_none_or(|(most, _)| weight > *most) {
            heaviest = Some((weight, tree));
        }
    }
    heaviest.map_or(free, |(_, tree)| tree)
}

/// Log weight of a tree.
pub fn log_weight(graph: &Graph, tree: &[Option<usize>]) -> f64 {
    tree.iter().enumerate().map(|(child, &parent)| graph.log_weight(parent, child)).sum()
}

/// The heaviest tree of the allowed edges, which must hold one.
fn constrained(graph: &Graph, allowed: impl Fn(Option<usize>, usize) -> bool) -> Tree {
    // Node 0 is the root, node j + 1 member j.
    let nodes = graph.members() + 1;
    let mut weights = vec![NEVER; nodes * nodes];
    for child in 0..graph.members() {
        for parent in std::iter::once(None).chain((0..graph.members()).map(Some)) {
            if parent != Some(child) && allowed(parent, child) {
                let from = parent.map_or(0, |parent| parent + 1);
                weights[from * nodes + child + 1] = graph.log_weight(parent, child);
            }
        }
    }
    heaviest_parents(&weights, nodes)[1..].iter().map(|&parent| parent.checked_sub(1)).collect()
}

/// Parent of each node in the heaviest arborescence from node 0; `weights` at
/// `parent * nodes + child`. Ties go to the smallest parent. One cycle is contracted at a time:
/// quadratic for each, cubic at worst.
fn heaviest_parents(weights: &[f64], nodes: usize) -> Vec<usize> {
    let mut parents = vec![0; nodes];
    for child in 1..nodes {
        for parent in 1..nodes {
            let weight = |parent: usize| weights[parent * nodes + child];
            if parent != child && weight(parent) > weight(parents[child]) {
                parents[child] = parent;
            }
        }
    }
    let Some(cycle) = find_cycle(&parents) else { return parents };
    let mut in_cycle = vec![false; nodes];
    for &node in &cycle {
        in_cycle[node] = true;
    }
    // The cycle becomes the last node of a smaller graph.
    let outer: Vec<usize> = (0..nodes).filter(|&node| !in_cycle[node]).collect();
    let small = outer.len() + 1;
    let contracted = small - 1;
    let mut smaller = vec![NEVER; small * small];
    let mut entered = vec![cycle[0]; small];
    let mut left = vec![cycle[0]; small];
    for (at, &node) in outer.iter().enumerate() {
        for (other_at, &other) in outer.iter().enumerate() {
            smaller[at * small + other_at] = weights[node * nodes + other];
        }
        // Entering at a node costs the edge of the cycle that it breaks.
        let entry = |inside: usize| {
            weights[node * nodes + inside] - weights[parents[inside] * nodes + inside]
        };
        let exit = |inside: usize| weights[inside * nodes + node];
        for &inside in &cycle {
            if entry(inside) > entry(entered[at]) {
                entered[at] = inside;
            }
            if exit(inside) > exit(left[at]) {
                left[at] = inside;
            }
        }
        smaller[at * small + contracted] = entry(entered[at]);
        smaller[contracted * small + at] = exit(left[at]);
    }
    let found = heaviest_parents(&smaller, small);
    for (at, &node) in outer.iter().enumerate().skip(1) {
        parents[node] = if found[at] == contracted { left[at] } else { outer[found[at]] };
    }
    let from = found[contracted];
    parents[entered[from]] = outer[from];
    parents
}

fn find_cycle(parents: &[usize]) -> Option<Vec<usize>> {
    // The walk in which a node was met first; the root ends all walks.
    let mut met = vec![0; parents.len()];
    for start in 1..parents.len() {
        let mut node = start;
        while node != 0 && met[node] == 0 {
            met[node] = start;
            node = parents[node];
        }
        if node != 0 && met[node] == start {
            let mut cycle = vec![node];
            let mut next = parents[node];
            while next != node {
                cycle.push(next);
                next = parents[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::arborescence::tests::{all_trees, graphs};
    use super::*;
    use proptest::prelude::*;

    fn heaviest(graph: &Graph, allowed: impl Fn(&[Option<usize>]) -> bool) -> Option<f64> {
        all_trees(graph.members())
            .iter()
            .filter(|tree| allowed(tree))
            .map(|tree| log_weight(graph, tree))
            .reduce(f64::max)
    }

    fn entries(tree: &[Option<usize>]) -> usize {
        tree.iter().filter(|parent| parent.is_none()).count()
    }

    proptest! {
        #[test]
        fn no_tree_is_heavier(graph in graphs(5, 5.0)) {
            let tree = best(&graph);
            prop_assert!(all_trees(graph.members()).contains(&tree));
            prop_assert!((log_weight(&graph, &tree) - heaviest(&graph, |_| true).unwrap()).abs() < 1e-9);
        }

        #[test]
        fn no_tree_from_the_origin_is_heavier(graph in graphs(5, 5.0), origin in 0_usize..5) {
            let origin = origin % graph.members();
            let tree = best_from(&graph, origin);
            let allowed = |tree: &[Option<usize>]| entries(tree) == 1 && tree[origin].is_none();
            prop_assert!(allowed(&tree));
            prop_assert!((log_weight(&graph, &tree) - heaviest(&graph, allowed).unwrap()).abs() < 1e-9);
        }

        #[test]
        fn no_tree_from_outside_is_heavier(graph in graphs(5, 5.0)) {
            let tree = best_from_outside(&graph);
            if let Some(most) = heaviest(&graph, |tree| entries(tree) > 1) {
                prop_assert!(entries(&tree) > 1);
                prop_assert!((log_weight(&graph, &tree) - most).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_cycle_is_entered_where_it_costs_least() {
        // Each would rather come from the other; the root reaches the second more easily.
        let graph = Graph { root: vec![-5.0, -3.0], edges: vec![0.0, 2.0, 1.0, 0.0] };
        assert_eq!(best(&graph), [Some(1), None]);
        assert_eq!(best_from(&graph, 0), [None, Some(0)]);
        assert_eq!(best_from_outside(&graph), [None, None]);
    }
}

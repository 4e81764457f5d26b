//! Which passages hang together so firmly that they are one story.
//!
//! Matches are taken in the order of how firm they are, and join what they connect (Kruskal 1956),
//! but two clusters that have grown already are joined only if several matches run between them:
//! copies of one story match in many pairs, two stories that a formula or a chance match connects in
//! one or two. Firm are first those whose passages both match a third one, then the strong ones.

use super::matched::Match;
use super::passage::Ends;
use rustc_hash::FxHashMap;

/// Matches needed between two clusters, for the root of the smaller one's size: one up to 15
/// members, two up to 35, five at 100.
const BRIDGES: f32 = 0.5;

/// The cluster of each match, numbered by its smallest passage; none for a match that was not
/// enough to join what it connects.
pub(super) fn clusters(matches: &[Match]) -> Vec<Option<u32>> {
    let mut ends = Ends::of(matches);
    let mut forest = Forest::new(matches, &ends, |of_match| !ends.small[of_match]);
    let small: Vec<bool> = (0..matches.len())
        .map(|of_match| {
            let (a, b) = ends.of[of_match];
            ends.small[of_match] && forest.root(a) != forest.root(b)
        })
        .collect();
    if small.contains(&true) {
        // What two stories have in common is a group of its own.
        ends.part(matches, |of_match| small[of_match as usize]);
        forest = Forest::new(matches, &ends, |of_match| !ends.small[of_match] || small[of_match]);
    }
    ends.of
        .iter()
        .map(|&(a, b)| {
            let (a, b) = (forest.root(a), forest.root(b));
            (a == b).then(|| forest.least[a as usize])
        })
        .collect()
}

/// Disjoint sets with the matches that run between them.
struct Forest {
    above: Vec<u32>,
    /// For each root, its members.
    size: Vec<u32>,
    /// For each root, its smallest member.
    least: Vec<u32>,
    /// For each root, the matches that run to each other root.
    links: Vec<FxHashMap<u32, u32>>,
}

impl Forest {
    /// The passages of `matches`, joined by those that `joins` names.
    fn new(matches: &[Match], ends: &Ends, joins: impl Fn(usize) -> bool) -> Self {
        let mut forest = Self {
            above: (0..ends.count as u32).collect(),
            size: vec![1; ends.count],
            least: (0..ends.count as u32).collect(),
            links: vec![FxHashMap::default(); ends.count],
        };
        let mut order: Vec<usize> =
            (0..matches.len()).filter(|&of_match| joins(of_match)).collect();
        for &of_match in &order {
            let (a, b) = ends.of[of_match];
            if a != b {
                *forest.links[a as usize].entry(b).or_default() += 1;
                *forest.links[b as usize].entry(a).or_default() += 1;
            }
        }
        let strength = |m: &Match| m.similarity * m.words.0.min(m.words.1) as f32;
        let closed: Vec<bool> = ends.of.iter().map(|&(a, b)| forest.is_closed(a, b)).collect();
        order.sort_by(|&of_x, &of_y| {
            let (x, y) = (&matches[of_x], &matches[of_y]);
            let by_strength = strength(y).total_cmp(&strength(x));
            let firm = closed[of_y].cmp(&closed[of_x]).then(by_strength);
            firm.then((x.a, x.b).cmp(&(y.a, y.b))).then(ends.of[of_x].cmp(&ends.of[of_y]))
        });
        for of_match in order {
            let (a, b) = ends.of[of_match];
            forest.join(a, b);
        }
        forest
    }

    /// Whether two passages that match both match a third one.
    fn is_closed(&self, a: u32, b: u32) -> bool {
        let (one, other) = (&self.links[a as usize], &self.links[b as usize]);
        let (fewer, more) = if one.len() < other.len() { (one, other) } else { (other, one) };
        fewer.keys().any(|third| more.contains_key(third))
    }

    fn root(&mut self, mut at: u32) -> u32 {
        while self.above[at as usize] != at {
            let above = self.above[self.above[at as usize] as usize];
            self.above[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let by_size = |root: u32| (self.size[root as usize], u32::MAX - root);
        let (root, below) = if by_size(a) > by_size(b) { (a, b) } else { (b, a) };
        let links = self.links[below as usize].get(&root).copied().unwrap_or(0);
        if (links as f32) < (BRIDGES * libm::sqrtf(self.size[below as usize] as f32)).floor() {
            return;
        }
        self.above[below as usize] = root;
        self.size[root as usize] += self.size[below as usize];
        self.least[root as usize] = self.least[root as usize].min(self.least[below as usize]);
        // The smaller cluster's links move, so that all moving is n log n.
        let moved = std::mem::take(&mut self.links[below as usize]);
        let mut moved: Vec<(u32, u32)> = moved.into_iter().collect();
        moved.sort_unstable();
        self.links[root as usize].remove(&below);
        for (other, count) in moved.into_iter().filter(|&(other, _)| other != root) {
            let of_other = &mut self.links[other as usize];
            of_other.remove(&below);
            *of_other.entry(root).or_default() += count;
            *self.links[root as usize].entry(other).or_default() += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Span;
    use crate::reuse::{MatchKind, SentencePair};

    /// A match of `a` and `b` over these sentences.
    fn found(a: u32, b: u32, sentences_a: &[u32], sentences_b: &[u32]) -> Match {
        let pair = |(&i, &j): (&u32, &u32)| SentencePair {
            a: i..i + 1,
            b: j..j + 1,
            span_a: Span::new(i * 100, i * 100 + 90),
            span_b: Span::new(j * 100, j * 100 + 90),
            kind: MatchKind::Near,
            score: 0.9,
            shared: Vec::new(),
        };
        let pairs: Vec<SentencePair> = sentences_a.iter().zip(sentences_b).map(pair).collect();
        let words = pairs.len() as u32 * 10;
        Match {
            a,
            b,
            pairs,
            kind: MatchKind::Near,
            similarity: 0.9,
            hamming: None,
            longest_run: 5,
            words: (words, words),
            aligned_words: words,
        }
    }

    /// All pairs of `members` match in sentences 0 to 5.
    fn story(members: std::ops::Range<u32>) -> Vec<Match> {
        let all = [0, 1, 2, 3, 4, 5];
        let pairs = members.clone().flat_map(|a| (a + 1..members.end).map(move |b| (a, b)));
        pairs.map(|(a, b)| found(a, b, &all, &all)).collect()
    }

    fn count(matches: &[Match]) -> usize {
        let mut clusters: Vec<u32> = clusters(matches).into_iter().flatten().collect();
        clusters.sort_unstable();
        clusters.dedup();
        clusters.len()
    }

    #[test]
    fn one_match_joins_no_two_grown_stories() {
        let mut matches = story(0..20);
        matches.extend(story(20..40));
        assert_eq!(count(&matches), 2);
        let all = [0, 1, 2, 3, 4, 5];
        matches.push(found(7, 33, &all, &all));
        assert_eq!(count(&matches), 2, "a chance match");
        assert_eq!(clusters(&matches).last(), Some(&None), "it is in no group");
        matches.push(found(8, 31, &all, &all));
        matches.push(found(9, 30, &all, &all));
        assert_eq!(count(&matches), 1, "several matches make one story");
    }

    #[test]
    fn a_common_sentence_makes_a_group_of_its_own() {
        let mut matches = story(0..3);
        matches.extend(story(3..6));
        matches.push(found(1, 4, &[5], &[0]));
        assert_eq!(count(&matches), 3);
        // An excerpt is all that its article has of the story.
        matches.push(found(2, 6, &[3], &[9]));
        let clusters = clusters(&matches);
        assert_eq!(clusters[clusters.len() - 1], clusters[0]);
    }

    #[test]
    fn the_order_of_matches_does_not_matter() {
        let mut matches = story(0..4);
        matches.extend(story(4..9));
        matches.push(found(1, 6, &[2], &[2]));
        let forth: Vec<_> = clusters(&matches);
        matches.reverse();
        let back: Vec<_> = clusters(&matches).into_iter().rev().collect();
        let same = |groups: &[Option<u32>]| -> Vec<Vec<bool>> {
            groups.iter().map(|x| groups.iter().map(|y| x == y).collect()).collect()
        };
        assert_eq!(same(&forth), same(&back));
    }
}

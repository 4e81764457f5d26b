//! What a group as a whole says: whether one of its members had it first, or several from outside.

use super::citation::Alike;
use super::evidence::{Evidence, SOME_STATEMENTS, SOME_TRIPLES, lag_in_log};
use super::feature::{Feature, Values, Vector, saturated, truth};
use super::timing::Order;
use super::wording::share;

/// Members of the largest families that weights were fitted on.
pub(super) const LARGEST_FITTED: usize = 16;

/// Members of which the means over a group are taken, from the first on.
const MOST_AVERAGED: usize = 16;

impl Evidence<'_> {
    /// What speaks for one entry or several, whichever members they are; without what the trees
    /// themselves say.
    pub(super) fn of_group(&self) -> Vector {
        let mut values = Values::default();
        let asked = &self.core[..self.core.len().min(MOST_AVERAGED)];
        let mean = |of: &dyn Fn(usize) -> f64| {
            asked.iter().map(|&member| of(member)).sum::<f64>() / asked.len().max(1) as f64
        };
        let others = |member: usize| asked.iter().copied().filter(move |&other| other != member);
        let least = |member: usize, of: &dyn Fn(usize, usize) -> f64| {
            others(member).map(|parent| of(parent, member)).fold(1.0, f64::min)
        };
        let most =
            |member: usize, of: &dyn Fn(usize) -> f64| others(member).map(of).fold(0.0, f64::max);
        let pair = truth(self.members() == 2);
        values.set(Feature::Group, 1.0);
        values.set(Feature::GroupSize, libm::log(self.members().min(LARGEST_FITTED) as f64));
        values.set(Feature::GroupPair, pair);
        let share_of = |parent: usize, child: usize| {
            self.contradicted(parent, child) / self.wording.members[child].shingles.max(1) as f64
        };
        // One member, the origin, is contradicted as anybody's child; where a second one is too, it
        // came in by itself.
        let second = |of: &dyn Fn(usize, usize) -> f64| {
            let mut all: Vec<f64> = asked.iter().map(|&member| least(member, of)).collect();
            all.sort_by(|a, b| b.total_cmp(a));
            if all.len() > 2 { all[1] } else { 0.0 }
        };
        values.set(Feature::GroupContradicted, second(&share_of));
        let places = |parent, child| saturated(self.contradicted(parent, child), SOME_TRIPLES);
        let kept_words = mean(&|member| most(member, &|other| self.kept(other, member)));
        values.set(Feature::GroupKept, kept_words);
        let contradicted_places = second(&places);
        values.set(Feature::GroupContradictedPlaces, contradicted_places);
        // Squared, as the chance that two words in a row are kept: rewordings keep half of them, and
        // agree by chance on synonyms.
        let kept_pairs = kept_words * kept_words;
        values.set(Feature::GroupContradictedKept, contradicted_places * kept_pairs);
        let lacked = f64::from(self.most_lacked(asked));
        values.set(Feature::GroupLackedStatements, saturated(lacked, SOME_STATEMENTS));
        let statements =
            |parent, child| saturated(self.contradicted_statements(parent, child), SOME_STATEMENTS);
        values.set(Feature::GroupContradictedStatements, second(&statements));
        let inserted = |parent, child| {
            saturated(f64::from(self.statements.inserted(child, parent)), SOME_STATEMENTS)
        };
        let insertions =
            |member| others(member).map(|other| inserted(other, member)).fold(0.0, f64::max);
        let least_inserted = asked.iter().map(|&member| insertions(member)).fold(1.0, f64::min);
        values.set(Feature::GroupInserted, least_inserted);
        let covered = mean(&|member| most(member, &|other| self.covered(other, member)));
        values.set(Feature::GroupInsertedReworded, least_inserted * (1.0 - kept_words));
        values.set(Feature::GroupCovered, covered);
        values.set(Feature::GroupPairCovered, pair * covered);
        let similarity = |a, b| self.matched(a, b).map_or(0.0, |m| f64::from(m.similarity));
        let similar = mean(&|member| most(member, &|other| similarity(other, member)));
        values.set(Feature::GroupSimilarity, similar);
        // Of those that can be compared with another.
        let differs = |member: usize| {
            let pairs = others(member).filter_map(|other| self.quotations_differ(other, member));
            pairs.reduce(f64::min)
        };
        let compared: Vec<f64> = asked.iter().filter_map(|&member| differs(member)).collect();
        let all: f64 = compared.iter().sum();
        let differ = all / compared.len().max(1) as f64;
        values.set(Feature::GroupQuoteDiffers, differ);
        let kept = if compared.is_empty() { 0.0 } else { 1.0 - differ };
        values.set(Feature::GroupQuoteKept, kept * (1.0 - kept_words));
        let first = asked.first().map(|&member| self.language(member));
        let languages = asked.iter().any(|&member| Some(self.language(member)) != first);
        values.set(Feature::GroupLanguages, truth(languages));
        values.set(Feature::GroupUndated, mean(&|at| truth(self.clocks[at].instant().is_none())));
        values.set(Feature::GroupLag, self.lags(asked));
        let citations = &self.citations;
        let citing = |member| truth(others(member).any(|other| citations.cites(member, other)));
        values.set(Feature::GroupCitesMembers, mean(&citing));
        let outside = |member| truth(citations.outside(member).next().is_some());
        values.set(Feature::GroupCitesOutside, mean(&outside));
        let apart = |member: usize| {
            let alike: Vec<Alike> =
                others(member).filter_map(|other| citations.cite_the_same(member, other)).collect();
            truth(!alike.is_empty() && !alike.contains(&Alike::Copied))
        };
        values.set(Feature::GroupCitesApart, mean(&apart));
        let elsewhere = |member: usize| {
            let count =
                others(member).filter(|&other| citations.cites_elsewhere(other, member)).count();
            share(count, asked.len().saturating_sub(1))
        };
        let least_elsewhere = asked.iter().map(|&member| elsewhere(member)).fold(1.0, f64::min);
        values.set(Feature::GroupCitesElsewhere, least_elsewhere);
        let names = |member| truth(!citations.speakers(member).is_empty());
        values.set(Feature::GroupNamesSpeaker, mean(&names));
        values.0
    }

    /// Sentences that two of some three members have, and of all members the fullest one lacks, for
    /// the three of which these are most.
    fn most_lacked(&self, asked: &[usize]) -> u32 {
        let mut most = 0;
        for (at, &a) in asked.iter().enumerate() {
            for (next, &b) in asked.iter().enumerate().skip(at + 1) {
                for &c in &asked[next + 1..] {
                    let mut fewest = u32::MAX;
                    for &member in asked {
                        fewest = fewest.min(self.lacked([a, b, c], member));
                        if fewest <= most {
                            break;
                        }
                    }
                    most = most.max(fewest);
                }
            }
        }
        most
    }

    /// Sentences that two of the three have aligned, and `member` does not.
    fn lacked(&self, three: [usize; 3], member: usize) -> u32 {
        let [a, b, c] = three;
        let of = &self.statements;
        let lacked = |x: usize, y: usize| {
            if member == x || member == y {
                return 0;
            }
            (of.aligned(x, y) & !of.aligned(x, member)).count_ones()
        };
        lacked(a, b).max(lacked(b, c)).max(lacked(a, c))
    }

    /// Mean of the lags, on their logarithmic scale, of those that surely follow another.
    fn lags(&self, asked: &[usize]) -> f64 {
        let (mut sum, mut count) = (0.0, 0);
        for &member in asked {
            let before = asked.iter().filter_map(|&other| {
                match self.clocks[other].order(&self.clocks[member]) {
                    Order::Before(hours) => Some(hours),
                    _ => None,
                }
            });
            if let Some(hours) = before.reduce(f64::min) {
                sum += lag_in_log(hours);
                count += 1;
            }
        }
        sum / f64::from(count.max(1))
    }
}

//! The simple rules that everybody else uses.

use crate::family::Family;
use rodovid::article::{Moment, Published};
use rodovid::provenance::evidence::Evidence;

/// What a rule names: the origin, and each member's parent.
pub(crate) struct Named {
    pub(crate) origin: usize,
    pub(crate) parents: Vec<Option<usize>>,
}

/// A rule.
type Rule = fn(&Family, &Evidence<'_>) -> Named;

/// The rules, with their names.
pub(crate) const RULES: [(&str, Rule); 4] = [
    ("earliest", earliest),
    ("earliest-midnight", earliest_midnight),
    ("longest", longest),
    ("most-similar-earlier", most_similar_earlier),
];

/// First second at which it can have been published; a missing time is last. Days read as noon, so
/// that they are no earlier than what is known of them.
fn noon(published: &Published) -> i64 {
    start(published).saturating_add(match published.moment {
        Moment::Day { .. } => 43_200,
        _ => 0,
    })
}

fn start(published: &Published) -> i64 {
    published.interval().map_or(i64::MAX, |(start, _)| start)
}

fn first_by<K: Ord>(family: &Family, key: impl Fn(usize) -> K) -> usize {
    (0..family.witnesses.len()).min_by_key(|&member| (key(member), member)).unwrap_or(0)
}

/// All others from the earliest.
fn star(family: &Family, origin: usize) -> Named {
    let parents =
        (0..family.witnesses.len()).map(|member| (member != origin).then_some(origin)).collect();
    Named { origin, parents }
}

fn earliest(family: &Family, _: &Evidence<'_>) -> Named {
    star(family, first_by(family, |member| noon(&family.witnesses[member].article.published)))
}

fn earliest_midnight(family: &Family, _: &Evidence<'_>) -> Named {
    star(family, first_by(family, |member| start(&family.witnesses[member].article.published)))
}

fn longest(family: &Family, _: &Evidence<'_>) -> Named {
    star(
        family,
        first_by(family, |member| std::cmp::Reverse(family.witnesses[member].document.words.len())),
    )
}

fn most_similar_earlier(family: &Family, evidence: &Evidence<'_>) -> Named {
    let origin = earliest(family, evidence).origin;
    let time = |member: usize| noon(&family.witnesses[member].article.published);
    let parents = (0..evidence.members())
        .map(|child| {
            (0..evidence.members())
                .filter(|&parent| parent != child && (time(parent), parent) < (time(child), child))
                .max_by(|&a, &b| {
                    evidence
                        .wording
                        .covered(a, child)
                        .total_cmp(&evidence.wording.covered(b, child))
                })
        })
        .collect();
    Named { origin, parents }
}

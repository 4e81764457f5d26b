//! The simple rules that everybody else uses.

use crate::case::Case;
use rodovid::article::{Moment, Published};
use rodovid::provenance::evidence::Evidence;
use rodovid::witness::Witness;

/// What a rule names: the origin, and each member's parent.
pub(crate) struct Named {
    pub(crate) origin: usize,
    pub(crate) parents: Vec<Option<usize>>,
}

/// A rule.
type Rule = fn(&Case<'_>, &Evidence<'_>) -> Named;

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

fn witness<'a>(case: &Case<'a>, member: usize) -> &'a Witness {
    &case.witnesses[case.group.passages[member].article as usize]
}

fn first_by<K: Ord>(case: &Case<'_>, key: impl Fn(usize) -> K) -> usize {
    (0..case.group.passages.len()).min_by_key(|&member| (key(member), member)).unwrap_or(0)
}

/// All others from the earliest.
fn star(case: &Case<'_>, origin: usize) -> Named {
    let parents =
        (0..case.group.passages.len()).map(|member| (member != origin).then_some(origin)).collect();
    Named { origin, parents }
}

fn earliest(case: &Case<'_>, _: &Evidence<'_>) -> Named {
    star(case, first_by(case, |member| noon(&witness(case, member).article.published)))
}

fn earliest_midnight(case: &Case<'_>, _: &Evidence<'_>) -> Named {
    star(case, first_by(case, |member| start(&witness(case, member).article.published)))
}

fn longest(case: &Case<'_>, _: &Evidence<'_>) -> Named {
    star(
        case,
        first_by(case, |member| std::cmp::Reverse(witness(case, member).document.words.len())),
    )
}

fn most_similar_earlier(case: &Case<'_>, evidence: &Evidence<'_>) -> Named {
    let origin = earliest(case, evidence).origin;
    let time = |member: usize| noon(&witness(case, member).article.published);
    let parents = (0..evidence.members())
        .map(|child| {
            (0..evidence.members())
                .filter(|&parent| parent != child && (time(parent), parent) < (time(child), child))
                .max_by(|&a, &b| evidence.covered(a, child).total_cmp(&evidence.covered(b, child)))
        })
        .collect();
    Named { origin, parents }
}

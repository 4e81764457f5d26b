//! From weighed trees to what is said: the origin or none, a tree that agrees with it, and what
//! each member's text is.

use super::citation;
use super::edmonds::Tree;
use super::evidence::{Evidence, SHORT_RUN};
use super::thin::{Trees, Weighed};
use super::{Answer, Relation, Role};
use crate::reuse::MatchKind;

/// An answer is given where its probability is at least this. Below, "order unknown" is the
/// better answer: probabilities are calibrated, so that what is named is right more often than
/// not, and over all groups as often as the accuracy report says.
pub const ANSWER: f64 = 0.55;

/// Words were taken where this share of the child's word triples stands in the parent: a text in
/// which every fourth word is changed still has (3/4)³ = 0.42 of them.
const TAKEN_SHARE: f64 = 0.3;

/// Or where a run of this many words stands in both: independent renderings reach five or six.
const TAKEN_RUN: u32 = 2 * SHORT_RUN;

/// Whom the trees name.
pub fn answer(weighed: &Weighed) -> (Answer, f64) {
    let outside = weighed.outside;
    let answer = match likeliest(weighed) {
        Some(member) if weighed.alone[member] >= ANSWER => Answer::Member(member),
        None if outside >= ANSWER => Answer::Outside,
        _ => Answer::Unknown,
    };
    (answer, outside)
}

/// The likeliest tree that agrees with the answer, or with what is likeliest where there is none.
pub fn tree(trees: &Trees, weighed: &Weighed, answer: Answer) -> Tree {
    let origin = match answer {
        Answer::Member(origin) => Some(origin),
        Answer::Outside => None,
        Answer::Unknown => likeliest(weighed),
    };
    origin.map_or_else(|| trees.best_from_outside(), |origin| trees.best_from(origin))
}

/// The likeliest origin; none where outside is likelier.
fn likeliest(weighed: &Weighed) -> Option<usize> {
    let heavier = |best, at: usize| if weighed.alone[at] > weighed.alone[best] { at } else { best };
    let member = (1..weighed.alone.len()).fold(0, heavier);
    weighed.alone.get(member).filter(|&&alone| alone > weighed.outside).map(|_| member)
}

/// Whether the wording of `child` is that of `parent`.
fn shares_words(evidence: &Evidence<'_>, parent: usize, child: usize) -> bool {
    let kind = evidence.matched(parent, child).map(|m| m.kind);
    match kind {
        Some(MatchKind::Translated) => false,
        Some(MatchKind::Verbatim | MatchKind::Near) => true,
        Some(MatchKind::Reworded) | None => {
            evidence.covered(parent, child) >= TAKEN_SHARE
                || evidence.longest_run(parent, child) >= TAKEN_RUN
        }
    }
}

/// How each member comes from its place in the tree.
///
/// Inside, by whether it shares its parent's words; unsure where the trees would rather have it
/// from outside. From outside: copied where another that entered has the same words (both took
/// them there), rendered where nobody has, unsure where the answer is.
pub fn relations(
    evidence: &Evidence<'_>,
    trees: &Trees,
    weighed: &Weighed,
    answer: Answer,
    tree: &Tree,
) -> Vec<Relation> {
    let entering: Vec<usize> = (0..tree.len()).filter(|&at| tree[at].is_none()).collect();
    let relation = |child: usize| {
        let from_outside = trees.probability(weighed, None, child);
        match (tree[child], answer) {
            (None, Answer::Unknown) => Relation::Unsure,
            (Some(_), _) if from_outside > 0.5 => Relation::Unsure,
            (Some(parent), _) => by_words(shares_words(evidence, parent, child)),
            (None, _) => {
                let mut others = entering.iter().filter(|&&other| other != child);
                by_words(others.any(|&other| shares_words(evidence, other, child)))
            }
        }
    };
    (0..tree.len()).map(relation).collect()
}

const fn by_words(shared: bool) -> Relation {
    if shared { Relation::Copied } else { Relation::Rendered }
}

/// At most so many outside sources are named, the most often named first.
const MOST_SOURCES: usize = 6;

/// Whom the members that come from outside cite or name: outlets and agencies first, then persons
/// and institutions.
pub fn outside_source(evidence: &Evidence<'_>, tree: &Tree) -> Vec<String> {
    let mut channels: Vec<(usize, String)> = Vec::new();
    let mut speakers: Vec<String> = Vec::new();
    for entering in (0..tree.len()).filter(|&member| tree[member].is_none()) {
        let mut cited: Vec<&str> = evidence.citations.outside(entering).collect();
        cited.sort_unstable();
        cited.dedup();
        for outlet in cited {
            match channels.iter_mut().find(|(_, name)| name == outlet) {
                Some((times, _)) => *times += 1,
                None => channels.push((1, outlet.to_owned())),
            }
        }
        for speaker in evidence.citations.speakers(entering) {
            citation::add_name(&mut speakers, speaker);
        }
    }
    channels.sort_by_key(|&(times, _)| std::cmp::Reverse(times));
    let half = MOST_SOURCES / 2;
    let channels = channels
        .into_iter()
        .map(|(_, name)| name)
        .take(half.max(MOST_SOURCES.saturating_sub(speakers.len())));
    channels.chain(speakers).take(MOST_SOURCES).collect()
}

/// What each member's text is: the same as its relation, but for the origin.
pub fn roles(answer: Answer, relations: &[Relation]) -> Vec<Role> {
    let role = |(member, relation): (usize, &Relation)| match relation {
        _ if answer == Answer::Member(member) => Role::Origin,
        Relation::Copied => Role::Copy,
        Relation::Rendered => Role::Rendering,
        Relation::Unsure => Role::Unsure,
    };
    relations.iter().enumerate().map(role).collect()
}

//! Who had it from whom: evidence, all family trees weighed, the likeliest one, the origin.
//!
//! In: a group, its witnesses and figure sets. Out: a [`Verdict`].

pub mod arborescence;
pub mod citation;
pub mod edmonds;
pub mod evidence;
mod explain;
pub mod feature;
mod pair;
mod phrase;
mod row;
pub mod sets;
pub mod statement;
pub mod thin;
pub mod timing;
pub mod verdict;
pub mod weight;
mod whole;
pub mod wording;

use crate::drift::FigureSet;
use crate::outlet::Outlets;
use crate::reuse::Group;
use crate::ui::Ui;
use crate::witness::Witness;
use evidence::Evidence;
use explain::Explainer;
use thin::Trees;
use weight::Weights;

/// What a member's text is to the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The others come from it.
    Origin,
    /// Wording taken from another member, or from an outside text that others share.
    Copy,
    /// An own wording or translation of an outside source.
    Rendering,
    /// Not known.
    Unsure,
}

/// How a child comes from its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// In its words.
    Copied,
    /// In other words.
    Rendered,
    /// Not known.
    Unsure,
}

/// A member's place in the family tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Its parent; none: outside the archive.
    pub parent: Option<usize>,
    /// Marginal of this edge over all trees.
    pub probability: f64,
    /// How it comes from there.
    pub relation: Relation,
    /// Whether it cites its parent's outlet.
    pub cites_parent: bool,
    /// Seconds between the two; none unless both are known to the minute.
    pub lag_seconds: Option<i64>,
    /// In plain words.
    pub evidence: String,
}

/// Whom the trees name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// One member: the others come from it.
    Member(usize),
    /// Two or more members had it from outside separately.
    Outside,
    /// Neither is likely enough.
    #[default]
    Unknown,
}

/// What is concluded about one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// What is answered; the fields below agree with it.
    pub answer: Answer,
    /// The member that the others come from; none where outside is likelier or the order unknown.
    pub origin: Option<usize>,
    /// For each member, the weight of the trees in which it alone hangs from the root.
    pub confidence: Vec<f64>,
    /// The rest: two or more had it from outside separately.
    pub outside_probability: f64,
    /// Whom the entering articles cite or quote.
    pub outside_source: Vec<String>,
    /// The likeliest tree that agrees with the verdict, one edge for each member.
    pub lineage: Vec<Edge>,
    /// One for each member.
    pub roles: Vec<Role>,
    /// Why, in one sentence that a person can check.
    pub evidence: String,
}

/// Weighs all family trees of `group`. `figures` are its aligned figures.
///
/// Time grows with the cube of the members up to [`thin::MOST_WHOLE`], then in proportion.
pub fn judge(
    group: &Group,
    witnesses: &[Witness],
    figures: &[FigureSet],
    outlets: &Outlets,
    ui: Ui,
) -> Verdict {
    let weights = Weights::fitted();
    let evidence = Evidence::new(group, witnesses, figures, outlets);
    let trees = Trees::new(&evidence, weights);
    let weighed = trees.weigh(&evidence, weights);
    let (answer, outside_probability) = verdict::answer(&weighed);
    let tree = verdict::tree(&trees, &weighed, answer);
    let relations = verdict::relations(&evidence, &trees, &weighed, answer, &tree);
    let explainer = Explainer { group, witnesses, evidence: &evidence, weights, ui };
    let lineage = tree
        .iter()
        .enumerate()
        .map(|(child, &parent)| Edge {
            parent,
            probability: trees.probability(&weighed, parent, child),
            relation: relations[child],
            cites_parent: parent.is_some_and(|parent| evidence.citations.cites(child, parent)),
            lag_seconds: parent.and_then(|parent| evidence.lag_seconds(parent, child)),
            evidence: explainer.edge(&tree, child),
        })
        .collect();
    Verdict {
        answer,
        origin: if let Answer::Member(origin) = answer { Some(origin) } else { None },
        outside_probability,
        outside_source: verdict::outside_source(&evidence, &tree),
        lineage,
        roles: verdict::roles(answer, &relations),
        evidence: explainer.verdict(answer, &weighed.alone, outside_probability, &tree),
        confidence: weighed.alone,
    }
}

#[cfg(test)]
mod tests;

//! Who had it from whom: evidence, all family trees weighed, the likeliest one, the origin.
//!
//! In: a group, its witnesses and figure sets. Out: a [`Verdict`].

pub mod arborescence;
pub mod edmonds;

use crate::drift::FigureSet;
use crate::outlet::Outlets;
use crate::reuse::Group;
use crate::ui::Ui;
use crate::witness::Witness;

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

/// What is concluded about one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
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

/// Weighs all family trees of `group`.
pub fn judge(
    _group: &Group,
    _witnesses: &[Witness],
    _figures: &[FigureSet],
    _outlets: &Outlets,
    _ui: Ui,
) -> Verdict {
    Verdict::default()
}

//! A group to be judged, with the truth.

use rodovid::drift::FigureSet;
use rodovid::reuse::Group;
use rodovid::witness::Witness;
use rodovid_generator::Truth;
use rodovid_generator::scenario::Scenario;

/// A group as the program found it, and who had it from whom.
#[derive(Clone, Debug)]
pub(crate) struct Case<'a> {
    /// Name of the scenario.
    pub(crate) scenario: &'static str,
    /// Whether nothing may be fitted on it.
    pub(crate) held_back: bool,
    /// The scenario.
    pub(crate) kind: &'static Scenario,
    /// What is known of each member.
    pub(crate) truths: Vec<&'a Truth>,
    /// All witnesses of the archive.
    pub(crate) witnesses: &'a [Witness],
    pub(crate) group: &'a Group,
    pub(crate) figures: &'a [FigureSet],
    /// Parent of each member; none: from outside. Of two, the one with more of the passage.
    pub(crate) parents: Vec<Option<usize>>,
    /// All its parents in the group: where a member takes from two, either is right.
    pub(crate) all_parents: Vec<Vec<usize>>,
}

//! Figures that differ between aligned sentences, and figures that can be compared over the
//! archive.
//!
//! In: groups and their witnesses. Out: [`FigureSet`]s without direction, which [`turn`] turns
//! towards a reference once provenance has spoken; and [`Claim`]s.

mod alike;
mod claim;
mod class;
mod context;
mod explain;
mod member;
mod modality;
mod notes;
mod pair;
mod phrases;
mod subject;
mod turn;

pub use subject::Synonyms;

use crate::article::Span;
use crate::figures::{Decimal, PartialDate};
use crate::reuse::Group;
use crate::ui::Ui;
use crate::witness::Witness;
use std::borrow::Cow;

/// How two figures differ: the first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftClass {
    /// The same significant digits, a power of ten of 2 or more apart.
    Scale,
    /// Same number, another unit or currency.
    Unit,
    /// Same number said of another thing.
    Subject,
    /// Bounds lost or added.
    Range,
    /// One is the other with fewer significant digits.
    Rounding,
    /// Another value.
    Value,
    /// More than / about / exactly.
    Qualifier,
    /// One side has no figure where the rest of the sentence is the same.
    Missing,
}

/// How much a drift matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Look here first.
    High,
    /// Changes the sense somewhat.
    Medium,
    /// The rest.
    Low,
}

/// The figures of a group that stand for one another, one for each member that has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureSet {
    /// Member (index in [`Group::passages`]), its sentence, and the figure's index in the
    /// witness; no figure where the rest of the sentence is the same but the figure is missing.
    pub figures: Vec<(usize, u32, Option<u32>)>,
}

/// What provenance says of a group's members, as far as [`turn`] needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Direction {
    /// The inside origin.
    pub origin: Option<usize>,
    /// Parent of each member in the family tree; none: from outside.
    pub parents: Vec<Option<usize>>,
}

/// One figure that differs from its group's reference.
#[derive(Clone, Debug, PartialEq)]
pub struct DriftRow {
    /// How.
    pub class: DriftClass,
    /// How much it matters.
    pub severity: Severity,
    /// Member and figure of the reference; no figure for `missing`.
    pub reference: (usize, Option<u32>),
    /// Index of the reference's sentence.
    pub reference_sentence: u32,
    /// Member and figure that differs; no figure for `missing`.
    pub figure: (usize, Option<u32>),
    /// Index of the differing figure's sentence.
    pub sentence: u32,
    /// What is counted, as the reference has it.
    pub subject: String,
    /// value / reference value.
    pub ratio: Option<f64>,
    /// First member on the path from the root that has this value.
    pub introduced_by: usize,
    /// Whether the member's parent already had it.
    pub inherited: bool,
    /// One line in plain words.
    pub explanation: String,
}

/// Whether something has happened or is said to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Said to be so.
    Reported,
    /// Intended, announced.
    Planned,
    /// Expected.
    Forecast,
    /// Said not to be so.
    Denied,
}

/// A figure that can be compared over the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Index of the figure in its witness.
    pub figure: u32,
    /// Stable key of what is counted.
    pub subject_id: String,
    /// What is counted, for people.
    pub subject: String,
    /// Normalised unit, empty for counts.
    pub unit: Cow<'static, str>,
    /// The value, where there is one.
    pub value: Option<Decimal>,
    /// Whether it has happened.
    pub modality: Modality,
    /// The day it speaks of.
    pub as_of: AsOf,
    /// Who says it.
    pub source: Source,
}

/// The day a claim speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// One that its sentence names.
    Named(PartialDate),
    /// That of the article.
    Publication,
}

/// Who says a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The words that name the speaker of the quotation or of indirect speech.
    Speaker(Span),
    /// Index of the article's attribution that covers the sentence.
    Cited(u32),
    /// The outlet itself.
    Outlet,
}

/// Finds the figures of `group` that stand for one another, those that do not all agree first.
pub fn figure_sets(group: &Group, witnesses: &[Witness], synonyms: &Synonyms) -> Vec<FigureSet> {
    pair::sets(group, witnesses, synonyms)
}

/// Turns a set towards its reference: one row for each figure that differs from it.
pub fn turn(
    set: &FigureSet,
    group: &Group,
    witnesses: &[Witness],
    direction: &Direction,
    synonyms: &Synonyms,
    ui: Ui,
) -> Vec<DriftRow> {
    turn::rows(set, group, witnesses, direction, synonyms, ui)
}

/// The comparable figures of one article.
pub fn claims(witness: &Witness, synonyms: &Synonyms, ui: Ui) -> Vec<Claim> {
    claim::claims(witness, synonyms, ui)
}

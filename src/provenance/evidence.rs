//! Evidence for every possible edge of a group's family tree, as values of [`Feature`]s.

use super::citation::{Alike, Citations, Manner};
use super::feature::{Feature, Values, Vector, ln_length, ln_ratio, saturated, truth};
use super::pair::Pairs;
use super::row::{Row, same_value};
use super::statement::Statements;
use super::thin;
use super::timing::{Clock, Order};
use super::whole::LARGEST_FITTED;
use super::wording::{self, Extent, MOST_WITNESSES, Wording, share};
use crate::article::Language;
use crate::drift::FigureSet;
use crate::figures::Figure;
use crate::outlet::Outlets;
use crate::reuse::{Group, Match};
use crate::witness::Witness;

/// Lags count up to a week: after that, longer is no stranger.
const LONGEST_LAG_HOURS: f64 = 168.0;

/// The scale of lags is logarithmic beyond so many hours, five minutes: a copy takes that long, and
/// every doubling after it says as much as the one before.
const SHORT_LAG_HOURS: f64 = 1.0 / 12.0;

/// Runs below this many words are reached by names and set phrases alone: independent renderings
/// of one statement share runs of three to five words.
pub const SHORT_RUN: u32 = 6;

/// Quoted shingles that both sides need before their quotations are compared.
const FEWEST_QUOTED: usize = 6;

/// A count of triples in two changed words, by which it is half way to "many".
pub(super) const SOME_TRIPLES: f64 = 6.0;

/// How far a third member that is surely earlier by its time is taken to be: clocks are wrong now
/// and then.
const SURE_OF_CLOCKS: f64 = 0.85;

/// A count of statements by which it is half way to "many".
pub(super) const SOME_STATEMENTS: f64 = 1.0;

/// At most so many aligned figures count.
const MOST_FIGURES: f64 = 2.0;

/// A group, prepared to give the evidence for any edge.
#[derive(Clone, Debug)]
pub struct Evidence<'g> {
    group: &'g Group,
    witnesses: &'g [Witness],
    /// What each member shares with each member of the core.
    pairs: Pairs,
    /// Times of the members.
    pub clocks: Vec<Clock>,
    /// Their citations.
    pub citations: Citations,
    /// Whether each cites one of the core for the passage.
    cites_member: Vec<bool>,
    /// Their shared wording.
    pub wording: Wording,
    /// Lengths of the passages, and that of their mean.
    lengths: Vec<Lengths>,
    ln_mean: f64,
    /// Aligned figures.
    figures: Vec<Row<'g>>,
    /// Members that may be parents: all but those that [`thin`] left as leaves.
    pub core: Vec<usize>,
    /// Which sentences are aligned.
    pub(super) statements: Statements,
    /// For each member, the others that share most of its wording, at most [`MOST_WITNESSES`].
    nearest: Vec<Vec<usize>>,
    /// Features of the group as a whole, without [`Feature::GroupTrees`].
    pub whole: Vector,
}

/// Logarithms of the lengths of a passage and of what it quotes.
#[derive(Clone, Copy, Debug)]
struct Lengths {
    ln_words: f64,
    ln_quoted: f64,
}

impl Lengths {
    fn new(extent: &Extent) -> Self {
        Self {
            ln_words: ln_length(extent.words as f64),
            ln_quoted: ln_length(extent.quoted_words as f64),
        }
    }
}

impl<'g> Evidence<'g> {
    /// Prepares `group`.
    pub fn new(
        group: &'g Group,
        witnesses: &'g [Witness],
        sets: &[FigureSet],
        outlets: &Outlets,
    ) -> Self {
        let members = group.passages.len();
        let article = |member: usize| &witnesses[group.passages[member].article as usize];
        let clocks: Vec<Clock> =
            (0..members).map(|at| Clock::new(&article(at).article.published)).collect();
        let figures = sets.iter().map(|set| Row::new(set, members, article)).collect();
        let wording = Wording::new(group, witnesses);
        let words: usize = wording.members.iter().map(|extent| extent.words).sum();
        let lengths = wording.members.iter().map(Lengths::new).collect();
        let core = thin::core(&wording, &clocks);
        let pairs = Pairs::new(group, &wording, &core);
        let statements = Statements::new(group, witnesses, &core);
        let nearest =
            (0..members).map(|member| nearest(&pairs, &statements, &core, member)).collect();
        let citations = Citations::new(group, witnesses, outlets);
        let cites_member = (0..members)
            .map(|member| core.iter().any(|&other| citations.cites(member, other)))
            .collect();
        let whole = [0.0; Feature::COUNT];
        let mut evidence = Self {
            group,
            witnesses,
            pairs,
            clocks,
            citations,
            cites_member,
            lengths,
            ln_mean: ln_length(words as f64 / members as f64),
            wording,
            figures,
            core,
            statements,
            nearest,
            whole,
        };
        evidence.contradict();
        evidence.whole = evidence.of_group();
        evidence
    }

    /// Number of members.
    pub fn members(&self) -> usize {
        self.group.passages.len()
    }

    /// The match of two members, where reuse kept one; of two leaves, none.
    pub fn matched(&self, a: usize, b: usize) -> Option<&'g Match> {
        let pair = self.pairs.of(a, b).or_else(|| self.pairs.of(b, a))?;
        self.group.matches.get(pair.matched as usize)
    }

    /// Share of the child's shingles that the parent has.
    pub fn covered(&self, parent: usize, child: usize) -> f64 {
        let common = self.pairs.of(child, parent).or_else(|| self.pairs.of(parent, child));
        let common =
            common.map_or_else(|| self.wording.common(parent, child), |pair| pair.common as usize);
        share(common, self.wording.members[child].shingles)
    }

    /// Share of the child's passage, in words, whose sentences are aligned with the parent's.
    fn matched_share(&self, parent: usize, child: usize) -> f64 {
        self.matched(parent, child).map_or(0.0, |m| {
            let is_a = m.a == self.group.passages[child].article;
            let words = if is_a { m.words.0 } else { m.words.1 };
            share(words as usize, self.wording.members[child].words).min(1.0)
        })
    }

    /// Share of the child's words that stand in the parent's passage in order.
    pub(super) fn kept(&self, parent: usize, child: usize) -> f64 {
        self.matched(parent, child).map_or(0.0, |m| {
            share(m.aligned_words as usize, self.wording.members[child].words).min(1.0)
        })
    }

    /// Words of the longest run that stands in both.
    pub fn longest_run(&self, a: usize, b: usize) -> u32 {
        self.matched(a, b).map_or_else(
            || {
                if self.wording.common(a, b) == 0 {
                    return 0;
                }
                let passages = &self.group.passages;
                wording::longest_run(&passages[a], &passages[b], self.witnesses) as u32
            },
            |m| m.longest_run,
        )
    }

    /// Seconds from parent to child; none unless both times are known to the minute.
    pub fn lag_seconds(&self, parent: usize, child: usize) -> Option<i64> {
        Some(self.clocks[child].instant()? - self.clocks[parent].instant()?)
    }

    /// Evidence for `parent → child`.
    pub fn edge(&self, parent: usize, child: usize) -> Vector {
        let mut values = Values::default();
        self.time(parent, child, &mut values);
        self.citation(parent, child, &mut values);
        self.shared_words(parent, child, &mut values);
        self.quotations(parent, child, &mut values);
        let ln_words = |member: usize| self.lengths[member].ln_words;
        values.set(Feature::Fuller, ln_ratio(ln_words(parent), ln_words(child)));
        self.aligned_figures(parent, child, &mut values);
        self.languages(parent, child, &mut values);
        values.set(Feature::SameOutlet, truth(self.citations.same_outlet(parent, child)));
        let agency = self.citations.is_agency(parent) && !self.citations.is_agency(child);
        values.set(Feature::FromAgency, truth(agency));
        values.0
    }

    /// Evidence for the root → `member`.
    pub fn root(&self, member: usize) -> Vector {
        let members = self.members();
        let others = || self.core.iter().copied().filter(move |&other| other != member);
        let citations = &self.citations;
        let mut values = Values::default();
        values.set(Feature::Root, 1.0);
        values.set(Feature::RootSize, libm::log(members.min(LARGEST_FITTED) as f64));
        let earlier = others()
            .map(|other| self.clocks[other].probability_before(&self.clocks[member]))
            .fold(0.0, f64::max);
        values.set(Feature::RootFirst, 1.0 - earlier);
        values.set(Feature::RootUndated, truth(self.clocks[member].is_unknown()));
        let outside = citations.outside(member).next().is_some();
        values.set(Feature::RootCitesOutside, truth(outside));
        values.set(Feature::RootCitesMember, truth(self.cites_member[member]));
        let citing = others().filter(|&other| citations.cites(other, member));
        values.set(Feature::RootIsCited, share(citing.count(), members - 1));
        values.set(Feature::RootNamesSpeaker, truth(!citations.speakers(member).is_empty()));
        let covered = others().map(|other| self.covered(other, member)).fold(0.0, f64::max);
        values.set(Feature::RootOwnWords, 1.0 - covered);
        let aligned = others().map(|other| self.matched_share(other, member)).fold(0.0, f64::max);
        values.set(Feature::RootOwnStatements, 1.0 - aligned);
        values.set(Feature::RootFuller, ln_ratio(self.lengths[member].ln_words, self.ln_mean));
        values.set(Feature::RootAgency, truth(citations.is_agency(member)));
        values.0
    }

    fn time(&self, parent: usize, child: usize, values: &mut Values) {
        let lag = |hours: f64| libm::log1p(hours.min(LONGEST_LAG_HOURS));
        match self.clocks[parent].order(&self.clocks[child]) {
            Order::Before(hours) => {
                values.set(Feature::Before, 1.0);
                values.set(Feature::Lag, lag_in_log(hours));
            }
            Order::After(hours) => {
                values.set(Feature::After, 1.0);
                values.set(Feature::AfterLag, lag(hours));
            }
            Order::Overlapping(before) => values.set(Feature::Overlapping, 2.0 * before - 1.0),
            Order::Unknown => values.set(Feature::Undated, 1.0),
        }
    }

    fn citation(&self, parent: usize, child: usize, values: &mut Values) {
        let citations = &self.citations;
        match citations.manner(child, parent) {
            Some(Manner::Directly) => values.set(Feature::CitesParent, 1.0),
            Some(Manner::Through) => values.set(Feature::CitesThrough, 1.0),
            Some(Manner::Aside) => values.set(Feature::CitesAside, 1.0),
            None => {}
        }
        values.set(Feature::ParentCitesChild, truth(citations.cites(parent, child)));
        let cites_other = self.cites_member[child] && !citations.cites(child, parent);
        values.set(Feature::CitesOther, truth(cites_other));
        match citations.cite_the_same(child, parent) {
            Some(Alike::Copied) => values.set(Feature::CitesAlike, 1.0),
            Some(Alike::Apart) => values.set(Feature::CitesApart, 1.0),
            None => {}
        }
        values.set(Feature::CitesElsewhere, truth(citations.cites_elsewhere(child, parent)));
    }

    fn shared_words(&self, parent: usize, child: usize, values: &mut Values) {
        let wording = &self.wording;
        let shingles = wording.members[child].shingles;
        values.set(Feature::Covered, self.covered(parent, child));
        let kept = self.kept(parent, child);
        values.set(Feature::Kept, kept);
        values.set(Feature::Matched, self.matched_share(parent, child));
        let found = self.matched(parent, child);
        values.set(Feature::Unmatched, truth(found.is_none()));
        values.set(Feature::Similarity, found.map_or(0.0, |m| f64::from(m.similarity)));
        let rare = wording.common_rare(parent, child);
        values.set(Feature::SharedRare, rare / shingles.max(1) as f64);
        values.set(Feature::PassedOn, saturated(rare, SOME_TRIPLES));
        let contradicted = self.contradicted(parent, child);
        values.set(Feature::Contradicted, contradicted / shingles.max(1) as f64);
        let places = saturated(contradicted, SOME_TRIPLES);
        values.set(Feature::ContradictedPlaces, places);
        values.set(Feature::ContradictedKept, places * kept);
        let statements = self.contradicted_statements(parent, child);
        values.set(Feature::ContradictedStatements, saturated(statements, SOME_STATEMENTS));
        let inserted = f64::from(self.statements.inserted(child, parent));
        let inserted = saturated(inserted, SOME_STATEMENTS);
        values.set(Feature::Inserted, inserted);
        values.set(Feature::InsertedReworded, inserted * (1.0 - kept));
        values.set(Feature::ParentOwn, wording.own_share(parent));
    }

    /// Finds what contradicts each edge.
    fn contradict(&mut self) {
        for child in 0..self.members() {
            for at in 0..self.core.len() {
                let parent = self.core[at];
                if parent != child {
                    let words = self.third_has_words(parent, child);
                    let statements = self.third_has_statements(parent, child);
                    let pair = self.pairs.at_mut(child, at);
                    (pair.contradicted, pair.contradicted_statements) = (words, statements);
                }
            }
        }
    }

    /// Most of the child's shingles that a third member has and the parent lacks.
    pub(super) fn contradicted(&self, parent: usize, child: usize) -> f64 {
        self.pairs.of(child, parent).map_or(0.0, |pair| pair.contradicted)
    }

    /// The same of sentences.
    pub(super) fn contradicted_statements(&self, parent: usize, child: usize) -> f64 {
        self.pairs.of(child, parent).map_or(0.0, |pair| pair.contradicted_statements)
    }

    /// If the child came from the parent, it made these itself, and the third has them from the
    /// child; then the third cannot have what the parent has and the child lost. So from a third
    /// that is not likelier earlier only the smaller of the two counts, and from a surely earlier
    /// one, all.
    fn third_has_words(&self, parent: usize, child: usize) -> f64 {
        self.worst_third(parent, child, |third| {
            let made = self.wording.common_without(child, third, parent);
            let lost = || self.wording.common_without(parent, third, child);
            (made, if made == 0 { 0 } else { lost() })
        })
    }

    /// Most of the child's sentences that are aligned with a third member's and not with the
    /// parent's; 0 where nothing is aligned with the parent's.
    fn third_has_statements(&self, parent: usize, child: usize) -> f64 {
        let of = &self.statements;
        if of.aligned(child, parent) == 0 {
            return 0.0;
        }
        self.worst_third(parent, child, |third| {
            let made = of.aligned(child, third) & !of.aligned(child, parent);
            let lost = of.aligned(parent, third) & !of.aligned(parent, child);
            (made.count_ones() as usize, lost.count_ones() as usize)
        })
    }

    /// The most that a third member contradicts, of what it shares with the child against the
    /// parent and with the parent against the child.
    fn worst_third(
        &self,
        parent: usize,
        child: usize,
        shares: impl Fn(usize) -> (usize, usize),
    ) -> f64 {
        let thirds = self.nearest[child].iter().filter(|&&third| third != parent);
        thirds
            .map(|&third| {
                let (made, lost) = shares(third);
                if made == 0 {
                    return 0.0;
                }
                let before = self.clocks[third].probability_before(&self.clocks[child]);
                let earlier = SURE_OF_CLOCKS * (2.0 * before - 1.0).max(0.0);
                earlier * made as f64 + (1.0 - earlier) * made.min(lost) as f64
            })
            .fold(0.0, f64::max)
    }

    fn quotations(&self, parent: usize, child: usize, values: &mut Values) {
        if let Some(differs) = self.quotations_differ(parent, child) {
            values.set(Feature::QuoteShared, 1.0 - differs);
            let aligned = self.matched_share(parent, child);
            values.set(Feature::QuoteDiffers, differs * aligned);
        }
        let ln_quoted = |member: usize| self.lengths[member].ln_quoted;
        values.set(Feature::QuoteFuller, ln_ratio(ln_quoted(parent), ln_quoted(child)));
    }

    /// Share of quoted word triples, of the side with fewer, that do not stand quoted in both; none
    /// where either side quotes too little, or in another language.
    pub(super) fn quotations_differ(&self, parent: usize, child: usize) -> Option<f64> {
        if self.language(parent) != self.language(child) {
            return None;
        }
        let (from, to) = (&self.wording.members[parent], &self.wording.members[child]);
        let fewer = from.quoted_shingles.min(to.quoted_shingles);
        (fewer >= FEWEST_QUOTED)
            .then(|| 1.0 - share(self.wording.common_quoted(parent, child), fewer))
    }

    fn aligned_figures(&self, parent: usize, child: usize, values: &mut Values) {
        let mut add = |feature: Feature| {
            values.set(feature, (values.get(feature) + 1.0).min(MOST_FIGURES));
        };
        for row in &self.figures {
            let (Some(from), Some(to)) = (row.figures[parent], row.figures[child]) else {
                continue;
            };
            if row.values[parent] == row.values[child] {
                if row.is_odd(parent) {
                    add(Feature::SameOddFigure);
                }
                continue;
            }
            add(Feature::FigureDiffers);
            match (from.magnitude, to.magnitude) {
                (Some(_), None) => add(Feature::MagnitudeLost),
                (None, Some(_)) => add(Feature::MagnitudeGained),
                _ => {}
            }
        }
    }

    /// A figure of `member`, as written, whose magnitude word another member lost.
    pub fn magnitude_kept(&self, member: usize) -> Option<&'g str> {
        let witness = &self.witnesses[self.group.passages[member].article as usize];
        self.figures.iter().find_map(|row| {
            let kept = row.figures[member].filter(|figure| figure.magnitude.is_some())?;
            let lost = |figure: &&Figure| figure.magnitude.is_none() && !same_value(figure, kept);
            row.figures.iter().flatten().any(lost).then(|| kept.span.of(witness.text()))
        })
    }

    fn languages(&self, parent: usize, child: usize, values: &mut Values) {
        let (from, to) = (self.language(parent), self.language(child));
        if from != Language::Unknown && to != Language::Unknown && from != to {
            values.set(Feature::Translated, 1.0);
            values.set(Feature::FromEnglish, truth(from == Language::En));
            values.set(Feature::IntoEnglish, truth(to == Language::En));
        }
    }

    pub(super) fn language(&self, member: usize) -> Language {
        self.witnesses[self.group.passages[member].article as usize].document.language
    }
}

/// A lag on a logarithmic scale from [`SHORT_LAG_HOURS`] to [`LONGEST_LAG_HOURS`].
pub(super) fn lag_in_log(hours: f64) -> f64 {
    libm::log1p(hours.min(LONGEST_LAG_HOURS) / SHORT_LAG_HOURS)
}

/// In the order of nearness, an aligned sentence counts as so many shared word triples.
const TRIPLES_OF_STATEMENT: usize = 8;

fn nearest(pairs: &Pairs, statements: &Statements, core: &[usize], member: usize) -> Vec<usize> {
    let shared = |other: usize| {
        let common = pairs.of(member, other).map_or(0, |pair| pair.common as usize);
        let aligned = statements.aligned(member, other).count_ones() as usize;
        common + TRIPLES_OF_STATEMENT * aligned
    };
    let mut others: Vec<(usize, usize)> = core
        .iter()
        .filter(|&&other| other != member)
        .map(|&other| (usize::MAX - shared(other), other))
        .collect();
    others.sort_unstable();
    others.truncate(MOST_WITNESSES);
    others.into_iter().map(|(_, other)| other).collect()
}

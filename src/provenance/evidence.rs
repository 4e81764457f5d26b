//! Evidence for every possible edge of a group's family tree, as values of [`Feature`]s.

use super::citation::{Citations, Manner};
use super::feature::{Feature, Vector};
use super::thin;
use super::timing::{Clock, Order};
use super::wording::{self, MOST_WITNESSES, Wording, share};
use crate::article::Language;
use crate::attribution::CitedKind;
use crate::drift::FigureSet;
use crate::figures::Figure;
use crate::outlet::Outlets;
use crate::reuse::{Group, Match};
use crate::text::Role;
use crate::witness::Witness;
use std::ops::Range;

/// Bound of features that are logarithms of a ratio of lengths.
const WIDEST_RATIO: f64 = 1.5;

/// Lags count up to a week: after that, longer is no stranger.
const LONGEST_LAG_HOURS: f64 = 168.0;

/// Runs below this many words are reached by names and set phrases alone: independent renderings
/// of one statement share runs of three to five words.
pub const SHORT_RUN: u32 = 6;

/// Quoted shingles that both sides need before their quotations are compared.
const FEWEST_QUOTED: usize = 6;

/// A count of triples in two changed words, by which it is half way to "many".
const SOME_TRIPLES: f64 = 6.0;

/// How far a third member that is surely earlier by its time is taken to be: clocks are wrong now
/// and then.
const SURE_OF_CLOCKS: f64 = 0.85;

/// A count of statements by which it is half way to "many".
const SOME_STATEMENTS: f64 = 1.0;

/// Members of the largest families that weights were fitted on.
const LARGEST_FITTED: usize = 16;

/// Members of which the means over a group are taken, from the first on.
const MOST_AVERAGED: usize = 16;

/// At most so many aligned figures count.
const MOST_FIGURES: f64 = 2.0;

/// A group, prepared to give the evidence for any edge.
#[derive(Clone, Debug)]
pub struct Evidence<'g> {
    group: &'g Group,
    witnesses: &'g [Witness],
    /// Articles of each match with its index, sorted.
    pairs: Vec<((u32, u32), usize)>,
    /// Times of the members.
    pub clocks: Vec<Clock>,
    /// Their citations.
    pub citations: Citations,
    /// Their shared wording.
    pub wording: Wording,
    /// Aligned figures.
    figures: Vec<Aligned<'g>>,
    /// Members that may be parents: all but those that [`thin`] left as leaves.
    pub core: Vec<usize>,
    /// Which sentences are aligned.
    statements: Statements,
    /// For each member, the others that share most of its wording, at most [`MOST_WITNESSES`].
    nearest: Vec<Vec<usize>>,
    /// Features of the group as a whole, without [`Feature::GroupTrees`].
    pub whole: Vector,
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
        let mut pairs: Vec<_> =
            group.matches.iter().enumerate().map(|(at, m)| ((m.a, m.b), at)).collect();
        pairs.sort_unstable();
        let article = |member: usize| &witnesses[group.passages[member].article as usize];
        let clocks: Vec<Clock> =
            (0..members).map(|at| Clock::new(&article(at).article.published)).collect();
        let figures = sets.iter().map(|set| Aligned::new(set, members, article)).collect();
        let wording = Wording::new(group, witnesses);
        let core = thin::core(&wording, &clocks);
        let statements = Statements::new(group, witnesses, &core);
        let nearest =
            (0..members).map(|member| nearest(&wording, &statements, &core, member)).collect();
        let citations = Citations::new(group, witnesses, outlets);
        let whole = [0.0; Feature::COUNT];
        let mut evidence = Self {
            group,
            witnesses,
            pairs,
            clocks,
            citations,
            wording,
            figures,
            core,
            statements,
            nearest,
            whole,
        };
        evidence.whole = evidence.of_group();
        evidence
    }

    /// Number of members.
    pub fn members(&self) -> usize {
        self.group.passages.len()
    }

    /// The match of two members, where reuse kept one.
    pub fn matched(&self, a: usize, b: usize) -> Option<&'g Match> {
        let (a, b) = (self.group.passages[a].article, self.group.passages[b].article);
        let find = |pair| self.pairs.binary_search_by_key(&pair, |&(pair, _)| pair).ok();
        let at = find((a, b)).or_else(|| find((b, a)))?;
        self.group.matches.get(self.pairs[at].1)
    }

    /// Share of the child's passage, in words, whose sentences are aligned with the parent's.
    fn matched_share(&self, parent: usize, child: usize) -> f64 {
        self.matched(parent, child).map_or(0.0, |m| {
            let is_a = m.a == self.group.passages[child].article;
            let words = if is_a { m.words.0 } else { m.words.1 };
            share(words as usize, self.wording.members[child].words).min(1.0)
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
        self.lengths(parent, child, &mut values);
        self.aligned_figures(parent, child, &mut values);
        self.languages(parent, child, &mut values);
        values.set(Feature::SameOutlet, truth(self.citations.same_outlet(parent, child)));
        let agency = self.citations.is_agency(parent) && !self.citations.is_agency(child);
        values.set(Feature::FromAgency, truth(agency));
        values.0
    }

    /// What speaks for one entry or several, whichever members they are; without what the trees
    /// themselves say.
    fn of_group(&self) -> Vector {
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
        values.set(Feature::GroupContradictedPlaces, second(&places));
        let statements =
            |parent, child| saturated(self.contradicted_statements(parent, child), SOME_STATEMENTS);
        values.set(Feature::GroupContradictedStatements, second(&statements));
        let inserted = |parent, child| {
            saturated(f64::from(self.statements.inserted(child, parent)), SOME_STATEMENTS)
        };
        let second_inserted = {
            let mut all: Vec<f64> = asked.iter().map(|&at| least(at, &inserted)).collect();
            all.sort_by(|a, b| b.total_cmp(a));
            all.get(1).copied().unwrap_or(0.0)
        };
        values.set(Feature::GroupInserted, second_inserted);
        let covered = mean(&|member| most(member, &|other| self.wording.covered(other, member)));
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
        values.set(Feature::GroupQuoteDiffers, all / compared.len().max(1) as f64);
        let first = asked.first().map(|&member| self.language(member));
        let languages = asked.iter().any(|&member| Some(self.language(member)) != first);
        values.set(Feature::GroupLanguages, truth(languages));
        values.set(Feature::GroupUndated, mean(&|at| truth(self.clocks[at].instant().is_none())));
        let citations = &self.citations;
        let citing = |member| truth(others(member).any(|other| citations.cites(member, other)));
        values.set(Feature::GroupCitesMembers, mean(&citing));
        let outside = |member| truth(citations.outside(member).next().is_some());
        values.set(Feature::GroupCitesOutside, mean(&outside));
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
        let cites_member = others().any(|other| citations.cites(member, other));
        values.set(Feature::RootCitesMember, truth(cites_member));
        let citing = others().filter(|&other| citations.cites(other, member));
        values.set(Feature::RootIsCited, share(citing.count(), members - 1));
        values.set(Feature::RootNamesSpeaker, truth(!citations.speakers(member).is_empty()));
        let covered = others().map(|other| self.wording.covered(other, member)).fold(0.0, f64::max);
        values.set(Feature::RootOwnWords, 1.0 - covered);
        let aligned = others().map(|other| self.matched_share(other, member)).fold(0.0, f64::max);
        values.set(Feature::RootOwnStatements, 1.0 - aligned);
        let words = |member: usize| self.wording.members[member].words;
        let mean = (0..members).map(words).sum::<usize>() as f64 / members as f64;
        values.set(Feature::RootFuller, ratio(words(member) as f64, mean));
        values.set(Feature::RootAgency, truth(citations.is_agency(member)));
        values.0
    }

    fn time(&self, parent: usize, child: usize, values: &mut Values) {
        let lag = |hours: f64| libm::log1p(hours.min(LONGEST_LAG_HOURS));
        match self.clocks[parent].order(&self.clocks[child]) {
            Order::Before(hours) => {
                values.set(Feature::Before, 1.0);
                values.set(Feature::Lag, lag(hours));
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
        let cites_other = !citations.cites(child, parent)
            && self.core.iter().any(|&other| other != parent && citations.cites(child, other));
        values.set(Feature::CitesOther, truth(cites_other));
        values.set(Feature::CitesSame, truth(citations.cite_the_same(child, parent)));
        values.set(Feature::CitesElsewhere, truth(citations.cites_elsewhere(child, parent)));
    }

    fn shared_words(&self, parent: usize, child: usize, values: &mut Values) {
        let wording = &self.wording;
        let shingles = wording.members[child].shingles;
        values.set(Feature::Covered, wording.covered(parent, child));
        values.set(Feature::Matched, self.matched_share(parent, child));
        let found = self.matched(parent, child);
        values.set(Feature::Unmatched, truth(found.is_none()));
        values.set(Feature::Similarity, found.map_or(0.0, |m| f64::from(m.similarity)));
        let rare = wording.common_rare(parent, child);
        values.set(Feature::SharedRare, rare / shingles.max(1) as f64);
        values.set(Feature::PassedOn, saturated(rare, SOME_TRIPLES));
        let contradicted = self.contradicted(parent, child);
        values.set(Feature::Contradicted, contradicted / shingles.max(1) as f64);
        values.set(Feature::ContradictedPlaces, saturated(contradicted, SOME_TRIPLES));
        let statements = self.contradicted_statements(parent, child);
        values.set(Feature::ContradictedStatements, saturated(statements, SOME_STATEMENTS));
        let inserted = f64::from(self.statements.inserted(child, parent));
        values.set(Feature::Inserted, saturated(inserted, SOME_STATEMENTS));
        values.set(Feature::ParentOwn, wording.own_share(parent));
    }

    /// Most of the child's shingles that a third member has and the parent lacks.
    ///
    /// If the child came from the parent, it made these itself, and the third has them from the
    /// child; then the third cannot have what the parent has and the child lost. So from a third
    /// that is not likelier earlier only the smaller of the two counts, and from a surely earlier
    /// one, all.
    fn contradicted(&self, parent: usize, child: usize) -> f64 {
        self.worst_third(parent, child, |third| {
            let made = self.wording.common_without(child, third, parent);
            (made, self.wording.common_without(parent, third, child))
        })
    }

    /// Most of the child's sentences that are aligned with a third member's and not with the
    /// parent's; 0 where nothing is aligned with the parent's.
    fn contradicted_statements(&self, parent: usize, child: usize) -> f64 {
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
                let before = self.clocks[third].probability_before(&self.clocks[child]);
                let earlier = SURE_OF_CLOCKS * (2.0 * before - 1.0).max(0.0);
                earlier * made as f64 + (1.0 - earlier) * made.min(lost) as f64
            })
            .fold(0.0, f64::max)
    }

    fn quotations(&self, parent: usize, child: usize, values: &mut Values) {
        let (from, to) = (&self.wording.members[parent], &self.wording.members[child]);
        if let Some(differs) = self.quotations_differ(parent, child) {
            values.set(Feature::QuoteShared, 1.0 - differs);
            let aligned = self.matched_share(parent, child);
            values.set(Feature::QuoteDiffers, differs * aligned);
        }
        let fuller = ratio(from.quoted_words as f64, to.quoted_words as f64);
        values.set(Feature::QuoteFuller, fuller);
    }

    /// Share of quoted word triples, of the side with fewer, that do not stand quoted in both; none
    /// where either side quotes too little, or in another language.
    fn quotations_differ(&self, parent: usize, child: usize) -> Option<f64> {
        if self.language(parent) != self.language(child) {
            return None;
        }
        let (from, to) = (&self.wording.members[parent], &self.wording.members[child]);
        let fewer = from.quoted_shingles.min(to.quoted_shingles);
        (fewer >= FEWEST_QUOTED)
            .then(|| 1.0 - share(self.wording.common_quoted(parent, child), fewer))
    }

    fn lengths(&self, parent: usize, child: usize, values: &mut Values) {
        let (from, to) = (&self.wording.members[parent], &self.wording.members[child]);
        values.set(Feature::Fuller, ratio(from.words as f64, to.words as f64));
    }

    fn aligned_figures(&self, parent: usize, child: usize, values: &mut Values) {
        let mut add = |feature: Feature| {
            values.set(feature, (values.get(feature) + 1.0).min(MOST_FIGURES));
        };
        for row in &self.figures {
            let (Some(from), Some(to)) = (row.figures[parent], row.figures[child]) else {
                continue;
            };
            if same_value(from, to) {
                if row.odd[parent] {
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

    fn language(&self, member: usize) -> Language {
        self.witnesses[self.group.passages[member].article as usize].document.language
    }
}

/// In the order of nearness, an aligned sentence counts as so many shared word triples.
const TRIPLES_OF_STATEMENT: usize = 8;

/// Which sentences of each member are aligned with which member of the core.
#[derive(Clone, Debug)]
struct Statements {
    /// Place of each member in the core.
    places: Vec<Option<u32>>,
    core: usize,
    /// Sentences of a passage as bits, in its order (of a passage of more than 64, several share a
    /// bit), at `member * core + place`.
    sets: Vec<u64>,
    /// Sentences between the aligned ones that are not aligned and name no source, likewise.
    inserted: Vec<u16>,
}

/// Longest sentence, in words, that is taken to do nothing but name a source.
const LONGEST_CREDIT: u32 = 16;

impl Statements {
    fn new(group: &Group, witnesses: &[Witness], core: &[usize]) -> Self {
        let members = group.passages.len();
        let mut places = vec![None; members];
        for (place, &member) in core.iter().enumerate() {
            places[member] = Some(place as u32);
        }
        let mut articles: Vec<(u32, usize)> = group
            .passages
            .iter()
            .enumerate()
            .map(|(member, passage)| (passage.article, member))
            .collect();
        articles.sort_unstable();
        let member = |article: u32| {
            let at = articles.binary_search_by_key(&article, |&(article, _)| article).ok()?;
            Some(articles[at].1)
        };
        let pairs = members * core.len();
        let mut statements =
            Self { places, core: core.len(), sets: vec![0; pairs], inserted: vec![0; pairs] };
        for m in &group.matches {
            let (Some(a), Some(b)) = (member(m.a), member(m.b)) else { continue };
            for pair in &m.pairs {
                statements.add(group, a, b, &pair.a);
                statements.add(group, b, a, &pair.b);
            }
            let of = |member: usize| &witnesses[group.passages[member].article as usize];
            statements.insertions(of(a), a, b, m.pairs.iter().map(|pair| &pair.a));
            statements.insertions(of(b), b, a, m.pairs.iter().map(|pair| &pair.b));
        }
        statements
    }

    fn add(&mut self, group: &Group, member: usize, other: usize, aligned: &Range<u32>) {
        let Some(place) = self.places[other] else { return };
        let sentences = &group.passages[member].sentences;
        let set = &mut self.sets[member * self.core + place as usize];
        for sentence in aligned.clone() {
            if let Ok(at) = sentences.binary_search(&sentence) {
                *set |= 1 << (at * 64 / sentences.len().max(64));
            }
        }
    }

    fn insertions<'m>(
        &mut self,
        witness: &Witness,
        member: usize,
        other: usize,
        aligned: impl Iterator<Item = &'m Range<u32>>,
    ) {
        let Some(place) = self.places[other] else { return };
        let mut ranges: Vec<&Range<u32>> = aligned.collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let mut count = 0;
        let mut done = ranges.first().map_or(0, |range| range.start);
        for range in ranges {
            count += (done..range.start).filter(|&at| is_statement(witness, at)).count();
            done = done.max(range.end);
        }
        self.inserted[member * self.core + place as usize] =
            count.min(usize::from(u16::MAX)) as u16;
    }

    /// Sentences of `member` between those aligned with `other`'s that are not.
    fn inserted(&self, member: usize, other: usize) -> u16 {
        self.places[other].map_or(0, |place| self.inserted[member * self.core + place as usize])
    }

    /// Sentences of `member` that are aligned with some of `other`'s; none for a leaf.
    fn aligned(&self, member: usize, other: usize) -> u64 {
        self.places[other].map_or(0, |place| self.sets[member * self.core + place as usize])
    }
}

/// A set of aligned figures.
#[derive(Clone, Debug)]
struct Aligned<'g> {
    /// The figure of each member.
    figures: Vec<Option<&'g Figure>>,
    /// Whether fewer than half of the figures have its value.
    odd: Vec<bool>,
}

impl<'g> Aligned<'g> {
    fn new(set: &FigureSet, members: usize, witness: impl Fn(usize) -> &'g Witness) -> Self {
        let mut figures = vec![None; members];
        for &(member, _, figure) in &set.figures {
            if let (Some(place), Some(figure)) = (figures.get_mut(member), figure) {
                *place = witness(member).figures.get(figure as usize);
            }
        }
        let mut values: Vec<(&Figure, usize)> = Vec::new();
        for &figure in figures.iter().flatten() {
            match values.iter_mut().find(|(value, _)| same_value(value, figure)) {
                Some((_, holders)) => *holders += 1,
                None => values.push((figure, 1)),
            }
        }
        let all = figures.iter().flatten().count();
        let odd = |figure: &Figure| {
            values.iter().any(|(value, holders)| same_value(value, figure) && holders * 2 < all)
        };
        let odd = figures.iter().map(|figure| figure.is_some_and(odd)).collect();
        Self { figures, odd }
    }
}

/// Whether a sentence is running text and more than the name of a source.
fn is_statement(witness: &Witness, sentence: u32) -> bool {
    let Some(sentence) = witness.document.sentences.get(sentence as usize) else { return false };
    let names_source = || {
        sentence.words.len() as u32 <= LONGEST_CREDIT
            && witness.attributions.iter().any(|attribution| {
                attribution.kind <= CitedKind::Agency && attribution.span.overlaps(sentence.span)
            })
    };
    sentence.role == Role::Body && !names_source()
}

fn nearest(
    wording: &Wording,
    statements: &Statements,
    core: &[usize],
    member: usize,
) -> Vec<usize> {
    let shared = |other: usize| {
        let aligned = statements.aligned(member, other).count_ones() as usize;
        wording.common(member, other) + TRIPLES_OF_STATEMENT * aligned
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

/// Whether two figures say the same number, however written.
pub fn same_value(a: &Figure, b: &Figure) -> bool {
    (a.value, a.low, a.high, a.date, a.time) == (b.value, b.low, b.high, b.date, b.time)
}

/// A count, from 0 (none) towards 1; `some` is half way.
fn saturated(count: f64, some: f64) -> f64 {
    count / (count + some)
}

fn truth(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// ln of a ratio of lengths in words, within [`WIDEST_RATIO`]; ten words are added to both, so
/// that a sentence more or less is little.
fn ratio(a: f64, b: f64) -> f64 {
    libm::log((a + 10.0) / (b + 10.0)).clamp(-WIDEST_RATIO, WIDEST_RATIO)
}

/// Values in the making.
struct Values(Vector);

impl Default for Values {
    fn default() -> Self {
        Self([0.0; Feature::COUNT])
    }
}

impl Values {
    fn set(&mut self, feature: Feature, value: f64) {
        self.0[feature as usize] = value;
    }

    fn get(&self, feature: Feature) -> f64 {
        self.0[feature as usize]
    }
}

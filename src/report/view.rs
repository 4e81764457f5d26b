//! What all writers need to know about an analysis beyond its own fields: the reference of each
//! group, its drifted figures turned towards the reference, the matches that are shown.

use crate::analysis::{Analysis, Options, Story};
use crate::article::{Article, CharOffsets, Span};
use crate::drift::{self, Direction, DriftRow, Severity};
use crate::reuse::{GroupId, Match};
use crate::witness::Witness;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// An analysis in memory, ready to be shown.
#[derive(Debug)]
pub struct View<'a> {
    /// What was found.
    pub analysis: &'a Analysis,
    /// What was asked for.
    pub options: &'a Options,
    /// All groups, by id.
    pub groups: Vec<GroupView<'a>>,
}

/// One group, ready to be written. Members are indices into the group's passages, in the order of
/// article ids.
#[derive(Debug)]
pub struct GroupView<'a> {
    /// Group, figures and verdict.
    pub story: &'a Story,
    /// All articles.
    pub witnesses: &'a [Witness],
    /// The member that the others are measured against: the origin's, else that with most aligned
    /// words, then the smallest id.
    pub reference: usize,
    /// Drifted figures, worst first, then by id.
    pub drift: Vec<DriftRow>,
    /// Outlets among the members; each member without a known outlet counts as one.
    pub outlets: usize,
    /// Pairs of members on the family tree or with the reference (or all), the smaller first.
    pub shown: Vec<(usize, usize)>,
    between: FxHashMap<(usize, usize), usize>,
    /// Turns spans of the members' texts into offsets in characters. Each text is counted once: it
    /// can be long, and can stand in many rows.
    offsets: Vec<CharOffsets<'a>>,
}

impl<'a> View<'a> {
    /// Prepares `analysis`, which `options` made.
    pub fn new(analysis: &'a Analysis, options: &'a Options, all_pairs: bool) -> Self {
        let groups = analysis
            .stories
            .iter()
            .map(|story| GroupView::new(story, options, all_pairs))
            .collect();
        Self { analysis, options, groups }
    }
}

/// How much a group matters to a person, the smaller the more: the worst drift first, then most
/// outlets, then most articles, ties by id.
pub type Importance = (u8, Reverse<usize>, Reverse<usize>, GroupId);

impl<'a> GroupView<'a> {
    /// Prepares `story`; with `all_pairs`, every pair of members is shown.
    pub fn new(story: &'a Story, options: &Options, all_pairs: bool) -> Self {
        let group = &story.group;
        let witnesses: &'a [Witness] = &story.witnesses;
        let members: FxHashMap<u32, usize> =
            group.passages.iter().enumerate().map(|(at, passage)| (passage.article, at)).collect();
        let mut between = FxHashMap::default();
        let mut aligned = vec![0_u64; group.passages.len()];
        for (at, m) in group.matches.iter().enumerate() {
            if let (Some(&a), Some(&b)) = (members.get(&m.a), members.get(&m.b)) {
                between.insert((a.min(b), a.max(b)), at);
                aligned[a] += u64::from(m.aligned_words);
                aligned[b] += u64::from(m.aligned_words);
            }
        }
        let reference = story.verdict.origin.unwrap_or_else(|| {
            // `max_by_key` takes the last of equals: reversed, the smallest id.
            (0..aligned.len()).rev().max_by_key(|&member| aligned[member]).unwrap_or(0)
        });
        let mut shown: Vec<(usize, usize)> = if all_pairs {
            between.keys().copied().collect()
        } else {
            let tree = story.verdict.lineage.iter().enumerate();
            tree.filter_map(|(child, edge)| Some((child, edge.parent?)))
                .chain((0..aligned.len()).map(|member| (member, reference)))
                .map(|(a, b)| (a.min(b), a.max(b)))
                .filter(|pair| between.contains_key(pair))
                .collect()
        };
        shown.sort_unstable();
        shown.dedup();

        let direction = Direction {
            origin: story.verdict.origin,
            parents: story.verdict.lineage.iter().map(|edge| edge.parent).collect(),
        };
        let mut drift: Vec<DriftRow> = story
            .figures
            .iter()
            .flat_map(|set| {
                drift::turn(set, group, witnesses, &direction, &options.synonyms, options.ui)
            })
            .collect();
        drift.sort_by_key(|row| (row.severity, row.figure, row.reference, row.sentence));

        let mut names: Vec<&str> = group
            .passages
            .iter()
            .map(|passage| witnesses[passage.article as usize].article.outlet.name.as_str())
            .collect();
        names.sort_unstable();
        let unknown = names.iter().take_while(|name| name.is_empty()).count();
        names.dedup();
        let outlets = names.len() - usize::from(unknown > 0) + unknown;

        let texts = group.passages.iter().map(|held| witnesses[held.article as usize].text());
        let offsets = texts.map(CharOffsets::new).collect();
        Self { story, witnesses, reference, drift, outlets, shown, between, offsets }
    }

    /// How much it matters to a person.
    pub fn importance(&self) -> Importance {
        let severity = self.worst().map_or(u8::MAX, |severity| severity as u8);
        let group = &self.story.group;
        (severity, Reverse(self.outlets), Reverse(group.passages.len()), group.id)
    }

    /// The worst severity of its drifted figures.
    pub fn worst(&self) -> Option<Severity> {
        self.drift.iter().map(|row| row.severity).min()
    }

    /// The witness of a member.
    pub fn witness(&self, member: usize) -> &'a Witness {
        &self.witnesses[self.story.group.passages[member].article as usize]
    }

    /// The article of a member.
    pub fn article(&self, member: usize) -> &'a Article {
        &self.witness(member).article
    }

    /// `span` of a member's text in characters.
    pub fn characters(&self, member: usize, span: Span) -> (u32, u32) {
        self.offsets[member].span(span)
    }

    /// The match between two members, and whether it reads the other way round.
    pub fn between(&self, a: usize, b: usize) -> Option<(&'a Match, bool)> {
        let m = &self.story.group.matches[*self.between.get(&(a.min(b), a.max(b)))?];
        Some((m, m.a != self.story.group.passages[a].article))
    }

    /// Id of a member's passage: the group's and a number, as wide as the greatest so that ids
    /// sort alike as texts and as numbers.
    pub fn passage_id(&self, member: usize) -> String {
        numbered(&self.story.group.id.to_string(), "", member, self.story.group.passages.len())
    }

    /// Id of the drifted figure at `index` of [`Self::drift`].
    pub fn figure_id(&self, index: usize) -> String {
        numbered(&self.story.group.id.to_string(), "f", index, self.drift.len())
    }

    /// How alike a member's passage is to the reference's; none where the two were not aligned.
    pub fn similarity(&self, member: usize) -> Option<f32> {
        if member == self.reference {
            return Some(1.0);
        }
        self.between(member, self.reference).map(|(m, _)| m.similarity)
    }

    /// The passage of a member in words: its pieces, with `…` between them.
    pub fn passage_text(&self, member: usize) -> String {
        let text = self.witness(member).text();
        let pieces: Vec<&str> =
            self.story.group.passages[member].pieces.iter().map(|piece| piece.of(text)).collect();
        pieces.join(" … ")
    }

    /// The member that most likely is where the others come from: the origin, or where the order
    /// is unknown the one with most confidence.
    pub fn told(&self) -> Option<usize> {
        self.story.verdict.origin.or_else(|| self.likeliest().first().copied())
    }

    /// When the group was first seen: the member with the earliest known time. A day that only
    /// running text names says "not before", and so is no time at which it was seen.
    pub fn first_seen(&self) -> Option<usize> {
        (0..self.story.group.passages.len())
            .filter_map(|member| {
                let interval = self.article(member).published.interval()?;
                (interval.1 < i64::MAX).then_some((interval, member))
            })
            .min()
            .map(|(_, member)| member)
    }

    /// Members by falling confidence, ties by id.
    pub fn likeliest(&self) -> Vec<usize> {
        let confidence = &self.story.verdict.confidence;
        let mut members: Vec<usize> = (0..confidence.len()).collect();
        members.sort_by(|&a, &b| confidence[b].total_cmp(&confidence[a]).then(a.cmp(&b)));
        members
    }
}

/// `prefix-` and a number from 1, padded to the width of `count`.
pub fn numbered(prefix: &str, mark: &str, index: usize, count: usize) -> String {
    let width = count.max(1).ilog10() as usize + 1;
    format!("{prefix}-{mark}{:0width$}", index + 1)
}

/// The text of a sentence of `witness`; empty when there is none of that index.
pub fn sentence(witness: &Witness, index: u32) -> &str {
    witness.document.sentences.get(index as usize).map_or("", |found| found.span.of(witness.text()))
}

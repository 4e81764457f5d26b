//! Who cites whom in a group, and whom its members cite outside.

use crate::article::Span;
use crate::attribution::{Attribution, CitedKind, Covers};
use crate::outlet::{OutletId, OutletKind, Outlets};
use crate::reuse::{Group, Passage};
use crate::text::fold;
use crate::witness::Witness;
use rustc_hash::FxHashMap;

/// Who publishes or is cited: an entry of the table, or a folded name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name {
    Known(OutletId),
    Folded(String),
}

/// Number of an outlet among all that publish the group or are cited in it.
type OutletNumber = u32;

/// How a member cites an outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Elsewhere in its article.
    Aside,
    /// For the passage, through another outlet that it cites for it.
    Through,
    /// For the passage.
    Directly,
}

/// How two members cite the same outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// In the same words at the same place: one took the citation over with the text.
    Copied,
    /// Each in its own.
    Apart,
}

/// Words before and after a clause of attribution that show whether it was copied.
const AROUND: usize = 3;

/// Two clauses are the same where this share of the words in and around the shorter one is.
const SAME_CLAUSE: f64 = 0.6;

/// One outlet or agency that a member cites.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Citation {
    outlet: OutletNumber,
    manner: Manner,
    /// Whether it is a member's outlet.
    inside: bool,
    /// As the text names it, or as the table does.
    shown: String,
    /// Hashes of the words in and around the clause but for the name, sorted.
    clause: Vec<u64>,
}

impl Citation {
    fn alike(&self, other: &Self) -> Alike {
        let common = self.clause.iter().filter(|word| other.clause.binary_search(word).is_ok());
        let shorter = self.clause.len().min(other.clause.len());
        let same = shorter > 0 && common.count() as f64 >= SAME_CLAUSE * shorter as f64;
        if same { Alike::Copied } else { Alike::Apart }
    }
}

/// Whom a member cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cites {
    outlet: Option<OutletNumber>,
    agency: bool,
    channels: Vec<Citation>,
    /// Persons and institutions that it names for the passage.
    speakers: Vec<String>,
}

/// Citations of all members of a group.
#[derive(Clone, Debug)]
pub struct Citations {
    members: Vec<Cites>,
}

impl Citations {
    /// Reads those of `group`.
    pub fn new(group: &Group, witnesses: &[Witness], outlets: &Outlets) -> Self {
        let mut names = Names::default();
        let mut members: Vec<Cites> = group
            .passages
            .iter()
            .map(|passage| {
                Cites::new(passage, &witnesses[passage.article as usize], outlets, &mut names)
            })
            .collect();
        let mut inside = vec![false; names.0.len()];
        for outlet in members.iter().filter_map(|member| member.outlet) {
            inside[outlet as usize] = true;
        }
        for citation in members.iter_mut().flat_map(|member| &mut member.channels) {
            citation.inside = inside[citation.outlet as usize];
        }
        Self { members }
    }

    /// How `member` cites the outlet of `other`.
    pub fn manner(&self, member: usize, other: usize) -> Option<Manner> {
        let outlet = self.members[other].outlet?;
        // An outlet that cites itself (an earlier article of its own) says nothing of the others.
        if self.members[member].outlet == Some(outlet) {
            return None;
        }
        let channels = self.members[member].channels.iter();
        channels.filter(|citation| citation.outlet == outlet).map(|citation| citation.manner).max()
    }

    /// Whether `member` cites the outlet of `other` for the passage, also through another.
    pub fn cites(&self, member: usize, other: usize) -> bool {
        self.manner(member, other).is_some_and(|manner| manner >= Manner::Through)
    }

    /// Whether both are of one known outlet.
    pub fn same_outlet(&self, a: usize, b: usize) -> bool {
        self.members[a].outlet.is_some() && self.members[a].outlet == self.members[b].outlet
    }

    /// Whether it is a news agency.
    pub fn is_agency(&self, member: usize) -> bool {
        self.members[member].agency
    }

    /// How both cite one outlet for the passage, where they do.
    pub fn cite_the_same(&self, a: usize, b: usize) -> Option<Alike> {
        let mut found = None;
        for citation in self.channels(a) {
            if Some(citation.outlet) == self.members[b].outlet {
                continue;
            }
            for other in self.channels(b).filter(|other| other.outlet == citation.outlet) {
                match citation.alike(other) {
                    Alike::Copied => return Some(Alike::Copied),
                    apart @ Alike::Apart => found = Some(apart),
                }
            }
        }
        found
    }

    /// Outlets and agencies outside the group that it cites for the passage, as shown.
    pub fn outside(&self, member: usize) -> impl Iterator<Item = &str> {
        self.channels(member)
            .filter(|citation| !citation.inside)
            .map(|citation| citation.shown.as_str())
    }

    /// Whether it cites, for the passage, an outlet outside the group that `other` does not cite.
    pub fn cites_elsewhere(&self, member: usize, other: usize) -> bool {
        self.channels(member).any(|citation| {
            !citation.inside && self.channels(other).all(|theirs| theirs.outlet != citation.outlet)
        })
    }

    /// Persons and institutions that it names for the passage.
    pub fn speakers(&self, member: usize) -> &[String] {
        &self.members[member].speakers
    }

    fn channels(&self, member: usize) -> impl Iterator<Item = &Citation> {
        self.members[member].channels.iter().filter(|citation| citation.manner != Manner::Aside)
    }
}

impl Cites {
    fn new(passage: &Passage, witness: &Witness, outlets: &Outlets, names: &mut Names) -> Self {
        let outlet = name(&witness.article.outlet.name, None, outlets);
        let agency = match &outlet {
            Some(Name::Known(id)) => outlets.get(*id).kind == OutletKind::Agency,
            _ => false,
        };
        let outlet = outlet.map(|outlet| names.number(outlet));
        let mut cites = Self { outlet, agency, ..Self::default() };
        let attributions = &witness.attributions;
        for attribution in attributions.iter().filter(|attribution| !attribution.own) {
            let of_passage = match attribution.covers {
                Covers::Article => true,
                // A credit often is a sentence of its own beside what it is for.
                Covers::Sentence(sentence) => {
                    let near = sentence.saturating_sub(1)..=sentence.saturating_add(1);
                    passage.sentences.iter().any(|at| near.contains(at))
                }
                Covers::Quote(quote) => {
                    witness.document.quotes.get(quote as usize).is_some_and(|quote| {
                        passage.pieces.iter().any(|piece| piece.overlaps(quote.span))
                    })
                }
            };
            match attribution.kind {
                CitedKind::Outlet | CitedKind::Agency => {
                    let through = attribution.cited_by.is_some_and(|by| {
                        attributions.get(by as usize).is_some_and(|by| {
                            !by.own && matches!(by.kind, CitedKind::Outlet | CitedKind::Agency)
                        })
                    });
                    let manner = match (of_passage, through) {
                        (false, _) => Manner::Aside,
                        (true, true) => Manner::Through,
                        (true, false) => Manner::Directly,
                    };
                    let Some(name) = name(&attribution.name, attribution.outlet, outlets) else {
                        continue;
                    };
                    cites.channels.push(Citation {
                        outlet: names.number(name),
                        manner,
                        inside: false,
                        shown: attribution.name.clone(),
                        clause: clause(witness, attribution),
                    });
                }
                CitedKind::Institution | CitedKind::Person
                    if of_passage && !attribution.nameless =>
                {
                    add_name(&mut cites.speakers, &attribution.name);
                }
                CitedKind::Institution | CitedKind::Person => {}
            }
        }
        for quote in &witness.document.quotes {
            let of_passage = passage.pieces.iter().any(|piece| piece.overlaps(quote.span));
            // Whom an attribution names, it names more fully («генсек» by his name).
            let read = |speaker: Span| {
                attributions.iter().any(|attribution| attribution.span.overlaps(speaker))
            };
            if let Some(speaker) = quote.speaker.filter(|&speaker| of_passage && !read(speaker)) {
                add_name(&mut cites.speakers, speaker.of(witness.text()));
            }
        }
        cites
    }
}

fn clause(witness: &Witness, attribution: &Attribution) -> Vec<u64> {
    let words = &witness.document.words;
    let of = words.within(attribution.span);
    let around = of.start.saturating_sub(AROUND)..(of.end + AROUND).min(words.len());
    let mut hashes: Vec<u64> = words[around]
        .iter()
        .filter(|word| !attribution.cited.overlaps(word.span))
        .map(|word| word.hash)
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn name(shown: &str, id: Option<OutletId>, outlets: &Outlets) -> Option<Name> {
    if let Some(id) = id.or_else(|| outlets.by_name(shown)) {
        return Some(Name::Known(id));
    }
    let folded = fold::fold(shown);
    (!folded.trim().is_empty()).then_some(Name::Folded(folded))
}

/// Names that were met, with their numbers.
#[derive(Default)]
struct Names(FxHashMap<Name, OutletNumber>);

impl Names {
    fn number(&mut self, name: Name) -> OutletNumber {
        let next = self.0.len() as OutletNumber;
        *self.0.entry(name).or_insert(next)
    }
}

/// Adds a name to a list unless it stands there. Two names with the same last word are one person's;
/// a fuller form («Марк Рютте») takes the place of a bare surname («Рютте»), but words of the text
/// («генсек НАТО Марк Рютте») not that of a full name. A bare office («лікар») names nobody.
pub fn add_name(names: &mut Vec<String>, name: &str) {
    let name = name.trim();
    if !name.contains(char::is_uppercase) {
        return;
    }
    let Some(last) = name.split_whitespace().last().map(fold::fold) else { return };
    let same = |known: &&mut String| {
        known.split_whitespace().last().is_some_and(|known| fold::fold(known) == last)
    };
    match names.iter_mut().find(same) {
        Some(known) if !known.contains(char::is_whitespace) => name.clone_into(known),
        Some(_) => {}
        None => names.push(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fuller_name_takes_the_place_of_a_shorter_one() {
        let mut names = vec![];
        for name in ["Коваль", "Олена Коваль", " Коваль ", "Мінфін", "лікар", ""]
        {
            add_name(&mut names, name);
        }
        assert_eq!(names, ["Олена Коваль", "Мінфін"]);
    }
}

//! Who cites whom in a group, and whom its members cite outside.

use crate::article::Span;
use crate::attribution::{CitedKind, Covers};
use crate::outlet::{OutletId, OutletKind, Outlets};
use crate::reuse::{Group, Passage};
use crate::text::fold;
use crate::witness::Witness;

/// Who publishes or is cited: an entry of the table, or a folded name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Known(OutletId),
    Folded(String),
}

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

/// One outlet or agency that a member cites.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Citation {
    name: Name,
    manner: Manner,
    /// Whether it is a member's outlet.
    inside: bool,
    /// As the text names it, or as the table does.
    shown: String,
}

/// Whom a member cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cites {
    outlet: Option<Name>,
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
        let mut members: Vec<Cites> = group
            .passages
            .iter()
            .map(|passage| Cites::new(passage, &witnesses[passage.article as usize], outlets))
            .collect();
        let mut inside: Vec<Name> =
            members.iter().filter_map(|member| member.outlet.clone()).collect();
        inside.sort_unstable();
        for citation in members.iter_mut().flat_map(|member| &mut member.channels) {
            citation.inside = inside.binary_search(&citation.name).is_ok();
        }
        Self { members }
    }

    /// How `member` cites the outlet of `other`.
    pub fn manner(&self, member: usize, other: usize) -> Option<Manner> {
        let outlet = self.members[other].outlet.as_ref()?;
        // An outlet that cites itself (an earlier article of its own) says nothing of the others.
        if self.members[member].outlet.as_ref() == Some(outlet) {
            return None;
        }
        let channels = self.members[member].channels.iter();
        channels.filter(|citation| citation.name == *outlet).map(|citation| citation.manner).max()
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

    /// Whether both cite one outlet for the passage.
    pub fn cite_the_same(&self, a: usize, b: usize) -> bool {
        self.channels(a).any(|citation| {
            Some(&citation.name) != self.members[b].outlet.as_ref()
                && self.channels(b).any(|other| other.name == citation.name)
        })
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
            !citation.inside && self.channels(other).all(|theirs| theirs.name != citation.name)
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
    fn new(passage: &Passage, witness: &Witness, outlets: &Outlets) -> Self {
        let outlet = name(&witness.article.outlet.name, None, outlets);
        let agency = match &outlet {
            Some(Name::Known(id)) => outlets.get(*id).kind == OutletKind::Agency,
            _ => false,
        };
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
                        name,
                        manner,
                        inside: false,
                        shown: attribution.name.clone(),
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

fn name(shown: &str, id: Option<OutletId>, outlets: &Outlets) -> Option<Name> {
    if let Some(id) = id.or_else(|| outlets.by_name(shown)) {
        return Some(Name::Known(id));
    }
    let folded = fold::fold(shown);
    (!folded.trim().is_empty()).then_some(Name::Folded(folded))
}

/// Adds a name to a list unless it stands there. Two names with the same last word are one person's;
/// a fuller form («Марк Рютте») takes the place of a bare surname («Рютте»), but words of the text
/// («генсек НАТО Марк Рютте») not that of a full name.
pub fn add_name(names: &mut Vec<String>, name: &str) {
    let name = name.trim();
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
        for name in ["Коваль", "Олена Коваль", " коваль ", "Мінфін", ""]
        {
            add_name(&mut names, name);
        }
        assert_eq!(names, ["Олена Коваль", "Мінфін"]);
    }
}

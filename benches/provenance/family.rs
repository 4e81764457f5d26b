//! Families of articles with a known tree, in the scenarios that copying has.

use crate::random::Random;
use crate::text::{self, Edit, Sentence, Statements};
use rodovid::article::{Article, FieldFrom, Moment, OutletField, Published, Span};
use rodovid::attribution::{Attribution, CitedKind, Covers};
use rodovid::drift::FigureSet;
use rodovid::provenance::wording;
use rodovid::reuse::{Group, GroupId, Match, MatchKind, Passage, SentencePair};
use rodovid::text::{Document, Quote};
use rodovid::witness::Witness;

/// A scenario, and whether its families are held back from fitting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) held_back: bool,
    shape: Shape,
    edit: (f64, f64),
    dropped: f64,
    added: f64,
    cites: Credit,
    clocks: Clocks,
    /// The common source is not in the archive.
    rootless: bool,
    /// Members that come from outside each have an own wording.
    rendered: bool,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Chain,
    Star,
    /// Each from any earlier one.
    Tree,
    /// Each from two earlier ones.
    Merged,
}

/// How likely a copy cites its parent, its parent's parent, and what its parent cites.
#[derive(Clone, Copy, Debug)]
struct Credit {
    parent: f64,
    grandparent: f64,
    inherited: f64,
}

/// How likely a time is a day, a default midnight, missing, wrong.
#[derive(Clone, Copy, Debug)]
struct Clocks {
    day: f64,
    midnight: f64,
    missing: f64,
    wrong: f64,
}

const USUAL_CREDIT: Credit = Credit { parent: 0.4, grandparent: 0.1, inherited: 0.4 };
const USUAL_CLOCKS: Clocks = Clocks { day: 0.12, midnight: 0.05, missing: 0.08, wrong: 0.06 };

const fn scenario(name: &'static str, shape: Shape, edit: (f64, f64)) -> Scenario {
    Scenario {
        name,
        held_back: false,
        shape,
        edit,
        dropped: 0.1,
        added: 0.2,
        cites: USUAL_CREDIT,
        clocks: USUAL_CLOCKS,
        rootless: false,
        rendered: false,
    }
}

/// All scenarios.
pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario("chain-light", Shape::Chain, (0.01, 0.08)),
    scenario("chain-middling", Shape::Chain, (0.1, 0.3)),
    scenario("star-light", Shape::Star, (0.0, 0.06)),
    scenario("star-heavy", Shape::Star, (0.2, 0.45)),
    Scenario {
        cites: Credit { parent: 0.8, grandparent: 0.05, inherited: 0.7 },
        ..scenario("agency", Shape::Star, (0.0, 0.1))
    },
    Scenario { dropped: 0.6, added: 1.2, ..scenario("excerpts", Shape::Tree, (0.0, 0.15)) },
    Scenario { dropped: 0.25, ..scenario("merged", Shape::Merged, (0.02, 0.15)) },
    Scenario { rootless: true, ..scenario("rootless-star", Shape::Star, (0.01, 0.2)) },
    Scenario {
        rootless: true,
        held_back: true,
        dropped: 0.3,
        added: 0.4,
        ..scenario("rootless-tree", Shape::Tree, (0.01, 0.25))
    },
    Scenario { rendered: true, ..scenario("renderings", Shape::Tree, (0.01, 0.2)) },
    Scenario {
        cites: Credit { parent: 0.0, grandparent: 0.0, inherited: 0.0 },
        ..scenario("uncredited", Shape::Tree, (0.02, 0.2))
    },
    Scenario {
        cites: Credit { parent: 0.1, grandparent: 0.6, inherited: 0.6 },
        ..scenario("grandparent", Shape::Tree, (0.02, 0.2))
    },
    Scenario {
        clocks: Clocks { day: 0.9, midnight: 0.05, missing: 0.05, wrong: 0.02 },
        ..scenario("days", Shape::Tree, (0.02, 0.2))
    },
    Scenario {
        clocks: Clocks { day: 0.0, midnight: 0.0, missing: 1.0, wrong: 0.0 },
        ..scenario("undated", Shape::Tree, (0.02, 0.25))
    },
    Scenario {
        clocks: Clocks { day: 0.1, midnight: 0.2, missing: 0.1, wrong: 0.3 },
        held_back: true,
        ..scenario("wrong-clocks", Shape::Tree, (0.02, 0.2))
    },
];

/// A family as the program sees it, and who had it from whom.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) scenario: usize,
    pub(crate) witnesses: Vec<Witness>,
    pub(crate) group: Group,
    /// Parent of each member; none: from outside.
    pub(crate) parents: Vec<Option<usize>>,
}

/// A group to be judged, with the truth.
#[derive(Clone, Debug)]
pub(crate) struct Case<'a> {
    pub(crate) scenario: &'static str,
    pub(crate) held_back: bool,
    pub(crate) witnesses: &'a [Witness],
    pub(crate) group: &'a Group,
    pub(crate) figures: &'a [FigureSet],
    /// Parent of each member; none: from outside.
    pub(crate) parents: Vec<Option<usize>>,
}

impl Family {
    pub(crate) fn case(&self) -> Case<'_> {
        Case {
            scenario: SCENARIOS[self.scenario].name,
            held_back: SCENARIOS[self.scenario].held_back,
            witnesses: &self.witnesses,
            group: &self.group,
            figures: &[],
            parents: self.parents.clone(),
        }
    }
}

/// A member in the making.
struct Member {
    text: Vec<Sentence>,
    parent: Option<usize>,
    /// Minutes since the story began.
    minute: f64,
    cites: Vec<(String, CitedKind)>,
    outlet: String,
}

/// 4 March 2024, 06:00 in Kyiv.
const BEGIN: i64 = 1_709_524_800;

/// Makes one family.
pub(crate) fn family(scenario: usize, random: &mut Random) -> Option<Family> {
    let drawn = &SCENARIOS[scenario];
    let mut statements = Statements::default();
    let sentences = 4 + random.below(10);
    let source = statements.text(sentences, random);
    let outside = (format!("Джерело{}", random.below(1000)), CitedKind::Agency);
    let speaker = (format!("Речник{}", random.below(1000)), CitedKind::Person);
    let wanted = 2 + random.below(3) + if random.chance(0.4) { random.below(6) } else { 0 };
    let mut members: Vec<Member> = Vec::new();
    let entries = if drawn.rendered { 2 + random.below(2) } else { 1 };
    let total = wanted + usize::from(drawn.rootless);
    while members.len() < total {
        let number = members.len();
        let outlet = format!("Видання{number}x{}", random.below(10_000));
        if number < entries {
            let mut text = source.clone();
            let mut cites = vec![];
            if drawn.rendered {
                text = text::render(&text, random);
                let edit = Edit { words: 0.0, dropped: 0.2, added: 0.5, quotes_too: true };
                text = statements.copy(&text, &edit, random);
            }
            if random.chance(if drawn.rendered { 0.4 } else { 0.1 }) {
                cites.push(outside.clone());
            }
            if random.chance(0.6) {
                cites.push(speaker.clone());
            }
            let minute = if drawn.rendered { lag(random) } else { 0.0 };
            members.push(Member { text, parent: None, minute, cites, outlet });
            continue;
        }
        let parent = match drawn.shape {
            Shape::Chain => number - 1,
            Shape::Star => 0,
            Shape::Tree | Shape::Merged => random.below(number),
        };
        let edit = Edit {
            words: random.between(drawn.edit.0, drawn.edit.1),
            dropped: drawn.dropped * random.unit() * 2.0,
            added: drawn.added,
            quotes_too: random.chance(0.15),
        };
        let mut text = statements.copy(&members[parent].text, &edit, random);
        if matches!(drawn.shape, Shape::Merged) && number > 1 {
            let second = (parent + 1 + random.below(number - 1)) % number;
            merge(&mut text, &members[second].text, random);
        }
        let minute = members[parent].minute + lag(random);
        let cites = credit(&members, parent, drawn, random);
        members.push(Member { text, parent: Some(parent), minute, cites, outlet });
    }
    if drawn.rootless {
        members.remove(0);
        for member in &mut members {
            member.parent = member.parent.and_then(|parent| parent.checked_sub(1));
        }
    }
    let clocks = drawn.clocks;
    shuffle(&mut members, random);
    observe(scenario, &members, clocks, random)
}

/// Minutes until a copy appears: half within an hour and a half, a tenth after ten hours.
fn lag(random: &mut Random) -> f64 {
    (1.0 + (90_f64.ln() + 1.4 * random.normal()).exp()).min(7.0 * 1440.0)
}

/// Takes up to half of the sentences from a second parent, in place of its own wording of them.
fn merge(text: &mut Vec<Sentence>, other: &[Sentence], random: &mut Random) {
    for sentence in other {
        match text.iter().position(|own| own.statement == sentence.statement) {
            Some(at) if random.chance(0.3) => text[at] = sentence.clone(),
            None if random.chance(0.3) => text.push(sentence.clone()),
            _ => {}
        }
    }
}

fn credit(
    members: &[Member],
    parent: usize,
    drawn: &Scenario,
    random: &mut Random,
) -> Vec<(String, CitedKind)> {
    let mut cites = vec![];
    let from = &members[parent];
    if random.chance(drawn.cites.parent) {
        cites.push((from.outlet.clone(), CitedKind::Outlet));
    } else if let Some(grandparent) = from.parent.filter(|_| random.chance(drawn.cites.grandparent))
    {
        cites.push((members[grandparent].outlet.clone(), CitedKind::Outlet));
    }
    for inherited in &from.cites {
        let person = matches!(inherited.1, CitedKind::Person);
        if random.chance(if person { 0.8 } else { drawn.cites.inherited }) {
            cites.push(inherited.clone());
        }
    }
    cites
}

fn shuffle(members: &mut Vec<Member>, random: &mut Random) {
    let mut order: Vec<usize> = (0..members.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.below(at + 1));
    }
    let mut places = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        places[old] = new;
    }
    let mut shuffled: Vec<(usize, Member)> = members
        .drain(..)
        .enumerate()
        .map(|(old, member)| {
            let parent = member.parent.map(|parent| places[parent]);
            (places[old], Member { parent, ..member })
        })
        .collect();
    shuffled.sort_by_key(|&(place, _)| place);
    members.extend(shuffled.into_iter().map(|(_, member)| member));
}

/// Time as it is read: true, or as a day, a default midnight, missing, wrong.
fn published(minute: f64, clocks: Clocks, random: &mut Random) -> Published {
    const OFFSET: i64 = 7200;
    let seconds = BEGIN + (minute * 60.0) as i64 / 60 * 60;
    let midnight = (seconds + OFFSET).div_euclid(86_400) * 86_400 - OFFSET;
    let mut draw = random.unit();
    let mut is = |chance: f64| {
        let hit = (0.0..chance).contains(&draw);
        draw -= chance;
        hit
    };
    let instant =
        |seconds| Moment::Instant { seconds, offset: OFFSET as i32, to_the_second: false };
    let moment = if is(clocks.missing) {
        Moment::Unknown
    } else if is(clocks.day) {
        let date = jiff::Timestamp::from_second(midnight + OFFSET)
            .expect("a time of 2024")
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date();
        let (month, day) = (date.month(), date.day());
        Moment::Day { year: Some(date.year()), month, day, offset: OFFSET as i32 }
    } else if is(clocks.midnight) {
        instant(midnight)
    } else if is(clocks.wrong) {
        let error = match random.below(4) {
            0 => 3600.0 * (1.0 + random.below(3) as f64),
            1 => -3600.0 * (1.0 + random.below(3) as f64),
            // The page was updated.
            2 => 60.0 * lag(random) * 3.0,
            _ => random.normal() * 6.0 * 3600.0,
        };
        instant(seconds + error as i64)
    } else {
        instant(seconds)
    };
    Published { moment, from: FieldFrom::Metadata, ..Published::default() }
}

/// The family as the program would see it; none where fewer than two members share text.
fn observe(
    scenario: usize,
    members: &[Member],
    clocks: Clocks,
    random: &mut Random,
) -> Option<Family> {
    let mut witnesses = Vec::new();
    let mut places = Vec::new();
    for (number, member) in members.iter().enumerate() {
        let (written, sentences) = text::write(&member.text);
        witnesses.push(witness(number, member, written, &sentences, clocks, random));
        places.push(sentences);
    }
    let mut shared: Vec<Vec<bool>> =
        members.iter().map(|member| vec![false; member.text.len()]).collect();
    let mut matches = Vec::new();
    for b in 0..members.len() {
        for a in 0..b {
            let found = pairs(&members[a].text, &members[b].text);
            let Some(found) = found else { continue };
            for &(at, other, _) in &found {
                shared[a][at] = true;
                shared[b][other] = true;
            }
            matches.push((a, b, found));
        }
    }
    if shared.iter().any(|sentences| sentences.iter().all(|&shared| !shared)) {
        return None;
    }
    let passages: Vec<Passage> = (0..members.len())
        .map(|member| {
            let sentences: Vec<u32> = (0..shared[member].len())
                .filter(|&at| shared[member][at])
                .map(|at| at as u32)
                .collect();
            let pieces = sentences
                .iter()
                .map(|&at| places[member][at as usize])
                .map(|(start, end)| Span::new(start, end))
                .collect();
            Passage { article: member as u32, pieces, sentences }
        })
        .collect();
    let matches = matches
        .into_iter()
        .map(|(a, b, found)| matched(a, b, &found, members, &passages, &witnesses))
        .collect();
    let parents = members.iter().map(|member| member.parent).collect();
    let group = Group { id: GroupId(random.next()), passages, matches };
    Some(Family { scenario, witnesses, group, parents })
}

/// A sentence of each and their aligned words.
type Pair = (usize, usize, usize);

/// Sentences that say the same, with their aligned words; a reworded pair is found less often, and
/// a passage needs some tie.
fn pairs(a: &[Sentence], b: &[Sentence]) -> Option<Vec<Pair>> {
    let mut found: Vec<Pair> = Vec::new();
    for (at, sentence) in a.iter().enumerate() {
        let same = b.iter().position(|other| other.statement == sentence.statement);
        let Some(other) = same else { continue };
        let words = text::aligned(&sentence.words, &b[other].words);
        let shorter = sentence.words.len().min(b[other].words.len());
        if words * 6 >= shorter {
            found.push((at, other, words));
        }
    }
    (!found.is_empty()).then_some(found)
}

fn matched(
    a: usize,
    b: usize,
    found: &[Pair],
    members: &[Member],
    passages: &[Passage],
    witnesses: &[Witness],
) -> Match {
    let aligned: usize = found.iter().map(|&(.., words)| words).sum();
    let words_a: usize = found.iter().map(|&(at, ..)| members[a].text[at].words.len()).sum();
    let words_b: usize = found.iter().map(|&(_, at, _)| members[b].text[at].words.len()).sum();
    let of_shorter = aligned as f32 / words_a.min(words_b) as f32;
    let of_longer = aligned as f32 / words_a.max(words_b) as f32;
    Match {
        a: a as u32,
        b: b as u32,
        pairs: Vec::<SentencePair>::new(),
        kind: if of_longer >= 0.8 { MatchKind::Near } else { MatchKind::Reworded },
        similarity: (0.15 + 0.85 * of_shorter).min(1.0),
        hamming: None,
        longest_run: wording::longest_run(&passages[a], &passages[b], witnesses) as u32,
        words: (words_a as u32, words_b as u32),
        aligned_words: aligned as u32,
    }
}

fn witness(
    number: usize,
    member: &Member,
    written: String,
    sentences: &[(u32, u32)],
    clocks: Clocks,
    random: &mut Random,
) -> Witness {
    let article = Article {
        id: format!("{number:02}"),
        text: written,
        outlet: OutletField {
            as_read: member.outlet.clone(),
            name: member.outlet.clone(),
            from: FieldFrom::Metadata,
        },
        published: published(member.minute, clocks, random),
        ..Article::default()
    };
    let mut document = Document::new(&article);
    document.quotes = member
        .text
        .iter()
        .zip(sentences)
        .filter(|(sentence, _)| sentence.quoted)
        .map(|(_, &(start, end))| Quote { span: Span::new(start, end), speaker: None })
        .collect();
    let mut attributions = Vec::new();
    for (name, kind) in &member.cites {
        // One citation in ten is not understood, and one taken to be of something else.
        if random.chance(0.9) {
            attributions.push(Attribution {
                span: Span::new(0, 1),
                cited: Span::new(0, 1),
                name: name.clone(),
                outlet: None,
                kind: *kind,
                covers: if random.chance(0.9) {
                    Covers::Article
                } else {
                    Covers::Sentence(u32::MAX)
                },
                cited_by: None,
                own: false,
            });
        }
    }
    Witness { article, document, attributions, ..Witness::default() }
}

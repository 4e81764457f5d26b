//! The archive: which article stands where, of which family, and how it is made.

mod credit;
mod time;

use crate::Language;
use crate::draft::{self, Draft, Line, SECOND_ROOT};
use crate::fact::Topic;
use crate::lexicon::LEXICON;
use crate::made::Made;
use crate::outlet::{self, OutletId};
use crate::random::{Permutation, Rng, mix};
use crate::scenario::{Half, OF_ALL_KINDS, Op, Part, SCENARIOS, Scenario, Tree};
use crate::truth::{Article, Role, Truth};
use std::borrow::Cow;

/// Which families an archive holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// Mostly copies and excerpts, of every size up to the largest.
    Copies,
    /// Small families of all scenarios, as many of each.
    All,
    /// Families with trees, a quarter of them pairs, most of 3 to 8 members, some of up to 16.
    Trees,
}

/// How an archive is made.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// Number of articles.
    pub articles: u64,
    /// Another seed is another archive.
    pub seed: u64,
    /// Bytes of an article, about.
    pub bytes: usize,
    /// Share of articles that belong to families.
    pub family_share: f64,
    /// Members of the largest family.
    pub largest: u32,
    /// Which families.
    pub mix: Mix,
}

impl Config {
    /// An archive to measure speed on: 3,000 bytes an article, 15 % copies and excerpts, the
    /// largest family with 1,000 members.
    pub const fn copies(articles: u64, seed: u64) -> Self {
        Self { articles, seed, bytes: 3_000, family_share: 0.17, largest: 1_000, mix: Mix::Copies }
    }

    /// An archive to measure accuracy on.
    pub const fn accuracy(articles: u64, seed: u64) -> Self {
        Self { articles, seed, bytes: 3_000, family_share: 0.7, largest: 4, mix: Mix::All }
    }

    /// An archive to fit and measure family trees on.
    pub const fn trees(articles: u64, seed: u64) -> Self {
        Self { articles, seed, bytes: 3_000, family_share: 0.9, largest: 8, mix: Mix::Trees }
    }
}

#[derive(Clone, Copy, Debug)]
struct Family {
    first_slot: u64,
    scenario: u8,
    members: u32,
}

/// An archive. Articles are made when asked for, in any order.
#[derive(Clone, Debug)]
pub struct Archive {
    config: Config,
    families: Vec<Family>,
    family_slots: u64,
    order: Permutation,
    /// Days over which the archive reaches.
    days: u64,
}

/// One member of one family, or an article on its own.
#[derive(Clone, Copy)]
struct Seat {
    family: Option<(u32, Family)>,
    member: u32,
    slot: u64,
}

/// Where a member has its text from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// Its own.
    Root,
    /// From outside the archive.
    Outside,
    Member(u32),
    /// From members 0 and 1.
    Both,
}

pub(crate) fn id(position: u64) -> String {
    format!("a{position:07}")
}

impl Archive {
    /// Lays out the families.
    pub fn new(config: Config) -> Self {
        let rng = &mut Rng::new(mix(config.seed, 100));
        let budget = (config.articles as f64 * config.family_share) as u64;
        let mut families = Vec::new();
        let mut slot = 0;
        while slot < budget {
            let number = families.len();
            let (scenario, members) = match config.mix {
                Mix::All => (number % OF_ALL_KINDS, 2 + rng.below(u64::from(config.largest) - 1)),
                Mix::Trees => {
                    let mut scenario = rng.below(SCENARIOS.len() as u64) as usize;
                    while SCENARIOS[scenario].is_negative() {
                        scenario = rng.below(SCENARIOS.len() as u64) as usize;
                    }
                    let largest = u64::from(config.largest);
                    let members = match rng.below(20) {
                        0..5 => 2,
                        5..18 => 3 + rng.below(largest - 2),
                        _ => largest + 1 + rng.below(largest),
                    };
                    (scenario, members)
                }
                Mix::Copies => {
                    let scenario = COPIES[rng.below(COPIES.len() as u64) as usize];
                    let scenario =
                        SCENARIOS.iter().position(|s| s.name == scenario).unwrap_or_default();
                    let members = match (number, rng.below(100)) {
                        // The largest has no more than a tenth of the families' articles.
                        (0, _) => u64::from(config.largest).min(budget / 10).max(2),
                        (_, 0..80) => 2 + rng.below(3),
                        (_, 80..97) => 5 + rng.below(10),
                        _ => 15 + rng.below(60),
                    };
                    (if number == 0 { 12 } else { scenario }, members)
                }
            };
            let least = if SCENARIOS[scenario].tree == Tree::Merged { 3 } else { 2 };
            let members = (members.max(least) as u32).min((config.articles - slot) as u32);
            families.push(Family { first_slot: slot, scenario: scenario as u8, members });
            slot += u64::from(members);
        }
        Self {
            order: Permutation::new(config.articles.max(1), mix(config.seed, 101)),
            days: (config.articles / 200).clamp(5, 350),
            config,
            families,
            family_slots: slot,
        }
    }

    /// Number of articles.
    pub const fn len(&self) -> u64 {
        self.config.articles
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.config.articles == 0
    }

    /// All articles with what is known of them, in the order of their places.
    pub fn articles(&self) -> impl Iterator<Item = (Article, Truth)> + '_ {
        (0..self.len()).map(|position| self.article(position))
    }

    fn seat(&self, slot: u64) -> Seat {
        if slot >= self.family_slots {
            return Seat { family: None, member: 0, slot };
        }
        let at = self.families.partition_point(|family| family.first_slot <= slot) - 1;
        let family = self.families[at];
        Seat { family: Some((at as u32, family)), member: (slot - family.first_slot) as u32, slot }
    }

    fn position(&self, slot: u64) -> u64 {
        self.order.backward(slot)
    }

    fn seed(&self, what: u64, number: u64) -> u64 {
        mix(mix(self.config.seed, what), number)
    }

    /// The article at `position` (from 0), and what is known of it.
    ///
    /// # Panics
    /// Where `position` is not below [`Self::len`].
    pub fn article(&self, position: u64) -> (Article, Truth) {
        assert!(position < self.len(), "an archive of {} has no {position}", self.len());
        let seat = self.seat(self.order.forward(position));
        let made = self.make(seat);
        let truth = self.truth(position, seat, &made);
        let published = self.published(seat);
        let title = title(&made.text.text);
        let article = Article {
            id: id(position),
            url: format!("https://{}/news/{position}", outlet::domain(made.outlet)),
            outlet: outlet::name(made.outlet),
            published_at: published,
            title,
            language: made.draft.language,
            text: made.text.text,
        };
        (article, truth)
    }

    fn scenario(seat: Seat) -> Option<&'static Scenario> {
        seat.family.map(|(_, family)| &SCENARIOS[usize::from(family.scenario)])
    }

    fn source(&self, seat: Seat) -> Source {
        let Some(scenario) = Self::scenario(seat) else { return Source::Root };
        let member = seat.member;
        let rng = &mut Rng::new(self.seed(200, seat.slot));
        match scenario.tree {
            Tree::SameTopic | Tree::SameSpeaker | Tree::Formats => Source::Root,
            Tree::Renderings => Source::Outside,
            Tree::Outside if member < 2 || rng.chance(0.6) => Source::Outside,
            Tree::Merged if member < 2 => Source::Root,
            Tree::Merged => Source::Both,
            Tree::Outside => Source::Member(rng.below(u64::from(member)) as u32),
            _ if member == 0 => Source::Root,
            Tree::Star => Source::Member(0),
            Tree::Chain => Source::Member(member - 1),
            Tree::Random => Source::Member(rng.below(u64::from(member)) as u32),
        }
    }

    /// The member of the same family.
    fn sibling(seat: Seat, member: u32) -> Seat {
        let first = seat.family.map_or(0, |(_, family)| family.first_slot);
        Seat { member, slot: first + u64::from(member), ..seat }
    }

    fn language(&self, seat: Seat) -> Language {
        let of = |number: u64| match mix(self.seed(300, number), 1) % 10 {
            0..6 => Language::Uk,
            6..9 => Language::Ru,
            _ => Language::En,
        };
        let Some((number, family)) = seat.family else { return of(seat.slot) };
        let scenario = &SCENARIOS[usize::from(family.scenario)];
        let root = match (scenario.op, of(u64::from(number) | 1 << 40)) {
            (Op::Translate | Op::English | Op::RewordAnywhere, Language::En) => Language::Uk,
            (_, language) => language,
        };
        match (scenario.op, seat.member) {
            (Op::RewordAnywhere, member) => {
                if member == 0 || mix(self.seed(301, seat.slot), 2).is_multiple_of(2) {
                    root
                } else {
                    other(root)
                }
            }
            (Op::Translate, 1..) => other(root),
            (Op::English, 1..) => Language::En,
            _ => root,
        }
    }

    fn outlet(&self, seat: Seat) -> OutletId {
        let language = self.language(seat);
        match seat.family {
            None => outlet::choose(language, false, self.seed(400, seat.slot)),
            Some((number, family)) => {
                let agency = SCENARIOS[usize::from(family.scenario)].agency && seat.member == 0;
                // Neighbours differ, so that the members of small families have outlets of their own.
                let first = self.seed(400, u64::from(number)) % 1_000;
                outlet::choose(language, agency, first + u64::from(seat.member))
            }
        }
    }

    fn topic(&self, seat: Seat, second: bool) -> Topic {
        let number = match seat.family {
            None => seat.slot | 1 << 41,
            Some((number, _)) => u64::from(number) | u64::from(second) << 42,
        };
        let day = (self.first_second(seat) / 86_400) as u16;
        Topic::new(self.seed(500, number), day)
    }

    fn make(&self, seat: Seat) -> Made {
        let draft = self.draft(seat);
        let outlet = self.outlet(seat);
        let seed = self.seed(800, seat.slot);
        let furniture = if seed % 10 < 6 { vec![outlet::footer(outlet)] } else { Vec::new() };
        let text = draft::assemble(&draft, seed, &furniture);
        Made { draft, text, outlet }
    }

    fn draft(&self, seat: Seat) -> Draft {
        let rng = &mut Rng::new(self.seed(801, seat.slot));
        let language = self.language(seat);
        let bytes = self.config.bytes * 9 / 10;
        let Some((number, family)) = seat.family else {
            let half = if seat.slot.is_multiple_of(2) { Half::Tuned } else { Half::HeldBack };
            return Draft::fresh(&self.topic(seat, false), half, language, bytes, None, rng);
        };
        let scenario = &SCENARIOS[usize::from(family.scenario)];
        let topic = self.topic(seat, false);
        let source = self.source(seat);
        let carried = match source {
            Source::Root if scenario.tree == Tree::Formats => {
                return recurring(language, self.seed(802, u64::from(number)), rng);
            }
            Source::Root => {
                let second = scenario.tree == Tree::Merged && seat.member == 1;
                let first_root =
                    (!scenario.is_negative()).then_some(if second { SECOND_ROOT } else { 0 });
                let topic = if second { self.topic(seat, true) } else { topic };
                let mut root =
                    Draft::fresh(&topic, scenario.half, language, bytes, first_root, rng);
                if let Some(cited) = self.root_cites(u64::from(number), language)
                    && let Some(first) = root.lines.first_mut().filter(|l| l.text.ends_with('.'))
                {
                    first.text.pop();
                    first.text += &outlet::credit_clause(&cited, language, rng.next());
                }
                return root;
            }
            Source::Outside => {
                let from = self.outside_language(seat);
                let root_rng = &mut Rng::new(self.seed(803, u64::from(number)));
                let root = Draft::fresh(&topic, scenario.half, from, bytes, Some(0), root_rng);
                // Of a statement, all members take the same middle part, each in own words.
                let part_rng = if scenario.tree == Tree::Renderings { root_rng } else { &mut *rng };
                let mut lines = root.part(scenario.part, part_rng);
                if self.config.mix == Mix::Trees && scenario.tree == Tree::Renderings {
                    draft::leave_out(&mut lines, 0.2, rng);
                }
                let variant = self.seed(804, seat.slot) | 1;
                if self.config.mix == Mix::Trees && from == language {
                    let renders = matches!(scenario.op, Op::Reword | Op::RewordAnywhere);
                    let op = scenario.op;
                    draft::rework_but_quotes(&mut lines, op, language, variant, renders, rng);
                } else {
                    draft::rework(&mut lines, scenario.op, from, language, variant, rng);
                }
                lines
            }
            Source::Member(parent) => {
                let parent = self.draft(Self::sibling(seat, parent));
                let mut lines = parent.part(scenario.part, rng);
                let variant = self.seed(804, seat.slot) | 1;
                // Between copies in one language a translation is copied as it stands.
                let op = match scenario.op {
                    Op::Translate | Op::English if parent.language == language => Op::Edit(5),
                    op => op,
                };
                let alike = parent.language == language;
                match self.config.mix {
                    Mix::Trees if alike => {
                        draft::rework_but_quotes(&mut lines, op, language, variant, false, rng);
                    }
                    Mix::Trees => draft::translate(&mut lines, op, parent.language, language, rng),
                    _ => draft::rework(&mut lines, op, parent.language, language, variant, rng),
                }
                if rng.chance(scenario.drift) {
                    draft::drift(&mut lines, language, rng);
                }
                lines
            }
            Source::Both => {
                let mut lines = Vec::new();
                for member in [0, 1] {
                    let parent = self.draft(Self::sibling(seat, member));
                    lines.extend(parent.part(scenario.part, rng));
                }
                draft::rework(&mut lines, scenario.op, language, language, 0, rng);
                lines
            }
        };
        let written: usize = carried.iter().map(|line| line.text.len()).sum();
        let own = match scenario.part {
            Part::Cut if rng.chance(0.7) => 0,
            Part::Cut => 300,
            _ => bytes.saturating_sub(written).max(300),
        };
        let own_topic = Topic::new(self.seed(805, seat.slot), topic.day);
        let own = Draft::fresh(&own_topic, scenario.half, language, own, None, rng);
        let mut lines = draft::mingle(own.lines, carried, scenario.part, rng);
        let mut credit_line = None;
        if let Some(cited) = self.cites(seat) {
            let at = lines.iter().position(|line| line.root.is_some()).unwrap_or(0);
            let style = rng.next();
            let first = &mut lines[at];
            if style.is_multiple_of(3) && first.text.ends_with('.') {
                let clause = outlet::credit_clause(&cited, language, style / 3);
                first.text.pop();
                first.text += &clause;
                first.kept.after += clause.split_whitespace().count() as u32;
            } else {
                let credit = outlet::credit(self.outlet(seat), &cited, language, style / 3);
                lines.insert(at + 1, Line::own(credit));
                credit_line = Some(at + 1);
            }
        }
        Draft { lines, language, credit: credit_line }
    }

    fn outside_language(&self, seat: Seat) -> Language {
        self.language(Self::sibling(seat, 0))
    }

    fn truth(&self, position: u64, seat: Seat, made: &Made) -> Truth {
        let source = self.source(seat);
        let scenario = Self::scenario(seat);
        let negative = scenario.is_none_or(Scenario::is_negative);
        let parents: Vec<Seat> = match source {
            Source::Member(parent) => vec![Self::sibling(seat, parent)],
            Source::Both => vec![Self::sibling(seat, 0), Self::sibling(seat, 1)],
            Source::Root | Source::Outside => Vec::new(),
        };
        let carried = made.carried();
        let mut reused = Vec::new();
        for &parent in &parents {
            let theirs = self.make(parent);
            let position = self.position(parent.slot);
            reused.extend(made.reused(&carried, &theirs, position));
        }
        Truth {
            id: id(position),
            position,
            family: seat.family.map(|(number, _)| number),
            member: seat.member,
            members: seat.family.map_or(1, |(_, family)| family.members),
            scenario: scenario.map_or("alone", |scenario| scenario.name),
            reuse: scenario.map_or("negative", Scenario::reuse),
            half: match scenario {
                Some(scenario) => scenario.half,
                None if seat.slot.is_multiple_of(2) => Half::Tuned,
                None => Half::HeldBack,
            },
            role: match source {
                _ if negative => Role::Alone,
                Source::Root => Role::Origin,
                Source::Outside => Role::Entrant,
                Source::Member(_) | Source::Both => Role::Copy,
            },
            parents: parents.iter().map(|parent| self.position(parent.slot)).collect(),
            cites: self.cites(seat).map(Cow::into_owned),
            credit: made.draft.credit.map(|line| made.text.lines[line]),
            published: self.moment(seat),
            carried: carried.into_iter().map(|(_, carried)| carried).collect(),
            reused,
            boilerplate: made.text.boilerplate.clone(),
        }
    }
}

/// Scenarios of an archive of copies and excerpts.
const COPIES: [&str; 8] = [
    "verbatim-star",
    "light-chain",
    "light-star",
    "middling-star",
    "excerpt-run",
    "excerpt-middling",
    "agency",
    "drift-chain",
];

const fn other(language: Language) -> Language {
    match language {
        Language::Uk => Language::Ru,
        _ => Language::Uk,
    }
}

/// An article of a recurring format.
fn recurring(language: Language, format: u64, rng: &mut Rng) -> Draft {
    let rows = &LEXICON.formats;
    let name = rows[(format % rows.len() as u64) as usize][0];
    let lines = rows
        .iter()
        .filter(|row| row[0] == name)
        .map(|row| {
            let mut text = String::new();
            for c in row[1 + language as usize].chars() {
                match c {
                    '#' => text.push_str(&(3 + rng.below(200)).to_string()),
                    '%' => text.push(char::from(b'0' + rng.below(10) as u8)),
                    other => text.push(other),
                }
            }
            Line::own(text)
        })
        .collect();
    Draft { lines, language, credit: None }
}

/// The first words of the text.
fn title(text: &str) -> String {
    let sentence = text.split(['\n', '.']).next().unwrap_or(text);
    sentence.split(' ').take(9).collect::<Vec<_>>().join(" ")
}

//! The kinds of family that an archive holds: how the text is taken, how much of it, from whom,
//! what the copies say of their source, and how well the times are known.

use serde::Serialize;

/// Which half of the evaluation a scenario belongs to. Parameters of the program may be chosen on
/// the first; the second is only reported on. Most kinds of fact (sentence templates) belong to
/// one half too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Parameters may be chosen on it.
    Tuned,
    /// Only reported on.
    HeldBack,
}

/// What a copy does to the sentences that it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Changes this share of the words, in percent.
    Edit(u8),
    /// Says the same in other words.
    Reword,
    /// Says it in the other one of Ukrainian and Russian.
    Translate,
    /// Says it in English.
    English,
    /// Rewords, each member in Ukrainian or Russian by lot.
    RewordAnywhere,
    /// Takes nothing (negatives).
    Nothing,
}

/// How much is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All, perhaps without the end.
    Whole,
    /// A few sentences in a row, among own ones.
    Run,
    /// A few sentences scattered among own ones.
    Scattered,
    /// As a desk under time pressure does: perhaps without the end, without a sentence here and
    /// there, seldom with anything of its own.
    Cut,
}

/// Who takes from whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tree {
    /// All from the first.
    Star,
    /// Each from the one before.
    Chain,
    /// Each from any one before.
    Random,
    /// Two firsts; the others take from both.
    Merged,
    /// The source is outside the archive; some members take from another member.
    Outside,
    /// The source is outside, and every member has it from there.
    Renderings,
    /// Nobody from anybody: reports of their own on one topic.
    SameTopic,
    /// Nobody from anybody: one person's different statements.
    SameSpeaker,
    /// Nobody from anybody: recurring formats with other numbers.
    Formats,
}

/// What a copy says of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credit {
    /// Names its parent.
    Parent,
    /// Names nobody.
    Absent,
    /// Names its parent's parent (or its parent where that is the first).
    Grandparent,
    /// One of the three by lot.
    Mixed,
}

/// How times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// To the minute, a few as days or not at all.
    Minutes,
    /// Days without times.
    Days,
    /// Not at all.
    Unknown,
    /// A third of them hours off, some at a default midnight.
    Wrong,
    /// As archives of many outlets have them: three in five to the minute, a quarter as days, the
    /// rest missing, some hours off, at a default midnight.
    Press,
}

/// One kind of family.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Its name in the truth.
    pub name: &'static str,
    /// Which half.
    pub half: Half,
    /// What is done to the sentences.
    pub op: Op,
    /// How much is taken.
    pub part: Part,
    /// From whom.
    pub tree: Tree,
    /// What is said of the source.
    pub credit: Credit,
    /// How times are written.
    pub clock: Clock,
    /// Chance that a copy lets a figure drift.
    pub drift: f64,
    /// The first is an agency.
    pub agency: bool,
}

impl Scenario {
    /// Whether nothing is reused in it.
    pub const fn is_negative(&self) -> bool {
        matches!(self.op, Op::Nothing)
    }

    /// The kind of reuse, as reports group it.
    pub const fn reuse(&self) -> &'static str {
        match self.op {
            Op::Edit(0) => "verbatim",
            Op::Edit(1..10) => "light",
            Op::Edit(10..30) => "middling",
            Op::Edit(_) => "heavy",
            Op::Reword => "reworded",
            Op::RewordAnywhere => "reworded-across",
            Op::Translate => "translated",
            Op::English => "english",
            Op::Nothing => "negative",
        }
    }
}

const fn tuned(name: &'static str, op: Op, part: Part, tree: Tree) -> Scenario {
    Scenario {
        name,
        half: Half::Tuned,
        op,
        part,
        tree,
        credit: Credit::Mixed,
        clock: Clock::Minutes,
        drift: 0.15,
        agency: false,
    }
}

const fn held(name: &'static str, op: Op, part: Part, tree: Tree) -> Scenario {
    Scenario { half: Half::HeldBack, ..tuned(name, op, part, tree) }
}

/// How many scenarios an archive of all kinds has; those after them are for family trees only.
pub const OF_ALL_KINDS: usize = 34;

const fn press(scenario: Scenario) -> Scenario {
    Scenario { clock: Clock::Press, ..scenario }
}

/// All scenarios. The number of a family's scenario is its place here.
pub const SCENARIOS: [Scenario; 46] = [
    tuned("verbatim-star", Op::Edit(0), Part::Whole, Tree::Star),
    held("verbatim-run", Op::Edit(0), Part::Run, Tree::Random),
    tuned("light-chain", Op::Edit(5), Part::Whole, Tree::Chain),
    held("light-star", Op::Edit(5), Part::Whole, Tree::Star),
    tuned("middling-star", Op::Edit(20), Part::Whole, Tree::Star),
    held("middling-chain", Op::Edit(20), Part::Whole, Tree::Chain),
    tuned("heavy-star", Op::Edit(40), Part::Whole, Tree::Star),
    held("heavy-tree", Op::Edit(40), Part::Whole, Tree::Random),
    Scenario { credit: Credit::Parent, ..tuned("excerpt-run", Op::Edit(5), Part::Run, Tree::Star) },
    Scenario {
        credit: Credit::Absent,
        ..held("excerpt-scattered", Op::Edit(5), Part::Scattered, Tree::Star)
    },
    Scenario {
        credit: Credit::Grandparent,
        ..tuned("excerpt-middling", Op::Edit(20), Part::Run, Tree::Random)
    },
    held("excerpt-heavy", Op::Edit(40), Part::Run, Tree::Star),
    Scenario {
        agency: true,
        credit: Credit::Parent,
        ..tuned("agency", Op::Edit(5), Part::Whole, Tree::Star)
    },
    Scenario {
        agency: true,
        credit: Credit::Grandparent,
        ..held("agency-tree", Op::Edit(20), Part::Run, Tree::Random)
    },
    tuned("reworded-star", Op::Reword, Part::Whole, Tree::Star),
    held("reworded-chain", Op::Reword, Part::Run, Tree::Chain),
    tuned("renderings", Op::Reword, Part::Scattered, Tree::Renderings),
    held("renderings-across", Op::RewordAnywhere, Part::Scattered, Tree::Renderings),
    tuned("translated-star", Op::Translate, Part::Whole, Tree::Star),
    held("translated-run", Op::Translate, Part::Run, Tree::Star),
    tuned("english-star", Op::English, Part::Whole, Tree::Star),
    held("english-run", Op::English, Part::Run, Tree::Star),
    tuned("merged-light", Op::Edit(5), Part::Run, Tree::Merged),
    held("merged-middling", Op::Edit(20), Part::Run, Tree::Merged),
    tuned("outside-light", Op::Edit(5), Part::Whole, Tree::Outside),
    held("outside-run", Op::Edit(20), Part::Run, Tree::Outside),
    Scenario { drift: 0.8, ..tuned("drift-chain", Op::Edit(5), Part::Whole, Tree::Chain) },
    Scenario { drift: 0.8, ..held("drift-reworded", Op::Reword, Part::Whole, Tree::Random) },
    Scenario { clock: Clock::Days, ..tuned("days", Op::Edit(5), Part::Whole, Tree::Random) },
    Scenario {
        clock: Clock::Wrong,
        ..held("wrong-clocks", Op::Edit(5), Part::Whole, Tree::Random)
    },
    Scenario { clock: Clock::Unknown, ..held("no-times", Op::Edit(20), Part::Whole, Tree::Random) },
    tuned("same-topic", Op::Nothing, Part::Whole, Tree::SameTopic),
    held("same-speaker", Op::Nothing, Part::Whole, Tree::SameSpeaker),
    held("formats", Op::Nothing, Part::Whole, Tree::Formats),
    press(tuned("press-tree", Op::Edit(3), Part::Cut, Tree::Random)),
    press(held("press-star", Op::Edit(3), Part::Cut, Tree::Star)),
    press(tuned("press-edited", Op::Edit(12), Part::Cut, Tree::Random)),
    press(held("press-chain", Op::Edit(8), Part::Cut, Tree::Chain)),
    press(tuned("press-outside", Op::Edit(4), Part::Cut, Tree::Outside)),
    press(held("press-outside-edited", Op::Edit(12), Part::Cut, Tree::Outside)),
    press(tuned("press-reworded", Op::Reword, Part::Cut, Tree::Random)),
    press(tuned("press-renderings", Op::RewordAnywhere, Part::Cut, Tree::Renderings)),
    press(held("press-reworded-star", Op::Reword, Part::Cut, Tree::Star)),
    press(tuned("press-translated", Op::Translate, Part::Cut, Tree::Random)),
    press(tuned("press-verbatim", Op::Edit(0), Part::Cut, Tree::Random)),
    Scenario { agency: true, ..press(held("press-agency", Op::Edit(6), Part::Cut, Tree::Random)) },
];

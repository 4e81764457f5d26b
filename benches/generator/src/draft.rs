//! An article in the making: its lines, each knowing which sentence of the family's root it
//! carries, and its assembly into a text with exact offsets.

use crate::edit::{self, Kept};
use crate::fact::{Fact, Topic, Wording};
use crate::figure::{CLOSE, Figure, OPEN};
use crate::random::{Rng, mix};
use crate::scenario::{Half, Op, Part};
use crate::{Language, Span};

/// Number of a sentence of a family's root text; a second root's begin at [`SECOND_ROOT`].
pub type RootSentence = u16;

/// See [`RootSentence`].
pub const SECOND_ROOT: RootSentence = 1_000;

/// One or two sentences that say one fact.
#[derive(Clone, Debug)]
pub struct Line {
    /// With marks around figures.
    pub text: String,
    /// What it says; none for a credit or a line of a recurring format.
    pub fact: Option<Fact>,
    /// Which sentence of the root it carries; none for the outlet's own.
    pub root: Option<RootSentence>,
    /// What the last copying left of its words.
    pub kept: Kept,
}

/// An article in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// In order.
    pub lines: Vec<Line>,
    /// In which language.
    pub language: Language,
    /// Number of the line that names the source.
    pub credit: Option<usize>,
}

impl Line {
    /// An own line.
    pub fn own(text: String) -> Self {
        Self { text, fact: None, root: None, kept: Kept::default() }
    }

    fn said(fact: Fact, wording: Wording, root: Option<RootSentence>) -> Self {
        let mut text = String::with_capacity(320);
        fact.push(wording, &mut text);
        Self { text, fact: Some(fact), root, kept: Kept::default() }
    }
}

impl Draft {
    /// An article of its own on `topic`, of at least `bytes` bytes. With `first_root` its lines
    /// are the sentences of a root, counted from that number.
    pub fn fresh(
        topic: &Topic,
        half: Half,
        language: Language,
        bytes: usize,
        first_root: Option<RootSentence>,
        rng: &mut Rng,
    ) -> Self {
        let mut lines = Vec::with_capacity(20);
        let mut written = 0;
        while written < bytes {
            let fact = Fact::draw(topic, half, rng);
            let root = first_root.map(|first| first + lines.len() as RootSentence);
            let line = Line::said(fact, Wording { language, variant: 0 }, root);
            written += line.text.len() + 1;
            lines.push(line);
        }
        Self { lines, language, credit: None }
    }

    /// The lines that a copy takes from this one.
    pub fn part(&self, part: Part, rng: &mut Rng) -> Vec<Line> {
        let carried = self.lines.iter().filter(|line| line.root.is_some());
        let mut lines: Vec<Line> = carried.cloned().collect();
        let count = lines.len() as u64;
        match part {
            Part::Whole => {
                if count > 6 && rng.chance(0.5) {
                    lines.truncate((count - 1 - rng.below(count / 4)) as usize);
                }
            }
            Part::Cut => {
                leave_out(&mut lines, 0.07, rng);
                if lines.len() > 3 && rng.chance(0.5) {
                    let cut = rng.below(lines.len() as u64 / 2) as usize;
                    lines.truncate(lines.len() - cut);
                }
            }
            Part::Run | Part::Scattered => {
                let take = (3 + rng.below(4)).min(count);
                let start = rng.below(count - take + 1) as usize;
                lines.truncate(start + take as usize);
                lines.drain(..start);
                // An outlet that picks sentences may set them in another order.
                if part == Part::Scattered && rng.chance(0.3) {
                    lines.rotate_left(1);
                }
            }
        }
        lines
    }
}

/// Leaves out lines, each with this chance; two at least stay.
pub fn leave_out(lines: &mut Vec<Line>, chance: f64, rng: &mut Rng) {
    let mut left = lines.len();
    lines.retain(|_| {
        let out = left > 2 && rng.chance(chance);
        left -= usize::from(out);
        !out
    });
}

/// Does `op` to the lines that were taken. `variant` makes a rewording's words its own.
pub fn rework(
    lines: &mut [Line],
    op: Op,
    from: Language,
    to: Language,
    variant: u64,
    rng: &mut Rng,
) {
    for line in lines {
        let mut text = String::with_capacity(line.text.len() + 64);
        match (op, line.fact) {
            (Op::Edit(percent), _) => {
                line.kept = edit::push(&line.text, percent, from, rng, &mut text);
            }
            (_, Some(fact)) => {
                let reworded = matches!(op, Op::Reword | Op::RewordAnywhere);
                let variant = if reworded { variant } else { 0 };
                fact.push(Wording { language: to, variant }, &mut text);
            }
            (_, None) => text.push_str(&line.text),
        }
        line.text = text;
    }
}

/// Does `op` to the lines that were taken within one language, but leaves most quotations as they
/// stand, as a desk does that takes another's text; or, where each renders an outside statement by
/// itself, quotes it in words of its own.
pub fn rework_but_quotes(
    lines: &mut [Line],
    op: Op,
    language: Language,
    variant: u64,
    renders: bool,
    rng: &mut Rng,
) {
    for line in lines {
        let line = std::slice::from_mut(line);
        let op = match line[0].text.starts_with(['«', '“']) {
            true if renders => Op::Edit(RENDERED_QUOTE),
            true if rng.chance(0.8) => Op::Edit(0),
            _ => op,
        };
        rework(line, op, language, language, variant, rng);
    }
}

/// Translates the lines that were taken as one desk does: no two desks choose the same words.
pub fn translate(lines: &mut [Line], op: Op, from: Language, to: Language, rng: &mut Rng) {
    rework(lines, op, from, to, 0, rng);
    for line in lines {
        let mut text = String::with_capacity(line.text.len() + 64);
        edit::push(&line.text, TRANSLATED, to, rng, &mut text);
        line.text = text;
    }
}

/// Percent of the words in which a translation differs from that which anybody would write.
const TRANSLATED: u8 = 20;

/// Percent of the words of a quotation in which two translations of it differ.
const RENDERED_QUOTE: u8 = 35;

/// Lets one figure of `lines` drift.
pub fn drift(lines: &mut [Line], language: Language, rng: &mut Rng) {
    let count = lines.len();
    let start = rng.below(count.max(1) as u64) as usize;
    for step in 0..count {
        let line = &mut lines[(start + step) % count];
        let Some(fact) = &mut line.fact else { continue };
        let Some(old) = fact.figures[0] else { continue };
        let new = old.drifted(rng);
        let Some((at, length)) = find_written(&line.text, old, language) else { continue };
        let mut written = String::new();
        new.push(language, rng.next(), &mut written);
        line.text.replace_range(at..at + length, &written);
        fact.figures[0] = Some(new);
        return;
    }
}

/// Where `figure` stands in a text with marks: the mark's span, by trying its ways of writing.
fn find_written(text: &str, figure: Figure, language: Language) -> Option<(usize, usize)> {
    (0..6).find_map(|style| {
        let mut written = String::new();
        figure.push(language, style, &mut written);
        text.find(&written).map(|at| (at, written.len()))
    })
}

/// Puts carried lines among own ones.
pub fn mingle(mut own: Vec<Line>, carried: Vec<Line>, part: Part, rng: &mut Rng) -> Vec<Line> {
    let at = rng.below(own.len() as u64 + 1) as usize;
    match part {
        Part::Whole | Part::Cut => {
            own.truncate(1);
            let mut lines = carried;
            lines.extend(own);
            lines
        }
        Part::Run => {
            own.splice(at..at, carried);
            own
        }
        Part::Scattered => {
            let mut lines = Vec::with_capacity(own.len() + carried.len());
            let mut own = own.into_iter();
            for line in carried {
                lines.push(line);
                lines.extend(own.by_ref().take(rng.below(3) as usize));
            }
            lines.extend(own);
            lines
        }
    }
}

/// A text with the places of its lines and figures.
#[derive(Clone, Debug, Default)]
pub struct Assembled {
    /// Without marks.
    pub text: String,
    /// One for each line of the draft.
    pub lines: Vec<Span>,
    /// For each line, its figures in the order of the text.
    pub figures: Vec<Vec<Span>>,
    /// Lines of the page's furniture.
    pub boilerplate: Vec<Span>,
}

/// Puts a draft together. `seed` decides where paragraphs end.
pub fn assemble(draft: &Draft, seed: u64, furniture: &[String]) -> Assembled {
    let mut done = Assembled::default();
    let text = &mut done.text;
    text.reserve(4_096);
    for (number, line) in draft.lines.iter().enumerate() {
        if number > 0 {
            text.push(if mix(seed, number as u64) % 5 < 2 { '\n' } else { ' ' });
        }
        let start = text.len();
        let mut figures = Vec::new();
        let mut rest = line.text.as_str();
        let mut open = 0;
        while let Some(mark) = rest.find([OPEN, CLOSE]) {
            text.push_str(&rest[..mark]);
            if rest.as_bytes()[mark] == OPEN as u8 {
                open = text.len();
            } else {
                figures.push(Span { start: open as u32, end: text.len() as u32 });
            }
            rest = &rest[mark + 1..];
        }
        text.push_str(rest);
        done.lines.push(Span { start: start as u32, end: text.len() as u32 });
        done.figures.push(figures);
    }
    for line in furniture {
        text.push('\n');
        let start = text.len();
        text.push_str(line);
        done.boilerplate.push(Span { start: start as u32, end: text.len() as u32 });
    }
    done
}

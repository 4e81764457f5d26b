//! Texts of made-up words: what is copied, and how it changes on the way.

use crate::random::Random;

/// A word: its meaning, and which of its synonyms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) meaning: u32,
    pub(crate) form: u8,
}

/// Synonyms of one meaning: two outlets can hit on the same change, and change back.
const FORMS: usize = 4;

/// Meanings, drawn by Zipf's law.
const MEANINGS: f64 = 30_000.0;

/// A sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// What it says: sentences of one statement share it, however worded.
    pub(crate) statement: u32,
    pub(crate) words: Vec<Word>,
    /// Whether it stands in quotation marks.
    pub(crate) quoted: bool,
}

/// How a text is taken over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edit {
    /// Share of words changed.
    pub(crate) words: f64,
    /// Share of sentences left out.
    pub(crate) dropped: f64,
    /// Own sentences, as a share of what is taken.
    pub(crate) added: f64,
    /// Whether quotations are changed like the rest.
    pub(crate) quotes_too: bool,
}

/// Numbers statements.
#[derive(Debug, Default)]
pub(crate) struct Statements(u32);

impl Statements {
    pub(crate) fn sentence(&mut self, random: &mut Random) -> Sentence {
        self.0 += 1;
        let length = 8 + random.below(18);
        Sentence {
            statement: self.0,
            words: (0..length).map(|_| word(random)).collect(),
            quoted: random.chance(0.25),
        }
    }

    pub(crate) fn text(&mut self, sentences: usize, random: &mut Random) -> Vec<Sentence> {
        (0..sentences).map(|_| self.sentence(random)).collect()
    }

    /// A copy of `text`.
    pub(crate) fn copy(
        &mut self,
        text: &[Sentence],
        edit: &Edit,
        random: &mut Random,
    ) -> Vec<Sentence> {
        let mut copied: Vec<Sentence> =
            text.iter().filter(|_| !random.chance(edit.dropped)).cloned().collect();
        if copied.is_empty() {
            copied.push(random.pick(text).clone());
        }
        for sentence in &mut copied {
            let rate =
                if sentence.quoted && !edit.quotes_too { edit.words / 6.0 } else { edit.words };
            change(&mut sentence.words, rate, random);
        }
        let own = (copied.len() as f64 * edit.added * random.unit() * 2.0).round() as usize;
        for _ in 0..own {
            let place =
                if random.chance(0.6) { copied.len() } else { random.below(copied.len() + 1) };
            copied.insert(place, self.sentence(random));
        }
        copied
    }
}

/// Another wording of the same statements, as a translator makes it.
pub(crate) fn render(text: &[Sentence], random: &mut Random) -> Vec<Sentence> {
    let mut rendered = text.to_vec();
    for sentence in &mut rendered {
        let rate = random.between(0.5, 0.85);
        change(&mut sentence.words, rate, random);
        for _ in 0..sentence.words.len() / 6 {
            let (a, b) = (random.below(sentence.words.len()), random.below(sentence.words.len()));
            sentence.words.swap(a, b);
        }
    }
    rendered
}

fn change(words: &mut Vec<Word>, rate: f64, random: &mut Random) {
    let mut at = 0;
    while at < words.len() {
        if random.chance(rate) {
            match random.below(10) {
                0..6 => words[at].form = random.below(FORMS) as u8,
                6 => words[at] = word(random),
                7 if words.len() > 4 => {
                    words.remove(at);
                    continue;
                }
                8 => {
                    words.insert(at, word(random));
                    at += 1;
                }
                _ if at + 1 < words.len() => words.swap(at, at + 1),
                _ => {}
            }
        }
        at += 1;
    }
}

fn word(random: &mut Random) -> Word {
    let meaning = (MEANINGS.powf(random.unit()) - 1.0) as u32;
    let form = if random.chance(0.7) { 0 } else { random.below(FORMS) as u8 };
    Word { meaning, form }
}

/// Words that align in order (longest common subsequence).
pub(crate) fn aligned(a: &[Word], b: &[Word]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Writes a text out; returns it with the byte ranges of its sentences.
pub(crate) fn write(text: &[Sentence]) -> (String, Vec<(u32, u32)>) {
    const SYLLABLES: [&str; 16] = [
        "ба", "ве", "го", "ду", "жи", "за", "ко", "лу", "ми", "но", "па", "ре", "со", "ту", "фі",
        "ха",
    ];
    let mut written = String::new();
    let mut places = Vec::new();
    for sentence in text {
        let start = written.len() as u32;
        if sentence.quoted {
            written.push('«');
        }
        for (at, word) in sentence.words.iter().enumerate() {
            if at > 0 {
                written.push(' ');
            }
            let mut rest = word.meaning * FORMS as u32 + u32::from(word.form) + 256;
            while rest > 0 {
                written.push_str(SYLLABLES[rest as usize % 16]);
                rest /= 16;
            }
        }
        written.push_str(if sentence.quoted { "».\n" } else { ".\n" });
        places.push((start, written.len() as u32 - 1));
    }
    (written, places)
}

//! A sketch: what comparison needs of an article, small enough to keep for millions.
//!
//! About two thirds of the article's own size: terms with their places, without words, texts or
//! weights. Weights come from the whole archive and are put on when a sketch is compared.

use super::background::Background;
use super::repeated;
use super::term::{Class, SentenceTerms, Space, Term, Terms};
use crate::article::Language;
use crate::fingerprint::Simhash;
use crate::witness::Witness;

/// An article, as far as finding its counterparts goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// Language of the article.
    pub language: Language,
    /// Fingerprint of its body.
    pub simhash: Simhash,
    /// Its body sentences, in order.
    pub lines: Vec<Line>,
    /// Its terms in each space that serves its language.
    pub spaces: Vec<(Space, Terms)>,
}

/// A body sentence, as what an outlet may repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index in the document.
    pub sentence: u32,
    /// Number of its words.
    pub words: u32,
    /// Hash of its wording, numbers and addresses left out.
    pub wording: u64,
    /// The least hash of its runs of words: equal in most copies that were edited a little.
    pub least_run: u32,
    /// Whether it stands at the head or foot of the article.
    pub at_edge: bool,
}

impl Sketch {
    /// Sketches `witness`.
    pub fn new(witness: &Witness) -> Self {
        let language = witness.document.language;
        let background = Background::shipped();
        let spaces: Vec<Space> = Space::ALL
            .into_iter()
            .filter(|space| space.serves(language, &[Language::Uk, Language::En, language]))
            .collect();
        let terms = Terms::read(witness, background, &spaces);
        let spaces = spaces.into_iter().zip(terms).collect();
        Self { language, simhash: witness.simhash, lines: repeated::lines(witness), spaces }
    }

    /// Takes out the sentences that turned out to be an outlet's furniture.
    pub fn drop_sentences(&mut self, is_furniture: impl Fn(u32) -> bool) {
        for (_, terms) in &mut self.spaces {
            terms.sentences.retain(|held| !is_furniture(held.sentence));
        }
        self.lines.retain(|line| !is_furniture(line.sentence));
    }

    /// Appends it as bytes.
    pub fn encode(&self, out: &mut Vec<u8>) {
        let mut code = [0; 8];
        let known = self.language.code().as_bytes();
        code[..known.len()].copy_from_slice(known);
        out.extend(code);
        out.extend(self.simhash.0.to_le_bytes());
        out.extend((self.lines.len() as u32).to_le_bytes());
        for line in &self.lines {
            out.extend(line.sentence.to_le_bytes());
            out.extend((line.words << 1 | u32::from(line.at_edge)).to_le_bytes());
            out.extend(line.wording.to_le_bytes());
            out.extend(line.least_run.to_le_bytes());
        }
        for (space, terms) in &self.spaces {
            out.push(*space as u8 | u8::from(terms.advice) << 7);
            out.extend((terms.sentences.len() as u32).to_le_bytes());
            for sentence in &terms.sentences {
                out.extend(sentence.sentence.to_le_bytes());
                out.extend((sentence.terms.end - sentence.terms.start).to_le_bytes());
            }
            for sentence in &terms.sentences {
                let range = sentence.terms.start as usize..sentence.terms.end as usize;
                for term in &terms.terms[range] {
                    debug_assert!(term.key >> 32 < 8, "kinds of keys fit beside the class");
                    out.extend((term.key as u32).to_le_bytes());
                    out.extend(term.word.to_le_bytes());
                    let kind = (term.key >> 32) as u8;
                    out.push(kind | (term.class as u8) << 3 | u8::from(term.formula) << 6);
                }
            }
        }
    }

    /// Reads what [`Self::encode`] wrote; none where it is something else.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut from = Bytes(bytes);
        let code = from.take::<8>()?;
        let end = code.iter().position(|&byte| byte == 0).unwrap_or(code.len());
        let language = Language::from_code(std::str::from_utf8(&code[..end]).ok()?);
        let simhash = Simhash(from.long()?);
        let count = from.count(20)?;
        let mut lines = Vec::with_capacity(count);
        for _ in 0..count {
            let (sentence, words) = (from.word()?, from.word()?);
            let (wording, least_run) = (from.long()?, from.word()?);
            let at_edge = words & 1 == 1;
            lines.push(Line { sentence, words: words >> 1, wording, least_run, at_edge });
        }
        let mut spaces = Vec::with_capacity(2);
        while !from.0.is_empty() {
            let [tag] = from.take::<1>()?;
            let (space, advice) = (tag & 0x7F, tag >> 7 == 1);
            let space = Space::ALL.into_iter().find(|known| *known as u8 == space)?;
            let count = from.count(8)?;
            let mut sentences = Vec::with_capacity(count);
            let mut end = 0_u32;
            for _ in 0..count {
                let (sentence, terms) = (from.word()?, from.word()?);
                let start = end;
                end = end.checked_add(terms)?;
                sentences.push(SentenceTerms { sentence, terms: start..end, names: 0, figures: 0 });
            }
            if from.0.len() / 9 < end as usize {
                return None;
            }
            let mut terms = Vec::with_capacity(end as usize);
            for _ in 0..end {
                let (key, word) = (from.word()?, from.word()?);
                let [tag] = from.take::<1>()?;
                let class = Class::ALL.get(usize::from(tag >> 3 & 7)).copied()?;
                let key = u64::from(tag & 7) << 32 | u64::from(key);
                terms.push(Term { key, word, class, formula: tag >> 6 & 1 == 1 });
            }
            let mut terms = Terms { terms, sentences, space, advice };
            terms.count_classes();
            spaces.push((space, terms));
        }
        Some(Self { language, simhash, lines, spaces })
    }
}

/// Bytes still to be read.
struct Bytes<'b>(&'b [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn word(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn long(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    /// A count of things of `size` bytes, as many as can still follow.
    fn count(&mut self, size: usize) -> Option<usize> {
        let count = self.word()? as usize;
        (count <= self.0.len() / size).then_some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::outlet::Outlets;

    fn sketch(text: &str) -> Sketch {
        let article = Article { text: text.into(), ..Article::default() };
        Sketch::new(&Witness::new(article, &Outlets::default()))
    }

    #[test]
    fn bytes_give_the_sketch_back() {
        for text in [
            "",
            "Міністр Олена Гай відкрила 15 шкіл у Вінниці. «Це лише початок», – сказала вона.",
            "The mayor of Hull opened 15 schools on Monday. More will follow in June.",
        ] {
            let sketch = sketch(text);
            let mut bytes = Vec::new();
            sketch.encode(&mut bytes);
            assert_eq!(Sketch::decode(&bytes), Some(sketch));
            for cut in 0..bytes.len() {
                // Whatever is cut off, nothing is made up and nothing panics.
                let _ = Sketch::decode(&bytes[..cut]);
            }
        }
    }

    #[test]
    fn furniture_is_taken_out_of_every_space() {
        let mut sketch = sketch("Міністр Олена Гай відкрила школи. Підтримайте наш часопис.");
        sketch.drop_sentences(|sentence| sentence == 1);
        assert_eq!(sketch.lines.len(), 1);
        for (_, terms) in &sketch.spaces {
            assert!(terms.sentences.iter().all(|held| held.sentence == 0));
        }
    }
}

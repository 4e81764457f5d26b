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
            out.push(*space as u8);
            let length = 8 + 12 * terms.sentences.len() + TERM * terms.terms.len();
            out.extend((length as u32).to_le_bytes());
            out.extend((terms.sentences.len() as u32).to_le_bytes());
            out.extend((terms.terms.len() as u32).to_le_bytes());
            for (index, sentence) in terms.sentences.iter().enumerate() {
                out.extend(sentence.sentence.to_le_bytes());
                out.extend((sentence.terms.end - sentence.terms.start).to_le_bytes());
                out.extend(first_word(terms.of(index)).to_le_bytes());
            }
            // Column by column, which is read in strides.
            out.extend(terms.terms.iter().flat_map(|term| (term.key as u32).to_le_bytes()));
            for index in 0..terms.sentences.len() {
                let of = terms.of(index);
                let first = first_word(of);
                debug_assert!(of.iter().all(|term| term.word - first <= u32::from(u16::MAX)));
                out.extend(of.iter().flat_map(|term| ((term.word - first) as u16).to_le_bytes()));
            }
            out.extend(terms.terms.iter().map(|term| {
                debug_assert!(term.key >> 32 < 8, "kinds of keys fit beside the class");
                (term.key >> 32) as u8 | (term.class as u8) << 3 | u8::from(term.formula) << 6
            }));
        }
    }

    /// Reads of what [`Self::encode`] wrote the spaces that are `wanted`; none where it is something
    /// else.
    pub fn decode(bytes: &[u8], wanted: impl Fn(Space) -> bool) -> Option<Self> {
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
            let [space] = from.take::<1>()?;
            let space = Space::ALL.into_iter().find(|known| *known as u8 == space)?;
            let length = from.count(1)?;
            let (own, rest) = from.0.split_at_checked(length)?;
            from.0 = rest;
            if wanted(space) {
                spaces.push((space, terms(space, own)?));
            }
        }
        Some(Self { language, simhash, lines, spaces })
    }
}

/// Bytes of a term: its key, its word, counted from the first of its sentence, and what it is.
const TERM: usize = 4 + 2 + 1;

fn first_word(terms: &[Term]) -> u32 {
    terms.iter().map(|term| term.word).min().unwrap_or(0)
}

/// The terms that were encoded as `bytes`.
fn terms(space: Space, bytes: &[u8]) -> Option<Terms> {
    let mut from = Bytes(bytes);
    let (count, all) = (from.word()? as usize, from.word()? as usize);
    if from.0.len() != count.checked_mul(12)?.checked_add(all.checked_mul(TERM)?)? {
        return None;
    }
    let (heads, columns) = from.0.split_at(12 * count);
    let (keys, columns) = columns.split_at(4 * all);
    let (words, tags) = columns.split_at(2 * all);
    let columns = keys.as_chunks().0.iter().zip(words.as_chunks().0).zip(tags);
    let mut terms: Vec<Term> = columns
        .map(|((key, word), &tag)| Term {
            key: u64::from(tag & 7) << 32 | u64::from(u32::from_le_bytes(*key)),
            word: u16::from_le_bytes(*word).into(),
            class: Class::ALL[usize::from(tag >> 3 & 7).min(Class::ALL.len() - 1)],
            formula: tag >> 6 & 1 == 1,
        })
        .collect();
    let mut sentences = Vec::with_capacity(count);
    let (mut end, mut heads) = (0_u32, Bytes(heads));
    for _ in 0..count {
        let (sentence, length, first) = (heads.word()?, heads.word()?, heads.word()?);
        let start = end;
        end = end.checked_add(length)?;
        let own = terms.get_mut(start as usize..end as usize)?;
        let (mut names, mut figures) = (0, 0);
        for term in own {
            term.word = term.word.checked_add(first)?;
            names += u32::from(term.is_name());
            figures += u32::from(term.is_figure());
        }
        sentences.push(SentenceTerms { sentence, terms: start..end, names, figures });
    }
    (end as usize == all).then_some(Terms { terms, sentences, space })
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
            assert_eq!(Sketch::decode(&bytes, |_| true), Some(sketch));
            for cut in 0..bytes.len() {
                // Whatever is cut off, nothing is made up and nothing panics.
                let _ = Sketch::decode(&bytes[..cut], |_| true);
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

//! A sketch: what comparison needs of an article, small enough to keep for millions.
//!
//! About half of the article's own size: terms with their places, without words, texts or
//! weights. Weights come from the whole archive and are put on when a sketch is compared.

mod bytes;

use super::background::Background;
use super::repeated;
use super::run::Runs;
use super::term::{Space, Terms};
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
        Self::with_runs(witness).0
    }

    /// The same, with the sampled runs of words, which propose copies.
    pub fn with_runs(witness: &Witness) -> (Self, Vec<u64>) {
        let language = witness.document.language;
        let background = Background::shipped();
        let spaces: Vec<Space> = Space::ALL
            .into_iter()
            .filter(|space| space.serves(language, &[Language::Uk, Language::En, language]))
            .collect();
        let terms = Terms::read(witness, background, &spaces);
        let spaces = spaces.into_iter().zip(terms).collect();
        let runs = Runs::new(witness);
        let lines = repeated::lines(witness, &runs);
        (Self { language, simhash: witness.simhash, lines, spaces }, runs.sampled())
    }

    /// Takes out the sentences that turned out to be an outlet's furniture.
    pub fn drop_sentences(&mut self, is_furniture: impl Fn(u32) -> bool) {
        for (_, terms) in &mut self.spaces {
            terms.sentences.retain(|held| !is_furniture(held.sentence));
        }
        self.lines.retain(|line| !is_furniture(line.sentence));
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

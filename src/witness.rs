//! A witness: an article as the boxes from text to fingerprint have read it. What reuse, drift,
//! provenance and report look at.

use crate::article::Article;
use crate::attribution::{self, Attribution, Completion};
use crate::figures::{self, Figure};
use crate::fingerprint::{Kernel, Simhash};
use crate::outlet::Outlets;
use crate::text::{Document, Role, Word};

/// One article, read.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    /// The article, its outlet and time completed.
    pub article: Article,
    /// Words, sentences, quotations.
    pub document: Document,
    /// Its figures, in order.
    pub figures: Vec<Figure>,
    /// Its attributions, in order.
    pub attributions: Vec<Attribution>,
    /// Fingerprint of the body (boilerplate left out).
    pub simhash: Simhash,
}

impl Witness {
    /// Reads `article`. Outlet and time stay as ingested until [`Self::complete`], the fingerprint
    /// is that of the body as far as one article alone shows what is boilerplate.
    pub fn new(article: Article, outlets: &Outlets) -> Self {
        let words = Kernel::current().words(&article.text);
        let document = Document::of_words(&article, words);
        let figures = figures::read(&article.text, &document);
        let attributions = attribution::read(&article, &document, &figures, outlets);
        let mut witness =
            Self { article, document, figures, attributions, simhash: Simhash::default() };
        witness.fingerprint();
        witness
    }

    /// Completes outlet and time; `settings` may need the whole archive to have been read.
    pub fn complete(&mut self, outlets: &Outlets, settings: &Completion) {
        attribution::complete(
            &mut self.article,
            &self.document,
            &self.figures,
            &mut self.attributions,
            outlets,
            settings,
        );
    }

    /// Takes the fingerprint of the body, anew after more of it was found to be boilerplate.
    pub fn fingerprint(&mut self) {
        let body: Vec<Word> = self.body_words().copied().collect();
        self.simhash = Simhash::of_words(&body);
    }

    /// Words of the body sentences.
    pub fn body_words(&self) -> impl Iterator<Item = &Word> {
        let sentences = self.document.sentences.iter().filter(|s| s.role == Role::Body);
        sentences.flat_map(|s| &self.document.words[s.words.start as usize..s.words.end as usize])
    }

    /// The text that all spans refer to.
    pub fn text(&self) -> &str {
        &self.article.text
    }
}

//! A witness: an article as the boxes from text to fingerprint have read it. What reuse, drift,
//! provenance and report look at.

use crate::article::Article;
use crate::attribution::Attribution;
use crate::figures::Figure;
use crate::fingerprint::Simhash;
use crate::text::Document;

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
    /// The text that all spans refer to.
    pub fn text(&self) -> &str {
        &self.article.text
    }
}

//! Two articles side by side: what of them aligns, sentence by sentence, and what made each score.

mod json;
mod text;

use crate::analysis::Options;
use crate::article::Article;
use crate::error::{Error, ErrorKind, Result};
use crate::ingest;
use crate::progress::Watch;
use crate::report::view::{GroupView, View};
use crate::reuse::{Match, SentencePair};
use std::io::{self, Write};
use std::path::PathBuf;

pub use text::Style;

/// Two articles to be compared.
#[derive(Debug)]
pub struct Pair {
    /// By id, as all boxes want them.
    articles: [Article; 2],
    /// Whether the article named first stands second.
    turned: bool,
}

/// Reads the one article of a file.
pub fn read_one(options: &Options, path: PathBuf, watch: &Watch<'_>) -> Result<Article> {
    let settings = ingest::Options { inputs: vec![path.clone()], ..options.ingest.clone() };
    let ingested = ingest::read_watched(&settings, &options.outlets, watch)?;
    if let Some(rejected) = ingested.rejected.first() {
        return Err(Error::new(ErrorKind::Format, rejected.reason.clone()).at(path));
    }
    let count = ingested.articles.len();
    ingested.articles.into_iter().next().filter(|_| count == 1).ok_or_else(|| {
        Error::new(ErrorKind::Format, format!("holds {count} articles; name a file that holds one"))
            .at(path)
    })
}

impl Pair {
    /// The article named first, and the one named second.
    pub fn new(first: Article, mut second: Article) -> Self {
        if first.id == second.id {
            // Files of one name in two folders.
            second.id.push('~');
        }
        let turned = first.id > second.id;
        Self { articles: if turned { [second, first] } else { [first, second] }, turned }
    }

    /// Both articles, by id.
    pub fn articles(&self) -> Vec<Article> {
        self.articles.to_vec()
    }

    /// Writes the comparison that `view` holds as text.
    pub fn write_text(
        &self,
        view: &View<'_>,
        style: &Style,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        text::write(self, view, style, out)
    }

    /// Writes the comparison that `view` holds as one JSON object.
    pub fn write_json(&self, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, view, out)
    }

    /// Index among the witnesses of the article named first, and of the other.
    const fn order(&self) -> [usize; 2] {
        if self.turned { [1, 0] } else { [0, 1] }
    }

    /// What aligns, most similar first.
    fn found<'v, 'a>(&self, view: &'v View<'a>) -> Vec<Found<'v, 'a>> {
        let mut found: Vec<Found<'v, 'a>> = view
            .groups
            .iter()
            .filter_map(|group| {
                let members = self.order().map(|article| group.story.group.member(article as u32));
                let members = [members[0]?, members[1]?];
                let (matched, reversed) = group.between(members[0], members[1])?;
                let mut pairs: Vec<&SentencePair> = matched.pairs.iter().collect();
                pairs.sort_by_key(|pair| if reversed { pair.span_b } else { pair.span_a });
                Some(Found { group, members, matched, reversed, pairs })
            })
            .collect();
        found.sort_by(|a, b| b.matched.similarity.total_cmp(&a.matched.similarity));
        found
    }
}

/// An aligned passage, as seen from the article named first.
struct Found<'v, 'a> {
    group: &'v GroupView<'a>,
    members: [usize; 2],
    matched: &'a Match,
    reversed: bool,
    pairs: Vec<&'a SentencePair>,
}

impl<'a> Found<'_, 'a> {
    /// The words that made a pair's score, weightiest first, as either article has them.
    fn shared(&self, pair: &'a SentencePair) -> impl Iterator<Item = ([&'a str; 2], f32)> {
        let texts = self.members.map(|member| self.group.witness(member).text());
        let reversed = self.reversed;
        pair.shared.iter().map(move |shared| {
            let spans = if reversed { [shared.b, shared.a] } else { [shared.a, shared.b] };
            ([spans[0].of(texts[0]), spans[1].of(texts[1])], shared.weight)
        })
    }
}

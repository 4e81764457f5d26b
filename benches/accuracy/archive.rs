//! The archive that is measured on, and what is known of it.

use rodovid::analysis::{Analysis, Options};
use rodovid::article::{CharOffsets, Span};
use rodovid::outlet::Outlets;
use rodovid_generator::{Archive, Article, Truth, outlet};
use rustc_hash::FxHashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Spans of one article in characters, in order, not overlapping.
pub(crate) type Characters = Vec<(u32, u32)>;

/// All articles with their truth.
pub(crate) struct Known {
    articles: Vec<(Article, Truth)>,
    by_id: FxHashMap<String, usize>,
    /// Members of each family, as indices of articles.
    pub(crate) families: Vec<Vec<usize>>,
}

impl Known {
    /// Makes the archive and writes it as JSON Lines into `folder`, beside its table of outlets.
    pub(crate) fn write(archive: &Archive, folder: &Path) -> std::io::Result<Self> {
        let mut file = BufWriter::new(File::create(folder.join("articles.jsonl"))?);
        let mut known =
            Self { articles: Vec::new(), by_id: FxHashMap::default(), families: Vec::new() };
        for (article, truth) in archive.articles() {
            serde_json::to_writer(&mut file, &article)?;
            file.write_all(b"\n")?;
            let index = known.articles.len();
            if let Some(family) = truth.family.map(|family| family as usize) {
                if known.families.len() <= family {
                    known.families.resize(family + 1, Vec::new());
                }
                known.families[family].push(index);
            }
            known.by_id.insert(article.id.clone(), index);
            known.articles.push((article, truth));
        }
        file.flush()?;
        std::fs::write(folder.join("outlets.tsv"), outlet::table())?;
        Ok(known)
    }

    /// Options of a run over the archive. With `known_outlets` the user has a table of them.
    pub(crate) fn options(folder: &Path, known_outlets: bool) -> rodovid::error::Result<Options> {
        let mut options = Options { outlets: Outlets::shipped(), ..Options::default() };
        options.ingest.inputs = vec![folder.join("articles.jsonl")];
        if known_outlets {
            options.outlets.extend_from(&folder.join("outlets.tsv"))?;
        }
        Ok(options)
    }

    /// Number of articles.
    pub(crate) fn len(&self) -> usize {
        self.articles.len()
    }

    /// What is known of an article.
    pub(crate) fn truth(&self, index: usize) -> &Truth {
        &self.articles[index].1
    }

    /// The article.
    pub(crate) fn article(&self, index: usize) -> &Article {
        &self.articles[index].0
    }

    /// For each witness, the index of its article.
    pub(crate) fn of_witnesses(&self, analysis: &Analysis) -> Vec<usize> {
        analysis.witnesses.iter().map(|witness| self.by_id[&witness.article.id]).collect()
    }

    /// Spans in bytes, in any order, as characters.
    pub(crate) fn characters(&self, index: usize, mut spans: Vec<Span>) -> Characters {
        let offsets = CharOffsets::new(&self.articles[index].0.text);
        spans.sort_unstable();
        let mut merged: Characters = Vec::new();
        for span in spans {
            let (start, end) = offsets.span(span);
            match merged.last_mut() {
                Some(last) if last.1 >= start => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        merged
    }
}

/// A span of the generator as one of the program.
pub(crate) const fn span(span: rodovid_generator::Span) -> Span {
    Span { start: span.start, end: span.end }
}

/// Characters in all.
pub(crate) fn size(spans: &[(u32, u32)]) -> u32 {
    spans.iter().map(|span| span.1 - span.0).sum()
}

/// Characters in both.
pub(crate) fn common(a: &[(u32, u32)], b: &[(u32, u32)]) -> u32 {
    let overlap = |x: &(u32, u32), y: &(u32, u32)| x.1.min(y.1).saturating_sub(x.0.max(y.0));
    a.iter().map(|x| b.iter().map(|y| overlap(x, y)).sum::<u32>()).sum()
}

/// a / b, not a number where b is 0.
pub(crate) fn share(a: f64, b: f64) -> f64 {
    if b == 0.0 { f64::NAN } else { a / b }
}

//! What the terminal says at the end of a run: what was read, what matters most, where the report
//! lies.

use super::excerpt::shorten;
use super::texts::{Texts, texts};
use super::verdict::{outlet, with_sources};
use super::view::{GroupView, View};
use crate::drift::DriftRow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// Most groups and most drifted figures that are named; the report has the rest.
const MOST: usize = 5;

/// Longest text of a passage, in characters: one line of a terminal.
const LINE: usize = 76;

/// The summary of a run.
#[derive(Debug)]
pub struct Summary<'a> {
    view: &'a View<'a>,
    folder: &'a Path,
}

impl<'a> Summary<'a> {
    /// The summary of `view`, whose report stands in `folder`.
    pub const fn new(view: &'a View<'a>, folder: &'a Path) -> Self {
        Self { view, folder }
    }
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = texts(self.view.options.ui);
        read(f, self.view, texts)?;
        let groups = self.view.by_importance();
        if groups.is_empty() {
            writeln!(f, "\n{}", texts.nothing_repeated)?;
        } else {
            writeln!(f, "\n{}:", texts.ui.count(groups.len(), texts.groups))?;
            for group in groups.iter().take(MOST) {
                let (members, outlets) = (group.story.group.passages.len(), group.outlets);
                writeln!(f, "  {}", shorten(&group.passage_text(group.reference), LINE))?;
                let articles = texts.ui.count(members, texts.articles);
                let outlets = texts.ui.count(outlets, texts.outlets);
                writeln!(f, "      {outlets}, {articles}; {}", with_sources(group, texts))?;
            }
            and_more(f, groups.len(), texts)?;
            drift(f, &groups, texts)?;
        }
        let name = if self.folder.join(super::HTML).is_file() { super::HTML } else { "" };
        writeln!(f, "\n{}: {}", texts.report, self.folder.join(name).display())
    }
}

fn read(f: &mut fmt::Formatter<'_>, view: &View<'_>, texts: &Texts) -> fmt::Result {
    let analysis = view.analysis;
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    let mut outlets: Vec<&str> = Vec::new();
    let mut undated = 0;
    for witness in &analysis.witnesses {
        *languages.entry(witness.document.language.code()).or_default() += 1;
        outlets.push(&witness.article.outlet.name);
        undated += usize::from(witness.article.published.interval().is_none());
    }
    outlets.retain(|name| !name.is_empty());
    outlets.sort_unstable();
    outlets.dedup();
    let ui = texts.ui;
    write!(f, "{}", ui.count(analysis.witnesses.len(), texts.articles))?;
    let languages: Vec<String> = languages
        .iter()
        .map(|(code, count)| format!("{count} {}", if code.is_empty() { "?" } else { code }))
        .collect();
    if !languages.is_empty() {
        write!(f, " ({})", languages.join(", "))?;
    }
    write!(f, ", {}", ui.count(outlets.len(), texts.outlets))?;
    if undated > 0 {
        write!(f, ", {undated} {}", texts.undated)?;
    }
    if !analysis.rejected.is_empty() {
        write!(f, "; {}", ui.count(analysis.rejected.len(), texts.rejected))?;
    }
    writeln!(f)
}

fn drift(f: &mut fmt::Formatter<'_>, groups: &[&GroupView<'_>], texts: &Texts) -> fmt::Result {
    let mut rows: Vec<(&GroupView<'_>, &DriftRow)> =
        groups.iter().flat_map(|&group| group.drift.iter().map(move |row| (group, row))).collect();
    if rows.is_empty() {
        return writeln!(f, "\n{}", texts.no_drift);
    }
    // Groups stand by importance already.
    rows.sort_by_key(|(_, row)| row.severity);
    writeln!(f, "\n{}:", texts.ui.count(rows.len(), texts.drifts))?;
    for (group, row) in rows.iter().take(MOST) {
        let figure = |(member, figure): (usize, Option<u32>)| {
            let witness = group.witness(member);
            let text = figure
                .and_then(|index| witness.figures.get(index as usize))
                .map_or(texts.no_figure.to_owned(), |figure| {
                    shorten(figure.span.of(witness.text()), LINE / 2)
                });
            format!("{text} ({})", outlet(&witness.article, texts))
        };
        writeln!(
            f,
            "  {}, {}: {} → {}",
            texts.severity(row.severity),
            texts.drift(row.class),
            figure(row.reference),
            figure(row.figure)
        )?;
    }
    and_more(f, rows.len(), texts)
}

fn and_more(f: &mut fmt::Formatter<'_>, all: usize, texts: &Texts) -> fmt::Result {
    if all > MOST {
        writeln!(f, "  … {} {}", texts.more, texts.ui.number(all - MOST))?;
    }
    Ok(())
}

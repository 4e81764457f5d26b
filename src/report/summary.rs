//! What the terminal says at the end of a run: what was read, what matters most, where the report
//! lies.

use super::excerpt::shorten;
use super::overview::Overview;
use super::texts::{Texts, texts};
use super::verdict::{outlet, with_sources};
use super::view::GroupView;
use crate::drift::{DriftRow, Severity};
use crate::ui::Ui;
use std::fmt;
use std::path::PathBuf;

/// Most groups and most drifted figures that are named; the report has the rest.
const MOST: usize = 5;

/// Longest text of a passage, in characters: one line of a terminal.
const LINE: usize = 76;

/// What the terminal says of one group.
#[derive(Clone, Debug)]
pub(super) struct Headline {
    /// The passage on a line.
    passage: String,
    /// Outlets, articles, where it came from.
    about: String,
    /// The worst of its drifted figures, on a line each.
    drifts: Vec<(Severity, String)>,
}

impl Headline {
    pub(super) fn new(group: &GroupView<'_>, ui: Ui) -> Self {
        let texts = texts(ui);
        let articles = ui.count(group.story.group.passages.len(), texts.articles);
        let outlets = ui.count(group.outlets, texts.outlets);
        Self {
            passage: shorten(&group.passage_text(group.reference), LINE),
            about: format!("{outlets}, {articles}; {}", with_sources(group, texts)),
            drifts: group
                .drift
                .iter()
                .take(MOST)
                .map(|row| (row.severity, drift(group, row, texts)))
                .collect(),
        }
    }
}

fn drift(group: &GroupView<'_>, row: &DriftRow, texts: &Texts) -> String {
    let figure = |(member, figure): (usize, Option<u32>)| {
        let witness = group.witness(member);
        let text = figure
            .and_then(|index| witness.figures.get(index as usize))
            .map_or(texts.no_figure.to_owned(), |figure| {
                shorten(figure.span.of(witness.text()), LINE / 2)
            });
        format!("{text} ({})", outlet(&witness.article, texts))
    };
    format!(
        "{}, {}: {} → {}",
        texts.severity(row.severity),
        texts.drift(row.class),
        figure(row.reference),
        figure(row.figure)
    )
}

/// The summary of a run.
#[derive(Debug)]
pub struct Summary<'a> {
    pub(super) overview: &'a Overview,
    /// Records that could not be read.
    pub(super) rejected: usize,
    /// Groups, weightiest first: some of them.
    pub(super) headlines: Vec<&'a Headline>,
    /// Groups in all.
    pub(super) groups: usize,
    /// Drifted figures in all.
    pub(super) drifts: usize,
    /// Where the report lies.
    pub(super) place: PathBuf,
    pub(super) ui: Ui,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = texts(self.ui);
        self.read(f, texts)?;
        if self.groups == 0 {
            writeln!(f, "\n{}", texts.nothing_repeated)?;
        } else {
            writeln!(f, "\n{}:", self.ui.count(self.groups, texts.groups))?;
            for headline in self.headlines.iter().take(MOST) {
                writeln!(f, "  {}", headline.passage)?;
                writeln!(f, "      {}", headline.about)?;
            }
            and_more(f, self.groups, texts)?;
            self.drifted(f, texts)?;
        }
        writeln!(f, "\n{}: {}", texts.report, self.place.display())
    }
}

impl Summary<'_> {
    fn read(&self, f: &mut fmt::Formatter<'_>, texts: &Texts) -> fmt::Result {
        let (overview, ui) = (self.overview, self.ui);
        write!(f, "{}", ui.count(overview.articles(), texts.articles))?;
        let mut languages: Vec<(&str, usize)> =
            overview.languages.iter().map(|(language, &count)| (language.code(), count)).collect();
        languages.sort_unstable();
        let languages: Vec<String> = languages
            .iter()
            .map(|(code, count)| format!("{count} {}", if code.is_empty() { "?" } else { code }))
            .collect();
        if !languages.is_empty() {
            write!(f, " ({})", languages.join(", "))?;
        }
        write!(f, ", {}", ui.count(overview.known_outlets(), texts.outlets))?;
        if overview.undated > 0 {
            write!(f, ", {} {}", overview.undated, texts.undated)?;
        }
        if self.rejected > 0 {
            write!(f, "; {}", ui.count(self.rejected, texts.rejected))?;
        }
        writeln!(f)
    }

    fn drifted(&self, f: &mut fmt::Formatter<'_>, texts: &Texts) -> fmt::Result {
        if self.drifts == 0 {
            return writeln!(f, "\n{}", texts.no_drift);
        }
        // Groups stand by importance already.
        let mut rows: Vec<&(Severity, String)> =
            self.headlines.iter().flat_map(|headline| &headline.drifts).collect();
        rows.sort_by_key(|row| row.0);
        writeln!(f, "\n{}:", texts.ui.count(self.drifts, texts.drifts))?;
        for (_, row) in rows.iter().take(MOST) {
            writeln!(f, "  {row}")?;
        }
        and_more(f, self.drifts, texts)
    }
}

fn and_more(f: &mut fmt::Formatter<'_>, all: usize, texts: &Texts) -> fmt::Result {
    if all > MOST {
        writeln!(f, "  … {} {}", texts.more, texts.ui.number(all - MOST))?;
    }
    Ok(())
}

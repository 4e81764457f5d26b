//! A made article beside a made parent: which sentences the one has from the other, and what
//! changed in them.

use crate::draft::{Assembled, Draft};
use crate::outlet::OutletId;
use crate::truth::{Carried, FigureChange, Kinship, Reused};
use crate::{Figure, Span};

/// An article as it was made, before its parents are asked what they share with it.
pub struct Made {
    /// Its lines.
    pub draft: Draft,
    /// Its text.
    pub text: Assembled,
    /// Who publishes it.
    pub outlet: OutletId,
}

impl Made {
    /// The root's sentences, with the numbers of the lines that carry them.
    pub fn carried(&self) -> Vec<(usize, Carried)> {
        let lines = self.draft.lines.iter().enumerate();
        lines
            .filter_map(|(number, line)| {
                let figures = line.fact.iter().flat_map(|fact| fact.figures).flatten();
                let placed: Vec<(Span, Figure)> =
                    self.text.figures[number].iter().copied().zip(figures).collect();
                let span = self.text.lines[number];
                Some((number, Carried { root: line.root?, span, figures: placed }))
            })
            .collect()
    }

    /// What this article has from `parent`, which stands at `position`.
    pub fn reused(
        &self,
        carried: &[(usize, Carried)],
        parent: &Self,
        position: u64,
    ) -> Vec<Reused> {
        let theirs = parent.carried();
        let find = |root| theirs.iter().find(|(_, other)| other.root == root);
        let pairs = carried.iter().filter_map(|(number, own)| Some((number, own, find(own.root)?)));
        pairs
            .map(|(&number, own, (_, other))| {
                let kept = self.draft.lines[number].kept;
                let same = own.span.of(&self.text.text) == other.span.of(&parent.text.text);
                let kind = if self.draft.language != parent.draft.language {
                    Kinship::Translated
                } else if same {
                    Kinship::Verbatim
                } else if kept.kept * 5 >= kept.before.max(kept.after) * 4 && kept.kept > 0 {
                    Kinship::Near
                } else {
                    Kinship::Reworded
                };
                let changes = own.figures.iter().zip(&other.figures);
                Reused {
                    parent: position,
                    root: own.root,
                    span: own.span,
                    parent_span: other.span,
                    kind,
                    kept: (kept.kept, kept.before, kept.after),
                    changes: changes
                        .filter_map(|(&figure, &parent_figure)| {
                            let drift = figure.1.drift_from(parent_figure.1)?;
                            Some(FigureChange { drift, figure, parent_figure })
                        })
                        .collect(),
                }
            })
            .collect()
    }
}

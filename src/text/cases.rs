//! Reading of the lists in `cases/`, which an editor can extend.
//!
//! For stems and skeletons a line holds words whose key must be the first one's; behind `/`, words
//! whose key must not. The other lists say themselves how they are written.

use super::{Document, fold};
use crate::article::Article;
use std::fmt;

/// How many pairs of a list came out right.
#[derive(Debug, Default)]
pub(super) struct Score {
    meet: (usize, usize),
    apart: (usize, usize),
    wrong: Vec<String>,
}

impl Score {
    /// Share of the pairs that must meet and do.
    pub(super) fn met(&self) -> f64 {
        self.meet.0 as f64 / self.meet.1.max(1) as f64
    }

    /// Share of the pairs that must stay apart and do.
    pub(super) fn apart(&self) -> f64 {
        self.apart.0 as f64 / self.apart.1.max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (meet, apart) = (self.meet, self.apart);
        write!(f, "{}/{} meet, {}/{} stay apart", meet.0, meet.1, apart.0, apart.1)?;
        write!(f, "; wrong: {}", self.wrong.join(", "))
    }
}

/// Counts the right pairs of `list` under `key`, which takes a folded word.
pub(super) fn measure(list: &str, key: impl Fn(&str) -> String) -> Score {
    let mut score = Score::default();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (same, other) = line.split_once('/').unwrap_or((line, ""));
        let keys = |words: &str| -> Vec<(String, String)> {
            words.split_whitespace().map(|word| (word.to_owned(), key(&fold::fold(word)))).collect()
        };
        let same = keys(same);
        for (word, met) in &same[1..] {
            score.meet.1 += 1;
            score.meet.0 += usize::from(*met == same[0].1);
            if *met != same[0].1 {
                score.wrong.push(format!("{}={word} ({}, {met})", same[0].0, same[0].1));
            }
        }
        for (word, met) in keys(other) {
            score.apart.1 += 1;
            score.apart.0 += usize::from(met != same[0].1);
            if met == same[0].1 {
                score.wrong.push(format!("{}≠{word} ({met})", same[0].0));
            }
        }
    }
    score
}

/// A list without its comments; `⏎` is a line break.
pub(super) fn lines(list: &str) -> impl Iterator<Item = String> {
    list.lines().filter(|line| !line.starts_with('#')).map(|line| line.replace('⏎', "\n"))
}

/// The document of a text on its own.
pub(super) fn read(text: &str) -> Document {
    Document::new(&Article { text: text.to_owned(), ..Article::default() })
}

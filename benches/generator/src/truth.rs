//! What is known of a generated article, and how both are written to files.

use crate::draft::RootSentence;
use crate::figure::{Drift, Figure};
use crate::scenario::Half;
use crate::{Language, Span};
use serde::Serialize;
use serde_json::json;
use std::io::{self, Write};

/// An article as the program gets to see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Unique, and says nothing of the family.
    pub id: String,
    /// Plain text, paragraphs on lines of their own.
    pub text: String,
    /// Name of the outlet.
    pub outlet: &'static str,
    /// Address.
    pub url: String,
    /// RFC 3339, or a day; none where the time is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// Headline.
    pub title: String,
    /// Language of the text; the program is not told.
    #[serde(skip)]
    pub language: Language,
}

/// What an article is to its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Has no family, or none that shares text.
    Alone,
    /// The others have it from here.
    Origin,
    /// Has it from another member.
    Copy,
    /// Has it from outside.
    Entrant,
}

/// A figure as it stands in an article.
pub type Placed = (Span, Figure);

/// A sentence (or the two that it was split into) of the family's root that stands in an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Carried {
    /// Which: equal numbers in two articles of a family are one sentence.
    pub root: RootSentence,
    /// Where.
    pub span: Span,
    /// Its figures, in an order that all carriers share.
    pub figures: Vec<Placed>,
}

/// How alike two carriers of a sentence are written, as the table of matches has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kinship {
    /// The same words in order.
    Verbatim,
    /// At least 80 % of both sides' words.
    Near,
    /// Less.
    Reworded,
    /// In another language.
    Translated,
}

/// A figure that changed between an article and its parent.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FigureChange {
    /// How.
    pub drift: Drift,
    /// The article's.
    pub figure: Placed,
    /// Its parent's.
    pub parent_figure: Placed,
}

/// A sentence that an article has from a parent.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reused {
    /// Place of the parent in the archive.
    pub parent: u64,
    /// Which sentence of the root.
    pub root: RootSentence,
    /// Where in the article.
    pub span: Span,
    /// Where in the parent.
    pub parent_span: Span,
    /// How alike.
    pub kind: Kinship,
    /// Words kept in order, of the words before and after.
    pub kept: (u32, u32, u32),
    /// Figures that differ from the parent's.
    pub changes: Vec<FigureChange>,
}

/// What is known of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Truth {
    /// The article.
    pub id: String,
    /// Place in the archive.
    pub position: u64,
    /// Its family; none for an article on its own.
    pub family: Option<u32>,
    /// Its number in the family.
    pub member: u32,
    /// Members of the family.
    pub members: u32,
    /// Name of the family's scenario.
    pub scenario: &'static str,
    /// The kind of reuse.
    pub reuse: &'static str,
    /// Which half the scenario belongs to.
    pub half: Half,
    /// What it is to its family.
    pub role: Role,
    /// Places of the articles that it has text from.
    pub parents: Vec<u64>,
    /// Whom it names as its source, when it does.
    pub cites: Option<String>,
    /// Where it does.
    pub credit: Option<Span>,
    /// When it really was published: seconds since the epoch.
    pub published: i64,
    /// The root's sentences in it.
    pub carried: Vec<Carried>,
    /// What it has from its parents.
    pub reused: Vec<Reused>,
    /// The outlet's furniture.
    pub boilerplate: Vec<Span>,
}

/// Writes an article and its truth, one line each. Spans are written in characters (Unicode
/// scalar values), as the tables of the program have them.
///
/// `parent_text` gives the text of the article at a place of the archive.
pub fn write_jsonl(
    article: &Article,
    truth: &Truth,
    parent_text: impl Fn(u64) -> String,
    articles: &mut impl Write,
    truths: &mut impl Write,
) -> io::Result<()> {
    serde_json::to_writer(&mut *articles, article)?;
    articles.write_all(b"\n")?;
    let place = |text: &str, span: Span| {
        let start = text[..span.start as usize].chars().count();
        json!([start, start + span.of(text).chars().count()])
    };
    let carried: Vec<_> = truth
        .carried
        .iter()
        .map(|carried| {
            let figures: Vec<_> = carried
                .figures
                .iter()
                .map(|(span, figure)| json!({"span": place(&article.text, *span), "figure": figure}))
                .collect();
            json!({"root": carried.root, "span": place(&article.text, carried.span), "figures": figures})
        })
        .collect();
    let parents: Vec<(u64, String)> =
        truth.parents.iter().map(|&parent| (parent, parent_text(parent))).collect();
    let reused: Vec<_> = truth
        .reused
        .iter()
        .filter_map(|reused| {
            let text = &parents.iter().find(|(parent, _)| *parent == reused.parent)?.1;
            let changes: Vec<_> = reused
                .changes
                .iter()
                .map(|change| {
                    json!({
                        "drift": change.drift,
                        "span": place(&article.text, change.figure.0),
                        "figure": change.figure.1,
                        "parent_span": place(text, change.parent_figure.0),
                        "parent_figure": change.parent_figure.1,
                    })
                })
                .collect();
            Some(json!({
                "parent": crate::archive::id(reused.parent),
                "root": reused.root,
                "span": place(&article.text, reused.span),
                "parent_span": place(text, reused.parent_span),
                "kind": reused.kind,
                "kept": reused.kept,
                "changes": changes,
            }))
        })
        .collect();
    let boilerplate: Vec<_> =
        truth.boilerplate.iter().map(|span| place(&article.text, *span)).collect();
    let record = json!({
        "id": truth.id,
        "family": truth.family,
        "member": truth.member,
        "members": truth.members,
        "scenario": truth.scenario,
        "reuse": truth.reuse,
        "half": truth.half,
        "role": truth.role,
        "parents": truth.parents.iter().map(|&parent| crate::archive::id(parent)).collect::<Vec<_>>(),
        "cites": truth.cites,
        "published": truth.published,
        "language": article.language,
        "carried": carried,
        "reused": reused,
        "boilerplate": boilerplate,
    });
    serde_json::to_writer(&mut *truths, &record)?;
    truths.write_all(b"\n")
}

//! How an article was read, as the JSON object that `rodovid inspect` prints, and how a bare text
//! was, as `rodovid figures` prints it.

use crate::article::{Article, CharOffsets, Language, Span};
use crate::attribution::{CitedKind, Covers};
use crate::figures::{self, json};
use crate::text::{Document, Role};
use crate::witness::Witness;
use serde::Serialize;
use std::io::{self, Write};

/// An article as it was read.
#[derive(Debug, Serialize)]
struct Inspected<'a> {
    article_id: &'a str,
    text: &'a str,
    outlet: Option<&'a str>,
    outlet_from: &'static str,
    published_at: Option<String>,
    published_from: &'static str,
    published_precision: &'static str,
    published_assumed: Option<&'static str>,
    language: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    sentences: Vec<Sentence<'a>>,
    quotes: Vec<Quote<'a>>,
    figures: Vec<json::View<'a>>,
    attributions: Vec<Attribution<'a>>,
    boilerplate: Vec<Boilerplate<'a>>,
    simhash: String,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Sentence<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    role: &'static str,
    language: Option<&'a str>,
    paragraph: u32,
}

#[derive(Debug, Serialize)]
struct Quote<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    speaker: Option<&'a str>,
    speaker_start: Option<u32>,
    speaker_end: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Attribution<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    cited: &'a str,
    cited_as_written: &'a str,
    cited_start: u32,
    cited_end: u32,
    cited_kind: &'static str,
    /// `sentence`, `quote` or `article`.
    covers: &'static str,
    covers_start: u32,
    covers_end: u32,
    /// In a chain, the attribution (index in this list) that cites this one.
    cited_by: Option<u32>,
    /// The outlet naming itself.
    own: bool,
}

#[derive(Debug, Serialize)]
struct Boilerplate<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    role: &'static str,
}

/// Writes `witness` as one JSON object on a line of its own.
pub fn write(witness: &Witness, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Inspected::new(witness))?;
    out.write_all(b"\n")
}

/// Writes the figures of `text`, which stands in `source` from line `line` (from 1), as one JSON
/// object on a line of its own. A `language` that is not known is detected.
pub fn write_figures(
    source: &str,
    line: u64,
    text: String,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Read<'a> {
        source: &'a str,
        line: u64,
        figures: Vec<json::View<'a>>,
    }
    if text.len() > Span::LONGEST_TEXT {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "longer than 4 GB; cut it"));
    }
    let article = Article { text, language, ..Article::default() };
    let document = Document::new(&article);
    let found = figures::read(&article.text, &document);
    let figures = json::View::all(&found, &article.text);
    serde_json::to_writer(&mut *out, &Read { source, line, figures })?;
    out.write_all(b"\n")
}

impl<'a> Inspected<'a> {
    fn new(witness: &'a Witness) -> Self {
        let (article, document) = (&witness.article, &witness.document);
        let text = witness.text();
        let offsets = CharOffsets::new(text);
        let place = |span: Span| {
            let (start, end) = offsets.span(span);
            Place { start, end, text: span.of(text) }
        };
        let sentences = document.sentences.iter();
        let covered = |covers: Covers| match covers {
            Covers::Sentence(index) => {
                ("sentence", document.sentences.get(index as usize).map(|found| found.span))
            }
            Covers::Quote(index) => {
                ("quote", document.quotes.get(index as usize).map(|found| found.span))
            }
            Covers::Article => ("article", None),
        };
        let whole = Span::new(0, text.len() as u32);
        Self {
            article_id: &article.id,
            text,
            outlet: known(&article.outlet.name),
            outlet_from: article.outlet.from.as_str(),
            published_at: Some(article.published.to_string()).filter(|time| !time.is_empty()),
            published_from: article.published.from.as_str(),
            published_precision: article.published.precision(),
            published_assumed: known(article.published.assumed()),
            language: known(document.language.code()),
            title: known(&article.title),
            url: known(&article.url),
            sentences: sentences
                .clone()
                .map(|sentence| Sentence {
                    place: place(sentence.span),
                    role: role_word(sentence.role),
                    language: known(sentence.language.code()),
                    paragraph: sentence.paragraph,
                })
                .collect(),
            quotes: document
                .quotes
                .iter()
                .map(|quote| {
                    let speaker = quote.speaker.map(place);
                    Quote {
                        place: place(quote.span),
                        speaker: speaker.as_ref().map(|speaker| speaker.text),
                        speaker_start: speaker.as_ref().map(|speaker| speaker.start),
                        speaker_end: speaker.as_ref().map(|speaker| speaker.end),
                    }
                })
                .collect(),
            figures: json::View::all(&witness.figures, text),
            attributions: witness
                .attributions
                .iter()
                .map(|attribution| {
                    let cited = place(attribution.cited);
                    let (covers, span) = covered(attribution.covers);
                    let (covers_start, covers_end) = offsets.span(span.unwrap_or(whole));
                    Attribution {
                        place: place(attribution.span),
                        cited: &attribution.name,
                        cited_as_written: cited.text,
                        cited_start: cited.start,
                        cited_end: cited.end,
                        cited_kind: cited_kind_word(attribution.kind),
                        covers,
                        covers_start,
                        covers_end,
                        cited_by: attribution.cited_by,
                        own: attribution.own,
                    }
                })
                .collect(),
            boilerplate: sentences
                .filter(|sentence| sentence.role.is_boilerplate())
                .map(|sentence| Boilerplate {
                    place: place(sentence.span),
                    role: role_word(sentence.role),
                })
                .collect(),
            simhash: witness.simhash.to_string(),
        }
    }
}

/// Unknown is null, never an empty text.
fn known(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Body => "body",
        Role::Heading => "heading",
        Role::Header => "header",
        Role::Link => "link",
        Role::Navigation => "navigation",
    }
}

const fn cited_kind_word(kind: CitedKind) -> &'static str {
    match kind {
        CitedKind::Outlet => "outlet",
        CitedKind::Agency => "agency",
        CitedKind::Institution => "institution",
        CitedKind::Person => "person",
    }
}

//! Pages: the main content by Mozilla's Readability method (`dom_smoothie`), and what the page
//! says about itself in its metadata.

mod depth;
mod metadata;

use super::decode;
use super::fields::{Field, Fields};
use super::format::{Chunk, Chunks, Fault, Format, Harvest, Reading};
use super::plain;
use super::record::Record;
use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};
use metadata::Metadata;
use std::io::Read;
use std::sync::Arc;

/// `.html`
pub(super) struct Html;

impl Format for Html {
    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn chunks(&self, input: Box<dyn Read + Send>, _: &Arc<Fields>) -> Chunks {
        Box::new(std::iter::once_with(|| {
            plain::whole(input, LONGEST_PAGE).map(|bytes| Box::new(Page(bytes)) as Box<dyn Chunk>)
        }))
    }
}

/// Longest page, in bytes: a page of news has 50 to 500 KB, and its tree takes some 20 times that.
const LONGEST_PAGE: usize = 16 << 20;

/// Most elements of a page; a page of news has 500 to 5,000.
const MOST_ELEMENTS: usize = 200_000;

struct Page(Vec<u8>);

impl Chunk for Page {
    fn bytes(&self) -> usize {
        self.0.len()
    }

    fn read(self: Box<Self>, reading: &Reading<'_>, harvest: &mut Harvest) {
        if let Err((byte, reason)) = page(self.0, reading, harvest) {
            harvest.faults.push(Fault::at(1, byte, reason));
        }
    }
}

/// Reads a page, or says at which byte it cannot be read, and why.
fn page(bytes: Vec<u8>, reading: &Reading<'_>, harvest: &mut Harvest) -> Result<(), (u64, String)> {
    let declared = declared_charset(&bytes).map(<[u8]>::to_vec);
    let html = decode::decode(bytes, declared.as_deref())
        .map_err(|(byte, reason)| (byte as u64, reason))?;
    depth::check(&html)?;
    if let Some(at) = own_entities(&html) {
        return Err((at as u64, OWN_ENTITIES.into()));
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let mut page = Readability::new(html, None, Some(config)).map_err(|error| explain(&error))?;
    let metadata = Metadata::of(&page);
    let article = page.parse().map_err(|error| explain(&error))?;
    let text = article.text_content.trim();
    if text.is_empty() || !metadata.is_article && !has_sentence(text) {
        return Err((0, NO_ARTICLE.into()));
    }
    let mut record = Record::of_text(text.to_owned());
    record.set(Field::Outlet, metadata.outlet);
    record.set(Field::Published, metadata.published);
    record.set(Field::Title, metadata.title.or_else(|| Some(article.title.clone())));
    record.set(Field::Url, metadata.url);
    record.set(Field::Language, metadata.language);
    record.into_article(1, 0, reading, harvest);
    Ok(())
}

const OWN_ENTITIES: &str = "entities made of entities, as a decompression bomb declares them: save \
                            the page as a browser shows it";

/// Where a page declares an entity made of other entities: the bomb of XML. No page of news does, and
/// no parser of HTML expands them, but what would be read is not what the page means to say.
fn own_entities(html: &str) -> Option<usize> {
    const DECLARATION: &str = "<!ENTITY";
    memchr::memmem::find_iter(html.as_bytes(), DECLARATION).find(|&at| {
        let declared = &html[at + DECLARATION.len()..];
        let declared = &declared[..declared.find('>').unwrap_or(declared.len())];
        let refers = |(at, _): (usize, &str)| {
            declared[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        };
        declared.match_indices('&').any(refers)
    })
}

const NO_ARTICLE: &str = "no article found in the page: save the article's own page, or its text";

fn explain(error: &ReadabilityError) -> (u64, String) {
    let reason = match error {
        ReadabilityError::TooManyElements(..) => too_many_elements(),
        _ => NO_ARTICLE.into(),
    };
    (0, reason)
}

fn too_many_elements() -> String {
    format!("the page has more than {MOST_ELEMENTS} elements: save the article's own page")
}

/// Whether some line reads as a sentence of an article: lists of links and headlines have none.
fn has_sentence(text: &str) -> bool {
    /// «Деталі згодом.» is a sentence and no article, in characters.
    const SHORTEST: usize = 60;
    text.lines().any(|line| {
        let line = line.trim_end_matches(['"', '»', '”', ')', ' ']);
        line.ends_with(['.', '!', '?', '…']) && line.chars().count() >= SHORTEST
    })
}

/// The label after `charset=` or `encoding=` at the start of the page.
fn declared_charset(bytes: &[u8]) -> Option<&[u8]> {
    /// Browsers look at the first 1,024 bytes; some pages have scripts above the declaration.
    const LOOKED_AT: usize = 8192;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let lower = head.to_ascii_lowercase();
    [b"charset".as_slice(), b"encoding"].iter().find_map(|word| {
        memchr::memmem::find_iter(&lower, word).find_map(|at| {
            let after = head[at + word.len()..].trim_ascii_start().strip_prefix(b"=")?;
            let value = after.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
            let end = value
                .iter()
                .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)))?;
            (end > 0).then(|| &value[..end])
        })
    })
}

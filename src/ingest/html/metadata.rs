//! What a page says about itself: JSON-LD (schema.org), Open Graph and `meta` elements.

use crate::ingest::date::{self, Order};
use dom_smoothie::Readability;
use serde_json::Value;

/// What was found, as written.
#[derive(Default)]
pub(super) struct Metadata {
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The page calls itself an article.
    pub(super) is_article: bool,
}

/// Most blocks of JSON-LD, and most objects in them, that are looked at.
const MOST_BLOCKS: usize = 32;
const MOST_OBJECTS: usize = 256;

/// Names of `meta` elements that hold the time of publication, best first.
const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "dc.date.issued",
    "dc.date",
    "date",
];

impl Metadata {
    /// Reads the page before its content is taken out, which changes it.
    pub(super) fn of(page: &Readability) -> Self {
        let mut metas: Vec<(String, String)> = Vec::new();
        for meta in &page.doc.select("meta[content]") {
            let name = ["property", "name", "itemprop"].iter().find_map(|name| meta.attr(name));
            if let (Some(name), Some(content)) = (name, meta.attr("content")) {
                metas.push((name.trim().to_lowercase(), content.trim().to_owned()));
            }
        }
        let meta = |name: &str| {
            let found = metas.iter().find(|(it, content)| it == name && !content.is_empty());
            found.map(|(_, content)| content.clone())
        };
        let attribute = |selector: &str, name: &str| {
            let value = page.doc.select(selector).iter().next()?.attr(name)?;
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let linked = Linked::of(page);
        // A date that cannot be read is none; the next one may be better.
        let published = linked
            .published
            .clone()
            .into_iter()
            .chain(PUBLISHED.iter().filter_map(|name| meta(name)))
            .chain(attribute("time[itemprop='datePublished']", "datetime"))
            .chain(attribute("[itemprop='datePublished']", "content"))
            .chain(attribute("time[pubdate]", "datetime"))
            .chain(attribute("article time[datetime]", "datetime"))
            .find(|written| date::parse(written, Order::DayFirst).is_some());
        Self {
            outlet: meta("og:site_name").or(linked.publisher).or_else(|| meta("application-name")),
            published,
            title: linked.headline.or_else(|| meta("og:title")),
            url: attribute("link[rel='canonical']", "href")
                .or_else(|| meta("og:url"))
                .or(linked.url)
                .filter(|url| url.starts_with("http://") || url.starts_with("https://")),
            language: attribute("html", "lang"),
            is_article: linked.is_article || meta("og:type").is_some_and(|it| it == "article"),
        }
    }
}

/// What JSON-LD says about the article.
#[derive(Default)]
struct Linked {
    is_article: bool,
    published: Option<String>,
    publisher: Option<String>,
    headline: Option<String>,
    url: Option<String>,
}

impl Linked {
    fn of(page: &Readability) -> Self {
        let mut linked = Self::default();
        let scripts = page.doc.select("script[type='application/ld+json']");
        for script in scripts.iter().take(MOST_BLOCKS) {
            let text = script.text();
            let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
            let objects = objects(&value);
            let Some(article) = objects.iter().copied().find(|object| is_article(object)) else {
                continue;
            };
            // A publisher is written out, or named by its `@id`, which stands in the graph.
            let publisher = article.get("publisher").or_else(|| article.get("sourceOrganization"));
            let by_id = publisher.and_then(|it| it.get("@id")).and_then(|id| {
                objects
                    .iter()
                    .copied()
                    .find(|it| it.get("@id") == Some(id) && it.get("name").is_some())
            });
            linked = Self {
                is_article: true,
                published: string(article.get("datePublished")),
                publisher: name(publisher).or_else(|| name(by_id)),
                headline: string(article.get("headline")).or_else(|| string(article.get("name"))),
                url: string(article.get("url"))
                    .or_else(|| string(article.get("mainEntityOfPage")))
                    .or_else(|| string(article.get("mainEntityOfPage")?.get("@id"))),
            };
            break;
        }
        linked
    }
}

/// All objects at the top, in arrays and in `@graph`s.
fn objects(value: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                found.push(value);
                open.extend(fields.get("@graph"));
                open.extend(fields.get("mainEntity"));
            }
            _ => {}
        }
        if found.len() == MOST_OBJECTS {
            break;
        }
    }
    found
}

/// `NewsArticle`, `ReportageNewsArticle`, `BlogPosting`, …
fn is_article(object: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting"))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

fn string(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(values) => string(values.first()),
        _ => None,
    }
}

/// A name, or that of an object or of the first in a list.
fn name(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Array(values) => name(values.first()),
        Value::Object(fields) => string(fields.get("name")),
        value => string(Some(value)),
    }
}

//! From the fields of a record to an [`Article`]: the same rules for every format.

use super::date::{self, Order};
use super::fields::{Field, Meaning};
use super::format::{Fault, Harvest, Reading};
use super::header;
use crate::article::{Article, FieldFrom, Language, OutletField, Published};
use crate::outlet::Outlets;
use std::borrow::Cow;

/// A value as the format has it.
#[derive(Clone, Debug)]
pub(super) enum Value<'r> {
    /// Null, or an empty cell.
    Missing,
    Text(Cow<'r, str>),
    /// A number as written.
    Number(&'r str),
    /// Something that no field can be, named for the message.
    Other(&'static str),
}

/// The values of one record, the most preferred for each field.
#[derive(Default)]
pub(super) struct Record<'r> {
    values: [Option<(u8, Value<'r>)>; Field::COUNT],
    seen: u64,
}

/// Values that no field can be are kept only for the message.
const LEAST_PREFERRED: u8 = u8::MAX;

impl<'r> Record<'r> {
    /// A record of nothing but a text.
    pub(super) fn of_text(text: String) -> Self {
        let mut record = Self::default();
        record.values[Field::Text as usize] = Some((0, Value::Text(Cow::Owned(text))));
        record
    }

    /// Takes the value unless it is empty or a preferred one is there.
    pub(super) fn offer(&mut self, meaning: Meaning, value: Value<'r>) {
        self.seen |= meaning.mapped;
        let rank = match &value {
            Value::Missing => return,
            Value::Text(text) if text.trim().is_empty() && meaning.field != Field::Text => return,
            Value::Text(text) if text.trim().is_empty() => LEAST_PREFERRED - 1,
            Value::Other(_) => LEAST_PREFERRED,
            _ => meaning.rank,
        };
        let held = &mut self.values[meaning.field as usize];
        if held.as_ref().is_none_or(|(held, _)| rank < *held) {
            *held = Some((rank, value));
        }
    }

    /// Takes what a page says of itself.
    #[cfg(feature = "html")]
    pub(super) fn set(&mut self, field: Field, value: Option<String>) {
        let value = value.map_or(Value::Missing, |value| Value::Text(Cow::Owned(value)));
        self.offer(Meaning { field, rank: 0, mapped: 0 }, value);
    }

    fn take(&mut self, field: Field) -> Option<Value<'r>> {
        self.values[field as usize].take().map(|(_, value)| value)
    }

    /// A short field, trimmed; empty when it is missing or cannot be read.
    fn short(&mut self, field: Field) -> String {
        match self.take(field) {
            Some(Value::Text(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_owned(),
            _ => String::new(),
        }
    }

    /// Makes the article, or a fault, of the record that is the `record`th of its file and begins
    /// at `byte`.
    pub(super) fn into_article(
        mut self,
        record: u64,
        byte: u64,
        reading: &Reading<'_>,
        harvest: &mut Harvest,
    ) {
        harvest.fields_seen |= self.seen;
        let reason = match self.take(Field::Text) {
            Some(Value::Text(text)) if !text.trim().is_empty() => {
                let article = self.article(text.into_owned(), record, reading, harvest);
                harvest.push(article);
                return;
            }
            Some(Value::Text(_)) => "the text is empty: nothing to read".to_owned(),
            Some(Value::Number(_)) => "the text is a number: it must be a string".to_owned(),
            Some(Value::Other(what)) => format!("the text is {what}: it must be a string"),
            _ => "no text: the record needs a field text (or body, content, maintext, article); \
                  --field text=NAME names another"
                .to_owned(),
        };
        harvest.faults.push(Fault::at(record, byte, reason));
    }

    fn article(
        mut self,
        text: String,
        record: u64,
        reading: &Reading<'_>,
        harvest: &mut Harvest,
    ) -> Article {
        let source = format!("{}#{record}", reading.name);
        let id = match self.short(Field::Id) {
            id if id.is_empty() => source.clone(),
            id => id,
        };
        let language = Language::from_code(&self.short(Field::Language));
        let order = order_of(language, &text);
        let published = match self.take(Field::Published) {
            Some(Value::Text(date)) => published(&date, order, harvest),
            Some(Value::Number(date)) => published(date, order, harvest),
            _ => Published::default(),
        };
        let outlet = match self.short(Field::Outlet) {
            name if name.is_empty() => OutletField::default(),
            name => outlet_field(name, FieldFrom::Metadata, reading.outlets),
        };
        let mut article = Article {
            id,
            text,
            outlet,
            published,
            title: self.short(Field::Title),
            url: self.short(Field::Url),
            language,
            source,
            header: Vec::new(),
        };
        if article.outlet.from == FieldFrom::Unknown
            || article.published.from == FieldFrom::Unknown
            || article.title.is_empty()
        {
            header::read(&mut article, order, reading.outlets);
        } else {
            header::mark_title(&mut article);
        }
        article
    }
}

/// The date of a record; one that cannot be read is counted.
fn published(written: &str, order: Order, harvest: &mut Harvest) -> Published {
    if let Some(read) = date::parse(written, order) {
        return Published {
            moment: read.moment,
            from: FieldFrom::Metadata,
            year_assumed: false,
            zone_assumed: read.zone_missing,
        };
    }
    harvest.unread_dates += 1;
    if harvest.unread_date.is_none() {
        harvest.unread_date = Some(written.chars().take(60).collect());
    }
    Published::default()
}

/// In which order `05/06/2024` is to be read: day first where the text is Cyrillic; in other
/// texts both orders are in use, and such a date is not known.
fn order_of(language: Language, text: &str) -> Order {
    /// Enough to meet a letter of the text's script, whatever stands before.
    const LOOKED_AT: usize = 400;
    match language {
        Language::Uk | Language::Ru => Order::DayFirst,
        Language::Unknown if text.chars().take(LOOKED_AT).any(is_cyrillic) => Order::DayFirst,
        _ => Order::Unknown,
    }
}

/// An outlet as read, with the name that the table gives it.
pub(super) fn outlet_field(as_read: String, from: FieldFrom, outlets: &Outlets) -> OutletField {
    let host = host_of(&as_read);
    let known = outlets.by_name(&as_read).or_else(|| host.and_then(|host| outlets.by_host(host)));
    let name = known.map_or_else(|| as_read.clone(), |id| outlets.get(id).name.clone());
    OutletField { as_read, name, from }
}

/// The host in an address or a bare domain.
pub(super) fn host_of(address: &str) -> Option<&str> {
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (_, last) = host.rsplit_once('.')?;
    let plausible = last.chars().count() >= 2
        && last.chars().all(char::is_alphabetic)
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && !host.starts_with('.')
        && !host.contains("..");
    plausible.then_some(host)
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

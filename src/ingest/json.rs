//! One JSON object to a record. Values that are not ours are passed over without being built.

use super::format::{Fault, Harvest, Reading};
use super::record::{Record, Value};
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Reads the object in `bytes`, which is record `record` and begins at byte `byte` of the file.
pub(super) fn read_value(
    bytes: &[u8],
    record: u64,
    byte: u64,
    reading: &Reading<'_>,
    harvest: &mut Harvest,
) {
    harvest.named_fields = true;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            harvest.faults.push(Fault::at(
                record,
                byte + error.valid_up_to() as u64,
                "not valid UTF-8: write the file as UTF-8",
            ));
            return;
        }
    };
    let mut values = Record::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = (&mut json).deserialize_any(Object { reading, record: &mut values });
    match read.and_then(|()| json.end()) {
        Ok(()) => values.into_article(record, byte, reading, harvest),
        Err(error) => {
            harvest.faults.push(Fault::at(record, byte + place(text, &error), explain(&error)));
        }
    }
}

/// Bytes before the error's place.
fn place(text: &str, error: &serde_json::Error) -> u64 {
    let before: usize =
        text.split_inclusive('\n').take(error.line().max(1) - 1).map(str::len).sum();
    (before + error.column().max(1) - 1).min(text.len()) as u64
}

fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(it, _)| it);
    if error.is_data() {
        format!("{message}: each record must be a JSON object, {{\"text\": …}}")
    } else {
        format!("not valid JSON ({message}): each record must be one JSON object")
    }
}

struct Object<'a, 'r> {
    reading: &'a Reading<'a>,
    record: &'a mut Record<'r>,
}

impl<'r> Visitor<'r> for Object<'_, 'r> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'r>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key_seed(Text)? {
            let Some(meaning) = self.reading.fields.meaning(&name) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let raw: &'r RawValue = map.next_value()?;
            self.record.offer(meaning, value(raw.get()).map_err(M::Error::custom)?);
        }
        Ok(())
    }
}

/// The value that `raw`, valid JSON, stands for.
fn value(raw: &str) -> Result<Value<'_>, serde_json::Error> {
    Ok(match raw.as_bytes().first() {
        Some(b'"') if memchr::memchr(b'\\', raw.as_bytes()).is_none() => {
            Value::Text(Cow::Borrowed(&raw[1..raw.len() - 1]))
        }
        Some(b'"') => Value::Text(Text.deserialize(&mut serde_json::Deserializer::from_str(raw))?),
        Some(b'n') => Value::Missing,
        Some(b'-' | b'0'..=b'9') => Value::Number(raw),
        Some(b'{') => Value::Other("an object"),
        Some(b'[') => Value::Other("a list"),
        _ => Value::Other("true or false"),
    })
}

/// A string in which a lone surrogate reads as U+FFFD. `serde_json` refuses those in strings, and
/// gives them in the generalised form of UTF-8 in byte strings.
struct Text;

impl<'r> DeserializeSeed<'r> for Text {
    type Value = Cow<'r, str>;

    fn deserialize<D: Deserializer<'r>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<'r> Visitor<'r> for Text {
    type Value = Cow<'r, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E: serde::de::Error>(self, bytes: &'r [u8]) -> Result<Self::Value, E> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) => self.visit_bytes(bytes),
        }
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => without_surrogates(bytes),
        }))
    }
}

/// Each three bytes of a surrogate as one U+FFFD.
fn without_surrogates(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        match std::str::from_utf8(rest) {
            Ok(good) => {
                text.push_str(good);
                return text;
            }
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                text.push_str(&String::from_utf8_lossy(good));
                text.push('\u{FFFD}');
                rest = match bad {
                    [0xED, 0xA0..=0xBF, _, after @ ..] | [_, after @ ..] => after,
                    [] => &[],
                };
            }
        }
    }
}

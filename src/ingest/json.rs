//! One JSON object to a record. Values that are not ours are passed over without being built.

use super::format::{Fault, Harvest, Reading};
use super::record::{Record, Value};
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
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
    let text = match simdutf8::compat::from_utf8(bytes) {
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
        while let Some(name) = map.next_key_seed(Name)? {
            let Some(meaning) = self.reading.fields.meaning(&name) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let raw: &'r RawValue = map.next_value()?;
            self.record.offer(meaning, value(raw.get()));
        }
        Ok(())
    }
}

/// The value that `raw`, valid JSON, stands for.
fn value(raw: &str) -> Value<'_> {
    match raw.as_bytes().first() {
        Some(b'"') => Value::Text(unescaped(&raw[1..raw.len() - 1])),
        Some(b'n') => Value::Missing,
        Some(b'-' | b'0'..=b'9') => Value::Number(raw),
        Some(b'{') => Value::Other("an object"),
        Some(b'[') => Value::Other("a list"),
        _ => Value::Other("true or false"),
    }
}

/// What stands between the quotation marks of a valid JSON string, without its escapes; a lone
/// surrogate reads as U+FFFD.
///
/// `serde_json` refuses lone surrogates in strings, and takes two more passes over the text to say
/// that it is UTF-8, which is known here: together half of the cost of reading a line.
fn unescaped(written: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'\\', written.as_bytes()) else {
        return Cow::Borrowed(written);
    };
    let mut text = String::with_capacity(written.len());
    text.push_str(&written[..first]);
    let mut rest = &written[first..];
    while let Some(escape) = rest.strip_prefix('\\') {
        let (character, after) = match escape.as_bytes().first() {
            Some(b'u') => code_point(&escape[1..]),
            Some(b'n') => ('\n', &escape[1..]),
            Some(b't') => ('\t', &escape[1..]),
            Some(b'r') => ('\r', &escape[1..]),
            Some(b'b') => ('\u{8}', &escape[1..]),
            Some(b'f') => ('\u{C}', &escape[1..]),
            Some(&itself) if itself.is_ascii() => (char::from(itself), &escape[1..]),
            _ => (char::REPLACEMENT_CHARACTER, escape),
        };
        text.push(character);
        // Texts written in ASCII alone are one escape after the other.
        if after.starts_with('\\') {
            rest = after;
            continue;
        }
        let next = memchr::memchr(b'\\', after.as_bytes()).unwrap_or(after.len());
        text.push_str(&after[..next]);
        rest = &after[next..];
    }
    Cow::Owned(text)
}

/// The character that the digits after `\u` mean, with the second half of a surrogate pair.
fn code_point(digits: &str) -> (char, &str) {
    let Some(first) = unit(digits.as_bytes()) else { return (char::REPLACEMENT_CHARACTER, digits) };
    let after = &digits[4..];
    if (0xD800..0xDC00).contains(&first)
        && let Some(second @ 0xDC00..=0xDFFF) = after.as_bytes().strip_prefix(b"\\u").and_then(unit)
    {
        let point = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER), &after[6..]);
    }
    (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), after)
}

/// Four hexadecimal digits.
fn unit(digits: &[u8]) -> Option<u32> {
    digits.first_chunk::<4>()?.iter().try_fold(0, |unit, &digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' => digit - b'a' + 10,
            b'A'..=b'F' => digit - b'A' + 10,
            _ => return None,
        };
        Some(unit << 4 | u32::from(value))
    })
}

/// A field's name. Read as bytes: a lone surrogate in a name that is not ours is no fault.
struct Name;

impl<'r> DeserializeSeed<'r> for Name {
    type Value = Cow<'r, str>;

    fn deserialize<D: Deserializer<'r>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<'r> Visitor<'r> for Name {
    type Value = Cow<'r, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_bytes<E>(self, bytes: &'r [u8]) -> Result<Self::Value, E> {
        Ok(String::from_utf8_lossy(bytes))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn strings_read_as_serde_json_reads_them(text in "\\PC*[\\x00-\\x7F]*\\PC*") {
            let written = serde_json::to_string(&text).unwrap();
            proptest::prop_assert_eq!(unescaped(&written[1..written.len() - 1]), text.as_str());
            let ascii: String =
                text.encode_utf16().fold(String::new(), |all, unit| all + &format!("\\u{unit:04x}"));
            proptest::prop_assert_eq!(unescaped(&ascii), text.as_str());
        }
    }
}

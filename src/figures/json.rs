//! A figure as `rodovid figures` and `rodovid inspect` write it.

use super::{Decimal, Figure};
use crate::article::CharOffsets;
use serde::Serialize;
use serde_json::value::RawValue;

/// One figure with the keys of the contract; offsets in characters.
#[derive(Debug, Serialize)]
pub struct View<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// First character.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// See [`super::Kind`].
    pub kind: &'static str,
    /// A JSON number in plain decimals.
    pub value: Option<Box<RawValue>>,
    /// Least value.
    pub low: Option<Box<RawValue>>,
    /// Greatest value.
    pub high: Option<Box<RawValue>>,
    /// See [`super::Qualifier`].
    pub qualifier: &'static str,
    /// As written.
    pub unit: Option<&'t str>,
    /// As written.
    pub magnitude: Option<&'t str>,
    /// ISO 4217, of money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Of a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Of a span of dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_end: Option<String>,
    /// `HH:MM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

fn number(value: Option<Decimal>) -> Option<Box<RawValue>> {
    // A plain decimal is always a JSON number.
    value.and_then(|value| RawValue::from_string(value.to_string()).ok())
}

impl<'t> View<'t> {
    /// `figure` of `text`, whose offsets are in `offsets`.
    pub fn new(figure: &Figure, text: &'t str, offsets: &CharOffsets<'_>) -> Self {
        let (start, end) = offsets.span(figure.span);
        Self {
            text: figure.span.of(text),
            start,
            end,
            kind: figure.kind.as_str(),
            value: number(figure.value),
            low: number(figure.low),
            high: number(figure.high),
            qualifier: figure.qualifier.as_str(),
            unit: figure.unit.map(|unit| unit.of(text)),
            magnitude: figure.magnitude.map(|magnitude| magnitude.of(text)),
            currency: figure.currency_code().map(str::to_owned),
            date: figure.date.map(|date| date.to_string()),
            date_end: figure.date_end.map(|date| date.to_string()),
            time: figure.time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
        }
    }

    /// All of `figures`.
    pub fn all(figures: &[Figure], text: &'t str) -> Vec<Self> {
        let offsets = CharOffsets::new(text);
        figures.iter().map(|figure| Self::new(figure, text, &offsets)).collect()
    }
}

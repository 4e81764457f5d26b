//! A verdict in words: how likely, from whom.

use super::excerpt::shorten;
use super::texts::Texts;
use super::view::GroupView;
use crate::article::Article;
use std::borrow::Cow;

/// The word for a probability, by the scale that intelligence reports use (Kent 1964), coarsened
/// to what calibrated group verdicts can carry.
pub(super) const fn likelihood(probability: f64, texts: &Texts) -> &'static str {
    if probability >= 0.95 {
        texts.almost_certainly
    } else if probability >= 0.8 {
        texts.very_likely
    } else if probability >= 0.6 {
        texts.likely
    } else {
        texts.possibly
    }
}

/// A probability in whole percent, with what lies beyond 1 and 99 told as such: no verdict of a
/// program is certain.
pub(super) fn percent(probability: f64) -> String {
    if probability < 0.01 {
        "<\u{202F}1\u{202F}%".to_owned()
    } else if probability > 0.99 {
        ">\u{202F}99\u{202F}%".to_owned()
    } else {
        format!("{:.0}\u{202F}%", probability * 100.0)
    }
}

/// Longest name of an outlet that people are shown, in characters.
const LONGEST_NAME: usize = 60;

/// The outlet of an article; where it is not known the article's id, which tells it from others.
pub(super) fn outlet<'a>(article: &'a Article, texts: &Texts) -> Cow<'a, str> {
    named(if article.outlet.name.is_empty() { &article.id } else { &article.outlet.name }, texts)
}

/// The name of an outlet as people are shown it.
pub(super) fn named<'a>(name: &'a str, texts: &Texts) -> Cow<'a, str> {
    if name.is_empty() {
        Cow::Borrowed(texts.unknown_outlet)
    } else if name.chars().nth(LONGEST_NAME).is_some() {
        Cow::Owned(shorten(name, LONGEST_NAME))
    } else {
        Cow::Borrowed(name)
    }
}

/// Where a group came from, in one line, with the sources cited where it came from outside.
pub(super) fn with_sources(group: &GroupView<'_>, texts: &Texts) -> String {
    let verdict = &group.story.verdict;
    let sources: Vec<String> = verdict
        .outside_source
        .iter()
        .take(MOST_SOURCES)
        .map(|source| shorten(source, LONGEST_NAME))
        .collect();
    let words = in_words(group, texts);
    if verdict.origin.is_some() || sources.is_empty() {
        return words;
    }
    let more = if verdict.outside_source.len() > MOST_SOURCES { ", …" } else { "" };
    format!("{words}: {}{more}", sources.join(", "))
}

/// Most sources named on a line.
const MOST_SOURCES: usize = 2;

/// Where a group came from, in one line.
pub(super) fn in_words(group: &GroupView<'_>, texts: &Texts) -> String {
    let verdict = &group.story.verdict;
    let Some(told) = group.told() else { return texts.order_unknown.to_owned() };
    let confidence = verdict.confidence[told];
    let name = outlet(group.article(told), texts);
    if verdict.origin.is_some() {
        let likelihood = likelihood(confidence, texts);
        return format!("{likelihood} {} {name} ({})", texts.from, percent(confidence));
    }
    if verdict.outside_probability > confidence {
        let probability = verdict.outside_probability;
        return format!(
            "{} {} ({})",
            likelihood(probability, texts),
            texts.from_outside,
            percent(probability)
        );
    }
    format!("{} ({}: {name}, {})", texts.order_unknown, texts.likeliest, percent(confidence))
}

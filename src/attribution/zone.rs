//! The time zone in which an article's bare times are read.

use crate::article::{Article, Language};
use crate::outlet::host_of;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Zone of a country: of its capital or of most of its press where it has several, which is why a
/// zone from here is always marked as assumed.
fn of_country(country: [u8; 2]) -> Option<TimeZone> {
    ZONES.get(&country).cloned()
}

static ZONES: LazyLock<FxHashMap<[u8; 2], TimeZone>> = LazyLock::new(|| {
    let rows = include_str!("data/zones.tsv").lines().filter_map(|line| line.split_once('\t'));
    rows.filter_map(|(country, zone)| {
        Some((country.as_bytes().try_into().ok()?, TimeZone::get(zone).ok()?))
    })
    .collect()
});

/// The zone that `--timezone` names; else that of the outlet's `country`; else that of the country
/// of its address; else Ukraine's for a text in Ukrainian, which hardly any other country prints.
pub(super) fn of_article(
    article: &Article,
    language: Language,
    country: Option<[u8; 2]>,
    named: Option<&str>,
) -> Option<TimeZone> {
    if let Some(zone) = named {
        return TimeZone::get(zone).ok();
    }
    country.and_then(of_country).or_else(|| {
        let address = if article.url.is_empty() { &article.outlet.as_read } else { &article.url };
        let last = host_of(address).rsplit_once('.').map(|(_, last)| last.as_bytes());
        match last {
            Some(b"uk") => of_country(*b"GB"),
            Some(&[a, b]) => of_country([a.to_ascii_uppercase(), b.to_ascii_uppercase()]),
            _ => None,
        }
        .or_else(|| (language == Language::Uk).then(|| of_country(*b"UA")).flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlet::Outlets;

    #[test]
    fn every_zone_of_the_table_is_known_and_every_country_of_the_outlets_has_one() {
        for line in include_str!("data/zones.tsv").lines() {
            let (_, zone) = line.split_once('\t').expect(line);
            assert!(TimeZone::get(zone).is_ok(), "{zone}");
        }
        for entry in Outlets::shipped().entries() {
            if let Some(country) = entry.country {
                assert!(of_country(country).is_some(), "{}", entry.name);
            }
        }
    }
}

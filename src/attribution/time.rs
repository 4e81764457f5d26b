//! When the article was published, as far as zone, address and running text complete it.

use super::Completion;
use super::cue::{self, Cue};
use super::page::breaks;
use super::scope::LEAD_SENTENCES;
use super::zone;
use crate::article::{Article, FieldFrom, Moment, Published};
use crate::figures::{Figure, PartialDate};
use crate::text::{Document, Role};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Years back in which a weekday and a day are looked for: after 28 the calendar repeats, but news
/// that gives a weekday and no year is not that old; 11 is the longest gap between two fitting
/// years save for 29 February.
const YEARS_BACK: i16 = 12;

/// Completes the time.
pub(super) fn complete(
    article: &mut Article,
    document: &Document,
    figures: &[Figure],
    country: Option<[u8; 2]>,
    settings: &Completion,
) {
    let zone = zone::of_article(article, document.language, country, settings.timezone.as_deref());
    if article.published.moment == Moment::Unknown {
        article.published = address_day(&article.url)
            .or_else(|| text_day(&article.text, document, figures, settings.as_of))
            .unwrap_or_default();
    }
    if let Some(zone) = zone {
        place(&mut article.published, &zone);
    }
}

/// Reads a bare time, or a day, in `zone`.
fn place(published: &mut Published, zone: &TimeZone) {
    match &mut published.moment {
        // Ingest leaves a time without a zone as if it were in UTC.
        Moment::Instant { seconds, offset: offset @ 0, .. } if published.zone_assumed => {
            let civil = jiff::Timestamp::from_second(*seconds)
                .map(|at| at.to_zoned(TimeZone::UTC).datetime());
            if let Ok(zoned) = civil.and_then(|civil| civil.to_zoned(zone.clone())) {
                *seconds = zoned.timestamp().as_second();
                *offset = zoned.offset().seconds();
            }
        }
        Moment::Day { year: Some(year), month, day, offset: offset @ 0 } => {
            let noon = Date::new(*year, *month, *day).map(|date| date.at(12, 0, 0, 0));
            if let Ok(zoned) = noon.and_then(|noon| noon.to_zoned(zone.clone())) {
                *offset = zoned.offset().seconds();
            }
        }
        _ => {}
    }
}

/// The day in an address such as `/2024/10/28/`.
fn address_day(url: &str) -> Option<Published> {
    let path = url.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    let date = parts.windows(3).find_map(|three| {
        let [year, month, day] = three else { return None };
        let sized = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
        let year: i16 = year.parse().ok().filter(|year| sized && (1990..2200).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    })?;
    let moment =
        Moment::Day { year: Some(date.year()), month: date.month(), day: date.day(), offset: 0 };
    Some(Published { moment, from: FieldFrom::Url, ..Published::default() })
}

/// The latest day that the lead speaks of as past or present: the article is not older.
fn text_day(
    text: &str,
    document: &Document,
    figures: &[Figure],
    as_of: Option<Date>,
) -> Option<Published> {
    let body = document.sentences.iter().enumerate();
    let lead: Vec<u32> = body
        .filter(|(_, sentence)| sentence.role == Role::Body)
        .map(|(index, _)| index as u32)
        .take(LEAD_SENTENCES)
        .collect();
    let days = figures
        .iter()
        .filter(|figure| lead.contains(&figure.sentence) && has_come(text, document, figure))
        .filter_map(|figure| figure.date_end.or(figure.date))
        .filter(|date| date.month.is_some() && date.day.is_some());
    let latest =
        days.reduce(|latest, next| if is_later(&next, &latest) { next } else { latest })?;
    let (month, day) = (latest.month?, latest.day?);
    let elsewhere = || year_elsewhere(document, figures, month, day);
    let year = latest.year.or_else(elsewhere).or_else(|| year_of_weekday(&latest, as_of?));
    let moment = Moment::Day { year, month, day, offset: 0 };
    let year_assumed = year.is_some() && latest.year.is_none();
    Some(Published { moment, from: FieldFrom::Text, year_assumed, zone_assumed: false })
}

/// Whether the lead speaks of a day as come: not «до 1 листопада», not what will be, and not since
/// when something lasts or what was said before.
fn has_come(text: &str, document: &Document, figure: &Figure) -> bool {
    let Some(sentence) = document.sentences.get(figure.sentence as usize) else { return false };
    let words = document.words.within(figure.span);
    let of_sentence = sentence.words.start as usize..sentence.words.end as usize;
    if words.is_empty() || words.start < of_sentence.start || words.end > of_sentence.end {
        return false;
    }
    let cue = |at: usize| cue::of(document.words[at].hash);
    let before = words.start.checked_sub(1).filter(|&before| before >= of_sentence.start);
    let since = |at: usize| {
        matches!(
            document.words.folded(at),
            "з" | "із" | "зі" | "від" | "с" | "со" | "от" | "since" | "from"
        )
    };
    if before.is_some_and(|before| cue(before).is(Cue::UNTIL) || since(before)) {
        return false;
    }
    if of_sentence.clone().take(2).any(|at| cue(at).is(Cue::BACK)) {
        return false;
    }
    // The clause of the date: up to the commas around it.
    let mut first = words.start;
    while first > of_sentence.start && !clause_ends(text, document, first) {
        first -= 1;
    }
    let mut end = words.end;
    while end < of_sentence.end && !clause_ends(text, document, end) {
        end += 1;
    }
    !(first..end).any(|at| cue(at).is(Cue::FUTURE))
}

/// Whether a clause ends between word `at` and the one before it.
fn clause_ends(text: &str, document: &Document, at: usize) -> bool {
    let gap = document.words[at - 1].span.end as usize..document.words[at].span.start as usize;
    breaks(&text[gap])
}

/// Days, by months of 31.
const HALF_A_YEAR: i32 = 186;

/// Whether `a` is later than `b`. Without years, what is more than half a year on is behind.
fn is_later(a: &PartialDate, b: &PartialDate) -> bool {
    let day = |date: &PartialDate| {
        i32::from(date.month.unwrap_or(0)) * 31 + i32::from(date.day.unwrap_or(0))
    };
    let ahead = day(a) - day(b);
    match (a.year, b.year) {
        (Some(one), Some(other)) if one != other => one > other,
        // A day with a year beside one without is background («24 лютого 2022 року»).
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (None, None) if ahead.abs() > HALF_A_YEAR => ahead < 0,
        _ => ahead > 0,
    }
}

/// The year that the text writes beside the same day elsewhere, when it writes one only.
fn year_elsewhere(document: &Document, figures: &[Figure], month: i8, day: i8) -> Option<i16> {
    let in_story = |figure: &&Figure| {
        let sentence = document.sentences.get(figure.sentence as usize);
        sentence.is_some_and(|sentence| !matches!(sentence.role, Role::Link | Role::Navigation))
    };
    let mut years = figures
        .iter()
        .filter(in_story)
        .filter_map(|figure| figure.date)
        .filter(|date| date.month == Some(month) && date.day == Some(day))
        .filter_map(|date| date.year);
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The latest year, not after `as_of`, in which the day falls on its weekday.
fn year_of_weekday(date: &PartialDate, as_of: Date) -> Option<i16> {
    let weekday = date.weekday?;
    (as_of.year() - YEARS_BACK..=as_of.year()).rev().find(|&year| {
        Date::new(year, date.month.unwrap_or(0), date.day.unwrap_or(0))
            .is_ok_and(|day| day <= as_of && day.weekday().to_monday_one_offset() == weekday)
    })
}

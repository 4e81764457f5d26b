//! Times as people read them, in the language of the report.

use crate::article::{FieldFrom, Moment, Published};
use crate::report::texts::Texts;
use crate::ui::Ui;

const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_UK: [&str; 12] = [
    "січ.",
    "лют.",
    "бер.",
    "квіт.",
    "трав.",
    "черв.",
    "лип.",
    "серп.",
    "вер.",
    "жовт.",
    "лист.",
    "груд.",
];

/// A time in its two halves; either can be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// `28 Oct 2024`.
    pub(super) day: String,
    /// `13:20`, or what is uncertain about the day.
    pub(super) hour: String,
}

/// Whether `published` says only before which day it was not.
pub(in crate::report) const fn is_not_before(published: &Published) -> bool {
    matches!((published.from, published.moment), (FieldFrom::Text, Moment::Day { .. }))
}

/// `published` in words; both halves empty when nothing is known. A day that running text names is
/// told as it stands: see [`is_not_before`].
pub(super) fn when(published: &Published, texts: &Texts) -> When {
    match published.moment {
        Moment::Unknown => When::default(),
        Moment::Day { year, month, day, .. } => When {
            day: date(year, month, day, texts.ui),
            hour: if year.is_none() {
                texts.year_unknown.to_owned()
            } else if published.year_assumed {
                texts.year_assumed.to_owned()
            } else {
                String::new()
            },
        },
        Moment::Instant { seconds, offset, .. } => {
            let civil = jiff::Timestamp::from_second(seconds + i64::from(offset))
                .map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).datetime());
            civil.map_or_else(
                |_| When::default(),
                |at| When {
                    day: date(Some(at.year()), at.month(), at.day(), texts.ui),
                    hour: format!("{:02}:{:02}", at.hour(), at.minute()),
                },
            )
        }
    }
}

/// `published` on one line, or that it is not dated.
pub(super) fn line(published: &Published, texts: &Texts) -> String {
    let mut when = when(published, texts);
    if is_not_before(published) {
        when.day = format!("{} {}", texts.not_before, when.day);
    }
    match (when.day.is_empty(), when.hour.is_empty()) {
        (true, _) => texts.undated.to_owned(),
        (false, true) => when.day,
        (false, false) => format!("{}, {}", when.day, when.hour),
    }
}

fn date(year: Option<i16>, month: i8, day: i8, ui: Ui) -> String {
    let months = match ui {
        Ui::En => &MONTHS_EN,
        Ui::Uk => &MONTHS_UK,
    };
    let month =
        usize::try_from(month - 1).ok().and_then(|at| months.get(at)).copied().unwrap_or("");
    match year {
        Some(year) => format!("{day}\u{A0}{month}\u{A0}{year}"),
        None => format!("{day}\u{A0}{month}"),
    }
}

/// A length of time: `45 min`, `3 h 10 min`, `2 days`.
pub(super) fn lag(seconds: i64, texts: &Texts) -> String {
    let sign = if seconds < 0 { "−" } else { "" };
    let minutes = seconds.unsigned_abs() / 60;
    let [min, hour, day] = texts.lag_units;
    match (minutes / 1_440, minutes / 60 % 24, minutes % 60) {
        (0, 0, minutes) => format!("{sign}{minutes}\u{A0}{min}"),
        (0, hours, 0) => format!("{sign}{hours}\u{A0}{hour}"),
        (0, hours, minutes) => format!("{sign}{hours}\u{A0}{hour} {minutes}\u{A0}{min}"),
        (days, 0, _) => format!("{sign}{days}\u{A0}{day}"),
        (days, hours, _) => format!("{sign}{days}\u{A0}{day} {hours}\u{A0}{hour}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::texts::texts;

    #[test]
    fn times_tell_what_is_uncertain() {
        let mut published = Published {
            moment: Moment::Day { year: None, month: 3, day: 4, offset: 7200 },
            from: FieldFrom::Text,
            ..Published::default()
        };
        assert_eq!(line(&published, texts(Ui::En)), "not before 4\u{A0}Mar, year unknown");
        published.moment = Moment::Instant { seconds: 0, offset: 7200, to_the_second: true };
        assert_eq!(line(&published, texts(Ui::Uk)), "1\u{A0}січ.\u{A0}1970, 02:00");
        published.moment = Moment::Unknown;
        assert_eq!(line(&published, texts(Ui::En)), "undated");
    }

    #[test]
    fn lags_are_short() {
        let texts = texts(Ui::En);
        assert_eq!(lag(2_700, texts), "45\u{A0}min");
        assert_eq!(lag(11_400, texts), "3\u{A0}h 10\u{A0}min");
        assert_eq!(lag(-90_000, texts), "−1\u{A0}d 1\u{A0}h");
    }
}

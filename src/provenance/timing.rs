//! Times of publication as intervals, and what two of them say about who was first.

use crate::article::{Moment, Published};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A "not before" without an end is taken to end after three days: news is copied within days.
const OPEN_END: i64 = 3 * DAY;

/// An order is sure where its probability is above this.
const SURE: f64 = 0.98;

/// When a member was published: an interval in seconds since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    interval: Option<(i64, i64)>,
    /// The instant, where it is known to the minute and no default.
    instant: Option<i64>,
}

/// What is known of the order of two members.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Order {
    /// The first is surely earlier, by about so many hours.
    Before(f64),
    /// The first is surely later, by about so many hours.
    After(f64),
    /// The intervals overlap: the probability that the first is earlier.
    Overlapping(f64),
    /// A time is missing.
    Unknown,
}

impl Clock {
    /// Reads a time of publication.
    ///
    /// An exact midnight (of its zone, or of Greenwich) is nearly always a missing time that
    /// somebody filled in, so it stands for the day that it begins.
    pub fn new(published: &Published) -> Self {
        let Some((start, end)) = published.interval() else {
            return Self { interval: None, instant: None };
        };
        match published.moment {
            Moment::Instant { seconds, offset, .. } => {
                let midnight =
                    seconds % DAY == 0 || seconds.saturating_add(i64::from(offset)) % DAY == 0;
                if midnight {
                    Self { interval: Some((start, start.saturating_add(DAY - 1))), instant: None }
                } else {
                    Self { interval: Some((start, end)), instant: Some(seconds) }
                }
            }
            _ => Self {
                interval: Some((start, end.min(start.saturating_add(OPEN_END)))),
                instant: None,
            },
        }
    }

    /// Whether nothing is known.
    pub const fn is_unknown(&self) -> bool {
        self.interval.is_none()
    }

    /// Latest second at which it can have been published; that of a missing time is the last.
    pub fn latest(&self) -> i64 {
        self.interval.map_or(i64::MAX, |(_, end)| end)
    }

    /// The instant, where it is known to the minute and is no default.
    pub const fn instant(&self) -> Option<i64> {
        self.instant
    }

    /// Order of `self` and `other`.
    pub fn order(&self, other: &Self) -> Order {
        let (Some(first), Some(second)) = (self.interval, other.interval) else {
            return Order::Unknown;
        };
        let earlier = probability_earlier(first, second);
        let middle = |(start, end): (i64, i64)| f64::midpoint(start as f64, end as f64);
        let hours = (middle(second) - middle(first)).abs() / 3600.0;
        if earlier > SURE {
            Order::Before(hours)
        } else if earlier < 1.0 - SURE {
            Order::After(hours)
        } else {
            Order::Overlapping(earlier)
        }
    }

    /// Probability that `self` is earlier than `other`; one half where nothing is known.
    pub fn probability_before(&self, other: &Self) -> f64 {
        match (self.interval, other.interval) {
            (Some(first), Some(second)) => probability_earlier(first, second),
            _ => 0.5,
        }
    }
}

/// Probability that a moment anywhere in the first interval lies before one anywhere in the second.
fn probability_earlier(first: (i64, i64), second: (i64, i64)) -> f64 {
    // As real intervals: an inclusive end is one second further.
    let (a, b) = (first.0 as f64, first.1 as f64 + 1.0);
    let (c, d) = (second.0 as f64, second.1 as f64 + 1.0);
    if b <= c {
        return 1.0;
    }
    if d <= a {
        return 0.0;
    }
    // Where the second lies before, within and after the first interval.
    let within = (c.max(a), d.min(b));
    let part = (within.1 - within.0) / (d - c);
    let after = (d - b).max(0.0) / (d - c);
    let share_earlier = (f64::midpoint(within.0, within.1) - a) / (b - a);
    after + part * share_earlier
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::FieldFrom;

    fn instant(seconds: i64) -> Clock {
        let moment = Moment::Instant { seconds, offset: 7200, to_the_second: false };
        Clock::new(&Published { moment, from: FieldFrom::Metadata, ..Published::default() })
    }

    fn day(day: i8, from: FieldFrom) -> Clock {
        let moment = Moment::Day { year: Some(2024), month: 3, day, offset: 7200 };
        Clock::new(&Published { moment, from, ..Published::default() })
    }

    /// 12:00 Kyiv time on 5 March 2024.
    const NOON: i64 = 1_709_632_800;

    #[test]
    fn instants_are_ordered() {
        assert_eq!(instant(NOON).order(&instant(NOON + 7200)), Order::Before(2.0));
        assert_eq!(instant(NOON + 7200).order(&instant(NOON)), Order::After(2.0));
        assert_eq!(instant(NOON).order(&instant(NOON)), Order::Overlapping(0.5));
    }

    #[test]
    fn a_day_is_no_midnight() {
        let noon = instant(NOON);
        assert_eq!(day(5, FieldFrom::Metadata).order(&noon), Order::Overlapping(noon_share()));
        assert!(matches!(day(4, FieldFrom::Metadata).order(&noon), Order::Before(_)));
        let midnight = instant(NOON - 12 * 3600);
        assert_eq!(midnight.instant(), None);
        assert!(matches!(midnight.order(&noon), Order::Overlapping(_)));
        let greenwich = instant(NOON - 10 * 3600);
        assert!(matches!(greenwich.order(&noon), Order::Overlapping(_)));
    }

    fn noon_share() -> f64 {
        (43_200.0 + 30.0) / 86_400.0
    }

    #[test]
    fn not_before_is_later_rather_than_earlier() {
        let Order::Overlapping(earlier) = day(5, FieldFrom::Text).order(&instant(NOON)) else {
            panic!("the order is open");
        };
        assert!(earlier < 0.25, "{earlier}");
        assert!(matches!(day(6, FieldFrom::Text).order(&instant(NOON)), Order::After(_)));
    }

    #[test]
    fn without_a_year_nothing_is_known() {
        let moment = Moment::Day { year: None, month: 3, day: 5, offset: 0 };
        let clock = Clock::new(&Published { moment, ..Published::default() });
        assert!(clock.is_unknown());
        assert_eq!(clock.order(&instant(NOON)), Order::Unknown);
    }
}

//! When articles were published, and what they say of it.

use super::{Archive, Seat, Source};
use crate::fact::month_and_day;
use crate::random::Rng;
use crate::scenario::Clock;

const JANUARY_2024: i64 = 1_704_067_200;
/// Times of the archive are written two hours east of Greenwich.
const OFFSET: i64 = 7_200;

impl Archive {
    /// When an article really was published, in seconds since the epoch.
    pub(super) fn moment(&self, seat: Seat) -> i64 {
        JANUARY_2024 + self.second(seat) as i64 - OFFSET
    }

    /// Seconds from the start of the archive's year until the family's first article.
    pub(super) fn first_second(&self, seat: Seat) -> u64 {
        let number = seat.family.map_or(seat.slot | 1 << 41, |(number, _)| u64::from(number));
        86_400 * 6 + self.seed(600, number) % (self.days * 86_400)
    }

    /// When an article really was published, in seconds from the start of the year.
    pub(super) fn second(&self, seat: Seat) -> u64 {
        let rng = &mut Rng::new(self.seed(601, seat.slot));
        // Copies follow within minutes or hours; half within two.
        let lag = (120.0 * libm::exp(rng.unit() * 6.0)) as u64;
        match self.source(seat) {
            Source::Root if seat.family.is_none() => self.first_second(seat),
            Source::Root | Source::Outside => self.first_second(seat) + rng.below(6 * 3_600),
            Source::Member(parent) => self.second(Self::sibling(seat, parent)) + lag,
            Source::Both => {
                let [a, b] = [0, 1].map(|member| self.second(Self::sibling(seat, member)));
                a.max(b) + lag
            }
        }
    }

    pub(super) fn published(&self, seat: Seat) -> Option<String> {
        let rng = &mut Rng::new(self.seed(602, seat.slot));
        let clock = Self::scenario(seat).map_or(Clock::Minutes, |scenario| scenario.clock);
        let mut second = self.second(seat);
        let draw = rng.below(100);
        let (mut day_only, mut unknown) = (false, false);
        match clock {
            Clock::Minutes => (day_only, unknown) = (draw < 6, draw >= 98),
            Clock::Days => day_only = true,
            Clock::Unknown => unknown = draw < 85,
            Clock::Wrong => match draw {
                0..20 => second -= 3_600 * (1 + rng.below(8)),
                20..33 => second += 3_600 * (1 + rng.below(8)),
                33..45 => second -= second % 86_400,
                _ => {}
            },
            Clock::Press => match draw {
                0..25 => day_only = true,
                25..32 => unknown = true,
                32..36 => second -= 3_600 * (1 + rng.below(3)),
                36..40 => second += 3_600 * (1 + rng.below(3)),
                40..44 => second -= second % 86_400,
                _ => {}
            },
        }
        if unknown {
            return None;
        }
        let (month, day) = month_and_day((second / 86_400) as u16);
        let (hour, minute) = (second / 3_600 % 24, second / 60 % 60);
        Some(if day_only {
            format!("2024-{month:02}-{day:02}")
        } else {
            format!("2024-{month:02}-{day:02}T{hour:02}:{minute:02}:00+02:00")
        })
    }
}

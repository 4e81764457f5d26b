//! Whom articles name as their source.

use super::{Archive, Mix, Seat, Source};
use crate::Language;
use crate::outlet;
use crate::random::Rng;
use crate::scenario::Credit;
use std::borrow::Cow;

impl Archive {
    /// Whom an article names as its source.
    pub(super) fn cites(&self, seat: Seat) -> Option<Cow<'static, str>> {
        let scenario = Self::scenario(seat)?;
        let rng = &mut Rng::new(self.seed(700, seat.slot));
        let credit = match scenario.credit {
            // Some desks always name their source and some never; families of trees differ in it.
            Credit::Mixed if self.config.mix == Mix::Trees => {
                let family = seat.family.map_or(0, |(number, _)| u64::from(number));
                let names = 3 * (self.seed(702, family) % 4);
                match rng.below(10) {
                    draw if draw >= names => Credit::Absent,
                    0 => Credit::Grandparent,
                    _ => Credit::Parent,
                }
            }
            Credit::Mixed => match rng.below(10) {
                0..5 => Credit::Parent,
                5..9 => Credit::Absent,
                _ => Credit::Grandparent,
            },
            credit => credit,
        };
        let named =
            |member: u32| Cow::Borrowed(outlet::name(self.outlet(Self::sibling(seat, member))));
        match (credit, self.source(seat)) {
            (Credit::Absent, _) | (_, Source::Root) => None,
            (_, Source::Outside) => {
                let number = seat.family.map_or(0, |(number, _)| u64::from(number));
                Some(Cow::Owned(self.outside_name(number, self.language(seat))))
            }
            (Credit::Grandparent, Source::Member(parent)) => {
                match self.source(Self::sibling(seat, parent)) {
                    Source::Member(grandparent) => Some(named(grandparent)),
                    _ => Some(named(parent)),
                }
            }
            (_, Source::Member(parent)) => Some(named(parent)),
            (_, Source::Both) => Some(named(rng.below(2) as u32)),
        }
    }

    /// Whom a family's root itself cites, outside the archive, where it does: copies carry that on.
    pub(super) fn root_cites(&self, number: u64, language: Language) -> Option<String> {
        let cites = self.config.mix == Mix::Trees && self.seed(703, number) % 5 < 2;
        cites.then(|| self.outside_name(number | 1 << 43, language))
    }

    /// Name of an agency that no article of the archive is of.
    pub(super) fn outside_name(&self, family: u64, language: Language) -> String {
        let mut name = String::new();
        crate::syllable::push_name(self.seed(701, family), 2, language, &mut name);
        let suffix = ["прес", "пресс", "press"][language as usize];
        name.push_str(suffix);
        name
    }
}

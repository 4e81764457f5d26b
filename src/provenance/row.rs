//! Rows of aligned figures: the same counted thing in each member.

use crate::drift::FigureSet;
use crate::figures::Figure;
use crate::witness::Witness;

/// A set of aligned figures.
#[derive(Clone, Debug)]
pub(super) struct Row<'g> {
    /// The figure of each member.
    pub(super) figures: Vec<Option<&'g Figure>>,
    /// For each member, the number of its figure's value, equal for equal values.
    pub(super) values: Vec<u32>,
    /// How many have each value.
    holders: Vec<usize>,
}

impl<'g> Row<'g> {
    /// Reads `set` of a group of `members`.
    pub(super) fn new(
        set: &FigureSet,
        members: usize,
        witness: impl Fn(usize) -> &'g Witness,
    ) -> Self {
        let mut row =
            Self { figures: vec![None; members], values: vec![0; members], holders: vec![] };
        for &(member, _, figure) in &set.figures {
            if let (Some(place), Some(figure)) = (row.figures.get_mut(member), figure) {
                *place = witness(member).figures.get(figure as usize);
            }
        }
        let mut values: Vec<&Figure> = Vec::new();
        for (member, figure) in row.figures.iter().enumerate() {
            let Some(figure) = figure else { continue };
            let known = values.iter().position(|value| same_value(value, figure));
            let value = known.unwrap_or_else(|| {
                values.push(figure);
                row.holders.push(0);
                values.len() - 1
            });
            row.values[member] = value as u32;
            row.holders[value] += 1;
        }
        row
    }

    /// Whether fewer than half of the figures have the value of `member`'s.
    pub(super) fn is_odd(&self, member: usize) -> bool {
        let all: usize = self.holders.iter().sum();
        self.figures[member].is_some() && self.holders[self.values[member] as usize] * 2 < all
    }
}

/// Whether two figures say the same number, however written.
pub(super) fn same_value(a: &Figure, b: &Figure) -> bool {
    (a.value, a.low, a.high, a.date, a.time) == (b.value, b.low, b.high, b.date, b.time)
}

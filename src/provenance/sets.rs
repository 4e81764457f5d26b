//! Which of the runs of words that two or more members of a group share each member has.

/// Hashes of members, gathered.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    /// Open addressing, a power of two in size: index of an entry from 1, 0 where free.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    /// Entries of the members in the order added, and whether marked.
    places: Vec<(u32, bool)>,
    /// Where each member's places begin.
    starts: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    /// Members that have it.
    holders: u32,
    /// The last of them, counted from 1, and the last that has it marked.
    last: u32,
    last_marked: u32,
}

impl Gathered {
    /// For about so many places.
    pub(super) fn with_capacity(places: usize) -> Self {
        Self {
            slots: vec![0; (2 * places).next_power_of_two().max(16)],
            entries: Vec::with_capacity(places),
            places: Vec::with_capacity(places),
            starts: Vec::new(),
        }
    }

    /// The places added from now on are the next member's.
    pub(super) fn next_member(&mut self) {
        self.starts.push(self.places.len());
    }

    /// Adds a hash of the member. Whether it is its first, and its first marked.
    pub(super) fn add(&mut self, hash: u64, marked: bool) -> (bool, bool) {
        if 2 * self.entries.len() >= self.slots.len() {
            self.grow();
        }
        let member = self.starts.len() as u32;
        let slot = self.slot(hash);
        if self.slots[slot] == 0 {
            self.entries.push(Entry { hash, holders: 0, last: 0, last_marked: 0 });
            self.slots[slot] = self.entries.len() as u32;
        }
        let at = self.slots[slot] - 1;
        let entry = &mut self.entries[at as usize];
        let first = entry.last != member;
        entry.holders += u32::from(first);
        entry.last = member;
        let first_marked = marked && entry.last_marked != member;
        if first_marked {
            entry.last_marked = member;
        }
        if first || first_marked {
            self.places.push((at, marked));
        }
        (first, first_marked)
    }

    /// Where an entry stands, or would.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash ^ hash >> 32) as usize & mask;
        while let Some(entry) = self.slots[at].checked_sub(1)
            && self.entries[entry as usize].hash != hash
        {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![0; 2 * self.slots.len()];
        for at in 0..self.entries.len() {
            let slot = self.slot(self.entries[at].hash);
            self.slots[slot] = at as u32 + 1;
        }
    }

    /// The sets of all hashes that two or more have; those of the marked ones; and how many have
    /// each.
    pub(super) fn shared(mut self) -> (Sets, Sets, Vec<u32>) {
        let mut holders = Vec::new();
        let number = |entry: &Entry| {
            (entry.holders > 1).then(|| {
                holders.push(entry.holders);
                holders.len() as u32 - 1
            })
        };
        let numbers: Vec<Option<u32>> = self.entries.iter().map(number).collect();
        let members = self.starts.len();
        let mut all = Sets::new(members, holders.len());
        let mut marked = all.clone();
        self.starts.push(self.places.len());
        for member in 0..members {
            for &(entry, is_marked) in &self.places[self.starts[member]..self.starts[member + 1]] {
                let Some(number) = numbers[entry as usize] else { continue };
                all.insert(member, number);
                if is_marked {
                    marked.insert(member, number);
                }
            }
        }
        (all, marked, holders)
    }
}

/// A set of numbers for each member.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    /// 64 numbers a block.
    blocks: usize,
    /// `blocks` a member.
    bits: Vec<u64>,
}

impl Sets {
    pub(super) fn new(members: usize, numbers: usize) -> Self {
        let blocks = numbers.div_ceil(64);
        Self { blocks, bits: vec![0; blocks * members] }
    }

    pub(super) fn insert(&mut self, member: usize, number: u32) {
        self.bits[member * self.blocks + number as usize / 64] |= 1 << (number % 64);
    }

    pub(super) fn of(&self, member: usize) -> &[u64] {
        &self.bits[member * self.blocks..(member + 1) * self.blocks]
    }

    /// How many `member` has.
    pub fn count(&self, member: usize) -> usize {
        count(self.of(member).iter().copied())
    }

    /// How many both have.
    pub fn common(&self, a: usize, b: usize) -> usize {
        count(self.of(a).iter().zip(self.of(b)).map(|(a, b)| a & b))
    }

    /// How many `a` and `third` have and `without` lacks.
    pub fn common_without(&self, a: usize, third: usize, without: usize) -> usize {
        let sets = self.of(a).iter().zip(self.of(third)).zip(self.of(without));
        count(sets.map(|((a, third), without)| a & third & !without))
    }

    /// How many both have that stand in `also`.
    pub(super) fn common_in(&self, a: usize, b: usize, also: &[u64]) -> usize {
        let sets = self.of(a).iter().zip(self.of(b)).zip(also);
        count(sets.map(|((a, b), also)| a & b & also))
    }
}

fn count(blocks: impl Iterator<Item = u64>) -> usize {
    blocks.map(|block| block.count_ones() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Members as strings of words of one letter, marked where it is a capital.
    fn gathered(members: &[String]) -> Gathered {
        let mut gathered = Gathered::with_capacity(0);
        for member in members {
            gathered.next_member();
            for letter in member.bytes() {
                let hash = u64::from(letter.to_ascii_lowercase());
                gathered.add(hash, letter.is_ascii_uppercase());
            }
        }
        gathered
    }

    proptest! {
        #[test]
        fn sets_are_what_strings_share(
            members in prop::collection::vec("[a-eA-E]{0,6}|[a-zA-Z]{20,60}", 2..6),
        ) {
            let (all, marked, holders) = gathered(&members).shared();
            let has = |member: usize, letter: char, marked: bool| {
                members[member].chars().any(|at| {
                    at.eq_ignore_ascii_case(&letter) && (!marked || at.is_ascii_uppercase())
                })
            };
            let shared: Vec<char> = ('a'..='z')
                .filter(|&at| (0..members.len()).filter(|&member| has(member, at, false)).count() > 1)
                .collect();
            prop_assert_eq!(holders.len(), shared.len());
            for a in 0..members.len() {
                for b in 0..members.len() {
                    for (sets, marked) in [(&all, false), (&marked, true)] {
                        let both = shared
                            .iter()
                            .filter(|&&at| has(a, at, marked) && has(b, at, marked))
                            .count();
                        prop_assert_eq!(sets.common(a, b), both);
                        prop_assert_eq!(sets.common_in(a, b, sets.of(b)), both);
                        prop_assert_eq!(sets.common(a, b), sets.count(a) - sets.common_without(a, a, b));
                    }
                }
            }
        }
    }
}

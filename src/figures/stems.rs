//! Words known by their beginnings: those of growth, after which a preposition leads to an end and
//! is no bound.

/// Bits of the filter before the words of growth.
const GOAL_HEADS: usize = 1024;

/// Place in that filter: of the first two letters of either alphabet.
fn goal_head(folded: &[u8]) -> usize {
    let at = |index: usize| usize::from(folded.get(index).copied().unwrap_or(0));
    if at(0) < 0x80 { at(0) << 5 & 0x3E0 | at(1) & 0x1F } else { at(1) << 5 & 0x3E0 | at(3) & 0x1F }
}

/// Beginnings of words, by what they tell of a number behind them.
#[derive(Debug)]
pub(crate) struct Stems {
    /// Words after which «до» leads to an end.
    goals: Vec<&'static str>,
    /// One bit for each first two letters that begin one of them: nearly no word has any.
    heads: [u64; GOAL_HEADS / 64],
    /// Longer beginnings of other words.
    no_goals: Vec<&'static str>,
    /// Beginnings of words that say what something led to.
    causes: Vec<&'static str>,
    /// Beginnings of words behind which "up to" is where something climbed to.
    climbs: Vec<&'static str>,
}

impl Default for Stems {
    fn default() -> Self {
        Self {
            goals: Vec::new(),
            heads: [0; GOAL_HEADS / 64],
            no_goals: Vec::new(),
            causes: Vec::new(),
            climbs: Vec::new(),
        }
    }
}

impl Stems {
    /// Takes a row of a table; false where its class is none of these.
    pub(super) fn add(&mut self, class: &str, stem: &'static str) -> bool {
        match class {
            "goal" => {
                let head = goal_head(stem.as_bytes());
                self.heads[head / 64] |= 1 << (head % 64);
                self.goals.push(stem);
            }
            "nogoal" => self.no_goals.push(stem),
            "cause" => self.causes.push(stem),
            "climb" => self.climbs.push(stem),
            _ => return false,
        }
        true
    }

    /// Sorts the stems, and drops those that others begin: then of all stems only the nearest one
    /// before a word can begin it.
    pub(super) fn finish(&mut self) {
        self.goals.sort_unstable();
        self.goals.dedup_by(|longer, shorter| longer.starts_with(*shorter));
    }

    /// Whether a folded word begins like one after which «до» leads to an end.
    pub(crate) fn is_goal(&self, folded: &[u8]) -> bool {
        let head = goal_head(folded);
        if self.heads[head / 64] & 1 << (head % 64) == 0 {
            return false;
        }
        let next = self.goals.partition_point(|stem| stem.as_bytes() <= folded);
        next > 0
            && folded.starts_with(self.goals[next - 1].as_bytes())
            && !begins(&self.no_goals, folded)
    }

    /// Whether a folded word begins like one that says what something led to.
    pub(crate) fn is_cause(&self, folded: &[u8]) -> bool {
        begins(&self.causes, folded)
    }

    /// Whether a folded word begins like one that goes up.
    pub(crate) fn is_climb(&self, folded: &[u8]) -> bool {
        begins(&self.climbs, folded)
    }
}

fn begins(stems: &[&str], folded: &[u8]) -> bool {
    stems.iter().any(|stem| folded.starts_with(stem.as_bytes()))
}

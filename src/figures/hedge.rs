//! Hedges: more than, about, at least, up to.

use super::Qualifier;
use super::gap::Gap;
use super::lexicon::{LONGEST_PHRASE, extend, flag};
use super::token::Tokens;

/// How far back in its clause a verb of growth is looked for, in words («збільшити чисельність
/// армії до 1,5 млн»).
pub(super) const GOAL_REACH: usize = 9;

impl Tokens<'_> {
    /// The hedge that ends right before token `first`, with the byte where it begins.
    pub(super) fn hedge_before(&self, first: usize, from: usize) -> Option<(Qualifier, u32)> {
        let near = self.space_before(first);
        let trimmed = near.trim_end_matches(['$', '€', '£', '₴', '¥', '+', '-', '−', '(']);
        if let Some(sign) = trimmed.trim_end().chars().next_back() {
            let found = match sign {
                '~' | '≈' | '±' => Qualifier::About,
                '>' | '≥' => Qualifier::Over,
                '<' | '≤' => Qualifier::Under,
                _ => return None,
            };
            let at = near.rfind(sign)?;
            return Some((found, self.at(first).span.start - (near.len() - at) as u32));
        }
        // «учетверо більше (4080 осіб)»
        if near.contains('(') {
            return None;
        }
        let last = first.checked_sub(1).filter(|&last| last >= from)?;
        if !self.lexicon.may_end_hedge(self.at(last).hash) {
            return self.hedge_over(first, from);
        }
        let mut found = None;
        let mut phrase_start = first;
        // Longest first, so that «не менше» is no «менше».
        while phrase_start > from && first - phrase_start < LONGEST_PHRASE {
            let gap = if phrase_start == first { Gap::Space } else { self.gap(phrase_start) };
            if !matches!(gap, Gap::Space | Gap::Line | Gap::CommaSpace | Gap::None) {
                break;
            }
            phrase_start -= 1;
            let phrase =
                (phrase_start..first).fold(0, |phrase, at| extend(phrase, self.at(at).hash));
            if let Some(qualifier) = self.lexicon.hedge(phrase) {
                found = Some((qualifier, phrase_start));
            }
        }
        let Some((qualifier, start)) = found else { return self.hedge_over(first, from) };
        if qualifier == Qualifier::UpTo && self.leads_to_end(start, first, from)
            // "handed over 21 kg"
            || self.word_is(start, "over") && self.before_is(start, flag::PHRASAL)
        {
            return None;
        }
        Some((qualifier, self.at(start).span.start))
    }

    /// «майже на 9 %», «более чем в 20 странах»: a preposition stands between.
    fn hedge_over(&self, first: usize, from: usize) -> Option<(Qualifier, u32)> {
        let preposition = first.checked_sub(1).filter(|&at| at > from)?;
        if !self.at(preposition).traits.has_cyrillic()
            || !self.is(preposition, flag::AT | flag::YEAR_BEFORE)
            || self.is(preposition, flag::TO)
            || self.gap(first) != Gap::Space
            || self.gap(preposition) != Gap::Space
            || !self.is(preposition - 1, flag::STOP)
        {
            return None;
        }
        let found = self.hedge_before(preposition, from)?;
        // «більше на 25» compares, «більш ніж на 25» bounds.
        let compared = || matches!(self.written(preposition - 1), "ніж" | "чем" | "як");
        // «прожитковий мінімум на особу»
        let noun = matches!(self.written(preposition - 1), "мінімум" | "минимум")
            && found.1 == self.at(preposition - 1).span.start;
        let holds = match found.0 {
            Qualifier::About => true,
            Qualifier::AtLeast => !noun,
            Qualifier::Over | Qualifier::Under => compared(),
            _ => false,
        };
        holds.then_some(found)
    }

    /// Whether «до» before a number is where something grows to («зросте до 12 тис.») or turns to,
    /// and no bound.
    fn leads_to_end(&self, hedge: usize, first: usize, from: usize) -> bool {
        // "edged up to 4.3 per cent", not "cut up to 50 jobs".
        if first - hedge == 2 && self.word_is(hedge, "up") {
            return hedge > from
                && self.gap(hedge) == Gap::Space
                && self.lexicon.stems.is_climb(&self.folded(hedge - 1));
        }
        if first - hedge != 1 || !self.is(hedge, flag::TO) {
            return false;
        }
        // «До 12 загиблих призвів вибух»
        if hedge == 0 && self.cause_ahead(first) {
            return true;
        }
        // «выросла на 0,62 доллара, или 0,85%, — до 73,45»
        let dashed = from == hedge && self.space_before(hedge).contains(['—', '–']);
        if dashed
            && (hedge.saturating_sub(2 * GOAL_REACH)..hedge)
                .any(|back| self.lexicon.stems.is_goal(&self.folded(back)))
        {
            return true;
        }
        for back in (hedge.saturating_sub(GOAL_REACH)..hedge).rev() {
            // «опустився на 6 копійок, до 41 грн»
            let changed_by =
                back + 1 == from && from == hedge && self.space_before(hedge).ends_with(", ");
            if !self.clause_goes_on(back + 1) && !changed_by {
                return false;
            }
            let by = changed_by || from == hedge;
            if self.lexicon.stems.is_goal(&self.folded(back)) || by && self.written(back) == "на"
            {
                return true;
            }
        }
        false
    }

    /// Whether a verb of leading to something stands in the clause from token `from` on.
    fn cause_ahead(&self, from: usize) -> bool {
        for at in from + 1..self.len().min(from + GOAL_REACH) {
            if !self.clause_goes_on(at) {
                return false;
            }
            if self.lexicon.stems.is_cause(&self.folded(at)) {
                return true;
            }
        }
        false
    }

    /// Whether token `index` stands in the clause of the one before; a dash is no end to it
    /// («зріс на 7 копійок — до 41 грн»).
    pub(super) fn clause_goes_on(&self, index: usize) -> bool {
        let gap = self.gap(index);
        let inside_number = matches!(gap, Gap::Comma | Gap::Dot);
        inside_number
            || self.follows(index)
            || matches!(gap, Gap::Space | Gap::Line | Gap::None | Gap::Dash | Gap::Sign)
    }

    /// The hedge that begins at token `next`, with its end and the token after.
    pub(super) fn hedge_after(&self, next: usize) -> Option<(Qualifier, u32, usize)> {
        if !self.get(next).is_some_and(|token| self.lexicon.may_begin_hedge(token.hash)) {
            return None;
        }
        let mut phrase = 0;
        let mut found = None;
        for at in next..self.len().min(next + 3) {
            // "5% or less"
            let glued = at == next && matches!(self.gap(at), Gap::Sign | Gap::None);
            if self.gap(at) != Gap::Space && !glued {
                break;
            }
            // "£27.50 plus booking fee", but "500-plus".
            if at == next && self.gap(at) == Gap::Space && self.word_is(at, "plus") {
                break;
            }
            phrase = extend(phrase, self.at(at).hash);
            if let Some(qualifier) = self.lexicon.hedge_after(phrase) {
                found = Some((qualifier, self.at(at).span.end, at + 1));
            }
        }
        let (qualifier, end, after) = found?;
        // «приблизно» before another number is that one's.
        let next_number =
            self.get(after).is_some_and(|token| token.digits) && self.gap(after) == Gap::Space;
        (!next_number).then_some((qualifier, end, after))
    }
}

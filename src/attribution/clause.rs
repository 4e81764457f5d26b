//! From cues to citations: which form a clause has, and who is cited in it.

use super::cue::Cue;
use super::page::{Page, closes_quote};
use super::source::{Source, Who};
use crate::outlet::OutletKind;
use crate::text::Role;
use std::ops::Range;

/// How a source is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// «повідомляє X», "X reported".
    Reports,
    /// «передає X».
    Passes,
    /// «заявив X», «повідомили в X».
    Says,
    /// «із посиланням на X».
    Reference,
    /// «за даними X», "according to X".
    Data,
    /// «сказав X у коментарі Y», "told Y".
    Told,
    /// «у заяві X», «на сайті X».
    Written,
    /// «КИЇВ, 28 жовтня (X) –».
    Dateline,
    /// «Джерело: X», «(X)» at the end.
    Credit,
    /// «… – X» at the end of a headline or sentence.
    Dash,
}

/// One citation, not yet resolved.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) form: Form,
    pub(super) source: Source,
    /// Words of the whole clause.
    pub(super) clause: Range<usize>,
    pub(super) sentence: usize,
}

impl Page<'_> {
    /// All citations by cue words, in order.
    pub(super) fn clauses(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            if sentence.role.is_boilerplate() {
                continue;
            }
            let words = sentence.words.start as usize..sentence.words.end as usize;
            if words.is_empty() || self.names_a_picture(&words) {
                continue;
            }
            let first = found.len();
            let mut add = |form, clause: Range<usize>, source: Source| {
                let clause = clause.start.min(source.words.start)..clause.end.max(source.words.end);
                found.push(Found { form, source, clause, sentence: index });
            };
            let tells = words.clone().any(|at| {
                self.cues[at].is(Cue::VERB)
                    || self.cues[at].is(Cue::STANDS)
                    || self.cues[at].is(Cue::TOLD)
            });
            for at in words.clone() {
                let cue = self.cues[at];
                if cue == Cue::default() {
                    continue;
                }
                if cue.is(Cue::REFERENCE) {
                    self.reference(at, &words, &mut add);
                } else if cue.is(Cue::VERB) {
                    self.verb(at, &words, &mut add);
                }
                if cue.is(Cue::TOLD) {
                    self.told(at, &words, &mut add);
                }
                if cue.is(Cue::DATA) || cue.is(Cue::WORDS) {
                    self.data(at, &words, &mut add);
                }
                if cue.is(Cue::ACCORDING) {
                    self.according(at, &words, &mut add);
                }
                if cue.is(Cue::BY) {
                    self.by(at, &words, &mut add);
                }
                if tells && (cue.is(Cue::SPOKEN) || cue.is(Cue::WRITTEN)) {
                    self.place(at, &words, &mut add);
                }
                if cue.is(Cue::STANDS) {
                    self.stands(at, &words, &mut add);
                }
            }
            if sentence.role == Role::Heading || words.len() >= 4 {
                self.dash(&words, sentence.role, &mut add);
            }
            drop_repeated(&mut found, first);
        }
        found
    }

    /// Whether a sentence only says who made a picture.
    fn names_a_picture(&self, words: &Range<usize>) -> bool {
        words.clone().take(3).any(|at| {
            self.cues[at].is(Cue::PHOTO)
                && (at == words.start || self.gap(at + 1).contains([':', '/']))
        })
    }

    fn verb(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let cue = self.cues[at];
        let many = cue.is(Cue::MANY);
        let english = self.words[at].traits.has_latin();
        let before = self.source_before(at, words.start, many);
        if let Some(source) = &before {
            let form = match &source.who {
                Who::Entry(id, _) => match self.outlets.get(*id).kind {
                    OutletKind::Institution => Some(Form::Says),
                    OutletKind::Agency if english => Some(Form::Reports),
                    _ if cue.is(Cue::PASSES) => Some(Form::Passes),
                    _ if cue.is(Cue::REPORTS) || many => Some(Form::Reports),
                    _ => None,
                },
                Who::Outlet(_) if cue.is(Cue::PASSES) => Some(Form::Passes),
                Who::Outlet(_) => cue.is(Cue::REPORTS).then_some(Form::Reports),
                Who::Body(_) | Who::Person(_) => (!cue.is(Cue::PASSES)).then_some(Form::Says),
            };
            if let Some(form) = form {
                add(form, at..at + 1, source.clone());
            }
        }
        let next = at + 1;
        if next >= words.end || self.breaks(next) {
            return;
        }
        if english {
            self.inverted(at, words, before.is_some(), add);
            return;
        }
        if self.is_word(next, &["у", "в", "во", "на"]) {
            if many && !self.cue(next + 1).is(Cue::SPOKEN) && !self.cue(next + 1).is(Cue::WRITTEN) {
                if let Some(source) = self.source_after(next + 1, words.end) {
                    let form = match &source.who {
                        Who::Person(_) => return,
                        Who::Entry(id, _)
                            if self.outlets.get(*id).kind != OutletKind::Institution =>
                        {
                            Form::Reports
                        }
                        _ => Form::Says,
                    };
                    add(form, at..next, source);
                }
            }
            return;
        }
        let Some(source) = self.source_after(next, words.end) else { return };
        let form = match &source.who {
            Who::Entry(id, _) => {
                let told = before.is_some() || self.followed_by_person(source.words.end, words.end);
                match self.outlets.get(*id).kind {
                    OutletKind::Institution if before.is_none() && source.nominative => Form::Says,
                    OutletKind::Institution => return,
                    _ if told || !source.nominative => Form::Told,
                    _ if cue.is(Cue::PASSES) => Form::Passes,
                    _ if cue.is(Cue::REPORTS) => Form::Reports,
                    _ => return,
                }
            }
            _ if before.is_some() => return,
            Who::Outlet(_) if cue.is(Cue::PASSES) => Form::Passes,
            Who::Outlet(_) if cue.is(Cue::REPORTS) => Form::Reports,
            Who::Outlet(_) => return,
            Who::Body(_) | Who::Person(_) if cue.is(Cue::PASSES) => return,
            Who::Body(_) | Who::Person(_) => Form::Says,
        };
        add(form, at..next, source);
    }

    /// «розповів Reuters чиновник»: the outlet was told.
    fn followed_by_person(&self, at: usize, end: usize) -> bool {
        at < end && !self.breaks(at) && self.cue(at).is(Cue::TITLE)
    }

    /// `"…," said X.`: only after a quotation or a comma, and at the end of its clause.
    fn inverted(
        &self,
        at: usize,
        words: &Range<usize>,
        has_subject: bool,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let gap = self.gap(at);
        if has_subject || at == words.start || !(gap.contains(',') || closes_quote(gap)) {
            return;
        }
        let Some(source) = self.source_after(at + 1, words.end) else { return };
        let stop = source.words.end;
        let ends = stop >= words.end || self.breaks(stop) || self.cue(stop).is(Cue::BETWEEN);
        if !ends {
            return;
        }
        let form = match &source.who {
            Who::Entry(id, _) if self.outlets.get(*id).kind != OutletKind::Institution => {
                Form::Reports
            }
            Who::Outlet(_) => Form::Reports,
            _ => Form::Says,
        };
        add(form, at..at + 1, source);
    }

    /// «із посиланням на X та Y».
    fn reference(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let mut next = at + 1;
        if self.is_word(next, &["на", "to", "as"]) {
            next += 1;
        } else if self.words[at].traits.has_cyrillic() {
            // «послався» needs its preposition; «посилання» alone is a link.
            return;
        }
        if self.is_word(next - 1, &["as"]) || next < words.end && self.cue(next).is(Cue::BY) {
            return;
        }
        let mut clause = at.saturating_sub(1).max(words.start)..at + 1;
        if self.breaks(at) {
            clause.start = at;
        }
        while let Some(source) = self.source_after(next, words.end) {
            let stop = source.words.end;
            add(Form::Reference, clause.clone(), source);
            // A list goes on with a conjunction or a comma and another name of the table.
            let joined = self.is_word(stop, &["і", "й", "та", "и", "and"]) && !self.breaks(stop);
            let comma = self.gap(stop).trim() == ",";
            next = if joined { stop + 1 } else { stop };
            let goes_on = next < words.end
                && (joined || comma)
                && (self.mention_at(next).is_some()
                    || joined
                        && self.cue(next).is(Cue::OUTLET)
                        && self
                            .source_after(next, words.end)
                            .is_some_and(|s| matches!(s.who, Who::Entry(..))));
            if !goes_on {
                return;
            }
            clause = next..next + 1;
            if comma && !joined {
                // `source_after` refuses to begin after a comma.
                if let Some(mention) = self.mention_at(next) {
                    let words = mention.words.clone();
                    let source = Source {
                        words: words.clone(),
                        cited: words.clone(),
                        who: Who::Entry(mention.outlet, words.end..words.end),
                        nominative: true,
                        staff: false,
                    };
                    add(Form::Reference, words, source);
                }
                return;
            }
        }
    }

    /// «за даними X», «за словами X», «за його словами».
    fn data(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let spoken = self.cues[at].is(Cue::WORDS);
        let mut before = at;
        while before > words.start && at - before < 2 && !self.breaks(before) {
            before -= 1;
            if self.is_word(before, &["за", "по", "на", "згідно", "з", "із", "зі", "со", "с"])
            {
                break;
            }
        }
        if !self.is_word(before, &["за", "по", "на", "згідно", "з", "із", "зі"]) || before == at
        {
            return;
        }
        if self.is_word(before, &["на"]) && !spoken {
            return;
        }
        if spoken && at - before == 2 && self.cue(at - 1).is(Cue::HE) {
            if let Some(source) = self.source_after(at - 1, at) {
                add(Form::Says, before..at + 1, source);
            }
            return;
        }
        let Some(source) = self.source_after(at + 1, words.end) else { return };
        let form = match &source.who {
            Who::Person(person) if person.pronoun => return,
            Who::Person(_) => Form::Says,
            Who::Entry(..) | Who::Outlet(_) | Who::Body(_) => Form::Data,
        };
        add(form, before..at + 1, source);
    }

    /// "according to X", «згідно з даними X», «согласно X».
    fn according(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let mut next = at + 1;
        while next < words.end
            && next - at <= 3
            && !self.breaks(next)
            && (self.is_word(next, &["to", "з", "із", "до"])
                || self.cue(next).is(Cue::DATA)
                || self.cue(next).is(Cue::WRITTEN))
        {
            // `data` reads «за даними» and the like by itself.
            if self.cue(next).is(Cue::DATA)
                && self.words[next].traits.has_cyrillic()
                && self.is_word(next - 1, &["з", "із"])
            {
                return;
            }
            next += 1;
        }
        if self.words[at].traits.has_latin() && !self.is_word(at + 1, &["to"]) {
            return;
        }
        let Some(source) = self.source_after(next, words.end) else { return };
        let form = match &source.who {
            Who::Person(_) => Form::Says,
            _ => Form::Data,
        };
        add(form, at..next, source);
    }

    /// "as reported by X", "quoted by X".
    fn by(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= words.start) else {
            return;
        };
        let cue = self.cues[before];
        if !(cue.is(Cue::VERB) || cue.is(Cue::REFERENCE) || cue.is(Cue::STANDS)) {
            return;
        }
        let Some(source) = self.source_after(at + 1, words.end) else { return };
        let form = match &source.who {
            Who::Entry(id, _) if self.outlets.get(*id).kind == OutletKind::Institution => {
                Form::Says
            }
            Who::Entry(..) | Who::Outlet(_) => Form::Reports,
            Who::Body(_) => Form::Says,
            Who::Person(_) => return,
        };
        add(form, before..at + 1, source);
    }

    /// "X told Y".
    fn told(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        if let Some(source) = self.source_before(at, words.start, false) {
            if matches!(source.who, Who::Person(_) | Who::Body(_)) {
                add(Form::Says, at..at + 1, source);
            }
        }
        let Some(source) = self.source_after(at + 1, words.end) else { return };
        if self.is_news(&source) {
            add(Form::Told, at..at + 1, source);
        }
    }

    fn is_news(&self, source: &Source) -> bool {
        match &source.who {
            Who::Entry(id, _) => self.outlets.get(*id).kind != OutletKind::Institution,
            Who::Outlet(_) => true,
            Who::Body(_) | Who::Person(_) => false,
        }
    }

    /// «у коментарі X», «на сайті X», "in an interview with X".
    fn place(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let preposition = (1..=3)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|&before| before >= words.start && !self.breaks(before + 1))
            .find(|&before| self.is_word(before, &["у", "в", "во", "на", "in", "on", "to"]));
        let Some(preposition) = preposition else { return };
        let mut next = at + 1;
        while next < words.end
            && next - at <= 2
            && !self.breaks(next)
            && self.is_word(
                next,
                &[
                    "для",
                    "від",
                    "от",
                    "с",
                    "з",
                    "із",
                    "by",
                    "with",
                    "to",
                    "of",
                    "for",
                    "from",
                    "агентству",
                    "виданню",
                ],
            )
        {
            next += 1;
        }
        let Some(source) = self.source_after(next, words.end) else { return };
        let spoken = self.cues[at].is(Cue::SPOKEN);
        let form = match &source.who {
            Who::Person(_) => return,
            Who::Entry(id, _)
                if self.outlets.get(*id).kind == OutletKind::Institution && spoken =>
            {
                return;
            }
            Who::Body(_) if spoken => return,
            _ if spoken => Form::Told,
            _ => Form::Written,
        };
        add(form, preposition..at + 1, source);
    }

    /// «опубліковано в X», "published in X".
    fn stands(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let next = at + 1;
        if next >= words.end
            || !self.is_word(next, &["у", "в", "во", "на", "in", "by"])
            || self.breaks(next)
        {
            return;
        }
        let Some(source) = self.source_after(next + 1, words.end) else { return };
        if self.is_news(&source) {
            add(Form::Written, at..next + 1, source);
        }
    }

    /// «… – X» at the end, «X: …» at the beginning of a headline.
    fn dash(
        &self,
        words: &Range<usize>,
        role: Role,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let is_dash = |gap: &str| gap.contains(['–', '—']) || gap.contains(" - ");
        let source_of = |at: usize| -> Option<Source> {
            if let Some(mention) = self.mention_at(at) {
                return Some(Source {
                    words: mention.words.clone(),
                    cited: mention.words.clone(),
                    who: Who::Entry(mention.outlet, mention.words.end..mention.words.end),
                    nominative: mention.nominative,
                    staff: false,
                });
            }
            None
        };
        let last = (words.start + 1..words.end)
            .rev()
            .take(super::source::FARTHEST + 1)
            .find(|&at| is_dash(self.gap(at)));
        if let Some(at) = last {
            let mut name = at;
            while name < words.end
                && self.cue(name).is(Cue::OUTLET)
                && self.mention_at(name).is_none()
            {
                name += 1;
            }
            if let Some(source) = source_of(name).filter(|source| source.words.end == words.end) {
                let form = match &source.who {
                    Who::Entry(id, _) if self.outlets.get(*id).kind == OutletKind::Institution => {
                        Form::Says
                    }
                    _ => Form::Dash,
                };
                add(form, at..words.end, source);
            } else if role == Role::Heading && self.mention_at(name).is_none() {
                if let Some(source) = self.person_in_heading(at, words.end) {
                    add(Form::Says, at..words.end, source);
                }
            }
        }
        if role == Role::Heading {
            let first = words.start;
            let stop = (first + 1..words.end.min(first + 4))
                .find(|&at| self.gap(at).trim_start().starts_with(':'));
            if let Some(stop) = stop {
                if let Some(source) = source_of(first).filter(|source| source.words.end == stop) {
                    add(Form::Dash, first..stop, source);
                } else if let Some(source) = self.person_in_heading(first, stop) {
                    add(Form::Says, first..stop, source);
                }
            }
        }
    }

    fn person_in_heading(&self, at: usize, end: usize) -> Option<Source> {
        let source = self.person_after(at, at, end)?;
        let Who::Person(person) = &source.who else { return None };
        let whole =
            source.words.end == end && (!person.name.is_empty() || !person.office.is_empty());
        let known = person.name.len() != 1
            || !person.office.is_empty()
            || self.stands_elsewhere(person.name.start);
        (whole && known).then_some(source)
    }
}

/// Of citations that name the same words, keeps the one found first.
fn drop_repeated(found: &mut Vec<Found>, first: usize) {
    let mut kept = first;
    for at in first..found.len() {
        let repeated = found[first..kept].iter().any(|known| {
            known.source.cited.start < found[at].source.cited.end
                && found[at].source.cited.start < known.source.cited.end
        });
        if !repeated {
            found.swap(kept, at);
            kept += 1;
        }
    }
    found.truncate(kept);
}

//! From cues to citations: which form a clause has, and who is cited in it.

use super::cue::Cue;
use super::page::{Page, closes_quote};
use super::person::Person;
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
    /// All citations, in the order of the text. Where two name the same words, the plainer form
    /// stays (as [`Form`] orders them).
    pub(super) fn citations(&self) -> Vec<Found> {
        let mut found = self.clauses();
        self.lines(&mut found);
        found.sort_by_key(|one| (one.source.cited.start, one.form));
        found.dedup_by(|later, earlier| later.source.cited.start < earlier.source.cited.end);
        found
    }

    /// Citations by cue words.
    fn clauses(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            if sentence.role.is_boilerplate() {
                continue;
            }
            let words = sentence.words.start as usize..sentence.words.end as usize;
            if words.is_empty() || self.names_a_picture(&words) {
                continue;
            }
            let mut add = |form, clause: Range<usize>, source: Source| {
                let clause = clause.start.min(source.words.start)..clause.end.max(source.words.end);
                found.push(Found { form, source, clause, sentence: index });
            };
            // Most sentences hold no word that can open a citation.
            let opens = Cue::VERB.or(Cue::REFERENCE).or(Cue::TOLD).or(Cue::DATA).or(Cue::WORDS);
            let opens = opens.or(Cue::ACCORDING).or(Cue::BY).or(Cue::STANDS).or(Cue::KNOWN);
            let carriers = Cue::SPOKEN.or(Cue::WRITTEN);
            let all = self.cues[words.clone()].iter().fold(Cue::default(), |all, &cue| all.or(cue));
            // «В інтерв'ю X вона назвала…»: whatever the verb, X was told.
            let interview = words.clone().take(4).any(|at| self.cues[at].is(Cue::SPOKEN))
                && self.cue(words.start).is(Cue::IN);
            let opens = if interview { opens.or(Cue::SPOKEN) } else { opens };
            let tells = interview || all.is(Cue::VERB.or(Cue::STANDS).or(Cue::TOLD));
            let looked_at = if all.is(opens) { words.clone() } else { words.end..words.end };
            for at in looked_at {
                let cue = self.cues[at];
                if !cue.is(opens.or(carriers)) {
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
                if tells && cue.is(carriers) {
                    self.place(at, &words, &mut add);
                }
                if cue.is(Cue::STANDS) {
                    self.stands(at, &words, &mut add);
                }
                if cue.is(Cue::KNOWN) {
                    self.known(at, &words, &mut add);
                }
            }
            // In running text only a name of the table that closes the sentence counts.
            if sentence.role == Role::Heading
                || words.len() >= 4 && self.mention_ending(words.end).is_some()
            {
                self.dash(&words, sentence.role, &mut add);
            }
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
                    // "…, X says.": where it speaks of itself its verb goes on.
                    OutletKind::Outlet if english && self.closes_clause(source, at, words.end) => {
                        Some(Form::Reports)
                    }
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
        } else if !cue.is(Cue::PASSES)
            && let Some(source) = self.person_in_commas(at, words.start)
        {
            add(Form::Says, at..at + 1, source);
        }
        let mut next = at + 1;
        if next >= words.end || self.breaks(next) {
            return;
        }
        // «цитирует его X»
        if cue.is(Cue::REPORTS) && self.cue(next).is(Cue::HE) && self.mention_at(next + 1).is_some()
        {
            next += 1;
        }
        if english {
            self.inverted(at, words, before.is_some(), add);
            return;
        }
        if self.cue(next).is(Cue::IN) {
            let carrier = Cue::SPOKEN.or(Cue::WRITTEN);
            if many && !self.cue(next + 1).is(carrier) {
                self.within(at, words, add);
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
            Who::Person(person) if !self.can_follow(at, person) => return,
            Who::Body(_) | Who::Person(_) => Form::Says,
        };
        add(form, at..next, source);
    }

    /// Whether a source and its verb stand between a comma and the end of the sentence.
    fn closes_clause(&self, source: &Source, verb: usize, end: usize) -> bool {
        verb + 1 == end && self.gap(source.words.start).trim() == ","
    }

    /// «повідомили в X».
    fn within(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let Some(source) = self.source_after(at + 2, words.end) else { return };
        let form = match &source.who {
            Who::Person(_) => return,
            Who::Entry(..) if self.is_news(&source) => Form::Reports,
            _ => Form::Says,
        };
        add(form, at..at + 1, source);
    }

    /// Whether a bare surname after a verb is its subject and not whom it tells: after a quotation
    /// or a comma («", сказав Рютте»), or when it is a name elsewhere too.
    fn can_follow(&self, at: usize, person: &Person) -> bool {
        let bare = person.office.is_empty() && person.name.len() == 1;
        if !bare {
            return true;
        }
        let object = self.folded(person.name.start).ends_with(['у', 'ю']);
        !object
            && (self.breaks(at)
                || closes_quote(self.gap(at))
                || self.stands_elsewhere(person.name.start))
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
        let form = if self.is_news(&source) { Form::Reports } else { Form::Says };
        add(form, at..at + 1, source);
    }

    /// "X told Y".
    fn told(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let teller = self.source_before(at, words.start, false);
        let speaks = self.is_word(at, &["speaking", "spoke", "talking", "talked"]);
        if let Some(source) = teller.filter(|source| !speaks && !self.is_news(source)) {
            add(Form::Says, at..at + 1, source);
        }
        let next = at + 1 + usize::from(speaks);
        if speaks && !self.is_word(at + 1, &["to", "with"]) {
            return;
        }
        let Some(source) = self.source_after(next, words.end) else { return };
        if self.is_news(&source) {
            add(Form::Told, at..at + 1, source);
        }
    }

    pub(super) fn is_news(&self, source: &Source) -> bool {
        match &source.who {
            Who::Entry(id, _) => self.outlets.get(*id).kind != OutletKind::Institution,
            Who::Outlet(_) => true,
            Who::Body(_) | Who::Person(_) => false,
        }
    }
}

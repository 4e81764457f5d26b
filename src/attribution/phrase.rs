//! Phrases that cite without a verb of their own: references, data, places of publication.

use super::clause::Form;
use super::cue::Cue;
use super::page::Page;
use super::source::{Source, Who};
use crate::outlet::{Mention, OutletKind};
use std::ops::Range;

impl Page<'_> {
    /// «із посиланням на X та Y».
    pub(super) fn reference(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        self.refers(at, words, add);
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
            let joined = self.cue(stop).is(Cue::JOINS) && !self.breaks(stop);
            let comma = self.gap(stop).trim() == ",";
            next = if joined { stop + 1 } else { stop };
            if next >= words.end || !(joined || comma) {
                return;
            }
            let Some(mention) = self.mention_at(next) else {
                if joined && self.cue(next).is(Cue::OUTLET) {
                    clause = next..next + 1;
                    continue;
                }
                return;
            };
            clause = next..next + 1;
            if comma {
                add(Form::Reference, clause, Source::of_mention(mention));
                return;
            }
        }
    }

    /// Who refers: «видання X з посиланням на …», "X, citing …, reported", "X quoted … as saying".
    fn refers(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let preposition = at.checked_sub(1).filter(|&before| {
            before > words.start && self.is_word(before, &["з", "із", "зі", "со", "с"])
        });
        let leads = |first: usize| {
            first == words.start || {
                let cue = self.cue(first - 1);
                self.is_word(first - 1, &["the"])
                    || cue.is(Cue::OPENS.or(Cue::BACK).or(Cue::OUTLET))
            }
        };
        let governed =
            |first: usize| first > words.start && self.cue(first - 1).is(Cue::IN.or(Cue::GOVERNS));
        let subject = if let Some(preposition) = preposition {
            // «Такі дані наводить X з посиланням на …»: whatever the verb, X refers.
            let named = self
                .mention_ending(preposition)
                .filter(|mention| !self.breaks(preposition) && !governed(mention.words.start));
            named
                .map(Source::of_mention)
                .or_else(|| self.source_before(preposition, words.start, false))
        } else if self.gap(at).trim() == "," {
            let mention = self.mention_ending(at);
            let mention = mention.filter(|mention| leads(mention.words.start));
            let reports = (at + 1..words.end).any(|at| self.cues[at].is(Cue::VERB));
            mention.filter(|_| reports).map(Source::of_mention)
        } else if at == words.start && self.words[at].traits.has_latin() {
            // "Citing …, X said"
            let mention = (at + 1..words.end)
                .filter_map(|first| self.mention_at(first))
                .find(|mention| self.cue(mention.words.end).is(Cue::VERB));
            let opens_clause = |mention: &&Mention| {
                let first = mention.words.start;
                let article = usize::from(self.is_word(first - 1, &["the"]));
                self.gap(first - article).trim() == ","
            };
            mention.filter(opens_clause).map(Source::of_mention)
        } else if self.is_word(at, &["quoted", "quotes", "cited", "cites"]) {
            self.source_before(at, words.start, false)
        } else {
            None
        };
        // After a verb it is read there.
        let alone = |source: &Source| {
            source.words.start == words.start || !self.cue(source.words.start - 1).is(Cue::VERB)
        };
        if let Some(source) = subject.filter(|source| self.is_news(source) && alone(source)) {
            add(Form::Reports, at..at + 1, source);
        }
    }

    /// «як стало відомо X», "X was the first to report".
    pub(super) fn known(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let before = |back: usize| at.wrapping_sub(back);
        if self.is_word(before(1), &["to"]) && self.is_word(before(2), &["first"]) {
            let was = (before(4).max(words.start)..at)
                .find(|&was| self.is_word(was, &["was", "were", "is", "became"]));
            let source = was.and_then(|was| self.source_before(was, words.start, false));
            if let Some(source) = source.filter(|source| self.is_news(source)) {
                add(Form::Reports, at..at + 1, source);
            }
            return;
        }
        if !self.is_word(before(1), &["стало"]) {
            return;
        }
        let Some(source) = self.source_after(at + 1, words.end) else { return };
        if self.is_news(&source) {
            add(Form::Told, at..at + 1, source);
        }
    }

    /// «за даними X», «за словами X», «за його словами».
    pub(super) fn data(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let spoken = self.cues[at].is(Cue::WORDS);
        if self.words[at].traits.has_latin() {
            self.data_from(at, words, add);
            return;
        }
        let mut before = at;
        while before > words.start && at - before < 2 && !self.breaks(before) {
            before -= 1;
            if self.is_word(before, &["за", "по", "на", "згідно", "з", "із", "зі", "со", "с", "из"])
            {
                break;
            }
        }
        let shows = &["свідчать", "свидетельствуют", "показують", "показывают"];
        if self.is_word(at, &["дані", "данные"]) {
            // «…, свідчать дані X»; bare data are anybody's.
            if at == words.start || !self.is_word(at - 1, shows) {
                return;
            }
            before = at - 1;
        } else if self.is_word(before, &["из", "з", "із"])
            && before > words.start
            && self.is_word(before - 1, &["следует", "вытекает", "випливає", "видно"])
        {
            // «следует из данных X»
            before -= 1;
        } else if before == at
            || !self.is_word(before, &["за", "по", "на", "згідно", "з", "із", "зі"])
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

    /// "Data from X show", "figures released by X showed".
    fn data_from(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let next = at + 1 + usize::from(self.cue(at + 1).is(Cue::STANDS));
        if next >= words.end || !self.is_word(next, &["from", "by"]) || self.breaks(next) {
            return;
        }
        let Some(source) = self.source_after(next + 1, words.end) else { return };
        let shows = ["show", "shows", "showed", "suggest", "suggested", "indicate", "indicated"];
        let told = self.is_word(source.words.end, &shows);
        if told && !matches!(source.who, Who::Person(_)) {
            add(Form::Data, at..next + 1, source);
        }
    }

    /// "according to X", «згідно з даними X», «согласно X».
    pub(super) fn according(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let mut next = at + 1;
        while next < words.end
            && next - at <= 4
            && !self.breaks(next)
            && (self.is_word(next, &["to", "з", "із", "до"])
                || self.is_word(next, &["a", "an", "the"])
                    && self.cue(next + 1).is(Cue::WRITTEN.or(Cue::DATA))
                || self.is_word(next, &["by", "from", "in"])
                    && self.cue(next - 1).is(Cue::WRITTEN.or(Cue::DATA))
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
    pub(super) fn by(
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

    /// «у коментарі X», «на сайті X», "in an interview with X".
    pub(super) fn place(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let preposition = (1..=3)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|&before| before >= words.start && !self.breaks(before + 1))
            .find(|&before| self.cue(before).is(Cue::IN) || self.is_word(before, &["to"]));
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
    pub(super) fn stands(
        &self,
        at: usize,
        words: &Range<usize>,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let next = at + 1;
        if next >= words.end || !self.cue(next).is(Cue::IN.or(Cue::BY)) || self.breaks(next) {
            return;
        }
        let Some(source) = self.source_after(next + 1, words.end) else { return };
        if self.is_news(&source) {
            add(Form::Written, at..next + 1, source);
        }
    }
}

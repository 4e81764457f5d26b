//! Datelines, credit lines, headlines: citations by the shape of a line instead of a verb.

use super::clause::{Form, Found};
use super::cue::Cue;
use super::page::{Page, opens_quote};
use super::source::{Source, Who};
use crate::outlet::{Mention, OutletKind};
use crate::text::{Role, Sentence};
use std::ops::Range;

/// A dateline stands in one of the first paragraphs of running text.
const DATELINE_PARAGRAPHS: usize = 2;

/// Most words of a credit that is no paragraph of its own.
const LONGEST_CREDIT: usize = 8;

/// Longest dateline before the agency's name, in bytes («КИЇВ/ВАШИНГТОН, понеділок, 28 жовтня»).
const LONGEST_DATELINE: usize = 120;

impl Page<'_> {
    /// Datelines, credit lines, names in brackets at the end of a sentence.
    pub(super) fn lines(&self, found: &mut Vec<Found>) {
        let mut paragraph = u32::MAX;
        let mut bodies = 0;
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            let begins = sentence.paragraph != paragraph;
            paragraph = sentence.paragraph;
            bodies += usize::from(begins && sentence.role == Role::Body);
            let words = sentence.words.start as usize..sentence.words.end as usize;
            if words.is_empty() {
                continue;
            }
            let short = begins || words.len() <= LONGEST_CREDIT;
            if short && self.cues[words.start].is(Cue::CREDIT) {
                self.credit(index, sentence, found);
                continue;
            }
            if sentence.role != Role::Body {
                continue;
            }
            for mention in self.mentions_within(&words) {
                if self.outlets.get(mention.outlet).kind == OutletKind::Institution {
                    continue;
                }
                if bodies <= DATELINE_PARAGRAPHS && self.is_dateline(mention, sentence.paragraph) {
                    found.push(Self::of_mention(Form::Dateline, mention, index));
                } else if self.closes_in_brackets(mention, words.end) {
                    found.push(Self::of_mention(Form::Credit, mention, index));
                }
            }
        }
    }

    fn of_mention(form: Form, mention: &Mention, sentence: usize) -> Found {
        let words = mention.words.clone();
        let source = Source::of_mention(mention);
        Found { form, source, clause: words, sentence }
    }

    /// «Джерело: X, Y», «Джерело новини — "X"».
    fn credit(&self, index: usize, sentence: &Sentence, found: &mut Vec<Found>) {
        let words = sentence.words.start as usize..sentence.words.end as usize;
        let parts = |at: &usize| self.gap(*at).contains([':', '—', '–']);
        let head = (words.start + 1..words.end.min(words.start + 3)).find(parts);
        let Some(head) = head else { return };
        if words.clone().take(3).any(|at| self.cues[at].is(Cue::PHOTO)) {
            return;
        }
        if self.mentions_within(&words).is_empty()
            && opens_quote(self.gap(head))
            && let Some(name) = self.quoted(head, words.end)
        {
            let who = Who::Outlet(self.slice(&name).to_owned());
            let (words, cited) = (name.clone(), name);
            let source = Source { words, cited, who, nominative: true, staff: false };
            let words = sentence.words.start as usize..sentence.words.end as usize;
            found.push(Found { form: Form::Credit, source, clause: words, sentence: index });
            return;
        }
        for mention in self.mentions_within(&words) {
            let mut one = Self::of_mention(Form::Credit, mention, index);
            one.clause.start = words.start;
            found.push(one);
        }
    }

    /// `KYIV, Oct 28 (Reuters) -`, «СЕУЛ, 28 жовтня. /Укрінформ/», «МОСКВА, 9 ноя — РИА Новости.»
    fn is_dateline(&self, mention: &Mention, paragraph: u32) -> bool {
        let first =
            self.document.sentences.partition_point(|sentence| sentence.paragraph < paragraph);
        let Some(start) =
            self.document.sentences.get(first).map(|sentence| sentence.words.start as usize)
        else {
            return false;
        };
        let place = start..mention.words.start;
        let before = self.gap(mention.words.start).trim_end_matches(['"', '«']);
        let after = self.gap(mention.words.end).trim_start_matches(['"', '»']);
        if !place.is_empty() && self.span(&place).len() > LONGEST_DATELINE {
            return false;
        }
        // A place, a day, a month in small letters or abbreviated: no other small words.
        let bare = place.clone().all(|at| {
            let traits = self.words[at].traits;
            traits.is_capitalised() || traits.has_digit() || is_month(self.folded(at))
        });
        if !bare {
            return false;
        }
        let dash = |text: &str| text.trim_start().starts_with(['-', '–', '—']);
        if before.ends_with('(') {
            return after.starts_with(')')
                && (dash(&after[1..]) || !place.is_empty() && after[1..].trim() == ".");
        }
        if before.ends_with('/') {
            return after.starts_with('/') && !place.is_empty();
        }
        // Without brackets the place must be written in capitals.
        !place.is_empty()
            && self.words[start].traits.is_acronym()
            && (before.contains(['–', '—']) || before.contains(" - ") || before.contains(". "))
            && (after.starts_with('.') || dash(after))
            // «Київ • УНН», a line of its own.
            || place.len() == 1 && before.trim() == "•" && after.starts_with('\n')
    }

    /// «… (X).» at the end of a sentence, X no abbreviation of the words before it.
    fn closes_in_brackets(&self, mention: &Mention, end: usize) -> bool {
        mention.words.end == end
            && self.gap(mention.words.start).ends_with('(')
            && self.gap(mention.words.end).starts_with(')')
            && self
                .mention_ending(mention.words.start)
                .is_none_or(|before| before.outlet != mention.outlet)
    }

    /// «… – X» at the end, «X: …» at the beginning of a headline.
    pub(super) fn dash(
        &self,
        words: &Range<usize>,
        role: Role,
        add: &mut impl FnMut(Form, Range<usize>, Source),
    ) {
        let is_dash = |gap: &str| gap.contains(['–', '—']) || gap.contains(" - ");
        let source_of = |at: usize| self.mention_at(at).map(Source::of_mention);
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
            } else if role == Role::Heading
                && self.mention_at(name).is_none()
                && let Some(source) = self.person_in_heading(at, words.end)
            {
                add(Form::Says, at..words.end, source);
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

fn is_month(folded: &str) -> bool {
    const STARTS: [&str; 39] = [
        "січ",
        "лют",
        "бере",
        "квіт",
        "трав",
        "черв",
        "лип",
        "серп",
        "верес",
        "жовт",
        "листоп",
        "груд",
        "янв",
        "февр",
        "март",
        "мар",
        "апр",
        "мая",
        "май",
        "июн",
        "июл",
        "авг",
        "сент",
        "окт",
        "нояб",
        "ноя",
        "дек",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    ];
    STARTS.iter().any(|start| folded.starts_with(start))
        || matches!(folded, "год" | "року" | "года" | "р" | "г")
}

//! Who stands at a cue: an entry of the table, an outlet or a body that the table lacks, a person.

use super::cue::{self, Cue, Noun};
use super::ending::Endings;
use super::page::{Page, closes_quote, opens_quote};
use super::person::Person;
use crate::outlet::{Mention, OutletId};
use crate::text::word;
use std::ops::Range;

/// Most words between a cue and the name it introduces («американское информационное агентство»).
pub(super) const FARTHEST: usize = 5;

/// Most words in a name in quotation marks.
const LONGEST_NAME: usize = 6;

/// Most words in the name of a body («управління поліції міста …»).
const LONGEST_BODY: usize = 8;

/// Who is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// An entry of the table; with the words that say whose office it is, if any.
    Entry(OutletId, Range<usize>),
    /// An outlet that the table lacks.
    Outlet(String),
    /// A body that the table lacks.
    Body(String),
    /// A person.
    Person(Person),
}

/// Who is cited, and where the words that say so stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// All its words, with the kind of outlet or the office.
    pub(super) words: Range<usize>,
    /// The words that name it.
    pub(super) cited: Range<usize>,
    pub(super) who: Who,
    /// Not visibly in another case than the nominative.
    pub(super) nominative: bool,
    /// Named as where someone works («журналіст Reuters»).
    pub(super) staff: bool,
}

impl Source {
    /// Whether it is a person of two names at least.
    pub(super) fn has_full_name(&self) -> bool {
        matches!(&self.who, Who::Person(person) if person.name.len() > 1)
    }

    /// An entry of the table, named without more.
    pub(super) fn of_mention(mention: &Mention) -> Self {
        let words = mention.words.clone();
        Self {
            words: words.clone(),
            cited: words.clone(),
            who: Who::Entry(mention.outlet, words.end..words.end),
            nominative: mention.nominative,
            staff: false,
        }
    }
}

impl Page<'_> {
    /// The source that begins at word `at` or, after a kind of outlet and adjectives, a little on.
    /// Nothing beyond `end`, or beyond the end of the clause.
    pub(super) fn source_after(&self, at: usize, end: usize) -> Option<Source> {
        let (mut kind, mut staff) = (false, false);
        for here in at..end.min(at + FARTHEST + 1) {
            if self.breaks(here) {
                return None;
            }
            if let Some(mention) = self.mention_at(here) {
                return Some(self.entry(at, mention.words.clone(), mention.outlet, staff, end));
            }
            let cue = self.cue(here);
            // A name can begin with its kind («Газета Полісся»); a name of the table inside it wins.
            let is_name = opens_quote(self.gap(here)) && !self.holds_mention(here, end);
            if is_name && (!cue.is(Cue::OUTLET) || self.quoted(here, end).is_some()) {
                let name = self.quoted(here, end)?;
                let title = self.slice(&name).to_owned();
                let who = if kind || !self.body_before(at, here) {
                    Who::Outlet(title)
                } else {
                    Who::Body(title)
                };
                let nominative = true;
                return Some(Source { words: at..name.end, cited: name, who, nominative, staff });
            }
            if kind && self.is_capitalised(here) && self.words[here].traits.has_latin() {
                let mut stop = here + 1;
                while stop < end && self.is_capitalised(stop) && !self.breaks(stop) {
                    stop += 1;
                }
                let who = Who::Outlet(self.slice(&(here..stop)).to_owned());
                return Some(Source {
                    words: at..stop,
                    cited: here..stop,
                    who,
                    nominative: true,
                    staff,
                });
            }
            if cue.is(Cue::OUTLET) || cue.is(Cue::STAFF) {
                kind = true;
                staff |= cue.is(Cue::STAFF);
                continue;
            }
            if cue.is(Cue::BODY) {
                return Some(self.body(at, here, end));
            }
            if cue.is(Cue::PLACE)
                || self.is_possessive(here)
                || self.is_word(here, &["the", "a", "an"])
                || self.leads_to_body(here, end)
                || self.is_adjective_of_body(here, end)
            {
                continue;
            }
            if cue.is(Cue::TITLE) || self.is_capitalised(here) {
                // «Telegram-канал Олега Коваля» is a person's.
                let person = self.person_after(at, here, end);
                let owns = here > at && self.is_channel(here - 1);
                return person.filter(|source| !kind || owns && source.has_full_name());
            }
            if cue.is(Cue::HE) && here == at {
                let person = Person { name: here..here, office: here..here, pronoun: true };
                return Some(Source {
                    words: at..here + 1,
                    cited: here..here + 1,
                    who: Who::Person(person),
                    nominative: true,
                    staff: false,
                });
            }
            if !self.is_adjective(here) {
                return None;
            }
        }
        None
    }

    /// The source whose words end just before word `at`, a verb, skipping adverbs between them.
    pub(super) fn source_before(&self, at: usize, start: usize, many: bool) -> Option<Source> {
        let mut end = at;
        while end > start && !self.breaks(end) && self.cue(end - 1).is(Cue::BETWEEN) {
            end -= 1;
        }
        if end == start || self.breaks(end) {
            return None;
        }
        if let Some(mention) = self.mention_ending(end) {
            return self.entry_before(
                mention.words.clone(),
                mention.outlet,
                mention.nominative,
                start,
                many,
            );
        }
        if let Some(source) = self.entry_with_kind(end, start, many) {
            return Some(source);
        }
        if let Some(name) = self.quoted_before(end, start) {
            let kind = name.start.checked_sub(1).filter(|&kind| kind >= start)?;
            let cue = self.cue(kind);
            let title = self.slice(&name).to_owned();
            let who = if cue.is(Cue::OUTLET) {
                Who::Outlet(title)
            } else if cue.is(Cue::BODY) {
                Who::Body(title)
            } else {
                return None;
            };
            return Some(Source {
                words: kind..end,
                cited: name,
                who,
                nominative: true,
                staff: false,
            });
        }
        let farthest = start.max(end.saturating_sub(LONGEST_BODY));
        for here in (farthest..end).rev() {
            if self.cue(here).is(Cue::TITLE) {
                break;
            }
            if self.cue(here).is(Cue::BODY) {
                // «агентству X Коваль сказав»: the agency was told.
                let words = here..end;
                let outlet = self.cue(here).is(Cue::OUTLET);
                if outlet && !self.mentions_within(&words).is_empty() {
                    break;
                }
                let mut first = here;
                while first > start
                    && self.leads_to_body(first - 1, here + 1)
                    && !self.is_small_word(first - 1)
                {
                    first -= 1;
                }
                let body = self.body(first, here, end);
                // «агентство» alone names nobody.
                let nameless = outlet && body.cited.len() == 1;
                if nameless || self.is_of_office(here, start) {
                    break;
                }
                let fits = body.words.end == end
                    && self.is_nominative_body(here, first, start)
                    && self.is_subject(first, start, many);
                return fits.then_some(body);
            }
            if self.breaks(here) {
                break;
            }
        }
        self.person_before(end, start)
    }

    /// An entry of the table with its kind behind it, as English has it: "Tasnim news agency".
    fn entry_with_kind(&self, end: usize, start: usize, many: bool) -> Option<Source> {
        let mut stop = end;
        while stop > start
            && (stop == end || self.mention_ending(stop).is_none())
            && !self.breaks(stop)
            && self.words[stop - 1].traits.has_latin()
            && !self.is_capitalised(stop - 1)
            && (self.cue(stop - 1).is(Cue::OUTLET) || self.is_word(stop - 1, &["news"]))
        {
            stop -= 1;
        }
        let mention = self.mention_ending(stop).filter(|_| stop < end && !self.breaks(stop))?;
        let (words, outlet) = (mention.words.clone(), mention.outlet);
        let mut source = self.entry_before(words, outlet, mention.nominative, start, many)?;
        source.words.end = end;
        Some(source)
    }

    fn entry_before(
        &self,
        words: Range<usize>,
        outlet: OutletId,
        nominative: bool,
        start: usize,
        many: bool,
    ) -> Option<Source> {
        let mut first = words.start;
        let mut staff = false;
        let mut known = nominative;
        while first > start && !self.breaks(first) {
            let cue = self.cue(first - 1);
            if cue.is(Cue::STAFF) {
                staff = true;
                known = true;
            } else if cue.is(Cue::BODY) && !cue.is(Cue::OUTLET) {
                known = true;
            } else if cue.is(Cue::TITLE) {
                return self.person_before(words.end, start);
            } else {
                let opens_sentence = first - 1 == start && self.has_adjective_ending(start);
                let describes = cue.is(Cue::OUTLET)
                    || self.is_adjective(first - 1)
                    || self.is_possessive(first - 1)
                    || self.is_word(first - 1, &["the"]);
                if !describes && !opens_sentence {
                    break;
                }
            }
            first -= 1;
        }
        // A subject stands first in its clause, or after a conjunction, an adverb, «у»: a noun before
        // it governs it («на засіданні ради ООН заявив»).
        let leads = first == start || self.breaks(first) || {
            let cue = self.cue(first - 1);
            let opener = Cue::OPENS.or(Cue::JOINS).or(Cue::BETWEEN).or(Cue::BACK).or(Cue::THIS);
            cue.is(opener) || many && cue.is(Cue::IN)
        };
        let in_place = first > start && self.cue(first - 1).is(Cue::IN) && !self.breaks(first);
        if !leads || !(known || in_place) {
            return None;
        }
        let mut source = self.entry(first, words, outlet, staff, usize::MAX);
        source.nominative = true;
        Some(source)
    }

    /// "defence" before "ministry": a small word of a body's name that stands before its kind.
    fn leads_to_body(&self, here: usize, end: usize) -> bool {
        let small =
            |at: usize| self.cue(at).is(Cue::COMPLEMENT) && self.words[at].traits.has_latin();
        small(here)
            && (here + 1..end.min(here + 3))
                .take_while(|&at| !self.breaks(at))
                .find(|&at| !small(at))
                .is_some_and(|at| self.cue(at).is(Cue::BODY))
    }

    /// «Південне» before «командування», «обласну» before «прокуратуру».
    fn is_adjective_of_body(&self, here: usize, end: usize) -> bool {
        const SHORT: Endings<5> = Endings::new(["ну", "на", "не", "ні", "ную"]);
        here + 1 < end
            && self.cue(here + 1).is(Cue::BODY)
            && self.words[here].traits.has_cyrillic()
            && (self.has_adjective_ending(here) || self.ends_in(here, &SHORT))
    }

    fn is_small_word(&self, at: usize) -> bool {
        self.is_word(at, &["the", "of", "for", "and", "in"])
    }

    /// Whether the body whose kind is word `here` can be the subject of a verb behind it: in the
    /// nominative, and any case after «у» («про загибель рятувальників повідомив …» has another).
    fn is_nominative_body(&self, here: usize, first: usize, start: usize) -> bool {
        let mut first = first;
        while first > start
            && !self.breaks(first)
            && (self.has_adjective_ending(first - 1) || self.cue(first - 1).is(Cue::PLACE))
        {
            first -= 1;
        }
        let located = first > start && self.cue(first - 1).is(Cue::IN);
        located
            || match cue::noun(self.words[here].hash) {
                Some(Noun::Body(nominative)) => word::hash(nominative) == self.words[here].hash,
                _ => true,
            }
    }

    /// Whether the body at `here` is whose someone's office is: «речниця компанії».
    fn is_of_office(&self, here: usize, start: usize) -> bool {
        let part = Cue::COMPLEMENT.or(Cue::BODY).or(Cue::PLACE);
        let mut first = here;
        while first > start
            && here - first < LONGEST_BODY
            && !self.breaks(first)
            && (self.cue(first - 1).is(part) || self.is_adjective(first - 1))
        {
            first -= 1;
        }
        first > start && !self.breaks(first) && self.cue(first - 1).is(Cue::TITLE)
    }

    /// Whether the phrase that begins at `first` can be a subject: nothing in its clause governs it.
    /// After «у» only of a verb in the plural: «у X повідомили».
    pub(super) fn is_subject(&self, first: usize, start: usize, many: bool) -> bool {
        match first.checked_sub(1).filter(|&before| before >= start && !self.breaks(first)) {
            Some(before) if self.cue(before).is(Cue::IN) => many,
            Some(before) => !self.cue(before).is(Cue::GOVERNS),
            None => true,
        }
    }

    /// An entry of the table. An office that every country has takes along whose it is.
    fn entry(
        &self,
        first: usize,
        named: Range<usize>,
        outlet: OutletId,
        staff: bool,
        end: usize,
    ) -> Source {
        let nominative =
            self.mention_at(named.start).is_none_or(|mention| mention.nominative) || staff;
        let mut stop = named.end;
        if self.outlets.get(outlet).generic {
            while stop < end.min(named.end + 4)
                && stop < self.words.len()
                && !self.breaks(stop)
                && self.is_capitalised(stop)
                && self.mention_at(stop).is_none()
            {
                stop += 1;
            }
        }
        Source {
            words: first.min(named.start)..stop,
            cited: named.start..stop,
            who: Who::Entry(outlet, named.end..stop),
            nominative,
            staff,
        }
    }

    /// The body whose kind is word `here`, with whose it is.
    fn body(&self, at: usize, here: usize, end: usize) -> Source {
        let mut stop = here + 1;
        while stop < end.min(here + LONGEST_BODY) && !self.breaks(stop) {
            if let Some(mention) = self.mention_at(stop) {
                let press = self.folded(here).starts_with("прес");
                if press {
                    let (words, outlet) = (mention.words.clone(), mention.outlet);
                    let mut source = self.entry(at, words, outlet, false, end);
                    source.nominative = true;
                    return source;
                }
                stop = mention.words.end;
                continue;
            }
            if opens_quote(self.gap(stop)) {
                match self.quoted(stop, end) {
                    Some(name) => stop = name.end,
                    None => break,
                }
                continue;
            }
            let goes_on = self.is_capitalised(stop)
                || self.cue(stop).is(Cue::COMPLEMENT)
                || self.cue(stop).is(Cue::BODY) && !self.words[stop].traits.has_latin();
            if !goes_on {
                break;
            }
            stop += 1;
        }
        // A preposition or article that leads on to nothing is no part of the name.
        while stop > here + 1
            && self
                .is_word(stop - 1, &["в", "у", "з", "по", "of", "the", "for", "and", "in", "при"])
        {
            stop -= 1;
        }
        let mut here = here;
        while here > at && self.leads_to_body(here - 1, here + 1) && !self.is_small_word(here - 1) {
            here -= 1;
        }
        let rest = here + 1..stop;
        let name = match cue::noun(self.words[here].hash) {
            Some(Noun::Body(nominative)) if self.words[here].traits.has_cyrillic() => {
                let shown = if self.words[here].traits.is_acronym() {
                    self.slice(&(here..here + 1))
                } else {
                    *nominative
                };
                if rest.is_empty() {
                    shown.to_owned()
                } else {
                    format!("{shown} {}", self.slice(&rest))
                }
            }
            _ => self.slice(&(here..stop)).to_owned(),
        };
        Source {
            words: at..stop,
            cited: here..stop,
            who: Who::Body(name),
            nominative: true,
            staff: false,
        }
    }

    /// Whether word `at` is a channel or page that persons have too.
    fn is_channel(&self, at: usize) -> bool {
        // As written: in «Telegram-канал» look-alike letters fold to Latin ones.
        let word = self.slice(&(at..at + 1)).to_lowercase();
        word.contains("канал") && !word.contains("телеканал")
    }

    /// Whether a name of the table ends the quotation that opens at word `here`.
    fn holds_mention(&self, here: usize, end: usize) -> bool {
        self.quoted(here, end).is_some_and(|name| self.mention_ending(name.end).is_some())
    }

    fn body_before(&self, at: usize, here: usize) -> bool {
        (at.saturating_sub(1)..here)
            .any(|word| self.cue(word).is(Cue::BODY) || self.is_word(word, &["у", "в"]))
    }

    /// The words of a name in quotation marks that begins at word `here`.
    pub(super) fn quoted(&self, here: usize, end: usize) -> Option<Range<usize>> {
        let stop =
            (here + 1..=end.min(here + LONGEST_NAME)).find(|&stop| closes_quote(self.gap(stop)))?;
        let inside = here + 1..stop;
        let is_name = self.is_capitalised(here) && inside.into_iter().all(|at| !self.breaks(at));
        is_name.then_some(here..stop)
    }

    fn quoted_before(&self, end: usize, start: usize) -> Option<Range<usize>> {
        if !closes_quote(self.gap(end)) {
            return None;
        }
        let first = (start.max(end.saturating_sub(LONGEST_NAME))..end)
            .rev()
            .find(|&first| opens_quote(self.gap(first)))?;
        self.is_capitalised(first).then_some(first..end)
    }
}

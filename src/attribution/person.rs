//! Persons: a name with or without an office, found beside a verb of speech, and the list of an
//! article's persons, by which a bare surname or office gets its full name.

use super::cue::{self, Cue, Noun};
use super::ending::Endings;
use super::page::{Page, opens_quote};
use super::source::{Source, Who};
use std::ops::Range;

/// Most words of an office with whose it is («заступник начальника управління … України»).
const LONGEST_OFFICE: usize = 14;

/// Most small words between an office and its holder's name that say whose it is.
const LONGEST_COMPLEMENT: usize = 7;

/// Most words of a person's name.
const LONGEST_NAME: usize = 4;

/// Masculine adjectives in the nominative.
const NOMINATIVE: Endings<2> = Endings::new(["ий", "ый"]);

/// Words that are no part of a person's name, also with a capital.
const NO_NAME: Cue = Cue::PLACE
    .or(Cue::TITLE)
    .or(Cue::BODY)
    .or(Cue::OUTLET)
    .or(Cue::CHANNEL)
    .or(Cue::BACK)
    .or(Cue::BETWEEN)
    .or(Cue::HE)
    .or(Cue::THIS)
    .or(Cue::COMPLEMENT);

/// A person as a clause names them; either range can be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: Range<usize>,
    pub(super) office: Range<usize>,
    /// Only "he" or "she".
    pub(super) pronoun: bool,
}

impl Page<'_> {
    /// A word that can be part of a person's name.
    fn is_name_word(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        word.traits.is_capitalised()
            && !word.traits.is_acronym()
            && !word.traits.has_digit()
            && !self.cue(at).is(NO_NAME)
            && word.span.len() > 2
            && !self.in_mention(at)
    }

    fn in_mention(&self, at: usize) -> bool {
        let next = self.mentions.partition_point(|mention| mention.words.end <= at);
        self.mentions.get(next).is_some_and(|mention| mention.words.contains(&at))
    }

    fn is_particle(&self, at: usize) -> bool {
        self.is_word(
            at,
            &[
                "фон", "дер", "ван", "де", "аль", "бен", "бін", "ді", "да", "von", "der", "van",
                "de", "al", "bin", "al",
            ],
        )
    }

    /// The person whose office or name begins at word `here`.
    pub(super) fn person_after(&self, at: usize, here: usize, end: usize) -> Option<Source> {
        let titled = self.cue(here).is(Cue::TITLE) || self.leads_to_title(here, end);
        if !titled {
            let stop = self.name_end(here, end);
            if stop == here {
                return None;
            }
            return Some(Self::person(at, here..stop, here..here));
        }
        // The name is the last run of name words before the clause ends.
        let mut stop = here;
        let mut name = None;
        while stop < end.min(here + LONGEST_OFFICE) && (stop == here || !self.breaks(stop)) {
            if opens_quote(self.gap(stop)) && stop > here {
                match (stop + 1..end.min(stop + 8))
                    .find(|&close| super::page::closes_quote(self.gap(close)))
                {
                    Some(close) => {
                        stop = close;
                        continue;
                    }
                    None => break,
                }
            }
            if self.is_name_word(stop) {
                let run = self.name_end(stop, end);
                if run - stop >= 2
                    || self.cue(stop - usize::from(stop > here)).is(Cue::TITLE)
                    || stop > here && self.after_owner(stop)
                {
                    name = Some(stop..run);
                }
                stop = run;
                continue;
            }
            let cue = self.cue(stop);
            let goes_on = cue.is(Cue::TITLE)
                || self.leads_to_name(stop, end)
                || cue.is(Cue::COMPLEMENT)
                || cue.is(Cue::BODY)
                || cue.is(Cue::OUTLET)
                || cue.is(Cue::PLACE)
                || self.is_capitalised(stop)
                || self.is_adjective(stop)
                || self.in_mention(stop);
            if !goes_on || cue.is(Cue::VERB) {
                break;
            }
            stop += 1;
        }
        if let Some(name) = name {
            return Some(Self::person(at, name.clone(), here..name.start));
        }
        // A preposition that leads on to nothing is no part of an office.
        while stop > here + 1 && self.cue(stop - 1).is(Cue::IN.or(Cue::GOVERNS)) {
            stop -= 1;
        }
        Some(Self::person(at, stop..stop, here..stop.max(here + 1)))
    }

    /// A name between the commas just before a verb: "The mayor, Olha Kit, said".
    pub(super) fn person_in_commas(&self, at: usize, start: usize) -> Option<Source> {
        let comma = |at: usize| self.gap(at).trim() == ",";
        if !comma(at) {
            return None;
        }
        let least = start.max(at.saturating_sub(LONGEST_NAME));
        let first = (least.max(start + 1)..at).rev().find(|&first| self.breaks(first))?;
        let whole = comma(first) && at - first > 1 && self.name_end(first, at) == at;
        whole.then(|| Self::person(first, first..at, first..first))
    }

    /// Whether the word before `at` says whose the office is (an acronym, a country).
    fn after_owner(&self, at: usize) -> bool {
        let before = at - 1;
        self.words[before].traits.is_acronym()
            || self.cue(before).is(Cue::PLACE)
            || self.cue(before).is(Cue::COMPLEMENT)
            || self.in_mention(before)
    }

    /// An adjective or two before an office: «генеральний секретар», «постійний представник».
    fn leads_to_title(&self, here: usize, end: usize) -> bool {
        (here + 1..end.min(here + 4))
            .take_while(|&at| !self.breaks(at))
            .find(|&at| self.cue(at).is(Cue::TITLE))
            .is_some_and(|title| {
                (here..title).all(|at| {
                    self.cue(at).is(Cue::PLACE.or(Cue::COMPLEMENT))
                        || self.words[at].traits.is_acronym()
                        || self.is_adjective(at)
                        || self.ends_in(at, &NOMINATIVE)
                        || self.is_word(at, &["nato", "us", "uk", "eu"])
                })
            })
    }

    /// Whether small words in the genitive lead from an office to a full name: «міністр культури та
    /// інформаційної політики Іван Коваль».
    fn leads_to_name(&self, here: usize, end: usize) -> bool {
        let name = (here..end.min(here + LONGEST_COMPLEMENT))
            .take_while(|&at| at == here || !self.breaks(at))
            .find(|&at| self.is_capitalised(at));
        let is_full = |at: usize| self.is_name_word(at) && self.name_end(at, end) - at >= 2;
        name.is_some_and(|at| is_full(at) && (here..at).all(|word| self.is_genitive(word)))
    }

    /// A small word that can say whose an office is: by its ending, and no verb that tells.
    fn is_genitive(&self, at: usize) -> bool {
        const ENDINGS: Endings<20> = Endings::new([
            "и", "і", "ї", "ів", "їв", "ій", "ої", "ого", "их", "їх", "а", "я", "у", "ю", "ы",
            "ов", "ев", "ей", "ой", "ых",
        ]);
        const VERBS: Endings<2> = Endings::new(["ла", "ли"]);
        const LONGEST_SMALL: usize = 6;
        let joins = self.cue(at).is(Cue::JOINS) || self.is_word(at, &["з", "із", "по", "питань"]);
        joins
            || self.ends_in(at, &ENDINGS)
                && !self.ends_in(at, &VERBS)
                && self.folded(at).len() > LONGEST_SMALL
                && !self.cue(at).is(Cue::VERB.or(Cue::REFERENCE).or(Cue::IN))
    }

    fn name_end(&self, first: usize, end: usize) -> usize {
        let mut stop = first;
        while stop < end && stop - first < LONGEST_NAME {
            if stop > first && (self.breaks(stop) || opens_quote(self.gap(stop))) {
                break;
            }
            let particle =
                stop > first && self.is_particle(stop) && self.is_name_word_or_particle(stop + 1);
            if !particle && !self.is_name_word(stop) {
                break;
            }
            stop += 1;
        }
        stop
    }

    fn is_name_word_or_particle(&self, at: usize) -> bool {
        self.is_name_word(at) || self.is_particle(at)
    }

    /// The person whose words end just before word `end`.
    pub(super) fn person_before(&self, end: usize, start: usize) -> Option<Source> {
        let mut first = end;
        while first > start
            && end - first < LONGEST_NAME
            && (self.is_name_word(first - 1) || first < end && self.is_particle(first - 1))
            && (first == end || !self.breaks(first))
        {
            first -= 1;
        }
        while first < end && self.is_particle(first) {
            first += 1;
        }
        // Adjectives of a place before a name belong to the office.
        let name = first..end;
        let mut office = first..first;
        let mut here = first;
        while here > start && first - here < LONGEST_OFFICE && !(here < end && self.breaks(here)) {
            let before = here - 1;
            let cue = self.cue(before);
            if cue.is(Cue::TITLE) {
                office = before..first;
            } else if !(cue.is(Cue::COMPLEMENT)
                || cue.is(Cue::PLACE)
                || cue.is(Cue::BODY)
                || self.is_capitalised(before)
                || self.is_adjective(before)
                || self.in_mention(before))
            {
                break;
            }
            here = before;
        }
        if office.is_empty() {
            if name.is_empty() || !self.is_subject(name.start, start, false) {
                return None;
            }
            // A capital at the beginning of a sentence does not make a name by itself.
            if name.len() == 1 && name.start == start && !self.stands_elsewhere(name.start) {
                return None;
            }
            return Some(Self::person(name.start, name.clone(), name.start..name.start));
        }
        // «Генеральний», «постійний» before the office.
        while office.start > start
            && !self.breaks(office.start)
            && (self.is_adjective(office.start - 1)
                || self.is_capitalised(office.start - 1)
                    && self.ends_in(office.start - 1, &NOMINATIVE)
                || self.words[office.start - 1].traits.is_acronym()
                    && self.words[office.start - 1].traits.has_latin()
                || self.is_word(office.start - 1, &["nato"]))
        {
            office.start -= 1;
        }
        if !self.is_subject(office.start, start, false) {
            return None;
        }
        Some(Self::person(office.start, name, office))
    }

    /// Whether the word of `at` stands with a capital inside some sentence too.
    pub(super) fn stands_elsewhere(&self, at: usize) -> bool {
        let inner = self.inner_capitals.get_or_init(|| {
            let sentences = self.document.sentences.iter();
            sentences
                .flat_map(|sentence| sentence.words.start as usize + 1..sentence.words.end as usize)
                .filter(|&at| self.is_capitalised(at))
                .map(|at| self.words[at].hash)
                .collect()
        });
        inner.contains(&self.words[at].hash)
    }

    fn person(at: usize, name: Range<usize>, office: Range<usize>) -> Source {
        let words = match (name.is_empty(), office.is_empty()) {
            (false, false) => office.start.min(name.start)..name.end.max(office.end),
            (false, true) => name.clone(),
            _ => office.clone(),
        };
        Source {
            words: at.min(words.start)..words.end,
            cited: words,
            who: Who::Person(Person { name, office, pronoun: false }),
            nominative: true,
            staff: false,
        }
    }

    /// Whether an office says whose it is: «речник прокуратури», «міністр оборони Литви».
    pub(super) fn has_owner(&self, office: &Range<usize>) -> bool {
        let owner = Cue::PLACE.or(Cue::BODY).or(Cue::COMPLEMENT).or(Cue::OUTLET);
        office.clone().any(|at| {
            self.cue(at).is(owner) && !self.cue(at).is(Cue::TITLE)
                || self.words[at].traits.is_acronym()
                || at > office.start && self.is_capitalised(at)
                || self.in_mention(at)
        })
    }

    /// The group of an office and the words that say whose it is, to compare offices by.
    pub(super) fn office_key(&self, office: &Range<usize>) -> Option<&'static str> {
        office.clone().find_map(|at| match cue::noun(self.words[at].hash) {
            Some(Noun::Title(group)) => Some(*group),
            _ => None,
        })
    }
}

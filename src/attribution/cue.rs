//! What single words say about citations, looked up by hash, once for each word of a text.
//!
//! The tables are `data/cues.*.tsv`: a class, a tab, and words. `stem+a,b,c` stands for `stema`,
//! `stemb`, `stemc`, and a bare comma for the stem itself.

use crate::text::filter::Filter;
use crate::text::{WordHash, Words, word};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Classes of a word, as a set of bits; empty for most words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cue(u64);

impl Cue {
    /// Verb by which an outlet reports: повідомляє, пишет, reported.
    pub(super) const REPORTS: Self = Self(1);
    /// Verb by which an outlet passes on: передає.
    pub(super) const PASSES: Self = Self(1 << 1);
    /// Verb of speech: заявив, said.
    pub(super) const SAYS: Self = Self(1 << 2);
    /// Such a verb in the plural or impersonal, so that «у X» can be its source.
    pub(super) const MANY: Self = Self(1 << 3);
    /// "told X".
    pub(super) const TOLD: Self = Self(1 << 4);
    /// Says where words stand: йдеться, говорится, опубліковано.
    pub(super) const STANDS: Self = Self(1 << 5);
    /// посиланням (на), citing.
    pub(super) const REFERENCE: Self = Self(1 << 6);
    /// (за) даними.
    pub(super) const DATA: Self = Self(1 << 7);
    /// (за) словами.
    pub(super) const WORDS: Self = Self(1 << 8);
    /// згідно (з), according (to).
    pub(super) const ACCORDING: Self = Self(1 << 9);
    /// (reported) by.
    pub(super) const BY: Self = Self(1 << 10);
    /// (у) коментарі, (в) ефірі.
    pub(super) const SPOKEN: Self = Self(1 << 11);
    /// (у) заяві, (на) сайті.
    pub(super) const WRITTEN: Self = Self(1 << 12);
    /// Kind of outlet: видання, телеканал.
    pub(super) const OUTLET: Self = Self(1 << 13);
    /// Those who work there: журналісти, кореспондент.
    pub(super) const STAFF: Self = Self(1 << 14);
    /// Kind of institution: прокуратура, police.
    pub(super) const BODY: Self = Self(1 << 15);
    /// Small word in the name of a body or an office: області, закордонних, of.
    pub(super) const COMPLEMENT: Self = Self(1 << 16);
    /// Office or standing of a person.
    pub(super) const TITLE: Self = Self(1 << 17);
    /// He, she.
    pub(super) const HE: Self = Self(1 << 18);
    /// Can stand between a subject and its verb: також, had.
    pub(super) const BETWEEN: Self = Self(1 << 19);
    /// Speaks of the past before this story: раніше, нагадаємо.
    pub(super) const BACK: Self = Self(1 << 20);
    /// (про) це.
    pub(super) const THIS: Self = Self(1 << 21);
    /// Names who made a picture.
    pub(super) const PHOTO: Self = Self(1 << 22);
    /// Opens a line of credit: Джерело.
    pub(super) const CREDIT: Self = Self(1 << 23);
    /// Speaks of what is to come.
    pub(super) const FUTURE: Self = Self(1 << 24);
    /// Preposition of a term: до 1 листопада.
    pub(super) const UNTIL: Self = Self(1 << 25);
    /// Opens a subscription, support or copyright line: підписуйтесь, follow.
    pub(super) const FURNITURE: Self = Self(1 << 26);
    /// Other word of such lines: Telegram, соцмережах.
    pub(super) const CHANNEL: Self = Self(1 << 32);
    /// (стало) відомо.
    pub(super) const KNOWN: Self = Self(1 << 33);
    /// Country or city, in a name and not of a person.
    pub(super) const PLACE: Self = Self(1 << 27);
    /// Preposition after which someone can speak: (заявили) у Генштабі.
    pub(super) const IN: Self = Self(1 << 28);
    /// Any other preposition.
    pub(super) const GOVERNS: Self = Self(1 << 29);
    /// Joins the names of a list.
    pub(super) const JOINS: Self = Self(1 << 30);
    /// Conjunction or adverb that can stand before a subject.
    pub(super) const OPENS: Self = Self(1 << 31);
    /// Any verb that tells.
    pub(super) const VERB: Self = Self(Self::REPORTS.0 | Self::PASSES.0 | Self::SAYS.0);

    /// Whether any class of `classes` is in it.
    #[inline]
    pub(super) const fn is(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// The classes of both.
    #[inline]
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn of_class(class: &str) -> Option<Self> {
        Some(match class {
            "reports" => Self::REPORTS,
            "reports.many" => Self::REPORTS.or(Self::MANY),
            "passes" => Self::PASSES,
            "passes.many" => Self::PASSES.or(Self::MANY),
            "says" => Self::SAYS,
            "says.many" => Self::SAYS.or(Self::MANY),
            "told" => Self::TOLD,
            "stands" => Self::STANDS,
            "reference" => Self::REFERENCE,
            "data" => Self::DATA,
            "words" => Self::WORDS,
            "according" => Self::ACCORDING,
            "by" => Self::BY,
            "spoken" => Self::SPOKEN,
            "written" => Self::WRITTEN,
            "outlet" => Self::OUTLET,
            "staff" => Self::STAFF,
            "body" => Self::BODY,
            "complement" => Self::COMPLEMENT,
            "he" => Self::HE,
            "between" => Self::BETWEEN,
            "back" => Self::BACK,
            "this" => Self::THIS,
            "photo" => Self::PHOTO,
            "credit" => Self::CREDIT,
            "future" => Self::FUTURE,
            "until" => Self::UNTIL,
            "furniture" => Self::FURNITURE,
            "channel" => Self::CHANNEL,
            "known" => Self::KNOWN,
            "place" => Self::PLACE,
            "in" => Self::IN,
            "governs" => Self::GOVERNS,
            "joins" => Self::JOINS,
            "opens" => Self::OPENS,
            title if title.starts_with("title.") => Self::TITLE,
            _ => return None,
        })
    }
}

/// What else is known of a word that names a body or an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// A body's nominative.
    Body(&'static str),
    /// The group of an office: all words of a group can stand for one another.
    Title(&'static str),
}

struct Tables {
    cues: FxHashMap<WordHash, Cue>,
    /// Of the hashes in `cues`: most words of a text end here.
    known: Filter,
    nouns: FxHashMap<WordHash, Noun>,
}

/// Binary logarithm of the bits of the filter: eight kilobytes.
const FILTER_LOG: u32 = 16;

impl Tables {
    #[inline]
    fn cue(&self, hash: WordHash) -> Cue {
        if !self.known.has(hash) {
            return Cue::default();
        }
        self.cues.get(&hash).copied().unwrap_or_default()
    }
}

const SOURCES: [&str; 3] = [
    include_str!("data/cues.uk.tsv"),
    include_str!("data/cues.ru.tsv"),
    include_str!("data/cues.en.tsv"),
];

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        cues: FxHashMap::default(),
        known: Filter::new(FILTER_LOG),
        nouns: FxHashMap::default(),
    };
    for (class, words) in SOURCES.into_iter().flat_map(lines) {
        let cue = Cue::of_class(class).unwrap_or_default();
        let nominative = words.split_whitespace().next().unwrap_or("");
        for form in words.split_whitespace().flat_map(forms) {
            let hash = word::hash(&form);
            tables.known.insert(hash);
            let known: &mut Cue = tables.cues.entry(hash).or_default();
            *known = known.or(cue);
            if cue.is(Cue::BODY) {
                tables.nouns.insert(hash, Noun::Body(nominative));
            } else if cue.is(Cue::TITLE) {
                tables.nouns.insert(hash, Noun::Title(class));
            }
        }
    }
    tables
});

fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

fn forms(word: &str) -> impl Iterator<Item = String> {
    let (stem, endings) = word.split_once('+').unwrap_or((word, ""));
    endings.split(',').map(move |ending| format!("{stem}{ending}"))
}

/// The classes of every word, in order.
pub(super) fn look_up(words: &Words) -> Vec<Cue> {
    let tables = &*TABLES;
    words.iter().map(|word| tables.cue(word.hash)).collect()
}

/// The classes of one word.
pub(super) fn of(hash: WordHash) -> Cue {
    TABLES.cue(hash)
}

/// What body or office a word names.
pub(super) fn noun(hash: WordHash) -> Option<&'static Noun> {
    TABLES.nouns.get(&hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_has_a_known_class_and_whole_words() {
        for (class, words) in SOURCES.into_iter().flat_map(lines) {
            assert!(Cue::of_class(class).is_some(), "{class}");
            for form in words.split_whitespace().flat_map(forms) {
                assert_eq!(Words::new(&form).len(), 1, "{form} is not one word");
            }
        }
    }

    #[test]
    fn a_word_can_have_several_classes() {
        let cues = look_up(&Words::new("повідомляють стіл"));
        assert!(cues[0].is(Cue::REPORTS) && cues[0].is(Cue::MANY));
        assert_eq!(cues[1], Cue::default());
        assert_eq!(noun(word::hash("прокуратурі")), Some(&Noun::Body("прокуратура")));
        assert_eq!(noun(word::hash("генсека")), noun(word::hash("секретаря")));
    }
}

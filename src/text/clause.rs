//! Clauses around a verb of speech, and the words in them that name who speaks.
//!
//! A clause is read from the verb outwards: the subject before it («Марк Рютте також наголосив»),
//! behind it («зазначив генсек НАТО»), or where a body speaks as a place («у Пентагоні заявили»).
//! Pronouns and dropped subjects take the person named last. No grammar beyond that: where the
//! shape is unclear the speaker is unknown.

use super::gap::is_blank;
use super::lexicon::Lexeme;
use super::word::{Word, Words};
use crate::article::Span;
use std::ops::Range;

/// Words that a phrase naming a speaker has at most.
const LONGEST_NAME: usize = 14;

/// Words between a verb of speech and its subject at most: «заявив у понеділок на брифінгу Рютте».
pub(super) const FARTHEST_SUBJECT: usize = 8;

/// Bytes between a quotation and its verb at most, so that no search goes far.
const FARTHEST_BYTES: usize = 200;

/// How many of those who spoke last a pronoun can mean.
const REMEMBERED: usize = 4;

/// What a verb's form says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    He,
    She,
    It,
    They,
}

/// The subject of a verb of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Named by these words.
    Named(Span),
    /// By a pronoun.
    Pronoun(Gender),
    /// The sentence has none.
    Dropped,
}

/// A text with all that is known of its words, to ask about clauses.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t Words,
    pub(super) lexemes: &'t [Lexeme],
}

impl Clauses<'_> {
    /// The text between word `index` and the next one.
    pub(super) fn gap(&self, index: usize) -> &str {
        let from = self.words[index].span.end as usize;
        let to = self.words.get(index + 1).map_or(self.text.len(), |w| w.span.start as usize);
        &self.text[from..to]
    }

    pub(super) fn is(&self, index: usize, classes: Lexeme) -> bool {
        self.lexemes[index].is(classes)
    }

    fn word(&self, index: usize) -> &Word {
        &self.words[index]
    }

    fn is_capitalised(&self, index: usize) -> bool {
        self.word(index).traits.is_capitalised()
    }

    /// Whether a comma, bracket or dash parts word `index` from the next. A full stop inside a
    /// sentence belongs to an abbreviation; quotation marks that are no quotation, to a name.
    pub(super) fn is_parted(&self, index: usize) -> bool {
        self.gap(index).chars().any(|c| !is_blank(c) && c != '.' && !is_quotation_mark(c))
    }

    /// First word of the clause that word `index` stands in, not before `from`.
    pub(super) fn clause_start(&self, index: usize, from: usize) -> usize {
        (from..index).rev().find(|&word| self.is_parted(word)).map_or(from, |word| word + 1)
    }

    /// One past the last word of that clause, at most `to`.
    pub(super) fn clause_end(&self, index: usize, to: usize) -> usize {
        (index..to).find(|&word| self.is_parted(word)).map_or(to, |word| word + 1)
    }

    /// Number of the subject by the verb's form; present tense says nothing.
    pub(super) fn gender(&self, verb: usize) -> Option<Gender> {
        let folded = self.words.folded(verb);
        let stem = folded.strip_suffix("ся").or_else(|| folded.strip_suffix("сь"));
        let form = stem.unwrap_or(folded);
        let ends = |endings: &[&str]| endings.iter().any(|ending| form.ends_with(ending));
        if ends(&["ла", "на"]) {
            Some(Gender::She)
        } else if ends(&["ли", "ні", "ны", "ють", "уть", "ять", "ют", "ят"]) {
            Some(Gender::They)
        } else if ends(&["ло", "но"]) {
            Some(Gender::It)
        } else if ends(&["в", "л", "ний", "ен", "ён"]) {
            Some(Gender::He)
        } else {
            None
        }
    }

    /// Whether the word has the ending of an adjective in the genitive, which goes on to a noun:
    /// «Державного департаменту», «Збройних сил».
    fn is_genitive_adjective(&self, index: usize) -> bool {
        let folded = self.words.folded(index);
        ["ого", "ої", "их", "іх", "ых", "ой", "его", "ому", "ему", "ою", "ую", "ими", "ыми"]
            .iter()
            .any(|e| folded.ends_with(e))
            && folded.len() > 8
    }

    /// Whether the word can be an object's genitive behind a preposition («на засіданні Ради
    /// безпеки Рютте заявив»).
    fn is_oblique(&self, index: usize) -> bool {
        let folded = self.words.folded(index);
        !self.is(index, Lexeme::TITLE)
            && !self.word(index).traits.is_acronym()
            && [
                "ої", "ого", "их", "ых", "ой", "ів", "ов", "ей", "ом", "ем", "им", "ым", "и", "ы",
                "і", "у", "ю",
            ]
            .iter()
            .any(|ending| folded.ends_with(ending))
    }

    /// Subject of the verb at `verb` among the words `range` of its clause that stand before it.
    fn subject_before(&self, range: Range<usize>, verb: usize) -> Option<Subject> {
        let mut index = range.start;
        let mut governed = false;
        while index < verb {
            let lexeme = self.lexemes[index];
            if let Some(gender) = pronoun(lexeme) {
                return Some(Subject::Pronoun(gender));
            }
            if lexeme.is(Lexeme::PREPOSITION) {
                governed = true;
                index += 2;
            } else if self.is_skipped(index)
                || self.is_accusative(index)
                || governed
                    && (index + 1 < verb && self.is_oblique(index) || self.is_genitive(index))
            {
                index += 1;
            } else if self.is_present(index) {
                // «яка возила зерно, шукає склад і каже»: the subject stands in another clause.
                return None;
            } else {
                return Some(Subject::Named(self.name(index, verb)));
            }
        }
        None
    }

    /// «У профспілці водіїв заявили»: a noun in the genitive plural is no subject.
    fn is_genitive(&self, index: usize) -> bool {
        let folded = self.words.folded(index);
        !self.is_capitalised(index)
            && ["ів", "їв", "ов", "ого", "ої", "их", "ых"].iter().any(|e| folded.ends_with(e))
    }

    /// Whether the word has the ending of a verb in the present, which no noun has.
    fn is_present(&self, index: usize) -> bool {
        let folded = self.words.folded(index);
        !self.is_capitalised(index)
            && ["ає", "яє", "ує", "ють", "уть", "ает", "яет", "ует", "ают", "яют", "уют"]
                .iter()
                .any(|ending| folded.ends_with(ending))
    }

    /// Subject of the verb at `verb` among the words behind it, up to word `end`.
    fn subject_after(&self, verb: usize, end: usize) -> Option<Subject> {
        let mut index = verb + 1;
        let mut governed = false;
        let to = end.min(verb + 1 + FARTHEST_SUBJECT);
        while index < to {
            let lexeme = self.lexemes[index];
            if let Some(gender) = pronoun(lexeme) {
                return Some(Subject::Pronoun(gender));
            }
            if lexeme.is(Lexeme::THAT) {
                return None;
            }
            if lexeme.is(Lexeme::PREPOSITION) {
                governed = true;
                index += 2;
            } else if lexeme.is(Lexeme::LISTENER)
                || self.is_skipped(index)
                || governed && index + 1 < to && self.is_oblique(index)
            {
                index += 1;
            } else if self.is_capitalised(index) || lexeme.is(Lexeme::TITLE) || !governed {
                return Some(Subject::Named(self.name(index, self.clause_end(index, end))));
            } else {
                index += 1;
            }
        }
        None
    }

    /// «Повідомлялося», «сказано», «говорится»: nobody in particular does it.
    pub(super) fn is_impersonal(&self, verb: usize) -> bool {
        let folded = self.words.folded(verb);
        self.gender(verb) == Some(Gender::It)
            || ["ється", "иться", "ется", "ится", "деться"].iter().any(|e| folded.ends_with(e))
    }

    /// «У Пентагоні заявили», «уточнили в Держдепартаменті», «йдеться у заяві МЗС».
    fn place(&self, range: Range<usize>, verb: usize) -> Option<Subject> {
        if self.gender(verb) != Some(Gender::They) && !self.is_impersonal(verb) {
            return None;
        }
        let prepositions = ["у", "в", "во", "на"];
        let at = range
            .clone()
            .find(|&index| index != verb && prepositions.contains(&self.words.folded(index)))?;
        let first = at + 1;
        if first >= range.end || self.word(first).traits.is_number() || self.is_parted(at) {
            return None;
        }
        let limit = if at < verb { verb } else { range.end };
        let document = self.is(first, Lexeme::DOCUMENT);
        // «у поліції заявили»; a small noun elsewhere is a place or a time.
        let body = self.gender(verb) == Some(Gender::They) && at < verb && !self.is_skipped(first);
        if self.is_capitalised(first) || body && !document {
            return Some(Subject::Named(self.name(first, limit)));
        }
        // «у заяві МЗС»: the document's author speaks.
        let author = first + 1;
        (document && author < limit && self.is_capitalised(author) && !self.is_parted(first))
            .then(|| Subject::Named(self.name(author, limit)))
    }

    /// «Інформацію підтвердили»: no subject ends so.
    fn is_accusative(&self, index: usize) -> bool {
        let folded = self.words.folded(index);
        folded.len() > 6 && (folded.ends_with('ю') || folded.ends_with('у'))
    }

    /// Words that stand beside a subject and are none.
    fn is_skipped(&self, index: usize) -> bool {
        self.is(index, Lexeme::ADVERB.or(Lexeme::THAT).or(Lexeme::FUNCTION))
            || self.word(index).traits.is_number()
            || self.is(index, Lexeme::SAYS)
    }

    /// The phrase that begins at word `first` and names someone, at most up to word `limit`.
    fn name(&self, first: usize, limit: usize) -> Span {
        let limit = limit.min(first + LONGEST_NAME).min(self.words.len());
        let mut end = first + 1;
        let mut person = false;
        let mut quoted = false;
        while end < limit {
            let last = end - 1;
            let gap = self.gap(last);
            let initial = gap.starts_with('.') && gap.len() <= 2;
            if gap != " " && gap != "\u{a0}" && !initial {
                // «телеканал "Новий канал" повідомив»
                let opens = gap.starts_with(' ') && gap.ends_with(is_quotation_mark);
                let closes = quoted && gap.starts_with(is_quotation_mark);
                quoted |= opens;
                if !(opens || closes) || self.is_parted(last) {
                    break;
                }
            }
            if self.is(end, Lexeme::SAYS.or(Lexeme::THAT).or(Lexeme::LISTENER))
                || self.is_present(end)
                || pronoun(self.lexemes[end]).is_some()
                || self.word(end).traits.is_number()
            {
                break;
            }
            if self.is(end, Lexeme::PREPOSITION) {
                let english = self.words.folded(end) == "of" || self.words.folded(end) == "for";
                if person || !(english || self.person_ahead(end + 1, limit)) {
                    break;
                }
            } else if self.is_capitalised(end) {
                person |= self.is_person(last);
            } else if self.is(end, Lexeme::EN) && self.is(last, Lexeme::PREPOSITION) {
                // "Secretary of the Interior".
            } else if self.is(end, Lexeme::ADVERB.or(Lexeme::FUNCTION))
                || person
                || self.is_capitalised(last)
                    && !quoted
                    && !self.goes_on(last, first)
                    && !self.person_ahead(end, limit)
            {
                break;
            }
            end += 1;
        }
        while end > first + 1
            && self.is(end - 1, Lexeme::PREPOSITION.or(Lexeme::FUNCTION))
            && !self.is_capitalised(end - 1)
        {
            end -= 1;
        }
        let mut last = self.word(end - 1).span.end;
        if quoted {
            let closing = self.gap(end - 1).chars().next().filter(|&c| is_quotation_mark(c));
            last += closing.map_or(0, |c| c.len_utf8() as u32);
        }
        Span::new(self.word(first).span.start, last)
    }

    /// Whether the capitalised word `index` of a name that begins at `first` goes on to a small one.
    fn goes_on(&self, index: usize, first: usize) -> bool {
        if index == first { self.opens_title(first) } else { self.is_genitive_adjective(index) }
    }

    /// Whether a capitalised word goes on to a small one as part of a name: the first word of a
    /// sentence («Генеральний секретар», «Міністр оборони»), or an adjective.
    fn opens_title(&self, index: usize) -> bool {
        if self.is(index, Lexeme::TITLE) || self.is_genitive_adjective(index) {
            return true;
        }
        let folded = self.words.folded(index);
        let adjective =
            ["ий", "ій", "ый", "ой", "ая", "ька", "ьке", "ное", "ні", "ны", "ые", "ие", "на", "ні"]
                .iter()
                .any(|ending| folded.ends_with(ending));
        adjective
            || self.words.get(index + 1).is_some() && self.is(index + 1, Lexeme::TITLE)
            // A common noun that opens a sentence: what stands beside it is its genitive.
            || index > 0 && self.gap(index - 1).contains(['.', '\n', '!', '?', '…'])
            || index == 0
    }

    /// Whether word `index` and the next, both capitalised, are a person's two names.
    fn is_person(&self, index: usize) -> bool {
        self.is_capitalised(index)
            && self.is_capitalised(index + 1)
            && !self.word(index).traits.is_acronym()
            && !self.word(index + 1).traits.is_acronym()
            && !self.is_genitive_adjective(index)
            && !self.is(index, Lexeme::TITLE)
    }

    fn person_ahead(&self, from: usize, limit: usize) -> bool {
        (from..limit.saturating_sub(1).min(from + 8))
            .take_while(|&index| !self.is_parted(index))
            .any(|index| self.is_person(index))
    }

    /// Subject of the verb at `verb` in the words `sentence`.
    pub(super) fn subject(&self, verb: usize, sentence: Range<usize>) -> Subject {
        let start = self.clause_start(verb, sentence.start);
        let that = (start..verb).rev().find(|&word| self.is(word, Lexeme::THAT));
        let start = that.map_or(start, |that| that + 1);
        let end = self.clause_end(verb, sentence.end);
        if let Some(subject) = self.subject_before(start..end, verb) {
            return subject;
        }
        if let Some(subject) = self.subject_after(verb, end) {
            return subject;
        }
        if let Some(subject) = self.place(start..end, verb) {
            return subject;
        }
        // «Рютте, генсек НАТО, заявив»: the first clause names the subject.
        let verbal = start == verb || self.is_present(start);
        if start > sentence.start && verbal && !self.is_impersonal(verb) {
            let first = self.clause_end(sentence.start, start);
            if let Some(subject) = self.subject_before(sentence.start..first, first) {
                return subject;
            }
        }
        Subject::Dropped
    }

    /// The person that a sentence without a verb of speech is about.
    pub(super) fn mention(&self, sentence: Range<usize>) -> Option<Span> {
        let end = self.clause_end(sentence.start, sentence.end);
        let Some(Subject::Named(name)) = self.subject_before(sentence.start..end, end) else {
            return None;
        };
        let words = self.words.within(name);
        let person = self.is(words.start, Lexeme::TITLE)
            || words.len() > 1
                && (self.is(words.start + 1, Lexeme::TITLE) || self.is_person(words.start));
        person.then_some(name)
    }

    /// Whether the verb stands beside a quotation that ends at byte `end`: no stop and few words
    /// between.
    pub(super) fn is_beside(&self, end: u32, verb: usize) -> bool {
        let between = &self.text[end as usize..self.word(verb).span.start as usize];
        let stop = between.trim_start_matches(['.', '!', '?', '…', '"', '»', '”', '“']);
        between.len() <= FARTHEST_BYTES
            && !stop.contains(['.', '!', '?', '…', ':', ';', '\n'])
            && between.split_whitespace().count() <= FARTHEST_SUBJECT / 2 + 1
    }

    /// Whether word `first` makes a subordinate clause of what follows; `verb` is its verb.
    pub(super) fn opens_clause(&self, first: usize, verb: usize) -> bool {
        first < verb
            && self.is(first, Lexeme::FUNCTION)
            && !self.is(first, Lexeme::ADVERB)
            && pronoun(self.lexemes[first]).is_none()
            && !["як", "как", "as", "the", "a"].contains(&self.words.folded(first))
    }

    /// Whether a comma or dash stands behind word `index`.
    pub(super) fn is_set_off(&self, index: usize) -> bool {
        self.gap(index).contains([',', '—', '–', '-'])
    }

    /// Whether the sentence opens as «Як пишуть ЗМІ, …» does.
    pub(super) fn opens_as(&self, first: usize) -> bool {
        ["як", "как", "as"].contains(&self.words.folded(first))
    }

    /// Whose words «за його словами» at word `noun` are.
    pub(super) fn possessive(&self, noun: usize, from: usize) -> Option<Gender> {
        if noun < from + 2 || !["за", "по"].contains(&self.words.folded(noun - 2)) {
            return None;
        }
        match self.words.folded(noun - 1) {
            "його" | "его" => Some(Gender::He),
            "її" | "её" | "ее" => Some(Gender::She),
            "їхніми" | "їх" | "их" => Some(Gender::They),
            _ => None,
        }
    }

    /// The phrase behind «за словами», «по словам», "according to" at word `noun`.
    pub(super) fn whose_words(&self, noun: usize, to: usize) -> Option<Span> {
        let mut first = noun + 1;
        while first < to && self.is(first, Lexeme::PREPOSITION.or(Lexeme::EN)) {
            first += 1;
        }
        if first >= to || self.is_parted(first - 1) || pronoun(self.lexemes[first]).is_some() {
            return None;
        }
        Some(self.name(first, self.clause_end(first, to)))
    }
}

const fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '\'')
}

fn pronoun(lexeme: Lexeme) -> Option<Gender> {
    if lexeme.is(Lexeme::HE) {
        Some(Gender::He)
    } else if lexeme.is(Lexeme::SHE) {
        Some(Gender::She)
    } else if lexeme.is(Lexeme::THEY) {
        Some(Gender::They)
    } else {
        None
    }
}

/// Who spoke or was named last, for pronouns and dropped subjects.
#[derive(Debug, Default)]
pub(super) struct Memory {
    named: Vec<(Span, Option<Gender>)>,
}

impl Memory {
    pub(super) fn note(&mut self, name: Span, gender: Option<Gender>) {
        if self.named.len() == REMEMBERED {
            self.named.remove(0);
        }
        self.named.push((name, gender));
    }

    /// The words that name `subject`; `gender` is that of its verb.
    pub(super) fn resolve(&mut self, subject: Subject, gender: Option<Gender>) -> Option<Span> {
        let wanted = match subject {
            Subject::Named(name) => {
                self.note(name, gender);
                return Some(name);
            }
            Subject::Pronoun(wanted) => Some(wanted),
            Subject::Dropped => gender,
        };
        self.named
            .iter()
            .rev()
            .find(|(_, known)| match (wanted, known) {
                (Some(wanted), Some(known)) => wanted == *known,
                (Some(Gender::They), None) => false,
                _ => true,
            })
            .map(|(name, _)| *name)
    }
}

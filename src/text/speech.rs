//! Who says what: speakers of quotations, and indirect speech.

use super::clause::{Clauses, FARTHEST_SUBJECT, Memory, Subject};
use super::lexicon::Lexeme;
use super::{Quote, Role, Sentence};
use crate::article::Span;
use std::ops::Range;

/// Indirect speech: what one says in another's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// What is said, without the words that name the speaker and the verb of speech.
    pub said: Span,
    /// The words that name who says it; where the text has only "he", those that named the person
    /// before. None where the text does not name anyone.
    pub speaker: Option<Span>,
    /// The verb of speech (сказав, said), or the noun of «за словами».
    pub verb: Span,
    /// Index of its sentence.
    pub sentence: u32,
}

/// Reads who says what: gives every quotation of `quotes` its speaker, and returns the indirect
/// speech, both of body sentences only.
pub(super) fn read(
    clauses: &Clauses<'_>,
    sentences: &[Sentence],
    quotes: &mut [Quote],
) -> Vec<Speech> {
    let mut reader = Reader { clauses, memory: Memory::default(), speeches: Vec::new(), at: 0 };
    let mut said = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if sentence.role == Role::Body {
            reader.sentence(index, sentence, quotes, &mut said);
        }
    }
    inherit(clauses.text, sentences, quotes, &said);
    reader.speeches
}

/// A verb of speech outside quotation marks, and who its subject is.
#[derive(Clone, Copy, Debug)]
struct Verb {
    word: usize,
    span: Span,
    sentence: usize,
    speaker: Option<Span>,
}

struct Reader<'t> {
    clauses: &'t Clauses<'t>,
    memory: Memory,
    speeches: Vec<Speech>,
    /// First quotation that does not end before the sentence being read.
    at: usize,
}

impl Reader<'_> {
    fn sentence(
        &mut self,
        index: usize,
        sentence: &Sentence,
        quotes: &mut [Quote],
        said: &mut Vec<Verb>,
    ) {
        let clauses = self.clauses;
        while quotes.get(self.at).is_some_and(|quote| quote.span.end <= sentence.span.start) {
            self.at += 1;
        }
        let end = quotes[self.at..].partition_point(|q| q.span.start < sentence.span.end);
        let quotes = &mut quotes[self.at..self.at + end];
        let range = sentence.words.start as usize..sentence.words.end as usize;
        let first = said.len();
        for word in range.clone() {
            let span = clauses.words[word].span;
            if !clauses.is(word, Lexeme::SAYS.or(Lexeme::WORDS_OF))
                || quotes.iter().any(|quote| quote.span.contains(span))
            {
                continue;
            }
            let mut verb = Verb { word, span, sentence: index, speaker: None };
            if clauses.is(word, Lexeme::SAYS) {
                let own = own_words(clauses, quotes, range.clone(), word);
                let subject = clauses.subject(word, own);
                if subject != Subject::Dropped || !clauses.is_impersonal(word) {
                    verb.speaker = self.memory.resolve(subject, clauses.gender(word));
                }
                self.indirect(&verb, subject, sentence, quotes);
            } else if let Some(gender) = clauses.possessive(word, range.start) {
                // «за її словами»
                verb.speaker = self.memory.resolve(Subject::Pronoun(gender), None);
                let last = clauses.words[range.end - 1].span.end;
                self.push(Span::new(sentence.span.start, last), verb.speaker, &verb);
            } else if let Some(name) = self.words_of(&verb, sentence) {
                verb.speaker = Some(name);
                self.memory.note(name, None);
            } else {
                continue;
            }
            said.push(verb);
        }
        let verbs = &said[first..];
        let reported = quotes.iter().all(|quote| !quote.span.overlaps(sentence.span));
        if reported
            && verbs.is_empty()
            && let Some(name) = clauses.mention(range)
        {
            self.memory.note(name, None);
        }
        for number in 0..quotes.len() {
            let quote = quotes[number].span;
            let next = quotes.get(number + 1).map_or(sentence.span.end, |next| next.span.start);
            let behind = verbs.iter().find(|verb| {
                verb.span.start >= quote.end
                    && verb.span.start < next
                    && clauses.is_beside(quote.end, verb.word)
            });
            let before = || {
                verbs
                    .iter()
                    .rev()
                    .find(|verb| verb.span.end <= quote.start && quote.start >= sentence.span.start)
            };
            if let Some(verb) = behind.or_else(before) {
                quotes[number].speaker = quotes[number].speaker.or(verb.speaker);
            }
            let of_sentence = self.speeches.iter().rev().take_while(|s| s.sentence == index as u32);
            let around = of_sentence.filter(|speech| speech.said.contains(quote)).last();
            if let Some(speech) = around {
                quotes[number].speaker = quotes[number].speaker.or(speech.speaker);
            }
        }
    }

    /// «За словами Рютте, …», «…, according to Rutte»: returns who is named.
    fn words_of(&mut self, noun: &Verb, sentence: &Sentence) -> Option<Span> {
        let clauses = self.clauses;
        let range = sentence.words.start as usize..sentence.words.end as usize;
        let word = noun.word;
        let english = clauses.words[word].traits.has_latin();
        let governed = english
            || word > range.start
                && ["за", "по", "згідно", "согласно", "з"]
                    .contains(&clauses.words.folded(word - 1));
        if !governed {
            return None;
        }
        let speaker = clauses.whose_words(word, range.end)?;
        let opening = if english { word } else { word - 1 };
        let (start, end) = (sentence.span.start, clauses.words[range.end - 1].span.end);
        let said = if opening == range.start {
            let rest = clauses.clause_end(word, range.end);
            Span::new(clauses.words.get(rest).map_or(end, |w| w.span.start).min(end), end)
        } else if clauses.clause_end(word, range.end) == range.end {
            Span::new(start, clauses.words[opening - 1].span.end)
        } else {
            Span::new(start, end)
        };
        self.push(said, Some(speaker), noun);
        Some(speaker)
    }

    fn indirect(&mut self, verb: &Verb, subject: Subject, sentence: &Sentence, quotes: &[Quote]) {
        let clauses = self.clauses;
        let range = sentence.words.start as usize..sentence.words.end as usize;
        let last = clauses.words[range.end - 1].span.end;
        let start = clauses.clause_start(verb.word, range.start);
        let end = clauses.clause_end(verb.word, range.end);
        let behind = |word: usize| Span::new(clauses.words[word].span.start, last);
        // «… наголосив, що …»
        let limit = (end + 1).min(range.end);
        let that = (verb.word + 1..limit)
            .take_while(|&word| !clauses.is(word, Lexeme::SAYS))
            .find(|&word| clauses.is(word, Lexeme::THAT));
        if let Some(that) = that {
            if that + 1 < range.end {
                self.push(behind(that + 1), verb.speaker, verb);
            }
            return;
        }
        // «…, повідомив Рютте.», «…, заявив Рютте, …»: the rest of the sentence is said.
        let near = verb.word - start <= FARTHEST_SUBJECT && !clauses.opens_clause(start, verb.word);
        if start > range.start && near && clauses.is_set_off(start - 1) {
            let comma = clauses.words[start - 1].span.end;
            let beside =
                quotes.iter().any(|q| q.span.end <= verb.span.start && q.span.end >= comma);
            let first = start == verb.word || clauses.is(verb.word - 1, Lexeme::ADVERB);
            let last_but = verb.word + 1 == end
                || clauses.is(verb.word + 1, Lexeme::PREPOSITION.or(Lexeme::LISTENER));
            let said = Span::new(sentence.span.start, if end == range.end { comma } else { last });
            let tail = end == range.end && (first || last_but && subject != Subject::Dropped);
            let inserted = end < range.end
                && first
                && clauses.is_set_off(end - 1)
                && matches!(subject, Subject::Named(_));
            if !beside && (tail || inserted) {
                for speech in self.speeches.iter_mut().rev() {
                    if speech.sentence != verb.sentence as u32 {
                        break;
                    }
                    // What X says ends before «, повідомляє Y».
                    if tail && speech.said.start < comma && speech.said.end > comma {
                        speech.said.end = comma;
                    }
                }
                return self.push(said, verb.speaker, verb);
            }
        }
        if end < range.end && start == range.start && clauses.opens_as(range.start) {
            return self.push(behind(end), verb.speaker, verb);
        }
        // «Рютте підтвердив залучення …»
        let own = matches!(subject, Subject::Named(name) if name.end <= verb.span.start)
            || matches!(subject, Subject::Pronoun(_)) && start < verb.word;
        let object = verb.word + 1 < end
            && (!clauses.is(verb.word + 1, Lexeme::PREPOSITION)
                || ["про", "о", "об", "about"].contains(&clauses.words.folded(verb.word + 1)));
        if own && object && !clauses.is(verb.word, Lexeme::BESIDE) {
            self.push(behind(verb.word + 1), verb.speaker, verb);
        }
    }

    fn push(&mut self, said: Span, speaker: Option<Span>, verb: &Verb) {
        if !said.is_empty() {
            let sentence = verb.sentence as u32;
            self.speeches.push(Speech { said, speaker, verb: verb.span, sentence });
        }
    }
}

/// The words of the sentence around word `word` that no quotation covers.
fn own_words(
    clauses: &Clauses<'_>,
    quotes: &[Quote],
    sentence: Range<usize>,
    word: usize,
) -> Range<usize> {
    let at = clauses.words[word].span;
    let mut range = sentence;
    for quote in quotes {
        if quote.span.end <= at.start {
            range.start = range.start.max(clauses.words.within(quote.span).end);
        } else if quote.span.start >= at.end {
            range.end = range.end.min(clauses.words.within(quote.span).start);
        }
    }
    range
}

/// Speakers of quotations that no verb stands beside: that of the quotation or speech next to
/// them in their paragraph, or of the line that announced them.
fn inherit(text: &str, sentences: &[Sentence], quotes: &mut [Quote], said: &[Verb]) {
    let paragraph = |byte: u32| {
        let index = sentences.partition_point(|s| s.span.start <= byte).saturating_sub(1);
        sentences.get(index).map_or(0, |sentence| sentence.paragraph)
    };
    for index in (0..quotes.len().saturating_sub(1)).rev() {
        let (here, next) = (quotes[index].span, quotes[index + 1].span);
        if quotes[index].speaker.is_none()
            && paragraph(here.end) == paragraph(next.start)
            && !text[here.end as usize..next.start as usize].contains(char::is_alphanumeric)
        {
            quotes[index].speaker = quotes[index + 1].speaker;
        }
    }
    for index in 0..quotes.len() {
        if quotes[index].speaker.is_some() {
            continue;
        }
        let span = quotes[index].span;
        let here = paragraph(span.start);
        let verb = said[..said.partition_point(|verb| verb.span.end <= span.start)].last();
        let verb = verb.filter(|verb| {
            let between = &text[verb.span.end as usize..span.start as usize];
            let spoken = sentences[verb.sentence].paragraph;
            let announced = between.trim_end().trim_end_matches(['"', '«', '“', '„']).trim_end();
            spoken == here || spoken + 1 == here && announced.ends_with(':')
        });
        let previous = index.checked_sub(1).filter(|&previous| {
            paragraph(quotes[previous].span.end) == here
                && verb.is_none_or(|verb| verb.span.end <= quotes[previous].span.start)
        });
        quotes[index].speaker = match previous {
            Some(previous) => quotes[previous].speaker,
            None => verb.and_then(|verb| verb.speaker),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    #[test]
    fn quotations_have_the_speakers_that_the_list_says() {
        let mut wrong = Vec::new();
        let mut count = 0;
        for line in cases::lines(include_str!("cases/quotes.txt")) {
            let (text, expected) = line.split_once(" = ").expect("a text and its quotations");
            let document = cases::read(text);
            let quotes = document.quotes.iter().map(|quote| {
                let speaker = quote.speaker.map_or("?", |span| span.of(text));
                format!("{speaker}: {}", quote.span.of(text))
            });
            let found = quotes.collect::<Vec<_>>().join(" ; ");
            count += 1;
            if found != expected.trim_start_matches('-') {
                wrong.push(format!("{found} instead of {expected}"));
            }
        }
        assert!(wrong.len() * 50 <= count, "{} of {count} wrong: {wrong:#?}", wrong.len());
    }
}

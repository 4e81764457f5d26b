//! Claims: the figures that can be put side by side over the whole archive.

use super::context::Context;
use super::modality::modality;
use super::notes::Notes;
use super::subject::{ConceptKind, Synonyms, stem_text};
use super::{AsOf, Claim, Source};
use crate::attribution::{Attribution, Covers};
use crate::figures::{self, Figure, Kind, Qualifier};
use crate::text::Document;
use crate::text::fold::fold;
use crate::ui::Ui;
use crate::witness::Witness;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Words on each side of money, a share or a measure that can tell what it is of.
const ABOUT_REACH: usize = 4;
/// Most of them that make a subject.
const ABOUT_WORDS: usize = 2;

pub(super) fn claims(witness: &Witness, synonyms: &Synonyms, ui: Ui) -> Vec<Claim> {
    let comparable = || {
        witness.figures.iter().enumerate().filter(|(_, figure)| {
            let sentence = witness.document.sentences.get(figure.sentence as usize);
            sentence.is_some_and(|sentence| !sentence.role.is_boilerplate()) && comparable(figure)
        })
    };
    let count = comparable().count();
    if count == 0 {
        return Vec::new();
    }
    let notes = Notes::new(witness, synonyms);
    let mut claims = Vec::with_capacity(count);
    // Context of the count before, which «їхня кількість зросте до 12 тис.» goes on from.
    let mut last: Option<(&Figure, Context, Cow<'_, str>)> = None;
    for (index, figure) in comparable() {
        let mut context = Context::counted(&notes, figure);
        let mut unit =
            figure.unit.map_or(Cow::Borrowed(""), |unit| one_line(unit.of(witness.text())));
        if figure.kind == Kind::Count
            && figure.unit.is_none()
            && let Some((before, earlier, earlier_unit)) = &last
            && figure.sentence - before.sentence <= 1
        {
            context.things.clone_from(&earlier.things);
            context.head = earlier.head;
            context.places.clone_from(&earlier.places);
            unit.clone_from(earlier_unit);
        }
        let (subject_id, subject) = subject(&notes, figure, &context, &unit, ui);
        claims.push(Claim {
            figure: index as u32,
            subject_id,
            subject,
            unit: canonical(figure, witness.text()),
            value: figure.value,
            modality: modality(&notes, figure),
            as_of: as_of(witness, figure),
            source: source(witness, figure),
        });
        if figure.kind == Kind::Count {
            last = Some((figure, context, unit));
        }
    }
    claims
}

/// Counts, money, percentages and measures; not a share written as a word, and no bare number
/// that counts nothing.
fn comparable(figure: &Figure) -> bool {
    let number = figure.value.is_some() || figure.low.is_some();
    let kind = matches!(figure.kind, Kind::Count | Kind::Money | Kind::Percent | Kind::Measure);
    let says =
        figure.unit.is_some() || figure.magnitude.is_some() || figure.qualifier != Qualifier::Exact;
    kind && number && says
}

fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) || text.contains("  ") {
        return text.split_whitespace().collect::<Vec<_>>().join(" ").into();
    }
    text.into()
}

fn canonical(figure: &Figure, text: &str) -> Cow<'static, str> {
    if figure.kind == Kind::Count {
        return "".into();
    }
    if let Some(code) = figure.currency_code() {
        return code.to_owned().into();
    }
    let Some(unit) = figure.unit.map(|unit| unit.of(text)) else { return "".into() };
    match figures::canonical_unit(unit) {
        Some("percent") => "%".into(),
        Some(name) => name.into(),
        None => one_line(unit).into_owned().into(),
    }
}

/// Key and name of what a figure is about.
fn subject(
    notes: &Notes<'_>,
    figure: &Figure,
    context: &Context,
    unit: &str,
    ui: Ui,
) -> (String, String) {
    let synonyms = notes.synonyms;
    let mut subject = Subject::default();
    let counted = figure.kind == Kind::Count;
    // Of several concepts in one phrase the last is its head: «військових медиків».
    let head = context.things.last().filter(|_| counted);
    if let Some(&thing) = head {
        let concept = synonyms.concept(thing);
        subject.add(&concept.id, concept.name(ui));
    } else if counted && context.head.is_some() {
        let noun = unit.split_whitespace().next_back().unwrap_or(unit);
        subject.add(stem_text(&fold(noun)), unit);
    } else if !counted || context.states.is_empty() {
        about(notes, figure, &mut subject);
    }
    let sorted = |list: &[u32]| {
        let mut list = list.to_vec();
        list.sort_by(|a, b| synonyms.concept(*a).id.cmp(&synonyms.concept(*b).id));
        list.dedup();
        list
    };
    if counted && !context.states.is_empty() {
        for state in sorted(&context.states) {
            let concept = synonyms.concept(state);
            subject.add(&concept.id, concept.name(ui));
        }
    }
    if !context.places.is_empty() {
        for place in sorted(&context.places) {
            let concept = synonyms.concept(place);
            let dash = if subject.name.is_empty() { "" } else { " — " };
            let _ = write!(subject.id, "@{}", concept.id);
            let _ = write!(subject.name, "{dash}{}", concept.name(ui));
        }
    }
    (subject.id, subject.name)
}

/// Key and name while they are put together.
#[derive(Default)]
struct Subject {
    id: String,
    name: String,
}

impl Subject {
    fn add(&mut self, id: &str, name: &str) {
        if !self.id.is_empty() {
            self.id.push('+');
        }
        self.id.push_str(id);
        if !self.name.is_empty() {
            self.name.push_str(", ");
        }
        self.name.push_str(name);
    }
}

/// Adds the words that tell what money, a share or a measure is of: behind it («млрд доларів
/// допомоги», "of the voters"), else before it («курс долара — 41 грн»).
fn about(notes: &Notes<'_>, figure: &Figure, subject: &mut Subject) {
    let words = &notes.witness.document.words;
    let sentence = notes.sentence(figure.sentence);
    let own = words.touching(figure.span);
    let after = own.end..(own.end + ABOUT_REACH).min(sentence.end);
    let before = own.start.saturating_sub(ABOUT_REACH).max(sentence.start)..own.start;
    let text = notes.witness.text();
    let breaks = |left: usize, right: usize| {
        let between = &text[words[left].span.end as usize..words[right].span.start as usize];
        between != " " && between.contains([',', ';', ':', '.', '(', ')', '«', '»', '\n'])
    };
    let mut found = 0;
    for at in after {
        if at > 0 && at > own.start && breaks(at - 1, at) {
            break;
        }
        if found < ABOUT_WORDS && content(notes, at, sentence.end, subject) {
            found += 1;
        }
    }
    if found > 0 {
        return;
    }
    for at in before.rev() {
        if found < ABOUT_WORDS && content(notes, at, sentence.end, subject) {
            found += 1;
        }
    }
}

/// Adds a word with a meaning of its own, as id and as written.
fn content(notes: &Notes<'_>, at: usize, end: usize, subject: &mut Subject) -> bool {
    if !notes.has_meaning(at) {
        return false;
    }
    let words = &notes.witness.document.words;
    let name = words[at].span.of(notes.witness.text());
    match notes.concept(at, end).map(|(concept, _)| notes.synonyms.concept(concept)) {
        Some(concept) if concept.kind != ConceptKind::State => subject.add(&concept.id, name),
        _ => subject.add(stem_text(words.folded(at)), name),
    }
    true
}

/// The day a claim speaks of: one that its sentence names, else the day of publication.
fn as_of(witness: &Witness, figure: &Figure) -> AsOf {
    let from = witness.figures.partition_point(|other| other.sentence < figure.sentence);
    let same = witness.figures[from..].iter().take_while(|other| other.sentence == figure.sentence);
    let named = same
        .filter(|other| other.kind == Kind::Date)
        .filter_map(|other| Some((other.span.start.abs_diff(figure.span.start), other.date?)))
        .filter(|(_, date)| date.day.is_some() || date.month.is_some())
        .min_by_key(|(distance, _)| *distance);
    named.map_or(AsOf::Publication, |(_, date)| AsOf::Named(date))
}

/// Who says it: the speaker of the quotation or of the indirect speech, else whom the sentence
/// cites, else the outlet.
fn source(witness: &Witness, figure: &Figure) -> Source {
    if let Some(speaker) = witness.document.speaker_of(figure.span) {
        return Source::Speaker(speaker);
    }
    let own = cited(witness, figure, figure.sentence);
    // «Три тисячі з них …»: who gave the whole gives the part.
    let whole = || {
        let before = figure.sentence.checked_sub(1)?;
        names_part(&witness.document, figure.sentence).then(|| cited(witness, figure, before))?
    };
    own.or_else(whole).map_or(Source::Outlet, Source::Cited)
}

/// The attribution nearest to the figure of those that cover `sentence`, or the figure's quotation.
fn cited(witness: &Witness, figure: &Figure, sentence: u32) -> Option<u32> {
    let covers = |attribution: &Attribution| match attribution.covers {
        Covers::Sentence(covered) => covered == sentence,
        Covers::Quote(quote) => witness
            .document
            .quotes
            .get(quote as usize)
            .is_some_and(|quote| quote.span.contains(figure.span)),
        Covers::Article => false,
    };
    let cited = (0_u32..)
        .zip(&witness.attributions)
        .filter(|(_, attribution)| !attribution.own && covers(attribution))
        .min_by_key(|(_, attribution)| attribution.span.start.abs_diff(figure.span.start));
    cited.map(|(index, _)| index)
}

/// Whether the first words of a sentence speak of a part of what the one before it counts: «з них»,
/// "of these".
fn names_part(document: &Document, sentence: u32) -> bool {
    /// «Ще понад три з половиною тисячі з них».
    const WORDS: usize = 8;
    let words = &document.words;
    let Some(sentence) = document.sentences.get(sentence as usize) else { return false };
    let (start, end) = (sentence.words.start as usize, sentence.words.end as usize);
    (start + 1..end.min(start + WORDS)).any(|at| {
        matches!(words.folded(at - 1), "з" | "із" | "из" | "of" | "серед" | "среди" | "among")
            && matches!(words.folded(at), "них" | "them" | "these" | "those")
    })
}

impl Claim {
    /// The day the claim speaks of, as tables show it; empty when unknown.
    pub fn as_of(&self, witness: &Witness) -> String {
        match self.as_of {
            AsOf::Named(date) => date.to_string(),
            AsOf::Publication => {
                let mut shown = witness.article.published.to_string();
                shown.truncate(shown.find('T').unwrap_or(shown.len()));
                shown
            }
        }
    }

    /// Speaker, whom the sentence cites, or outlet; `witness` is the claim's.
    pub fn attributed_to<'w>(&self, witness: &'w Witness) -> Cow<'w, str> {
        let cited = match self.source {
            Source::Speaker(speaker) => return one_line(speaker.of(witness.text())),
            Source::Cited(index) => witness.attributions.get(index as usize),
            Source::Outlet => None,
        };
        cited.map_or(&witness.article.outlet.name, |cited| &cited.name).into()
    }
}

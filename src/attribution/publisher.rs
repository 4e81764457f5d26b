//! Whose article it is, where the input does not say: its address, else the text itself.
//!
//! Ukrainian and Russian outlets name themselves in their own leads («передає X із посиланням на
//! Y», «… заявив міністр, повідомляє X»), in the very words by which others cite them. What tells
//! the two apart, in points that are summed: a chain in which X passes on another's report, X's
//! name in the furniture of the page, X closing a lead that cites an outlet of another language,
//! «як повідомляв X», X's own correspondent. Against it speaks what only others do: X as the end of
//! a chain, a credit line, «видання X», «за даними X». English outlets do not name themselves so;
//! there only datelines and furniture count. Below the threshold the outlet stays unknown: one
//! named wrongly turns every citation of it into its own word.
//!
//! The points are judgements, not fitted; the literate cases hold them.

use super::clause::{Form, Found};
use super::cue::Cue;
use super::page::Page;
use super::source::Who;
use super::{Attribution, scope};
use crate::article::{Article, FieldFrom, Language};
use crate::outlet::{OutletId, OutletKind, Outlets, host_of};
use crate::text::{Document, Role};

/// Points from which an outlet is taken for the publisher.
const ENOUGH: f32 = 3.0;

/// Points by which it must lead every other.
const MARGIN: f32 = 1.5;

/// A lead is the first paragraph of running text, or its first sentences, but no more than this
/// many sentences: beyond, a text without paragraphs would be all lead.
const LONGEST_LEAD: usize = 8;

/// Citations that are looked at for each one that closes a lead; a lead has a handful.
const MOST_IN_LEAD: usize = 32;

/// Completes the outlet and marks the article's attributions to itself; gives the table's entry.
pub(super) fn complete(
    article: &mut Article,
    document: &Document,
    attributions: &mut [Attribution],
    outlets: &Outlets,
) -> Option<OutletId> {
    let field = &mut article.outlet;
    let mut known = None;
    if !field.as_read.is_empty() {
        known = outlets.by_name(&field.as_read).or_else(|| outlets.by_name(&field.name));
        if let Some(id) = known {
            field.name.clone_from(&outlets.get(id).name);
        } else if field.name.is_empty() {
            field.name.clone_from(&field.as_read);
        }
    } else if let host @ [_, ..] = host_of(&article.url).as_bytes()
        && host.contains(&b'.')
    {
        let host = host_of(&article.url);
        field.as_read = host.to_owned();
        known = outlets.by_host(host);
        field.name = known.map_or_else(|| host.to_owned(), |id| outlets.get(id).name.clone());
        field.from = FieldFrom::Url;
    } else if let Some((id, as_read)) = named_in_text(&article.text, document, outlets) {
        known = Some(id);
        field.as_read = as_read;
        field.name.clone_from(&outlets.get(id).name);
        field.from = FieldFrom::Text;
    }
    if article.outlet.name.is_empty() {
        return None;
    }
    let own = known.or_else(|| outlets.by_name(&article.outlet.name));
    for attribution in attributions {
        attribution.own = match (attribution.outlet, own) {
            (Some(cited), Some(own)) => cited == own,
            _ => attribution.name == article.outlet.name,
        };
    }
    own
}

/// Points of one outlet.
struct Candidate {
    outlet: OutletId,
    points: f32,
    as_read: String,
    /// Kinds of evidence already counted, as bits: each counts once.
    seen: u32,
}

/// Evidence that an outlet is, or is not, the publisher.
#[derive(Clone, Copy)]
enum Evidence {
    /// Its name in a subscription, support or copyright line.
    Furniture,
    /// Its name in another line of the page's furniture.
    Navigation,
    /// It passes on a report and says whose.
    Chain(f32),
    /// It closes a lead that cites an outlet which does not publish in the article's language.
    ClosesForeign,
    /// It closes a lead in which a person or an institution speaks.
    ClosesSpeech(f32),
    /// «як повідомляв X».
    Before,
    /// «повідомляє кореспондент X».
    Correspondent,
    /// «сказав X у коментарі Y».
    Told,
    /// «КИЇВ, 28 жовтня (X) –».
    Dateline,
    /// Someone refers to it.
    Referred,
    /// A credit line, a headline that ends in it.
    Credited,
    /// «за даними X».
    Data,
    /// «видання X»: introduced as one introduces others.
    Introduced,
    /// In quotation marks, as others write it.
    Quoted,
    /// English outlets are not "reported" by themselves.
    Foreign,
}

impl Evidence {
    const fn points(self) -> f32 {
        match self {
            Self::Furniture => 4.0,
            Self::Dateline | Self::ClosesForeign | Self::Correspondent => 3.0,
            Self::Before => 2.0,
            Self::Navigation | Self::Told => 1.0,
            Self::Chain(points) | Self::ClosesSpeech(points) => points,
            Self::Quoted => -0.5,
            Self::Introduced => -1.5,
            Self::Data | Self::Foreign => -2.0,
            Self::Credited => -3.0,
            Self::Referred => -4.0,
        }
    }

    const fn bit(self) -> u32 {
        1 << match self {
            Self::Furniture => 0,
            Self::Navigation => 1,
            Self::Chain(_) => 2,
            Self::ClosesForeign => 3,
            Self::ClosesSpeech(_) => 4,
            Self::Before => 5,
            Self::Correspondent => 6,
            Self::Told => 7,
            Self::Dateline => 8,
            Self::Referred => 9,
            Self::Credited => 10,
            Self::Data => 11,
            Self::Introduced => 12,
            Self::Quoted => 13,
            Self::Foreign => 14,
        }
    }
}

/// The outlet that the text names as its own, and the words by which it does.
fn named_in_text(text: &str, document: &Document, outlets: &Outlets) -> Option<(OutletId, String)> {
    let page = Page::new(text, document, outlets);
    let found = page.citations();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut add = |outlet: OutletId, as_read: &str, evidence: Evidence| {
        let entry = outlets.get(outlet);
        if entry.kind == OutletKind::Institution || !publishes_in(&page, outlet) {
            return;
        }
        let at = candidates.iter().position(|candidate| candidate.outlet == outlet);
        let at = at.unwrap_or_else(|| {
            let as_read = as_read.to_owned();
            candidates.push(Candidate { outlet, points: 0.0, as_read, seen: 0 });
            candidates.len() - 1
        });
        let candidate = &mut candidates[at];
        if candidate.seen & evidence.bit() == 0 {
            candidate.seen |= evidence.bit();
            candidate.points += evidence.points();
        }
    };
    furniture(&page, &mut add);
    let lead = lead(&page);
    for one in &found {
        let Who::Entry(outlet, _) = one.source.who else { continue };
        let as_read = page.slice(&one.source.cited);
        for evidence in evidence(&page, one, &found, &lead) {
            add(outlet, as_read, evidence);
        }
    }
    candidates.sort_by(|a, b| b.points.total_cmp(&a.points).then(a.outlet.cmp(&b.outlet)));
    let best = candidates.first().filter(|best| best.points >= ENOUGH)?;
    let clear = candidates.get(1).is_none_or(|next| best.points - next.points >= MARGIN);
    clear.then(|| (best.outlet, best.as_read.clone()))
}

fn publishes_in(page: &Page<'_>, outlet: OutletId) -> bool {
    let languages = &page.outlets.get(outlet).languages;
    let language = page.document.language;
    languages.is_empty() || language == Language::Unknown || languages.contains(&language)
}

fn furniture(page: &Page<'_>, add: &mut impl FnMut(OutletId, &str, Evidence)) {
    for sentence in &page.document.sentences {
        let words = sentence.words.start as usize..sentence.words.end as usize;
        // A line of subscription begins with its verb or has several of its words; in a sentence one
        // of them can be the story's.
        let any = Cue::FURNITURE.or(Cue::CHANNEL);
        let subscribes = words.clone().take(2).any(|at| page.cue(at).is(Cue::FURNITURE))
            || words.clone().filter(|&at| page.cue(at).is(any)).nth(1).is_some()
            || !words.is_empty() && page.gap(words.start).contains('©');
        let evidence = match sentence.role {
            Role::Body | Role::Heading | Role::Navigation | Role::Header if subscribes => {
                Evidence::Furniture
            }
            Role::Navigation | Role::Header => Evidence::Navigation,
            _ => continue,
        };
        if words.clone().any(|at| page.cue(at).is(Cue::PHOTO)) {
            continue;
        }
        // In running text a line of furniture is short and tells nothing.
        if matches!(sentence.role, Role::Body | Role::Heading)
            && (words.len() > 12 || words.clone().any(|at| page.cue(at).is(Cue::VERB)))
        {
            continue;
        }
        for mention in page.mentions_within(&words) {
            add(mention.outlet, page.slice(&mention.words), evidence);
        }
    }
}

/// The sentences of the lead.
fn lead(page: &Page<'_>) -> Vec<usize> {
    let sentences = &page.document.sentences;
    let mut lead = scope::lead_sentences(page);
    if let Some(&first) = lead.first() {
        let paragraph = sentences[first].paragraph;
        let of_paragraph = (first..sentences.len())
            .take_while(|&at| sentences[at].paragraph == paragraph)
            .filter(|&at| sentences[at].role == Role::Body);
        for at in of_paragraph {
            if !lead.contains(&at) {
                lead.push(at);
            }
            if lead.len() >= LONGEST_LEAD {
                break;
            }
        }
    }
    lead
}

fn evidence(page: &Page<'_>, one: &Found, found: &[Found], lead: &[usize]) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    let sentence = &page.document.sentences[one.sentence];
    let words = sentence.words.start as usize..sentence.words.end as usize;
    let english = page.document.language == Language::En;
    let in_lead = lead.contains(&one.sentence);
    let first = one.source.cited.start;
    let introduced = (one.source.words.start..first).any(|at| page.cue(at).is(Cue::OUTLET));
    match one.form {
        Form::Reports | Form::Passes if english => evidence.push(Evidence::Foreign),
        Form::Reports | Form::Passes => {
            if introduced && !one.source.staff {
                evidence.push(Evidence::Introduced);
            }
            if super::page::opens_quote(page.gap(first)) {
                evidence.push(Evidence::Quoted);
            }
            if one.source.staff && in_lead {
                evidence.push(Evidence::Correspondent);
            }
            let verb = one
                .clause
                .clone()
                .find(|&at| page.cue(at).is(Cue::VERB))
                .unwrap_or(one.clause.start);
            let past = is_past(page.folded(verb));
            let back = words
                .clone()
                .take(3)
                .any(|at| page.cue(at).is(Cue::BACK) || page.is_word(at, &["як", "как"]));
            if past && back && !page.is_word(verb, &["писав", "писало", "писала", "писал"])
            {
                evidence.push(Evidence::Before);
            }
            if in_lead && !past {
                if refers(page, one.source.words.end, words.end) {
                    evidence.push(Evidence::Chain(chain_points(page, one, verb)));
                }
                if closes(page, one, words.end) {
                    let others = found.iter().take(MOST_IN_LEAD).filter(|other| {
                        other.source.cited != one.source.cited
                            && lead.contains(&other.sentence)
                            && page.document.sentences[other.sentence].paragraph
                                == sentence.paragraph
                            && other.source.cited.start < first
                    });
                    let mut speech = false;
                    for other in others {
                        match &other.source.who {
                            Who::Entry(id, _)
                                if page.outlets.get(*id).kind != OutletKind::Institution =>
                            {
                                if !is_channel(other.form) {
                                    continue;
                                }
                                if !publishes_in(page, *id) {
                                    evidence.push(Evidence::ClosesForeign);
                                }
                                // «…, повідомляє Y, передає X».
                                if other.sentence == one.sentence {
                                    evidence.push(Evidence::Chain(chain_points(page, one, verb)));
                                }
                            }
                            _ => speech = true,
                        }
                    }
                    if speech {
                        let points = if one.form == Form::Passes { 2.0 } else { 1.5 };
                        evidence.push(Evidence::ClosesSpeech(points));
                    }
                }
            }
        }
        Form::Told if in_lead => evidence.push(Evidence::Told),
        Form::Dateline => evidence.push(Evidence::Dateline),
        Form::Reference => evidence.push(Evidence::Referred),
        Form::Credit | Form::Dash => evidence.push(Evidence::Credited),
        Form::Data | Form::Written => evidence.push(Evidence::Data),
        Form::Told | Form::Says => {}
    }
    evidence
}

/// Whether a source cited so is where the news comes from, and not an aside.
fn is_channel(form: Form) -> bool {
    matches!(form, Form::Reports | Form::Passes | Form::Reference | Form::Data | Form::Told)
}

/// Points of «X із посиланням на Y» by its verb: «передає» says that X is not the source; «пише» is
/// how one cites another.
fn chain_points(page: &Page<'_>, one: &Found, verb: usize) -> f32 {
    if one.form == Form::Passes {
        4.0
    } else if page.folded(verb).starts_with("пиш") {
        1.0
    } else {
        3.0
    }
}

/// Whether a reference to someone (and not to a nameless source) follows word `at`.
fn refers(page: &Page<'_>, at: usize, end: usize) -> bool {
    // What another reports, another refers to.
    let reports = |&word: &usize| !page.cue(word).is(Cue::VERB) && page.mention_at(word).is_none();
    (at..end.min(at + 6)).take_while(reports).any(|word| {
        page.cue(word).is(Cue::REFERENCE)
            && !(word..end.min(word + 6)).any(|next| {
                page.cue(next).is(Cue::CREDIT)
                    || page.is_word(next, &["джерел", "источников", "джерелом"])
            })
    })
}

/// Whether the formula stands at the end of its sentence, after a comma or as all of it.
fn closes(page: &Page<'_>, one: &Found, end: usize) -> bool {
    one.source.words.end == end || refers(page, one.source.words.end, end)
}

/// «повідомляв», "сообщал", but not «повідомив», which cites one report.
fn is_past(folded: &str) -> bool {
    const STEMS: [&str; 8] = [
        "повідомля",
        "інформува",
        "писа",
        "передава",
        "сообща",
        "информирова",
        "передава",
        "зазнача",
    ];
    STEMS.iter().any(|stem| {
        folded
            .strip_prefix(stem)
            .is_some_and(|rest| matches!(rest, "в" | "ла" | "ло" | "ли" | "л" | "лось" | "лося"))
    })
}

//! What a sentence says, apart from how: a [`Fact`] can be said in three languages and in several
//! wordings, which is how the archive gets translations and rewordings whose truth is known.

use crate::Language;
use crate::figure::{Figure, Kind};
use crate::inflection::{Case, Gender, past, russian_passive};
use crate::lexicon::{LEXICON, Lexicon, rows};
use crate::random::{Rng, mix};
use crate::scenario::Half;
use crate::syllable;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// What a sentence says.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    kind: u8,
    nouns: [u32; 4],
    adjectives: [u32; 4],
    verbs: [u8; 2],
    org: u8,
    place: u8,
    insert: u8,
    /// Day of the year.
    day: u16,
    person: Person,
    /// Its figures, in no order of any wording.
    pub figures: [Option<Figure>; 2],
    seed: u64,
}

/// Who speaks.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    title: u8,
    given: u8,
    surname: u64,
}

/// How a fact is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// In which language.
    pub language: Language,
    /// 0 is the first author's; any other number gives other words and often another order.
    pub variant: u64,
}

/// What the facts of one story share.
#[derive(Clone, Debug)]
pub struct Topic {
    nouns: [u32; 24],
    place: u8,
    org: u8,
    people: [Person; 3],
    /// Day of the year on which the story happens.
    pub day: u16,
}

impl Topic {
    /// The topic of this seed.
    pub fn new(seed: u64, day: u16) -> Self {
        let rng = &mut Rng::new(seed);
        let lexicon = &*LEXICON;
        Self {
            nouns: std::array::from_fn(|_| lexicon.draw_noun(rng)),
            place: rng.below(lexicon.places.len() as u64) as u8,
            org: rng.below(lexicon.orgs.len() as u64) as u8,
            people: std::array::from_fn(|_| Person::draw(rng)),
            day,
        }
    }
}

impl Person {
    fn draw(rng: &mut Rng) -> Self {
        Self {
            title: rng.below(LEXICON.titles.len() as u64) as u8,
            given: rng.below(LEXICON.given.len() as u64) as u8,
            surname: rng.below(200_000),
        }
    }

    fn gender(self) -> Gender {
        if LEXICON.given[usize::from(self.given)][3] == "f" {
            Gender::Feminine
        } else {
            Gender::Masculine
        }
    }

    fn push_surname(self, genitive: bool, language: Language, out: &mut String) {
        syllable::push_name(mix(self.surname, 11), 1 + (self.surname % 2) as u32, language, out);
        const SUFFIXES: [[[&str; 3]; 3]; 4] = [
            // Masculine, masculine genitive, feminine, feminine genitive; -енко, -чук, -ський.
            [["енко", "чук", "ський"], ["енко", "чук", "ский"], ["enko", "chuk", "skyi"]],
            [["енка", "чука", "ського"], ["енко", "чука", "ского"], ["enko", "chuk", "skyi"]],
            [["енко", "чук", "ська"], ["енко", "чук", "ская"], ["enko", "chuk", "ska"]],
            [["енко", "чук", "ської"], ["енко", "чук", "ской"], ["enko", "chuk", "ska"]],
        ];
        let row = usize::from(genitive) + 2 * usize::from(self.gender() == Gender::Feminine);
        out.push_str(SUFFIXES[row][language as usize][(self.surname % 3) as usize]);
    }
}

/// What a verb agrees with.
#[derive(Clone, Copy, Debug)]
enum Agreement {
    Org,
    Person,
    Plural,
    Noun(u8),
}

#[derive(Debug)]
enum Piece {
    Text(&'static str),
    /// One of several ways to go on.
    Choice(Vec<Vec<Piece>>),
    Noun {
        slot: u8,
        case: Case,
        plural: bool,
        adjective: bool,
    },
    Verb {
        slot: u8,
        with: Agreement,
    },
    Passive {
        slot: u8,
        with: Agreement,
    },
    Org {
        genitive: bool,
    },
    Speaker,
    Surname {
        genitive: bool,
    },
    Title,
    Say,
    Place {
        genitive: bool,
    },
    Figure(u8),
    Day,
    Insert,
}

struct KindOfFact {
    half: Option<Half>,
    figures: &'static str,
    /// By wording, then by language.
    wordings: Vec<[Vec<Piece>; 3]>,
}

static KINDS: LazyLock<Vec<KindOfFact>> = LazyLock::new(|| {
    let mut kinds: Vec<(&str, KindOfFact)> = Vec::new();
    for row in rows(include_str!("../data/templates.tsv")) {
        let half = match row[1] {
            "T" => Some(Half::Tuned),
            "H" => Some(Half::HeldBack),
            _ => None,
        };
        if kinds.last().is_none_or(|(name, _)| *name != row[0]) {
            kinds.push((row[0], KindOfFact { half, figures: row[2], wordings: Vec::new() }));
        }
        let wording = [parse(row[3]), parse(row[4]), parse(row[5])];
        if let Some((_, kind)) = kinds.last_mut() {
            kind.wordings.push(wording);
        }
    }
    kinds.into_iter().map(|(_, kind)| kind).collect()
});

/// Numbers of the kinds of fact that a half may use.
static ALLOWED: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    [Half::Tuned, Half::HeldBack].map(|half| {
        (0..KINDS.len() as u8)
            .filter(|&kind| KINDS[usize::from(kind)].half.is_none_or(|only| only == half))
            .collect()
    })
});

fn parse(template: &'static str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find(['{', '[']) {
        if open > 0 {
            pieces.push(Piece::Text(&rest[..open]));
        }
        let closing = if rest.as_bytes()[open] == b'{' { '}' } else { ']' };
        let close = open + rest[open..].find(closing).expect("what opens is closed");
        let inside = &rest[open + 1..close];
        pieces.push(if closing == '}' {
            slot(inside)
        } else {
            Piece::Choice(inside.split('|').map(parse).collect())
        });
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// Reads a slot of a template; the templates are our own, so an unknown one is a mistake in them.
fn slot(code: &str) -> Piece {
    let number = |at: usize| code.as_bytes()[at] - b'1';
    let with = || match code.split_once('@').map(|(_, with)| with.as_bytes()[0]) {
        Some(b'x') => Agreement::Person,
        Some(b'p') => Agreement::Plural,
        Some(digit @ b'1'..=b'4') => Agreement::Noun(digit - b'1'),
        _ => Agreement::Org,
    };
    match code {
        "o" | "o.g" => Piece::Org { genitive: code.len() > 1 },
        "p" => Piece::Speaker,
        "s" | "s.g" => Piece::Surname { genitive: code.len() > 1 },
        "t" => Piece::Title,
        "say" => Piece::Say,
        "L" | "L.g" => Piece::Place { genitive: code.len() > 1 },
        "d" => Piece::Day,
        "i" => Piece::Insert,
        _ if code.starts_with('f') => Piece::Figure(number(1)),
        _ if code.starts_with('v') => Piece::Verb { slot: number(1), with: with() },
        _ if code.starts_with('z') => Piece::Passive { slot: number(1), with: with() },
        _ => {
            let adjective = code.starts_with('+');
            let at = usize::from(adjective);
            assert_eq!(code.as_bytes()[at], b'n', "unknown slot {code}");
            let letter = code.as_bytes().get(at + 3).copied().unwrap_or(b'n');
            let case = match letter.to_ascii_lowercase() {
                b'g' => Case::Genitive,
                b'd' => Case::Dative,
                b'a' => Case::Accusative,
                b'i' => Case::Instrumental,
                b'l' => Case::Locative,
                _ => Case::Nominative,
            };
            let plural = letter.is_ascii_uppercase();
            Piece::Noun { slot: number(at + 1), case, plural, adjective }
        }
    }
}

impl Fact {
    /// A fact of a story. Half of its nouns are the topic's.
    pub fn draw(topic: &Topic, half: Half, rng: &mut Rng) -> Self {
        let lexicon = &*LEXICON;
        let allowed = &ALLOWED[half as usize];
        let kind = *rng.pick(allowed);
        let mut figures = [None, None];
        for (at, letter) in KINDS[usize::from(kind)].figures.chars().enumerate() {
            let wanted = match letter {
                'M' => Kind::Money,
                'P' => Kind::Percent,
                'K' => Kind::Measure,
                _ => Kind::Count,
            };
            figures[at] = Some(match figures[0] {
                Some(first) if letter == 'c' => Figure::other_thing(first, rng),
                _ => Figure::draw(wanted, rng),
            });
        }
        let mut noun = || {
            if rng.chance(0.5) { *rng.pick(&topic.nouns) } else { lexicon.draw_noun(rng) }
        };
        let nouns = [noun(), noun(), noun(), noun()];
        Self {
            kind,
            nouns,
            adjectives: std::array::from_fn(|_| lexicon.draw_adjective(rng)),
            verbs: std::array::from_fn(|_| rng.below(lexicon.verbs.len() as u64) as u8),
            org: if rng.chance(0.5) {
                topic.org
            } else {
                rng.below(lexicon.orgs.len() as u64) as u8
            },
            place: if rng.chance(0.7) {
                topic.place
            } else {
                rng.below(lexicon.places.len() as u64) as u8
            },
            insert: rng.below(lexicon.inserts.len() as u64) as u8,
            day: topic.day.saturating_sub(rng.below(6) as u16),
            person: if rng.chance(0.8) { *rng.pick(&topic.people) } else { Person::draw(rng) },
            figures,
            seed: rng.next(),
        }
    }

    /// Which template says it.
    fn template(&self, variant: u64) -> usize {
        let wordings = KINDS[usize::from(self.kind)].wordings.len() as u64;
        let first = self.seed % wordings;
        (if variant == 0 { first } else { (first + mix(variant, self.seed)) % wordings }) as usize
    }

    /// Appends it as one or two sentences, figures between [`crate::figure::OPEN`] and [`crate::figure::CLOSE`].
    pub fn push(&self, wording: Wording, out: &mut String) {
        let start = out.len();
        let pieces = &KINDS[usize::from(self.kind)].wordings[self.template(wording.variant)]
            [wording.language as usize];
        for piece in pieces {
            self.push_piece(piece, wording, out);
        }
        out.push('.');
        syllable::capitalise(out, start);
    }

    /// Whether this wording takes the other of two synonyms for the word at `place`.
    fn turned(&self, wording: Wording, place: u64) -> u32 {
        u32::from(wording.variant != 0 && mix(wording.variant ^ self.seed, place) & 1 == 1)
    }

    fn noun(&self, slot: u8, wording: Wording, lexicon: &Lexicon) -> u32 {
        let noun = self.nouns[usize::from(slot)];
        let turned = self.turned(wording, u64::from(slot));
        // A made-up word has another beside it that no table knows; it is taken half as often.
        if lexicon.noun_has_synonym(noun) || self.turned(wording, 70 + u64::from(slot)) == 1 {
            noun ^ turned
        } else {
            noun
        }
    }

    fn gender(&self, with: Agreement, wording: Wording, lexicon: &Lexicon) -> Gender {
        match with {
            Agreement::Noun(slot) => {
                lexicon.gender(self.noun(slot, wording, lexicon), wording.language)
            }
            Agreement::Plural => Gender::Plural,
            Agreement::Person => self.person.gender(),
            Agreement::Org if wording.language == Language::En => Gender::Masculine,
            Agreement::Org => {
                let row = &lexicon.orgs[self.org(wording)];
                match row[wording.language as usize * 3 + 1] {
                    "f" => Gender::Feminine,
                    "n" => Gender::Neuter,
                    _ => Gender::Masculine,
                }
            }
        }
    }

    fn org(&self, wording: Wording) -> usize {
        (u32::from(self.org) ^ self.turned(wording, 10)) as usize
    }

    fn push_piece(&self, piece: &Piece, wording: Wording, out: &mut String) {
        let lexicon = &*LEXICON;
        let language = wording.language;
        let at = language as usize;
        match *piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Choice(ref ways) => {
                // The same way in every language, so that translations say the same.
                let draw = mix(self.seed ^ wording.variant, 80 + ways.len() as u64);
                for piece in &ways[(draw % ways.len() as u64) as usize] {
                    self.push_piece(piece, wording, out);
                }
            }
            Piece::Noun { slot, case, plural, adjective } => {
                let noun = self.noun(slot, wording, lexicon);
                if adjective {
                    let mut other = self.adjectives[usize::from(slot)];
                    if lexicon.adjective_has_synonym(other) {
                        other ^= self.turned(wording, 20 + u64::from(slot));
                    }
                    let gender =
                        if plural { Gender::Plural } else { lexicon.gender(noun, language) };
                    lexicon.push_adjective(other, gender, case, language, out);
                    out.push(' ');
                }
                lexicon.push_noun(noun, case, plural, language, out);
            }
            Piece::Verb { slot, with } => {
                let row = &lexicon.verbs[self.verb(slot, wording)];
                out.push_str(row[at * 2]);
                out.push_str(past(self.gender(with, wording, lexicon), language));
            }
            Piece::Passive { slot, with } => {
                let row = &lexicon.verbs[self.verb(slot, wording)];
                match language {
                    Language::Uk => out.push_str(row[1]),
                    Language::Ru => {
                        let (was, ending) = russian_passive(self.gender(with, wording, lexicon));
                        out.push_str(was);
                        out.push_str(row[3]);
                        out.push_str(ending);
                    }
                    Language::En => {
                        out.push_str("was ");
                        out.push_str(row[4]);
                    }
                }
            }
            Piece::Org { genitive } => {
                let row = &lexicon.orgs[self.org(wording)];
                out.push_str(match language {
                    Language::En => row[6],
                    _ => row[at * 3 + 2 * usize::from(genitive)],
                });
            }
            Piece::Speaker => {
                self.push_title(wording, out);
                out.push(' ');
                out.push_str(lexicon.given[usize::from(self.person.given)][at]);
                out.push(' ');
                self.person.push_surname(false, language, out);
            }
            Piece::Surname { genitive } => self.person.push_surname(genitive, language, out),
            Piece::Title => self.push_title(wording, out),
            Piece::Say => self.push_say(wording, out),
            Piece::Place { genitive } => {
                let row = &lexicon.places[usize::from(self.place)];
                match (language, genitive) {
                    (Language::En, false) => {
                        let _ = write!(out, "in {}", row[6]);
                    }
                    (Language::En, true) => out.push_str(row[6]),
                    (_, genitive) => out.push_str(row[at * 3 + 1 + usize::from(genitive)]),
                }
            }
            Piece::Figure(slot) => {
                if let Some(figure) = self.figures[usize::from(slot)] {
                    // A new wording may write the same value otherwise.
                    figure.push(language, mix(self.seed ^ wording.variant, 30), out);
                }
            }
            Piece::Day => push_day(self.day, language, out),
            Piece::Insert => {
                let rows = lexicon.inserts.len() as u64;
                let chosen = match wording.variant {
                    0 => u64::from(self.insert),
                    variant => (u64::from(self.insert) + mix(variant, 31)) % rows,
                };
                out.push_str(lexicon.inserts[chosen as usize][at]);
            }
        }
    }

    fn verb(&self, slot: u8, wording: Wording) -> usize {
        (u32::from(self.verbs[usize::from(slot)]) ^ self.turned(wording, 40 + u64::from(slot)))
            as usize
            % LEXICON.verbs.len()
    }

    fn push_title(&self, wording: Wording, out: &mut String) {
        let row =
            &LEXICON.titles[(u32::from(self.person.title) ^ self.turned(wording, 50)) as usize];
        out.push_str(row[wording.language as usize * 2]);
    }

    fn push_say(&self, wording: Wording, out: &mut String) {
        const SAY: [[&str; 6]; 3] = [
            ["заяви", "повідоми", "наголоси", "зазначи", "підкресли", "розпові"],
            ["заяви", "сообщи", "подчеркну", "отмети", "добави", "рассказа"],
            ["said", "told reporters", "stressed", "noted", "added", "said"],
        ];
        let at = mix(self.seed ^ wording.variant, 60) % 6;
        out.push_str(SAY[wording.language as usize][at as usize]);
        out.push_str(past(self.person.gender(), wording.language));
    }
}

/// Month and day of a day of the year 2024.
pub const fn month_and_day(day: u16) -> (u16, u16) {
    const LENGTHS: [u16; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut left = day % 366;
    let mut month = 0;
    while left >= LENGTHS[month] {
        left -= LENGTHS[month];
        month += 1;
    }
    (month as u16 + 1, left + 1)
}

fn push_day(day: u16, language: Language, out: &mut String) {
    const MONTHS: [[&str; 12]; 3] = [
        [
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
        [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ];
    let (month, day) = month_and_day(day);
    let _ = write!(out, "{day} {}", MONTHS[language as usize][usize::from(month) - 1]);
}

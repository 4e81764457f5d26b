//! Outlets and agencies: names, hosts, the lines that they set under every article.

use crate::Language;
use crate::lexicon::{Row, rows};
use crate::random::mix;
use crate::syllable;
use std::sync::LazyLock;

/// Number of an outlet.
pub type OutletId = u16;

/// Outlets beside those of the table have made-up names.
const MADE_UP: u16 = 160;

struct Outlet {
    name: String,
    domain: String,
    language: Language,
    owner: u64,
    agency: bool,
}

static OUTLETS: LazyLock<Vec<Outlet>> = LazyLock::new(|| {
    let table: Vec<Row> = rows(include_str!("../data/outlets.tsv"));
    let mut outlets: Vec<Outlet> = table
        .iter()
        .map(|row| Outlet {
            name: row[0].to_owned(),
            domain: row[1].to_owned(),
            language: match row[2] {
                "uk" => Language::Uk,
                "ru" => Language::Ru,
                _ => Language::En,
            },
            owner: u64::from(row[4].as_bytes()[0]),
            agency: row[3] == "agency",
        })
        .collect();
    for number in 0..MADE_UP {
        let seed = mix(u64::from(number), 901);
        let language = match seed % 10 {
            0..6 => Language::Uk,
            6..9 => Language::Ru,
            _ => Language::En,
        };
        let words = [
            ["Вісті", "Хроніка", "Газета", "Портал"],
            ["Вести", "Хроника", "Газета", "Портал"],
            ["News", "Chronicle", "Gazette", "Portal"],
        ];
        let word = words[language as usize][(seed / 10 % 4) as usize];
        let (mut name, mut host) = (String::new(), String::new());
        syllable::push_name(seed, 2, language, &mut name);
        syllable::push(seed, 2, Language::En, &mut host);
        let name = if language == Language::En {
            format!("{name} {word}")
        } else {
            format!("{word} {name}а")
        };
        outlets.push(Outlet {
            name,
            domain: format!("{host}{number}.example"),
            language,
            owner: 200 + u64::from(number) / 4,
            agency: false,
        });
    }
    outlets
});

/// Numbers of outlets by language, then of agencies by language.
static BY_LANGUAGE: LazyLock<[[Vec<OutletId>; 3]; 2]> = LazyLock::new(|| {
    [false, true].map(|agency| {
        [Language::Uk, Language::Ru, Language::En].map(|language| {
            (0..OUTLETS.len() as u16)
                .filter(|&id| {
                    let outlet = &OUTLETS[usize::from(id)];
                    outlet.language == language && outlet.agency == agency
                })
                .collect()
        })
    })
});

/// The outlet or agency that stands at `place` (any number) among those of a language.
pub fn choose(language: Language, agency: bool, place: u64) -> OutletId {
    let list = &BY_LANGUAGE[usize::from(agency)][language as usize];
    list[(place % list.len() as u64) as usize]
}

/// Its name.
pub fn name(id: OutletId) -> &'static str {
    &OUTLETS[usize::from(id)].name
}

/// Its host.
pub fn domain(id: OutletId) -> &'static str {
    &OUTLETS[usize::from(id)].domain
}

/// All outlets as a table for `--outlets`.
pub fn table() -> String {
    let mut table = String::from("name\tkind\tcountry\tlanguages\tdomains\n");
    for outlet in OUTLETS.iter() {
        let (country, language) = match outlet.language {
            Language::Uk => ("UA", "uk"),
            Language::Ru => ("UA", "ru"),
            Language::En => ("GB", "en"),
        };
        let kind = if outlet.agency { "agency" } else { "outlet" };
        table += &format!("{}\t{kind}\t{country}\t{language}\t{}\n", outlet.name, outlet.domain);
    }
    table
}

/// The line that an outlet sets under its articles; outlets of one owner share most of it.
pub fn footer(id: OutletId) -> String {
    let outlet = &OUTLETS[usize::from(id)];
    let lines = [
        [
            "Підписуйтеся на наш канал у Telegram, щоб першими дізнаватися про головне за день",
            "Усі права захищено, передрук лише з активним посиланням на сайт",
            "Помітили помилку? Виділіть її та натисніть Ctrl+Enter, редакція буде вдячна",
            "Більше новин про події в країні та світі читайте в нашій мобільній програмі",
        ],
        [
            "Подписывайтесь на наш канал в Telegram, чтобы первыми узнавать о главном за день",
            "Все права защищены, перепечатка только с активной ссылкой на сайт",
            "Заметили ошибку? Выделите ее и нажмите Ctrl+Enter, редакция будет благодарна",
            "Больше новостей о событиях в стране и мире читайте в нашем мобильном приложении",
        ],
        [
            "Subscribe to our Telegram channel to be the first to learn the day's main stories",
            "All rights reserved, reprints only with an active link to the site",
            "Spotted an error? Select it and press Ctrl+Enter, the editors will be grateful",
            "Read more about events at home and abroad in our mobile application",
        ],
    ];
    let line = lines[outlet.language as usize][(outlet.owner % 4) as usize];
    if outlet.owner.is_multiple_of(3) {
        line.to_owned()
    } else {
        format!("{line}: {}", outlet.domain)
    }
}

/// The sentence in which an article names its source.
pub fn credit(own: OutletId, cited: &str, language: Language, style: u64) -> String {
    let own = name(own);
    let whom = accusative(cited);
    match (language, style % 6) {
        (Language::Uk, 0) => format!("Про це повідомляє «{cited}»."),
        (Language::Uk, 1) => format!("Про це пише «{own}» із посиланням на «{whom}»."),
        (Language::Uk, 2) => format!("Як передає «{cited}», подробиці з'ясовують."),
        (Language::Uk, 3) => format!("Джерело новини — «{cited}»."),
        (Language::Uk, 4) => format!("«{own}» розповідає про це, посилаючись на «{whom}»."),
        (Language::Uk, _) => format!("Першою про це написала редакція «{cited}»."),
        (Language::Ru, 0) => format!("Об этом сообщает «{cited}»."),
        (Language::Ru, 1) => format!("Об этом пишет «{own}» со ссылкой на «{whom}»."),
        (Language::Ru, 2) => format!("Как передает «{cited}», подробности выясняют."),
        (Language::Ru, 3) => format!("Источник новости — «{cited}»."),
        (Language::Ru, 4) => format!("«{own}» рассказывает об этом, ссылаясь на «{whom}»."),
        (Language::Ru, _) => format!("Первой об этом написала редакция «{cited}»."),
        (Language::En, 0) => format!("This was reported by {cited}."),
        (Language::En, 1) => format!("{own} reports, citing {cited}."),
        (Language::En, 2) => format!("According to {cited}, details are being established."),
        (Language::En, 3) => format!("The story was first carried by {cited}."),
        (Language::En, 4) => format!("{own} has this from {cited}."),
        (Language::En, _) => format!("{cited} was the first to report it."),
    }
}

/// The clause that names the source at the end of a sentence, with its full stop.
pub fn credit_clause(cited: &str, language: Language, style: u64) -> String {
    let verbs = [
        ["передає", "повідомляє", "пише"],
        ["передает", "сообщает", "пишет"],
        ["reports", "says", "writes"],
    ];
    let verb = verbs[language as usize][(style % 3) as usize];
    match language {
        Language::En => format!(", {cited} {verb}."),
        _ => format!(", {verb} «{cited}»."),
    }
}

/// The accusative of a name that begins with a feminine noun; other names stay as they are, as
/// they do in quotation marks.
fn accusative(name: &str) -> String {
    match name.split_once(' ') {
        Some((first @ ("Хроніка" | "Хроника" | "Газета"), rest)) => {
            format!("{}у {rest}", first.trim_end_matches('а'))
        }
        _ => name.to_owned(),
    }
}

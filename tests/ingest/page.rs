//! HTML pages: their metadata, what has no article, what is built to cost time.

use crate::fixture::{UKRAINIAN, page, read_one, rejected_once};

#[test]
fn json_ld_tells_date_and_publisher_also_in_a_graph() {
    let graph = r##"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "Степ-Інформ"},
        {"@type": "WebPage", "datePublished": "2020-01-01"},
        {"@type": ["NewsArticle"], "headline": "Рада ухвалила бюджет", "publisher": {"@id": "#org"},
         "datePublished": "2024-10-28T13:20:00+02:00", "mainEntityOfPage": "https://step.ua/2"}]}
        </script><script type="application/ld+json">{broken</script>
        <meta property="article:published_time" content="2021-01-01">"##;
    let article = read_one("a.html", page(graph, UKRAINIAN).as_bytes());
    assert_eq!(article.outlet.as_read, "Степ-Інформ");
    assert_eq!(article.published.to_string(), "2024-10-28T13:20:00+02:00");
    assert_eq!(article.title, "Рада ухвалила бюджет");
    assert_eq!(article.url, "https://step.ua/2");

    let list = r#"<script type='application/ld+json'>[{"@type": "BreadcrumbList"}, {"@type":
        "ReportageNewsArticle", "datePublished": "not a date", "publisher": {"name": "Степ"}}]
        </script><meta itemprop="datePublished" content="2024-10-28">"#;
    let article = read_one("a.html", page(list, UKRAINIAN).as_bytes());
    assert_eq!(article.outlet.as_read, "Степ");
    assert_eq!(article.published.to_string(), "2024-10-28");
    assert_eq!(article.published.precision(), "day");
}

#[test]
fn a_page_of_links_has_no_article() {
    let links: String = (0..60)
        .map(|n| {
            format!(
                "<li><a href=\"/{n}\">Рада розглянула питання номер {n} порядку денного</a></li>"
            )
        })
        .collect();
    let page = format!("<html><body><div><h1>Новини</h1><ul>{links}</ul></div></body></html>");
    rejected_once("a.html", page.as_bytes(), "1 0 ", "no article");
}

#[test]
fn pages_built_to_cost_time_are_rejected() {
    let deep = "<div>".repeat(1_000_000);
    rejected_once("a.html", deep.as_bytes(), "1 ", "nested deeper");
    let bold: String = (0..100_000).map(|n| format!("<b id={n}><p>")).collect();
    rejected_once("a.html", bold.as_bytes(), "1 ", "nested deeper");
    let wide = "<i></i>".repeat(300_000);
    rejected_once("a.html", wide.as_bytes(), "1 ", "more than");
    let mut bomb = String::from("<!DOCTYPE html [<!ENTITY a0 \"boom\">");
    for n in 1..40 {
        bomb += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    bomb += "]><html><body>&a39;</body></html>";
    rejected_once("a.html", bomb.as_bytes(), "1 35 ", "made of entities");
    // Also where there is an article beside it.
    bomb += &page("", UKRAINIAN);
    rejected_once("a.html", bomb.as_bytes(), "1 35 ", "made of entities");
    // One that is made of none is harmless.
    let named = format!("<!DOCTYPE html [<!ENTITY dash \"—\">]>{}", page("", UKRAINIAN));
    read_one("a.html", named.as_bytes());
    let long = "a".repeat(17 << 20);
    rejected_once("a.html", long.as_bytes(), "1 0 ", "longer than 16 MiB");
}

#[test]
fn a_page_as_deep_as_allowed_is_read() {
    let page = format!("{}{}", "<div>".repeat(500), page("", UKRAINIAN));
    assert!(read_one("a.html", page.as_bytes()).text.contains(UKRAINIAN));
}

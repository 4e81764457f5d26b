//! The family trees for programs that draw graphs: Graphviz and GraphML.
//!
//! Nodes are named by group and article, because an article can stand in several trees; the outside
//! is a node of its own in each.

use super::texts::texts;
use super::verdict::outlet;
use super::view::GroupView;
use super::words;
use crate::provenance::Role;
use crate::ui::Ui;
use std::io::{self, Write};

/// Name of the Graphviz file.
pub const DOT: &str = "lineage.dot";
/// Name of the GraphML file.
pub const GRAPHML: &str = "lineage.graphml";

/// What stands before and after the trees in the Graphviz file.
pub const DOT_FRAME: [&str; 2] =
    ["digraph lineage {\n  rankdir=TB; node [shape=box, style=rounded];\n", "}\n"];

/// Writes a tree for Graphviz, as a cluster.
pub fn write_dot(group: &GroupView<'_>, ui: Ui, out: &mut dyn Write) -> io::Result<()> {
    let t = texts(ui);
    let id = group.story.group.id;
    writeln!(out, "  subgraph \"cluster_{id}\" {{")?;
    writeln!(out, "    label=\"{id}\";")?;
    writeln!(out, "    \"{id}\" [label={}, shape=diamond];", quoted(t.outside))?;
    for (member, _) in group.story.verdict.lineage.iter().enumerate() {
        let article = group.article(member);
        let time = article.published.to_string();
        let label =
            format!("{}\n{}", outlet(article, t), if time.is_empty() { t.undated } else { &time });
        let shape = match role(group, member) {
            Role::Origin => ", peripheries=2",
            _ => "",
        };
        writeln!(out, "    {} [label={}{shape}];", quoted(&node(group, member)), quoted(&label))?;
    }
    for (member, edge) in group.story.verdict.lineage.iter().enumerate() {
        let parent = edge.parent.map_or_else(|| id.to_string(), |parent| node(group, parent));
        let label = format!("{} {:.4}", words::relation(edge.relation), edge.probability);
        let child = quoted(&node(group, member));
        writeln!(out, "    {} -> {child} [label={}];", quoted(&parent), quoted(&label))?;
    }
    writeln!(out, "  }}")
}

/// What stands before and after the trees in the GraphML file.
pub fn graphml_frame() -> [String; 2] {
    const KEYS: [(&str, &str, &str); 8] = [
        ("group_id", "node", "string"),
        ("article_id", "node", "string"),
        ("outlet", "node", "string"),
        ("published_at", "node", "string"),
        ("role", "node", "string"),
        ("relation", "edge", "string"),
        ("probability", "edge", "double"),
        ("lag_seconds", "edge", "long"),
    ];
    let keys = KEYS.map(|(name, of, kind)| {
        format!("<key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n")
    });
    [
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n{}\
             <graph id=\"lineage\" edgedefault=\"directed\">\n",
            keys.concat()
        ),
        "</graph>\n</graphml>\n".to_owned(),
    ]
}

/// Writes a tree as a part of one GraphML graph.
pub fn write_graphml(group: &GroupView<'_>, ui: Ui, out: &mut dyn Write) -> io::Result<()> {
    let t = texts(ui);
    let id = group.story.group.id.to_string();
    open_node(&id, &id, out)?;
    data("outlet", t.outside, out)?;
    writeln!(out, "</node>")?;
    for (member, _) in group.story.verdict.lineage.iter().enumerate() {
        let article = group.article(member);
        open_node(&node(group, member), &id, out)?;
        data("article_id", &article.id, out)?;
        data("outlet", &article.outlet.name, out)?;
        data("published_at", &article.published.to_string(), out)?;
        data("role", words::role(role(group, member)), out)?;
        writeln!(out, "</node>")?;
    }
    for (member, edge) in group.story.verdict.lineage.iter().enumerate() {
        let parent = edge.parent.map_or_else(|| id.clone(), |parent| node(group, parent));
        let (parent, child) = (escaped(&parent), escaped(&node(group, member)));
        write!(out, "<edge source=\"{parent}\" target=\"{child}\">")?;
        data("relation", words::relation(edge.relation), out)?;
        data("probability", &format!("{:.4}", edge.probability), out)?;
        data(
            "lag_seconds",
            &edge.lag_seconds.map_or_else(String::new, |lag| lag.to_string()),
            out,
        )?;
        writeln!(out, "</edge>")?;
    }
    Ok(())
}

fn node(group: &GroupView<'_>, member: usize) -> String {
    format!("{}/{}", group.story.group.id, group.article(member).id)
}

fn role(group: &GroupView<'_>, member: usize) -> Role {
    group.story.verdict.roles.get(member).copied().unwrap_or(Role::Unsure)
}

fn open_node(name: &str, group: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<node id=\"{}\">", escaped(name))?;
    data("group_id", group, out)
}

/// A value; none where nothing is known.
fn data(key: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    write!(out, "<data key=\"{key}\">{}</data>", escaped(value))
}

/// A string of the DOT language.
fn quoted(text: &str) -> String {
    let inside = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{inside}\"")
}

/// Text of XML 1.0, which cannot hold most control characters at all.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(quoted("a\\\"b\n"), r#""a\\\"b\n""#);
        assert_eq!(escaped("a<b>\"&\u{1}\n"), "a&lt;b&gt;&quot;&amp;\u{FFFD} ");
    }
}

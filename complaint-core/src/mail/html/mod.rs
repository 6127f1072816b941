//! HTML mail as text: blocks on lines of their own, lists with marks, table
//! cells side by side, quotations with `>`; styles, scripts and what is hidden
//! left out. Tokens and entities by `html5gum`, which knows the HTML standard.

mod hidden;
mod writer;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use hidden::is_hidden;
use writer::Writer;

/// Text of an HTML document, and whether it all was hidden.
#[derive(Debug)]
pub(super) struct HtmlText {
    pub(super) text: String,
    /// Nothing was left without what is hidden, so that was used.
    pub(super) was_hidden: bool,
}

/// Elements with which HTML begins that nobody has labelled.
const OPENING: &[&str] =
    &["!doctype", "html", "head", "body", "meta", "style", "div", "p", "table", "span", "font", "br"];

/// Whether unlabelled text is HTML: it begins with one of its elements, or has
/// breaks of HTML in one line.
pub(super) fn is_html(text: &str) -> bool {
    let text = text.trim();
    let name = text.strip_prefix('<').map(|rest| {
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(0);
        rest[..end].to_ascii_lowercase()
    });
    name.is_some_and(|name| OPENING.contains(&name.as_str()))
        || (!text.contains('\n') && ["<br>", "<br/>", "<br />"].iter().any(|tag| text.contains(tag)))
}

/// Elements whose content is never read.
const SILENT: &[&str] = &["style", "script", "template", "svg", "math", "object", "rt", "rp", "select", "datalist"];

/// Elements that have no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "legend",
    "main",
    "menu",
    "nav",
    "ol",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "caption",
    "option",
];

/// Blocks with a blank line around them.
const PARAGRAPHS: &[&str] = &["p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"];

/// Turns HTML into text.
pub(super) fn to_text(html: &str) -> HtmlText {
    let visible = convert(html, true);
    if !visible.trim().is_empty() {
        return HtmlText { text: visible, was_hidden: false };
    }
    let text = convert(html, false);
    HtmlText { was_hidden: !text.trim().is_empty(), text }
}

fn convert(html: &str, skip_hidden: bool) -> String {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reading = Reading { writer: Writer::default(), skip_hidden, skipped: None };
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reading.open(&tag),
            Token::EndTag(tag) => reading.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) if reading.skipped.is_none() => {
                reading.writer.text(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    reading.writer.finish()
}

struct Reading {
    writer: Writer,
    skip_hidden: bool,
    /// The element being left out, and how many of its name are open in it.
    skipped: Option<(String, usize)>,
}

impl Reading {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(*skipped == name);
            return;
        }
        let void = VOID.contains(&name.as_str());
        let silent = SILENT.contains(&name.as_str()) || self.skip_hidden && (name == "title" || is_hidden(tag));
        if silent {
            if !void {
                self.skipped = Some((name, 1));
            }
            return;
        }
        self.start(&name, tag);
    }

    fn start(&mut self, name: &str, tag: &StartTag<()>) {
        let attribute =
            |name: &str| tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
        match name {
            "br" => self.writer.line_break(),
            "hr" => self.writer.rule(),
            "img" => {
                let alt = attribute("alt").filter(|alt| !is_file_name(alt));
                self.writer.text(&alt.unwrap_or_default());
            }
            "blockquote" => self.writer.open_quote(is_citation(&attribute)),
            "ul" | "menu" | "dir" => self.writer.open_list(None),
            "ol" => {
                let start = attribute("start").and_then(|start| start.trim().parse().ok());
                self.writer.open_list(Some(start.unwrap_or(1)));
            }
            "li" => self.writer.item(),
            "pre" => self.writer.open_preformatted(),
            "td" | "th" => self.writer.cell(),
            _ => self.boundary(name),
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        match name {
            // Browsers take a stray end tag for a line break.
            "br" => self.writer.line_break(),
            "blockquote" => self.writer.close_quote(),
            "ul" | "ol" | "menu" | "dir" => self.writer.close_list(),
            "li" => self.writer.block(),
            "pre" => self.writer.close_preformatted(),
            _ => self.boundary(name),
        }
    }

    fn boundary(&mut self, name: &str) {
        if PARAGRAPHS.contains(&name) {
            self.writer.paragraph();
        } else if BLOCKS.contains(&name) {
            self.writer.block();
        }
    }
}

/// Mailers put the name of the image where its description belongs.
fn is_file_name(alt: &str) -> bool {
    let lower = alt.trim().to_ascii_lowercase();
    [".png", ".gif", ".jpg", ".jpeg", ".bmp", ".svg", ".webp"].iter().any(|ending| lower.ends_with(ending))
}

/// Whether a `blockquote` cites a mail: others only indent.
fn is_citation(attribute: &impl Fn(&str) -> Option<String>) -> bool {
    let has =
        |name: &str, wanted: &str| attribute(name).is_some_and(|value| value.to_ascii_lowercase().contains(wanted));
    has("type", "cite") || attribute("cite").is_some() || has("class", "quote") || has("style", "border-left")
}

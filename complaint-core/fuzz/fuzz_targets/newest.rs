//! Any text: the parts lie on character boundaries, and put together in order
//! they give back the text; what can be read never has an empty newest part.
#![no_main]

use complaint_core::text::NewestPart;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &str| {
    let part = NewestPart::find(body);
    let mut spans: Vec<_> = part.newest.iter().cloned().collect();
    spans.extend(part.asides.iter().map(|aside| aside.span.clone()));
    spans.sort_by_key(|span| span.start);
    let joined: String = spans.iter().map(|span| &body[span.clone()]).collect();
    assert_eq!(joined, body);
    assert!(spans.iter().all(|span| span.start < span.end));
    assert!(is_blank(body) || !is_blank(&part.text(body)), "nothing newest");
});

fn is_blank(text: &str) -> bool {
    let invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().all(|c| c.is_whitespace() || invisible(c))
}

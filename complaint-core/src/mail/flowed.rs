//! `format=flowed` (RFC 3676): lines that were broken for sending, joined again.

/// Joins flowed lines; quote marks stay in front of each joined line.
pub(super) fn unflow(text: &str, delete_space: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for (number, line) in text.split('\n').enumerate() {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let content = &line[depth..];
        let content = content.strip_prefix(' ').unwrap_or(content);
        let joins = open == Some(depth) && content != "-- ";
        if !joins {
            if number > 0 {
                out.push('\n');
            }
            if depth > 0 {
                out.push_str(&line[..depth]);
                out.push(' ');
            }
        }
        let flowed = content.ends_with(' ') && content != "-- ";
        if flowed && delete_space {
            out.push_str(&content[..content.len() - 1]);
        } else {
            out.push_str(content);
        }
        open = flowed.then_some(depth);
    }
    out
}

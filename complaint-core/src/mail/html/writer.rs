//! Text with blocks: the white space rules of HTML, applied as text comes.

/// Citations deeper than this are marked no deeper.
const DEEPEST_QUOTE: usize = 10;

const RULE: &str = "----------";

/// Writes the text of an HTML document.
#[derive(Debug)]
pub(super) struct Writer {
    out: String,
    /// The last thing written ended a line.
    fresh_line: bool,
    /// Line breaks that blocks ask for, written with the next text.
    breaks: usize,
    /// White space waiting for text to stand between.
    space: Space,
    /// A table cell begins; written when something follows on the line.
    cell: bool,
    /// Open `blockquote`s; whether each is a citation.
    quotes: Vec<bool>,
    /// How many of them are: counted here, so that depth costs nothing.
    cited: usize,
    /// Open lists; the next number of an ordered one.
    lists: Vec<Option<u32>>,
    preformatted: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    None,
    Blank,
    /// With a line break in the source, which counts for nothing between
    /// two Japanese characters.
    LineBreak,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            out: String::new(),
            fresh_line: true,
            breaks: 0,
            space: Space::None,
            cell: false,
            quotes: Vec::new(),
            cited: 0,
            lists: Vec::new(),
            preformatted: 0,
        }
    }
}

impl Writer {
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.line_break(),
                ' ' | '\t' | '\n' | '\r' | '\x0C' if self.preformatted == 0 => {
                    let breaks = c == '\n' || self.space == Space::LineBreak;
                    self.space = if breaks { Space::LineBreak } else { Space::Blank };
                }
                '\r' => {}
                '\u{A0}' => self.push(' '),
                // Soft hyphens and zero-width marks that only steer line breaking.
                '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
                _ => self.push(c),
            }
        }
    }

    /// A block begins or ends.
    pub(super) fn block(&mut self) {
        if !self.fresh_line {
            self.breaks = self.breaks.max(1);
        }
        self.space = Space::None;
        self.cell = false;
    }

    /// A block with blank lines around it begins or ends.
    pub(super) fn paragraph(&mut self) {
        if !self.out.is_empty() {
            self.breaks = self.breaks.max(if self.fresh_line { 1 } else { 2 });
        }
        self.space = Space::None;
    }

    pub(super) fn line_break(&mut self) {
        self.write_breaks();
        if self.fresh_line {
            self.write_quote_marks();
        }
        self.out.push('\n');
        self.fresh_line = true;
        self.space = Space::None;
        self.cell = false;
    }

    pub(super) fn rule(&mut self) {
        self.block();
        RULE.chars().for_each(|c| self.push(c));
        self.block();
    }

    pub(super) fn cell(&mut self) {
        self.space = Space::None;
        self.cell = !self.fresh_line && self.breaks == 0;
    }

    pub(super) fn open_quote(&mut self, is_citation: bool) {
        self.block();
        // The break belongs before the mark changes.
        self.write_breaks();
        self.quotes.push(is_citation);
        self.cited += usize::from(is_citation);
    }

    pub(super) fn close_quote(&mut self) {
        self.block();
        self.write_breaks();
        self.cited -= usize::from(self.quotes.pop() == Some(true));
    }

    /// A list begins; an ordered one with its first number.
    pub(super) fn open_list(&mut self, first: Option<u32>) {
        self.block();
        self.lists.push(first);
    }

    pub(super) fn close_list(&mut self) {
        self.block();
        self.lists.pop();
    }

    pub(super) fn item(&mut self) {
        self.block();
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            _ => "\u{30FB}".to_owned(),
        };
        mark.chars().for_each(|c| self.push(c));
    }

    pub(super) fn open_preformatted(&mut self) {
        self.paragraph();
        self.preformatted += 1;
    }

    pub(super) fn close_preformatted(&mut self) {
        self.preformatted = self.preformatted.saturating_sub(1);
        self.paragraph();
    }

    fn push(&mut self, c: char) {
        self.write_breaks();
        if self.fresh_line {
            self.write_quote_marks();
            self.fresh_line = false;
        } else if self.cell {
            self.out.push('\t');
        } else if self.space_counts_before(c) {
            self.out.push(' ');
        }
        self.cell = false;
        self.space = Space::None;
        self.out.push(c);
    }

    fn space_counts_before(&self, next: char) -> bool {
        match self.space {
            Space::None => false,
            Space::Blank => true,
            Space::LineBreak => {
                let last = self.out.chars().next_back().unwrap_or(' ');
                !(is_wide(last) && is_wide(next))
            }
        }
    }

    fn write_breaks(&mut self) {
        for _ in 0..self.breaks {
            if self.fresh_line && !self.out.is_empty() {
                self.write_quote_marks();
            }
            self.out.push('\n');
            self.fresh_line = true;
        }
        if self.breaks > 0 {
            self.space = Space::None;
            self.cell = false;
        }
        self.breaks = 0;
    }

    fn write_quote_marks(&mut self) {
        for _ in 0..self.cited.min(DEEPEST_QUOTE) {
            self.out.push_str("> ");
        }
    }

    /// The text, without white space at line ends and with no more than two
    /// blank lines in a row.
    pub(super) fn finish(self) -> String {
        let mut out = String::with_capacity(self.out.len());
        let mut blank = 0;
        for line in self.out.lines().map(str::trim_end) {
            blank = if line.is_empty() { blank + 1 } else { 0 };
            if blank <= 2 && !(out.is_empty() && line.is_empty()) {
                out.push_str(line);
                out.push('\n');
            }
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// Characters between which a line break in the source is no space.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}')
}

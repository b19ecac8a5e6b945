//! Complex fields, which may run over several paragraphs.

/// One open field.
#[derive(Debug, Default)]
struct Field {
    /// How many fields of the part begin before it.
    rank: usize,
    instruction: String,
    in_result: bool,
}

impl Field {
    /// Whether the result is text of the author, not something Word computes.
    fn is_text(&self) -> bool {
        is_text(&self.instruction)
    }
}

/// Whether a field's result counts as text: links, form fields, and what LibreOffice 7.4 makes of a control.
pub(super) fn is_text(instruction: &str) -> bool {
    let code = instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    matches!(code.as_str(), "HYPERLINK" | "FORMTEXT" | "FILLIN" | "QUOTE")
}

/// The fields open at a point of the document.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many fields began.
    begun: usize,
    /// Those that never end, when the part was read once: they are passed over.
    endless: Vec<usize>,
}

impl Fields {
    /// The fields of a part in which some never end.
    pub(super) fn without(endless: Vec<usize>) -> Self {
        Self { endless, ..Self::default() }
    }

    /// The fields that are open: at the end of a part, those whose end is missing.
    pub(super) fn endless(&self) -> Vec<usize> {
        self.open.iter().map(|field| field.rank).collect()
    }

    /// A field begins.
    pub(super) fn begin(&mut self) {
        let rank = self.begun;
        self.begun += 1;
        // Deeper than any real nesting: what is beyond is read as text.
        if self.open.len() < 64 && !self.endless.contains(&rank) {
            self.open.push(Field { rank, ..Field::default() });
        }
    }

    /// Its result begins; returns whether a mark stands for that result.
    pub(super) fn separate(&mut self) -> bool {
        let Some(field) = self.open.last_mut() else { return false };
        field.in_result = true;
        !field.is_text() && !self.is_muted_outside()
    }

    /// It ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Adds to the instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.instruction.len() < 256) {
            field.instruction.push_str(text);
        }
    }

    /// Whether text met here is no text of the author.
    pub(super) fn is_muted(&self) -> bool {
        self.open.iter().any(|field| !field.in_result || !field.is_text())
    }

    fn is_muted_outside(&self) -> bool {
        self.open.iter().rev().skip(1).any(|field| !field.in_result || !field.is_text())
    }

    /// Whether a field is open: nothing may be inserted here.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether a table of contents is open.
    pub(super) fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.instruction.trim_start().to_ascii_uppercase().starts_with("TOC"))
    }
}

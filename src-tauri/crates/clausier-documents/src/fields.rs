//! A clause in one short field of a file's description: its name, its version and what stands for its text. Such
//! fields outlive every program and a stay in another format.

use crate::anchors::{ControlTag, Names};
use crate::memory::Remembered;
use crate::xml::{escape, unescaped};

/// The beginning of the names of such fields.
pub(crate) const CLAUSE: &str = "Clausier ";

/// Writes the field of a clause: its name, then `clz1:KEY:VERSION:HASH…`, the version whole, the structure, the look
/// and the insertion.
pub(crate) fn of(clause: &Remembered) -> (String, String) {
    let tag = ControlTag { key: clause.key.clone(), version: clause.version.clone(), hash: clause.hash.clone(), suffix: None, kept: clause.kept };
    let plain = |text: &str| unescaped(&escape(&text.replace('|', " "))).trim().to_owned();
    let value = [tag.write(), plain(&clause.version), clause.structure.clone(), clause.look.clone(), plain(&clause.instance)].join("|");
    (format!("{CLAUSE}{} {}", clause.key, Names::of(&clause.key, &clause.instance).suffix), value)
}

/// Reads the value of a field back; `None` when it is not one of ours.
pub(crate) fn read(value: &str) -> Option<Remembered> {
    let fields: Vec<&str> = value.trim().split('|').collect();
    let tag = ControlTag::read(fields.first()?)?;
    let field = |at: usize| fields.get(at).copied().unwrap_or_default().to_owned();
    Some(Remembered {
        key: tag.key,
        instance: field(4),
        version: field(1),
        base: String::new(),
        structure: field(2),
        look: field(3),
        kept: tag.kept,
        hash: tag.hash,
    })
}

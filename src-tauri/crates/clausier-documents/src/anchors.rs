//! The names that hold a clause in a file: two hidden points, and the tag of a control.

use crate::request::Clause;
use crate::text;

/// The names of one insertion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    /// Sixteen bits of key and instance, in hexadecimal.
    pub(crate) suffix: String,
    pub(crate) begin: String,
    pub(crate) end: String,
}

impl Names {
    /// Returns the names of an insertion; at most 36 characters, as Word allows 40.
    pub(crate) fn of(key: &str, instance: &str) -> Self {
        let (compact, suffix) = (compact(key), suffix(key, instance));
        Self { begin: format!("_clz_b_{compact}_{suffix}"), end: format!("_clz_e_{compact}_{suffix}"), suffix }
    }
}

/// A point's name read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PointName {
    pub(crate) is_begin: bool,
    /// Letters and digits of the key, then the suffix: what both points share.
    pub(crate) stem: String,
}

/// Reads the name of a point of ours.
pub(crate) fn point_name(name: &str) -> Option<PointName> {
    let begin = name.strip_prefix("_clz_b_");
    let stem = begin.or_else(|| name.strip_prefix("_clz_e_"))?;
    let (key, suffix) = stem.rsplit_once('_')?;
    let fits = !key.is_empty() && suffix.len() == 4 && suffix.bytes().all(|b| b.is_ascii_hexdigit());
    fits.then(|| PointName { is_begin: begin.is_some(), stem: stem.to_ascii_lowercase() })
}

/// What both points of an insertion share.
pub(crate) fn stem(key: &str, instance: &str) -> String {
    format!("{}_{}", compact(key), suffix(key, instance)).to_ascii_lowercase()
}

/// The letters and digits of a key.
fn compact(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn suffix(key: &str, instance: &str) -> String {
    text::fingerprint_of(&[key, "\0", instance], 4)
}

/// The tag of a control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ControlTag {
    pub(crate) key: String,
    pub(crate) version: String,
    pub(crate) hash: String,
    /// The suffix, written when the insertion is not the only one of its clause.
    pub(crate) suffix: Option<String>,
    /// Whether the buyer's text was kept against the library's.
    pub(crate) kept: bool,
}

impl ControlTag {
    /// Writes it: `clz1:KEY:VERSION:HASH`, then the suffix and `kept` when they apply; at most 64 characters.
    pub(crate) fn write(&self) -> String {
        let version: String = self.version.chars().filter(|c| c.is_ascii_graphic() && *c != ':').take(14).collect();
        let suffix = self.suffix.as_ref().map(|suffix| format!(":{suffix}")).unwrap_or_default();
        let kept = if self.kept { ":kept" } else { "" };
        format!("clz1:{}:{version}:{}{suffix}{kept}", self.key, self.hash)
    }

    /// Whether it is the tag of an insertion, named by what its points share.
    pub(crate) fn is_of(&self, stem: &str) -> bool {
        let Some((key, suffix)) = stem.rsplit_once('_') else { return false };
        compact(&self.key).eq_ignore_ascii_case(key) && self.suffix.as_ref().is_none_or(|own| own.eq_ignore_ascii_case(suffix))
    }

    /// What the points of the insertion would share: the suffix is that of the only one when not written.
    pub(crate) fn stem(&self) -> String {
        match &self.suffix {
            Some(suffix) => format!("{}_{suffix}", compact(&self.key)).to_ascii_lowercase(),
            None => stem(&self.key, ""),
        }
    }

    /// The tag of a clause just written.
    pub(crate) fn of(clause: &Clause) -> Self {
        let suffix = (!clause.instance.is_empty()).then_some(Names::of(&clause.key, &clause.instance).suffix);
        let hash = text::short_hash(&clause.base().text);
        Self { key: clause.key.clone(), version: clause.version.clone(), hash, suffix, kept: false }
    }

    /// Reads it back; what a program added to make the name of a copy unique is left out.
    pub(crate) fn read(tag: &str) -> Option<Self> {
        let mut fields = tag.strip_prefix("clz1:")?.split(':');
        let (key, version, hash) = (fields.next()?, fields.next()?, fields.next()?);
        let rest: Vec<&str> = fields.collect();
        let suffix = rest.iter().find(|field| field.len() == 4 && field.bytes().all(|b| b.is_ascii_hexdigit()));
        (!key.is_empty()).then(|| Self {
            key: key.to_owned(),
            version: version.to_owned(),
            hash: hash.chars().take(10).collect(),
            suffix: suffix.map(|suffix| (*suffix).to_owned()),
            kept: rest.contains(&"kept"),
        })
    }
}

/// What the buyer sees on the control; at most 64 characters.
pub(crate) fn alias(key: &str, title: &str, version: &str) -> String {
    let (head, tail) = (format!("Clause {key} – "), format!(" (v{version})"));
    let room = 64usize.saturating_sub(head.chars().count() + tail.chars().count());
    let mut title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.chars().count() > room {
        title = title.chars().take(room.saturating_sub(1)).collect::<String>().trim_end().to_owned() + "…";
    }
    format!("{head}{title}{tail}").chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_word_and_read_back() {
        let names = Names::of("CL-0042-ABCDEFGHIJKLMNOP", "lot-2");
        assert!(names.begin.len() <= 40, "Word refuses longer bookmark names");
        let read = point_name(&names.begin).expect("the name is ours");
        assert!(read.is_begin);
        assert_eq!(read.stem, stem("CL-0042-ABCDEFGHIJKLMNOP", "lot-2"));
        assert_ne!(Names::of("a-b", "").begin, Names::of("ab", "").begin, "keys that differ by a hyphen stay apart");
    }

    #[test]
    fn a_tag_reads_back_and_fits_the_dialog_of_word() {
        let tag = ControlTag { key: "a".repeat(24), version: "12.10.3".into(), hash: "k7f3q2m9ab".into(), suffix: Some("3f2a".into()), kept: true };
        assert!(tag.write().len() <= 64);
        assert_eq!(ControlTag::read(&tag.write()), Some(tag));
        assert_eq!(ControlTag::read("autre:chose"), None);
        assert!(alias("CL-0042", &"très long ".repeat(20), "1.3.0").chars().count() <= 64);
    }
}

//! The parts around the sheets of a new OpenDocument workbook.

use clausier_core::paper::Entry;

use super::text_parts::{Page, SPACES, XML};
use crate::xml::escape;

/// Rows kept in sight above the others: title, subject, a blank one, headers.
const FROZEN: u32 = 4;

/// The sheets, with the styles of their columns and the rules of their cells.
pub(super) fn content(columns: &str, validations: &[Entry], sheets: &str) -> String {
    let rules: String = validations.iter().enumerate().map(|(at, entry)| rule(at, entry)).collect();
    let rules = if rules.is_empty() { rules } else { format!("<table:content-validations>{rules}</table:content-validations>") };
    format!(
        "{XML}<office:document-content {SPACES}><office:automatic-styles>{}{columns}</office:automatic-styles><office:body><office:spreadsheet>{rules}{sheets}</office:spreadsheet></office:body></office:document-content>",
        include_str!("../skeleton/cells.ods.xml")
    )
}

/// The name of a rule.
pub(super) fn rule_name(at: usize) -> String {
    format!("regle{}", at + 1)
}

fn rule(at: usize, entry: &Entry) -> String {
    let (condition, said) = match entry {
        Entry::Text => return String::new(),
        Entry::Amount => (
            "of:cell-content-is-decimal-number() and cell-content()>=0".to_owned(),
            "Saisissez un montant en euros hors taxes, en chiffres.".to_owned(),
        ),
        Entry::Choice(words) => {
            let list: Vec<String> = words.iter().map(|word| format!("\"{}\"", word.replace('"', ""))).collect();
            (format!("of:cell-content-is-in-list({})", list.join(";")), format!("Choisissez l’un de ces mots : {}.", words.join(", ")))
        }
    };
    format!(
        "<table:content-validation table:name=\"{}\" table:condition=\"{}\" table:allow-empty-cell=\"true\" table:display-list=\"unsorted\"><table:error-message table:title=\"Réponse attendue\" table:display=\"true\" table:message-type=\"stop\"><text:p>{}</text:p></table:error-message></table:content-validation>",
        rule_name(at),
        escape(&condition),
        escape(&said)
    )
}

/// The page: as wide as the sheet.
pub(super) fn styles(wide: bool) -> String {
    let layout = Page::of(wide).layout().replacen("<style:page-layout-properties ", "<style:page-layout-properties style:scale-to-X=\"1\" ", 1);
    format!(
        "{XML}<office:document-styles {SPACES}><office:styles>{}</office:styles><office:automatic-styles>{layout}</office:automatic-styles><office:master-styles><style:master-page style:name=\"Default\" style:page-layout-name=\"Page\"><style:footer><text:p><text:sheet-name>-</text:sheet-name>, page <text:page-number>1</text:page-number> sur <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
        include_str!("../skeleton/styles.ods.xml")
    )
}

/// Headers stay in sight on the sheets that have some.
pub(super) fn settings(names: &[String]) -> String {
    let item = |name: &str, kind: &str, value: &str| {
        format!("<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>")
    };
    let frozen = FROZEN.to_string();
    let sheet = [
        item("VerticalSplitMode", "short", "2"),
        item("VerticalSplitPosition", "int", &frozen),
        item("ActiveSplitRange", "short", "2"),
        item("PositionTop", "int", "0"),
        item("PositionBottom", "int", &frozen),
    ]
    .concat();
    let sheets: String = names
        .iter()
        .map(|name| format!("<config:config-item-map-entry config:name=\"{}\">{sheet}</config:config-item-map-entry>", escape(name)))
        .collect();
    format!(
        "{XML}<office:document-settings {SPACES}><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>{}<config:config-item-map-named config:name=\"Tables\">{sheets}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>",
        item("ViewId", "string", "view1")
    )
}

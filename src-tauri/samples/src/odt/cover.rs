//! The title page.

use crate::source::Source;
use crate::xml::escape;

/// Returns the title page; the index that follows changes the page style.
pub fn cover(source: &Source) -> String {
    let lines = [
        ("P1", source.meta("acheteur").to_owned()),
        ("P2", source.meta("direction").to_owned()),
        ("P3", source.meta("nature").to_owned()),
        ("Title", source.meta("document").to_owned()),
        ("Subtitle", format!("({})", source.meta("sigle"))),
        ("P4", source.meta("objet").to_owned()),
        ("P5", source.meta("mention").to_owned()),
    ];
    let lines: String = lines.iter().map(|(style, text)| format!(r#"<text:p text:style-name="{style}">{}</text:p>"#, escape(text))).collect();
    format!("{lines}{}", facts(source))
}

fn facts(source: &Source) -> String {
    let facts = [("Référence", "reference"), ("Pouvoir adjudicateur", "acheteur"), ("Procédure", "procedure")];
    let rows: String = facts.iter().map(|(label, key)| row(label, source.meta(key))).collect();
    format!(
        concat!(
            r#"<table:table table:name="TableauCouverture" table:style-name="TableauCouverture">"#,
            r#"<table:table-column table:style-name="TableauCouverture.A"/><table:table-column table:style-name="TableauCouverture.B"/>{rows}</table:table>"#
        ),
        rows = rows
    )
}

fn row(label: &str, value: &str) -> String {
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell table:style-name="TableauCouverture.A1" office:value-type="string"><text:p text:style-name="Table_20_Contents">{text}</text:p></table:table-cell>"#
        )
    };
    let label = format!(r#"<text:span text:style-name="T1">{}</text:span>"#, escape(label));
    format!("<table:table-row>{}{}</table:table-row>", cell(&label), cell(&escape(value)))
}

/// The automatic styles of the table of facts.
pub const FACTS_STYLES: &str = concat!(
    r#"<style:style style:name="TableauCouverture" style:family="table"><style:table-properties style:width="16cm" table:align="margins" style:writing-mode="lr-tb"/></style:style>"#,
    r#"<style:style style:name="TableauCouverture.A" style:family="table-column"><style:table-column-properties style:column-width="5.6cm"/></style:style>"#,
    r#"<style:style style:name="TableauCouverture.B" style:family="table-column"><style:table-column-properties style:column-width="10.4cm"/></style:style>"#,
    r##"<style:style style:name="TableauCouverture.A1" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm" fo:border="0.5pt solid #7f7f7f"/></style:style>"##
);

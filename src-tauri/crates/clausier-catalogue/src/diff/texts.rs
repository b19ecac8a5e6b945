//! How the pieces of a record are written in a sentence of comparison.

use chrono::NaiveDate;
use clausier_core::french;
use clausier_core::law::{Confidence, Effect, ObligationLevel, Published, ReferenceDate, Source, Unit};

pub(super) fn quoted(text: &str) -> String {
    format!("« {} »", text.trim())
}

pub(super) fn day(day: NaiveDate) -> String {
    french::day(day)
}

/// « à compter du 22 août 2026 »; when the day was not read, that is said in its place.
pub(super) fn since(from: NaiveDate, dated: bool) -> String {
    if dated { format!("à compter du {}", day(from)) } else { format!("historique tenu depuis le {}, jour d'entrée en vigueur non lu", day(from)) }
}

pub(super) const fn level(level: ObligationLevel) -> &'static str {
    match level {
        ObligationLevel::Mandatory => "obligatoire",
        ObligationLevel::MandatoryAnnual => "obligatoire, mesurée sur l'année",
        ObligationLevel::Option => "possibilité",
        ObligationLevel::BuyerLevel => "obligation de l'acheteur",
        ObligationLevel::External => "obligation hors marché",
        ObligationLevel::Check => "contrôle",
    }
}

pub(super) const fn clock(clock: ReferenceDate) -> &'static str {
    match clock {
        ReferenceDate::Consultation => "consultation",
        ReferenceDate::Notification => "notification",
        ReferenceDate::Permit => "permis de construire",
        ReferenceDate::Today => "jour de l'évaluation",
    }
}

pub(super) const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Applies => "s'applique",
        Effect::Lever => "possible",
        Effect::ToVerify => "à vérifier",
    }
}

pub(super) const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "faible",
        Confidence::Medium => "moyenne",
        Confidence::High => "élevée",
    }
}

pub(super) fn published(unit: &Unit, value: Published) -> String {
    match value {
        Published::Known(value) => unit.write(value),
        Published::NotYet => "pas encore publié".to_owned(),
    }
}

/// The day of a source is that of its version, which is compared by itself.
pub(super) fn sources(sources: &[Source]) -> Vec<String> {
    sources.iter().map(source).collect()
}

fn source(source: &Source) -> String {
    let article = source.article.as_ref().map(|article| format!(", article {article}")).unwrap_or_default();
    let published = source.published_on.map(|on| format!(", publié le {}", day(on))).unwrap_or_default();
    let url = source.url.as_ref().map(|url| format!(" ({url})")).unwrap_or_default();
    format!("{}{article}{published}{url}", source.text)
}

/// « oui » or « non ».
pub(super) const fn yes(flag: bool) -> &'static str {
    if flag { "oui" } else { "non" }
}

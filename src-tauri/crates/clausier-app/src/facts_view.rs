//! What the facts form echoes beside its fields: amounts, labels, sums, doubts, questions.

use clausier_core::french;
use clausier_core::law::{Assessment, FactKind, Hundredths, Line};
use clausier_core::tender::{Euros, SiretDoubt, Tender, check_siret};

use crate::cpv;
use crate::engine::Engine;
use crate::wire::{Doubt, FactField, FactFieldKind, FactWord, FactsView, LotsSum, Question};
use crate::{tender_file, view};

/// Questions shown: what a person answers in one go.
const QUESTIONS: usize = 5;

/// Shows the facts of a tender.
pub(crate) fn of(engine: &Engine, tender: &Tender, assessment: &Assessment) -> FactsView {
    FactsView {
        estimate: tender.estimated_value_eur.map(french::euros_ht),
        estimate_field: tender.estimated_value_eur.map(field),
        cpv: tender.cpv.iter().map(|code| cpv::show(engine, code)).collect(),
        lots: lots(tender),
        doubts: doubts(engine, tender, assessment),
        procedure_hint: procedure_hint(tender, assessment),
        questions: questions(engine, assessment),
        facts: fields(engine, assessment),
    }
}

/// Writes an amount as one types it again: « 6 000 000 ».
fn field(amount: Euros) -> String {
    french::euros(amount).trim_end_matches('€').trim_end().to_owned()
}

fn lots(tender: &Tender) -> Option<LotsSum> {
    let known: Vec<Euros> = tender.lots.iter().filter_map(|lot| lot.estimated_value_eur).collect();
    if known.is_empty() {
        return None;
    }
    let total = known.iter().fold(Euros::default(), |sum, amount| sum.plus(*amount));
    let unknown = tender.lots.len().saturating_sub(known.len());
    let matches = unknown == 0 && tender.estimated_value_eur == Some(total);
    Some(LotsSum { total, sentence: french::typography(&sum_sentence(tender, total, unknown)), matches })
}

fn sum_sentence(tender: &Tender, total: Euros, unknown: usize) -> String {
    let sum = french::euros_ht(total);
    if unknown > 0 {
        let lots = french::count(unknown, "lot n’a pas encore de montant", "lots n’ont pas encore de montant");
        return format!("{lots} ; les autres font {sum}.");
    }
    let Some(estimate) = tender.estimated_value_eur else { return format!("La somme des lots est de {sum}.") };
    let gap = french::euros_ht(Euros::from_cents((estimate.cents() - total.cents()).abs()));
    match total.cmp(&estimate) {
        std::cmp::Ordering::Equal => "La somme des lots est égale à l’estimation.".to_owned(),
        std::cmp::Ordering::Less => format!("La somme des lots ({sum}) est inférieure de {gap} à l’estimation."),
        std::cmp::Ordering::Greater => format!("La somme des lots ({sum}) dépasse l’estimation de {gap}."),
    }
}

/// Doubts never refuse: the buyer may know better.
fn doubts(engine: &Engine, tender: &Tender, assessment: &Assessment) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut doubt = |field: String, sentence: String| doubts.push(Doubt { field, sentence: french::typography(&sentence) });
    for code in tender.cpv.iter().filter(|code| !engine.catalogue.cpv.exists(code)) {
        doubt("cpv".to_owned(), format!("Le code {code} n’existe pas dans la nomenclature CPV."));
    }
    for (at, lot) in tender.lots.iter().enumerate() {
        for code in lot.cpv.iter().filter(|code| !engine.catalogue.cpv.exists(code)) {
            doubt(format!("lots[{at}].cpv"), format!("Lot {} : le code {code} n’existe pas dans la nomenclature CPV.", lot.number));
        }
    }
    if let Some(siret) = tender.buyer.as_ref().and_then(|buyer| buyer.siret.as_deref()) {
        match check_siret(siret) {
            Ok(()) => {}
            Err(SiretDoubt::Length) => doubt("buyer.siret".to_owned(), "Un SIRET a quatorze chiffres.".to_owned()),
            Err(SiretDoubt::Key) => {
                doubt("buyer.siret".to_owned(), "La clé de ce SIRET n’est pas juste : un chiffre est sans doute faux.".to_owned());
            }
        }
    }
    doubts.extend(tender.doubts().iter().map(of_doubt));
    doubts.extend(assessment.checks.iter().map(of_check));
    doubts
}

/// Says two parts of the tender that do not agree yet: beside the field of the form, or where the obligations are read.
fn of_doubt(doubt: &clausier_core::tender::Doubt) -> Doubt {
    let (field, sentence) = tender_file::doubt_parts(doubt);
    Doubt { field, sentence: french::typography(&sentence) }
}

fn of_check(check: &Line) -> Doubt {
    let field = check.grounds.first().map(|ground| ground.fact.to_string()).unwrap_or_default();
    Doubt { field, sentence: view::check_told(check) }
}

/// Says what the amount means for the procedure, as far as the thresholds are known.
fn procedure_hint(tender: &Tender, assessment: &Assessment) -> Option<String> {
    let value = Hundredths::from(tender.value_of_need()?);
    let thresholds = &assessment.thresholds;
    let reaches = |threshold: Option<Hundredths>| threshold.filter(|threshold| value >= *threshold).map(written);
    let sentence = if let Some(eu) = reaches(thresholds.eu) {
        format!("À ce montant, la procédure est formalisée : le seuil européen est de {eu}.")
    } else if let Some(dispense) = thresholds.dispense.filter(|dispense| value < *dispense) {
        format!(
            "À ce montant, en dessous de {}, ni publicité ni mise en concurrence préalables ne sont imposées : quelques devis suffisent.",
            written(dispense)
        )
    } else if let Some(publicity) = reaches(thresholds.publicity) {
        format!("À ce montant, la procédure est adaptée, avec un avis publié : le seuil de publicité est de {publicity}.")
    } else {
        let publicity = written(thresholds.publicity?);
        format!("À ce montant, la procédure est adaptée ; en dessous de {publicity}, vous choisissez la publicité qui convient.")
    };
    Some(french::typography(&sentence))
}

fn written(threshold: Hundredths) -> String {
    french::euros_ht(Euros::from_cents(threshold.hundredths()))
}

/// Lists the facts; two that read one field are one question.
fn fields(engine: &Engine, assessment: &Assessment) -> Vec<FactField> {
    let mut fields: Vec<FactField> = Vec::new();
    for fact in &engine.catalogue.law.facts {
        let field = fact.field.name();
        if fields.iter().all(|known| known.field != field) {
            let lines = assessment.lines.iter().filter(|line| line.ask.iter().any(|asked| asked == field)).count();
            fields.push(FactField {
                field: field.to_owned(),
                question: french::typography(&fact.question),
                kind: field_kind(fact.kind),
                words: fact.words.iter().map(|word| FactWord { value: word.value.clone(), label: french::typography(&word.named) }).collect(),
                lines: lines.try_into().unwrap_or(u32::MAX),
            });
        }
    }
    fields
}

fn field_kind(kind: FactKind) -> FactFieldKind {
    match kind {
        FactKind::YesNo => FactFieldKind::YesNo,
        FactKind::Word => FactFieldKind::Word,
        FactKind::Amount => FactFieldKind::Amount,
        FactKind::Number => FactFieldKind::Number,
        FactKind::Day => FactFieldKind::Day,
        FactKind::Codes => FactFieldKind::Codes,
    }
}

fn questions(engine: &Engine, assessment: &Assessment) -> Vec<Question> {
    let asked = engine.catalogue.law.questions(assessment).into_iter().take(QUESTIONS);
    asked
        .map(|question| Question {
            field: question.field,
            question: question.question,
            why: question.why,
            lines: question.lines.len().try_into().unwrap_or(u32::MAX),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clausier_core::tender::TenderId;

    fn tender(estimate: Option<i64>, lots: &[Option<i64>]) -> Tender {
        let mut tender = Tender::new(TenderId(uuid::Uuid::nil()));
        tender.estimated_value_eur = estimate.map(Euros::whole);
        for (amount, number) in lots.iter().zip(1_u32..) {
            let lot = serde_json::json!({ "number": number, "estimated_value_eur": amount });
            tender.lots.push(serde_json::from_value(lot).expect("the test writes a lot"));
        }
        tender
    }

    #[test]
    fn the_lots_are_added_up_and_compared_with_the_estimate() {
        type Case<'a> = (Option<i64>, &'a [Option<i64>], &'a str, bool);
        let cases: [Case<'_>; 5] = [
            (Some(100), &[Some(60), Some(40)], "La somme des lots est égale à l’estimation.", true),
            (Some(100), &[Some(60), Some(30)], "La somme des lots (90 € HT) est inférieure de 10 € HT à l’estimation.", false),
            (Some(100), &[Some(60), Some(50)], "La somme des lots (110 € HT) dépasse l’estimation de 10 € HT.", false),
            (Some(100), &[Some(60), None], "1 lot n’a pas encore de montant ; les autres font 60 € HT.", false),
            (None, &[Some(60), Some(40)], "La somme des lots est de 100 € HT.", false),
        ];
        for (estimate, amounts, sentence, matches) in cases {
            let sum = lots(&tender(estimate, amounts)).expect("a lot has an amount");
            assert_eq!((sum.sentence.replace('\u{a0}', " ").as_str(), sum.matches), (sentence, matches));
        }
        assert_eq!(lots(&tender(Some(100), &[None])), None, "no amount, no sum");
    }

    #[test]
    fn an_amount_is_shown_again_as_it_can_be_typed() {
        for cents in [600_000_000, 15_000_050] {
            let shown = field(Euros::from_cents(cents));
            assert_eq!(Euros::parse(&shown), Ok(Euros::from_cents(cents)), "{shown}");
        }
    }
}

//! The terms of a lot: reservation, conditions of performance, award criteria, submission, appeals.

use clausier_core::tender::{Criterion, Lot, Variants};

use super::concerns::Concern;
use super::ledger::{LONG, Ledger, NAME};
use super::notice::Inputs;
use super::organisations::{Organisations, REVIEW, identification};
use super::strategic::{Strategic, criteria, word};
use super::text::clean;
use super::tree::{Element, extension};

/// Makes the terms of a lot, or of the whole without lots.
pub(super) fn terms(inputs: &Inputs<'_>, lot: Option<&Lot>, said: &Strategic, who: &Organisations, ledger: &mut Ledger<'_>) -> Option<Element> {
    Element::group("cac:TenderingTerms")
        .with(extension(scopes(inputs, ledger)))
        .with(variants(inputs, ledger))
        .with(ledger.take("BT-60", None).map(|code| Element::code("cbc:FundingProgramCode", "eu-funded", code)))
        .with(documents(inputs, ledger))
        .with(qualification(said, ledger))
        .with(execution(said, ledger))
        .with(awarding(inputs, lot, ledger))
        .with(recipient(who, ledger))
        .with(ledger.number("BT-98").map(|months| Element::group("cac:TenderValidityPeriod").with([months_of(months)])))
        .with(appeals(who, ledger))
        .with(languages(ledger))
        .with(after_award(ledger))
        .filled()
}

/// Directives on clean vehicles and on energy: from the duties that apply, or from the buyer.
fn scopes(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Vec<Element> {
    let applying = |ids: &[String]| ids.iter().find(|id| inputs.applying.contains(id)).cloned();
    let vehicles = applying(&inputs.rules.vehicle_duties);
    let energy = applying(&inputs.rules.energy_duties);
    vehicle_scope(inputs, vehicles, ledger).into_iter().chain(energy_scope(energy, ledger)).collect()
}

fn vehicle_scope(inputs: &Inputs<'_>, duty: Option<String>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let scope = ledger.take("BT-717", duty.as_ref().map(|_| "true".to_owned()));
    let inside = scope.as_deref() == Some("true");
    let known = inputs.nature_word().and_then(|nature| inputs.rules.code("vehicules", nature)).map(str::to_owned);
    let kind = ledger.take("BT-735", known.filter(|_| inside));
    if kind.is_some() && !inside {
        ledger.concern(Concern::WithoutScope { field: "BT-735".to_owned(), scope: "BT-717".to_owned() });
    }
    if let Some(duty) = duty.filter(|_| inside) {
        ledger.concern(Concern::Vehicles { duty, typed: kind.is_some() });
    }
    let kind = kind.filter(|_| inside).map(|code| Element::code("efbc:ProcurementCategoryCode", "cvd-contract-type", code));
    scope_element(scope?, "cvd-scope", kind)
}

fn energy_scope(duty: Option<String>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let scope = ledger.take("BT-810", duty.as_ref().map(|_| "true".to_owned()));
    let inside = scope.as_deref() == Some("true");
    let objects = ledger.given_codes("BT-811");
    ledger.note("BT-811", &objects);
    let basis = ledger.given("BT-811-base");
    if !objects.is_empty() && !inside {
        ledger.concern(Concern::WithoutScope { field: "BT-811".to_owned(), scope: "BT-810".to_owned() });
    }
    if let Some(duty) = duty.filter(|_| inside) {
        ledger.concern(Concern::Energy { duty });
    }
    let detail = |object: &String| {
        let legal = basis.clone().map(|code| Element::code("efbc:LegalFrameworkCode", "energy-efficiency-basis", code));
        Element::group("efac:ProcurementDetails").with([Element::code("efbc:AssetCategoryCode", "energy-efficiency-item", object)]).with(legal)
    };
    scope_element(scope?, "eed-scope", objects.iter().filter(|_| inside).map(detail))
}

fn scope_element(scope: String, list: &'static str, details: impl IntoIterator<Item = Element>) -> Option<Element> {
    let information = Element::group("efac:StrategicProcurementInformation").with(details).filled();
    let scope = Element::code("efbc:ApplicableLegalBasis", list, scope);
    Some(Element::group("efac:StrategicProcurement").with([scope]).with(information))
}

fn variants(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let word = inputs.tender.variants.map(|variants| match variants {
        Variants::NotAllowed => "not_allowed",
        Variants::Allowed => "allowed",
        Variants::Required => "required",
    });
    let code = word.and_then(|word| inputs.rules.code("variantes", word)).map(str::to_owned);
    ledger.take("BT-63", code).map(|code| Element::code("cbc:VariantConstraintCode", "permission", code))
}

/// Where the documents are; their reference is that of the tender.
fn documents(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let access = ledger.take("BT-14", None);
    let address = ledger.take("BT-15", None).or_else(|| ledger.take("BT-615", None));
    let reference = inputs.tender.reference.as_deref().map(|reference| clean(reference, NAME)).filter(|reference| !reference.is_empty());
    let id = ledger.take("OPT-140", Some(reference.unwrap_or_else(|| inputs.tender.id.to_string())))?;
    let address = address.map(|address| {
        let external = Element::group("cac:ExternalReference").with([Element::leaf("cbc:URI", address)]);
        Element::group("cac:Attachment").with([external])
    });
    let kind = Element::leaf("cbc:DocumentType", access?);
    Some(Element::group("cac:CallForTendersDocumentReference").with([Element::leaf("cbc:ID", id), kind]).with(address))
}

fn qualification(said: &Strategic, ledger: &mut Ledger<'_>) -> Vec<Element> {
    let requirement = |list: &'static str, code: &String| {
        Element::group("cac:SpecificTendererRequirement").with([Element::code("cbc:TendererRequirementTypeCode", list, code)])
    };
    let of = |requirements: Vec<Element>| Element::group("cac:TendererQualificationRequest").with(requirements).filled();
    let reserved = of(said.of("BT-71").iter().map(|code| requirement("reserved-procurement", code)).collect());
    let source = of(ledger.take("BT-821", None).iter().map(|code| requirement("selection-criteria-source", code)).collect());
    reserved.into_iter().chain(source).collect()
}

fn execution(said: &Strategic, ledger: &mut Ledger<'_>) -> Vec<Element> {
    let requirement = |list: &'static str, code: String| {
        Element::group("cac:ContractExecutionRequirement").with([Element::code("cbc:ExecutionRequirementCode", list, code)])
    };
    let language = ledger.rules.language.clone();
    let sheltered = said.of("BT-736").first().cloned().map(|code| requirement("reserved-execution", code));
    let conditions = said.conditions.clone().map(|text| {
        let described = Element::leaf("cbc:Description", text).saying("languageID", language);
        requirement("conditions", "performance".to_owned()).with([described])
    });
    ledger.note("OPT-060", conditions.as_ref().map(|_| "performance".to_owned()).as_slice());
    let invoice = ledger.take("BT-743", None).map(|code| requirement("einvoicing", code));
    let catalogue = ledger.take("BT-764", None).map(|code| requirement("ecatalog-submission", code));
    [sheltered, conditions, invoice, catalogue].into_iter().flatten().collect()
}

fn awarding(inputs: &Inputs<'_>, lot: Option<&Lot>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let criteria = criteria(inputs.tender, lot);
    let weights: Vec<f64> = criteria.iter().filter_map(|criterion| criterion.weight).collect();
    let sum: f64 = weights.iter().sum();
    if !weights.is_empty() && (sum - 100.0).abs() > 0.01 {
        ledger.concern(Concern::Weights { lot: lot.map(|lot| lot.number), sum: number(sum) });
    }
    let made: Vec<Element> = criteria.iter().filter_map(|one| criterion(one, inputs, ledger)).collect();
    let negotiated = ledger.flag("BT-120", None).map(|flag| Element::leaf("cbc:NoFurtherNegotiationIndicator", flag));
    Element::group("cac:AwardingTerms").with(negotiated).with(Element::group("cac:AwardingCriterion").with(made).filled()).filled()
}

/// One criterion; its sub-criteria are named in its description, since eForms has one level.
fn criterion(criterion: &Criterion, inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let label = criterion.label.as_deref().map(|label| clean(label, NAME)).filter(|label| !label.is_empty());
    let code = criterion.kind.and_then(|kind| inputs.rules.code("critere", word(kind))).map(str::to_owned);
    if code.is_none() {
        ledger.concern(Concern::CriterionWithoutKind { label: label.clone().unwrap_or_default() });
    }
    ledger.note("BT-539", code.as_slice());
    let text = description(criterion, inputs);
    ledger.note("BT-540", text.as_slice());
    let language = |element: Element| element.saying("languageID", inputs.rules.language.clone());
    let weight = criterion.weight.map(|weight| {
        let code = Element::code("efbc:ParameterCode", "number-weight", "per-exa");
        Element::group("efac:AwardCriterionParameter").with([code, Element::leaf("efbc:ParameterNumeric", number(weight))])
    });
    Element::group("cac:SubordinateAwardingCriterion")
        .with(extension(weight))
        .with(code.map(|code| Element::code("cbc:AwardingCriterionTypeCode", "award-criterion-type", code)))
        .with(label.map(|label| language(Element::leaf("cbc:Name", label))))
        .with(text.map(|text| language(Element::leaf("cbc:Description", text))))
        .filled()
}

fn description(criterion: &Criterion, inputs: &Inputs<'_>) -> Option<String> {
    let named = |one: &Criterion| {
        let label = one.label.as_deref()?.trim();
        let weight = one.weight.map(|weight| format!(" ({} %)", number(weight).replace('.', ","))).unwrap_or_default();
        (!label.is_empty()).then(|| format!("{label}{weight}"))
    };
    let subs: Vec<String> = criterion.sub.iter().filter_map(named).collect();
    let dont = (!subs.is_empty()).then(|| format!("{} : {}.", inputs.rules.phrase("dont"), subs.join(" ; ")));
    let asked = criterion.what_bidders_provide.as_deref().map(|text| format!("{} : {text}", inputs.rules.phrase("fournir")));
    let parts: Vec<String> = [criterion.label.clone(), dont, criterion.method.clone(), asked].into_iter().flatten().collect();
    Some(clean(&parts.join(" "), LONG)).filter(|text| !text.is_empty())
}

/// A number as XML Schema writes it, without useless decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn recipient(who: &Organisations, ledger: &mut Ledger<'_>) -> Option<Element> {
    let address = ledger.take("BT-18", None)?;
    let buyer = who.buyer.then(|| identification(super::organisations::BUYER));
    Some(Element::group("cac:TenderRecipientParty").with([Element::leaf("cbc:EndpointID", address)]).with(buyer))
}

fn months_of(months: String) -> Element {
    Element::leaf("cbc:DurationMeasure", months).saying("unitCode", "MONTH")
}

fn appeals(who: &Organisations, ledger: &mut Ledger<'_>) -> Option<Element> {
    let language = ledger.rules.language.clone();
    let period = ledger.take("BT-99", None).map(|text| {
        let described = Element::leaf("cbc:Description", text).saying("languageID", language);
        Element::group("cac:PresentationPeriod").with([described])
    });
    let receiver = who.review.then(|| Element::group("cac:AppealReceiverParty").with([identification(REVIEW)]));
    Element::group("cac:AppealTerms").with(period).with(receiver).filled()
}

fn languages(ledger: &mut Ledger<'_>) -> Vec<Element> {
    let codes = ledger.given_codes("BT-97");
    ledger.note("BT-97", &codes);
    codes.into_iter().map(|code| Element::group("cac:Language").with([Element::leaf("cbc:ID", code)])).collect()
}

fn after_award(ledger: &mut Ledger<'_>) -> Option<Element> {
    let ordering = ledger.flag("BT-92", None).map(|flag| Element::leaf("cbc:ElectronicOrderUsageIndicator", flag));
    let payment = ledger.flag("BT-93", None).map(|flag| Element::leaf("cbc:ElectronicPaymentUsageIndicator", flag));
    Element::group("cac:PostAwardProcess").with(ordering).with(payment).filled()
}

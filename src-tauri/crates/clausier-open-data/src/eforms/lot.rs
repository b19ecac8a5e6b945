//! One lot of a notice; a consultation without lots is the lot `LOT-0000`.

use clausier_core::tender::{ContractForm, Lot};

use super::ledger::Ledger;
use super::notice::Inputs;
use super::organisations::Organisations;
use super::tree::Element;
use super::{project, strategic, terms};

/// Makes a lot.
pub(super) fn lot(inputs: &Inputs<'_>, lot: Option<&Lot>, who: &Organisations, ledger: &mut Ledger<'_>) -> Element {
    let said = strategic::strategic(inputs, lot, ledger);
    let id = format!("LOT-{:04}", lot.map_or(0, |lot| lot.number));
    ledger.note("BT-137", std::slice::from_ref(&id));
    Element::group("cac:ProcurementProjectLot")
        .with([Element::leaf("cbc:ID", id).saying("schemeName", "Lot")])
        .with(terms::terms(inputs, lot, &said, who, ledger))
        .with(process(inputs, ledger))
        .with(project::of_lot(inputs, lot, &said, ledger).filled())
}

/// How offers are received, and which techniques are used.
fn process(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let holders = inputs.tender.framework.as_ref().and_then(|framework| framework.max_holders);
    let holders = holders.map(|count| Element::leaf("cbc:MaximumOperatorQuantity", count.to_string()));
    let auction = ledger.flag("BT-767", technique(inputs, "Enchère électronique"));
    let auction = auction.map(|flag| Element::group("cac:AuctionTerms").with([Element::leaf("cbc:AuctionConstraintIndicator", flag)]));
    Element::group("cac:TenderingProcess")
        .with(ledger.take("BT-17", None).map(|code| Element::code("cbc:SubmissionMethodCode", "esubmission", code)))
        .with(ledger.flag("BT-115", None).map(|flag| Element::leaf("cbc:GovernmentAgreementConstraintIndicator", flag)))
        .with(period("cac:TenderSubmissionDeadlinePeriod", "BT-131", ledger))
        .with(period("cac:ParticipationRequestReceptionPeriod", "BT-1311", ledger))
        .with(auction)
        .with(Element::group("cac:FrameworkAgreement").with(holders).filled())
        .with(systems(inputs, ledger))
        .filled()
}

fn period(name: &'static str, field: &str, ledger: &mut Ledger<'_>) -> Option<Element> {
    let (day, hour) = ledger.instant(field)?;
    Some(Element::group(name).with([Element::leaf("cbc:EndDate", day), Element::leaf("cbc:EndTime", hour)]))
}

/// Whether a technique is used, once the file says which are.
fn technique(inputs: &Inputs<'_>, name: &str) -> Option<bool> {
    let techniques = &inputs.tender.publication.as_ref()?.techniques;
    (!techniques.is_empty()).then(|| techniques.iter().any(|one| one == name))
}

fn systems(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Vec<Element> {
    let system =
        |list: &'static str, code: String| Element::group("cac:ContractingSystem").with([Element::code("cbc:ContractingSystemTypeCode", list, code)]);
    let framework = ledger.take("BT-765", framework(inputs)).map(|code| system("framework-agreement", code));
    // Which dynamic purchasing system is not in the file; only its absence is.
    let dynamic = technique(inputs, "Système d'acquisition dynamique").filter(|used| !used).map(|_| "none".to_owned());
    let dynamic = ledger.take("BT-766", dynamic).map(|code| system("dps-usage", code));
    framework.into_iter().chain(dynamic).collect()
}

/// A contract that is a framework agreement and whose form does not say how is left out.
fn framework(inputs: &Inputs<'_>) -> Option<String> {
    let word = match inputs.tender.contract_form? {
        ContractForm::Ordinary => "ordinary",
        ContractForm::Orders => "orders",
        ContractForm::Subsequent => "subsequent",
        ContractForm::Mixed => "mixed",
        ContractForm::Phased => "phased",
        ContractForm::DesignBuild => "design_build",
    };
    let code = inputs.rules.code("forme", word)?;
    (code != "none" || inputs.tender.framework_agreement != Some(true)).then(|| code.to_owned())
}

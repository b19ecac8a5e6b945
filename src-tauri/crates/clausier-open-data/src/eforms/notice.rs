//! The whole notice.

use std::collections::BTreeMap;

use clausier_core::clauses::PublishedValue;
use clausier_core::notices::{NoticeRules, NoticeType};
use clausier_core::tender::{ActsAs, BuyerKind, ClauseKind, Nature, Procedure, Tender};
use uuid::{Builder, Uuid};

use super::asked::Asked;
use super::concerns::Concern;
use super::ledger::Ledger;
use super::organisations::{BUYER, identification, organisations};
use super::tree::{Element, document, extension};
use super::{lot, project, text};

/// What a clause says in a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ClauseSaid {
    pub title: String,
    pub kind: ClauseKind,
    /// Codes of its subject; empty when nothing is declared for it.
    pub values: Vec<PublishedValue>,
    /// What is to be checked of them.
    pub note: Option<String>,
}

/// What a notice is made of.
pub struct Inputs<'a> {
    /// The tender.
    pub tender: &'a Tender,
    /// Codes and required fields.
    pub rules: &'a NoticeRules,
    /// What a clause of the library says, by identifier.
    pub clause: &'a dyn Fn(&str) -> Option<ClauseSaid>,
    /// Duties that apply to the tender.
    pub applying: &'a [String],
    /// Those among them that the file does not cover yet.
    pub uncovered: &'a [String],
}

/// What was made, and what is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Export {
    pub xml: Vec<u8>,
    /// A required field is missing: the notice cannot be sent.
    pub draft: bool,
    /// Fields that this kind of notice requires and the tender does not know.
    pub missing: Vec<String>,
    pub concerns: Vec<Concern>,
    /// What the buyer may give, in the order of the notice.
    pub asked: Vec<Asked>,
}

impl Inputs<'_> {
    /// The word of the tender file for its nature.
    pub(super) fn nature_word(&self) -> Option<&'static str> {
        self.tender.nature.map(|nature| match nature {
            Nature::Works => "works",
            Nature::Supplies => "supplies",
            Nature::Services => "services",
            Nature::SpecialServices => "special_services",
            Nature::WorksConcession => "works_concession",
            Nature::ServicesConcession => "services_concession",
        })
    }

    fn procedure_word(&self) -> Option<&str> {
        self.tender.publication.as_ref()?.procedure_type.as_deref()
    }
}

/// Writes the notice of a tender. The same tender gives the same bytes.
pub fn write(inputs: &Inputs<'_>) -> Export {
    let nothing = BTreeMap::new();
    let given = inputs.tender.publication.as_ref().map_or(&nothing, |publication| &publication.notice);
    let mut ledger = Ledger::new(inputs.rules, given);
    let kind = inputs.rules.of_case(case(inputs));
    let who = organisations(inputs.tender, &mut ledger);
    let mut children: Vec<Element> = extension(subtype(kind, &mut ledger).into_iter().chain(who.element.clone())).into_iter().collect();
    children.extend(heading(inputs, kind, &mut ledger));
    children.push(contracting_party(inputs, who.buyer, &mut ledger));
    children.extend(exclusion(&mut ledger));
    children.extend(procedure(inputs, &mut ledger));
    children.push(project::of_procedure(inputs, &mut ledger));
    let lots = &inputs.tender.lots;
    if lots.is_empty() {
        children.push(lot::lot(inputs, None, &who, &mut ledger));
    }
    children.extend(lots.iter().map(|one| lot::lot(inputs, Some(one), &who, &mut ledger)));
    duties(&children, inputs, &mut ledger);
    let asked = ledger.asked(kind);
    let (missing, concerns) = ledger.close(kind, lots.len());
    Export { xml: document(&children), draft: !missing.is_empty(), missing, concerns, asked }
}

/// Which kind of notice a consultation calls for.
fn case(inputs: &Inputs<'_>) -> &'static str {
    let tender = inputs.tender;
    let sectoral = tender.buyer.as_ref().is_some_and(|buyer| {
        buyer.acts_as == Some(ActsAs::ContractingEntity) || (buyer.acts_as.is_none() && buyer.kind == Some(BuyerKind::ContractingEntity))
    });
    let adapted = tender.procedure == Some(Procedure::Adapted) || inputs.procedure_word() == Some("adapted");
    match (tender.nature, tender.defence) {
        (Some(Nature::WorksConcession | Nature::ServicesConcession), _) => "concession",
        (_, Some(true)) => "defense",
        (Some(Nature::SpecialServices), _) if sectoral => "assoupli_sectoriel",
        (Some(Nature::SpecialServices), _) => "assoupli",
        _ if adapted => "volontaire",
        _ if sectoral => "sectoriel",
        _ => "general",
    }
}

fn subtype(kind: Option<&NoticeType>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let code = ledger.take("OPP-070", kind.map(|kind| kind.code.clone()))?;
    Some(Element::group("efac:NoticeSubType").with([Element::code("cbc:SubTypeCode", "notice-subtype", code)]))
}

fn heading(inputs: &Inputs<'_>, kind: Option<&NoticeType>, ledger: &mut Ledger<'_>) -> Vec<Element> {
    let rules = inputs.rules;
    let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let ubl = ledger.take("OPT-001", known(&rules.ubl)).map(|version| Element::leaf("cbc:UBLVersionID", version));
    let sdk = ledger.take("OPT-002", known(&rules.sdk)).map(|version| Element::leaf("cbc:CustomizationID", version));
    let notice = ledger.take("BT-701", Some(own_id(inputs.tender, "BT-701"))).map(|id| Element::leaf("cbc:ID", id).saying("schemeName", "notice-id"));
    let folder = ledger.take("BT-04", Some(folder_id(inputs.tender))).map(|id| Element::leaf("cbc:ContractFolderID", id));
    let version = ledger.take("BT-757", Some("01".to_owned())).map(|version| Element::leaf("cbc:VersionID", version));
    let basis = ledger.take("BT-01", kind.and_then(|kind| kind.basis.clone())).map(|basis| Element::leaf("cbc:RegulatoryDomain", basis));
    let form = ledger.take("BT-02", kind.and_then(|kind| kind.notice.clone())).map(|form| Element::code("cbc:NoticeTypeCode", "competition", form));
    let language = ledger.take("BT-702", known(&rules.language)).map(|language| Element::leaf("cbc:NoticeLanguageCode", language));
    let sent = dispatch(inputs, ledger);
    [ubl, sdk, notice, folder].into_iter().flatten().chain(sent).chain([version, basis, form, language].into_iter().flatten()).collect()
}

/// The day is that of the consultation; the hour is known when the notice is sent.
fn dispatch(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Vec<Element> {
    if let Some((day, hour)) = ledger.instant("BT-05") {
        return vec![Element::leaf("cbc:IssueDate", day), Element::leaf("cbc:IssueTime", hour)];
    }
    let known = inputs.tender.consultation_on.and_then(text::day).map(|day| Element::leaf("cbc:IssueDate", day));
    known.into_iter().collect()
}

/// An identifier of the fourth version, as the official rule asks, and the same each time.
fn own_id(tender: &Tender, field: &str) -> String {
    let bytes = Uuid::new_v5(&tender.id.0, field.as_bytes()).into_bytes();
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}

fn folder_id(tender: &Tender) -> String {
    if tender.id.0.get_version_num() == 4 { tender.id.to_string() } else { own_id(tender, "BT-04") }
}

fn contracting_party(inputs: &Inputs<'_>, known: bool, ledger: &mut Ledger<'_>) -> Element {
    let word = inputs.tender.buyer.as_ref().and_then(|buyer| buyer.kind).and_then(|kind| match kind {
        BuyerKind::State => Some("state"),
        BuyerKind::StateEstablishment => Some("state_establishment"),
        BuyerKind::LocalAuthority => Some("local_authority"),
        BuyerKind::LocalEstablishment => Some("local_establishment"),
        BuyerKind::Hospital => Some("hospital"),
        BuyerKind::ContractingEntity | BuyerKind::OtherContractingAuthority => None,
    });
    let legal = ledger.take("BT-11", word.and_then(|word| inputs.rules.code("acheteur", word)).map(str::to_owned));
    let legal = legal.map(|code| Element::code("cbc:PartyTypeCode", "buyer-legal-type", code));
    let activity = ledger.take("BT-10", None).map(|code| Element::code("cbc:ActivityTypeCode", "authority-activity", code));
    Element::group("cac:ContractingParty")
        .with(Element::group("cac:ContractingPartyType").with(legal).filled())
        .with(Element::group("cac:ContractingActivity").with(activity).filled())
        .with([Element::group("cac:Party").with(known.then(|| identification(BUYER)))])
}

fn exclusion(ledger: &mut Ledger<'_>) -> Option<Element> {
    let code = ledger.take("BT-806", None)?;
    let code = Element::code("cbc:TendererRequirementTypeCode", "exclusion-grounds-source", code);
    let requirement = Element::group("cac:SpecificTendererRequirement").with([code]);
    Some(Element::group("cac:TenderingTerms").with([Element::group("cac:TendererQualificationRequest").with([requirement])]))
}

fn procedure(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let word = inputs.procedure_word();
    let code = word.and_then(|word| inputs.rules.code("procedure", word)).map(str::to_owned);
    let code = ledger.take("BT-105", code);
    if let Some(word) = word.filter(|_| code.is_none()) {
        ledger.concern(Concern::ProcedureWithoutCode { word: word.to_owned() });
    }
    if inputs.tender.procedure == Some(Procedure::NoCompetition) || word == Some("no_competition") {
        ledger.concern(Concern::NoCompetition);
    }
    let reason = ledger.take("BT-1351", None);
    let language = inputs.rules.language.clone();
    let accelerated = ledger.flag("BT-106", None).map(|flag| {
        let reason = reason.map(|text| Element::leaf("cbc:ProcessReason", text).saying("languageID", language));
        Element::group("cac:ProcessJustification").with([Element::code("cbc:ProcessReasonCode", "accelerated-procedure", flag)]).with(reason)
    });
    let code = code.map(|code| Element::code("cbc:ProcedureCode", "procurement-procedure-type", code));
    Element::group("cac:TenderingProcess").with(code).with(accelerated).filled()
}

/// A notice that declares nothing contradicts a duty that the file does not cover yet.
fn duties(children: &[Element], inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) {
    let open = |ids: &[String]| ids.iter().filter(|id| inputs.uncovered.contains(id)).cloned().collect::<Vec<_>>();
    let declared = |code: &str| children.iter().any(|child| child.holds(code));
    let environment = open(&inputs.rules.environmental_duties);
    if !environment.is_empty() && !declared("env-imp") {
        ledger.concern(Concern::NoEnvironment { duties: environment });
    }
    let social = open(&inputs.rules.social_duties);
    if !social.is_empty() && !declared("soc-obj") {
        ledger.concern(Concern::NoSocial { duties: social });
    }
}

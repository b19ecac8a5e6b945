//! Fields of the tender file that a fact may read.

use std::borrow::Cow;

use super::fact::typed_number;
use super::value::Value;
use super::{FactKind, FactRecord, Hundredths};
use crate::tender::{ActsAs, Buyer, BuyerKind, ContractForm, Framework, Nature, Procedure, Scalar, Stage, Tender, Variants};

/// A field of the tender file, or an answer of the interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// A field of the contract.
    Known(KnownField),
    /// `needs.answers.<id>`.
    Answer {
        /// Its path, as the contract writes it.
        path: String,
        /// The identifier alone.
        id: String,
    },
}

const ANSWERS: &str = "needs.answers.";

impl Field {
    /// Reads a path of the tender file.
    pub fn parse(path: &str) -> Option<Self> {
        if let Some(id) = path.strip_prefix(ANSWERS).filter(|id| !id.is_empty()) {
            return Some(Self::Answer { path: path.to_owned(), id: id.to_owned() });
        }
        KnownField::ALL.iter().find(|field| field.path() == path).copied().map(Self::Known)
    }

    /// Returns the name by which the fact is asked for: that of the field to fill in.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(KnownField::TotalDurationMonths) => KnownField::DurationMonths.path(),
            Self::Known(field) => field.path(),
            Self::Answer { path, .. } => path,
        }
    }

    /// Returns the same name, to be kept: that of a field of the contract costs nothing.
    pub(super) fn kept_name(&self) -> Cow<'static, str> {
        match self {
            Self::Known(KnownField::TotalDurationMonths) => Cow::Borrowed(KnownField::DurationMonths.path()),
            Self::Known(field) => Cow::Borrowed(field.path()),
            Self::Answer { path, .. } => Cow::Owned(path.clone()),
        }
    }

    /// Returns what the field holds; an answer may hold anything but a day or codes.
    pub fn kind(&self) -> Option<FactKind> {
        match self {
            Self::Known(field) => Some(field.kind()),
            Self::Answer { .. } => None,
        }
    }

    /// Reads the field in a tender; `None` = not known yet.
    pub(super) fn read<'a>(&self, tender: &'a Tender, fact: &'a FactRecord) -> Option<Value<'a>> {
        match self {
            Self::Known(field) => field.read(tender),
            Self::Answer { id, .. } => answer(tender.needs.as_ref()?.answers.get(id)?, fact),
        }
    }
}

/// Reads an answer as the fact expects it; an answer that does not fit is not known.
fn answer<'a>(answer: &'a Scalar, fact: &'a FactRecord) -> Option<Value<'a>> {
    match (fact.kind, answer) {
        (FactKind::YesNo, Scalar::Flag(flag)) => Some(Value::Flag(*flag)),
        (FactKind::YesNo, Scalar::Text(text)) => yes_or_no(text).map(Value::Flag),
        (FactKind::Amount | FactKind::Number, Scalar::Number(number)) => Hundredths::rounded(*number).map(Value::Number),
        (FactKind::Amount | FactKind::Number, Scalar::Text(text)) => typed_number(text).map(Value::Number),
        (FactKind::Word, Scalar::Text(text)) => {
            let means = |word: &&super::WordRecord| word.value == *text || word.word == *text;
            fact.words.iter().find(means).map(|word| Value::Word(&word.value))
        }
        (FactKind::YesNo | FactKind::Amount | FactKind::Number | FactKind::Word, Scalar::Flag(_) | Scalar::Number(_))
        | (FactKind::Day | FactKind::Codes, _) => None,
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim() {
        "oui" | "Oui" | "true" => Some(true),
        "non" | "Non" | "false" => Some(false),
        _ => None,
    }
}

macro_rules! fields {
    ($($name:ident = $path:literal, $kind:ident;)*) => {
        /// A field of the contract that the law may read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)] // Names are those of the contract.
        pub enum KnownField { $($name,)* }

        impl KnownField {
            /// Every field, in the order of the tender file.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns its path in the tender file.
            pub const fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }

            /// Returns what it holds.
            pub const fn kind(self) -> FactKind {
                match self { $(Self::$name => FactKind::$kind,)* }
            }
        }
    };
}

fields! {
    BuyerKind = "buyer.kind", Word;
    ActsAs = "buyer.acts_as", Word;
    OperatingExpenditureOver60m = "buyer.operating_expenditure_over_60m", YesNo;
    AnnualPurchases = "buyer.annual_purchases_eur", Amount;
    Population = "buyer.population", Number;
    Nature = "nature", Word;
    EstimatedValue = "estimated_value_eur", Amount;
    Cpv = "cpv", Codes;
    Procedure = "procedure", Word;
    ConsultationOn = "consultation_on", Day;
    NotifiedOn = "notified_on", Day;
    BuildingPermitOn = "building_permit_on", Day;
    DurationMonths = "duration_months", Number;
    TotalDurationMonths = "total_duration_months", Number;
    ContractForm = "contract_form", Word;
    FrameworkMinimum = "framework.minimum_eur", Amount;
    FrameworkMaximum = "framework.maximum_eur", Amount;
    FrameworkMaximumQuantity = "framework.maximum_quantity", YesNo;
    FrameworkAgreement = "framework_agreement", YesNo;
    GlobalContract = "global_contract", YesNo;
    Variants = "variants", Word;
    Defence = "defence", YesNo;
    Innovative = "innovative", YesNo;
    RenewableEnergy = "renewable_energy", YesNo;
    EntrustsPublicService = "entrusts_public_service", YesNo;
    UsedByPeople = "used_by_people", YesNo;
    CollectiveCatering = "collective_catering", YesNo;
    StaffTransfer = "staff_transfer", YesNo;
    OnBuyerSite = "on_buyer_site", YesNo;
    EnergyPerformanceInScope = "energy_performance_in_scope", YesNo;
    FloorArea = "floor_area_m2", Number;
    HolderIsSme = "holder_is_sme", YesNo;
    Lots = "lots", Number;
    ProcedureType = "publication.procedure_type", Word;
    Ccag = "publication.ccag", Word;
    Stage = "stage", Word;
}

impl KnownField {
    fn read(self, tender: &Tender) -> Option<Value<'_>> {
        let buyer = tender.buyer.as_ref();
        let framework = tender.framework.as_ref();
        match self {
            Self::BuyerKind => buyer?.kind.map(buyer_kind).map(Value::Word),
            Self::ActsAs => buyer?.acts_as.map(acts_as).map(Value::Word),
            Self::OperatingExpenditureOver60m => flag(buyer?.operating_expenditure_over_60m),
            Self::AnnualPurchases => number(buyer.and_then(|one: &Buyer| one.annual_purchases_eur)),
            Self::Population => number(buyer?.population),
            Self::Nature => tender.nature.map(nature).map(Value::Word),
            Self::EstimatedValue => number(tender.value_of_need()),
            Self::Cpv => Some(tender.all_cpv()).filter(|codes| !codes.is_empty()).map(Value::Codes),
            Self::Procedure => tender.procedure.map(procedure).map(Value::Word),
            Self::ConsultationOn => tender.consultation_on.map(Value::Day),
            Self::NotifiedOn => tender.notified_on.map(Value::Day),
            Self::BuildingPermitOn => tender.building_permit_on.map(Value::Day),
            Self::DurationMonths => number(tender.duration_months),
            Self::TotalDurationMonths => number(total_duration(tender)),
            Self::ContractForm => tender.contract_form.map(contract_form).map(Value::Word),
            Self::FrameworkMinimum => number(framework?.minimum_eur),
            Self::FrameworkMaximum => number(framework?.maximum_eur),
            Self::FrameworkMaximumQuantity => flag(quantity(framework?)),
            Self::FrameworkAgreement => flag(tender.framework_agreement),
            Self::GlobalContract => flag(tender.global_contract),
            Self::Variants => tender.variants.map(variants).map(Value::Word),
            Self::Defence => flag(tender.defence),
            Self::Innovative => flag(tender.innovative),
            Self::RenewableEnergy => flag(tender.renewable_energy),
            Self::EntrustsPublicService => flag(tender.entrusts_public_service),
            Self::UsedByPeople => flag(tender.used_by_people),
            Self::CollectiveCatering => flag(tender.collective_catering),
            Self::StaffTransfer => flag(tender.staff_transfer),
            Self::OnBuyerSite => flag(tender.on_buyer_site),
            Self::EnergyPerformanceInScope => flag(tender.energy_performance_in_scope),
            Self::FloorArea => tender.floor_area_m2.and_then(Hundredths::rounded).map(Value::Number),
            Self::HolderIsSme => flag(tender.holder_is_sme),
            Self::Lots => u32::try_from(tender.lots.len()).ok().filter(|count| *count > 0).and_then(|count| number(Some(count))),
            Self::ProcedureType => word(tender.publication.as_ref()?.procedure_type.as_deref()),
            Self::Ccag => word(tender.publication.as_ref()?.ccag.as_deref()),
            Self::Stage => tender.stage.map(stage).map(Value::Word),
        }
    }
}

fn flag<'a>(known: Option<bool>) -> Option<Value<'a>> {
    known.map(Value::Flag)
}

fn number<'a>(known: Option<impl Into<Hundredths>>) -> Option<Value<'a>> {
    known.map(|number| Value::Number(number.into()))
}

fn word(known: Option<&str>) -> Option<Value<'_>> {
    known.filter(|word| !word.is_empty()).map(Value::Word)
}

/// Tells whether a maximum quantity is written; a blank one is not known yet.
fn quantity(framework: &Framework) -> Option<bool> {
    framework.maximum_quantity.as_ref().filter(|scalar| !scalar.is_blank()).map(|_| true)
}

/// Returns the duration with every renewal; the renewals are left out while they are not known.
fn total_duration(tender: &Tender) -> Option<u32> {
    let renewed = tender.renewals.as_ref().and_then(|renewals| renewals.count?.checked_mul(renewals.months_each?));
    tender.duration_months.map(|months| months.saturating_add(renewed.unwrap_or(0)))
}

const fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Works => "works",
        Nature::Supplies => "supplies",
        Nature::Services => "services",
        Nature::SpecialServices => "special_services",
        Nature::WorksConcession => "works_concession",
        Nature::ServicesConcession => "services_concession",
    }
}

const fn buyer_kind(kind: BuyerKind) -> &'static str {
    match kind {
        BuyerKind::State => "state",
        BuyerKind::StateEstablishment => "state_establishment",
        BuyerKind::LocalAuthority => "local_authority",
        BuyerKind::LocalEstablishment => "local_establishment",
        BuyerKind::Hospital => "hospital",
        BuyerKind::ContractingEntity => "contracting_entity",
        BuyerKind::OtherContractingAuthority => "other_contracting_authority",
    }
}

const fn acts_as(acts_as: ActsAs) -> &'static str {
    match acts_as {
        ActsAs::ContractingAuthority => "contracting_authority",
        ActsAs::ContractingEntity => "contracting_entity",
    }
}

const fn procedure(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::NoCompetition => "no_competition",
        Procedure::Adapted => "adapted",
        Procedure::Formal => "formal",
    }
}

const fn contract_form(form: ContractForm) -> &'static str {
    match form {
        ContractForm::Ordinary => "ordinary",
        ContractForm::Orders => "orders",
        ContractForm::Subsequent => "subsequent",
        ContractForm::Mixed => "mixed",
        ContractForm::Phased => "phased",
        ContractForm::DesignBuild => "design_build",
    }
}

const fn variants(variants: Variants) -> &'static str {
    match variants {
        Variants::NotAllowed => "not_allowed",
        Variants::Allowed => "allowed",
        Variants::Required => "required",
    }
}

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Need => "need",
        Stage::Drafting => "drafting",
        Stage::Published => "published",
        Stage::Notified => "notified",
        Stage::Executing => "executing",
        Stage::Closed => "closed",
        Stage::Abandoned => "abandoned",
    }
}

/// Every word that a field of closed words may hold, for the check of the catalogue; `None` = free.
impl KnownField {
    /// Lists the words of the contract for a field of closed words.
    pub fn words(self) -> Option<&'static [&'static str]> {
        match self {
            Self::BuyerKind => Some(&[
                "state",
                "state_establishment",
                "local_authority",
                "local_establishment",
                "hospital",
                "contracting_entity",
                "other_contracting_authority",
            ]),
            Self::ActsAs => Some(&["contracting_authority", "contracting_entity"]),
            Self::Nature => Some(&["works", "supplies", "services", "special_services", "works_concession", "services_concession"]),
            Self::Procedure => Some(&["no_competition", "adapted", "formal"]),
            Self::ContractForm => Some(&["ordinary", "orders", "subsequent", "mixed", "phased", "design_build"]),
            Self::Variants => Some(&["not_allowed", "allowed", "required"]),
            Self::Stage => Some(&["need", "drafting", "published", "notified", "executing", "closed", "abandoned"]),
            Self::ProcedureType => Some(&["open", "restricted", "negotiated", "competitive_dialogue", "adapted", "quotes", "no_competition"]),
            Self::OperatingExpenditureOver60m
            | Self::AnnualPurchases
            | Self::Population
            | Self::EstimatedValue
            | Self::Cpv
            | Self::ConsultationOn
            | Self::NotifiedOn
            | Self::BuildingPermitOn
            | Self::DurationMonths
            | Self::TotalDurationMonths
            | Self::FrameworkMinimum
            | Self::FrameworkMaximum
            | Self::FrameworkMaximumQuantity
            | Self::FrameworkAgreement
            | Self::GlobalContract
            | Self::Defence
            | Self::Innovative
            | Self::RenewableEnergy
            | Self::EntrustsPublicService
            | Self::UsedByPeople
            | Self::CollectiveCatering
            | Self::StaffTransfer
            | Self::OnBuyerSite
            | Self::EnergyPerformanceInScope
            | Self::FloorArea
            | Self::HolderIsSme
            | Self::Lots
            | Self::Ccag => None,
        }
    }
}

//! The tender file of the contract (`clausier/tender/1`): the one shape used on disk, in the store,
//! on the command line and in the window. An absent field means *not known yet*, never a default.

mod award;
mod buyer;
mod criteria;
mod documents;
mod faults;
mod form;
mod ids;
mod lots;
mod money;
mod own_clause;
mod parameter;
mod scalar;
mod selection;
mod siret;
mod words;

pub use award::{Award, Execution, Holder, Quote};
pub use buyer::{ActsAs, Buyer, BuyerKind};
pub use criteria::{Criterion, CriterionKind};
pub use documents::{DocumentKind, TenderDocument};
pub use faults::{Doubt, Fault};
pub use form::{
    ContractForm, Framework, JointPurchase, JointPurchaseKind, JointPurchaseMember, Nature, Procedure, Renewals, Stage, SupplementaryService,
    Tranche, TrancheKind, Variants,
};
pub use ids::{SchemaName, TenderId};
pub use lots::{Insertion, InsertionBasis, Lot, ReservedFor};
pub use money::{Euros, EurosError};
pub use own_clause::CarriedClause;
pub use parameter::{Parameter, ParameterDefault, ParameterKind};
pub use scalar::Scalar;
pub use selection::{Considerations, InvokedException, Level, Needs, Place, Publication, Selection, SetAside};
pub use siret::{SiretDoubt, check_siret};
pub use words::{ClauseKind, Family, Theme};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One purchase, from the need to the end of its execution.
///
/// `estimated_value_eur` is the value of the **whole need** (lots, options, renewals), excluding VAT
/// (articles R2121-1 to R2121-9 of the Code de la commande publique).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // Field names are those of the contract, which defines them.
pub struct Tender {
    pub schema: SchemaName,
    pub id: TenderId,
    #[serde(default)]
    pub reference: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub buyer: Option<Buyer>,
    #[serde(default)]
    pub department: Option<String>,
    #[serde(default)]
    pub nature: Option<Nature>,
    #[serde(default)]
    pub estimated_value_eur: Option<Euros>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<String>))]
    pub cpv: Vec<String>,
    #[serde(default)]
    pub procedure: Option<Procedure>,
    #[serde(default)]
    pub consultation_on: Option<NaiveDate>,
    #[serde(default)]
    pub notified_on: Option<NaiveDate>,
    #[serde(default)]
    pub building_permit_on: Option<NaiveDate>,
    #[serde(default)]
    pub duration_months: Option<u32>,
    #[serde(default)]
    pub renewals: Option<Renewals>,
    #[serde(default)]
    pub contract_form: Option<ContractForm>,
    #[serde(default)]
    pub framework: Option<Framework>,
    #[serde(default)]
    pub framework_agreement: Option<bool>,
    #[serde(default)]
    pub global_contract: Option<bool>,
    #[serde(default)]
    pub variants: Option<Variants>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<SupplementaryService>))]
    pub supplementary_services: Vec<SupplementaryService>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<Tranche>))]
    pub tranches: Vec<Tranche>,
    #[serde(default)]
    pub joint_purchase: Option<JointPurchase>,
    #[serde(default)]
    pub defence: Option<bool>,
    #[serde(default)]
    pub innovative: Option<bool>,
    #[serde(default)]
    pub renewable_energy: Option<bool>,
    #[serde(default)]
    pub entrusts_public_service: Option<bool>,
    #[serde(default)]
    pub used_by_people: Option<bool>,
    #[serde(default)]
    pub collective_catering: Option<bool>,
    #[serde(default)]
    pub staff_transfer: Option<bool>,
    #[serde(default)]
    pub on_buyer_site: Option<bool>,
    #[serde(default)]
    pub energy_performance_in_scope: Option<bool>,
    #[serde(default)]
    #[cfg_attr(feature = "specta", specta(type = Option<i32>))]
    pub floor_area_m2: Option<f64>,
    #[serde(default)]
    pub holder_is_sme: Option<bool>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<Lot>))]
    pub lots: Vec<Lot>,
    /// Insertion hours of a contract without lots; each lot has its own otherwise.
    #[serde(default)]
    pub insertion: Option<Insertion>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<TenderDocument>))]
    pub documents: Vec<TenderDocument>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<InvokedException>))]
    pub exceptions: Vec<InvokedException>,
    #[serde(default)]
    pub needs: Option<Needs>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<Selection>))]
    pub selections: Vec<Selection>,
    /// What the file must know of the organisation's own clauses that it keeps, beside their text.
    #[serde(default, deserialize_with = "scalar::null_as_default", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "specta", specta(type = Vec<CarriedClause>))]
    pub own_clauses: Vec<CarriedClause>,
    /// Clauses that the buyer looked at and left out, with the reason: it must survive any pruning.
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<SetAside>))]
    pub set_aside: Vec<SetAside>,
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<Criterion>))]
    pub criteria: Vec<Criterion>,
    #[serde(default)]
    pub publication: Option<Publication>,
    /// Quotes asked for in a purchase without publicity: the record that the file keeps.
    #[serde(default, deserialize_with = "scalar::null_as_default")]
    #[cfg_attr(feature = "specta", specta(type = Vec<Quote>))]
    pub quotes: Vec<Quote>,
    #[serde(default)]
    pub award: Option<Award>,
    #[serde(default)]
    pub execution: Option<Execution>,
    #[serde(default)]
    pub stage: Option<Stage>,
    /// True for the tenders that Clausier ships: they never count in a figure and are never shared.
    #[serde(default)]
    pub sample: Option<bool>,
}

impl Tender {
    /// Returns an empty tender: nothing is known yet but its identity.
    pub fn new(id: TenderId) -> Self {
        Self {
            schema: SchemaName::Tender1,
            id,
            reference: None,
            title: None,
            buyer: None,
            department: None,
            nature: None,
            estimated_value_eur: None,
            cpv: Vec::new(),
            procedure: None,
            consultation_on: None,
            notified_on: None,
            building_permit_on: None,
            duration_months: None,
            renewals: None,
            contract_form: None,
            framework: None,
            framework_agreement: None,
            global_contract: None,
            variants: None,
            supplementary_services: Vec::new(),
            tranches: Vec::new(),
            joint_purchase: None,
            defence: None,
            innovative: None,
            renewable_energy: None,
            entrusts_public_service: None,
            used_by_people: None,
            collective_catering: None,
            staff_transfer: None,
            on_buyer_site: None,
            energy_performance_in_scope: None,
            floor_area_m2: None,
            holder_is_sme: None,
            lots: Vec::new(),
            insertion: None,
            documents: Vec::new(),
            exceptions: Vec::new(),
            needs: None,
            selections: Vec::new(),
            own_clauses: Vec::new(),
            set_aside: Vec::new(),
            criteria: Vec::new(),
            publication: None,
            quotes: Vec::new(),
            award: None,
            execution: None,
            stage: None,
            sample: None,
        }
    }

    /// Returns the stage; a tender that does not say it is at its beginning.
    pub fn stage(&self) -> Stage {
        self.stage.unwrap_or(Stage::Need)
    }

    /// Returns the value on which thresholds are judged: the maximum of a framework when it is
    /// known, else the estimate of the whole need (R2121-8, R2162-4).
    pub fn value_of_need(&self) -> Option<Euros> {
        self.framework.as_ref().and_then(|framework| framework.maximum_eur).or(self.estimated_value_eur)
    }

    /// Returns every CPV code of the tender and of its lots, in order, without repetition.
    pub fn all_cpv(&self) -> Vec<&str> {
        let lots = self.lots.iter().flat_map(|lot| lot.cpv.iter());
        let mut seen = Vec::new();
        for code in self.cpv.iter().chain(lots) {
            if !seen.contains(&code.as_str()) {
                seen.push(code.as_str());
            }
        }
        seen
    }
}

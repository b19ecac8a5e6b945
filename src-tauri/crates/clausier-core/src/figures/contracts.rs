//! The contracts of a consultation: each lot that was awarded is one (a consultation of ten lots is ten marchés).

use serde::{Deserialize, Serialize};

use super::considerations::considerations_of_lot;
use super::summary::ClauseLookup;
use crate::tender::{Euros, Holder, Lot, ReservedFor, Tender};

/// One contract among those of a consultation in lots, as the organisation may know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs)]
pub struct SummaryContract {
    pub lot: u32,
    /// Notified amount of the lot, in euros.
    pub montant: Option<Euros>,
    #[serde(default)]
    pub considerations: Vec<String>,
    pub reservation: Option<ReservedFor>,
    pub pme: Option<bool>,
    pub ess: Option<bool>,
}

/// Returns the contracts of a consultation in lots; none when it has no lot, it is then one contract itself.
/// Amounts and holders are told once the consultation is notified.
pub fn contracts(tender: &Tender, clause: &ClauseLookup<'_>, notified: bool) -> Vec<SummaryContract> {
    tender.lots.iter().map(|lot| contract(tender, lot, clause, notified)).collect()
}

fn contract(tender: &Tender, lot: &Lot, clause: &ClauseLookup<'_>, notified: bool) -> SummaryContract {
    let award = tender.award.as_ref().filter(|_| notified);
    let holders: Vec<&Holder> = award.into_iter().flat_map(|award| &award.holders).filter(|holder| holder.lot == Some(lot.number)).collect();
    SummaryContract {
        lot: lot.number,
        montant: holders.iter().filter_map(|holder| holder.amount_eur).reduce(Euros::plus),
        considerations: considerations_of_lot(tender, lot, clause),
        reservation: lot.reserved_for,
        pme: any_known(holders.iter().map(|holder| holder.is_sme())),
        ess: any_known(holders.iter().map(|holder| is_social_enterprise(holder))),
    }
}

/// Approved social enterprise, structure of insertion, or adapted enterprise: known as soon as one is, or all are not.
pub(super) fn is_social_enterprise(holder: &Holder) -> Option<bool> {
    any_known([holder.esus, holder.siae, holder.ea_esat].into_iter())
}

/// What goes to the social enterprises among several holders, when each of them has its own amount.
pub(super) fn social_part(holders: &[Holder]) -> Option<Euros> {
    let social: Vec<&Holder> = holders.iter().filter(|holder| is_social_enterprise(holder) == Some(true)).collect();
    let amounts: Option<Vec<Euros>> = social.iter().map(|holder| holder.amount_eur).collect();
    amounts.filter(|_| holders.len() > 1)?.into_iter().reduce(Euros::plus)
}

/// `Some(true)` if one is true, `Some(false)` if all known ones are false, `None` if nothing is known.
pub(super) fn any_known(values: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    values.flatten().reduce(|left, right| left || right)
}

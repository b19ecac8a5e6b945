//! What usage says of insertion hours, as the catalogue gives it.

use crate::tender::{InsertionBasis, Tender};

/// A figure of usage and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced {
    /// Percentages are written as such: 5 is 5 %.
    pub value: f64,
    /// « Fourchette d'usage de 5 à 10 % ».
    pub origin: String,
}

/// A trade, and the share of its amount that pays labour.
#[derive(Debug, Clone, PartialEq)]
pub struct Trade {
    /// Its name, as the buyer reads it.
    pub name: String,
    /// CPV prefixes; the longest that fits a code of the lot wins.
    pub cpv: Vec<String>,
    /// Share of labour in percent; absent while no source gives it.
    pub labour_share: Option<Sourced>,
    /// Average cost of an hour in euros excluding VAT; absent while no source gives it.
    pub hourly_cost: Option<Sourced>,
}

/// A clause whose parameters carry the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsertionClause {
    /// Identifier.
    pub clause: String,
    /// How the hours are counted in it.
    pub basis: InsertionBasis,
    /// Parameter that takes the hours of the lot, and the words that stand for them when the clause
    /// covers several lots.
    pub hours: Option<(String, String)>,
    /// Parameter that takes the percentage.
    pub percent: Option<String>,
}

/// Usage of insertion hours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InsertionRules {
    /// Hours are rounded down to a multiple of this; 0 = not rounded.
    pub step: u32,
    /// Where the rounding comes from.
    pub step_origin: String,
    /// Below that many hours a lot carries no clause.
    pub floor_hours: u32,
    /// Below that many months a lot carries no clause.
    pub floor_months: u32,
    /// Where the floors come from.
    pub floor_origin: String,
    /// Rate proposed by basis: of labour, of hours on orders, of newcomers' hours.
    pub rates: Vec<(InsertionBasis, Sourced)>,
    /// Trades, in the order of the file.
    pub trades: Vec<Trade>,
    /// Clauses that carry the result.
    pub clauses: Vec<InsertionClause>,
    /// What the window says where no source gives a figure.
    pub unsourced: String,
}

impl InsertionRules {
    /// Returns the rate proposed for a basis.
    pub fn rate(&self, basis: InsertionBasis) -> Option<&Sourced> {
        self.rates.iter().find(|(known, _)| *known == basis).map(|(_, rate)| rate)
    }

    /// Returns the trade of some codes, most precise prefix first.
    pub fn trade<'a>(&'a self, codes: &[&str]) -> Option<&'a Trade> {
        let length = |trade: &Trade| {
            let fitting = |prefix: &&String| codes.iter().any(|code| code.starts_with(prefix.as_str()));
            trade.cpv.iter().filter(fitting).map(String::len).max()
        };
        let fitting = self.trades.iter().filter_map(|trade| length(trade).map(|length| (length, trade)));
        fitting.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, trade)| trade)
    }
}

/// Proposes how to count: newcomers' hours where staff is taken over, orders where nothing is promised,
/// the amount otherwise.
pub(super) fn usual_basis(tender: &Tender) -> InsertionBasis {
    use crate::tender::ContractForm::{DesignBuild, Mixed, Orders, Ordinary, Phased, Subsequent};
    if tender.staff_transfer == Some(true) {
        return InsertionBasis::Hires;
    }
    let minimum = tender.framework.as_ref().and_then(|framework| framework.minimum_eur);
    let by_orders = match tender.contract_form {
        Some(Orders | Mixed) => true,
        Some(Ordinary | Subsequent | Phased | DesignBuild) => false,
        None => tender.framework_agreement == Some(true),
    };
    if by_orders && minimum.is_none() { InsertionBasis::Orders } else { InsertionBasis::Amount }
}

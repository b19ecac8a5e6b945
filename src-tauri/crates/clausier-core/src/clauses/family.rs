//! Purchase families: their CPV prefixes and the short list of clauses that matter most.

use serde::{Deserialize, Serialize};

use crate::tender::{Family, Nature, Tender, Theme};

/// Every family, in the order of the contract.
pub const ALL_FAMILIES: [Family; 20] = [
    Family::Security,
    Family::BuildingMaintenance,
    Family::WaterNetworks,
    Family::TrainingSocial,
    Family::Demolition,
    Family::Works,
    Family::Roads,
    Family::Cleaning,
    Family::Catering,
    Family::Vehicles,
    Family::It,
    Family::Furniture,
    Family::Textiles,
    Family::GreenSpaces,
    Family::Waste,
    Family::PaperPrint,
    Family::Events,
    Family::Energy,
    Family::IntellectualServices,
    Family::GeneralSupplies,
];

/// A clause of a family's short list, and the reason, written as the end of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Identifier of the clause.
    pub clause: String,
    /// « le personnel en place est souvent repris »: no capital, no full stop.
    pub reason: String,
}

/// A theme that has no clause for a family, and the reason: a clause invented to fill a table helps nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unserved {
    /// The theme.
    pub theme: Theme,
    /// A whole sentence, shown where the clauses would be.
    pub reason: String,
}

/// What the catalogue says of one family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyRecord {
    /// Which one.
    pub family: Family,
    /// Its name, as the buyer reads it.
    pub name: String,
    /// CPV prefixes; the longest one that fits a code, over all families, wins.
    pub cpv: Vec<String>,
    /// Short list, most useful first.
    pub priorities: Vec<Priority>,
    /// The themes without a clause, each with its reason.
    pub unserved: Vec<Unserved>,
}

impl FamilyRecord {
    /// Returns why a theme has no clause for this family, when the catalogue says it.
    pub fn why_unserved(&self, theme: Theme) -> Option<&str> {
        self.unserved.iter().find(|one| one.theme == theme).map(|one| one.reason.as_str())
    }
}

/// A family found for a tender, and the code that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct FamilyMatch {
    /// Which one.
    pub family: Family,
    /// Its name.
    pub name: String,
    /// The CPV code of the tender; none when only the nature of the contract told.
    pub code: Option<String>,
}

/// The families of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Families(Vec<FamilyRecord>);

impl Families {
    /// Keeps the records in the order of the file.
    pub fn new(records: Vec<FamilyRecord>) -> Self {
        Self(records)
    }

    /// Returns every record.
    pub fn list(&self) -> &[FamilyRecord] {
        &self.0
    }

    /// Returns the record of a family.
    pub fn find(&self, family: Family) -> Option<&FamilyRecord> {
        self.0.iter().find(|record| record.family == family)
    }

    /// Returns the family of a CPV code: the longest prefix wins.
    pub fn of_code(&self, code: &str) -> Option<&FamilyRecord> {
        let longest = |record: &FamilyRecord| record.cpv.iter().filter(|prefix| code.starts_with(prefix.as_str())).map(String::len).max();
        let fitting = self.0.iter().filter_map(|record| longest(record).map(|length| (length, record)));
        fitting.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, record)| record)
    }

    /// Returns the families of a tender, one a code, in the order of its codes. Works without any
    /// code that fits still are works.
    pub fn of_tender(&self, tender: &Tender) -> Vec<FamilyMatch> {
        let mut found: Vec<FamilyMatch> = Vec::new();
        for code in tender.all_cpv() {
            if let Some(record) = self.of_code(code)
                && found.iter().all(|other| other.family != record.family)
            {
                found.push(matched(record, Some(code)));
            }
        }
        if found.is_empty() {
            found.extend(self.of_nature(tender.nature).map(|record| matched(record, None)));
        }
        found
    }

    fn of_nature(&self, nature: Option<Nature>) -> Option<&FamilyRecord> {
        match nature? {
            Nature::Works | Nature::WorksConcession => self.find(Family::Works),
            Nature::Supplies | Nature::Services | Nature::SpecialServices | Nature::ServicesConcession => None,
        }
    }
}

fn matched(record: &FamilyRecord, code: Option<&str>) -> FamilyMatch {
    FamilyMatch { family: record.family, name: record.name.clone(), code: code.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tender::TenderId;

    fn families() -> Families {
        let record = |family, name: &str, cpv: &[&str]| FamilyRecord {
            family,
            name: name.to_owned(),
            cpv: cpv.iter().map(|prefix| (*prefix).to_owned()).collect(),
            priorities: Vec::new(),
            unserved: Vec::new(),
        };
        Families::new(vec![
            record(Family::Works, "Travaux", &["45"]),
            record(Family::Roads, "Voirie", &["45233", "4523"]),
            record(Family::WaterNetworks, "Eau", &["45231300"]),
        ])
    }

    #[test]
    fn the_longest_prefix_wins() {
        let families = families();
        let cases = [("45214200", Family::Works), ("45233120", Family::Roads), ("45231300", Family::WaterNetworks), ("45231400", Family::Roads)];
        for (code, family) in cases {
            assert_eq!(families.of_code(code).map(|record| record.family), Some(family), "{code}");
        }
        assert_eq!(families.of_code("90910000"), None);
    }

    #[test]
    fn a_tender_has_the_families_of_all_its_codes_and_works_without_a_code_are_works() {
        let mut tender = Tender::new(TenderId(uuid::Uuid::nil()));
        tender.nature = Some(Nature::Works);
        let found = |tender: &Tender| families().of_tender(tender).into_iter().map(|one| (one.family, one.code)).collect::<Vec<_>>();
        assert_eq!(found(&tender), [(Family::Works, None)]);
        tender.cpv = vec!["45233120".to_owned(), "45214200".to_owned(), "45233000".to_owned()];
        let expected = [(Family::Roads, Some("45233120".to_owned())), (Family::Works, Some("45214200".to_owned()))];
        assert_eq!(found(&tender), expected, "one entry a family");
    }
}

//! The buyer and the body for appeals.

use clausier_core::tender::Tender;

use super::asked::AskedKind;
use super::ledger::{Ledger, NAME};
use super::text::clean;
use super::tree::Element;

/// Technical identifier of the buyer inside the notice.
pub(super) const BUYER: &str = "ORG-0001";
/// Technical identifier of the body for appeals.
pub(super) const REVIEW: &str = "ORG-0002";
/// Its fields, with the one for which each is required.
const REVIEW_FIELDS: [(&str, &str); 8] = [
    ("BT-500", "OPT-301"),
    ("BT-501", "OPT-301"),
    ("BT-513", "OPT-301"),
    ("BT-514", "OPT-301"),
    ("BT-512", ""),
    ("BT-507", ""),
    ("BT-503", ""),
    ("BT-506", ""),
];
/// What the names of its fields begin with.
const REVIEW_PREFIX: &str = "recours.";

/// The organisations of a notice, and who is known.
pub(super) struct Organisations {
    pub(super) element: Option<Element>,
    pub(super) buyer: bool,
    pub(super) review: bool,
}

/// Makes the organisations that are known.
pub(super) fn organisations(tender: &Tender, ledger: &mut Ledger<'_>) -> Organisations {
    let buyer = buyer(tender, ledger);
    let review = review(ledger);
    let known = |found: bool, id: &str| if found { vec![id.to_owned()] } else { Vec::new() };
    ledger.note("OPT-200", &known(buyer.is_some(), BUYER));
    ledger.note("OPT-300", &known(buyer.is_some(), BUYER));
    ledger.note("OPT-301", &known(review.is_some(), REVIEW));
    let (has_buyer, has_review) = (buyer.is_some(), review.is_some());
    let element = Element::group("efac:Organizations").with(buyer).with(review).filled();
    Organisations { element, buyer: has_buyer, review: has_review }
}

/// A buyer with a SIRET is in France.
fn buyer(tender: &Tender, ledger: &mut Ledger<'_>) -> Option<Element> {
    let buyer = tender.buyer.as_ref();
    let siret = buyer.and_then(|buyer| buyer.siret.as_deref()).map(|siret| siret.split_whitespace().collect::<String>());
    let siret = siret.filter(|siret| siret.len() == 14 && siret.bytes().all(|one| one.is_ascii_digit()));
    let country = siret.as_ref().map(|_| ledger.rules.country.clone());
    let name = buyer.and_then(|buyer| buyer.name.as_deref()).map(|name| clean(name, NAME)).filter(|name| !name.is_empty());
    let name = ledger.take("BT-500", name);
    let parts = Parts {
        id: ledger.take("BT-501", siret),
        city: ledger.take("BT-513", None),
        postal_code: ledger.take("BT-512", None),
        nuts: ledger.take("BT-507", None),
        country: ledger.take("BT-514", country),
        phone: ledger.take("BT-503", None),
        email: ledger.take("BT-506", None),
        name,
    };
    parts.organisation(BUYER, &ledger.rules.language)
}

/// The body for appeals is known only from the buyer; what it must have is then missing if not given.
fn review(ledger: &mut Ledger<'_>) -> Option<Element> {
    for (field, because) in REVIEW_FIELDS {
        ledger.ask(&format!("{REVIEW_PREFIX}{field}"), AskedKind::Text, because);
    }
    if !ledger.has_any(REVIEW_PREFIX) {
        return None;
    }
    let must = |ledger: &mut Ledger<'_>, field: &str| {
        let value = ledger.given(&format!("{REVIEW_PREFIX}{field}"));
        ledger.note(field, value.as_slice());
        value
    };
    let may = |ledger: &mut Ledger<'_>, field: &str| ledger.given(&format!("{REVIEW_PREFIX}{field}"));
    let parts = Parts {
        name: must(ledger, "BT-500"),
        id: must(ledger, "BT-501"),
        city: must(ledger, "BT-513"),
        postal_code: may(ledger, "BT-512"),
        nuts: may(ledger, "BT-507"),
        country: must(ledger, "BT-514"),
        phone: may(ledger, "BT-503"),
        email: may(ledger, "BT-506"),
    };
    parts.organisation(REVIEW, &ledger.rules.language)
}

#[derive(Default)]
struct Parts {
    name: Option<String>,
    id: Option<String>,
    city: Option<String>,
    postal_code: Option<String>,
    nuts: Option<String>,
    country: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

impl Parts {
    fn organisation(self, id: &str, language: &str) -> Option<Element> {
        let name = self.name.map(|name| Element::leaf("cbc:Name", name).saying("languageID", language));
        let country = self.country.map(|code| Element::code("cbc:IdentificationCode", "country", code));
        let address = Element::group("cac:PostalAddress")
            .with(self.city.map(|city| Element::leaf("cbc:CityName", city)))
            .with(self.postal_code.map(|code| Element::leaf("cbc:PostalZone", code)))
            .with(self.nuts.map(|code| Element::code("cbc:CountrySubentityCode", "nuts", code)))
            .with(Element::group("cac:Country").with(country).filled());
        let contact = Element::group("cac:Contact")
            .with(self.phone.map(|phone| Element::leaf("cbc:Telephone", phone)))
            .with(self.email.map(|email| Element::leaf("cbc:ElectronicMail", email)));
        let known: Vec<Element> = [
            Element::group("cac:PartyName").with(name).filled(),
            address.filled(),
            Element::group("cac:PartyLegalEntity").with(self.id.map(|id| Element::leaf("cbc:CompanyID", id))).filled(),
            contact.filled(),
        ]
        .into_iter()
        .flatten()
        .collect();
        if known.is_empty() {
            return None;
        }
        let company = Element::group("efac:Company").with([identification(id)]).with(known);
        Some(Element::group("efac:Organization").with([company]))
    }
}

/// A reference to an organisation of the notice.
pub(super) fn identification(id: &str) -> Element {
    Element::group("cac:PartyIdentification").with([Element::leaf("cbc:ID", id).saying("schemeName", "organization")])
}

//! What is bought: title, nature, codes, place and duration, of the whole or of a lot.

use clausier_core::tender::Lot;

use super::ledger::{Ledger, NAME};
use super::notice::Inputs;
use super::strategic::Strategic;
use super::text::clean;
use super::tree::{Element, extension};

/// What the whole procedure buys.
pub(super) fn of_procedure(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Element {
    let tender = inputs.tender;
    let title = named(tender.title.as_deref());
    let reference = named(tender.reference.as_deref());
    let cpv = codes(&tender.cpv);
    let cpv = if cpv.is_empty() && tender.lots.len() == 1 { tender.lots.iter().flat_map(|lot| codes(&lot.cpv)).collect() } else { cpv };
    Element::group("cac:ProcurementProject")
        .with(reference.map(|id| Element::leaf("cbc:ID", id).saying("schemeName", "InternalID")))
        .with(presentation(title, ledger))
        .with(nature(inputs, ledger))
        .with(classification(&cpv, ledger))
        .with(place(inputs, ledger))
}

/// What a lot buys, or the single lot of a consultation without lots.
pub(super) fn of_lot(inputs: &Inputs<'_>, lot: Option<&Lot>, said: &Strategic, ledger: &mut Ledger<'_>) -> Element {
    let title = match lot {
        Some(lot) => named(lot.title.as_deref()),
        None => named(inputs.tender.title.as_deref()),
    };
    let own = lot.map(|lot| codes(&lot.cpv)).filter(|cpv| !cpv.is_empty());
    let cpv = own.unwrap_or_else(|| codes(&inputs.tender.cpv));
    let id = lot.map(|lot| Element::leaf("cbc:ID", lot.number.to_string()).saying("schemeName", "InternalID"));
    Element::group("cac:ProcurementProject")
        .with(id)
        .with(presentation(title, ledger))
        .with(nature(inputs, ledger))
        .with(additional_types(said, ledger))
        .with(if lot.is_none() { framework_maximum(inputs) } else { None })
        .with(classification(&cpv, ledger))
        .with(place(inputs, ledger))
        .with(duration(inputs, lot))
        .with(renewals(inputs))
}

fn named(text: Option<&str>) -> Option<String> {
    text.map(|text| clean(text, NAME)).filter(|text| !text.is_empty())
}

/// Eight digits, without the key.
fn codes(cpv: &[String]) -> Vec<String> {
    cpv.iter().filter_map(|code| code.split('-').next()).map(|code| clean(code, NAME)).filter(|code| !code.is_empty()).collect()
}

fn presentation(title: Option<String>, ledger: &mut Ledger<'_>) -> Vec<Element> {
    let language = ledger.rules.language.clone();
    let text = |name: &'static str, text: String| Element::leaf(name, text).saying("languageID", language.clone());
    ledger.note("BT-21", title.as_slice());
    let name = title.map(|title| text("cbc:Name", title));
    let described = ledger.take("BT-24", None).map(|described| text("cbc:Description", described));
    name.into_iter().chain(described).collect()
}

fn nature(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let code = inputs.nature_word().and_then(|word| inputs.rules.code("nature", word)).map(str::to_owned);
    ledger.take("BT-23", code).map(|code| Element::code("cbc:ProcurementTypeCode", "contract-nature", code))
}

fn classification(cpv: &[String], ledger: &mut Ledger<'_>) -> Vec<Element> {
    let item = |code: &String| Element::code("cbc:ItemClassificationCode", "cpv", code);
    ledger.note("BT-262", cpv.get(..1).unwrap_or_default());
    let main = cpv.iter().take(1).map(|code| Element::group("cac:MainCommodityClassification").with([item(code)]));
    let others = cpv.iter().skip(1).map(|code| Element::group("cac:AdditionalCommodityClassification").with([item(code)]));
    main.chain(others).collect()
}

/// BT-06 with its BT-777, then the codes that say it more precisely.
fn additional_types(said: &Strategic, ledger: &mut Ledger<'_>) -> Vec<Element> {
    let language = ledger.rules.language.clone();
    let text = |text: String| Element::leaf("cbc:ProcurementType", text).saying("languageID", language.clone());
    let kind = |list: &'static str, code: &String| {
        Element::group("cac:ProcurementAdditionalType").with([Element::code("cbc:ProcurementTypeCode", list, code)])
    };
    let mut types: Vec<Element> = Vec::new();
    for (code, described) in &said.objectives {
        types.push(kind("strategic-procurement", code).with(described.clone().map(&text)));
    }
    let lists =
        [("BT-774", "environmental-impact"), ("BT-775", "social-objective"), ("BT-776", "innovative-acquisition"), ("BT-805", "gpp-criteria")];
    for (field, list) in lists {
        types.extend(said.of(field).iter().map(|code| kind(list, code)));
    }
    let justification = ledger.take("BT-755", None);
    let accessible = said.of("BT-754").first();
    types.extend(accessible.map(|code| kind("accessibility", code).with(justification.filter(|_| code == "n-inc-just").map(&text))));
    types
}

/// The maximum of a framework agreement; an estimate is never published by itself.
fn framework_maximum(inputs: &Inputs<'_>) -> Option<Element> {
    let maximum = inputs.tender.framework.as_ref()?.maximum_eur?;
    let cents = maximum.cents();
    let amount = format!("{}.{:02}", cents / 100, cents % 100);
    let amount = Element::leaf("efbc:FrameworkMaximumAmount", amount).saying("currencyID", inputs.rules.currency.clone());
    Some(Element::group("cac:RequestedTenderTotal").with(extension([amount])))
}

/// The place, when its code tells a department; a region is too wide for NUTS 3, a postal code may straddle two.
fn place(inputs: &Inputs<'_>, ledger: &mut Ledger<'_>) -> Option<Element> {
    let place = inputs.tender.publication.as_ref().and_then(|publication| publication.place.as_ref());
    let code = place.and_then(|place| place.code.as_deref()).map(|code| clean(code, 20));
    let kind = place.and_then(|place| place.r#type.as_deref()).unwrap_or_default();
    let french = code.as_deref().is_some_and(|code| kind != "Code pays" || code == "FR");
    let country = ledger.take("BT-5141", french.then(|| ledger.rules.country.clone()));
    let nuts = ledger.take("BT-5071", code.as_deref().and_then(|code| nuts(code, kind, inputs)));
    let postal = code.filter(|_| kind == "Code postal");
    let address = Element::group("cac:Address")
        .with(postal.map(|code| Element::leaf("cbc:PostalZone", code)))
        .with(nuts.map(|code| Element::code("cbc:CountrySubentityCode", "nuts", code)))
        .with(Element::group("cac:Country").with(country.map(|code| Element::code("cbc:IdentificationCode", "country", code))).filled())
        .filled()?;
    Some(Element::group("cac:RealizedLocation").with([address]))
}

fn nuts(code: &str, kind: &str, inputs: &Inputs<'_>) -> Option<String> {
    if !matches!(kind, "Code département" | "Code commune" | "Code arrondissement" | "Code canton") {
        return None;
    }
    let overseas = code.starts_with("97");
    let department = if kind == "Code département" { code.to_owned() } else { code.chars().take(if overseas { 3 } else { 2 }).collect() };
    inputs.rules.nuts.get(&department.to_uppercase()).cloned()
}

fn duration(inputs: &Inputs<'_>, lot: Option<&Lot>) -> Option<Element> {
    let months = lot.and_then(|lot| lot.duration_months).or(inputs.tender.duration_months).filter(|months| *months > 0)?;
    let measure = Element::leaf("cbc:DurationMeasure", months.to_string()).saying("unitCode", "MONTH");
    Some(Element::group("cac:PlannedPeriod").with([measure]))
}

fn renewals(inputs: &Inputs<'_>) -> Option<Element> {
    let count = inputs.tender.renewals.as_ref()?.count?;
    Some(Element::group("cac:ContractExtension").with([Element::leaf("cbc:MaximumNumberNumeric", count.to_string())]))
}

//! DECP against its own schema, and against files that others published.
#![allow(clippy::print_stdout, reason = "a test that is skipped says why")]

use std::path::PathBuf;

use chrono::NaiveDate;
use clausier_core::tender::{ClauseKind, Tender, Theme};
use clausier_open_data::decp::{self, Doubt, Refused};
use serde_json::{Value, json};

fn shared(path: &str) -> Option<PathBuf> {
    let found = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared").join(path);
    if !found.exists() {
        println!("skipped: {path} is not beside the project");
        return None;
    }
    Some(found)
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 6, 1).expect("a day")
}

fn clause(id: &str) -> Option<(Theme, ClauseKind)> {
    match id {
        "env-08" => Some((Theme::Environment, ClauseKind::PerformanceCondition)),
        "ins-01" => Some((Theme::Insertion, ClauseKind::PerformanceCondition)),
        _ => None,
    }
}

/// A tender awarded, with everything that DECP asks for.
fn awarded() -> Value {
    json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11", "title": "Entretien des espaces verts",
        "buyer": { "siret": "20005480700017" }, "nature": "services", "cpv": ["77310000"], "duration_months": 24, "innovative": false,
        "consultation_on": "2027-01-10", "notified_on": "2027-05-03", "procedure": "formal", "stage": "notified",
        "publication": { "procedure_type": "open", "ccag": "Fournitures courantes et services", "place": { "type": "Code département", "code": "13" },
            "techniques": ["Accord-cadre"], "execution_modes": ["Bons de commande"], "price_types": ["Définitif révisable"], "price_form": "Unitaire" },
        "selections": [{ "clause": "env-08" }, { "clause": "ins-01" }], "criteria": [{ "label": "Environnement", "kind": "environmental", "weight": 20 }],
        "award": { "amount_eur": 240000.5, "decp_id": "2027-014", "offers_received": 3, "advance_granted": true, "grouping": "Pas de groupement",
            "subcontracting_declared": false, "data_published_on": "2027-05-20", "holders": [{ "id_type": "SIRET", "id": "20005480700017" }] } })
}

fn tender(value: &Value) -> Tender {
    serde_json::from_value(value.clone()).expect("the test writes a tender that can be read")
}

fn schema() -> Option<jsonschema::Validator> {
    let text = std::fs::read_to_string(shared("standards/decp/schema_decp_v2.0.4.json")?).expect("the schema");
    Some(jsonschema::draft7::new(&serde_json::from_str(&text).expect("JSON")).expect("a schema"))
}

#[test]
fn an_awarded_contract_is_whole_and_valid_for_the_schema() {
    let export = decp::write(&tender(&awarded()), &clause, today());
    assert_eq!((export.draft, export.missing.as_slice(), export.doubts.as_slice()), (false, &[][..], &[][..]));
    let contract = &export.document["marches"]["marche"][0];
    assert_eq!(contract["considerationsSociales"]["considerationSociale"], json!(["Clause sociale"]));
    assert_eq!(
        contract["considerationsEnvironnementales"]["considerationEnvironnementale"],
        json!(["Clause environnementale", "Critère environnemental"])
    );
    assert_eq!((&contract["montant"], &contract["procedure"]), (&json!(240000.5), &json!("Appel d'offres ouvert")));
    let Some(schema) = schema() else { return };
    let faults: Vec<String> = schema.iter_errors(&export.document).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_field_that_is_not_known_is_left_out_and_named() {
    let whole = awarded();
    let table = [
        ("award", "montant"),
        ("award", "titulaires"),
        ("award", "offresRecues"),
        ("notified_on", "dateNotification"),
        ("title", "objet"),
        ("cpv", "codeCPV"),
        ("duration_months", "dureeMois"),
        ("innovative", "marcheInnovant"),
        ("buyer", "acheteur"),
        ("publication", "ccag"),
    ];
    for (absent, field) in table {
        let mut without = whole.clone();
        without.as_object_mut().expect("an object").remove(absent);
        let export = decp::write(&tender(&without), &clause, today());
        assert!(export.draft && export.missing.contains(&field), "without {absent}: {:?}", export.missing);
        assert!(export.document["marches"]["marche"][0].get(field).is_none(), "nothing is invented for {field}");
    }
}

#[test]
fn lots_awarded_are_contracts_of_their_own() {
    let mut value = awarded();
    value["lots"] = json!([{ "number": 1, "title": "Tonte", "cpv": ["77314100"] }, { "number": 2, "title": "Taille", "reserved_for": "disability" }]);
    value["selections"] = json!([{ "clause": "ins-01", "lots": [1] }]);
    value["award"]["holders"] = json!([{ "lot": 1, "id_type": "SIRET", "id": "20005480700017", "amount_eur": 100 },
        { "lot": 2, "id_type": "SIRET", "id": "20005480700017", "amount_eur": 200 }]);
    let export = decp::write(&tender(&value), &clause, today());
    let contracts = export.document["marches"]["marche"].as_array().expect("a list");
    let told = |at: usize| {
        let one = &contracts[at];
        (one["id"].as_str().unwrap_or_default().to_owned(), one["montant"].clone(), one["considerationsSociales"]["considerationSociale"].clone())
    };
    assert_eq!(told(0), ("2027-014-01".to_owned(), json!(100), json!(["Clause sociale"])));
    assert_eq!(told(1), ("2027-014-02".to_owned(), json!(200), json!(["Marché réservé"])));
}

#[test]
fn a_concession_has_its_own_words() {
    let mut value = awarded();
    value["nature"] = json!("services_concession");
    let export = decp::write(&tender(&value), &clause, today());
    let concession = &export.document["marches"]["contrat-concession"][0];
    assert_eq!((&concession["nature"], &concession["valeurGlobale"]), (&json!("Concession de service"), &json!(240000.5)));
    assert!(concession.get("codeCPV").is_none(), "a concession has no such field");
    assert_eq!(
        export.missing,
        ["procedure", "dateDebutExecution", "montantSubventionPublique", "concessionnaires"]
            .into_iter()
            .filter(|name| concession.get(*name).is_none())
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_is_written_is_read_back() {
    let export = decp::write(&tender(&awarded()), &clause, today());
    let read = decp::read(export.document.to_string().as_bytes(), None, today()).expect("a list of contracts");
    let [back] = read.tenders.as_slice() else { panic!("{read:?}") };
    let award = back.award.as_ref().expect("an award");
    assert_eq!((award.decp_id.as_deref(), award.offers_received, back.duration_months), (Some("2027-014"), Some(3), Some(24)));
    assert_eq!(back.publication.as_ref().map(|publication| publication.social_considerations.clone()), Some(vec!["Clause sociale".to_owned()]));
    assert_eq!(decp::read(export.document.to_string().as_bytes(), None, today()).ok(), Some(read), "the same file gives the same tenders");
}

#[test]
fn published_files_are_read_or_set_aside_as_the_aggregator_does() {
    let table = [
        ("standards/decp/valides-mais-faux/semantique-01-clause-et-pas-de-consideration.json", Some(Refused::Contradiction)),
        ("standards/decp/valides-mais-faux/semantique-02-date-impossible.json", Some(Refused::Day("2024-13-99".to_owned()))),
        ("standards/decp/valides-mais-faux/semantique-09-montant-chiffres-repetes.json", Some(Refused::Amount)),
        ("standards/decp/valides-mais-faux/semantique-10-date-future.json", Some(Refused::Day("2039-01-01".to_owned()))),
        ("standards/decp/valides-mais-faux/semantique-05-cle-cpv-fausse.json", None),
        ("standards/decp/exemples/concessions.json", None),
    ];
    for (file, expected) in table {
        let Some(path) = shared(file) else { return };
        let read = decp::read(&std::fs::read(path).expect("a file"), None, today()).expect("a list of contracts");
        assert_eq!(read.set_aside.first().map(|one| one.reason.clone()), expected, "{file}");
    }
}

#[test]
fn the_former_format_is_read_too_and_one_buyer_can_be_asked_for() {
    let Some(path) = shared("samples/decp/decp-v1.5-ancien-format-15.json") else { return };
    let bytes = std::fs::read(path).expect("a file");
    let read = decp::read(&bytes, None, today()).expect("a list of contracts");
    assert!(read.tenders.len() > 10 && read.tenders.iter().all(|tender| tender.notified_on.is_some() && tender.award.is_some()));
    let none = decp::read(&bytes, Some("200054807"), today()).expect("a list of contracts");
    assert_eq!((none.tenders.len(), none.others), (0, 15));
}

/// A published contract, with some fields changed.
fn published(changed: &Value) -> Value {
    let mut contract = json!({ "id": "A1", "acheteur": { "id": "20005480700017" }, "objet": "Entretien des espaces verts", "codeCPV": "77310000",
        "dateNotification": "2024-03-01", "montant": 1000, "considerationsSociales": { "considerationSociale": ["Clause sociale"] } });
    contract.as_object_mut().expect("an object").extend(changed.as_object().expect("an object").clone());
    contract
}

fn read_one(changed: &Value) -> Option<Tender> {
    let file = json!({ "marches": { "marche": [published(changed)] } });
    decp::read(file.to_string().as_bytes(), None, today()).expect("a list of contracts").tenders.into_iter().next()
}

#[test]
fn a_contract_is_read_as_publishers_write_it() {
    let social =
        |changed: &Value| read_one(changed).and_then(|tender| tender.publication).map(|known| known.social_considerations).unwrap_or_default();
    let shapes = [
        json!({}),
        json!({ "considerationsSociales": ["Clause sociale"] }),
        json!({ "considerationsSociales": [{ "considerationSociale": "clause sociale" }] }),
        json!({ "considerationsSociales": { "considerationSociale": "Clause sociale" } }),
        json!({ "considerationsSociales": { "considerationSociale": ["Clause sociale", "Clause sociale", "autre chose"] } }),
    ];
    for shape in &shapes {
        assert_eq!(social(shape), ["Clause sociale"], "{shape}");
    }
    assert_eq!(social(&json!({ "considerationsSociales": { "considerationSociale": ["Concession réservée"] } })), ["Marché réservé"]);
    for day in ["2024-03-01+01:00", "2024-03-01T00:00:00", "2024-03-01"] {
        let read = read_one(&json!({ "dateNotification": day })).and_then(|tender| tender.notified_on);
        assert_eq!(read.map(|day| day.to_string()).as_deref(), Some("2024-03-01"), "{day}");
    }
    let amount = read_one(&json!({ "montant": "1 234,56" })).and_then(|tender| tender.award).and_then(|award| award.amount_eur);
    assert_eq!(amount.map(|amount| amount.cents()), Some(123_456));
    assert_eq!(read_one(&json!({ "codeCPV": "3110000" })).map(|tender| tender.cpv), Some(vec!["03110000".to_owned()]));
}

#[test]
fn one_contract_without_its_list_and_the_western_alphabet_are_read() {
    let alone = json!({ "marches": { "marche": published(&json!({ "objet": "École" })) } }).to_string();
    let western: Vec<u8> = alone.chars().map(|one| u8::try_from(u32::from(one)).unwrap_or(b'?')).collect();
    for bytes in [alone.as_bytes(), &western] {
        let read = decp::read(bytes, None, today()).expect("a list of contracts");
        assert_eq!(read.tenders.first().and_then(|tender| tender.title.as_deref()), Some("École"));
    }
}

#[test]
fn what_is_not_in_a_list_of_the_schema_is_left_out_named_and_said() {
    let Some(schema) = schema() else { return };
    let mut value = awarded();
    value["publication"] = json!({ "procedure_type": "open", "ccag": "Maîtrise d’œuvre", "place": { "type": "Commune", "code": "13055" },
        "techniques": ["Accord-cadre", "Accord-cadre", "Autre"], "execution_modes": ["Autre"], "price_types": ["définitif ferme"], "price_form": "mixte" });
    value["award"]["grouping"] = json!("solidaire");
    value["award"]["decp_id"] = json!("2027-014-TRÈS-LONG");
    value["award"]["holders"] = json!([{ "id_type": "siret", "id": "200 054 807 00017" }, { "id_type": "Autre", "id": "1" }]);
    let export = decp::write(&tender(&value), &clause, today());
    let contract = &export.document["marches"]["marche"][0];
    let told = json!([
        contract["ccag"],
        contract["techniques"]["technique"],
        contract["typesPrix"]["typePrix"],
        contract["formePrix"],
        contract["typeGroupementOperateurs"]
    ]);
    assert_eq!(told, json!(["Maitrise d'œuvre", ["Accord-cadre"], ["Définitif ferme"], "Mixte", "Solidaire"]), "the list's own spelling");
    assert_eq!(contract["titulaires"], json!([{ "titulaire": { "typeIdentifiant": "SIRET", "id": "20005480700017" } }]));
    assert_eq!((export.draft, export.missing.as_slice()), (true, &["id", "modalitesExecution", "lieuExecution"][..]));
    let words: Vec<&str> =
        export.doubts.iter().filter_map(|doubt| if let Doubt::Word { found, .. } = doubt { Some(found.as_str()) } else { None }).collect();
    assert_eq!(words, ["Autre", "Autre", "Commune", "Autre"]);
    let faults = schema.iter_errors(&export.document).map(|error| error.to_string()).filter(|error| !error.contains("is a required property"));
    assert_eq!(faults.collect::<Vec<_>>(), Vec::<String>::new(), "a draft lacks fields and holds no wrong one");
}

#[test]
fn what_the_published_data_did_not_say_is_not_written_as_none() {
    let bare = read_one(&json!({ "considerationsSociales": null })).expect("a contract");
    let export = decp::write(&bare, &clause, today());
    let contract = &export.document["marches"]["marche"][0];
    assert!(contract.get("considerationsSociales").is_none() && contract.get("considerationsEnvironnementales").is_none(), "{contract}");
    assert!(export.missing.contains(&"considerationsSociales") && export.missing.contains(&"considerationsEnvironnementales"));
}

#[test]
fn what_is_no_list_of_contracts_is_refused() {
    for bytes in [&b"{"[..], b"", b"[]", b"{}", b"{\"marches\":3}", b"null", b"\xff\xfe"] {
        assert!(decp::read(bytes, None, today()).is_err(), "{bytes:?}");
    }
}

#[test]
fn the_identifier_of_a_holder_has_the_shape_of_its_kind() {
    let table = [
        ("TAHITI", "A12345678", true),
        ("TAHITI", "A1234567", false),
        ("RIDET", "1234567001", true),
        ("RIDET", "123456700", false),
        ("FRWF", "FRWF12345678901234", true),
        ("FRWF", "FRWF1", false),
        ("IREP", "12345DUPONT", true),
        ("IREP", "1234DUPONT", false),
        ("HORS-UE", "CHDUPONT", true),
        ("HORS-UE", "1", false),
        ("TVA", "n'importe quoi", true),
    ];
    for (kind, id, good) in table {
        let mut value = awarded();
        value["award"]["holders"] = json!([{ "id_type": kind, "id": id }]);
        let doubts = decp::write(&tender(&value), &clause, today()).doubts;
        assert_eq!(!doubts.contains(&Doubt::HolderId { kind: kind.to_owned(), found: id.to_owned() }), good, "{kind} {id}");
    }
}

#[test]
fn goods_whose_origin_is_expected_are_said_once_awarded_and_only_those() {
    let table = [
        ("15100000", true, true),
        ("15982200", true, true),
        ("15990000", true, false),
        ("33698300", true, true),
        ("33698301", true, false),
        ("77310000", true, false),
        ("15100000", false, false),
    ];
    for (cpv, is_awarded, expected) in table {
        let mut fields = awarded();
        fields["cpv"] = json!([cpv]);
        if !is_awarded {
            fields["award"]["holders"] = json!([]);
        }
        let doubts = decp::write(&tender(&fields), &clause, today()).doubts;
        let said = doubts.iter().any(|doubt| matches!(doubt, Doubt::Origin { cpv: code } if code.starts_with(cpv)));
        assert_eq!(said, expected, "{cpv}, awarded: {is_awarded}, {doubts:?}");
    }
}

#[test]
fn the_code_of_a_missing_value_is_no_value() {
    let export = decp::write(&tender(&awarded()), &clause, today());
    let mut file = export.document;
    for field in ["codeCPV", "ccag", "formePrix"] {
        file["marches"]["marche"][0][field] = json!("MQ");
    }
    let read = decp::read(file.to_string().as_bytes(), None, today()).expect("a file of contracts");
    let [contract] = read.tenders.as_slice() else { panic!("{read:?}") };
    let publication = contract.publication.clone().unwrap_or_default();
    assert_eq!((contract.cpv.as_slice(), publication.ccag, publication.price_form), (&[] as &[String], None, None));
}

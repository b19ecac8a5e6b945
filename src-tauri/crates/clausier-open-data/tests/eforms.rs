//! The notice of a tender: valid against the official schemas, only with codes of the official lists, and silent
//! about what is not known.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use clausier_catalogue::Catalogue;
use clausier_core::tender::Tender;
use clausier_open_data::eforms::{Asked, AskedKind, ClauseSaid, Concern, Export, Inputs, write};
use serde_json::{Value, json};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

fn said(id: &str) -> Option<ClauseSaid> {
    let clause = CATALOGUE.library.find(id)?;
    let publication = &clause.guidance.publication;
    Some(ClauseSaid { title: clause.title.clone(), kind: clause.kind, values: publication.eforms.clone(), note: publication.note.clone() })
}

fn tender(fields: &Value) -> Tender {
    let mut whole = json!({ "schema": "clausier/tender/1", "id": "0192f0c1-7e1a-7c3e-9d55-0b8a3f6f2a11" });
    let (Some(all), Some(more)) = (whole.as_object_mut(), fields.as_object()) else { panic!("a tender is an object") };
    all.extend(more.clone());
    serde_json::from_value(whole).expect("the test writes a tender")
}

fn export_with(fields: &Value, applying: &[&str], uncovered: &[&str]) -> Export {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let tender = tender(fields);
    write(&Inputs { tender: &tender, rules: &CATALOGUE.notices, clause: &said, applying: &owned(applying), uncovered: &owned(uncovered) })
}

fn export(fields: &Value) -> Export {
    export_with(fields, &[], &[])
}

fn xml(export: &Export) -> String {
    String::from_utf8(export.xml.clone()).expect("a notice is UTF-8")
}

/// A file of the reference shelf, or a note that the test does not run.
fn shelf(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/standards/eforms").join(path);
    if !file.exists() {
        eprintln!("not run: {path} is not on this machine");
        return None;
    }
    Some(file)
}

/// Checks notices against the schemas, all in one run.
fn assert_valid(exports: &[(String, Export)]) {
    let Some(schema) = shelf("schemas/maindoc/UBL-ContractNotice-2.3.xsd") else { return };
    if Command::new("xmllint").arg("--version").output().is_err() {
        eprintln!("not run: xmllint is not on this machine");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut files = Vec::new();
    for (number, (_, export)) in exports.iter().enumerate() {
        let file = folder.path().join(format!("{number}.xml"));
        std::fs::write(&file, &export.xml).expect("a notice is written");
        files.push(file);
    }
    let output = Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).args(&files).output().expect("xmllint runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let faults: Vec<&str> = said.lines().filter(|line| !line.ends_with(" validates")).collect();
    let names: Vec<(usize, &String)> = exports.iter().map(|(name, _)| name).enumerate().collect();
    assert!(output.status.success(), "{faults:#?}\n{names:?}");
}

fn whole() -> Value {
    json!({
        "reference": "2026-014", "title": "Entretien des espaces verts", "nature": "services", "procedure": "formal",
        "consultation_on": "2026-09-15", "duration_months": 48, "cpv": ["77310000-6", "77300000-3"], "contract_form": "orders",
        "framework": { "maximum_eur": 1200000.5, "max_holders": 1 }, "variants": "not_allowed", "renewals": { "count": 3 },
        "buyer": { "name": "Métropole fictive", "siret": "20005480700017", "kind": "local_authority" },
        "publication": { "procedure_type": "open", "place": { "type": "Code département", "code": "13" }, "techniques": ["Sans objet"] },
        "selections": [{ "clause": "env-08", "level": "basic" }, { "clause": "ins-01", "level": "basic" }],
        "criteria": [
            { "label": "Prix", "kind": "price", "weight": 60 },
            { "label": "Environnement", "kind": "environmental", "weight": 25.5, "sub": [{ "label": "Produits", "weight": 10 }] },
            { "label": "Valeur technique", "kind": "quality", "weight": 14.5, "method": "Note sur dix." }],
    })
}

/// What only the buyer knows of a notice.
fn given() -> Value {
    json!({
        "BT-05": "2026-09-15T10:00:00+02:00", "BT-10": "gen-pub", "BT-115": "true", "BT-14": "non-restricted-document", "BT-15": "https://exemple.fr/dce",
        "BT-17": "required", "BT-18": "https://exemple.fr/offres", "BT-24": "Entretien des parcs", "BT-513": "Marseille", "BT-512": "13007",
        "BT-507": "FRL04", "BT-503": "+33 400000000", "BT-506": "marches@exemple.fr", "BT-60": "no-eu-funds", "BT-743": "required", "BT-764": "allowed",
        "BT-806": "epo-procurement-document", "BT-821": "epo-procurement-document", "BT-92": "true", "BT-93": "true", "BT-97": "FRA",
        "BT-131": "2026-10-20T12:00:00+02:00", "BT-98": "6", "BT-106": "false", "BT-99": "Deux mois.",
        "recours.BT-500": "Tribunal administratif", "recours.BT-501": "17130006100018", "recours.BT-513": "Marseille", "recours.BT-514": "FRA",
    })
}

#[test]
fn a_tender_with_nothing_but_its_identity_is_a_valid_draft_that_declares_nothing() {
    let export = export(&json!({}));
    assert!(export.draft);
    for field in ["BT-105", "BT-21", "BT-262", "BT-500", "BT-71", "BT-736", "OPT-301"] {
        assert!(export.missing.iter().any(|missing| missing == field), "{field}: {:?}", export.missing);
    }
    for code in ["strategic-procurement", "reserved-procurement", "reserved-execution", "contract-nature", "country", "IssueDate"] {
        assert!(!xml(&export).contains(code), "{code} is not known");
    }
    assert_valid(&[("identity".to_owned(), export)]);
}

#[test]
fn every_nature_every_procedure_and_every_reservation_is_valid() {
    let natures = ["works", "supplies", "services", "special_services", "works_concession", "services_concession"];
    let procedures = ["open", "restricted", "negotiated", "competitive_dialogue", "adapted", "quotes", "no_competition"];
    let reservations = ["disability", "insertion", "disability_and_insertion", "prison", "social_economy"];
    let mut all = Vec::new();
    for nature in natures {
        for procedure in procedures {
            let lots: Vec<Value> = reservations
                .iter()
                .zip(1..)
                .map(|(reserved, number)| json!({ "number": number, "title": "Lot <&>", "cpv": ["45223220"], "reserved_for": reserved, "criteria": [{ "label": "Prix", "kind": "price", "weight": 100 }] }))
                .collect();
            let fields = json!({ "title": "Groupe \"scolaire\"", "nature": nature, "defence": nature == "supplies" && procedure == "open",
                "publication": { "procedure_type": procedure, "place": { "type": "Code commune", "code": "2A004" } }, "lots": lots, "innovative": true });
            let made = export(&fields);
            assert!(xml(&made).contains("LOT-0005") && xml(&made).contains("FRM01"));
            all.push((format!("{nature} {procedure}"), made));
        }
    }
    assert_valid(&all);
}

#[test]
fn a_whole_notice_is_no_draft_and_holds_only_official_codes() {
    let mut fields = whole();
    fields["publication"]["notice"] = given();
    let made = export(&fields);
    assert_eq!((made.missing.as_slice(), made.draft), (&[] as &[String], false));
    assert!(xml(&made).contains(">16<"), "{}", xml(&made));
    assert_official(&xml(&made));
    assert_valid(&[("whole".to_owned(), made)]);
}

/// Every code whose list stands on the shelf is one of that list.
fn assert_official(xml: &str) {
    let Some(table) = shelf("codes-fr-en.tsv") else { return };
    let text = std::fs::read_to_string(table).expect("the table is UTF-8");
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in text.lines() {
        let mut cells = line.split('\t');
        let (Some(list), Some(code)) = (cells.next(), cells.next()) else { continue };
        lists.entry(list.rsplit('_').next().unwrap_or(list)).or_default().push(code);
    }
    let mut seen = 0;
    for part in xml.split("listName=\"").skip(1) {
        let Some((list, rest)) = part.split_once("\">") else { continue };
        let code = rest.split('<').next().unwrap_or_default();
        if let Some(known) = lists.get(list) {
            assert!(known.contains(&code), "« {code} » is not in {list}");
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} codes were compared");
}

#[test]
fn what_the_file_holds_becomes_the_fields_of_strategic_procurement() {
    let made = xml(&export(&whole()));
    for expected in [
        r#"<cbc:ProcurementTypeCode listName="strategic-procurement">env-imp</cbc:ProcurementTypeCode>"#,
        r#"<cbc:ProcurementTypeCode listName="environmental-impact">circ-econ</cbc:ProcurementTypeCode>"#,
        r#"<cbc:ProcurementTypeCode listName="social-objective">opp</cbc:ProcurementTypeCode>"#,
        r#"<cbc:TendererRequirementTypeCode listName="reserved-procurement">none</cbc:TendererRequirementTypeCode>"#,
        r#"<cbc:ExecutionRequirementCode listName="reserved-execution">no</cbc:ExecutionRequirementCode>"#,
        r#"<cbc:ExecutionRequirementCode listName="conditions">performance</cbc:ExecutionRequirementCode>"#,
        r#"<efbc:ParameterNumeric>25.5</efbc:ParameterNumeric>"#,
        r#"<efbc:FrameworkMaximumAmount currencyID="EUR">1200000.50</efbc:FrameworkMaximumAmount>"#,
        r#"<cbc:CountrySubentityCode listName="nuts">FRL04</cbc:CountrySubentityCode>"#,
        r#"<cbc:IssueDate>2026-09-15+02:00</cbc:IssueDate>"#,
        r#"<cbc:ItemClassificationCode listName="cpv">77310000</cbc:ItemClassificationCode>"#,
        "Environnement dont : Produits (10 %).",
    ] {
        assert!(made.contains(expected), "{expected}\n{made}");
    }
    assert!(!made.contains("EstimatedOverallContractAmount"), "an estimate is never published by itself");
}

#[test]
fn each_lot_declares_its_own() {
    let fields = json!({ "title": "Travaux", "nature": "works",
        "lots": [{ "number": 1, "title": "Gros œuvre" }, { "number": 2, "title": "Nettoyage", "reserved_for": "insertion" }, { "number": 3, "title": "Impression", "reserved_for": "prison" }],
        "selections": [{ "clause": "env-08", "lots": [1] }] });
    let made = xml(&export(&fields));
    let lots: Vec<&str> = made.split("<cac:ProcurementProjectLot>").skip(1).collect();
    let [first, second, third] = lots.as_slice() else { panic!("{made}") };
    assert!(first.contains("env-imp") && !first.contains("soc-obj") && first.contains(r#""reserved-procurement">none"#));
    assert!(second.contains(r#""reserved-procurement">res-ws"#) && second.contains(r#""reserved-execution">yes"#) && second.contains("Lot réservé."));
    assert!(third.contains("soc-obj") && !third.contains("reserved-procurement"), "no code of BT-71 says the work in detention");
}

#[test]
fn the_checks_that_the_official_rules_lack_are_said() {
    let objective = |code: &str, field: &str| Concern::ObjectiveAlone { lot: None, objective: code.to_owned(), field: field.to_owned() };
    let criterion = json!([{ "label": "Environnement", "kind": "environmental", "weight": 90 }]);
    let with = |notice: Value| json!({ "criteria": criterion, "publication": { "notice": notice } });
    let table = [
        (with(json!({})), objective("env-imp", "BT-774")),
        (json!({ "innovative": true, "criteria": criterion }), objective("inn-pur", "BT-776")),
        (with(json!({ "BT-06": "none" })), Concern::NoneBesideAnother { lot: None }),
        (with(json!({ "BT-775": "opp" })), Concern::CodeWithoutObjective { lot: None, field: "BT-775".to_owned(), objective: "soc-obj".to_owned() }),
        (with(json!({ "BT-774": "vert" })), Concern::NotInList { field: "BT-774".to_owned(), value: "vert".to_owned() }),
        (with(json!({ "BT-92": "oui" })), Concern::NotOfItsKind { field: "BT-92".to_owned(), value: "oui".to_owned() }),
        (with(json!({ "BT-9999": "x" })), Concern::NotWritten { field: "BT-9999".to_owned() }),
        (with(json!({ "BT-735": "veh-acq" })), Concern::WithoutScope { field: "BT-735".to_owned(), scope: "BT-717".to_owned() }),
        (with(json!({})), Concern::Weights { lot: None, sum: "90".to_owned() }),
        (json!({ "criteria": [{ "label": "Autre chose" }] }), Concern::CriterionWithoutKind { label: "Autre chose".to_owned() }),
        (json!({ "publication": { "procedure_type": "adapted" } }), Concern::ProcedureWithoutCode { word: "adapted".to_owned() }),
        (json!({ "procedure": "no_competition" }), Concern::NoCompetition),
    ];
    for (fields, expected) in table {
        let made = export(&fields);
        assert!(made.concerns.contains(&expected), "{expected:?} among {:?}", made.concerns);
        assert_valid(&[(fields.to_string(), made)]);
    }
    let coherent = json!({ "selections": [{ "clause": "env-08" }] });
    assert_eq!(export(&coherent).concerns, [], "a clause brings its objective and its code together");
}

#[test]
fn a_duty_not_covered_yet_contradicts_a_notice_that_declares_nothing() {
    let fields = json!({ "criteria": [{ "label": "Prix", "kind": "price", "weight": 100 }] });
    let made = export_with(&fields, &["critere-env", "exec-social"], &["critere-env", "exec-social"]);
    assert!(made.concerns.contains(&Concern::NoEnvironment { duties: vec!["critere-env".to_owned()] }), "{:?}", made.concerns);
    assert!(made.concerns.contains(&Concern::NoSocial { duties: vec!["exec-social".to_owned()] }));
    assert!(xml(&made).contains(r#""strategic-procurement">none"#));
}

#[test]
fn duties_on_vehicles_and_energy_open_their_fields() {
    let fields = json!({ "nature": "supplies", "publication": { "notice": { "BT-811": "tyres", "BT-811-base": "enrg-lab" } } });
    let made = export_with(&fields, &["veh-legers", "hpe-energie"], &[]);
    for expected in [
        r#""cvd-scope">true"#,
        r#""cvd-contract-type">veh-acq"#,
        r#""eed-scope">true"#,
        r#""energy-efficiency-item">tyres"#,
        r#""energy-efficiency-basis">enrg-lab"#,
    ] {
        assert!(xml(&made).contains(expected), "{expected}");
    }
    assert_official_short(&xml(&made));
    assert_valid(&[("vehicles".to_owned(), made)]);
}

fn assert_official_short(xml: &str) {
    assert_eq!(xml.matches("<efac:StrategicProcurement>").count(), 2, "{xml}");
}

#[test]
fn a_notice_that_is_written_twice_has_the_same_bytes_and_no_text_breaks_it() {
    let hostile = "]]>&<a href=\"\u{1}\u{b}\u{ffff}\">é\n\t".repeat(900);
    let fields = json!({ "title": hostile, "consultation_on": "+12026-01-01", "reference": hostile, "nature": "works", "buyer": { "name": hostile, "siret": hostile }, "cpv": ["45223220"],
        "lots": [{ "number": 12345, "title": hostile }], "criteria": [{ "label": hostile, "kind": "social", "weight": 33.333, "method": hostile }],
        "publication": { "procedure_type": hostile, "place": { "type": "Code pays", "code": hostile }, "notice": { "BT-24": hostile, "BT-131": hostile, "BT-98": "-3", "BT-115": hostile, "BT-06": hostile } } });
    let made = export(&fields);
    assert_eq!(made, export(&fields));
    assert_valid(&[("hostile".to_owned(), made)]);
}

fn asked<'e>(export: &'e Export, key: &str) -> &'e Asked {
    export.asked.iter().find(|asked| asked.key == key).unwrap_or_else(|| panic!("{key} is not asked: {:?}", export.asked))
}

#[test]
fn a_form_asks_what_the_file_does_not_tell_and_says_what_is_required() {
    let made = export(&whole());
    let table = [
        ("BT-500", AskedKind::Text, true, true),
        ("BT-18", AskedKind::Text, false, false),
        ("BT-131", AskedKind::Instant, true, false),
        ("BT-1311", AskedKind::Instant, false, false),
        ("BT-98", AskedKind::Number, true, false),
        ("BT-92", AskedKind::YesNo, true, false),
        ("BT-11", AskedKind::Code, true, true),
        ("BT-774", AskedKind::Codes, false, true),
        ("recours.BT-500", AskedKind::Text, true, false),
        ("recours.BT-503", AskedKind::Text, false, false),
    ];
    for (key, kind, required, told) in table {
        let one = asked(&made, key);
        assert_eq!((one.kind, one.required, one.told), (kind, required, told), "{key}");
    }
}

#[test]
fn an_answer_may_call_for_another_field_and_is_kept_as_given() {
    let mut fields = whole();
    fields["publication"]["notice"] = json!({ "BT-17": "required", "recours.BT-500": "Tribunal administratif" });
    let made = export(&fields);
    assert!(asked(&made, "BT-18").required, "an address is due once offers come by the network");
    assert_eq!(asked(&made, "recours.BT-500").value.as_deref(), Some("Tribunal administratif"));
    fields["publication"]["notice"] = given();
    let whole = export(&fields);
    let empty: Vec<&str> = whole.asked.iter().filter(|one| one.required && !one.told && one.value.is_none()).map(|one| one.key.as_str()).collect();
    assert_eq!(empty, [] as [&str; 0], "a whole notice leaves nothing to be asked");
}

#[test]
fn every_field_given_by_the_buyer_is_one_that_a_form_asks() {
    let mut fields = whole();
    fields["publication"]["notice"] = given();
    let made = export(&fields);
    for key in given().as_object().expect("an object").keys() {
        assert!(made.asked.iter().any(|asked| asked.key == *key), "{key} could be written and no form asks it");
    }
}

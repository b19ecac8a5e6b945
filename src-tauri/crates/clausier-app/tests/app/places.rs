//! The shared place on a real server: linked, locked, sent to, taken away and given back; a double edit
//! decided field by field; what the diagnostic and the log say.

use std::net::SocketAddr;
use std::sync::mpsc;

use clausier_app::places::{self, Credentials, Place};
use clausier_app::sharing_view::{self, KeepChoice, PlaceForm};
use clausier_app::{doctor_view, edit, share, tenders};
use dav_server::DavHandler;
use dav_server::localfs::LocalFs;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::TcpListener;

use crate::support::{Desk, at, code, now};

/// `anne:secret`, as RFC 7617 writes it.
const BASIC: &str = "Basic YW5uZTpzZWNyZXQ=";

/// A WebDAV server that stops with the test process, and the folder that it serves.
struct Cloud {
    address: SocketAddr,
    folder: tempfile::TempDir,
}

impl Cloud {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("marches")).expect("a folder can be made");
        let handler = DavHandler::builder().filesystem(LocalFs::new(folder.path(), true, false, false)).build_handler();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a thread can be had");
            runtime.block_on(async move {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port of loopback is free");
                tell.send(listener.local_addr().expect("an address")).expect("the test waits");
                loop {
                    let socket = listener.accept().await.expect("loopback accepts").0;
                    let handler = handler.clone();
                    tokio::spawn(http1::Builder::new().serve_connection(
                        TokioIo::new(socket),
                        service_fn(move |request: http::Request<_>| {
                            let handler = handler.clone();
                            async move { Ok::<_, std::convert::Infallible>(answer(&handler, request).await) }
                        }),
                    ));
                }
            });
        });
        Self { address: told.recv().expect("the server starts"), folder }
    }

    /// What is typed: each test has a port of its own, since passwords are remembered by place.
    fn form(&self, secret: &str) -> PlaceForm {
        PlaceForm { address: format!("webdav+http://{}/marches", self.address), user: "anne".to_owned(), secret: secret.to_owned(), plain: false }
    }
}

async fn answer(handler: &DavHandler, request: http::Request<hyper::body::Incoming>) -> http::Response<dav_server::body::Body> {
    if request.headers().get("authorization").is_some_and(|given| given == BASIC) {
        return handler.handle(request).await;
    }
    http::Response::builder().status(401).body(dav_server::body::Body::from("")).expect("a status is a response")
}

fn import(desk: &Desk, tender: serde_json::Value) {
    let tender: clausier_app::Tender = serde_json::from_value(tender).expect("a tender");
    tenders::import(&desk.app, &tender, &now()).expect("imported");
}

#[test]
fn a_server_is_linked_locked_sent_to_and_read_by_a_colleague() {
    let (cloud, anne, benoit) = (Cloud::new(), Desk::new(), Desk::new());
    assert_eq!(code(sharing_view::link_place(&anne.app, &cloud.form("faux"), &now())), "partage-identifiants");
    assert_eq!(sharing_view::state(&anne.app, &now()).expect("a state").state, "none", "nothing is linked by a refusal");
    let linked = sharing_view::link_place(&anne.app, &cloud.form("secret"), &now()).expect("linked");
    assert_eq!((linked.state.as_str(), linked.folder.as_deref(), linked.remote, linked.locked), ("up_to_date", Some("marches"), true, false));
    sharing_view::link_place(&benoit.app, &cloud.form("secret"), &now()).expect("linked");
    anne.tender(&json!({ "title": "Groupe scolaire", "consultation_on": "2026-10-01", "stage": "published" }));
    assert_eq!(sharing_view::sync(&anne.app, &now()).expect("sent").state, "up_to_date");
    assert_eq!(sharing_view::sync(&benoit.app, &now()).expect("read").rows, 1);
    let (sent, received) = (sharing_view::details(&anne.app).expect("a log").log, sharing_view::details(&benoit.app).expect("a log").log);
    assert_eq!((sent.len(), sent[0].sent.as_slice(), sent[0].received.len()), (1, &["Groupe scolaire".to_owned()][..], 0));
    assert_eq!((received.len(), received[0].received.as_slice()), (1, &["Groupe scolaire".to_owned()][..]));
    sharing_view::sync(&benoit.app, &now()).expect("read");
    assert_eq!(sharing_view::details(&benoit.app).expect("a log").log.len(), 1, "an exchange that changes nothing is not noted");
}

#[test]
fn the_password_is_asked_again_and_never_written() {
    let (cloud, desk) = (Cloud::new(), Desk::new());
    sharing_view::link_place(&desk.app, &cloud.form("secret"), &now()).expect("linked");
    desk.tender(&json!({ "title": "Crèche", "consultation_on": "2026-10-01", "stage": "published" }));
    let place = share::place(&desk.app).expect("the base works").expect("a place is linked");
    // What a program that starts again knows: the address, and nothing else.
    places::remember(&place, &Credentials::default());
    let locked = sharing_view::state(&desk.app, &now()).expect("a state");
    assert_eq!((locked.state.as_str(), locked.locked, locked.pending), ("away", true, 1));
    assert!(locked.sentence.contains("mot de passe") && locked.sentence.contains("attend d’être envoyé"), "{}", locked.sentence);
    assert_eq!(code(sharing_view::sync(&desk.app, &now())), "partage-identifiants");
    let log = sharing_view::details(&desk.app).expect("a log").log;
    assert!(log[0].refused, "the refusal is noted: {log:?}");
    assert_eq!(sharing_view::unlock(&desk.app, "anne", "secret", &now()).expect("a state").state, "pending");
    assert_eq!(sharing_view::sync(&desk.app, &now()).expect("sent").state, "up_to_date");
    for entry in std::fs::read_dir(desk.app.data_dir()).expect("the folder of the base").flatten().filter(|entry| entry.path().is_file()) {
        let bytes = std::fs::read(entry.path()).expect("a file of ours can be read");
        assert!(!bytes.windows(6).any(|six| six == b"secret"), "the password stands in {}", entry.path().display());
    }
}

#[test]
fn a_place_taken_away_and_given_back_loses_nothing() {
    let (cloud, desk) = (Cloud::new(), Desk::new());
    sharing_view::link_place(&desk.app, &cloud.form("secret"), &now()).expect("linked");
    let (here, away) = (cloud.folder.path().join("marches"), cloud.folder.path().join("ailleurs"));
    std::fs::rename(&here, &away).expect("a folder can be moved");
    desk.tender(&json!({ "title": "Crèche", "consultation_on": "2026-10-01", "stage": "published" }));
    assert_eq!(code(sharing_view::sync(&desk.app, &now())), "partage-absent");
    assert!(!here.exists(), "it is not made again");
    assert_eq!(sharing_view::state(&desk.app, &now()).expect("a state").pending, 1);
    std::fs::rename(&away, &here).expect("a folder can be moved");
    assert_eq!(sharing_view::sync(&desk.app, &now()).expect("sent").state, "up_to_date");
}

#[test]
fn a_double_edit_is_shown_and_decided_field_by_field() {
    let (folder, anne, benoit) = (tempfile::tempdir().expect("a folder"), Desk::new(), Desk::new());
    for desk in [&anne, &benoit] {
        share::link(&desk.app, folder.path(), false, &now()).expect("linked");
    }
    let mine = anne.tender(&json!({ "title": "Groupe scolaire", "consultation_on": "2026-10-01", "stage": "published" }));
    import(
        &benoit,
        json!({ "schema": "clausier/tender/1", "id": mine.id, "title": "École des Tilleuls", "nature": "works", "consultation_on": "2026-10-01", "stage": "published" }),
    );
    share::sync(&anne.app, &now()).expect("sent");
    share::sync(&benoit.app, &now()).expect("sent");
    let forks = sharing_view::details(&benoit.app).expect("details").forks;
    assert_eq!(forks.len(), 1, "{forks:?}");
    let fields: Vec<(&str, &str, &str)> =
        forks[0].fields.iter().map(|field| (field.label.as_str(), field.mine.as_str(), field.theirs.as_str())).collect();
    assert_eq!(fields, [("Objet", "École des Tilleuls", "Groupe scolaire"), ("Nature", "travaux", "non indiqué")]);
    assert!(forks[0].own);
    let left = sharing_view::resolve(&benoit.app, mine.id, KeepChoice::Both, &now()).expect("decided");
    assert_eq!(left, []);
    share::sync(&benoit.app, &now()).expect("sent");
    share::sync(&anne.app, &now()).expect("read");
    assert_eq!(sharing_view::state(&anne.app, &now()).expect("a state").rows, 2, "the other version goes on as a tender of its own");
    assert_eq!(sharing_view::details(&anne.app).expect("details").forks, []);
    // Later edits go on from there.
    edit::patch(&anne.app, mine.id, mine.rev, "title", &json!({ "title": "Autre" }), &at(10)).expect("edited");
}

#[test]
fn the_diagnostic_is_one_page_without_a_name() {
    let (cloud, desk) = (Cloud::new(), Desk::new());
    sharing_view::link_place(&desk.app, &cloud.form("secret"), &now()).expect("linked");
    let page = sharing_view::doctor(&desk.app).expect("a report");
    assert!(page.len() < 30, "one page: {} lines", page.len());
    let text = page.join("\n");
    for expected in ["serveur WebDAV", "Écriture possible", "Le serveur refuse lui-même d’écraser", "Aller-retour", "Ce lieu convient au partage."]
    {
        assert!(text.contains(expected), "« {expected} » in:\n{text}");
    }
    for personal in ["anne", "secret", "127.0.0.1", "marches", "/"] {
        assert!(!text.contains(personal), "« {personal} » in:\n{text}");
    }
    let place = Place::parse("/srv/partage", false).expect("a folder");
    let refused = share::DoctorReport { writes: false, ..share::doctor(&share::place(&desk.app).expect("ok").expect("linked")).expect("a report") };
    assert!(doctor_view::page(&place, &refused).iter().any(|line| line.contains("leurs envois attendront")), "what it means is said");
}

#[test]
fn i17_each_refusal_says_what_is_safe_and_what_comes_next() {
    let messages: toml::Table = include_str!("../../src/messages.toml").parse().expect("messages.toml is TOML");
    let of_sharing: Vec<_> = messages.iter().filter(|(code, _)| code.starts_with("partage-")).collect();
    assert!(of_sharing.len() > 15, "{} sentences", of_sharing.len());
    for (code, phrase) in of_sharing {
        for part in ["phrase", "etat"] {
            assert!(phrase[part].as_str().is_some_and(|text| text.ends_with(['.', '}'])), "{code}: {part}");
        }
        assert!(phrase["suite"].as_array().is_some_and(|next| !next.is_empty()), "{code} says what to do");
    }
}

//! What only a server can do to us: refuse, throttle, stall, forget conditions, drop the line.

use std::time::Duration;

use super::grounds::{Ground, OnS3, OnWebDav, anne};
use super::memory::Memory;
use super::scene::{Computer, Dice, day, id};
use super::servers::{Answer, Server};
use crate::folder::{Folder as _, FolderError};
use crate::link::{LinkChoice, LinkRefusal, link};
use crate::listing::fingerprint;
use crate::place::Place;
use crate::remote::{Credentials, RemoteFolder};
use crate::status::State;
use crate::sync::SyncError;
use crate::trouble::Trouble;

fn webdav(address: &str, credentials: &Credentials) -> RemoteFolder {
    let place = Place::parse(address, true).expect("a good address");
    RemoteFolder::new(&place, credentials).expect("a place of a server").with_patience(Duration::from_secs(30))
}

/// A port that nobody listens to.
fn nobody() -> std::net::SocketAddr {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port of loopback is free");
    taken.local_addr().expect("a bound socket has an address")
}

#[test]
fn each_reason_of_a_server_has_its_own_name() {
    let (dav, s3, folder) = (OnWebDav::new(), OnS3::new(), tempfile::tempdir().expect("a temporary folder"));
    let signed_by_nobody = Server::self_signed(folder.path());
    let wrong = Credentials { secret: "faux".to_owned(), ..anne() };
    let other_key = Credentials { user: "inconnue".to_owned(), ..anne() };
    let on_s3 =
        |address: String, who: &Credentials| RemoteFolder::new(&Place::parse(&address, false).expect("a good address"), who).expect("a place");
    let absent_bucket = format!("s3://absent/x?endpoint=http://{}", s3.server.address);
    let cases = [
        ("wrong password", RemoteFolder::new(&dav.place(), &wrong).expect("a place"), Trouble::Credentials),
        ("no password", RemoteFolder::new(&dav.place(), &Credentials::default()).expect("a place"), Trouble::Credentials),
        ("wrong secret key", on_s3(s3.place().address(), &wrong), Trouble::Credentials),
        ("unknown key", on_s3(s3.place().address(), &other_key), Trouble::Credentials),
        ("absent bucket", on_s3(absent_bucket, &anne()), Trouble::Bucket),
        ("nobody there", webdav(&format!("webdav+http://{}/x", nobody()), &anne()), Trouble::Unreachable),
        ("unknown host", webdav("webdav+https://serveur.invalid/x", &anne()), Trouble::Unreachable),
        ("unsigned certificate", webdav(&format!("webdav+https://127.0.0.1:{}/x", signed_by_nobody.address.port()), &anne()), Trouble::Tls),
        ("no TLS at all", webdav(&format!("webdav+https://127.0.0.1:{}/x", dav.server.address.port()), &anne()), Trouble::Tls),
    ];
    for (what, folder, trouble) in cases {
        assert_eq!((folder.list(""), folder.trouble()), (Err(FolderError::NoAnswer), Some(trouble)), "{what}");
        let linked = link(&folder, &mut Memory::new(), LinkChoice::CreateOrJoin, &mut Dice(1));
        assert!(matches!(linked, Err(LinkRefusal::Away)), "{what}: nothing is linked nor written: {linked:?}");
    }
    let statuses = [
        (302, FolderError::NoAnswer, Some(Trouble::Moved)),
        (403, FolderError::Refused, Some(Trouble::Rights)),
        (423, FolderError::Busy, None),
        (507, FolderError::Full, Some(Trouble::Full)),
        (503, FolderError::Busy, Some(Trouble::Server)),
    ];
    for (status, refusal, trouble) in statuses {
        dav.server.ear.obey(move |method, _| (method == "PUT").then_some(Answer::Status(status)));
        let way = dav.way();
        assert_eq!((way.create_new("x", b"x"), way.trouble()), (Err(refusal), trouble), "status {status}");
    }
}

#[test]
fn an_absent_folder_of_a_server_is_absent_and_never_made() {
    let dav = OnWebDav::new();
    let folder = webdav(&format!("webdav+http://{}/dav/absent/plus", dav.server.address), &anne());
    assert_eq!(folder.list(""), Err(FolderError::Absent));
    assert_eq!(folder.make_directory("replicas"), Err(FolderError::Absent));
    assert_eq!(folder.create_new("x", b"x"), Err(FolderError::Absent));
    assert!(!dav.tree().parent().expect("a parent").join("absent").exists(), "no tree is built");
    assert!(dav.server.ear.asked().iter().all(|asked| !asked.starts_with("MKCOL")), "it is not even asked for");
}

#[test]
fn a_server_that_stalls_is_given_up_at_the_deadline() {
    let dav = OnWebDav::new();
    let way = dav.way().with_patience(Duration::from_millis(200));
    dav.server.ear.obey(|_, _| Some(Answer::Never));
    assert_eq!((way.list(""), way.trouble()), (Err(FolderError::NoAnswer), Some(Trouble::Slow)));
    dav.server.ear.obey(|_, _| None);
    let way = way.with_patience(Duration::from_secs(30));
    assert_eq!(way.list(""), Ok(Vec::new()), "and asked again as if nothing had happened");
}

#[test]
fn a_throttled_server_is_asked_again() {
    let s3 = OnS3::new();
    let mut left = 2;
    s3.server.ear.obey(move |_, _| {
        left -= 1;
        (left >= 0).then_some(Answer::Status(503))
    });
    assert_eq!(s3.way().list(""), Ok(Vec::new()), "two refusals are overcome within one call");
}

#[test]
fn what_was_done_without_being_said_is_found_done() {
    let dav = OnWebDav::new();
    let mut anne = Computer::on(dav.way(), 1);
    anne.edit(id(1), "Groupe scolaire");
    let mut left = 3;
    dav.server.ear.obey(move |method, _| {
        left -= i32::from(method == "PUT");
        (method == "PUT" && left >= 0).then_some(Answer::DoneThenSilent)
    });
    let _ = anne.sync(day(0));
    dav.server.ear.obey(|_, _| None);
    assert_eq!(anne.sync(day(0)).expect("the server is there").status.state, State::UpToDate);
    let mut newcomer = Computer::on(dav.way(), 2);
    newcomer.sync(day(0)).expect("the server is there");
    assert_eq!(newcomer.titles(), anne.titles());
    assert!(dav.files().iter().all(|path| !path.contains(".tmp")), "no temporary file stays: {:?}", dav.files());
}

#[test]
fn a_server_that_forgets_conditions_is_found_out_and_replaces_nothing_of_ours() {
    let dav = OnWebDav::new();
    let way = dav.way();
    way.create_new("un.json", b"un").expect("the server is there");
    assert_eq!(way.refuses_to_replace("un.json", b"un"), Some(true), "an honest server refuses by itself");
    dav.server.ear.obey(|_, _| Some(Answer::Unconditional));
    assert_eq!(way.refuses_to_replace("un.json", b"un"), Some(false), "the doctor sees it");
    assert_eq!(way.create_new("un.json", b"deux"), Err(FolderError::AlreadyExists), "the name is looked up first");
    way.create_new("deux.json", b"deux").expect("the server is there");
    assert_eq!(way.rename_no_replace("deux.json", "un.json"), Err(FolderError::AlreadyExists));
    assert_eq!(way.read("un.json", 100).as_deref(), Ok(&b"un"[..]));
}

#[test]
fn a_service_without_conditions_is_written_to_all_the_same() {
    let s3 = OnS3::new();
    let way = s3.way();
    way.create_new("un.json", b"un").expect("the service is there");
    let mut first = true;
    s3.server.ear.obey(move |method, _| (method == "PUT" && std::mem::take(&mut first)).then_some(Answer::Status(501)));
    assert_eq!(way.create_new("deux.json", b"deux"), Ok(()), "asked again without the condition");
    assert_eq!(way.create_new("un.json", b"autre"), Err(FolderError::AlreadyExists), "the name is looked up first from now on");
    assert_eq!(way.read("un.json", 100).as_deref(), Ok(&b"un"[..]));
}

#[test]
fn a_poll_asks_for_listings_and_opens_no_file() {
    let dav = OnWebDav::new();
    let mut anne = Computer::on(dav.way(), 1);
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the server is there");
    dav.server.ear.asked();
    fingerprint(&anne.folder).expect("the server is there");
    let asked = dav.server.ear.asked();
    assert!(!asked.is_empty() && asked.iter().all(|asked| asked.starts_with("PROPFIND")), "listings only: {asked:?}");
    assert_eq!(asked.len(), 3, "the cards, the years, one year: {asked:?}");
}

#[test]
fn an_account_without_the_right_to_write_reads_and_waits() {
    let dav = OnWebDav::new();
    let (mut anne, mut benoit) = (Computer::on(dav.way(), 1), Computer::on(dav.way(), 2));
    anne.edit(id(1), "Groupe scolaire");
    anne.sync(day(0)).expect("the server is there");
    dav.server.ear.obey(|method, _| matches!(method, "PUT" | "MOVE" | "DELETE" | "MKCOL").then_some(Answer::Status(403)));
    benoit.edit(id(2), "Crèche");
    let report = benoit.sync(day(0)).expect("reading works");
    assert_eq!((report.status.state, report.status.pending, report.ingested), (State::ReadOnly, 1, 1));
    dav.server.ear.obey(|_, _| None);
    assert_eq!(benoit.sync(day(0)).expect("writing works again").status.state, State::UpToDate);
}

#[test]
fn a_password_that_changes_in_the_middle_stops_everything_and_loses_nothing() {
    let s3 = OnS3::new();
    let mut anne = Computer::on(s3.way(), 1);
    anne.edit(id(1), "Groupe scolaire");
    let mut left = 4;
    s3.server.ear.obey(move |_, _| {
        left -= 1;
        (left < 0).then_some(Answer::Status(401))
    });
    assert!(matches!(anne.sync(day(0)), Err(SyncError::Away)));
    assert_eq!(anne.folder.trouble(), Some(Trouble::Credentials));
    s3.server.ear.obey(|_, _| None);
    assert_eq!(anne.sync(day(0)).expect("the service is there").status.state, State::UpToDate);
}

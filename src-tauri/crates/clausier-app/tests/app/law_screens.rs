//! What the screens of the law show: the calendar, the reasons, the duties of the buyer, the news.

use std::fs;
use std::path::PathBuf;

use clausier_app::news::{self, Before};
use clausier_app::{calendar, duties, edit, relations, settings, start, tenders, why};
use clausier_core::law::{BuyerStanding, Outcome, Turn};
use clausier_core::tender::{Buyer, BuyerKind, Euros};
use serde_json::{Value, json};

use crate::support::{Desk, now};

fn school() -> Value {
    json!({ "title": "École", "nature": "works", "estimated_value_eur": 6_000_000, "cpv": ["45214200"], "procedure": "formal", "defence": false,
            "buyer": { "kind": "local_authority" }, "consultation_on": "2026-12-15" })
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("the test writes a day")
}

#[test]
fn the_calendar_lists_only_days_on_which_something_changes_for_the_tender_and_writes_nothing() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    let found = calendar::of(&desk.app, view.id, &now()).expect("the tender is there");
    assert_eq!(found.reference, day("2026-12-15"), "compared with the date planned");
    assert_eq!((found.calendar.from, found.calendar.to), (day("2026-11-24"), day("2031-12-31")));
    assert!(found.calendar.days.iter().all(|one| !one.changes.is_empty() && one.on > day("2026-11-24")));
    assert!(found.calendar.days.windows(2).all(|pair| pair[0].on < pair[1].on), "in order, once each");
    assert_eq!(desk.get(view.id).rev, view.rev, "looking changes nothing");
}

#[test]
fn another_day_tells_the_same_as_an_assessment_of_that_day() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    let other = calendar::other_day(&desk.app, view.id, day("2028-01-01"), &now()).expect("compared");
    let social = other.changes.iter().find(|change| change.obligation == "exec-social").expect("its threshold is not published yet");
    assert_eq!((social.turn, social.before, social.after), (Turn::Outcome, Outcome::Applies, Outcome::ToVerify));
    let moved = edit::patch(&desk.app, view.id, view.rev, "consultation_on", &json!({ "consultation_on": "2028-01-01" }), &now()).expect("kept");
    let line = moved.assessment.line("exec-social").expect("in every assessment");
    assert_eq!((line.outcome, &line.because), (social.after, &social.because));
    let back = edit::undo(&desk.app, view.id, moved.rev, &now()).expect("undone");
    assert_eq!(back.tender.consultation_on, Some(day("2026-12-15")), "keeping a date is undone like any edit");
}

#[test]
fn the_same_day_and_a_tender_without_a_date_are_compared_with_themselves_and_with_today() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    assert!(calendar::other_day(&desk.app, view.id, day("2026-12-15"), &now()).expect("compared").changes.is_empty());
    let undated = desk.tender(&json!({ "nature": "works" }));
    assert_eq!(calendar::of(&desk.app, undated.id, &now()).expect("shown").reference, now().today);
}

#[test]
fn a_question_says_which_obligations_its_answer_changes_here() {
    let desk = Desk::new();
    let mut fields = school();
    fields["defence"] = Value::Null;
    let view = desk.tender(&fields);
    let stakes = why::question(&desk.app, view.id, "defence", &now()).expect("the field is known");
    let social = stakes.changing.iter().find(|stake| stake.obligation == "exec-social").expect("defence leaves it out");
    let told: Vec<(Outcome, &[String])> = social.outlooks.iter().map(|one| (one.outcome, one.answers.as_slice())).collect();
    assert_eq!(told, [(Outcome::NotApplicable, ["oui".to_owned()].as_slice()), (Outcome::Applies, ["non".to_owned()].as_slice())]);
    assert!(stakes.sentence.contains(&stakes.changing.len().to_string()), "{}", stakes.sentence);
    assert!(stakes.others.iter().all(|stake| stake.outlooks.len() < 2), "the others change nothing here");
}

#[test]
fn an_amount_is_tried_on_both_sides_of_every_threshold() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    let stakes = why::question(&desk.app, view.id, "estimated_value_eur", &now()).expect("the field is known");
    assert!(stakes.changing.iter().any(|stake| stake.obligation == "exec-social"), "below the European threshold it does not apply");
    assert!(why::question(&desk.app, view.id, "title", &now()).expect("no fact reads it").changing.is_empty());
}

#[test]
fn every_field_that_the_form_asks_for_can_be_explained() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    for fact in &view.facts.facts {
        let stakes = why::question(&desk.app, view.id, &fact.field, &now()).expect("explained");
        assert!(!stakes.sentence.is_empty(), "{}", fact.field);
    }
}

#[test]
fn every_line_says_what_was_compared_in_words_and_copies_its_whole_reasoning() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    for line in &view.assessment.lines {
        let reasons = why::line(&desk.app, view.id, &line.obligation, &now()).expect("explained");
        assert_eq!(reasons.relations.len(), line.grounds.len(), "{}", line.obligation);
        for relation in &reasons.relations {
            let words = [relation.fact.as_str(), relation.compared.as_str(), relation.value.as_deref().unwrap_or_default()].join(" ");
            assert!(!relation.fact.contains('_'), "{}: a word of the file is shown: {words}", line.obligation);
            assert!(!words.contains("local_authority") && !words.contains("works"), "{}: {words}", line.obligation);
        }
        for part in [&line.title, &line.because] {
            assert!(reasons.text.contains(clausier_core::french::typography(part).as_str()), "{}", line.obligation);
        }
    }
    let social = relations::relations(&desk.app.engine, view.assessment.line("exec-social").expect("there"));
    let told: Vec<String> = social.iter().map(|one| one.compared.replace(['\u{a0}', '\u{202f}'], " ")).collect();
    assert!(told.iter().any(|compared| compared == "au moins le seuil européen des travaux (5 404 000 €)"), "{told:?}");
    assert!(told.iter().any(|compared| compared.starts_with("à compter du ")), "{told:?}");
}

#[test]
fn an_obligation_that_does_not_exist_is_refused() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    assert_eq!(crate::support::code(why::line(&desk.app, view.id, "nulle-part", &now())), "obligation-inconnue");
}

#[test]
fn a_reason_outside_the_closed_list_is_kept_and_lifts_nothing() {
    let desk = Desk::new();
    let view = desk.tender(&school());
    let exception = json!({ "exceptions": [{ "obligation": "exec-social", "exception": 0, "reason": "Motif libre" }] });
    let kept = edit::patch(&desk.app, view.id, view.rev, "exceptions", &exception, &now()).expect("kept");
    assert_eq!(kept.tender.exceptions[0].reason.as_deref(), Some("Motif libre"));
    let satisfied = |view: &clausier_app::wire::TenderView| view.assessment.line("exec-social").expect("there").satisfied;
    assert_eq!(satisfied(&kept), satisfied(&view), "the obligation still has to be treated");
}

#[test]
fn what_does_not_agree_in_the_file_is_said_where_the_form_is_read() {
    let desk = Desk::new();
    let mut fields = school();
    fields["notified_on"] = json!("2026-12-01");
    fields["lots"] = json!([{ "number": 1 }]);
    fields["exceptions"] = json!([{ "obligation": "exec-social", "exception": 3, "lots": [7], "reason": "…" }]);
    let doubts: Vec<String> = desk.tender(&fields).facts.doubts.iter().map(|doubt| doubt.field.clone()).collect();
    assert!(doubts.contains(&"notified_on".to_owned()) && doubts.contains(&"exceptions[0].lots".to_owned()), "{doubts:?}");
}

#[test]
fn the_duties_of_the_buyer_follow_the_settings() {
    let desk = Desk::new();
    let standing = |id: &str| {
        let view = duties::of(&desk.app, &now());
        view.duties.into_iter().find(|duty| duty.obligation == id).map(|duty| duty.standing)
    };
    assert_eq!(standing("spaser"), Some(BuyerStanding::ToAnswer), "an unknown buyer is asked for");
    assert!(duties::of(&desk.app, &now()).questions.iter().any(|question| question.field == "buyer.annual_purchases_eur"));
    for (purchases, expected) in [(50_000_000, BuyerStanding::NotConcerned), (50_000_001, BuyerStanding::Concerned)] {
        let buyer = Buyer { kind: Some(BuyerKind::LocalAuthority), annual_purchases_eur: Some(Euros::whole(purchases)), ..Buyer::default() };
        let chosen = clausier_app::wire::Settings { buyer: Some(buyer), ..settings::load(&desk.app) };
        settings::save(&desk.app, chosen, &now()).expect("kept");
        assert_eq!(standing("spaser"), Some(expected), "{purchases} €");
    }
    assert_eq!(standing("veh-legers"), Some(BuyerStanding::WhenBuying));
    let created = tenders::create(&desk.app, false, &now()).expect("created");
    assert_eq!(created.tender.buyer.and_then(|buyer| buyer.annual_purchases_eur), Some(Euros::whole(50_000_001)), "reused by new tenders");
}

#[test]
fn a_duty_of_the_year_gives_its_figures_and_what_it_aims_at_before_anything_is_bought() {
    let desk = Desk::new();
    let buyer = Buyer { kind: Some(BuyerKind::LocalAuthority), ..Buyer::default() };
    let found = duties::of_buyer(&desk.app.engine, Some(&buyer), &now());
    let vehicles = found.iter().find(|duty| duty.obligation == "veh-legers").expect("in the catalogue");
    assert!(!vehicles.aims_at.is_empty() && !vehicles.figures.is_empty(), "{vehicles:?}");
    assert!(found.iter().all(|duty| !duty.because.is_empty() && !duty.sources.is_empty()), "each has its reason and its text");
}

/// Makes the edition kept on this computer an older one, with one rule less and another date.
fn age(desk: &Desk) -> PathBuf {
    let editions = desk.folder.path().join("donnees/editions");
    let current = desk.app.engine.edition().to_owned();
    let old = editions.join("2026-10");
    fs::rename(editions.join(&current), &old).expect("the edition was kept");
    let edition = fs::read_to_string(old.join("edition.toml")).expect("kept");
    fs::write(old.join("edition.toml"), edition.replace(&current, "2026-10")).expect("written");
    fs::remove_file(old.join("law/obligations/procedure-formalisee.toml")).expect("one rule less");
    let seen = fs::read_to_string(editions.join("vue.json")).expect("noted");
    fs::write(editions.join("vue.json"), seen.replace(&current, "2026-10")).expect("written");
    old
}

fn started(desk: &Desk) {
    let _ = start::start(&desk.app, &now());
    news::keep(&desk.app);
}

#[test]
fn a_first_installation_says_that_there_is_nothing_to_compare_and_keeps_its_edition() {
    let desk = Desk::new();
    started(&desk);
    let view = news::of(&desk.app, &now()).expect("shown");
    assert_eq!((view.before, view.unread, view.drafts.len()), (Before::FirstInstallation, false, 0));
    assert!(desk.folder.path().join("donnees/editions").join(desk.app.engine.edition()).join("faits.toml").is_file());
    assert_eq!(start::start(&desk.app, &now()).news, news::NewsMark::default());
}

#[test]
fn a_new_edition_makes_each_draft_wait_until_its_owner_has_seen_it() {
    let desk = Desk::new();
    started(&desk);
    let draft = desk.tender(&school());
    let other = desk.tender(&json!({ "title": "Autre", "stage": "drafting" }));
    let launched = desk.tender(&json!({ "title": "Lancé", "stage": "published" }));
    age(&desk);
    let desk = desk.reopen();
    let mark = start::start(&desk.app, &now()).news;
    news::keep(&desk.app);
    assert!(mark.unread && mark.waiting.contains(&draft.id) && mark.waiting.contains(&other.id), "{mark:?}");
    assert!(!mark.waiting.contains(&launched.id), "a tender already launched keeps the law of its day");
    let view = news::of(&desk.app, &now()).expect("shown");
    assert_eq!((view.before, view.previous.as_deref()), (Before::Compared, Some("octobre\u{a0}2026")));
    assert!(view.changes.iter().any(|change| change.id == "procedure-formalisee"), "{:?}", view.changes);
    let of_draft = news::of_draft(&desk.app, draft.id, &now()).expect("read").expect("waits");
    assert_eq!(of_draft.effect.changes.iter().map(|change| change.obligation.as_str()).collect::<Vec<_>>(), ["procedure-formalisee"]);
    news::acknowledge(&desk.app, Some(draft.id)).expect("seen");
    assert_eq!(news::of_draft(&desk.app, draft.id, &now()).expect("read"), None);
    let mark = start::start(&desk.app, &now()).news;
    assert!(mark.unread && mark.waiting.contains(&other.id), "the others still wait, the page too");
    assert_eq!(news::acknowledge(&desk.app, None).expect("all seen"), news::NewsMark::default());
    assert_eq!(desk.get(draft.id).rev, draft.rev, "nothing was changed in the draft");
}

#[test]
fn a_draft_that_still_waits_stays_compared_with_the_edition_it_was_read_with() {
    let desk = Desk::new();
    started(&desk);
    let draft = desk.tender(&school());
    let old = age(&desk);
    started(&desk);
    let editions = desk.folder.path().join("donnees/editions");
    let seen = fs::read_to_string(editions.join("vue.json"))
        .expect("noted")
        .replace(&format!("\"edition\": \"{}\"", desk.app.engine.edition()), "\"edition\": \"2026-10b\"");
    fs::write(editions.join("vue.json"), seen).expect("written");
    started(&desk);
    assert!(old.is_dir(), "the texts of that edition are still needed");
    assert!(news::of_draft(&desk.app, draft.id, &now()).expect("read").is_some_and(|news| !news.effect.changes.is_empty()));
}

#[test]
fn a_new_version_of_the_program_is_news_until_the_page_is_read_and_stays_told_after() {
    let desk = Desk::new();
    started(&desk);
    let view = news::of(&desk.app, &now()).expect("shown");
    assert_eq!((view.software.previous.as_deref(), view.unread), (None, false), "a first installation has nothing to tell from");
    assert_eq!(view.software.releases.iter().map(|release| release.version.as_str()).collect::<Vec<_>>(), [view.software.version.as_str()]);
    let seen = desk.folder.path().join("donnees/editions/vue.json");
    let older = |from: &str, to: &str| {
        fs::read_to_string(&seen).expect("noted").replace(&format!("\"version\": \"{from}\""), &format!("\"version\": \"{to}\""))
    };
    fs::write(&seen, older(&view.software.version, "0.0.9")).expect("written");
    assert!(start::start(&desk.app, &now()).news.unread);
    let told = news::of(&desk.app, &now()).expect("shown").software;
    assert_eq!(told.previous.as_deref(), Some("0.0.9"));
    assert!(told.releases.iter().all(|release| !release.changes.is_empty()), "{told:?}");
    assert!(!news::acknowledge(&desk.app, None).expect("read").unread);
    assert_eq!(news::of(&desk.app, &now()).expect("shown").software, told, "what was read can be read again");
    assert!(!start::start(&desk.app, &now()).news.unread);
}

#[test]
fn texts_that_are_gone_are_said_and_the_draft_still_waits() {
    let desk = Desk::new();
    started(&desk);
    let draft = desk.tender(&school());
    let old = age(&desk);
    fs::remove_dir_all(old).expect("gone");
    let mark = start::start(&desk.app, &now()).news;
    assert!(mark.waiting.contains(&draft.id));
    assert_eq!(news::of(&desk.app, &now()).expect("shown").before, Before::Lost);
    assert_eq!(news::of_draft(&desk.app, draft.id, &now()).expect("read"), None, "nothing can be compared");
}

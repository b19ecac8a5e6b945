//! Commands of the European notice: what only the buyer can say in it.

use clausier_app::notice_form::NoticeForm;
use clausier_app::wire::TenderView;
use clausier_app::{self as app, TenderId, UserResult};
use tauri::State;

use crate::state::Host;

type Shared<'a> = State<'a, Host>;

/// The fields that the notice of a tender asks of the buyer.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn notice_form(host: Shared<'_>, id: TenderId) -> UserResult<NoticeForm> {
    app::notice_form::of(&host.app, id, &host.now())
}

/// Keeps what was typed in one of them; nothing typed takes it back.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_notice_field(host: Shared<'_>, id: TenderId, rev: i32, key: String, typed: String) -> UserResult<TenderView> {
    app::notice_form::set(&host.app, id, i64::from(rev), &key, &typed, &host.now())
}

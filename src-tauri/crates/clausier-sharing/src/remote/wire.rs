//! What leaves for a server. Whatever library builds a request, none that leaves here may replace a file,
//! build a tree of folders, or follow a redirection; what came back is noted for the sentences.

use std::error::Error as StdError;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::header::{HeaderName, HeaderValue, IF_NONE_MATCH};
use http::{Method, Request, Response};
use opendal::raw::{HttpBody, HttpFetch};
use opendal::{Buffer, Error, ErrorKind};

use crate::trouble::Trouble;

const OVERWRITE: HeaderName = HeaderName::from_static("overwrite");
/// A server that is there accepts a connection within a second or two, even over a bad line.
const CONNECT: Duration = Duration::from_secs(5);

/// What the last request met.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// Status of the answer, 0 without one.
    pub(super) status: u16,
    /// Why there was no answer.
    pub(super) trouble: Option<Trouble>,
    /// True while a folder may be made.
    may_make_folder: bool,
}

/// The way to one server.
#[derive(Clone)]
pub(super) struct Wire {
    client: reqwest::Client,
    /// WebDAV needs its conditions here: the library does not send them.
    webdav: bool,
    seen: Arc<Mutex<Seen>>,
}

impl Wire {
    /// Prepares the way; nothing is sent. A loopback server is never asked for through a proxy.
    pub(super) fn new(webdav: bool, loopback: bool) -> Option<Self> {
        // Another part of the program may have chosen already: that one serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).connect_timeout(CONNECT).user_agent("Clausier");
        let builder = if loopback { builder.no_proxy() } else { builder };
        Some(Self { client: builder.build().ok()?, webdav, seen: Arc::default() })
    }

    pub(super) fn seen(&self) -> Seen {
        *self.lock()
    }

    /// Forgets the last answer, before a new call.
    pub(super) fn start(&self, may_make_folder: bool) {
        *self.lock() = Seen { may_make_folder, ..Seen::default() };
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a request of WebDAV unable to replace or to build.
    fn discipline(&self, request: &mut Request<Buffer>) -> Result<(), Error> {
        if !self.webdav {
            return Ok(());
        }
        match request.method().as_str() {
            "MKCOL" if !self.seen().may_make_folder => return Err(Error::new(ErrorKind::NotFound, "the folder above is absent")),
            "MOVE" | "COPY" => {
                request.headers_mut().insert(OVERWRITE, HeaderValue::from_static("F"));
            }
            _ if request.method() == Method::PUT => {
                request.headers_mut().insert(IF_NONE_MATCH, HeaderValue::from_static("*"));
            }
            _ => {}
        }
        Ok(())
    }
}

impl HttpFetch for Wire {
    async fn fetch(&self, mut request: Request<Buffer>) -> Result<Response<HttpBody>, Error> {
        self.discipline(&mut request)?;
        let answer = self.client.fetch(request).await;
        let mut seen = self.lock();
        match &answer {
            Ok(response) => {
                seen.status = response.status().as_u16();
                seen.trouble = None;
            }
            Err(error) => {
                seen.status = 0;
                seen.trouble = Some(why(error));
            }
        }
        answer
    }
}

/// An error of the system may carry another one, several times over, that its own source leaves out.
fn is_tls(error: &(dyn StdError + 'static)) -> bool {
    let inside = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error.is::<rustls::Error>() || inside.is_some_and(|inner| is_tls(inner))
}

/// Tells an untrusted certificate from a host that is not there.
fn why(error: &Error) -> Trouble {
    let mut cause: Option<&(dyn StdError + 'static)> = error.source();
    let mut trouble = Trouble::Unreachable;
    while let Some(current) = cause {
        if is_tls(current) {
            return Trouble::Tls;
        }
        if current.downcast_ref::<reqwest::Error>().is_some_and(|error| error.is_timeout() && !error.is_connect()) {
            trouble = Trouble::Slow;
        }
        cause = current.source();
    }
    trouble
}

//! Real servers on loopback, each over a temporary folder: WebDAV (dav-server) and S3 (s3s). What they
//! keep is seen and harmed through that folder; what they are asked is written down.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, mpsc};

use dav_server::DavHandler;
use dav_server::localfs::LocalFs;
use http_body_util::BodyExt as _;
use http_body_util::combinators::UnsyncBoxBody;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub(crate) const USER: &str = "anne";
pub(crate) const SECRET: &str = "secret";
/// `anne:secret`, as RFC 7617 writes it.
const BASIC: &str = "Basic YW5uZTpzZWNyZXQ=";

type Body = UnsyncBoxBody<Bytes, Box<dyn std::error::Error + Send + Sync>>;
type Request = http::Request<Incoming>;
type Response = http::Response<Body>;

/// What is answered instead of the truth, for as long as it says so.
type Whim = Box<dyn FnMut(&str, &str) -> Option<Answer> + Send>;

/// An answer that no healthy server gives.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answer {
    Status(u16),
    /// Takes the request in, does what it asks, and drops the line without a word.
    DoneThenSilent,
    /// Never answers.
    Never,
    /// Forgets the condition of the request.
    Unconditional,
}

/// What a server was asked, and what it is told to do.
#[derive(Clone)]
pub(crate) struct Ear {
    asked: Arc<Mutex<VecDeque<String>>>,
    whim: Arc<Mutex<Whim>>,
}

impl Ear {
    fn new() -> Self {
        Self { asked: Arc::default(), whim: Arc::new(Mutex::new(Box::new(|_, _| None))) }
    }

    /// Returns the requests since the last time, as `METHOD /path`.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics here").drain(..).collect()
    }

    pub(crate) fn obey(&self, whim: impl FnMut(&str, &str) -> Option<Answer> + Send + 'static) {
        *self.whim.lock().expect("no test panics here") = Box::new(whim);
    }

    fn hears(&self, request: &Request) -> Option<Answer> {
        let (method, path) = (request.method().as_str(), request.uri().path());
        self.asked.lock().expect("no test panics here").push_back(format!("{method} {path}"));
        (self.whim.lock().expect("no test panics here"))(method, path)
    }
}

#[derive(Clone)]
enum Service {
    Dav(Box<DavHandler>),
    S3(S3Service),
}

impl Service {
    async fn answer(&self, request: Request) -> Response {
        match self {
            Self::Dav(_) if request.headers().get("authorization").is_none_or(|given| given != BASIC) => status(401),
            Self::Dav(handler) => handler.handle(request).await.map(|body| body.map_err(Into::into).boxed_unsync()),
            Self::S3(service) => match hyper::service::Service::call(service, request).await {
                Ok(response) => response.map(|body| body.map_err(Into::into).boxed_unsync()),
                Err(_) => status(500),
            },
        }
    }
}

fn status(code: u16) -> Response {
    let body = http_body_util::Empty::new().map_err(|never| match never {}).boxed_unsync();
    http::Response::builder().status(code).body(body).expect("a status is a response")
}

/// A server that stops with the test.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) ear: Ear,
    _stop: oneshot::Sender<()>,
}

impl Server {
    /// Serves a folder over WebDAV, to `anne` only.
    pub(crate) fn webdav(folder: &Path) -> Self {
        let handler = DavHandler::builder().filesystem(LocalFs::new(folder, true, false, false)).build_handler();
        Self::start(Service::Dav(Box::new(handler)), None)
    }

    /// Serves the buckets of a folder over S3, to the key `anne` only.
    pub(crate) fn s3(folder: &Path) -> Self {
        let files = s3s_fs::FileSystem::new(folder).expect("the folder exists");
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single(USER, SECRET));
        Self::start(Service::S3(builder.build()), None)
    }

    /// Serves a folder over WebDAV behind a certificate that nobody signed.
    pub(crate) fn self_signed(folder: &Path) -> Self {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate can be made");
        let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()).into();
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring knows the usual versions")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("the key is that of the certificate");
        let handler = DavHandler::builder().filesystem(LocalFs::new(folder, true, false, false)).build_handler();
        Self::start(Service::Dav(Box::new(handler)), Some(tokio_rustls::TlsAcceptor::from(Arc::new(config))))
    }

    fn start(service: Service, tls: Option<tokio_rustls::TlsAcceptor>) -> Self {
        let ear = Ear::new();
        let (stop, mut stopped) = oneshot::channel::<()>();
        let (tell, told) = mpsc::channel();
        let hearing = ear.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a thread can be had");
            runtime.block_on(async move {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port of loopback is free");
                tell.send(listener.local_addr().expect("a bound socket has an address")).expect("the test waits");
                loop {
                    let socket = tokio::select! {
                        _ = &mut stopped => break,
                        accepted = listener.accept() => accepted.expect("loopback accepts").0,
                    };
                    let (service, ear, tls) = (service.clone(), hearing.clone(), tls.clone());
                    tokio::spawn(async move {
                        match tls {
                            Some(tls) => {
                                if let Ok(stream) = tls.accept(socket).await {
                                    serve(stream, service, ear).await;
                                }
                            }
                            None => serve(socket, service, ear).await,
                        }
                    });
                }
            });
            // Requests that never end are not waited for.
            runtime.shutdown_background();
        });
        let address = told.recv().expect("the server starts");
        Self { address, ear, _stop: stop }
    }
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, service: Service, ear: Ear) {
    let answer = service_fn(move |mut request: Request| {
        let (service, ear) = (service.clone(), ear.clone());
        async move {
            match ear.hears(&request) {
                None => Ok(service.answer(request).await),
                Some(Answer::Status(code)) => Ok(status(code)),
                Some(Answer::Never) => std::future::pending().await,
                Some(Answer::DoneThenSilent) => {
                    service.answer(request).await;
                    Err(std::io::Error::other("the line drops"))
                }
                Some(Answer::Unconditional) => {
                    request.headers_mut().remove("if-none-match");
                    request.headers_mut().remove("overwrite");
                    Ok(service.answer(request).await)
                }
            }
        }
    });
    // A client that leaves is no error of the server.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
}

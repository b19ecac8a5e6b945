//! Where a share is: a folder of this computer, a WebDAV server, a bucket of an object store. An address
//! never holds a password, and goes over the network in clear only when asked to.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// A place that can be linked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A folder of the file system: network drive, folder of a cloud client, USB disk.
    Local(PathBuf),
    /// A collection of a WebDAV server.
    WebDav {
        /// Scheme, host and port.
        server: String,
        /// Names below the server, decoded, without a slash at either end.
        folder: String,
    },
    /// A bucket of a service that speaks S3.
    S3 {
        /// Scheme, host and port of the service.
        endpoint: String,
        /// `auto` when the service has none.
        region: String,
        /// The bucket.
        bucket: String,
        /// Names below the bucket, decoded, without a slash at either end.
        folder: String,
    },
}

/// Why an address is not a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceFault {
    /// Neither a folder nor `webdav+https://`, `webdav+http://`, `s3://`.
    #[error("scheme")]
    Scheme,
    /// No host, no bucket, or something that is no address.
    #[error("shape")]
    Shape,
    /// An S3 address without its service.
    #[error("endpoint")]
    Endpoint,
    /// A user name or a password stands in the address.
    #[error("secret")]
    Secret,
    /// In clear, to another computer than this one.
    #[error("plain http")]
    PlainHttp,
}

impl Place {
    /// Reads an address; text without `://` is a folder. `plain` = the yes to an address in clear that
    /// leads to another computer.
    pub fn parse(address: &str, plain: bool) -> Result<Self, PlaceFault> {
        let address = address.trim();
        let Some((scheme, _)) = address.split_once("://") else { return Ok(Self::Local(PathBuf::from(address))) };
        match scheme {
            "webdav+https" | "webdav+http" => webdav(address.trim_start_matches("webdav+"), plain),
            "s3" => s3(address, plain),
            _ => Err(PlaceFault::Scheme),
        }
    }

    /// Returns the address, as [`Place::parse`] reads it back.
    pub fn address(&self) -> String {
        match self {
            Self::Local(path) => path.to_string_lossy().into_owned(),
            Self::WebDav { server, folder } => format!("webdav+{server}/{}", encoded(folder)),
            Self::S3 { endpoint, region, bucket, folder } => {
                let query =
                    url::form_urlencoded::Serializer::new(String::new()).append_pair("endpoint", endpoint).append_pair("region", region).finish();
                format!("s3://{bucket}/{}?{query}", encoded(folder))
            }
        }
    }

    /// Returns the last name of the place, as its users know it.
    pub fn name(&self) -> String {
        let last = |folder: &str| folder.rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned);
        match self {
            Self::Local(path) => path.file_name().map_or_else(|| path.to_string_lossy().into_owned(), |name| name.to_string_lossy().into_owned()),
            Self::WebDav { server, folder } => last(folder).unwrap_or_else(|| host_of(server)),
            Self::S3 { bucket, folder, .. } => last(folder).unwrap_or_else(|| bucket.clone()),
        }
    }

    /// Tells whether the place is reached over the network by this program itself.
    pub const fn is_remote(&self) -> bool {
        match self {
            Self::Local(_) => false,
            Self::WebDav { .. } | Self::S3 { .. } => true,
        }
    }
}

fn webdav(address: &str, plain: bool) -> Result<Place, PlaceFault> {
    let url = Url::parse(address).map_err(|_| PlaceFault::Shape)?;
    Ok(Place::WebDav { server: server(&url, plain)?, folder: folder(url.path())? })
}

fn s3(address: &str, plain: bool) -> Result<Place, PlaceFault> {
    let url = Url::parse(address).map_err(|_| PlaceFault::Shape)?;
    if has_secret(&url) {
        return Err(PlaceFault::Secret);
    }
    let bucket = url.host_str().filter(|bucket| is_bucket(bucket)).ok_or(PlaceFault::Shape)?.to_owned();
    let option = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).filter(|value| !value.is_empty());
    let endpoint = Url::parse(&option("endpoint").ok_or(PlaceFault::Endpoint)?).map_err(|_| PlaceFault::Endpoint)?;
    let region = option("region").unwrap_or_else(|| "auto".to_owned());
    Ok(Place::S3 { endpoint: server(&endpoint, plain)?, region, bucket, folder: folder(url.path())? })
}

/// Returns scheme, host and port of an address that may be used.
fn server(url: &Url, plain: bool) -> Result<String, PlaceFault> {
    if has_secret(url) {
        return Err(PlaceFault::Secret);
    }
    let host = url.host().ok_or(PlaceFault::Shape)?;
    match url.scheme() {
        "https" => {}
        "http" if plain || is_loopback(&host) => {}
        "http" => return Err(PlaceFault::PlainHttp),
        _ => return Err(PlaceFault::Shape),
    }
    Ok(url.origin().ascii_serialization())
}

fn has_secret(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name.eq_ignore_ascii_case("localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Decodes the path; what leads elsewhere is refused.
fn folder(path: &str) -> Result<String, PlaceFault> {
    let decoded = percent_decode_str(path).decode_utf8().map_err(|_| PlaceFault::Shape)?;
    let names: Vec<&str> = decoded.split('/').filter(|name| !name.is_empty()).collect();
    if names.iter().any(|name| matches!(*name, "." | "..") || name.chars().any(char::is_control)) {
        return Err(PlaceFault::Shape);
    }
    Ok(names.join("/"))
}

fn is_bucket(name: &str) -> bool {
    (3..=63).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
}

fn encoded(folder: &str) -> String {
    const NAME: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/');
    percent_encoding::utf8_percent_encode(folder, NAME).to_string()
}

fn host_of(server: &str) -> String {
    Url::parse(server).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_or_refused_for_its_own_reason() {
        let dav = |server: &str, folder: &str| Ok(Place::WebDav { server: server.to_owned(), folder: folder.to_owned() });
        let cases = [
            ("/srv/partage", false, Ok(Place::Local(PathBuf::from("/srv/partage")))),
            (
                "webdav+https://nuage.exemple.fr/remote.php/dav/files/anne/March%C3%A9s/",
                false,
                dav("https://nuage.exemple.fr", "remote.php/dav/files/anne/Marchés"),
            ),
            ("webdav+https://nuage.exemple.fr:8443", false, dav("https://nuage.exemple.fr:8443", "")),
            ("webdav+http://127.0.0.1:8080/x", false, dav("http://127.0.0.1:8080", "x")),
            ("webdav+http://localhost/x", false, dav("http://localhost", "x")),
            ("webdav+http://nuage.exemple.fr/x", false, Err(PlaceFault::PlainHttp)),
            ("webdav+http://127.0.0.1.exemple.fr/x", false, Err(PlaceFault::PlainHttp)),
            ("webdav+http://nuage.exemple.fr/x", true, dav("http://nuage.exemple.fr", "x")),
            ("webdav+https://anne:secret@nuage.exemple.fr/x", false, Err(PlaceFault::Secret)),
            ("webdav+https://nuage.exemple.fr/a/%2e%2e/b", false, dav("https://nuage.exemple.fr", "b")),
            ("webdav+https://nuage.exemple.fr/a%2f..%2fb", false, Err(PlaceFault::Shape)),
            ("s3://marches", false, Err(PlaceFault::Endpoint)),
            ("s3://marches/spaser?endpoint=http://s3.exemple.fr", false, Err(PlaceFault::PlainHttp)),
            ("s3://cle:secret@marches/?endpoint=https://s3.exemple.fr", false, Err(PlaceFault::Secret)),
            ("s3://M/?endpoint=https://s3.exemple.fr", false, Err(PlaceFault::Shape)),
            ("ftp://exemple.fr/x", false, Err(PlaceFault::Scheme)),
            ("https://exemple.fr/x", false, Err(PlaceFault::Scheme)),
        ];
        for (address, plain, expected) in cases {
            assert_eq!(Place::parse(address, plain), expected, "address: {address}");
        }
    }

    #[test]
    fn an_address_is_read_back_as_it_was_written() {
        let addresses = [
            "webdav+https://nuage.exemple.fr/dav/March%C3%A9s%20publics",
            "s3://marches/a/b?endpoint=https://s3.exemple.fr:9000&region=gra",
            "/srv/x",
        ];
        for address in addresses {
            let place = Place::parse(address, false).expect("a good address");
            assert_eq!(Place::parse(&place.address(), false), Ok(place), "address: {address}");
        }
    }

    #[test]
    fn a_place_has_the_name_its_users_know() {
        let cases = [
            ("webdav+https://nuage.exemple.fr/dav/March%C3%A9s", "Marchés"),
            ("webdav+https://nuage.exemple.fr/", "nuage.exemple.fr"),
            ("s3://marches?endpoint=https://s3.exemple.fr", "marches"),
            ("/srv/partage", "partage"),
        ];
        for (address, name) in cases {
            assert_eq!(Place::parse(address, false).map(|place| place.name()).as_deref(), Ok(name), "address: {address}");
        }
    }
}

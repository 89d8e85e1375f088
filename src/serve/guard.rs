//! Which requests are answered: takes the head of a request; says whether it comes from this preview's own
//! pages. Pure.
//!
//! A page of another site can make a browser send requests here, and a name of another site can be made to
//! resolve to this machine (DNS rebinding). Therefore the host must be an address or a name of this
//! machine, and a request that another site caused gets nothing, unless somebody followed a link.

use std::net::IpAddr;

use axum::http::header::{HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::uri::Authority;

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It names no host.
    NoHost,
    /// It names a host that is not this machine.
    OtherHost,
    /// Another site caused it.
    OtherOrigin,
}

/// The hosts for which a preview answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct HostGuard<'a> {
    /// The address it listens at.
    pub(super) bound: IpAddr,
    /// Names that the user gave.
    pub(super) names: &'a [String],
}

impl HostGuard<'_> {
    /// Admits a request, or says why not.
    pub(super) fn check(&self, request: &Parts) -> Result<(), Refusal> {
        let header = |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok());
        let mut hosts = request.headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Refusal::NoHost) };
        let host: Authority = host.to_str().ok().and_then(|host| host.parse().ok()).ok_or(Refusal::NoHost)?;
        // A request may name the host a second time, before its path.
        if !self.is_ours(&host) || request.uri.authority().is_some_and(|other| !self.is_ours(other)) {
            return Err(Refusal::OtherHost);
        }
        if request.headers.contains_key(ORIGIN) {
            let origin = header("origin").and_then(|origin| {
                origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"))
            });
            if !origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host.as_str())) {
                return Err(Refusal::OtherOrigin);
            }
        }
        let inside = header("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
        let followed =
            header("sec-fetch-mode") == Some("navigate") && header("sec-fetch-dest") == Some("document");
        if inside || followed { Ok(()) } else { Err(Refusal::OtherOrigin) }
    }

    /// Whether a host is this machine. The port may differ, because a tunnel has a port of its own.
    fn is_ours(&self, host: &Authority) -> bool {
        if host.as_str().contains('@') {
            return false;
        }
        let name = host.host().trim_start_matches('[').trim_end_matches(']');
        if let Ok(address) = name.parse::<IpAddr>() {
            // Unlike a name, an address cannot be made to lead elsewhere.
            return address.is_loopback() || address == self.bound || self.bound.is_unspecified();
        }
        let name = name.strip_suffix('.').unwrap_or(name);
        name.eq_ignore_ascii_case("localhost")
            || self.names.iter().any(|given| given.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn ask(bound: &str, uri: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let request = headers
            .iter()
            .fold(Request::builder().uri(uri), |request, (name, value)| request.header(*name, *value));
        let names = ["desk.example".to_owned()];
        HostGuard { bound: bound.parse().unwrap(), names: &names }
            .check(&request.body(()).unwrap().into_parts().0)
    }

    fn host(bound: &str, host: &str) -> Result<(), Refusal> {
        ask(bound, "/", &[("host", host)])
    }

    #[test]
    fn this_machine_answers_to_its_addresses_and_the_names_given() {
        for ours in [
            "127.0.0.1:4000",
            "localhost",
            "LOCALHOST:1",
            "localhost.",
            "[::1]:4000",
            "127.8.8.8",
            "desk.example:4000",
            "Desk.Example",
        ] {
            assert_eq!(host("127.0.0.1", ours), Ok(()), "{ours}");
        }
        assert_eq!(host("192.0.2.7", "192.0.2.7:4000"), Ok(()));
        assert_eq!(host("0.0.0.0", "192.0.2.9:4000"), Ok(()));
    }

    #[test]
    fn a_name_that_was_made_to_lead_here_gets_nothing() {
        for other in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "desk.example.evil.example",
            "0x7f000001",
            "192.0.2.9",
        ] {
            assert_eq!(host("127.0.0.1", other), Err(Refusal::OtherHost), "{other}");
        }
        assert_eq!(host("0.0.0.0", "evil.example:4000"), Err(Refusal::OtherHost));
        assert_eq!(host("127.0.0.1", "localhost@evil.example"), Err(Refusal::OtherHost));
        assert_eq!(
            ask("127.0.0.1", "http://evil.example/", &[("host", "localhost")]),
            Err(Refusal::OtherHost)
        );
        assert_eq!(ask("127.0.0.1", "/", &[]), Err(Refusal::NoHost));
        assert_eq!(host("127.0.0.1", ""), Err(Refusal::NoHost));
        assert_eq!(
            ask("127.0.0.1", "/", &[("host", "localhost"), ("host", "evil.example")]),
            Err(Refusal::NoHost)
        );
    }

    #[test]
    fn another_origin_gets_nothing() {
        let ask = |headers: &[(&str, &str)]| {
            ask("127.0.0.1", "/", &[&[("host", "localhost:4000")], headers].concat())
        };
        assert_eq!(ask(&[("origin", "http://localhost:4000")]), Ok(()));
        for origin in [
            "null",
            "http://evil.example",
            "http://localhost:5000",
            "http://localhost:4000.evil.example",
            "file://",
            "",
        ] {
            assert_eq!(ask(&[("origin", origin)]), Err(Refusal::OtherOrigin), "{origin}");
        }
    }

    #[test]
    fn another_site_may_link_here_and_no_more() {
        let ask = |headers: &[(&str, &str)]| {
            ask("127.0.0.1", "/", &[&[("host", "localhost:4000")], headers].concat())
        };
        assert_eq!(ask(&[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")]), Ok(()));
        assert_eq!(ask(&[("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate")]), Ok(()));
        assert_eq!(
            ask(&[
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-dest", "document")
            ]),
            Ok(())
        );
        for (site, mode, dest) in [
            ("cross-site", "no-cors", "image"),
            ("same-site", "no-cors", "script"),
            ("cross-site", "navigate", "iframe"),
        ] {
            let found = ask(&[("sec-fetch-site", site), ("sec-fetch-mode", mode), ("sec-fetch-dest", dest)]);
            assert_eq!(found, Err(Refusal::OtherOrigin), "{site} {mode} {dest}");
        }
    }
}

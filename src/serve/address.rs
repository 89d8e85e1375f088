//! Addresses to listen at: takes what was asked for; gives a socket, and the addresses by which it can be
//! reached.

use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr, TcpListener};

/// The port that is tried first.
pub const PORT: u16 = 4000;
/// How many of the following ports are tried next, so that the address stays similar.
const NEAR: u16 = 10;

/// A socket, and whether it has the intended port.
#[derive(Debug)]
pub struct BoundSocket {
    /// The socket.
    pub listener: TcpListener,
    /// Where it listens.
    pub address: SocketAddr,
    /// Whether the default port was taken.
    pub moved: bool,
}

/// Listens at `host`: at `port`, or at the default port or a free one.
///
/// # Errors
/// The system's error: the given port is taken, or the address is not this machine's.
pub fn bind(host: IpAddr, port: Option<u16>) -> io::Result<BoundSocket> {
    let at = |port: u16| -> io::Result<BoundSocket> {
        let listener = TcpListener::bind((host, port))?;
        let address = listener.local_addr()?;
        Ok(BoundSocket { listener, address, moved: false })
    };
    if let Some(port) = port {
        return at(port);
    }
    let taken = |error: &io::Error| {
        matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
    };
    match at(PORT) {
        Err(error) if taken(&error) => {
            let near = (PORT + 1..=PORT + NEAR).chain([0]).find_map(|port| at(port).ok());
            near.map(|bound| BoundSocket { moved: true, ..bound }).ok_or(error)
        }
        found => found,
    }
}

/// The address of a preview as people type it.
pub fn url(host: IpAddr, port: u16, base: &str) -> String {
    let path = super::route::address(base, "");
    let path = if path.ends_with('/') { path } else { format!("{path}/") };
    format!("http://{}{path}", SocketAddr::new(host, port))
}

/// The addresses by which other devices in the network can reach this machine, the likeliest first.
pub fn addresses() -> Vec<IpAddr> {
    let mut found: Vec<(bool, IpAddr)> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .filter(|interface| !interface.is_loopback() && !interface.is_link_local())
        .map(|interface| (is_inner(&interface.name), interface.ip()))
        .collect();
    found.sort_by_key(|(inner, ip)| (*inner, ip.is_ipv6(), !is_private(*ip), *ip));
    found.dedup();
    // IPv4 addresses are easier to type.
    let has_v4 = found.iter().any(|(_, ip)| ip.is_ipv4());
    found.into_iter().map(|(_, ip)| ip).filter(|ip| ip.is_ipv4() || !has_v4).collect()
}

/// Whether an interface leads to containers and virtual machines rather than to other devices.
fn is_inner(name: &str) -> bool {
    ["docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "tun", "tap", "utun", "wg", "zt"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_private(),
        IpAddr::V6(ip) => Ipv6Addr::is_unique_local(&ip),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn a_taken_default_gives_way_to_a_free_port() {
        // The first may or may not get the default port; for the second it is taken in any case.
        let first = bind(HERE, None).unwrap();
        let second = bind(HERE, None).unwrap();
        assert!(second.moved && second.address.port() != first.address.port());
    }

    #[test]
    fn a_port_that_was_named_and_is_taken_is_an_error() {
        let first = bind(HERE, Some(0)).unwrap();
        let error = bind(HERE, Some(first.address.port())).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    }

    #[test]
    fn addresses_are_written_for_people() {
        assert_eq!(url(HERE, 4000, "/"), "http://127.0.0.1:4000/");
        assert_eq!(url(IpAddr::V6(Ipv6Addr::LOCALHOST), 4000, "/a/b/"), "http://[::1]:4000/a/b/");
        assert_eq!(url(HERE, 4000, "/里弄/"), "http://127.0.0.1:4000/%E9%87%8C%E5%BC%84/");
    }
}

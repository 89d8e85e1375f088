//! Who gets nothing, and what nobody gets.

use crate::desk::Desk;

#[test]
fn no_request_leads_out_of_the_output_or_to_hidden_files() {
    let desk = Desk::new();
    for path in [
        "/../site.yaml",
        "/..%2fsite.yaml",
        "/%2e%2e/site.yaml",
        "/%2e%2e%2fsite.yaml",
        "/notices/../../site.yaml",
        "/notices/%2e%2e/%2e%2e/site.yaml",
        "/..%5csite.yaml",
        "/..\\site.yaml",
        "/%252e%252e/site.yaml",
        "//site.yaml",
        "/%c0%ae%c0%ae/site.yaml",
        "/.lilong-manifest",
        "/%2elilong-manifest",
        "/.lilong-staging/x.html",
        "/notices/.draft.html",
        "/notices/%2Edraft.html",
        "/.lilong/../.lilong-manifest",
        "/.lilong/",
        "/index.html%00.png",
        "/index.html/",
        "/index.html/../.lilong-manifest",
    ] {
        let answer = desk.get(path);
        assert!(matches!(answer.status, 404 | 400), "{path}: {answer:?}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
    let absolute = format!("{}", desk.path("site.yaml").display());
    assert_eq!(desk.get(&format!("/{absolute}")).status, 404);
    assert_eq!(desk.get(&absolute).status, 404);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_leads_nowhere_a_path_could_not() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    let link = |to: &str, at: &str| symlink(desk.path(to), desk.path(at)).unwrap();
    link("site.yaml", "public/out.html");
    link("", "public/up");
    link("public/.lilong-manifest", "public/manifest.txt");
    link("public/notices/list.pdf", "public/good.pdf");
    for path in ["/out.html", "/up/site.yaml", "/manifest.txt"] {
        let answer = desk.get(path);
        assert_eq!((answer.status, answer.text().contains("secret")), (404, false), "{path}");
    }
    assert_eq!(desk.get("/good.pdf").status, 200);
}

#[cfg(unix)]
#[test]
fn the_output_folder_itself_may_be_a_link() {
    let desk = Desk::new();
    std::fs::rename(desk.path("public"), desk.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink(desk.path("elsewhere"), desk.path("public")).unwrap();
    assert_eq!(desk.get("/notices/index.html").status, 200);
}

#[test]
fn another_host_gets_nothing() {
    let desk = Desk::new();
    let port = desk.address().port();
    let ask = |host: &str| desk.send(&format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
    for good in ["localhost", "127.0.0.1", "desk.example"] {
        assert_eq!(ask(&format!("Host: {good}:{port}\r\n")).status, 200, "{good}");
    }
    for bad in ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example", "192.0.2.1"] {
        let answer = ask(&format!("Host: {bad}:{port}\r\n"));
        assert_eq!((answer.status, answer.text().contains("停一天")), (403, false), "{bad}");
    }
    assert_eq!(ask(&format!("Host: localhost:{port}\r\nHost: evil.example\r\n")).status, 403);
    assert!(ask("").status >= 400);
    let named_twice = desk.send(&format!(
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
    ));
    assert_eq!(named_twice.status, 403);
    assert!(desk.send("GET / HTTP/1.0\r\n\r\n").status >= 400);
}

#[test]
fn another_origin_gets_nothing_not_even_the_news() {
    let desk = Desk::new();
    for path in ["/", "/.lilong/events", "/.lilong/preview.js"] {
        for more in [
            "Origin: http://evil.example\r\n",
            "Origin: null\r\n",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        ] {
            assert_eq!(desk.ask("GET", path, more).status, 403, "{path} {more}");
        }
    }
    let own = format!("Origin: http://{}\r\n", desk.address());
    assert_eq!(desk.ask("GET", "/", &own).status, 200);
    assert_eq!(desk.get("/").header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(desk.get("/").header("access-control-allow-origin"), None);
}

#[test]
fn there_is_only_something_to_read() {
    let desk = Desk::new();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let answer = desk.ask(method, "/index.html", "Content-Length: 0\r\n");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    assert_eq!(std::fs::read_to_string(desk.path("public/index.html")).unwrap(), crate::desk::PAGE);
}

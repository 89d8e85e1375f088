//! PDF files that would take the program down: a few bytes that draw without end, unpack to gigabytes or nest
//! without end. Each is named as not looked through, and everything else is published.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::desk::Desk;

/// A PDF of these objects, of which the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let (mut out, mut places) = (b"%PDF-1.4\n".to_vec(), Vec::new());
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        writeln!(out, "{} 0 obj", at + 1).unwrap();
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    places.iter().for_each(|place| writeln!(out, "{place:010} 00000 n ").unwrap());
    write!(out, "trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).unwrap();
    out
}

fn stream(head: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<</Length {}{head}>>stream\n", bytes.len()).into_bytes();
    out.extend(bytes);
    out.extend(b"\nendstream");
    out
}

/// One page that draws this, with forms that it may call.
fn page(head: &str, content: &[u8], forms: Vec<Vec<u8>>) -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</XObject<</F 5 0 R>>>>\
                /Contents 4 0 R>>";
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into(),
        stream(head, content),
    ];
    objects.extend(forms);
    pdf(&objects)
}

/// A form that draws the next one so often; the last draws nothing.
fn form(next: Option<usize>, times: usize) -> Vec<u8> {
    let resources = next.map_or_else(String::new, |next| format!("/Resources<</XObject<</F {next} 0 R>>>>"));
    let content = if next.is_some() { "/F Do ".repeat(times) } else { "0 0 m".to_owned() };
    stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 1 1]{resources}"), content.as_bytes())
}

/// Twelve forms, each of which draws the next ten times.
fn endless() -> Vec<u8> {
    let forms = (0..12).map(|at| form((at < 11).then_some(at + 6), 10)).collect();
    page("", &b"/F Do ".repeat(10), forms)
}

/// Some forms, each of which draws the next.
fn deep(depth: usize) -> Vec<u8> {
    page("", b"/F Do", (0..depth).map(|at| form((at + 1 < depth).then_some(at + 6), 1)).collect())
}

/// Two gigabytes of spaces, packed.
fn bomb() -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let spaces = vec![b' '; 1 << 20];
    (0..2048).for_each(|_| packed.write_all(&spaces).unwrap());
    page("/Filter/FlateDecode", &packed.finish().unwrap(), vec![form(None, 0)])
}

fn desk(files: &[(&str, Vec<u8>)]) -> Desk {
    let desk = Desk::new();
    for (name, bytes) in files {
        desk.notice(name, &format!("title: {name}\ndate: 2026-03-02\nattachments: [{name}.pdf]\n"));
        desk.write(&format!("content/notices/{name}.pdf"), bytes);
    }
    desk
}

#[test]
fn a_pdf_without_end_is_named_and_all_else_is_published() {
    let files = [("endless", endless()), ("bomb", bomb()), ("deep", deep(60_000))];
    let desk = desk(&files);
    let run = desk.build(&["--format", "short", "--lang", "en"]);
    run.ends_with(0);
    let unread = |name: &str, why: &str| {
        let mut lines = run.err.lines().filter(|line| line.contains("warning[personal-data-unread]"));
        let told = lines.find(|line| line.starts_with(&format!("content/notices/{name}.pdf")));
        assert!(told.is_some_and(|line| line.contains(why)), "{name}: {run:?}");
    };
    unread("endless", "took too long");
    unread("bomb", "too much memory");
    for (name, bytes) in &files {
        assert_eq!(desk.bytes(&format!("public/notices/{name}.pdf")), *bytes, "{name}");
        assert!(desk.has(&format!("public/notices/{name}.html")), "{name}");
    }
}

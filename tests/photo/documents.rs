//! Documents that name people where few look.

use std::io::Write;

use lilong::diag::{Lang, ReportFormat, render};
use zip::write::SimpleFileOptions;

use super::common::{Quoted, Run, Site};

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in parts {
        archive.start_file(*path, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn publish(name: &str, bytes: &[u8]) -> (Site, Run) {
    let mut site = Site::new();
    site.write(
        "content/notices/a.md",
        format!("---\ntitle: 公告\ndate: 2026-11-20\nattachments: [{name}]\n---\n正文。\n"),
    );
    let run = site.write(&format!("content/notices/{name}"), bytes).build();
    assert!(site.out[&format!("notices/{name}")] == bytes, "documents are not changed");
    (site, run)
}

fn reported(name: &str, bytes: &[u8]) -> String {
    let (site, run) = publish(name, bytes);
    let said = render(&run.found, ReportFormat::Short, Lang::En, false, &Quoted(&site.files));
    let said = said.split(" become public with it: ").nth(1).and_then(|rest| rest.split("; help").next());
    said.unwrap_or_default().to_owned()
}

const CORE: &str = "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:creator>王小明</dc:creator>\
                    <cp:lastModifiedBy>李丽</cp:lastModifiedBy></cp:coreProperties>";

#[test]
fn a_word_document_names_its_author_and_who_commented_and_changed() {
    let bytes = archive(&[
        ("docProps/core.xml", CORE),
        ("docProps/app.xml", "<Properties><Company>梧桐里居委会</Company><Pages>1</Pages></Properties>"),
        ("word/comments.xml", "<w:comments xmlns:w='w'><w:comment w:author='赵六' w:id='0'/></w:comments>"),
        (
            "word/document.xml",
            "<w:document xmlns:w='w'><w:ins w:author='孙七'><w:t>x</w:t></w:ins></w:document>",
        ),
    ]);
    assert_eq!(
        reported("form.docx", &bytes),
        "author: 王小明; saved last by: 李丽; company or manager: 梧桐里居委会; comments: 赵六; changes: 孙七"
    );
}

#[test]
fn a_sheet_and_slides_name_who_commented() {
    let sheet = archive(&[
        ("xl/comments1.xml", "<comments><authors><author>赵六</author></authors></comments>"),
        ("xl/persons/person.xml", "<personList><person displayName='钱二'/></personList>"),
    ]);
    assert_eq!(reported("list.xlsx", &sheet), "comments: 赵六, 钱二");
    let slides = archive(&[(
        "ppt/commentAuthors.xml",
        "<p:cmAuthorLst xmlns:p='p'><p:cmAuthor name='赵六'/></p:cmAuthorLst>",
    )]);
    assert_eq!(reported("talk.pptx", &slides), "comments: 赵六");
}

#[test]
fn a_pdf_names_its_author_however_that_is_written() {
    let pdf = |author: &[u8]| {
        let head = b"%PDF-1.7\n1 0 obj\n<< /Title (x) /Author ";
        [&head[..], author, b" >>\nendobj\n"].concat()
    };
    assert_eq!(reported("a.pdf", &pdf(b"(Wang \\(Xiaoming\\))")), "author: Wang (Xiaoming)");
    assert_eq!(reported("a.pdf", &pdf(b"<FEFF738B5C0F660E>")), "author: 王小明");
    assert_eq!(reported("a.pdf", &pdf("(王小明)".as_bytes())), "author: 王小明");
    let noted = b"%PDF-1.7\n1 0 obj\n<< /Type /Annot /Subtype /Highlight /T (Li Li) >>\nendobj\n\
                  2 0 obj\n<< /Subtype /Widget /T (field) >>\nendobj\n";
    assert_eq!(reported("a.pdf", noted), "comments: Li Li");
    let xmp = "%PDF-1.7\n<dc:creator><rdf:Seq><rdf:li>Li &amp; Wang</rdf:li></rdf:Seq></dc:creator>";
    assert_eq!(reported("a.pdf", xmp.as_bytes()), "author: Li & Wang");
}

#[test]
fn a_document_that_names_nobody_is_not_reported() {
    let core = CORE.replace("王小明", "Administrator").replace("李丽", " ");
    for (name, bytes) in [
        ("form.docx", archive(&[("docProps/core.xml", &core), ("word/document.xml", "<w:document/>")])),
        ("form.docx", b"no archive".to_vec()),
        ("form.docx", b"PK\x03\x04 and no more".to_vec()),
        ("a.pdf", b"%PDF-1.7 /Author (".to_vec()),
        ("a.pdf", b"%PDF-1.7 /Author () /Encrypt".to_vec()),
        ("a.pdf", Vec::new()),
    ] {
        // Whether it can be looked through for other things is tested elsewhere.
        let told = publish(name, &bytes).1.codes();
        assert!(!told.contains(&"names-in-document"), "{name}: {told:?}");
    }
}

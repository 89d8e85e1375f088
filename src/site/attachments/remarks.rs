//! What is reported about a published file: what is removed from it, and whom it names.

use crate::config::Config;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::photo::{DocumentPart, NamedPerson, RemovedParts};

/// What is reported if a drawing is not published as it is.
pub(super) fn removed(path: &str, removed: RemovedParts) -> Option<Diagnostic> {
    let (zh, en) = match (removed.scripts, removed.references) {
        (true, true) => ("脚本和外部引用", "its scripts and its references to other files"),
        (true, false) => ("脚本", "its scripts"),
        (false, true) => ("外部引用", "its references to other files"),
        (false, false) => return None,
    };
    let said = words!("{path} 发布时去掉了{zh}", "{path} is published without {en}");
    let said = Diagnostic::new(&codes::UNSAFE_DRAWING, said).at(path, 0..0);
    Some(said.help(Words::fixed(
        "看一看画面是否完整；要用的图片嵌进 SVG 里，再另存为“普通 SVG”",
        "see whether it is still complete; embed the pictures that it needs and save it as “plain SVG”",
    )))
}

/// What is reported about a document that names people outside its text.
pub(super) fn named(path: &str, names: &[NamedPerson], config: &Config) -> Option<Diagnostic> {
    let parts: Vec<NamesOfPart<'_>> = DocumentPart::ALL
        .iter()
        .map(|part| (*part, in_part(*part, names, config)))
        .filter(|(_, names)| !names.is_empty())
        .collect();
    if parts.is_empty() {
        return None;
    }
    let zh = list(&parts, |part| called(part).0, ["：", "、", "；"]);
    let en = list(&parts, |part| called(part).1, [": ", ", ", "; "]);
    let said =
        words!("{path} 里写着人名，会一起公开：{zh}", "{path} names people, who become public with it: {en}");
    let said = Diagnostic::new(&codes::NAMES_IN_DOCUMENT, said).at(path, 0..0);
    Some(said.help(Words::fixed(
        "Office：文件 → 信息 → 检查文档；PDF：从去掉个人信息的文档重新导出",
        "Office: File → Info → Inspect Document; PDF: export it again from a document without them",
    )))
}

/// A part of a document with the people whom it names.
type NamesOfPart<'a> = (DocumentPart, Vec<&'a str>);

/// The people whom a part names, except the publisher of the site, who is named on every page anyway.
fn in_part<'a>(part: DocumentPart, names: &'a [NamedPerson], config: &Config) -> Vec<&'a str> {
    let is_known = |name: &str| {
        let mut langs = std::iter::once(config.language.as_str()).chain(config.languages());
        langs.any(|lang| config.title(lang) == name || config.issuer(lang) == Some(name))
    };
    let of_part = names.iter().filter(|person| person.part == part);
    of_part.map(|person| &*person.name).filter(|name| !is_known(name)).collect()
}

/// All parts in words, with the given texts after a part, between names and between parts.
fn list(
    parts: &[NamesOfPart<'_>],
    called: fn(DocumentPart) -> &'static str,
    [behind, names, between]: [&str; 3],
) -> String {
    let part = |(part, all): &NamesOfPart<'_>| format!("{}{behind}{}", called(*part), all.join(names));
    parts.iter().map(part).collect::<Vec<_>>().join(between)
}

/// The words for how a part of a document names somebody.
fn called(part: DocumentPart) -> (&'static str, &'static str) {
    match part {
        DocumentPart::Author => ("作者", "author"),
        DocumentPart::Editor => ("最后保存", "saved last by"),
        DocumentPart::Company => ("单位", "company or manager"),
        DocumentPart::Comment => ("批注", "comments"),
        DocumentPart::Change => ("修订", "changes"),
    }
}

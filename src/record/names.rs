//! Lists typed as one text: takes the topics, places and paths of a record as written, gives them one by
//! one, each in the spelling in which names are compared.
//!
//! A separator may be part of a name, as in the topic 水、电: names in `site.yaml` that contain one stay
//! whole.

use std::collections::BTreeSet;

use super::Common;
use super::common::{Attachment, TextList, TitledFile};
use crate::front::OneOrMany;
use crate::front::list::{SEPARATORS, parts};
use crate::front::scalar::Text;
use crate::spelling;

/// Splits texts that hold several names.
pub(super) fn part(common: &mut Common, whole: &BTreeSet<String>) {
    for names in [&mut common.topics, &mut common.places].into_iter().flatten() {
        let plain = |name: &Text| {
            !name.contains(SEPARATORS)
                && matches!(spelling::name(name), std::borrow::Cow::Borrowed(same) if same == &**name)
        };
        // Nearly all names are plain.
        if !names.iter().all(plain) {
            *names = OneOrMany(names.iter().flat_map(|text| named(text, whole)).map(Text).collect());
        }
    }
    for list in [&mut common.refs, &mut common.aliases].into_iter().flatten() {
        paths(list);
    }
    if let Some(files) = &mut common.attachments
        && files.iter().any(|file| file.0.title.is_none() && file.0.path.contains(SEPARATORS))
    {
        *files = OneOrMany(files.iter().flat_map(each_file).collect());
    }
}

/// The names in a text. In `1、3、5号楼`, the last name completes the numbers before it.
fn named(text: &str, whole: &BTreeSet<String>) -> Vec<String> {
    let one = spelling::name(text);
    if whole.contains(&*one) {
        return vec![one.into_owned()];
    }
    let mut names: Vec<String> = parts(&one).into_iter().map(str::to_owned).collect();
    let mut of_numbers = String::new();
    for name in names.iter_mut().rev() {
        let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        if end == name.len() {
            name.push_str(&of_numbers);
        } else {
            of_numbers = if end > 0 && !name.is_ascii() { name[end..].to_owned() } else { String::new() };
        }
    }
    names
}

/// Splits texts that hold several paths.
pub(super) fn paths(list: &mut TextList) {
    if list.iter().any(|path| path.contains(SEPARATORS)) {
        *list = OneOrMany(
            list.iter().flat_map(|path| each_path(path)).map(|path| Text(path.to_owned())).collect(),
        );
    }
}

/// The paths in a text. It is split only if each part looks like a path, for `1、申请表.docx` is the name of
/// one file.
fn each_path(text: &str) -> Vec<&str> {
    let is_path = |part: &&str| {
        let end = part.rsplit_once('.').map_or("", |(_, end)| end);
        part.contains('/')
            || end.starts_with(|c: char| c.is_ascii_alphabetic())
                && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let each = parts(text);
    if each.len() > 1 && each.iter().all(is_path) { each } else { vec![text] }
}

fn each_file(file: &Attachment) -> Vec<Attachment> {
    match &file.0 {
        TitledFile { path, title: None } => {
            let alone = |path: &str| Attachment(TitledFile { path: Text(path.to_owned()), title: None });
            each_path(path).into_iter().map(alone).collect()
        }
        _ => vec![file.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named_in(text: &str) -> Vec<String> {
        named(text, &BTreeSet::from(["水、电、煤".to_owned()]))
    }

    #[test]
    fn names_in_one_text_are_parted_unless_the_site_knows_them_as_one() {
        assert_eq!(named_in("电梯、停水"), ["电梯", "停水"]);
        assert_eq!(named_in("Building 1, Building 9"), ["Building 1", "Building 9"]);
        assert_eq!(named_in("水、电、煤"), ["水、电、煤"]);
        assert_eq!(named_in("ＷｉＦｉ"), ["WiFi"]);
    }

    #[test]
    fn the_last_of_several_numbers_says_what_they_count() {
        assert_eq!(named_in("１、3、5号楼"), ["1号楼", "3号楼", "5号楼"]);
        assert_eq!(named_in("1号楼、2、居委会"), ["1号楼", "2", "居委会"]);
        assert_eq!(named_in("2026"), ["2026"]);
    }

    #[test]
    fn paths_are_parted_only_where_each_is_one() {
        assert_eq!(each_path("说明.pdf、表格.docx"), ["说明.pdf", "表格.docx"]);
        assert_eq!(each_path("../a.md; b.md"), ["../a.md", "b.md"]);
        assert_eq!(each_path("1、申请表.docx"), ["1、申请表.docx"]);
        assert_eq!(each_path("附件1，申请表.docx"), ["附件1，申请表.docx"]);
    }
}

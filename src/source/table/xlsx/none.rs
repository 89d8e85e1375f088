//! Replaces the reader of XLSX in a program built without it.

use super::{TableText, refused};
use crate::diag::{Diagnostic, Words, codes};

/// Reports that workbooks cannot be read.
pub(super) fn read(file: &str, _: Vec<u8>) -> TableText {
    let message = Words::fixed("这个 lilong 不带 XLSX", "this lilong was built without XLSX");
    let fault = Diagnostic::new(&codes::BAD_TABLE, message).help(Words::fixed(
        "另存为 CSV UTF-8；或用默认选项重新编译（feature xlsx）",
        "save it as CSV UTF-8, or build lilong with its default features, which include `xlsx`",
    ));
    refused(file, fault)
}

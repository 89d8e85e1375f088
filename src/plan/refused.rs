//! Outputs whose path is not allowed: one that leads out of the output, that some disks cannot store, or
//! that Lilong reserves. Each mistake is reported once, where it was made, however many outputs it affects.

use std::collections::HashSet;
use std::sync::Arc;

use super::DrawTask;
use super::origin::Origins;
use crate::diag::{Diagnostic, Words, codes};
use crate::output_path::BadPath;
use crate::site::reserved_fault;

/// An output that must not be written.
pub(super) struct RefusedOutput {
    pub(super) path: Arc<str>,
    pub(super) why: RefusalReason,
    pub(super) draw: DrawTask,
}

/// Why not.
pub(super) enum RefusalReason {
    /// Its path is not a valid output path.
    PartFault(BadPath),
    /// It is one of those that Lilong itself makes.
    Reserved(&'static str),
}

impl RefusalReason {
    /// Where the part at fault begins and ends in the path.
    fn part(&self, path: &str) -> (usize, usize) {
        match self {
            RefusalReason::PartFault(bad) => (bad.part.start, bad.part.end),
            RefusalReason::Reserved(_) => (0, path.find('/').unwrap_or(path.len())),
        }
    }
}

/// Reports each mistake.
pub(super) fn diagnostics(origins: &Origins<'_>, refused: Vec<RefusedOutput>) -> Vec<Diagnostic> {
    let (mut parts, mut places) = (HashSet::new(), HashSet::new());
    let mut found = Vec::new();
    for RefusedOutput { path, why, draw } in &refused {
        let (start, end) = why.part(path);
        // Outputs below a folder that is not allowed are not reported again, nor is a page once more for
        // its translation or its poster.
        if !parts.insert(path.get(..end).unwrap_or(path)) {
            continue;
        }
        let place = origins.place_of_part(draw, path, start);
        if place.as_ref().is_some_and(|place| !places.insert(place.clone())) {
            continue;
        }
        let fault = match why {
            RefusalReason::PartFault(bad) => unfit(bad, draw),
            RefusalReason::Reserved(name) => match draw {
                _ if draw.section().is_some() => reserved_fault(name),
                _ => reserved_fault(name).help(Words::fixed(
                    "请给文件或文件夹换一个名称，或写 slug",
                    "rename the file or the folder, or give it a `slug`",
                )),
            },
        };
        found.push(match place {
            Some(place) => fault.at(place.file, place.span),
            None => fault,
        });
    }
    found
}

fn unfit(bad: &BadPath, draw: &DrawTask) -> Diagnostic {
    let (path, name) = (&bad.path, bad.name());
    let why = bad.why.words();
    let message = match name {
        "" => Words::new(
            format!("不能写成“{path}”：{}", why.zh),
            format!("nothing can be published as `{path}`: {}", why.en),
        ),
        _ => Words::new(
            format!("“{name}”不能用在发布的路径里：{}", why.zh),
            format!("`{name}` cannot be part of an output path: {}", why.en),
        ),
    };
    let help = match draw {
        DrawTask::Topic(..) | DrawTask::Place(..) => Words::fixed(
            "在 site.yaml 里写成 {name: 名称, slug: 网址名}，网址名用字母、数字和连字符",
            "write it in site.yaml as `{name: …, slug: …}`, with a slug of letters, digits and hyphens",
        ),
        DrawTask::Body(..) => Words::fixed(
            "给发布单位换一个短的名称，全称写在正文里",
            "give the issuer a shorter name, and its full name in the text",
        ),
        DrawTask::Fund(..) => {
            Words::fixed("给这笔资金换一个短的名称", "give the fund a shorter name, in each of its ledgers")
        }
        DrawTask::Asset(_) | DrawTask::Attachment(_) | DrawTask::PhotoCopy(..) => Words::fixed(
            "给文件或文件夹换一个名称，用字母、数字和连字符",
            "rename the file or folder; use letters, digits and hyphens",
        ),
        _ => Words::fixed(
            "换一个文件名，或写 slug，用字母、数字和连字符，如 lift-2026",
            "rename the file, or give it a `slug` of letters, digits and hyphens, like `lift-2026`",
        ),
    };
    Diagnostic::new(&codes::BAD_OUTPUT_PATH, message).help(help)
}

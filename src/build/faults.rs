//! What may be wrong with the output folder, as diagnostics.

use std::fmt::Display;
use std::io;
use std::path::Path;

use crate::diag::{self, Diagnostic, Severity, Words, codes, words};
use crate::output::{Folder, FolderRefused, MANIFEST, Manifest, NotLocked, NotOurs};

/// Reports files in the output that are not ours and leaves them alone; one in the place of a page stops
/// the build.
///
/// # Errors
/// The file in the place of a page.
pub fn foreign(
    folder: &Folder,
    old: Option<&Manifest>,
    new: &Manifest,
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let mut warnings = Vec::new();
    for path in folder.files() {
        if path == MANIFEST || old.is_some_and(|old| old.file(&path).is_some()) {
            continue;
        }
        let problem = foreign_file(&path);
        // Without a readable manifest, files in the place of pages may be ours; but a file or a link in the
        // place of a folder never is.
        let in_the_way = (old.is_some() && new.file(&path).is_some()) || new.has_folder(&path);
        if in_the_way {
            let problem = problem.help(Words::fixed(
                "它占了一个页面的位置：请移走它",
                "it is where a page has to go: move it away",
            ));
            return Err(Box::new(problem.severity(Severity::Error)));
        }
        warnings.push(problem);
    }
    diag::limit_per_file(&mut warnings);
    Ok(warnings)
}

/// Says that a file in the output is not ours.
pub fn foreign_file(path: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::FOREIGN_FILE,
        words!(
            "输出文件夹里的 {path} 不是里弄写的，没有动它",
            "{path} in the output was not made by Lilong and is left alone"
        ),
    )
    .help(Words::fixed(
        "要发布的文件放进 static/ 或记录旁边；不要的请自己删去",
        "put files to be published into static/ or beside a record, and delete the others",
    ))
}

/// Says why an output folder is not touched.
pub fn refused(out: &Path, refused: &FolderRefused) -> Diagnostic {
    let shown = out.display();
    match refused {
        FolderRefused::NotOurs => Diagnostic::new(
            &codes::OUTPUT_NOT_OURS,
            words!(
                "文件夹 {shown} 里有文件，但不是里弄写的",
                "the folder {shown} holds files that Lilong did not make"
            ),
        )
        .help(Words::fixed(
            "用 --out 换一个空文件夹，或先把它清空",
            "name an empty folder with --out, or empty this one first",
        )),
        FolderRefused::NotAFolder => {
            Diagnostic::new(&codes::OUTPUT_NOT_OURS, words!("{shown} 不是文件夹", "{shown} is not a folder"))
                .help(Words::fixed("用 --out 换一个文件夹", "name a folder with --out"))
        }
        FolderRefused::Disk(error) => unwritable(out, error),
    }
}

/// Says that the output cannot be written.
pub fn unwritable(out: &Path, error: &io::Error) -> Diagnostic {
    if let Some(found) = NotOurs::of(error) {
        return not_ours(found);
    }
    not_written(out.display(), error)
}

/// Says that a file or folder cannot be written.
pub fn not_written(path: impl Display, error: &io::Error) -> Diagnostic {
    Diagnostic::new(
        &codes::OUTPUT_UNWRITABLE,
        words!("写不了 {path}：{error}", "cannot write {path}: {error}"),
    )
    .help(Words::fixed(
        "检查磁盘空间和文件夹的权限",
        "check the free space and the permissions of the folder",
    ))
}

/// Says what is in the place of Lilong's output, and that it is not Lilong's.
fn not_ours(found: &Path) -> Diagnostic {
    let shown = found.display();
    let message =
        words!("{shown} 不是里弄建的，没有动它", "{shown} was not made by Lilong and is left alone");
    Diagnostic::new(&codes::OUTPUT_NOT_OURS, message).help(Words::fixed(
        "移走它，或用 --out 换一个文件夹",
        "move it away, or name another folder with --out",
    ))
}

/// Says that the site's own output folder is a link to somewhere else.
pub fn leads_outside(out: &Path) -> Diagnostic {
    let shown = out.display();
    let message = words!("{shown} 是通到网站外面的链接", "{shown} is a link that leads out of the site");
    Diagnostic::new(&codes::OUTPUT_NOT_OURS, message).help(words!(
        "要写到那里，请用 --out {shown} 指明",
        "if that is where the pages are to go, say so with `--out {shown}`"
    ))
}

/// Says who else writes to the output folder.
pub fn not_locked(out: &Path, why: &NotLocked) -> Diagnostic {
    let shown = out.display();
    match why {
        NotLocked::Held(holder) => {
            let (process, command) = (holder.process, &holder.command);
            Diagnostic::new(
                &codes::OUTPUT_BUSY,
                words!(
                    "{shown} 正由 lilong {command} 写着（进程 {process}）",
                    "{shown} is being written by `lilong {command}` (process {process})"
                ),
            )
            .help(words!(
                "先结束它，或用 --out 换一个文件夹",
                "stop that one first, or name another folder with --out"
            ))
        }
        NotLocked::Disk(error) => unwritable(out, error),
    }
}

//! `lilong verify`: takes a folder; checks it against the seals in it, without a site and without a
//! network.

use std::path::{Path, PathBuf};

use clap::Args;

use super::print::{Printer, answer};
use super::{SayArgs, Status};
use crate::diag::{Diagnostic, ReportFormat, Severity, Words, codes, one_line, words};
use crate::output::{Contents, FilesOfFolder};
use crate::seal::path_of;
use crate::seal::signature::{BadSignature, PublicKey};
use crate::seal::verify::{Checked, FoundFolder, SealFault, verify};
use crate::site::SEALS;

/// What to check.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The folder with the published site and its seals: public, a USB stick, a download [default: public in
    /// a site's folder, else this folder].
    dir: Option<PathBuf>,
    /// A public key of those who seal: its file, or the line that is in it. Several where the key was
    /// replaced.
    #[arg(long = "key", value_name = "PUB")]
    keys: Vec<String>,
    #[command(flatten)]
    say: SayArgs,
}

/// Checks the folder.
pub(super) fn run(args: &VerifyArgs) -> Status {
    let printer = Printer::new(&args.say, None);
    let dir = args.dir.clone().unwrap_or_else(usual_folder);
    let input = keys(&args.keys).and_then(|keys| Ok((keys, found(&dir)?)));
    let (keys, folder) = match input {
        Ok(input) => input,
        Err(fault) => {
            printer.diagnostics(&[*fault]);
            return Status::Trouble;
        }
    };
    let (checked, faults) = verify(&folder, &keys);
    let found: Vec<Diagnostic> = faults.iter().map(|fault| diagnostic(fault, &dir)).collect();
    printer.diagnostics(&found);
    if matches!(args.say.format, ReportFormat::Human) {
        let shown = std::path::absolute(&dir).unwrap_or(dir);
        let shown = shown.display();
        printer.line(
            words!("核对的文件夹：{shown}", "the folder that was checked: {shown}").in_lang(printer.lang()),
        );
    }
    match checked {
        Some(checked) if faults.iter().all(SealFault::is_harmless) => {
            if !args.say.quiet && matches!(args.say.format, ReportFormat::Human) {
                answer(&one_line(said(&checked, folder.files.len()).in_lang(args.say.lang())));
            }
            Status::Fine
        }
        _ => Status::Mistakes,
    }
}

/// The folder to check if none is named: in a site's folder, its output. A copy of the output is recognised
/// by its home page and checked itself, whatever else is in it.
fn usual_folder() -> PathBuf {
    let is_site = Path::new("site.yaml").is_file() && !Path::new("index.html").exists();
    if is_site { "public".into() } else { ".".into() }
}

/// The keys that were given, each as a file or as its line.
fn keys(given: &[String]) -> Result<Vec<PublicKey>, Box<Diagnostic>> {
    given.iter().map(|given| key(given)).collect()
}

fn key(given: &str) -> Result<PublicKey, Box<Diagnostic>> {
    if let Some(key) = PublicKey::read(given) {
        return Ok(key);
    }
    let text = std::fs::read_to_string(given);
    let key = text.as_ref().ok().and_then(|text| PublicKey::read(text));
    key.ok_or_else(|| {
        let why = match text {
            Err(error) => error.to_string(),
            Ok(_) => "minisign".to_owned(),
        };
        let said = words!("{given} 不是公钥（{why}）", "{given} is not a public key ({why})");
        Box::new(Diagnostic::new(&codes::BAD_KEY, said).help(Words::fixed(
            "给出 .pub 文件，或公告上贴的那一行，以 RW 开头，共 56 个字符",
            "name the .pub file, or the line on the notice: 56 characters that begin with RW",
        )))
    })
}

/// Reads the folder.
fn found(dir: &Path) -> Result<FoundFolder, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        let shown = dir.display();
        let said = words!("打不开文件夹 {shown}：{error}", "cannot open the folder {shown}: {error}");
        Box::new(Diagnostic::new(&codes::UNREADABLE_FILE, said).help(Words::fixed(
            "写网站所在的文件夹，如 public",
            "name the folder that holds the site, such as public",
        )))
    };
    let contents = Contents::read(dir, "seals").map_err(unreadable)?;
    let seals = FilesOfFolder::read(&dir.join("seals")).map_err(unreadable)?;
    let unread = seals.unread.into_iter().map(|(name, why)| ([SEALS, &name].concat(), why));
    let unread = contents.unread.into_iter().chain(unread).collect();
    let is_table =
        |path: &&str| path.starts_with("data/") && path.ends_with(".json") && path.matches('/').count() == 2;
    let tables = contents.files.iter().map(|file| file.path.as_str()).filter(is_table);
    let tables =
        tables.filter_map(|path| Some((path.to_owned(), std::fs::read(dir.join(path)).ok()?))).collect();
    let Contents { files, of_systems, .. } = contents;
    Ok(FoundFolder { files, seals: seals.files.into_iter().collect(), tables, of_systems, unread })
}

/// What was found in order, in one line.
fn said(checked: &Checked, files: usize) -> Words {
    let Checked { seal, signed, seals, unchecked } = checked;
    let (number, sealed, site) = (seal.sequence, &seal.sealed, &seal.site);
    let by = match (signed, unchecked) {
        (Some(key), _) => words!("签名是钥匙 {key} 的。", "Signed with the key {key}."),
        (None, true) => Words::fixed(
            "有签名，没有核对：用 --key 给出公钥。",
            "There are signatures that were not checked: give the public key with --key.",
        ),
        (None, false) => Words::fixed(
            "没有签名：只说明文件和封存一致，不说明是谁封存的。",
            "Not signed: the files are those of the seal, but nothing says who made it.",
        ),
    };
    let Words { zh, en } = by;
    words!(
        "{site}：{files} 个文件，和第 {number} 次封存（{sealed}）一致，{seals} 次封存前后相连。{zh}",
        "{site}: {files} files match seal {number} ({sealed}); the chain of {seals} is intact. {en}"
    )
}

/// The diagnostic of a fault.
fn diagnostic(fault: &SealFault, dir: &Path) -> Diagnostic {
    match fault {
        SealFault::NoSeal => {
            let shown = dir.display();
            Diagnostic::new(&codes::NO_SEAL, words!("{shown} 里没有 seals/", "there are no seals in {shown}"))
                .help(Words::fixed(
                    "先运行 lilong seal；或写网站所在的文件夹",
                    "run `lilong seal` first, or name the folder of the site",
                ))
        }
        SealFault::Changed(..) | SealFault::Lost(..) | SealFault::Added(_) | SealFault::Unread(..) => {
            diagnostic_of_file(fault)
        }
        SealFault::Record(source, title) => {
            let said = words!(
                "“{title}”（{source}）的指纹对不上",
                "the fingerprint of “{title}” ({source}) does not match"
            );
            Diagnostic::new(&codes::RECORD_NOT_AS_SEALED, said).help(Words::fixed(
                "这一条的开放数据被改过、添过或拿走了，要么封存被改过",
                "its open data was changed, added or taken away, or the seal was changed",
            ))
        }
        SealFault::OfASystem(path) => diagnostic_of_system(path),
        SealFault::NotASeal(..) | SealFault::Gap(..) | SealFault::Broken(..) => diagnostic_of_chain(fault),
        SealFault::Unsigned(path) => {
            Diagnostic::new(&codes::BAD_SIGNATURE, words!("{path} 没有签名", "{path} has no signature")).help(
                Words::fixed(
                    "签名文件应当在旁边，名字以 .minisig 结尾",
                    "its signature should lie beside it, with the ending .minisig",
                ),
            )
        }
        SealFault::Signature(path, why) => diagnostic_of_signature(path, why),
    }
}

fn diagnostic_of_file(fault: &SealFault) -> Diagnostic {
    let titled = |title: &Option<String>| title.as_ref().map_or(String::new(), |title| format!("“{title}”"));
    let (said, help) = match fault {
        SealFault::Changed(path, title) => {
            let title = titled(title);
            (
                words!("改过：{path}{title}", "changed: {path} {title}"),
                Words::fixed("这个文件和封存时不一样", "this file is not as it was sealed"),
            )
        }
        SealFault::Lost(path, title) => {
            let title = titled(title);
            (
                words!("少了：{path}{title}", "lost: {path} {title}"),
                Words::fixed("封存时有这个文件", "this file was there when the seal was made"),
            )
        }
        SealFault::Unread(path, why) => (
            words!("读不出：{path}（{why}）", "unreadable: {path} ({why})"),
            Words::fixed("换一台电脑再试", "try another computer"),
        ),
        other => {
            let path = if let SealFault::Added(path) = other { path.as_str() } else { "" };
            (
                words!("多了：{path}", "added: {path}"),
                Words::fixed("封存时没有这个文件", "this file was not there when the seal was made"),
            )
        }
    };
    let said = Words::new(said.zh, said.en.trim_end().to_owned());
    Diagnostic::new(&codes::NOT_AS_SEALED, said).help(help)
}

/// A file that a system put there by itself: it does no harm, but a server would publish it.
fn diagnostic_of_system(path: &str) -> Diagnostic {
    let said = words!("多了：{path}，是系统自己放的", "added by the system: {path}");
    Diagnostic::new(&codes::NOT_AS_SEALED, said).severity(Severity::Warning).help(Words::fixed(
        "不是网页，不影响核对；上传网站时不要带上",
        "it is not a page and does not affect the check; leave it out when you publish the site",
    ))
}

fn diagnostic_of_chain(fault: &SealFault) -> Diagnostic {
    let said = match fault {
        SealFault::NotASeal(path, why) => {
            words!("{path} 读不成封存：{why}", "{path} cannot be read as a seal: {why}")
        }
        SealFault::Broken(path, by) => {
            words!("{path} 不是 {by} 里记的那一个", "{path} is not the one that {by} names")
        }
        other => {
            let (from, to) = if let SealFault::Gap(from, to) = other { (*from, *to) } else { (0, 0) };
            let (first, last) = (path_of(from), path_of(to));
            match from == to {
                true => words!("少了 {first}，链条断了", "{first} is missing: the chain is broken"),
                false => words!(
                    "少了 {first} 到 {last}，链条断了",
                    "{first} to {last} are missing: the chain is broken"
                ),
            }
        }
    };
    Diagnostic::new(&codes::BROKEN_CHAIN, said).help(from_elsewhere())
}

fn from_elsewhere() -> Words {
    Words::fixed(
        "从别处的副本取回这次封存，再核对一遍",
        "take this seal from another copy of the site, and check again",
    )
}

fn diagnostic_of_signature(path: &str, why: &BadSignature) -> Diagnostic {
    let (said, help) = match why {
        BadSignature::Unreadable => (
            words!("{path} 的签名读不出来", "the signature of {path} cannot be read"),
            Words::fixed("从别处的副本取回 .minisig 文件", "take its .minisig from another copy of the site"),
        ),
        BadSignature::OtherKey(id) => (
            words!("{path} 是另一把钥匙 {id} 签的", "{path} was signed with another key, {id}"),
            Words::fixed(
                "核对公钥；换过钥匙的，新旧公钥都用 --key 给出",
                "check the public key; where it was replaced, give the old and the new one with --key each",
            ),
        ),
        BadSignature::OtherBytes => (
            words!(
                "{path} 的签名不对：签的不是这些内容",
                "the signature of {path} does not match its content"
            ),
            Words::fixed("封存或签名被改过", "the seal or its signature was changed"),
        ),
    };
    Diagnostic::new(&codes::BAD_SIGNATURE, said).help(help)
}

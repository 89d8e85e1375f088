//! Keys on the disk: takes file names; creates keys, reads them, and asks for their password.

use std::io::{self, IsTerminal};
use std::path::{Component, Path, PathBuf};

use crate::build::faults::unwritable;
use crate::cli::print::Printer;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::output::{MANIFEST, write_file};
use crate::seal::signature::{BadKey, NewKey, SecretKey};

/// The variable that holds the password if nobody can be asked.
const PASSWORD: &str = "LILONG_SEAL_PASSWORD";

/// Creates a key: `file` signs, and `file.pub` is for those who verify.
pub(super) fn make(file: &Path, printer: &Printer<'_>) -> Result<(), Box<Diagnostic>> {
    let mut public = file.as_os_str().to_owned();
    public.push(".pub");
    let public = PathBuf::from(public);
    free(file, &public)?;
    let password = new_password(printer)?;
    let key = NewKey::make(&password).map_err(|why| Box::new(fault(why, file)))?;
    write_secret(file, key.secret.as_bytes()).map_err(|error| Box::new(unwritable(file, &error)))?;
    write_file(&public, key.public.as_bytes()).map_err(|error| Box::new(unwritable(&public, &error)))?;
    advice(file, &public, &password)
        .into_iter()
        .for_each(|words| printer.line(words.in_lang(printer.lang())));
    Ok(())
}

/// Refuses a file inside a site or its output, and one that exists already.
fn free(file: &Path, public: &Path) -> Result<(), Box<Diagnostic>> {
    if let Some(site) = site_around(file) {
        let shown = site.display();
        let said = words!(
            "钥匙不能放在网站的文件夹里（{shown}）",
            "a key must not lie inside the site's folder ({shown})"
        );
        return Err(Box::new(Diagnostic::new(&codes::BAD_KEY, said).help(Words::fixed(
            "放到别处，如 ~/keys/；放在这里的东西早晚会跟着网站公开或备份出去",
            "put it elsewhere, such as ~/keys/: what lies here is copied, backed up or published sooner or \
             later",
        ))));
    }
    if let Some(there) = [file, public].into_iter().find(|file| file.symlink_metadata().is_ok()) {
        let shown = there.display();
        let said = words!("{shown} 已经有了", "there is a {shown} already");
        return Err(Box::new(Diagnostic::new(&codes::BAD_KEY, said).help(Words::fixed(
            "换一个名字；旧钥匙丢了，就再也不能用它签名",
            "choose another name: a key that is overwritten can never sign again",
        ))));
    }
    Ok(())
}

/// What to do with a new key, in words.
fn advice(file: &Path, public: &Path, password: &str) -> Vec<Words> {
    let (secret, shown) = (file.display(), public.display());
    let kept = words!(
        "私钥 {secret}：只给签名的人，另外存一份。\n公钥 {shown}：贴到公告栏上，交给居民核对。",
        "secret key {secret}: for whoever signs; keep a copy elsewhere.\npublic key {shown}: for everybody; \
         post \
         it on the wall."
    );
    let open = Words::fixed(
        "这把私钥没有密码：谁拿到文件都能签名。",
        "this key has no password: whoever has the file can sign.",
    );
    [kept].into_iter().chain(password.is_empty().then_some(open)).collect()
}

/// Reads a key; asks for its password if it has one.
pub(super) fn read(file: &Path, printer: &Printer<'_>) -> Result<SecretKey, Box<Diagnostic>> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        let shown = file.display();
        let said = words!("读不出钥匙 {shown}：{error}", "cannot read the key {shown}: {error}");
        Box::new(Diagnostic::new(&codes::BAD_KEY, said).help(Words::fixed(
            "检查 --key 或 LILONG_SEAL_KEY 的路径；新的钥匙用 lilong seal --new-key 做",
            "check the path of --key or LILONG_SEAL_KEY; `lilong seal --new-key` makes a key",
        )))
    })?;
    let key = match SecretKey::read(&text, None) {
        Err(BadKey::Locked) => {
            let shown = file.display();
            let prompt = words!("{shown} 的密码：", "Password of {shown}: ");
            let password = match std::env::var(PASSWORD) {
                Ok(password) => Some(password),
                Err(_) => ask(prompt.in_lang(printer.lang())),
            };
            SecretKey::read(&text, password.as_deref())
        }
        read => read,
    };
    key.map_err(|why| Box::new(fault(why, file)))
}

/// The password of a new key; empty for none.
fn new_password(printer: &Printer<'_>) -> Result<String, Box<Diagnostic>> {
    if let Ok(password) = std::env::var(PASSWORD) {
        return Ok(password);
    }
    let first =
        words!("给私钥设一个密码（直接回车就没有）：", "A password for the secret key (empty for none): ");
    let Some(password) = ask(first.in_lang(printer.lang())) else { return Ok(String::new()) };
    let second = words!("再输一次：", "Again: ");
    if password.is_empty() || ask(second.in_lang(printer.lang())).as_deref() == Some(password.as_str()) {
        return Ok(password);
    }
    let said = Words::fixed("两次输入的密码不一样", "the two passwords are not the same");
    Err(Box::new(Diagnostic::new(&codes::BAD_KEY, said).help(Words::fixed("重新运行一次", "run it again"))))
}

/// Asks on the terminal, if there is one.
fn ask(prompt: &str) -> Option<String> {
    if !io::stdin().is_terminal() {
        return None;
    }
    rpassword::prompt_password(prompt).ok()
}

/// Why a key cannot be used, in words.
pub(super) fn fault(why: BadKey, file: &Path) -> Diagnostic {
    let shown = file.display();
    let (said, help) = match why {
        BadKey::Unreadable => (
            words!("{shown} 不是 minisign 的私钥", "{shown} is not a minisign secret key"),
            Words::fixed(
                "给出 lilong seal --new-key 或 minisign -G 做的私钥",
                "name one that `lilong seal --new-key` or `minisign -G` made",
            ),
        ),
        BadKey::Locked => (
            words!(
                "{shown} 有密码，这里没法问",
                "{shown} has a password, but there is no terminal to ask for it"
            ),
            Words::fixed(
                "把密码放在环境变量 LILONG_SEAL_PASSWORD 里",
                "put the password into the variable LILONG_SEAL_PASSWORD",
            ),
        ),
        BadKey::WrongPassword => (
            words!("{shown} 的密码不对", "this is not the password of {shown}"),
            Words::fixed("再输一次；忘了就只能换一把新钥匙", "try again; if it is lost, a new key is needed"),
        ),
        BadKey::Failed => (
            words!(
                "{shown}：机器的内存或随机数不够用",
                "{shown}: there is not enough memory, or no source of random numbers"
            ),
            Words::fixed("关掉别的程序再试", "close other programs and try again"),
        ),
    };
    Diagnostic::new(&codes::BAD_KEY, said).help(help)
}

/// The site, or the output of a site, that a file would be in.
fn site_around(file: &Path) -> Option<PathBuf> {
    let folder = real(file.parent()?);
    let is_site = |folder: &&Path| ["site.yaml", MANIFEST].iter().any(|sign| folder.join(sign).is_file());
    folder.ancestors().find(is_site).map(Path::to_owned)
}

/// The canonical path of a folder that may not exist yet: links are resolved as far as it exists.
fn real(folder: &Path) -> PathBuf {
    let absolute = std::path::absolute(Path::new(".").join(folder)).unwrap_or_else(|_| folder.to_owned());
    absolute.components().fold(PathBuf::new(), |mut real, part| {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
        real.canonicalize().unwrap_or(real)
    })
}

/// Writes a file that nobody else may read.
#[cfg(unix)]
fn write_secret(file: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::File::options();
    options.write(true).create_new(true).mode(0o600).open(file)?.write_all(bytes)
}

#[cfg(not(unix))]
fn write_secret(file: &Path, bytes: &[u8]) -> io::Result<()> {
    write_file(file, bytes)
}

//! A folder with a site in it, and the program run there.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::SystemTime;

use tempfile::TempDir;

/// The day on which every test lives, unless it says otherwise.
pub const TODAY: &str = "2026-03-10";

/// A folder of its own, which goes away with it; the site stands in `site`, so that there is room beside it.
pub struct Desk {
    dir: TempDir,
}

/// What one run came to.
#[derive(Debug)]
pub struct Run {
    /// The exit status.
    pub code: i32,
    /// What was printed.
    pub out: String,
    /// What was said.
    pub err: String,
}

/// A folder with the only fonts that the program finds here: to read all of a machine takes longer than all
/// else that most of these tests do.
pub fn fonts() -> &'static Path {
    static FONTS: LazyLock<PathBuf> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("one-font");
        fs::create_dir_all(&folder).unwrap();
        let font = "NotoSerifCJK-Regular.ttc";
        // A run before this one, or one beside it, may have made the link.
        let _ = symlink(Path::new("/usr/share/fonts/opentype/noto").join(font), folder.join(font));
        folder
    });
    &FONTS
}

/// Every file of a folder with its bytes and when it was written.
pub type Snapshot = BTreeMap<String, (Vec<u8>, SystemTime)>;

impl Desk {
    /// An empty folder for a site.
    pub fn empty() -> Desk {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("site")).unwrap();
        Desk { dir }
    }

    /// A site of three notices without a mistake.
    pub fn new() -> Desk {
        let desk = Desk::empty();
        desk.write("site.yaml", "title: 新福居民区公告栏\nbase_url: https://notices.example.org/\n");
        desk.write("content/_index.md", "---\ntitle: 首页\n---\n欢迎。\n");
        desk.write("content/notices/_index.md", "---\ntitle: 公告\nkind: notice\n---\n");
        for (name, title) in [("lift", "电梯检修"), ("water", "停水通知"), ("bins", "垃圾分类")] {
            desk.notice(name, &format!("title: {title}\ndate: 2026-03-02\n"));
        }
        desk
    }

    /// The site's folder.
    pub fn root(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    /// Writes a file of the site.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes `content/notices/NAME.md`.
    pub fn notice(&self, name: &str, front: &str) {
        self.write(&format!("content/notices/{name}.md"), format!("---\n{front}---\n请大家相互转告。\n"));
    }

    /// A file of the site.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The text of a file of the site.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap()
    }

    /// Whether the site has that file.
    pub fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    /// Removes a file of the site.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap();
    }

    /// Every file in the site's folder, or in one below it.
    pub fn snapshot(&self, folder: &str) -> Snapshot {
        let mut files = Snapshot::new();
        collect(&self.root().join(folder), &self.root().join(folder), &mut files);
        files
    }

    /// The bytes of the published files.
    pub fn published(&self) -> BTreeMap<String, Vec<u8>> {
        self.snapshot("public").into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
    }

    /// Runs the program in the site's folder, in English unless the arguments say otherwise.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_as("C", args)
    }

    /// The same in some locale.
    pub fn run_as(&self, locale: &str, args: &[&str]) -> Run {
        let done = Command::new(env!("CARGO_BIN_EXE_lilong"))
            .args(args)
            .current_dir(self.root())
            .env_remove("SOURCE_DATE_EPOCH")
            .env_remove("LC_MESSAGES")
            .env("LC_ALL", locale)
            .env("LILONG_FONT_DIRS", fonts())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Run {
            code: done.status.code().expect("the program ends by itself"),
            out: text(done.stdout),
            err: text(done.stderr),
        }
    }

    /// `lilong build` on the tests' day.
    pub fn build(&self, more: &[&str]) -> Run {
        self.run(&[&["build", "--today", TODAY], more].concat())
    }

    /// Builds and expects neither mistake nor warning.
    pub fn build_cleanly(&self) -> &Desk {
        let run = self.build(&[]);
        assert_eq!((run.code, run.err.contains("warning")), (0, false), "{}", run.err);
        self
    }

    /// The codes of what `lilong check` tells, sorted.
    pub fn codes(&self) -> Vec<String> {
        let run = self.run(&["check", "--today", TODAY, "--format", "json"]);
        let mut codes: Vec<String> = run
            .out
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["code"].as_str().unwrap().to_owned()
            })
            .collect();
        codes.sort();
        codes
    }
}

impl Run {
    /// Expects an exit status.
    #[track_caller]
    pub fn ends_with(&self, code: i32) -> &Run {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// Expects a text in what was said.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Run {
        assert!(self.err.contains(text), "no {text:?} in: {}", self.err);
        self
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Snapshot) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            collect(root, &path, files);
        } else {
            let written = entry.metadata().unwrap().modified().unwrap();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, (fs::read(&path).unwrap_or_default(), written));
        }
    }
}

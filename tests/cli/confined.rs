//! Whatever a site, a manifest or the output folder holds: nothing outside the output is made, changed or
//! removed.
//!
//! The program runs as a user who may write to everything around the site, and who is not root.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::desk::TODAY;

/// The user of the program where the tests are run by root.
const NOBODY: u32 = 65534;

/// What somebody writes who wants to get out, or to get at what a web server reads.
const NAMES: [&str; 26] = [
    "..",
    ".",
    "",
    " ",
    "/",
    "../x",
    "../../x",
    "../site.yaml",
    "../../notes/diary",
    "../../notes/",
    "/HOME/notes/diary",
    "//HOME/notes/diary",
    "a/../../../notes/diary",
    "./../../notes/diary.html",
    "..\\..\\notes\\diary",
    "C:\\x",
    "C:x",
    "~/x",
    "~root",
    ".bashrc",
    ".htaccess",
    "%2e%2e/x",
    "file:///HOME/notes/x",
    "x/..",
    "nul",
    "data/x",
];

/// Where in a site a name may stand that becomes part of a path.
const FIELDS: [fn(&str) -> Vec<File>; 14] = [
    |name| record(&format!("slug: {name}")),
    |name| record(&format!("aliases: [{name}]")),
    |name| record(&format!("topics: [{name}]")),
    |name| record(&format!("places: [{name}]")),
    |name| bundle(&format!("slug: {name}")),
    |name| record(&format!("attachments: [{name}]")),
    |name| section("notices", &format!("slug: {name}")),
    |name| section("notices/old", &format!("slug: {name}")),
    |name| section("notices", &format!("aliases: [{name}]")),
    |name| section("", &format!("slug: {name}")),
    |name| config(&format!("topics: [{{name: 电梯, slug: {name}}}]")),
    |name| config(&format!("places: [{{name: 梧桐里, slug: {name}}}]")),
    |name| config(&format!("places: [{{name: 梧桐里, places: [{{name: 1号楼, slug: {name}}}]}}]")),
    |name| config(&format!("slugs: keep\nplaces: [{{name: {name}}}]")),
];

/// What a forged manifest may name.
const LISTED: [&str; 16] = [
    "../site.yaml",
    "../content/_index.md",
    "../../notes/diary.txt",
    "../../notes/empty/x",
    "../../../h/.bashrc",
    "/HOME/notes/diary.txt",
    "notices/../../site.yaml",
    "notices/../../../notes/diary.txt",
    "..",
    ".",
    "",
    "/",
    "..\\..\\notes\\diary.txt",
    "./../../notes/diary.txt",
    "../../other/public/index.html",
    "link/diary.txt",
];

/// Where files are staged.
const STAGED: [&str; 4] = [
    ".public.lilong-staging",
    ".public.lilong-staging-gone",
    "public/.lilong-staging",
    "public/.lilong-staging-gone",
];
/// The file that says of a folder that it is Lilong's.
const MARK: &str = ".lilong-manifest";

type File = (String, String);

fn file(path: &str, text: impl Into<String>) -> File {
    (path.to_owned(), text.into())
}

fn record(line: &str) -> Vec<File> {
    vec![file(
        "content/notices/lift.md",
        format!("---\ntitle: 电梯\ndate: 2026-03-02\n{line}\n---\n[图](plan.txt)\n"),
    )]
}

fn bundle(line: &str) -> Vec<File> {
    // As its page leads out, so would its files: in place of the site's own settings, or of a diary.
    let lists = "attachments: [site.yaml, diary.txt, notes/diary.txt]";
    vec![
        file(
            "content/notices/roof/index.md",
            format!("---\ntitle: 屋顶\ndate: 2026-03-02\n{lists}\n{line}\n---\n见附件。\n"),
        ),
        file("content/notices/roof/site.yaml", "title: 假的\n"),
        file("content/notices/roof/diary.txt", "forged"),
        file("content/notices/roof/notes/diary.txt", "forged"),
    ]
}

fn section(folder: &str, line: &str) -> Vec<File> {
    let path = if folder.is_empty() {
        "content/_index.md".to_owned()
    } else {
        format!("content/{folder}/_index.md")
    };
    let inside = file(
        &format!("content/{folder}/diary.md"),
        "---\ntitle: 日记\nkind: notice\ndate: 2026-03-02\n---\n假的。\n",
    );
    vec![file(&path, format!("---\ntitle: 公告\n{line}\n---\n")), inside]
}

fn config(lines: &str) -> Vec<File> {
    let used = "---\ntitle: 电梯\ndate: 2026-03-02\ntopics: [电梯]\n---\n正文。\n";
    vec![file("site.yaml", format!("{SETTINGS}{lines}\n")), file("content/notices/lift.md", used)]
}

const SETTINGS: &str = "title: 新福\nbase_url: https://notices.example.org/\ntheme: bare\n";
const HEAD: &str = "lilong-manifest 1\ninputs -\nholds -9 9\n";

/// What is done to the site's folder.
type Deed = Box<dyn Fn(&World) + Send + Sync>;

/// One thing that is tried.
struct Try {
    about: String,
    files: Vec<File>,
    /// Done to the site's folder after a clean build, where there is one.
    then: Option<Deed>,
}

/// A home with a site in it, and other things.
struct World {
    dir: TempDir,
    program: PathBuf,
    /// The user and group to run as, where the tests are run by root.
    user: Option<u32>,
}

/// All that is known of a file: what it is, its bytes, when it was written.
type Tree = BTreeMap<PathBuf, (String, Vec<u8>, SystemTime)>;

impl World {
    fn new() -> World {
        let dir = tempfile::tempdir().unwrap();
        let user = (dir.path().metadata().unwrap().uid() == 0).then_some(NOBODY);
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let mut world = World { dir, program: env!("CARGO_BIN_EXE_lilong").into(), user };
        if !world.command().arg("--version").output().is_ok_and(|done| done.status.success()) {
            // Where root keeps the program, others may not be able to read it.
            world.program = world.path("lilong");
            fs::copy(env!("CARGO_BIN_EXE_lilong"), &world.program).unwrap();
        }
        for (path, text) in [
            ("home/.bashrc", "echo hello\n"),
            ("home/notes/diary.txt", "years of work"),
            ("home/notes/index.html", "somebody's"),
            ("home/notes/lift.html", "somebody's"),
            ("home/notes/empty/.keep", ""),
            ("home/other/public/.lilong-manifest", &format!("{HEAD}w -\nf 0000000000000000 5  index.html\n")),
            ("home/other/public/index.html", "other"),
            ("home/lock", "1 build\n"),
            ("home/site/.keep", ""),
        ] {
            world.write(Path::new(path), text);
        }
        fs::create_dir(world.path("home/empty")).unwrap();
        world.own(&world.path("home"));
        world
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn site(&self, path: &str) -> PathBuf {
        self.path("home/site").join(path)
    }

    /// A text that may name the home.
    fn here(&self, text: &str) -> String {
        text.replace("/HOME", self.path("home").to_str().unwrap())
    }

    fn write(&self, path: &Path, text: &str) {
        let path = self.path("").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, self.here(text)).unwrap();
    }

    /// Gives all in a folder to the user of the program, so that nothing but the program itself keeps it
    /// back.
    fn own(&self, path: &Path) {
        let Some(user) = self.user else { return };
        chown(path, Some(user), Some(user)).unwrap();
        for entry in fs::read_dir(path).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                self.own(&entry.path());
            } else {
                lchown(entry.path(), Some(user), Some(user)).unwrap();
            }
        }
    }

    /// Puts the site as it is without anything hostile, and those files.
    fn set_up(&self, files: &[File]) {
        for entry in fs::read_dir(self.site("")).unwrap().map(Result::unwrap) {
            let is_folder = entry.file_type().unwrap().is_dir();
            if is_folder {
                fs::remove_dir_all(entry.path()).unwrap()
            } else {
                fs::remove_file(entry.path()).unwrap()
            }
        }
        let mut all = vec![
            file("site.yaml", SETTINGS),
            file("content/_index.md", "---\ntitle: 首页\n---\n"),
            file("content/notices/_index.md", "---\ntitle: 公告\nkind: notice\n---\n"),
            file(
                "content/notices/lift.md",
                "---\ntitle: 电梯\ndate: 2026-03-02\ntopics: [电梯]\n---\n正文。\n",
            ),
            file("content/notices/water.md", "---\ntitle: 停水\ndate: 2026-03-02\n---\n正文。\n"),
            file("content/notices/plan.txt", "plan"),
            file("static/x.css", "b { order: 1 }"),
            file("themes/bare/templates/page.html", "{{ record.title }}"),
            file("themes/bare/templates/notice.html", "{{ record.title }}{{ record.body }}"),
            file(
                "themes/bare/i18n/zh-Hans.ftl",
                "topics-all = 主题\nplaces-all = 地方\nmissing-heading = 没有\n",
            ),
        ];
        for name in ["home", "section", "topics", "topic", "places", "place", "archive", "redirect", "404"] {
            all.push(file(&format!("themes/bare/templates/{name}.html"), "{{ page.title }}"));
        }
        for (path, text) in all.iter().chain(files) {
            self.write(&Path::new("home/site").join(path), text);
        }
        self.own(&self.site(""));
    }

    /// The program, run by the user.
    fn command(&self) -> Command {
        let mut program = Command::new(&self.program);
        program.env_clear().env("LC_ALL", "C").env("HOME", self.path("home")).stdin(Stdio::null());
        if let Some(user) = self.user {
            program.uid(user).gid(user);
        }
        program
    }

    fn build(&self) -> (Option<i32>, String) {
        let args = ["build", "--no-posters", "--jobs", "1", "--today", TODAY];
        let done = self.command().args(args).current_dir(self.site("")).output().unwrap();
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    }

    /// All but the site.
    fn around(&self) -> Tree {
        let mut tree = Tree::new();
        walk(&self.path("home"), &self.site(""), &mut tree);
        tree
    }

    /// The site without its output, and what stands there under our names and is not ours.
    fn sources(&self, but: &[PathBuf]) -> Tree {
        let mut tree = Tree::new();
        walk(&self.site(""), &self.site("public"), &mut tree);
        STAGED
            .iter()
            .map(|at| self.site(at))
            .filter(|path| path.symlink_metadata().is_ok())
            .for_each(|path| walk(&path, &path.join("."), &mut tree));
        // The entry of the folder itself changes when the output appears.
        tree.retain(|path, _| *path != self.site("") && !but.iter().any(|but| path.starts_with(but)));
        tree
    }

    /// Tries it, and sees that nothing changed.
    fn survives(&self, tried: &Try, around: &Tree) {
        let about = &tried.about;
        if let Some(then) = &tried.then {
            self.set_up(&[]);
            let (code, said) = self.build();
            assert_eq!(code, Some(0), "{about}: the site without it does not build: {said}");
            then(self);
            for (path, text) in &tried.files {
                self.write(&Path::new("home/site").join(path), text);
            }
            self.own(&self.site(""));
        } else {
            self.set_up(&tried.files);
        }
        // What is marked as ours is ours to remove.
        let marked: Vec<PathBuf> =
            STAGED.iter().map(|at| self.site(at)).filter(|path| path.join(MARK).is_file()).collect();
        let sources = self.sources(&marked);
        for round in 0..2 {
            let (code, said) = self.build();
            assert!(matches!(code, Some(0..=2)), "{about}: ended with {code:?}: {said}");
            same(
                &self.around(),
                around,
                &format!("{about}, build {round}: around the site: {code:?} {said}"),
            );
            same(
                &self.sources(&marked),
                &sources,
                &format!("{about}, build {round}: in the site: {code:?} {said}"),
            );
            if code != Some(0) {
                break;
            }
        }
    }
}

fn walk(path: &Path, but: &Path, tree: &mut Tree) {
    if path == but {
        return;
    }
    let found = path.symlink_metadata().unwrap();
    let kind = format!("{:?} {:o}", found.file_type(), found.mode());
    let bytes = match () {
        () if found.is_symlink() => fs::read_link(path).unwrap().into_os_string().into_encoded_bytes(),
        () if found.is_file() => fs::read(path).unwrap(),
        () => Vec::new(),
    };
    tree.insert(path.to_owned(), (kind, bytes, found.modified().unwrap()));
    if found.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| walk(&entry.unwrap().path(), but, tree));
    }
}

#[track_caller]
fn same(now: &Tree, before: &Tree, about: &str) {
    let differ = now.keys().chain(before.keys()).find(|path| now.get(*path) != before.get(*path));
    assert_eq!(differ, None, "{about}");
}

/// Sites whose names lead elsewhere.
fn sites() -> Vec<Try> {
    let mut tries = Vec::new();
    for (at, field) in FIELDS.iter().enumerate() {
        for name in NAMES {
            let quoted = format!("'{name}'");
            tries.push(Try { about: format!("field {at}: {name:?}"), files: field(&quoted), then: None });
        }
    }
    tries
}

/// Outputs whose manifest names what is elsewhere.
fn manifests() -> Vec<Try> {
    let digest = "0000000000000000";
    let mut tries = Vec::new();
    for path in LISTED {
        for line in [format!("f {digest} 5  {path}\n"), format!("x {path}\n")] {
            for whole in [false, true] {
                let about = format!("manifest {line:?}, {whole}");
                let line = line.clone();
                let then = move |world: &World| {
                    let manifest = world.site("public/.lilong-manifest");
                    symlink(world.path("home/notes"), world.site("public/link")).unwrap();
                    let head =
                        if whole { fs::read_to_string(&manifest).unwrap() } else { format!("{HEAD}w -\n") };
                    // In its order, which a forger would heed.
                    let (before, after): (Vec<&str>, Vec<&str>) =
                        head.lines().partition(|known| !known.starts_with("f ") || line.starts_with('x'));
                    let text = [before, vec![line.trim_end_matches('\n')], after].concat().join("\n") + "\n";
                    fs::write(manifest, world.here(&text)).unwrap();
                };
                let edited = record("summary: 改了");
                tries.push(Try { about, files: edited, then: Some(Box::new(then)) });
            }
        }
    }
    tries
}

/// Where a link may stand that the program would follow, and where it leads to from there.
const LINKS: [(&str, &str); 26] = [
    ("public/notices", "/HOME/notes"),
    ("public/notices", "../../notes"),
    ("public/notices", "/HOME/empty"),
    ("public/notices", "/HOME/nothing"),
    ("public/topics", "/HOME/notes"),
    ("public/data", "/HOME/notes"),
    ("public/data/notice", "/HOME/notes"),
    ("public/assets", "../../notes"),
    ("public/notices/lift.html", "/HOME/.bashrc"),
    ("public/index.html", "/HOME/notes/index.html"),
    ("public/404.html", "/HOME/nothing"),
    ("public/.lilong-manifest", "/HOME/notes/diary.txt"),
    ("public/.lilong-manifest", "/HOME/other/public/.lilong-manifest"),
    ("public/.lilong-manifest", "/HOME/nothing"),
    ("public/.lilong-lock", "/HOME/notes/diary.txt"),
    ("public/.lilong-lock", "/HOME/lock"),
    ("public/.lilong-lock", "/HOME/nothing"),
    ("public/.lilong-staging", "/HOME/notes"),
    ("public/.lilong-staging", "/HOME/empty"),
    (".public.lilong-staging", "/HOME/notes"),
    (".public.lilong-staging", "/HOME/other/public"),
    (".public.lilong-staging-gone", "/HOME/other/public"),
    ("public", "/HOME/empty"),
    ("public", "/HOME/other/public"),
    ("public", "../nothing"),
    ("public", "/HOME/notes"),
];

/// Links where the program writes.
fn links() -> Vec<Try> {
    let hard =
        ["public/.lilong-lock", "public/.lilong-manifest", "public/index.html", "public/notices/lift.html"];
    let targets = ["home/notes/diary.txt", "home/lock", "home/notes/empty/.keep"];
    let hard = hard.into_iter().flat_map(|at| targets.map(|to| (at, to, true)));
    let all = LINKS.into_iter().map(|(at, to)| (at, to, false)).chain(hard);
    let mut tries = Vec::new();
    for (at, to, hard) in all {
        for edit in [record("summary: 改了"), section("notices", "slug: renamed"), Vec::new()] {
            let then = move |world: &World| {
                let path = world.site(at);
                match path.symlink_metadata() {
                    Ok(found) if found.is_dir() => fs::remove_dir_all(&path).unwrap(),
                    Ok(_) => fs::remove_file(&path).unwrap(),
                    Err(_) => {}
                }
                if hard {
                    fs::hard_link(world.path(to), &path).unwrap();
                } else {
                    symlink(world.here(to), &path).unwrap();
                }
                // Gone with this edit are pages of the folder that is a link now.
                let _ = fs::remove_file(world.site("content/notices/water.md"));
            };
            let about = format!(
                "{at} leads to {to}{}, {:?}",
                if hard { " (hard)" } else { "" },
                edit.first().map(|(path, _)| path)
            );
            tries.push(Try { about, files: edit, then: Some(Box::new(then)) });
        }
    }
    tries
}

/// Folders of staged files that are somebody's, or that look like ours and hold links.
fn stagings() -> Vec<Try> {
    let mut tries = Vec::new();
    for at in STAGED {
        for edit in [record("summary: 改了"), Vec::new()] {
            let folder = Path::new("home/site").join(at);
            let (theirs, links, marked) = (folder.clone(), folder.clone(), folder.clone());
            let theirs = move |world: &World| {
                world.write(&theirs.join("diary.txt"), "years of work");
                world.write(&theirs.join("index.html"), "somebody's");
            };
            let links = move |world: &World| {
                world.write(&links.join("a").join(MARK), HEAD);
                link_home(world, &links);
                symlink(world.path("home/other/public").join(MARK), world.path("").join(&links).join(MARK))
                    .unwrap();
            };
            let marked = move |world: &World| {
                world.write(&marked.join("a/b"), "half");
                world.write(&marked.join(MARK), HEAD);
                link_home(world, &marked);
            };
            let all: [(&str, Deed); 3] = [
                ("somebody's", Box::new(theirs)),
                ("with links", Box::new(links)),
                ("marked, with links", Box::new(marked)),
            ];
            for (about, then) in all {
                tries.push(Try { about: format!("{at} {about}"), files: edit.clone(), then: Some(then) });
            }
        }
    }
    tries
}

fn link_home(world: &World, folder: &Path) {
    for (name, to) in
        [("link", "home/notes"), ("a/link", "home/notes"), ("diary.txt", "home/notes/diary.txt")]
    {
        symlink(world.path(to), world.path("").join(folder).join(name)).unwrap();
    }
}

/// Tries them all, side by side.
fn all_survive(tries: Vec<Try>) {
    let parts = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4));
    std::thread::scope(|scope| {
        for part in 0..parts {
            let mine = tries.iter().skip(part).step_by(parts);
            scope.spawn(move || {
                let world = World::new();
                let around = world.around();
                mine.for_each(|tried| world.survives(tried, &around));
            });
        }
    });
}

#[test]
fn no_name_in_a_site_leads_out_of_the_output() {
    all_survive(sites());
}

#[test]
fn no_manifest_leads_out_of_the_output() {
    all_survive(manifests());
}

#[test]
fn no_link_in_the_output_is_followed() {
    all_survive(links());
}

#[test]
fn no_staging_folder_of_somebody_is_touched() {
    all_survive(stagings());
}

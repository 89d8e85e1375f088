//! Sites with posters, and the programs that read a poster back: none of them is ours.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use lilong::source::FontFolders;
use tempfile::TempDir;

use super::common::Site;

/// Where the fonts are that every test sets type with.
pub const FONTS: &str = "/usr/share/fonts/opentype/noto";

/// Where those of `fonts-dejavu-core` are, which have Arabic letters.
pub const DEJAVU: &str = "/usr/share/fonts/truetype/dejavu";

/// The fonts of `fonts-noto-cjk`, whatever else the machine has: pictures are compared.
pub fn noto() -> FontFolders {
    let serif = Path::new(FONTS).join("NotoSerifCJK-Regular.ttc");
    assert!(serif.is_file(), "{} is not there: apt-get install fonts-noto-cjk", serif.display());
    FontFolders::new([PathBuf::from(FONTS)])
}

/// A site that makes posters, with one section of notices.
pub fn site() -> Site {
    let mut site = Site::new();
    site.write("site.yaml", SETTINGS);
    site.settings.posters = true;
    site.files.with_fonts(noto());
    site
}

/// The settings of that site.
pub const SETTINGS: &str = "title: 新福居民区公告栏\nissuer: 新福居民区居民委员会\nbase_url: https://notices.example.org/\n\
    languages: {en: {title: Xinfu Notice Board}}\ncontact: \
    {name: 居委会窗口, phone: 021-5550-0123, hours: 周一至周五 9:00—17:00}\n";

/// A notice that hangs today.
pub fn notice(title: &str, more: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2026-11-20\nposted: {{from: 2026-11-20, days: 10}}\n{more}---\n{body}\n"
    )
}

/// A published poster in a folder of its own, to be read back.
pub struct Sheet {
    dir: TempDir,
}

impl Sheet {
    /// The poster of that output path.
    pub fn of(site: &Site, path: &str) -> Sheet {
        let bytes = site
            .out
            .get(path)
            .unwrap_or_else(|| panic!("{path} is not published; published are {:#?}", site.out.keys()));
        Sheet::new(bytes)
    }

    /// A poster of these bytes.
    pub fn new(bytes: &[u8]) -> Sheet {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("sheet.pdf"), bytes).unwrap();
        Sheet { dir }
    }

    /// The file.
    pub fn file(&self) -> PathBuf {
        self.dir.path().join("sheet.pdf")
    }

    /// Its text in the order it stands in the file, which screen readers and those who copy it get, without
    /// any white space: lines break where the sheet wants.
    pub fn text(&self) -> String {
        let text = run("pdftotext", &["-raw", "-enc", "UTF-8", &self.path(), "-"]);
        String::from_utf8(text).unwrap().split_whitespace().collect()
    }

    /// The text of one page, like `text`.
    pub fn text_of(&self, page: usize) -> String {
        let page = page.to_string();
        let text = run("pdftotext", &["-raw", "-enc", "UTF-8", "-f", &page, "-l", &page, &self.path(), "-"]);
        String::from_utf8(text).unwrap().split_whitespace().collect()
    }

    /// The words of one page and where they stand.
    pub fn words(&self, page: usize) -> Vec<Word> {
        let page = page.to_string();
        let boxes = run("pdftotext", &["-bbox", "-f", &page, "-l", &page, &self.path(), "-"]);
        String::from_utf8(boxes).unwrap().lines().filter_map(Word::of).collect()
    }

    /// The bands of one page, between its first and its last line, in which nothing is printed and which are
    /// higher than `least`: where each begins and ends, in millimetres.
    pub fn bands(&self, page: usize, least: f64) -> Vec<(f64, f64)> {
        let dpi = 50;
        let name = page.to_string();
        let picture =
            run("pdftoppm", &["-gray", "-r", &dpi.to_string(), "-f", &name, "-l", &name, &self.path()]);
        // `P5`, width and height, the most that is white, and a byte for each point.
        let mut parts = picture.splitn(4, |byte| *byte == b'\n');
        let (size, points) = (parts.nth(1).unwrap(), parts.nth(1).unwrap());
        let width: usize = std::str::from_utf8(size).unwrap().split(' ').next().unwrap().parse().unwrap();
        let printed =
            points.chunks(width).enumerate().filter(|(_, row)| row.iter().any(|point| *point < 230));
        let rows: Vec<f64> = printed.map(|(row, _)| row as f64 * 25.4 / f64::from(dpi)).collect();
        rows.windows(2).filter(|pair| pair[1] - pair[0] > least).map(|pair| (pair[0], pair[1])).collect()
    }

    /// What poppler says of it: `Tagged`, `Pages`, `Page size`.
    pub fn info(&self, key: &str) -> String {
        let info = String::from_utf8(run("pdfinfo", &[&self.path()])).unwrap();
        let line = info.lines().find_map(|line| line.strip_prefix(&format!("{key}:")));
        line.unwrap_or_else(|| panic!("pdfinfo says nothing of {key}:\n{info}")).trim().to_owned()
    }

    /// The names of its fonts with whether each is (embedded, a subset).
    pub fn fonts(&self) -> Vec<(String, bool, bool)> {
        let list = String::from_utf8(run("pdffonts", &[&self.path()])).unwrap();
        let font = |line: &str| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let [.., embedded, subset, _, _, _] = columns.as_slice() else {
                panic!("pdffonts says:\n{list}")
            };
            (columns[0].to_owned(), *embedded == "yes", *subset == "yes")
        };
        list.lines().skip(2).map(font).collect()
    }

    /// The elements of its structure, as poppler lists them.
    pub fn structure(&self) -> String {
        // Titles of elements come as UTF-16 among the rest.
        String::from_utf8_lossy(&run("pdfinfo", &["-struct-text", &self.path()])).into_owned()
    }

    /// A page as a picture.
    pub fn picture(&self, page: usize, dpi: u32) -> PathBuf {
        let to = self.dir.path().join(format!("page-{page}-{dpi}"));
        let (page, dpi) = (page.to_string(), dpi.to_string());
        run(
            "pdftoppm",
            &["-r", &dpi, "-f", &page, "-l", &page, "-singlefile", "-png", &self.path(), path(&to)],
        );
        to.with_extension("png")
    }

    /// The picture after something has happened to it that happens to photographs.
    pub fn photographed(&self, picture: &Path, how: &[&str]) -> PathBuf {
        let to = self.dir.path().join("photo.png");
        let all: Vec<&str> =
            std::iter::once(path(picture)).chain(how.iter().copied()).chain([path(&to)]).collect();
        run("convert", &all);
        to
    }

    fn path(&self) -> String {
        path(&self.file()).to_owned()
    }
}

/// A word on a page.
#[derive(Debug)]
pub struct Word {
    /// The word.
    pub text: String,
    /// How far below the edge of the sheet it begins, in millimetres.
    pub top: f64,
    /// How far below that edge it ends.
    pub bottom: f64,
}

impl Word {
    /// A line of what `pdftotext -bbox` prints.
    fn of(line: &str) -> Option<Word> {
        let value =
            |name: &str| line.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse::<f64>().ok();
        let text = line.trim().strip_prefix("<word ")?.split('>').nth(1)?.split('<').next()?.to_owned();
        Some(Word { text, top: value("yMin")? * 25.4 / 72.0, bottom: value("yMax")? * 25.4 / 72.0 })
    }
}

/// What a code in a picture says.
pub fn code_in(picture: &Path) -> String {
    String::from_utf8(run("zbarimg", &["--quiet", "--raw", path(picture)])).unwrap().trim().to_owned()
}

/// How much two pictures of one size differ: 0 for not at all, 1 for black against white.
pub fn difference(a: &Path, b: &Path) -> f64 {
    // `compare` ends with 1 where pictures differ, and says how much on its error output: `1234.5 (0.0188)`.
    let output = command("compare").args(["-metric", "RMSE", path(a), path(b), "null:"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let share = said
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(share, _)| share.parse().ok());
    share.unwrap_or_else(|| panic!("compare {} {} says {said:?}", a.display(), b.display()))
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Runs a program to its end; gives what it printed.
pub fn run(name: &str, args: &[&str]) -> Vec<u8> {
    let output = command(name).args(args).output().unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(
        output.status.success(),
        "{name} {args:?}: {}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// A program that must be there.
fn command(name: &str) -> Command {
    let package = match name {
        "zbarimg" => "zbar-tools",
        "convert" | "compare" => "imagemagick",
        _ => "poppler-utils",
    };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file());
    Command::new(found.unwrap_or_else(|| panic!("`{name}` is not installed: apt-get install {package}")))
}

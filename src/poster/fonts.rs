//! Fonts for posters: takes the font files of the site, the theme and the machine; gives a font book and
//! the families to use for each of the four Chinese styles. Nothing is drawn; files of the machine are
//! mapped, not read.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::{FontSource, FontStore};

use crate::source::{MappedBytes, System, map_font};
use crate::track::Digest;

/// All fonts that a poster may use.
pub(super) struct Fonts {
    /// The font book, and the fonts themselves once they are loaded.
    pub(super) store: FontStore,
    /// The families of each style.
    pub(super) families: FamiliesByStyle,
    unread: Arc<UnreadFont>,
}

/// The first font file that exists but could not be read, and why: too little memory, or too many open
/// files. A poster set without it would look different from one set tomorrow.
#[derive(Debug, Default)]
struct UnreadFont(OnceLock<String>);

impl UnreadFont {
    /// Remembers a file that could not be read. One that has disappeared, or that may not be read, does not
    /// count as a font of this machine.
    fn note(&self, file: &Path, error: &io::Error) {
        use io::ErrorKind::{InvalidInput, NotFound, PermissionDenied};
        if !matches!(error.kind(), NotFound | PermissionDenied | InvalidInput) {
            self.0.get_or_init(|| format!("{}: {error}", file.display()));
        }
    }
}

/// For each style of Chinese type the existing families, best first. Each list ends with the families of
/// the other styles, so that a machine with a single Chinese font sets everything with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct FamiliesByStyle {
    /// 宋: for running text and titles.
    song: Vec<String>,
    /// 黑: for headings and figures.
    hei: Vec<String>,
    /// 仿宋: the body of official documents.
    fang: Vec<String>,
    /// 楷: for quotations and signatures.
    kai: Vec<String>,
}

/// Families by style: first those that users install, then those of Linux, macOS and Windows. Chinese names
/// are beside the English ones, because some fonts carry only one of them.
const SONG: &[&str] = &[
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "FZShuSong-Z01",
    "方正书宋_GBK",
    "Songti SC",
    "STSong",
    "华文宋体",
    "STZhongsong",
    "华文中宋",
    "SimSun",
    "宋体",
    "NSimSun",
    "新宋体",
    "SimSun-ExtB",
    "AR PL UMing CN",
    "AR PL SungtiL GB",
];
const HEI: &[&str] = &[
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "FZHei-B01",
    "PingFang SC",
    "Heiti SC",
    "STHeiti",
    "华文黑体",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "微软雅黑",
    "SimHei",
    "黑体",
    "DengXian",
    "等线",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
];
const FANG: &[&str] = &[
    "FZFangSong-Z02",
    "方正仿宋_GBK",
    "FangSong_GB2312",
    "仿宋_GB2312",
    "FangSong",
    "仿宋",
    "STFangsong",
    "华文仿宋",
    "Zhuque Fangsong (technical preview)",
];
const KAI: &[&str] = &[
    "FZKai-Z03",
    "方正楷体_GBK",
    "KaiTi_GB2312",
    "楷体_GB2312",
    "KaiTi",
    "楷体",
    "Kaiti SC",
    "STKaiti",
    "华文楷体",
    "LXGW WenKai",
    "AR PL UKai CN",
    "AR PL KaitiM GB",
];

/// Characters that every Chinese font has.
const COMMON: &str = "的一是公告示民居委会年月日";

/// The fonts that were loaded last. Loading parses the tables of every font on the machine, so a process
/// does it only once while the files stay the same.
static LOADED: Mutex<Option<(Digest, Arc<Fonts>)>> = Mutex::new(None);

impl Fonts {
    /// The fonts of a machine and the site's own, `own`; `digest` changes whenever one of the files does.
    pub(super) fn of(own: &[String], system: &dyn System, digest: Digest) -> Arc<Fonts> {
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        match &*loaded {
            Some((known, fonts)) if *known == digest && fonts.unread().is_none() => fonts.clone(),
            _ => {
                let fonts = Arc::new(Fonts::load(own, system));
                *loaded = Some((digest, fonts.clone()));
                fonts
            }
        }
    }

    fn load(own: &[String], system: &dyn System) -> Fonts {
        // Read, not mapped: the author may be writing these files, and a mapped file that shrinks ends the
        // program.
        let unread = Arc::new(UnreadFont::default());
        let read = |file: &String| {
            system
                .read(file)
                .inspect_err(|error| unread.note(Path::new(file), error))
                .ok()
                .map(MappedBytes::new)
        };
        let own: Vec<_> =
            own.iter().filter_map(read).flat_map(|bytes| faces(&Face::Held(bytes), &unread)).collect();
        let files: Vec<PathBuf> = system.font_folders().files();
        let machine = faces_of_all(&files, &unread);
        let mut store = FontStore::new();
        store.extend(own);
        let own: Vec<String> = chinese(&store);
        store.extend(machine);
        let families = FamiliesByStyle::of(&store, &own);
        Fonts { store, families, unread }
    }

    /// Whether there is a font for Chinese.
    pub(super) fn have_chinese(&self) -> bool {
        !self.families.song.is_empty()
    }

    /// The first font file that could not be read so far, and why; nothing that is set with these fonts may
    /// then be published.
    pub(super) fn unread(&self) -> Option<&str> {
        self.unread.0.get().map(String::as_str)
    }
}

impl FamiliesByStyle {
    /// The families in the book; those in `own` come with the site or its theme and precede those of the
    /// machine.
    fn of(store: &FontStore, own: &[String]) -> FamiliesByStyle {
        let exists = |name: &&&str| store.book().contains_family(&name.to_lowercase());
        let styles = [SONG, HEI, FANG, KAI]
            .map(|names| names.iter().filter(exists).map(|name| (*name).to_owned()).collect::<Vec<_>>());
        // The style of an unknown family cannot be known, but it was added in order to be used.
        let unknown = own.iter().filter(|family| !styles.iter().any(|style| style.contains(family)));
        let others = chinese(store);
        let joined = |order: [usize; 4]| {
            let first = &styles[order[0]];
            let brought = first.iter().filter(|family| own.contains(family)).chain(unknown.clone());
            let all = brought.chain(order.iter().flat_map(|style| styles[*style].iter())).chain(&others);
            let mut seen = HashSet::new();
            all.filter(|family| seen.insert(family.as_str())).cloned().collect()
        };
        FamiliesByStyle {
            song: joined([0, 2, 1, 3]),
            hei: joined([1, 0, 2, 3]),
            fang: joined([2, 0, 3, 1]),
            kai: joined([3, 2, 0, 1]),
        }
    }

    /// The same for a poster without Chinese, on a machine without a Chinese font: any fonts.
    pub(super) fn or_any(&self, store: &FontStore) -> FamiliesByStyle {
        if !self.song.is_empty() {
            return self.clone();
        }
        let all: Vec<String> = store.book().families().map(|(name, _)| name.to_owned()).collect();
        FamiliesByStyle { song: all.clone(), hei: all.clone(), fang: all.clone(), kai: all }
    }
}

/// Every family with the common Chinese characters, by name.
fn chinese(store: &FontStore) -> Vec<String> {
    let covers = |info: &FontInfo| COMMON.chars().all(|c| info.coverage.contains(c as u32));
    let families = store.book().families();
    families
        .filter_map(|(name, mut faces)| {
            faces.any(|face| store.book().info(face).is_some_and(covers)).then(|| name.to_owned())
        })
        .collect()
}

/// A file with one or more fonts.
#[derive(Clone)]
enum Face {
    /// On the machine's disk.
    File(PathBuf),
    /// In the site.
    Held(MappedBytes),
}

/// One font of a file.
struct FaceAt {
    file: Face,
    index: u32,
    unread: Arc<UnreadFont>,
}

impl Face {
    fn bytes(&self, unread: &UnreadFont) -> Option<MappedBytes> {
        match self {
            Face::File(path) => map_font(path).inspect_err(|error| unread.note(path, error)).ok(),
            Face::Held(bytes) => Some(bytes.clone()),
        }
    }
}

impl FontSource for FaceAt {
    fn load(&self) -> Option<Font> {
        Font::new(Bytes::new(self.file.bytes(&self.unread)?), self.index)
    }
}

/// The fonts in all files, in their order, loaded by separate threads: those of the shared pool may be
/// waiting for these very fonts, and would wait for ever.
fn faces_of_all(files: &[PathBuf], unread: &Arc<UnreadFont>) -> Vec<(FaceAt, FontInfo)> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let read = |part: &[PathBuf]| -> Vec<_> {
        part.iter().flat_map(|path| faces(&Face::File(path.clone()), unread)).collect()
    };
    std::thread::scope(|scope| {
        let parts = files.chunks(files.len().div_ceil(threads).max(1));
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || read(part))).collect();
        // A thread that panics gives no fonts.
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

/// The fonts in a file, with their entries in the font book.
fn faces(file: &Face, unread: &Arc<UnreadFont>) -> Vec<(FaceAt, FontInfo)> {
    let Some(bytes) = file.bytes(unread) else { return Vec::new() };
    // A collection may hold fonts that cannot be parsed: the others keep their index.
    let count = ttf_count(bytes.as_ref());
    let face = |index| {
        let at = FaceAt { file: file.clone(), index, unread: unread.clone() };
        Some((at, FontInfo::new(bytes.as_ref(), index)?))
    };
    (0..count).filter_map(face).collect()
}

/// How many fonts a file holds: a collection gives the number in its header.
fn ttf_count(bytes: &[u8]) -> u32 {
    match bytes.get(..12) {
        Some([b't', b't', b'c', b'f', _, _, _, _, count @ ..]) => {
            count.try_into().map_or(1, u32::from_be_bytes).min(256)
        }
        _ => 1,
    }
}

//! Why a picture or another file is not published: gives each reason as a diagnostic.

use crate::diag::{Code, Diagnostic, Words, codes, words};

/// Why a file is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoFault {
    /// It cannot be shown.
    Broken(Broken),
    /// It has too many pixels.
    Pixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// A drawing whose parts are repeated so often, or nested so deep, that browsers do not draw it.
    Shapes,
    /// Its format is not one that browsers show.
    UnsupportedFormat(UnsupportedFormat),
    /// It is not a picture but a page in the eyes of a browser, and its scripts would run as those of the
    /// site.
    Page,
}

/// What is wrong with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is named like a picture, but is none.
    NoPicture,
    /// The file ends before the picture does.
    CutShort,
    /// Its parts are inconsistent.
    Malformed,
    /// Its pixels cannot be decoded.
    Pixels,
    /// A drawing that is not well-formed XML, or uses entities of its own.
    Xml,
}

/// A picture format that is not for the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnsupportedFormat {
    /// What telephones take photos in.
    Heif,
    /// AVIF with metadata in it.
    Avif,
    /// TIFF, and the formats of cameras that are based on it.
    Tiff,
    /// A compressed SVG.
    PackedSvg,
    /// Another format that few browsers show, by its name.
    Unshown(&'static str),
    /// An icon that contains texts or EXIF.
    Icon,
    /// A film that records where it was taken.
    Film,
}

impl From<Broken> for PhotoFault {
    fn from(broken: Broken) -> PhotoFault {
        PhotoFault::Broken(broken)
    }
}

impl PhotoFault {
    /// The diagnostic about the file at `path`, below the site's root.
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let (code, said, help) = match self {
            PhotoFault::Broken(broken) => broken.words(path),
            PhotoFault::Pixels { width, height } => too_many_pixels(path, width, height),
            PhotoFault::Shapes => too_many_shapes(path),
            PhotoFault::UnsupportedFormat(foreign) => foreign.words(path),
            PhotoFault::Page => page(path),
        };
        Diagnostic::new(code, said).at(path, 0..0).help(help)
    }
}

fn too_many_pixels(path: &str, width: u32, height: u32) -> (&'static Code, Words, Words) {
    let said = words!(
        "{path} 有 {width}×{height} 像素，一张图片最多 6000 万像素",
        "{path} has {width} × {height} pixels; a picture may have 60 million"
    );
    let help = Words::fixed(
        "用看图软件把它缩小，长边 4000 像素已经足够清楚",
        "make it smaller with an image editor; 4,000 pixels on the longer side are plenty",
    );
    (&codes::OVERSIZED_PICTURE, said, help)
}

fn too_many_shapes(path: &str) -> (&'static Code, Words, Words) {
    let said = words!(
        "{path} 的图形互相引用，展开后太多或嵌套太深，居民的手机画不出来",
        "the parts of {path} show one another so often, or are nested so deep, that no phone can draw it"
    );
    let help = Words::fixed(
        "在画图软件里打开它，导出为 PNG；或者拆成几张",
        "open it in a drawing program and export it as PNG, or split it into several drawings",
    );
    (&codes::OVERSIZED_PICTURE, said, help)
}

fn page(path: &str) -> (&'static Code, Words, Words) {
    let said = words!(
        "{path} 是一个网页，里面的脚本会在公告栏上运行",
        "{path} is a web page, whose scripts would run on the notice board"
    );
    let help = Words::fixed(
        "在浏览器里打开它，打印成 PDF，附上 PDF；或者把文字写进记录的正文",
        "open it in a browser, print it to a PDF and attach that; or write its text into the record",
    );
    (&codes::PAGE_AS_ATTACHMENT, said, help)
}

impl Broken {
    fn words(self, path: &str) -> (&'static Code, Words, Words) {
        let said = match self {
            Broken::NoPicture => {
                words!("{path} 不是图片，只是名字像", "{path} is named like a picture but is not one")
            }
            Broken::CutShort => {
                words!("{path} 不完整，图片没有完就断了", "{path} ends before its picture does")
            }
            Broken::Malformed => {
                words!("{path} 的图片结构坏了，读不出来", "the picture {path} is damaged and cannot be read")
            }
            Broken::Pixels => {
                words!(
                    "{path} 的图像数据坏了，解不开",
                    "the pixels of {path} are damaged and cannot be decoded"
                )
            }
            Broken::Xml => words!(
                "{path} 不是格式正确的 SVG，或用了自定义的实体",
                "{path} is not a well-formed SVG, or uses entities of its own"
            ),
        };
        let help = match self {
            Broken::Xml => Words::fixed(
                "在画图软件里打开它，另存为“普通 SVG”",
                "open it in a drawing program and save it as “plain SVG”",
            ),
            Broken::NoPicture | Broken::CutShort | Broken::Malformed | Broken::Pixels => Words::fixed(
                "从手机或相机重新复制一次；打得开的话，另存为 JPEG 或 PNG",
                "copy it again from the phone or camera; if it opens there, save it as JPEG or PNG",
            ),
        };
        (&codes::BROKEN_PICTURE, said, help)
    }
}

impl UnsupportedFormat {
    fn words(self, path: &str) -> (&'static Code, Words, Words) {
        let format = match self {
            UnsupportedFormat::Heif => "HEIC",
            UnsupportedFormat::Avif => "AVIF",
            UnsupportedFormat::Tiff => "TIFF",
            UnsupportedFormat::PackedSvg => "SVGZ",
            UnsupportedFormat::Unshown(name) => name,
            UnsupportedFormat::Icon => "ICO",
            UnsupportedFormat::Film => "MP4",
        };
        let said = match self {
            UnsupportedFormat::Film => words!(
                "{path} 是一段录像，里面记着拍摄的地点，里弄去不掉",
                "{path} is a video that records where it was taken, which Lilong cannot remove"
            ),
            UnsupportedFormat::Avif | UnsupportedFormat::Icon => words!(
                "{path} 是 {format} 图片，里面带着拍摄信息，里弄去不掉",
                "{path} is a picture in {format} with information about how it was taken, which Lilong \
                 cannot remove"
            ),
            UnsupportedFormat::Heif
            | UnsupportedFormat::Tiff
            | UnsupportedFormat::PackedSvg
            | UnsupportedFormat::Unshown(_) => words!(
                "{path} 是 {format} 图片，居民的浏览器多半显示不出来",
                "{path} is a picture in {format}, which most browsers do not show"
            ),
        };
        (&codes::PICTURE_FORMAT, said, self.help())
    }

    /// How to convert the picture to a format that is published.
    fn help(self) -> Words {
        match self {
            UnsupportedFormat::Heif => Words::fixed(
                "转成 JPEG：iPhone 在“设置 → 相机 → \
                 格式”选“兼容性最佳”再拍；已有的照片，在电脑上打开后另存为 JPEG，\
                 或用命令 heif-convert 原图.heic 新图.jpg",
                "convert it to JPEG: on an iPhone choose Settings → Camera → Formats → Most Compatible; a \
                 photo that exists can be opened on a computer and saved as JPEG, or converted with \
                 `heif-convert photo.heic photo.jpg`",
            ),
            UnsupportedFormat::Film => Words::fixed(
                "用视频软件重新导出，不带拍摄信息；或用命令 ffmpeg -i 原片.mov -map_metadata -1 \
                 -c copy 新片.mp4",
                "export it again without metadata, or run `ffmpeg -i film.mov -map_metadata -1 -c copy \
                 film.mp4`",
            ),
            UnsupportedFormat::Avif
            | UnsupportedFormat::Tiff
            | UnsupportedFormat::Unshown(_)
            | UnsupportedFormat::Icon => Words::fixed(
                "在看图软件里打开它，另存为 JPEG 或 PNG",
                "open it in an image editor and save it as JPEG or PNG",
            ),
            UnsupportedFormat::PackedSvg => Words::fixed(
                "在画图软件里打开它，另存为“普通 SVG”",
                "open it in a drawing program and save it as “plain SVG”",
            ),
        }
    }
}

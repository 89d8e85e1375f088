//! The diagnostics of a poster that was not made: takes faults from the typesetter; gives diagnostics at
//! their location in the record or the layout. Never sets type.

use super::job::PosterJob;
use super::picture::PictureTooLarge;
use super::pool::WorkerFailure;
use super::protocol::LayoutFault;
use super::quantity::{Quantity, TooMuch};
use crate::diag::{Diagnostic, Severity, Words, codes, nearest, words};
use crate::source::{System, decode};
use crate::theme::{Theme, is_built_in};

/// The most characters without a glyph that are listed individually.
const MAX_NAMED: usize = 8;

/// Makes the diagnostics of one poster.
pub(super) struct FaultReporter<'a> {
    pub(super) theme: &'a Theme,
    pub(super) system: &'a dyn System,
    pub(super) job: &'a PosterJob,
}

impl FaultReporter<'_> {
    /// The diagnostics of these faults.
    pub(super) fn all(&self, faults: &[LayoutFault]) -> Vec<Diagnostic> {
        let glyph = |fault: &&LayoutFault| matches!(fault, LayoutFault::MissingGlyph(_));
        let (glyphs, others): (Vec<_>, Vec<_>) = faults.iter().partition(glyph);
        glyphs.into_iter().take(MAX_NAMED).chain(others).map(|fault| self.one(fault)).collect()
    }

    fn one(&self, fault: &LayoutFault) -> Diagnostic {
        match fault {
            LayoutFault::NoChineseFont => no_chinese_font(),
            LayoutFault::FontUnread(why) => self.stopped(&WorkerFailure::FontUnread(why.clone())),
            LayoutFault::NoLayout => self.no_layout(),
            LayoutFault::Picture { name, why } => self.unprintable(name, why),
            LayoutFault::Layout { message, place, error } => {
                let fault = self.layout_fails(message);
                let fault = if *error { fault } else { fault.severity(Severity::Warning) };
                let (file, span) = place.clone().unwrap_or_default();
                let record = self.job.file.clone();
                fault.at(file, span).note(record, 0..0, Words::fixed("正在排这个记录", "this was being set"))
            }
            LayoutFault::NoText => self.no_text(),
            LayoutFault::MissingGlyph(c) => self.missing_glyph(*c),
            LayoutFault::TooWide(words) => self.too_wide(words),
            LayoutFault::TooManyPages(pages) => {
                self.too_much(TooMuch { what: Quantity::Pages, many: *pages })
            }
            LayoutFault::TooLarge { width } => too_large(*width),
        }
    }

    fn layout_fails(&self, message: &str) -> Diagnostic {
        let layout = &self.job.layout;
        let words = words!("版式 {layout} 出错：{message}", "the layout {layout} fails: {message}");
        Diagnostic::new(&codes::POSTER_LAYOUT, words).help(Words::fixed(
            "版式能用的数据写在 themes/README.md 里",
            "what data a layout gets is written in themes/README.md",
        ))
    }

    fn no_text(&self) -> Diagnostic {
        let layout = &self.job.layout;
        let words = words!("版式 {layout} 没有排出一个字", "the layout {layout} set no text at all");
        self.here(Diagnostic::new(&codes::POSTER_LAYOUT, words))
            .help(Words::fixed("看看版式里的字体和条件", "check its fonts and conditions"))
    }

    fn missing_glyph(&self, c: char) -> Diagnostic {
        let code = format!("U+{:04X}", c as u32);
        let words = words!("没有一种字体有“{c}”（{code}）", "no font has `{c}` ({code})");
        self.at(Diagnostic::new(&codes::MISSING_GLYPH, words), &c.to_string()).help(Words::fixed(
            "换一个写法，或把有这个字的字体放进网站的 fonts/",
            "write it differently, or put a font that has it into the site's `fonts/`",
        ))
    }

    fn no_layout(&self) -> Diagnostic {
        let layout = &self.job.layout;
        let fault = Diagnostic::new(
            &codes::MISSING_LAYOUT,
            words!("主题里没有海报版式 {layout}", "the theme has no poster layout {layout}"),
        );
        let fault = self.at(fault, layout);
        match nearest(layout, self.theme.layouts().keys().filter_map(|name| name.strip_suffix(".typ"))) {
            Some(near) => fault.help(words!("是不是 {near}？", "did you mean {near}?")),
            None => fault.help(Words::fixed(
                "版式是 posters/ 里的 .typ 文件；去掉 template 就用这类记录自己的版式",
                "a layout is a .typ file in `posters/`; leave out `template` to use the layout of this kind",
            )),
        }
    }

    /// Text that does not fit, according to the layout.
    fn too_wide(&self, words: &str) -> Diagnostic {
        let what = short(words);
        let found = Diagnostic::new(
            &codes::POSTER_TOO_WIDE,
            words!("比纸还宽：{what}", "wider than the sheet: {what}"),
        )
        .help(Words::fixed(
            "减少列数、缩短这些字，或在 poster 里换大一号的纸、横过来",
            "use fewer columns or shorter words, or give `poster` a larger sheet or landscape",
        ));
        // For a row of cells, the location is that of the first.
        self.at(found, words.split(" | ").next().unwrap_or(words))
    }

    /// More of something than a sheet can hold.
    pub(super) fn too_much(&self, TooMuch { what, many }: TooMuch) -> Diagnostic {
        let (Words { zh, en }, most) = (what.count(many), what.most());
        let said = words!(
            "海报排不下：这个记录有 {zh}，海报最多 {most}",
            "too much for a poster: this record has {en}; at most {most} are allowed"
        );
        let help = Words::fixed(
            "海报只写要点，全文放在附件里；或写 poster: false，只发布网页",
            "put the essentials on the poster and the rest into an attachment; or write `poster: false`, \
             and publish the page alone",
        );
        self.here(Diagnostic::new(&codes::POSTER_TOO_LONG, said)).help(help)
    }

    /// A picture that would take too long to decode.
    pub(super) fn too_heavy(&self, source: &str, heavy: PictureTooLarge) -> Diagnostic {
        let name = name_of(source);
        let Words { zh, en } = heavy.words();
        let said =
            words!("图片 {name} 太大，印不了：{zh}", "the picture {name} is too large to be printed: {en}");
        let help = Words::fixed(
            "用看图软件把它缩小，另存为 JPEG 或 PNG",
            "make it smaller in any picture viewer, and save it again as JPEG or PNG",
        );
        self.at(Diagnostic::new(&codes::POSTER_PICTURE, said), name).help(help)
    }

    /// A picture that is damaged, or a file that is no picture.
    fn unprintable(&self, file: &str, why: &str) -> Diagnostic {
        let source =
            self.job.pictures.iter().find(|(name, ..)| name == file).map_or(file, |(_, source, _)| &**source);
        let name = name_of(source);
        let said = words!(
            "图片 {name} 读不了，印不了：{why}",
            "the picture {name} cannot be read to be printed: {why}"
        );
        let help = Words::fixed("用看图软件打开，另存一份", "open it in a picture viewer, and save it again");
        self.at(Diagnostic::new(&codes::POSTER_PICTURE, said), name).help(help)
    }

    /// Typesetting was stopped.
    pub(super) fn stopped(&self, why: &WorkerFailure) -> Diagnostic {
        let layout = &self.job.layout;
        let found = self.here(Diagnostic::new(&codes::POSTER_STOPPED, reason(why, layout)));
        if matches!(why, WorkerFailure::Fonts | WorkerFailure::FontUnread(_) | WorkerFailure::NotStarted(_)) {
            return found.help(Words::fixed(
                "看看网站的 fonts/ 里有没有坏的字体，内存够不够",
                "check for a damaged font in the site's `fonts/`, and whether there is enough memory",
            ));
        }
        let found = found.help(Words::fixed(
            "看看版式里的循环，或去掉最复杂的图片再试；写 poster: false 就只发布网页",
            "check the loops of the layout, or leave out the most complex picture; with `poster: false` only \
             the page is published",
        ));
        let layout = self.theme.layouts().get(&format!("{layout}.typ"));
        match layout.filter(|layout| !is_built_in(&layout.file)) {
            Some(layout) => {
                found.note(layout.file.clone(), 0..0, Words::fixed("用的是这个版式", "with this layout"))
            }
            None => found,
        }
    }

    /// Locates a diagnostic where these words are in the record, or in the settings.
    fn at(&self, found: Diagnostic, words: &str) -> Diagnostic {
        let first = words.lines().next().unwrap_or_default();
        for file in [&*self.job.file, "site.yaml"] {
            let text = self.system.read(file).map(|bytes| decode(bytes).text).unwrap_or_default();
            if let Some(start) = text.find(first).filter(|_| !first.is_empty()) {
                return found.at(file, start..start + first.len());
            }
        }
        self.here(found)
    }

    /// Locates a diagnostic at the record as a whole.
    fn here(&self, found: Diagnostic) -> Diagnostic {
        found.at(self.job.file.clone(), 0..0)
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Why typesetting was stopped.
fn reason(why: &WorkerFailure, layout: &str) -> Words {
    match why {
        WorkerFailure::TooLong => words!(
            "用版式 {layout} 排这个记录太久，停下了",
            "setting this record with the layout {layout} took too long, and was stopped"
        ),
        WorkerFailure::TooMuch => words!(
            "用版式 {layout} 排这个记录占的内存太多，停下了",
            "setting this record with the layout {layout} took too much memory, and was stopped"
        ),
        WorkerFailure::Died => words!(
            "用版式 {layout} 排这个记录时，排版的程序垮了",
            "the typesetter crashed on this record with the layout {layout}"
        ),
        WorkerFailure::Fonts => {
            Words::fixed("字体没有读完，海报没有做", "the fonts could not be read, so no poster was made")
        }
        WorkerFailure::FontUnread(why) => {
            words!(
                "字体没有读到，海报没有做：{why}",
                "a font could not be read, so no poster was made: {why}"
            )
        }
        WorkerFailure::NotTried => words!(
            "版式 {layout} 排别的记录时停下过，这个记录没有再排",
            "the layout {layout} was stopped with other records, and was not tried with this one"
        ),
        WorkerFailure::NoTimeLeft => Words::fixed(
            "前面的海报排得太久，这个记录没有再排",
            "the posters before it took too long, and it was not tried",
        ),
        WorkerFailure::NotStarted(error) => {
            words!("排版的程序启动不了：{error}", "the typesetter cannot be started: {error}")
        }
    }
}

/// A picture of the poster that would have too many pixels.
fn too_large(width: u32) -> Diagnostic {
    let said =
        words!("这张图太大：宽 {width} 像素", "the picture would be too large at {width} pixels in width");
    Diagnostic::new(&codes::OUTPUT_UNWRITABLE, said).help(Words::fixed(
        "写一个小一点的 --width，或不用 --long",
        "give a smaller `--width`, or leave `--long` out",
    ))
}

/// The diagnostic of a machine without a font for Chinese.
fn no_chinese_font() -> Diagnostic {
    let mend = if cfg!(windows) {
        Words::fixed(
            "在“设置 → 应用 → 可选功能”里加“简体中文补充字体”，或把字体放进网站的 fonts/",
            "add the optional feature “Chinese (Simplified) Supplemental Fonts”, or put a font into the \
             site's `fonts/`",
        )
    } else if cfg!(target_os = "macos") {
        Words::fixed(
            "在“字体册”里下载宋体或苹方，或把字体放进网站的 fonts/",
            "download Songti or PingFang in Font Book, or put a font into the site's `fonts/`",
        )
    } else {
        Words::fixed(
            "装上 Noto 字体：apt-get install fonts-noto-cjk，或把字体放进网站的 fonts/",
            "install Noto's: `apt-get install fonts-noto-cjk`, or put a font into the site's `fonts/`",
        )
    };
    let said = Words::fixed(
        "这台电脑没有中文字体，海报没有做",
        "this computer has no Chinese font: no poster was made",
    );
    Diagnostic::new(&codes::NO_CHINESE_FONT, said).help(mend)
}

/// The beginning of a long text.
fn short(words: &str) -> String {
    const MAX: usize = 40;
    match words.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

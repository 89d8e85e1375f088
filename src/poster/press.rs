//! The press: takes a poster's data and a layout of the theme, gives set pages or what is wrong with them. Writes nothing.

use std::collections::BTreeSet;

use rayon::prelude::*;
use typst::diag::{Severity, SourceDiagnostic};
use typst::foundations::{Bytes, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;

use super::fonts::{Families, Fonts};
use super::glyphs::Glyphs;
use super::job::Job;
use super::sheet::Sheet;
use super::world::{PosterWorld, Shared};
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::source::{System, changed, decode, gone};
use crate::theme::Theme;
use crate::track::Digest;

/// Sets posters with the layouts of one theme.
pub struct Press<'a> {
    shared: Shared,
    theme: &'a Theme,
    system: &'a dyn System,
}

/// The most characters without a glyph that are named one by one.
const MOST_NAMED: usize = 8;

impl<'a> Press<'a> {
    /// A press for a theme; `fonts` is the digest of all font files there are.
    pub fn new(theme: &'a Theme, system: &'a dyn System, fonts: Digest) -> Press<'a> {
        Press { shared: Shared::new(theme, Fonts::of(theme, system, fonts)), theme, system }
    }

    /// Sets a poster.
    ///
    /// # Errors
    /// Why there is none: a fault of the layout, a character without a glyph, something that does not fit.
    pub fn set(&self, job: &Job) -> Result<Sheet, Vec<Diagnostic>> {
        if !self.shared.fonts.changed.is_empty() {
            return Err(self.shared.fonts.changed.clone());
        }
        let families = self.families(job)?;
        let world = self.world(job, &families)?;
        let set = typst::compile::<PagedDocument>(&world);
        let told = |found: &[SourceDiagnostic]| found.iter().map(|found| self.fault(&world, found, job)).collect::<Vec<_>>();
        let document = set.output.map_err(|found| told(&found))?;
        let mut glyphs = Glyphs::of(&document);
        let mut faults = self.missing(&glyphs, job);
        let mut wide = too_wide(&document);
        if wide.is_empty() {
            wide.append(&mut glyphs.outside);
        }
        faults.extend(wide.iter().map(|what| self.too_wide(what, job)));
        match faults.is_empty() {
            true => Sheet::new(document, job.ident.clone(), told(&set.warnings)).map_err(|found| told(&found)),
            false => Err(faults),
        }
    }

    /// The families to set it with.
    fn families(&self, job: &Job) -> Result<Families, Vec<Diagnostic>> {
        let fonts = &self.shared.fonts;
        let chinese = || job.data.to_string().chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'));
        if !fonts.have_chinese() && chinese() {
            return Err(vec![no_chinese_font()]);
        }
        Ok(fonts.families.or_any(&fonts.store))
    }

    fn world(&self, job: &Job, families: &Families) -> Result<PosterWorld<'_>, Vec<Diagnostic>> {
        let mut data = job.data.clone();
        data["fonts"] = serde_json::to_value(families).unwrap_or_default();
        let mut files = vec![("/data.json".to_owned(), Bytes::from_string(data.to_string()))];
        files.extend(job.code.clone().map(|svg| ("/qr.svg".to_owned(), Bytes::from_string(svg))));
        for (name, source, seen) in &job.pictures {
            let path = format!("content/{source}");
            let bytes = self.system.read(&path).map_err(|error| vec![gone(&path, &error)])?;
            if Digest::of(&bytes) != *seen {
                return Err(vec![changed(&path)]);
            }
            files.push((name.clone(), Bytes::new(bytes)));
        }
        PosterWorld::new(&self.shared, &job.layout, files).ok_or_else(|| vec![self.no_layout(job)])
    }

    fn no_layout(&self, job: &Job) -> Diagnostic {
        let layout = &job.layout;
        let fault =
            Diagnostic::new(&codes::MISSING_LAYOUT, words!("主题里没有海报版式 {layout}", "the theme has no poster layout {layout}"));
        let fault = self.at(fault, layout, job);
        match nearest(layout, self.theme.layouts().keys().filter_map(|name| name.strip_suffix(".typ"))) {
            Some(near) => fault.help(words!("是不是 {near}？", "did you mean {near}?")),
            None => fault.help(Words::fixed(
                "版式是 posters/ 里的 .typ 文件；去掉 template 就用这类记录自己的版式",
                "a layout is a .typ file in `posters/`; leave `template` out for the one of this kind",
            )),
        }
    }

    /// What Typst says, at the line of the layout.
    fn fault(&self, world: &PosterWorld<'_>, found: &SourceDiagnostic, job: &Job) -> Diagnostic {
        let hints: String = found.hints.iter().map(|hint| format!("; {}", hint.v)).collect();
        let (layout, message) = (&job.layout, format!("{}{hints}", found.message));
        let fault = Diagnostic::new(&codes::POSTER_LAYOUT, words!("版式 {layout} 出错：{message}", "the layout {layout} fails: {message}"))
            .help(Words::fixed("版式能用的数据写在 themes/README.md 里", "what data a layout gets is written in themes/README.md"));
        let fault = match found.severity {
            Severity::Error => fault,
            Severity::Warning => fault.severity(crate::diag::Severity::Warning),
        };
        // What goes wrong inside data is told where the layout read it.
        let trace = found.trace.iter().map(|point| point.span.into());
        let places = std::iter::once(found.span).chain(trace);
        let place = places.filter_map(|span| Some((self.shared.place(span.id()?)?, world.range(span)?))).next();
        let fault = match place {
            Some((file, span)) => fault.at(file, span),
            None => fault.at(self.shared.place(world.main()).unwrap_or_default(), 0..0),
        };
        fault.note(job.file.clone(), 0..0, Words::fixed("正在排这个记录", "this was being set"))
    }

    /// Characters that no font has, each where it stands.
    fn missing(&self, glyphs: &Glyphs, job: &Job) -> Vec<Diagnostic> {
        if glyphs.drawn == 0 {
            let layout = &job.layout;
            let fault =
                Diagnostic::new(&codes::POSTER_LAYOUT, words!("版式 {layout} 没有排出一个字", "the layout {layout} set no text at all"));
            let help = Words::fixed("看看版式里的字体和条件", "look at its fonts and its conditions");
            return vec![fault.at(job.file.clone(), 0..0).help(help)];
        }
        let one = |c: &char| {
            let code = format!("U+{:04X}", *c as u32);
            let fault = Diagnostic::new(&codes::MISSING_GLYPH, words!("没有一种字体有“{c}”（{code}）", "no font has `{c}` ({code})"));
            self.at(fault, &c.to_string(), job).help(Words::fixed(
                "换一个写法，或把有这个字的字体放进网站的 fonts/",
                "write it differently, or put a font that has it into the site's `fonts/`",
            ))
        };
        glyphs.missing.iter().take(MOST_NAMED).map(one).collect()
    }

    /// What a layout says does not fit.
    fn too_wide(&self, words: &str, job: &Job) -> Diagnostic {
        let what = short(words);
        let found =
            Diagnostic::new(&codes::POSTER_TOO_WIDE, words!("比纸还宽：{what}", "wider than the sheet: {what}")).help(Words::fixed(
                "减少列数、缩短这些字，或在 poster 里换大一号的纸、横过来",
                "use fewer columns or shorter words, or give `poster` a larger sheet or landscape",
            ));
        // Of a row of cells the first is looked for.
        self.at(found, words.split(" | ").next().unwrap_or(words), job)
    }

    /// Says where these words stand in the record, or in the settings.
    fn at(&self, found: Diagnostic, words: &str, job: &Job) -> Diagnostic {
        let first = words.lines().next().unwrap_or_default();
        for file in [&*job.file, "site.yaml"] {
            let text = self.system.read(file).map(|bytes| decode(bytes).text).unwrap_or_default();
            if let Some(start) = text.find(first).filter(|_| !first.is_empty()) {
                return found.at(file, start..start + first.len());
            }
        }
        found.at(job.file.clone(), 0..0)
    }
}

/// The fault of a machine without a font for Chinese.
fn no_chinese_font() -> Diagnostic {
    let mend = if cfg!(windows) {
        Words::fixed(
            "在“设置 → 应用 → 可选功能”里加“简体中文补充字体”，或把字体放进网站的 fonts/",
            "add the optional feature “Chinese (Simplified) Supplemental Fonts”, or put a font into the site's `fonts/`",
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
    let said = Words::fixed("这台电脑没有中文字体，海报没有做", "this computer has no Chinese font: no poster was made");
    Diagnostic::new(&codes::NO_CHINESE_FONT, said).help(mend)
}

/// The beginning of a long text.
fn short(words: &str) -> String {
    const MOST: usize = 40;
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

/// What the layout says is wider than the sheet. Other problems it may tell are known from the data.
fn too_wide(document: &PagedDocument) -> BTreeSet<String> {
    let text = |value: Option<&Value>| match value {
        Some(Value::Str(text)) => text.as_str().to_owned(),
        _ => String::new(),
    };
    let told = Label::new(PicoStr::intern("problem")).map(|label| document.introspector().query(&Selector::Label(label)));
    let dicts = told.iter().flatten().filter_map(|element| match &element.to_packed::<MetadataElem>()?.value {
        Value::Dict(dict) => Some(dict.clone()),
        _ => None,
    });
    let known = ["address-too-long", "too-deep"];
    let told = dicts.map(|dict| [text(dict.get("kind").ok()), text(dict.get("what").ok())]);
    told.filter(|[kind, _]| !known.contains(&kind.as_str())).map(|[_, what]| what).collect()
}

/// How many posters are set before what Typst remembers of them is forgotten: 9 MB each.
const AT_ONCE: usize = 4;

/// Sets many posters, some at a time on all cores, so that memory does not grow with their number.
pub fn set_each<J: Sync, R: Send>(jobs: &[J], set: impl Fn(&J) -> R + Sync) -> Vec<R> {
    let mut all = Vec::with_capacity(jobs.len());
    for some in jobs.chunks(AT_ONCE) {
        all.par_extend(some.par_iter().map(&set));
        comemo::evict(0);
    }
    all
}

//! Themes: takes the files of a theme, its parents and the site's overrides; gives templates, texts and
//! assets.

pub mod data;
mod limits;
mod texts;
mod untranslated;

use std::collections::BTreeMap;
use std::hash::Hash;

use rust_embed::RustEmbed;

use crate::config::SiteFile;
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::front::scalar::Text;
use crate::front::shape::{AnyValue, Shaped, fields};
use crate::front::verify::Origin;
use crate::front::{DelimitedList, FrontMatter};
use crate::source::{SourceTree, System, decode};
use crate::track::{Digest, Digester};
pub use data::DataFiles;
pub use texts::AllInterfaceTexts;
pub(crate) use untranslated::untranslated;

/// The theme that is built into the program.
#[derive(RustEmbed)]
#[folder = "themes/board"]
struct BuiltInTheme;

/// The name of the theme that is built into the program.
pub const BUILT_IN: &str = "board";

fields! {
    /// Which custom properties of the style sheets are what, so that they can be checked.
    pub struct Palette {
        /// colours of text
        text "文字" "文字的颜色" ? DelimitedList<Text>,
        /// colours that text stands on
        ground "底色" "文字底下的颜色" ? DelimitedList<Text>,
        /// the size of what is tapped
        target "点按" "点按范围的大小" ? Text,
    }
}

fields! {
    /// `theme.yaml`.
    pub struct ThemeFile {
        /// its name
        name "名称" "主题名称" ? Text,
        /// the theme it changes
        extends "继承" "所改动的主题" ? Text,
        /// what it is like
        description "说明" "说明" ? Text,
        /// colours and sizes, for `lilong check --accessibility`
        palette "配色" "颜色和大小，供 lilong check --accessibility 检查" ? Palette,
        /// free data
        extra "附加" "任意数据" ? AnyValue,
    }
}

/// The beginning of the path of a built-in file.
const BUILT_IN_FILES: &str = "theme:board/";

/// Whether the file with that path is built into the program.
pub(crate) fn is_built_in(file: &str) -> bool {
    file.starts_with(BUILT_IN_FILES)
}

/// A template's text and where it is.
#[derive(Clone, Debug)]
pub struct Template {
    /// The path below the site's root, or `theme:board/…` for what is built in.
    pub file: String,
    /// The text.
    pub text: String,
}

impl Template {
    /// Whether it is the program's own.
    pub(crate) fn is_built_in(&self) -> bool {
        is_built_in(&self.file)
    }

    /// The words that may name a template or a component: those in quotes or after `<`.
    fn words(&self) -> impl Iterator<Item = &str> {
        let quoted = self.text.split('"').skip(1);
        let opened =
            self.text.split('<').skip(1).map(|rest| rest.split([' ', '/', '>']).next().unwrap_or(rest));
        quoted.chain(opened)
    }

    /// The components it defines.
    fn components(&self) -> impl Iterator<Item = &str> {
        self.text.split("component ").skip(1).map(|rest| rest.split(['(', ' ']).next().unwrap_or(rest))
    }
}

/// A file of `static/`.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its name below `static/`.
    pub name: String,
    /// Its output path, with its digest in the name.
    pub path: String,
    /// Where it is.
    pub file: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its text, if it is a style sheet.
    pub text: Option<String>,
}

/// A theme with the site's overrides.
#[derive(Debug, Default)]
pub struct Theme {
    templates: BTreeMap<String, Template>,
    /// The template that defines each component.
    components: BTreeMap<String, String>,
    assets: BTreeMap<String, Asset>,
    layouts: BTreeMap<String, Layout>,
    fonts: BTreeMap<String, FontFile>,
    /// The interface texts.
    pub texts: AllInterfaceTexts,
    /// Its colours and sizes, as it declares them.
    pub palette: Option<Palette>,
}

/// A file of `posters/`: a layout in Typst's language, or something that layouts share.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The path below the site's root, or `theme:board/…` for what is built in.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    digest: Digest,
}

impl Layout {
    /// Quoted words, which may name another file of `posters/`.
    fn words(&self) -> impl Iterator<Item = &str> {
        let text = if self.file.ends_with(".typ") {
            std::str::from_utf8(&self.bytes).unwrap_or_default()
        } else {
            ""
        };
        text.split('"').skip(1).map(|word| word.trim_start_matches("/posters/").trim_start_matches("./"))
    }
}

/// A file of `fonts/`.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// The path below the site's root.
    pub file: String,
    /// The digest of its bytes.
    pub digest: Digest,
}

/// Where a file of a theme comes from.
enum Layer {
    /// The program.
    BuiltIn,
    /// A folder below the site's root, with a slash at the end; the root itself is empty.
    Folder(String),
}

impl Theme {
    /// Loads the theme of that name, with its parents and the site's own files.
    pub fn load(name: &str, tree: &SourceTree) -> (Theme, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut layers = vec![Layer::Folder(String::new())];
        let mut next = Some((name.to_owned(), "site.yaml".to_owned()));
        while let Some((name, named_in)) = next.take() {
            let folder = format!("themes/{name}/");
            let seen = |layer: &Layer| matches!(layer, Layer::Folder(seen) if *seen == folder);
            if tree.files.iter().any(|file| file.path.starts_with(&folder)) && !layers.iter().any(seen) {
                next =
                    extends(tree, &folder, &mut found).map(|parent| (parent, format!("{folder}theme.yaml")));
                layers.push(Layer::Folder(folder));
            } else if name == BUILT_IN {
                layers.push(Layer::BuiltIn);
            } else {
                found.push(unknown(&name, &named_in, tree));
            }
        }
        let mut theme = Theme::default();
        let mut texts: Vec<(String, String, String)> = Vec::new();
        // The layer closest to the site comes last and wins.
        for layer in layers.iter().rev() {
            layer.each(tree, |file, path, bytes, digest| theme.take(file, path, bytes, digest, &mut texts));
        }
        let (all, faults) = AllInterfaceTexts::of(&texts);
        theme.texts = all;
        found.extend(faults);
        if !layers.iter().any(|layer| matches!(layer, Layer::BuiltIn)) {
            theme.texts.set_built_in(built_in_texts(tree));
        }
        (theme, found)
    }

    fn take(
        &mut self,
        file: String,
        path: &str,
        bytes: Option<Vec<u8>>,
        digest: Digest,
        texts: &mut Vec<(String, String, String)>,
    ) {
        let text = |bytes: Option<Vec<u8>>| bytes.map(|bytes| decode(bytes).text).unwrap_or_default();
        if let Some(name) = path.strip_prefix("templates/") {
            let template = Template { file, text: text(bytes) };
            self.components
                .extend(template.components().map(|component| (component.to_owned(), name.to_owned())));
            self.templates.insert(name.to_owned(), template);
        } else if let Some(name) = path.strip_prefix("static/") {
            let (stem, end) = name.rsplit_once('.').unwrap_or((name, "bin"));
            let path = format!("assets/{stem}.{:08x}.{end}", digest.0 as u32);
            let text = name.ends_with(".css").then(|| text(bytes));
            self.assets.insert(name.to_owned(), Asset { name: name.to_owned(), path, file, digest, text });
        } else if let Some(name) = path.strip_prefix("posters/") {
            self.layouts.insert(name.to_owned(), Layout { file, bytes: bytes.unwrap_or_default(), digest });
        } else if let Some(name) = path.strip_prefix("fonts/") {
            self.fonts.insert(name.to_owned(), FontFile { file, digest });
        } else if let Some(lang) = path.strip_prefix("i18n/").and_then(|name| name.strip_suffix(".ftl")) {
            texts.push((lang.to_owned(), file, text(bytes)));
        } else if path == "theme.yaml" {
            let text = text(bytes);
            let front = FrontMatter::of(&text, Origin { file: file.into(), offset: 0 });
            // Mistakes in it are reported where its parent is looked up.
            let own = front.parse::<ThemeFile>().ok().and_then(|theme| theme.palette);
            self.palette = own.or(self.palette.take());
        }
    }

    /// The templates by name.
    pub fn templates(&self) -> &BTreeMap<String, Template> {
        &self.templates
    }

    /// Whether any template is not built into the program.
    pub fn has_own_templates(&self) -> bool {
        !self.templates.values().all(Template::is_built_in)
    }

    /// The limits that the templates exceed in size or depth; then they must not be compiled.
    pub fn template_faults(&self) -> Vec<Diagnostic> {
        limits::faults(self)
    }

    /// The files of `static/`, by name.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.values()
    }

    /// A file of `static/`.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }

    /// The bytes of a file of `static/`.
    ///
    /// # Errors
    /// The error of the disk.
    pub fn asset_bytes(asset: &Asset, system: &dyn System) -> std::io::Result<Vec<u8>> {
        match asset.file.strip_prefix(BUILT_IN_FILES) {
            Some(path) => Ok(BuiltInTheme::get(path).map(|file| file.data.into_owned()).unwrap_or_default()),
            None => system.read(&asset.file),
        }
    }

    /// The files of `posters/`, by name.
    pub fn layouts(&self) -> &BTreeMap<String, Layout> {
        &self.layouts
    }

    /// The files of `fonts/`, the site's own before those of its theme.
    pub fn fonts(&self) -> Vec<&FontFile> {
        let (own, themes): (Vec<_>, Vec<_>) =
            self.fonts.values().partition(|font| font.file.starts_with("fonts/"));
        own.into_iter().chain(themes).collect()
    }

    /// A layout's digest, combined with those of all files that it may read: other layouts that it names,
    /// and every file that is not a layout.
    pub fn layout_digest(&self, name: &str) -> Digest {
        let mut waiting: Vec<&str> = self
            .layouts
            .keys()
            .map(String::as_str)
            .filter(|other| *other == name || !other.ends_with(".typ"))
            .collect();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(name) = waiting.pop() {
            let Some((name, layout)) =
                self.layouts.get_key_value(name).filter(|(name, _)| !seen.contains(&name.as_str()))
            else {
                continue;
            };
            seen.push(name);
            waiting.extend(layout.words());
        }
        seen.sort_unstable();
        Digest::of_value(&seen.into_iter().map(|name| (name, self.layouts[name].digest)).collect::<Vec<_>>())
    }

    /// A template's digest, combined with those of all that it uses: parents, includes, fragments and
    /// components.
    pub fn template_digest(&self, name: &str) -> Digest {
        let mut to = Digester::default();
        let mut waiting = vec![name];
        let mut seen: Vec<&str> = Vec::new();
        while let Some(name) = waiting.pop() {
            let Some((name, template)) =
                self.templates.get_key_value(name).filter(|(name, _)| !seen.contains(&name.as_str()))
            else {
                continue;
            };
            seen.push(name);
            waiting.extend(
                template
                    .words()
                    .filter_map(|word| {
                        self.templates
                            .get_key_value(word)
                            .map(|(name, _)| name)
                            .or_else(|| self.components.get(word))
                    })
                    .map(String::as_str),
            );
        }
        seen.sort_unstable();
        for name in seen {
            (name, &self.templates[name].text).hash(&mut to);
        }
        to.digest()
    }
}

impl Layer {
    /// Calls `take` with each file: its location, its path in the theme, its bytes if it is text, its
    /// digest.
    fn each(&self, tree: &SourceTree, mut take: impl FnMut(String, &str, Option<Vec<u8>>, Digest)) {
        match self {
            Layer::BuiltIn => {
                for path in BuiltInTheme::iter() {
                    if let Some(file) = BuiltInTheme::get(&path) {
                        let digest = Digest::of(&file.data);
                        take(format!("{BUILT_IN_FILES}{path}"), &path, Some(file.data.into_owned()), digest);
                    }
                }
            }
            Layer::Folder(folder) => {
                for file in &tree.files {
                    if let Some(path) = file.path.strip_prefix(folder.as_str()) {
                        take(file.path.to_string(), path, file.bytes.clone(), file.digest);
                    }
                }
            }
        }
    }
}

/// The texts of the program's own theme.
fn built_in_texts(tree: &SourceTree) -> AllInterfaceTexts {
    let (mut theme, mut texts) = (Theme::default(), Vec::new());
    Layer::BuiltIn.each(tree, |file, path, bytes, digest| {
        if path.starts_with("i18n/") {
            theme.take(file, path, bytes, digest, &mut texts);
        }
    });
    AllInterfaceTexts::of(&texts).0
}

fn extends(tree: &SourceTree, folder: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    let path = format!("{folder}theme.yaml");
    let file = tree.get(&path)?;
    let text = decode(file.bytes.clone().unwrap_or_default()).text;
    let front = FrontMatter::of(&text, Origin { file: path.as_str().into(), offset: 0 });
    match front.parse::<ThemeFile>() {
        Ok(theme) => theme.extends.map(|name| name.0),
        Err(faults) => {
            found.extend(faults);
            None
        }
    }
}

/// The diagnostic of a theme that does not exist; `named_in` is the file that names it.
fn unknown(name: &str, named_in: &str, tree: &SourceTree) -> Diagnostic {
    let fault =
        Diagnostic::new(&codes::UNKNOWN_THEME, words!("没有“{name}”这个主题", "there is no theme `{name}`"));
    let text = tree
        .get(named_in)
        .and_then(|file| file.bytes.clone())
        .map(|bytes| decode(bytes).text)
        .unwrap_or_default();
    let front = FrontMatter::of(&text, Origin { file: named_in.into(), offset: 0 });
    let span = match named_in {
        "site.yaml" => front.locate(&SiteFile::SHAPE, "theme"),
        _ => front.locate(&ThemeFile::SHAPE, "extends"),
    };
    let fault = fault.at(named_in, span);
    let folders = tree.files.iter().filter_map(|file| file.path.strip_prefix("themes/")?.split('/').next());
    match nearest(name, folders.chain([BUILT_IN])) {
        Some(near) => fault.help(words!("是不是 {near}？", "did you mean `{near}`?")),
        None => fault.help(Words::fixed(
            "主题放在 themes/名称/ 里；自带的主题叫 board",
            "a theme is a folder themes/NAME; the built-in one is `board`",
        )),
    }
}

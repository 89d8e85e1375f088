//! Compiled templates, and the current drawing of each thread.
//!
//! A function of a template sees neither the site nor the page, and a component sees no context at all:
//! what they need of both is in the thread's stack of drawings while one is in progress.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::Hasher;
use std::rc::Rc;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tera::{Context, Kwargs, Tera, Value};

use super::gateway::{Gateway, address};
use super::{budget, names, unknown, view};
use crate::config::Config;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::site::EntryId;
use crate::theme::Theme;
use crate::track::{
    Digest, Digester, FastBuildHasher, QuestionId, QuestionKind, Trace, record, record_all, recording,
};
use crate::watchdog;

/// The theme's templates, compiled.
pub struct Templates {
    tera: Arc<Tera>,
    fragments: AllFragments,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Templates")
    }
}

/// What is being drawn, and for which page.
#[derive(Clone)]
pub struct DrawingContext {
    /// The gateway to the site.
    pub gateway: Arc<Gateway>,
    /// The output path of the page.
    pub path: Arc<str>,
    /// The template it is drawn with.
    pub template: Arc<str>,
    /// Its language.
    pub lang: Arc<str>,
    /// The base of every address, on a page that must work on its own.
    pub base: Option<Arc<str>>,
    /// The list that the page shows: the path of its first page, and the number of this one.
    pub list: Option<(Arc<str>, usize)>,
}

thread_local! {
    static DRAWINGS: RefCell<Vec<Rc<DrawingContext>>> = const { RefCell::new(Vec::new()) };
}

/// Runs `draw` with `drawing` as the current drawing of the thread.
pub fn during<T>(drawing: DrawingContext, draw: impl FnOnce() -> T) -> T {
    struct Done(Option<Arc<str>>);
    impl Drop for Done {
        fn drop(&mut self) {
            DRAWINGS.with(|drawings| drop(drawings.borrow_mut().pop()));
            self.0.as_ref().map(watchdog::part);
        }
    }
    let _done = Done(watchdog::part(&drawing.template));
    DRAWINGS.with(|drawings| drawings.borrow_mut().push(Rc::new(drawing)));
    draw()
}

/// Queries the current drawing, which is charged for it.
///
/// # Errors
/// No drawing is in progress, because the template is not drawn by a build; or the drawing has cost too
/// much.
pub fn with<T>(ask: impl FnOnce(&DrawingContext) -> tera::TeraResult<T>) -> tera::TeraResult<T> {
    // Cloned, because drawing a fragment inside `ask` pushes another drawing onto the stack.
    let drawing = DRAWINGS.with(|drawings| drawings.borrow().last().cloned());
    let drawing = drawing.ok_or_else(|| tera::Error::message("no page is being drawn"))?;
    drawing.charge(1)?;
    ask(&drawing)
}

/// The templates in progress on this thread, outermost first.
fn under_way() -> Vec<Arc<str>> {
    DRAWINGS.with(|drawings| drawings.borrow().iter().map(|drawing| drawing.template.clone()).collect())
}

impl DrawingContext {
    /// The address of an output as this page links to it.
    pub fn address(&self, to: &str) -> String {
        address(&self.path, to, self.base.as_deref())
    }

    /// The page's language, and the settings with the names in that language.
    pub fn page(&self) -> (&str, &Config) {
        (&self.lang, &self.gateway.site.config)
    }

    /// Charges the drawing for something that was made for it.
    ///
    /// # Errors
    /// The drawing costs too much.
    pub(super) fn charge(&self, steps: u64) -> tera::TeraResult<()> {
        budget::charge(steps, &self.template)
    }

    /// The context of a fragment: it is drawn as if for a file directly in the folder of the page.
    fn as_fragment(&self, template: Arc<str>) -> DrawingContext {
        let path = if self.base.is_some() {
            "".into()
        } else {
            format!("{}-", root_of(self).replace("../", "-/")).into()
        };
        DrawingContext { path, template, list: None, ..self.clone() }
    }
}

impl Templates {
    /// Compiles the templates of a theme.
    ///
    /// # Errors
    /// The mistakes in the templates.
    pub fn compile(theme: &Theme) -> Result<Templates, Vec<Diagnostic>> {
        let faults = theme.template_faults();
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut tera = Tera::default();
        names::register(&mut tera);
        let sources =
            theme.templates().iter().map(|(name, template)| (name.as_str(), template.text.as_str()));
        match tera.add_raw_templates(sources) {
            Ok(()) => Ok(Templates { tera: Arc::new(tera), fragments: AllFragments::default() }),
            Err(error) => Err(not_compiled(&error, theme)),
        }
    }

    /// The same templates for another build, without any drawn fragments.
    pub fn anew(&self) -> Templates {
        Templates { tera: self.tera.clone(), fragments: AllFragments::default() }
    }

    /// Whether there is a template of this name.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Draws a template.
    ///
    /// # Errors
    /// The error of Tera.
    pub fn draw(&self, name: &Arc<str>, context: &Context, to: &mut Vec<u8>) -> tera::TeraResult<()> {
        record(QuestionKind::Template, name);
        budget::reset();
        budget::metered(name, to, |to| self.tera.render_to(name, context, to)).0
    }

    /// A fragment that is the same on all pages of one language and depth.
    ///
    /// # Errors
    /// The error of Tera.
    pub fn shared(&self, template: &str, drawing: &DrawingContext) -> tera::TeraResult<Value> {
        let root = root_of(drawing);
        let fragments = self.fragments.of(&[template, "|", &drawing.lang, "|", root], drawing, 1);
        let fragment = fragments.get(0, || {
            // The page does not ask the questions of the fragment: it asks for the fragment itself.
            let inner = drawing.as_fragment(fragments.template.clone());
            let ((text, spent), _) = self.draw_fragment(&fragments, Context::new(), inner)?;
            Ok(Fragment { text, spent, asked: vec![QuestionId::of(QuestionKind::Fragment, &fragments.key)] })
        })?;
        budget::charge_shared(fragment.spent, &drawing.template)?;
        record_all(&fragment.asked);
        Ok(fragment.text.clone())
    }

    /// Fragments about records, such as their rows in lists: the same on all pages of one language and
    /// depth that pass the same arguments. Every page that shows one asks its questions too.
    pub fn shared_rows<'t>(
        &'t self,
        template: &'t str,
        args: Option<&'t Kwargs>,
        drawing: &'t DrawingContext,
    ) -> RecordFragments<'t> {
        let mut key = vec![template, "|", &drawing.lang, "|", root_of(drawing)];
        for (name, value) in given(args) {
            key.extend([
                "|",
                name,
                "=",
                value.as_str().unwrap_or(if value.is_truthy() { "yes" } else { "no" }),
            ]);
        }
        let fragments = self.fragments.of(&key, drawing, drawing.gateway.site.entries.len());
        RecordFragments { templates: self, args, drawing, inner: OnceCell::new(), fragments }
    }

    /// A fragment's text, its cost and its questions.
    fn draw_fragment(
        &self,
        fragments: &Fragments,
        mut context: Context,
        drawing: DrawingContext,
    ) -> tera::TeraResult<((Value, u64), Trace)> {
        thread_local! {
            static DRAWN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
        }
        if DRAWINGS.with(|drawings| drawings.borrow().len()) > budget::MAX_NESTED {
            return Err(budget::too_deep(under_way()));
        }
        context.insert_value("page", fragments.page.clone());
        let template = &fragments.template;
        let (drawn, asked) = recording(|| {
            context.insert_value("text", drawing.gateway.all_text(&drawing.lang));
            // Taken out of the cell while it is written, because a fragment may hold another one.
            let mut text = DRAWN.take();
            text.clear();
            let (drawn, spent) = during(drawing, || {
                budget::metered(template, &mut text, |to| self.tera.render_to(template, &context, to))
            });
            let fragment =
                drawn.map(|()| (Value::safe_string(std::str::from_utf8(&text).unwrap_or_default()), spent));
            DRAWN.set(text);
            fragment
        });
        Ok((drawn?, asked))
    }

    /// The digest of a fragment as it is drawn now.
    pub fn fragment_digest(&self, template: &str, lang: &str, root: &str) -> Digest {
        let again = |drawing: &DrawingContext| {
            let base = (!root.is_empty() && !root.starts_with("../")).then(|| root.into());
            self.shared(
                template,
                &DrawingContext {
                    lang: lang.into(),
                    base,
                    path: format!("{}-", root.replace("../", "-/")).into(),
                    ..drawing.clone()
                },
            )
        };
        // No page is charged for this drawing.
        let drawn = budget::uncharged(|| with(again));
        drawn.map_or(Digest::default(), |text| Digest::of(text.as_str().unwrap_or_default().as_bytes()))
    }
}

/// The path from the current page to the site's root.
fn root_of(drawing: &DrawingContext) -> &str {
    drawing.base.as_deref().unwrap_or_else(|| super::link::root(&drawing.path))
}

/// The arguments of a fragment other than its template and its record.
fn given(args: Option<&Kwargs>) -> impl Iterator<Item = (&str, &Value)> {
    let named =
        args.into_iter().flat_map(Kwargs::iter).filter_map(|(name, value)| Some((name.as_str()?, value)));
    named.filter(|(name, _)| !matches!(*name, "template" | "source"))
}

/// The fragments of one template about records.
pub struct RecordFragments<'t> {
    templates: &'t Templates,
    args: Option<&'t Kwargs>,
    drawing: &'t DrawingContext,
    inner: OnceCell<DrawingContext>,
    fragments: Arc<Fragments>,
}

impl RecordFragments<'_> {
    /// The fragment about a record.
    ///
    /// # Errors
    /// The error of Tera.
    pub fn of(&self, id: EntryId) -> tera::TeraResult<Value> {
        let fragment = self.fragments.get(id, || {
            let (drawn, mut asked) = recording(|| {
                let inner =
                    self.inner.get_or_init(|| self.drawing.as_fragment(self.fragments.template.clone()));
                let mut context = Context::new();
                for (name, value) in given(self.args) {
                    context.insert_value(name.to_owned(), value.clone());
                }
                context.insert_value("card", inner.gateway.card_of(id, inner));
                self.templates.draw_fragment(&self.fragments, context, inner.clone())
            });
            let ((text, spent), inner) = drawn?;
            asked.extend(inner);
            Ok(Fragment { text, spent, asked })
        })?;
        budget::charge_shared(fragment.spent, &self.drawing.template)?;
        record_all(&fragment.asked);
        Ok(fragment.text.clone())
    }
}

/// A drawn fragment, its cost and its questions. Every page that shows it is charged the same, whichever
/// had it drawn.
struct Fragment {
    text: Value,
    spent: u64,
    asked: Trace,
}

/// Fragments of one template, language, depth and arguments: one, or one for each record by its index.
struct Fragments {
    template: Arc<str>,
    key: Arc<str>,
    /// What they can know of the page.
    page: Value,
    drawn: Vec<OnceLock<Fragment>>,
}

impl Fragments {
    fn get(
        &self,
        at: usize,
        draw: impl FnOnce() -> tera::TeraResult<Fragment>,
    ) -> tera::TeraResult<&Fragment> {
        if let Some(known) = self.drawn[at].get() {
            return Ok(known);
        }
        // Drawn outside the lock, because a fragment may hold another one. A second thread uses the first
        // one's result.
        let drawn = draw()?;
        Ok(self.drawn[at].get_or_init(|| drawn))
    }
}

/// All fragments drawn so far, by the digest of the parts of their key.
#[derive(Default)]
struct AllFragments(RwLock<HashMap<Digest, Arc<Fragments>, FastBuildHasher>>);

impl AllFragments {
    /// The fragments whose key is made of these parts.
    fn of(&self, key: &[&str], drawing: &DrawingContext, count: usize) -> Arc<Fragments> {
        let mut digester = Digester::default();
        key.iter().for_each(|part| digester.write(part.as_bytes()));
        let digest = digester.digest();
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned();
        known.unwrap_or_else(|| {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            let empty = || Fragments {
                template: key.first().copied().unwrap_or_default().into(),
                key: key.concat().into(),
                page: view::map([
                    ("lang", Value::from(&*drawing.lang)),
                    ("root", Value::from(root_of(drawing))),
                ]),
                drawn: std::iter::repeat_with(OnceLock::new).take(count).collect(),
            };
            all.entry(digest).or_insert_with(|| Arc::new(empty())).clone()
        })
    }
}

/// The mistakes in templates that Tera does not accept.
fn not_compiled(error: &tera::Error, theme: &Theme) -> Vec<Diagnostic> {
    if let tera::ErrorKind::Msg(said) = error.kind() {
        let unknown = unknown::faults(said, theme);
        if !unknown.is_empty() {
            return unknown;
        }
    }
    let fault = fault(error, theme, None);
    // An error without a location would count as a fault of the machine.
    let own = theme
        .templates()
        .values()
        .find(|template| !template.is_built_in())
        .map_or("site.yaml", |template| template.file.as_str());
    vec![if fault.place.is_none() { fault.at(own, 0..0) } else { fault }]
}

/// A template's error as a diagnostic: at its line in the template, and with the record that was being
/// drawn.
pub fn fault(error: &tera::Error, theme: &Theme, drawn: Option<(&str, &str)>) -> Diagnostic {
    if let Some(stopped) = drawn.and_then(|(path, source)| budget::fault(theme, path, source)) {
        return stopped;
    }
    let report = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    let message = report.map_or_else(|| causes(error), |report| report.message().to_owned());
    let fault = described(&message, drawn.map(|(path, _)| path));
    let fault = match report {
        Some(report) => {
            let template = theme.templates().get(report.filename());
            let file = template.map_or(report.filename(), |template| template.file.as_str());
            fault.at(file, report.span().range.clone())
        }
        None => fault,
    };
    match drawn {
        Some((_, source)) => fault.note(source, 0..0, Words::fixed("正在画这个记录", "this was being drawn")),
        None => fault,
    }
}

/// The message of a template's error; `path` is the output that was being drawn, none while templates were
/// compiled.
fn described(message: &str, path: Option<&str>) -> Diagnostic {
    if let Some((_, key)) = message.split_once("missing-text: ") {
        let key = key.split('\n').next().unwrap_or(key);
        return Diagnostic::new(
            &codes::MISSING_TEXT,
            words!("没有界面文字“{key}”", "there is no interface text `{key}`"),
        )
        .help(words!(
            "在 i18n/ 的每个语言文件里加一行 {key} = …",
            "add a line `{key} = …` to each language's file in i18n/"
        ));
    }
    match path {
        Some(path) => Diagnostic::new(
            &codes::TEMPLATE_RENDER,
            words!("画 {path} 时模板出错：{message}", "the template failed while drawing {path}: {message}"),
        )
        .help(Words::fixed(
            "themes/README.md 列出模板能用的变量和函数；可能没有的值先用 if 判断",
            "themes/README.md lists what templates may use; test with `if` whether a value is there",
        )),
        None => Diagnostic::new(
            &codes::TEMPLATE_SYNTAX,
            words!("模板写法不对：{message}", "the template is not well-formed: {message}"),
        )
        .help(Words::fixed(
            "检查这里的标签是否成对、引号是否写全",
            "check here for a tag or a quote that was not closed",
        )),
    }
}

/// An error with the chain of its causes.
fn causes(error: &tera::Error) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        said = format!("{said}: {inner}");
        cause = inner.source();
    }
    said
}

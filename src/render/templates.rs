//! Compiled templates, and the drawing under way on each thread.
//!
//! A template's function sees neither the site nor the page, and a component sees no context at all: what they need of
//! both stands in the thread's own stack of drawings while one is under way.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Kwargs, Tera, Value};

use super::gateway::Gateway;
use super::{filters, functions};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::theme::Theme;
use crate::track::{About, Digest, Question, Trace, record, recording};

/// The theme's templates, compiled.
pub struct Templates {
    tera: Tera,
    fragments: Fragments,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Templates")
    }
}

/// What is being drawn.
#[derive(Clone)]
pub struct Drawing {
    /// The way to the site.
    pub gateway: Arc<Gateway>,
    /// The output path of the page.
    pub path: Arc<str>,
    /// Its language.
    pub lang: Arc<str>,
    /// What stands in front of every address of a page that must stand alone.
    pub base: Option<Arc<str>>,
    /// The list the page shows: the path of its first page, and which page this is.
    pub list: Option<(Arc<str>, usize)>,
    /// The JSON-LD of the page.
    pub structured: Option<Arc<str>>,
}

thread_local! {
    static DRAWINGS: RefCell<Vec<Rc<Drawing>>> = const { RefCell::new(Vec::new()) };
}

/// Runs `draw` as the drawing under way.
pub fn during<T>(drawing: Drawing, draw: impl FnOnce() -> T) -> T {
    struct Done;
    impl Drop for Done {
        fn drop(&mut self) {
            DRAWINGS.with(|drawings| drop(drawings.borrow_mut().pop()));
        }
    }
    DRAWINGS.with(|drawings| drawings.borrow_mut().push(Rc::new(drawing)));
    let _done = Done;
    draw()
}

/// Asks of the drawing under way.
///
/// # Errors
/// There is none: the template was not drawn by a build.
pub fn with<T>(ask: impl FnOnce(&Drawing) -> tera::TeraResult<T>) -> tera::TeraResult<T> {
    // Shared, because drawing a fragment inside `ask` puts a drawing of its own on the stack.
    let drawing = DRAWINGS.with(|drawings| drawings.borrow().last().cloned());
    drawing.map_or_else(|| Err(tera::Error::message("no page is being drawn")), |drawing| ask(&drawing))
}

impl Templates {
    /// Compiles the templates of a theme.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn compile(theme: &Theme) -> Result<Templates, Vec<Diagnostic>> {
        let mut tera = Tera::default();
        functions::register(&mut tera);
        filters::register(&mut tera);
        let sources = theme.templates().iter().map(|(name, template)| (name.as_str(), template.text.as_str()));
        match tera.add_raw_templates(sources) {
            Ok(()) => Ok(Templates { tera, fragments: Fragments::default() }),
            Err(error) => Err(vec![fault(&error, theme, None)]),
        }
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// Draws a template.
    ///
    /// # Errors
    /// What Tera says.
    pub fn draw(&self, name: &str, context: &Context, to: &mut Vec<u8>) -> tera::TeraResult<()> {
        record(Question::new(About::Template, name));
        self.tera.render_to(name, context, to)
    }

    /// A fragment that is the same for all pages of one language and depth.
    ///
    /// # Errors
    /// What Tera says.
    pub fn shared(&self, template: &str, drawing: &Drawing) -> tera::TeraResult<Value> {
        let key = fragment_key(template, &drawing.lang, root_of(drawing));
        let fragment = self.fragments.get(&key, || {
            // What it asks is not the asker's question: the fragment itself is.
            let (text, _) = self.draw_fragment(template, root_of(drawing), Context::new(), drawing)?;
            Ok(Fragment { text: Value::safe_string(&text), asked: vec![Question::new(About::Fragment, key.as_str())] })
        })?;
        fragment.asked.iter().cloned().for_each(record);
        Ok(fragment.text.clone())
    }

    /// A fragment about one record, such as its row in a list: the same for all pages of one language and depth that
    /// give the same arguments. What it asked is asked again by everyone who shows it.
    ///
    /// # Errors
    /// What Tera says.
    pub fn shared_of(&self, template: &str, source: &str, args: Option<&Kwargs>, drawing: &Drawing) -> tera::TeraResult<Value> {
        let root = root_of(drawing);
        let mut key = fragment_key(template, &drawing.lang, root);
        key.push('|');
        key.push_str(source);
        let given = || args.iter().flat_map(|args| args.iter()).filter(|(name, _)| !matches!(name.as_str(), Some("template" | "source")));
        for (name, value) in given() {
            key.push('|');
            key.push_str(name.as_str().unwrap_or_default());
            key.push('=');
            key.push_str(value.as_str().unwrap_or(if value.is_truthy() { "yes" } else { "no" }));
        }
        let fragment = self.fragments.get(&key, || {
            let mut context = Context::new();
            for (name, value) in given() {
                context.insert_value(name.as_str().unwrap_or_default().to_owned(), value.clone());
            }
            let draw = || {
                let card = drawing.gateway.card(source, &drawing.lang).unwrap_or_else(Value::none);
                context.insert_value("card", card);
                self.draw_fragment(template, root, context, drawing)
            };
            let (drawn, mut asked) = recording(draw);
            let (text, inner) = drawn?;
            asked.extend(inner);
            Ok(Fragment { text: Value::safe_string(&text), asked })
        })?;
        fragment.asked.iter().cloned().for_each(record);
        Ok(fragment.text.clone())
    }

    /// Fragments are drawn as if from a file straight below `root`.
    fn draw_fragment(&self, template: &str, root: &str, mut context: Context, drawing: &Drawing) -> tera::TeraResult<(String, Trace)> {
        let path: Arc<str> = if drawing.base.is_some() { "".into() } else { format!("{}-", root.replace("../", "-/")).into() };
        let page: tera::Map =
            [("lang", &*drawing.lang), ("root", root)].into_iter().map(|(key, value)| (key.into(), Value::from(value))).collect();
        context.insert_value("page", Value::from(page));
        let inner = Drawing { path, list: None, structured: None, ..drawing.clone() };
        let (drawn, asked) = recording(|| during(inner, || self.tera.render(template, &context)));
        Ok((drawn?, asked))
    }

    /// The digest of a fragment as it is drawn now.
    pub fn fragment_digest(&self, template: &str, lang: &str, root: &str) -> Digest {
        let drawn = with(|drawing| {
            let base = (!root.is_empty() && !root.starts_with("../")).then(|| root.into());
            self.shared(
                template,
                &Drawing { lang: lang.into(), base, path: format!("{}-", root.replace("../", "-/")).into(), ..drawing.clone() },
            )
        });
        drawn.map_or(Digest::default(), |text| Digest::of(text.as_str().unwrap_or_default().as_bytes()))
    }
}

fn fragment_key(template: &str, lang: &str, root: &str) -> String {
    format!("{template}|{lang}|{root}")
}

/// The way from the page under way to the site's root.
fn root_of(drawing: &Drawing) -> &str {
    drawing.base.as_deref().unwrap_or_else(|| super::link::root(&drawing.path))
}

/// A drawn fragment and what it asked.
struct Fragment {
    text: Value,
    asked: Trace,
}

/// Fragments drawn so far, in shards so that threads seldom wait for each other.
#[derive(Default)]
struct Fragments([Mutex<HashMap<String, Arc<Fragment>>>; 32]);

impl Fragments {
    fn get(&self, key: &str, draw: impl FnOnce() -> tera::TeraResult<Fragment>) -> tera::TeraResult<Arc<Fragment>> {
        let shard = &self.0[(Digest::of(key.as_bytes()).0 % 32) as usize];
        let locked = || shard.lock().unwrap_or_else(PoisonError::into_inner);
        let known = locked().get(key).cloned();
        match known {
            Some(known) => Ok(known),
            None => {
                // Drawn outside the lock: a fragment may hold another one.
                let drawn = Arc::new(draw()?);
                locked().insert(key.to_owned(), drawn.clone());
                Ok(drawn)
            }
        }
    }
}

/// A template's error as people see it: the line of the template, and the record that was being drawn.
pub fn fault(error: &tera::Error, theme: &Theme, drawn: Option<(&str, &str)>) -> Diagnostic {
    let report = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    let code = if drawn.is_some() { &codes::TEMPLATE_RENDER } else { &codes::TEMPLATE_SYNTAX };
    let message = report.map_or_else(|| causes(error), |report| report.message().to_owned());
    let missing = message.split_once("missing-text: ").map(|(_, key)| key.split('\n').next().unwrap_or(key).to_owned());
    let fault = match (&missing, drawn) {
        (Some(key), _) => Diagnostic::new(&codes::MISSING_TEXT, words!("没有界面文字“{key}”", "there is no interface text `{key}`")),
        (None, Some((path, _))) => {
            Diagnostic::new(code, words!("画 {path} 时模板出错：{message}", "the template failed while drawing {path}: {message}"))
        }
        (None, None) => Diagnostic::new(code, words!("模板写法不对：{message}", "the template is not well-formed: {message}")),
    };
    let fault = fault.help(match (&missing, drawn) {
        (Some(key), _) => words!("在 i18n/ 的每个语言文件里加一行 {key} = …", "add a line `{key} = …` to each language's file in i18n/"),
        (None, Some(_)) => Words::fixed(
            "themes/README.md 列出模板能用的变量和函数；可能没有的值先用 if 判断",
            "themes/README.md lists what templates may use; ask with `if` for what may be absent",
        ),
        (None, None) => Words::fixed("检查这里的标签是否成对、引号是否写全", "look here for a tag or a quote that was not closed"),
    });
    let fault = match report {
        Some(report) => {
            let file = theme.templates().get(report.filename()).map_or(report.filename(), |template| template.file.as_str());
            fault.at(file, report.span().range.clone())
        }
        None => fault,
    };
    match drawn {
        Some((_, source)) => fault.note(source, 0..0, crate::diag::Words::fixed("正在画这个记录", "this was being drawn")),
        None => fault,
    }
}

/// An error with all that caused it.
fn causes(error: &tera::Error) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        said = format!("{said}: {inner}");
        cause = inner.source();
    }
    said
}

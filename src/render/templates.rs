//! Compiled templates, and the drawing under way on each thread.
//!
//! A template's function sees neither the site nor the page, and a component sees no context at all: what they need of
//! both stands in the thread's own stack of drawings while one is under way.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Tera, Value};

use super::gateway::Gateway;
use super::{filters, functions};
use crate::diag::{Diagnostic, codes, words};
use crate::theme::Theme;
use crate::track::{About, Digest, Question, record, recording};

/// The theme's templates, compiled.
pub struct Templates {
    tera: Tera,
    /// Fragments drawn so far, by template, language and root.
    fragments: Mutex<HashMap<String, Arc<str>>>,
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
            Ok(()) => Ok(Templates { tera, fragments: Mutex::default() }),
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
        let root = drawing.base.as_deref().unwrap_or_else(|| super::link::root(&drawing.path));
        let key = format!("{template}|{}|{root}", drawing.lang);
        let known = self.fragments().get(&key).cloned();
        let drawn = match known {
            Some(drawn) => drawn,
            None => {
                let drawn: Arc<str> = self.draw_fragment(template, root, drawing)?.into();
                self.fragments().insert(key.clone(), drawn.clone());
                drawn
            }
        };
        record(Question::new(About::Fragment, key));
        Ok(Value::safe_string(&drawn))
    }

    fn fragments(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<str>>> {
        self.fragments.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fragments are drawn as if from a file straight below `root`; what they ask is not the asker's question: the
    /// fragment itself is.
    fn draw_fragment(&self, template: &str, root: &str, drawing: &Drawing) -> tera::TeraResult<String> {
        let path: Arc<str> = if drawing.base.is_some() { "".into() } else { format!("{}-", root.replace("../", "-/")).into() };
        let mut context = Context::new();
        let page: tera::Map = [("lang", &*drawing.lang), ("root", root)].into_iter().map(|(key, value)| (key.into(), Value::from(value))).collect();
        context.insert_value("page", Value::from(page));
        let inner = Drawing { path, list: None, structured: None, ..drawing.clone() };
        let (drawn, _) = recording(|| during(inner, || self.tera.render(template, &context)));
        drawn
    }

    /// The digest of a fragment as it is drawn now.
    pub fn fragment_digest(&self, template: &str, lang: &str, root: &str) -> Digest {
        let key = format!("{template}|{lang}|{root}");
        if let Some(drawn) = self.fragments().get(&key) {
            return Digest::of(drawn.as_bytes());
        }
        let drawn = with(|drawing| {
            let base = (!root.is_empty() && !root.starts_with("../")).then(|| root.into());
            self.draw_fragment(template, root, &Drawing { lang: lang.into(), base, ..drawing.clone() })
        });
        match drawn {
            Ok(drawn) => {
                let digest = Digest::of(drawn.as_bytes());
                self.fragments().insert(key, drawn.into());
                digest
            }
            Err(_) => Digest::default(),
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
        (None, Some((path, _))) => Diagnostic::new(code, words!("画 {path} 时模板出错：{message}", "the template failed while drawing {path}: {message}")),
        (None, None) => Diagnostic::new(code, words!("模板写法不对：{message}", "the template is not well-formed: {message}")),
    };
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

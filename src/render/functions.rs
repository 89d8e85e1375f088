//! The functions of the theme's contract. Each that reads anything of the site does so through the gateway.

use std::sync::Arc;

use fluent_bundle::FluentArgs;
use fluent_bundle::types::FluentNumber;
use tera::value::ValueKind;
use tera::{Error, Function, Kwargs, State, TeraResult, Value};

use super::budget;
use super::escape;
use super::gateway::{ListKey, address};
use super::names::NameRegistry;
use super::templates::{DrawingContext, with};
use super::view;
use super::wording::number_in;
use crate::language::is_rtl;
use crate::record::KindId;
use crate::site::ListName;
use crate::track::{QuestionKind, RegisterKey};

/// Registers every function.
pub(super) fn register(to: &mut NameRegistry<'_>) {
    of_language(to);
    to.function("site", |args: Kwargs, _: &State<'_>| site(&args));
    to.function("nav", |_: Kwargs, _: &State<'_>| {
        with(|d| Ok(Value::from_serializable(&d.gateway.nav(&d.lang))))
    });
    to.function("link", |args: Kwargs, _: &State<'_>| link(&args));
    to.function("absolute", |args: Kwargs, _: &State<'_>| absolute(&args));
    to.function("asset", |args: Kwargs, _: &State<'_>| asset(&args));
    to.function("asset_text", Safe(asset_text));
    to.function("data", |args: Kwargs, _: &State<'_>| data(&args));
    to.function("title", |args: Kwargs, _: &State<'_>| title(&args));
    to.function("card", |args: Kwargs, _: &State<'_>| card(&args));
    to.function("cards", |args: Kwargs, _: &State<'_>| cards(&args));
    to.function("entries", |args: Kwargs, _: &State<'_>| entries(&args));
    to.function("groups", |args: Kwargs, _: &State<'_>| groups(&args));
    to.function("list", |args: Kwargs, _: &State<'_>| list(&args));
    to.function("days_left", |args: Kwargs, _: &State<'_>| days_left(&args));
    to.function("coming", |args: Kwargs, _: &State<'_>| coming(&args));
    to.function("as_of", |args: Kwargs, _: &State<'_>| as_of(&args));
    for (name, kind) in [("topics", QuestionKind::Topics), ("bodies", QuestionKind::Bodies)] {
        to.function(name, move |_: Kwargs, _: &State<'_>| {
            with(|d| Ok(view::terms(d.gateway.terms(kind), d.page())))
        });
    }
    to.function("places", |_: Kwargs, _: &State<'_>| {
        with(|d| Ok(view::places(d.gateway.terms(QuestionKind::Places), d.page())))
    });
    to.function("years", |_: Kwargs, _: &State<'_>| {
        with(|d| Ok(view::years(d.gateway.terms(QuestionKind::Years), &d.gateway.site.config)))
    });
    to.function("register", |args: Kwargs, _: &State<'_>| register_named(&args));
    to.function("registers", |_: Kwargs, _: &State<'_>| {
        with(|d| Ok(d.gateway.register(RegisterKey::ALL, &d.lang)))
    });
    to.function("thread", |args: Kwargs, _: &State<'_>| thread(&args));
    to.function("thread_position", |args: Kwargs, _: &State<'_>| thread_position(&args));
    to.function("shared", Safe(shared));
    to.function("range", |args: Kwargs, _: &State<'_>| range(&args));
}

/// The functions that depend on languages alone.
fn of_language(to: &mut NameRegistry<'_>) {
    to.function("t", text);
    to.function("lang_attr", Safe(lang_attr));
    to.function("direction", |args: Kwargs, _: &State<'_>| {
        Ok::<&str, Error>(if is_rtl(args.must_get("of")?) { "rtl" } else { "ltr" })
    });
}

/// A list of values; the current drawing is charged for them.
fn made(drawing: &DrawingContext, values: Vec<Value>) -> TeraResult<Value> {
    drawing.charge(values.len() as u64)?;
    Ok(Value::from(values))
}

/// A function whose text goes into the page unescaped.
struct Safe(fn(&Kwargs) -> TeraResult<Value>);

impl Function<TeraResult<Value>> for Safe {
    fn call(&self, args: Kwargs, _: &State<'_>) -> TeraResult<Value> {
        (self.0)(&args)
    }
    fn is_safe(&self) -> bool {
        true
    }
}

fn text(args: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let key: &str = args.must_get("key")?;
    let missing = || Error::message(format!("missing-text: {key}"));
    if args.iter().nth(1).is_none()
        && let Some(fixed) = with(|d| Ok(d.gateway.fixed_text(key, &d.lang)))?
    {
        return Ok(fixed);
    }
    let mut given = FluentArgs::new();
    for (name, value) in args.iter() {
        let Some(name) = name.as_str().filter(|name| !["key", "in"].contains(name)) else { continue };
        match (value.kind(), value.as_i64()) {
            (ValueKind::I64 | ValueKind::U64 | ValueKind::I128 | ValueKind::U128, Some(number)) => {
                given.set(name.to_owned(), FluentNumber::new(number as f64, Default::default()));
            }
            _ if name == "count" => given.set(name.to_owned(), number_in(&value.to_string())),
            _ => given.set(name.to_owned(), value.to_string()),
        }
    }
    // In the language of the page, unless the call names another.
    let lang = args.get::<&str>("in")?.map(Arc::<str>::from);
    with(|d| {
        let lang = lang.as_ref().unwrap_or(&d.lang);
        d.gateway.text(key, Some(&given), lang).map(Value::from).ok_or_else(missing)
    })
}

/// The attributes of an element whose text is in the language `of`: ` lang="…"`, and ` dir="…"` where it
/// runs in the opposite direction to the surrounding text, which is in the language of `inside` or else of
/// the page. Empty where neither attribute is needed.
fn lang_attr(args: &Kwargs) -> TeraResult<Value> {
    let of = args.get::<&Value>("of")?.and_then(Value::as_str);
    let Some(lang) = of else { return Ok(Value::from("")) };
    let inside = args.get::<&str>("inside")?;
    let around = match inside {
        Some(inside) => is_rtl(inside),
        None => with(|d| Ok(is_rtl(&d.lang)))?,
    };
    let mut attributes = String::from(" lang=\"");
    escape::push(&mut attributes, lang);
    attributes.push('"');
    if is_rtl(lang) != around {
        attributes.push_str(if around { " dir=\"ltr\"" } else { " dir=\"rtl\"" });
    }
    Ok(Value::from(attributes))
}

fn site(args: &Kwargs) -> TeraResult<Value> {
    let key: &str = args.must_get("key")?;
    with(|d| {
        d.gateway
            .config_value(key, &d.lang)
            .ok_or_else(|| Error::message(format!("site() knows no key `{key}`")))
    })
}

fn link(args: &Kwargs) -> TeraResult<Value> {
    let path: &str = args.must_get("path")?;
    let fragment: Option<&str> = args.get("fragment")?;
    with(|d| {
        let path = d.gateway.localized(path, &d.lang);
        let mut address = address(&d.path, &path, d.base.as_deref());
        if let Some(fragment) = fragment {
            address.push('#');
            address.push_str(fragment);
        }
        Ok(Value::from(address))
    })
}

fn absolute(args: &Kwargs) -> TeraResult<Value> {
    let path: &str = args.must_get("path")?;
    with(|d| {
        let base = d.gateway.config_value("base_url", "");
        let base = base.as_ref().and_then(Value::as_str).unwrap_or_default();
        Ok(Value::from(address("", path, Some(base))))
    })
}

fn asset(args: &Kwargs) -> TeraResult<Value> {
    let name: &str = args.must_get("name")?;
    with(|d| match d.gateway.asset(name) {
        Some(path) => Ok(Value::from(address(&d.path, path, d.base.as_deref()))),
        None => Err(Error::message(format!("the theme has no file `static/{name}`"))),
    })
}

fn asset_text(args: &Kwargs) -> TeraResult<Value> {
    let name: &str = args.must_get("name")?;
    with(|d| {
        d.gateway.asset(name);
        d.gateway
            .theme
            .asset(name)
            .and_then(|asset| asset.text.as_deref())
            .map(Value::from)
            .ok_or_else(|| Error::message(format!("the theme has no text file `static/{name}`")))
    })
}

/// A file of the site's `data/`, never of another folder.
fn data(args: &Kwargs) -> TeraResult<Value> {
    let path: &str = args.must_get("path")?;
    let is_required = args.get::<bool>("required")?.unwrap_or(true);
    let path = path.strip_prefix("data/").unwrap_or(path);
    with(|d| match d.gateway.data(path) {
        Some(value) => Ok(value),
        None if !is_required => Ok(Value::none()),
        None => {
            Err(Error::message(format!("there is no file `data/{path}` in CSV, TSV, JSON, YAML or TOML")))
        }
    })
}

fn card(args: &Kwargs) -> TeraResult<Value> {
    let source: &str = args.must_get("source")?;
    with(|d| Ok(d.gateway.card(source, d).unwrap_or_else(Value::none)))
}

/// Only what a link to a record needs: path, title and language.
fn title(args: &Kwargs) -> TeraResult<Value> {
    let source: &str = args.must_get("source")?;
    with(|d| Ok(d.gateway.title(source, d).unwrap_or_else(Value::none)))
}

fn cards(args: &Kwargs) -> TeraResult<Value> {
    let sources: &Value = args.must_get("sources")?;
    let sources = sources.as_array().unwrap_or_default().iter().filter_map(Value::as_str);
    with(|d| made(d, sources.filter_map(|source| d.gateway.card(source, d)).collect()))
}

fn entries(args: &Kwargs) -> TeraResult<Value> {
    let pinned: Option<bool> = args.get("pinned")?;
    with(|d| {
        let Some((name, number)) = &d.list else {
            return Err(Error::message("entries() is for list pages"));
        };
        let ids = d.gateway.page_of(name, *number).iter();
        let wanted =
            ids.filter(|id| pinned.is_none_or(|pinned| d.gateway.site.entries[**id].is_pinned() == pinned));
        made(d, wanted.map(|id| d.gateway.list_entry(*id)).collect())
    })
}

/// The rows of this list page by month: each is a fragment that many pages share, put together already.
fn groups(args: &Kwargs) -> TeraResult<Value> {
    let template: &str = args.must_get("template")?;
    let skip: Option<&Value> = args.get("skip")?;
    let skip: Vec<&str> =
        skip.and_then(Value::as_array).unwrap_or_default().iter().filter_map(Value::as_str).collect();
    with(|d| {
        let Some((name, number)) = &d.list else {
            return Err(Error::message("groups() is for list pages"));
        };
        let (site, all) = (&d.gateway.site, d.gateway.templates.shared_rows(template, None, d));
        let mut groups: Vec<(Option<jiff::civil::Date>, String)> = Vec::new();
        for id in d.gateway.page_of(name, *number) {
            let entry = &site.entries[*id];
            if skip.contains(&&**entry.source()) {
                continue;
            }
            let month = entry.date().map(|date| date.first_of_month());
            if groups.last().is_none_or(|(last, _)| *last != month) {
                groups.push((month, String::with_capacity(8192)));
            }
            let row = all.of(*id)?;
            if let (Some((_, rows)), Some(row)) = (groups.last_mut(), row.as_str()) {
                rows.push('\n');
                rows.push_str(row);
            }
        }
        let group = |(month, rows): (Option<jiff::civil::Date>, String)| {
            let month = month.map_or_else(Value::none, |month| Value::from(month.to_string()));
            view::map([("month", month), ("rows", Value::safe_string(&rows))])
        };
        Ok(Value::from(groups.into_iter().map(group).collect::<Vec<_>>()))
    })
}

fn list(args: &Kwargs) -> TeraResult<Value> {
    let name: &str = args.must_get("name")?;
    let name =
        ListName::named(name).ok_or_else(|| Error::message(format!("list() knows no list `{name}`")))?;
    let limit = args.get::<usize>("limit")?.unwrap_or(usize::MAX);
    let kind = match args.get::<&str>("kind")? {
        Some(kind) => Some(
            KindId::named(kind).ok_or_else(|| Error::message(format!("list() knows no kind `{kind}`")))?,
        ),
        None => None,
    };
    let key = ListKey { section: args.get("section")?, place: args.get("place")?, kind, limit };
    with(|d| {
        let ids = d.gateway.list(name, &key);
        made(d, ids.iter().map(|id| d.gateway.card_of(*id, d)).collect())
    })
}

fn days_left(args: &Kwargs) -> TeraResult<Value> {
    let source: &str = args.must_get("source")?;
    with(|d| Ok(d.gateway.days_left(source).map_or_else(Value::none, |(days, _)| Value::from(days))))
}

fn coming(args: &Kwargs) -> TeraResult<Value> {
    let source: &str = args.must_get("source")?;
    with(|d| Ok(d.gateway.coming(source).map_or_else(Value::none, Value::from)))
}

fn as_of(args: &Kwargs) -> TeraResult<Value> {
    let source: &str = args.must_get("source")?;
    with(|d| {
        Ok(d.gateway.days_left(source).map_or_else(Value::none, |(_, today)| Value::from(today.to_string())))
    })
}

fn thread(args: &Kwargs) -> TeraResult<Value> {
    let (matter, source): (Option<&str>, Option<&str>) = (args.get("matter")?, args.get("source")?);
    with(|d| {
        let of_record = || d.gateway.site.entry(source?)?.thread_name();
        let ids = matter.or_else(of_record).map(|matter| d.gateway.thread(matter)).unwrap_or_default();
        made(d, ids.iter().map(|id| d.gateway.card_of(*id, d)).collect())
    })
}

fn thread_position(args: &Kwargs) -> TeraResult<Value> {
    let source: &str = args.must_get("source")?;
    with(|d| Ok(d.gateway.thread_position(source, d).unwrap_or_else(Value::none)))
}

fn register_named(args: &Kwargs) -> TeraResult<Value> {
    let name: &str = args.must_get("name")?;
    with(|d| Ok(d.gateway.register(name, &d.lang)))
}

fn shared(args: &Kwargs) -> TeraResult<Value> {
    let template: &str = args.must_get("template")?;
    let source: &str = args.must_get("source")?;
    with(|d| match d.gateway.site.id(source) {
        Some(id) => d.gateway.templates.shared_rows(template, Some(args), d).of(id),
        None => Err(Error::message(format!("shared() knows no record `{source}`"))),
    })
}

/// The longest list of numbers that may be made.
const MAX_NUMBERS: u64 = 100_000;

/// Like Tera's own function, but the current drawing is charged for every number before it is made.
fn range(args: &Kwargs) -> TeraResult<Value> {
    let start = args.get::<i64>("start")?.unwrap_or(0);
    let end: i64 = args.must_get("end")?;
    let step = args.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 || (step > 0 && start > end) {
        return Err(Error::message(format!("range() never comes from {start} to {end} in steps of {step}")));
    }
    let count = if step < 0 && start <= end { 0 } else { start.abs_diff(end).div_ceil(step.unsigned_abs()) };
    with(|d| {
        if count > MAX_NUMBERS {
            return Err(budget::too_many_numbers(count, &d.template));
        }
        d.charge(count)?;
        let numbers = std::iter::successors(Some(start), |number| number.checked_add(step));
        Ok(Value::from(
            numbers.take(usize::try_from(count).unwrap_or(0)).map(Value::from).collect::<Vec<_>>(),
        ))
    })
}

//! What pages run and load: nothing but files of their own site, whatever is written in it.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::process::Command;

use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use lilong::record::KindId;

use super::judges::{judge, judges, program};
use super::{files, path, site};

/// A start tag with its attributes.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }
}

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
        {
            let attributes = tag.attrs.iter().map(|own| (own.name.local.to_string(), own.value.to_string()));
            self.0.borrow_mut().push(Tag { name: tag.name.to_string(), attributes: attributes.collect() });
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let input = BufferQueue::default();
    input.push_back(html.into());
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// What in a page its policy would have to make an exception for.
fn exceptions(name: &str, html: &str) -> Vec<String> {
    let tags = tags(html);
    let mut found = Vec::new();
    let policy = tags.iter().position(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"));
    let Some(policy) = policy else { return vec!["it has no policy".to_owned()] };
    let text = tags[policy].get("content").unwrap_or_default();
    for part in ["default-src 'none'", "script-src 'self';", "base-uri 'none'"] {
        if !text.contains(part) {
            found.push(format!("its policy is without {part}: {text}"));
        }
    }
    if ["unsafe", "*", "http"].iter().any(|part| text.contains(part)) {
        found.push(format!("its policy is lax: {text}"));
    }
    for (at, tag) in tags.iter().enumerate() {
        let loads = ["link", "script", "style", "img", "base"].contains(&&*tag.name);
        let in_page = match &*tag.name {
            "script" => tag.get("src").is_none() && tag.get("type") != Some("application/ld+json"),
            // It is served at any depth, and must look the same there.
            "style" => name != "404.html",
            "iframe" | "object" | "embed" | "base" => true,
            _ => false,
        };
        let handlers = tag.attributes.iter().any(|(name, _)| name == "style" || name.starts_with("on"));
        if in_page || handlers || loads && at < policy {
            found.push(format!("<{} {:?}>", tag.name, tag.attributes));
        }
    }
    found
}

#[test]
fn no_page_needs_an_exception_from_its_policy() {
    for kind in KindId::ALL {
        let data = site().join("data").join(kind.name());
        assert!(data.is_dir(), "the example has no {}", kind.name());
    }
    let mut wrong = Vec::new();
    for file in files(site(), "html") {
        let name = file.strip_prefix(site()).unwrap();
        let html = fs::read_to_string(&file).unwrap();
        wrong.extend(exceptions(path(name), &html).into_iter().map(|what| format!("{}: {what}", path(name))));
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn what_would_need_an_exception_is_found() {
    let page = |rest: &str| {
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; \
             base-uri 'none'\">{rest}"
        )
    };
    assert_eq!(exceptions("a.html", &page("<p class=\"a\"><script src=\"a.js\"></script>")), [""; 0]);
    for bad in ["<p style=\"\">", "<b onclick=\"\">", "<style>", "<script>1</script>", "<iframe src=\"a\">"] {
        assert_eq!(exceptions("a.html", &page(bad)).len(), 1, "{bad}");
    }
    assert_eq!(exceptions("a.html", "<p>"), ["it has no policy"]);
    assert_eq!(exceptions("a.html", &format!("<link rel=\"icon\">{}", page(""))).len(), 1);
}

/// What raw HTML may hold that a browser runs, loads or follows.
const ATTACKS: [&str; 32] = [
    "<script>hit('script')</script>",
    "<script src=\"https://evil.example/a.js\"></script>",
    "<img src=\"https://evil.example/a.png\">",
    "<img src=\"https://evil.example/x.png\" onerror=\"hit('onerror')\">",
    "<svg onload=\"hit('svg')\"><a href=\"javascript:hit('svg link')\"><text>x</text></a></svg>",
    "<svg><script>hit('script in svg')</script><image href=\"https://evil.example/b.png\"/></svg>",
    "<svg><use href=\"data:image/svg+xml,&lt;svg id='x' onload='hit(1)'/&gt;#x\"/></svg>",
    "<body onload=\"hit('body')\">",
    "<details open ontoggle=\"hit('toggle')\"><summary>x</summary>y</details>",
    "<input autofocus onfocus=\"hit('focus')\">",
    "<video src=\"https://evil.example/a.webm\" onerror=\"hit('video')\"></video>",
    "<audio src=\"https://evil.example/a.ogg\"></audio>",
    "<iframe src=\"https://evil.example/frame\"></iframe>",
    "<iframe srcdoc=\"<script>parent.hit('srcdoc')</script>\"></iframe>",
    "<iframe src=\"javascript:parent.hit('iframe')\"></iframe>",
    "<object data=\"https://evil.example/object\"></object>",
    "<object data=\"data:text/html,<script>parent.hit(1)</script>\"></object>",
    "<embed src=\"https://evil.example/embed\">",
    "<style>body{background:url(https://evil.example/c.png)}</style>",
    "<style>@import 'https://evil.example/d.css';</style>",
    "<p style=\"background:url(https://evil.example/e.png)\">x</p>",
    "<link rel=\"stylesheet\" href=\"https://evil.example/f.css\">",
    "<link rel=\"icon\" href=\"https://evil.example/g.png\">",
    "<table background=\"https://evil.example/h.png\"><tr><td>x</td></tr></table>",
    "<form action=\"https://evil.example/form\"><button>x</button></form>",
    "<form action=\"javascript:hit('form')\"><button>x</button></form>",
    "<button onclick=\"hit('click')\">x</button>",
    "<marquee onstart=\"hit('marquee')\">x</marquee>",
    "<math><mtext><img src=\"https://evil.example/x.png\" onerror=\"hit('math')\"></mtext></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=hit('noscript')>\"></noscript>",
    "<img srcset=\"https://evil.example/i.png 2x\" src=\"https://evil.example/j.png\">",
    "<base href=\"https://evil.example/\">",
];

/// Links, and what leads away by itself: no policy of a page forbids these.
const LINKS: [&str; 10] = [
    "[x](javascript:hit('link'))",
    "[x](JaVaScRiPt:hit('link'))",
    "[x](&#106;avascript:hit('link'))",
    "[x](data:text/html,<script>hit(1)</script>)",
    "[x](vbscript:hit)",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](https://evil.example/k.png)",
    "<a href=\"java\tscript:hit('link')\">x</a>",
    "<a href=\" &#14;javascript:hit('link')\" ping=\"https://evil.example/ping\">x</a>",
    "<meta http-equiv=\"refresh\" content=\"0; url=https://evil.example/refresh\">",
];

/// A drawing that does what it can.
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\" onload=\"hit('onload')\">\
    <script>hit('script')</script>\
    <image href=\"https://evil.example/l.png\" width=\"9\" height=\"9\"/>\
    <a xlink:href=\"javascript:hit('link')\"><rect width=\"9\" height=\"9\" onclick=\"hit('click')\"/></a>\
    <style>rect{fill:url(https://evil.example/m.svg#x)}</style>\
    <foreignObject width=\"9\" height=\"9\"><iframe xmlns=\"http://www.w3.org/1999/xhtml\" \
    src=\"https://evil.example/n\"></iframe></foreignObject>\
    <animate attributeName=\"href\" values=\"javascript:hit('animate')\"/>\
    <set attributeName=\"onmouseover\" to=\"hit('set')\"/></svg>";

/// The name of a place, in which a `/` parts it from another one.
const PLACE: &str = "<img src=x onerror=hit('place')>\"'><svg onload=hit('place')>";

/// A text of which each part would run if it were not text: inside a tag, an attribute, a script, a template.
fn text(field: &str) -> String {
    if field == PLACE {
        return field.to_owned();
    }
    format!(
        "{field}</title></script><script>hit('{field}')</script><img src=x onerror=hit('{field}')>\
         \"'><svg onload=hit('{field}')>{{{{ site(key=\"title\") | safe }}}}<!--"
    )
}

/// The same as a value in YAML.
fn yaml(field: &str) -> String {
    serde_json::to_string(&text(field)).unwrap()
}

#[test]
fn whatever_is_written_runs_nothing_and_asks_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("attacked");
    let write = |name: &str, text: &str| {
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    attacked(&write);
    let out = folder.path().join("site");
    let mut build = Command::new(env!("CARGO_BIN_EXE_lilong"));
    build.args(["build", "--no-posters", "--today", "2026-11-22", "--root", path(&root), "--out"]).arg(&out);
    judge(build);
    // What a judge is to try by itself.
    fs::write(out.join("attacks.txt"), ATTACKS.join("\n")).unwrap();
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"], "apt-get install chromium");
    let mut attacks = Command::new(program(&["node"], "apt-get install nodejs npm"));
    attacks.arg(judges().join("attacks.mjs")).arg(&out).env("CHROMIUM", chromium);
    judge(attacks);
}

/// Writes a site whose every text is an attack.
fn attacked(write: &impl Fn(&str, &str)) {
    let t = yaml;
    write(
        "site.yaml",
        &format!(
            "title: {}\nbase_url: https://notices.example.org/\nissuer: {}\ncontact: {{name: {}, phone: \
             \"javascript:hit('phone')\", address: {}, hours: {}}}\nlanguages: {{en: {{title: \
             {}}}}}\nplaces: \
             [{{name: {}, people: 100, area: 1000}}]\ntopics: [{{name: {}, slug: topic}}]\n",
            t("site"),
            t("issuer"),
            t("contact"),
            t("address"),
            t("hours"),
            t("english"),
            t(PLACE),
            t("topic"),
        ),
    );
    let board = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/board/i18n/zh-Hans.ftl");
    let texts = fs::read_to_string(board).unwrap();
    let simple = |line: &&str| {
        line.split_once(" = ").is_some_and(|(key, value)| {
            key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !value.contains('{')
        })
    };
    let attack = "</title><script>hit('i18n')</script><img src=x onerror=hit('i18n')>";
    let attacked: Vec<String> =
        texts.lines().filter(simple).map(|line| format!("{line}{attack}\n")).collect();
    assert!(attacked.len() > 100, "{} texts", attacked.len());
    write("i18n/zh-Hans.ftl", &attacked.concat());
    let front = |title: &str, rest: &str, body: &str| {
        format!(
            "---\ntitle: {}\ndate: 2026-11-20\nsummary: {}\ntopics: [{}]\nplaces: [{}]\n{rest}---\n{body}\n",
            t(title),
            t("summary"),
            t("topic"),
            t(PLACE),
        )
    };
    let body = format!("{}\n\n{}\n", LINKS.join("\n\n"), ATTACKS.join("\n\n"));
    write("content/_index.md", &format!("---\ntitle: {}\n---\n{body}", t("home")));
    write("content/notices/_index.md", &format!("---\ntitle: {}\nkind: notice\n---\n{body}", t("section")));
    let attachments = format!("attachments: [{{path: draw.svg, title: {}}}, page.txt]\n", t("file"));
    write("content/notices/a/index.md", &front("notice", &attachments, &format!("![x](draw.svg)\n\n{body}")));
    write("content/notices/a/index.en.md", &format!("---\ntitle: {}\n---\n{body}", t("translation")));
    write("content/notices/a/draw.svg", DRAWING);
    write("content/notices/a/page.txt", &format!("<!DOCTYPE html>{}", ATTACKS.join("\n")));
    for (name, attack) in LINKS.iter().chain(&ATTACKS).enumerate() {
        write(
            &format!("content/notices/n{name}.md"),
            &front("one", "aliases: [old]\n", attack).replace("[old]", &format!("[old/{name}]")),
        );
    }
    write(
        "content/notices/<img src=x onerror=hit('name')>/index.md",
        &front("odd", "slug: odd\nattachments: [\"a'onload=hit(1).txt\"]\n", "x"),
    );
    write("content/notices/<img src=x onerror=hit('name')>/a'onload=hit(1).txt", "x");
    for (kind, rest) in kinds() {
        write(&format!("content/{kind}/a.md"), &front(kind, &format!("kind: {kind}\n{rest}"), &body));
    }
}

/// Records of other kinds with a text in each of their fields.
fn kinds() -> Vec<(&'static str, String)> {
    let t = yaml;
    vec![
        (
            "meeting",
            format!(
                "body: {}\nvenue: {}\nattendance: {{eligible: 9, present: 8, by_role: {{{}: \
                 8}}}}\nresolutions: \
                 [{{title: {}, text: {}, votes: {{for: 8, against: 0, abstain: 0}}, requires: majority, \
                 owner: \
                 {}, due: 2026-12-01, reply: {}}}]\n",
                t("body"),
                t("venue"),
                t("role"),
                t("resolution"),
                t("text"),
                t("owner"),
                t("reply"),
            ),
        ),
        (
            "consultation",
            format!(
                "question: {}\nopens: 2026-11-01\ncloses: 2026-11-10\neligible: {{people: 10}}\nballots: \
                 {{issued: \
                 10, returned: 3, invalid: 0}}\noptions: [{{label: {}, people: 2, approve: true}}, {{label: \
                 {}, \
                 people: 1}}]\nrule: majority\ncounted: 2026-11-11\nopinions: [{{summary: {}, count: 1, \
                 reply: \
                 {}, adopted: partly}}]\n",
                t("question"),
                t("yes"),
                t("no"),
                t("opinion"),
                t("answer"),
            ),
        ),
        (
            "election",
            format!(
                "body: {}\nseats: 1\nelectors: 10\nballots: {{issued: 10, returned: 9, valid: 9, invalid: \
                 0}}\n\
                 rule: plurality\ncandidates: [{{name: {}, votes: 8, position: {}}}, {{name: {}, votes: \
                 1}}]\n",
                t("body"),
                t("candidate"),
                t("position"),
                t("other"),
            ),
        ),
        (
            "log",
            format!(
                "metrics: {{{}: 3}}\nentries: [{{time: 8:30, text: {}, place: {}}}]\n",
                t("metric"),
                t("entry"),
                t(PLACE)
            ),
        ),
        (
            "project",
            format!(
                "phases: [{{name: {}, from: 2026-01-01, until: 2027-01-01}}]\nprogress: [{{place: {}, total: \
                 9, \
                 done: 3}}]\ntarget_label: {}\nbudget: {{amount: 5, sources: [{{name: {}, amount: 5}}]}}\n",
                t("phase"),
                t(PLACE),
                t("target"),
                t("source"),
            ),
        ),
        (
            "ledger",
            format!(
                "fund: {}\nperiod: {{from: 2026-10-01, until: 2026-10-31}}\nopening: 5\nentries: [{{date: \
                 2026-10-02, item: {}, expense: 2, category: {}, source: {}, approved_by: [{}]}}]\n",
                t("fund"),
                t("item"),
                t("category"),
                t("from"),
                t("approver"),
            ),
        ),
        ("covenant", format!("version: {}\neffective: 2026-11-01\n", t("version"))),
        (
            "matter",
            format!(
                "category: {}\nreported: 2026-11-01\nchannel: {}\nplace: {}\nsteps: [{{date: 2026-11-02, \
                 status: \
                 replied, note: {}}}]\nreply: {}\n",
                t("category"),
                t("channel"),
                t(PLACE),
                t("note"),
                t("reply"),
            ),
        ),
        (
            "roster",
            format!(
                "from: 2026-11-01\nuntil: 2026-12-01\nrows: [{{days: [mon], from: '8:00', until: '9:00', \
                 place: {}, \
                 duty: {}, who: {}}}]\n",
                t(PLACE),
                t("duty"),
                t("who"),
            ),
        ),
        ("report", "period: {from: 2026-01-01, until: 2026-11-19}\n".to_owned()),
        (
            "directory",
            format!(
                "units: [{{name: {}, duty: {}, members: [{}], contact: {{name: {}}}}}]\n",
                t("unit"),
                t("duty"),
                t("member"),
                t("who")
            ),
        ),
        ("page", format!("figures: [{{label: {}, value: 3, unit: {}}}]\n", t("figure"), t("unit"))),
    ]
}

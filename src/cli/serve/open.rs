//! Starting a preview: takes arguments; determines the address, the path and the output, and prints them.

use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;

use super::super::Status;
use super::super::print::Printer;
use super::super::watch::{WatchArgs, open, watch_on};
use super::ServeArgs;
use crate::config::{Config, Overrides};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::{FrontMatter, Origin};
use crate::serve::{self, BoundSocket, Live, QrStyle, ServeOptions, Server};
use crate::source::{Disk, System, decode};

/// Where a preview is built if it differs from what would be published, which `public/` must never contain.
const PREVIEW: &str = ".lilong-preview";

/// Watches and previews until it is interrupted.
pub(super) fn run(args: &ServeArgs) -> Result<Status, Box<Diagnostic>> {
    let lang = args.say().lang();
    let no = |error: std::io::Error| Box::new(cannot_listen(&shown(args), &error.to_string()));
    let (host, place) = (host(args)?, SiteFolder::of(args)?);
    let BoundSocket { listener, address, moved } = serve::bind(host, args.port).map_err(no)?;
    let watch_args = place.watch_args(args);
    let (watch, disk) = open(&watch_args)?;
    let live = Arc::new(Live::new(lang));
    let names = args.host.iter().chain(&args.allow_host).cloned().collect();
    let options = ServeOptions { out: args.out(place.is_other), base: place.base.clone(), names, lang };
    let _server = Server::start(listener, options, live.clone()).map_err(no)?;
    greet(args, &place, (address, moved));
    Ok(watch_on(&watch_args, watch, &disk, &[live.as_ref()]))
}

/// Prints where the preview is, and opens it if that was asked for.
fn greet(args: &ServeArgs, place: &SiteFolder, (address, moved): (SocketAddr, bool)) {
    let (printer, lang) = (Printer::new(args.say(), None), args.say().lang());
    let line = |words: Words| printer.line(words.in_lang(lang));
    let port = address.port();
    if moved {
        let taken = serve::PORT;
        line(words!("端口 {taken} 被占用，改用 {port}", "port {taken} is taken: using {port}"));
    }
    let out = args.out(place.is_other);
    if args.watch.build.out.is_none() && out.ends_with(PREVIEW) {
        let out = out.display();
        line(words!(
            "这不是要发布的样子，放在 {out}，不动 public",
            "this is not what will be published: it is kept in {out}, and public stays as it is"
        ));
    }
    let here = if address.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { address.ip() };
    let url = serve::url(here, port, &place.base);
    line(words!("预览：{url}", "preview: {url}"));
    if !address.ip().is_loopback() {
        phone(args, place, address, &line);
    }
    line(Words::fixed("按 Ctrl-C 结束", "press Ctrl-C to stop"));
    if args.open
        && let Err(error) = ::open::that_detached(&url)
    {
        line(words!("打不开浏览器：{error}", "cannot open the browser: {error}"));
    }
}

impl ServeArgs {
    /// The output folder: a separate one if the preview differs from what would be published.
    fn out(&self, other_base: bool) -> PathBuf {
        let build = &self.watch.build;
        let apart = other_base || build.drafts || build.today.is_some() || build.base_url.is_some();
        build.out.clone().unwrap_or_else(|| build.root.join(if apart { PREVIEW } else { "public" }))
    }
}

/// The site's folder, and the address for which it is built.
struct SiteFolder {
    base: String,
    /// The address for which the site is built, if it is not its own.
    base_url: Option<String>,
    /// Whether the path differs from that of the published site.
    is_other: bool,
}

impl SiteFolder {
    fn of(args: &ServeArgs) -> Result<SiteFolder, Box<Diagnostic>> {
        let build = &args.watch.build;
        let config = Disk::new(&build.root).ok().and_then(|disk| settings(&disk, build.base_url.clone()));
        let (url, path) =
            config.map_or((String::new(), "/".to_owned()), |config| (config.base_url, config.base_path));
        // A path that a preview cannot have is replaced by the root: links are relative in any case.
        let own = if serve::is_base(&path) { path.clone() } else { "/".to_owned() };
        let Some(asked) = &args.base else {
            return Ok(SiteFolder { base: own, base_url: build.base_url.clone(), is_other: false });
        };
        let base = format!("/{}/", asked.trim_matches('/')).replace("//", "/");
        if !serve::is_base(&base) || asked.contains("://") {
            return Err(Box::new(bad_base(asked)));
        }
        if base == path {
            return Ok(SiteFolder { base, base_url: build.base_url.clone(), is_other: false });
        }
        let host =
            url.strip_suffix(path.as_str()).filter(|host| !host.is_empty()).unwrap_or("http://localhost");
        Ok(SiteFolder { base_url: Some(format!("{host}{base}")), base, is_other: true })
    }

    fn watch_args(&self, args: &ServeArgs) -> WatchArgs {
        let mut watch = args.watch.clone();
        watch.build.out = Some(args.out(self.is_other));
        watch.build.base_url.clone_from(&self.base_url);
        watch
    }
}

/// The settings of the site, if they can be read; the watch reports mistakes in them.
fn settings(disk: &Disk, base_url: Option<String>) -> Option<Config> {
    let decoded = decode(disk.read("site.yaml").ok()?);
    let front = FrontMatter::of(&decoded.text, Origin { file: "site.yaml".into(), offset: 0 });
    Config::parse(&front, &Overrides { base_url }).ok()
}

/// The address to listen at.
fn host(args: &ServeArgs) -> Result<IpAddr, Box<Diagnostic>> {
    let Some(host) = &args.host else { return Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)) };
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse() {
        return Ok(address);
    }
    let found =
        (host.as_str(), 0).to_socket_addrs().map_err(|error| error.to_string()).map(|mut found| found.next());
    match found {
        Ok(Some(address)) => Ok(address.ip()),
        Ok(None) => Err(Box::new(cannot_listen(host, "no address"))),
        Err(error) => Err(Box::new(cannot_listen(host, &error))),
    }
}

/// Prints how a phone can reach the preview, and who else can.
fn phone(args: &ServeArgs, place: &SiteFolder, address: SocketAddr, line: &dyn Fn(Words)) {
    let (ip, port) = (address.ip(), address.port());
    let addresses = if ip.is_unspecified() { serve::addresses() } else { vec![ip] };
    let urls: Vec<String> = addresses.iter().map(|address| serve::url(*address, port, &place.base)).collect();
    for url in &urls {
        line(words!("手机和别的电脑：{url}", "phone and other computers: {url}"));
    }
    match urls.first() {
        Some(url) => {
            let plain = !std::io::stderr().is_terminal() || std::env::var_os("NO_COLOR").is_some();
            if let Some(code) = serve::code(url, if plain { QrStyle::Plain } else { QrStyle::Colours }) {
                line(Words::new(code.clone(), code));
            }
        }
        None => line(Words::fixed(
            "这台电脑没有连上网络，手机打不开预览",
            "this computer is on no network: a phone cannot reach the preview",
        )),
    }
    line(match args.watch.build.drafts {
        false => Words::fixed(
            "注意：同一网络里的人都能看到这个预览",
            "note: everyone in this network can see this preview",
        ),
        true => Words::fixed(
            "注意：同一网络里的人都能看到这个预览，包括草稿和还没到公布时间的内容",
            "note: everyone in this network can see this preview, drafts and what is under embargo included",
        ),
    });
}

/// The host as it was typed.
fn shown(args: &ServeArgs) -> String {
    let host = args.host.as_deref().unwrap_or("127.0.0.1");
    format!("{host}:{}", args.port.unwrap_or(serve::PORT))
}

fn cannot_listen(address: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::CANNOT_LISTEN,
        words!("不能在 {address} 上预览：{why}", "cannot show a preview at {address}: {why}"),
    )
    .help(Words::fixed(
        "换一个 --port，或不写：里弄会自己找一个空着的",
        "choose another --port, or none: Lilong then finds a free one",
    ))
}

fn bad_base(base: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::BAD_BASE,
        words!("--base {base} 不是网站的路径", "--base {base} is not a path of a site"),
    )
    .help(Words::fixed("只写路径，例如 --base /board/", "give the path alone, as in --base /board/"))
}

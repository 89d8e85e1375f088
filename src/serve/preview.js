// The preview's side in the browser. `words` and `me` (this script's element) stand before it.
// It says which revision the page shows, hears what came after, and asks again for what may differ.

const here = { ...me.dataset };
const ALL = '*';
let source;
let queue = Promise.resolve();
let lost;
let leaving = false;

/** Session storage, where the page may have any. */
const memory = {
  get(key) { try { return sessionStorage.getItem(`lilong-${key}`); } catch { return null; } },
  set(key, value) { try { sessionStorage.setItem(`lilong-${key}`, value); } catch { /* Nothing is remembered then. */ } },
  drop(key) { try { sessionStorage.removeItem(`lilong-${key}`); } catch { /* Nor is anything there. */ } },
};

/** Connects while the page is seen: browsers keep few connections to one host, and a tab behind needs none. */
function connect() {
  part();
  if (document.visibilityState === 'hidden') return;
  source = new EventSource(`/.lilong/events?since=${encodeURIComponent(here.revision)}`);
  source.onopen = () => miss(false);
  source.onmessage = (event) => {
    const news = JSON.parse(event.data);
    // What could not be asked for is asked for again: the revision is still the old one.
    queue = queue.then(() => hear(news)).catch(() => setTimeout(connect, 1000));
  };
  source.onerror = () => {
    miss(true);
    // A browser tries again by itself unless it was told no.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
}

function part() {
  source?.close();
  miss(false);
}

/** Says that the preview is gone, when it stays away for a while. */
function miss(away) {
  if (away && lost === undefined) lost = setTimeout(() => panel.away(true), 3000);
  if (away) return;
  clearTimeout(lost);
  lost = undefined;
  panel.away(false);
}

async function hear(news) {
  panel.show(news.overlay);
  if (news.changed === null || news.changed.length > 0) await renew(news.changed);
  here.revision = news.revision;
}

/** Reloads the page if it, or what it shows, is another now; changes its style in place if that is all. */
async function renew(changed) {
  const styles = [...sheets(document)];
  // Of a poster the page around it is meant, and not the file.
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store', headers: { accept: 'text/html' } });
  const version = answer.headers.get('lilong-version');
  if (version !== here.version) {
    if (answer.headers.get('lilong-content') !== here.content || !(await restyle())) return reload();
    here.version = version;
  }
  // The page itself is among them: it was asked for just now.
  const page = decoded(location.href);
  const shown = performance.getEntriesByType('resource').map((entry) => decoded(entry.name)).filter((name) => name !== page);
  for (const path of changed ?? [ALL]) {
    const is = (name) => name !== null && (path === ALL ? !name.startsWith('/.lilong/') : name.endsWith(`/${path}`));
    const own = styles.filter((link) => link.isConnected && is(decoded(link.href)));
    if (own.length > 0) await Promise.all(own.map((link) => swap(link, `${link.href.split('?')[0]}?${Date.now()}`)));
    else if (shown.some((name) => is(name) && !name.endsWith('.css'))) return reload();
  }
}

/** The path of an address of this preview. */
function decoded(address) {
  try {
    const url = new URL(address, location.href);
    return url.origin === location.origin ? decodeURIComponent(url.pathname) : null;
  } catch {
    return null;
  }
}

const sheets = (of) => of.querySelectorAll('link[rel~="stylesheet"]');

/** Takes the style sheets of the page as it is now; false where that is not all there is to do. */
async function restyle() {
  const text = await (await fetch(location.href, { cache: 'no-store' })).text();
  const wanted = sheets(new DOMParser().parseFromString(text, 'text/html'));
  const links = sheets(document);
  if (wanted.length !== links.length) return false;
  const pairs = [...links].map((link, at) => [link, wanted[at].getAttribute('href')]);
  const done = await Promise.all(pairs.filter(([link, href]) => link.getAttribute('href') !== href).map((pair) => swap(...pair)));
  return done.every(Boolean);
}

/** Puts another style sheet in the place of one, once it is there: the page is never without. */
function swap(link, href) {
  return new Promise((done) => {
    const next = link.cloneNode();
    next.setAttribute('href', href);
    next.onload = () => { link.remove(); done(true); };
    next.onerror = () => { next.remove(); done(false); };
    link.after(next);
  });
}

function reload() {
  if (leaving) return;
  leaving = true;
  memory.set('scroll', JSON.stringify({ at: location.pathname, x: scrollX, y: scrollY }));
  location.reload();
}

/** Goes back to where the page was scrolled to, and once more when pictures have come, unless somebody has scrolled since. */
function restore() {
  const saved = JSON.parse(memory.get('scroll') ?? 'null');
  memory.drop('scroll');
  if (saved?.at !== location.pathname) return;
  const back = () => scrollTo({ left: saved.x, top: saved.y, behavior: 'instant' });
  back();
  const until = ['wheel', 'touchstart', 'keydown', 'pointerdown'];
  const stop = () => removeEventListener('load', back);
  for (const name of until) addEventListener(name, stop, { once: true, passive: true });
  addEventListener('load', back, { once: true });
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** What is laid over the page: all of it where the page is concerned, a bar elsewhere. */
const panel = {
  overlay: null,
  gone: false,
  open: false,

  show(overlay) {
    if (JSON.stringify(overlay) === JSON.stringify(this.overlay)) return;
    this.overlay = overlay;
    if (overlay) {
      const concerned = overlay.faults.some((fault) => fault.page === null || fault.page === here.page);
      this.open = concerned && memory.get('hidden') !== JSON.stringify(overlay);
    } else {
      memory.drop('hidden');
    }
    this.draw();
  },

  away(gone) {
    if (gone === this.gone) return;
    this.gone = gone;
    this.draw();
  },

  fold(open) {
    this.open = open;
    if (open) memory.drop('hidden');
    else memory.set('hidden', JSON.stringify(this.overlay));
    this.draw();
    this.root?.querySelector('button')?.focus();
  },

  draw() {
    if (!this.overlay && !this.gone) {
      this.host?.remove();
      return;
    }
    this.make();
    if (!this.host.isConnected) document.documentElement.append(this.host);
    const parts = this.overlay ? [this.alert()] : [];
    if (this.gone) parts.push(element('p', { className: 'lost', role: 'status' }, words.lost));
    this.inner.replaceChildren(...parts);
  },

  make() {
    if (this.host) return;
    this.host = document.createElement('lilong-preview');
    this.host.lang = words.lang;
    this.root = this.host.attachShadow({ mode: 'open' });
    this.inner = element('div', {});
    this.root.append(this.inner);
    try {
      // A sheet of a script's own is not asked about by the page's policy.
      const style = new CSSStyleSheet();
      style.replaceSync(words.style);
      this.root.adoptedStyleSheets = [style];
    } catch {
      this.root.append(element('style', {}, words.style)); // Browsers of before 2023.
    }
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.overlay && this.open && !event.defaultPrevented) this.fold(false);
    });
  },

  alert() {
    const { overlay, open } = this;
    const button = element('button', { type: 'button', onclick: () => this.fold(!open) }, open ? words.hide : words.show);
    button.setAttribute('aria-expanded', String(open));
    const head = element('div', { className: 'head' }, element('strong', {}, overlay.title), button);
    const alert = element('section', { className: open ? 'open' : 'bar', role: 'alert' }, head);
    const first = overlay.faults.find((fault) => fault.file);
    if (!open && first) head.insertBefore(element('span', { className: 'file' }, first.file), button);
    if (!open) return alert;
    alert.append(element('p', {}, overlay.note));
    const own = (fault) => (fault.page === here.page ? 0 : 1);
    const faults = [...overlay.faults].sort((a, b) => own(a) - own(b));
    alert.append(...faults.map((fault) => this.drawing(fault)));
    if (overlay.more) alert.append(element('p', {}, overlay.more));
    return alert;
  },

  /** A mistake, as the terminal draws it: each character as wide as it is there. */
  drawing(fault) {
    const made = element('pre', { className: fault.severity, tabIndex: 0 });
    fault.lines.forEach((line, at) => {
      // Lines of a file, and what points at them, stand as they are; words may wrap on a phone.
      const quoted = /^\s*\d*\s*(\||-->)/.test(fault.lines[at].map((cell) => (typeof cell === 'string' ? cell : cell[0])).join(''));
      const row = element('span', { className: at === 0 ? 'first' : quoted ? 'quoted' : 'words' });
      for (const cell of line) {
        if (typeof cell === 'string') row.append(cell);
        else row.append(element('span', { className: `w${Math.min(cell[1], 2)}` }, cell[0]));
      }
      made.append(row);
    });
    return made;
  },
};

restore();
connect();
document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? part() : connect()));
addEventListener('pagehide', part);
addEventListener('pageshow', (event) => event.persisted && connect());

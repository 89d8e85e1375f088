// Opens every page and drawing of a site whose every text is an attack: nothing runs, nothing is asked of anybody else.
// Then, as if nothing had been sanitised, a page of raw attacks with the policy of the theme's pages, and one without.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';
import { assetOf, root, files, read, fault, verdict } from './site.mjs';

// No machine is so busy that anything takes so long.
const LIMIT = 120_000;
const HARMLESS = ['http:', 'https:', 'mailto:', 'tel:', 'webcal:', 'file:'];
const browser = await launch(LIMIT);
const context = await browser.newContext();
context.setDefaultTimeout(LIMIT);
const told = {};
await context.route('**/*', (route) => {
  const url = route.request().url();
  const asset = assetOf(url);
  if (asset) return route.fulfill({ path: asset });
  // A redirect is held still, so that it can be looked at.
  if (url.startsWith('file:') && url.endsWith('.html') && !url.endsWith('raw.html')) {
    const html = fs.readFileSync(fileURLToPath(url), 'utf8');
    return route.fulfill({ contentType: 'text/html', body: html.replace('<meta http-equiv="refresh"', '<meta http-equiv="held"') });
  }
  if (/^(file|data|about|blob):/.test(url)) return route.continue();
  told.asks.push(url);
  return route.abort();
});
await context.addInitScript(() => { globalThis.hit = (what) => console.log(`HIT ${what}`); });

/** A page, of which `told` holds what it does. */
async function open() {
  const page = await context.newPage();
  page.on('dialog', (dialog) => { told.ran.push(`dialog ${dialog.message()}`); return dialog.dismiss(); });
  page.on('console', (message) => {
    if (message.text().startsWith('HIT ')) told.ran.push(message.text());
    else if (['error', 'warning'].includes(message.type())) told.said.push(message.text());
  });
  page.on('pageerror', (error) => told.said.push(error.message));
  page.on('popup', (other) => { told.ran.push(`a window with ${other.url()}`); return other.close(); });
  return page;
}

/** Two frames: what is drawn has asked for its pictures by then, and what failed to load has said so. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Opens a file and lets it do what it does by itself. */
async function visit(page, file) {
  Object.assign(told, { ran: [], asks: [], said: [] });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await drawn(page);
  return { ...told, url: page.url(), frames: page.frames().length };
}

function look(harmless) {
  const of = (attribute) => [...document.querySelectorAll(`[${attribute}]`)].map((e) => e[attribute]?.baseVal ?? e[attribute]);
  const held = [...document.querySelectorAll('meta[http-equiv="held"]')].map((e) => e.content.replace('0; url=', ''));
  const unsafe = (url) => { try { return !harmless.includes(new URL(url, document.baseURI).protocol); } catch { return true; } };
  return {
    links: [...of('href'), ...of('action'), ...of('formaction'), ...held].filter((url) => typeof url !== 'string' || unsafe(url)),
    foreign: [...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv="refresh"], foreignObject')].map((e) => e.outerHTML),
    handlers: [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).map((a) => a.name).filter((name) => name.startsWith('on') || name === 'style'),
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content,
  };
}

let opened = 0;
let policy;
const page = await open();
for (const name of [...files('.html'), ...files('.svg')]) {
  const seen = await visit(page, path.join(root, name));
  const there = await page.evaluate(look, HARMLESS);
  policy = name === 'index.html' ? there.policy : policy;
  for (const what of [...seen.ran, ...seen.said]) fault(name, what);
  for (const url of seen.asks) fault(name, `asks for ${url}`);
  for (const [sort, found] of Object.entries(there)) if (Array.isArray(found)) for (const what of found) fault(name, `${sort}: ${what}`);
  if (seen.frames > 1) fault(name, 'holds a page inside');
  if (!seen.url.startsWith(pathToFileURL(root).href)) fault(name, `leads to ${seen.url}`);
  opened += 1;
}

// What the sanitiser would have let by, had it a fault.
const raw = read('attacks.txt');
const write = (head) => {
  const file = path.join(path.dirname(root), 'raw.html');
  fs.writeFileSync(file, `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">${head}<title>x</title></head><body>${raw}</body></html>`);
  return file;
};
/**
 * Opens a file, and again for each of its buttons, which is pressed. A form leads away from its page, and would still do so
 * when the next file is opened: each has a page of its own.
 */
async function tried(file) {
  const { ran, asks } = await visit(page, file);
  const buttons = await page.locator('button').count();
  for (let at = 0; at < buttons; at += 1) {
    const pressed = await open();
    await visit(pressed, file);
    await pressed.evaluate((at) => { setTimeout(() => document.querySelectorAll('button')[at].click()); }, at);
    // Nothing can be asked of a page that was left.
    await drawn(pressed).catch(() => {});
    await drawn(pressed).catch(() => {});
    ran.push(...told.ran);
    asks.push(...told.asks);
    await pressed.close();
  }
  return { ran: [...new Set(ran)], asks: [...new Set(asks)] };
}
if (!policy) fault('index.html', 'has no policy');
const guarded = await tried(write(`<meta http-equiv="Content-Security-Policy" content="${policy}">`));
for (const what of guarded.ran) fault('with the policy', what);
for (const url of guarded.asks) fault('with the policy', `asks for ${url}`);
const bare = await tried(write(''));
// A judge that sees nothing there sees nothing anywhere.
if (bare.ran.length < 5) fault('without a policy', `only ${bare.ran.length} attacks ran`);
if (bare.asks.length < 5) fault('without a policy', `only ${bare.asks.length} requests were seen`);
await browser.close();
verdict(`${opened} files opened; without a policy ${bare.ran.length} attacks ran and ${bare.asks.length} requests were made`);

// Opens every page from file:// in Chromium: console, requests, width, links, anchors, JSON-LD on each; axe on one of every sort,
// of whose rules the dark colours decide only those of contrast.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ALL, CONTRAST, violations } from './axe.mjs';
import { launch } from './browser.mjs';
import { crowded } from './looks.mjs';
import { assetOf, root, files, fault, verdict } from './site.mjs';

const WIDTHS = [360, 768, 1280];
// No machine is so busy that anything takes so long.
const LIMIT = 120_000;

const browser = await launch(LIMIT);

/** A page of its own context. A redirect is held still, so that it can be looked at. */
async function open(width, colorScheme, told) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  context.setDefaultTimeout(LIMIT);
  const page = await context.newPage();
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (!url.startsWith('file:')) {
      told.at?.(`asks for ${url}`);
      return route.abort();
    }
    const asset = assetOf(url);
    if (asset) return route.fulfill({ path: asset });
    if (!url.endsWith('.html')) return route.continue();
    const html = fs.readFileSync(fileURLToPath(url), 'utf8');
    return route.fulfill({ contentType: 'text/html', body: html.replace('http-equiv="refresh"', 'http-equiv="held"') });
  });
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && told.at?.(`console: ${message.text()}`));
  page.on('pageerror', (error) => told.at?.(`script: ${error.message}`));
  // What was under way when the next page was opened is no fault.
  page.on('requestfailed', (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && told.at?.(`did not load: ${request.url()}`));
  return page;
}

/** What a page holds that other judges of this file need. */
function look() {
  const of = (name, attribute) => [...document.querySelectorAll(`[${attribute}]`)].map((e) => e.getAttribute(attribute));
  const held = document.querySelector('meta[http-equiv=held]')?.content.split('url=')[1];
  return {
    sort: `${document.body.className}|${[...document.querySelectorAll('.kind .stamp')].map((e) => e.className).join('+')}`,
    ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
    links: [...of('link', 'href'), ...of('source', 'src'), ...(held ? [held] : [])],
    data: [...document.querySelectorAll('script[type="application/ld+json"]')].map((e) => e.textContent),
  };
}

const told = {};
const page = await open(WIDTHS[0], 'light', told);
const seen = new Map();
for (const [at, name] of files('.html').entries()) {
  told.at = (what) => fault(name, what);
  const alone = name.endsWith('404.html');
  await page.goto(pathToFileURL(path.join(root, name)).href);
  // The next page begins as wide as this one ends.
  for (const width of at % 2 ? WIDTHS.toReversed() : WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) fault(name, `${over} px too wide at ${width} px`);
    if (width === WIDTHS[0]) for (const what of await page.evaluate(crowded)) fault(name, what);
  }
  const found = await page.evaluate(look);
  seen.set(name, { ...found, alone });
  for (const text of found.data) {
    try {
      if (JSON.parse(text)['@context'] !== 'https://schema.org') fault(name, 'JSON-LD without the context of schema.org');
    } catch (error) {
      fault(name, `JSON-LD: ${error.message}`);
    }
  }
}

for (const [name, { links, ids, alone }] of seen) {
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) fault(name, `duplicate id ${twice}`);
  for (const link of new Set(links)) {
    if (/^(https?|tel|mailto|webcal|data):/.test(link)) continue;
    // The page for wrong addresses is served at any depth: its links start at the site's own root.
    const base = pathToFileURL(alone && !link.startsWith('#') ? `${root}/` : path.join(root, name));
    const url = new URL(alone ? link.replace(/^\//, './') : link, base);
    const file = fileURLToPath(url);
    const inside = path.relative(root, file).split(path.sep).join('/');
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      fault(name, `link to ${link}, which is no file`);
    } else if (url.hash && inside.endsWith('.html') && !seen.get(inside)?.ids.includes(decodeURIComponent(url.hash.slice(1)))) {
      fault(name, `link to ${link}, whose anchor is not there`);
    }
  }
}

const sorts = new Map();
for (const [name, { sort }] of seen) if (!sorts.has(sort)) sorts.set(sort, name);
let looks = 0;
for (const [width, scheme] of [[360, 'light'], [360, 'dark'], [1280, 'light'], [1280, 'dark']]) {
  const judged = await open(width, scheme, {});
  for (const name of sorts.values()) {
    await judged.goto(pathToFileURL(path.join(root, name)).href);
    const wrong = await violations(judged, scheme === 'dark' ? CONTRAST : ALL);
    wrong.forEach((what) => fault(`${name} at ${width} px, ${scheme}`, what));
    looks += 1;
  }
  await judged.context().close();
}

/** Where the keyboard is: what is marked, whether one sees it. */
function focused() {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    what: `${at.tagName.toLowerCase()} “${at.textContent.trim().slice(0, 20)}”`,
    skips: at.getAttribute('href') === '#main',
    marked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1,
    there: box.width > 1 && box.bottom > 0 && box.top < innerHeight,
  };
}

const keys = await open(1000, 'light', {});
let stops = 0;
for (const name of sorts.values()) {
  await keys.goto(pathToFileURL(path.join(root, name)).href);
  for (let stop = 0; stop < 80; stop += 1) {
    await keys.keyboard.press('Tab');
    const at = await keys.evaluate(focused);
    if (!at) break;
    if (stop === 0 && !at.skips) fault(name, `the first stop of the keyboard is ${at.what}, not the way past the menu`);
    if (!at.marked) fault(name, `nothing marks that the keyboard is on ${at.what}`);
    if (!at.there) fault(name, `the keyboard is on ${at.what}, which is not to be seen`);
    stops += 1;
  }
}
await browser.close();
verdict(`${seen.size} pages opened, ${looks} looks by axe at ${sorts.size} sorts of page, ${stops} stops of the keyboard`);

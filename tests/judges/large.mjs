// Large type in Chromium: node large.mjs SITE. On a page of each sort: nothing small, cut, covered, lost or hard to tap, at 360 and
// 1280 px, and what axe says of it; and the switch: remembered, carried on, by address, without a script, by keyboard.
import path from 'node:path';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { violations } from './axe.mjs';
import { launch } from './browser.mjs';
import { serve } from './host.mjs';
import { crowded, texts, tooSmall } from './looks.mjs';
import { root, files, read, fault, verdict } from './site.mjs';

const LIMIT = 120_000;
const address = (name) => pathToFileURL(path.join(root, name)).href;

const browser = await launch(LIMIT);

async function open(options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(LIMIT);
  return context.newPage();
}

/** A page of each sort and language; a redirect shows itself to nobody. */
function sorts() {
  const found = new Map();
  for (const name of files('.html')) {
    const html = read(name);
    const sort = html.match(/<html lang="([^"]*)"/)[1] + html.match(/<body class="([^"]*)"/)[1];
    if (!html.includes('http-equiv="refresh"') && !found.has(sort)) found.set(sort, name);
  }
  return [...found.values()];
}

let looks = 0;
for (const width of [360, 1280]) {
  const usual = await open({ viewport: { width, height: 800 } });
  const large = await open({ viewport: { width, height: 800 } });
  for (const name of sorts()) {
    const tell = (what) => fault(`${name} in large type at ${width} px`, what);
    await usual.goto(address(name));
    await large.goto(`${address(name)}#large`);
    (await large.evaluate(tooSmall)).forEach(tell);
    (await large.evaluate(crowded)).forEach(tell);
    const over = await large.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) tell(`${over} px too wide`);
    const [before, after] = [await usual.evaluate(texts), await large.evaluate(texts)];
    before.filter((text) => !after.includes(text)).forEach((text) => tell(`lost: “${text.slice(0, 30)}”`));
    if (width === 360) (await violations(large)).forEach(tell);
    looks += 1;
  }
  await usual.context().close();
  await large.context().close();
}

const LARGE = '.site-head [href="#large"]';
const USUAL = '.site-head [href="#"]';
const isLarge = (page) => page.evaluate(() => getComputedStyle(document.body).fontSize === '24px');
const section = (page) => Promise.all([page.waitForEvent('load'), page.click('.site-head nav a >> nth=0')]);
const host = await serve();
const home = `${host.address}index.html`;
const stories = {
  async 'what was chosen is remembered, and no letter is small before it is large'() {
    const page = await open();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        globalThis.atFirst = document.documentElement.className;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(home);
    assert.equal(await isLarge(page), false);
    await page.click(LARGE);
    assert.equal(await isLarge(page), true);
    await section(page);
    await page.waitForURL(/notices/);
    assert.equal(await isLarge(page), true);
    assert.equal(await page.evaluate(() => globalThis.atFirst), 'large');
    assert.equal(await page.evaluate(() => location.hash), '', 'the browser remembers: no address has to');
    await page.click(USUAL);
    await page.goBack();
    assert.equal(await isLarge(page), false, 'also where the browser kept the page as it was');
  },
  async 'an address chooses, and is no longer followed once the reader chose otherwise'() {
    const page = await open();
    await page.goto(`${home}#large`);
    assert.equal(await isLarge(page), true);
    await page.click(USUAL);
    assert.equal(page.url(), home);
    await page.reload();
    assert.equal(await isLarge(page), false);
  },
  async 'links carry it on where the browser remembers nothing'() {
    const page = await open();
    await page.addInitScript(() => Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } }));
    await page.goto(home);
    await page.click(LARGE);
    await section(page);
    await page.waitForURL(/notices.*#large$/);
    assert.equal(await isLarge(page), true);
  },
  async 'it works in a folder'() {
    const page = await open();
    await page.goto(address('index.html'));
    await page.click(LARGE);
    await section(page);
    await page.waitForURL(/notices.*#large$/);
    assert.equal(await isLarge(page), true);
    await page.click(USUAL);
    await section(page);
    assert.equal(await isLarge(page), false);
  },
  async 'without a script the links of the switch are addresses'() {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(home);
    await page.click(LARGE);
    assert.equal(page.url(), `${home}#large`);
    assert.equal(await isLarge(page), true);
    await page.click(USUAL);
    assert.equal(await isLarge(page), false);
  },
  async 'the keyboard stays on the switch'() {
    const page = await open();
    await page.goto(home);
    await page.focus(LARGE);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#large');
    assert.equal(await isLarge(page), false);
  },
};
for (const [name, story] of Object.entries(stories)) {
  await story().catch((error) => fault(name, error.message.replace(/\s+/g, ' ').slice(0, 300)));
}
host.close();
await browser.close();
verdict(`${looks} looks at large type, ${Object.keys(stories).length} stories of its switch`);

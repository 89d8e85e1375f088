// One story of `lilong serve` in Chromium: node preview.mjs STORY. The program's path is in LILONG, the browser's in CHROMIUM.
// Each wait has an end and says what it waited for. Nothing but this machine's loopback address is asked.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { launch } from './browser.mjs';

// No machine is so busy that anything takes so long.
const LIMIT = 120_000;
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Asks until the answer is yes. */
async function until(what, ask) {
  const end = Date.now() + LIMIT;
  let last;
  while (Date.now() < end) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error.message; // A page that is just reloading has no answer.
    }
    await pause(20);
  }
  throw new Error(`waited ${LIMIT / 1000} s for ${what}; last seen: ${JSON.stringify(last)}`);
}

/** A site in a folder of its own. */
class Site {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'lilong-preview-'));

  constructor() {
    process.on('exit', () => fs.rmSync(this.root, { recursive: true, force: true }));
    this.write('site.yaml', 'title: 新福居民区公告栏\nbase_url: https://notices.example.org/\nlanguage: zh-Hans\n');
    this.write('content/_index.md', '---\ntitle: 首页\n---\n欢迎。\n');
    this.write('content/notices/_index.md', '---\ntitle: 公告\nkind: notice\n---\n');
    this.notice('lift', '电梯检修', '第一版。\n\n' + '电梯停一天，请走楼梯。\n\n'.repeat(80));
    this.notice('water', '停水通知', '星期五停水。');
  }

  write(file, text) {
    const place = path.join(this.root, file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
  }

  notice(name, title, body) {
    this.write(`content/notices/${name}.md`, `---\ntitle: ${title}\ndate: 2026-11-20\n---\n${body}\n`);
  }

  edit(file, from, to) {
    const text = fs.readFileSync(path.join(this.root, file), 'utf8');
    assert.ok(text.includes(from), `${file} says nothing of ${from}`);
    this.write(file, text.replace(from, to));
  }

  output(file) {
    return fs.readFileSync(path.join(this.root, 'out', file), 'utf8');
  }
}

/** `lilong serve` over a site. */
class Preview {
  said = '';

  static async start(site, more = [], port = '0') {
    const preview = new Preview();
    const args = ['serve', '--root', site.root, '--out', path.join(site.root, 'out'), '--port', port, '--today', '2026-11-22', ...more];
    preview.process = spawn(process.env.LILONG, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1' } });
    started.push(preview);
    preview.process.stderr.setEncoding('utf8').on('data', (text) => { preview.said += text; });
    preview.process.on('exit', (code) => { preview.ended = `exit ${code}`; });
    preview.url = await until(`the address of the preview of ${args.join(' ')}`, () => {
      if (preview.ended) throw new Error(`${preview.ended}: ${preview.said}`);
      return /http:\S+/.exec(preview.said)?.[0];
    });
    await until('the first build', () => fs.existsSync(path.join(site.root, 'out', 'index.html')));
    return preview;
  }

  async stop() {
    if (this.ended) return;
    this.process.kill('SIGINT');
    await until('the end of lilong serve after Ctrl-C', () => this.ended).catch(() => this.process.kill('SIGKILL'));
  }
}

const started = [];
const browser = await launch(LIMIT);

/** An open page; `window.kept` goes when it is loaded anew. */
async function open(url, viewport = { width: 900, height: 700 }) {
  const context = await browser.newContext({ viewport });
  context.setDefaultTimeout(LIMIT);
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(error.message));
  page.on('console', (message) => message.text().includes('Content Security Policy') && page.faults.push(message.text()));
  await page.route('**/*', (route) => (new URL(route.request().url()).hostname === '127.0.0.1' ? route.continue() : route.abort()));
  await page.goto(url);
  await page.evaluate(() => { window.kept = true; });
  // Its script has heard where things stand.
  await until(`${url} to be connected`, () => page.evaluate(() => performance.getEntriesByType('resource').some((entry) => entry.name.includes('/.lilong/preview.js'))));
  return page;
}

const text = (page) => page.evaluate(() => document.body.innerText);
const kept = (page) => page.evaluate(() => window.kept === true);
const says = (page, words) => until(`“${words}” on ${page.url()}`, async () => (await text(page)).includes(words));
/** The overlay: its class and text, or nothing. */
const overlay = (page) =>
  page.evaluate(() => {
    const alert = document.querySelector('lilong-preview')?.shadowRoot.querySelector('[role=alert]');
    return alert ? { sort: alert.className, text: alert.innerText } : null;
  });
const laid = (page, sort) => until(`an overlay (${sort}) on ${page.url()}`, async () => ((await overlay(page))?.sort === sort ? overlay(page) : false));
const gone = (page) => until(`no overlay on ${page.url()}`, async () => (await overlay(page)) === null);

const stories = {
  /** What is edited, added and deleted is seen without a reload by hand, and only where it stands. */
  async edits() {
    const site = new Site();
    const preview = await Preview.start(site);
    const lift = await open(`${preview.url}notices/lift.html`);
    const water = await open(`${preview.url}notices/water.html`);
    await lift.evaluate(() => scrollTo(0, 900));
    site.edit('content/notices/lift.md', '第一版', '第二版');
    await says(lift, '第二版');
    assert.equal(await kept(lift), false, 'the page was loaded anew');
    await until('the page to be where it was scrolled to', () => lift.evaluate(() => Math.abs(scrollY - 900) <= 2));
    assert.equal(await kept(water), true, 'a page on which nothing changed is left alone');
    assert.ok(!site.output('notices/lift.html').includes('.lilong'), 'the file on disk has no script in it');

    fs.rmSync(path.join(site.root, 'content/notices/water.md'));
    await until('the page for wrong addresses', async () => !(await text(water)).includes('星期五停水') && (await water.locator('h1').count()) === 1);
    site.notice('water', '停水通知', '改在星期六停水。');
    await says(water, '改在星期六停水');

    const home = await open(`${preview.url}index.html`);
    site.notice('bins', '垃圾分类新办法', '见附件。');
    await says(home, '垃圾分类新办法');
  },

  /** A mistake is laid over its page, told in a bar elsewhere, and goes when it is mended. */
  async overlay() {
    const site = new Site();
    const preview = await Preview.start(site, ['--lang', 'zh']);
    const lift = await open(`${preview.url}notices/lift.html`);
    const home = await open(`${preview.url}index.html`);
    site.edit('content/notices/lift.md', 'title: 电梯检修', '标题：<img src=x onerror=alert(1)>');
    const shown = await laid(lift, 'open');
    for (const words of ['content/notices/lift.md:2:3', '2 | 标题：<img src=x onerror=alert(1)>', '^^', '网页没有更新']) {
      assert.ok(shown.text.includes(words), `no ${words} in ${shown.text}`);
    }
    assert.equal(await lift.evaluate(() => document.querySelector('lilong-preview').shadowRoot.querySelector('img')), null, 'content is never read as HTML');
    assert.ok((await text(lift)).includes('第一版'), 'the last good page is still there');
    const columns = await lift.evaluate(() => {
      const pre = document.querySelector('lilong-preview').shadowRoot.querySelector('pre');
      const rows = [...pre.querySelectorAll(':scope > span')];
      const line = rows.findIndex((row) => row.textContent.includes('<img'));
      const range = document.createRange();
      const left = (row, at) => {
        const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (at < node.length) { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect().left; }
          at -= node.length;
        }
        return null;
      };
      const wide = rows[line].querySelectorAll('.w2');
      const caret = rows[line + 1].textContent.indexOf('^');
      return { caret: left(rows[line + 1], caret), wide: [...wide].map((cell) => { const box = cell.getBoundingClientRect(); return [box.left, box.width]; }), source: rows[line].textContent, carets: rows[line + 1].textContent };
    });
    assert.ok(columns.wide.some(([at]) => Math.abs(at - columns.caret) < 1), `the caret stands under a wide character: ${JSON.stringify(columns)}`);

    const bar = await laid(home, 'bar');
    assert.ok(bar.text.includes('content/notices/lift.md'), bar.text);
    await home.getByRole('button', { name: '查看' }).click();
    await laid(home, 'open');
    await home.keyboard.press('Escape');
    await laid(home, 'bar');
    await lift.keyboard.press('Escape');
    await laid(lift, 'bar');
    await lift.keyboard.press('Enter');
    await laid(lift, 'open');

    assert.deepEqual(await violations(lift), []);

    site.notice('lift', '电梯检修', '第三版。');
    await says(lift, '第三版');
    await gone(lift);
    await gone(home);
    assert.equal(await kept(home), true, 'the overlay goes without a reload');

    site.notice('bad', '坏了', '一。');
    const bad = path.join(site.root, 'content/notices/bad.md');
    fs.writeFileSync(bad, '---\ntitle：没有页面的公告\n---\n');
    await laid(home, 'open');
    await laid(lift, 'open');
    fs.rmSync(bad);
    await gone(home);
    await gone(lift);
    assert.deepEqual([...lift.faults, ...home.faults], []);
  },

  /** A style sheet is changed in place: nothing of the page is lost. */
  async style() {
    const site = new Site();
    site.write('static/board.css', 'body { color: rgb(1, 2, 3); }\n');
    const preview = await Preview.start(site);
    const page = await open(`${preview.url}notices/lift.html`);
    const colour = () => page.evaluate(() => getComputedStyle(document.body).color);
    assert.equal(await colour(), 'rgb(1, 2, 3)');
    for (const next of ['rgb(4, 5, 6)', 'rgb(7, 8, 9)']) {
      site.write('static/board.css', `body { color: ${next}; }\n`);
      await until(`the colour ${next}`, async () => (await colour()) === next);
      assert.equal(await kept(page), true, 'the page was not loaded anew');
      assert.equal(await page.locator('link[rel=stylesheet][href*="board."]').count(), 1, 'the old style sheet is gone');
    }
    site.edit('content/notices/lift.md', '第一版', '第二版');
    await says(page, '第二版');
    assert.equal(await kept(page), false);
  },

  /** Below a path the site works as it will on such a host. */
  async base() {
    const site = new Site();
    const preview = await Preview.start(site, ['--base', '/a/b/']);
    assert.ok(preview.url.endsWith('/a/b/'), preview.url);
    const origin = new URL(preview.url).origin;
    const page = await open(`${origin}/`);
    assert.equal(page.url(), preview.url);
    assert.equal((await page.goto(`${origin}/notices/lift.html`)).status(), 404);
    assert.equal((await page.goto(`${preview.url}deep/down/nowhere.html`)).status(), 404);
    const [landed] = await Promise.all([page.waitForNavigation(), page.locator('main a').first().click()]);
    assert.deepEqual([landed.status(), page.url()], [200, `${preview.url}index.html`]);
    await page.goto(`${preview.url}notices/lift.html`);
    site.edit('content/notices/lift.md', '第一版', '第二版');
    await says(page, '第二版');
  },

  /** A preview that ends says so in its pages; when it is back they are as they should be. */
  async restart() {
    const site = new Site();
    const preview = await Preview.start(site);
    const page = await open(`${preview.url}notices/lift.html`);
    await preview.stop();
    assert.equal(preview.ended, 'exit 130');
    const lost = () => page.evaluate(() => document.querySelector('lilong-preview')?.shadowRoot.querySelector('.lost')?.innerText ?? '');
    await until('word that the preview has stopped', async () => (await lost()).includes('stopped'));
    site.edit('content/notices/lift.md', '第一版', '第二版');
    await Preview.start(site, [], new URL(preview.url).port);
    await says(page, '第二版');
    await until('the word to go', async () => (await lost()) === '');
  },

  /** More pages than a browser has connections, all seen, are alive. */
  async many() {
    const site = new Site();
    const preview = await Preview.start(site);
    const context = (await open(`${preview.url}notices/lift.html`)).context();
    for (let more = 0; more < 8; more += 1) {
      const page = await context.newPage();
      await page.goto(`${preview.url}notices/lift.html`);
    }
    site.edit('content/notices/lift.md', '第一版', '第二版');
    for (const page of context.pages()) await says(page, '第二版');
  },

  /** A page with a strict policy, and one that is a folder's address, are as alive as others; a picture is one of its page. */
  async corners() {
    const site = new Site();
    const dot = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="${colour}"/></svg>`;
    site.write('content/notices/tap/index.md', '---\ntitle: 水龙头\ndate: 2026-11-20\n---\n![水龙头](tap.svg)\n');
    site.write('content/notices/tap/tap.svg', dot('red'));
    const preview = await Preview.start(site);
    site.write('out/strict.html', '<!DOCTYPE html><html lang="zh"><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\'"><title>x</title></head><body><p>x</p></body></html>');
    const strict = await open(`${preview.url}strict.html`);
    const list = await open(`${preview.url}notices/`);
    const tap = await open(`${preview.url}notices/tap.html`);
    site.write('content/notices/tap/tap.svg', dot('blue'));
    await until('the page of a new picture to be loaded anew', async () => !(await kept(tap)));
    assert.equal(await kept(list), true);
    site.edit('content/notices/lift.md', '电梯检修', '电梯年检');
    await says(list, '电梯年检');
    site.edit('content/notices/lift.md', 'title:', 'title：');
    await laid(strict, 'bar');
    site.edit('content/notices/lift.md', 'title：', 'title:');
    await gone(strict);
    assert.deepEqual(strict.faults, []);
  },

  /** A poster that is open, a PDF or a picture, is the new one when its record is edited, and tells of mistakes in it. */
  async poster() {
    const site = new Site();
    const notice = (body) => site.write('content/notices/lift.md', `---\ntitle: 电梯检修\ndate: 2026-11-20\nposted: {from: 2026-11-20, days: 10}\n---\n${body}\n`);
    notice('第一版。');
    const preview = await Preview.start(site);
    const pdf = await open(`${preview.url}notices/lift.poster.pdf`);
    const png = await open(`${preview.url}notices/lift.poster.png`);
    const shown = (page) => page.evaluate(async () => {
      const element = document.querySelector('object, img');
      const answer = await fetch(element.data ?? element.src);
      return { type: answer.headers.get('content-type'), bytes: [...new Uint8Array(await answer.arrayBuffer())].join() };
    });
    const width = () => png.evaluate(() => document.images[0].naturalWidth);
    const first = { pdf: await shown(pdf), png: await shown(png) };
    assert.deepEqual([first.pdf.type, first.png.type], ['application/pdf', 'image/png']);
    await until('the picture to be drawn', async () => (await width()) === 1080);
    notice('第二版，改到星期六。');
    await until('the new PDF', async () => (await shown(pdf)).bytes !== first.pdf.bytes);
    await until('the new picture', async () => (await shown(png)).bytes !== first.png.bytes);
    await until('the new picture to be drawn', async () => (await width()) === 1080);
    assert.deepEqual([await kept(pdf), await kept(png)], [false, false], 'they were loaded anew');

    site.edit('content/notices/lift.md', 'title:', 'title：');
    for (const page of [pdf, png]) assert.ok((await laid(page, 'open')).text.includes('content/notices/lift.md:2'));
    site.edit('content/notices/lift.md', 'title：', 'title:');
    for (const page of [pdf, png]) await gone(page);
    assert.deepEqual([...pdf.faults, ...png.faults], []);
  },
};

let failed = true;
try {
  await stories[process.argv[2]]();
  failed = false;
} catch (error) {
  console.error(error.stack, ...started.map((preview) => `\n--- lilong serve said:\n${preview.said}`));
} finally {
  await browser.close();
  for (const preview of started) await preview.stop();
}
process.exit(failed ? 1 : 0);

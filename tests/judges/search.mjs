// Search in Chromium: node search.mjs SITE EXPECTED [BASE]. Opens search.html of the built site from file:// and from a host that
// serves it below a path and lets nothing run but scripts of its own, and compares what is found with EXPECTED:
// {records: [{source, lang, fields: […]}], queries: […], page, words}. What holds a query is decided here by going through the
// fields, with another folding than the program's.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { violations } from './axe.mjs';
import { launch } from './browser.mjs';
import { serve } from './host.mjs';
import { root, files, read, fault, verdict } from './site.mjs';

const LIMIT = 120_000;
const { records, queries, page: name, traditional } = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const TAKES = /[“”‘’…—·]/;
const WIDE = /[\u1100-\u115f\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** A text as the contract compares it; `traditional` names the characters of these tests. */
function folded(text) {
  const tail = (part) => [...part].reverse().find((sign) => !TAKES.test(sign));
  const words = text.trim().split(/(\s+)/);
  let joined = words[0];
  for (let at = 1; at < words.length; at += 2) {
    // Quotation marks, dashes and dots are as wide as their neighbour.
    const after = [...words[at + 1]].find((sign) => !TAKES.test(sign));
    const before = tail(joined);
    joined += (before && WIDE.test(before) && (!after || WIDE.test(after)) ? '' : ' ') + words[at + 1];
  }
  const lower = joined.normalize('NFKC').toLowerCase().replace(/ß/g, 'ss');
  return [...lower].map((sign) => traditional[sign] ?? sign).join('');
}

// Summaries that nobody wrote are in the open data.
const summaries = new Map(files('.json').filter((name) => /^data\/.*\d+\.json$/.test(name))
  .flatMap((name) => JSON.parse(read(name))).map(({ source, summary }) => [source, summary ?? '']));
const held = records.map(({ source, fields }) => ({ source, fields: [...fields, summaries.get(source)].map(folded) }));
function expected(query) {
  const words = query.normalize('NFKC').split(/\s+/).filter(Boolean).map(folded);
  const single = (word) => /^\p{Script=Han}$/u.test(word);
  // With a single Han character among the words, what holds them as they were typed is found too.
  const run = words.length > 1 && words.some(single) ? folded(query) : null;
  return held.filter(({ fields }) => fields.some((field) => run && field.includes(run)) ||
    words.every((word) => (single(word) ? fields.slice(0, 1) : fields).some((field) => field.includes(word))))
    .map(({ source }) => source).sort();
}

const host = await serve('/lane/board/', { 'content-security-policy': "script-src 'self'; object-src 'none'; base-uri 'none'" });

const browser = await launch(LIMIT);

/** Searches and gives what stands there when it is done. */
function found(query) {
  return new Promise((done) => {
    const results = document.getElementById('results');
    const look = () => {
      if (!results.hasAttribute('data-total')) return setTimeout(look, 2);
      // Of a long list the rest is shown on demand.
      const more = document.getElementById('search_more');
      if (!more.hidden) { results.removeAttribute('data-total'); more.click(); return setTimeout(look, 0); }
      done({ total: Number(results.dataset.total), sources: [...results.querySelectorAll('li[data-source]')].map((item) => item.dataset.source) });
    };
    const wanted = `#${new URLSearchParams({ q: query })}`;
    if (location.hash === wanted) return look();
    addEventListener('hashchange', look, { once: true });
    location.hash = wanted;
  });
}

for (const address of [pathToFileURL(path.join(root, name)).href, `${host.address}${name}`]) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  context.setDefaultTimeout(LIMIT);
  const page = await context.newPage();
  const at = (what) => fault(address.replace(/:\d+/, ''), what);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && at(`console: ${message.text()}`));
  page.on('pageerror', (error) => at(`script: ${error.message}`));
  await page.goto(address);
  for (const query of queries) {
    const { total, sources } = await page.evaluate(found, query);
    const wanted = expected(query);
    if (total !== wanted.length) at(`“${query}”: ${total} in all, ${wanted.length} expected`);
    const lost = wanted.filter((source) => !sources.includes(source));
    const wrong = sources.filter((source) => !wanted.includes(source));
    if (lost.length || wrong.length) at(`“${query}”: lost ${lost.slice(0, 3)}; wrong ${wrong.slice(0, 3)}`);
  }
  await story(page, at);
  await context.close();
}

/** What a resident does, by the keyboard alone. */
async function story(page, at) {
  const [first] = queries;
  await page.goto(page.url().split('#')[0]);
  await page.focus('#search_form [name=q]');
  await page.keyboard.type(first);
  await page.waitForSelector('#results[data-total]');
  const said = await page.textContent('#search_status');
  const total = await page.getAttribute('#results', 'data-total');
  if (!said.includes(total)) at(`says “${said}” of ${total}`);
  if (new URL(page.url()).searchParams.get('q') !== first) at(`the address does not hold the search: ${page.url()}`);
  const marked = await page.$$eval('#results mark', (all) => all.length);
  if (!marked) at('no word is marked');
  const links = await page.$$eval('#results li > a', (all) => all.map((link) => link.href));
  for (const link of links.slice(0, 3)) {
    const answer = link.startsWith('file:') ? fs.existsSync(new URL(link)) : (await page.request.get(link)).ok();
    if (!answer) at(`${link} is not there`);
  }
  // A filter leaves as many as it says.
  await page.waitForFunction(() => document.querySelector('#search_form [name=year]').options.length > 1);
  const option = await page.$eval('#search_form [name=year]', (select) => select.options[1]?.textContent ?? '');
  const [, year, count] = option.match(/^(\d+) \((\d+)\)$/) ?? [];
  await page.selectOption('#search_form [name=year]', year);
  await page.waitForFunction((count) => document.getElementById('results').dataset.total === count, count);
  await page.fill('#search_form [name=q]', '這一句不在任何地方');
  await page.waitForSelector('#search_help:not([hidden])');
  if (await page.getAttribute('#results', 'data-total') !== '0') at('finds what is not there');
  await page.fill('#search_form [name=q]', first);
  await page.waitForSelector('#results li');
  await page.evaluate(() => window.lilongSearch !== undefined);
  if (page.url().startsWith('file:')) (await violations(page)).forEach(at);
  const small = await page.$$eval('#search_form input, #search_form select, #search_form button', (all) =>
    all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.name || one.textContent));
  if (small.length) at(`less than 44 px high: ${small}`);
}

await browser.close();
host.close();
verdict(`${queries.length} searches, twice`);

// How long a resident waits: node first.mjs SITE [SEARCHES]. Opens search.html with searches taken by chance from the pages of the
// built site, in Chromium at a quarter of its speed; prints for each the milliseconds from the last file of the index that it needed
// to its first result, then the median and the most. A bench: nothing is compared.
import { launch } from './browser.mjs';
import { serve } from './host.mjs';
import { files, read } from './site.mjs';

const LIMIT = 120_000;
const [, , , count = 30] = process.argv;
const texts = files('.html').filter((name) => /\/r?\d[^/]*\.html$/.test(name));
let seed = 42;

/** A number below `most`, by chance, the same in every run. */
function chance(most) {
  seed = (seed * 1103515245 + 12345) % 2 ** 31;
  return Math.floor((seed / 2 ** 31) * most);
}

/** Two to six characters that stand on some page. */
function query() {
  const main = read(texts[chance(texts.length)]).match(/<main[\s\S]*<\/main>/)?.[0] ?? '';
  const runs = main.replace(/<[^>]*>/g, ' ').match(/\p{Script=Han}{2,}/gu) ?? ['公告'];
  const run = [...runs[chance(runs.length)]];
  const length = 2 + chance(5);
  const from = chance(Math.max(1, run.length - length));
  return run.slice(from, from + length).join('');
}

/** Remembers when the first result stands. */
function watch() {
  const look = () => {
    if (!globalThis.firstResult && document.querySelector('#results li')) globalThis.firstResult = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  performance.setResourceTimingBufferSize(5000);
}

/** Milliseconds from the last file that came before it; none where nothing was found. */
function waited() {
  const first = globalThis.firstResult;
  const files = performance.getEntriesByType('resource').filter(({ name, responseEnd }) => /\/search\//.test(name) && responseEnd <= first);
  return first ? first - Math.max(...files.map(({ responseEnd }) => responseEnd)) : null;
}

const host = await serve();
const browser = await launch(LIMIT);
const all = [];
for (let at = 0; at < Number(count); at++) {
  const asked = query();
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(watch);
  await page.goto(`${host.address}search.html?q=${encodeURIComponent(asked)}`);
  await page.waitForFunction(() => document.querySelector('#results[data-total]'), null, { timeout: LIMIT });
  const took = await page.evaluate(waited);
  if (took !== null) all.push(took);
  console.log(`${asked}: ${took === null ? 'nothing found' : `${took.toFixed(0)} ms`}`);
  await context.close();
}
await browser.close();
host.close();
all.sort((a, b) => a - b);
console.log(`${all.length} searches with results: median ${all[all.length >> 1]?.toFixed(0)} ms, most ${all[all.length - 1]?.toFixed(0)} ms`);

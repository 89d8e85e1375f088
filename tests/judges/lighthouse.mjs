// Lighthouse over a page of each sort of the built site: node lighthouse.mjs SITE. Accessibility, best practices and SEO are to be
// 100. Sorts take turns in ordinary and large type, in the site's language and in another.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';
import { serve } from './host.mjs';
import { files, read, fault, verdict } from './site.mjs';

const settings = {
  onlyCategories: ['accessibility', 'best-practices', 'seo'],
  disableFullPageScreenshot: true,
  logLevel: 'error',
  // Nothing here takes the time of a page: it need not be quiet for a second.
  throttlingMethod: 'simulate',
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 0,
  networkQuietThresholdMs: 0,
  cpuQuietThresholdMs: 0,
};

// Before each page it keeps the processor busy for a second, to learn how fast that is: none of these categories asks.
pageFunctions.computeBenchmarkIndex = () => 1000;

/** A page of each sort; what says itself that no search engine is to list it is no page for this judge. */
function pages() {
  const all = files('.html');
  const sorts = new Map();
  for (const name of all) {
    const html = read(name);
    const sort = html.match(/<body class="([^"]*)"/)[1];
    if (!html.includes('name="robots" content="noindex"') && !sorts.has(sort)) sorts.set(sort, name);
  }
  return [...sorts.values()].map((name, at) => {
    const other = name.replace(/(\.en)?\.html$/, '.en.html');
    return (at % 4 > 1 && all.includes(other) ? other : name) + (at % 2 ? '#large' : '');
  });
}

const host = await serve();
const chrome = await launch({
  chromePath: process.env.CHROMIUM,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const judged = pages();
for (const name of judged) {
  const { lhr } = await lighthouse(host.address + name, { ...settings, port: chrome.port });
  if (lhr.runtimeError) fault(name, lhr.runtimeError.message);
  for (const { id, score, auditRefs } of Object.values(lhr.categories)) {
    if (score === 1) continue;
    const failed = auditRefs.map((ref) => lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 1);
    const why = failed.map((audit) => `${audit.id} ${JSON.stringify(audit.details?.items?.[0] ?? '').slice(0, 200)}`);
    fault(name, `${id} ${Math.round(score * 100)}: ${why.join('; ')}`);
  }
}
await chrome.kill();
host.close();
verdict(`Lighthouse looked at ${judged.length} pages`);

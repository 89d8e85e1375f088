// axe, the judge of accessibility, in a page that Chromium has open.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything that WCAG asks for up to AAA, and what is good practice beside it. */
export const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What the colours of a page decide. */
export const CONTRAST = { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] };

/**
 * What axe finds wrong in a page by some rules, a line each; of all that is right it works out and hands over nothing. It loads no
 * style sheet once more: a page in a folder must not.
 */
export async function violations(page, runOnly = ALL) {
  await page.evaluate(axe);
  const found = await page.evaluate(async (runOnly) => {
    const { violations } = await globalThis.axe.run({ runOnly, resultTypes: ['violations'], preload: false });
    return violations.map(({ id, nodes: [first, ...more] }) => ({ id, count: 1 + more.length, target: first.target.join(' '), why: first.failureSummary }));
  }, runOnly);
  return found.map(({ id, count, target, why }) => `axe ${id} (${count}): ${target}: ${why?.replace(/\s+/g, ' ').slice(0, 200)}`);
}

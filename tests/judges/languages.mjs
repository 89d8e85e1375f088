// Opens one page of every sort in each language at 360 px: which way it runs, whether what is in another language is
// marked and runs its own way, whether any text is cut or lies on another, whether a word is missing; and asks axe where
// lines run from right to left (the other judges ask it of the rest).
// Usage: languages.mjs SITE LANGUAGE…
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { violations } from './axe.mjs';
import { launch } from './browser.mjs';
import { root, files, read, fault, verdict } from './site.mjs';

const LIMIT = 120_000;
const LEFTWARD = ['ar'];

/** What a page of some language does wrong. */
function look(leftward) {
  const found = [];
  const direction = leftward ? 'rtl' : 'ltr';
  if (getComputedStyle(document.documentElement).direction !== direction) found.push(`it does not run ${direction}`);
  const language = document.documentElement.lang;
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) found.push(`${over} px too wide`);
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const said = text.textContent.trim();
    const at = text.parentElement;
    if (!said || at.closest('svg, script, style, noscript, template, option, [hidden], code')) continue;
    const told = `“${said.slice(0, 30)}” (${at.tagName.toLowerCase()}.${at.className})`;
    if (/^[a-z]+(-[a-z]+)+$/.test(said)) found.push(`${told} is the name of a text`);
    const tongue = at.closest('[lang]').lang;
    // Names of people may stand in a sentence.
    const isOther = /[\u4e00-\u9fff]/.test(said) && !/[\u0600-\u06ff]/.test(said);
    if (leftward && tongue === language && isOther) found.push(`${told} is not marked as another language`);
    if (leftward && !tongue.startsWith(language) && getComputedStyle(at).direction !== 'ltr') found.push(`${told} runs the wrong way`);
    if (at.closest('details:not([open])') && !at.closest('summary') || !at.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const scrolls = at.closest('.table');
    // What is below the last line of a summary is not shown.
    const end = at.closest('.summary')?.getBoundingClientRect().bottom ?? Infinity;
    for (const line of range.getClientRects()) {
      if (line.width < 2 || line.top >= end - 1 || at.closest('.visually-hidden, .skip')) continue;
      if (!scrolls && (line.left < -1 || line.right > innerWidth + 1)) found.push(`${told} is cut`);
      if (!scrolls) lines.push({ line, at, told });
    }
  }
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.at === other.at || one.at.contains(other.at) || other.at.contains(one.at)) continue;
      const wide = Math.min(one.line.right, other.line.right) - Math.max(one.line.left, other.line.left);
      const high = Math.min(one.line.bottom, other.line.bottom) - Math.max(one.line.top, other.line.top);
      // Lines of one paragraph come close to each other; their letters do not.
      if (wide > 2 && high > Math.min(one.line.height, other.line.height) * 0.5) found.push(`${one.told} lies on ${other.told}`);
    }
  }
  return found;
}

const browser = await launch(LIMIT);
const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
context.setDefaultTimeout(LIMIT);
const page = await context.newPage();

let looks = 0;
for (const language of process.argv.slice(3)) {
  const sorts = new Map();
  for (const name of files(`.${language}.html`)) {
    const sort = /<body class="([^"]*)"/.exec(read(name))?.[1];
    if (!sorts.has(sort)) sorts.set(sort, name);
  }
  if (sorts.size < 12) fault(language, `has only these sorts of page: ${[...sorts.keys()].join(', ')}`);
  for (const name of sorts.values()) {
    await page.goto(pathToFileURL(path.join(root, name)).href);
    for (const what of await page.evaluate(look, LEFTWARD.includes(language))) fault(name, what);
    looks += 1;
    if (LEFTWARD.includes(language)) for (const what of await violations(page)) fault(name, what);
  }
}
await browser.close();
verdict(`${looks} pages looked at`);

// What a page looks like to somebody: functions that run in the page, for judges that open one.

/** Text that a stamp is too close to, on its own line: less than 8 px away. A bare mark, without a frame, is text itself. */
export function crowded() {
  const stamps = [...document.querySelectorAll('.stamp:not(.yes, .no)')]
    .map((stamp) => ({ stamp, box: stamp.getBoundingClientRect() }))
    .filter(({ box }) => box.width);
  if (!stamps.length) return [];
  // What is folded away has a place in the layout and is not seen.
  const folded = (text) => text.parentElement.closest('details:not([open])') && !text.parentElement.closest('summary');
  const found = [];
  const range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.textContent.trim() || folded(text)) continue;
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      for (const { stamp, box } of stamps) {
        const together = Math.min(box.bottom, line.bottom) - Math.max(box.top, line.top);
        const gap = Math.max(line.left - box.right, box.left - line.right);
        if (!line.width || together < 4 || gap >= 8 || stamp.contains(text)) continue;
        found.push(`${gap.toFixed(1)} px from “${stamp.textContent}” to “${text.textContent.trim().slice(0, 20)}”`);
      }
    }
  }
  return found;
}

/** The texts that are seen, in order, whatever their size. */
export function texts() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const around = text.parentElement;
    if (!text.textContent.trim() || around.closest('.site-head [href^="#"], script, noscript')) continue;
    if (around.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) found.push(text.textContent.trim());
  }
  return found;
}

/** What large type must not be: small, close, cut, covered, or hard to tap. All sizes are in CSS px. */
export function tooSmall() {
  const found = [];
  const tell = (what, where) => found.push(`${what}: “${where.textContent.trim().replace(/\s+/g, ' ').slice(0, 24)}” in ${where.localName}.${[...where.classList].join('.')}`);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !element.closest('.visually-hidden, .skip');
  const scrolls = (element) => element.closest('.table, .chart');
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const around = text.parentElement;
    if (!text.textContent.trim() || !seen(around) || around.closest('script, noscript')) continue;
    const { fontSize, lineHeight } = getComputedStyle(around);
    const scale = around.closest('svg') ? around.getScreenCTM().a : 1;
    if (parseFloat(fontSize) * scale < 23.5 && !around.closest('sup')) tell(`letters of ${(parseFloat(fontSize) * scale).toFixed(1)} px`, around);
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
    if (boxes.length > 1 && parseFloat(lineHeight) < 1.3 * parseFloat(fontSize) && !around.closest('svg')) tell(`lines ${lineHeight} high`, around);
    for (const box of boxes) {
      // A heading for those who hear the page lies under a table that is shown as a list.
      if (around.closest('thead') && getComputedStyle(around.closest('thead')).clipPath !== 'none') continue;
      if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(around)) tell(`cut at ${Math.round(box.right)} px`, around);
      const middle = box.height * 0.3;
      lines.push({ around, left: box.left, right: box.right, top: box.top + middle, bottom: box.bottom - middle });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  for (const [at, line] of lines.entries()) {
    for (const other of lines.slice(at + 1)) {
      if (other.top > line.bottom) break;
      if (Math.min(line.right, other.right) - Math.max(line.left, other.left) > 2 && !(scrolls(line.around) || scrolls(other.around))) {
        tell(`on “${other.around.textContent.trim().slice(0, 16)}”`, line.around);
      }
    }
  }
  for (const element of document.querySelectorAll('main *, header *, footer *')) {
    const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element);
    const hides = ['hidden', 'clip'].includes(overflowX) || ['hidden', 'clip'].includes(overflowY);
    const larger = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (seen(element) && (webkitLineClamp !== 'none' || hides && larger) && getComputedStyle(element).clipPath === 'none') tell('cut', element);
  }
  for (const paragraph of document.querySelectorAll('.body > p + p')) {
    const before = paragraph.previousElementSibling;
    if (before.matches('.next-line, .signature') || paragraph.matches('.next-line, .signature')) continue;
    const gap = paragraph.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
    const least = 1.3 * parseFloat(getComputedStyle(before).lineHeight);
    if (gap < least - 0.5) tell(`${gap.toFixed(1)} px between paragraphs, not ${least.toFixed(1)}`, paragraph);
  }
  for (const target of document.querySelectorAll('a[href], button, input:not([disabled]), select, summary')) {
    const box = target.getBoundingClientRect();
    if (!seen(target) || !box.width) continue;
    // A link in a sentence is as high as its line: WCAG 2.5.8 excepts it.
    const around = target.parentElement.closest('p, li, td, th, dd, address, figcaption, blockquote');
    const inline = getComputedStyle(target).display === 'inline' && (target.closest('sup') || around?.textContent.trim() !== target.textContent.trim());
    if (!inline && (box.width < 59.5 || box.height < 59.5)) tell(`${Math.round(box.width)} × ${Math.round(box.height)} px to tap`, target);
  }
  return [...new Set(found)];
}

// Large type: gives the page the class `large` or `usual` before anything of it is drawn. The browser remembers what was
// chosen. Where it remembers nothing, or for each page alone as some do of file://, links carry `#large` on. ES2018.
'use strict';

(function () {
  var KEY = 'lilong-type';
  var ADDRESS = '#large';
  /** The two links of the switch, of which one is shown. */
  var LARGE = '.site-head [href="#large"]';
  var USUAL = '.site-head [href="#"]';
  var root = document.documentElement;
  var links_carry = location.protocol === 'file:';

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch (error) {
      return null;
    }
  }

  function show(type) {
    root.classList.toggle('large', type === 'large');
    root.classList.toggle('usual', type !== 'large');
  }

  function choose(type) {
    show(type);
    try {
      localStorage.setItem(KEY, type);
    } catch (error) {
      links_carry = true;
    }
  }

  /** The address is chosen by whoever gave it; else what was chosen before. */
  function begin() {
    if (location.hash === ADDRESS) choose('large');
    else show(remembered());
  }

  /** A link of the switch: the other one takes its place, and the keyboard's. */
  function turn(type) {
    choose(type);
    if (type === 'usual' && location.hash === ADDRESS) history.replaceState(null, '', location.pathname + location.search);
    document.querySelector(type === 'large' ? USUAL : LARGE).focus();
  }

  function isPageOfSite(link) {
    return link.protocol === location.protocol && link.host === location.host && /(\/|\.html)$/.test(link.pathname);
  }

  begin();
  // Also when the reader comes back to a page that the browser kept as it was, or chose in another window.
  addEventListener('pageshow', begin);
  addEventListener('hashchange', function () { if (location.hash === ADDRESS) choose('large'); });
  addEventListener('storage', function (event) { if (event.key === KEY) show(event.newValue); });
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[href]');
    if (!link) return;
    if (link.matches(LARGE) || link.matches(USUAL)) {
      event.preventDefault();
      turn(link.matches(LARGE) ? 'large' : 'usual');
    } else if (links_carry && root.matches('.large') && !link.hash && isPageOfSite(link)) {
      link.hash = ADDRESS;
    }
  });
})();

// The page of search: takes the words and filters of the form, shows what `search.js` finds, best first. Every word that
// it says stands in the page, and nothing is written as HTML. ES2018.
'use strict';

(function () {
  var form = document.getElementById('search_form');
  var results = document.getElementById('results');
  var status = document.getElementById('search_status');
  var help = document.getElementById('search_help');
  var more = document.getElementById('search_more');
  var everything = document.getElementById('search_all');
  var language = document.documentElement.lang;
  var base = form.getAttribute('data-index').replace(/search\/index\.js$/, '');
  var FILTERS = ['kind', 'place', 'year'];
  /** So many are shown of a long list, and so many of these before all others. */
  var PAGE = 20;
  var FIRST = 2;
  /** The number of the search under way: what an older one finds is not shown. */
  var turn = 0;
  var hasReloaded = false;

  function words(key) {
    var item = document.querySelector('#search_words [data-key="' + key + '"]');
    return item ? item.textContent : key;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // ---- The address holds the search ----

  function asked() {
    var hash = location.hash.replace(/^#/, '');
    return new URLSearchParams(/^(q|kind|place|year)=/.test(hash) ? hash : location.search);
  }

  function readAddress() {
    var params = asked();
    form.elements.q.value = params.get('q') || '';
    FILTERS.forEach(function (name) { choose(form.elements[name], params.get(name) || ''); });
  }

  function writeAddress() {
    var params = new URLSearchParams();
    ['q'].concat(FILTERS).forEach(function (name) {
      if (form.elements[name].value) params.set(name, form.elements[name].value);
    });
    var search = params.toString();
    try {
      history.replaceState(null, '', location.pathname + (search && '?' + search));
    } catch (_) {
      location.replace('#' + search);
    }
  }

  /** Chooses an option, which is there even where nothing is found with it. */
  function choose(select, value) {
    select.value = value;
    if (select.value !== value) {
      var name = select.name === 'kind' ? words('kind-' + value) : value;
      select.add(new Option(name + (lilongSearch.head ? ' (0)' : ''), value));
      select.value = value;
    }
  }

  // ---- Filters ----

  /** What a record has of each filter, as numbers. */
  var valuesOf = {
    kind: function (record) { return [record.kind]; },
    place: function (record) { return record.places; },
    year: function (record) { return record.year ? [record.year] : []; },
  };

  /** What is chosen, in the same form; undefined where nothing is. */
  function chosen(head) {
    var value = function (name) { return form.elements[name].value; };
    var place = head.places.findIndex(function (place) { return place[0] === value('place'); });
    return {
      kind: value('kind') ? head.kinds.indexOf(value('kind')) : undefined,
      place: value('place') ? place : undefined,
      year: Number(value('year')) || undefined,
    };
  }

  function passes(record, wanted, but) {
    return FILTERS.every(function (name) {
      return name === but || wanted[name] === undefined || valuesOf[name](record).indexOf(wanted[name]) >= 0;
    });
  }

  function called(name, value, head, at) {
    if (name === 'kind') return words('kind-' + head.kinds[value]);
    return name === 'year' ? String(value) : head.places[value][1 + at];
  }

  /** Offers what the hits have, with how many have it where the other filters hold. */
  function offer(name, hits, wanted, head, at) {
    var select = form.elements[name];
    var kept = select.value;
    var counts = new Map();
    var isFiltered = FILTERS.some(function (other) { return other !== name && wanted[other] !== undefined; });
    hits.forEach(function (hit) {
      if (isFiltered && !passes(hit.record, wanted, name)) return;
      valuesOf[name](hit.record).forEach(function (value) { counts.set(value, (counts.get(value) || 0) + 1); });
    });
    var values = Array.from(counts.keys()).sort(function (a, b) {
      return name === 'year' ? b - a : a - b;
    });
    while (select.options.length > 1) select.remove(1);
    values.forEach(function (value) {
      var key = name === 'kind' ? head.kinds[value] : name === 'place' ? head.places[value][0] : value;
      select.add(new Option(called(name, value, head, at) + ' (' + counts.get(value) + ')', key));
    });
    choose(select, kept);
  }

  // ---- Results ----

  /** Writes a text with its marks. */
  function write(to, text, marks) {
    var from = 0;
    var put = function (part) { to.append(part.replace(/\t/g, ' ')); };
    marks.forEach(function (mark) {
      put(text.slice(from, mark[0]));
      to.append(element('mark', '', text.slice(mark[0], mark[1]).replace(/\t/g, ' ')));
      from = mark[1];
    });
    put(text.slice(from));
  }

  /** Writes days as the other pages do: in English the day before the month. To be made costs it more than a result. */
  var days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn',
  });

  function facts(record, fields, terms, head) {
    var line = element('p', 'facts');
    if (record.date) {
      var time = element('time', '', days.format(new Date(record.date)));
      time.dateTime = record.date;
      line.append(time);
    }
    line.append(element('span', 'label', words('kind-' + head.kinds[record.kind])));
    var numbered = lilongSearch.stretches(fields[1], terms);
    if (numbered.length) {
      var number = element('span');
      write(number, fields[1], numbered);
      line.append(number);
    }
    var has = function (stamp) { return record.stamps.indexOf(stamp) >= 0; };
    record.stamps.slice(0, 2).forEach(function (stamp, at) {
      // As in other lists, what another one says is said once.
      if (stamp === 'ended' && (has('expired') || has('withdrawn')) || stamp === 'posted-ended' && at > 0) return;
      line.append(element('b', 'stamp ' + stamp, words('stamp-' + stamp)));
    });
    return line;
  }

  /** Marks a text that is not in the language of the page, which may run the other way. */
  function tongue(of, lang) {
    if (!lang) return;
    of.lang = lang;
    of.dir = 'auto';
  }

  function row(record, terms, head) {
    var fields = record.text.split('\n');
    var item = element('li');
    item.setAttribute('data-source', record.source);
    var link = element('a');
    tongue(link, record.lang);
    link.href = base + record.path.split('/').map(encodeURIComponent).join('/');
    write(link, fields[0], lilongSearch.stretches(fields[0], terms));
    item.append(link, facts(record, fields, terms, head));
    var shown = lilongSearch.excerpt(lilongSearch.fieldToShow(fields.slice(2), terms), terms);
    if (shown.text) {
      var place = element('p', 'summary', shown.before);
      tongue(place, record.lang);
      write(place, shown.text, shown.marks);
      place.append(shown.after);
      item.append(place);
    }
    return item;
  }

  function say(key, number) {
    status.textContent = key ? status.getAttribute('data-' + key).replace('{n}', number) : '';
  }

  function clear() {
    results.textContent = '';
    results.removeAttribute('data-total');
    more.hidden = true;
    help.hidden = true;
  }

  /** Shows hits from `from` on: a page, and of a small site the rest bit by bit, so that the first stand at once. */
  function show(hits, from, terms, head, mine) {
    if (mine !== turn) return Promise.resolve();
    var until = Math.min(hits.length, from < PAGE ? (from ? PAGE : FIRST) : from + PAGE);
    var page = hits.slice(from, until).map(function (hit) { return hit.record; });
    return lilongSearch.index.complete(page).then(function (records) {
      if (mine !== turn) return;
      var part = document.createDocumentFragment();
      records.forEach(function (record) { part.append(row(record, terms, head)); });
      results.append(part);
      if (until < hits.length && (until < PAGE || head.records)) {
        setTimeout(show, 0, hits, until, terms, head, mine);
        return;
      }
      more.hidden = until >= hits.length;
      more.onclick = function () { show(hits, until, terms, head, mine); };
      results.setAttribute('data-total', hits.length);
    }).catch(fail);
  }

  /** The index could not be read; where a host has a new one by now, it is read from the beginning, once. */
  function fail(error) {
    if (error instanceof lilongSearch.Stale && !hasReloaded) {
      hasReloaded = true;
      read('?' + Date.now());
    } else {
      say('failed');
    }
  }

  function search() {
    var mine = ++turn;
    results.removeAttribute('data-total');
    var query = lilongSearch.queryOf(form.elements.q.value);
    var terms = query.terms;
    var isFiltered = FILTERS.some(function (name) { return form.elements[name].value; });
    if (!lilongSearch.head) {
      say(terms.length || isFiltered ? 'busy' : '');
      return;
    }
    if (terms.length ? !lilongSearch.isEnough(query.words) : !isFiltered) {
      clear();
      say(terms.length ? 'short' : '');
      return;
    }
    var head = lilongSearch.head;
    var at = Math.max(0, head.languages.indexOf(language));
    lilongSearch.index.find(query, at).then(function (found) {
      if (mine !== turn) return;
      var wanted = chosen(head);
      var hits = lilongSearch.order(found).filter(function (hit) { return passes(hit.record, wanted); });
      clear();
      say(hits.length ? 'some' : 'none', hits.length);
      help.hidden = hits.length > 0;
      everything.hidden = !isFiltered;
      // All texts of the page are on their way while the first are written.
      lilongSearch.index.complete(hits.slice(0, PAGE).map(function (hit) { return hit.record; })).catch(fail);
      // What is found stands before what it could be filtered by.
      show(hits, 0, terms, head, mine).then(function () {
        setTimeout(function () {
          if (mine === turn) FILTERS.forEach(function (name) { offer(name, found, wanted, head, at); });
        }, 0);
      });
    }).catch(fail);
  }

  // ---- Beginning ----

  var wait = 0;
  form.addEventListener('input', function () {
    clearTimeout(wait);
    wait = setTimeout(function () { writeAddress(); search(); }, 120);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(wait);
    writeAddress();
    search();
  });
  everything.addEventListener('click', function () {
    FILTERS.forEach(function (name) { form.elements[name].value = ''; });
    writeAddress();
    search();
    form.elements.q.focus();
  });
  window.addEventListener('hashchange', function () { readAddress(); search(); });
  window.addEventListener('popstate', function () { readAddress(); search(); });
  /** Reads the first file of the index. */
  function read(version) {
    var index = element('script');
    index.src = form.getAttribute('data-index') + version;
    index.onerror = function () { say('failed'); };
    document.head.append(index);
  }

  lilongSearch.base = base;
  lilongSearch.ready = search;
  readAddress();
  search();
  read('');
})();

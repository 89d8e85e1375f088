// Search: takes the words of a query, finds every record that holds them in the index. The index comes as scripts, not by
// `fetch`, so that it works from a folder as well as from a host; each calls `lilongSearch` with what it holds. Nothing is
// evaluated. `search-page.js` shows what is found. ES2018.
'use strict';

var lilongSearch = (function () {
  // ---- Folding: the same as src/search/fold.rs, with the same table ----

  /** Traditional characters and the simplified one of each, as far as the texts hold it. */
  var simplified = new Map();
  var BLOCK = /\t/g;
  var INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

  function foldCharacter(c) {
    var code = c.charCodeAt(0);
    // Most characters by far: of ASCII only capitals change, and from here on nothing has two cases.
    if (code < 0x80) return code >= 0x41 && code <= 0x5a ? c.toLowerCase() : c;
    if (code >= 0x2e80 && code <= 0x9fff) return simplified.get(c) || c;
    return c === 'ı' ? c : c.toUpperCase().toLowerCase();
  }

  /** Whether NFKC leaves a character as it is, as that of most texts. */
  function isPlain(code) {
    return code < 0x80 || (code >= 0x4e00 && code <= 0x9fff) || code === 0x3001 || code === 0x3002;
  }

  /** A text as it is compared: NFKC, then one case, then simplified characters. */
  function fold(text) {
    var folded = '';
    for (var c of text.normalize('NFKC')) folded += foldCharacter(c);
    return folded;
  }

  /** The words of a query, each once. */
  function wordsOf(query) {
    var words = query.replace(INVISIBLE, '').normalize('NFKC').split(/\s+/).filter(Boolean).map(fold);
    return words.filter(function (word, at) { return words.indexOf(word) === at; });
  }

  var WIDE = /[\u1100-\u115f\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
  /** Quotation marks, dashes and dots are as wide as their neighbour. */
  var TAKES_WIDTH = /[“”‘’…—·]/g;

  /** Words with as little white space between them as texts in the index have: none between wide characters. */
  function join(words) {
    return words.reduce(function (text, word) {
      var last = Array.from(text.replace(TAKES_WIDTH, '')).pop() || 'a';
      var first = Array.from(word.replace(TAKES_WIDTH, ''))[0] || last;
      return text + (WIDE.test(last) && WIDE.test(first) ? '' : ' ') + word;
    });
  }

  /** A query whole, which is looked for too where one of its words is a single Han character, as in “B 座”; else ''. */
  function runOf(query, words) {
    if (words.length < 2 || !words.some(isHan)) return '';
    return fold(join(query.replace(INVISIBLE, '').trim().split(/\s+/)));
  }

  /** What is looked for: every word or, where there is one, the run. */
  function queryOf(text) {
    var words = wordsOf(text);
    var run = runOf(text, words);
    return { words: words, run: run, terms: run ? words.concat(run) : words };
  }

  /** Whether a word is one Han character: it is looked for in titles. */
  function isHan(word) {
    var code = word.codePointAt(0);
    return word.length === (code > 0xffff ? 2 : 1) && (code === 0x3005 || code === 0x3007 ||
      (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0x9fff) ||
      (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff));
  }

  var isSingle = function (word) { return Array.from(word).length === 1; };
  /** Whether a query says enough to be looked for. */
  var isEnough = function (words) { return words.some(function (word) { return !isSingle(word) || isHan(word); }); };

  // ---- Records ----

  var TITLE = 0;
  var NUMBER = 1;
  var ELSEWHERE = 2;

  function recordOf(row, at) {
    var date = row[5] || '';
    return {
      at: at, source: row[0], path: row[1], lang: row[2], shown: row[3], kind: row[4], date: date,
      year: Number(date.slice(0, 4)), isOver: row[6] > 0, stamps: row[7], places: row[8], text: row[9], fields: null,
    };
  }

  function isShown(record, language) {
    return Math.floor(record.shown / Math.pow(2, language)) % 2 === 1;
  }

  function foldedFields(text) {
    var fields = fold(text).replace(BLOCK, '').split('\n');
    return { title: fields[0], number: fields[1], rest: fields.slice(2).join('\n') };
  }

  /** The best first: by the place, then what holds, then what is newer. Hits come in the order of their records. */
  function order(hits) {
    var sorts = [[], [], [], [], [], []];
    for (var at = hits.length - 1; at >= 0; at--) sorts[2 * hits[at].place + hits[at].record.isOver].push(hits[at]);
    return [].concat.apply([], sorts);
  }

  // ---- The index of a small site: every text is here ----

  /** Where a word is first found in folded fields: in the title, the number or elsewhere; -1 where it is not. */
  function placeOf(word, fields) {
    if (fields.title.indexOf(word) >= 0) return TITLE;
    if (isHan(word)) return -1;
    if (fields.number.indexOf(word) >= 0) return NUMBER;
    return fields.rest.indexOf(word) >= 0 ? ELSEWHERE : -1;
  }

  /** Whether a record holds all words, or the run: the worst of their places; -1 where it does not. */
  function placeOfAll(query, fields) {
    var worst = TITLE;
    var run = query.run ? placeOf(query.run, fields) : -1;
    if (run >= 0) return run;
    for (var word of query.words) {
      var place = placeOf(word, fields);
      if (place < 0) return -1;
      worst = Math.max(worst, place);
    }
    return worst;
  }

  function SmallIndex(head) {
    this.records = head.records.map(recordOf);
  }

  SmallIndex.prototype.find = async function (query, language) {
    var hits = [];
    this.records.forEach(function (record) {
      if (!isShown(record, language)) return;
      record.fields = record.fields || foldedFields(record.text);
      var place = placeOfAll(query, record.fields);
      if (place >= 0) hits.push({ record: record, place: place });
    });
    return hits;
  };

  /** The records with all that is shown of them. */
  SmallIndex.prototype.complete = async function (records) { return records; };

  // ---- Numbers: as src/search/numbers.rs writes them ----

  function Reader(text) {
    this.text = text;
    this.at = 0;
  }

  Reader.prototype.isAtEnd = function () { return this.at >= this.text.length; };

  Reader.prototype.digit = function () {
    var code = this.text.charCodeAt(this.at++);
    return code - (code > 0x5c ? 0x24 : 0x23);
  };

  Reader.prototype.number = function () {
    if (this.text.charCodeAt(this.at) !== 0x21) return this.digit();
    this.at += 1;
    var high = this.digit();
    return high * 0x1f00 + this.digit();
  };

  Reader.prototype.ascending = function () {
    var numbers = new Uint32Array(this.number());
    for (var at = 0, last = 0; at < numbers.length; at++) {
      last += this.number();
      numbers[at] = last;
    }
    return numbers;
  };

  Reader.prototype.column = function (count) {
    var numbers = new Uint32Array(count);
    for (var at = 0; at < count; at++) numbers[at] = this.number();
    return numbers;
  };

  Reader.prototype.characters = function (count) {
    var from = this.at;
    for (; count > 0; count--) this.at += this.text.codePointAt(this.at) > 0xffff ? 2 : 1;
    return this.text.slice(from, this.at);
  };

  /** Where a number is in an ascending list, or would be. */
  function search(list, number) {
    var from = 0;
    var until = list.length;
    while (from < until) {
      var middle = (from + until) >> 1;
      if (list[middle] < number) from = middle + 1;
      else until = middle;
    }
    return from;
  }

  function holds(list, number) {
    return list[search(list, number)] === number;
  }

  // ---- Files, each loaded once ----

  var waiting = new Map();

  /** A file of the index was another version than the first file says: a host has a new index by now. */
  function Stale() {}

  function Files(head, base) {
    var list = head.files;
    var begin = 1;
    this.base = base;
    this.versions = list.versions;
    this.begins = { records: 0 };
    ['texts', 'grams', 'seams', 'units'].forEach(function (sort) {
      this.begins[sort] = begin;
      begin += list[sort];
    }, this);
    this.loaded = new Map();
  }

  /** The value that a file holds. */
  Files.prototype.load = function (sort, number) {
    var name = sort + '/' + number;
    if (!this.loaded.has(name)) {
      var at = 2 * (this.begins[sort] + number);
      var version = this.versions.slice(at, at + 2);
      var path = sort === 'records' ? 'search/records.js' : 'search/' + name + '.js';
      this.loaded.set(name, loadScript(name, this.base + path + '?' + version).then(function (file) {
        if (file.version !== version) throw new Stale();
        return file.value;
      }));
    }
    return this.loaded.get(name);
  };

  function loadScript(name, address) {
    return new Promise(function (resolve, reject) {
      waiting.set(name, resolve);
      var script = document.createElement('script');
      script.src = address;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  // ---- The index of a large site: where pairs of characters stand, as src/search/grams.rs says ----

  function LargeIndex(head, base) {
    var names = Array.from(head.files.names);
    this.counts = head.files;
    this.files = new Files(head, base);
    this.seamNames = new Set();
    for (var at = 0; at + 1 < names.length; at += 2) this.seamNames.add(names[at] + names[at + 1]);
    this.parsed = new Map();
    this.columns = this.files.load('records', 0).then(columnsOf);
    // Whoever asks is told of an error; until then nobody need be.
    this.columns.catch(function () {});
  }

  /** What records are filtered and sorted by. */
  function columnsOf(text) {
    var from = new Reader(text);
    var count = from.number();
    var lengths = from.column(count);
    var titles = from.column(count);
    var numbers = from.column(count);
    var kinds = from.column(count);
    var over = from.column(count);
    var shown = from.column(count);
    var records = [];
    var day = 0;
    for (var at = 0; at < count; at++) {
      var step = from.number();
      day += step % 2 ? -(step + 1) / 2 : step / 2;
      records.push({ at: at, kind: kinds[at], isOver: over[at] > 0, shown: shown[at], year: yearOf(day), places: [] });
    }
    records.forEach(function (record) { record.places = Array.from(from.column(from.number())); });
    var units = from.column(from.number());
    return { records: records, titles: titles, numbers: numbers, begins: sums(lengths), units: sums(units) };
  }

  function yearOf(day) {
    // Day 1 is the first of the year 1; without a date it is 0.
    return day ? new Date((day - 719163) * 86400000).getUTCFullYear() : 0;
  }

  /** Where each of several stretches begins, and where the last ends. */
  function sums(lengths) {
    var begins = new Uint32Array(lengths.length + 1);
    lengths.forEach(function (length, at) { begins[at + 1] = begins[at] + length; });
    return begins;
  }

  /** The number of the stretch that a place is in. */
  function stretchOf(begins, place) {
    return search(begins, place + 1) - 1;
  }

  function bucket(first, second, count) {
    var hash = Math.imul(0x811c9dc5 ^ first, 0x01000193);
    hash = Math.imul(hash ^ second, 0x01000193) >>> 0;
    return ((hash ^ (hash >>> 15)) >>> 0) % count;
  }

  function bucketOf(gram, count) {
    var codes = Array.from(gram).map(function (c) { return c.codePointAt(0); });
    return codes.length === 1 ? bucket(0, codes[0], count) : bucket(codes[0], codes[1], count);
  }

  /** A file as a map, parsed once. */
  LargeIndex.prototype.map = function (sort, number, parse) {
    var name = sort + number;
    if (!this.parsed.has(name)) this.parsed.set(name, this.files.load(sort, number).then(parse));
    return this.parsed.get(name);
  };

  function gramsOf(text) {
    var grams = new Map();
    for (var from = new Reader(text); !from.isAtEnd();) {
      var gram = from.characters(from.number());
      grams.set(gram, { own: from.ascending(), units: from.ascending() });
    }
    return grams;
  }

  var NOWHERE = { own: new Uint32Array(0), units: new Uint32Array(0) };

  /** The places of one or two characters. */
  LargeIndex.prototype.gram = async function (gram) {
    var grams = await this.map('grams', bucketOf(gram, this.counts.grams), gramsOf);
    return grams.get(gram) || NOWHERE;
  };

  function seamsOf(text) {
    var seams = new Map();
    for (var from = new Reader(text); !from.isAtEnd();) {
      var gram = from.characters(2);
      var seam = { units: [], before: [], behind: [] };
      for (var count = from.number(); count > 0; count--) {
        seam.units.push({ before: from.number(), behind: from.number(), records: from.ascending() });
      }
      [seam.before, seam.behind].forEach(function (side) {
        for (var count = from.number(); count > 0; count--) side.push({ unit: from.number(), places: from.ascending() });
      });
      seams.set(gram, seam);
    }
    return seams;
  }

  LargeIndex.prototype.seam = async function (gram) {
    if (!this.seamNames.has(gram)) return null;
    var seams = await this.map('seams', bucketOf(gram, this.counts.seams), seamsOf);
    return seams.get(gram) || null;
  };

  /** The records that a unit is in. */
  LargeIndex.prototype.recordsOf = async function (unit) {
    var count = this.counts.units;
    var lists = await this.map('units', unit % count, function (text) {
      var lists = [];
      for (var from = new Reader(text); !from.isAtEnd();) lists.push(from.ascending());
      return lists;
    });
    return lists[Math.floor(unit / count)];
  };

  /** Whether the index holds the places of the pair there: of those with a space, the ones beside a Han character. */
  function isIndexed(characters, at) {
    var space = characters[at] === ' ' ? at : characters[at + 1] === ' ' ? at + 1 : -1;
    return space < 0 || [characters[space - 1], characters[space + 1]].some(function (c) { return c && isHan(c); });
  }

  /** Where the pairs begin that make up a stretch; of two that share a character one will do. */
  function offsetsOf(characters) {
    var offsets = [];
    var last = characters.length - 2;
    for (var at = 0; at <= last; at++) {
      var isNext = at === last || !offsets.length || offsets[offsets.length - 1] < at - 1 || !isIndexed(characters, at + 1);
      if (isNext && isIndexed(characters, at)) offsets.push(at);
    }
    return offsets;
  }

  /** Where a stretch of two characters or more stands whole, within one record's own text or within a unit; null where no pair
   * of it is in the index. */
  LargeIndex.prototype.places = async function (characters) {
    var offsets = offsetsOf(characters);
    if (!offsets.length) return null;
    var grams = await Promise.all(offsets.map(function (at) {
      return this.gram(characters[at] + characters[at + 1]);
    }, this));
    var lists = function (sort) {
      return grams.map(function (gram, at) { return { offset: offsets[at], list: gram[sort] }; });
    };
    return { own: together(lists('own')), units: together(lists('units')) };
  };

  /** The places from which every list has a place at its offset. */
  function together(lists) {
    lists.sort(function (a, b) { return a.list.length - b.list.length; });
    var first = lists[0];
    var others = lists.slice(1);
    if (!others.length && !first.offset) return first.list;
    return first.list.map(function (place) { return place - first.offset; }).filter(function (begin) {
      return others.every(function (one) { return holds(one.list, begin + one.offset); });
    });
  }

  /** The records that hold a word, each with the best place of it. */
  LargeIndex.prototype.holders = async function (word) {
    var found = new Map();
    var columns = await this.columns;
    var add = function (record, place) {
      if (!found.has(record) || found.get(record) > place) found.set(record, place);
    };
    var characters = Array.from(word);
    if (characters.length === 1) {
      var one = await this.gram(word);
      one.own.forEach(function (record) { add(record, isHan(word) ? TITLE : ELSEWHERE); });
      if (!isHan(word)) await this.addUnits(one.units, add);
      return found;
    }
    var places = await this.places(characters);
    var record = 0;
    places.own.forEach(function (place) {
      // Places ascend, and so do the records that they are in.
      while (columns.begins[record + 1] <= place) record += 1;
      var offset = place - columns.begins[record];
      var behindTitle = offset - columns.titles[record] - 1;
      add(record, behindTitle < 0 ? TITLE : behindTitle < columns.numbers[record] ? NUMBER : ELSEWHERE);
    });
    var units = new Set(Array.from(places.units, function (place) { return stretchOf(columns.units, place); }));
    await this.addUnits(Array.from(units), add);
    await this.addSeams(word, characters, columns, found, add);
    return found;
  };

  /** The same of a run with spaces. What the index does not tell of it, the texts do. */
  LargeIndex.prototype.holdersOfRun = async function (run) {
    // No piece of the index goes over a space behind a sentence.
    var parts = run.replace(/([.。!?;]) /g, '$1\n').split('\n');
    var told = parts.filter(function (part) { return offsetsOf(Array.from(part)).length; });
    var found = null;
    for (var part of told) {
      var holders = await this.holders(part);
      found = found ? both(found, holders) : holders;
    }
    var characters = Array.from(run);
    var isSure = parts.length === 1 && characters.every(function (c, at) { return c !== ' ' || isIndexed(characters, at); });
    return isSure ? found : this.ofTexts(run, Array.from(found ? found.keys() : []));
  };

  /** Of some records, named by their numbers, those whose texts hold a word, each with the best place of it. */
  LargeIndex.prototype.ofTexts = async function (word, numbers) {
    var columns = await this.columns;
    var held = new Map();
    var texts = await this.complete(numbers.map(function (at) { return columns.records[at]; }));
    texts.forEach(function (record) {
      var place = placeOf(word, foldedFields(record.text));
      if (place >= 0) held.set(record.at, place);
    });
    return held;
  };

  LargeIndex.prototype.addUnits = async function (units, add) {
    var lists = await Promise.all(Array.from(units, function (unit) { return this.recordsOf(unit); }, this));
    lists.forEach(function (records) { records.forEach(function (record) { add(record, ELSEWHERE); }); });
  };

  /** Adds the records in which a word goes over the edge of a unit, or over several. */
  LargeIndex.prototype.addSeams = async function (word, characters, columns, found, add) {
    var open = [];
    var maybe = new Set();
    for (var split = 1; split < characters.length; split++) {
      var seam = await this.seam(characters[split - 1] + characters[split]);
      if (!seam) continue;
      var sides = await this.sides(characters, split, columns);
      var parts = partsOf(seam, sides, columns);
      parts.whole.forEach(function (record) { add(record, ELSEWHERE); });
      // It may begin at one edge and end behind another: what is between is looked up in the text.
      parts.ends.forEach(function (record) {
        if (!found.has(record) && open.some(function (begun) { return begun.has(record); })) maybe.add(record);
      });
      open.push(parts.begins);
    }
    var unsure = Array.from(maybe).filter(function (record) { return !found.has(record); });
    var held = await this.ofTexts(word, unsure);
    held.forEach(function (_, record) { add(record, ELSEWHERE); });
  };

  /** Where the parts of a word on both sides of a split stand; anywhere where it is one character. */
  LargeIndex.prototype.sides = async function (characters, split) {
    var before = characters.slice(0, split);
    var behind = characters.slice(split);
    return {
      length: split,
      before: before.length > 1 ? await this.places(before) : null,
      behind: behind.length > 1 ? await this.places(behind) : null,
    };
  };

  /** The records in which a word goes over a seam; those in which it begins there, and in which it ends. */
  function partsOf(seam, sides, columns) {
    var parts = { whole: new Set(), begins: new Set(), ends: new Set() };
    var endsUnit = function (unit) {
      // The last place of a unit is behind its text.
      return !sides.before || holds(sides.before.units, columns.units[unit + 1] - 1 - sides.length);
    };
    var beginsUnit = function (unit) { return !sides.behind || holds(sides.behind.units, columns.units[unit]); };
    var put = function (record, begins, ends) {
      if (begins && ends) parts.whole.add(record);
      if (begins) parts.begins.add(record);
      if (ends) parts.ends.add(record);
    };
    seam.units.forEach(function (one) {
      var begins = endsUnit(one.before);
      var ends = beginsUnit(one.behind);
      if (begins || ends) one.records.forEach(function (record) { put(record, begins, ends); });
    });
    seam.before.forEach(function (one) {
      var ends = beginsUnit(one.unit);
      one.places.forEach(function (place) {
        put(stretchOf(columns.begins, place), !sides.before || holds(sides.before.own, place - sides.length + 1), ends);
      });
    });
    seam.behind.forEach(function (one) {
      var begins = endsUnit(one.unit);
      one.places.forEach(function (place) {
        put(stretchOf(columns.begins, place), begins, !sides.behind || holds(sides.behind.own, place));
      });
    });
    return parts;
  }

  LargeIndex.prototype.find = async function (query, language) {
    // What the first word is looked for in comes beside what records are filtered by.
    if (query.words.length) this.places(Array.from(query.words[0])).catch(function () {});
    var columns = await this.columns;
    var found = null;
    // One after the other: what the first leaves may make the next needless.
    for (var word of query.words) {
      var holders = await this.holders(word);
      found = found ? both(found, holders) : holders;
    }
    if (query.run) found = either(await this.holdersOfRun(query.run), found);
    var hits = [];
    columns.records.forEach(function (record) {
      if (isShown(record, language) && (!found || found.has(record.at))) {
        hits.push({ record: record, place: found ? found.get(record.at) : TITLE });
      }
    });
    return hits;
  };

  function both(some, others) {
    var left = new Map();
    some.forEach(function (place, record) {
      if (others.has(record)) left.set(record, Math.max(place, others.get(record)));
    });
    return left;
  }

  /** What is in the first, else in the others. */
  function either(first, others) {
    others.forEach(function (place, record) { if (!first.has(record)) first.set(record, place); });
    return first;
  }

  /** The records with all that is shown of them, from the files of their texts. */
  LargeIndex.prototype.complete = function (records) {
    var block = this.counts.block;
    return Promise.all(records.map(function (record) {
      return this.files.load('texts', Math.floor(record.at / block)).then(function (rows) {
        return recordOf(rows[record.at % block], record.at);
      });
    }, this));
  };

  // ---- What is shown of a hit ----

  /** The folded text with the place of each of its units in the text. Marks belong to the letter before them. */
  function foldWithPlaces(text) {
    var folded = '';
    var places = [];
    var put = function (part, at) {
      folded += part;
      for (var unit = 0; unit < part.length; unit++) places.push(at);
    };
    var cluster = /[^\t]\p{M}*/uy;
    for (var at = 0; at < text.length; at++) {
      if (text[at] === '\t') continue;
      if (isPlain(text.charCodeAt(at)) && !(text.charCodeAt(at + 1) > 0x9fff) && !isMark(text, at + 1)) {
        put(foldCharacter(text[at]), at);
        continue;
      }
      cluster.lastIndex = at;
      var found = cluster.exec(text)[0];
      put(fold(found), at);
      at += found.length - 1;
    }
    places.push(text.length);
    return { text: folded, places: places };
  }

  /** Whether a mark stands there, as far as it has to be looked at: below all marks and in plain text there is none. */
  function isMark(text, at) {
    var code = text.charCodeAt(at);
    return code >= 0x300 && !isPlain(code) && /\p{M}/u.test(text[at]);
  }

  /** The stretches of a text that words take, in order and apart. */
  function stretches(text, words) {
    var folded = foldWithPlaces(text);
    var found = [];
    words.forEach(function (word) {
      for (var at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
        found.push([folded.places[at], folded.places[at + word.length]]);
      }
    });
    found.sort(function (a, b) { return a[0] - b[0]; });
    var apart = [];
    found.forEach(function (one) {
      var last = apart[apart.length - 1];
      if (last && one[0] <= last[1]) last[1] = Math.max(last[1], one[1]);
      else if (one[1] > one[0]) apart.push(one);
    });
    return apart;
  }

  var BEFORE = 24;
  var AROUND = 110;

  /** The part of a text around the first word, with the words in it: `{text, marks}`. */
  function excerpt(text, words) {
    var marks = stretches(text, words);
    var first = marks.length ? marks[0][0] : 0;
    var from = first > BEFORE + 8 ? first - BEFORE : 0;
    // No character, number or word is cut in two.
    if (/[\udc00-\udfff]/.test(text.charAt(from))) from -= 1;
    for (var back = 0; back < 16 && from > 0 && /[\w.,]/.test(text.charAt(from)) && /[\w.,]/.test(text.charAt(from - 1)); back++) from -= 1;
    var until = Math.min(text.length, Math.max(from + AROUND, marks.length ? marks[0][1] + BEFORE : 0));
    if (/[\udc00-\udfff]/.test(text.charAt(until))) until += 1;
    return {
      before: from > 0 ? '…' : '', after: until < text.length ? '…' : '', text: text.slice(from, until),
      marks: marks.filter(function (mark) { return mark[0] < until; })
        .map(function (mark) { return [mark[0] - from, Math.min(mark[1], until) - from]; }),
    };
  }

  /** The field that shows best why a record was found: the first with all words, else with any. */
  function fieldToShow(fields, words) {
    var held = fields.map(function (field) {
      var folded = fold(field).replace(BLOCK, '');
      return words.filter(function (word) { return folded.indexOf(word) >= 0; }).length;
    });
    var most = Math.max.apply(null, held);
    return fields[most > 0 ? held.indexOf(most) : 0] || '';
  }

  return {
    fold: fold, queryOf: queryOf, isEnough: isEnough, order: order, stretches: stretches, excerpt: excerpt,
    fieldToShow: fieldToShow, Stale: Stale,
    /** Takes what the first file of the index says. */
    load: function (head) {
      var to = Array.from(head.fold[1]);
      simplified.clear();
      Array.from(head.fold[0]).forEach(function (traditional, at) { simplified.set(traditional, to[at]); });
      this.head = head;
      this.index = head.records ? new SmallIndex(head) : new LargeIndex(head, this.base);
      if (this.ready) this.ready();
    },
    /** Takes what another file holds. */
    take: function (name, version, value) {
      var done = waiting.get(name);
      waiting.delete(name);
      if (done) done({ version: version, value: value });
    },
  };
})();

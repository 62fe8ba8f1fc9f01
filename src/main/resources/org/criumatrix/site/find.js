// What is found by words and by errors of a log.
"use strict";

const BOOST = { situation: 5, application: 4, engine: 4, "CRIU release": 3, option: 3, kernel: 2, cause: 1.5, object: 1, "kernel object": 1,
  trait: .5, machine: .5, case: -1, run: -3, trend: -2 };
const FIRST = 1000, CALLED = 45, MEANT = 40, LESSER = 14, IN_ENGINE = 20, IN_CONTEXT = 30, NAME = 16, ALSO_NAME = 12, EXACT = 10, SYNONYM = 8, PREFIX = 5, ABOUT = 3, PART = 2;
const LIKENESS = .5;
const SHORTEST_TYPO = 5;

const entries = index.entries.map(([kind, id, path = "", title = "", about = "", own = [], standing = -1, answer = "", errors = [], cells = ""], place) => ({
  place, kind: index.kinds[kind][0], id, path: path || `${index.kinds[kind][1]}/${id}.html`, title: title || id, about: about || answer, words: own,
  standing, answer, errors, cells,
}));

let lexicon;

/**
 * Every word with the places of the entries that have it, and tenths of how much that says in the last eight bits; names alike. Made when it
 * is needed: lists of integers that may have a place twice are made much faster than maps.
 */
function lexiconOf() {
  if (lexicon) return lexicon;
  const byWord = new Map(), byName = new Map();
  const put = (map, key, place, score) => {
    const found = map.get(key);
    const hit = place << 8 | score * 10;
    if (found === undefined) map.set(key, [hit]);
    else found.push(hit);
  };
  const putParts = (word, place, score) => {
    if (!/[-_./@]/.test(word)) return;
    for (const part of word.split(/[-_./@]+/)) if (part) put(byWord, part, place, score);
  };
  for (const { place, title, id, words: own, about } of entries) {
    const titles = [...wordsOf(title), ...(id === title ? [] : wordsOf(id))];
    for (const w of wordsOf(about)) {
      put(byWord, w, place, ABOUT);
      putParts(w, place, ABOUT);
    }
    for (const w of own.flatMap(wordsOf)) {
      put(byWord, w, place, SYNONYM);
      putParts(w, place, PART);
    }
    // A title that begins with a word, or has few others, is more about it.
    const [start] = titles[0] === "a" || titles[0] === "an" ? titles.slice(1) : titles;
    for (const w of titles) {
      put(byWord, w, place, EXACT + (w === start ? 2 : 0) + 2 / titles.length);
      putParts(w, place, PART);
    }
    for (const name of own) put(byName, name.toLowerCase(), place, ALSO_NAME);
    for (const name of new Set([title, id, id.replace(/^.*\/|^app-/, "")])) put(byName, name.toLowerCase(), place, NAME);
  }
  return lexicon = { byWord, byName, sorted: [...byWord.keys()].sort() };
}

/** Calls with each entry of a list, and its score. */
function eachHit(list, call) {
  if (list) for (const hit of list) call((hit & 255) / 10, entries[hit >> 8]);
}

/** Returns the entries that have a term, each with a score; where a page is asked for, only those that are called so. */
function hitsOf(term, isCalled = false) {
  const { byWord, byName, sorted } = lexiconOf();
  const hits = new Map();
  const best = list => eachHit(list, (score, e) => { if ((hits.get(e) ?? 0) < score) hits.set(e, score); });
  if (term.length > 2) {
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = low + high >> 1;
      if (sorted[middle] < term) low = middle + 1; else high = middle;
    }
    for (; low < sorted.length && sorted[low].startsWith(term); low++)
      eachHit(byWord.get(sorted[low]), (s, e) => { if (s !== ABOUT) hits.set(e, PREFIX); });
  }
  best(byWord.get(term));
  best(byName.get(term));
  if (isCalled) hits.forEach((score, e) => { if (score < SYNONYM) hits.delete(e); });
  return hits;
}

/** A rare word says more than a frequent one. */
const rarityOf = hits => Math.max(.1, Math.log(entries.length / Math.max(1, hits.size)) / Math.log(entries.length));

function find(query) {
  const found = new Map();
  const add = (entry, score) => found.set(entry, (found.get(entry) ?? 0) + score);
  const isOption = query.text.trim().startsWith("--");
  // A question about a context alone finds by the words of the context.
  const isContext = !query.terms.length && !query.situations.length && !query.lesser.length;
  const terms = query.pages[0]?.kind === "kernel" ? [] : isContext ? query.engine ? [query.engine.phrase, query.engine.version].filter(Boolean).flatMap(wordsOf) : query.context : query.terms;
  const isPage = query.pages.length > 0;
  const searched = terms.map(term => hitsOf(term.includes("/") && !lexiconOf().byWord.has(term) ? term.replace(/^.*\/|-attempts$/g, "") : term, isPage)).filter(h => h.size);
  const rarity = searched.map(rarityOf);
  const whole = rarity.reduce((a, b) => a + b, 0);
  const covered = new Map(), called = new Set();
  searched.forEach((hits, i) => hits.forEach((score, entry) => {
    if (score >= ALSO_NAME) called.add(entry);
    covered.set(entry, (covered.get(entry) ?? 0) + rarity[i]);
    add(entry, score * Math.max(rarity[i], .3));
  }));
  covered.forEach((part, entry) => part < whole / 2 && !called.has(entry) ? found.delete(entry) : add(entry, 12 * part / whole));
  for (const entry of entries) {
    if (query.pages.some(p => p.kind === entry.kind && p.is(entry))) add(entry, FIRST - 100 * query.pages.findIndex(p => p.kind === entry.kind && p.is(entry)));
    if (entry.kind === "situation") for (const id of query.situations) if (id === entry.id) add(entry, MEANT);
    if (entry.kind === "situation" && query.lesser.includes(entry.id)) add(entry, LESSER);
    if (query.ids.includes(entry.id)) add(entry, CALLED);
    if (isContext && query.engine) byEngine(entry, query, add);
    if (isContext && !query.engine && entry.kind === "situation" && found.has(entry) && Object.keys(query.fields).length && answerOf(entry, query).isTested) add(entry, EXACT);
    if (isContext && isBatch(query.asked.host) && entry.id.startsWith("batch-") && found.has(entry)) add(entry, IN_ENGINE);
  }
  for (const term of new Set(query.also)) hitsOf(term).forEach((score, entry) => { if (found.has(entry)) add(entry, score / 4); });
  for (const name of phrasesOf(query.words)) eachHit(lexiconOf().byName.get(name), (score, entry) => {
    if (found.has(entry)) add(entry, score === NAME ? 10 : 6);
  });
  return [...found].map(([entry, score]) => ({ entry, score: score + (BOOST[entry.kind] ?? 0) + (isOption && entry.kind === "option" ? EXACT : 0) + Math.min(2, answersOf(entry).length / 10) }))
    .sort((a, b) => b.score - a.score || a.entry.title.localeCompare(b.entry.title));
}

/** What runs in an engine comes before what only has its name in it. */
function byEngine(entry, query, add) {
  if (entry.kind === "engine" && entry.id === query.engine.name) add(entry, IN_ENGINE + 2 + (Object.keys(query.asked).length === 1 ? IN_CONTEXT : 0));
  if (entry.kind !== "situation" || !answersOf(entry).some(a => globOf(query.asked.runtime).test(a.context.runtime))) return;
  add(entry, IN_ENGINE + (entry.id === query.engine.name ? 24 : entry.id.startsWith(`${query.engine.name}-`) ? 3 : 0) + (answerOf(entry, { fields: query.asked }).isTested ? IN_CONTEXT : 0)
    + (query.engine.version && byEdition(entry, query)?.standing !== UNTESTED ? 8 : 0));
}

function phrasesOf(all) {
  const phrases = [];
  for (let from = 0; from < all.length; from++)
    for (let to = from + 2; to <= Math.min(all.length, from + 5); to++) phrases.push(all.slice(from, to).join(" "));
  return phrases;
}

// Words that are written with a mistake.

/** Returns whether one letter more, less, other or exchanged makes one word of the other. */
function isOneEdit(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0, end = 0;
  while (from < a.length && a[from] === b[from]) from++;
  while (end < Math.min(a.length, b.length) - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [x, y] = [a.slice(from, a.length - end), b.slice(from, b.length - end)];
  return x.length < 2 && y.length < 2 || x.length === 2 && x === y[1] + y[0];
}

let spelling;

/** Returns words that users may have meant, each with its weight: a word of a title has more than a frequent one. */
function spellingOf() {
  if (spelling) return spelling;
  spelling = new Map([...lexiconOf().byWord].map(([w, hits]) => [w, hits.reduce((most, hit) => Math.max(most, hit & 255), 0) * 1e3 + hits.length]));
  const more = [...FILLERS, ...RELEASE_WORDS, ...Object.keys(words.versions), ...[...meanings.keys(), ...advice.keys()].flatMap(p => p.split(" "))];
  for (const w of more) spelling.set(w, (spelling.get(w) ?? 0) + 1);
  for (const e of errors().all) for (const w of e.words) spelling.set(w, (spelling.get(w) ?? 0) + 1);
  return spelling;
}

/** Returns a question with the words that nothing has replaced by words that something has. */
function corrected(text) {
  const known = [];
  const isKnown = w => spellingOf().has(w) || spellingOf().has(w.replace(/s$/, "")) || (known.length ? known : known.push(...[...spellingOf().keys()].sort()), startsOne(known, w));
  const better = w => {
    if (w.length < SHORTEST_TYPO || !/^\p{L}[\p{L}-]*$/u.test(w) || isKnown(w)) return w;
    let best = w, uses = 0;
    spellingOf().forEach((n, other) => {
      const weight = n + (other[0] === w[0] ? 1e6 : 0);
      if (other.length >= SHORTEST_TYPO - 1 && weight > uses && isOneEdit(w, other)) [best, uses] = [other, weight];
    });
    return best;
  };
  const all = questionWords(text);
  const right = all.map(w => w.split(/[-_./@]+/).every(isKnown) ? w : better(w));
  return right.some((w, i) => w !== all[i]) ? right.join(" ") : "";
}

function startsOne(sorted, start) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (sorted[middle] < start) low = middle + 1; else high = middle;
  }
  return sorted[low]?.startsWith(start) ?? false;
}

// Errors of a log.

const IN_A_LOG = /\bError \([^)]*\): *(.*?)(?=\(\d+\.\d+\)|\bError \(|$)/g;
const PREFIXES = /^\(?\d+\.\d+\)? *|^pie: \d+: */;
const errorWords = text => text.toLowerCase().replace(APOSTROPHES, "").replace(/0x[0-9a-f]+|\d+/g, "#").match(/[\p{L}_#][\p{L}_#/-]*/gu)?.filter(w => w !== "#" && w !== "error") ?? [];

let errorIndex;

/** Every error with its words, and in how many errors a word is: a rare word says more. */
function errors() {
  if (errorIndex) return errorIndex;
  const counts = new Map();
  const all = entries.flatMap(entry => entry.errors.map(text => ({ entry, text: text.toLowerCase(), words: new Set(errorWords(text)) })));
  for (const { words: own } of all) for (const w of own) counts.set(w, (counts.get(w) ?? 0) + 1);
  const weight = w => Math.log(1 + all.length / (counts.get(w) ?? .5));
  const sum = list => [...list].reduce((s, w) => s + weight(w), 0);
  return errorIndex = { all: all.map(e => ({ ...e, sum: sum(e.words) })), sum };
}

/** Returns causes whose errors are like a text, the most alike first. */
function findErrors(text) {
  const inLog = [...text.matchAll(IN_A_LOG)].map(m => m[1]);
  const lines = inLog.length ? inLog : [text];
  const best = new Map();
  for (const found of lines.flatMap(likeError)) if (found.likeness > (best.get(found.entry)?.likeness ?? 0)) best.set(found.entry, found);
  return [...best.values()].sort((a, b) => b.likeness - a.likeness);
}

function likeError(text) {
  const line = text.replace(PREFIXES, "").toLowerCase().trim();
  const own = new Set(errorWords(line));
  if (own.size < 2) return [];
  const { all, sum } = errors();
  const whole = sum(own);
  return all.map(e => {
    const shared = sum([...own].filter(w => e.words.has(w)));
    const isPart = e.text.length > 8 && (line.includes(e.text) || e.text.includes(line));
    return { entry: e.entry, error: e.text, likeness: isPart ? 1 + shared / whole : 2 * shared / (whole + e.sum) };
  }).filter(e => e.likeness > LIKENESS);
}

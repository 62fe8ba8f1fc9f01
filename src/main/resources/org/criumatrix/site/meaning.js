// What a question means: what is asked for, and in which context. Interpreter.java is the same, for commands.
"use strict";

const index = globalThis.searchIndex;
const words = index.vocabulary;
const FILLERS = new Set(words.fillers);
const RELEASE_WORDS = new Set(words.releases);
const meanings = new Map(words.meanings.flatMap(m => m.words.map(w => [w, m])));
const advice = new Map(words.advice.flatMap(a => a.words.map(w => [w, a.note])));
const LONGEST = Math.max(...[...meanings.keys(), ...advice.keys()].map(w => w.split(" ").length));
const OTHER_KERNEL = meanings.get("kernel upgrade");

const VERSION = /^\d+(\.\d+)*$/;
const KERNEL = /^\d+\.\d+(\.\d+)?[-+.\w]*$/;
const SERIES = /^[2-9]\.\d{1,2}$/;
/** A number alone that is lower may be a version of CRIU. */
const FIRST_KERNEL = 5;
const AT_THE_ENDS = /^["(,;]+|["),;:?!.]+$/g;
const APOSTROPHES = /['’]/g;

const WORD = /[a-z0-9][a-z0-9+._#@/-]*/g, ANY_WORD = /[\p{L}\p{N}][\p{L}\p{N}+._#@/-]*/gu, ASCII = /^[\0-\x7f]*$/, AT_THE_END = /[._/-]+$/;

/** Returns the words of a text. Most texts are in ASCII, which is matched much faster. */
function wordsOf(text) {
  const lower = text.toLowerCase().replace(APOSTROPHES, "");
  const found = lower.match(ASCII.test(lower) ? WORD : ANY_WORD) ?? [];
  for (let i = 0; i < found.length; i++) found[i] = found[i].replace(AT_THE_END, "");
  return found;
}

const questionWords = text => text.toLowerCase().replace(APOSTROPHES, "").trim().split(/\s+/).map(w => w.replace(AT_THE_ENDS, "")).filter(Boolean).flatMap(withVersion);

/** Takes docker-28.5 and criu-v4.3 apart. */
function withVersion(word) {
  const [, name, version] = /^([a-z]+)[-_]v?(\d+(?:\.\d+)*)$/.exec(word) ?? [];
  return name && (words.versions[name] || meanings.get(name)?.fields.runtime) && !meanings.has(word) ? [name, version] : [word];
}

/** Returns the version that follows words at a place, and the number of words of it: 28, v28, version 28. */
function versionAt(all, at) {
  const [length, word] = all[at] === "version" ? [2, all[at + 1] ?? ""] : [1, all[at] ?? ""];
  const version = word.replace(/^v(?=\d)/, "");
  return VERSION.test(version) ? { version, length } : { version: "", length: 0 };
}

const isRelease = (release, version) => release === version || release.startsWith(version) && !/^\d/.test(release.slice(version.length));
const buildOf = version => index.builds.find(b => b === version) ?? index.builds.find(b => b.startsWith(`${version}.`));
const isKernel = version => SERIES.test(version) && index.kernels.some(k => k[1] === version) || /^\d+\.\d+\.\d/.test(version) && index.kernels.some(k => isRelease(k[0], version));

/** Returns a number by which kernels are compared. */
const order = series => series.split(".").slice(0, 2).reduce((n, part) => n * 1000 + parseInt(part, 10), 0);
const majorOf = version => parseInt(version, 10);

/** Returns the longest phrase from a word on that has an entry. The number of a distribution counts without its last parts: debian 12.5. */
function longest(all, from, entriesOf) {
  for (let length = Math.min(LONGEST, all.length - from); length > 0; length--) {
    for (let phrase = all.slice(from, from + length).join(" "); ; phrase = phrase.replace(/(\d)\.\d+$/, "$1")) {
      const found = entriesOf.get(phrase);
      if (found) return { found, phrase, length };
      if (!/ \d+(\.\d+)+$/.test(phrase)) break;
    }
  }
  return null;
}

/**
 * Takes a question apart. asked: what a cell has to have; usual: what a distribution has, unless another thing is asked for; labels: how
 * the user named it; terms: what is searched; also: words of the context, which are searched with less weight; situations and ids: what
 * words stand for; engine: an engine and its version; suite: words of a distribution; pages: what has to come first.
 */
function interpret(text) {
  const all = questionWords(text);
  const query = { text, words: all, asked: {}, usual: {}, labels: [], terms: [], also: [], context: [], notes: [], situations: [], lesser: [], ids: [], engine: null, suite: [], pages: [], kernels: [] };
  const builds = [], kernels = [], numbers = [], inOrder = [];

  function version(field, value, label) {
    (field === "criu" ? builds : kernels).push(value);
    if (field === "kernel") inOrder.push(value);
    query.asked[field] = field === "kernel" ? `=${value}` : value;
    query.labels.push({ text: label, fields: [field] });
    if (field === "criu") query.also.push(value);
    if (field === "criu") query.context.push(value);
  }

  function meant(meaning, phrase, { version: next, length }) {
    const names = Object.keys(meaning.fields);
    const isDistribution = names.includes("kernel") || names.includes("criu");
    for (const name of names) (isDistribution ? query.usual : query.asked)[name] ??= meaning.fields[name];
    if (isDistribution) query.suite.push(...meaning.words);
    if (names.length) query.labels.push({ text: phrase, fields: names });
    // Of an architecture without results other things are asked first.
    (meaning.fields.architecture ? query.lesser : query.situations).push(...meaning.situations);
    query.ids.push(...meaning.terms);
    query.terms.push(...meaning.terms);
    // The answer names the editions of an engine.
    if (meaning.note && !meaning.fields.runtime) query.notes.push(meaning.note);
    const own = phrase.split(" ").filter(w => !FILLERS.has(w));
    query.context.push(...own);
    if (!meaning.fields.privilege && !isDistribution) query.also.push(...own);
    if (meaning.fields.runtime && !query.engine?.version) query.engine = { name: meaning.fields.runtime.replace(/\*.*/, ""), phrase, version: next };
    return meaning.fields.runtime || isDistribution ? length : 0;
  }

  function take(at) {
    const next = versionAt(all, at + 1);
    const release = all[at + 1] ?? "";
    const field = words.versions[all[at]];
    if (field === "kernel" && KERNEL.test(next.version || release)) return version(field, next.version || release, `Linux ${next.version || release}`), 1 + (next.length || 1);
    if (field === "criu" && next.version) return version(field, buildOf(next.version) ?? next.version, `CRIU ${next.version}`), 1 + next.length;
    const told = longest(all, at, advice);
    const known = longest(all, at, meanings);
    if (told && told.length > (known?.length ?? 0)) {
      query.notes.push(told.found);
      return told.length + versionAt(all, at + told.length).length;
    }
    if (known) return known.length + meant(known.found, known.phrase, versionAt(all, at + known.length));
    const bare = all[at].replace(/^v(?=\d)/, "");
    if (VERSION.test(bare) && bare.includes(".") && buildOf(bare)) version("criu", buildOf(bare), `CRIU ${bare}`);
    else if (isKernel(bare)) version("kernel", bare, `Linux ${bare}`);
    else if (SERIES.test(bare)) numbers.push(bare), inOrder.push(bare);
    else if (!FILLERS.has(all[at])) query.terms.push(...wordsOf(all[at]).filter(w => !FILLERS.has(w)));
    return 1;
  }

  for (let at = 0; at < all.length;) at += take(at);
  // The number of workers, cores or gigabytes says nothing about what is asked.
  const isNamed = query.terms.some(t => !VERSION.test(t)) || query.situations.length > 0;
  query.terms = [...new Set(query.terms)].filter(t => !isNamed || !VERSION.test(t));
  const isAlone = !query.terms.length && !query.situations.length && !query.engine && !query.asked.host;
  if (isAlone && !kernels.length && numbers.length === 1 && majorOf(numbers[0]) >= FIRST_KERNEL) {
    const [number] = numbers.splice(0);
    version("kernel", number, `Linux ${number}`);
  }
  twoKernels(query, [...new Set(inOrder)], kernels.length > 0 || builds.length === 0);
  releases(query, builds);
  query.fields = { ...query.usual, ...query.asked };
  if (isAlone && !query.pages.length && !query.situations.length && query.fields.kernel && !builds.length) kernelPages(query);
  return query;
}

/** A question about a kernel alone is about its page, or about the nearest kernels that have one. */
function kernelPages(query) {
  const version = query.fields.kernel.slice(1);
  const own = index.kernels.filter(([release, series]) => series === version || isRelease(release, version));
  const older = index.kernels.filter(k => order(k[1]) < order(version)).slice(0, 1), newer = index.kernels.filter(k => order(k[1]) > order(version)).slice(-1);
  for (const [release] of own.length ? own : [...older, ...newer]) query.pages.push({ kind: "kernel", is: e => e.id === release });
  if (query.usual.criu) query.pages.push({ kind: "CRIU release", is: e => e.id === query.usual.criu });
  query.terms = [];
}

/** A question with two kernels is about a restore on another one. */
function twoKernels(query, kernels, isAboutKernels) {
  if (query.engine || !isAboutKernels || kernels.length < 2) {
    if (kernels.length === 1 && !query.asked.kernel) query.terms.push(kernels[0]);
    return;
  }
  delete query.asked.kernel;
  query.labels = query.labels.filter(l => !l.fields.includes("kernel"));
  query.kernels = kernels;
  query.situations = [...OTHER_KERNEL.situations];
  query.terms = [];
  query.notes.push(OTHER_KERNEL.note);
}

/** A question about a build, or about what is new, is about the release of CRIU. */
function releases(query, builds) {
  const asksWhatChanged = query.words.some(w => RELEASE_WORDS.has(w));
  const others = query.terms.filter(t => !RELEASE_WORDS.has(t));
  if (others.length || query.situations.length || query.engine || Object.keys(query.asked).some(n => n !== "criu")) return;
  if (!builds.length && !((asksWhatChanged || query.words.length === 1) && query.words.includes("criu"))) return;
  const newest = builds.length ? index.builds.find(b => builds.includes(b)) : index.builds[0];
  if (!newest) return;
  query.terms = [];
  query.pages.push({ kind: "CRIU release", is: e => e.id === newest });
  if (builds.length > 1) query.pages.push({ kind: "CRIU release", is: e => builds.includes(e.id) });
}

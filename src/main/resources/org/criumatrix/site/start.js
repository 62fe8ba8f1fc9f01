// The search of the start page. Everything it shows is text: data never becomes markup.
"use strict";

const MAX_RESULTS = 20;
const BOOST = { situation: 5, application: 4, engine: 4, "CRIU release": 3, option: 3, kernel: 2, cause: 1.5, object: 1, "kernel object": 1,
  trait: .5, machine: .5, case: -1, run: -3, trend: -2 };
const MEANT = 12, EXACT = 10, SYNONYM = 8, PREFIX = 5, ABOUT = 3, PART = 2;
const LIKENESS = .5;

const index = globalThis.searchIndex;
const entries = index.entries.map(([kind, id, path, title, about, words, standing, answer, errors, cells], place) =>
  ({ place, kind, id, path, title, about, words, standing, answer, errors, cells }));
const contexts = index.contexts.map(([fragment, words, release, series, privilege, runtime, host, architectures]) =>
  ({ fragment, words, release, series, privilege, runtime, host, architectures }));
const FILLERS = new Set([...index.vocabulary.fillers, "have", "has", "had", "log", "says", "so", "then", "was", "were", "where", "who", "why", "would"]);
const meanings = new Map(index.vocabulary.meanings.flatMap(m => m.words.map(w => [w, m])));
const LONGEST = Math.max(...[...meanings.keys()].map(w => w.split(" ").length));

const wordsOf = text => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}+._#@/-]*/gu)?.map(w => w.replace(/[._/-]+$/, "")) ?? [];
const partsOf = words => words.flatMap(w => [w, ...w.split(/[-_./@]+/)]);

/** The words of an entry, found once, when they are needed. */
function termsOf(entry) {
  return entry.terms ??= {
    title: new Set([...wordsOf(entry.title), ...wordsOf(entry.id)]),
    synonyms: new Set(entry.words.flatMap(w => [...wordsOf(w), w.toLowerCase()])),
    parts: [...new Set(partsOf([...wordsOf(entry.title), ...wordsOf(entry.id), ...entry.words.flatMap(wordsOf)]))],
    about: new Set(partsOf(wordsOf(entry.about))),
  };
}

function scoreOf(entry, term) {
  const terms = termsOf(entry);
  if (terms.title.has(term)) return EXACT;
  if (terms.synonyms.has(term)) return SYNONYM;
  if (term.length > 2 && terms.parts.some(p => p.startsWith(term))) return PREFIX;
  if (terms.about.has(term)) return ABOUT;
  if (terms.parts.includes(term)) return PART;
  return 0;
}

// What a question means: what is asked for, and in which context. Interpreter.java is the same, for commands.

const VERSION = /^\d+(\.\d+)*$/;
const AT_THE_ENDS = /^["'(,;]+|["'),;:?!.]+$/g;
const KERNEL_SERIES = new Set(index.kernels.map(k => k[1]));

/**
 * Takes a question apart. fields: what a cell has to have; labels: how the user named it; terms: what is searched; also: words of the
 * context, which are searched with less weight; engine: an engine with its version.
 */
function interpret(text) {
  const words = text.trim().split(/\s+/).map(w => w.toLowerCase().replace(AT_THE_ENDS, "")).filter(Boolean);
  const asked = {}, implied = {}, labels = [], terms = [], also = [], notes = [];
  const situations = new Set();
  let engine = [];

  function version(field, value, label) {
    asked[field] = field === "kernel" ? `=${value}` : value;
    labels.push(label);
    if (field === "criu") also.push(value);
  }

  function take(at) {
    const field = index.vocabulary.versions[words[at]];
    if (field && VERSION.test(words[at + 1] ?? "")) {
      version(field, words[at + 1], field === "kernel" ? `Linux ${words[at + 1]}` : `CRIU ${words[at + 1]}`);
      return 2;
    }
    for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
      const phrase = words.slice(at, at + length).join(" ");
      const meaning = meanings.get(phrase);
      if (!meaning) continue;
      for (const [name, value] of Object.entries(meaning.fields)) implied[name] ??= value;
      if (Object.keys(meaning.fields).length) labels.push(phrase);
      for (const id of meaning.situations) situations.add(id);
      terms.push(...meaning.terms);
      if (meaning.note) notes.push(meaning.note);
      also.push(...phrase.split(" "));
      if (!VERSION.test(words[at + length] ?? "")) return length;
      engine = [...phrase.split(" "), words[at + length]];
      return length + 1;
    }
    const bare = words[at].replace(/^v(?=\d)/, "");
    if (index.builds.includes(bare)) version("criu", bare, `CRIU ${bare}`);
    else if (KERNEL_SERIES.has(bare)) version("kernel", bare, `Linux ${bare}`);
    else if (!FILLERS.has(words[at])) terms.push(...wordsOf(words[at]));
    return 1;
  }

  for (let at = 0; at < words.length;) at += take(at);
  return { text, fields: { ...implied, ...asked }, labels, situations, terms, also, notes, engine };
}

// What is found by words.

function find(query) {
  const isOption = query.text.trim().startsWith("--");
  // A question about a context alone, or about a version of an engine, finds by the words of the context.
  const terms = query.terms.length ? query.terms : query.engine.length ? query.engine : query.situations.size ? [] : query.also;
  const found = [];
  for (const entry of entries) {
    const isMeant = entry.kind === "situation" && query.situations.has(entry.id);
    let score = isMeant ? MEANT : 0;
    let matched = 0;
    for (const term of terms) {
      const one = scoreOf(entry, term);
      if (one) matched++;
      score += one;
    }
    if (!isMeant && (!matched || matched < terms.length / 2)) continue;
    for (const term of query.also) score += scoreOf(entry, term) / 2;
    score += BOOST[entry.kind] ?? 0;
    if (isOption && entry.kind === "option") score += EXACT;
    found.push({ entry, matched: isMeant ? Math.max(matched, terms.length / 2) : matched, score });
  }
  return found.sort((a, b) => b.matched - a.matched || b.score - a.score || a.entry.title.localeCompare(b.entry.title));
}

// Errors of a log.

const PREFIXES = /^.*?\bError \([^)]*\): *|^\(?\d+\.\d+\)? *|^pie: \d+: */;
const errorWords = text => text.toLowerCase().replace(/0x[0-9a-f]+|\d+/g, "#").match(/[\p{L}_#][\p{L}_#'/-]*/gu)?.filter(w => w !== "#" && w !== "error") ?? [];

let errorIndex;

/** Every error with its words, and in how many errors a word is: a rare word says more. */
function errors() {
  if (errorIndex) return errorIndex;
  const counts = new Map();
  const all = entries.flatMap(entry => entry.errors.map(text => ({ entry, text: text.toLowerCase(), words: new Set(errorWords(text)) })));
  for (const { words } of all) for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1);
  const weight = w => Math.log(1 + all.length / (counts.get(w) ?? .5));
  const sum = words => [...words].reduce((s, w) => s + weight(w), 0);
  return errorIndex = { all: all.map(e => ({ ...e, sum: sum(e.words) })), sum };
}

/** Returns causes whose errors are like a text, the most alike first. */
function findErrors(text) {
  const line = text.replace(PREFIXES, "").toLowerCase().trim();
  const words = new Set(errorWords(line));
  if (words.size < 2) return [];
  const { all, sum } = errors();
  const whole = sum(words);
  const best = new Map();
  for (const e of all) {
    const shared = sum([...words].filter(w => e.words.has(w)));
    const isPart = e.text.length > 8 && (line.includes(e.text) || e.text.includes(line));
    const likeness = isPart ? 1 + shared / whole : 2 * shared / (whole + e.sum);
    if (likeness > LIKENESS && likeness > (best.get(e.entry)?.likeness ?? 0)) best.set(e.entry, { entry: e.entry, likeness, error: e.text });
  }
  return [...best.values()].sort((a, b) => b.likeness - a.likeness);
}

// Answers in a context.

const WEIGHTS = { runtime: 8, host: 8, privilege: 4, architecture: 3, kernel: 2, criu: 1 };
const globOf = glob => new RegExp(`^${glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`);

/** Returns whether a context has a value that is asked for; a build is asked of the answer. */
function has(context, build, name, value) {
  switch (name) {
    case "kernel": return context.series === value.slice(1) || context.release === value.slice(1);
    case "architecture": return context.architectures.includes(value);
    case "criu": return globOf(value).test(index.builds[build]);
    default: return globOf(value).test(context[name] ?? "");
  }
}

const answersOf = entry => (index.answers[entry?.place] ?? []).map(([context, build, standing, options]) => ({ context: contexts[context], build, standing, options }));

/** Returns what is known of a situation in the context of a query, or in the nearest one. */
function answerOf(entry, query) {
  const fields = Object.entries(query.fields);
  const nearness = a => fields.reduce((n, [name, value]) => n + (has(a.context, a.build, name, value) ? WEIGHTS[name] ?? 1 : 0), 0);
  const whole = fields.reduce((n, [name]) => n + (WEIGHTS[name] ?? 1), 0);
  const [best] = answersOf(entry).sort((a, b) => nearness(b) - nearness(a) || a.build - b.build || a.standing - b.standing);
  return { isTested: Boolean(best) && nearness(best) === whole, best };
}

const isTestedAnywhere = (name, value) => contexts.some(c => index.builds.some((_, build) => has(c, build, name, value)));
const isBatch = host => index.batch.some(name => host?.startsWith(`${name}:`));

/** Returns the command that would show it, and the machine on which. */
function commandFor(entry, query) {
  const { privilege, runtime, host, kernel, architecture, criu } = query.fields;
  const machine = [kernel && `Linux ${kernel.slice(1)}`, architecture].filter(Boolean).join(", ");
  const where = [["runtime", runtime], ["host", host]].filter(([, value]) => value);
  if (where.some(([name, value]) => !answersOf(entry).some(a => has(a.context, a.build, name, value)))) {
    // No case of it runs there: the program itself would have to be tried.
    const words = ["./criu-matrix try", privilege ? `--privilege=${privilege}` : "", isBatch(host) ? "--job=SCRIPT" : "--container -- PROGRAM"];
    return { command: words.filter(Boolean).join(" "), machine };
  }
  const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
  const words = [`./criu-matrix run -Dcells=${quoted(entry?.cells || "*")}`, `-Dcriu=${criu ?? "newest"}`, privilege ? `-Dprivilege=${privilege}` : "",
    ...where.map(([name, value]) => `-D${name}=${quoted(value)}`)];
  return { command: words.filter(Boolean).join(" "), machine };
}

// The page.

function element(tag, { css, ...attributes } = {}, ...content) {
  const made = document.createElement(tag);
  if (css) made.className = css;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content.filter(c => c !== null && c !== undefined && c !== ""));
  return made;
}

function sign(standing) {
  if (standing < 0) return element("span", { css: "sign", "aria-hidden": "true" }, "·");
  const [mark, , css] = index.standings[standing];
  return element("span", { css: `sign ${css}`, "aria-hidden": "true" }, mark);
}

const UNTESTED = index.standings.findIndex(s => s[2] === "untested");
const UNAVAILABLE = index.standings.findIndex(s => s[2] === "unavailable");
const said = answer => index.standings[answer.standing][2] === "with-options" && answer.options ? `works with ${answer.options}` : index.standings[answer.standing][1];
const placeOf = answer => `CRIU ${index.builds[answer.build]} ${answer.context.words}, Linux ${answer.context.series}`;

function line(entry, standing, link, ...notes) {
  return element("li", {}, sign(standing), " ", element("div", {},
    element("a", { css: "title", href: link }, entry.title), element("span", { css: "kind" }, entry.kind), ...notes.filter(Boolean)));
}

const note = (text, css = "") => text ? element("p", css ? { css } : {}, text) : null;

function situationLine(entry, query) {
  const { isTested, best } = answerOf(entry, query);
  if (isTested) return line(entry, best.standing, `${entry.path}#${best.context.fragment}`, note(`${placeOf(best)}: ${said(best)}.`, "said"), note(entry.about));
  const { command, machine } = commandFor(entry, query);
  const nearest = best && best.standing !== UNAVAILABLE ? `Nearest: ${placeOf(best)}: ${said(best)}.` : "";
  return line(entry, UNTESTED, best ? `${entry.path}#${best.context.fragment}` : entry.path,
    note(`Never tested: ${query.labels.join(", ")}. ${nearest}`, "said"),
    element("p", {}, machine ? `On a machine with ${machine} this would show it: ` : "This would show it: ", element("code", {}, command)));
}

function resultLine({ entry, error }, query) {
  if (error) return line(entry, entry.standing, entry.path, note(`It prints: ${error}`), note(entry.answer, "said"), note(entry.about));
  if (entry.kind === "situation" && Object.keys(query.fields).length) return situationLine(entry, query);
  return line(entry, entry.standing, entry.path, note(entry.answer, "said"), entry.about === entry.answer ? null : note(entry.about));
}

/** Returns what is to be said about contexts that were never tested, and about an empty result. */
function contextNotes(query, results) {
  const unknown = Object.fromEntries(Object.entries(query.fields).filter(([name, value]) => !isTestedAnywhere(name, value)));
  const isUnknown = Object.keys(unknown).length > 0;
  const notes = query.notes.map(text => element("p", {}, text));
  if (!isUnknown && results.length) return notes;
  const { command, machine } = commandFor(null, { ...query, fields: unknown });
  return [
    element("p", {}, element("b", {}, isUnknown ? `Never tested: ${query.labels.join(", ")}.` : "Nothing here is called so, and nothing like it was tested.")),
    ...notes,
    element("p", {}, machine ? `On a machine with ${machine} this would show it: ` : "For a program of your own this would show it: ",
      element("code", {}, isUnknown ? command : "./criu-matrix try -- PROGRAM")),
  ];
}

function show(text) {
  const box = document.getElementById("results");
  const shown = document.getElementById("shown");
  const context = document.getElementById("context");
  box.replaceChildren();
  context.replaceChildren();
  shown.textContent = "";
  if (!text.trim()) return;
  const query = interpret(text);
  const byError = findErrors(text);
  const causes = new Set(byError.map(r => r.entry));
  const byWord = find(query).filter(r => !causes.has(r.entry));
  const isLog = /\bError \(/.test(text) || byError.length && byError[0].likeness > .9;
  const results = isLog || query.terms.length > 3 && byError.length ? [...byError, ...byWord] : [...byWord.slice(0, 5), ...byError, ...byWord.slice(5)];
  context.append(...contextNotes(query, results));
  box.append(...results.slice(0, MAX_RESULTS).map(r => resultLine(r, query)));
  shown.textContent = results.length > MAX_RESULTS ? `${MAX_RESULTS} of ${results.length} results; more words narrow them down` : `${results.length} result${results.length === 1 ? "" : "s"}`;
}

const box = document.getElementById("q");

function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get("q") ?? new URLSearchParams(location.search).get("q");
  if (given !== null && given !== box.value) box.value = given;
  show(box.value);
}

function remember() {
  try {
    history.replaceState(null, "", box.value ? `#q=${encodeURIComponent(box.value)}` : "#");
  } catch {
    // A browser that refuses this for files on the disk only loses the address.
  }
}

box.addEventListener("input", () => {
  remember();
  show(box.value);
});
box.form.addEventListener("submit", event => {
  event.preventDefault();
  remember();
  show(box.value);
});
addEventListener("hashchange", fromAddress);
fromAddress();

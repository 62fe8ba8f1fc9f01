// The search of the start page. Everything it shows is text: data never becomes markup.
"use strict";

const MAX_RESULTS = 20;
const STOP = new Set(("a an and any are be been between but by can checkpoint checkpointed checkpointing could criu do does dump dumped for from "
  + "had has have how i if in into is it its log may me my of on or restore restored running says should so that the then there this to under use "
  + "using was what when where which who why will with work works would you").split(" "));
const BOOST = { situation: 5, application: 4, engine: 4, "CRIU release": 3, option: 3, kernel: 2, cause: 1.5, object: 1, "kernel object": 1,
  trait: .5, machine: .5, case: -1, run: -3, trend: -2 };
const EXACT = 10, SYNONYM = 8, PREFIX = 5, ABOUT = 3, PART = 2;
const LIKENESS = .5;

const index = globalThis.searchIndex;
const entries = index.entries.map(([kind, id, path, title, about, words, standing, answer, errors, cells], place) =>
  ({ place, kind, id, path, title, about, words, standing, answer, errors, cells }));
const contexts = index.contexts.map(([fragment, words, kernel, facets]) => ({ fragment, words, kernel, facets: new Set(facets) }));
const facets = index.facets.flatMap(([facet, value, label, known, words]) => words.map(phrase => ({ facet, value, label, known, phrase })))
  .sort((a, b) => b.phrase.length - a.phrase.length);

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

// Contexts that a query names.

const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Takes the contexts out of a query: what is asked for, and where, as whom, on what. */
function parse(text) {
  let rest = ` ${text.toLowerCase().replace(/\s+/g, " ")} `;
  const named = [];
  const engines = [];
  for (const f of facets) {
    const at = new RegExp(`(?<=[\\s,(])${escaped(f.phrase)}(?=[\\s,.?!)])`, "u");
    if (at.test(rest) && !named.some(n => n.facet === f.facet)) {
      named.push(f);
      if (f.facet === "engine") engines.push(f.phrase);
      rest = rest.replace(at, " ");
    }
  }
  const builds = [];
  rest = rest.replace(/(?:\bcriu )?\bv?(\d+\.\d[\w.~-]*)/g, (all, version) => {
    if (!index.builds.includes(version) || /(linux|kernel) $/.test(rest.slice(0, rest.indexOf(all)))) return all;
    builds.push(version);
    return " ";
  });
  const kernels = [];
  const series = new Set(index.kernels.map(k => k[1]));
  rest = rest.replace(/(\b(?:linux|kernel) )?\bv?(\d+\.\d+)(?:\.\S*)?/g, (all, word, version) => {
    if (!word && !series.has(version)) return all;
    kernels.push({ facet: "kernel", value: version, label: `Linux ${version}`, known: series.has(version) });
    return " ";
  });
  const words = wordsOf(rest);
  const asked = words.filter(w => !STOP.has(w));
  return { text, contexts: [...named, ...kernels], builds, engines, asked: asked.length || named.length + kernels.length + builds.length ? asked : words };
}

// What is found by words.

function find(query) {
  const isOption = query.text.trim().startsWith("--");
  // A version after an engine, and a query about a context alone, find by the context's own words, too.
  const isAboutContext = !query.asked.length || query.asked.every(w => /^\d/.test(w));
  const also = [...query.engines.flatMap(wordsOf), ...query.builds, ...(isAboutContext ? query.contexts.filter(c => c.facet !== "privilege").flatMap(c => wordsOf(c.label)) : [])];
  const terms = query.asked.length && !isAboutContext ? query.asked : [...new Set([...query.asked, ...also])];
  const found = [];
  for (const entry of entries) {
    let score = 0, matched = 0;
    for (const term of terms) {
      const one = scoreOf(entry, term);
      if (one) matched++;
      score += one;
    }
    if (!matched || matched < terms.length / 2) continue;
    if (!isAboutContext) for (const term of also) score += scoreOf(entry, term) / 2;
    score += BOOST[entry.kind] ?? 0;
    if (isOption && entry.kind === "option") score += EXACT;
    found.push({ entry, matched, score });
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

const keyOf = c => `${c.facet} ${c.value}`;
const HEAVY = { engine: 8, privilege: 4, architecture: 3, distribution: 2, kernel: 1 };

/** Returns what is known of a situation in the context of a query, or in the nearest one. */
function answerOf(entry, query) {
  const answers = (index.answers[entry.place] ?? [])
    .map(([context, build, standing, options]) => ({ context: contexts[context], build, standing, options }))
    .filter(a => !query.builds.length || query.builds.includes(index.builds[a.build]));
  const nearness = a => query.contexts.reduce((n, c) => n + (a.context.facets.has(keyOf(c)) ? HEAVY[c.facet] : 0), 0);
  const whole = query.contexts.reduce((n, c) => n + HEAVY[c.facet], 0);
  const [best] = answers.sort((a, b) => nearness(b) - nearness(a) || a.build - b.build || a.standing - b.standing);
  return { isTested: Boolean(best) && nearness(best) === whole, best };
}

const BATCH = ["slurm", "htcondor"];

/** Returns the command that would tell, and on which machine. */
function commandFor(entry, query) {
  const machine = query.contexts.filter(c => ["architecture", "distribution", "kernel"].includes(c.facet)).map(c => c.label).join(", ");
  const engine = query.contexts.find(c => c.facet === "engine");
  const privilege = query.contexts.find(c => c.facet === "privilege");
  const as = privilege ? ` -Dprivilege=${privilege.value}` : "";
  const build = query.builds[0] ?? "newest";
  if (engine && !enginesOf(entry).has(engine.value)) {
    // No case of it runs there: the program itself would have to be tried.
    const command = ["./criu-matrix try", privilege ? `--privilege=${privilege.value}` : "", BATCH.includes(engine.value) ? "--job=SCRIPT" : "--container -- PROGRAM"];
    return { command: command.filter(Boolean).join(" "), machine };
  }
  const cells = `./criu-matrix run -Dcells='${(entry?.cells || "*").replaceAll("'", "'\\''")}' -Dcriu=${build}${as}`;
  if (!engine) return { command: cells, machine };
  return { command: cells + (BATCH.includes(engine.value) ? ` -Dhost='${engine.value}:*'` : ` -Druntime='${engine.value}*'`), machine };
}

/** Returns the engines that cells of a situation ran in. */
const enginesOf = entry => new Set((index.answers[entry?.place] ?? []).flatMap(([context]) => [...contexts[context].facets])
  .filter(f => f.startsWith("engine ")).map(f => f.slice("engine ".length)));

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
const where = answer => `CRIU ${index.builds[answer.build]} ${answer.context.words}, Linux ${answer.context.kernel}`;

function line(entry, standing, link, ...notes) {
  return element("li", {}, sign(standing), " ", element("div", {},
    element("a", { css: "title", href: link }, entry.title), element("span", { css: "kind" }, entry.kind), ...notes.filter(Boolean)));
}

const note = (text, css = "") => text ? element("p", css ? { css } : {}, text) : null;

function situationLine(entry, query) {
  const { isTested, best } = answerOf(entry, query);
  if (isTested) return line(entry, best.standing, `${entry.path}#${best.context.fragment}`, note(`${where(best)}: ${said(best)}.`, "said"), note(entry.about));
  const { command, machine } = commandFor(entry, query);
  const context = [...query.builds.map(b => `CRIU ${b}`), ...query.contexts.map(c => c.label)].join(", ");
  const nearest = best && best.standing !== UNAVAILABLE ? `Nearest: ${where(best)}: ${said(best)}.` : "";
  return line(entry, UNTESTED, best ? `${entry.path}#${best.context.fragment}` : entry.path,
    note(`Never tested: ${context}. ${nearest}`, "said"),
    element("p", {}, machine ? `On a machine with ${machine} this would tell: ` : "This would tell: ", element("code", {}, command)));
}

function resultLine({ entry, error }, query) {
  if (error) return line(entry, entry.standing, entry.path, note(`It prints: ${error}`), note(entry.answer, "said"), note(entry.about));
  if (entry.kind === "situation" && query.contexts.length + query.builds.length) return situationLine(entry, query);
  return line(entry, entry.standing, entry.path, note(entry.answer, "said"), entry.about === entry.answer ? null : note(entry.about));
}

/** Returns what is to be said about contexts that were never tested, and about an empty result. */
function contextNotes(query, results) {
  const unknown = query.contexts.filter(c => !c.known);
  if (!unknown.length && results.length) return [];
  const { command, machine } = commandFor(null, { ...query, contexts: unknown });
  const tested = [...new Set(unknown.map(c => c.facet))].map(facet => [facet, index.facets.filter(f => f[0] === facet && f[3]).map(f => f[2])]);
  return [
    element("p", {}, element("b", {}, unknown.length ? `Never tested: ${unknown.map(c => c.label).join(", ")}.` : "Nothing here is called so, and nothing like it was tested.")),
    element("p", {}, machine ? `On a machine with ${machine} this would tell: ` : "For a program of your own this would tell: ",
      element("code", {}, machine ? command : unknown.length ? command : "./criu-matrix try -- PROGRAM")),
    ...tested.filter(([, labels]) => labels.length).map(([facet, labels]) => element("p", {}, `Tested: ${labels.join(", ")}.`)),
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
  const query = parse(text);
  const byError = findErrors(text);
  const causes = new Set(byError.map(r => r.entry));
  const byWord = find(query).filter(r => !causes.has(r.entry));
  const isLog = /\bError \(/.test(text) || byError.length && byError[0].likeness > .9;
  const results = isLog || query.asked.length > 3 && byError.length ? [...byError, ...byWord] : [...byWord.slice(0, 5), ...byError, ...byWord.slice(5)];
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

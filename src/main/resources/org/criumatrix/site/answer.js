// Answers in a context.
"use strict";

const WEIGHTS = { runtime: 8, host: 8, privilege: 4, architecture: 3, kernel: 2, criu: 1 };
const contexts = index.contexts.map(([fragment, place, release, series, privilege, runtime, host, architectures]) =>
  ({ fragment, place, who: place.split(",")[0], release, series, privilege, runtime, host, architectures }));
const editions = index.editions.map(([runtime, suite, version]) => ({ runtime, suite, version }));

const globs = new Map();

function globOf(glob) {
  if (!globs.has(glob)) globs.set(glob, new RegExp(`^${glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")}$`));
  return globs.get(glob);
}

/** Returns whether a context has a value that is asked for; a build is asked of the answer. */
function has(context, build, name, value) {
  switch (name) {
    case "kernel": return context.series === value.slice(1) || isRelease(context.release, value.slice(1));
    case "architecture": return context.architectures.includes(value);
    case "criu": return globOf(value).test(index.builds[build]);
    // CRIU inside a container is in the engine, too.
    case "runtime": return globOf(value).test(context.runtime) || context.host.startsWith("container:") && globOf(value).test(context.host.slice(10));
    default: return globOf(value).test(context[name] ?? "");
  }
}

const answersOf = entry => entry ? entry.answers ??= (index.answers[entry.place] ?? []).map(([context, build, standing, options]) => ({ context: contexts[context], build, standing, options })) : [];

/** CRIU as root is what most people ask about. */
const isRoot = answer => answer.context.privilege === "root";

/** Returns what is known of a situation in the context of a query, or in the nearest one. */
function answerOf(entry, query, among = answersOf(entry)) {
  const fields = Object.entries(query.fields);
  const nearness = a => fields.reduce((n, [name, value]) => n + (has(a.context, a.build, name, value) ? WEIGHTS[name] ?? 1 : 0), 0);
  const whole = fields.reduce((n, [name]) => n + (WEIGHTS[name] ?? 1), 0);
  const [best] = [...among].sort((a, b) => nearness(b) - nearness(a) || isUnavailable(a) - isUnavailable(b)
    || isRoot(b) - isRoot(a) || a.build - b.build || a.standing - b.standing || order(b.context.series) - order(a.context.series));
  return { isTested: Boolean(best) && nearness(best) === whole, best };
}

const isTestedAnywhere = (name, value) => contexts.some(c => index.builds.some((_, build) => has(c, build, name, value)));
const isBatch = host => index.batch.some(name => host?.startsWith(`${name}:`));

const standingOf = css => index.standings.findIndex(s => s[2] === css);
const UNTESTED = standingOf("untested"), UNAVAILABLE = standingOf("unavailable"), PARTLY = standingOf("partly");
const isUnavailable = answer => answer.standing === UNAVAILABLE;
const hasOptions = answer => index.standings[answer.standing][2] === "with-options" && answer.options;
const said = answer => hasOptions(answer) ? `works with ${answer.options}` : index.standings[answer.standing][1];
const placeOf = answer => `CRIU ${index.builds[answer.build]} ${answer.context.place}, Linux ${answer.context.series}`;
const whereOf = answer => `CRIU ${index.builds[answer.build]} ${answer.context.who}, Linux ${answer.context.series}`;

/** Returns yes or no. */
function yesOrNo(answer) {
  switch (index.standings[answer.standing][2]) {
    case "works": return "yes";
    case "with-options": return `yes, with ${answer.options}`;
    default: return index.standings[answer.standing][1];
  }
}

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** Returns the labels of a query that an answer does not have. What a page is about needs no name. */
function missingOf(entry, query, answer) {
  const about = new Set([...entry.words, entry.id].map(w => w.toLowerCase()));
  return query.labels
    .filter(l => !answersOf(entry).length ? !about.has(l.text) : true)
    .filter(l => !answer || l.fields.some(name => query.fields[name] && !has(answer.context, answer.build, name, query.fields[name])))
    .map(l => l.text);
}

// Editions of an engine.

const editionOf = runtime => editions.find(e => e.runtime === runtime.replace(/\/.*/, ""));
const labelOf = engine => entries.find(e => e.kind === "engine" && e.id === engine)?.title ?? engine;
const nameOf = (query, edition) => `${labelOf(query.engine.name)} ${edition.version} (${edition.suite})`;
const isVersion = (version, asked) => version === asked || version.startsWith(`${asked}.`);
const distance = (version, asked) => Math.abs(parseFloat(version) - parseFloat(asked));

/** Returns what a distribution has apart from its engine and an answer was not tested with: Linux 6.12. */
const unusualOf = (query, { context, build }) => Object.entries(query.usual).filter(([name, value]) => !query.asked[name] && !has(context, build, name, value))
  .map(([name, value]) => name === "kernel" ? `Linux ${value.slice(1)}` : `CRIU ${value}`);

/** Returns a sentence about the editions of an engine that a situation was tested in, the one that is asked for first; null without any. */
function byEdition(entry, query) {
  if (!query.engine) return null;
  const { runtime, ...rest } = query.fields;
  const { runtime: own, ...others } = query.asked;
  const tested = new Map();
  for (const answer of answersOf(entry)) {
    const edition = globOf(runtime).test(answer.context.runtime) && editionOf(answer.context.runtime);
    if (edition) tested.set(edition, [...tested.get(edition) ?? [], answer]);
  }
  if (!tested.size) return null;
  const { version } = query.engine;
  const isOfSuite = e => query.suite.includes(e.suite.toLowerCase());
  const isAsked = ({ edition }) => version ? isVersion(edition.version, version) : isOfSuite(edition);
  const all = [...tested].map(([edition, among]) => {
    const tried = among.filter(a => !isUnavailable(a));
    const { best } = answerOf(entry, { fields: rest }, tried.length ? tried : among);
    return { edition, best, missing: missingOf(entry, { ...query, fields: others }, best) };
  });
  if (version) all.sort((a, b) => distance(a.edition.version, version) - distance(b.edition.version, version));
  all.sort((a, b) => isAsked(b) - isAsked(a) || a.missing.length - b.missing.length);
  const [first, ...more] = all;
  const where = whereOf(first.best);
  const short = ({ edition, best }) => `${nameOf(query, edition)}: ${yesOrNo(best)}${whereOf(best) === where ? "" : ` (${whereOf(best)})`}`;
  const unusual = unusualOf(query, first.best);
  const elsewhere = unusual.length ? `Not tested with ${unusual.join(", ")}.` : "";
  const unasked = !version && editions.find(e => isOfSuite(e) && e.runtime.replace(/@.*/, "") === query.engine.name);
  const never = [
    version && !isAsked(first) ? `${query.engine.name} ${version}` : "",
    unasked && !isAsked(first) ? nameOf(query, unasked) : "", ...first.missing,
  ].filter(Boolean);
  if (never.length) {
    return { best: first.best, standing: UNTESTED, text: `Never tested: ${never.join(", ")}. Nearest: ${[`${nameOf(query, first.edition)}: ${yesOrNo(first.best)} (${where})`, ...more.map(short)].join("; ")}.` };
  }
  if (!version && !unasked && more.some(e => !e.missing.length && e.best.standing !== first.best.standing)) {
    return { best: first.best, standing: PARTLY, text: `It depends on the version: ${[`${nameOf(query, first.edition)}: ${yesOrNo(first.best)} (${where})`, ...more.map(short)].join("; ")}. ${elsewhere}`.trim() };
  }
  const text = [`${capital(yesOrNo(first.best))}: ${nameOf(query, first.edition)}, ${where}.`, elsewhere,
    more.length ? `${more.map(short).join("; ")}.` : ""];
  return { best: first.best, standing: first.best.standing, text: text.filter(Boolean).join(" ") };
}

/** Returns what is known of an engine itself where another program was never tested in it. */
function inEngine(query) {
  if (!query.engine || !query.terms.length && !query.situations.length) return null;
  const about = entries.filter(e => e.kind === "situation" && (e.id === query.engine.name || e.id.startsWith(`${query.engine.name}-`)));
  const all = about.map(entry => ({ entry, ...answerOf(entry, query) })).filter(a => a.isTested && !isUnavailable(a.best));
  return all.sort((a, b) => a.best.standing - b.best.standing || a.entry.id.length - b.entry.id.length)[0] ?? null;
}

/** Returns what is known of restores on another kernel, the pair that is asked for first; null without any. */
function betweenKernels(query) {
  const all = index.moves.map(([from, to, criu, works, of]) => ({ from, to, criu, works, of }));
  if (!all.length) return null;
  const [from, to] = query.kernels;
  const asked = to ? all.filter(m => m.from === from && m.to === to) : all;
  const words = m => `dumped on Linux ${m.from} and restored on ${m.to}: ${m.works} of ${m.of} cell${m.of === 1 ? " works" : "s work"} with CRIU ${m.criu}`;
  if (!asked.length) return { standing: UNTESTED, text: `Never tested: dumped on Linux ${from} and restored on ${to}. Nearest: ${all.map(words).join("; ")}.` };
  const works = asked.filter(m => m.works === m.of).length;
  const standing = works === asked.length ? standingOf("works") : asked.some(m => m.works) ? PARTLY : standingOf("no");
  return { standing, text: `${capital(index.standings[standing][1] === "works" ? "yes" : index.standings[standing][1])}: ${[...asked, ...all.filter(m => !asked.includes(m))].map(words).join("; ")}.` };
}

/** Returns the command that would show it, and the machine on which. */
function commandFor(entry, query) {
  const { privilege, runtime, host, kernel, architecture, criu } = query.fields;
  const machine = [kernel && `Linux ${kernel.slice(1)}`, architecture].filter(Boolean).join(", ");
  const where = [["runtime", runtime], ["host", host]].filter(([, value]) => value);
  if (where.some(([name, value]) => !answersOf(entry).some(a => has(a.context, a.build, name, value)))) {
    // No case of it runs there: the program itself would have to be tried.
    const parts = ["./criu-matrix try", privilege ? `--privilege=${privilege}` : "", isBatch(host) ? "--job=SCRIPT" : "--container -- PROGRAM"];
    return { command: parts.filter(Boolean).join(" "), machine };
  }
  const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = [`./criu-matrix run -Dcells=${quoted(entry?.cells || "serial/*")}`, `-Dcriu=${criu ?? "newest"}`, privilege ? `-Dprivilege=${privilege}` : "",
    ...where.map(([name, value]) => `-D${name}=${quoted(value)}`)];
  return { command: parts.filter(Boolean).join(" "), machine };
}

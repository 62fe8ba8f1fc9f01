// The search of the start page. Everything it shows is text: data never becomes markup.
"use strict";

const MAX_RESULTS = 20;

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

function line(entry, standing, link, ...notes) {
  return element("li", {}, sign(standing), " ", element("div", {},
    element("a", { css: "title", href: link }, entry.title), element("span", { css: "kind" }, entry.kind), ...notes.filter(Boolean)));
}

const note = (text, css = "") => text ? element("p", css ? { css } : {}, text) : null;

function commandNote(entry, query) {
  const [next, where] = index.next[entry.id] ?? [];
  if (next) return element("p", {}, `${where}, this would show it: `, element("code", {}, next));
  if (!entry.cells) return null;
  const { command, machine } = commandFor(entry, query);
  return element("p", {}, machine ? `On a machine with ${machine} this would show it: ` : "This would show it: ", element("code", {}, command));
}

function situationLine(entry, query) {
  const moves = entry.id === OTHER_KERNEL.situations[0] ? betweenKernels(query) : null;
  if (moves) return line(entry, moves.standing, entry.path, note(moves.text, "said"), note(entry.about));
  const { isTested, best } = answerOf(entry, query);
  const edition = byEdition(entry, query);
  if (edition) return line(entry, edition.standing, `${entry.path}#${edition.best.context.fragment}`, note(edition.text, "said"), note(entry.about));
  if (isTested) return line(entry, best.standing, `${entry.path}#${best.context.fragment}`, note(`${placeOf(best)}: ${said(best)}.`, "said"), note(entry.about));
  const missing = missingOf(entry, query, null);
  const never = missing.length ? `Never tested: ${missing.join(", ")}.` : "Never tested.";
  const nearest = best && !isUnavailable(best) ? ` Nearest: ${placeOf(best)}: ${said(best)}.` : "";
  const engine = inEngine(query);
  const other = engine && engine.entry !== entry ? ` What is known of ${query.engine.name}: ${engine.entry.title}: ${said(engine.best)} (${placeOf(engine.best)}).` : "";
  return line(entry, UNTESTED, best ? `${entry.path}#${best.context.fragment}` : entry.path, note(`${never}${nearest}${other}`, "said"), commandNote(entry, query));
}

/** An application has the answers of its situation. */
function applicationLine(entry, query) {
  const situation = entries.find(e => e.kind === "situation" && e.id === entry.cells);
  const isTested = situation && answerOf(situation, query).isTested;
  return line(entry, isTested ? entry.standing : UNTESTED, entry.path, note(`${isTested ? "" : `Never tested: ${query.labels.map(l => l.text).join(", ")}. Elsewhere: `}${entry.answer}`, "said"), note(entry.about));
}

function resultLine({ entry, error }, query) {
  if (error) return line(entry, entry.standing, entry.path, note(`It prints: ${error}`), note(entry.answer, "said"), note(entry.about));
  const isInContext = Object.keys(query.fields).length > 0;
  if (entry.kind === "situation" && (isInContext || OTHER_KERNEL.situations.includes(entry.id))) return situationLine(entry, query);
  if (entry.kind === "application" && isInContext) return applicationLine(entry, query);
  return line(entry, entry.standing, entry.path, note(entry.answer, "said"), entry.about === entry.answer ? null : note(entry.about));
}

/** Returns whether the line of a result says what was tested where. */
const saysWhatIsTested = entry => entry?.kind === "application" || entry?.kind === "situation" && answersOf(entry).length > 0;

/** Returns what is to be said about contexts that were never tested, and about an empty result. */
function contextNotes(query, results, meant) {
  const unknown = query.pages.length && query.pages[0].kind !== "kernel" ? {} : Object.fromEntries(Object.entries(query.fields).filter(([name, value]) => !isTestedAnywhere(name, value)));
  const isUnknown = Object.keys(unknown).length > 0;
  const labels = query.labels.filter(l => l.fields.some(name => unknown[name])).map(l => l.text);
  const notes = [
    meant ? element("p", {}, "Did you mean: ", element("b", {}, meant), "?") : null,
    ...[...new Set(query.notes)].map(text => element("p", {}, text)),
  ].filter(Boolean);
  if (!isUnknown && (results.length || query.notes.length) || saysWhatIsTested(results[0]?.entry)) return notes;
  const { command, machine } = commandFor(null, { ...query, fields: unknown });
  const cost = isUnknown && command.includes("-Dcells=") ? ". It plays the simplest programs, in minutes; all cells, -Dcells='*', take hours." : "";
  return [
    element("p", {}, element("b", {}, isUnknown ? `Never tested: ${labels.join(", ")}.` : "Nothing here is called so, and nothing like it was tested.")),
    ...notes,
    element("p", {}, machine ? `On a machine with ${machine} this would show it: ` : "For a program of your own this would show it: ",
      element("code", {}, isUnknown ? command : "./criu-matrix try -- PROGRAM"), cost),
  ];
}

/** Returns a question as it is understood, and what is found. */
function answersTo(text) {
  const meant = corrected(text);
  const query = interpret(meant || text);
  const byError = findErrors(meant || text);
  const causes = new Set(byError.map(r => r.entry));
  const byWord = find(query).filter(r => !causes.has(r.entry));
  const engine = inEngine(query);
  if (engine) {
    const at = byWord.findIndex(r => r.entry === engine.entry);
    if (at > 1 || at < 0) byWord.splice(1, 0, at < 0 ? { entry: engine.entry, score: 0 } : byWord.splice(at, 1)[0]);
  }
  const hasError = /\bError \(/.test(text);
  if (hasError) query.notes = [];
  const isTitle = byWord.length > 0 && byWord[0].entry.title.toLowerCase().includes(query.words.join(" "));
  const isLog = hasError || !isTitle && byError.length && byError[0].likeness > .9;
  const isSentence = !query.pages.length && !query.situations.length && query.terms.length > 3 && byError.length > 0;
  return { query, meant, results: isLog || isSentence ? [...byError, ...byWord] : [...byWord.slice(0, 5), ...byError, ...byWord.slice(5)] };
}

function show(text) {
  const box = document.getElementById("results");
  const shown = document.getElementById("shown");
  const context = document.getElementById("context");
  box.replaceChildren();
  context.replaceChildren();
  shown.textContent = "";
  if (!text.trim()) return;
  const { query, meant, results } = answersTo(text);
  context.append(...contextNotes(query, results, meant));
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
// What the first key needs is made while nobody waits.
(globalThis.requestIdleCallback ?? setTimeout)(spellingOf);

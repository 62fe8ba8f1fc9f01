// What is not as expected, in one line above the grid; opened, one entry for each cause.

const LISTED = 10;
const LOUDEST = ["regression", "changed", "broken", "improvement"];

/** Cells with one cause are one piece of news, however many they are. */
function news() {
  const found = groupBy(cells.filter(c => c.differs), c => [c.judgement, c.why || [c.expected, seen(c)].join("\n")].join("\n"));
  const order = c => LOUDEST.indexOf(c.judgement);
  return [...found.values()].sort((a, b) => order(a[0]) - order(b[0]) || b.length - a.length);
}

/** Also the headline number. */
const newsFound = news();

function drawNews() {
  const found = newsFound;
  const total = found.flat().length;
  if (!total) {
    document.getElementById("differs").replaceWith(el("p", { id: "differs", class: "none" }, "✓ Nothing differs from expectation"));
    return;
  }
  const kinds = [...groupBy(found, g => g[0].judgement)].map(([judgement, groups]) => `${groups.flat().length} ${judgement}`);
  panel("differs", [el("strong", {}, `${total.toLocaleString()} ${total === 1 ? "cell differs" : "cells differ"} from expectation, in ${count(found.length, "way")}`),
    el("span", {}, kinds.join(", "))], () => [el("ul", {}, found.map(drawGroup))]);
}

function drawGroup(some) {
  const [c] = some;
  const errors = [...groupBy(some.filter(s => s.error), s => s.error)].sort(([, a], [, b]) => b.length - a.length);
  const alike = some.length > 1;
  return el("li", {},
    el("p", {}, sign(c.verdict), el("strong", {}, alike ? `${some.length} cells` : c.caseId), " ", el("span", { class: "badge " + css(c.judgement) }, c.judgement), " ",
      el("span", { class: "how" }, "expected: ", c.expected || "works", " · seen: ", seen(c), " · ", whereWords(some))),
    errors.length ? el("code", {}, errors[0][0]) : null,
    errors.length > 1 && el("p", { class: "where" }, `and ${count(errors.length - 1, "more error")} like it`),
    ...newsCause(c),
    el("p", { class: "where" }, some.slice(0, LISTED).map(s => cellLink(s, alike ? `${s.caseId} ${point(s)}` : point(s))),
      some.length > LISTED && el("button", { type: "button", onclick: () => onlyNews(c) }, `Show all ${some.length} in the grid`)));
}

/** Says that a cause is on record for other cells, or that it is gone. */
function newsCause(c) {
  if (c.cause?.kind !== RECORDED) return [];
  const known = cells.filter(o => o.cause === c.cause && !o.differs);
  if (c.verdict === "works") return [el("p", { class: "why" }, c.cause.fixed ? "Works now, and its cause is recorded as fixed: " : "Works now; its cause was: ", c.cause.text, c.cause.fixed && ` (${fixWords(c.cause, c.criu)})`)];
  return [el("p", { class: "why" }, `The same error is on record for ${known.length.toLocaleString()} other ${known.length === 1 ? "cell" : "cells"}: `, c.cause.text, c.cause.fixed && ` (${fixWords(c.cause, c.criu)})`,
    ". ./criu-matrix update offers a line of matrix.csv for these cells, too.")];
}

const whereWords = some => [`CRIU ${names(valuesOf(some, "criu"))}`, names(valuesOf(some, "privilege")), names([...new Set(some.map(c => titles.get(c.row) || c.row))])].join(" · ");

const onlyNews = c => showOnly(() => {
  state.differing = true;
  state.only.set("judgement", new Set([c.judgement]));
  if (c.why) state.only.set("why", new Set([c.why]));
});

/** Announces causes that are recorded as fixed, and whose cells work. */
function drawFixed() {
  const fixed = [...groupBy(cells.filter(c => c.differs && c.verdict === "works" && c.cause?.fixed), c => c.cause)];
  const total = cellsIn(fixed);
  panel("fixed", fixed.length && [el("strong", {}, `✓ ${count(fixed.length, "cause")} recorded as fixed ${fixed.length === 1 ? "is" : "are"} gone`), el("span", {}, `${total} ${total === 1 ? "cell works" : "cells work"} now`)], () =>
    [el("ul", {}, fixed.map(([cause, some]) => el("li", {}, el("p", {}, cause.text), el("p", { class: "why" }, fixWords(cause), ` · ${some.length} of its cells work now: `, whereWords(some)),
      el("p", { class: "where" }, some.slice(0, LISTED).map(s => cellLink(s, `${s.caseId} ${point(s)}`))))))]);
}

/** The axes that distinguish cells in this run; always with CRIU and privilege. */
const point = cell => AXES.filter(a => a === "criu" || a === "privilege" || data.axes[a].length > 1)
  .map(a => a === "criu" ? "CRIU " + cell.criu : cell[a]).join(" · ");

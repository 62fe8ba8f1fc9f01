// The view "Why": the causes of the failures, those with the most cells first.

const why = { box: document.getElementById("why") };
/** Shares of the failing cells that the head speaks of: the first causes that explain at least this much. */
const MOST = [.7, .9];

const percent = share => `${Math.round(share * 100)} %`;

const cellsIn = found => found.reduce((sum, [, some]) => sum + some.length, 0);

/** "3 causes explain 70 % of the failures"; empty without failing cells. */
function explains(found, what = "the failures") {
  const total = cellsIn(found);
  if (!total) return "";
  const first = firstThatExplain(found, MOST[0] * total);
  return `${count(first, "cause")} ${first === 1 ? "explains" : "explain"} ${percent(cellsIn(found.slice(0, first)) / total)} of ${what}`;
}

const count = (n, what) => `${n.toLocaleString()} ${what}${n === 1 ? "" : "s"}`;

function firstThatExplain(found, cellsAtLeast) {
  let sum = 0;
  const last = found.findIndex(([, some]) => (sum += some.length) >= cellsAtLeast);
  return last + 1 || found.length;
}

function showWhy(shown) {
  const found = byCause(shown);
  const reasons = [...groupBy(shown.filter(c => c.verdict === "unavailable" || c.verdict === "broken"), c => c.cause)].sort(([, a], [, b]) => b.length - a.length);
  showNothing(!shown.length);
  why.box.hidden = !shown.length;
  why.box.replaceChildren(
    el("ul", { class: "why-head" }, whyHead(found).map(words => el("li", {}, words))),
    found.length ? whyTable(found) : "",
    reasons.length ? el("div", {}, el("h2", {}, "Could not be run here"), reasonTable(reasons)) : "");
}

/** Three lines: how much a few causes explain, what a newer CRIU mends, and what can be worked around. */
function whyHead(found) {
  const total = cellsIn(found);
  if (!total) return ["No cell fails here."];
  const cellsOf = test => found.filter(([cause, some]) => test(cause, some));
  const upstream = cellsOf((cause, some) => cause.fixed && some.some(c => isOlder(c.criu, cause.fixed)));
  const here = upstream.filter(([cause]) => data.axes.criu.some(c => /^\d/.test(c) && !isOlder(c, cause.fixed)));
  const way = cellsOf(cause => hasWay(cause));
  return [
    explainsMore(found, total),
    upstream.length ? `${count(upstream.length, "cause")} with ${count(cellsIn(upstream), "cell")} ${upstream.length === 1 ? "is" : "are"} fixed upstream; a build of this run has the fix of ${here.length === upstream.length ? "all of them" : here.length}.` : "No cause is recorded as fixed upstream.",
    way.length ? `${count(way.length, "cause")} with ${count(cellsIn(way), "cell")} ${way.length === 1 ? "has" : "have"} a known way that makes it work.` : "No way is known that makes them work.",
  ];
}

/** "3 causes explain 70 % of 2,404 failing cells, 9 explain 91 %; there are 43." */
function explainsMore(found, total) {
  const [few, more] = MOST.map(share => firstThatExplain(found, share * total));
  const part = cellsIn(found.slice(0, more));
  return explains(found, `${total.toLocaleString()} failing cells`) + (more > few && more < found.length ? `, ${more} explain ${percent(part / total)}` : "") + (few < found.length ? `; there are ${found.length}.` : ".");
}

const NONE_KNOWN = /^none known/;
const hasWay = cause => Boolean(cause.remedy) && !NONE_KNOWN.test(cause.remedy);

const WHY_HEAD = ["Cause", "Cells", "CRIU", "Kernels", "Fixed", "What makes it work", "Issue"];

function whyTable(found) {
  const most = found[0][1].length;
  const cell = (title, ...body) => el("td", { "data-column": title }, ...body);
  return el("table", { class: "why-table", "aria-label": "Causes" },
    el("thead", {}, el("tr", {}, WHY_HEAD.map(h => el("th", { scope: "col" }, h)))),
    el("tbody", {}, found.map(([cause, some]) => el("tr", { "data-why": cause.id },
      el("th", { scope: "row" }, el("button", { type: "button", class: "cause-text", title: "Show its cells in the grid", onclick: () => onlyWhy(cause) }, cause.text),
        cause.kind === UNKNOWN_CAUSE && el("small", { class: "badge" }, "on no record")),
      cell("Cells", el("span", { class: "cells-bar", style: `--share: ${some.length / most}` }, some.length.toLocaleString()), " ", newsOf(some)),
      cell("CRIU", names(valuesOf(some, "criu"))),
      cell("Kernels", kernelWords(cause.kernel) || "any", " ", el("small", {}, names([...new Set(valuesOf(some, "kernel").map(release))]))),
      cell("Fixed", fixedIn(cause, some)),
      cell("What makes it work", cause.remedy ? remedyWords(some[0], cause.remedy) : cause.kind === RECORDED ? "not recorded" : ""),
      cell("Issue", issueLink(cause))))));
}

const newsOf = some => { const n = some.filter(c => c.differs).length; return n ? el("small", { class: "news" }, `${n} ${DIFFERS}`) : null; };

function fixedIn(cause, some) {
  if (!cause.fixed) return "";
  const without = valuesOf(some, "criu").filter(c => isOlder(c, cause.fixed));
  return [`CRIU ${cause.fixed} `, without.length ? el("small", {}, `fixed upstream, not in ${names(without)}`) : null];
}

const issueLink = cause => !cause.issue ? "" : ADDRESS.test(cause.issue)
  ? el("a", { href: cause.issue, rel: "noreferrer" }, cause.issue.replace(/^https?:\/\/github\.com\/[^/]+\/([^/]+)\/(?:issues|pull)\/(\d+)$/, "$1#$2"))
  : el("code", {}, cause.issue.slice(0, 12));

const reasonTable = reasons => el("table", { class: "why-table", "aria-label": "Reasons" },
  el("tbody", {}, reasons.map(([cause, some]) => el("tr", { "data-why": cause.id },
    el("th", { scope: "row" }, el("button", { type: "button", class: "cause-text", title: "Show its cells in the grid", onclick: () => onlyWhy(cause) }, cause.text)),
    el("td", { "data-column": "Cells" }, some.length.toLocaleString()),
    el("td", { "data-column": "Rows" }, names([...new Set(some.map(c => titles.get(c.row) || c.row))]))))));

const onlyWhy = cause => showOnly(() => state.only.set("why", new Set([cause.id])));

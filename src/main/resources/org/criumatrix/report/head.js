// What was run, with which results, and first of all the unexpected ones.

/** The grid below is the main part of the page; a click shows more news than this. */
const LISTED = 10;
const TIME = { dateStyle: "medium", timeStyle: "short" };

function drawHead() {
  const run = data.run;
  const started = new Date(run.started);
  const kernels = data.axes.kernel.filter(Boolean);
  document.getElementById("about").append(...[
    `criu-matrix ${run.suite}`,
    isNaN(started) ? run.started : started.toLocaleString(undefined, TIME),
    kernels.length > 3 ? `${kernels.length} kernels` : "Linux " + kernels.join(", "),
    data.axes.host.length > 3 ? `${data.axes.host.length} hosts` : "on " + data.axes.host.join(", "),
    "CRIU " + data.axes.criu.join(", "),
  ].filter(Boolean).map(fact => el("span", {}, fact)));
  drawRun(run);
  drawCounts();
  drawDiffers();
}

function drawRun(run) {
  const list = pairs => el("dl", {}, pairs.flatMap(([k, v]) => [el("dt", {}, k), el("dd", {}, String(v ?? "unknown"))]));
  const part = (title, body) => el("section", {}, el("h3", {}, title), body);
  const parts = [
    part("Run", list([["started", run.started], ["ended", run.ended || "was cut off"], ["cells", `${run.cellsRecorded} of ${run.cellsPlanned}`],
      ...Object.entries(run.options || {}).map(([k, v]) => ["-D" + k, v])])),
    part("CRIU builds", list((run.criuBuilds || []).map(b => [b.version,
      [b.origin, b.packageVersion, b.gitId, b.sha256 && "sha256 " + b.sha256].filter(Boolean).join(" · ")]))),
    ...Object.entries(run.hosts || {}).map(([host, facts]) => part("Host " + host, list(Object.entries(facts)))),
  ];
  if (run.notes?.length) parts.push(part("Notes", el("ul", {}, run.notes.map(n => el("li", {}, n)))));
  document.getElementById("run-facts").append(...parts);
}

function drawCounts() {
  const count = test => cells.filter(test).length;
  const tile = (n, name, look, press) => el("button", { type: "button", class: "count " + look, "data-count": name, onclick: press },
    el("b", {}, n.toLocaleString()), " ", look === "differs" ? "" : SIGNS[name] + " ", name);
  const only = verdict => () => {
    const values = state.only.get("verdict");
    values.has(verdict) ? values.delete(verdict) : values.add(verdict);
    changed();
  };
  const tiles = VERDICTS.filter(v => v !== "partial" && v !== "not run")
    .map(v => [count(c => c.verdict === v), v]).filter(([n]) => n)
    .map(([n, v]) => tile(n, v, css(v), only(v)));
  if (data.notRun) tiles.push(el("span", { class: "count not-run" }, el("b", {}, data.notRun.toLocaleString()), " · not run"));
  const differing = count(c => c.differs);
  if (differing) tiles.push(tile(differing, DIFFERS, "differs", () => { state.differing = !state.differing; changed(); }));
  document.getElementById("counts").append(...tiles);
}

function showCounts() {
  for (const tile of document.querySelectorAll("#counts button")) {
    const name = tile.dataset.count;
    tile.setAttribute("aria-pressed", name === DIFFERS ? state.differing : state.only.get("verdict").has(name));
  }
}

const LOUDEST = ["regression", "changed", "broken", "improvement"];

/** A case that fails in the same way with five privileges is one piece of news, not five. */
function news() {
  const found = groupBy(cells.filter(c => c.differs), c => [c.caseId, c.judgement, c.expected, seen(c), c.error].join("\n"));
  return [...found.values()].sort((a, b) => LOUDEST.indexOf(a[0].judgement) - LOUDEST.indexOf(b[0].judgement));
}

function drawDiffers(all = false) {
  const found = news();
  const total = found.flat().length;
  const section = document.getElementById("differs");
  section.classList.toggle("none", !total);
  if (!total) {
    section.replaceChildren(el("h2", { id: "differs-title" }, "✓ Nothing differs from expectation"));
    return;
  }
  section.replaceChildren(
    el("h2", { id: "differs-title" }, `${total} ${total === 1 ? "cell differs" : "cells differ"} from expectation`),
    el("ul", {}, (all ? found : found.slice(0, LISTED)).map(drawNews)));
  if (!all && found.length > LISTED) {
    section.append(el("button", { type: "button", onclick: () => drawDiffers(true) }, `Show all ${found.length}`));
  }
}

function drawNews(some) {
  const [c] = some;
  const link = cell => el("a", { href: "#cell=" + encodeURIComponent(cell.id), onclick: e => { e.preventDefault(); openCell(cell); } }, point(cell));
  return el("li", {},
    el("p", {}, sign(c.verdict), el("strong", {}, c.caseId), el("span", { class: "badge " + css(c.judgement) }, c.judgement),
      el("span", { class: "how" }, "expected: ", c.expected || "works", " · seen: ", seen(c))),
    c.error && el("code", {}, c.error),
    el("p", { class: "where" }, some.slice(0, LISTED).map(link), some.length > LISTED && `and ${some.length - LISTED} more`));
}

/** The axes that distinguish cells in this run; always with CRIU and privilege. */
const point = cell => AXES.filter(a => a === "criu" || a === "privilege" || data.axes[a].length > 1)
  .map(a => a === "criu" ? "CRIU " + cell.criu : cell[a]).join(" · ");

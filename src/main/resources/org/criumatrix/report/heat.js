// The view "Heat map": which share of the planned cells works, by kernel and CRIU build.

const heat = { box: document.getElementById("heat"), at: { line: 0, column: 0 } };
/** Stands for every value of an axis, in the line and column of sums. */
const EVERY = null;

function showHeat(shown) {
  showNothing(!shown.length);
  heat.box.hidden = !shown.length;
  if (!shown.length) return;
  const both = new Map([...groupBy(shown, c => c.kernel)].map(([kernel, own]) => [kernel, groupBy(own, c => c.criu)]));
  const kernels = andSum(data.axes.kernel.filter(k => both.has(k)));
  const builds = andSum(data.axes.criu.filter(b => [...both.values()].some(own => own.has(b))));
  const found = ({ kernel, criu }) => (kernel === EVERY ? [...both.values()] : [both.get(kernel)])
    .flatMap(own => criu === EVERY ? [...own.values()].flat() : own.get(criu) ?? []);
  heat.at = { line: Math.min(heat.at.line, kernels.length - 1), column: Math.min(heat.at.column, builds.length - 1) };
  heat.box.replaceChildren(
    ...(releases.length > 1 ? [] : [el("p", {}, "This run has one kernel, so the map has one line. Virtual machines have others:"), line("./criu-matrix run '-Dhost=kernel:*'")]),
    el("p", { id: "heat-title" }, "How many of the planned cells work, by kernel and CRIU build; those that refuse are not counted. Choose one to see its cells in the grid."),
    el("div", { class: "wide" }, el("table", { "aria-labelledby": "heat-title" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Linux"), builds.map(b => el("th", { scope: "col" }, b === EVERY ? "all" : "CRIU " + b)))),
      el("tbody", {}, kernels.map((kernel, line) => el("tr", {},
        el("th", { scope: "row" }, kernel === EVERY ? "all" : kernel || "unknown"),
        builds.map((criu, column) => drawShare({ kernel, criu }, found({ kernel, criu }), { line, column }))))))));
}

const andSum = values => values.length > 1 ? [...values, EVERY] : values;

function drawShare(where, some, at) {
  const sum = Object.values(where).includes(EVERY) ? "sum" : "";
  const place = { "data-line": at.line, "data-column": at.column, tabindex: at.line === heat.at.line && at.column === heat.at.column ? "0" : "-1" };
  if (!some.length) return el("td", { class: sum }, el("span", { class: "share none", role: "img", "aria-label": "not run", ...place }, SIGNS["not run"]));
  const n = tally(some);
  const rest = [n.refuses && `${n.refuses} refuse`, n.unavailable && `${n.unavailable} unavailable`, n.broken && `${n.broken} broken`, n["not run"] && `${n["not run"]} not run`, n.differs && `${n.differs} ${DIFFERS}`];
  const name = [where.kernel === EVERY ? "all kernels" : "Linux " + (where.kernel || "unknown"), where.criu === EVERY ? "all builds" : "CRIU " + where.criu];
  const words = [...name, n.ran ? `${worksOf(n)} work` : "none ran", ...rest].filter(Boolean).join(", ");
  return el("td", { class: sum }, el("button", { type: "button", class: "share " + (n.ran ? "" : "none"), style: `--share: ${n.ran ? n.works / n.planned : 0}`,
    "aria-label": words, title: words, onclick: () => onlyIn(where), ...place }, n.ran ? worksOf(n) : SIGNS[n.verdict]));
}

const worksOf = n => `${n.works.toLocaleString()} of ${n.planned.toLocaleString()}`;

/** Opens the grid with only these cells; Back returns. */
function onlyIn(where) {
  showOnly(() => { for (const [axis, value] of Object.entries(where)) if (value !== EVERY) state.only.set(axis, new Set([value])); });
  table.querySelector("[tabindex='0'][data-column]")?.focus();
}

heat.box.addEventListener("keydown", e => {
  const step = STEPS[e.key];
  if (!step || e.target.dataset.column === undefined || e.ctrlKey || e.altKey || e.metaKey) return;
  e.preventDefault();
  const all = [...heat.box.querySelectorAll("[data-column]")];
  const last = all.at(-1).dataset;
  const move = (name, by) => Math.max(0, Math.min(+last[name], +e.target.dataset[name] + by));
  heat.at = { line: move("line", step[0]), column: move("column", step[1]) };
  e.target.tabIndex = -1;
  const next = all.find(b => +b.dataset.line === heat.at.line && +b.dataset.column === heat.at.column);
  next.tabIndex = 0;
  next.focus();
});

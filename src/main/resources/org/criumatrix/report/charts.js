// The view "Charts": one measure at a time, by build, by kernel, and by what the row "performance" sweeps.

const charts = { box: document.getElementById("charts"), width: 0 };

/** The names of the axes of the box plots in a title. */
const COMPARED = { criu: "CRIU build", kernel: "kernel" };
const READ = "Box: the middle half of the values, with their median; whiskers: the least and the greatest. Of fewer than five values each is a dot.";

function drawMeasures() {
  charts.box.append(
    el("div", { class: "controls" },
      el("div", { id: "measures", role: "radiogroup", "aria-label": "Measure" },
        radios("measure", measured().series.map(s => [s.key, s.title]), key => { state.measure = key; changed(); })),
      el("label", { class: "same", title: "Otherwise a build that works with more and heavier cases looks slow" },
        el("input", { type: "checkbox", id: "same", onchange: e => { state.all = !e.target.checked; changed(); } }),
        " only what was measured in all of them")),
    el("div", { id: "figures" }));
}

function showCharts(shown) {
  const series = measured().series.find(s => s.key === state.measure) || measured().series[0];
  if (!document.getElementById("figures")) {
    drawMeasures();
    drawAdvice();
  }
  const figures = document.getElementById("figures");
  press("measure", series?.key);
  document.getElementById("same").checked = !state.all;
  const some = series ? samples(shown, series) : [];
  if (!some.length) {
    figures.replaceChildren(el("p", { class: "nothing" }, "Nothing was measured of these cells: only of those that work there are times and sizes."));
    return;
  }
  const opened = new Set([...figures.querySelectorAll("details[open]")].map(d => d.closest("figure").dataset.figure));
  const common = name => ({ name, series, width: figureWidth(figures), open: opened.has(name) });
  figures.replaceChildren(
    el("h2", { class: "unseen" }, series.title), el("p", { class: "read" }, READ),
    el("div", { class: "plots" }, Object.keys(COMPARED).map(axis => compared(some, axis, common("by-" + axis)))),
    ...sweepPart(some, common),
    ...partsFigure(shown, { ...common("parts"), width: figures.clientWidth }),
    ...accountFigure({ ...common("account"), width: figures.clientWidth }));
}

/** Builds with fewer samples than this share of the most are left out where only common cells count: they would leave none. */
const FEW = .1;

const enough = all => { const most = Math.max(...[...all.values()].map(s => s.length)); return new Map([...all].filter(([, s]) => s.length >= most * FEW)); };

function compared(some, axis, common) {
  const all = alongAxis(some, axis);
  const used = state.all ? all : enough(all);
  const groups = state.all ? all : inCommon(used, axis);
  const without = [...all.keys()].filter(name => !used.has(name));
  const title = `${common.series.title} by ${COMPARED[axis]}`;
  if (!groups.size) return el("figure", { "data-figure": common.name }, el("h3", {}, title), el("p", { class: "nothing" }, "Nothing was measured in all of them."));
  const about = all.size < 2 ? "Of all cells that work." : state.all ? "Of all cells that work there; not the same ones everywhere."
    : "Only of cells that were measured in all of them" + (without.length ? `, without ${without.join(", ")}, of which few were.` : ".");
  return boxPlot({ ...common, title, about, groups });
}

function sweepPart(some, common) {
  const used = state.all ? some : [...inCommon(enough(alongAxis(some, "criu")), "criu").values()].flat();
  const sweeps = [...sweepsIn(used)];
  return sweeps.length ? [
    el("h2", {}, "More and more of one thing"),
    sweepLegend([...alongAxis(sweeps.flatMap(([, own]) => own), "criu").keys()]),
    el("div", { class: "plots" }, sweeps.map(([what, own]) => sweepPlot({ ...common("by-" + what.split(" ")[0]), what, some: own }))),
  ] : [];
}

/** As many columns as in charts.css. A figure is drawn as wide as it is displayed, so that its letters keep their size. */
function figureWidth(figures) {
  charts.width = figures.clientWidth;
  const style = getComputedStyle(figures);
  const [least, gap] = ["--least", "--gap"].map(name => parseFloat(style.getPropertyValue(name)));
  const columns = Math.max(1, Math.floor((charts.width + gap) / (least + gap)));
  return Math.min(charts.width, Math.floor((charts.width - gap * (columns - 1)) / columns));
}

function fitCharts() {
  const { clientWidth } = charts.box;
  if (clientWidth && clientWidth !== charts.width) showCharts(matching());
}

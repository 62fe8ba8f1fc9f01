// The address bar has the state of the page, so that a view can be sent and survives a reload.

const FILTERS = [...AXES, "row", "verdict", "judgement", "since", "advice", "why"];
const NO_AXIS = "none";
const USUAL_VIEW = "grid";
/** How the cells are shown, not which ones: a reset keeps this. */
const LOOK = ["cell", "about", "view", "measure", "all", "one", "panel"];
// A run of several kernels with one privilege is shown by kernel.
const USUAL_WITHIN = data.axes.kernel.filter(Boolean).length > 1 && data.axes.privilege.length === 1 ? "kernel" : "privilege";

let state = {};

function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const axis = (name, usual) => [...AXES, NO_AXIS].includes(query.get(name)) ? query.get(name) : usual;
  state = {
    only: new Map(FILTERS.map(f => [f, new Set(query.getAll(f))])),
    text: query.get("q") || "",
    usable: "",
    differing: query.has("differing"),
    between: query.has("between"),
    columns: axis("columns", "criu"),
    within: axis("within", USUAL_WITHIN),
    rows: AXES.includes(query.get("rows")) ? query.get("rows") : "row",
    opened: new Set(query.getAll("open")),
    closed: new Set(query.getAll("close")),
    unfolded: new Set(query.getAll("unfold")),
    cell: query.get("cell"),
    about: query.get("about"),
    view: Object.hasOwn(VIEWS, query.get("view")) ? query.get("view") : USUAL_VIEW,
    measure: query.get("measure"),
    all: query.has("all"),
    one: query.get("one"),
    panel: new Set(query.getAll("panel")),
  };
}

function address() {
  const query = new URLSearchParams();
  for (const [filter, values] of state.only) values.forEach(v => query.append(filter, v));
  if (state.text) query.set("q", state.text);
  if (state.differing) query.set("differing", "");
  if (state.between) query.set("between", "");
  if (state.columns !== "criu") query.set("columns", state.columns);
  if (state.within !== USUAL_WITHIN) query.set("within", state.within);
  if (state.rows !== "row") query.set("rows", state.rows);
  state.opened.forEach(o => query.append("open", o));
  state.closed.forEach(c => query.append("close", c));
  state.unfolded.forEach(c => query.append("unfold", c));
  if (state.view !== USUAL_VIEW) query.set("view", state.view);
  if (state.measure) query.set("measure", state.measure);
  if (state.all) query.set("all", "");
  if (state.one) query.set("one", state.one);
  state.panel.forEach(p => query.append("panel", p));
  if (state.cell) query.set("cell", state.cell);
  if (state.about) query.set("about", state.about);
  return "#" + query;
}

/** A changed filter replaces the entry in the browser's history; an opened cell adds one, so Back closes it. */
function remember(add = false) {
  const url = address();
  if (url !== (location.hash || "#")) history[add ? "pushState" : "replaceState"](null, "", url);
  showTitle();
}

/** Returns the cells that pass the filters; {@code of} is the state, or one with fewer filters. */
function matching(of = state) {
  const chosen = [...of.only].filter(([, values]) => values.size);
  const found = searchTest(of.text);
  const among = of.between ? unlikeBetweenBuilds(of.only.get("criu")) : null;
  return cells.filter(cell =>
    (!of.differing || cell.differs)
    && (!among || among.has(cell))
    && chosen.every(([filter, values]) => values.has(cell[filter]))
    && found(cell));
}

const BUILDS_COMPARED = new Set(["works", "refuses", "fails"]);
const unlike = { key: null, cells: null };

/** Returns the cells whose verdict is not the same with all builds; of these builds, if any are chosen. */
function unlikeBetweenBuilds(builds) {
  const key = [...builds].sort().join();
  if (unlike.key !== key) {
    const compared = cells.filter(c => BUILDS_COMPARED.has(c.verdict) && (!builds.size || builds.has(c.criu)));
    const groups = groupBy(compared, c => [c.caseId, ...AXES.filter(a => a !== "criu").map(a => c[a])].join("\n"));
    Object.assign(unlike, { key, cells: new Set([...groups.values()].filter(g => g.some(c => c.verdict !== g[0].verdict)).flat()) });
  }
  return unlike.cells;
}

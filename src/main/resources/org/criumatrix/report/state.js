// The address bar has the state of the page, so that a view can be sent and survives a reload.

const FILTERS = [...AXES, "row", "verdict", "judgement", "since", "advice"];
const NO_AXIS = "none";
const USUAL_VIEW = "grid";
/** How the cells are shown, not which ones: a reset keeps this. */
const LOOK = ["cell", "about", "view", "measure", "same"];
// A run of several kernels with one privilege is shown by kernel.
const USUAL_WITHIN = data.axes.kernel.filter(Boolean).length > 1 && data.axes.privilege.length === 1 ? "kernel" : "privilege";

let state = {};

function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const axis = (name, usual) => [...AXES, NO_AXIS].includes(query.get(name)) ? query.get(name) : usual;
  state = {
    only: new Map(FILTERS.map(f => [f, new Set(query.getAll(f))])),
    text: query.get("q") || "",
    differing: query.has("differing"),
    columns: axis("columns", "criu"),
    within: axis("within", USUAL_WITHIN),
    rows: AXES.includes(query.get("rows")) ? query.get("rows") : "row",
    opened: new Set(query.getAll("open")),
    closed: new Set(query.getAll("close")),
    cell: query.get("cell"),
    about: query.get("about"),
    view: Object.hasOwn(VIEWS, query.get("view")) ? query.get("view") : USUAL_VIEW,
    measure: query.get("measure"),
    same: query.has("same"),
  };
}

function address() {
  const query = new URLSearchParams();
  for (const [filter, values] of state.only) values.forEach(v => query.append(filter, v));
  if (state.text) query.set("q", state.text);
  if (state.differing) query.set("differing", "");
  if (state.columns !== "criu") query.set("columns", state.columns);
  if (state.within !== USUAL_WITHIN) query.set("within", state.within);
  if (state.rows !== "row") query.set("rows", state.rows);
  state.opened.forEach(o => query.append("open", o));
  state.closed.forEach(c => query.append("close", c));
  if (state.view !== USUAL_VIEW) query.set("view", state.view);
  if (state.measure) query.set("measure", state.measure);
  if (state.same) query.set("same", "");
  if (state.cell) query.set("cell", state.cell);
  if (state.about) query.set("about", state.about);
  return "#" + query;
}

/** A changed filter replaces the entry in the browser's history; an opened cell adds one, so Back closes it. */
function remember(add = false) {
  const url = address();
  if (url !== (location.hash || "#")) history[add ? "pushState" : "replaceState"](null, "", url);
}

function matching() {
  const chosen = [...state.only].filter(([, values]) => values.size);
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  return cells.filter(cell =>
    (!state.differing || cell.differs)
    && chosen.every(([filter, values]) => values.has(cell[filter]))
    && words.every(w => haystack(cell).includes(w)));
}

function haystack(cell) {
  cell.text ??= [cell.id, titles.get(cell.row), cell.kernel, seen(cell), cell.judgement, cell.error, cell.expected, cell.since]
    .join(" ").toLowerCase();
  return cell.text;
}

// The grid: a line for each row and case, a column for each point of the chosen axes.

/**
 * Up to this many marks, the whole grid is in the page, so that the browser's own search finds everything; with more, every
 * filter would cause a pause.
 */
const WHOLE = 3000;
/**
 * A line takes as long to draw as this many of its marks, in addition to them (bench/page): its name stays in sight and may
 * break.
 */
const LINE = 25;
/** With more cases than this, rows start folded. */
const UNFOLDED = 120;
const SPARE = 6;

const box = document.getElementById("grid");
const table = box.firstElementChild;
const grid = { lines: [], columns: [], from: 0, to: 0, at: { line: 0, column: 0 } };

function layGrid(shown) {
  const { columns: outer, rows } = state;
  const inner = state.within === outer ? NO_AXIS : state.within;
  const columnOf = c => inner === NO_AXIS ? c[outer] : c[outer] + "\n" + c[inner];
  // Sorted into columns only when it is drawn: most lines of a large run are out of sight.
  const lineOf = (line, some) => ({ ...line, size: some.length, get slots() { return this.sorted ??= groupBy(some, columnOf); } });
  grid.columns = layColumns(shown, outer, inner);
  grid.filtered = shown.length < cells.length;
  const groups = new Map((rows === "row" ? data.rows.map(r => r.key) : data.axes[rows]).map(k => [k, new Map()]));
  let cases = 0;
  for (const cell of shown) {
    const group = groups.get(cell[rows]);
    if (!group.has(cell.caseId)) { group.set(cell.caseId, []); cases++; }
    group.get(cell.caseId).push(cell);
  }
  for (const p of absentCases()) groups.get(rowOf(p)).set(p.caseId, []);
  grid.lines = [];
  for (const [key, group] of groups) {
    if (!group.size) continue;
    const some = [...group.values()].flat();
    const open = !state.closed.has(key) && (state.opened.has(key) || (cases <= UNFOLDED && some.length > 0));
    grid.lines.push(lineOf({ group: key, open, cases: group.size, run: [...group.values()].filter(c => c.some(wasRun)).length }, some));
    if (open) for (const [id, some] of group) grid.lines.push(lineOf({ caseId: id, in: key }, some));
  }
}

function layColumns(shown, outer, inner) {
  const present = new Map();
  for (const c of shown) {
    if (!present.has(c[outer])) present.set(c[outer], new Set());
    if (inner !== NO_AXIS) present.get(c[outer]).add(c[inner]);
  }
  return data.axes[outer].filter(v => present.has(v)).flatMap(v => {
    const within = inner === NO_AXIS ? [null] : data.axes[inner].filter(w => present.get(v).has(w));
    return within.map((w, i) => ({ outer: v, inner: w, key: w === null ? v : v + "\n" + w, span: i ? 0 : within.length }));
  });
}

function drawGrid() {
  const published = data.published;
  const twoLines = grid.columns.some(c => c.inner !== null);
  const outer = state.columns === "criu" ? v => "CRIU " + v : v => v;
  const name = c => el("th", { class: c.span || !twoLines ? "first" : "", scope: "col" }, el("span", {}, c.inner));
  const head = [el("tr", {},
    el("th", { class: "name", rowspan: twoLines ? 2 : 1 }, state.rows === "row" ? "" : AXIS_TITLES[state.rows]),
    el("th", { colspan: published.length + 1, class: "published", scope: "colgroup" }, "published"),
    grid.columns.filter(c => c.span).map(c => el("th", { colspan: c.span, class: "first", scope: "colgroup" }, outer(c.outer))))];
  if (twoLines) {
    head.push(el("tr", {}, [...published.map(([, title]) => title), "since then"].map(title => el("th", { class: "published", scope: "col" }, el("span", {}, title))),
      grid.columns.map(name)));
  }
  table.replaceChildren(el("thead", {}, head), el("tbody"));
  table.setAttribute("aria-rowcount", grid.lines.length);
  grid.at.line = Math.min(grid.at.line, Math.max(0, grid.lines.length - 1));
  grid.at.column = Math.min(grid.at.column, Math.max(0, grid.columns.length - 1));
  document.getElementById("legend").hidden = !grid.lines.length;
  if (!grid.lines.length) table.tBodies[0].append(el("tr", {}, el("td", { class: "nothing" }, "No cell is like that. Reset shows all again.")));
  else drawLines(true);
}

/** Draws the lines in sight; if there are thousands, only those are in the page. */
function drawLines(anew = false, all = false) {
  const height = lineHeight();
  const whole = all || grid.lines.length * (grid.columns.length + LINE) <= WHOLE;
  const from = whole ? 0 : Math.max(0, Math.floor(box.scrollTop / height) - SPARE);
  // The window's height, not the box's own, which is low until it has lines.
  const to = whole ? grid.lines.length : Math.min(grid.lines.length, from + Math.ceil(innerHeight / height) + 2 * SPARE);
  if (!anew && Math.abs(from - grid.from) < SPARE / 2 && to - from === grid.to - grid.from) return;
  const focused = table.contains(document.activeElement) && document.activeElement.dataset.column;
  Object.assign(grid, { from, to });
  const gap = lines => el("tr", { class: "gap", style: `height:${lines * height}px`, "aria-hidden": "true" });
  table.tBodies[0].replaceChildren(...[from ? gap(from) : null,
    ...grid.lines.slice(from, to).map((line, i) => drawLine(line, from + i)),
    to < grid.lines.length ? gap(grid.lines.length - to) : null].filter(Boolean));
  if (focused) table.querySelector("[tabindex='0'][data-column]")?.focus({ preventScroll: true });
}

const lineHeight = () => parseFloat(getComputedStyle(table).getPropertyValue("--line"));

function drawLine(line, index) {
  return el("tr", { class: line.group !== undefined ? "group" : line.size ? "case" : "case absent", "data-line": index, "aria-rowindex": index + 1 },
    drawName(line), data.published.map(([key], at) => drawPublished(line, index, key, at - data.published.length)), drawSince(line),
    grid.columns.map((column, at) => drawSlot(line, index, column, at)));
}

function drawName(line) {
  if (line.group === undefined) {
    const short = state.rows === "row" ? line.caseId.slice(line.caseId.indexOf("/") + 1) : line.caseId;
    return el("th", { class: "name", scope: "row", title: line.caseId }, el("span", {}, short));
  }
  const title = state.rows === "row" ? titles.get(line.group) : line.group || "unknown";
  return el("th", { class: "name", scope: "row" },
    el("button", { type: "button", class: "fold", "data-fold": line.group, "aria-expanded": line.open }, title),
    el("span", { class: "cases", title: "cases" }, line.run < line.cases ? `${line.run} of ${line.cases}` : line.cases),
    state.rows === "row" && el("button", { type: "button", class: "about", "data-about": line.group, "aria-label": `About ${title}`, title: "What the publication says" }, "i"));
}

function drawSlot(line, index, column, at) {
  const some = line.slots.get(column.key);
  const edge = column.span ? "first" : "";
  const focusable = index === grid.at.line && at === grid.at.column ? "0" : "-1";
  if (!some) {
    // A filter hides whether it was run.
    const unknown = grid.filtered && line.size;
    const words = unknown ? "nothing that the filters let through" : "not run";
    return el("td", { class: edge }, el("span", { class: "slot not-run", "data-column": at, tabindex: focusable, "aria-label": words },
      unknown ? "" : SIGNS["not run"]));
  }
  const n = tally(some);
  const since = line.caseId && sinceOf(some);
  const look = `slot ${css(n.verdict)}${n.uniform ? "" : " counted"}${n.differs ? " differs" : ""}${since ? " " + css(since) : ""}`;
  const words = [line.caseId || titles.get(line.group) || line.group, column.outer, column.inner, n.words, since].filter(Boolean).join(", ");
  return el("td", { class: edge }, el("button", { type: "button", class: look, "data-column": at, tabindex: focusable, "aria-label": words, title: words },
    n.mark));
}

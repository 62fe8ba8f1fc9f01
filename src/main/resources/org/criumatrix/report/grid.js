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
const grid = { lines: [], columns: [], published: [], from: 0, to: 0, at: { line: 0, column: 0 } };

function layGrid(shown) {
  const { columns: outer, rows } = state;
  const inner = state.within === outer ? NO_AXIS : state.within;
  const { columns, keys, values } = layColumns(shown, outer, inner);
  const keyOf = keyMaker(outer, inner);
  // Sorted into columns only when it is drawn: most lines of a large run are out of sight.
  const lineOf = (line, some) => ({ ...line, size: some.length, tallies: new Map(),
    get slots() { return this.sorted ??= groupBy(some, c => keys.get(keyOf(c))); },
    tallyOf(key) {
      if (!this.tallies.has(key)) this.tallies.set(key, this.slots.has(key) ? tally(this.slots.get(key)) : null);
      return this.tallies.get(key);
    } });
  Object.assign(grid, { columns, published: showsPublished() ? data.published : [], filtered: shown.length < cells.length });
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
  drawPages(values);
}

function drawGrid() {
  grid.at.line = Math.min(grid.at.line, Math.max(0, grid.lines.length - 1));
  grid.at.column = Math.max(-grid.published.length, Math.min(grid.at.column, Math.max(0, grid.columns.length - 1)));
  document.getElementById("legend").hidden = !grid.lines.length;
  box.hidden = !grid.lines.length;
  showNothing(!grid.lines.length);
  if (!grid.lines.length) return;
  table.replaceChildren(drawColumnHeads(), el("tbody"));
  table.setAttribute("aria-rowcount", grid.lines.length);
  table.style.setProperty("--name", nameWidth() + "px");
  drawLines(true);
}

/** Widths in pixels: of names, of a letter and what is next to a name, in lines of cases and of groups, and of columns. */
const NAME = { narrow: 140, least: 272, most: 560, letter: 7.1, margin: 44, bold: 8.9, around: 122, column: 46, folded: 42, mark: 7.6, edge: 20, published: 140 };

/** Read before anything is drawn: later it would make the browser lay out the page twice. */
let windowWidth = innerWidth;

/** The width of the page's content, as page.css has it. */
const pageWidth = () => Math.min(windowWidth, 110 * 16) - 2 * Math.min(40, Math.max(12, windowWidth * .025)) - 20;

/** The names of cases have the room that the columns leave, so that few of them break. */
function nameWidth() {
  const width = pageWidth();
  // The largest rows have the longest counts; to count all of them takes a tenth of the time in which the page opens.
  const largest = grid.lines.filter(l => l.group !== undefined).sort((a, b) => b.size - a.size).slice(0, 2);
  const columns = grid.columns.reduce((sum, c) => sum + columnWidth(c, largest), 0);
  if (small.matches) return Math.round(Math.max(NAME.narrow, width - columns - NAME.column * (grid.published.length ? grid.published.length + 1 : 0) - 4));
  const longest = Math.max(...grid.lines.map(l => l.caseId ? shortName(l).length * NAME.letter + NAME.margin : (titles.get(l.group) || l.group).length * NAME.bold + NAME.around));
  return Math.round(Math.max(NAME.least, Math.min(NAME.most, width - columns - NAME.published, longest)));
}

/** The counts of a row are the widest marks: "1192/1835". */
function columnWidth(column, rows) {
  if (column.folded) return NAME.folded;
  const longest = Math.max(0, ...rows.map(l => l.tallyOf(column.key)?.mark.length ?? 0));
  return Math.max(NAME.column, longest * NAME.mark + NAME.edge);
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
    drawName(line), grid.published.map(([key], at) => drawPublished(line, index, key, at - grid.published.length)), grid.published.length > 0 && drawSince(line),
    grid.columns.map((column, at) => drawSlot(line, index, column, at)));
}

function drawName(line) {
  if (line.group === undefined) {
    const title = [line.caseId, sentenceOf(line.caseId)].filter(Boolean).join("\n");
    return el("th", { class: "name", scope: "row", title }, el("span", {}, shortName(line)));
  }
  const title = state.rows === "row" ? titles.get(line.group) : line.group || "unknown";
  return el("th", { class: "name", scope: "row" },
    el("button", { type: "button", class: "fold", "data-fold": line.group, "aria-expanded": line.open }, title),
    el("span", { class: "cases", title: "cases" }, line.run < line.cases ? `${line.run} of ${line.cases}` : line.cases),
    state.rows === "row" && el("button", { type: "button", class: "about", "data-about": line.group, "aria-label": `About ${title}`, title: "What the publication says" }, "i"));
}

const shortName = line => state.rows === "row" ? line.caseId.slice(line.caseId.indexOf("/") + 1) : line.caseId;

function drawSlot(line, index, column, at) {
  const some = line.slots.get(column.key);
  const edge = column.span ? "first" : "";
  const focusable = index === grid.at.line && at === grid.at.column ? "0" : "-1";
  if (!some) {
    // A filter hides whether it was run.
    const unknown = grid.filtered && line.size;
    const words = unknown ? "nothing that the filters let through" : "not run";
    return el("td", { class: edge }, el("span", { class: "slot not-run", role: "img", "data-column": at, tabindex: focusable, "aria-label": words },
      unknown ? "" : SIGNS["not run"]));
  }
  const n = line.tallyOf(column.key);
  const since = line.caseId && sinceOf(some);
  const look = `slot ${css(n.verdict)}${n.uniform ? "" : n.verdict === "works" ? " counted some" : " counted"}${n.differs ? " differs" : ""}${since ? " " + css(since) : ""}${column.folded ? " narrow" : ""}`;
  const words = [line.caseId || titles.get(line.group) || line.group, column.outer, column.inner?.replaceAll("|", " and "), n.words, since].filter(Boolean).join(", ");
  return el("td", { class: edge }, el("button", { type: "button", class: look, "data-column": at, tabindex: focusable, "aria-label": words, title: words },
    column.folded ? SIGNS[n.verdict] : n.mark));
}

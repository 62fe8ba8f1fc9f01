// Turns what PageData.java wrote into objects.

const data = JSON.parse(document.getElementById("data").textContent);

const AXES = Object.keys(data.axes);

const COLUMNS = Object.entries(data.cells);

/** A cell; it has the text of each field of CellColumns.java. Thousands of them are made when the page opens, so they hold nothing. */
class Cell {
  constructor(index) {
    this.index = index;
    this.differs = false;
  }

  get id() { return `${this.caseId}[criu=${this.criu},privilege=${this.privilege},runtime=${this.runtime},host=${this.host}]`; }
  get row() { return rowsOfCases[data.cells.caseId[this.index]]; }
  /** A cell that works and is expected to has none. */
  get cause() { return data.causes[data.causeOf[this.index]]; }
  get why() { return this.cause?.id ?? ""; }
  get allure() { return data.allure[this.index]; }
}

for (const [field, places] of COLUMNS) Object.defineProperty(Cell.prototype, field, { get() { return data.texts[places[this.index]]; } });

/** The texts of a field, each once. */
const textsOf = field => [...new Set(data.cells[field])].map(place => data.texts[place]);

const rowsOfCases = [];
for (const place of new Set(data.cells.caseId)) rowsOfCases[place] = data.texts[place].slice(0, data.texts[place].indexOf("/"));

const cells = data.cells.caseId.map((_, index) => new Cell(index));
for (const index of data.differs) cells[index].differs = true;

const VERDICTS = ["works", "refuses", "fails", "partial", "unavailable", "broken", "not run"];
const SIGNS = { works: "✓", refuses: "⊘", fails: "✗", partial: "◐", unavailable: "–", broken: "!", "not run": "·" };
const DIFFERS = "not as expected";

/** Cells without a record come last, and have no details. */
const wasRun = cell => cell.verdict !== "not run";

const titles = new Map(data.rows.map(r => [r.key, r.title]));

function tally(some) {
  const n = { works: 0, refuses: 0, fails: 0, unavailable: 0, broken: 0, "not run": 0, differs: 0 };
  for (const cell of some) {
    n[cell.verdict]++;
    if (cell.differs) n.differs++;
  }
  n.ran = n.works + n.fails;
  n.planned = n.ran + n.unavailable + n.broken + n["not run"];
  // The same rules as in Tally.java.
  n.verdict = data.verdicts[!!n.works | !!n.fails << 1 | !!n.unavailable << 2 | !!n.broken << 3 | !!n.refuses << 4];
  n.uniform = !n.ran || n.works === n.planned || n.fails === n.planned;
  n.mark = n.uniform ? SIGNS[n.verdict] : `${n.works}/${n.planned}`;
  const rest = ["refuses", "unavailable", "broken", "not run"].filter(v => n[v] && v !== n.verdict);
  n.words = some.length < 2 ? seen(some[0] || { verdict: n.verdict })
    : [n.uniform ? `${n.verdict}, ${some.length - rest.reduce((sum, v) => sum + n[v], 0)} cells` : `${n.mark} work`,
      ...rest.map(v => `${n[v]} ${v}`)].join(", ");
  if (n.differs) n.words += some.length > 1 ? `, ${n.differs} ${DIFFERS}` : `, ${some[0].judgement}`;
  return n;
}

function groupBy(some, keyOf) {
  const found = new Map();
  for (const one of some) {
    const key = keyOf(one);
    found.has(key) ? found.get(key).push(one) : found.set(key, [one]);
  }
  return found;
}

const seen = cell => cell.phase ? `${cell.verdict} at ${cell.phase}` : cell.verdict;

const packets = document.querySelectorAll("script.details");
const unpacked = new Map();

/** Returns the whole record of a cell. */
async function record(cell) {
  const at = Math.floor(cell.index / data.packet);
  if (!unpacked.has(at)) {
    const bytes = Uint8Array.from(atob(packets[at].textContent), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    unpacked.set(at, new Response(stream).json());
  }
  return (await unpacked.get(at))[cell.index % data.packet];
}

/** Makes an element. Strings become text nodes, so nothing in a record is ever read as HTML. */
const el = (name, properties = {}, ...children) => furnish(document.createElement(name), properties, children);
const svg = (name, properties = {}, ...children) => furnish(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);

function furnish(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.startsWith("aria-")) element.setAttribute(key, value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(c => c || c === 0));
  return element;
}

const css = word => word.replace(/ /g, "-");
const sign = verdict => el("span", { class: `mark ${css(verdict)}`, "aria-hidden": "true" }, SIGNS[verdict] || "?");

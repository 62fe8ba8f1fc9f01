// The columns of the grid. Columns that show one reason over and over are folded into a narrow one.

/** A column with fewer cells than this stays as it is. */
const FOLDED_FROM = 10;

/** The first value of an axis to show on a screen with room for one: the newest build. */
const small = matchMedia("(max-width: 45rem)");

const ruled = { axes: null, causes: null };

/**
 * Column → cause, for columns of which no cell works and all that ran have one cause, or none ran for one reason. It is about
 * the whole run, so that a filter neither folds nor unfolds a column.
 */
function ruledColumns(outer, inner) {
  const axes = outer + "\n" + inner;
  if (ruled.axes === axes) return ruled.causes;
  const causes = new Map();
  const keyOf = keyMaker(outer, inner);
  for (const [key, some] of groupBy(cells.filter(wasRun), keyOf)) {
    const ran = some.filter(c => c.verdict !== "unavailable");
    const deciding = ran.length ? ran : some;
    const [{ cause, verdict }] = deciding;
    if (cause && deciding.length >= FOLDED_FROM && deciding.every(c => c.cause === cause && c.verdict === verdict && !c.differs)) causes.set(key, { cause, some: deciding });
  }
  Object.assign(ruled, { axes, causes });
  return causes;
}

/** Returns a function from a cell to the key of its column; a number, because numbers are compared faster than texts. */
function keyMaker(outer, inner) {
  const [first, second] = [data.cells[outer], data.cells[inner]];
  return inner === NO_AXIS ? cell => first[cell.index] : cell => first[cell.index] * data.texts.length + second[cell.index];
}

const places = new Map();

/** The same key for values of the axes. */
function keyFor(outer, inner, v, w) {
  if (!places.size) for (const axis of AXES) for (const place of new Set(data.cells[axis])) places.set(data.texts[place], place);
  return inner === NO_AXIS ? places.get(v) : places.get(v) * data.texts.length + places.get(w);
}

/** Lays the columns out for the cells that are shown; {@code keys} leads from a cell's values to its column. */
function layColumns(shown, outer, inner) {
  const there = new Set(shown.map(keyMaker(outer, inner)));
  const within = v => (inner === NO_AXIS ? [null] : data.axes[inner]).filter(w => there.has(keyFor(outer, inner, v, w)));
  const values = data.axes[outer].filter(v => within(v).length);
  const asked = state.only.get(outer).size > 0 || (inner !== NO_AXIS && state.only.get(inner).size > 0);
  const rules = asked || small.matches ? new Map() : ruledColumns(outer, inner);
  const keys = new Map();
  const all = onScreen(values).flatMap(v => {
    const plain = within(v).map(w => ({ outer: v, inner: w, key: keyFor(outer, inner, v, w) }));
    const folds = state.unfolded.has(v) ? new Map() : groupBy(plain.filter(c => rules.has(c.key)), c => rules.get(c.key).cause);
    const group = [...plain.filter(c => !folds.has(rules.get(c.key)?.cause)), ...[...folds].map(([cause, some]) => fold(v, cause, some, rules))];
    group.forEach((c, i) => { c.span = i ? 0 : group.length; });
    return group;
  });
  // A grid of narrow columns would show nothing.
  if (all.length && all.every(c => c.folded)) return layPlain(all, keys);
  for (const column of all) for (const one of column.folded || [column]) keys.set(one.key, column.key);
  return { columns: all, keys, values };
}

function layPlain(all, keys) {
  const columns = all.flatMap(c => c.folded.map((one, i) => ({ ...one, span: c.span && i === 0 ? all.filter(o => o.outer === c.outer).reduce((n, o) => n + o.folded.length, 0) : 0 })));
  for (const column of columns) keys.set(column.key, column.key);
  return { columns, keys, values: [...new Set(columns.map(c => c.outer))] };
}

function fold(outer, cause, folded, rules) {
  const some = folded.flatMap(c => rules.get(c.key).some);
  const inner = folded.map(c => c.inner).filter(w => w !== null).join("|");
  return { outer, inner, key: `${outer}\nfolded\n${inner}`, folded, rule: ruleWords(cause, some) };
}

const PUBLISHED_PAGE = "published";

/** On a small screen one value of the outer axis is shown at a time. */
function onScreen(values) {
  if (!small.matches || values.length < 2) return values;
  if (state.one === PUBLISHED_PAGE) return [];
  return [values.includes(state.one) ? state.one : values[0]];
}

/** Whether the published columns are shown: on a small screen they are a page of their own. */
const showsPublished = () => !small.matches || state.one === PUBLISHED_PAGE;

/** The buttons that choose what a small screen shows. */
function drawPages(values) {
  const pages = document.getElementById("pages");
  pages.hidden = !small.matches || values.length < 2;
  if (pages.hidden) return;
  const current = state.one === PUBLISHED_PAGE || values.includes(state.one) ? state.one : values[0];
  pages.replaceChildren(...radios("one", [...values.map(v => [v, v || "unknown"]), [PUBLISHED_PAGE, PUBLISHED_PAGE]], one => {
    state.one = one;
    changed();
    pages.querySelector(":checked")?.focus();
  }));
  press("one", current);
}

const outerWords = value => state.columns === "criu" ? buildWords(value) : value || "unknown";

function drawColumnHeads() {
  const { columns, published } = grid;
  const twoLines = columns.some(c => c.inner !== null);
  const head = [el("tr", {},
    el("th", { class: "name", rowspan: twoLines || published.length ? 2 : 1 }, state.rows === "row" ? "Row" : AXIS_TITLES[state.rows]),
    published.length > 0 && el("th", { colspan: published.length + 1, class: "published", scope: "colgroup" }, "published"),
    columns.filter(c => c.span).map(c => el("th", { colspan: c.span, class: "first", scope: "colgroup" }, outerWords(c.outer), " ", ruleOf(c))))];
  if (twoLines || published.length) {
    head.push(el("tr", {}, published.length > 0 && [...published.map(([, title]) => title), "since then"].map(title => el("th", { class: "published", scope: "col" }, el("span", {}, title))),
      columns.map(drawColumnHead)));
  }
  return el("thead", {}, head);
}

function drawColumnHead(c) {
  const edge = c.span ? "first" : "";
  if (!c.folded) return el("th", { class: edge, scope: "col" }, el("span", {}, c.inner));
  // The reason has to be in sight, and there is room for a few words of it.
  const names = c.inner.replaceAll("|", ", ");
  const words = !names ? c.rule : c.folded.length > 1 ? `${c.rule}: ${names}` : `${names}: ${c.rule}`;
  return el("th", { class: edge + " folded", scope: "col" }, el("button", { type: "button", class: "unfold", "data-unfold": c.outer, title: `${words}. Click to show the columns.` },
    el("span", {}, words)));
}

/** For a group with open columns: the kernel's rule, if it decides more than half of the build's cells on that kernel. */
function ruleOf(column) {
  const { cause, some } = (state.columns === "criu" && kernelRules().get(column.outer)) || {};
  if (!cause || grid.columns.some(c => c.outer === column.outer && c.folded && c.rule.includes(kernelWords(cause.kernel)))) return null;
  const words = ruleWords(cause, some);
  return el("small", { class: "rule", title: words }, words);
}

let rules = null;

/** Build → the cause of most of its failures, if only some kernels have it and it fails more than half of the cells there. */
function kernelRules() {
  if (rules) return rules;
  rules = new Map();
  for (const [criu, failed] of groupBy(cells.filter(c => c.verdict === "fails" && c.cause.kernel), c => c.criu)) {
    const [cause, some] = byCause(failed)[0];
    const there = new Set(some.map(c => c.kernel));
    const ran = cells.filter(c => c.criu === criu && there.has(c.kernel) && (c.verdict === "fails" || c.verdict === "works"));
    if (some.length * 2 > ran.length) rules.set(criu, { cause, some });
  }
  return rules;
}

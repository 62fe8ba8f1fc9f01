// From one cell to others: the same with other builds and privileges, and the previous and the next one.

/** The same case on the same host, as a table: one mark for each build and privilege. */
function siblingsPart(cell) {
  const alike = cells.filter(c => c.caseId === cell.caseId && c.runtime === cell.runtime && c.host === cell.host && c.kernel === cell.kernel);
  if (alike.length < 2) return null;
  const privileges = valuesOf(alike, "privilege");
  const at = (criu, privilege) => alike.find(c => c.criu === criu && c.privilege === privilege);
  return part("The same with other builds and privileges", el("div", { class: "wide" }, el("table", { class: "siblings" },
    el("thead", {}, el("tr", {}, el("td"), privileges.map(p => el("th", { scope: "col" }, p)))),
    el("tbody", {}, valuesOf(alike, "criu").map(criu => el("tr", {}, el("th", { scope: "row" }, "CRIU " + criu),
      privileges.map(p => el("td", {}, siblingLink(at(criu, p), cell)))))))));
}

function siblingLink(other, cell) {
  if (!other) return "";
  const words = `CRIU ${other.criu}, ${other.privilege}: ${seen(other)}`;
  const look = `slot ${css(other.verdict)}${other.differs ? " differs" : ""}`;
  return el("a", { class: look, href: "#cell=" + encodeURIComponent(other.id), title: words, "aria-label": words, "aria-current": other === cell ? "true" : "false",
    onclick: e => { e.preventDefault(); openCell(other); } }, SIGNS[other.verdict]);
}

/** Leads through the cells that pass the filters, in the order of the grid. */
function walkButtons(cell) {
  const shown = new Set(matching());
  const all = inOrder().filter(c => shown.has(c));
  const at = all.indexOf(cell);
  const step = (by, words, sign) => { const to = all[at + by]; return el("button", { type: "button", "aria-label": words, title: `${words} (${by < 0 ? "p" : "n"})`, "data-step": by, disabled: at < 0 || !to, onclick: () => openCell(to) }, sign); };
  return el("p", { class: "walk" }, step(-1, "Previous cell", "‹"), step(1, "Next cell", "›"), at >= 0 && el("small", {}, `${(at + 1).toLocaleString()} of ${all.length.toLocaleString()}`));
}

let ordered = null;

/** All cells row by row, case by case, and then from left to right. */
function inOrder() {
  if (ordered) return ordered;
  const rows = new Map(data.rows.map((r, i) => [r.key, i]));
  const cases = new Map([...new Set(cells.map(c => c.caseId))].map((id, i) => [id, i]));
  const places = AXES.map(axis => [axis, new Map(data.axes[axis].map((v, i) => [v, i]))]);
  const ranks = cells.map(c => places.reduce((rank, [axis, place]) => rank * place.size + place.get(c[axis]), (rows.get(c.row) ?? rows.size) * cases.size + cases.get(c.caseId)));
  return ordered = [...cells].sort((a, b) => ranks[a.index] - ranks[b.index]);
}

/** The folder of the run, as commands name it. */
const runFolder = () => data.run.options?.["matrix.folder"] || "target/matrix";

const shellWord = text => /^[\w./-]+$/.test(text) ? text : `'${quoted(text)}'`;

function toolsPart(cell) {
  const fails = cell.verdict === "fails" || cell.verdict === "broken";
  const of = shellWord(runFolder());
  return part(fails ? "Report it, and find where it began" : "Run it again",
    fails && line(`./criu-matrix report ${of} '${quoted(cell.id)}' > issue.md`),
    fails && line(`./criu-matrix first-bad '${quoted(cell.id)}' --of ${of}`),
    line(`./criu-matrix run '-Dcells=${quoted(cell.id)}'`));
}

/** Links to the files of the evidence that are next to this page; those with logs first. */
function evidencePart(cell, r) {
  const files = [...(r.files || [])].sort((a, b) => (LOG.test(b) - LOG.test(a)) || (a < b ? -1 : 1));
  const links = [...files.map(f => el("a", { href: relative(`${r.evidence}/${f}`) }, f)), cell.allure && el("a", { href: "../site/allure-report/index.html#" + cell.allure }, "Allure entry")].filter(Boolean);
  return links.length ? part("Evidence", el("p", { class: "links" }, links)) : null;
}

const LOG = /\.log$|\.txt$/;

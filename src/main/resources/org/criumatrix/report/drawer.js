// Shows everything that is known of a cell, of several cells, or of a published row.

const drawer = document.getElementById("drawer");
let cameFrom = null;

function openCell(cell) { open({ cell: cell.id, about: null }); }
function openAbout(about) { open({ cell: null, about }); }

function open(what) {
  if (drawer.hidden) cameFrom = document.activeElement;
  Object.assign(state, what);
  remember(true);
  showDrawer();
  drawer.focus({ preventScroll: true });
}

function closeDrawer() {
  Object.assign(state, { cell: null, about: null });
  remember(true);
  showDrawer();
  // Lines may have been redrawn since; the place in the grid is still known.
  (document.contains(cameFrom) ? cameFrom : table.querySelector("[tabindex='0'][data-column]"))?.focus();
}

const ROLES = { plain: "without the options that a careful user would give", misuse: "deliberately wrong: CRIU has to refuse it" };

/** Says what the case is an example of, with its other cases one click away. */
function situationWords(cell) {
  const situation = situationOf(cell.caseId);
  const role = ROLES[data.cases[cell.caseId]?.role];
  return situation ? el("p", { class: "why" }, "An example of ", el("a", { href: "#q=" + encodeURIComponent(situation.title),
    onclick: e => { e.preventDefault(); closeDrawer(); showOnly(() => { state.text = situation.title; }); } }, situation.title), role && `, ${role}`) : null;
}

/** Known by all that leads to a cell; a map of all ids would cost time when the page opens. */
const cellById = id => cells.find(c => id.startsWith(c.caseId) && c.id === id);

function showDrawer() {
  const cell = state.cell && cellById(state.cell);
  drawer.hidden = !state.cell && !state.about;
  document.body.classList.toggle("with-drawer", !drawer.hidden);
  if (drawer.hidden) return;
  drawer.scrollTop = 0;
  if (cell) fillCell(cell);
  else if (state.cell) fill(state.cell, el("p", {}, "This run has no such cell."));
  else fillAbout(state.about);
}

function fill(title, ...parts) {
  drawer.replaceChildren(
    el("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: closeDrawer }, "×"),
    el("h2", { id: "drawer-title" }, title),
    ...[sentenceOf(title) && el("p", { class: "sentence" }, sentenceOf(title)), ...parts].filter(Boolean));
}

async function fillCell(cell) {
  const top = [
    walkButtons(cell),
    situationWords(cell),
    el("p", { class: "verdict" }, sign(cell.verdict), el("strong", {}, seen(cell)),
      cell.judgement && el("span", { class: "badge " + css(cell.judgement) }, cell.judgement)),
    el("p", { class: "points" }, AXES.filter(a => cell[a]).map(a => el("span", {}, el("small", {}, AXIS_TITLES[a]), " ", cell[a]))),
  ];
  if (!wasRun(cell)) {
    fill(cell.caseId, ...top, el("p", {}, "This cell was selected, and the run ended or was read before it began."),
      part("Run it", line(`./criu-matrix run '-Dcells=${quoted(cell.id)}'`)), siblingsPart(cell));
    return;
  }
  fill(cell.caseId, ...top);
  try {
    const r = await record(cell);
    if (state.cell === cell.id) fill(cell.caseId, ...top, ...details(cell, r));
  } catch (e) {
    fill(cell.caseId, ...top, el("p", {}, `This browser cannot unpack the details (${e}); they are in records.jsonl.`));
  }
}

function details(cell, r) {
  const reason = r.verdict === "unavailable" || r.verdict === "broken" ? "Reason" : "First error";
  return [
    part("Expected", el("p", {}, r.expected || "works"), r.why && el("p", { class: "why" }, r.why), ...aboutCause(cell, r)),
    unexpectedPart(cell),
    predictedPart(cell, r),
    r.verdict === "unavailable" ? null : phases(r),
    r.verdict === "fails" && HARMS[r.harm] && part("Harm", el("p", {}, el("strong", {}, r.harm), ": ", HARMS[r.harm])),
    r.error && part(reason, el("pre", { class: "error" }, r.error)),
    r.hint && part("Hint", el("p", {}, r.hint)),
    timings(r),
    checks(r.checks),
    values(r),
    ...heldParts(r),
    commands(r.commands),
    r.kernel_log?.length ? part("Kernel log", el("pre", {}, r.kernel_log.join("\n"))) : null,
    publishedPart(cell.caseId, cell.since),
    siblingsPart(cell),
    evidencePart(cell, r),
    toolsPart(cell),
    el("p", { class: "id" }, el("code", {}, cell.id), r.ended && el("small", {}, " ended ", r.ended)),
  ];
}

/** Shows, for a failure that is not on record, the recorded cause of other cells with the same error, or that there is none. */
function unexpectedPart(cell) {
  if (!cell.differs || cell.verdict !== "fails") return null;
  const known = cell.cause?.kind === RECORDED;
  return part("Cause", el("p", {}, known ? "Not on record for this cell. The same error of other cells has this cause:" : "No line of matrix.csv explains this error with this CRIU on this kernel."),
    known && el("p", { class: "why" }, cell.cause.text), ...(known ? aboutCause(cell, { ...cell.cause, cause_kernel: cell.cause.kernel }) : []),
    el("p", {}, el("a", { href: "#why=" + encodeURIComponent(cell.why), onclick: e => { e.preventDefault(); closeDrawer(); onlyWhy(cell.cause); } }, "All cells that end like this")));
}

/** For a shell, between single quotes. */
const quoted = text => text.replace(/'/g, "'\\''");

const part = (title, ...body) => el("section", {}, el("h3", {}, title), ...body);

/** Returns a path below this page, for any content of the record. */
const relative = path => "./" + path.split("/").filter(p => p && p !== "..").map(encodeURIComponent).join("/");

/** See Harm.java. */
const HARMS = {
  none: "the program came to its right answer",
  refused: "the dump failed, and the program continues",
  lost: "the program and its work are gone",
  dies: "the program was restored, and then it was gone",
  changed: "the program was restored with other values",
};

/** Green are only the phases that were played; a refusal has no gone, restore and alive. */
function phases(r) {
  const at = data.phases.indexOf(r.phase);
  const ms = { dump: r.dump_ms, restore: r.restore_ms, ...r.phases_ms };
  const played = p => !r.phases_ms || !Object.keys(r.phases_ms).length || p in r.phases_ms;
  const good = r.verdict === "works" || r.verdict === "refuses";
  const look = i => i === at ? css(r.verdict)
    : !played(data.phases[i]) || !(good || i < at) ? "not-run"
    : r.verdict === "refuses" && data.phases[i] === "dump" ? "refuses" : "works";
  return el("ol", { class: "phases", "aria-label": "Phases" }, data.phases.map((p, i) =>
    el("li", { class: look(i) }, el("span", { class: "sign" }, { works: "✓", refuses: "⊘", "not-run": "·", broken: "!" }[look(i)] || "✗"), p,
      look(i) !== "not-run" && ms[p] != null ? el("small", {}, duration(ms[p])) : null)));
}

function timings(r) {
  // The phases above have the suite's own time in them, too.
  const by = hasCriu(r.criu) ? "criu " : "";
  const times = [[`${by}dump`, r.dump_ms], ["frozen", r.frozen_ms], [`${by}restore`, r.restore_ms], ["whole cell", r.wall_ms]].filter(([, ms]) => ms != null);
  if (!times.length) return null;
  const longest = Math.max(...times.map(([, ms]) => ms)) || 1;
  const stats = Object.entries(r.criu_stats || {});
  return part("Times and sizes",
    cellParts(r.phases_ms),
    el("table", { class: "times" }, times.map(([name, ms]) => el("tr", {}, el("th", {}, name), el("td", {}, duration(ms)),
      el("td", { class: "bar" }, el("meter", { max: longest, value: ms, "aria-hidden": "true" })))),
    r.image_bytes != null && el("tr", {}, el("th", {}, "images"), el("td", {}, bytes(r.image_bytes)), el("td"))),
    stats.length ? el("details", {}, el("summary", {}, "CRIU's own statistics"),
      el("table", { class: "times" }, stats.map(([k, v]) => el("tr", {}, el("th", {}, k), el("td", {}, Number(v).toLocaleString()))))) : null);
}

function checks(all) {
  const entries = Object.entries(all || {});
  return entries.length ? part("Further checks", el("ul", { class: "checks" }, entries.map(([name, result]) =>
    el("li", {}, sign(result === "works" ? "works" : "fails"), el("strong", {}, name.replace(/-/g, " ")), " ", result === "works" ? "" : result)))) : null;
}

/** The properties of a kernel object; those that changed come first. */
function values(r) {
  if (!r.values && !(r.row === "objects" && r.verdict === "fails")) return null;
  const changed = v => v.before !== v.after;
  const sorted = [...(r.values || [])].sort((a, b) => changed(b) - changed(a));
  return part("Values", sorted.length ? el("table", { class: "values" },
    el("thead", {}, el("tr", {}, ["property", "before", "after"].map(h => el("th", { scope: "col" }, h)))),
    el("tbody", {}, sorted.map(v => el("tr", { class: changed(v) ? "bad" : "" }, el("th", { scope: "row" }, v.property),
      el("td", {}, v.before), el("td", {}, changed(v) ? "✗ " + v.after : v.after))))) : el("p", {}, "It did not come to its end."));
}

function commands(all) {
  if (!all?.length) return null;
  const how = c => [c.exit == null ? "ended by a signal or the time limit" : "exit " + c.exit, c.ms != null && duration(c.ms)].filter(Boolean).join(", ");
  return part("Commands", all.map(c => el("div", {}, line(c.line), el("small", { class: c.exit === 0 ? "" : "bad" }, how(c)))),
    all.length > 1 && copier(all.map(c => c.line).join("\n"), "Copy all"));
}

const line = text => el("div", { class: "line" }, el("pre", {}, text), copier(text, "Copy"));

/** {@code text} may be a function, which is called when it is copied. */
function copier(text, name) {
  return el("button", { type: "button", class: "copy", onclick: async e => {
    const button = e.currentTarget;
    const copied = typeof text === "function" ? text() : text;
    try { await navigator.clipboard.writeText(copied); } catch { copyByHand(copied); }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = name; }, 1500);
  } }, name);
}

/** For browsers that offer no clipboard to a page opened from disk. */
function copyByHand(text) {
  const area = el("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

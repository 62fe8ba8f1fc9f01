// The drawer for a mark of several cells, and for the publication's claims.

/** {@code about} is a row, a case, or "line TAB outer TAB inner" of a mark in the grid. */
function fillAbout(about) {
  const [name, outer, inner] = about.split("\t");
  if (outer !== undefined) fillSeveral(name, outer, inner);
  else if (name.includes("/")) fillCase(name);
  else fillRow(name);
}

function fillSeveral(name, outer, inner) {
  const own = c => name.includes("/") ? c.caseId === name : c[state.rows] === name;
  const some = matching().filter(c => own(c) && c[state.columns] === outer && (!inner || inner.split("|").includes(c[state.within])));
  const n = tally(some);
  fill(titles.get(name) || name,
    el("p", { class: "verdict" }, sign(n.verdict), el("strong", {}, n.words)),
    el("p", { class: "points" }, [[state.columns, outer], [state.within, inner?.replaceAll("|", ", ")]].filter(([, v]) => v)
      .map(([axis, v]) => el("span", {}, el("small", {}, AXIS_TITLES[axis]), " ", v))),
    cellsPart(some, c => name.includes("/") ? point(c) : c.caseId));
}

const cellsPart = (some, name) => part("Cells", el("ul", { class: "several" }, some.map(c => el("li", {},
  el("button", { type: "button", class: c.differs ? "differs" : "", onclick: () => openCell(c) }, sign(c.verdict),
    el("span", {}, el("strong", {}, name(c)), " ", seen(c), " ", sinceBadge(c.since), c.error && el("code", {}, c.error)))))));

const todayPart = own => part("Today", el("ul", { class: "checks" }, data.axes.criu.map(criu => {
  const some = cells.filter(c => own(c) && c.criu === criu);
  return some.length ? el("li", {}, sign(tally(some).verdict), el("span", {}, el("strong", {}, "CRIU " + criu), " ", tally(some).words)) : null;
})));

function fillCase(id) {
  const some = cells.filter(c => c.caseId === id);
  fill(id, publishedPart(id, publishedCases.get(id)?.since),
    some.length ? todayPart(c => c.caseId === id) : part("Today", el("p", {}, "This run has no cell of it.")),
    some.length ? cellsPart(some, point) : null);
}

function fillRow(key) {
  const row = data.rows.find(r => r.key === key);
  if (!row) return fill(key, el("p", {}, "There is no such row."));
  const claims = row.claims.filter(c => c.source === "table1");
  const sources = [["page", "Published: the results page"], ["text", "Published: the text"]];
  const own = source => data.publishedCases.filter(p => rowOf(p) === key && p.claims[0].source === source);
  fill(row.title,
    claims.length ? part("Published: the row", claimList(claims)) : null,
    todayPart(c => c.row === key),
    ...sources.filter(([s]) => own(s).length).map(([s, title]) => part(title, own(s).map(p =>
      el("section", { class: "claims" }, el("p", {}, caseLink(p), " ", sinceBadge(p.since), !everRun.has(p.caseId) && el("small", {}, "not in this run")),
        claimList(p.claims))))));
}

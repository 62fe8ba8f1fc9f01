// The drawer for what stands behind a mark of several cells, and for the publication's claims.

/** {@code about} is a row, or "line TAB outer TAB inner" of a mark in the grid. */
function fillAbout(about) {
  const [name, outer, inner] = about.split("\t");
  if (outer !== undefined) fillSeveral(name, outer, inner);
  else fillRow(name);
}

function fillSeveral(name, outer, inner) {
  const own = c => name.includes("/") ? c.caseId === name : c[state.rows] === name;
  const some = matching().filter(c => own(c) && c[state.columns] === outer && (!inner || c[state.within] === inner));
  const n = tally(some);
  fill(titles.get(name) || name,
    el("p", { class: "verdict" }, sign(n.verdict), el("strong", {}, n.words)),
    el("p", { class: "points" }, [[state.columns, outer], [state.within, inner]].filter(([, v]) => v)
      .map(([axis, v]) => el("span", {}, el("small", {}, AXIS_TITLES[axis]), " ", v))),
    part("Cells", el("ul", { class: "several" }, some.map(c => el("li", {},
      el("button", { type: "button", class: c.differs ? "differs" : "", onclick: () => openCell(c) }, sign(c.verdict),
        el("span", {}, el("strong", {}, name.includes("/") ? point(c) : c.caseId), " ", seen(c), c.error && el("code", {}, c.error))))))));
}

function fillRow(key) {
  const row = data.rows.find(r => r.key === key);
  if (!row) return fill(key, el("p", {}, "There is no such row."));
  const named = new Map(data.published);
  const claims = source => row.claims.filter(c => c.source === source);
  const list = some => el("ul", { class: "checks" }, some.map(c => el("li", {}, sign(c.verdict),
    el("span", {}, c.caseName !== "*" && el("strong", {}, c.caseName), " ", named.get(c.criu), ": ", c.verdict,
      needs(c), c.remark && el("small", {}, c.remark)))));
  const sources = [["table1", "Published: the row"], ["page", "Published: the results page"], ["text", "Published: the text"]];
  fill(row.title,
    ...sources.filter(([s]) => claims(s).length).map(([s, title]) => part(title, list(claims(s)))),
    part("Today", el("ul", { class: "checks" }, data.axes.criu.map(criu => {
      const some = cells.filter(c => c.row === key && c.criu === criu);
      return some.length ? el("li", {}, sign(tally(some).verdict), el("span", {}, el("strong", {}, "CRIU " + criu), " ", tally(some).words)) : null;
    }))));
}

/** What fails needs nothing; the publication tried it as root. */
const needs = claim => claim.needs === "root" && claim.verdict !== "fails" ? ", needs root" : "";

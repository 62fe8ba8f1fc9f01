// What the publication reports, next to today's results. Since.java compares them.

const SINCE = { "works now": "▲", "fails now": "▼", "as published": "=" };
const PUBLISHED_NAMES = new Map(data.published);
const publishedCases = new Map(data.publishedCases.map(p => [p.caseId, p]));
const everRun = new Set(cells.filter(wasRun).map(c => c.caseId));
const planned = new Set(textsOf("caseId"));

const claimOf = (line, criu) => line.group !== undefined
  ? data.rows.find(r => r.key === line.group)?.claims.find(c => c.source === "table1" && c.criu === criu)
  : publishedCases.get(line.caseId)?.claims.find(c => c.criu === criu);

/** A published failure names no privilege; the publication tried it as root. */
const needs = claim => claim.verdict === "fails" ? "" : claim.needs === "root" ? ", needs root" : ", without root";

const rowOf = published => published.caseId.split("/")[0];

const absent = data.publishedCases.filter(p => !planned.has(p.caseId));

/** What a search knows of a published case without a cell. */
const ABSENT_FIELDS = { cell: p => p.caseId, case: p => p.caseId, row: rowOf, verdict: () => "not run", about: p => titles.get(rowOf(p)) };
const absentLanguage = queryLanguage({ fields: QUERY_FIELDS, synonyms: QUERY_SYNONYMS, cells: absent, field: (p, name) => ABSENT_FIELDS[name]?.(p) });

/** Published cases without a cell. The only axis that they have is the row. */
function absentCases() {
  const asks = ["verdict", "judgement", "since"].some(f => state.only.get(f).size);
  const rows = state.only.get("row");
  const elsewhere = AXES.some(axis => state.only.get(axis).size) || state.only.get("why").size;
  return state.rows !== "row" || state.differing || state.between || asks || elsewhere ? []
    : absent.filter(p => !rows.size || rows.has(rowOf(p))).filter(absentLanguage.compile(usable(state.text)));
}

function drawPublished(line, index, criu, at) {
  const claim = claimOf(line, criu);
  const focusable = index === grid.at.line && at === grid.at.column ? "0" : "-1";
  if (!claim) {
    return el("td", { class: "published" }, el("span", { class: "slot", role: "img", "data-column": at, tabindex: focusable, "aria-label": "not published" }));
  }
  const words = `published, CRIU ${PUBLISHED_NAMES.get(criu)}: ${claim.verdict}${needs(claim)}${claim.remark && "; " + claim.remark}`;
  return el("td", { class: "published" }, el("button", { type: "button", class: "slot claim " + css(claim.verdict), tabindex: focusable,
    "data-column": at, "data-about": line.caseId ?? line.group, "aria-label": words, title: words },
  SIGNS[claim.verdict], needs(claim) === ", needs root" && el("small", { class: "needs" }, "root"), claim.remark && el("small", {}, "†")));
}

/** For a case, its own comparison; for a row, how many of its cases differ from what is published. */
function drawSince(line) {
  const own = line.group === undefined ? [publishedCases.get(line.caseId)].filter(Boolean)
    : data.publishedCases.filter(p => rowOf(p) === line.group);
  const count = Object.keys(SINCE).map(s => [s, own.filter(p => p.since === s).length]).filter(([, n]) => n);
  const words = count.map(([s, n]) => line.group === undefined ? s : `${n} published ${n === 1 ? "case" : "cases"} ${s}`).join(", ");
  const told = count.length > 1 ? count.filter(([s]) => s !== "as published") : count;
  return el("td", { class: "published since", title: words }, told.map(([s, n]) => el("span", { class: "since " + css(s) },
    el("span", { "aria-hidden": "true" }, SINCE[s], line.group !== undefined && s !== "as published" ? n : ""))),
  words && el("span", { class: "unseen" }, words));
}

/** For the cells behind one mark: shows those that differ from what is published. */
function sinceOf(some) {
  const all = new Set(some.map(c => c.since));
  return ["works now", "fails now", "as published"].find(s => all.has(s)) || "";
}

const claimList = claims => el("ul", { class: "checks" }, claims.map(c => el("li", {}, sign(c.verdict),
  el("span", {}, el("strong", {}, PUBLISHED_NAMES.get(c.criu)), ` ${c.verdict}${needs(c)}`, c.remark && el("small", {}, c.remark)))));

const sinceBadge = since => since && el("span", { class: "since " + css(since) }, `${SINCE[since]} ${since}`);

/** For the drawers of a case and of its cells. */
function publishedPart(caseId, since) {
  const published = publishedCases.get(caseId);
  return published && part("Published", claimList(published.claims),
    published.publishedAs !== caseId && el("p", { class: "why" }, "there: ", el("code", {}, published.publishedAs)),
    since && el("p", {}, "Since then: ", sinceBadge(since)),
    since && since === published.since && published.cause && el("p", { class: "why" }, published.cause));
}

function drawSinceThen() {
  const groups = [
    ["works now", "published as failing, works now"],
    ["fails now", "published as working, fails now"],
  ].map(([since, words]) => [since, words, data.publishedCases.filter(p => p.since === since)]);
  const same = data.publishedCases.filter(p => p.since === "as published").length;
  const absent = data.publishedCases.filter(p => !everRun.has(p.caseId)).length;
  const counted = groups.filter(([, , some]) => some.length).map(([since, , some]) => el("span", { class: "since " + css(since) }, `${SINCE[since]} ${some.length} ${since}`));
  panel("since", (counted.length || same) && [el("strong", {}, "Since the publication"), ...counted, same && el("span", { class: "since as-published" }, `= ${same} as published`)], () => [
    el("p", { class: "why" }, data.publication.citation, " ", el("a", { href: data.publication.address, rel: "noreferrer" }, data.publication.id)),
    ...groups.filter(([, , some]) => some.length).map(([since, words, some]) => el("div", { class: "flips" },
      el("p", {}, el("span", { class: "since " + css(since) }, el("span", { "aria-hidden": "true" }, SINCE[since]), " ", some.length, " ", words)),
      el("ul", {}, some.map(p => el("li", {}, caseLink(p), p.cause && el("span", { class: "why" }, ": ", p.cause)))))),
    absent ? el("p", { class: "rest" }, `${absent} published cases are not in this run`) : null]);
}

const caseLink = published => el("a", { href: "#about=" + encodeURIComponent(published.caseId),
  onclick: e => { e.preventDefault(); openAbout(published.caseId); } }, published.caseId);

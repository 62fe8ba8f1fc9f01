// The page of queries: fetches nothing, the cells come as scripts. Everything it shows is text.
"use strict";

const MAX_SHOWN = 200;
const { fields: names, names: values, chunks, cases, causes, machines } = globalThis.siteTables;
const at = new Map(names.map((name, i) => [name, i]));
const numbers = new Map(["dump", "frozen", "restore", "wall", "image", "attempts"].map((name, i) => [name, names.length + i]));
const SIGNS = { works: ["✓", "works"], refuses: ["⊘", "refuses"], fails: ["✗", "no"], unavailable: ["–", "unavailable"], broken: ["!", "no"] };

const valueOf = (cell, name) => {
  const number = cell[at.get(name)];
  return number ? values[number - 1] : null;
};
const listOf = value => value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];

/** What the language asks of a cell; what the data does not have is empty. */
function fieldOf(cell, name) {
  if (numbers.has(name)) return cell[numbers.get(name)] || null;
  const id = valueOf(cell, "case");
  const [, about, situation, title, words, role] = cases[id] ?? [];
  const cause = valueOf(cell, "cause");
  const [why, issue, fixed, remedies] = cause ? causes[cause] ?? [cause] : [];
  switch (name) {
    case "row": return id.split("/")[0];
    case "cell": return `${id}[criu=${valueOf(cell, "criu")},privilege=${valueOf(cell, "privilege")},runtime=${valueOf(cell, "runtime")},host=${valueOf(cell, "host")}]`;
    case "about": return about;
    case "situation": return situation;
    case "topic": return [title, ...(words ?? [])].filter(Boolean);
    case "role": return role;
    case "machine": return machines[valueOf(cell, "machine")];
    case "cause": return [why, cause].filter(Boolean);
    case "issue": return issue;
    case "fixed": return fixed;
    case "remedy": return remedies;
    case "trait": return listOf(valueOf(cell, name)).map(t => t.split(":")[0]);
    default: return at.has(name) ? valueOf(cell, name) : null;
  }
}

function element(tag, { css, ...attributes } = {}, ...content) {
  const made = document.createElement(tag);
  if (css) made.className = css;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content.filter(c => c !== null && c !== undefined && c !== ""));
  return made;
}

function verdict(cell) {
  const said = valueOf(cell, "verdict");
  const [mark, css] = SIGNS[said] ?? ["·", "untested"];
  const phase = valueOf(cell, "phase");
  return element("span", { css: `verdict ${css}` }, element("span", { css: `sign ${css}`, "aria-hidden": "true" }, mark), " ", element("span", {}, phase ? `${said} at ${phase}` : said));
}

function row(cell) {
  const id = valueOf(cell, "case");
  const error = valueOf(cell, "error");
  const texts = ["criu", "privilege", "runtime", "host", "kernel"].map(name => element("td", {}, valueOf(cell, name)));
  const page = cases[id] ? element("a", { href: `case/${cases[id][0]}.html` }, element("code", {}, id)) : element("code", {}, id);
  return element("tr", {}, element("td", {}, verdict(cell)), element("td", {}, page), ...texts,
    element("td", {}, (valueOf(cell, "ended") ?? "").slice(0, 10)), element("td", {}, error ? element("code", {}, error.slice(0, 160)) : ""));
}

const COLUMNS = ["Result", "Case", "CRIU", "Privilege", "Runtime", "Host", "Linux", "Day", "Error"];

function table(cells) {
  const head = element("thead", {}, element("tr", {}, ...COLUMNS.map(c => element("th", { scope: "col" }, c))));
  return element("table", { css: "evidence" }, head, element("tbody", {}, ...cells.slice(0, MAX_SHOWN).map(row)));
}

const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function counts(cells) {
  const by = new Map();
  for (const cell of cells) by.set(valueOf(cell, "verdict"), (by.get(valueOf(cell, "verdict")) ?? 0) + 1);
  return [...by].sort((a, b) => b[1] - a[1]).map(([name, count]) => {
    const [mark, css] = SIGNS[name] ?? ["·", "untested"];
    return element("span", { css: `verdict ${css}` }, element("span", { css: `sign ${css}`, "aria-hidden": "true" }, mark), ` ${count.toLocaleString("en")} ${name}`);
  });
}

function start() {
  const cells = globalThis.siteCells;
  const language = queryLanguage({ fields: QUERY_FIELDS, synonyms: QUERY_SYNONYMS, cells, field: fieldOf });
  const box = document.getElementById("query");
  const shown = document.getElementById("shown");

  function show() {
    const result = document.getElementById("cells");
    shown.classList.remove("mistake");
    let test;
    try {
      test = language.compile(box.value);
    } catch (mistake) {
      if (!(mistake instanceof QueryError)) throw mistake;
      shown.textContent = mistake.message;
      shown.classList.add("mistake");
      return;
    }
    const found = cells.filter(test);
    shown.textContent = `${counted(found.length, "cell")} of ${cells.length.toLocaleString("en")}`
      + (found.length > MAX_SHOWN ? `; the first ${MAX_SHOWN} are shown` : "")
      + (found.length || !box.value.trim() ? "" : ". " + language.obstacles(box.value).map(obstacleWords).join("; ") + ".");
    document.getElementById("counts").replaceChildren(...counts(found));
    result.replaceChildren(table(found));
  }

  function fromAddress() {
    box.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? box.value;
    show();
  }

  function remember() {
    try {
      history.replaceState(null, "", box.value ? `#q=${encodeURIComponent(box.value)}` : "#");
    } catch {
      // A browser that refuses this for files on the disk only loses the address.
    }
  }

  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { remember(); show(); }, 120);
  });
  box.form.addEventListener("submit", event => { event.preventDefault(); remember(); show(); });
  addEventListener("hashchange", fromAddress);
  document.getElementById("fields").replaceChildren(element("table", {}, element("tbody", {}, ...QUERY_FIELDS.map(f =>
    element("tr", {}, element("th", { scope: "row" }, element("code", {}, f.name)), element("td", {}, element("code", {}, f.example)), element("td", {}, f.about))))));
  fromAddress();
}

/** Loads the chunks side by side; a script works from disk, where a page may fetch nothing. */
Promise.all(chunks.map(path => new Promise((done, failed) => {
  const script = element("script", { src: path });
  script.onload = done;
  script.onerror = () => failed(new Error(`${path} is missing`));
  document.head.append(script);
}))).then(start, problem => {
  document.getElementById("shown").textContent = problem.message;
});

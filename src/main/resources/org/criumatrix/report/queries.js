// The saved queries and the fields of the language in a menu, and what is wrong with a query.

function queriesMenu() {
  const saved = Object.entries(data.queries);
  return el("details", { class: "menu queries", "data-menu": "queries", onkeydown: closeOnEscape, ontoggle: e => e.currentTarget.open && countQueries() },
    el("summary", {}, "Queries"),
    el("div", {},
      fieldsTable(),
      data.queriesMistake && el("p", { class: "mistake" }, data.queriesMistake),
      saved.map(([name, query]) => el("button", { type: "button", class: "saved", "data-query": query, title: query, onclick: () => ask(query) },
        el("span", {}, name), el("code", {}, query), el("b", {})))));
}

/** What queries can ask for; above the saved ones, of which a low window shows only some. */
const fieldsTable = () => el("details", {}, el("summary", {}, "Fields"), el("table", {}, el("tbody", {}, QUERY_FIELDS.map(f => el("tr", {},
  el("th", { scope: "row" }, f.name), el("td", {}, f.about, f.values.length > 0 && `: ${f.values.join(", ")}`),
  el("td", {}, el("button", { type: "button", "data-query": f.example, onclick: () => ask(f.example) }, el("code", {}, f.example))))))));

/** Asks a query of the menu, as an entry of its own in the history: Back returns to the search before. */
function ask(query) {
  document.querySelector("details[data-menu=queries]").open = false;
  if (document.body.classList.contains("with-sheet")) openSheet(false);
  state.text = query;
  remember(true);
  show();
  document.getElementById("search").focus();
}

function setSearch(text) {
  state.text = text;
  changed();
}

/** Counts the cells of each saved query, one after the other, so that the page answers in between. */
function countQueries() {
  const waiting = [...document.querySelectorAll("button.saved")].filter(b => !b.lastChild.textContent);
  const next = () => {
    const button = waiting.shift();
    if (!button) return;
    button.lastChild.textContent = cells.filter(readSearch(button.dataset.query).test).length.toLocaleString();
    setTimeout(next);
  };
  setTimeout(next);
}

/** Shows the mistake in the search, or what its words mean that a reader may not expect. */
function showMistake() {
  const place = document.getElementById("mistake");
  const { mistake } = readSearch(state.text);
  const notes = mistake ? [] : language.notes(state.text);
  place.hidden = !mistake && !notes.length;
  place.className = mistake ? "mistake" : "notes";
  document.getElementById("search").setAttribute("aria-invalid", !!mistake);
  place.replaceChildren(...(mistake ? mistakeWords(mistake) : notes.map(n => el("p", {}, n))));
}

function mistakeWords({ at, length, message }) {
  const { text } = state;
  const end = at + Math.max(1, length);
  return [
    el("p", {}, el("code", {}, text.slice(0, at), el("mark", {}, text.slice(at, end) || " "), text.slice(end)), ` Column ${at + 1}: ${message}`),
    el("p", {}, state.usable ? `Until then the cells of “${state.usable}” are shown.` : "Until then it hides no cell."),
  ];
}

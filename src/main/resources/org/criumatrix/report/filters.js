// Selects cells, and the axes to show them along.

const AXIS_TITLES = { criu: "CRIU", privilege: "Privilege", runtime: "Runtime", host: "Host", kernel: "Kernel",
  row: "Row", verdict: "Verdict", judgement: "Judgement", since: "Since then", advice: "Advice", why: "Cause" };
/** Causes are too many for a menu: the view "Why" lists them. */
const MENUS = FILTERS.filter(f => f !== "why");

function drawFilters() {
  const values = filter => data.axes[filter]
    || (filter === "row" ? data.rows.map(r => r.key).filter(k => rowsOfCases.includes(k)) : textsOf(filter).filter(Boolean).sort());
  document.getElementById("filters").append(
    el("input", { type: "search", id: "search", placeholder: "Search or query ( / )", "aria-label": "Search cases, errors, causes and commands by words, or cells by a query", "aria-describedby": "mistake",
      oninput: e => setSearch(e.target.value) }),
    el("button", { type: "button", id: "sheet", "aria-expanded": "false", "aria-controls": "menus", onclick: () => openSheet(true) }, "Filters", el("span", { class: "chosen" })),
    el("div", { id: "menus" },
      queriesMenu(),
      ...MENUS.map(f => [f, values(f)]).filter(([, v]) => v.length > 1).map(([f, v]) => menu(f, v)),
      data.axes.criu.length > 1 ? el("button", { type: "button", id: "between", "aria-pressed": "false", title: "Cells whose verdict is not the same with all builds; choose two builds to compare them",
        onclick: () => { state.between = !state.between; changed(); } }, "differs between builds") : "",
      el("button", { type: "button", id: "done", onclick: () => openSheet(false) }, "Done")),
    el("span", { id: "chips" }),
    el("button", { type: "button", id: "reset", onclick: reset }, "Reset"));
  document.getElementById("looking").append(el("span", { class: "axes" },
    choice("Rows", "rows", ["row", ...AXES]),
    choice("Columns", "columns", AXES),
    choice("within", "within", [...AXES, NO_AXIS])));
  placeAxes();
  small.addEventListener("change", placeAxes);
  document.addEventListener("click", e => {
    document.querySelectorAll("details.menu[open]").forEach(d => d.contains(e.target) || (d.open = false));
  });
}

/** On a small screen the axes are in the sheet. */
function placeAxes() {
  const axes = document.querySelector(".axes");
  if (small.matches) document.getElementById("done").before(axes);
  else document.getElementById("share").before(axes);
}

/** On a small screen the filters are a sheet, which Done closes. */
function openSheet(open) {
  document.body.classList.toggle("with-sheet", open);
  document.getElementById("sheet").setAttribute("aria-expanded", open);
  (open ? document.querySelector("#menus summary") : document.getElementById("sheet"))?.focus();
}

const closeOnEscape = e => {
  if (e.key === "Escape") { e.currentTarget.open = false; e.currentTarget.firstChild.focus(); e.stopPropagation(); }
};

/** What is chosen that has no menu. */
const chips = () => [...state.only.get("why")].map(id => el("button", { type: "button", class: "chip", title: "Remove this filter",
  onclick: () => { state.only.get("why").delete(id); changed(); } }, "Cause: ", el("span", {}, causesById.get(id)?.text ?? id), " ×"));

function menu(filter, values) {
  const boxes = values.map(v => el("label", {},
    el("input", { type: "checkbox", "data-filter": filter, value: v, onchange: e => {
      const chosen = state.only.get(filter);
      e.target.checked ? chosen.add(v) : chosen.delete(v);
      changed();
    } }), " ", filter === "row" ? titles.get(v) : v));
  return el("details", { class: "menu", "data-menu": filter, onkeydown: closeOnEscape }, el("summary", {}, AXIS_TITLES[filter], el("span", { class: "chosen" })), el("div", {}, boxes));
}

function choice(title, name, axes) {
  return el("label", {}, title + " ", el("select", { id: name, onchange: e => { state[name] = e.target.value; changed(); } },
    axes.map(a => el("option", { value: a }, a === "row" ? "Published rows" : a === NO_AXIS ? "nothing" : AXIS_TITLES[a]))));
}

function reset() {
  const kept = Object.fromEntries(LOOK.map(name => [name, state[name]]));
  history.replaceState(null, "", "#");
  readAddress();
  Object.assign(state, kept);
  changed();
}

/** Sets the controls to the state. */
function showFilters(shown) {
  const search = document.getElementById("search");
  if (search.value !== state.text) search.value = state.text;
  for (const box of document.querySelectorAll("input[data-filter]")) {
    box.checked = state.only.get(box.dataset.filter).has(box.value);
  }
  for (const menu of document.querySelectorAll("#menus details[data-menu]:not([data-menu=queries])")) {
    const chosen = [...state.only.get(menu.dataset.menu)];
    menu.classList.toggle("active", chosen.length > 0);
    menu.querySelector(".chosen").textContent = chosen.length > 2 ? `: ${chosen.length}` : chosen.length ? ": " + chosen.join(", ") : "";
  }
  showMistake();
  document.getElementById("between")?.setAttribute("aria-pressed", state.between);
  document.getElementById("chips").replaceChildren(...chips());
  const chosen = MENUS.reduce((n, f) => n + state.only.get(f).size, 0) + state.between;
  document.querySelector("#sheet .chosen").textContent = chosen ? `: ${chosen}` : "";
  for (const name of ["rows", "columns", "within"]) document.getElementById(name).value = state[name];
  document.getElementById("reset").hidden = ![...new URLSearchParams(address().slice(1)).keys()].some(name => !LOOK.includes(name));
  document.getElementById("shown").textContent = shown === cells.length
    ? `${shown.toLocaleString()} cells` : `${shown.toLocaleString()} of ${cells.length.toLocaleString()} cells`;
}

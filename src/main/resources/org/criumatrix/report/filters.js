// Selects cells, and the axes to show them along.

const AXIS_TITLES = { criu: "CRIU", privilege: "Privilege", runtime: "Runtime", host: "Host", kernel: "Kernel",
  row: "Row", verdict: "Verdict", judgement: "Judgement", since: "Since then", advice: "Advice" };

function drawFilters() {
  const values = filter => data.axes[filter]
    || (filter === "row" ? data.rows.map(r => r.key).filter(k => cells.some(c => c.row === k))
      : [...new Set(cells.map(c => c[filter]))].filter(Boolean).sort());
  document.getElementById("filters").append(
    el("input", { type: "search", id: "search", placeholder: "Search ( / )", "aria-label": "Search",
      oninput: e => { state.text = e.target.value; changed(); } }),
    ...FILTERS.map(f => [f, values(f)]).filter(([, v]) => v.length > 1).map(([f, v]) => menu(f, v)),
    el("span", { class: "axes" },
      choice("Rows", "rows", ["row", ...AXES]),
      choice("Columns", "columns", AXES),
      choice("within", "within", [...AXES, NO_AXIS])),
    el("button", { type: "button", id: "reset", onclick: reset }, "Reset"));
  document.addEventListener("click", e => {
    document.querySelectorAll("details.menu[open]").forEach(d => d.contains(e.target) || (d.open = false));
  });
}

function menu(filter, values) {
  const boxes = values.map(v => el("label", {},
    el("input", { type: "checkbox", "data-filter": filter, value: v, onchange: e => {
      const chosen = state.only.get(filter);
      e.target.checked ? chosen.add(v) : chosen.delete(v);
      changed();
    } }), " ", filter === "row" ? titles.get(v) : v));
  return el("details", { class: "menu", "data-menu": filter, onkeydown: e => {
    if (e.key === "Escape") { e.currentTarget.open = false; e.currentTarget.firstChild.focus(); e.stopPropagation(); }
  } }, el("summary", {}, AXIS_TITLES[filter], el("span", { class: "chosen" })), el("div", {}, boxes));
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
  for (const menu of document.querySelectorAll("details.menu")) {
    const chosen = [...state.only.get(menu.dataset.menu)];
    menu.classList.toggle("active", chosen.length > 0);
    menu.querySelector(".chosen").textContent = chosen.length > 2 ? `: ${chosen.length}` : chosen.length ? ": " + chosen.join(", ") : "";
  }
  for (const name of ["rows", "columns", "within"]) document.getElementById(name).value = state[name];
  document.getElementById("reset").hidden = ![...new URLSearchParams(address().slice(1)).keys()].some(name => !LOOK.includes(name));
  document.getElementById("shown").textContent = shown === cells.length
    ? `${shown.toLocaleString()} cells` : `${shown.toLocaleString()} of ${cells.length.toLocaleString()} cells`;
}

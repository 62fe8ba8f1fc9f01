// The views of the cells that pass the filters. A new view is a new entry here, and a block of its name in index.html.

const VIEWS = {
  grid: {
    title: "Grid",
    show(shown) { layGrid(shown); drawGrid(); },
    resized: () => drawLines(),
    printing: whole => drawLines(true, whole),
  },
  charts: { title: "Charts", show: showCharts, resized: fitCharts },
  heat: { title: "Heat map", show: showHeat },
};

function drawViews() {
  document.getElementById("views").append(...radios("view", Object.entries(VIEWS).map(([key, v]) => [key, v.title]), goToView));
}

/** A view is an entry in the history: Back returns from it. */
function goToView(view) {
  if (view === state.view) return;
  state.view = view;
  remember(true);
  show();
}

/** Draws only the current view: a filter does not wait for views that are hidden. */
function showView(shown) {
  for (const block of document.querySelectorAll("[data-view]")) block.hidden = block.dataset.view !== state.view;
  document.querySelector("#filters .axes").hidden = state.view !== "grid";
  press("view", state.view);
  VIEWS[state.view].show(shown);
}

/** Radio buttons, since browsers give those arrow keys and one stop for Tab. */
const radios = (name, choices, chosen) => choices.map(([value, words]) => el("label", { class: "choice" },
  el("input", { type: "radio", name, value, onchange: () => chosen(value) }), el("span", {}, words)));

function press(name, value) {
  for (const radio of document.querySelectorAll(`input[type=radio][name="${name}"]`)) radio.checked = radio.value === value;
}

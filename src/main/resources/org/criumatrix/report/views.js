// The views of the cells that pass the filters. A new view is a new entry here, and a block of its name in index.html.

const VIEWS = {
  grid: {
    title: "Grid",
    show(shown) { layGrid(shown); drawGrid(); },
    resized: () => drawLines(),
    printing: whole => drawLines(true, whole),
  },
  why: { title: "Why", show: showWhy },
  charts: { title: "Charts", show: showCharts, resized: fitCharts },
  // With one kernel it would be a single line.
  heat: { title: "Heat map", show: showHeat, offered: () => releases.length > 1 },
};

function drawViews() {
  document.getElementById("views").append(...radios("view", Object.entries(VIEWS).filter(([, v]) => !v.offered || v.offered()).map(([key, v]) => [key, v.title]), goToView));
}

/** A view is an entry in the history: Back returns from it. */
function goToView(view) {
  if (view !== state.view) {
    state.view = view;
    remember(true);
    show();
  }
  reveal();
}

/** Draws only the current view: a filter does not wait for views that are hidden. */
function showView(shown) {
  for (const block of document.querySelectorAll("[data-view]")) block.hidden = block.dataset.view !== state.view;
  document.querySelector(".axes").hidden = state.view !== "grid";
  showNothing(false);
  press("view", state.view);
  VIEWS[state.view].show(shown);
}

/** Radio buttons, since browsers give those arrow keys and one stop for Tab. */
const radios = (name, choices, chosen) => choices.map(([value, words]) => el("label", { class: "choice" },
  el("input", { type: "radio", name, value, onchange: () => chosen(value) }), el("span", {}, words)));

function press(name, value) {
  for (const radio of document.querySelectorAll(`input[type=radio][name="${name}"]`)) radio.checked = radio.value === value;
}

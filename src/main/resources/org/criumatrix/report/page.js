// Builds the page from its parts.

function changed() {
  remember();
  show();
}

/** Shows in the grid only some cells, as an entry of its own in the history: Back returns. */
function showOnly(change) {
  change();
  state.view = "grid";
  remember(true);
  show();
  reveal();
}

function show() {
  if (!readSearch(state.text).mistake) state.usable = state.text;
  const shown = matching();
  showCounts();
  showPanels();
  showFilters(shown.length);
  showView(shown);
  showTitle();
}

const LEGEND = { partial: "partial, 9/16: 9 of 16 planned cells work", refuses: "refuses as it has to, not counted as working" };

function legend() {
  document.getElementById("legend").append(
    ...VERDICTS.map(v => el("span", {}, sign(v), LEGEND[v] || v)),
    el("span", {}, el("span", { class: "mark fails differs", "aria-hidden": "true" }, SIGNS.fails), DIFFERS),
    ...["works now", "fails now"].map(s => el("span", {}, el("span", { class: `mark ${s === "works now" ? "works" : "fails"} ${css(s)}`, "aria-hidden": "true" },
      SIGNS[s === "works now" ? "works" : "fails"]), `published otherwise: ${s}`)),
    el("span", {}, "† with a remark"),
    el("span", { class: "keys" }, "Keys: arrows move, Enter opens, Esc closes, / searches; g, w, c, h: grid, why, charts, heat map; in a cell p, n: previous, next"));
}

readAddress();
drawHead();
drawCounts();
drawNews();
drawFixed();
drawSinceThen();
drawRates();
drawJobs();
drawImages();
drawFilters();
drawViews();
drawTakeAway();
legend();
listen();
show();
showDrawer();
addEventListener("hashchange", () => { readAddress(); show(); showDrawer(); });

// Puts the page together.

function changed() {
  remember();
  show();
}

function show() {
  const shown = matching();
  showCounts();
  showFilters(shown.length);
  layGrid(shown);
  drawGrid();
}

function legend() {
  document.getElementById("legend").append(
    ...VERDICTS.map(v => el("span", {}, sign(v), v === "partial" ? "partial, 9/16: 9 of 16 work" : v)),
    el("span", {}, el("span", { class: "mark fails differs", "aria-hidden": "true" }, SIGNS.fails), DIFFERS),
    el("span", { class: "keys" }, "Keys: arrows move, Enter opens, Esc closes, / searches"));
}

readAddress();
drawHead();
drawFilters();
legend();
listen();
show();
showDrawer();
addEventListener("hashchange", () => { readAddress(); show(); showDrawer(); });

// Builds the page from its parts.

function changed() {
  remember();
  show();
}

function show() {
  const shown = matching();
  showCounts();
  showFilters(shown.length);
  showView(shown);
}

const LEGEND = { partial: "partial, 9/16: 9 of 16 planned cells work", refuses: "refuses as it has to, not counted as working" };

function legend() {
  document.getElementById("legend").append(
    ...VERDICTS.map(v => el("span", {}, sign(v), LEGEND[v] || v)),
    el("span", {}, el("span", { class: "mark fails differs", "aria-hidden": "true" }, SIGNS.fails), DIFFERS),
    ...["works now", "fails now"].map(s => el("span", {}, el("span", { class: `mark ${s === "works now" ? "works" : "fails"} ${css(s)}`, "aria-hidden": "true" },
      SIGNS[s === "works now" ? "works" : "fails"]), `published otherwise: ${s}`)),
    el("span", {}, "† with a remark"),
    el("span", { class: "keys" }, "Keys: arrows move, Enter opens, Esc closes, / searches; g, c, h: grid, charts, heat map"));
}

readAddress();
drawHead();
drawSinceThen();
drawJobs();
drawFilters();
drawViews();
legend();
listen();
show();
showDrawer();
addEventListener("hashchange", () => { readAddress(); show(); showDrawer(); });

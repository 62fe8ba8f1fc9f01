// The headline numbers: first what is news, then everything else. Failures on record are grey: they are no news.

function drawCounts() {
  const found = tally(cells);
  const tile = (n, words, name, look, press) => el("button", { type: "button", class: "count " + look, "data-count": name, onclick: press }, el("b", {}, n.toLocaleString()), " ", words);
  const only = verdict => () => {
    const values = state.only.get("verdict");
    values.has(verdict) ? values.delete(verdict) : values.add(verdict);
    changed();
    reveal();
  };
  const differing = found.differs;
  const groups = newsFound.length;
  const cellWords = `${differing.toLocaleString()} ${differing === 1 ? "cell" : "cells"}`;
  const first = differing ? tile(groups, `news, ${cellWords} ${DIFFERS}`, DIFFERS, "differs", () => { state.differing = !state.differing; changed(); reveal(); })
    : el("span", { class: "count calm" }, el("b", {}, "0"), " news");
  const tiles = VERDICTS.filter(v => v !== "partial" && v !== "not run")
    .map(v => [found[v], v]).filter(([n]) => n)
    .map(([n, v]) => tile(n, `${SIGNS[v]} ${v}`, v, v === "fails" ? "known" : css(v), only(v)));
  if (data.notRun) tiles.push(el("span", { class: "count not-run" }, el("b", {}, data.notRun.toLocaleString()), " · not run"));
  document.getElementById("counts").append(first, ...tiles, ...explained());
}

function showCounts() {
  for (const tile of document.querySelectorAll("#counts button[data-count]")) {
    const name = tile.dataset.count;
    tile.setAttribute("aria-pressed", name === DIFFERS ? state.differing : state.only.get("verdict").has(name));
  }
}

/** Leads to the causes: a few of them explain most failures. */
function explained() {
  const words = explains(byCause(cells));
  return words ? [el("button", { type: "button", class: "count why-link", onclick: () => goToView("why") }, words)] : [];
}

/** Scrolls to the view after a choice above it, which otherwise would change only what is out of sight. */
function reveal() {
  const { top } = document.getElementById("looking").getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) document.getElementById("matrix").scrollIntoView({ behavior: "instant", block: "start" });
}

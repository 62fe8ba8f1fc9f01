// Row "operations": which CRIU restores the images that another has written.

function drawImages() {
  const pairs = data.images;
  panel("images", pairs.length && [el("strong", {}, "Images across versions"), el("span", {}, count(pairs.length, "pair"))], () => [
    el("p", { class: "why" }, "A line has the CRIU that dumped, a column the one that restored on the same kernel. An entry opens the worst of its cells."),
    ...[...groupBy(pairs, p => p.kernel).entries()].map(([kernel, some]) => el("details", { open: true }, el("summary", {}, "Linux " + kernel), imagesTable(some)))]);
}

function imagesTable(pairs) {
  const builds = [...groupBy(pairs, p => p.to).keys()].sort((a, b) => data.axes.criu.indexOf(b) - data.axes.criu.indexOf(a));
  return el("div", { class: "wide" }, el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "dumped by"), builds.map(b => el("th", { scope: "col" }, "restored by " + b)))),
    el("tbody", {}, [...groupBy(pairs, p => p.from).entries()].map(([from, some]) => el("tr", {}, el("th", { scope: "row" }, from),
      builds.map(b => el("td", {}, some.filter(p => p.to === b).map(pairButton))))))));
}

const pairButton = pair => el("button", { type: "button", class: "job", title: `${pair.from} → ${pair.to}: ${pair.words}`,
  onclick: () => openCell(cells[pair.cell]) }, sign(pair.verdict), ...(pair.entry === SIGNS[pair.verdict] ? [] : [el("small", {}, pair.entry)]));

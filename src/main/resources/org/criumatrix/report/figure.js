// What all figures have: a title, a drawing, a description for people who cannot see it, and the numbers behind it.

/**
 * @param name a unique name within the page
 * @param about what the marks mean
 * @param words describes the drawing in a sentence
 * @param drawing SVG elements
 * @param head of the table of numbers
 * @param rows of the table; the first of each names it
 */
function figure({ name, title, about, words, width, height, drawing, head, rows, open }) {
  return el("figure", { "data-figure": name },
    el("figcaption", {}, el("h3", { id: name + "-title" }, title), el("p", {}, about)),
    svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-labelledby": `${name}-title ${name}-words` },
      svg("desc", { id: name + "-words" }, words), drawing),
    el("details", { open }, el("summary", {}, "Numbers"), el("div", { class: "numbers" }, el("table", {},
      el("thead", {}, el("tr", {}, head.map(h => el("th", { scope: "col" }, h)))),
      el("tbody", {}, rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), rest.map(v => el("td", {}, v)))))))));
}

/** Lines across the drawing at each tick, with their values. */
function axisBelow(scale, { from, to, top, bottom, title, words = tickWords }) {
  return [
    ...scale.ticks.map(tick => svg("g", { class: "tick" },
      svg("line", { x1: scale(tick), x2: scale(tick), y1: top, y2: bottom }),
      svg("text", { x: scale(tick), y: bottom + 16, "text-anchor": "middle" }, words(tick)))),
    svg("text", { class: "axis", x: (from + to) / 2, y: bottom + 34, "text-anchor": "middle" }, title),
  ];
}

function axisLeft(scale, { from, to, top, title }) {
  return [
    ...scale.ticks.map(tick => svg("g", { class: "tick" },
      svg("line", { x1: from, x2: to, y1: scale(tick), y2: scale(tick) }),
      svg("text", { x: from - 6, y: scale(tick) + 4, "text-anchor": "end" }, tickWords(tick)))),
    svg("text", { class: "axis", x: 0, y: top }, title),
  ];
}

const axisTitle = (series, scale) => `${series.title} (${UNITS[series.unit].name}${scale.log ? ", logarithmic" : ""})`;

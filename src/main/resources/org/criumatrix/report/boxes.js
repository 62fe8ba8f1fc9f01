// Distributions side by side as horizontal box plots, so that the names of kernels have room.

const BOX_LINE = 38;
const BOX_AXIS = 46;
/** With fewer values, quartiles would show more than is known: each value is drawn. */
const FEWEST = 5;

/** @param groups name → samples */
function boxPlot({ name, title, about, groups, series, width, open }) {
  const unit = UNITS[series.unit];
  const all = [...groups].map(([group, some]) => [group, summary(some)]);
  const left = Math.min(width * .36, 14 + LETTER * Math.max(...all.map(([group]) => group.length)));
  const right = width - 76;
  const bottom = all.length * BOX_LINE;
  const scale = scaleOf(all.flatMap(([, s]) => [s.least / unit.per, s.greatest / unit.per]), left + 8, right - 8);
  const place = v => scale(v / unit.per);
  return figure({
    name, title, about, width, height: bottom + BOX_AXIS, open,
    words: all.map(([group, s]) => `${group}: ${told(s, unit.words)}`).join("; "),
    drawing: [
      ...axisBelow(scale, { from: left, to: right, top: 0, bottom, title: axisTitle(series, scale) }),
      ...all.map(([group, s], i) => svg("g", { class: "distribution", transform: `translate(0 ${(i + .5) * BOX_LINE})` },
        svg("title", {}, `${group}: ${told(s, unit.words)}`),
        svg("rect", { class: "ground", x: 0, y: -BOX_LINE / 2, width, height: BOX_LINE }),
        svg("text", { x: left - 8, y: 4, "text-anchor": "end" }, cut(group || "unknown", left - 10)),
        s.n < FEWEST ? dots(s, place) : quartiles(s, place),
        svg("text", { class: "median", x: width, y: -2, "text-anchor": "end" }, unit.words(s.median)),
        svg("text", { class: "number", x: width, y: 12, "text-anchor": "end" }, `n = ${s.n.toLocaleString()}`))),
    ],
    head: ["", ...SUMMARY_HEAD],
    rows: all.map(([group, s]) => [group || "unknown", ...summaryRow(s, unit.words)]),
  });
}

const told = (s, words) => `median ${words(s.median)}, quartiles ${words(s.q1)} and ${words(s.q3)}, from ${words(s.least)} to ${words(s.greatest)}, `
  + `${s.n.toLocaleString()} ${s.n === 1 ? "value" : "values"}`;

const upright = (x, half) => svg("line", { x1: x, x2: x, y1: -half, y2: half });

const quartiles = (s, place) => [
  svg("line", { x1: place(s.least), x2: place(s.greatest), y1: 0, y2: 0 }),
  upright(place(s.least), 5), upright(place(s.greatest), 5),
  svg("rect", { class: "box", x: place(s.q1), y: -10, width: Math.max(1, place(s.q3) - place(s.q1)), height: 20 }),
  svg("line", { class: "middle", x1: place(s.median), x2: place(s.median), y1: -10, y2: 10 }),
];

const dots = (s, place) => [...s.sorted].map(v => svg("circle", { cx: place(v), cy: 0, r: 4 }));

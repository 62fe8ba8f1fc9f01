// Growing amounts of one thing (the row "performance"): how the measured values grow with it, with a line for each CRIU build.

/** performance/memory-128m */
const SWEPT = /^performance\/(.+)-(\d+)([a-z]*)$/;
const SWEPT_UNITS = { m: " (MiB)" };
const SWEEP_HEIGHT = 300;

/**
 * Builds differ by shape and dash as well as by colour. The numbers of shapes and dashes have no common factor, so 35 builds
 * differ.
 */
const SHAPES = [
  "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z", "M-4.5-4.5h9v9h-9Z", "M0-6L5.5 4.5H-5.5Z", "M0-6.5L6 0L0 6.5L-6 0Z", "M0 6L5.5-4.5H-5.5Z",
  "M-5.5-1.5h4v-4h3v4h4v3h-4v4h-3v-4h-4Z", "M-5-3L-3-5L0-2L3-5L5-3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z",
];
const DASHES = ["none", "7 4", "2 3", "9 3 2 3", "14 4"];
const COLOURS = 7;

function lookOf(criu) {
  // By its index among all builds of the run, so that a filter never changes how a build looks.
  const i = data.axes.criu.indexOf(criu);
  return { shape: SHAPES[i % SHAPES.length], dash: DASHES[i % DASHES.length], colour: "build-" + i % COLOURS };
}

/** What is swept → samples, each with the size. */
const sweepsIn = some => groupBy(
  some.map(s => ({ ...s, swept: SWEPT.exec(s.cell.caseId) })).filter(s => s.swept).map(s => ({ ...s, size: +s.swept[2] })),
  s => s.swept[1] + (SWEPT_UNITS[s.swept[3]] ?? s.swept[3]));

function sweepPlot({ name, what, some, series, width, open }) {
  const unit = UNITS[series.unit];
  const lines = [...alongAxis(some, "criu")].map(([criu, own]) => ({ criu, ...lookOf(criu),
    points: [...groupBy(own, s => s.size)].sort(([a], [b]) => a - b).map(([size, at]) => ({ size, ...summary(at) })) }));
  const sizes = [...new Set(some.map(s => s.size))].sort((a, b) => a - b);
  const area = { from: 52, to: width - 14, top: 26, bottom: SWEEP_HEIGHT - 44 };
  const across = Object.assign(scaleOf(sizes, area.from + 18, area.to - 18), { ticks: sizes });
  const up = scaleOf(lines.flatMap(l => l.points.flatMap(p => [p.q1 / unit.per, p.q3 / unit.per])), area.bottom - 8, area.top + 8, TICK.up);
  const title = what[0].toUpperCase() + what.slice(1);
  return figure({
    name, width, height: SWEEP_HEIGHT, open,
    title: `${series.title} by ${what}`,
    about: `Median, with a bar from quartile to quartile; ${fromTo(lines.flatMap(l => l.points.map(p => p.n)))} each.`
      + (lines.some(l => l.points.some(p => p.n < FEWEST)) ? ` Fewer than ${FEWEST} are joined by no line: ${ALONE}` : ""),
    words: lines.map(l => `CRIU ${l.criu}: ${l.points.map(p => `${unit.words(p.median)} at ${p.size}`).join(", ")}`).join("; "),
    drawing: [
      ...axisLeft(up, { ...area, top: 12, title: axisTitle(series, up) }),
      ...axisBelow(across, { ...area, title: title + (across.log ? ", logarithmic" : "") }),
      // Side by side: otherwise equal builds would hide each other.
      ...lines.map((line, i) => drawSweep(line, p => across(p.size) + 4 * (i - (lines.length - 1) / 2), v => up(v / unit.per), unit)),
    ],
    head: ["CRIU", title, ...SUMMARY_HEAD],
    rows: lines.flatMap(l => l.points.map(p => [l.criu, p.size, ...summaryRow(p, unit.words)])),
  });
}

/** Cells that run at the same time slow each other down. */
const ALONE = "run the row alone, ./criu-matrix run '-Dcells=performance/*' -Dmatrix.parallel=1 -Dmatrix.repeat=5.";

const drawSweep = (line, x, y, unit) => svg("g", { class: "sweep " + line.colour },
  line.points.every(p => p.n >= FEWEST) && svg("path", { class: "way", "stroke-dasharray": line.dash, d: "M" + line.points.map(p => `${x(p)} ${y(p.median)}`).join("L") }),
  line.points.map(p => svg("g", {}, svg("title", {}, `CRIU ${line.criu}, ${p.size}: ${told(p, unit.words)}`),
    svg("line", { x1: x(p), x2: x(p), y1: y(p.q1), y2: y(p.q3) }), marker(line, x(p), y(p.median)))));

const marker = (look, x, y) => svg("path", { class: "marker", d: look.shape, transform: `translate(${x} ${y})` });

function fromTo(numbers) {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return (least === most ? least : `${least}–${most}`) + (most === 1 ? " value" : " values");
}

const sweepLegend = builds => el("p", { class: "builds" }, builds.map(criu => {
  const look = lookOf(criu);
  return el("span", {}, svg("svg", { width: 40, height: 14, class: "sweep " + look.colour, "aria-hidden": "true" },
    svg("path", { class: "way", "stroke-dasharray": look.dash, d: "M0 7H40" }), marker(look, 20, 7)), "CRIU " + criu);
}));

// What was measured in the cells that work (MeasuredData.java), and summaries of many values.

let readOnce = null;

/** Parsed when first used: opening the page for its grid does not wait for it. */
const measured = () => readOnce ??= JSON.parse(document.getElementById("measured").textContent);

/** Returns the values of a series that pass the filters, each with its cell. */
function samples(shown, series) {
  const among = new Set(shown);
  const { cell: places } = measured();
  return series.values.map((value, i) => ({ value, cell: cells[places[i]] })).filter(s => s.value !== null && among.has(s.cell));
}

/** In the order of the axis. */
function alongAxis(some, axis) {
  const groups = groupBy(some, s => s.cell[axis]);
  return new Map(data.axes[axis].filter(v => groups.has(v)).map(v => [v, groups.get(v)]));
}

/** Keeps only what all groups have: otherwise a build that works with more and heavier cases looks slow. */
function inCommon(groups, axis) {
  // Each kernel has its own hosts, so the same cell on another kernel is on another host.
  const rest = ["caseId", ...AXES].filter(a => a !== axis && !(axis === "kernel" && a === "host"));
  const keyOf = s => rest.map(a => s.cell[a]).join("\n");
  const keyed = [...groups].map(([name, some]) => [name, groupBy(some, keyOf)]);
  return new Map(keyed.map(([name, byKey]) => [name,
    [...byKey].filter(([key]) => keyed.every(([, other]) => other.has(key))).flatMap(([, some]) => some)])
    .filter(([, some]) => some.length));
}

/** Quartiles as R and numpy compute them, with linear interpolation between two values. */
function summary(some) {
  const sorted = Float64Array.from(some, s => s.value).sort();
  const at = share => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)];
    return below + (sorted[Math.ceil(place)] - below) * (place % 1);
  };
  return { n: sorted.length, least: at(0), q1: at(.25), median: at(.5), q3: at(.75), greatest: at(1), sorted };
}

const SUMMARY_HEAD = ["values", "least", "lower quartile", "median", "upper quartile", "greatest"];
const summaryRow = (s, words) => [s.n.toLocaleString(), ...[s.least, s.q1, s.median, s.q3, s.greatest].map(words)];

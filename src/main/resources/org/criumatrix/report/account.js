// How the time of the whole run was spent: in the lanes, and before and after them.

const ACCOUNT_LINE = 26;
const ACCOUNT = "Lanes play cells side by side; a bar is what all of them spent together. Each lane does one of these at a time.";

/** [what, milliseconds], longest first. */
const accounted = (times, words) => Object.entries(times || {}).filter(([, ms]) => ms >= 1)
  .sort(([, a], [, b]) => b - a).map(([what, ms]) => [words + what, ms]);

function accountFigure({ name, width, open }) {
  const { lanes, around, processors } = data.run.timesMs || {};
  const rows = [...accounted(lanes, ""), ...accounted(around, "before and after: ")];
  if (!rows.length) return [];
  const whole = Object.values(lanes || {}).reduce((sum, ms) => sum + ms, 0);
  const left = Math.min(width * .4, 14 + LETTER * Math.max(...rows.map(([what]) => what.length)));
  const right = width - 84;
  const longest = Math.max(...rows.map(([, ms]) => ms));
  const share = ms => whole ? sharePercent(ms / whole) : "";
  const cpu = Object.entries(processors || {}).map(([who, ms]) => `${who} ${duration(ms)}`).join(", ");
  return [el("h2", {}, "Where the run's time went"), figure({
    name, title: "The run's lanes", about: ACCOUNT + (cpu && ` Processor time: ${cpu}.`), width, height: rows.length * ACCOUNT_LINE, open,
    words: rows.map(([what, ms]) => `${what} ${duration(ms)}`).join("; "),
    drawing: rows.map(([what, ms], i) => svg("g", { transform: `translate(0 ${i * ACCOUNT_LINE})` },
      svg("title", {}, `${what}: ${duration(ms)}`),
      svg("text", { x: left - 8, y: ACCOUNT_LINE / 2 + 4, "text-anchor": "end" }, cut(what, left - 10)),
      svg("g", { class: "part " + (what === "cells" ? "part-dump" : "part-evidence") },
        svg("rect", { x: left, y: 4, width: Math.max(1, ms / longest * (right - left)), height: ACCOUNT_LINE - 8 })),
      svg("text", { class: "median", x: width, y: ACCOUNT_LINE / 2 + 4, "text-anchor": "end" }, duration(ms)))),
    head: ["", "time", "share of the lanes"],
    rows: rows.map(([what, ms]) => [what, duration(ms), lanes && what in lanes ? share(ms) : ""]),
  })];
}

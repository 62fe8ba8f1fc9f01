// Where the time is spent: the duration of each part of a cell, for one cell and as the average of the rows' cells.

/** In their order: phases, and what precedes and follows them. */
const PARTS = ["prepare", ...data.phases.filter(p => p !== "clean"), "evidence", "clean"];
const PART_LINE = 38;
const PART_BAR = 22;
const MEAN = "The mean of each row's cells that work; each bar is the whole of it. Almost all of dump and restore is CRIU's own; the rest is the suite's and the program's.";

/** The parts that a cell has, from left to right: [part, from, to] in shares of the whole. */
function laid(ms) {
  const whole = Object.values(ms).reduce((sum, v) => sum + v, 0);
  let at = 0;
  return whole ? PARTS.filter(p => ms[p]).map(p => [p, at / whole, (at += ms[p]) / whole]) : [];
}

const sharePercent = share => share >= .1 ? `${Math.round(share * 100)} %` : `${(share * 100).toFixed(1)} %`;

const partsBar = (ms, from, to, y, height) => laid(ms).map(([part, left, right]) => svg("g", { class: "part part-" + part },
  svg("title", {}, `${part}: ${duration(ms[part])}, ${sharePercent(right - left)}`),
  svg("rect", { x: from + left * (to - from), y, width: (right - left) * (to - from), height }),
  (right - left) * (to - from) > part.length * LETTER + 8
    && svg("text", { x: from + (left + right) / 2 * (to - from), y: y + height / 2 + 4, "text-anchor": "middle" }, part)));

/** The parts of one cell, next to its other times. */
const cellParts = ms => laid(ms || {}).length ? svg("svg", { class: "parts", viewBox: `0 0 600 ${PART_BAR}`, role: "img",
  "aria-label": "Where its time went: " + laid(ms).map(([part]) => `${part} ${duration(ms[part])}`).join(", ") }, partsBar(ms, 0, 600, 0, PART_BAR)) : null;

/** Row → mean of each part, for the cells that pass the filters. */
function meanParts(shown) {
  const { parts, phases } = measured();
  const rows = groupBy(samples(shown, { values: phases }), s => s.cell.caseId.split("/")[0]);
  return [...rows].map(([row, some]) => ({ row, n: some.length,
    ms: Object.fromEntries(parts.map((part, i) => [part, some.reduce((sum, s) => sum + (s.value[i] || 0), 0) / some.length])) }));
}

function partsFigure(shown, { name, width, open }) {
  const rows = meanParts(shown);
  if (!rows.length) return [];
  const whole = r => Object.values(r.ms).reduce((sum, v) => sum + v, 0);
  const left = Math.min(width * .3, 14 + LETTER * Math.max(...rows.map(r => r.row.length)));
  const right = width - 84;
  const used = PARTS.filter(p => rows.some(r => r.ms[p]));
  return [el("h2", {}, "Where the time goes"), el("p", { class: "builds" }, used.map(part =>
    el("span", {}, svg("svg", { width: 14, height: 14, class: "part part-" + part, "aria-hidden": "true" }, svg("rect", { width: 14, height: 14 })), part))),
  figure({
    name, title: "Each row's cells, part by part", about: MEAN, width, height: rows.length * PART_LINE, open,
    words: rows.map(r => `${r.row}: ${laid(r.ms).map(([part]) => `${part} ${duration(r.ms[part])}`).join(", ")}`).join("; "),
    drawing: rows.map((r, i) => svg("g", { transform: `translate(0 ${i * PART_LINE})` },
      svg("text", { x: left - 8, y: PART_LINE / 2 + 4, "text-anchor": "end" }, cut(r.row, left - 10)),
      partsBar(r.ms, left, right, (PART_LINE - PART_BAR) / 2, PART_BAR),
      svg("text", { class: "median", x: width, y: PART_LINE / 2 - 2, "text-anchor": "end" }, duration(whole(r))),
      svg("text", { class: "number", x: width, y: PART_LINE / 2 + 12, "text-anchor": "end" }, `n = ${r.n.toLocaleString()}`))),
    head: ["", "cells", ...used, "whole cell"],
    rows: rows.map(r => [r.row, r.n.toLocaleString(), ...used.map(p => duration(r.ms[p] || 0)), duration(whole(r))]),
  })];
}

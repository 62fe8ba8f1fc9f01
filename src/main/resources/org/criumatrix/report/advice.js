// How well the lines of matrix.csv about every case predict what cells come to. AdviceScore.java counts.

const ADVICE = "Before each dump the lines of matrix.csv about every case predict what happens to a program that holds the same. Hit: it failed "
  + "or refused as predicted; wrong cause: it failed otherwise; miss: it was predicted to work, and failed; false alarm: it was predicted to "
  + "fail, and worked. This is about the whole run; of several attempts the worst counts.";
const ADVICE_COUNTS = { hit: "hits", "wrong cause": "wrongCauses", miss: "misses", right: "right", "false alarm": "falseAlarms" };
const WRONG = ["miss", "wrong cause", "false alarm"];

const shareWords = share => share == null ? "–" : `${(100 * share).toFixed(1)} %`;

function drawAdvice() {
  const { advice } = measured();
  if (!advice) return;
  document.getElementById("advice").append(
    el("h2", {}, "Advice"), el("p", { class: "read" }, ADVICE),
    el("ul", { class: "goals" },
      advice.found != null && goal(advice.findsEnough, `${shareWords(advice.found)} of the failing cells are predicted with the right cause, at least ${shareWords(advice.minFound)}`),
      advice.alarms != null && goal(advice.alarmsFew, `${shareWords(advice.alarms)} of the others are false alarms, at most ${shareWords(advice.maxAlarms)}`)),
    adviceTable("Causes", [{ ...advice, name: "all cells" }, ...advice.causes], true),
    el("details", {}, el("summary", {}, `${advice.traits.length} traits`), adviceTable("Traits", advice.traits)),
    ...wrongCells(advice.wrong));
}

const goal = (met, words) => el("li", {}, sign(met ? "works" : "fails"), el("span", {}, el("strong", {}, met ? "met" : "missed"), " ", words));

/** {@code total}: whether the first line is about all cells, so that its numbers select them. */
function adviceTable(title, lines, total) {
  const number = (line, key, value, first) => el("td", { class: !value ? "zero" : WRONG.includes(key) ? "wrong" : "" },
    total && first && value ? el("button", { type: "button", onclick: () => showAdvised(key) }, value.toLocaleString()) : value.toLocaleString());
  return el("div", { class: "numbers" }, el("table", { "aria-label": title },
    el("thead", {}, el("tr", {}, [title, "cells", ...Object.keys(ADVICE_COUNTS), "found", "alarms"].map(h => el("th", { scope: "col" }, h)))),
    el("tbody", {}, lines.map((line, i) => el("tr", {}, el("th", { scope: "row" }, line.name), el("td", {}, line.cells.toLocaleString()),
      Object.entries(ADVICE_COUNTS).map(([key, field]) => number(line, key, line[field], i === 0)),
      el("td", {}, shareWords(line.found)), el("td", {}, shareWords(line.alarms)))))));
}

/** Shows the cells with one result in the grid. */
function showAdvised(result) {
  state.only.set("advice", new Set([result]));
  goToView("grid");
}

const wrongCells = wrong => wrong.length ? [el("details", { open: wrong.length <= 10 }, el("summary", {}, `${wrong.length} cells that were predicted wrongly`),
  el("ul", { class: "wrong" }, wrong.map(({ cell: at, predicted }) => [cells[at], predicted]).map(([cell, predicted]) => el("li", {},
    el("p", {}, sign(cell.verdict), el("strong", {}, cell.advice), cellLink(cell, `${cell.caseId} ${point(cell)}`)),
    el("p", { class: "why" }, "predicted: ", predicted, el("br"), "seen: ", seen(cell), cell.error && ": " + cell.error)))))] : [];

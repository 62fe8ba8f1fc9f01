// How often repeated cells failed, and how rare failures are at most.

function drawRates() {
  const rates = data.rates.map(rate => ({ ...rate, of: cells[rate.cell] }));
  panel("rates", rates.length && [el("strong", {}, "Failure rates"), el("span", {}, count(rates.length, "repeated cell"))], () => [
    el("p", { class: "why" }, "The bound is exact (Clopper and Pearson), and wrong in at most one of twenty cases. rates.csv has all numbers."),
    el("div", { class: "wide" }, el("table", {},
      el("thead", {}, el("tr", {}, ["Case", "Cell", "Linux", "Failures"].map(name => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rates.map(rate => el("tr", {}, el("th", { scope: "row" }, cellLink(rate.of, rate.of.caseId)),
        el("td", {}, point(rate.of)), el("td", {}, rate.kernel), el("td", {}, rate.words))))))]);
}

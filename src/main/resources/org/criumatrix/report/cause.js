// What is known of a cell's failure in addition to its cause, what its programs held, and what was predicted of them.

const PROOF = /^(.*?)\s*\(([a-z-]+\/[A-Za-z0-9_.{},-]+)\)$/s;

/** A commit stays text, and so does an address of another kind. */
const ADDRESS = /^https?:\/\/\S+$/;

const ADVICE_SIGNS = { right: "works", hit: "works", "wrong cause": "fails", miss: "fails", "false alarm": "fails" };

const aboutCause = (cell, r) => [
  r.remedy && el("p", { class: "cause" }, "What makes it work: ", remedyWords(cell, r.remedy)),
  r.fixed && el("p", { class: "cause" }, "Fixed in CRIU ", r.fixed, isOlder(cell.criu, r.fixed) && ": fixed upstream, not in this build"),
  r.cause_kernel && el("p", { class: "cause" }, "Only on ", kernelWords(r.cause_kernel)),
  r.issue && el("p", { class: "cause" }, ADDRESS.test(r.issue)
    ? ["Issue: ", el("a", { href: r.issue, rel: "noreferrer" }, r.issue)] : ["Commit: ", el("code", {}, r.issue)]),
].filter(Boolean);

/** Returns the remedy, with a link to the cell that proves it if this run has one. */
function remedyWords(cell, remedy) {
  const [, words, proof] = remedy.match(PROOF) || [null, remedy];
  if (!proof) return words;
  const proving = provingCell(cell, proof);
  return [words, words && " ", "(", proving ? cellLink(proving, proof) : el("code", {}, proof), ")"];
}

/** Returns the cell of a case that is most like another one, and rather one that works. */
function provingCell(cell, proof) {
  const group = { "{": "(?:", ",": "|", "}": ")", ".": "\\." };
  const named = new RegExp(`^${proof.replace(/[{},.]/g, c => group[c])}$`);
  const rank = c => (c.verdict === "works" ? AXES.length : 0) + AXES.filter(a => c[a] === cell[a]).length;
  return cells.filter(c => named.test(c.caseId)).reduce((best, c) => !best || rank(c) > rank(best) ? c : best, null);
}

const cellLink = (cell, words) => el("a", { href: "#cell=" + encodeURIComponent(cell.id), title: cell.id,
  onclick: e => { e.preventDefault(); openCell(cell); } }, words);

/** What the lines of matrix.csv about every case expected, before the dump. */
function predictedPart(cell, r) {
  if (!r.prediction) return null;
  const words = [...r.prediction.failures].reverse().map(f => `fails at ${f.phase}${f.error && ": " + f.error}`);
  return part("Predicted from what it holds", (words.length ? words : [r.prediction.verdict]).map(w => el("p", {}, w)),
    cell.advice && el("p", { class: "compared" }, sign(ADVICE_SIGNS[cell.advice]), el("strong", {}, cell.advice), " ", el("span", {}, "seen: ", seen(cell))));
}

const heldParts = r => [
  r.traits?.length ? part("Held before the dump", el("p", { class: "points" }, r.traits.flatMap(t => [el("code", {}, t), " "]))) : null,
  r.options?.length ? part("Options and plans", el("ul", { class: "options" }, r.options.map(o =>
    el("li", {}, el("code", {}, o), data.plans[o] && el("span", { class: "why" }, " ", data.plans[o]))))) : null,
];

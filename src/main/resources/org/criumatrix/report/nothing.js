// What an empty result says: whether it was never tested, what is nearest, and which command would test it.

/** What cells came to; the other filters say where and what they are. */
const RESULTS = ["verdict", "judgement", "since", "advice", "why"];
const RESULT_SWITCHES = { differing: DIFFERS, between: "differs between builds" };
const NEAREST = 6;

/** Shows below the filters why nothing is shown; or nothing. */
function showNothing(empty) {
  const place = document.getElementById("nothing");
  place.hidden = !empty;
  place.replaceChildren(...(empty ? aboutNothing() : []));
}

function aboutNothing() {
  if (!cells.length) return [el("p", {}, "This run has no cell.")];
  const wanted = parts();
  const tested = matching({ ...state, only: new Map([...state.only].map(([f, v]) => [f, RESULTS.includes(f) ? new Set() : v])), differing: false, between: false });
  const near = nearest(wanted);
  return [
    el("h2", {}, tested.length ? "No cell is like that" : "Never tested in this run: no cell is like that"),
    tested.length ? el("p", {}, `${count(tested.length, "cell")} ${tested.length === 1 ? "was" : "were"} tested there, with another result: `, resultWords(tested), ".") : null,
    ...unheard().map(word => el("p", {}, `“${word}” is in no text of this run.`)),
    near.length ? el("p", {}, "Nearest:") : null,
    el("ul", { class: "nearest" }, near.map(({ words, without, some }) => el("li", {},
      el("button", { type: "button", onclick: () => relax(without) }, `without ${words}`), el("span", {}, `${count(some.length, "cell")}: `, resultWords(some))))),
    ...(tested.length ? [] : wouldTell()),
    el("p", {}, el("button", { type: "button", onclick: reset }, "Reset"), " shows all cells again."),
  ].filter(Boolean);
}

const resultWords = some => { const n = tally(some); return some.length > 1 ? n.words : `${some[0].caseId} ${point(some[0])} ${seen(some[0])}`; };

/** The filters and words of the state, each with the state that lacks it. */
function parts() {
  const words = searchParts(state.text);
  return [
    ...words.map((word, i) => ({ words: `“${word}”`, without: { ...state, text: words.filter((_, j) => j !== i).join(" ") } })),
    ...[...state.only].filter(([, values]) => values.size).map(([filter, values]) => ({
      words: `${AXIS_TITLES[filter]} ${filter === "why" ? [...values].map(v => causesById.get(v)?.text ?? v).join(", ") : [...values].join(", ")}`,
      without: { ...state, only: new Map([...state.only, [filter, new Set()]]) },
    })),
    ...Object.entries(RESULT_SWITCHES).filter(([name]) => state[name]).map(([name, words]) => ({ words: `“${words}”`, without: { ...state, [name]: false } })),
  ];
}

/** Drops one part, or two if one is not enough; those that leave the fewest cells are nearest. */
function nearest(wanted) {
  const found = all => all.map(p => ({ ...p, some: matching(p.without) })).filter(p => p.some.length)
    .sort((a, b) => a.some.length - b.some.length).slice(0, NEAREST);
  const one = found(wanted);
  if (one.length || wanted.length < 2) return one;
  return found(wanted.flatMap((first, i) => wanted.slice(i + 1).map(second => ({ words: `${first.words} and ${second.words}`, without: both(first.without, second.without) }))));
}

const both = (a, b) => ({
  ...a,
  text: searchParts(a.text).filter(w => searchParts(b.text).includes(w)).join(" "),
  only: new Map([...a.only].map(([f, v]) => [f, b.only.get(f).size ? v : new Set()])),
  differing: a.differing && b.differing, between: a.between && b.between,
});

function relax(without) {
  state = { ...state, text: without.text, only: without.only, differing: without.differing, between: without.between };
  changed();
}

const unheard = () => searchParts(state.text).filter(word => !cells.some(searchTest(word)));

/** The command that would test what was asked for, as far as this run knows the words. */
function wouldTell() {
  const options = new Map(["criu", "privilege", "runtime", "host"].map(axis => [axis, [...state.only.get(axis)]]));
  const names = [];
  for (const word of searchParts(state.text)) {
    const axis = [...options.keys()].find(a => data.axes[a].includes(word));
    if (axis) options.get(axis).push(word);
    else if (cells.some(c => c.caseId.includes(word))) names.push(word);
  }
  if (state.only.get("kernel").size) options.get("host").push("vm:*");
  const rows = [...state.only.get("row")];
  const where = rows.length > 1 ? `{${rows.join(",")}}/` : rows.length ? rows[0] + "/" : "";
  const glob = where + (names.length ? `*${names.join("*")}*` : "*");
  const given = [...options].filter(([, values]) => values.length);
  if (glob === "*" && !given.length) return [];
  const command = ["./criu-matrix run", `'-Dcells=${quoted(glob)}'`, ...given.map(([axis, values]) => `'-D${axis}=${quoted(values.join(" "))}'`)].join(" ");
  return [el("p", {}, "This would tell; if the suite has no such case, it says so:"), line(command)];
}

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
    ...unheard().map(words => el("p", {}, words)),
    near.length ? el("p", {}, "Nearest:") : null,
    el("ul", { class: "nearest" }, near.map(({ words, without, some }) => el("li", {},
      el("button", { type: "button", onclick: () => relax(without) }, `without ${words}`), el("span", {}, `${count(some.length, "cell")}: `, resultWords(some))))),
    ...(tested.length ? [] : wouldTell()),
    el("p", {}, el("button", { type: "button", onclick: reset }, "Reset"), " shows all cells again."),
  ].filter(Boolean);
}

const resultWords = some => { const n = tally(some); return some.length > 1 ? n.words : `${some[0].caseId} ${point(some[0])} ${seen(some[0])}`; };

/** The filters and terms of the state, each with the state that lacks it. */
function parts() {
  const text = usable(state.text);
  return [
    ...language.terms(text).map((term, i) => ({ words: `“${term.text}”`, places: [i], without: { ...state, text: language.without(text, [i]) } })),
    ...[...state.only].filter(([, values]) => values.size).map(([filter, values]) => ({
      words: `${AXIS_TITLES[filter]} ${filter === "why" ? [...values].map(v => causesById.get(v)?.text ?? v).join(", ") : [...values].join(", ")}`,
      places: [], without: { ...state, text, only: new Map([...state.only, [filter, new Set()]]) },
    })),
    ...Object.entries(RESULT_SWITCHES).filter(([name]) => state[name]).map(([name, words]) => ({ words: `“${words}”`, places: [], without: { ...state, text, [name]: false } })),
  ];
}

/** Drops one part, or two if one is not enough; those that leave the fewest cells are nearest. */
function nearest(wanted) {
  const found = all => all.map(p => ({ ...p, some: matching(p.without) })).filter(p => p.some.length)
    .sort((a, b) => a.some.length - b.some.length).slice(0, NEAREST);
  const one = found(wanted);
  if (one.length || wanted.length < 2) return one;
  return found(wanted.flatMap((first, i) => wanted.slice(i + 1).map(second => ({ words: `${first.words} and ${second.words}`, places: [], without: both(first, second) }))));
}

const both = ({ without: a, ...first }, { without: b, ...second }) => ({
  ...a,
  text: language.without(usable(state.text), [...first.places, ...second.places]),
  only: new Map([...a.only].map(([f, v]) => [f, b.only.get(f).size ? v : new Set()])),
  differing: a.differing && b.differing, between: a.between && b.between,
});

function relax(without) {
  state = { ...state, text: without.text, only: without.only, differing: without.differing, between: without.between };
  changed();
}

/** The terms that no cell of the run matches by itself. */
const unheard = () => language.obstacles(usable(state.text)).filter(o => !o.alone)
  .map(({ term, values }) => values.length ? `“${term}” is true of no cell; the values here are ${names(values)}.` : `“${term}” is in no text of this run.`);

const PLACES = new Set(["criu", "privilege", "runtime", "host", "kernel"]);

/** The terms of the search that ask for something; words that mean a place, such as "Debian 12", are replaced by what they mean. */
const asked = text => language.terms(text).filter(t => !t.negated).flatMap(t => {
  const meant = t.meaning ? language.terms(t.meaning) : [];
  return meant.length && meant.every(m => PLACES.has(m.field)) ? meant : [t, ...meant];
});

/** The command that would test what was asked for, as far as this run knows the words. */
function wouldTell() {
  const options = new Map(["criu", "privilege", "runtime", "host"].map(axis => [axis, [...state.only.get(axis)]]));
  const rows = [...state.only.get("row")];
  const names = [];
  let otherKernel = state.only.get("kernel").size > 0;
  for (const { field, operator, values, meaning } of asked(usable(state.text))) {
    const isEqual = operator === ":" || operator === "=";
    if (field === "kernel") otherKernel = true;
    else if (options.has(field) && isEqual) options.get(field).push(...values);
    else if (field === "row" && isEqual) rows.push(...values);
    else if (field === "case" && isEqual) names.push(values[0].replace(/^.*\/|[*]/g, ""));
    else if (!field) for (const word of values) {
      const axis = [...options.keys()].find(a => data.axes[a].includes(word));
      if (axis && !meaning) options.get(axis).push(word);
      else if (cells.some(c => c.caseId.includes(word))) names.push(word);
    }
  }
  if (otherKernel) options.get("host").push("kernel:*");
  const where = rows.length > 1 ? `{${rows.join(",")}}/` : rows.length ? rows[0] + "/" : "";
  const glob = where + (names.length ? `*${names.join("*")}*` : "*");
  const given = [...options].filter(([, values]) => values.length);
  if (glob === "*" && !given.length) return [];
  const command = ["./criu-matrix run", `'-Dcells=${quoted(glob)}'`, ...given.map(([axis, values]) => `'-D${axis}=${quoted([...new Set(values)].join(" "))}'`)].join(" ");
  return [el("p", {}, "This would tell; if the suite has no such case, it says so:"), line(command)];
}
